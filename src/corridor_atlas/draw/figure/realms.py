"""Where in a map the name of a country or a sea stands calmly: far from the edges of what of it is seen."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import geopandas as gpd
import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from corridor_atlas.data.backends import WGS84
from corridor_atlas.draw.figure import base
from corridor_atlas.draw.figure.frames import Frame

STEP = 14.0
"""Pixels from one place that is looked at to the next."""
MOST = 60
"""How many are offered, the calmest first."""
COARSE = 2.0
"""Pixels by which the edges may be off."""
Spot = tuple[float, float]


def land(frame: Frame, folder: Path) -> gpd.GeoSeries:
    """The countries of a map by their codes, in pixels of the page, coarsely.

    Parameters
    ----------
    frame
        Where the map lies.
    folder
        That of the base map.
    """
    found = [base.tier(folder, name) for name, _ in base.TIERS[:2] if not base.read(folder, name).empty]
    covering = [one for one in found if one.box is None or frame.within(one.box)]
    if not covering:
        return gpd.GeoSeries([], crs=WGS84)
    tier = covering[-1] if frame.zoom >= base.TIERS[1][1] else covering[0]
    placed = frame.place(tier.land, step=0.5).simplify(COARSE)
    return gpd.GeoSeries(shapely.make_valid(placed.to_numpy()), index=tier.codes)


@lru_cache(maxsize=16)
def parts(folder: Path, frame: Frame, _changed: tuple[int, ...]) -> dict[str, BaseGeometry]:
    """What of each country is on the map, by its code, and under "" all of the land.

    Parameters
    ----------
    folder
        That of the base map.
    frame
        Where the map lies.
    """
    countries = land(frame, folder)
    seen = shapely.intersection(countries.to_numpy(), shapely.box(*frame.box))
    of_code: dict[str, list[BaseGeometry]] = {}
    for code, one in zip(countries.index, seen, strict=True):
        of_code.setdefault(code or "-", []).append(one)
    return {code: shapely.union_all(ones) for code, ones in of_code.items()} | {"": shapely.union_all(seen)}


def waters(rings: Sequence[Sequence[Sequence[float]]], frame: Frame, dry: BaseGeometry) -> BaseGeometry:
    """What of a sea is on the map.

    Parameters
    ----------
    rings
        Its waters, longitude and latitude, reaching over the coast.
    frame
        Where the map lies.
    dry
        All land of the map, in pixels of the page.
    """
    areas = frame.place(gpd.GeoSeries([shapely.Polygon(one) for one in rings], crs=WGS84), step=0.5)
    wet = shapely.union_all(shapely.make_valid(areas.to_numpy()))
    return shapely.difference(shapely.intersection(wet, shapely.box(*frame.box)), dry)


def calm(area: BaseGeometry) -> list[Spot]:
    """The calmest places of an area of the page: those farthest from its edges, on a grid.

    Parameters
    ----------
    area
        In pixels of the page.
    """
    if area.is_empty:
        return []
    left, top, right, bottom = area.bounds
    xs, ys = (grid.ravel() for grid in np.meshgrid(np.arange(left, right, STEP), np.arange(top, bottom, STEP)))
    shapely.prepare(area)
    inside = shapely.contains_xy(area, xs, ys)
    xs, ys = xs[inside], ys[inside]
    far = shapely.distance(area.boundary, shapely.points(xs, ys))
    best = np.lexsort((xs, ys, -far.round(1)))[:MOST]
    return [(float(xs[i]), float(ys[i])) for i in best]
