"""Which waters the name of a sea may stand in: those that lie nearest, by water, to points that are in it beyond doubt.

That is no statement on the limits of a sea. It keeps a name from being written across a cape or a strait into
another sea, when a map shows only a part of it.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from corridor_atlas.build.land import METRES_PER_DEGREE, Box

STEP = 0.1
"""Degrees from one place of the grid to the next."""
REACH_KM = {5: 110.0, 4: 260.0}
"""How far by water the name of a bay or strait of a rank reaches, in kilometres; else it is not held."""
OVER_LAND = 15
"""Steps of the grid by which waters reach over the coast: its true line is finer than the grid."""
SMOOTH = 0.15
"""Degrees by which the waters may differ from the grid."""


def waters(seas: Sequence[Mapping[str, Any]], land: BaseGeometry, box: Box) -> list[BaseGeometry]:
    """The waters of each sea: polygons (WGS84) that reach over the coast, so that land has to be taken out of them.

    Args:
        seas: entries of `labels.toml`: `point`, `rank` and perhaps `within`, points in longitude and latitude.
        land: all land of the box (WGS84).
        box: west, south, east, north in degrees.

    Returns:
        A polygon, or several, for each sea in their order; an empty one for a sea without water in the box.

    """
    lon, lat = (np.arange(low, high, STEP) + STEP / 2 for low, high in ((box[0], box[2]), (box[1], box[3])))
    shapely.prepare(land)
    wet = ~shapely.contains_xy(land, *np.meshgrid(lon, lat))
    far, of = np.full(wet.shape, math.inf), np.full(wet.shape, len(seas))
    for i, sea in enumerate(seas):
        for x, y in (sea["point"], *sea.get("within", ())):
            row, column = int((y - box[1]) / STEP), int((x - box[0]) / STEP)
            if 0 <= row < len(lat) and 0 <= column < len(lon) and wet[row, column]:
                far[row, column], of[row, column] = 0, i
    reach = np.array([*(REACH_KM.get(sea["rank"], math.inf) for sea in seas), 0])
    while _spread(far, of, lat, np.where(wet, reach[:, None, None], 0)):
        pass
    over_land = np.where(wet, 0, np.full(len(reach), math.inf)[:, None, None])
    for _ in range(OVER_LAND):
        _spread(far, of, lat, over_land)
    return [_area(of == i, box) for i in range(len(seas))]


def _spread(far: Any, of: Any, lat: Any, limits: Any) -> bool:
    """Take one step from each place to its eight neighbours; whether one was reached, or reached by a shorter way.

    `far` are kilometres from the nearest point of a sea and `of` its number, by row and column, changed in place;
    `limits` is how far each sea may reach at each place.
    """
    km, found = STEP * METRES_PER_DEGREE / 1000, False
    for down, right in itertools.product((-1, 0, 1), repeat=2):
        here, there = (tuple(_slice(sign * one) for one in (down, right)) for sign in (-1, 1))
        length = np.hypot(right * np.cos(np.radians(lat)) * km, down * km)[there[0]][:, None]
        there_far, candidate, owner = far[there], far[here] + length, of[here]
        limit = np.take_along_axis(limits[:, there[0], there[1]], owner[None], axis=0)[0]
        closer = (candidate < there_far - 1e-6) & (candidate <= limit)
        there_far[closer], of[there][closer] = candidate[closer], owner[closer]
        found |= bool(closer.any())
    return found


def _slice(step: int) -> slice:
    return slice(max(0, step), None if step >= 0 else step)


def _area(cells: Any, box: Box) -> BaseGeometry:
    """Cells of the grid as an area."""
    rows, columns = np.nonzero(cells)
    whole = shapely.union_all(shapely.box(columns, rows, columns + 1, rows + 1))
    placed = shapely.transform(whole, lambda xy: xy * STEP + [box[0], box[1]])
    return shapely.simplify(placed, SMOOTH)
