"""Areas: a tinted surface with a rim. Where only the place is known, a sign instead."""

from __future__ import annotations

from shapely.geometry import MultiPolygon
from shapely.geometry.base import BaseGeometry

from corridor_atlas.data.config import Layer
from corridor_atlas.draw.kinds import points

FORM = "areas"
DRAWS = ("Polygon", "MultiPolygon", "Point")


def drawn(shape: BaseGeometry) -> BaseGeometry | None:
    """A polygon or a set of polygons as it is; of a collection its polygons; of anything else its middle."""
    if shape.geom_type in DRAWS and not shape.is_empty:
        return shape
    parts = [part for part in getattr(shape, "geoms", ()) if part.geom_type == "Polygon"]
    return MultiPolygon(parts) if parts else points.drawn(shape)


def look(layer: Layer) -> Layer:
    """The layer as it is: the filling, the rim and the sign for places without known bounds."""
    return layer
