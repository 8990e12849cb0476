"""Ways through the rivers of a base map, for routes that are drawn straight over land (`build/courses.py`)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import geopandas as gpd
import numpy as np
import shapely
from scipy.ndimage import binary_dilation, distance_transform_edt, gaussian_filter1d
from scipy.sparse import coo_array
from scipy.sparse.csgraph import dijkstra
from shapely import LineString

Floats = np.ndarray[Any, np.dtype[np.float64]]

KM = 111.2
"""Kilometres of a degree of latitude."""
AFLOAT_KM = 0.25
"""What lies so near to a river that is a line is on it."""
DRY_KM = 3.0
"""A piece of which more leads over land is led through the water ..."""
LONGEST_KM = 100.0
"""... unless it is longer than this: then it is a sketch, and stays one."""
CHUNK = 30
"""So many pieces of a course are asked at once."""
COARSE = 0.0005
"""Degrees by which the rivers are simplified first, less than a cell of the grid."""
DRY_COST = 15.0
"""So many times as long counts a way over land: where the base map has a gap in a river."""
MOVES = ((1, 0), (0, 1), (1, 1), (1, -1), (2, 1), (1, 2), (2, -1), (1, -2))
"""Steps on the grid to neighbours; those back are the same links."""


class River:
    """The sea and the rivers of a base map.

    Parameters
    ----------
    land
        Its countries, cut at the coast (WGS84).
    waters
        Its rivers and lakes, tier by tier, the finest first: a coarser one counts where the finer ones end.
    """

    def __init__(self, land: gpd.GeoDataFrame, waters: Sequence[gpd.GeoDataFrame]) -> None:
        self.land, self.waters = land, waters

    def through(self, course: Floats, stops: Sequence[tuple[float, float]] = ()) -> Floats | None:
        """A course whose dry pieces are led through the water; None when none is dry.

        Parameters
        ----------
        course
            Longitude and latitude (WGS84) of each vertex.
        stops
            Vertices that have to stay.

        Returns
        -------
        array or None
            The new vertices, rounded to ten metres.
        """
        kept = {tuple(one) for one in stops}
        dry, fixed = np.zeros(len(course) - 1, dtype=bool), np.zeros(len(course), dtype=bool)
        for first in range(0, len(course) - 1, CHUNK):
            piece = course[first : first + CHUNK + 1]
            wet = self._water(piece, 0.1)
            dry[first : first + CHUNK] = self._dry_km(piece, wet) > DRY_KM
            fixed[first : first + CHUNK + 1] |= shapely.contains_xy(wet, piece)
        long = np.hypot(*(np.diff(course, axis=0) * (0.7, 1)).T) * KM > LONGEST_KM
        dry &= ~long
        if not dry.any():
            return None
        fixed |= [tuple(one) in kept for one in course.tolist()]
        fixed[[0, -1]] = True
        fixed[:-1] |= long
        fixed[1:] |= long
        parts: list[Floats] = [course[:1]]
        marks = np.flatnonzero(fixed)
        for a, b in pairwise(marks):
            piece = course[a : b + 1]
            parts.append((self._way(course[a], course[b], self._water(piece, 0.3)) if dry[a:b].any() else piece)[1:])
        return np.asarray(np.round(np.vstack(parts), 4), dtype=np.float64)

    def _water(self, course: Floats, around: float) -> shapely.Geometry:
        """Sea and rivers so many degrees around a course."""
        (west, south), (east, north) = course.min(axis=0) - around, course.max(axis=0) + around
        box = shapely.box(west, south, east, north)
        sea = box.difference(shapely.union_all(self.land.clip(box).geometry.to_numpy()))
        shapes, left = [sea], box
        for tier in self.waters:
            here = tier.iloc[tier.sindex.query(box)].geometry.to_numpy()
            here = shapely.simplify(shapely.intersection(here, left), COARSE)
            shapes += shapely.buffer(here, AFLOAT_KM / KM, quad_segs=2).tolist()
            left = left.difference(shapely.box(*tier.total_bounds).buffer(-0.05))
        found = shapely.union_all(shapes)
        shapely.prepare(found)
        return found

    def _dry_km(self, course: Floats, wet: shapely.Geometry) -> Floats:
        """How much of each piece leads over land."""
        pieces = shapely.linestrings(np.stack([course[:-1], course[1:]], axis=1))
        return np.asarray(shapely.length(shapely.difference(pieces, wet)) * KM * 0.85)

    def _way(self, start: Floats, end: Floats, wet: shapely.Geometry) -> Floats:
        """The way by water between two places: in the middle of the stream, dry only where the water has a gap."""
        squeeze = np.array([math.cos(math.radians((start[1] + end[1]) / 2)), 1.0])
        (x0, y0), (x1, y1) = np.minimum(start, end) * squeeze, np.maximum(start, end) * squeeze
        margin = 0.1 + 0.5 * max(x1 - x0, y1 - y0)
        box = (x0 - margin, y0 - margin, x1 + margin, y1 + margin)
        cell = max(0.0012, max(box[2] - box[0], box[3] - box[1]) / 600)
        xs, ys = np.arange(box[0], box[2], cell), np.arange(box[1], box[3], cell)
        places = np.stack(np.meshgrid(xs, ys), axis=-1).reshape(-1, 2)
        afloat = shapely.contains_xy(wet, places / squeeze).reshape(len(ys), len(xs))
        numbers = self._path(places, afloat, start * squeeze, end * squeeze)
        way = np.vstack([start * squeeze, places[numbers], end * squeeze])
        smooth = np.column_stack([gaussian_filter1d(part, 2.0, mode="nearest") for part in way.T])
        smooth[[0, -1]] = way[[0, -1]]
        kept = shapely.get_coordinates(LineString(smooth).simplify(cell * 0.3))
        return np.asarray(kept / squeeze)

    def _path(self, places: Floats, afloat: Any, start: Floats, end: Floats) -> list[int]:
        """Numbers of the points of the grid that the best way leads over."""
        shape = afloat.shape
        near = binary_dilation(afloat, iterations=6).ravel()
        deep = distance_transform_edt(afloat).ravel()
        cost = np.where(afloat.ravel(), 1 + 2.0 / (1 + deep), DRY_COST)
        numbers = np.arange(len(places)).reshape(shape)
        links: list[tuple[Any, Any, Floats]] = []
        for dx, dy in MOVES:
            here = numbers[max(0, -dy) : shape[0] - max(0, dy), : shape[1] - dx].ravel()
            there = numbers[max(0, dy) : shape[0] + min(0, dy), dx:].ravel()
            both = near[here] & near[there]
            here, there = here[both], there[both]
            links.append((here, there, math.hypot(dx, dy) * (cost[here] + cost[there]) / 2))
        a, b, costs = (np.concatenate(parts) for parts in zip(*links, strict=True))
        graph = coo_array((costs, (a, b)), shape=(len(places), len(places))).tocsr()
        known = np.flatnonzero(near)
        first, last = (int(known[np.argmin(np.hypot(*(places[known] - at).T))]) for at in (start, end))
        _, before = dijkstra(graph, directed=False, indices=first, return_predecessors=True)
        found = [last]
        while found[-1] != first:
            found.append(int(before[found[-1]]))
        return found[::-1]
