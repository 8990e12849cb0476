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


@dataclass
class _Standing:
    """The signs that stand: x, y, radius of each, the years of all that it stands for, and its number."""

    discs: Floats
    years: list[Years | None]
    numbers: list[int]


def spread(wishes: Sequence[Wish]) -> list[Spot]:
    """Where each of the signs stands, the most important first.

    One whose place is taken stands beside what takes it, as near to its place as can be; one that finds nothing within
    its reach is stood for by the nearest in its way on whose place it could stand too, in the years in which that is
    not there.

    Parameters
    ----------
    wishes
        In pixels, in the order of importance.

    Returns
    -------
    list of Spot
        One for each sign, in the same order.
    """
    standing = _Standing(np.empty((0, 3)), [], [])
    found: list[Spot] = []
    for number, wish in enumerate(wishes):
        met = np.array([i for i, years in enumerate(standing.years) if _meet_in_time(wish.years, years)], dtype=int)
        discs = standing.discs[met]
        near = np.hypot(discs[:, 0] - wish.x, discs[:, 1] - wish.y) < 2 * _apart(wish, discs) + wish.reach
        leader = _leader(wish, discs[near])
        at = _beside(wish, discs[near], wish.reach) or (None if leader is not None else _beside(wish, discs, math.inf))
        if at:
            standing.discs = np.vstack([standing.discs, (*at, wish.r)])
            standing.years.append(wish.years)
            standing.numbers.append(number)
            found.append(Spot(*at))
        else:
            one = int(met[near][leader])
            theirs = standing.years[one]
            standing.years[one] = None if theirs is None or wish.years is None else [*theirs, *wish.years]
            found.append(Spot(wish.x, wish.y, standing.numbers[one]))
    return found


def _apart(wish: Wish, discs: Floats) -> Floats:
    """How far a sign stays from each of others at least."""
    return np.asarray((wish.r + discs[:, 2]) * ROOM + GAP)


def _meet_in_time(a: Years | None, b: Years | None) -> bool:
    """Whether two signs are ever there in the same year."""
    if a is None or b is None:
        return True
    return any(first <= end and start <= last for first, last in a for start, end in b)


def _distances(places: Floats, discs: Floats) -> Floats:
    """How far each place is from each disc."""
    return np.asarray(np.hypot(places[:, None, 0] - discs[:, 0], places[:, None, 1] - discs[:, 1]))


def _nearest(wish: Wish, places: Floats, good: Any) -> int | None:
    """The number of the first good place as near to its own as can be; None when none is good."""
    away = np.where(good, np.hypot(places[:, 0] - wish.x, places[:, 1] - wish.y), np.inf)
    return int(np.flatnonzero(away <= away.min() + ALIKE)[0]) if len(away) and np.isfinite(away.min()) else None


def _leader(wish: Wish, discs: Floats) -> int | None:
    """The number of the one that can stand for it, if any."""
    room, own = _apart(wish, discs), np.eye(len(discs), dtype=bool)
    free = ((_distances(discs, discs) >= room) | own).all(axis=1)
    return _nearest(wish, discs, free & (np.hypot(discs[:, 0] - wish.x, discs[:, 1] - wish.y) < room))


def _beside(wish: Wish, discs: Floats, reach: float) -> tuple[float, float] | None:
    """Its own place if that is free, else the free one beside one of the discs nearest to it, within a reach."""
    room = _apart(wish, discs)
    if (np.hypot(discs[:, 0] - wish.x, discs[:, 1] - wish.y) >= room).all():
        return wish.x, wish.y
    x = (discs[:, :1] + np.cos(TURNS) * (room + ALIKE)[:, None]).ravel()
    y = (discs[:, 1:2] + np.sin(TURNS) * (room + ALIKE)[:, None]).ravel()
    places = np.column_stack([x, y])
    good = (_distances(places, discs) >= room).all(axis=1) & (np.hypot(x - wish.x, y - wish.y) <= reach)
    best = _nearest(wish, places, good)
    return None if best is None else (float(x[best]), float(y[best]))
