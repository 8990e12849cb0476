"""From the globe to the page: the extent of a view, its projection, and where things come to lie.

Extents are (west, south, east, north) in degrees, WGS84; on the page y runs downwards.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

import geopandas as gpd
import numpy as np
import pyproj
import shapely

from corridor_atlas.core.errors import AtlasError, NotFoundError
from corridor_atlas.data.backends import WGS84
from corridor_atlas.draw.figure.ink import Box
from corridor_atlas.view.gazetteer import TILE

Extent = tuple[float, float, float, float]
MERCATOR_LIMIT = 85.0
EARTH = 6378137.0
PROJECTIONS = ("conic", "web")
FINEST = 0.08
"""Pixels below which a bend cannot be seen, on paper at 600 dots per inch either."""
MARGIN = 40.0
"""Pixels around the map within which shapes are kept, so that no cut edge shows."""
GEOD = pyproj.Geod(ellps="WGS84")
_GLOBE = pyproj.CRS(WGS84)


def check_extent(extent: Sequence[float]) -> Extent:
    """Return an extent as four numbers; raises `AtlasError` when it is none.

    Expected are west, south, east, north in degrees (WGS84): latitudes within 85, longitudes within 360
    and no more than 180 apart, at least 0.005 from edge to edge.
    """
    told = ", ".join(f"{one:g}" if isinstance(one, int | float) else repr(one)[:20] for one in extent)
    numbers = [float(one) for one in extent if isinstance(one, int | float) and math.isfinite(one)]
    if len(numbers) != 4 or len(extent) != 4:
        raise AtlasError(f"extent {told} cannot be drawn: expected four numbers, west, south, east, north, in degrees")
    west, south, east, north = numbers
    if west >= east or south >= north:
        raise AtlasError(
            f"extent {told} is inside out: expected west, south, east, north with west < east, south < north"
        )
    if west < -360 or east > 360 or south < -MERCATOR_LIMIT or north > MERCATOR_LIMIT or east - west > 180:
        raise AtlasError(
            f"extent {told} is too wide: expected latitudes -85 to 85 and no more than 180 degrees of longitude"
        )
    if east - west < 0.005 or north - south < 0.005:
        raise AtlasError(f"extent {told} is too narrow: expected at least 0.005 degrees, some 400 metres")
    return west, south, east, north


@dataclass(frozen=True)
class Projection:
    """A projection with the words that name it: `key` of the texts and the angles they need."""

    key: str
    crs: pyproj.CRS
    angles: tuple[float, ...] = ()


def project(name: str, extent: Extent) -> Projection:
    """Choose the projection for an extent.

    `conic` is Lambert's conformal conic with its standard parallels a sixth inside the extent,
    central meridian in the middle (Mercator where the extent lies across the equator); `web` the
    Web Mercator of the screen (EPSG:3857). Formulas as PROJ has them.

    Parameters
    ----------
    name
        One of `PROJECTIONS`.
    extent
        West, south, east, north in degrees (WGS84).

    Raises
    ------
    NotFoundError
        For another name.
    """
    if name not in PROJECTIONS:
        raise NotFoundError("projection", name, PROJECTIONS)
    west, south, east, north = extent
    if name == "web" or abs(south + north) < 4:
        return Projection("web", pyproj.CRS.from_epsg(3857))
    # to whole minutes, so that the projection can be named in full
    first, second, middle = (
        round(one * 60) / 60 for one in (south + (north - south) / 6, north - (north - south) / 6, (west + east) / 2)
    )
    text = f"+proj=lcc +lat_1={first:.10f} +lat_2={second:.10f} +lat_0={(south + north) / 2:.6f} +lon_0={middle:.10f}"
    return Projection("conic", pyproj.CRS.from_proj4(f"{text} +datum=WGS84 +units=m"), (first, second, middle))


@lru_cache(maxsize=64)
def _transformer(source: pyproj.CRS, target: pyproj.CRS) -> pyproj.Transformer:
    """From one system of coordinates to another; made once, for the making takes longer than the use."""
    return pyproj.Transformer.from_crs(source, target, always_xy=True)


@dataclass(frozen=True)
class Frame:
    """The map on the page: its box, its projection, metres to a pixel, and the point at its left top (metres)."""

    box: Box
    projection: Projection
    scale: float
    corner: tuple[float, float]

    @cached_property
    def _out(self) -> pyproj.Transformer:
        return _transformer(self.projection.crs, _GLOBE)

    def lonlat(self, x: float, y: float) -> tuple[float, float]:
        """Longitude and latitude of a point of the page.

        `x` and `y` are pixels of the page, y downwards; the answer is degrees (WGS84).
        """
        left, top, _, _ = self.box
        lon, lat = self._out.transform(
            self.corner[0] + (x - left) * self.scale, self.corner[1] - (y - top) * self.scale
        )
        return float(lon), float(lat)

    @cached_property
    def bounds(self) -> Extent:
        """The extent that holds all that the frame shows, its rim too."""
        left, top, right, bottom = self.box
        xs, ys = np.meshgrid(
            np.linspace(left - MARGIN, right + MARGIN, 33), np.linspace(top - MARGIN, bottom + MARGIN, 33)
        )
        lon, lat = self._out.transform(
            self.corner[0] + (xs - left) * self.scale, self.corner[1] - (ys - top) * self.scale
        )
        return float(lon.min()), float(lat.min()), float(lon.max()), float(lat.max())

    @cached_property
    def middle(self) -> tuple[float, float]:
        """Longitude and latitude of the middle of the map."""
        left, top, right, bottom = self.box
        return self.lonlat((left + right) / 2, (top + bottom) / 2)

    @cached_property
    def ground(self) -> float:
        """True metres to a pixel in the middle of the map, measured on the ellipsoid."""
        left, top, right, bottom = self.box
        x, y = (left + right) / 2, (top + bottom) / 2
        _, _, metres = GEOD.inv(*self.lonlat(x - 20, y), *self.lonlat(x + 20, y))
        return float(metres) / 40

    @cached_property
    def zoom(self) -> float:
        """The zoom of a web map that shows the ground as large."""
        circle = 2 * math.pi * EARTH * math.cos(math.radians(self.middle[1]))
        return math.log2(circle / (TILE * self.ground))

    def place(self, shapes: gpd.GeoSeries, *, step: float | None = None) -> gpd.GeoSeries:
        """Bring shapes (WGS84) to pixels of the page, cut off a little outside the map.

        Parameters
        ----------
        shapes
            Longitude and latitude in degrees (WGS84).
        step
            In degrees: longer straight edges get corners in between, to bend with the projection; None: none.

        Returns
        -------
        GeoSeries
            With the index of `shapes`; y downwards, bends finer than `FINEST` pixels left out.
        """
        west, south, east, north = self.bounds
        cut = shapes.clip_by_rect(west, max(-89.0, south), east, min(89.0, north))
        if step:
            cut = cut.segmentize(step)
        left, top, right, bottom = self.box
        across, down = left - self.corner[0] / self.scale, top + self.corner[1] / self.scale
        metres = cut.to_crs(self.projection.crs)
        by, to = np.array([1 / self.scale, -1 / self.scale]), np.array([across, down])
        pixels = shapely.transform(metres.to_numpy(), lambda points: points * by + to)
        moved = gpd.GeoSeries(pixels, index=cut.index, crs=metres.crs)
        kept = moved.clip_by_rect(left - MARGIN, top - MARGIN, right + MARGIN, bottom + MARGIN)
        return kept.simplify(FINEST, preserve_topology=False)

    def within(self, box: Extent) -> bool:
        """Whether all of the map lies in a box of longitudes and latitudes."""
        west, south, east, north = self.bounds
        return box[0] <= west and box[1] <= south and box[2] >= east and box[3] >= north


def fit(extent: Extent, projection: Projection, box: Box) -> Frame:
    """The frame that shows all of an extent in a box of the page, as large as goes.

    Parameters
    ----------
    extent
        West, south, east, north in degrees (WGS84).
    projection
        What brings it to metres.
    box
        Left, top, right, bottom in pixels of the page.
    """
    x0, y0, x1, y1 = bounds_of(extent, projection)
    left, top, right, bottom = box
    scale = max((x1 - x0) / (right - left), (y1 - y0) / (bottom - top))
    corner = ((x0 + x1 - (right - left) * scale) / 2, (y0 + y1 + (bottom - top) * scale) / 2)
    return Frame(box, projection, scale, corner)


def bounds_of(extent: Extent, projection: Projection) -> Extent:
    """The extent in metres of the projection.

    Parameters
    ----------
    extent
        West, south, east, north in degrees (WGS84).
    projection
        What brings it to metres.

    Returns
    -------
    tuple of 4 floats
        Least x and y, greatest x and y, along the edge of the extent.
    """
    ring = shapely.segmentize(shapely.box(*extent).exterior, max(extent[2] - extent[0], extent[3] - extent[1]) / 24)
    lon, lat = shapely.get_coordinates(ring).T
    x, y = _transformer(_GLOBE, projection.crs).transform(lon, lat)
    return float(x.min()), float(y.min()), float(x.max()), float(y.max())


def graticule_step(frame: Frame) -> float:
    """Degrees between two lines of the graticule: some three to seven across the map."""
    west, _, east, _ = frame.bounds
    wanted = (east - west) / 5
    return min((0.05, 0.1, 1 / 6, 0.25, 0.5, 1, 2, 5, 10, 20), key=lambda step: abs(math.log(step / wanted)))
