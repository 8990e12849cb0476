"""HTML: the map with its time bar and all features, as one page that needs no network."""

from __future__ import annotations

from typing import Any

from corridor_atlas import webmap
from corridor_atlas.formats import _flat
from corridor_atlas.sources import Atlas
from corridor_atlas.view import View, era_years

TITLE = "One-file page (HTML)"
SUFFIX = ".html"
MEDIA_TYPE = "text/html"
LOSES = "figures, claims and sources of single features"


def write(atlas: Atlas, view: View | None = None) -> bytes:
    """Return the page; with a view it opens there, but all features and years are in it."""
    _flat.chosen(atlas, view)  # says so when the view shows nothing
    if view is None:
        return webmap.page(webmap.build(atlas)).encode("utf-8")
    options: dict[str, Any] = {
        "year": view.year,
        "layers": list(view.layers),
        "era": era_years(view, atlas),
        "selected": view.selected,
        "certainOnly": view.certain_only,
        "showGone": view.show_gone,
    }
    return webmap.page(webmap.build(atlas, view=view.viewport, options=options)).encode("utf-8")
