"""GeoPackage (OGC 12-128): every layer of it is a sheet."""

from __future__ import annotations

from corridor_atlas.bring.formats import _gdal
from corridor_atlas.bring.things import Sheet, Source

SUFFIXES = (".gpkg",)
SQLITE = b"SQLite format 3\x00"
IDS = (b"GPKG", b"GP10", b"GP11")


def is_one(head: bytes, source: Source) -> bool:  # noqa: ARG001
    """Whether it is an SQLite file that says it is a GeoPackage."""
    return head.startswith(SQLITE) and head[68:72] in IDS


def read(source: Source) -> list[Sheet]:
    """Every layer. Raises `ReadError`."""
    sheets = _gdal.sheets(source, f"GPKG:{source.path.resolve()}")
    for sheet in sheets:
        sheet.encoding = "utf-8"
    return sheets
