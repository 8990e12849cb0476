"""A corridor as a strip: a ruler in kilometres, its segments with their status in a year.

The chain of a corridor is found once, over all its lines whatever their status: from each of
its stops to the next, along its own members where they lead there. The year only changes what
the segments say.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from weakref import WeakKeyDictionary

import networkx as nx

from corridor_atlas.core.model import Corridor, Status, Traffic
from corridor_atlas.network.graph import Network
from corridor_atlas.network.legs import Leg, gauge_breaks
from corridor_atlas.network.paths import HUB, Vertex, legs_along
from corridor_atlas.network.query import Costs

Chain = tuple[list[Leg], list[tuple[str, str]]]
STRANGER = 8.0
"""How much longer a leg counts that is no member: the chain keeps to the members where it can."""
TERMINAL = "terminal"
"""The kind of node at which trains and ships meet."""
CHANGE = Costs().transfer
"""What a change between modes counts, in kilometres."""


@dataclass(frozen=True)
class Segment:
    """A stretch of the strip: from and to in kilometres from its beginning, and its status in the year.

    `usable` is for the load that was asked about; `only` is what alone the line or a valve of it carries.
    """

    leg: Leg
    start_km: float
    end_km: float
    status: Status | None
    usable: bool
    valves: tuple[str, ...]
    only: Traffic | None = None


@dataclass(frozen=True)
class Strip:
    """A corridor in a year, for a load. `gaps` are neighbouring stops between which no line of the atlas leads."""

    corridor: str
    year: int
    segments: tuple[Segment, ...]
    gaps: tuple[tuple[str, str], ...]
    gauge_breaks: tuple[str, ...]
    load: Traffic = Traffic.FREIGHT

    @property
    def km(self) -> float:
        """Length of the strip in kilometres."""
        return round(self.segments[-1].end_km, 1) if self.segments else 0.0

    @property
    def usable_km(self) -> float:
        """Kilometres that can be used in the year."""
        return round(sum(one.end_km - one.start_km for one in self.segments if one.usable), 1)

    @property
    def share(self) -> float | None:
        """Usable share of the length, 0 to 1; None where there is no length."""
        return round(self.usable_km / self.km, 4) if self.km else None


def strip(network: Network, id_: str, year: int, load: Traffic = Traffic.FREIGHT) -> Strip:
    """The strip of a corridor in a year. Raises `NotFoundError` and `YearError`.

    Parameters
    ----------
    network
        The network of the atlas.
    id_
        The corridor.
    year
        A year of the atlas, whose statuses the segments have.
    load
        What is to be carried along it.
    """
    network.atlas.check_year(year)
    return _in_year(network, id_, *chain(network, network.atlas.corridor(id_)), year, load)


def series(network: Network, id_: str, load: Traffic = Traffic.FREIGHT) -> list[Strip]:
    """The strips of all years of the atlas.

    Parameters
    ----------
    network
        The network of the atlas.
    id_
        The corridor.
    load
        What is to be carried along it.

    Returns
    -------
    list of Strip
        One for each year, the first of the atlas first.

    Raises
    ------
    NotFoundError
        For a corridor that the atlas lacks.
    """
    legs, gaps = chain(network, network.atlas.corridor(id_))
    first, last = network.atlas.years
    return [_in_year(network, id_, legs, gaps, year, load) for year in range(first, last + 1)]


def _in_year(
    network: Network, id_: str, legs: list[Leg], gaps: list[tuple[str, str]], year: int, load: Traffic
) -> Strip:
    now = [leg.in_year(year) for leg in legs]
    breaks = gauge_breaks(now, network.gauges, network.gauge_stations(year))
    return Strip(id_, year, tuple(_segments(network, now, year, load)), tuple(gaps), breaks, load)


_CHAINS: WeakKeyDictionary[Network, dict[str, Chain]] = WeakKeyDictionary()


def chain(network: Network, of: Corridor) -> Chain:
    """The legs of a corridor in order of travel, and the pairs of stops with no way between them; found once.

    From each stop to the next Dijkstra's algorithm over all lines, those that are no member of the
    corridor `STRANGER` times as long.

    Parameters
    ----------
    network
        The network of the atlas; what was found is kept as long as it is.
    of
        A corridor of this atlas.

    Returns
    -------
    tuple of 2
        The legs, and the pairs of ids of stops.
    """
    known = _CHAINS.setdefault(network, {})
    if of.id not in known:
        known[of.id] = _chain(network, of)
    return known[of.id]


def _chain(network: Network, of: Corridor) -> Chain:
    graph = _graph(network, set(of.members))
    legs: list[Leg] = []
    gaps: list[tuple[str, str]] = []
    for start, end in pairwise(of.stops):
        try:
            path = nx.dijkstra_path(graph, (start, HUB), (end, HUB), weight="cost")
        except (nx.NetworkXNoPath, nx.NodeNotFound):
            gaps.append((start, end))
            continue
        legs += legs_along(graph, path)
    return legs, gaps


def _graph(network: Network, members: set[str]) -> nx.Graph[Vertex]:
    """All lines, strangers dear; a node has a vertex for each mode and a hub where modes change."""
    graph: nx.Graph[Vertex] = nx.Graph()
    for leg in network.legs:
        edge = (leg.start, leg.mode), (leg.end, leg.mode)
        cost = leg.km * (1.0 if leg.line in members else STRANGER)
        if not graph.has_edge(*edge) or graph.edges[edge]["cost"] > cost:
            graph.add_edge(*edge, cost=cost, leg=leg)
        for node in (leg.start, leg.end):
            graph.add_edge((node, leg.mode), (node, HUB), cost=CHANGE / 2, leg=None)
    for names in network.places.values():
        for a, b in pairwise(names):
            graph.add_edge((a, HUB), (b, HUB), cost=0.01, leg=None)  # one place with several nodes
    return graph


def _segments(network: Network, legs: list[Leg], year: int, load: Traffic) -> Iterator[Segment]:
    km = 0.0
    for leg in legs:
        valves = tuple(network.valves[name].id for name in (leg.start, leg.end) if name in network.valves)
        states = [network.atlas.features[id_].state(year) for id_ in (leg.line, *valves)]
        usable = all(network.is_open(id_, year, frozenset({Status.OPERATING}), load) for id_ in (leg.line, *valves))
        only = next((state.only for state in states if state.only), None)
        yield Segment(leg, round(km, 2), round(km + leg.km, 2), states[0].status, usable, valves, only)
        km += leg.km
