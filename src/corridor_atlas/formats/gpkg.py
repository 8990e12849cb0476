"""GeoPackage: a layer for each table, and the dated statuses and the sources as tables of their own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import pyogrio

from corridor_atlas import cite
from corridor_atlas.formats import _flat, _gdal
from corridor_atlas.selection import Selection, works
from corridor_atlas.sources import Atlas
from corridor_atlas.view import View

TITLE = "GeoPackage"
SUFFIX = ".gpkg"
MEDIA_TYPE = "application/geopackage+sqlite3"
LOSES = ""
STATUS_COLUMNS = ["id", "number", "status", "start", "end", "first_year", "last_year", "sources", "note"]


def write(atlas: Atlas, view: View | None = None) -> bytes:
    """One layer (WGS84) for each table, one row a feature, its whole record as JSON in `record`.

    Table `timeline`: a row for each status with its dates as written and the years it is drawn
    in; `sources`: the works behind; `about`: what this file is.
    """
    found = _flat.chosen(atlas, view)
    layers: dict[str, pd.DataFrame] = {
        table: _flat.frame(atlas, part, whole=True) for table, part in found.tables().items()
    }
    layers["timeline"] = _statuses(found)
    layers["sources"] = _sources(atlas, found)
    layers["about"] = pd.DataFrame(_flat.about(atlas, view, found).items(), columns=["what", "said"])
    with _gdal.folder(cite.edition_day(atlas)) as folder:
        path = folder / "atlas.gpkg"
        for name, layer in layers.items():
            _append(layer, name, path)
        return path.read_bytes()


def _append(layer: pd.DataFrame, name: str, path: Path) -> None:
    shape: dict[str, Any] = {}
    if isinstance(layer, gpd.GeoDataFrame):
        types = set(layer.geometry.geom_type.dropna())
        shape = {"geometry_type": types.pop() if len(types) == 1 else "Unknown", "promote_to_multi": False}
    pyogrio.write_dataframe(layer, path, layer=name, driver="GPKG", append=path.exists(), **shape)


def _statuses(found: Selection) -> pd.DataFrame:
    rows = [row for feature in found.features for row in _flat.statuses(feature.record)]
    return pd.DataFrame(rows, columns=STATUS_COLUMNS).astype({"first_year": "Int32", "last_year": "Int32"})


def _sources(atlas: Atlas, found: Selection) -> pd.DataFrame:
    rows = [
        {"key": work.key, "title": work.title, "said_as": str(work), "url": work.url or ""}
        for work in works(atlas, found)
    ]
    return pd.DataFrame(rows, columns=["key", "title", "said_as", "url"])
