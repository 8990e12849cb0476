"""Shapes for the browser, coordinates as small integers: the first point absolute, each next a step from there.

Unit 1e-5 degree (about one metre), WGS84, lon before lat, one flat list for a line or ring:
`[lon0, lat0, dlon, dlat, ...]`. A step costs two or three digits where a coordinate costs nine.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from shapely.geometry import Polygon
from shapely.geometry.base import BaseGeometry

UNIT = 100_000
"""Parts of a degree that one integer step stands for."""


def encode(coordinates: npt.ArrayLike, unit: int = UNIT) -> list[int]:
    """Encode a line of (lon, lat[, z]) points; points that fall together after rounding become one."""
    degrees = np.asarray(coordinates, dtype=float)
    if not len(degrees):
        return []
    points = np.rint(degrees[:, :2] * unit).astype(np.int64)
    steps = np.diff(points, axis=0)
    found: list[int] = points[0].tolist() + steps[steps.any(axis=1)].ravel().tolist()
    return found


def decode(flat: Sequence[int]) -> list[tuple[float, float]]:
    """Return the (lon, lat) points of an encoded line, in degrees."""
    points: list[tuple[float, float]] = []
    lon = lat = 0
    for dlon, dlat in zip(flat[::2], flat[1::2], strict=True):
        lon, lat = lon + dlon, lat + dlat
        points.append((lon / UNIT, lat / UNIT))
    return points


def shape(drawn: BaseGeometry | None, unit: int = UNIT) -> dict[str, Any] | None:
    """Encode a point, a line, an area, or a set of lines or areas as `t` (its type) and `c` (encoded lines).

    None for nothing, and for a line that falls together to a point. `unit` is the number of integer steps in a degree.
    """
    if drawn is None or drawn.is_empty:
        return None
    if drawn.geom_type == "Point":
        return {"t": "Point", "c": [encode(drawn.coords, unit)]}
    parts = list(getattr(drawn, "geoms", [drawn]))
    if drawn.geom_type in ("Polygon", "MultiPolygon"):
        found = [_rings(part, unit) for part in parts]
        return {"t": "Polygon", "c": found[0]} if len(found) == 1 else {"t": "MultiPolygon", "c": found}
    flat = [line for line in (encode(part.coords, unit) for part in parts) if len(line) >= 4]
    return {"t": "LineString" if len(flat) == 1 else "MultiLineString", "c": flat} if flat else None


def _rings(polygon: Polygon, unit: int) -> list[list[int]]:
    return [encode(ring.coords, unit) for ring in (polygon.exterior, *polygon.interiors)]
