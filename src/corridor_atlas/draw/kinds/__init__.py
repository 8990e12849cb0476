"""How a layer is drawn: one module for each kind, its name the kind.

A kind turns the shape of a feature into the compact form of the browser (`geometry`) and says
how the layer looks, on the map and in the legend (`look`). What the browser does with it is
in `web/src/`.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any, Protocol, cast

from shapely.geometry.base import BaseGeometry

from corridor_atlas.core.errors import NotFoundError
from corridor_atlas.data import config
from corridor_atlas.data.config import Layer

FORMS = ("areas", "lines", "points")
"""What can be printed: a surface, a line, a sign at a place."""


class Kind(Protocol):
    """What a module in this folder has to offer.

    `FORM` is how a figure prints it: one of `FORMS`. `AS_IS` are the types of shapes (GeoJSON) that are
    drawn as they are, `DRAWS` all that belong in such a layer: where only the place of a thing is known,
    a point is drawn as a sign.
    """

    FORM: str
    AS_IS: tuple[str, ...]
    DRAWS: tuple[str, ...]

    def geometry(self, shape: BaseGeometry) -> dict[str, Any] | None:
        """Encode a shape (WGS84, lon/lat); None when this kind cannot draw it."""

    def look(self, layer: Layer) -> dict[str, Any]:
        """Return what the browser must know to draw the layer and its line in the legend."""


def names() -> list[str]:
    """Return the kinds there are: the modules of this folder but those that begin with an underscore."""
    return list(config.kinds())


def kind(name: str) -> Kind:
    """Return the kind with this name; raises `NotFoundError` with near matches."""
    if name not in names():
        raise NotFoundError("kind", name, names())
    return cast(Kind, import_module(f"{__name__}.{name}"))
