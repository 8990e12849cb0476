"""The network of a year: whether cargo could get from A to B, which way, over how many borders.

Nodes are the places where lines meet; legs are the stretches of railway, road, river and sea
route between two nodes. A node that serves a border crossing or a bridge is a *valve*: it lets
through only while that crossing or bridge is open. Inside the graph a node has one vertex for
each way of travelling (road, sea, or rail of one gauge), so that a change of gauge or of mode
is an edge with a cost of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

import networkx as nx
from shapely.geometry import Point

from corridor_atlas.errors import AtlasError, NotFoundError
from corridor_atlas.legs import MODES, Leg, legs_of
from corridor_atlas.model import Status
from corridor_atlas.sources import Atlas, Feature
from corridor_atlas.topology import distance_m

VALVES = frozenset({"border_crossings", "bridges"})
HARDSHIP: dict[Status | None, float] = {
    Status.SUSPENDED: 1.0,
    Status.CLOSED: 1.0,
    Status.UNDER_CONSTRUCTION: 1.0,
    Status.PLANNED: 2.0,
    Status.PROPOSED: 2.5,
    Status.CANCELLED: 3.0,
    None: 3.0,
}
"""How far a thing is from being open, to choose what is missing: to reopen is nearer than to build."""


@dataclass(frozen=True)
class Costs:
    """What changes cost, in kilometres of detour that one would rather take. Choices of the model, not facts.

    They keep a way from changing mode or gauge for a trifle; the way's `km` never holds them.
    """

    gauge_break: float = 100.0
    transfer: float = 150.0
    border: float = 20.0


DEFAULT_COSTS = Costs()


@dataclass(frozen=True)
class Query:
    """What is asked: which modes, which statuses count as usable, which countries to avoid, cargo or people.

    `opened` are features that count as usable whatever their status: what if they were there?
    """

    modes: tuple[str, ...] = MODES
    allow: frozenset[Status] = frozenset({Status.OPERATING})
    avoid: frozenset[str] = frozenset()
    freight: bool = True
    opened: frozenset[str] = frozenset()
    costs: Costs = DEFAULT_COSTS


@dataclass(frozen=True)
class Missing:
    """A feature that would have to open: its status in the year, None where it had none."""

    id: str
    status: Status | None


@dataclass(frozen=True)
class Way:
    """A way from one place to another in a year; `legs` is empty and `km` None when there is none."""

    origin: str
    destination: str
    year: int
    legs: tuple[Leg, ...] = ()
    border_crossings: tuple[str, ...] = ()
    gauge_breaks: tuple[str, ...] = ()
    transfers: tuple[str, ...] = ()
    missing: tuple[Missing, ...] = ()

    @property
    def km(self) -> float | None:
        """Length along the lines in kilometres."""
        return round(sum(leg.km for leg in self.legs), 1) if self.legs else None

    def km_by(self, what: str) -> dict[str, float]:
        """Kilometres by "mode" or "country"; a leg in two countries counts half to each."""
        found: dict[str, float] = {}
        for leg in self.legs:
            keys = (leg.mode,) if what == "mode" else leg.countries
            for key in keys:
                found[key] = found.get(key, 0.0) + leg.km / len(keys)
        return {key: round(km, 1) for key, km in sorted(found.items())}


Vertex = tuple[str, str]
"""A node and a way of travelling: "road", "sea", or "rail" with a gauge ("rail 1435")."""


@dataclass
class Network:
    """The lines of an atlas as legs between nodes, and the graphs of its years.

    Built once for a data set; the graph of a year is made when first asked for and shared by
    all years in which the same things are open.
    """

    atlas: Atlas
    _graphs: dict[object, nx.Graph[Vertex]] = field(default_factory=dict, repr=False)

    @cached_property
    def legs(self) -> tuple[Leg, ...]:
        """Every leg of every line, whatever its status."""
        return tuple(leg for feature in self.atlas.features.values() for leg in legs_of(self.atlas, feature))

    @cached_property
    def gauges(self) -> tuple[int, ...]:
        """Every gauge there is, in millimetres; a line whose gauge is not settled could be of any."""
        return tuple(sorted({gauge for leg in self.legs for gauge in leg.gauges})) or (1435,)

    @cached_property
    def nodes(self) -> dict[str, tuple[str, ...]]:
        """The nodes of the network, each with the places that it is or serves."""
        names = {name for leg in self.legs for name in (leg.start, leg.end)}
        return {name: tuple(filter(None, (name, self.atlas.features[name].record.place))) for name in sorted(names)}

    @cached_property
    def places(self) -> dict[str, tuple[str, ...]]:
        """The nodes of each place: a town has its stations, a port its quays and rail gates."""
        found: dict[str, list[str]] = {}
        for name, places in self.nodes.items():
            for place in places:
                found.setdefault(place, []).append(name)
        return {place: tuple(names) for place, names in found.items()}

    @cached_property
    def valves(self) -> dict[str, Feature]:
        """Nodes that open and shut, each with its crossing or bridge."""
        found = {}
        for name in self.nodes:
            place = self.atlas.features[name].record.place
            if place and self.atlas.features[place].table in VALVES:
                found[name] = self.atlas.features[place]
        return found

    def is_open(self, id_: str, year: int, allow: frozenset[Status]) -> bool:
        """Whether a feature may be used in a year; one that has no timeline always may."""
        record = self.atlas.features[id_].record
        if not record.timeline:
            return True
        state = self.atlas.features[id_].state(year)
        return state.status in allow and not state.gone

    def is_usable(self, id_: str, year: int, query: Query) -> bool:
        """Whether a feature may be used in a year by the rules of a query."""
        return id_ in query.opened or self.is_open(id_, year, query.allow)

    def graph(self, year: int, query: Query) -> nx.Graph[Vertex]:
        """The graph of a year; edges carry `cost`, and `leg` where they are one."""
        lines = frozenset(leg.line for leg in self.legs if self.is_usable(leg.line, year, query))
        shut = frozenset(name for name, valve in self.valves.items() if not self.is_usable(valve.id, year, query))
        key = (lines, shut, query)
        if key not in self._graphs:
            legs = [
                leg
                for leg in self.legs
                if leg.line in lines and _asked(leg, query) and leg.start not in shut and leg.end not in shut
            ]
            self._graphs[key] = self._build(legs, query.costs)
        return self._graphs[key]

    def _build(self, legs: Iterable[Leg], costs: Costs) -> nx.Graph[Vertex]:
        graph: nx.Graph[Vertex] = nx.Graph()
        for leg in legs:
            crossing = costs.border / 2 * (self._is_border(leg.start) + self._is_border(leg.end))
            for way in self._ways(leg):
                edge = (leg.start, way), (leg.end, way)
                if not graph.has_edge(*edge) or graph.edges[edge]["leg"].km > leg.km:
                    graph.add_edge(*edge, cost=leg.km + crossing, leg=leg)
        self._add_changes(graph, costs)
        return graph

    def _ways(self, leg: Leg) -> list[str]:
        return [f"rail {gauge}" for gauge in leg.gauges or self.gauges] if leg.mode == "rail" else [leg.mode]

    def _add_changes(self, graph: nx.Graph[Vertex], costs: Costs) -> None:
        """Edges between the ways of travelling at one node, and between the nodes of one place."""
        at: dict[str, list[Vertex]] = {}
        for vertex in list(graph):
            for place in self.nodes[vertex[0]]:
                at.setdefault(place, []).append(vertex)
        for place, vertices in at.items():
            if self.atlas.features[place].table in VALVES:
                continue  # the nodes of one crossing are ways through it, not a place to change
            for i, a in enumerate(vertices):
                for b in vertices[i + 1 :]:
                    gauge = a[1].startswith("rail") and b[1].startswith("rail") and a[1] != b[1]
                    cost = costs.gauge_break if gauge else costs.transfer if a[1] != b[1] else 0.0
                    if not graph.has_edge(a, b) or graph.edges[a, b]["cost"] > cost:
                        graph.add_edge(a, b, cost=cost + self._apart_km(a[0], b[0]), leg=None)

    def _apart_km(self, a: str, b: str) -> float:
        here, there = (self.atlas.features[name].geometry for name in (a, b))
        if a == b or not isinstance(here, Point) or not isinstance(there, Point):
            return 0.0
        return distance_m((here.x, here.y), (there.x, there.y)) / 1000

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
        folded = name.casefold().strip()
        # a town or port before the stations that bear its name
        for place in sorted(self.places, key=lambda one: self.atlas.features[one].table == "network_nodes"):
            record = self.atlas.features[place].record
            if folded in {text.casefold() for text in (*record.name.values(), *record.aliases)}:
                return place
        raise NotFoundError("place in the network", name, self.places)

    def way(self, origin: str, destination: str, year: int, query: Query = Query(), via: Sequence[str] = ()) -> Way:
        """The best way in a year, through `via` in their order, or what is missing for one.

        Places may be ids or names. Raises `NotFoundError` for an unknown place, `YearError`
        for a year outside the atlas, `AtlasError` for an unknown mode.
        """
        self.atlas.check_year(year)
        unknown = set(query.modes) - set(MODES)
        if unknown:
            raise NotFoundError("mode", sorted(unknown)[0], MODES)
        stops = [self.resolve(name) for name in (origin, *via, destination)]
        for here, after in pairwise(stops):
            if set(self.places[here]) & set(self.places[after]):
                raise AtlasError(f"{here} and {after} are the same place: expected two places that differ")
        graph = self.graph(year, query)
        path: list[Vertex] = []
        for start, end in pairwise(stops):
            part = self._path(graph, path[-1:] or self._vertices(graph, start), self._vertices(graph, end))
            if not part:
                return Way(stops[0], stops[-1], year, missing=self._missing(start, end, year, query))
            path += part[1:] if path else part
        return self._told(graph, path, stops[0], stops[-1], year)

    def _vertices(self, graph: nx.Graph[Vertex], place: str) -> list[Vertex]:
        """The vertices of a place; of a station that is out of use, those of the town that it serves."""
        ways = [*(f"rail {gauge}" for gauge in self.gauges), *MODES]
        town = self.atlas.features[place].record.place
        for names in (self.places[place], self.places.get(town or "", ())):
            if found := [(name, way) for name in names for way in ways if (name, way) in graph]:
                return found
        return []

    @staticmethod
    def _path(graph: nx.Graph[Vertex], starts: list[Vertex], ends: list[Vertex]) -> list[Vertex]:
        if not starts or not ends:
            return []
        costs, paths = nx.multi_source_dijkstra(graph, set(starts), weight="cost")
        reached = [vertex for vertex in ends if vertex in costs]
        return list(paths[min(reached, key=lambda vertex: costs[vertex])]) if reached else []

    def _told(self, graph: nx.Graph[Vertex], path: list[Vertex], origin: str, destination: str, year: int) -> Way:
        legs: list[Leg] = []
        borders: list[str] = []
        breaks: list[str] = []
        transfers: list[str] = []
        for a, b in pairwise(path):
            leg = graph.edges[a, b]["leg"]
            if leg is not None:
                legs.append(leg if leg.start == a[0] else leg.turned())
                if self._is_border(b[0]):
                    borders.append(self.atlas.features[b[0]].record.place or b[0])
            elif a[1] != b[1]:
                changed = breaks if a[1].startswith("rail") and b[1].startswith("rail") else transfers
                changed.append(b[0])
        legs_, borders_ = tuple(legs), tuple(dict.fromkeys(borders))
        return Way(origin, destination, year, legs_, borders_, tuple(breaks), tuple(transfers))

    def _missing(self, start: str, end: str, year: int, query: Query) -> tuple[Missing, ...]:
        """The fewest features that would have to open for a way.

        Here a line is boarded and left at a hub: what it lacks counts once, however many of its
        stations are passed. Gauges do not matter for what is missing.
        """
        graph: nx.Graph[Vertex] = nx.Graph()
        for leg in self.legs:
            if _asked(leg, query):
                board = 0.5e6 * self._hardship(leg.line, year, query)
                valves = 0.5e6 * sum(self._hardship(self.valves[n].id, year, query) for n in self._valves_of(leg))
                graph.add_edge((leg.start, leg.line), (leg.end, leg.line), cost=leg.km + valves, leg=leg)
                for node in (leg.start, leg.end):
                    graph.add_edge((node, leg.line), (node, "hub"), cost=board, leg=None)
        for place, names in self.places.items():
            if self.atlas.features[place].table not in VALVES:
                for a, b in pairwise(name for name in names if (name, "hub") in graph):
                    graph.add_edge((a, "hub"), (b, "hub"), cost=0.0, leg=None)
        ends = [[(name, "hub") for name in self.places[place] if (name, "hub") in graph] for place in (start, end)]
        path = self._path(graph, *ends)
        legs = [graph.edges[a, b]["leg"] for a, b in pairwise(path)]
        needed = (id_ for leg in legs if leg for id_ in (leg.line, *(self.valves[n].id for n in self._valves_of(leg))))
        shut = dict.fromkeys(id_ for id_ in needed if not self.is_usable(id_, year, query))
        return tuple(Missing(id_, self._status(id_, year)) for id_ in shut)

    def _valves_of(self, leg: Leg) -> list[str]:
        return [name for name in (leg.start, leg.end) if name in self.valves]

    def _hardship(self, id_: str, year: int, query: Query) -> float:
        """0 for what is open, else how far it is from being open."""
        return 0.0 if self.is_usable(id_, year, query) else HARDSHIP.get(self._status(id_, year), 1.0)

    def _status(self, id_: str, year: int) -> Status | None:
        return self.atlas.features[id_].state(year).status

    def ways(self, origin: str, destination: str, year: int, query: Query = Query(), count: int = 3) -> list[Way]:
        """The best way and up to `count` - 1 others that lead over different lines, best first.

        Each next one is found after the legs of those before were made dearer by half.
        """
        best = self.way(origin, destination, year, query)
        found = [best] if best.legs else []
        graph = self.graph(year, query).copy() if found else nx.Graph()
        for _ in range(count * 3 if found else 0):
            if len(found) == count:
                break
            used = {(leg.line, frozenset((leg.start, leg.end))) for leg in found[-1].legs}
            for _, _, edge in graph.edges(data=True):
                leg = edge["leg"]
                if leg is not None and (leg.line, frozenset((leg.start, leg.end))) in used:
                    edge["cost"] *= 1.5
            starts, ends = (self._vertices(graph, place) for place in (best.origin, best.destination))
            way = self._told(graph, self._path(graph, starts, ends), best.origin, best.destination, year)
            if {leg.line for leg in way.legs} not in [{leg.line for leg in one.legs} for one in found]:
                found.append(way)
        return sorted(found, key=lambda way: way.km or 0.0)

    def series(self, origin: str, destination: str, query: Query = Query()) -> list[Way]:
        """The best way in every year of the atlas."""
        first, last = self.atlas.years
        return [self.way(origin, destination, year, query) for year in range(first, last + 1)]

    def reach(
        self, origin: str, year: int, query: Query = Query(), *, km: float | None = None, borders: int | None = None
    ) -> dict[str, float]:
        """Every node within `km` kilometres, or within `borders` border crossings, of a place in a year.

        The values are kilometres along the lines, or crossings passed. Raises `AtlasError` unless
        exactly one of the two limits is given.
        """
        if (km is None) == (borders is None):
            raise AtlasError("reach: expected a limit in kilometres or in border crossings, one of the two")
        place = self.resolve(origin)
        self.atlas.check_year(year)
        graph = self.graph(year, query)
        starts = self._vertices(graph, place)
        weight, limit = (_km, km) if km is not None else (self._border_weight, borders)
        costs = nx.multi_source_dijkstra_path_length(graph, set(starts), cutoff=limit, weight=weight) if starts else {}
        found: dict[str, float] = {}
        for (name, _), distance in costs.items():
            found[name] = min(distance, found.get(name, distance))
        return dict(sorted(found.items()))

    def _border_weight(self, a: Vertex, b: Vertex, edge: dict[str, Leg | None]) -> float:
        """Half a crossing for each end of a leg at a border point: going in and coming out make one."""
        return 0.5 * (self._is_border(a[0]) + self._is_border(b[0])) if edge["leg"] is not None else 0.0

    def legs_within(self, reached: Iterable[str], year: int, query: Query = Query()) -> list[Leg]:
        """The legs of a year's graph that lead between nodes that were reached, each once."""
        names = set(reached)
        edges = self.graph(year, query).edges(data="leg")
        found = {leg: None for _, _, leg in edges if leg is not None and leg.start in names and leg.end in names}
        return list(found)


def _km(_a: Vertex, _b: Vertex, edge: dict[str, Leg | None]) -> float:
    return edge["leg"].km if edge["leg"] is not None else 0.0


def _asked(leg: Leg, query: Query) -> bool:
    """Whether a leg is of the kind that is asked for, its status apart."""
    return leg.mode in query.modes and not query.avoid & set(leg.countries) and (leg.freight or not query.freight)
