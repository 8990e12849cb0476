"""Workbooks of Excel (.xlsx, .xlsm): every sheet with a table in it; values, never formulas or macros."""

from __future__ import annotations

import io
import warnings
import zipfile
import zlib
from typing import Any

import defusedxml.common

from corridor_atlas.bring import archives
from corridor_atlas.bring.formats import delimited
from corridor_atlas.bring.things import ReadError, Sheet, Source
from corridor_atlas.core.errors import shorten

SUFFIXES = (".xlsx", ".xlsm")
BOOK = ("xl/workbook.xml", "xl/workbook.bin")
EMPTY_ROWS = 1000
"""So many empty rows after each other are the end of a table: some programs write a million of them."""


def is_one(head: bytes, source: Source) -> bool:
    """Whether it is an archive with a workbook in it."""
    if not archives.is_zip(head):
        return False
    try:
        names = {entry.filename for entry in archives.opened(source).infolist()}
    except ReadError:
        return source.suffix in SUFFIXES
    return bool(names & set(BOOK))


def read(source: Source) -> list[Sheet]:
    """Every sheet that holds something. Raises `ReadError`."""
    import openpyxl  # noqa: PLC0415  slow to import
    from openpyxl.utils.exceptions import InvalidFileException  # noqa: PLC0415

    archives.opened(source)
    sheets = []
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of styles and extensions that nobody needs here
            book = openpyxl.load_workbook(io.BytesIO(source.data), read_only=True, data_only=True, keep_links=False)
            for page in book.worksheets:
                page.reset_dimensions()
                if rows := _rows(source, page):
                    sheets.append(delimited.table(source, page.title, rows, None))
            book.close()
    except (InvalidFileException, zipfile.BadZipFile, defusedxml.common.DefusedXmlException, KeyError, ValueError,
            TypeError, AttributeError, IndexError, OSError, SyntaxError, OverflowError, EOFError, NotImplementedError,
            RuntimeError, zlib.error) as error:  # fmt: skip
        raise source.error(f"a broken workbook: {shorten(str(error), 100)}", "a workbook that Excel opens") from None
    if len(sheets) == 1:
        sheets[0].name = source.stem
    return sheets


def _rows(source: Source, page: Any) -> list[tuple[int, list[Any]]]:
    found: list[tuple[int, list[Any]]] = []
    empty = 0
    for number, row in enumerate(page.iter_rows(values_only=True), start=1):
        cells = list(row)
        while cells and cells[-1] in (None, ""):
            cells.pop()
        empty = 0 if cells else empty + 1
        if empty > EMPTY_ROWS:
            break
        if cells:
            found.append((number, [_plain(cell) for cell in cells]))
            source.check_columns(map(str, range(len(cells))))
            if len(found) % 10_000 == 0:
                source.check_number(len(found) - 1)
    return found


def _plain(cell: Any) -> Any:
    """A cell: an error such as #N/A is nothing."""
    return None if isinstance(cell, str) and cell.startswith("#") and cell.rstrip("!?/A").isupper() else cell
