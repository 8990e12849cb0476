"""Lines: colour is the layer, pattern and strength the status, hollow means schematic."""

from __future__ import annotations

from shapely.geometry import MultiLineString
from shapely.geometry.base import BaseGeometry

from corridor_atlas.data.config import Layer

FORM = "lines"
DRAWS = ("LineString", "MultiLineString", "Point")


def drawn(shape: BaseGeometry) -> BaseGeometry | None:
    """A line, a set of lines or a lone point as it is; of a collection its lines."""
    if shape.is_empty:
        return None
    if shape.geom_type in DRAWS:
        return shape
    parts = [part for part in getattr(shape, "geoms", ()) if part.geom_type == "LineString"]
    return MultiLineString(parts) if parts else None


def look(layer: Layer) -> Layer:
    """The layer as it is: the width of its lines, and the sign of a lone point."""
    return layer
