"""GeoParquet 1.1: all features in one table, for analysis with GeoPandas, DuckDB, R or QGIS."""

from __future__ import annotations

import io

from corridor_atlas.data.dataset import Atlas
from corridor_atlas.take.formats import _flat
from corridor_atlas.view.view import View

USE = "analysis"
SHORT = "GeoParquet"
SUFFIX = ".parquet"
MEDIA_TYPE = "application/vnd.apache.parquet"
LOSES = ("corridors", "notes")


def write(atlas: Atlas, view: View | None = None) -> bytes:
    """One row a feature (WGS84), its whole record as JSON in `record`; what it is stands in `attrs`."""
    found = _flat.chosen(atlas, view)
    table = _flat.frame(atlas, found, whole=True)
    table.attrs = _flat.about(atlas, view, found)
    out = io.BytesIO()
    table.to_parquet(out, index=False, compression="zstd", schema_version="1.1.0", write_covering_bbox=True)
    return out.getvalue()
