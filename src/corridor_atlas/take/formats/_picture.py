"""What the formats of pictures share: the view as a figure or film of the usual size."""

from __future__ import annotations

from collections.abc import Callable

from corridor_atlas.data.dataset import Atlas
from corridor_atlas.draw.figure import Figure, figure, film
from corridor_atlas.take.formats import _flat
from corridor_atlas.view.view import View, opening

LOSES = ("all_but_picture",)
Write = Callable[[Atlas, View | None], bytes]


def of_figure(draw: Callable[[Figure], bytes]) -> Write:
    """How a format writes: the view as a figure for print, A4, in the form that `draw` gives it."""

    def write(atlas: Atlas, view: View | None = None) -> bytes:
        """Return the figure; without a view, of the atlas as it opens."""
        _flat.chosen(atlas, view)  # says so when the view shows nothing
        return draw(figure(atlas, view or opening(atlas)))

    return write


def of_film(format_: str) -> Write:
    """How a format writes: the view in all years of the atlas, one after another, 1280 by 720 dots."""

    def write(atlas: Atlas, view: View | None = None) -> bytes:
        """Return the film; without a view, of the atlas as it opens."""
        _flat.chosen(atlas, view)
        first, last = atlas.years
        return film(atlas, view or opening(atlas), range(first, last + 1)).encoded(format_)

    return write
