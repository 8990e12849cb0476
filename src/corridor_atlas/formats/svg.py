"""SVG: the view as a figure for print, A4. Other sizes and languages: `corridor-atlas snapshot`."""

from __future__ import annotations

from corridor_atlas.figure import figure
from corridor_atlas.formats import _flat
from corridor_atlas.sources import Atlas
from corridor_atlas.view import View, opening

TITLE = "Figure for print (SVG)"
SUFFIX = ".svg"
MEDIA_TYPE = "image/svg+xml"
LOSES = "everything but the picture: no dates, figures or claims of single features"


def write(atlas: Atlas, view: View | None = None) -> bytes:
    """Return the figure; without a view, of the atlas as it opens."""
    _flat.chosen(atlas, view)  # says so when the view shows nothing
    return figure(atlas, view or opening(atlas)).svg()
