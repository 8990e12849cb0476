"""Which column means what, by its name and by what stands in it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

from corridor_atlas.bring import cells, dates, words
from corridor_atlas.bring.mapping import Mapping
from corridor_atlas.bring.texts import script_of
from corridor_atlas.bring.things import Sheet, Source
from corridor_atlas.core.errors import DateError
from corridor_atlas.core.model import Status, is_language

SAMPLE = 300
"""Values that are looked at."""
DATED = ("start", "end", "span")
NO_LANGUAGES = ("as", "id", "is", "no", "or", "to")
"""Codes of languages that are words, too: `name_id` is no name in Indonesian."""
LANGUAGE_OF = {"han": "zh", "kana": "ja", "hangul": "ko", "cyrillic": "ru"}


def mapping(sheet: Sheet, said: Mapping, source: Source) -> Mapping:
    """The mapping of a sheet: what is said, and for the rest what is likely.

    Parameters
    ----------
    sheet
        What was read.
    said
        What somebody has said already; an empty text is no column.
    source
        The file, for what is told of a column that is not there.
    """
    columns = {column: _sample(sheet, column) for column in sheet.columns}
    _named(said, columns, sheet, source)
    found = dict(said.model_dump(exclude_unset=True))
    taken = {value for value in found.values() if isinstance(value, str)}
    taken |= {*said.name.values(), *said.began.values()}
    for meaning in (
        "longitude",
        "latitude",
        "geometry",
        *DATED,
        "status",
        "id",
        "kind",
        "countries",
        "source",
        "note",
        "origin",
        "destination",
        "gauge",
    ):
        if meaning in found:
            continue
        if meaning in ("longitude", "latitude", "geometry") and _placed(sheet):
            continue
        column = _column(meaning, {name: values for name, values in columns.items() if name not in taken})
        if column is not None:
            found[meaning] = column
            taken.add(column)
    _complete(found)
    if not said.began:
        found["began"] = _began(columns, taken)
        taken |= set(found["began"].values())
    if not said.name:
        found["name"] = _names(columns, taken)
    return Mapping.model_validate({key: value for key, value in found.items() if value not in ({}, None)})


def _named(said: Mapping, columns: Iterable[str], sheet: Sheet, source: Source) -> None:
    """Raise `ReadError` for a column that is said and is not there."""
    asked = [getattr(said, name) for name in ("id", "kind", "status", "longitude", "latitude", "geometry", *DATED)]
    asked += [
        said.source,
        said.note,
        said.countries,
        said.origin,
        said.destination,
        said.gauge,
        *said.name.values(),
        *said.began.values(),
    ]
    for column in asked:
        if column and column not in columns:
            known = ", ".join(list(columns)[:40]) or "none"
            raise source.error(f"no column {column!r} in {sheet.name}", f"one of its columns: {known}")


def _placed(sheet: Sheet) -> bool:
    return any(thing.shape is not None or thing.wrong for thing in sheet.things)


def _sample(sheet: Sheet, column: str) -> list[Any]:
    found = []
    for thing in sheet.things:
        value = thing.values.get(column)
        if not words.is_unknown(value):
            found.append(value)
            if len(found) >= SAMPLE:
                break
    return found


def _column(meaning: str, columns: dict[str, list[Any]]) -> str | None:
    """The column that most likely has this meaning."""
    places = words.columns()[meaning]
    candidates = sorted(
        (places[words.norm(name)], number, name)
        for number, name in enumerate(columns)
        if words.norm(name) in places and _fits(meaning, columns[name])
    )
    if candidates:
        return candidates[0][2]
    if meaning == "geometry":
        return next((name for name, values in columns.items() if values and all(map(_is_wkt, values[:5]))), None)
    return None


def _is_wkt(value: Any) -> bool:
    return isinstance(value, str) and bool(cells.WKT.match(value.strip()))


def _fits(meaning: str, values: list[Any]) -> bool:
    """Whether what stands in a column can have this meaning: most of it, at least."""
    if meaning == "status":
        return not values or sum(words.status(value) is not None for value in values) * 3 >= len(values)
    fits = FITTING.get(meaning)
    return fits is None or (not values and meaning in DATED) or _most(values, fits)


def _most(values: list[Any], fits: Any) -> bool:
    return bool(values) and sum(bool(fits(value)) for value in values) * 2 >= len(values)


def _is_date(value: Any) -> bool:
    try:
        found = dates.read(value, "dmy")
    except DateError:
        return words.is_now(value)
    return any(found)


FITTING: dict[str, Callable[[Any], bool]] = {
    "longitude": lambda value: cells.degrees(value) is not None,
    "latitude": lambda value: cells.degrees(value) is not None,
    "geometry": lambda value: cells.shape(value) is not None,
    "countries": lambda value: bool(re.fullmatch(r"[A-Z]{2,3}([;,/ ]+[A-Z]{2,3})*", str(value).strip())),
    "origin": lambda value: isinstance(value, str),
    "destination": lambda value: isinstance(value, str),
    "gauge": lambda value: bool(cells.gauges(value)),
    "kind": lambda value: isinstance(value, str | int | float),
    "id": lambda value: isinstance(value, str | int | float),
    **dict.fromkeys(DATED, _is_date),
}
"""What most of the values in a column have to be, for it to have this meaning."""


def _complete(found: dict[str, Any]) -> None:
    """A longitude without a latitude is none."""
    if bool(found.get("longitude")) != bool(found.get("latitude")):
        for name in ("longitude", "latitude"):
            found.pop(name, None)
    if found.get("start") and found.get("span"):
        found.pop("span")


def _began(columns: dict[str, list[Any]], taken: set[str]) -> dict[Status, str]:
    began = {}
    for meaning in ("proposed", "planned", "under_construction", "suspended"):
        known = words.columns()[meaning]
        for name, values in columns.items():
            if name not in taken and words.norm(name) in known and values and _most(values, _is_date):
                began[Status(meaning)] = name
                break
    return began


def _names(columns: dict[str, list[Any]], taken: set[str]) -> dict[str, str]:
    """Columns with names by language: `name:ru`, `中文名`; and `Название`, by the script of what stands in it."""
    known = words.columns()["name"]
    found: dict[str, str] = {}
    bare: list[tuple[int, str]] = []
    for name, values in columns.items():
        if name in taken or not any(isinstance(value, str) for value in values):
            continue
        if words.norm(name) in known:
            bare.append((known[words.norm(name)], name))
        elif (code := _tagged(name)) and code not in found:
            found[code] = name
    for _, name in sorted(bare):
        scripts = Counter(script_of(str(value)) for value in columns[name])
        code = LANGUAGE_OF.get(scripts.most_common(1)[0][0], "en") if scripts else "en"
        found.setdefault(code, name)
    return found


def _tagged(column: str) -> str | None:
    """The language of a column such as `name:ru`, `name_en`, `名称（英文）`, `Название (рус)` or `英文名称`."""
    known, text = words.columns()["name"], words.norm(column)
    base, sign, tag = column[:-3], column[-3:-2], column[-2:]
    if words.norm(base) in known and is_language(tag) and (sign == ":" or (sign == "_" and tag not in NO_LANGUAGES)):
        return tag  # as OpenStreetMap has it, in any language there is; GDAL writes it with an underscore
    parts = text.split(" ")
    for cut in range(1, len(parts)):
        for name, said in ((parts[:cut], parts[cut:]), (parts[cut:], parts[:cut])):
            if " ".join(name) in known and (code := words.language(" ".join(said))):
                return code
    return next((words.language(tag) for tag in words.languages() if not tag.isascii() and _is_about(text, tag)), None)


def _is_about(text: str, tag: str) -> bool:
    """Whether a text is a word for a name with a language before or after it, without a space: `英文名称`."""
    rest = text.removeprefix(tag).strip() if text.startswith(tag) else text.removesuffix(tag).strip()
    known = words.columns()["name"]
    return tag in text and (rest in known or (text.startswith(tag) and rest in ("名", "명", "")))
