"""A sheet to draw on: lines, areas and texts in pixels of the page, y downwards.

What is drawn later lies on top. matplotlib works in points underneath; texts stay texts.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import shapely
from matplotlib.artist import Artist
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path
from matplotlib.patheffects import Stroke
from matplotlib.text import Text
from matplotlib.transforms import Bbox, TransformedBbox
from shapely.geometry.base import BaseGeometry

from corridor_atlas.draw.figure import fonts

INCH = 25.4
RAISE = 0.36
"""How far the baseline lies below the middle of a line of text, in parts of its size."""
Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""


class Sheet:
    """A page of `width` x `height` pixels, each `pixel_mm` wide."""

    def __init__(self, width: float, height: float, pixel_mm: float, language: str, paper: str) -> None:
        """Begin with an empty sheet in the colour `paper`."""
        self.width, self.height, self.language = width, height, language
        self.point = pixel_mm / INCH * 72
        self.figure = Figure(figsize=(width * pixel_mm / INCH, height * pixel_mm / INCH), facecolor=paper)
        self._axes = self.figure.add_axes((0, 0, 1, 1))
        self._axes.set_axis_off()
        self._axes.set_xlim(0, width)
        self._axes.set_ylim(height, 0)
        self._clip: TransformedBbox | None = None
        self._characters: set[str] = set()
        self._layer = 1.0

    def clip(self, box: Box | None) -> None:
        """From now on draw inside this box only; None: everywhere."""
        self._clip = None
        if box:
            left, top, right, bottom = box
            shape = Rectangle((left, top), right - left, bottom - top, transform=self._axes.transData)
            self._clip = TransformedBbox(Bbox.unit(), shape.get_transform())

    def _add(self, artist: Artist) -> None:
        self._layer += 1
        artist.set_zorder(self._layer)
        self._axes.add_artist(artist)
        if self._clip is not None:
            artist.set_clip_box(self._clip)
        else:
            artist.set_clip_on(False)

    def stroke(
        self,
        shapes: Iterable[BaseGeometry] | Path,
        colour: str,
        width: float,
        *,
        alpha: float = 1,
        dash: Sequence[float] = (),
        cap: str = "round",
    ) -> None:
        """Draw lines, or the rims of areas; dash lengths in pixels."""
        path = shapes if isinstance(shapes, Path) else line_path(shapes)
        if len(path) == 0:
            return
        style: Any = (0, [max(length * self.point, 0.004) for length in dash]) if dash else "solid"
        kind: Any = cap
        self._add(
            PathPatch(
                path, fill=False, edgecolor=colour, linewidth=width * self.point, alpha=alpha, linestyle=style,
                capstyle=kind, joinstyle="round",
            )
        )  # fmt: skip

    def fill(
        self, shapes: Iterable[BaseGeometry] | Path, colour: str, *, alpha: float = 1, hatch: str | None = None
    ) -> None:
        """Fill areas; with `hatch`, strokes in the colour instead of a surface."""
        path = shapes if isinstance(shapes, Path) else area_path(shapes)
        if len(path) == 0:
            return
        if hatch:
            self._add(PathPatch(path, fill=False, edgecolor=colour, linewidth=0, hatch=hatch, alpha=alpha))
        else:
            self._add(PathPatch(path, facecolor=colour, edgecolor="none", linewidth=0, alpha=alpha))

    def box(self, box: Box, *, fill: str | None = None, edge: str | None = None, width: float = 1) -> None:
        """Draw a rectangle."""
        left, top, right, bottom = box
        self._add(
            Rectangle(
                (left, top), right - left, bottom - top, facecolor=fill or "none", edgecolor=edge or "none",
                linewidth=width * self.point if edge else 0, joinstyle="miter",
            )
        )  # fmt: skip

    def write(
        self,
        text: str,
        at: tuple[float, float],
        size: float,
        colour: str,
        *,
        weight: str = "normal",
        anchor: str = "left",
        turn: float = 0,
        halo: str | None = None,
    ) -> None:
        """Write one line of text, the middle of its height at a point; `turn` in radians, clockwise."""
        text = "".join(sign for sign in " ".join(text.split("\n")) if unicodedata.category(sign)[0] != "C")
        self._characters.update(text)
        font = fonts.face(self.language, round(size * self.point, 3), weight)
        # down from the middle to the baseline, at a right angle to the text
        drop = RAISE * size
        where = (at[0] - np.sin(turn) * drop, at[1] + np.cos(turn) * drop)
        said: dict[str, Any] = {
            "fontproperties": font, "ha": anchor, "va": "baseline", "rotation": -np.degrees(turn),
            "rotation_mode": "anchor", "parse_math": False,
        }  # fmt: skip
        if halo:  # a text of its own: with an effect the letters would no longer be text in SVG and PDF
            effects = [Stroke(linewidth=2.6 * self.point, foreground=halo, alpha=0.9, joinstyle="round")]
            self._add(Text(*where, text, color=halo, path_effects=effects, **said))
        self._add(Text(*where, text, color=colour, **said))

    @property
    def characters(self) -> frozenset[str]:
        """Every character written on the sheet."""
        return frozenset(self._characters)

    def measure(self, text: str, size: float, weight: str = "normal") -> float:
        """Width of a text in pixels."""
        return fonts.width(self.language, text, size, weight)


def line_path(shapes: Iterable[BaseGeometry]) -> Path:
    """One path along all lines (or all rings of areas)."""
    parts = shapely.get_parts(np.array([one for one in shapes if one is not None], dtype=object))
    rings = shapely.get_type_id(parts) == shapely.GeometryType.POLYGON
    lines = np.concatenate([parts[shapely.get_type_id(parts) == 1], shapely.get_rings(parts[rings])])
    return _path(lines, close=False)


def area_path(shapes: Iterable[BaseGeometry]) -> Path:
    """One path around all areas; holes run the other way round, so that they stay empty."""
    parts = shapely.get_parts(np.array([one for one in shapes if one is not None], dtype=object))
    areas = parts[shapely.get_type_id(parts) == shapely.GeometryType.POLYGON]
    return _path(shapely.get_rings(shapely.orient_polygons(areas)), close=True)


def _path(lines: Any, *, close: bool) -> Path:
    points, owner = shapely.get_coordinates(lines, return_index=True)
    codes = np.full(len(points), Path.LINETO, dtype=Path.code_type)
    begins = np.flatnonzero(np.diff(owner, prepend=-1))
    codes[begins] = Path.MOVETO
    if close and len(points):
        codes[np.append(begins[1:] - 1, len(points) - 1)] = Path.CLOSEPOLY
    return Path(points, codes)
