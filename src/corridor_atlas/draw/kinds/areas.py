"""Areas: a tinted surface with a rim. Where only the place is known, a sign instead."""

from __future__ import annotations

from typing import Any

from shapely.geometry import Polygon
from shapely.geometry.base import BaseGeometry

from corridor_atlas.data.config import Layer
from corridor_atlas.draw.kinds import _delta, points

FORM = "areas"
AS_IS = ("Polygon", "MultiPolygon")
DRAWS = (*AS_IS, "Point")


def geometry(shape: BaseGeometry) -> dict[str, Any] | None:
    """Encode a polygon or a set of polygons; anything else is shown as a sign at its middle."""
    if shape.is_empty:
        return None
    parts = [part for part in getattr(shape, "geoms", [shape]) if part.geom_type == "Polygon"]
    if not parts:
        return points.geometry(shape)
    polygons = [_rings(part) for part in parts]
    if len(polygons) == 1:
        return {"t": "Polygon", "c": polygons[0]}
    return {"t": "MultiPolygon", "c": polygons}


def _rings(polygon: Polygon) -> list[list[int]]:
    return [_delta.encode(ring.coords) for ring in (polygon.exterior, *polygon.interiors)]


def look(layer: Layer) -> dict[str, Any]:
    """Return the filling, the rim and the sign for places without known bounds."""
    return {"symbol": layer.symbol, "radius": layer.radius, "width": layer.width, "fill": layer.fill_opacity}
