"""The report of a file as a table: what was dropped, what was repaired or looks odd, row by row."""

from __future__ import annotations

from corridor_atlas.bring.result import Result
from corridor_atlas.take.formats import csv as tables

COLUMNS = ("what", "file", "row", "column", "found", "expected")


def csv(result: Result) -> bytes:
    """The report as CSV in UTF-8, for spreadsheets: nothing in it is ever a formula.

    `result` is what became of a file. Its first row says how much was read.
    """
    read = ("read", result.file, "", "", f"{result.features} features", f"{result.dropped} dropped")
    return tables.written(COLUMNS, [read, *rows(result)])


def rows(result: Result) -> list[tuple[str, ...]]:
    """What was dropped, repaired or looks odd in a file, a row each by `COLUMNS`."""
    return [
        ("dropped" if fault.left_out else "noticed", fault.file, fault.id, fault.field, fault.found, fault.expected)
        for fault in result.faults
    ]
