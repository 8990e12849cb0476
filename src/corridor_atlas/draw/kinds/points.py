"""Points: a sign at a place. The form of the sign is the kind of place, its filling the status."""

from __future__ import annotations

from typing import Any

from shapely.geometry.base import BaseGeometry

from corridor_atlas.data.config import Layer
from corridor_atlas.draw.kinds import _delta

FORM = "points"
AS_IS = ("Point",)
DRAWS = AS_IS


def geometry(shape: BaseGeometry) -> dict[str, Any] | None:
    """Encode a point; several points, or a line or an area, are shown at their middle."""
    if shape.is_empty:
        return None
    point = shape if shape.geom_type == "Point" else shape.representative_point()
    return {"t": "Point", "c": [_delta.encode(point.coords)]}


def look(layer: Layer) -> dict[str, Any]:
    """Return the sign and its size in pixels."""
    return {"symbol": layer.symbol, "radius": layer.radius, "width": layer.width}
