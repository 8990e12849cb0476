"""PNG: the view as a figure for print, A4, 300 dots per inch. Other sizes: `corridor-atlas snapshot`."""

from __future__ import annotations

from corridor_atlas.draw.figure import Figure
from corridor_atlas.take.formats import _picture

USE = "figure"
SUFFIX = ".png"
MEDIA_TYPE = "image/png"
LOSES = _picture.LOSES
write = _picture.of_figure(Figure.png)
