"""GeoParquet 1.1 of the states: a row for each status with its days, as real dates."""

from __future__ import annotations

import io

from corridor_atlas.data.dataset import Atlas
from corridor_atlas.take.formats import _flat
from corridor_atlas.take.states import states
from corridor_atlas.view.view import View

USE = "analysis"
SHORT = "GeoParquet"
SUFFIX = ".states.parquet"
MEDIA_TYPE = "application/vnd.apache.parquet"
LOSES = ("claims", "corridors", "notes")


def write(atlas: Atlas, view: View | None = None) -> bytes:
    """The table of states (WGS84); what it is stands in `attrs`."""
    found = _flat.chosen(atlas, view)
    table = states(atlas, found)
    table.attrs = _flat.about(atlas, view, found)
    out = io.BytesIO()
    table.to_parquet(out, index=False, compression="zstd", schema_version="1.1.0", write_covering_bbox=True)
    return out.getvalue()
