"""Areas that share their edges as arcs: each line once, an area as the arcs around it (as in TopoJSON).

An arc runs from one meeting of areas to the next. One that bounds two areas is a border between them, one that
bounds a single area its shore; what lies on the rim of the box to which all were cut is neither. So neighbours fit
whatever happens to a line on the screen, and nothing is drawn twice.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry import LineString, Point, Polygon
from shapely.geometry.base import BaseGeometry

Ring: TypeAlias = npt.NDArray[np.int64]
"""Points of a ring or an arc, one a row; of a ring without its closing point."""
FAR = 1 << 32
"""More than any coordinate in integer steps, so that a point is one number."""


def pack(
    shapes: Sequence[BaseGeometry], unit: int, box: Sequence[float] | None = None, joints: npt.ArrayLike = ()
) -> dict[str, Any]:
    """Return polygons as arcs.

    Parameters
    ----------
    shapes
        Polygons or sets of them (WGS84, degrees).
    unit
        Parts of a degree that one integer step stands for.
    box
        West, south, east, north in degrees, to which they were cut; None for the whole world.
    joints
        Vertices (longitude, latitude) at which arcs end as well.

    Returns
    -------
    dict
        `arcs`: each `[lon0, lat0, dlon, dlat, ...]`; `areas`: for each shape its rings, each a list of numbers of
        arcs, of which `~n` is arc n from its end; `shores` and `borders`: numbers of arcs.
    """
    sides = [round(one * unit) for one in box] if box else [None] * 4
    of_shapes = [[_points(ring, unit) for part in _parts(one) for ring in _rings(part)] for one in shapes]
    of_shapes = [[ring for ring in rings if len(ring) > 2] for rings in of_shapes]
    at = np.rint(np.asarray(joints, dtype=float).reshape(-1, 2) * unit).astype(np.int64)
    ends = iter(_ends([ring for rings in of_shapes for ring in rings], sides, at))
    arcs: list[Ring] = []
    known: dict[bytes, int] = {}
    owners: list[set[int]] = []
    areas = [
        [_arcs_of(ring, next(ends), arcs, known, owners, i) for ring in rings] for i, rings in enumerate(of_shapes)
    ]
    off_rim = [i for i, arc in enumerate(arcs) if not _on_rim(arc, sides)]
    return {
        "arcs": [_steps(arc) for arc in arcs],
        "areas": areas,
        "shores": [i for i in off_rim if len(owners[i]) == 1],
        "borders": [i for i in off_rim if len(owners[i]) > 1],
    }


def lines(packed: Mapping[str, Any], unit: int) -> list[npt.NDArray[np.float64]]:
    """The arcs of `pack` as rows of longitude and latitude; `unit` as there."""
    return [np.array(arc).reshape(-1, 2).cumsum(axis=0) / unit for arc in packed["arcs"]]


def mouths(
    waters: Sequence[BaseGeometry], rivers: Sequence[BaseGeometry], shores: Sequence[Any], near: float
) -> npt.NDArray[np.float64]:
    """Vertices at which areas of water keep their corners: at the mouths of rivers.

    Parameters
    ----------
    waters
        Lakes and wide rivers (WGS84, degrees).
    rivers
        Rivers as lines: their ends.
    shores
        The shores of the land, rows of longitude and latitude.
    near
        How near to the shore of the land a vertex of `waters` lies at a mouth, in degrees.
    """
    lines_ = shapely.get_parts(np.array(rivers, dtype=object))
    ends = shapely.get_coordinates(shapely.get_point(lines_[:, None], [0, -1]))
    corners = shapely.get_coordinates(np.array(waters, dtype=object))
    coast = [LineString(np.asarray(one)) for one in shores]
    if not coast or not len(corners):
        return ends
    _, found = shapely.STRtree([Point(one) for one in corners]).query(coast, predicate="dwithin", distance=near)
    return np.concatenate([ends, corners[np.unique(found)]])


def _parts(shape: BaseGeometry) -> list[Polygon]:
    return [part for part in getattr(shape, "geoms", [shape]) if isinstance(part, Polygon) and not part.is_empty]


def _rings(part: Polygon) -> list[Any]:
    return [part.exterior, *part.interiors]


def _points(ring: Any, unit: int) -> Ring:
    """A ring without its closing point and without points that fall together."""
    points = np.rint(shapely.get_coordinates(ring) * unit).astype(np.int64)
    return points[:-1][np.any(points[:-1] != points[1:], axis=1)]


def _ends(rings: Sequence[Ring], sides: Sequence[int | None], joints: Ring) -> list[list[int]]:
    """For each ring the numbers of its points where arcs end: where more than two lines meet, on the rim, at joints."""
    if not rings:
        return []
    points = np.concatenate(rings)
    after = np.concatenate([np.roll(ring, -1, axis=0) for ring in rings])
    keys, first, number = np.unique(_keys(points), return_index=True, return_inverse=True)
    others = np.searchsorted(keys, _keys(after))
    size = len(keys)
    beside = np.unique(np.concatenate([number * size + others, others * size + number]))
    meets = (np.bincount(beside // size, minlength=size) != 2) | np.isin(keys, _keys(joints))
    west, south, east, north = sides
    for axis, side in ((0, west), (1, south), (0, east), (1, north)):
        if side is not None:
            meets |= points[first, axis] == side
    bounds = np.cumsum([len(ring) for ring in rings])[:-1]
    return [np.flatnonzero(one).tolist() for one in np.split(meets[number], bounds)]


def _keys(points: Ring) -> npt.NDArray[np.int64]:
    """A number for each point."""
    return points[:, 0] * FAR + points[:, 1]


def _arcs_of(
    ring: Ring, ends: list[int], arcs: list[Ring], known: dict[bytes, int], owners: list[set[int]], owner: int
) -> list[int]:
    """A ring as numbers of arcs; arcs that are new are added to `arcs`, `known` and `owners`."""
    # a ring that meets nothing is one arc, from its smallest point, so that the ring of a neighbour is the same
    start = ends[0] if ends else int(np.lexsort((ring[:, 1], ring[:, 0]))[0])
    turned = np.concatenate([ring[start:], ring[: start + 1]])
    cuts = [i - start for i in ends] or [0]
    found = []
    for first, last in zip(cuts, [*cuts[1:], len(ring)], strict=True):
        arc = turned[first : last + 1]
        number, turn = known.get(arc.tobytes()), False
        if number is None:
            number, turn = known.get(arc[::-1].tobytes()), True
        if number is None:
            number, turn = len(arcs), False
            known[arc.tobytes()] = number
            arcs.append(arc)
            owners.append(set())
        owners[number].add(owner)
        found.append(~number if turn else number)
    return found


def _on_rim(arc: Ring, sides: Sequence[int | None]) -> bool:
    west, south, east, north = sides
    lines = ((0, west), (0, east), (1, south), (1, north))
    return any(bool((arc[:, axis] == side).all()) for axis, side in lines if side is not None)


def _steps(arc: Ring) -> list[int]:
    return np.concatenate([arc[:1], np.diff(arc, axis=0)]).ravel().tolist()
