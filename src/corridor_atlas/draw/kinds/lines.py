"""Lines: colour is the layer, pattern and strength the status, hollow means schematic."""

from __future__ import annotations

from typing import Any

from shapely.geometry.base import BaseGeometry

from corridor_atlas.data.config import Layer
from corridor_atlas.draw.kinds import _delta, points

FORM = "lines"
AS_IS = ("LineString", "MultiLineString")
DRAWS = (*AS_IS, "Point")


def geometry(shape: BaseGeometry) -> dict[str, Any] | None:
    """Encode a line or a set of lines; a lone point among them is drawn as a sign."""
    if shape.is_empty:
        return None
    if shape.geom_type == "Point":
        return points.geometry(shape)
    parts = [part for part in getattr(shape, "geoms", [shape]) if part.geom_type == "LineString"]
    flat = [line for line in (_delta.encode(part.coords) for part in parts) if len(line) >= 4]
    if not flat:
        return None
    return {"t": "LineString" if len(flat) == 1 else "MultiLineString", "c": flat}


def look(layer: Layer) -> dict[str, Any]:
    """Return the width of the line in pixels."""
    return {"symbol": layer.symbol, "radius": layer.radius, "width": layer.width}
