"""The network for the browser, which finds ways by itself: nodes, lines with their legs, lanes of the sea.

Statuses and courses travel once: a line is a feature of the payload already, with its spans and its vertices, and
here stands only at which of them its nodes are. What no layer draws is told here (`more`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import combinations
from typing import Any, Generic, TypeVar

import numpy as np

from corridor_atlas.core import timeline
from corridor_atlas.data import sea_lanes
from corridor_atlas.data.dataset import Atlas, Feature
from corridor_atlas.data.sea_lanes import OPEN_SEA
from corridor_atlas.data.tables import PLACES, Role
from corridor_atlas.draw.kinds import _delta
from corridor_atlas.network import strip
from corridor_atlas.network.graph import NO_STATION, Network
from corridor_atlas.network.legs import MODES, Leg, Vertices, cut
from corridor_atlas.network.topology import nodes_apart_km

BORDER, NO_CHANGE, STATION = 2, 1, 0
"""What one can do at a node: pass a border, nothing, change between trains."""
T = TypeVar("T")


class _Numbered(Generic[T]):
    """Values that come again and again, each kept once and told by its number."""

    def __init__(self) -> None:
        self.numbers: dict[T, int] = {}

    def __call__(self, value: T) -> int:
        return self.numbers.setdefault(value, len(self.numbers))

    @property
    def values(self) -> list[T]:
        """Each value once, in the order of the numbers."""
        return list(self.numbers)


def network(net: Network, drawn: Collection[str]) -> dict[str, Any] | None:
    """The network as plain JSON values; None for an atlas that has none.

    Parameters
    ----------
    net
        The network of the atlas.
    drawn
        Ids of the features that the payload holds with their spans and shapes.

    Returns
    -------
    dict or None
        Nodes, tracks and groups of countries are told by their number. Lengths are kilometres in full, so that
        the browser adds up what Python does; gauges millimetres.
    """
    if not net.legs:
        return None
    numbers = {id_: number for number, id_ in enumerate(net.nodes)}
    tracks: _Numbered[Any] = _Numbered()
    lands: _Numbered[tuple[str, ...]] = _Numbered()
    features = net.atlas.features
    by_line: dict[str, list[Leg]] = {}
    for leg in net.legs:
        by_line.setdefault(leg.line, []).append(leg)
    lines = [_line(net.atlas, legs, numbers, tracks, lands) for legs in by_line.values()]
    lanes = _lanes(net, numbers, lands)
    chains = {id_: strip.chain(net, one) for id_, one in net.atlas.corridors.items()}
    at_gaps = [stop for _, gaps in chains.values() for gap in gaps for stop in gap]
    return {
        "gauges": list(net.gauges),
        "nodes": list(net.nodes),
        "kinds": [_kind(features[id_]) for id_ in net.nodes],
        "at": [places[1] if len(places) > 1 else "" for places in net.nodes.values()],
        "valves": sorted({valve.id for valve in net.valves.values()}),
        "towns": dict(_towns(net)),
        "apart": list(_apart(net, numbers)),
        "choices": choices(net),
        "tracks": [{"gauges": list(first), "later": list(later)} for first, later in tracks.values],
        "lands": [list(codes) for codes in lands.values],
        "lines": lines,
        "lanes": lanes,
        "corridors": _corridors(chains, [leg for legs in by_line.values() for leg in legs]),
        "terminals": [number for id_, number in numbers.items() if features[id_].record.kind == strip.TERMINAL],
        "more": {id_: _more(features[id_], net) for id_ in (*_needed(net), *at_gaps) if id_ not in drawn},
    }


def choices(net: Network) -> list[str]:
    """Places to set out from and to arrive at: towns and ports of `net`, and the stations that serve none of them."""
    features = net.atlas.features
    return [
        place
        for place in net.places
        if features[place].meaning.role in PLACES
        or (features[place].record.kind == "station" and features[place].record.place is None)
    ]


def _kind(node: Feature) -> int:
    kind = node.record.kind
    return BORDER if kind == "border_point" else NO_CHANGE if kind in NO_STATION else STATION


def _line(
    atlas: Atlas, legs: list[Leg], numbers: dict[str, int], tracks: _Numbered[Any], lands: _Numbered[tuple[str, ...]]
) -> dict[str, Any]:
    """A line with its nodes, the vertices at which they lie, and kilometres, track and countries of each leg."""
    line = legs[0].line
    told: dict[str, Any] = {
        "id": line,
        "mode": MODES.index(legs[0].mode),
        "nodes": [numbers[legs[0].start], *(numbers[leg.end] for leg in legs)],
        "cut": _cuts(atlas, line),
        "legs": [part for leg in legs for part in (leg.km, tracks((leg.gauges, leg.later)), lands(leg.countries))],
    }
    return told if legs[0].freight else told | {"people": 1}


def _cuts(atlas: Atlas, line: str) -> list[int]:
    """Numbers of the vertices at the nodes of a line, as it is encoded: vertices that fall together count once."""
    pieces = cut(atlas, atlas.features[line])[1]
    vertices = np.vstack([pieces[0][:1], *(piece[1:] for piece in pieces)])
    moved = (np.diff(np.round(vertices[:, :2] * _delta.UNIT), axis=0) != 0).any(axis=1)
    at = np.concatenate([[0], np.cumsum(moved)])
    ends = np.cumsum([0, *(len(piece) - 1 for piece in pieces)])
    return [int(number) for number in at[ends]]


def _lanes(net: Network, numbers: dict[str, int], lands: _Numbered[tuple[str, ...]]) -> dict[str, Any]:
    """The lanes of the sea: ends, kilometres and countries, then the numbers of the places that they lead over."""
    courses = sea_lanes.read(net.atlas.root)
    places: _Numbered[tuple[int, int]] = _Numbered()
    rows = [
        [numbers[leg.start], numbers[leg.end], leg.km, lands(leg.countries)]
        + [places(place) for place in _whole(courses[leg.start, leg.end].course)]
        for leg in net.lanes
    ]
    return {"line": OPEN_SEA, "rows": rows, "places": [number for place in places.values for number in place]}


def _corridors(chains: Mapping[str, strip.Chain], legs: Iterable[Leg]) -> dict[str, Any]:
    """Of each corridor that has a length its legs by number, `-1 - number` for one that is travelled the other way."""
    numbers = {leg: number for number, leg in enumerate(legs)}
    turned = {leg.turned(): -1 - number for leg, number in numbers.items()}
    told = {}
    for id_, (chain, gaps) in chains.items():
        if chain or gaps:
            found = {"legs": [numbers.get(leg, turned.get(leg)) for leg in chain], "gaps": gaps}
            told[id_] = {name: value for name, value in found.items() if value or name == "legs"}
    return told


def _whole(course: Vertices) -> Iterable[tuple[int, int]]:
    return ((round(lon * _delta.UNIT), round(lat * _delta.UNIT)) for lon, lat in course)


def _towns(net: Network) -> Iterator[tuple[str, str]]:
    """Ports and other places that lie in a town of the network, with that town; nodes say so themselves."""
    for id_, feature in net.atlas.features.items():
        town = feature.record.place
        if id_ in net.places and id_ not in net.nodes and town in net.places:
            yield id_, town


def _apart(net: Network, numbers: dict[str, int]) -> Iterator[float]:
    """Pairs of nodes between which one can change, with the kilometres from one to the other."""
    seen = set()
    for place, names in net.places.items():
        if net.atlas.features[place].meaning.role is not Role.VALVE:
            for pair in combinations(names, 2):
                km = nodes_apart_km(net.atlas, *pair)
                if km and pair not in seen:
                    seen.add(pair)
                    yield from (numbers[pair[0]], numbers[pair[1]], km)


def _needed(net: Network) -> Iterable[str]:
    """All that the browser has to know of: what opens and shuts, nodes and places."""
    return dict.fromkeys((*sorted(net.needed), *net.nodes, *net.places))


def _more(feature: Feature, net: Network) -> dict[str, Any]:
    """What no layer draws: its name, its spans if it has dates, and its course if it is a line of the network."""
    record = feature.record
    told: dict[str, Any] = {"n": record.name}
    if record.timeline:
        told["s"] = [number for span in timeline.spans(record.timeline, net.atlas.years) for number in span]
    if feature.geometry is not None:
        told["g"] = _delta.shape(feature.geometry)
    return told
