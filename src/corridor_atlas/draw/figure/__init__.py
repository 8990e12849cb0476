"""Figures for print: a view of the atlas on paper, with everything that a map in a journal needs.

    figure(atlas, view, size="a4", language="en").save("atlas.pdf")

Drawn with matplotlib from the same `layers/*.toml` as the map on the screen. The same atlas,
view and options give the same bytes. matplotlib is imported in this folder only.
"""

from __future__ import annotations

from corridor_atlas.draw.figure.compose import Options
from corridor_atlas.draw.figure.films import Film, film
from corridor_atlas.draw.figure.maps import changes, figure, series
from corridor_atlas.draw.figure.moving import Progress, check, has_ffmpeg
from corridor_atlas.draw.figure.output import Figure
from corridor_atlas.draw.figure.pages import PAGES
from corridor_atlas.draw.figure.strips import corridor, corridors

__all__ = [
    "PAGES", "Figure", "Film", "Options", "Progress", "changes", "check", "corridor", "corridors", "figure", "film",
    "has_ffmpeg", "series",
]  # fmt: skip
