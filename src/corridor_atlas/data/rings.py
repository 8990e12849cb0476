"""Rings of polygons as RFC 7946 (3.1.6) has them: outer ones counter-clockwise, holes clockwise."""

from __future__ import annotations

from itertools import pairwise
from typing import Any


def wound(geometry: Any) -> Any:
    """A GeoJSON geometry with its rings wound right: no coordinate moves, and a ring begins where it began.

    What is no polygon, or none that can be understood, comes back as it is.
    """
    match geometry:
        case {"type": "Polygon", "coordinates": [*rings]}:
            return {**geometry, "coordinates": _polygon(rings)}
        case {"type": "MultiPolygon", "coordinates": [*parts]}:
            return {**geometry, "coordinates": [_polygon(one) if isinstance(one, list) else one for one in parts]}
        case {"type": "GeometryCollection", "geometries": [*parts]}:
            return {**geometry, "geometries": [wound(one) for one in parts]}
    return geometry


def _polygon(rings: list[Any]) -> list[Any]:
    return [_ring(ring, outer=number == 0) for number, ring in enumerate(rings)]


def _ring(ring: Any, *, outer: bool) -> Any:
    try:
        area = sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring))
    except (TypeError, IndexError, KeyError):
        return ring
    return ring[::-1] if area and (area > 0) != outer else ring
