"""Signs of places: the form says what it is, the filling which status it has (`web/src/map/signs.js`)."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import shapely
from matplotlib.path import Path
from shapely import Polygon

from corridor_atlas.core import timeline
from corridor_atlas.core.model import Status
from corridor_atlas.draw.figure.content import Item, Scene, is_town
from corridor_atlas.draw.figure.ink import Sheet
from corridor_atlas.draw.figure.marks import strength
from corridor_atlas.draw.figure.spread import Wish, spread
from corridor_atlas.draw.figure.style import EARLIER, palette, sign_factor

HALVES = {"half": (-1, 0, 1, 1), "left": (-1, -1, 0, 1), "right": (0, -1, 1, 1)}
"""Which half of a sign is filled: left, top, right and bottom, a sign reaching from -1 to 1."""
REACH = (3.0, 7.0)
"""Times its radius that a sign may go from its place: at small scales, and from `NEAR` on."""
NEAR = 8.0
"""Zoom from which on there is room for the latter."""
GLYPH_FROM = 4.4
"""Radius from which the glyph inside is drawn; smaller than on a screen, since paper is finer."""


@dataclass(frozen=True)
class Sign:
    """A sign on the page: where it stands, the place it belongs to, its radius.

    `under` is the id of what stands for it where it found no room; then it stands on the place of that. `covered`:
    another stands on its place, so that only its name is written. `count`: so many things it stands for.
    """

    item: Item
    x: float
    y: float
    place: tuple[float, float]
    radius: float
    under: str | None = None
    covered: bool = False
    count: int = 1


# --- forms around 0,0 with radius 1 ------------------------------------------------------------


def _rounded(half_width: float, half_height: float, corner: float) -> Polygon:
    return shapely.box(-half_width + corner, -half_height + corner, half_width - corner, half_height - corner).buffer(
        corner
    )


def _polygon(radius: float, corners: int, turn: float) -> Polygon:
    angles = [turn + i * 2 * math.pi / corners for i in range(corners)]
    return Polygon([(radius * math.cos(one), radius * math.sin(one)) for one in angles])


FORMS: dict[str, Polygon] = {
    "anchor": shapely.Point(0, 0).buffer(1, quad_segs=12),
    "gate": _rounded(0.9, 0.9, 0.3),
    "bridge": _rounded(1.15, 0.78, 0.775),
    "zone": _polygon(1.06, 6, math.pi / 6),
    "square": _polygon(1.12, 4, 0),
    "dot": shapely.Point(0, 0).buffer(1, quad_segs=12),
}


def _strokes(*lines: Sequence[tuple[float, float]]) -> Path:
    """A path of straight strokes; three points are a curve with the middle one as its handle."""
    points: list[tuple[float, float]] = []
    codes: list[Any] = []
    for line in lines:
        points += line
        codes += [Path.MOVETO, *([Path.CURVE3] * 2 if len(line) == 3 else [Path.LINETO] * (len(line) - 1))]
    return Path(points, codes)


GLYPHS: dict[str, Path] = {
    "anchor": Path.make_compound_path(
        _strokes(
            [(0, -0.28), (0, 0.58)],
            [(-0.3, -0.1), (0.3, -0.1)],
            [(-0.52, 0.14), (-0.46, 0.58), (0, 0.58)],
            [(0, 0.58), (0.46, 0.58), (0.52, 0.14)],
        ),
        Path.circle((0, -0.44), 0.15),
    ),
    "gate": _strokes(
        [(-0.52, 0.55), (-0.52, -0.5)],
        [(0.52, 0.55), (0.52, -0.5)],
        [(-0.52, -0.12), (0.52, -0.12)],
        [(0, -0.12), (0, 0.2)],
    ),
    "bridge": _strokes([(-0.8, 0.3), (0.8, 0.3)], [(-0.66, 0.3), (0, -0.95), (0.66, 0.3)], [(0, 0.3), (0, -0.32)]),
    "zone": _strokes(
        [(-0.4, -0.05), (-0.04, -0.05), (-0.04, 0.45), (-0.4, 0.45), (-0.4, -0.05)],
        [(0.06, -0.45), (0.42, -0.45), (0.42, 0.45), (0.06, 0.45), (0.06, -0.45)],
    ),
}


# --- where they stand ----------------------------------------------------------------------------


def place(scene: Scene, years: tuple[int, int] | None = None) -> list[Sign]:
    """Where each sign of a scene goes, in drawing order, with those that others stand for.

    Signs that would lie on each other stand side by side (`spread`), those of layers from the top first; a hair line
    leads back to the place. With the first and last `years` of a film those that never meet may share a place.
    """
    zoom, factor = scene.frame.zoom, sign_factor(scene.frame.zoom + EARLIER)
    items = [item for item in scene.items if item.form == "points" and item.layer.symbol != "none"][::-1]
    wishes = []
    for item in items:
        x, y = shapely.get_coordinates(item.shape)[0]
        radius = item.layer.radius * factor
        reach = 0.0 if is_town(item) else radius * (REACH[1] if zoom + EARLIER >= NEAR else REACH[0])
        wishes.append(Wish(x, y, radius, reach, _years(item, years) if years else None))
    spots = spread(wishes)
    placed = []
    for item, wish, spot in zip(items, wishes, spots, strict=True):
        leader = None if spot.under is None else items[spot.under].record.id
        at = spot if spot.under is None or is_town(item) else spots[spot.under]
        placed.append(Sign(item, at.x, at.y, (wish.x, wish.y), wish.r, leader))
    return placed[::-1]


def shown(signs: Sequence[Sign], selected: str | None) -> list[Sign]:
    """Those of placed signs that are drawn, in the same order.

    Of those that share a place the selected one stands for all, else the uppermost; a town has no sign there, only its
    name. `signs` may lack some that were placed: those that a year does not have.
    """
    groups: dict[str, list[Sign]] = {}
    for sign in reversed(signs):
        groups.setdefault(sign.under or sign.item.record.id, []).append(sign)
    drawn: dict[str, Sign] = {}
    for group in groups.values():
        first = min(group, key=lambda one: (one.item.record.id != selected, is_town(one.item), one.under is not None))
        others = [one for one in group if one is not first]
        drawn |= {one.item.record.id: replace(one, covered=True) for one in others if is_town(one.item)}
        drawn[first.item.record.id] = replace(first, count=1 + sum(not is_town(one.item) for one in others))
    return [drawn[sign.item.record.id] for sign in signs if sign.item.record.id in drawn]


def _years(item: Item, years: tuple[int, int]) -> list[tuple[int, int]] | None:
    """The years in which an item is there, first and last of each run; None for always."""
    if not item.record.timeline:
        return None
    return [
        (first, last) for first, last, code in timeline.spans(item.record.timeline, years) if not code & timeline.GONE
    ]


# --- drawing -------------------------------------------------------------------------------------


def draw(sheet: Sheet, signs: Sequence[Sign], selected: str | None) -> None:
    """Draw the signs with the hair lines to their places."""
    for sign in signs:
        if not sign.covered and math.dist((sign.x, sign.y), sign.place) >= sign.radius:
            lead = shapely.LineString([sign.place, (sign.x, sign.y)])
            sheet.stroke([lead], sign.item.colour, 0.8, alpha=0.8)
            sheet.fill([shapely.Point(sign.place).buffer(1.4)], sign.item.colour)
    for sign in signs:
        if sign.covered:
            continue
        if sign.item.record.id == selected:
            halo = shapely.Point(sign.x, sign.y).buffer(sign.radius * 1.15 + 4)
            sheet.fill([halo], palette()["halo"], alpha=0.75)
        paint(sheet, sign.item, sign.x, sign.y, sign.radius)
        if sign.count > 1:
            _count(sheet, sign)


def _count(sheet: Sheet, sign: Sign) -> None:
    """How many things a sign stands for, at its foot."""
    text = str(sign.count)
    left, top, width, height = sign.x + sign.radius * 0.35, sign.y + sign.radius * 0.3, 3 + 4 * len(text), 7.5
    sheet.fill([shapely.box(left + 2, top + 2, left + width - 2, top + height - 2).buffer(2)], palette()["casing"])
    middle = (left + width / 2, top + height / 2)
    sheet.write(text, middle, 6.5, palette()["ink"], weight="semibold", anchor="center")


def paint(sheet: Sheet, item: Item, x: float, y: float, radius: float) -> None:
    """Draw one sign with its middle at x, y."""
    symbol = "dot" if item.layer.symbol == "none" else item.layer.symbol
    kind, alpha, casing = item.pattern.sign, max(strength(item), 0.45), palette()["casing"]
    form = shapely.transform(FORMS[symbol], lambda points: points * radius + [x, y])
    line = min(1.7, max(0.7, radius * 0.17))
    sheet.stroke([form], casing, line + 2.2, alpha=0.9)
    sheet.fill([form], item.colour if kind == "solid" else casing, alpha=alpha)
    if kind in HALVES:
        left, top, right, bottom = (radius * 2 * edge for edge in HALVES[kind])
        sheet.fill([shapely.clip_by_rect(form, x + left, y + top, x + right, y + bottom)], item.colour, alpha=alpha)
    elif kind == "barred":
        sheet.fill([form], item.colour, alpha=alpha * 0.35)
    doubtful = item.schematic or item.status is Status.PROPOSED or not item.state.certain
    sheet.stroke([form], item.colour, line, alpha=alpha, dash=(line * 1.3, line * 1.3) if doubtful else (), cap="butt")

    def at(path: Path) -> Path:
        return Path(np.asarray(path.vertices) * radius + [x, y], path.codes)

    if kind in ("crossed", "barred"):
        _cross(sheet, kind, at, item.colour, radius, alpha)
    elif symbol in GLYPHS and radius >= GLYPH_FROM:
        width = min(1.8, max(0.6, radius * 0.16))
        if kind in HALVES:  # a paper-coloured rim, so that it reads on the empty and on the filled half
            sheet.stroke(at(GLYPHS[symbol]), casing, width + 1.6)
        sheet.stroke(at(GLYPHS[symbol]), casing if kind == "solid" else item.colour, width)


def _cross(sheet: Sheet, kind: str, at: Callable[[Path], Path], colour: str, radius: float, alpha: float) -> None:
    width = max(1.0, radius * 0.24)
    if kind == "crossed":
        sheet.stroke(
            at(_strokes([(-0.62, 0.62), (0.62, -0.62)], [(-0.62, -0.62), (0.62, 0.62)])), colour, width, alpha=alpha
        )
        return
    bar = at(_strokes([(-1.2, 0.74), (1.2, -0.74)]))
    sheet.stroke(bar, palette()["casing"], width + 2, alpha=alpha)
    sheet.stroke(bar, colour, width, alpha=alpha)
