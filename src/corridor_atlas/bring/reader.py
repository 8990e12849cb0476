"""A file read from its bytes to the features of an atlas, with the report: what the child process does."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from corridor_atlas.bring import formats, guess, mapping, shapes
from corridor_atlas.bring.limits import OWN, Limits
from corridor_atlas.bring.making import Making
from corridor_atlas.bring.mapping import Mapping, Mappings
from corridor_atlas.bring.naming import Names
from corridor_atlas.bring.result import Result
from corridor_atlas.bring.seen import Seen
from corridor_atlas.bring.things import ReadError, Sheet, Source
from corridor_atlas.core.errors import Fault


def read(path: Path, name: str, said: Mappings, names: Names, limits: Limits = OWN) -> Result:
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
    """
    source = Source(path, name, said.encoding, limits)
    seen: list[Seen] = []
    try:
        sheets = formats.read(source)
        seen = [Seen.of(sheet) for sheet in sheets]
        result = made(sheets, source, said, names)
    except ReadError as error:
        result = Result(name, faults=[error.fault])
    result.seen = seen
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
    strange = said.sheet.keys() - {sheet.name for sheet in sheets}
    if strange:
        known = ", ".join(sheet.name for sheet in sheets)
        raise source.error(f"no sheet {', '.join(sorted(strange))}", f"one of its sheets: {known}")
    used: dict[str, Mapping] = {}
    for sheet in sheets:
        _sheet(sheet, said.of(sheet.name), source, names, result, used)
    result.mapping = mapping.together(used)
    result.sources = names.sources
    result.dropped = sum(fault.left_out for fault in result.faults)
    result.faults = _limited(result.faults, source)
    if not result.features and not any(fault.whole for fault in result.faults):
        result.faults.insert(0, source.error("nothing that could be used", "at least one thing with a place").fault)
    return result


def _sheet(sheet: Sheet, said: Mapping, source: Source, names: Names, result: Result, used: dict[str, Mapping]) -> None:
    chosen = guess.mapping(sheet, said, source)
    settled = shapes.settle(sheet, chosen, source)
    placed = any(thing.shape is not None or thing.wrong for thing in sheet.things)
    if not placed and not _asks_for_places(chosen):
        columns = ", ".join(sheet.columns[:40])
        found, expected = f"no column with places in {sheet.name}", f"latitude and longitude, or WKT: found {columns}"
        result.faults.append(source.note(found, expected))
        if not sheet.degrees:
            for thing in sheet.things:
                result.faults.append(Fault(source.name, thing.place, "geometry", "no place", "a column with places"))
            return
    making = Making(sheet, chosen, source, names)
    result.tables += making.tables()
    result.faults += [*sheet.faults, *settled.faults, *making.faults]
    result.crs = result.crs or settled.crs or (shapes.WGS84 if placed else None)
    result.encoding = result.encoding or sheet.encoding
    used[_free(sheet.name, used)] = chosen.model_copy(update=_told(chosen, settled.crs, sheet.encoding))


def _asks_for_places(chosen: Mapping) -> bool:
    return bool(chosen.geometry or (chosen.longitude and chosen.latitude))


def _free(name: str, used: dict[str, Mapping]) -> str:
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
