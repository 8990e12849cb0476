"""What every reader gives: the things of a file by sheet, as they stand there, and what was odd about them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from shapely.geometry.base import BaseGeometry

from corridor_atlas.bring.limits import OWN, Limits
from corridor_atlas.bring.progress import Tell, silent
from corridor_atlas.core.errors import AtlasError, Fault

DECIMALS = 5
"""Of degrees, in what is written: about a metre."""


class Span(NamedTuple):
    """A stretch of time that the format itself knows, as written: start, end, and what began then if it says so."""

    start: Any = None
    end: Any = None
    status: str | None = None


@dataclass
class Thing:
    """One thing of a file.

    `place` says where it stands (`row 3`), `values` what it says by column, `shape` where it is, in the
    coordinates of the file; `wrong` is what was found and what expected where its shape cannot be used.
    """

    place: str
    values: dict[str, Any]
    shape: BaseGeometry | None = None
    spans: list[Span] = field(default_factory=list)
    wrong: tuple[str, str] | None = None


@dataclass
class Sheet:
    """One layer of a file: its things, the reference system that it names, the encoding of its texts."""

    name: str
    things: list[Thing]
    crs: str | None = None
    encoding: str | None = None
    faults: list[Fault] = field(default_factory=list)
    degrees: bool = False
    """Whether the format knows nothing but WGS 84."""

    @cached_property
    def columns(self) -> list[str]:
        """The names of all columns, in the order in which they come."""
        return list(dict.fromkeys(key for thing in self.things for key in thing.values))


class ReadError(AtlasError):
    """A file that cannot be read at all; `fault` says why and what to do."""

    def __init__(self, file: str, found: str, expected: str) -> None:
        self.fault = Fault(file, "", "", found, expected)
        super().__init__(str(self.fault))


@dataclass(frozen=True)
class Source:
    """A file to be read: where it is, what it is called, and what is known of it before.

    Attributes
    ----------
    path
        Where it lies.
    name
        What it is called in messages; a member of an archive bears its own name.
    encoding
        Of its texts, where somebody has said it.
    limits
        How much of it is read.
    tell
        Who is told how far that has come.
    """

    path: Path
    name: str
    encoding: str | None = None
    limits: Limits = OWN
    tell: Tell = silent

    @cached_property
    def data(self) -> bytes:
        """All its bytes. Raises `ReadError`."""
        try:
            if not self.path.is_file():
                found = "no such file" if not self.path.exists() else "no regular file"
                raise ReadError(self.name, found, "a file with data")
            size = self.path.stat().st_size
            if size > self.limits.size:
                most = f"at most {self.limits.size} bytes: divide it, or simplify its shapes"
                raise ReadError(self.name, f"{size} bytes", most)
            return self.path.read_bytes()
        except OSError as error:
            raise ReadError(self.name, error.strerror or "an error of reading", "a file that can be read") from None

    @property
    def stem(self) -> str:
        """Its name without the ending."""
        return Path(self.name).stem

    @property
    def suffix(self) -> str:
        """The ending of its name, in lower case."""
        return Path(self.name).suffix.lower()

    def error(self, found: str, expected: str) -> ReadError:
        """An error about the whole of it.

        Parameters
        ----------
        found, expected
            In words, as in a `Fault`.
        """
        return ReadError(self.name, found, expected)

    def note(self, found: str, expected: str, place: str = "", field: str = "") -> Fault:
        """What was repaired or is worth a look, and keeps nothing out.

        Parameters
        ----------
        found, expected
            In words, as in a `Fault`.
        place, field
            The thing and its column that it is about; the whole file if left out.
        """
        return Fault(self.name, place, field, found, expected, left_out=False, notice=True)

    def check_number(self, number: int) -> None:
        """Raise `ReadError` when `number` is more things than may be read."""
        if number > self.limits.features:
            raise self.error(f"more than {self.limits.features} things", "fewer: divide the file")

    def check_columns(self, columns: Iterable[str]) -> None:
        """Raise `ReadError` when there are more `columns` than may be read."""
        number = len(list(columns))
        if number > self.limits.columns:
            raise self.error(f"{number} columns", f"at most {self.limits.columns}: leave out what is not needed")
