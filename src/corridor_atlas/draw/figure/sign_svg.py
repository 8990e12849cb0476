"""A sign of the map alone, as a small SVG: for programs that draw the atlas with symbols of their own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, cast

from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry

from corridor_atlas.core.model import Record, Status, Traffic
from corridor_atlas.core.timeline import State
from corridor_atlas.data.config import Layer
from corridor_atlas.draw.figure import signs
from corridor_atlas.draw.figure.content import Item
from corridor_atlas.draw.figure.ink import Sheet, area_path, line_path

SIDE = 3.2
"""Width and height of the picture, in radii of the sign."""
COMMANDS = {1: ("M", 1), 2: ("L", 1), 3: ("Q", 2), 4: ("C", 3), 79: ("Z", 0)}
"""Commands of SVG for the codes of a path of matplotlib, with the points that each takes."""


class _Canvas:
    """What `signs.paint` draws on, kept as SVG."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.parts: list[str] = []

    def stroke(
        self, shapes: Iterable[BaseGeometry] | Any, colour: str, width: float, *, alpha: float = 1,
        dash: Sequence[float] = (), cap: str = "round",
    ) -> None:  # fmt: skip
        """Draw lines."""
        path = shapes if hasattr(shapes, "vertices") else line_path(shapes)
        dashes = f' stroke-dasharray="{" ".join(f"{one:.2f}" for one in dash)}"' if dash else ""
        self.parts.append(
            f'<path d="{_commands(path)}" fill="none" stroke="{colour}" stroke-width="{width:.2f}" '
            f'stroke-opacity="{alpha:.2f}" stroke-linecap="{cap}" stroke-linejoin="round"{dashes}/>'
        )

    def fill(self, shapes: Iterable[BaseGeometry], colour: str, *, alpha: float = 1) -> None:
        """Fill areas."""
        self.parts.append(f'<path d="{_commands(area_path(shapes))}" fill="{colour}" fill-opacity="{alpha:.2f}"/>')


def _commands(path: Any) -> str:
    """A matplotlib path as the commands of an SVG path."""
    told, left = [], 0
    for (x, y), code in zip(path.vertices, path.codes, strict=True):
        letter, points = COMMANDS[int(code)]
        if letter == "Z":
            told.append("Z")
            continue
        told.append(f"{'' if left else letter}{x:.2f} {y:.2f}")
        left = (left or points) - 1
    return " ".join(told)


def sign(layer: Layer, status: Status, only: Traffic | None = None, *, schematic: bool = False) -> str:
    """The sign of a layer for a status, on a square of `SIDE` of its radii, as the text of an SVG.

    Parameters
    ----------
    layer
        Says the form and the colour.
    status, only
        Say how it is filled.
    schematic
        Whether its rim is dashed, as where the place is known roughly.
    """
    basis = {"method": "-", "precision": "schematic" if schematic else "surveyed"}
    record = Record.model_validate({"id": "sign", "name": {"en": "-"}, "geometry_basis": basis})
    item, side, canvas = (
        Item(record, layer, State(status, only=only), "points", Point(0, 0)),
        layer.radius * SIDE,
        _Canvas(),
    )
    signs.paint(cast(Sheet, canvas), item, side / 2, side / 2, layer.radius)
    size = f"{side:.2f}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{size}" height="{size}" viewBox="0 0 {size} {size}">'
        f"{''.join(canvas.parts)}</svg>"
    )
