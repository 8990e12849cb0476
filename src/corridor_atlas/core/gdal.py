"""What GDAL may open: set in the environment before the first geo library is imported.

GDAL opens by content, not by name: a file called `.geojson` may be a virtual format that reads
other files or calls the network. The atlas reads its own tables without GDAL; this is the
second wall, for programs that take files from strangers. A library must not change what a
notebook's own GDAL can do, so only the page and the command line call `restrict`.
"""

from __future__ import annotations

import os

from corridor_atlas.core.errors import AtlasError

ALLOWED = frozenset({"CSV", "ESRI Shapefile", "FlatGeobuf", "GPKG", "GeoJSON", "KML", "LIBKML", "MEM"})
"""Drivers that stay: the formats of exchange, and tables in memory."""

REFUSED = """
ADBC, AIVector, AmigoCloud, AVCBin, AVCE00, Carto, CSW, DGN, DXF, EDIGEO, EEDA, Elasticsearch,
ESRIJSON, GDALG, GeoJSONSeq, GeoRSS, GML, GPSBabel, GPX, GTFS, HTTP, Idrisi, JML, JSONFG, LVBAG,
MapInfo File, MapML, MBTiles, MiraMonVector, MVT, NGW, OAPIF, ODS, OGCAPI, OGR_GMT, OGR_PDS,
OGR_VRT, OpenFileGDB, OSM, PCIDSK, PDF, PDS4, PGDUMP, PLSCENES, PMTiles, S57, Selafin, SQLite, SXF,
TopoJSON, VDV, VFK, VICAR, WAsP, WFS, XLSX
"""
SETTINGS = {
    "GDAL_SKIP": ",".join(name.strip() for name in REFUSED.split(",")),
    "CPL_VSIL_CURL_ALLOWED_EXTENSIONS": ".none",
    "GDAL_HTTP_PROXY": "127.0.0.1:9",
    "GDAL_DISABLE_READDIR_ON_OPEN": "EMPTY_DIR",
    "OGR_GEOJSON_MAX_OBJ_SIZE": "20",
}


def restrict() -> None:
    """Set the environment. Of use only before geopandas or pyogrio is imported: see `check`."""
    os.environ.update(SETTINGS)


def check() -> None:
    """Raise `AtlasError` when GDAL has a driver that it should not have."""
    import pyogrio  # noqa: PLC0415  must not be imported before `restrict`

    if more := sorted(set(pyogrio.list_drivers()) - ALLOWED):
        raise AtlasError(f"GDAL has drivers that it should not have: {', '.join(more)}; restrict it before its import")
