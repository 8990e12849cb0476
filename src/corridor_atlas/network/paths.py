"""Search in a graph of the network: the shortest path, and the one that lacks least."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import pairwise
from typing import Any

import networkx as nx

from corridor_atlas.core.model import Status
from corridor_atlas.network.legs import Leg, Stretch

Vertex = tuple[str, str]
"""A node and a way of travelling: "road", "sea", or "rail" with a gauge ("rail 1435")."""
Edge = dict[str, Any]
"""What is kept of an edge: its `cost`, and the `leg` that it is."""
NEVER: Mapping[Stretch, int] = {}
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
HUB = "hub"
"""The vertex of a node at which one changes between lines."""
FAR_KM = 1e6
"""Longer than any way: what one thing that is shut counts."""


def shortest(
    graph: nx.Graph[Vertex], starts: Iterable[Vertex], ends: Iterable[Vertex], used: Mapping[Stretch, int] = NEVER
) -> list[Vertex]:
    """The path of least cost from any start to any end; empty when there is none.

    Dijkstra's algorithm from several starts at once, as networkx has it. Of paths that cost the same the one
    that is found first counts, in the order of the graph and of `starts` and `ends`: the page finds the same.

    Parameters
    ----------
    graph
        Its edges carry `cost`, not below 0.
    starts
        Vertices of the graph.
    ends
        Vertices; those that are not in the graph cannot be reached.
    used
        How often ways that are known already lead over a stretch: each time makes it dearer by half.
    """

    def cost(_a: Vertex, _b: Vertex, edge: Edge) -> float:
        leg, price = edge["leg"], float(edge["cost"])
        return price * 1.5 ** used.get(leg.stretch, 0) if used and leg is not None else price

    starts, ends = list(starts), list(ends)
    if not starts or not ends:
        return []
    costs, paths = nx.multi_source_dijkstra(graph, dict.fromkeys(starts), weight=cost)
    reached = [vertex for vertex in ends if vertex in costs]
    return list(paths[min(reached, key=lambda vertex: costs[vertex])]) if reached else []


def legs_along(graph: nx.Graph[Vertex], path: Iterable[Vertex]) -> list[Leg]:
    """The legs of a path, each in the direction of travel.

    Parameters
    ----------
    graph
        Its edges carry `leg`, None for a change between two ways of travelling.
    path
        Vertices, each joined to the next by an edge of the graph.
    """
    found: list[Leg] = []
    for a, b in pairwise(path):
        leg = graph.edges[a, b]["leg"]
        if leg is not None:
            found.append(leg if leg.start == a[0] else leg.turned())
    return found


def lacking_least(
    legs: Mapping[Leg, tuple[str, ...]],
    hardship: Callable[[str], float],
    places: Iterable[tuple[str, ...]],
    starts: Iterable[str],
    ends: Iterable[str],
) -> list[Leg]:
    """The way from one of the nodes `starts` to one of `ends` for which the fewest features have to open.

    A line is boarded and left at a hub: what it lacks counts once, however many of its stations are
    passed. Gauges do not matter here. Dijkstra's algorithm, with the kilometres as the lesser cost.

    Parameters
    ----------
    legs
        All that may be used, each with the crossings, bridges and ports that must be open for it.
    hardship
        How far a feature is from being open, by id: 0 for what is, else as in `HARDSHIP`.
    places
        Nodes of one place, between which one can change.
    starts, ends
        Nodes at which the way may begin and end.

    Returns
    -------
    list of Leg
        In the direction of travel; empty when not even all of it together makes a way.
    """
    graph: nx.Graph[Vertex] = nx.Graph()
    for leg, gates in legs.items():
        shut = FAR_KM / 2 * sum(map(hardship, gates))  # a crossing has a leg on each side of it
        graph.add_edge((leg.start, leg.line), (leg.end, leg.line), cost=leg.km + shut, leg=leg)
        for node in (leg.start, leg.end):
            graph.add_edge((node, leg.line), (node, HUB), cost=FAR_KM / 2 * hardship(leg.line), leg=None)
    for names in places:
        for a, b in pairwise(name for name in names if (name, HUB) in graph):
            graph.add_edge((a, HUB), (b, HUB), cost=0.0, leg=None)
    begin, end = ([(name, HUB) for name in names if (name, HUB) in graph] for names in (starts, ends))
    return legs_along(graph, shortest(graph, begin, end))
