"""Coordinates as small integers: the first point absolute, each next as a step from the one before.

Unit 1e-5 degree (about one metre), WGS84, lon before lat, one flat list for a line or ring:
`[lon0, lat0, dlon, dlat, ...]`. A step costs two or three digits where a coordinate costs nine.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

UNIT = 100_000
"""Parts of a degree that one integer step stands for."""


def encode(coordinates: Iterable[Sequence[float]]) -> list[int]:
    """Encode a line of (lon, lat[, z]) points; points that fall together after rounding become one."""
    points = [(round(point[0] * UNIT), round(point[1] * UNIT)) for point in coordinates]
    if not points:
        return []
    flat = [*points[0]]
    for (lon0, lat0), (lon1, lat1) in pairwise(points):
        if lon0 != lon1 or lat0 != lat1:
            flat += (lon1 - lon0, lat1 - lat0)
    return flat


def decode(flat: Sequence[int]) -> list[tuple[float, float]]:
    """Return the (lon, lat) points of an encoded line, in degrees."""
    points: list[tuple[float, float]] = []
    lon = lat = 0
    for dlon, dlat in zip(flat[::2], flat[1::2], strict=True):
        lon, lat = lon + dlon, lat + dlat
        points.append((lon / UNIT, lat / UNIT))
    return points
