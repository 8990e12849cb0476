"""Formats that can be read: one module each, which is asked whether a file is of its kind, and reads it.

A module has `SUFFIXES`, the usual endings; `is_one(head, source)`, whether the first bytes of a file look like it;
and `read(source)`, which gives its sheets. Content goes before the ending: a file with a wrong one is read for what
it is, and that is told. To add a format is to add a module; the name begins with an underscore where it is none.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from corridor_atlas.bring import archives
from corridor_atlas.bring.things import ReadError, Sheet, Source

HEAD = 65_536
LAST = "delimited"
"""Nearly any text could be a table: that is asked last."""


class Format(Protocol):
    """What a module in this folder offers."""

    SUFFIXES: tuple[str, ...]

    def is_one(self, head: bytes, source: Source) -> bool:
        """Return whether a file with this beginning is of this format."""

    def read(self, source: Source) -> list[Sheet]:
        """Read a file; raises `ReadError`."""


@cache
def names() -> tuple[str, ...]:
    """The names of all formats, in the order in which they are asked."""
    found = sorted(path.stem for path in Path(__file__).parent.glob("[!_]*.py"))
    return (*(name for name in found if name != LAST), LAST)


def get(name: str) -> Format:
    """The format with this name."""
    return cast(Format, import_module(f"{__name__}.{name}"))


def suffixes() -> list[str]:
    """All endings that are known, for a message or a door in the page."""
    return sorted({suffix for name in names() for suffix in get(name).SUFFIXES} | {".zip"})


def read(source: Source) -> list[Sheet]:
    """The sheets of a file, whatever its format. Raises `ReadError` for what is of none."""
    data = source.data
    if not data.strip(b"\x00\t\r\n \xef\xbb\xbf"):
        raise source.error("an empty file", f"data in one of {', '.join(suffixes())}")
    head = data[:HEAD]
    for name in names():
        one = get(name)
        if one.is_one(head, source):
            sheets = one.read(source)
            return _told(sheets, source, name)
    if archives.is_zip(head):
        return _archived(source)
    raise source.error("a file of no known format", f"one of {', '.join(suffixes())}")


def _archived(source: Source) -> list[Sheet]:
    """The sheets of all files of an archive that can be read; what cannot (a README, a picture) is told."""
    sheets: list[Sheet] = []
    wrong = []
    for inner in archives.members(source):
        try:
            sheets += read(inner)
        except ReadError as error:
            wrong.append(error)
    if not sheets:
        raise (
            wrong[0]
            if len(wrong) == 1
            else source.error("an archive with nothing in it that can be read", "a table or map")
        )
    sheets[0].faults += [source.note(error.fault.found, error.fault.expected, error.fault.file) for error in wrong]
    return sheets


def _told(sheets: list[Sheet], source: Source, name: str) -> list[Sheet]:
    """The sheets, with a word on an ending that belongs to another format; an error where there is nothing in them."""
    known = {suffix for other in names() if other != name for suffix in get(other).SUFFIXES}
    sheets = [sheet for sheet in sheets if sheet.things]
    if not sheets:
        raise source.error("no things", "at least one row or feature")
    source.check_number(sum(len(sheet.things) for sheet in sheets))
    for sheet in sheets:
        source.check_columns(sheet.columns)
    if source.suffix in known - set(get(name).SUFFIXES):
        told = source.note(f"the ending {source.suffix}", f"that of its format, {name}: it was read for what it is")
        sheets[0].faults.append(told)
    return sheets
