"""The cases of `spec/strips.json`: corridors of the shipped atlas and of a small one as strips, year by year."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import small_network
import spec_ways
from corridor_atlas.core.words import Words
from corridor_atlas.data.dataset import Atlas
from corridor_atlas.draw.figure import bands
from corridor_atlas.network import strip
from corridor_atlas.network.graph import Network
from corridor_atlas.network.query import LOADS
from corridor_atlas.network.strip import Strip

Case = dict[str, Any]
YEARS = (1996, 2010, 2021)
SIGNS = ("crossing", "gauge", "port")


def small() -> Network:
    """Two corridors with a crossing, a gap, a load that cannot pass, a gauge that changes in some year."""
    a, b, c, d, e, f = small_network.STATIONS
    lines = [
        small_network.line("west", a, b, c, gauge_mm=[1435]),
        small_network.line("east", d, c, mode="rail", gauge_mm=[1520], **_only("passengers")),
        small_network.line("street", d, e, mode="road", **_only("freight")),
    ]
    stations = [a, b, (c[0] | {"place": "pass"}, c[1]), (d[0] | {"kind": "terminal"}, d[1]), e, f]
    crossing = {"id": "pass", "countries": ["CN"], "timeline": [{"status": "operating", "start": "2001"}]}
    names = [made["id"] for made, _ in stations]
    corridors = [
        small_network.corridor("through", names, ["west", "east", "street"]),
        small_network.corridor("back", names[::-1], ["street"]),
    ]
    return Network(
        small_network.atlas(
            corridors, network_nodes=stations, railways=lines, border_crossings=[(crossing, stations[2][1])]
        )
    )


def _only(traffic: str) -> Case:
    """Dates of a line that carries everything at first, and since 2003 this traffic alone."""
    later = {"status": "operating", "start": "2003", "traffic": [traffic]}
    return {"timeline": [{"status": "operating", "start": "1995", "end": "2003"}, later]}


def segments(found: Strip) -> list[list[Any]]:
    """Each segment: line, ends, kilometres at its end, status, whether it is usable, valves, what alone it carries."""
    return [
        [one.leg.line, one.leg.start, one.leg.end, one.end_km, one.status, one.usable, list(one.valves), one.only]
        for one in found.segments
    ]


def cases(network: Network, years: tuple[int, ...]) -> Iterator[Case]:
    """Every corridor that has a length, for each load."""
    say = Words("en", "map")
    for id_ in network.atlas.corridors:
        for load, traffic in LOADS.items():
            for found in (strip.strip(network, id_, year, traffic) for year in years):
                if not found.km:
                    continue
                marks = (one for one in bands.marks(network, found) if one.kind in SIGNS)
                yield {
                    "id": id_,
                    "load": load,
                    "year": found.year,
                    "km": found.km,
                    "usable": found.usable_km,
                    "share": found.share,
                    "percent": say.percent(found.share),
                    "gaps": [list(gap) for gap in found.gaps],
                    "segments": segments(found),
                    "marks": [[one.node, one.km, one.kind, one.open] for one in marks],
                }


def series(network: Network) -> Iterator[Case]:
    """The share of every year."""
    for id_ in network.atlas.corridors:
        for load, traffic in LOADS.items():
            yield {"id": id_, "load": load, "shares": [one.share for one in strip.series(network, id_, traffic)]}


def text(atlas: Atlas) -> str:
    """The file, one case to a line; the network of the shipped atlas stands in `ways.json`."""
    parts = []
    made = small()
    worlds = (({}, Network(atlas), YEARS), (spec_ways.told_alone(made), made, (1994, 2000, 2002, 2004)))
    for head, network, years in worlds:
        lists = (("cases", list(cases(network, years))), ("series", list(series(network))))
        told = (f' "{name}": [\n' + ",\n".join(map(_json, found)) + "\n]" for name, found in lists)
        parts.append(_json(head | {"years": list(network.atlas.years)})[:-1] + ",\n" + ",\n".join(told) + "}")
    return '{"worlds": [\n' + ",\n".join(parts) + "\n]}\n"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
