"""Lines without corners: each vertex gives way to a curve (`web/src/model/rounding.js`).

A curve begins and ends in the middle of the edges beside its vertex, no farther from it than a reach: the quadratic
B-spline to which Chaikin's cutting of corners comes (Computer Graphics and Image Processing 3, 1974), but that long
edges stay straight. It lies in the triangle of its vertex, so it bulges nowhere. Ends stay where they are, so lines
that meet still do, and neighbours that share a line share the curve.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

Floats = np.ndarray[Any, np.dtype[np.float64]]
Point = tuple[float, float]

BEND = np.pi / 15
"""Angle that one straight piece of a curve may turn."""
EQUAL = 1e-9
"""By so many pieces a curve may turn further before it gets another."""


def mercator(degrees: Floats) -> Floats:
    """Longitude and latitude as places of a Mercator map, in degrees of the equator.

    Parameters
    ----------
    degrees
        Rows of longitude and latitude (WGS84).
    """
    return np.column_stack([degrees[:, 0], np.degrees(np.arcsinh(np.tan(np.radians(degrees[:, 1]))))])


def lonlat(places: Floats) -> Floats:
    """Places of a Mercator map, in degrees of the equator, as longitude and latitude: the way back."""
    return np.column_stack([places[:, 0], np.degrees(np.arctan(np.sinh(np.radians(places[:, 1]))))])


def rounded(lines: Sequence[Floats], reach: float, joints: Iterable[Point] = ()) -> list[Floats]:
    """Lines with their corners rounded.

    Parameters
    ----------
    lines
        Vertices of each, no two in a row alike. One that ends where it begins is a ring, and has no end.
    reach
        How far from its vertex a curve begins at most, in units of the lines.
    joints
        Vertices that stay where they are, because another line ends there.

    Returns
    -------
    list of array
        The lines in the same order.
    """
    if not lines:
        return []
    rings = [len(one) > 3 and bool((one[0] == one[-1]).all()) for one in lines]
    opened = [one[:-1] if ring else one for one, ring in zip(lines, rings, strict=True)]
    sizes = np.array([len(one) for one in opened])
    first = np.cumsum(sizes) - sizes
    last = first + sizes - 1
    at = np.concatenate(opened)
    before, after = np.arange(-1, len(at) - 1), np.arange(1, len(at) + 1)
    before[first], after[last] = last, first
    kept = _among(at, joints)
    ends = ~np.array(rings)
    kept[first[ends]] = kept[last[ends]] = True
    points, owner = _curves(at, before, after, kept, reach)
    of_line = np.split(points, np.searchsorted(owner, first[1:]))
    return [np.vstack([one, one[:1]]) if ring else one for one, ring in zip(of_line, rings, strict=True)]


def _among(at: Floats, joints: Iterable[Point]) -> Any:
    known = set(joints)
    return np.fromiter(((x, y) in known for x, y in at.tolist()) if known else (False for _ in at), bool, len(at))


def _curves(at: Floats, before: Any, after: Any, kept: Any, reach: float) -> tuple[Floats, Any]:
    """The points of all curves, and from which vertex each comes; a vertex that is kept is a point."""
    back, ahead = at[before] - at, at[after] - at
    shares = [
        np.where(length > 2 * reach, reach / np.maximum(length, reach), 0.5)
        for length in (np.hypot(*back.T), np.hypot(*ahead.T))
    ]
    turn = np.abs(np.arctan2(back[:, 1] * ahead[:, 0] - back[:, 0] * ahead[:, 1], -(back * ahead).sum(axis=1)))
    pieces = np.maximum(1, np.ceil(turn / BEND - EQUAL)).astype(int)
    # where the curve before ends in the middle of the edge, this one goes on from there
    skipped = ((shares[0] == 0.5) & ~kept[before]).astype(int)
    number = np.where(kept, 1, pieces + 1 - skipped)
    owner = np.repeat(np.arange(len(at)), number)
    along = np.arange(len(owner)) - (np.cumsum(number) - number)[owner] + skipped[owner]
    part = (along / pieces[owner])[:, None]
    begin, end = (way * share[:, None] for way, share in zip((back, ahead), shares, strict=True))
    curve = at[owner] + (1 - part) ** 2 * begin[owner] + part**2 * end[owner]
    return np.where(kept[owner, None], at[owner], curve), owner
