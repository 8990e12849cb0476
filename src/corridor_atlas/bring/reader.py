"""A file read from its bytes to the features of an atlas, with the report: what the child process does."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from corridor_atlas.bring import formats, guess, joining, mapping, shapes
from corridor_atlas.bring.limits import OWN, Limits
from corridor_atlas.bring.making import Making
from corridor_atlas.bring.mapping import Mapping, Mappings
from corridor_atlas.bring.naming import Names
from corridor_atlas.bring.progress import Progress, Stage, Tell, silent
from corridor_atlas.bring.result import Result
from corridor_atlas.bring.seen import Seen
from corridor_atlas.bring.things import ReadError, Sheet, Source
from corridor_atlas.core.errors import Fault


def read(path: Path, name: str, said: Mappings, names: Names, limits: Limits = OWN, tell: Tell = silent) -> Result:
    """Read one file. What is wrong with it as a whole is a fault of the result, too.

    Parameters
    ----------
    path
        Where it lies.
    name
        What it is called.
    said
        What somebody has said of its columns; the rest is guessed.
    names
        The names that are taken already, and those that are given here.
    limits
        How much of it is read.
    tell
        Who is told how far that has come.
    """
    source = Source(path, name, said.encoding, limits, tell)
    result = Result(name)
    try:
        tell(Progress(Stage.READING))
        _make(result, formats.read(source), source, said, names)
    except ReadError as error:
        result.tables, result.faults = [], [error.fault]
    return result


def made(sheets: list[Sheet], source: Source, said: Mappings, names: Names) -> Result:
    """What becomes of sheets that were read already. Parameters and errors as those of `read`.

    Parameters
    ----------
    sheets
        What was read.
    source
        The file.
    said, names
        As for `read`.

    Raises
    ------
    ReadError
        A column or sheet that is said is not there, or they are too large.
    """
    result = Result(source.name)
    _make(result, sheets, source, said, names)
    return result


def _make(result: Result, sheets: list[Sheet], source: Source, said: Mappings, names: Names) -> None:
    for sheet in sheets:
        sheet.name = _free(sheet.name, {one.name for one in result.seen})
        result.seen.append(Seen.of(sheet))
    strange = said.sheet.keys() - {sheet.name for sheet in sheets}
    if strange:
        known = ", ".join(sheet.name for sheet in sheets)
        raise source.error(f"no sheet {', '.join(sorted(strange))}", f"one of its sheets: {known}")
    used: dict[str, Mapping] = {}
    lines: list[joining.Line] = []
    for sheet in sheets:
        lines += _sheet(sheet, said.of(sheet.name), source, names, result, used)
    nodes, told = joining.join(lines, result.tables, names, source)
    result.tables += [nodes] if nodes else []
    result.faults += told
    result.mapping = mapping.together(used)
    result.sources = names.sources
    result.dropped = sum(fault.left_out for fault in result.faults)
    result.faults = _limited(result.faults, source)
    if not result.features and not any(fault.whole for fault in result.faults):
        result.faults.insert(0, source.error("nothing that could be used", "at least one thing with a place").fault)


def _sheet(
    sheet: Sheet, said: Mapping, source: Source, names: Names, result: Result, used: dict[str, Mapping]
) -> list[joining.Line]:
    chosen = guess.mapping(sheet, said, source)
    settled = shapes.settle(sheet, chosen, source)
    placed = any(thing.shape is not None or thing.wrong for thing in sheet.things)
    if not placed and not _asks_for_places(chosen):
        columns = ", ".join(sheet.columns[:40])
        found, expected = f"no column with places in {sheet.name}", f"latitude and longitude, or WKT: found {columns}"
        result.faults.append(source.note(found, expected))
        used[sheet.name] = chosen
        if not sheet.degrees:
            for thing in sheet.things:
                result.faults.append(Fault(source.name, thing.place, "geometry", "no place", "a column with places"))
            return []
    making = Making(sheet, chosen, source, names)
    result.tables += making.tables()
    result.faults += [*sheet.faults, *settled.faults, *making.faults]
    result.crs = result.crs or settled.crs or (shapes.WGS84 if placed else None)
    result.encoding = result.encoding or sheet.encoding
    used[sheet.name] = chosen.model_copy(update=_told(chosen, settled.crs, sheet.encoding))
    return making.lines


def _asks_for_places(chosen: Mapping) -> bool:
    return bool(chosen.geometry or (chosen.longitude and chosen.latitude))


def _free(name: str, used: Iterable[str]) -> str:
    """A name for a sheet that no other has: a mapping speaks of each by its own."""
    found, number = name, 2
    while found in used:
        found, number = f"{name} {number}", number + 1
    return found


def _told(chosen: Mapping, crs: str | None, encoding: str | None) -> dict[str, Any]:
    """What the mapping says of system and encoding, so that it makes the same again."""
    told: dict[str, Any] = {}
    if encoding and not chosen.encoding:
        told["encoding"] = encoding
    if crs and not chosen.crs and ":" in crs and crs != shapes.WGS84:
        told["crs"] = crs
    return told


def _limited(faults: list[Fault], source: Source) -> list[Fault]:
    """The faults, what was dropped first; of too many the rest is counted."""
    found = sorted(faults, key=lambda one: not one.left_out)
    most = source.limits.faults
    if len(found) <= most:
        return found
    return [*found[:most], source.note(f"{len(found) - most} more of them", f"at most {most} in one report")]
