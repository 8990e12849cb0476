"""The map as a folder for any static host, packed as a zip: a page, its style, its program and its data apart."""

from __future__ import annotations

from corridor_atlas.core.language import DEFAULT
from corridor_atlas.data.dataset import Atlas
from corridor_atlas.take import card, website
from corridor_atlas.take.formats import _archive, _flat, html
from corridor_atlas.view import cite
from corridor_atlas.view.view import View

USE = "page"
SHORT = "ZIP"
SUFFIX = ".site.zip"
MEDIA_TYPE = "application/zip"
LOSES = html.LOSES


def write(atlas: Atlas, view: View | None = None) -> bytes:
    """Return the folder; with a view its page opens there, but all features and years are in it."""
    _flat.chosen(atlas, view)  # says so when the view shows nothing
    title, description = html.titled(atlas, view, view.language if view else DEFAULT)
    made = website.folder(
        atlas, **html.opened_on(view), title=title, description=description, picture=card.drawn(atlas, view)
    )
    return _archive.pack(made, cite.edition_day(atlas))
