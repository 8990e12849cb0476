"""The picture that stands in a preview of a link to a published page: the view on which the page opens, as a figure."""

from __future__ import annotations

from corridor_atlas.core.errors import AtlasError
from corridor_atlas.data.dataset import Atlas
from corridor_atlas.take import pictures
from corridor_atlas.view.view import View, opening

NAME = "card.png"
"""What it is called in a published folder."""


def drawn(atlas: Atlas, view: View | None = None) -> bytes:
    """The picture as PNG of `preview.SIZE`; empty where the view has nothing to draw.

    Parameters
    ----------
    atlas
        The data set.
    view
        The view on which the page opens; None for that of the atlas.
    """
    try:
        return pictures.still(atlas, view or opening(atlas), pictures.Picture(size="card")).encoded("png")
    except AtlasError:
        return b""
