"""Some of what stands in each column of a sheet, for whoever has to say what it means."""

from __future__ import annotations

from corridor_atlas.bring import texts
from corridor_atlas.bring.things import Sheet

MANY = 5
"""Different values of a column."""
LETTERS = 80
LOOKED_AT = 2000
"""Things that are looked at: a column that is empty in all of them has no samples."""


def of(sheet: Sheet) -> dict[str, list[str]]:
    """The columns of a sheet in their order, each with a few different values as text, the first that come."""
    found: dict[str, list[str]] = {column: [] for column in sheet.columns}
    for thing in sheet.things[:LOOKED_AT]:
        for column, value in thing.values.items():
            if len(found[column]) < MANY and value is not None and (text := _text(value)) not in ("", *found[column]):
                found[column].append(text)
    return found


def _text(value: object) -> str:
    cut = str(value)[: LETTERS * 10] if not isinstance(value, bytes) else value[:LETTERS].hex()
    text = " ".join(texts.plain(cut, LETTERS * 10)[0].split())
    return text if len(text) <= LETTERS else f"{text[: LETTERS - 1]}…"
