"""Places that look like a slip of the hand: at 0, 0, or with latitude and longitude the wrong way round.

The atlas itself says where it lies: what most of its features span, and the countries of its base map.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import shapely
from shapely.geometry import Point, Polygon, box
from shapely.geometry.base import BaseGeometry

from corridor_atlas.core.errors import Fault
from corridor_atlas.data.dataset import Atlas, Feature
from corridor_atlas.network.topology import countries_of

MOST = (0.05, 0.95)
"""Quantiles of longitude and latitude between which most features lie."""
LEAST_DEGREES = 2.0
"""An atlas reaches at least this far beyond most of its features; a larger one as far as these span."""
NOWHERE = 1e-6
"""So near to 0, 0, in degrees, lies only what has no place."""


def check(atlas: Atlas) -> Iterator[Fault]:
    """Notices of places that may be a slip; with the swapped place where the swap would mend it."""
    placed = [feature for feature in atlas.features.values() if feature.geometry is not None]
    shapes = np.array([feature.geometry for feature in placed], dtype=object)
    points = shapely.point_on_surface(shapes)
    home = _home(shapely.get_coordinates(points))
    lands: dict[str, BaseGeometry] | None = None
    corners, owners = shapely.get_coordinates(shapes, return_index=True)
    nowhere = set(owners[np.abs(corners).max(axis=1) < NOWHERE]) if len(corners) else set()
    for number, (feature, point) in enumerate(zip(placed, points, strict=True)):
        if number in nowhere:
            yield _notice(feature, "a place at 0, 0", "where it lies, or null where nobody knows")
        elif not home.covers(point) and abs(point.x) <= 90:
            lands = countries_of(atlas) if lands is None else lands
            yield from _swapped(feature, point, home, lands)


def _home(places: np.ndarray) -> Polygon:
    """Where the atlas lies: the box of most places, grown by its own width and height."""
    if len(places) < 3:  # too few to tell
        return box(-180, -90, 180, 90)
    (west, south), (east, north) = np.quantile(places, MOST, axis=0)
    wide, high = max(east - west, LEAST_DEGREES), max(north - south, LEAST_DEGREES)
    return box(west - wide, south - high, east + wide, north + high)


def _swapped(feature: Feature, point: Point, home: Polygon, lands: dict[str, BaseGeometry]) -> Iterator[Fault]:
    other = Point(point.y, point.x)
    own = [lands[code] for code in feature.record.countries if code in lands]
    if any(land.covers(point) for land in own):
        return
    where = "in its country" if any(land.covers(other) for land in own) else ""
    where = where or ("among the rest of the atlas" if home.covers(other) else "")
    if where:
        found = f"{point.x:g}, {point.y:g} (longitude, latitude), far from the rest of the atlas"
        yield _notice(
            feature, found, f"longitude first: the other way round it would lie at {other.x:g}, {other.y:g}, {where}"
        )


def _notice(feature: Feature, found: str, expected: str) -> Fault:
    return Fault(f"{feature.table}.geojson", feature.id, "geometry", found, expected, left_out=False, notice=True)
