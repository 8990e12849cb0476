"""CSV of the states: a row for each status with its days, for spreadsheets, R and kepler.gl."""

from __future__ import annotations

from corridor_atlas.data.dataset import Atlas
from corridor_atlas.take.formats import _flat, csv
from corridor_atlas.take.states import states
from corridor_atlas.view.view import View

USE = "table"
SHORT = "CSV"
SUFFIX = ".states.csv"
MEDIA_TYPE = csv.MEDIA_TYPE
LOSES = csv.LOSES


def write(atlas: Atlas, view: View | None = None) -> bytes:
    """The table of states as `csv` writes one, days as 2004-05-12; `lon` and `lat` are a point on the shape."""
    table = states(atlas, _flat.chosen(atlas, view))
    points = table.geometry.representative_point()
    plain = table.drop(columns="geometry").assign(lon=points.x.round(5), lat=points.y.round(5))
    values = plain.astype(object)
    return csv.written(plain.columns, values.where(plain.notna(), "").itertuples(index=False))
