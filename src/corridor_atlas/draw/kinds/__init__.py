"""How a layer is drawn: one module for each kind, its name the kind.

A kind says all that is its own: which shapes belong in such a layer (`DRAWS`), what is drawn of each
(`drawn`), how the layer looks (`look`) and in which form the legend shows it (`FORM`). The map in the
browser, figures and their legends draw forms, so that a new kind that stands on them is one new module.
"""

from __future__ import annotations

from importlib import import_module
from typing import Protocol, cast

from shapely.geometry.base import BaseGeometry

from corridor_atlas.core.errors import NotFoundError
from corridor_atlas.data import config
from corridor_atlas.data.config import Layer

FORMS = {
    "areas": ("Polygon", "MultiPolygon"),
    "lines": ("LineString", "MultiLineString"),
    "points": ("Point",),
}
"""What can be drawn and printed: a surface, a line, a sign at a place, each with its types of shapes (GeoJSON)."""
PARTS = ("FORM", "DRAWS", "drawn", "look")
"""Names that a kind has to offer."""


class Kind(Protocol):
    """What a module in this folder has to offer.

    `FORM` is one of `FORMS`: how the layer stands in the legend, and what its colour is compared with.
    `DRAWS` are the types of shapes (GeoJSON) that belong in such a layer.
    """

    FORM: str
    DRAWS: tuple[str, ...]

    def drawn(self, shape: BaseGeometry) -> BaseGeometry | None:
        """Return what is drawn of a shape (WGS84, lon/lat), of a type in `FORMS`; None when nothing is."""

    def look(self, layer: Layer) -> Layer:
        """Return the layer as it is drawn: its sign, sizes, widths, filling and colours."""


def names() -> list[str]:
    """Return the kinds there are: the modules of this folder but those that begin with an underscore."""
    return list(config.kinds())


def kind(name: str) -> Kind:
    """Return the kind with this name; raises `NotFoundError` with near matches."""
    if name not in names():
        raise NotFoundError("kind", name, names())
    return cast(Kind, import_module(f"{__name__}.{name}"))


def form(shape: BaseGeometry) -> str:
    """Return the form of what a kind draws: where only the place of a thing is known, a point."""
    return next(name for name, types in FORMS.items() if shape.geom_type in types)
