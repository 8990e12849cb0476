"""Lines cut at their nodes: the stretches that the network is made of.

Lengths are kilometres along the line: `track_km` where it is known, shared out over the legs
by their geodesic length, else the geodesic length itself (WGS84).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
import shapely
from shapely.geometry import LineString, Point

from corridor_atlas.errors import NotFoundError
from corridor_atlas.sources import Atlas, Feature
from corridor_atlas.topology import length_km

Vertices = np.ndarray[tuple[int, int], np.dtype[np.float64]]
"""Places (lon, lat) in rows."""
MODES = ("rail", "road", "sea", "river")
PASSENGERS_ONLY = frozenset({"high_speed"})
"""Kinds of line that carry no cargo."""
SERVICE = "service"
"""Kind of a line that is a train or bus over tracks of other lines: no track of its own."""


@dataclass(frozen=True)
class Leg:
    """One stretch of a line between two neighbouring nodes."""

    line: str
    start: str
    end: str
    km: float
    mode: str
    gauges: tuple[int, ...]
    countries: tuple[str, ...]
    freight: bool = True

    def turned(self) -> Leg:
        """The same leg, travelled the other way."""
        return replace(self, start=self.end, end=self.start)


def legs_of(atlas: Atlas, feature: Feature) -> Iterator[Leg]:
    """The legs of a line with two ends; nothing for what is no line of the network."""
    record, shape = feature.record, feature.geometry
    if record.from_ is None or record.to is None or shape is None or record.kind == SERVICE:
        return
    if record.mode not in MODES or shape.geom_type != "LineString":
        return
    names, slices = _cut(atlas, feature)
    parts = [length_km(LineString(piece)) if len(piece) > 1 else 0.0 for piece in slices]
    whole = sum(parts)
    factor = record.track_km / whole if record.track_km and whole else 1.0
    for (start, end), km in zip(pairwise(names), parts, strict=True):
        countries = _countries(atlas, start, end, record.countries)
        freight = record.kind not in PASSENGERS_ONLY
        yield Leg(feature.id, start, end, km * factor, record.mode, record.gauge_mm, countries, freight)


def course(atlas: Atlas, leg: Leg) -> Vertices:
    """The vertices (lon, lat) of a leg, in the direction of travel."""
    names, slices = _cut(atlas, atlas.features[leg.line])
    for (start, end), piece in zip(pairwise(names), slices, strict=True):
        if (start, end) == (leg.start, leg.end):
            return piece
        if (end, start) == (leg.start, leg.end):
            return piece[::-1]
    raise NotFoundError("leg", f"{leg.start} to {leg.end}", names)


def _cut(atlas: Atlas, feature: Feature) -> tuple[list[str], list[Vertices]]:
    """The nodes of a line and its vertices between each two of them."""
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


def _countries(atlas: Atlas, start: str, end: str, of_line: tuple[str, ...]) -> tuple[str, ...]:
    """Countries that a leg lies in: those that both its ends have; at sea, and in doubt, none is told apart."""
    a, b = (atlas.features[name].record.countries for name in (start, end))
    return tuple(code for code in a if code in b) or tuple(dict.fromkeys((*a, *b))) or of_line
