"""The network of a year: whether cargo could get from A to B, which way, over how many borders.

Nodes are the places where lines meet; legs are the stretches of railway, road, river and sea
route between two nodes. A node that serves a border crossing or a bridge is a *valve*: it lets
through only while that crossing or bridge is open. Inside the graph a node has one vertex for
each way of travelling (road, sea, or rail of one gauge), so that a change of gauge or of mode
is an edge with a cost of its own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

import networkx as nx

from corridor_atlas.core.errors import AtlasError, NotFoundError
from corridor_atlas.core.model import Status, Traffic
from corridor_atlas.data.dataset import Atlas, Feature
from corridor_atlas.data.sea_lanes import OPEN_SEA
from corridor_atlas.data.tables import Role
from corridor_atlas.network.legs import MODES, Leg, Stretch, gauge_breaks, lanes_of, legs_of
from corridor_atlas.network.names import by_name
from corridor_atlas.network.paths import HARDSHIP, NEVER, Vertex, lacking_least, legs_along, shortest
from corridor_atlas.network.query import CARGO, Costs, Missing, Query, Way
from corridor_atlas.network.topology import nodes_apart_km

__all__ = ["Costs", "Missing", "Network", "Query", "Vertex", "Way"]

NO_STATION = frozenset({"border_point", "junction"})
"""Kinds of node where a train passes and nobody can reload it."""
TOO_LONG = 3.0
"""How many times as long as the best way another one may be to be worth telling."""


@dataclass(eq=False)
class Network:
    """The lines of an atlas as legs between nodes, and the graphs of its years.

    The graph of a year is made when first asked for and shared by all years in which the same things are open.
    """

    atlas: Atlas
    _graphs: dict[object, nx.Graph[Vertex]] = field(default_factory=dict, repr=False)
    _legs_by_epoch: dict[int, tuple[Leg, ...]] = field(default_factory=dict, repr=False)
    _stations_by_epoch: dict[int, frozenset[str]] = field(default_factory=dict, repr=False)
    _open_in: dict[object, frozenset[str]] = field(default_factory=dict, repr=False)
    _series: dict[object, tuple[Way, ...]] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, atlas: Atlas) -> Network:
        """The network of a finished `atlas`, made when first asked for and kept with it, with all it was asked."""
        found: Network = atlas.kept.get("network") or atlas.kept.setdefault("network", cls(atlas))
        return found

    # --- what there is -----------------------------------------------------------------------

    @cached_property
    def legs(self) -> tuple[Leg, ...]:
        """Every leg of every line, whatever its status, with the gauges of its beginning."""
        return tuple(leg for feature in self.atlas.features.values() for leg in legs_of(self.atlas, feature))

    @cached_property
    def lanes(self) -> tuple[Leg, ...]:
        """The ways over the open sea between every two ports."""
        return tuple(lanes_of(self.atlas))

    def legs_in(self, year: int) -> tuple[Leg, ...]:
        """Every leg, lanes of the sea too, with the gauges that it has in a year."""
        epoch = sum(first <= year for first in self._regauged)
        if epoch not in self._legs_by_epoch:
            self._legs_by_epoch[epoch] = tuple(leg.in_year(year) for leg in (*self.legs, *self.lanes))
        return self._legs_by_epoch[epoch]

    @cached_property
    def _regauged(self) -> list[int]:
        """Years in which some leg got other gauges."""
        return sorted({first for leg in self.legs for first, _ in leg.later})

    @property
    def gauge_years(self) -> tuple[int, ...]:
        """The first year of the atlas, and each later one in which some leg got other gauges."""
        first, last = self.atlas.years
        return first, *(year for year in self._regauged if first < year <= last)

    @cached_property
    def gauges(self) -> tuple[int, ...]:
        """Every gauge there is, in millimetres; a line whose gauge is not settled could be of any."""
        sets = (gauges for leg in self.legs for gauges in (leg.gauges, *(later for _, later in leg.later)))
        return tuple(sorted({gauge for gauges in sets for gauge in gauges})) or (1435,)

    def gauge_stations(self, year: int) -> frozenset[str]:
        """Nodes where the gauge can be changed in a year: stations at which a gauge ends."""
        epoch = sum(first <= year for first in self._regauged)
        if epoch not in self._stations_by_epoch:
            meeting: dict[str, set[frozenset[int]]] = {}
            for leg in self.legs_in(year):
                if leg.mode == "rail":
                    for node in (leg.start, leg.end):
                        meeting.setdefault(node, set()).add(frozenset(leg.gauges or self.gauges))
            kinds = {node: self.atlas.features[node].record.kind for node in meeting}
            self._stations_by_epoch[epoch] = frozenset(
                node for node, sets in meeting.items() if len(sets) > 1 and kinds[node] not in NO_STATION
            )
        return self._stations_by_epoch[epoch]

    @cached_property
    def nodes(self) -> dict[str, tuple[str, ...]]:
        """The nodes of the network, each with the places that it is or serves."""
        names = sorted({name for leg in (*self.legs, *self.lanes) for name in (leg.start, leg.end)})
        served = {name: self.atlas.features[name].record.place for name in names}
        return {name: (name, place) if place in self.atlas.features else (name,) for name, place in served.items()}

    @cached_property
    def places(self) -> dict[str, tuple[str, ...]]:
        """The nodes of each place: a town has its stations, a port its quays and rail gates.

        A port that has none of its own has those of its town.
        """
        found: dict[str, list[str]] = {}
        for name, places in self.nodes.items():
            for place in places:
                found.setdefault(place, []).append(name)
        for feature in self.atlas.features.values():
            town = feature.record.place
            if feature.meaning.role is Role.PORT and town in found and feature.id not in found:
                found[feature.id] = list(found[town])
        return {place: tuple(names) for place, names in found.items()}

    @cached_property
    def valves(self) -> dict[str, Feature]:
        """Nodes that open and shut, each with its crossing or bridge."""
        found = {}
        for name, (_, *places) in self.nodes.items():
            for place in places:
                if self.atlas.features[place].meaning.role is Role.VALVE:
                    found[name] = self.atlas.features[place]
        return found

    def gates(self, leg: Leg) -> tuple[str, ...]:
        """What must be open for a leg besides its line: crossings and bridges at its ends, ports of a lane."""
        return (*(self.valves[name].id for name in (leg.start, leg.end) if name in self.valves), *leg.gates)

    @cached_property
    def needed(self) -> frozenset[str]:
        """Every feature on which some leg depends."""
        return frozenset(id_ for leg in (*self.legs, *self.lanes) for id_ in (leg.line, *self.gates(leg)))

    @cached_property
    def countries(self) -> tuple[str, ...]:
        """Codes of all countries that the atlas names."""
        return tuple(sorted({code for feature in self.atlas.features.values() for code in feature.record.countries}))

    # --- the graph of a year -----------------------------------------------------------------

    def is_open(self, id_: str, year: int, allow: frozenset[Status], load: Traffic) -> bool:
        """Whether feature `id_` may be used in a `year`: by its status (`allow`), and for this `load`.

        Without a timeline it always may.
        """
        record = self.atlas.features[id_].record
        if not record.timeline:
            return True
        state = self.atlas.features[id_].state(year)
        return state.status in allow and not state.gone and state.only in (None, load)

    def usable(self, year: int, query: Query) -> frozenset[str]:
        """All that is `needed` and may be used in a `year` by the rules of a `query`."""
        key = (year, query.allow, query.load)
        if key not in self._open_in:
            self._open_in[key] = frozenset(id_ for id_ in self.needed if self.is_open(id_, *key))
        return self._open_in[key] | (query.opened & self.needed) if query.opened else self._open_in[key]

    def graph(self, year: int, query: Query) -> nx.Graph[Vertex]:
        """The graph of a year; edges carry `cost`, and `leg` where they are one.

        It holds what `query` allows in `year`; costs are kilometres. Shared by others: to be read only.
        """
        usable, legs = self.usable(year, query), self.legs_in(year)
        key = (usable, id(legs), query)
        if key not in self._graphs:
            open_ = [leg for leg in legs if query.wants(leg) and usable.issuperset((leg.line, *self.gates(leg)))]
            self._graphs[key] = self._build(open_, query.costs, self.gauge_stations(year))
        return self._graphs[key]

    def _build(self, legs: Iterable[Leg], costs: Costs, stations: frozenset[str]) -> nx.Graph[Vertex]:
        graph: nx.Graph[Vertex] = nx.Graph()
        for leg in legs:
            extra = costs.border / 2 * (self._is_border(leg.start) + self._is_border(leg.end))
            if leg.line == OPEN_SEA:
                extra += costs.voyage
            for way in self._ways(leg):
                edge = (leg.start, way), (leg.end, way)
                if not graph.has_edge(*edge) or graph.edges[edge]["cost"] > leg.km + extra:
                    graph.add_edge(*edge, cost=leg.km + extra, leg=leg)
        for a, b, cost in self._changes(list(graph), costs, stations):
            if not graph.has_edge(a, b) or graph.edges[a, b]["cost"] > cost:
                graph.add_edge(a, b, cost=cost, leg=None)
        return graph

    def _ways(self, leg: Leg) -> list[str]:
        return [f"rail {gauge}" for gauge in leg.gauges or self.gauges] if leg.mode == "rail" else [leg.mode]

    def _changes(
        self, vertices: Iterable[Vertex], costs: Costs, stations: frozenset[str]
    ) -> Iterator[tuple[Vertex, Vertex, float]]:
        """Changes between the ways of travelling at one node, and between the nodes of one place."""
        at: dict[str, list[Vertex]] = {}
        for vertex in vertices:
            for place in self.nodes[vertex[0]]:
                at.setdefault(place, []).append(vertex)
        for place, here in at.items():
            if self.atlas.features[place].meaning.role is Role.VALVE:
                continue  # the nodes of one crossing are ways through it, not a place to change
            for i, a in enumerate(here):
                for b in here[i + 1 :]:
                    gauge = a[1] != b[1] and a[1].startswith("rail") and b[1].startswith("rail")
                    if gauge and a[0] == b[0] and a[0] not in stations:
                        continue
                    cost = costs.gauge_break if gauge else costs.transfer if a[1] != b[1] else 0.0
                    yield a, b, cost + nodes_apart_km(self.atlas, a[0], b[0])

    def _is_border(self, node: str) -> bool:
        return self.atlas.features[node].record.kind == "border_point"

    # --- questions ---------------------------------------------------------------------------

    def resolve(self, name: str) -> str:
        """The id of a place of the network: an id, a former id, or a name in any language.

        Raises `NotFoundError` with near matches.
        """
        id_ = self.atlas.aliases.get(name, name)
        if id_ in self.places:
            return id_
        place = self._by_name.get(name.casefold().strip())
        if place is None:
            raise NotFoundError("place in the network", name, self.places, listed="`corridor-atlas list`")
        return place

    @cached_property
    def _by_name(self) -> dict[str, str]:
        return by_name(self.atlas, self.places, self.nodes)

    def check(self, query: Query) -> None:
        """Raise `NotFoundError` for a mode, a country to avoid or a feature that there is not."""
        for what, asked, known in (
            ("mode", query.modes, MODES),
            ("country", query.avoid, self.countries),
            ("feature", query.opened, tuple(self.atlas.features)),
        ):
            for one in sorted(set(asked) - set(known)):
                raise NotFoundError(what, one, known)

    def way(self, origin: str, destination: str, year: int, query: Query = CARGO, via: Sequence[str] = ()) -> Way:
        """The best way in a year, through `via` in their order, or what is missing for one.

        `origin`, `destination` and `via` are ids or names, `year` is one of the atlas, `query` says what may
        be used. Found by Dijkstra's algorithm, from stop to stop. Raises `NotFoundError` for a place, mode,
        country or feature that there is not, `YearError` for a year outside the atlas, `AtlasError` for two
        neighbouring stops that are the same place.
        """
        self.atlas.check_year(year)
        self.check(query)
        stops = [self.resolve(name) for name in (origin, *via, destination)]
        for here, after in pairwise(stops):
            if here == after or set(self.places[here]) & set(self.places[after]):
                raise AtlasError(f"{here} and {after} are the same place: expected two places that differ")
        graph = self.graph(year, query)
        path = self._through(graph, stops)
        if path:
            return self._told(graph, path, stops, year)
        lacked = [self._missing(here, after, year, query) for here, after in pairwise(stops)]
        return Way(stops[0], stops[-1], year, missing=tuple(dict.fromkeys(one for part in lacked for one in part)))

    def _through(
        self, graph: nx.Graph[Vertex], stops: Sequence[str], used: Mapping[Stretch, int] = NEVER
    ) -> list[Vertex]:
        """The best path through all stops; empty when one of them cannot be reached. `used` as in `shortest`."""
        path: list[Vertex] = []
        for start, end in pairwise(stops):
            part = shortest(graph, path[-1:] or self._vertices(graph, start), self._vertices(graph, end), used)
            if not part:
                return []
            path += part[1:] if path else part
        return path

    def _vertices(self, graph: nx.Graph[Vertex], place: str) -> list[Vertex]:
        ways = [*(f"rail {gauge}" for gauge in self.gauges), *MODES]
        for names in self._nodes_of(place):
            if found := [(name, way) for name in names for way in ways if (name, way) in graph]:
                return found
        return []

    def _nodes_of(self, place: str) -> tuple[tuple[str, ...], ...]:
        """The nodes of a place, and those of its town, for a station or quay that is out of use."""
        return self.places[place], self.places.get(self.atlas.features[place].record.place or "", ())

    def _told(self, graph: nx.Graph[Vertex], path: list[Vertex], stops: Sequence[str], year: int) -> Way:
        legs = legs_along(graph, path)
        ends = (leg.end for leg in legs if self._is_border(leg.end))
        borders = dict.fromkeys(self.atlas.features[end].record.place or end for end in ends)
        transfers = [
            b[0] for a, b in pairwise(path) if graph.edges[a, b]["leg"] is None and a[1].split()[0] != b[1].split()[0]
        ]
        breaks = gauge_breaks(legs, self.gauges, self.gauge_stations(year))
        return Way(stops[0], stops[-1], year, tuple(legs), tuple(borders), breaks, tuple(transfers))

    def _missing(self, start: str, end: str, year: int, query: Query) -> tuple[Missing, ...]:
        """The fewest features that would have to open for a way."""
        usable = self.usable(year, query)

        def hardship(id_: str) -> float:
            return 0.0 if id_ in usable else HARDSHIP.get(self.atlas.features[id_].state(year).status, 1.0)

        legs = {leg: self.gates(leg) for leg in self.legs_in(year) if query.wants(leg)}
        roles = {place: self.atlas.features[place].meaning.role for place in self.places}
        places = [names for place, names in self.places.items() if roles[place] is not Role.VALVE]
        wanted = {node for leg in legs for node in (leg.start, leg.end)}
        ends = [next((names for names in self._nodes_of(place) if wanted & {*names}), ()) for place in (start, end)]
        found = lacking_least(legs, hardship, places, *ends)
        needed = dict.fromkeys(id_ for leg in found for id_ in (leg.line, *self.gates(leg)))
        states = {id_: self.atlas.features[id_].state(year) for id_ in needed if id_ not in usable}
        return tuple(Missing(id_, state.status, state.only) for id_, state in states.items())

    def ways(
        self, origin: str, destination: str, year: int, query: Query = CARGO, count: int = 3, via: Sequence[str] = ()
    ) -> list[Way]:
        """The best way and up to `count` - 1 others that lead over different lines, best first.

        Each next one is found with the legs of those before dearer by half for each time; one that is
        `TOO_LONG` is none. `origin`, `destination`, `year`, `query`, `via` and errors as for `way`.
        """
        best = self.way(origin, destination, year, query, via)
        found = [best] if best.legs else []
        graph = self.graph(year, query)
        stops = [best.origin, *map(self.resolve, via), best.destination]
        last, used = best, Counter[Stretch]()
        for _ in range(count * 3 if found else 0):
            if len(found) == count:
                break
            used.update({leg.stretch for leg in last.legs})
            last = self._told(graph, self._through(graph, stops, used), stops, year)
            if last.lines not in [one.lines for one in found] and (last.km or 0) <= TOO_LONG * (best.km or 0):
                found.append(last)
        return [*found[:1], *sorted(found[1:], key=lambda way: way.km or 0.0)]

    def series(self, origin: str, destination: str, query: Query = CARGO) -> list[Way]:
        """The best way in every year of the atlas; `origin`, `destination`, `query` and errors as for `way`."""
        (first, last), key = self.atlas.years, (origin, destination, query)
        if key not in self._series:
            self._series[key] = tuple(self.way(origin, destination, year, query) for year in range(first, last + 1))
        return list(self._series[key])

    def reach(
        self, origin: str, year: int, query: Query = CARGO, *, km: float | None = None, borders: int | None = None
    ) -> dict[str, float]:
        """Every node within `km` kilometres, or within `borders` border crossings, of a place in a year.

        The values are kilometres along the lines, or crossings passed, by Dijkstra's algorithm; `origin` is
        an id or a name, `year` and `query` as for `way`. Raises as `way` does, and `AtlasError` unless
        exactly one of the two limits is given, and not below nought.
        """
        limit = km if km is not None else borders
        if (km is None) == (borders is None) or limit is None or limit < 0:
            raise AtlasError("reach: expected a limit in kilometres or in border crossings, one of the two, from 0")
        place = self.resolve(origin)
        self.atlas.check_year(year)
        self.check(query)
        graph = self.graph(year, query)
        starts = self._vertices(graph, place)
        weight = self._border_weight if km is None else lambda _a, _b, edge: edge["leg"].km if edge["leg"] else 0.0
        costs = nx.multi_source_dijkstra_path_length(graph, set(starts), cutoff=limit, weight=weight) if starts else {}
        found: dict[str, float] = {}
        for (name, _), distance in costs.items():
            found[name] = min(distance, found.get(name, distance))
        return dict(sorted(found.items()))

    def _border_weight(self, a: Vertex, b: Vertex, edge: dict[str, Leg | None]) -> float:
        """Half a crossing for each end of a leg at a border point: going in and coming out make one."""
        return 0.5 * (self._is_border(a[0]) + self._is_border(b[0])) if edge["leg"] is not None else 0.0

    def legs_within(self, reached: Iterable[str], year: int, query: Query = CARGO) -> list[Leg]:
        """The legs of a year's graph that lead between nodes that were reached, each once.

        `reached` are ids of nodes, as `reach` has them; `year` and `query` those that it was asked with.
        """
        names = set(reached)
        edges = self.graph(year, query).edges(data="leg")
        found = {leg: None for _, _, leg in edges if leg is not None and leg.start in names and leg.end in names}
        return list(found)
