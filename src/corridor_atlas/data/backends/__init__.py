"""Where tables come from: one file for each kind of store, each with one `read`.

`read(path)` gives the rows of the store (`Row`) and the faults found on the way.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from corridor_atlas.core.errors import Fault

if TYPE_CHECKING:
    import geopandas as gpd
    from shapely.geometry.base import BaseGeometry

WGS84 = "EPSG:4326"


class Row(NamedTuple):
    """A feature as a store has it.

    `id` is the feature's, or its place in the file where it has none; `properties` is everything
    else that it says, unchecked; `geometry` is in WGS84, longitude before latitude.
    """

    id: str
    properties: dict[str, Any]
    geometry: BaseGeometry | None


Reader = Callable[[Path], tuple[list[Row], list[Fault]]]


def reader(suffix: str) -> Reader | None:
    """The backend for files that end in `suffix` (".geojson"): the module of that name, if any."""
    name = suffix.removeprefix(".").lower()
    if not name.isidentifier() or name.startswith("_") or not (Path(__file__).parent / f"{name}.py").exists():
        return None
    return importlib.import_module(f"{__name__}.{name}").read  # type: ignore[no-any-return]


def frame(columns: Mapping[str, Sequence[object]], geometries: Sequence[BaseGeometry | None]) -> gpd.GeoDataFrame:
    """A GeoDataFrame (WGS84) of columns and geometries of one length; its library is loaded here, not before.

    Parameters
    ----------
    columns
        The values of each column by its name.
    geometries
        Longitude and latitude in degrees; None for a row without a geometry.
    """
    import geopandas as gpd  # noqa: PLC0415  half of the time that a short command takes

    return gpd.GeoDataFrame(dict(columns), geometry=list(geometries), crs=WGS84)
