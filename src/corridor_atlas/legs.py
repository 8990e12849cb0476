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

from corridor_atlas.sources import Atlas, Feature
from corridor_atlas.topology import length_km

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
    names = [name for name in (record.from_, *record.via, record.to) if name in atlas.features]
    parts = list(_parts(atlas, names, shapely.get_coordinates(shape)))
    whole = sum(parts)
    factor = record.track_km / whole if record.track_km and whole else 1.0
    for (start, end), km in zip(pairwise(names), parts, strict=True):
        countries = _countries(atlas, start, end, record.countries)
        freight = record.kind not in PASSENGERS_ONLY
        yield Leg(feature.id, start, end, km * factor, record.mode, record.gauge_mm, countries, freight)


def _parts(
    atlas: Atlas, names: list[str], vertices: np.ndarray[tuple[int, int], np.dtype[np.float64]]
) -> Iterator[float]:
    """Geodesic length of a line between each two of its nodes, in kilometres."""
    index = 0
    for name in names[1:]:
        node = atlas.features[name].geometry
        if name == names[-1] or not isinstance(node, Point):
            here = len(vertices) - 1
        else:
            offset = np.hypot(*(vertices[index:] - (node.x, node.y)).T)
            here = index + int(np.argmin(offset))
        yield length_km(LineString(vertices[index : here + 1])) if here > index else 0.0
        index = here


def _countries(atlas: Atlas, start: str, end: str, of_line: tuple[str, ...]) -> tuple[str, ...]:
    """Countries that a leg lies in: those that both its ends have; at sea, and in doubt, none is told apart."""
    a, b = (atlas.features[name].record.countries for name in (start, end))
    return tuple(code for code in a if code in b) or tuple(dict.fromkeys((*a, *b))) or of_line
