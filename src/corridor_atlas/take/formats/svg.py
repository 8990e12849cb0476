"""SVG: the view as a figure for print, A4. Other sizes and languages: `corridor-atlas snapshot`."""

from __future__ import annotations

from corridor_atlas.draw.figure import Figure
from corridor_atlas.take.formats import _picture

USE = "figure"
SUFFIX = ".svg"
MEDIA_TYPE = "image/svg+xml"
LOSES = _picture.LOSES
write = _picture.of_figure(Figure.svg)
