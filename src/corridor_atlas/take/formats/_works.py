"""The works that a file of references holds."""

from __future__ import annotations

from corridor_atlas.core.errors import AtlasError
from corridor_atlas.data.config import Source
from corridor_atlas.data.dataset import Atlas
from corridor_atlas.take.formats import _flat
from corridor_atlas.view.selection import works
from corridor_atlas.view.view import View


def used(atlas: Atlas, view: View | None) -> list[Source]:
    """The works behind the features of a view; without one the whole bibliography.

    Raises `AtlasError` when there is none.
    """
    if view is None:
        found = [atlas.bibliography[key] for key in sorted(atlas.bibliography)]
    else:
        found = works(atlas, _flat.chosen(atlas, view))
    if not found:
        raise AtlasError("there is nothing to write: no source is named by what is shown")
    return found
