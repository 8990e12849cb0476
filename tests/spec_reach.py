"""The cases of `spec/reach.json`: what lies within reach in the shipped network, and in small made-up ones.

The networks themselves stand in `spec/ways.json`, in the same order.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from corridor_atlas.core.model import Traffic
from corridor_atlas.data.dataset import Atlas
from corridor_atlas.network.graph import Network
from corridor_atlas.network.query import Query
from spec_ways import as_json, asked, made_up

Case = dict[str, Any]
ORIGINS = ("hunchun", "heihe", "ulaanbaatar", "rajin-port", "khabarovsk")
LIMITS = ({"km": 120}, {"km": 700}, {"borders": 0}, {"borders": 1})
QUERIES = (Query(), Query(load=Traffic.PASSENGERS), Query(any_sea=True))
YEARS = (1991, 2003, 2014, 2023)


def case(network: Network, origin: str, year: int, query: Query, limit: dict[str, int]) -> Case:
    """A question with the nodes that are reached, and how many legs of each line lie between them."""
    reached = network.reach(origin, year, query, **limit)
    legs = Counter(leg.line for leg in network.legs_within(reached, year, query))
    said = {"from": origin, "year": year, "asked": asked(query), **limit}
    return said | {"nodes": {name: round(value, 6) for name, value in reached.items()}, "legs": legs}


def shipped(network: Network) -> Iterator[Case]:
    """Reach in the shipped atlas: every origin with every limit, years and questions in turn."""
    for number, origin in enumerate(ORIGINS):
        for turn, limit in enumerate(LIMITS):
            year, query = YEARS[(number + turn) % len(YEARS)], QUERIES[(number + turn) % len(QUERIES)]
            yield case(network, origin, year, query, limit)


def small(network: Network) -> Iterator[Case]:
    """Reach from each node of a small network."""
    for origin in network.nodes:
        for year in (1994, 2004):
            for limit in ({"km": 150}, {"borders": 1}):
                yield case(network, origin, year, Query(), limit)


def text(atlas: Atlas) -> str:
    """The file: of each network of `spec/ways.json` its cases, those of `atlas` first."""
    worlds = [shipped(Network(atlas)), *map(small, made_up())]
    return '{"worlds": [\n' + ",\n".join("[\n" + ",\n".join(map(as_json, cases)) + "\n]" for cases in worlds) + "\n]}\n"
