"""Lines cut at their nodes: the stretches that the network is made of.

Lengths are kilometres along the line: `track_km` where it is known, shared out over the legs
by their geodesic length, else the geodesic length itself (WGS84). At sea the length between two ports
is that of `sea_lanes.csv`: there the line is a curve to be looked at.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import shapely
from shapely.geometry import LineString, Point

from corridor_atlas.core import dates
from corridor_atlas.core.errors import NotFoundError
from corridor_atlas.core.model import Record
from corridor_atlas.data import sea_lanes
from corridor_atlas.data.dataset import Atlas, Feature
from corridor_atlas.data.sea_lanes import OPEN_SEA
from corridor_atlas.network.topology import length_km

Vertices = np.ndarray[tuple[int, int], np.dtype[np.float64]]
"""Places (lon, lat) in rows."""
MODES = ("rail", "road", "sea", "river")
PASSENGERS_ONLY = frozenset({"high_speed"})
"""Kinds of line that carry no cargo."""
SERVICE = "service"
"""Kind of a line that is a train or bus over tracks of other lines: no track of its own."""

Gauges = tuple[int, ...]
Stretch = tuple[str, frozenset[str]]
"""A line and the two nodes between which one travels on it, either way."""


@dataclass(frozen=True)
class Leg:
    """One stretch of a line between two neighbouring nodes.

    `km` is the length along the line, `gauges` are in millimetres, empty where they are not settled.
    `later` holds gauges that came after those of the beginning, each with its first year; `gates` what
    must be open besides the line: the two ports of a way over the open sea.
    """

    line: str
    start: str
    end: str
    km: float
    mode: str
    gauges: Gauges
    countries: tuple[str, ...]
    freight: bool = True
    later: tuple[tuple[int, Gauges], ...] = ()
    gates: tuple[str, ...] = ()

    @property
    def stretch(self) -> Stretch:
        """What is the same in both directions and in every year."""
        return self.line, frozenset((self.start, self.end))

    def turned(self) -> Leg:
        """The same leg, travelled the other way."""
        return replace(self, start=self.end, end=self.start)

    def in_year(self, year: int) -> Leg:
        """The leg with the gauges that it has at the end of a year."""
        begun = [gauges for first, gauges in self.later if first <= year]
        return replace(self, gauges=begun[-1] if begun else self.gauges, later=()) if self.later else self


def legs_of(atlas: Atlas, feature: Feature) -> Iterator[Leg]:
    """The legs of a line with two ends; nothing for what is no line of the network.

    Parameters
    ----------
    atlas
        The data set, with the nodes of the line.
    feature
        Any feature of it.

    Returns
    -------
    iterator of Leg
        In the order of the line, each with its length in kilometres (see the module) and gauges in mm.
    """
    record, shape = feature.record, feature.geometry
    if record.from_ is None or record.to is None or shape is None or record.kind == SERVICE:
        return
    if record.mode not in MODES or shape.geom_type != "LineString":
        return
    names, slices = cut(atlas, feature)
    sailed = sea_lanes.read(atlas.root) if record.mode == "sea" else {}
    parts = [
        lane.km if (lane := sailed.get(pair) or sailed.get(pair[::-1])) else _length_km(piece)
        for pair, piece in zip(pairwise(names), slices, strict=True)
    ]
    whole = sum(parts)
    factor = record.track_km / whole if record.track_km and whole else 1.0
    freight = record.kind not in PASSENGERS_ONLY
    for i, ((start, end), km) in enumerate(zip(pairwise(names), parts, strict=True)):
        countries = _countries(atlas, start, end, record.countries)
        gauges, later = _gauges(record, names, i)
        yield Leg(feature.id, start, end, km * factor, record.mode, gauges, countries, freight, later)


def lanes_of(atlas: Atlas) -> Iterator[Leg]:
    """A leg over the open sea between every two ports that a way was computed for."""
    for (start, end), lane in sea_lanes.read(atlas.root).items():
        if {start, end, OPEN_SEA} <= atlas.features.keys():
            countries = _countries(atlas, start, end, ())
            yield Leg(OPEN_SEA, start, end, lane.km, "sea", (), countries, gates=(start, end))


def course(atlas: Atlas, leg: Leg) -> Vertices:
    """The vertices (lon, lat) of a leg, in the direction of travel.

    Parameters
    ----------
    atlas
        The data set, with the line of the leg.
    leg
        A leg of this atlas, turned or not.

    Returns
    -------
    array of shape (n, 2)
        Longitude and latitude in degrees (WGS84), to be read only.

    Raises
    ------
    NotFoundError
        When its line has no such leg.
    """
    if leg.line == OPEN_SEA:
        lanes = sea_lanes.read(atlas.root)
        there = lanes.get((leg.start, leg.end))
        return there.course if there else lanes[leg.end, leg.start].course[::-1]
    names, slices = cut(atlas, atlas.features[leg.line])
    for (start, end), piece in zip(pairwise(names), slices, strict=True):
        if (start, end) == (leg.start, leg.end):
            return piece
        if (end, start) == (leg.start, leg.end):
            return piece[::-1]
    raise NotFoundError("leg", f"{leg.start} to {leg.end}", names)


def cut(atlas: Atlas, feature: Feature) -> tuple[list[str], list[Vertices]]:
    """The nodes of a line and its vertices between each two of them: those of `atlas` that `feature` passes."""
    record = feature.record
    vertices = shapely.get_coordinates(feature.geometry)
    ends = (record.from_ or "", *record.via, record.to or "")
    names = [name for name in ends if name in atlas.features]
    slices, index = [], 0
    for name in names[1:]:
        node = atlas.features[name].geometry
        here = len(vertices) - 1
        if name != names[-1] and isinstance(node, Point):
            here = index + int(np.argmin(np.hypot(*(vertices[index:] - (node.x, node.y)).T)))
        slices.append(vertices[index : here + 1])
        index = here
    return names, slices


def _length_km(piece: Vertices) -> float:
    return length_km(LineString(piece)) if len(piece) > 1 else 0.0


def _countries(atlas: Atlas, start: str, end: str, of_line: tuple[str, ...]) -> tuple[str, ...]:
    """Countries that a leg lies in: those that both its ends have; at sea, and in doubt, none is told apart."""
    a, b = (atlas.features[name].record.countries for name in (start, end))
    return tuple(code for code in a if code in b) or tuple(dict.fromkeys((*a, *b))) or of_line


def _gauges(record: Record, names: list[str], leg: int) -> tuple[Gauges, tuple[tuple[int, Gauges], ...]]:
    """The gauges of a line's leg with this number: at first, and those that came later with their years."""
    first, later = record.gauge_mm, []
    for part in record.gauge_stretches:
        if part.from_ not in names or part.to not in names:
            continue  # a fault of the data, which `topology` reports
        low, high = sorted((names.index(part.from_), names.index(part.to)))
        if low <= leg < high and part.since:
            later.append((dates.parse(part.since).year, part.gauge_mm))
        elif low <= leg < high:
            first = part.gauge_mm
    return first, tuple(sorted(later))


class _Changes(NamedTuple):
    """Changes of gauge on the way so far; of two, the lesser is the better one."""

    cost: float = 0.0
    order: tuple[int, ...] = ()
    nodes: tuple[str, ...] = ()


def gauge_breaks(legs: Iterable[Leg], every: Gauges, stations: Collection[str]) -> tuple[str, ...]:
    """Nodes at which the gauge is changed on a chain of legs: as few as can be, each as late as can be.

    As late as can be, for cargo is reloaded on the side that receives it. A change away from the
    stations that can make it is told only where there is no other way.

    Parameters
    ----------
    legs
        Neighbouring legs in the direction of travel.
    every
        The gauges in mm that a line may have whose gauge is not settled.
    stations
        Nodes at which the gauge can be changed.

    Returns
    -------
    tuple of str
        Ids of nodes in the order of travel.
    """
    by_gauge: dict[int, _Changes] = {}
    told, here = _Changes(), ""
    for i, leg in enumerate(legs):
        if leg.mode != "rail":
            told, by_gauge = min(by_gauge.values(), default=told), {}
            continue
        if by_gauge:
            # between two nodes of one town the cargo is carried over anyhow
            cost = 1 if leg.start != here or leg.start in stations else 1000
            changed = min(
                _Changes(was.cost + cost, (*was.order, -i), (*was.nodes, leg.start)) for was in by_gauge.values()
            )
            by_gauge = {gauge: min(changed, by_gauge.get(gauge, changed)) for gauge in leg.gauges or every}
        else:
            by_gauge = dict.fromkeys(leg.gauges or every, told)
        here = leg.end
    return min(by_gauge.values(), default=told).nodes
