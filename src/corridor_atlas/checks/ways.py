"""The network that the lines make: corridors that hang together, and gauges that trains can go on with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from corridor_atlas.core.errors import Fault
from corridor_atlas.core.model import Corridor
from corridor_atlas.data.dataset import Atlas
from corridor_atlas.network.graph import NO_STATION, Network
from corridor_atlas.network.legs import Leg
from corridor_atlas.network.strip import chain


def check(atlas: Atlas) -> Iterator[Fault]:
    """Notices of corridors with gaps, detours and strangers, and of gauges that end where no train can change."""
    network = Network.of(atlas)
    for corridor in atlas.corridors.values():
        if corridor.stops:
            yield from _chain(network, corridor)
    yield from _gauges(network)


def _chain(network: Network, corridor: Corridor) -> Iterator[Fault]:
    """The lines between the stops make one chain of members, without a way back."""
    legs, gaps = chain(network, corridor)
    for start, end in gaps:
        yield _notice(corridor, "stops", f"no line from {start} to {end}", "stops that lines of the atlas join")
    for stretch, times in Counter(frozenset((leg.start, leg.end)) for leg in legs).items():
        if times > 1:
            found = f"{' to '.join(sorted(stretch))} {times} times"
            yield _notice(corridor, "stops", found, "stops in order of travel, each stretch once")
    for line in dict.fromkeys(leg.line for leg in legs):
        if line not in corridor.members:
            leg = next(leg for leg in legs if leg.line == line)
            expected = f"{line} among them, or others that lead from {leg.start} to {leg.end}"
            yield _notice(corridor, "members", f"no {line}, which the way between the stops needs", expected)


def _gauges(network: Network) -> Iterator[Fault]:
    """A gauge ends at a station: at a border or junction a train of either side must be able to go on."""
    told = set()
    for year in network.gauge_years:
        meeting: dict[str, list[Leg]] = {}
        for leg in network.legs_in(year):
            for end in (leg.start, leg.end):
                if leg.mode == "rail" and network.atlas.features[end].record.kind in NO_STATION:
                    meeting.setdefault(end, []).append(leg)
        for end, legs in meeting.items():
            for leg in legs:
                gauges = set(leg.gauges or network.gauges)
                others = [gauge for one in legs if one is not leg for gauge in one.gauges or network.gauges]
                if gauges.isdisjoint(others) and (leg.line, end) not in told:
                    told.add((leg.line, end))
                    yield _gauge(network.atlas, leg, end, sorted(set(others)), year)


def _gauge(atlas: Atlas, leg: Leg, end: str, others: list[int], year: int) -> Fault:
    here, there = (", ".join(f"{gauge} mm" for gauge in gauges) for gauges in (leg.gauges, others))
    table = atlas.features[leg.line].table
    found = f"{here or 'a line'} up to {end} in {year}, where {there or 'no railway'} goes on"
    expected = "a gauge that goes on: it changes at a station, not at a border point or junction"
    return Fault(f"{table}.geojson", leg.line, "gauge_mm", found, expected, left_out=False, notice=True)


def _notice(corridor: Corridor, field: str, found: str, expected: str) -> Fault:
    return Fault("corridors.toml", corridor.id, field, found, expected, left_out=False, notice=True)
