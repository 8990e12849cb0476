"""Points: a sign at a place. The form of the sign is the kind of place, its filling the status."""

from __future__ import annotations

from shapely.geometry.base import BaseGeometry

from corridor_atlas.data.config import Layer

FORM = "points"
DRAWS = ("Point",)


def drawn(shape: BaseGeometry) -> BaseGeometry | None:
    """A point as it is; several points, or a line or an area, at their middle."""
    if shape.is_empty:
        return None
    return shape if shape.geom_type == "Point" else shape.representative_point()


def look(layer: Layer) -> Layer:
    """The layer as it is: its sign and its size."""
    return layer
