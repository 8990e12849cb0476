"""Shapefile, where people insist: a zip with one shapefile for each table and kind of shape."""

from __future__ import annotations

import geopandas as gpd
import pyogrio

from corridor_atlas.data.dataset import Atlas
from corridor_atlas.take import formats
from corridor_atlas.take.formats import _archive, _flat, _gdal
from corridor_atlas.view import cite
from corridor_atlas.view.view import View

USE = "gis"
SHORT = "Shapefile"
SUFFIX = ".shp.zip"
MEDIA_TYPE = "application/zip"
LOSES = ("shapeless", "properties", "claims", "columns", "mixed_shapes", "corridors")
LEFT_OUT = ["facts", "aliases", "place", "about", "gauge_stretches"]
KINDS = {
    "point": ("Point", "MultiPoint"),
    "line": ("LineString", "MultiLineString"),
    "area": ("Polygon", "MultiPolygon"),
}
WIDTH = 254
"""Bytes that a text can have in a dBASE table."""


def write(atlas: Atlas, view: View | None = None) -> bytes:
    """Shapefiles `<table>_<point|line|area>` and `own_notes` (WGS84, UTF-8), and README.txt: it says what is lost."""
    found = _flat.chosen(atlas, view)
    table = _flat.frame(atlas, found).drop(columns=LEFT_OUT)
    tables = {
        f"{name}_{kind}": _narrow(rows[rows.geometry.geom_type.isin(types)])
        for name, rows in table.groupby("table", sort=True)
        for kind, types in KINDS.items()
    }
    tables[_flat.NOTES] = _cut(_flat.notes(view))
    files = {"README.txt": _readme(atlas, view, table).encode()}
    day = cite.edition_day(atlas)
    with _gdal.folder(day) as folder:
        for name, rows in tables.items():
            if len(rows):
                pyogrio.write_dataframe(
                    rows,
                    folder / f"{name}.shp",
                    driver="ESRI Shapefile",
                    ENCODING="UTF-8",
                    DBF_DATE_LAST_UPDATE=day.isoformat(),
                )
        files |= {path.name: path.read_bytes() for path in sorted(folder.iterdir())}
    return _archive.pack(files, day)


def _cut(rows: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    texts = rows.select_dtypes(["object", "str"]).columns
    return rows.assign(**{name: rows[name].map(cut) for name in texts})


def _narrow(rows: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    narrow = _cut(rows).astype({"certain": "int32", "gone": "int32"})
    return narrow.rename(columns={name: name[:10] for name in narrow.columns if name != "geometry"})


def cut(text: str) -> str:
    """The text as far as a dBASE field holds it, cut between letters; an ellipsis shows where."""
    raw = text.encode()
    return text if len(raw) <= WIDTH else raw[: WIDTH - 3].decode(errors="ignore") + "…"


def _readme(atlas: Atlas, view: View | None, table: gpd.GeoDataFrame) -> str:
    written = table.geometry.geom_type.isin([one for types in KINDS.values() for one in types])
    missing = ", ".join(table.loc[~written, "id"]) or "none"
    short = [f"  {name[:10]}: {name}" for name in table.columns if len(name) > 10]
    return "\n".join(
        [
            cite.citation(atlas, view),
            f"A shapefile cannot carry, and so is lost here: {formats.loses('shapefile')}.",
            "Every other format of the atlas keeps more; GeoPackage keeps all.",
            "",
            f"Left out: {missing}",
            "",
            "Columns with shortened names:",
            *short,
            "",
        ]
    )
