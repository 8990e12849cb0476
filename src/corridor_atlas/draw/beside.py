"""Lines that run along one another: found once, so that both can be seen (`web/src/model/aside.js`).

Where a line comes so near to an earlier one of its layer that they would be drawn on top of each other, it is moved
aside on the screen and in print: by pixels, to the side on which it really lies, and no more than the scale asks for.
"""

from __future__ import annotations

import math
import weakref
from collections.abc import Sequence
from typing import Any

import numpy as np
import shapely
from shapely import LineString, MultiLineString
from shapely.geometry.base import BaseGeometry

from corridor_atlas.core import timeline
from corridor_atlas.core.model import Status
from corridor_atlas.data.config import Layer
from corridor_atlas.data.dataset import Atlas, Feature

Floats = np.ndarray[Any, np.dtype[np.float64]]
Stretch = tuple[int, float, float, int, float]
"""Number of the part, where in it the stretch begins and ends (0 to 1 of its length on a Mercator map), how many places
to the right the line goes (less than 0: to the left), and how far it lies from the other (degrees of the equator)."""

NEAR_KM = 3.0
"""Two lines nearer than this run along one another ..."""
ALONG = 0.8
"""... if the cosine of the angle between them is at least this ..."""
SHORTEST_KM = 15.0
"""... for so long."""
STEP_KM = 2.5
"""A line is looked at in points so far from each other."""
BRIDGED = 2
"""So many points in a row may lie apart."""
MOST_POINTS = 60_000
"""Of all lines of a layer. Above this none are told apart: nobody could follow one, and looking would take seconds."""
DEGREE_KM = 111.2
OPERATING = timeline.CODES[Status.OPERATING]
GAP = 1.2
"""Pixels of ground between two lines side by side."""
TAPER = 26.0
"""Pixels in which a line goes aside and comes back."""


def spacing(width: float) -> float:
    """How far two lines of a layer stand apart in pixels, from its `width`."""
    return width + GAP


def aside(line: Floats, stretches: Sequence[tuple[float, float, int, float]], apart: float, taper: float) -> Floats:
    """A line moved aside where it runs along others.

    Parameters
    ----------
    line
        Its vertices, y downwards.
    stretches
        Begin and end as parts of its length, places to the right, distance from the other in units of `line`.
    apart
        How far two lines stand apart, in units of `line`.
    taper
        In which length it goes aside and comes back.

    Returns
    -------
    array
        Its vertices, more than before; ends stay where they are.
    """
    far = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(line, axis=0).T))])
    if not far[-1]:
        return line
    least = far[-1] * 1e-9
    shifts = []
    for begin, end, slot, gap in stretches:
        ramp = max(min(taper, (end - begin) * far[-1] / 2), least)
        size = math.copysign(max(0.0, abs(slot) * apart - gap), slot)
        shifts.append((begin * far[-1], end * far[-1], ramp, size))
    at = np.sort([*far, *(one for a, b, ramp, _ in shifts for one in (a, a + ramp, b - ramp, b))])
    at = at[np.diff(at, prepend=-np.inf) > least]
    sizes = np.zeros(len(at))
    for begin, end, ramp, size in shifts:
        sizes += size * np.clip(np.minimum(at - begin, end - at) / ramp, 0, 1)
    points = np.column_stack([np.interp(at, far, part) for part in line.T])
    way = points[np.minimum(np.arange(len(at)) + 1, len(at) - 1)] - points[np.maximum(np.arange(len(at)) - 1, 0)]
    length = np.hypot(*way.T)
    right = np.column_stack([-way[:, 1], way[:, 0]]) / np.where(length > 0, length, 1)[:, None]
    return np.asarray(points + right * sizes[:, None])


def moved(shape: BaseGeometry, stretches: Sequence[Stretch], zoom: float, width: float) -> BaseGeometry:
    """A line or set of lines (WGS84), moved aside for a zoom; `width` is that of its layer in pixels."""
    pixel = 360 / (256 * 2**zoom)  # degrees of the equator
    parts: list[LineString] = []
    for number, (xy, part) in enumerate(zip(_mercator(shape), shapely.get_parts(shape), strict=True)):
        mine = [(begin, end, slot, gap) for which, begin, end, slot, gap in stretches if which == number]
        if mine:
            down = aside(xy * (1, -1), mine, spacing(width) * pixel, TAPER * pixel)
            lat = np.degrees(2 * np.arctan(np.exp(np.radians(-down[:, 1]))) - np.pi / 2)
            parts.append(LineString(np.column_stack([down[:, 0], lat])))
        else:
            parts.append(part)
    return parts[0] if len(parts) == 1 else MultiLineString(parts)


# --- where lines run along one another -----------------------------------------------------------


def _mercator(shape: BaseGeometry) -> list[Floats]:
    """The parts of a line in degrees of the equator, y upwards."""

    def project(places: Floats) -> Floats:
        lat = np.radians(np.clip(places[:, 1], -85, 85))
        return np.column_stack([places[:, 0], np.degrees(np.log(np.tan(np.pi / 4 + lat / 2)))])

    return [project(shapely.get_coordinates(part)) for part in shapely.get_parts(shape)]


_known: dict[int, dict[str, dict[str, list[Stretch]]]] = {}
"""What was found for an atlas, by its address in memory, as long as it is there."""


def stretches(atlas: Atlas, layer: Layer) -> dict[str, list[Stretch]]:
    """Where lines of a layer run along others that were there before, by the id of the feature.

    Parameters
    ----------
    atlas
        The data set.
    layer
        One of its layers; what is no line is left aside.
    """
    if id(atlas) not in _known:
        _known[id(atlas)] = {}
        weakref.finalize(atlas, _known.pop, id(atlas), None)
    found = _known[id(atlas)]
    if layer.id not in found:
        drawn = [(one, one.geometry) for one in atlas.drawn_by(layer) if one.geometry is not None and one.record.mode]
        lines = [(one, shape) for one, shape in drawn if "Line" in shape.geom_type]
        if int(shapely.get_num_coordinates([shape for _, shape in lines]).sum()) > MOST_POINTS:
            lines = []
        lines.sort(key=lambda one: _since(one[0], atlas.years))
        told = beside([shape for _, shape in lines])
        found[layer.id] = {one.id: rows for (one, _), rows in zip(lines, told, strict=True) if rows}
    return found[layer.id]


def _since(feature: Feature, years: tuple[int, int]) -> int:
    """The first year in which it operates, else one after all."""
    spans = timeline.spans(feature.record.timeline, years) if feature.record.timeline else []
    return next((first for first, _, code in spans if code & 7 == OPERATING), years[1] + 1)


def beside(shapes: Sequence[BaseGeometry]) -> list[list[Stretch]]:
    """Where each line of a layer runs along earlier ones.

    Parameters
    ----------
    shapes
        Lines (WGS84), the most important first: that stays where it is.

    Returns
    -------
    list
        The stretches of each, in the same order.
    """
    parts = [(number, which, xy) for number, shape in enumerate(shapes) for which, xy in enumerate(_mercator(shape))]
    found: list[list[Stretch]] = [[] for _ in shapes]
    if len(shapes) < 2:
        return found
    middle = np.median(np.concatenate([shapely.get_coordinates(shape)[:, 1] for shape in shapes]))
    unit = 1 / (DEGREE_KM * max(math.cos(math.radians(float(middle))), 0.2))  # degrees of the equator in a kilometre
    segments = _Segments([xy for *_, xy in parts])
    slots: dict[int, list[tuple[float, float, int]]] = {}
    for index, (number, which, xy) in enumerate(parts):
        slots[index] = []
        line = LineString(xy)
        steps = max(2, math.ceil(line.length / (STEP_KM * unit)) + 1)
        at = np.linspace(0, line.length, steps)
        points = shapely.get_coordinates(shapely.line_interpolate_point(line, at))
        way = np.gradient(points, axis=0)
        way /= np.maximum(np.hypot(*way.T), 1e-12)[:, None]
        near = segments.near(index, points, way, NEAR_KM * unit)
        for first, last in _runs(np.bincount(near.points, minlength=steps) > 0):
            if at[last] - at[first] < SHORTEST_KM * unit:
                continue
            inside = (near.points >= first) & (near.points <= last)
            if _cross(near.side[inside], NEAR_KM * unit):
                continue
            slot, gap = _slot(near, inside, slots)
            begin, end = at[first] / line.length, at[last] / line.length
            slots[index].append((float(at[first]), float(at[last]), slot))
            found[number].append((which, round(float(begin), 4), round(float(end), 4), slot, round(float(gap), 5)))
    return found


class _Near:
    """Points of a line with the earlier lines near them: arrays of one length."""

    def __init__(self, points: Any, owners: Any, along: Floats, side: Floats, turned: Any) -> None:
        self.points, self.owners, self.along, self.side, self.turned = points, owners, along, side, turned


class _Segments:
    """All pieces of all lines, to be asked which lie near."""

    def __init__(self, lines: Sequence[Floats]) -> None:
        self.a, self.b = (np.vstack([xy[cut] for xy in lines]) for cut in (slice(None, -1), slice(1, None)))
        self.owner = np.repeat(np.arange(len(lines)), [len(xy) - 1 for xy in lines])
        lengths = np.hypot(*(self.b - self.a).T)
        whole = np.concatenate([[0.0], np.cumsum(lengths)])[:-1]
        first = np.concatenate([[0], np.cumsum([len(xy) - 1 for xy in lines])])[:-1]
        self.length, self.start = np.maximum(lengths, 1e-12), whole - whole[first][self.owner]
        self.tree = shapely.STRtree(np.asarray(shapely.linestrings(np.stack([self.a, self.b], axis=1))))

    def near(self, index: int, points: Floats, way: Floats, reach: float) -> _Near:
        """What earlier lines lie within reach of the points of a line, and lead the same way."""
        which, piece = self.tree.query(shapely.points(points), predicate="dwithin", distance=reach)
        earlier = self.owner[piece] < index
        which, piece = which[earlier], piece[earlier]
        ahead = (self.b[piece] - self.a[piece]) / self.length[piece, None]
        cosine = (ahead * way[which]).sum(axis=1)
        good = np.abs(cosine) >= ALONG
        which, piece, ahead, cosine = which[good], piece[good], ahead[good], cosine[good]
        on = np.clip(((points[which] - self.a[piece]) * ahead).sum(axis=1), 0, self.length[piece])
        gap = points[which] - (self.a[piece] + ahead * on[:, None])
        side = gap[:, 0] * way[which][:, 1] - gap[:, 1] * way[which][:, 0]  # to the right of the line's own way
        return _Near(which, self.owner[piece], self.start[piece] + on, side, cosine < 0)


def _cross(side: Floats, reach: float) -> bool:
    """Whether two lines only cross at a small angle: each lies as much on one side of the other as on the other."""
    away = float(np.abs(side).mean())
    return away > 0.2 * reach and abs(float(side.mean())) < 0.6 * away


def _slot(near: _Near, inside: Any, slots: dict[int, list[tuple[float, float, int]]]) -> tuple[int, float]:
    """Which place beside earlier lines a stretch has, and how far it lies from the nearest of them."""
    side = near.side[inside]
    right = 1 if side.mean() >= 0 else -1
    taken = {0}
    for owner in np.unique(near.owners[inside]):
        mine = inside & (near.owners == owner)
        along, turned = near.along[mine], -1 if near.turned[mine].mean() > 0.5 else 1
        taken |= {
            slot * turned for first, last, slot in slots[int(owner)] if ((along >= first) & (along <= last)).any()
        }
    place = next(number for number in range(1, len(taken) + 2) if number * right not in taken)
    return place * right, float(np.median(np.abs(side)))


def _runs(flags: Any) -> list[tuple[int, int]]:
    """First and last number of each run of flags, short gaps bridged."""
    found: list[tuple[int, int]] = []
    for number in np.flatnonzero(flags):
        if found and number - found[-1][1] <= BRIDGED + 1:
            found[-1] = (found[-1][0], int(number))
        else:
            found.append((int(number), int(number)))
    return found
