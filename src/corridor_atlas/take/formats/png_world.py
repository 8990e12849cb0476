"""PNG with a world file: the figure for print, and beside it what tells a GIS where it lies, in a zip."""

from __future__ import annotations

from corridor_atlas.data.dataset import Atlas
from corridor_atlas.draw.figure import figure
from corridor_atlas.take.formats import _archive, _flat, _picture
from corridor_atlas.view import cite
from corridor_atlas.view.view import View, opening

USE = "gis"
SHORT = "PNG"
SUFFIX = ".png.zip"
MEDIA_TYPE = "application/zip"
LOSES = _picture.LOSES
NAME = "corridor-atlas"


def write(atlas: Atlas, view: View | None = None) -> bytes:
    """The figure, its world file (.pgw) and its projection (.prj); without a view, of the atlas as it opens."""
    _flat.chosen(atlas, view)  # says so when the view shows nothing
    drawn = figure(atlas, view or opening(atlas))
    world, projection = drawn.world_file()
    files = {f"{NAME}.png": drawn.png(), f"{NAME}.pgw": world.encode(), f"{NAME}.prj": projection.encode()}
    return _archive.pack(files, cite.edition_day(atlas))
