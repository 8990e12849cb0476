"""GeoParquet 1.0 and 1.1, and Parquet tables with places in columns."""

from __future__ import annotations

import io
import json
from typing import Any

from corridor_atlas.bring import cells
from corridor_atlas.bring.things import Sheet, Source, Thing
from corridor_atlas.core.errors import shorten

SUFFIXES = (".parquet", ".geoparquet", ".pq")
MAGIC = b"PAR1"


def is_one(head: bytes, source: Source) -> bool:  # noqa: ARG001
    """Whether it begins as Parquet does."""
    return head.startswith(MAGIC)


def read(source: Source) -> list[Sheet]:
    """All rows as one sheet. Raises `ReadError`."""
    import pyarrow as pa  # noqa: PLC0415  slow to import
    from pyarrow import parquet  # noqa: PLC0415

    try:
        file = parquet.ParquetFile(io.BytesIO(source.data), thrift_string_size_limit=100_000_000)
        source.check_number(file.metadata.num_rows)
        source.check_columns(file.schema_arrow.names)
        table = file.read()
        said = json.loads((table.schema.metadata or {}).get(b"geo", b"null"))
        rows = table.to_pylist()
    except (pa.ArrowException, OSError, ValueError, KeyError, OverflowError, RecursionError) as error:
        raise source.error(f"a broken Parquet file: {shorten(str(error), 100)}", "one that is not cut off") from None
    column, crs, encoding = _geometry(said)
    things = []
    for number, row in enumerate(rows, start=1):
        thing = Thing(
            f"row {number}", {name: _plain(value) for name, value in row.items() if name not in (column, "bbox")}
        )
        raw = row.get(column) if column else None
        if raw is not None:
            thing.shape = _shape(raw, encoding)
            if thing.shape is None:
                thing.wrong = ("a shape that cannot be built", "WKB, as GeoParquet has it")
        things.append(thing)
    return [Sheet(source.stem, things, crs, "utf-8")]


def _geometry(said: Any) -> tuple[str | None, str | None, str]:
    """The column with the shapes, their reference system and how they are written, of the metadata `geo`."""
    if not isinstance(said, dict) or not isinstance(said.get("columns"), dict):
        return None, None, "WKB"
    column = said.get("primary_column")
    if not isinstance(column, str):
        return None, None, "WKB"
    about = said["columns"].get(column)
    about = about if isinstance(about, dict) else {}
    crs = about.get("crs", {})
    id_ = crs.get("id") if isinstance(crs, dict) else None
    name = f"{id_.get('authority')}:{id_.get('code')}" if isinstance(id_, dict) else None
    if name in ("OGC:CRS84", "OGC:CRS83"):
        name = None
    return column, name, str(about.get("encoding", "WKB"))


def _shape(raw: Any, encoding: str) -> Any:
    if isinstance(raw, bytes):
        return cells.shape(raw)
    if encoding == "point" and isinstance(raw, dict) and {"x", "y"} <= raw.keys():
        return cells.geojson({"type": "Point", "coordinates": [raw["x"], raw["y"]]})
    return cells.shape(raw)


def _plain(value: Any) -> Any:
    return json.dumps(value, ensure_ascii=False, default=str) if isinstance(value, dict | list) else value
