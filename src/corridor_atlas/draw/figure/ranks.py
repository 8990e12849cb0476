"""How the name of a town is written by its rank: 1 a capital, 2 to 7 by the number of people, 8 a station or a halt.

The rule of the screen (`web/src/map/ranks.js`), whose letters are a little larger than those of print.
"""

from __future__ import annotations

from dataclasses import dataclass

SIZES = (14.5, 14, 13.2, 12.6, 12.2, 11.6, 11.2, 10.4)
RADII = (3.2, 3, 2.8, 2.5, 2.3, 2.1, 1.9, 1.7)
"""Of the letters and of the dot, in pixels, by rank."""
BOLD, SOFT = 4, 6
"""Names are bold up to the first rank, and step back from the second on."""
LOWEST = 8
IN_PRINT = 0.88
"""The size of letters and dots in print, in parts of that on the screen."""


@dataclass(frozen=True)
class Lettering:
    """Size of the letters and radius of the dot in pixels, whether they are bold and whether they step back."""

    size: float
    radius: float
    bold: bool
    soft: bool


def lettering(rank: float, beyond: float) -> Lettering:
    """How a name is written on the screen.

    Parameters
    ----------
    rank
        The rank of the place.
    beyond
        Zooms since it was first named.
    """
    of = min(LOWEST, max(1, round(rank)))
    return Lettering(SIZES[of - 1] + min(1, max(-0.6, beyond * 0.4 - 0.6)), RADII[of - 1], of <= BOLD, of >= SOFT)


def order_of(rank: float, *, own: bool) -> float:
    """How early a name finds its place, the lower the earlier.

    Those of towns come before those of lines and signs, which come and go with the year, those of stations after them.

    Parameters
    ----------
    rank
        The rank of the place.
    own
        Whether the atlas itself speaks of it.
    """
    return rank - 0.5 * own if rank < LOWEST else 24
