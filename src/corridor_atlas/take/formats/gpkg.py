"""GeoPackage: the states with time and style, a layer for each table, for corridors and notes; sources, statistics."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, tostring

import geopandas as gpd
import pandas as pd
import pyogrio
from shapely.geometry import LineString, MultiLineString, MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from corridor_atlas.data.dataset import Atlas
from corridor_atlas.take import states
from corridor_atlas.take.formats import _flat, _gdal
from corridor_atlas.take.qgis import style
from corridor_atlas.view import cite
from corridor_atlas.view.selection import Selection
from corridor_atlas.view.view import View

USE = "map"
SUFFIX = ".gpkg"
MEDIA_TYPE = "application/geopackage+sqlite3"
LOSES: tuple[str, ...] = ()
VERSION = "1.3"
"""Of the GeoPackage: GDAL before 3.7 warns at a later one."""
SHAPES = {"areas": "MULTIPOLYGON", "lines": "MULTILINESTRING", "points": "POINT"}
"""The forms for which the states have a view each, since a program draws one of them, with their types."""
VIEW = """CREATE VIEW "states_{form}" AS SELECT "fid" AS "OGC_FID", "geom", {columns} FROM "states"
WHERE "form" = '{form}' AND ("first_year" IS NOT NULL OR "last_year" IS NOT NULL OR "begin" IS NULL)"""
STYLE_COLUMNS = [
    "f_table_catalog", "f_table_schema", "f_table_name", "f_geometry_column", "styleName", "styleQML", "styleSLD",
    "useAsDefault", "description", "owner", "ui", "update_time",
]  # fmt: skip
STATUS_COLUMNS = ["id", "number", "status", "start", "end", "first_year", "last_year", "sources", "note"]


def write(atlas: Atlas, view: View | None = None) -> bytes:
    """One layer (WGS84) for each table, one row a feature, its whole record as JSON in `record`.

    Layer `states`: a row for each status with its days (`take.states`), and its parts `states_areas`, `states_lines`
    and `states_points` with the look of the atlas for QGIS, of what is counted at the end of any year.
    Layer `corridors`: the corridors with a member among them, `members` those members in order; layer `own_notes`:
    the notes of whoever made the view.
    Table `timeline`: a row for each status with its dates as written and the years it is drawn
    in; `statistics`: all figures; `sources`: the works behind; `about`: what this file is.
    """
    found = _flat.chosen(atlas, view)
    layers: dict[str, pd.DataFrame] = {"states": as_sets(states.states(atlas, found))}
    layers |= {table: _flat.frame(atlas, part, whole=True) for table, part in found.tables().items()}
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
    layers["layer_styles"] = _styles(atlas, layers["states"])
    with _gdal.folder(cite.edition_day(atlas)) as folder:
        path = folder / "atlas.gpkg"
        for name, layer in layers.items():
            _append(layer, name, path)
        _divide(layers["states"], path)
        return path.read_bytes()


def _append(layer: pd.DataFrame, name: str, path: Path) -> None:
    shape: dict[str, Any] = {}
    if isinstance(layer, gpd.GeoDataFrame):
        types = set(layer.geometry.geom_type.dropna()) or {"MultiLineString"}
        shape = {"geometry_type": types.pop() if len(types) == 1 else "Unknown", "promote_to_multi": False}
    if name == "layer_styles":
        shape["FID"] = "id"
    pyogrio.write_dataframe(
        layer,
        path,
        layer=name,
        driver="GPKG",
        append=path.exists(),
        use_arrow=name == "states",
        dataset_options={} if path.exists() else {"VERSION": VERSION},
        **shape,
    )


def _styles(atlas: Atlas, table: gpd.GeoDataFrame) -> pd.DataFrame:
    """The table in which QGIS looks for the style of a layer."""
    day = pd.Timestamp(cite.edition_day(atlas), tz="UTC")
    rows = [
        ("", "", f"states_{form}", "geom", f"states_{form}", _xml(style.style(atlas, table, form)), "", True,
         "", "", None, day)
        for form in forms(table)
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=STYLE_COLUMNS)


def forms(table: gpd.GeoDataFrame) -> list[str]:
    """The forms that a table of states has, from the lowest on the map.

    `table` is one of `take.states`.
    """
    return [form for form in SHAPES if (table["form"] == form).any()]


def as_sets(table: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """The same table with sets of lines and of areas in place of single ones; points stay as they are."""
    return table.set_geometry([_as_set(shape) for shape in table.geometry], crs=table.crs)


def _as_set(shape: BaseGeometry | None) -> BaseGeometry | None:
    """A set of one line, or of one area; anything else as it is."""
    if isinstance(shape, LineString):
        return MultiLineString([shape])
    return MultiPolygon([shape]) if isinstance(shape, Polygon) else shape


def _xml(made: Element) -> str:
    return "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n" + tostring(made, encoding="unicode")


def _divide(table: gpd.GeoDataFrame, path: Path) -> None:
    """Add the views of the states, and say of each what it is, as the standard wants it."""
    columns = ", ".join(f'"{name}"' for name in table.columns if name != "geometry")
    with closing(sqlite3.connect(path)) as file, file:
        for form in forms(table):
            shape = SHAPES[form]
            name, (west, south, east, north) = f"states_{form}", table[table["form"] == form].total_bounds
            file.execute(VIEW.format(form=form, columns=columns))
            file.execute(
                "INSERT INTO gpkg_contents SELECT ?, data_type, ?, description, last_change, ?, ?, ?, ?, srs_id "
                "FROM gpkg_contents WHERE table_name = 'states'",
                (name, name, float(west), float(south), float(east), float(north)),
            )
            file.execute(
                "INSERT INTO gpkg_geometry_columns SELECT ?, column_name, ?, srs_id, z, m FROM gpkg_geometry_columns "
                "WHERE table_name = 'states'",
                (name, shape),
            )


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
