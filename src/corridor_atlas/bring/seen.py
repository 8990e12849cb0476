"""What stands in the columns of a file: enough of it that somebody can say what each means."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from corridor_atlas.bring import words
from corridor_atlas.bring.things import Sheet
from corridor_atlas.core.characters import on_one_line
from corridor_atlas.core.errors import shorten

VALUES = 24
"""Different values of one column that are shown."""
LOOKED_AT = 2000
"""Things of a sheet in which values are looked for."""
LETTERS = 80


@dataclass
class Seen:
    """A sheet of a file as it is shown to whoever says what its columns mean.

    Attributes
    ----------
    name
        Of the sheet, as a mapping names it.
    columns
        The first different values of each column, as short texts.
    crs
        The reference system that the file names; None where it names none.
    degrees
        Whether its format knows nothing but WGS 84.
    """

    name: str
    columns: dict[str, list[str]]
    crs: str | None = None
    degrees: bool = False

    @classmethod
    def of(cls, sheet: Sheet) -> Seen:
        """What is to be shown of a `sheet`."""
        found: dict[str, dict[str, None]] = {column: {} for column in sheet.columns}
        for thing in sheet.things[:LOOKED_AT]:
            for column, value in thing.values.items():
                if len(found[column]) < VALUES and not words.is_unknown(value):
                    found[column][_short(value)] = None
        return cls(sheet.name, {name: list(values) for name, values in found.items()}, sheet.crs, sheet.degrees)


def _short(value: Any) -> str:
    return on_one_line(value[:LETTERS] if isinstance(value, str) else shorten(value, LETTERS))
