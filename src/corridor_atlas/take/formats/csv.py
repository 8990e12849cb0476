"""CSV: one row a feature, for spreadsheets; no text of ours can become a formula there."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from typing import Any

from corridor_atlas.core.characters import clean
from corridor_atlas.data.dataset import Atlas
from corridor_atlas.take.formats import _flat
from corridor_atlas.view.selection import Selection
from corridor_atlas.view.view import View

USE = "table"
SUFFIX = ".csv"
MEDIA_TYPE = "text/csv"
LOSES = ("shapes", "claims", "corridors", "notes", "formulas")
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""Beginnings of a text that spreadsheets compute instead of show, wide forms included."""
INSIDE = re.compile(rf"(?<=[;\t])(?=[{re.escape(''.join(FORMULA))}])")
"""Where such a beginning would stand for a spreadsheet that takes semicolons or tabs as the ends of cells."""
BREAKS = {ord(sign): "\n" for sign in "\u2028\u2029"}


def write(atlas: Atlas, view: View | None = None) -> bytes:
    """UTF-8 with a mark at the head, by which spreadsheets know it; commas; lines end with CR LF.

    Flat columns as in the other formats, and `lon`, `lat`: a point on the shape, WGS84.
    """
    return table(atlas, _flat.chosen(atlas, view))


def table(atlas: Atlas, chosen: Selection) -> bytes:
    """The same of features that are chosen already.

    Parameters
    ----------
    atlas
        The data set.
    chosen
        What is written, a row each; at least one.
    """
    found = _flat.frame(atlas, chosen)
    points = found.geometry.representative_point()
    found = found.drop(columns="geometry").assign(lon=points.x.round(5), lat=points.y.round(5))
    rows = found.astype(object).where(found.notna(), "").itertuples(index=False)
    return written(found.columns, rows)


def written(columns: Iterable[str], rows: Iterable[Iterable[Any]]) -> bytes:
    """A table as such a file; each value as `cell` has it."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(columns)
    for row in rows:
        writer.writerow([cell(value) for value in row])
    return out.getvalue().encode("utf-8-sig")


def cell(value: Any) -> Any:
    """The value as it may stand in a spreadsheet; numbers stay numbers, `true` and `false` are words."""
    if isinstance(value, bool):
        return str(value).lower()
    if not isinstance(value, str):
        return value
    text = INSIDE.sub(" ", clean(value).translate(BREAKS))
    return f"'{text}" if text.startswith(FORMULA) or text.lstrip().startswith(FORMULA) else text
