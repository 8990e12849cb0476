"""FlatGeobuf: one layer, in UTF-8."""

from __future__ import annotations

import tempfile
from pathlib import Path

from corridor_atlas.bring.formats import _gdal
from corridor_atlas.bring.things import Sheet, Source

SUFFIXES = (".fgb",)
MAGIC = b"fgb\x03fgb"


def is_one(head: bytes, source: Source) -> bool:  # noqa: ARG001
    """Whether it begins as FlatGeobuf does."""
    return head.startswith(MAGIC)


def read(source: Source) -> list[Sheet]:
    """The layer. Raises `ReadError`."""
    with tempfile.TemporaryDirectory(prefix="corridor-atlas-") as folder:
        path = Path(folder) / "data.fgb"  # GDAL goes by the ending too
        path.write_bytes(source.data)
        sheets = _gdal.sheets(source, path)
    for sheet in sheets:
        sheet.encoding = "utf-8"
    return sheets
