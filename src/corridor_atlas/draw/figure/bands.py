"""A corridor drawn as a band: its segments by status, the places on it, all years below each other.

Lengths of a corridor are kilometres, on the page pixels; `Scale` leads from the one to the other.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

import shapely

from corridor_atlas.core.language import pick, short_name
from corridor_atlas.core.model import Status
from corridor_atlas.data.config import Layer
from corridor_atlas.data.dataset import Atlas
from corridor_atlas.draw.figure import fonts
from corridor_atlas.draw.figure.ink import Box, Sheet
from corridor_atlas.draw.figure.style import palette
from corridor_atlas.draw.figure.words import Words
from corridor_atlas.network.graph import Network
from corridor_atlas.network.legs import MODES
from corridor_atlas.network.strip import TERMINAL, Segment, Strip

TEXT = 9.0
TINTS: dict[Status | None, tuple[float, str]] = {
    Status.OPERATING: (1.0, ""),
    Status.UNDER_CONSTRUCTION: (0.3, "/////"),
    Status.SUSPENDED: (0.22, "---"),
    Status.PLANNED: (0.07, "..."),
    Status.PROPOSED: (0.0, ".."),
    Status.CLOSED: (0.07, "xxx"),
    Status.CANCELLED: (0.0, "xx"),
    None: (0.0, ""),
}
"""Strength of the surface and strokes on it, by status."""
SHUT = (0.45, "\\\\\\\\")
"""The same for a line that operates while a crossing or bridge at its end is shut."""


PALE = 0.6
"""Strength of the years below the strip: all of them together would be too heavy."""


@dataclass(frozen=True)
class Scale:
    """Where a kilometre lies on the page."""

    left: float
    right: float
    km: float

    def at(self, km: float) -> float:
        """The x of a kilometre."""
        return self.left + (self.right - self.left) * km / self.km


def layers(atlas: Atlas) -> dict[str, Layer | None]:
    """The layer of each mode: the one that draws the most of its lines; None where nothing does."""
    found: dict[str, Counter[str]] = {mode: Counter() for mode in MODES}
    for feature in atlas.features.values():
        layer = atlas.layer_of(feature.table, feature.record.kind)
        if layer and feature.record.mode in found:
            found[feature.record.mode][layer.id] += 1
    return {mode: atlas.layer(number.most_common(1)[0][0]) if number else None for mode, number in found.items()}


def colours(network: Network) -> dict[str, str]:
    """The colour of each mode: that of its layer."""
    return {mode: layer.color if layer else palette()["ink"] for mode, layer in layers(network.atlas).items()}


Look = tuple[str, Status | None, bool]
"""What decides how a segment looks: mode, status, usable."""


def look(segment: Segment) -> Look:
    """How a segment looks; a line without any dates can be used, and looks so."""
    status = segment.status or (Status.OPERATING if segment.usable else None)
    return segment.leg.mode, status, segment.usable or status is not Status.OPERATING


def cell(sheet: Sheet, box: Box, what: Look, tones: Mapping[str, str], strength: float = 1) -> None:
    """Fill a box with the colour of a mode in the pattern of a status, the whole as strong as `strength`."""
    mode, status, usable = what
    alpha, hatch = TINTS[status] if usable else SHUT
    shape, colour = [shapely.box(*box)], tones[mode]
    sheet.fill(shape, palette()["casing"])
    if alpha:
        sheet.fill(shape, colour, alpha=alpha * strength)
    if hatch:
        sheet.fill(shape, colour if usable else palette()["accent"], alpha=0.85 * strength, hatch=hatch)


def bar(sheet: Sheet, scale: Scale, top: float, height: float, found: Strip, tones: Mapping[str, str]) -> None:
    """Draw the strip of a year: neighbouring segments that look the same as one, cut where the line changes."""
    for (what, _), group in groupby(found.segments, key=lambda one: (look(one), one.leg.line)):
        parts = list(group)
        box = (scale.at(parts[0].start_km), top, scale.at(parts[-1].end_km), top + height)
        cell(sheet, box, what, tones)
        sheet.stroke([shapely.LineString([(box[2], top), (box[2], top + height)])], palette()["casing"], 0.9)
    sheet.box((scale.left, top, scale.right, top + height), edge=palette()["ink"], width=0.8)


def lines_of(found: Strip) -> list[tuple[str, float, float]]:
    """The stretches of a strip on one line each: the line, from and to in kilometres."""
    grouped = ((line, list(group)) for line, group in groupby(found.segments, key=lambda one: one.leg.line))
    return [(line, parts[0].start_km, parts[-1].end_km) for line, parts in grouped]


def matrix(
    sheet: Sheet, scale: Scale, top: float, row: float, years: Sequence[Strip], tones: Mapping[str, str]
) -> None:
    """Draw all years below each other, each segment as long as it looks the same."""
    for number, segment in enumerate(years[0].segments):
        left, right = scale.at(segment.start_km), scale.at(segment.end_km)
        down = top
        for what, group in groupby(look(one.segments[number]) for one in years):
            high = row * len(list(group))
            if what[1] is not None:
                cell(sheet, (left, down, right, down + high), what, tones, PALE)
            down += high
    for _, _, end in lines_of(years[0]):
        x = scale.at(end)
        sheet.stroke([shapely.LineString([(x, top), (x, top + row * len(years))])], palette()["casing"], 0.9)
    sheet.box((scale.left, top, scale.right, top + row * len(years)), edge=palette()["ink_soft"], width=0.7)


def ruler(sheet: Sheet, scale: Scale, y: float, words: Words, *, ticks: float = 90) -> None:
    """Draw a ruler in kilometres below a strip: round numbers, some `ticks` pixels apart, and the end."""
    ink = palette()["ink_soft"]
    step = _round_step(scale.km * ticks / (scale.right - scale.left))
    last = f"{words.number(round(scale.km))} km"
    room = scale.right - fonts.width(sheet.language, last, TEXT) - 8
    for number in range(int(scale.km / step) + 1):
        x = scale.at(number * step)
        sheet.stroke([shapely.LineString([(x, y), (x, y + 3.5)])], ink, 0.6)
        text = words.number(round(number * step, 1))
        half = fonts.width(sheet.language, text, TEXT) / 2
        if x + half <= room:
            sheet.write(text, (max(x, scale.left + half), y + 10), TEXT, ink, anchor="center")
    sheet.stroke([shapely.LineString([(scale.right, y), (scale.right, y + 3.5)])], ink, 0.6)
    sheet.write(last, (scale.right, y + 10), TEXT, ink, anchor="right")


def _round_step(wanted: float) -> float:
    size = 10 ** math.floor(math.log10(max(wanted, 0.1)))
    return float(next(one * size for one in (1, 2, 2.5, 5, 10) if one * size >= wanted))


# --- places on it --------------------------------------------------------------------------------


@dataclass(frozen=True)
class Mark:
    """A place on a strip: its node, kilometre, what it is (crossing, gauge, port, stop, end), open or shut."""

    node: str
    km: float
    kind: str
    open: bool = True


def marks(network: Network, found: Strip) -> list[Mark]:
    """Ends, border crossings, gauge breaks, ports and stops of a strip, in order, each once."""
    stops = set(network.atlas.corridor(found.corridor).stops)
    seen: dict[str, Mark] = {}
    for one in found.segments:
        for node, km in ((one.leg.start, one.start_km), (one.leg.end, one.end_km)):
            kind = _kind(network, found, node, one.leg.mode, stops)
            if kind and node not in seen:
                valve = network.valves.get(node)
                open_ = frozenset({Status.OPERATING})
                usable = valve is None or network.is_open(valve.id, found.year, open_, found.load)
                seen[node] = Mark(node, km, kind, usable)
    return sorted(seen.values(), key=lambda mark: mark.km)


def _kind(network: Network, found: Strip, node: str, mode: str, stops: set[str]) -> str | None:
    record = network.atlas.features[node].record
    if node in found.gauge_breaks:
        return "gauge"
    if node in network.valves or record.kind == "border_point":
        return "crossing"
    if mode in ("sea", "river") or record.kind == TERMINAL:
        return "port"
    ends = (found.segments[0].leg.start, found.segments[-1].leg.end)
    return "end" if node in ends else "stop" if node in stops else None


def gauges_at(found: Strip, node: str) -> str:
    """The gauges before and after a break, as in `1435 | 1520`; empty where they are not known."""
    rails = [one.leg for one in found.segments if one.leg.mode == "rail" and one.leg.gauges]
    before = next((leg.gauges for leg in rails if leg.end == node), ())
    after = next((leg.gauges for leg in rails if leg.start == node), ())
    if not before or not after or before == after:
        return ""
    return " | ".join("/".join(map(str, one)) for one in (before, after))


def sign(sheet: Sheet, kind: str, x: float, y: float, *, usable: bool = True, size: float = 4.6) -> None:
    """Draw the sign of a place: a gate for a crossing, a diamond for a gauge break, a dot for a port or stop."""
    ink, paper = palette()["ink"], palette()["casing"]
    if kind == "gauge":
        form = shapely.Polygon([(x, y - size), (x + size, y), (x, y + size), (x - size, y)])
        sheet.stroke([form], paper, 2.4)
        sheet.fill([form], palette()["accent"])
    elif kind == "crossing":
        form = shapely.Polygon([(x - size, y - size), (x + size, y - size), (x, y + size * 0.9)])
        sheet.stroke([form], paper, 2.6)
        sheet.fill([form], ink if usable else paper)
        sheet.stroke([form], ink, 1.1)
    elif kind == "port":
        sheet.stroke([shapely.Point(x, y).buffer(size * 0.85)], paper, 2.2)
        sheet.fill([shapely.Point(x, y).buffer(size * 0.85)], paper)
        sheet.stroke([shapely.Point(x, y).buffer(size * 0.72)], ink, 1.6)
    else:
        sheet.stroke([shapely.LineString([(x, y - size * 0.7), (x, y + size * 0.7)])], ink, 1.1)


LEVEL = TEXT * 1.35
"""Height of a level of names."""
RANKS = {"end": 0, "gauge": 1, "crossing": 2, "port": 3, "stop": 4}


def names_above(
    sheet: Sheet, scale: Scale, bottom: float, found: Sequence[Mark], name: Callable[[str], str], levels: int
) -> None:
    """Write the names of places above a strip, on several levels with hair lines, the important ones first.

    A name that finds no room is left out; so is one that a neighbour bears already.
    """
    taken: list[list[tuple[float, float]]] = [[] for _ in range(levels)]
    stems: list[tuple[float, int]] = []
    written: set[str] = set()
    for mark in sorted(found, key=lambda one: (RANKS[one.kind], one.km)):
        text, x = name(mark.node), scale.at(mark.km)
        width = fonts.width(sheet.language, text, TEXT)
        left = min(max(x - width / 2, scale.left - 6), scale.right + 6 - width)
        span = (left - 5, left + width + 5)
        level = next((one for one in range(levels) if _room(span, x, one, taken, stems)), None)
        if level is None or text in written:
            continue
        written.add(text)
        taken[level].append(span)
        stems.append((x, level))
        y = bottom - 7 - LEVEL * (level + 0.5)
        stem = shapely.LineString([(x, y + LEVEL * 0.45), (x, bottom - 1)])
        sheet.stroke([stem], palette()["ink_soft"], 0.5, alpha=0.7)
        sheet.write(text, (left, y), TEXT, palette()["ink"])


def _room(
    span: tuple[float, float], x: float, level: int, taken: Sequence[Sequence[tuple[float, float]]],
    stems: Sequence[tuple[float, int]],
) -> bool:  # fmt: skip
    """Whether a name has room on a level: beside its neighbours, and no hair line through a name."""
    if any(a < span[1] and span[0] < b for a, b in taken[level]):
        return False
    if any(span[0] < stem < span[1] and other > level for stem, other in stems):
        return False
    return not any(a < x < b for row in taken[:level] for a, b in row)


def countries(found: Strip) -> Iterator[tuple[float, float, str]]:
    """Stretches of a strip by country: from and to in kilometres, ISO code; none for legs in several."""
    for codes, group in groupby(found.segments, key=lambda one: one.leg.countries):
        parts = list(group)
        if len(codes) == 1:
            yield parts[0].start_km, parts[-1].end_km, codes[0]


def name_of(network: Network, node: str, language: str) -> str:
    """The name of the place that a node serves, else its own."""
    feature = network.atlas.features[node]
    place = network.atlas.features.get(feature.record.place or "", feature)
    return short_name(pick(place.record.name, language))


# --- how much of it can be used ------------------------------------------------------------------


def curve(sheet: Sheet, box: Box, years: Iterable[tuple[int, float]], year: int, *, upright: bool) -> None:
    """Draw the usable share of each year: the years downwards when `upright`, else from left to right."""
    left, top, right, bottom = box
    found = list(years)
    points: list[tuple[float, float]] = []
    for number, (_, share) in enumerate(found):
        if upright:
            high = (bottom - top) / len(found)
            points += [(left + share * (right - left), top + high * (number + one)) for one in (0, 1)]
        else:
            wide = (right - left) / len(found)
            points += [(left + wide * (number + one), bottom - share * (bottom - top)) for one in (0, 1)]
    foot = [(left, bottom), (left, top)] if upright else [(right, bottom), (left, bottom)]
    accent, soft = palette()["accent"], palette()["ink_soft"]
    if shapely.Polygon([*points, *foot]).area:
        sheet.fill([shapely.Polygon([*points, *foot])], accent, alpha=0.16)
    sheet.stroke([shapely.LineString(points)], accent, 1.4, cap="butt")
    sheet.box(box, edge=soft, width=0.6)
    for number, (one, share) in enumerate(found):
        if one == year:
            middle = (number + 0.5) / len(found)
            at = (
                (left + share * (right - left), top + middle * (bottom - top))
                if upright
                else (left + middle * (right - left), bottom - share * (bottom - top))
            )
            sheet.fill([shapely.Point(at).buffer(3.4)], palette()["panel"])
            sheet.fill([shapely.Point(at).buffer(2.5)], palette()["ink"])
