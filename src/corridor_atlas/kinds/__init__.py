"""How a layer is drawn: one module for each kind, its name the kind.

A kind turns the shape of a feature into the compact form of the browser (`geometry`) and says
how the layer looks, on the map and in the legend (`look`). What the browser does with it is
in `web/js/`.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any, Protocol, cast

from shapely.geometry.base import BaseGeometry

from corridor_atlas.catalog import Layer
from corridor_atlas.errors import NotFoundError


class Kind(Protocol):
    """What a module in this folder has to offer."""

    def geometry(self, shape: BaseGeometry) -> dict[str, Any] | None:
        """Encode a shape (WGS84, lon/lat); None when this kind cannot draw it."""

    def look(self, layer: Layer) -> dict[str, Any]:
        """Return what the browser must know to draw the layer and its line in the legend."""


def names() -> list[str]:
    """Return the kinds there are: the modules of this folder but those that begin with an underscore."""
    return sorted(path.stem for path in Path(__file__).parent.glob("[!_]*.py"))


def kind(name: str) -> Kind:
    """Return the kind with this name; raises `NotFoundError` with near matches."""
    if name not in names():
        raise NotFoundError("kind", name, names())
    return cast(Kind, import_module(f"{__name__}.{name}"))
