"""What GDAL reads, through pyogrio, from a file with a name of ours.

GDAL opens by content: whoever calls `sheets` has looked at the first bytes of the file, and the process that reads
files of strangers (`bring.child`) has a GDAL without its dangerous drivers.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import shapely

from corridor_atlas.bring.things import Sheet, Source, Thing


def sheets(source: Source, path: Path | str, encoding: str | None = None) -> list[Sheet]:
    """Every layer of a file that GDAL reads. Raises `ReadError`.

    Parameters
    ----------
    source
        The file, for messages and limits.
    path
        What GDAL opens; the driver stands before it where there is a choice.
    encoding
        Of its texts, where the format leaves that open.
    """
    import pyogrio  # noqa: PLC0415  slow to import

    try:
        layers = [str(name) for name in pyogrio.list_layers(path)[:, 0]]
        found = [_layer(source, pyogrio, path, layer, encoding) for layer in layers]
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError, pyogrio.errors.FeatureError,
            pyogrio.errors.FieldError, pyogrio.errors.GeometryError, pyogrio.errors.CRSError, ValueError, RuntimeError,
            UnicodeError, OSError, shapely.errors.ShapelyError) as error:  # fmt: skip
        said = str(error).replace(str(path), source.name).splitlines() or ["nothing"]
        raise source.error(
            f"a file that cannot be opened: {said[0][:200]}", "a sound file, that is not cut off"
        ) from None
    return found


def _layer(source: Source, pyogrio: Any, path: Path | str, layer: str, encoding: str | None) -> Sheet:
    info = pyogrio.read_info(path, layer=layer, encoding=encoding)
    source.check_number(max(0, int(info["features"])))
    source.check_columns(info["fields"])
    meta, fids, shapes, columns = pyogrio.raw.read(
        path, layer=layer, encoding=encoding, return_fids=True, datetime_as_string=True
    )
    names = [str(name) for name in meta["fields"]]
    cells = [_plain(column) for column in columns]
    built = [None] * len(fids) if shapes is None else _built(shapes)
    things = []
    for number, fid in enumerate(fids):
        values = {name: column[number] for name, column in zip(names, cells, strict=True)}
        shape = built[number]
        wrong = ("a shape that cannot be built", "a sound geometry") if shape is False else None
        things.append(Thing(f"feature {int(fid)}", values, shape or None, wrong=wrong))
    name = source.stem if len(pyogrio.list_layers(path)) == 1 and layer in ("data", source.path.stem) else layer
    return Sheet(name, things, meta["crs"] or None)


def _built(shapes: Any) -> list[Any]:
    """Shapes of WKB: None for none, False for what cannot be built."""
    made = shapely.from_wkb(shapes, on_invalid="ignore")
    return [one if one is not None else (None if raw is None else False) for one, raw in zip(made, shapes, strict=True)]


def _plain(column: Any) -> list[Any]:
    """The cells of a column as values of Python, None for what is not there."""
    if column.dtype.kind == "f":
        return [None if np.isnan(one) else float(one) for one in column]
    if column.dtype.kind == "M":
        return [None if np.isnat(one) else str(one)[:19] for one in column]
    return [one.item() if isinstance(one, np.generic) else one for one in column.tolist()]
