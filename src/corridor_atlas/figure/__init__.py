"""Figures for print: a view of the atlas on paper, with everything that a map in a journal needs.

    figure(atlas, view, size="a4", language="en").save("tumen.pdf")

Drawn with matplotlib from the same `layers/*.toml` as the map on the screen. The same atlas,
view and options give the same bytes. matplotlib is imported in this folder only.
"""

from __future__ import annotations

from corridor_atlas.figure.maps import Options, changes, figure, series
from corridor_atlas.figure.output import Figure
from corridor_atlas.figure.pages import PAGES

__all__ = ["PAGES", "Figure", "Options", "changes", "figure", "series"]
