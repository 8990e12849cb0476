"""Names on the map: placed by rank, never one over another, haloed, along the line for lines."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import shapely
import shapely.ops
from shapely.geometry import LineString
from shapely.geometry.base import BaseGeometry

from corridor_atlas.draw.figure import fonts
from corridor_atlas.draw.figure.ink import Box, Sheet
from corridor_atlas.draw.figure.style import palette

EASTERN = re.compile(r"[\u3000-\u9fff]")
LINE = 1.18
"""Height of a line of text in parts of its size."""
SIDES = ((1, 0), (-1, 0), (0, -1), (0, 1), (0.8, -0.8), (0.8, 0.8), (-0.8, -0.8), (-0.8, 0.8))
LIFTS = (4.5, -4.5, 9.0, -9.0)
"""Pixels between a line and the name along it, above and below."""
LONG = 24
"""Names of more characters are broken into two lines."""
EVERY = 500.0
"""Pixels after which the name of a long line stands again, about."""
SMALLER = (1.0, 0.8, 0.65)
"""Parts of its size in which the name of a country or sea is written, the first that has room."""
STRAIGHT = 0.95
"""A name is only written along a stretch whose chord is at least this part of its length."""


@dataclass(frozen=True)
class Label:
    """A name that wants a place: at a point (beside a sign of `radius`), or along lines.

    The lowest rank is placed first. `owner` may write over its own sign; `dot` asks for a town's sign;
    `of` is the feature that bears the name, empty for the base map; `keys` are the forms of a town's name
    by which it is found under another. The name of a country or sea stands at one of its `spots`, at the first with
    all of it `within` an area.
    """

    text: str
    rank: float
    size: float
    colour: str
    weight: str = "normal"
    at: tuple[float, float] = (0, 0)
    radius: float = 0
    centred: bool = False
    owner: object = None
    dot: str = ""
    far: bool = False
    along: Sequence[BaseGeometry] = ()
    on_line: bool = False
    on_water: bool = False
    once: bool = False
    lines: tuple[str, ...] = ()
    keys: frozenset[str] = frozenset()
    of: str = ""
    spots: tuple[tuple[float, float], ...] = ()
    within: BaseGeometry | None = None


@dataclass(frozen=True)
class Placed:
    """A name with its place: each line of text with its middle, `turn` in radians; `dot`: with a town's sign."""

    label: Label
    lines: tuple[tuple[str, float, float], ...]
    turn: float = 0
    dot: bool = False


@dataclass
class Occupied:
    """Boxes that are taken, each with its owner."""

    boxes: Any = field(default_factory=lambda: np.empty((0, 4)))
    owners: list[object] = field(default_factory=list)

    def add(self, boxes: Sequence[Box], owner: object = None) -> None:
        """Take boxes."""
        if boxes:
            self.boxes = np.vstack([self.boxes, np.array(boxes)])
            self.owners += [owner] * len(boxes)

    def free(self, box: Box, owner: object = None) -> bool:
        """Whether nobody else has taken a part of this box."""
        taken = self.boxes
        hit = (taken[:, 0] < box[2]) & (taken[:, 2] > box[0]) & (taken[:, 1] < box[3]) & (taken[:, 3] > box[1])
        if not hit.any():
            return True
        return owner is not None and all(self.owners[i] is owner for i in np.flatnonzero(hit))


def broken(text: str, most: int | None = None) -> tuple[str, ...]:
    """A name of more than `most` characters in two lines, broken near its middle."""
    limit = most or (LONG if not EASTERN.search(text) else LONG // 2)
    if len(text) <= limit:
        return (text,)
    gaps = [found.start() for found in re.finditer(r"[\s–—-]", text)]
    middle = len(text) / 2
    if gaps:
        at = min(gaps, key=lambda gap: abs(gap - middle))
        return text[: at + 1].rstrip(), text[at + 1 :]
    if EASTERN.search(text):
        return text[: math.ceil(middle)], text[math.ceil(middle) :]
    return (text,)


class Placer:
    """Finds places for names on a map of which some boxes are taken; `left_out` counts those without room."""

    def __init__(self, language: str, box: Box, occupied: Occupied, tracks: shapely.STRtree) -> None:
        """Take the language, the box of the map, what is taken already, and lines better not written over."""
        left, top, right, bottom = box
        self.language, self.occupied, self.tracks, self.left_out = language, occupied, tracks, 0
        self.inner: Box = (left + 3, top + 3, right - 3, bottom - 3)

    def place(self, labels: Sequence[Label]) -> list[Placed]:
        """Place all that find room, the lowest ranks first."""
        found: list[Placed] = []
        written: set[str] = set()
        for label in sorted(labels, key=lambda one: (one.rank, one.text)):
            if label.once and label.text in written:
                continue
            placed = self._along(label) if label.along else self._over(label) if label.spots else self._around(label)
            if placed:
                written.add(label.text)
                found += placed
            else:
                self.left_out += 1
        return found

    def _over(self, label: Label) -> list[Placed]:
        """The name of a country or sea, as large as it has room for."""
        smaller = (self._around(replace(label, size=label.size * part)) for part in SMALLER)
        return next((found for found in smaller if found), [])

    def _measure(self, text: str, label: Label) -> float:
        return fonts.width(self.language, text, label.size, label.weight)

    def _around(self, label: Label) -> list[Placed]:
        lines = label.lines or broken(label.text)
        width = max(self._measure(one, label) for one in lines)
        height = label.size * LINE * len(lines)
        x, y = label.at
        middles = label.spots or [
            (
                x + sx * (label.radius + 3 + gap + width / 2) * (0.95 if sx and sy else 1),
                y + sy * (label.radius + 2 + gap + height / 2),
            )
            for sx, sy, gap in _spots(label)
        ]
        boxes = [
            (cx - width / 2 - 2, cy - height / 2 - 1, cx + width / 2 + 2, cy + height / 2 + 1) for cx, cy in middles
        ]
        free = [
            box
            for box in boxes
            if _holds(self.inner, box)
            and self.occupied.free(box, label.owner)
            and (label.within is None or label.within.contains(shapely.box(*box)))
        ]
        if not free:
            return []
        # rather a little off the best place than over a track
        box = next((one for one in free if self._clear([one])), free[0])
        dot = bool(label.dot) and self.occupied.free((x - 1, y - 1, x + 1, y + 1))
        self.occupied.add([box, (x - 2, y - 2, x + 2, y + 2)] if dot else [box])
        cx, cy = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
        down = [(i - (len(lines) - 1) / 2) * label.size * LINE for i in range(len(lines))]
        return [Placed(label, tuple((text, cx, cy + one) for text, one in zip(lines, down, strict=True)), dot=dot)]

    def _along(self, label: Label) -> list[Placed]:
        """A name along lines: of a feature again every so often, as on the screen, else once."""
        need = self._measure(label.text, label) + 12
        window = shapely.box(*self.inner).buffer(-14)
        inside = shapely.get_parts(shapely.intersection(np.array(label.along, dtype=object), window))
        parts = [part for part in inside if isinstance(part, LineString)]
        pieces = [] if label.once else [piece for part in parts for piece in _pieces(part)]
        placed = [found for piece in pieces if (found := self._on(label, need, [piece], _middle(piece)))]
        if placed:
            return placed
        left, top, right, bottom = self.inner
        found = self._on(label, need, parts, ((left + right) / 2, (top + bottom) / 2))
        return [found] if found else []

    def _on(self, label: Label, need: float, parts: Sequence[LineString], middle: tuple[float, float]) -> Placed | None:
        """A name once on some lines: on the straightest stretch, then on the one nearest to a middle."""
        width = need - 12
        found = [spot for part in parts for spot in _stretches(part, need)]
        found.sort(key=lambda spot: (-spot[3], math.hypot(spot[0] - middle[0], spot[1] - middle[1])))
        for x, y, turn, _ in found[:30]:
            for gap in (0.0,) if label.on_line else LIFTS:
                lift = math.copysign(label.size * 0.5, gap) + gap if gap else 0.0
                px, py = x + math.sin(turn) * lift, y - math.cos(turn) * lift
                boxes = _boxes_along(px, py, turn, width, label.size)
                free = all(_holds(self.inner, box) and self.occupied.free(box) for box in boxes)
                if free and (label.on_line or self._clear(boxes)):  # rather no name than one over a track
                    self.occupied.add(boxes)
                    return Placed(label, ((label.text, px, py),), turn)
        return None

    def _clear(self, boxes: Sequence[Box]) -> bool:
        """Whether no track runs through these boxes."""
        return not len(self.tracks.query([shapely.box(*box) for box in boxes], "intersects")[0])


def draw(sheet: Sheet, names: Iterable[Placed]) -> None:
    """Write names at their places, in this order."""
    for name in names:
        label = name.label
        if name.dot:
            _dot(sheet, label)
        halo = palette()["sea" if label.on_water else "casing"]
        for text, x, y in name.lines:
            sheet.write(
                text, (x, y), label.size, label.colour, weight=label.weight, anchor="center", turn=name.turn, halo=halo
            )


def _dot(sheet: Sheet, label: Label) -> None:
    x, y = label.at
    r = label.radius - 0.3
    form = shapely.box(x - r, y - r, x + r, y + r) if label.dot == "square" else shapely.Point(x, y).buffer(r)
    inside, around = ("casing", "place") if label.dot == "ring" else ("place", "casing")
    sheet.fill([form], palette()[inside])
    sheet.stroke([form], palette()[around], 0.9)


def _spots(label: Label) -> Iterator[tuple[float, float, float]]:
    """Where a name may stand about its point: close first, a little further off for towns."""
    if label.centred:
        yield 0, 0, 0
        return
    for gap in (0, 6, 14) if label.dot or label.far else (0,):
        for x, y in SIDES:
            yield x, y, gap


def _holds(outer: Box, box: Box) -> bool:
    return outer[0] <= box[0] and outer[1] <= box[1] and outer[2] >= box[2] and outer[3] >= box[3]


def _boxes_along(x: float, y: float, turn: float, width: float, size: float) -> list[Box]:
    count = max(2, math.ceil(width / size))
    reach = size * 0.6
    steps = (np.arange(count) + 0.5) / count - 0.5
    middles = [(x + math.cos(turn) * one * width, y + math.sin(turn) * one * width) for one in steps]
    return [(cx - reach, cy - reach, cx + reach, cy + reach) for cx, cy in middles]


def _pieces(part: LineString) -> list[LineString]:
    """A line in pieces of equal length, each of which may bear its name; none of a short one."""
    number = round(part.length / EVERY)
    pieces = (shapely.ops.substring(part, i / number, (i + 1) / number, normalized=True) for i in range(number))
    return [piece for piece in pieces if isinstance(piece, LineString)]


def _middle(line: LineString) -> tuple[float, float]:
    point = shapely.line_interpolate_point(line, 0.5, normalized=True)
    return point.x, point.y


def _stretches(shape: BaseGeometry, need: float) -> Iterator[tuple[float, float, float, int]]:
    """Stretches of a line, `need` pixels long and nearly straight: middle, direction, straightness."""
    for line in shapely.get_parts(shape):
        if line.geom_type != "LineString" or line.length < need:
            continue
        steps = min(40, int((line.length - need) / 30) + 1)
        starts = np.linspace(0, line.length - need, steps) if steps > 1 else np.array([(line.length - need) / 2])
        ends, middles = (
            shapely.get_coordinates(shapely.line_interpolate_point(line, starts + d)) for d in (need, need / 2)
        )
        begins = shapely.get_coordinates(shapely.line_interpolate_point(line, starts))
        for (ax, ay), (bx, by), (mx, my) in zip(begins, ends, middles, strict=True):
            chord = math.hypot(bx - ax, by - ay)
            if chord / need < STRAIGHT:
                continue
            turn = math.atan2(by - ay, bx - ax)
            if abs(turn) > math.pi / 2:
                turn += -math.pi if turn > 0 else math.pi
            yield (ax + bx + 2 * mx) / 4, (ay + by + 2 * my) / 4, turn, round(chord / need * 50)
