"""Where signs stand that would lie on each other (`web/src/map/spread.js`).

The rule knows nothing of what is in view nor of a year: a sign stays where it is while one pans and while time goes by.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

ROOM = 0.92
"""Of both radii lie between the middles of two signs at least ..."""
GAP = 1.0
"""... and so many pixels more."""
ALIKE = 1e-6
"""Pixels: what is as near as that is as near."""
TURNS = np.array([12, 4, 8, 0, 14, 10, 2, 6, 13, 11, 15, 9, 3, 5, 1, 7]) * (math.pi / 8)
"""Where a sign is tried beside another: above, below, left, right, then between these and again between."""

Floats = np.ndarray[Any, np.dtype[np.float64]]
Years = Sequence[tuple[int, int]]


@dataclass(frozen=True)
class Wish:
    """A sign that wants a place: its middle, its radius and how far it may go from there, all in pixels.

    `years` are those in which it is there, (first, last) of each run; None for always.
    """

    x: float
    y: float
    r: float
    reach: float
    years: Years | None = None


@dataclass(frozen=True)
class Spot:
    """Where a sign stands; or, where it found no room, the number of the one that stands for it."""

    x: float
    y: float
    under: int | None = None


def spread(wishes: Sequence[Wish]) -> list[Spot]:
    """Where each of the signs stands, the most important first.

    One whose place is taken stands beside what takes it, as near to its place as can be; one that finds nothing within
    its reach is stood for by the nearest that is in its way.

    Parameters
    ----------
    wishes
        In pixels, in the order of importance.

    Returns
    -------
    list of Spot
        One for each sign, in the same order.
    """
    standing: list[tuple[float, float, float, int]] = []
    found: list[Spot] = []
    for number, wish in enumerate(wishes):
        around = np.array(standing).reshape(-1, 4)
        away, room = np.hypot(around[:, 0] - wish.x, around[:, 1] - wish.y), _apart(wish, around)
        near = np.flatnonzero(away < 2 * room + wish.reach)
        near = near[[_meet_in_time(wish, wishes[int(around[i, 3])]) for i in near]] if len(near) else near
        in_the_way = near[away[near] < room[near]]
        at = _beside(wish, around[near]) if len(in_the_way) else (wish.x, wish.y)
        if at:
            standing.append((*at, wish.r, number))
            found.append(Spot(*at))
        else:
            under = in_the_way[away[in_the_way] <= away[in_the_way].min() + ALIKE][0]
            found.append(Spot(wish.x, wish.y, int(around[under, 3])))
    return found


def _apart(wish: Wish, around: Floats) -> Floats:
    """How far a sign stays from each of others at least."""
    return np.asarray((wish.r + around[:, 2]) * ROOM + GAP)


def _meet_in_time(a: Wish, b: Wish) -> bool:
    """Whether two signs are ever there in the same year."""
    if a.years is None or b.years is None:
        return True
    return any(first <= end and start <= last for first, last in a.years for start, end in b.years)


def _beside(wish: Wish, near: Floats) -> tuple[float, float] | None:
    """The free place beside one of those near that is nearest to its own, within its reach."""
    room = _apart(wish, near)
    x = (near[:, :1] + np.cos(TURNS) * (room + ALIKE)[:, None]).ravel()
    y = (near[:, 1:2] + np.sin(TURNS) * (room + ALIKE)[:, None]).ravel()
    away = np.hypot(x - wish.x, y - wish.y)
    free = (np.hypot(x[:, None] - near[:, 0], y[:, None] - near[:, 1]) >= room).all(axis=1) & (away <= wish.reach)
    if not free.any():
        return None
    best = np.flatnonzero(free & (away <= away[free].min() + ALIKE))[0]
    return float(x[best]), float(y[best])
