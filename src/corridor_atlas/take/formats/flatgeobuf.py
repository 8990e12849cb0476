"""FlatGeobuf of the states: a row for each status with its days, as real dates, for maps on the web and for R."""

from __future__ import annotations

import pyogrio

from corridor_atlas.data.dataset import Atlas
from corridor_atlas.take.formats import _flat, _gdal
from corridor_atlas.take.states import states
from corridor_atlas.view import cite
from corridor_atlas.view.view import View

USE = "analysis"
SHORT = "FlatGeobuf"
SUFFIX = ".fgb"
MEDIA_TYPE = "application/flatgeobuf"
LOSES = ("claims", "corridors", "notes", "shapeless")


def write(atlas: Atlas, view: View | None = None) -> bytes:
    """The table of states (WGS84), of what has a shape, with a spatial index."""
    table = states(atlas, _flat.chosen(atlas, view))
    table = table[table.geometry.notna()]
    with _gdal.folder(cite.edition_day(atlas)) as folder:
        path = folder / "states.fgb"
        pyogrio.write_dataframe(
            table, path, layer="states", driver="FlatGeobuf", geometry_type="Unknown", promote_to_multi=False,
            use_arrow=True, SPATIAL_INDEX="YES",
        )  # fmt: skip
        return path.read_bytes()
