"""Lines and areas of the atlas: colour is the layer, pattern and strength the status."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

import numpy as np
import shapely

from corridor_atlas.core.model import Status
from corridor_atlas.draw.figure.content import Item, Scene
from corridor_atlas.draw.figure.ink import Sheet, line_path
from corridor_atlas.draw.figure.style import BORDER_DASH, DOUBT, GONE, palette, width_factor

BUILT = frozenset({Status.UNDER_CONSTRUCTION, Status.OPERATING, Status.SUSPENDED})
TICKS = (15.0, 9.0)
"""Cross strokes of a railway: every so many pixels, from this zoom on."""


def strength(item: Item) -> float:
    """How strongly an item is drawn, 0 to 1."""
    doubt = 1 if item.state.certain else DOUBT
    return item.pattern.alpha * doubt * (GONE if item.state.gone else 1)


def draw(sheet: Sheet, scene: Scene) -> None:
    """Draw areas, then lines, each layer after layer from the lowest."""
    zoom = scene.frame.zoom
    for form, draw_them in (("areas", areas), ("lines", lines)):
        chosen = [item for item in scene.items if item.form == form]
        for item in chosen:
            if item.record.id == scene.selected:
                sheet.stroke([item.shape], palette()["halo"], item.layer.width * width_factor(zoom) + 7, alpha=0.75)
        for _, group in groupby(chosen, key=lambda item: item.layer.id):
            draw_them(sheet, list(group), zoom)


def _groups(items: Sequence[Item]) -> list[list[Item]]:
    """Items by everything that decides how they are drawn."""

    def look(item: Item) -> tuple[bool, bool, bool, bool, str, str]:
        state, moved = item.state, item.change not in (None, "same")
        # on a change map what stayed the same lies under what changed
        return (
            moved,
            state.certain,
            state.gone,
            item.schematic,
            item.record.mode or "",
            f"{item.status} {state.only} {item.change}",
        )

    return [list(group) for _, group in groupby(sorted(items, key=look), key=look)]


def lines(sheet: Sheet, items: Sequence[Item], zoom: float) -> None:
    """Draw the lines of one layer: all rims first, then all patterns."""
    groups = _groups(items)
    for group in groups:
        _rim(sheet, group, zoom)
    for group in groups:
        _pattern(sheet, group, zoom)


def line_width(item: Item, zoom: float) -> float:
    """Width of a line in pixels."""
    return max(0.8, item.layer.width * width_factor(zoom) * (0.85 if item.schematic else 1))


def _rim(sheet: Sheet, group: list[Item], zoom: float) -> None:
    """Paper around a line of traffic; a border has none, since the ground has bands along it."""
    item = group[0]
    if item.state.gone or not item.record.mode:
        return
    alpha = 0.55 if item.pattern.dash else 0.9
    sheet.stroke([one.shape for one in group], _ground(item), line_width(item, zoom) + 2.2, alpha=alpha)


def _ground(item: Item) -> str:
    """The colour of what a line runs over."""
    return palette()["sea" if item.record.mode == "sea" else "casing"]


def _pattern(sheet: Sheet, group: list[Item], zoom: float) -> None:
    item, path = group[0], line_path(one.shape for one in group)
    pattern, width, alpha, casing = item.pattern, line_width(item, zoom), strength(item), _ground(item)
    border = not item.record.mode
    hollow = item.schematic and item.record.mode != "sea" and not border and not pattern.dash and zoom >= 5
    if pattern.tint:
        sheet.stroke(path, item.colour, width, alpha=pattern.tint * alpha)
    dash = [length * max(0.75, width / 2) for length in pattern.dash] or (BORDER_DASH if border else ())
    broad = width + 0.9 if hollow else width * 1.05 if pattern.cap == "round" and dash else width * pattern.core
    cap = "butt" if hollow or (border and not pattern.dash) else pattern.cap
    sheet.stroke(path, item.colour, broad, alpha=alpha, dash=dash, cap=cap)
    if hollow:
        sheet.stroke(path, casing, max(0.8, width * 0.45), cap="butt")
    if not item.state.certain and not item.state.gone:  # small cuts across the line: "possibly"
        sheet.stroke(path, casing, width + 0.6, dash=(1.4, 6.2), cap="butt")
    if item.record.mode == "rail" and zoom >= TICKS[1] and item.status in BUILT and not item.state.gone:
        sheet.stroke(_ticks(group, width * 0.5 + 2.6), item.colour, max(1, width * 0.42), cap="butt")


def _ticks(group: list[Item], reach: float) -> list[shapely.LineString]:
    """The cross strokes of railways, as lines."""
    strokes = []
    for part in shapely.get_parts([item.shape for item in group]):
        at = np.arange(TICKS[0] / 2, part.length, TICKS[0])
        here = shapely.get_coordinates(shapely.line_interpolate_point(part, at))
        ahead = shapely.get_coordinates(shapely.line_interpolate_point(part, np.minimum(at + 0.5, part.length)))
        way = ahead - here
        length = np.hypot(*way.T)
        good = length > 0
        across = (way[:, ::-1] * [1, -1])[good] / length[good, None] * reach
        ends = np.stack([here[good] - across, here[good] + across], axis=1)
        strokes += shapely.get_parts(shapely.linestrings(ends)).tolist()
    return strokes


def areas(sheet: Sheet, items: Sequence[Item], zoom: float) -> None:
    """Draw the areas of one layer: a tinted surface with a rim."""
    for group in _groups(items):
        item, shapes = group[0], [one.shape for one in group]
        pattern, alpha = item.pattern, strength(item)
        built = item.status is Status.OPERATING
        sheet.fill(shapes, item.colour, alpha=item.layer.fill_opacity * alpha * (1 if built else 0.45))
        if item.status is Status.UNDER_CONSTRUCTION:
            sheet.fill(shapes, item.colour, alpha=0.35, hatch="////")
        width = max(0.9, item.layer.width * width_factor(zoom) * (0.8 if item.schematic else 1))
        dash, cap = (pattern.dash, pattern.cap) if pattern.dash else ((3.5, 3) if item.schematic else (), "butt")
        rim = item.layer.rim_opacity * alpha * (0.75 if item.schematic else 1)
        sheet.stroke(shapes, item.colour, width, alpha=rim, dash=dash, cap=cap)
