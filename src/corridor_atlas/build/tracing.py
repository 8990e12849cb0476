"""Trace a railway or road along a routable network between known places.

The network is the one of the ``scgraph_data`` package (OpenStreetMap, ODbL): nodes in WGS84 and edges with
a length in kilometres. It is generalised: a link is straight between its two nodes, yet carries the length of the
real track. Points may therefore lie off a long link although they lie on the line, and a station is
attached to the links near it, not only to nodes.
"""

from __future__ import annotations

import importlib.util
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from pyproj import Geod
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra
from scipy.spatial import cKDTree
from shapely import LineString

Point = tuple[float, float]
Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Mode = Literal["rail", "road"]

MODULES: dict[Mode, str] = {"rail": "world_railways.py", "road": "world_highways.py"}
REGION = (60.0, 28.0, 150.0, 72.0)
"""Western, southern, eastern and northern limit of the network that is kept, degrees."""

GEOD = Geod(ellps="WGS84")
EARTH_RADIUS_KM = 6371.0
SAMPLE_KM = 1.0
"""Spacing of the points by which a link is found from a place beside it."""
LONG_LINK_KM = 3.0
"""A link longer than this is a chord of the real track: places on the line may lie beside it."""
GAP_KM = 2.0
"""Two loose ends of the network that lie this near are one track that was cut ..."""
DETOUR_KM = 20.0
"""... unless the network connects them within this distance."""
SLACK_KM = 1.0
"""How much longer than the track of a link the way over a place on it may be, for rounding of both."""
CONNECTOR_COST = 4.0
"""How much dearer a kilometre off the track is than one on it, so that the nearest track wins."""
SIMPLIFY_DEGREES = 0.0002
"""About 20 m."""


@dataclass(frozen=True, eq=False)
class Network:
    """Nodes ``(n, 2)`` as lon, lat; links ``(m, 2)`` as node numbers; length of each link in kilometres ``(m,)``."""

    nodes: Floats
    links: Integers
    km: Floats

    @cached_property
    def chord_km(self) -> Floats:
        """Geodesic length of every link, kilometres."""
        a, b = self.nodes[self.links[:, 0]], self.nodes[self.links[:, 1]]
        return np.asarray(GEOD.inv(a[:, 0], a[:, 1], b[:, 0], b[:, 1])[2]) / 1000.0

    @cached_property
    def unit_vectors(self) -> Floats:
        """The nodes as points of the unit sphere ``(n, 3)``."""
        return _unit_vectors(self.nodes)

    @cached_property
    def long_links(self) -> Integers:
        """Numbers of the links longer than ``LONG_LINK_KM``."""
        return np.flatnonzero(self.chord_km > LONG_LINK_KM)

    @cached_property
    def samples(self) -> tuple[cKDTree, Integers]:
        """Tree of points along all links, and the link that each point lies on."""
        count = np.maximum(2, np.ceil(self.chord_km / SAMPLE_KM).astype(int) + 1)
        link = np.repeat(np.arange(len(count)), count)
        step = np.arange(len(link)) - np.repeat(np.cumsum(count) - count, count)
        share = (step / (count[link] - 1))[:, None]
        a, b = self.nodes[self.links[link, 0]], self.nodes[self.links[link, 1]]
        return cKDTree(_unit_vectors(a + share * (b - a))), link


@dataclass(frozen=True)
class Snap:
    """Nearest place of one link: its number, share of its length from the first node, place, distance in kilometres."""

    link: int
    share: float
    point: Point
    km: float


@dataclass(frozen=True)
class Leg:
    """One stretch between two given points.

    ``snap_m`` is the distance of both points from the network in metres, ``direct_km`` the geodesic between them,
    ``km`` the length along the track (never less than the drawn line), ``by_hand`` says that the network has no track
    here, so that the leg is straight.
    """

    snap_m: tuple[float, float]
    direct_km: float
    km: float
    by_hand: bool
    longest_link_km: float


@dataclass(frozen=True)
class Trace:
    """A traced line: lon, lat with 5 decimals, the given points among them, and the legs between those points."""

    coordinates: list[Point]
    legs: list[Leg]

    @property
    def km(self) -> float:
        """Length along the track, kilometres."""
        return sum(leg.km for leg in self.legs)


def load_network(mode: Mode, bbox: tuple[float, float, float, float] = REGION, cache: Path | None = None) -> Network:
    """Load the rail or road network inside ``bbox`` (west, south, east, north).

    Reading the package takes about half a minute; with ``cache`` (an ``.npz`` path) the arrays are kept there and read
    from there the next time. Raises ``ModuleNotFoundError`` when ``scgraph_data`` is not installed.
    """
    if cache is not None and cache.exists():
        with np.load(cache) as kept:
            return Network(kept["nodes"], kept["links"], kept["km"])
    nodes, rows = _read(mode)
    links, km = np.array([row[:2] for row in rows], dtype=np.int64), np.array([row[2] for row in rows], dtype=float)
    west, south, east, north = bbox
    inside = (nodes[:, 0] >= west) & (nodes[:, 0] <= east) & (nodes[:, 1] >= south) & (nodes[:, 1] <= north)
    number = np.cumsum(inside) - 1
    kept_links = inside[links].all(axis=1)
    network = _gaps_closed(Network(nodes[inside], number[links[kept_links]], km[kept_links]))
    if cache is not None:
        np.savez(cache, nodes=network.nodes, links=network.links, km=network.km)
    return network


def _read(mode: Mode) -> tuple[Floats, list[tuple[int, int, float]]]:
    """Nodes (lon, lat) and links of the whole world.

    The module is read as text: it holds one literal a line, and running it asks for an older ``scgraph`` than the
    one that pip chooses.
    """
    found = importlib.util.find_spec("scgraph_data")
    if found is None or found.origin is None:
        raise ModuleNotFoundError("scgraph_data is not installed")
    literals: dict[str, str] = {}
    with (Path(found.origin).parent / MODULES[mode]).open(encoding="utf-8") as lines:
        for line in lines:
            name, _, value = line.partition("=")
            literals[name.strip()] = value
    nodes = np.asarray(json.loads(literals["nodes"]), dtype=float)[:, ::-1]
    graph = json.loads(re.sub(r"(\d+): ", r'"\1": ', literals["graph"]))
    return nodes, [(i, int(j), km) for i, ends in enumerate(graph) for j, km in ends.items() if i < int(j)]


def snap(point: Point, network: Network, tolerance_km: float = 3.0) -> list[Snap]:
    """Places of the network near ``point``, nearest first, one per link.

    A link counts when it passes within ``tolerance_km``, or when it is long and its track has the length for a way over
    ``point`` (the point lies in the ellipse around the ends of the link). Empty when there is no track.
    """
    tree, owner = network.samples
    at = _unit_vectors(np.array([point]))[0]
    near = owner[tree.query_ball_point(at, (tolerance_km + SAMPLE_KM) / EARTH_RADIUS_KM)]
    around = _links_around(point, network)
    places = [_project(point, link, network) for link in {*near.tolist(), *around}]
    allowed = [place for place in places if place.km <= tolerance_km or place.link in around]
    return sorted(allowed, key=lambda place: place.km)


def trace_line(
    points: Sequence[Point], network: Network, *, tolerance_km: float = 3.0, max_detour: float = 2.5
) -> Trace:
    """Follow the network through ``points`` (lon, lat) in order, leg by leg, by the shortest path.

    A leg is straight and marked ``by_hand`` where a point has no track within ``tolerance_km``, no path exists or the
    path is longer than ``max_detour`` times the geodesic. Every given point is a vertex, rounded to 5 decimals.
    Raises ``ValueError`` for fewer than two points.
    """
    if len(points) < 2:
        raise ValueError("a line needs at least two points")
    stops = [_rounded(point) for point in points]
    graph = _Graph(stops, network, tolerance_km)
    coordinates, legs = [stops[0]], []
    for number in range(len(stops) - 1):
        leg, drawn = graph.leg(number, max_detour)
        coordinates += drawn[1:]
        legs.append(leg)
    return Trace(coordinates, legs)


class _Graph:
    """The network with the stops of one line tied to the links near them.

    Nodes are numbered: the network's own, then the stops, then one for every place where a stop meets a link.
    """

    def __init__(self, stops: list[Point], network: Network, tolerance_km: float) -> None:
        self.stops, self.network = stops, network
        self.snaps = [snap(stop, network, tolerance_km) for stop in stops]
        self.first_stop = len(network.nodes)
        self.first_place = self.first_stop + len(stops)
        self.places = [place for places in self.snaps for place in places]
        rows = [*self._connectors(), *self._split_links()]
        ends = np.array([row[:2] for row in rows], dtype=np.int64).reshape(-1, 2)
        km = np.array([row[2] for row in rows], dtype=float)
        size = self.first_place + len(self.places)
        a = np.concatenate([network.links[:, 0], ends[:, 0]])
        b = np.concatenate([network.links[:, 1], ends[:, 1]])
        # csgraph takes a zero for a missing link.
        weight = np.maximum(np.concatenate([network.km, km]), 1e-6)
        self.length = _shortest_of_parallel(a, b, weight, size)

    def _connectors(self) -> list[tuple[int, int, float]]:
        """Links from each stop to its places on the network, made dear."""
        rows, place_node = [], self.first_place
        for number, places in enumerate(self.snaps):
            nearest = places[0].km if places else 0.0
            for place in places:
                rows.append((self.first_stop + number, place_node, CONNECTOR_COST * (place.km - nearest)))
                place_node += 1
        return rows

    def _split_links(self) -> list[tuple[int, int, float]]:
        """The parts of every link on which places lie, from its first node over the places to its second."""
        on_link: dict[int, list[tuple[float, int]]] = {}
        for number, place in enumerate(self.places):
            on_link.setdefault(place.link, []).append((place.share, self.first_place + number))
        rows = []
        for link, places in on_link.items():
            start, end = (int(node) for node in self.network.links[link])
            chain = [(0.0, start), *sorted(places), (1.0, end)]
            km = float(self.network.km[link])
            rows += [(a, b, (t - s) * km) for (s, a), (t, b) in pairwise(chain)]
        return rows

    def leg(self, number: int, max_detour: float) -> tuple[Leg, list[Point]]:
        """The leg from stop ``number`` to the next one, and its vertices."""
        a, b = self.stops[number], self.stops[number + 1]
        direct = _km([a, b])
        off = tuple(1000.0 * places[0].km if places else float("inf") for places in self.snaps[number : number + 2])
        limit = max_detour * direct + 20.0
        distance, before = dijkstra(
            self.length, directed=False, indices=self.first_stop + number, return_predecessors=True, limit=limit
        )
        target = self.first_stop + number + 1
        if not np.isfinite(distance[target]):
            return Leg((off[0], off[1]), direct, direct, True, direct), [a, b]
        path = [target]
        while path[-1] != self.first_stop + number:
            path.append(int(before[path[-1]]))
        path.reverse()
        drawn = self._drawn(path)
        track = sum(self._track_km(s, t, distance) for s, t in pairwise(path))
        longest = max(_km([s, t]) for s, t in pairwise(drawn))
        return Leg((off[0], off[1]), direct, max(track, _km(drawn)), False, longest), drawn

    def _track_km(self, a: int, b: int, distance: Floats) -> float:
        """Length of one step of the path without the surcharge of connectors."""
        if self.first_stop <= min(a, b) < self.first_place:
            return 0.0
        return float(distance[b] - distance[a])

    def _drawn(self, path: list[int]) -> list[Point]:
        """Vertices of a path. Places on long links are left out: the stop itself is nearer to the real track."""
        vertices: list[Point] = []
        for node in path:
            if node < self.first_stop:
                vertices.append(_rounded(self.network.nodes[node]))
            elif node < self.first_place:
                vertices.append(self.stops[node - self.first_stop])
            else:
                place = self.places[node - self.first_place]
                if self.network.chord_km[place.link] <= LONG_LINK_KM and place.km > 0.05:
                    vertices.append(_rounded(place.point))
        kept = [vertices[0]] + [b for a, b in pairwise(vertices) if a != b]
        if len(kept) < 3:
            return kept if len(kept) == 2 else [vertices[0], vertices[-1]]
        return [(x, y) for x, y in LineString(kept).simplify(SIMPLIFY_DEGREES).coords]


def _gaps_closed(network: Network) -> Network:
    """The network with short links between loose ends that lie close together and are not connected nearby."""
    size, (a, b) = len(network.nodes), network.links.T
    length = _shortest_of_parallel(a, b, np.maximum(network.km, 1e-6), size)
    ends = np.flatnonzero(np.bincount(network.links.ravel(), minlength=size) == 1)
    near = ends[cKDTree(network.unit_vectors[ends]).query_pairs(GAP_KM / EARTH_RADIUS_KM, output_type="ndarray")]
    apart = [np.isinf(dijkstra(length, directed=False, indices=start, limit=DETOUR_KM)[end]) for start, end in near]
    pairs = near[np.array(apart, dtype=bool)]
    start, end = network.nodes[pairs[:, 0]], network.nodes[pairs[:, 1]]
    km = np.asarray(GEOD.inv(start[:, 0], start[:, 1], end[:, 0], end[:, 1])[2]) / 1000.0
    return Network(network.nodes, np.concatenate([network.links, pairs]), np.concatenate([network.km, km]))


def _shortest_of_parallel(a: Integers, b: Integers, weight: Floats, size: int) -> csr_array:
    """Sparse length matrix with the shortest of several links between the same two nodes."""
    low, high = np.minimum(a, b), np.maximum(a, b)
    order = np.lexsort((weight, high, low))
    low, high, weight = low[order], high[order], weight[order]
    first = np.ones(len(low), dtype=bool)
    first[1:] = (low[1:] != low[:-1]) | (high[1:] != high[:-1])
    return csr_array((weight[first], (low[first], high[first])), shape=(size, size))


def _links_around(point: Point, network: Network) -> set[int]:
    """Long links whose track is long enough to pass through ``point``."""
    number = network.long_links
    difference = network.unit_vectors[network.links[number]] - _unit_vectors(np.array([point]))
    way_km = EARTH_RADIUS_KM * _chord_to_arc(difference).sum(axis=1)
    return set(number[way_km <= network.km[number] + SLACK_KM].tolist())


def _chord_to_arc(difference: Floats) -> Floats:
    """Angle in radians between unit vectors, from their difference in the last axis."""
    return np.asarray(2.0 * np.arcsin(np.minimum(1.0, np.linalg.norm(difference, axis=-1) / 2.0)))


def _project(point: Point, link: int, network: Network) -> Snap:
    """Nearest place of one link, on a plane that is true to scale at ``point``."""
    scale = np.array([np.cos(np.radians(point[1])), 1.0])
    a, b = network.nodes[network.links[link]]
    along, toward = (b - a) * scale, (np.array(point) - a) * scale
    squared = float(along @ along)
    share = float(np.clip(toward @ along / squared, 0.0, 1.0)) if squared else 0.0
    x, y = a + share * (b - a)
    return Snap(link, share, (float(x), float(y)), _km([point, (float(x), float(y))]))


def _unit_vectors(lonlat: Floats) -> Floats:
    lon, lat = np.radians(lonlat[:, 0]), np.radians(lonlat[:, 1])
    return np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)], axis=1)


def _km(points: Sequence[Point]) -> float:
    """Geodesic length of a chain of points, kilometres (Karney 2013, through PROJ)."""
    return float(GEOD.line_length([p[0] for p in points], [p[1] for p in points])) / 1000.0


def _rounded(point: Sequence[float]) -> Point:
    return round(float(point[0]), 5), round(float(point[1]), 5)
