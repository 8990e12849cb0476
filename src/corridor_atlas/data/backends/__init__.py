"""Where tables come from: one file for each kind of store, each with one `read`.

`read(path)` gives a GeoDataFrame and the faults found on the way. Its columns are `id` (the
feature's id, or its place in the file where it has none), `properties` (everything else the
feature says, unchecked) and `geometry`, in the store's own reference system.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from corridor_atlas.core.errors import Fault

if TYPE_CHECKING:
    import geopandas as gpd

Reader = Callable[[Path], tuple["gpd.GeoDataFrame", list[Fault]]]


def reader(suffix: str) -> Reader | None:
    """The backend for files that end in `suffix` (".geojson"): the module of that name, if any."""
    name = suffix.removeprefix(".").lower()
    if not name.isidentifier() or name.startswith("_") or not (Path(__file__).parent / f"{name}.py").exists():
        return None
    return importlib.import_module(f"{__name__}.{name}").read  # type: ignore[no-any-return]
