"""GeoPackage: a layer for each table, one for corridors and one for notes; statuses, sources, statistics as tables."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import pyogrio

from corridor_atlas.data.dataset import Atlas
from corridor_atlas.take.formats import _flat, _gdal
from corridor_atlas.view import cite
from corridor_atlas.view.selection import Selection
from corridor_atlas.view.view import View

USE = "map"
SUFFIX = ".gpkg"
MEDIA_TYPE = "application/geopackage+sqlite3"
LOSES: tuple[str, ...] = ()
STATUS_COLUMNS = ["id", "number", "status", "start", "end", "first_year", "last_year", "sources", "note"]


def write(atlas: Atlas, view: View | None = None) -> bytes:
    """One layer (WGS84) for each table, one row a feature, its whole record as JSON in `record`.

    Layer `corridors`: the corridors with a member among them, `members` those members in order; layer `own_notes`:
    the notes of whoever made the view.
    Table `timeline`: a row for each status with its dates as written and the years it is drawn
    in; `statistics`: all figures; `sources`: the works behind; `about`: what this file is.
    """
    found = _flat.chosen(atlas, view)
    layers: dict[str, pd.DataFrame] = {
        table: _flat.frame(atlas, part, whole=True) for table, part in found.tables().items()
    }
    passing = _flat.corridors(atlas, found)
    if len(passing):
        layers["corridors"] = _flat.corridor_table(atlas, found)
        layers["members"] = _members(atlas, passing)
    noted = _flat.notes(view)
    if len(noted):
        layers[_flat.NOTES] = noted
    layers["timeline"] = pd.concat([_statuses(found), _statuses(passing)], ignore_index=True)
    layers["statistics"] = _flat.statistics(atlas)
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
        types = set(layer.geometry.geom_type.dropna()) or {"MultiLineString"}
        shape = {"geometry_type": types.pop() if len(types) == 1 else "Unknown", "promote_to_multi": False}
    pyogrio.write_dataframe(layer, path, layer=name, driver="GPKG", append=path.exists(), **shape)


def _statuses(found: Selection) -> pd.DataFrame:
    rows = [row for feature in found.features for row in _flat.statuses(feature.record)]
    return pd.DataFrame(rows, columns=STATUS_COLUMNS).astype({"first_year": "Int32", "last_year": "Int32"})


def _members(atlas: Atlas, passing: Selection) -> pd.DataFrame:
    rows = [
        {"corridor": one.id, "number": number, "id": member}
        for one in passing.features
        for number, member in enumerate(atlas.corridors[one.id].members, start=1)
    ]
    return pd.DataFrame(rows, columns=["corridor", "number", "id"])


def _sources(atlas: Atlas, found: Selection) -> pd.DataFrame:
    rows = [
        {
            "key": work.key, "title": work.title, "said_as": str(work), "url": work.url or "",
            "record": json.dumps(dict(work.record), ensure_ascii=False),
        }
        for work in _flat.all_works(atlas, found)
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=["key", "title", "said_as", "url", "record"])
