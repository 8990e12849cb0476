"""The cases of `spec/ways.json`: ways through the shipped network, and through small made-up ones."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Any

import small_network
from corridor_atlas.core import timeline
from corridor_atlas.core.model import Traffic
from corridor_atlas.data.dataset import Atlas
from corridor_atlas.draw.network import network as told
from corridor_atlas.network.graph import Network
from corridor_atlas.network.query import LOADS, Query, Way

Case = dict[str, Any]
SEED = 12
NETWORKS = 8
"""Small networks drawn by lot."""
COUNT = 3
"""Ways that are asked for."""
PAIRS = (
    ("hunchun", "rajin-port"),
    ("hunchun", "zarubino-port"),
    ("harbin", "busan-port"),
    ("ulaanbaatar", "rajin-port"),
    ("khabarovsk", "niigata-port"),
    ("changchun", "vladivostok-port"),
    ("seoul", "pyongyang"),
    ("heihe", "blagoveshchensk"),
    ("tumen-city", "chongjin-port"),
    ("beijing-station", "chita-station"),
)
YEARS = (1991, 1996, 2003, 2010, 2013, 2015, 2021, 2025)
QUERIES = (
    Query(),
    Query(modes=("rail",)),
    Query(modes=("road",)),
    Query(modes=("river", "sea")),
    Query(load=Traffic.PASSENGERS),
    Query(any_sea=True),
)
TIMELINES = (
    [],
    [{"status": "operating", "start": "1950"}],
    [{"status": "operating", "start": "2001~"}],
    [{"status": "planned", "start": "1995", "end": "2003"}, {"status": "operating", "start": "2003"}],
    [{"status": "operating", "start": "1950", "end": "1999"}, {"status": "suspended", "start": "1999"}],
    [{"status": "operating", "start": "1950", "end": "1998"}],
    [{"status": "operating", "start": "1950", "traffic": ["passengers"]}],
    [{"status": "proposed", "start": "1992", "end": "2000"}, {"status": "cancelled", "start": "2000"}],
)


def asked(query: Query) -> Case:
    """A question as the page puts it."""
    load = next(name for name, load in LOADS.items() if load is query.load)
    said = {"modes": list(query.modes), "load": load, "anySea": query.any_sea, "opened": sorted(query.opened)}
    return {name: value for name, value in said.items() if value}


def answer(network: Network, way: Way) -> Case:
    """A way as the page has it, without what is empty."""
    found = {
        "km": way.km,
        "lines": _lines(way),
        "borders": list(way.border_crossings),
        "breaks": list(way.gauge_breaks),
        "transfers": list(way.transfers),
        "missing": [{"id": one.id, "status": one.status, "only": one.only} for one in way.missing],
        "doubtful": any(_doubtful(network, way, id_) for leg in way.legs for id_ in (leg.line, *network.gates(leg))),
    }
    return {name: value for name, value in found.items() if value}


def _lines(way: Way) -> list[list[str]]:
    """Each line of a way with the nodes that are passed on it."""
    found: list[list[str]] = []
    for leg in way.legs:
        if found and found[-1][0] == leg.line and found[-1][-1] == leg.start:
            found[-1].append(leg.end)
        else:
            found.append([leg.line, leg.start, leg.end])
    return found


def _doubtful(network: Network, way: Way, id_: str) -> bool:
    feature = network.atlas.features[id_]
    return bool(feature.record.timeline) and not feature.state(way.year).certain


def case(network: Network, origin: str, destination: str, year: int, query: Query) -> Case:
    """A question with the best ways, or with what is missing for one."""
    found = network.ways(origin, destination, year, query, COUNT) or [network.way(origin, destination, year, query)]
    said = {"from": origin, "to": destination, "year": year, "asked": asked(query)}
    return said | {"ways": [answer(network, way) for way in found]}


def shipped(network: Network) -> Iterator[Case]:
    """Ways through the shipped atlas; where something is missing, also as if it were open."""
    for number, (origin, destination) in enumerate(PAIRS):
        for turn, query in enumerate(QUERIES):
            years = YEARS if not number else [YEARS[(number + turn + step) % len(YEARS)] for step in (0, 3)]
            for year in years:
                found = case(network, origin, destination, year, query)
                yield found
                lacking = frozenset(one["id"] for one in found["ways"][0].get("missing", []))
                if lacking:
                    yield case(network, origin, destination, year, replace(query, opened=lacking))


def through_the_years(network: Network) -> Iterator[Case]:
    """Kilometres of the best way of every year, None where there is none."""
    for (origin, destination), query in zip(PAIRS, QUERIES, strict=False):
        km = [way.km for way in network.series(origin, destination, query)]
        yield {"from": origin, "to": destination, "asked": asked(query), "km": km}


def made_up() -> Iterator[Network]:
    """Small networks with crossings, towns of several stations, lines of all kinds and statuses."""
    lot = random.Random(SEED)  # noqa: S311  no secret
    for _ in range(NETWORKS):
        kinds = ("station", "station", "junction", "border_point")
        nodes = []
        for made, shape in small_network.STATIONS:
            more = {"kind": lot.choice(kinds)}
            if lot.random() < 0.5:
                more["place"] = lot.choice(("town", "pass"))
            nodes.append((made | more, shape))
        lines = []
        for number in range(lot.randint(3, 9)):
            ends = lot.sample(nodes, lot.randint(2, 4))
            mode = lot.choice(("rail", "rail", "rail", "road", "river"))
            gauges = lot.choice(([1435], [1520], [1435, 1520], []))
            said: Case = {"mode": mode, "gauge_mm": gauges if mode == "rail" else []}
            if mode == "rail" and lot.random() < 0.3:
                first = [made["id"] for made, _ in ends[:2]]
                said["gauge_stretches"] = [small_network.stretch(*first, 1435, 1520, since="2002")]
            if lot.random() < 0.2:
                said["kind"] = "high_speed"
            if timeline_ := lot.choice(TIMELINES):
                said["timeline"] = timeline_
            lines.append(small_network.line(f"line-{number}", *ends, **said))
        shape = nodes[0][1]
        tables = {
            "settlements": [({"id": "town", "countries": ["CN"]}, shape)],
            "border_crossings": [({"id": "pass", "countries": ["CN"], "timeline": lot.choice(TIMELINES[:5])}, shape)],
        }
        yield small_network.network(nodes, lines, **tables)


def small(network: Network) -> Iterator[Case]:
    """Ways between some nodes of a small network."""
    names = list(network.nodes)
    for origin, destination in pairwise(names):
        if set(network.places[origin]) & set(network.places[destination]):
            continue
        for query in (Query(), Query(modes=("rail",)), Query(load=Traffic.PASSENGERS)):
            for year in (1994, 2000, 2004):
                yield case(network, origin, destination, year, query)


def spans(network: Network) -> dict[str, list[int] | None]:
    """The spans of all on which ways depend, as the page has them; None for what has no dates."""
    found: dict[str, list[int] | None] = {}
    for id_ in sorted(network.needed):
        dated = network.atlas.features[id_].record.timeline
        found[id_] = [part for span in timeline.spans(dated, network.atlas.years) for part in span] if dated else None
    return found


def told_alone(network: Network) -> Case:
    """The network alone, without names and shapes: what the page has anyway stands in `spans`."""
    content = told(network, network.atlas.features)
    assert content is not None
    return {"years": list(network.atlas.years), "spans": spans(network), "network": content}


def worlds(atlas: Atlas) -> Iterator[Case]:
    """Networks, each with its questions and answers: that of an `atlas` with the places of `PAIRS`, then small ones."""
    network = Network(atlas)
    yield told_alone(network) | {"cases": list(shipped(network)), "series": list(through_the_years(network))}
    for network in made_up():
        yield told_alone(network) | {"cases": list(small(network)), "series": []}


def text(atlas: Atlas) -> str:
    """The file, one case to a line."""
    parts = []
    for world in worlds(atlas):
        head = {name: value for name, value in world.items() if name not in ("cases", "series")}
        lists = (f' "{name}": [\n' + ",\n".join(map(as_json, world[name])) + "\n]" for name in ("cases", "series"))
        parts.append(as_json(head)[:-1] + ",\n" + ",\n".join(lists) + "}")
    return '{"worlds": [\n' + ",\n".join(parts) + "\n]}\n"


def as_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
