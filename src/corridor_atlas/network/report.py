"""Answers of the network as plain values for JSON, and as lines of text for people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np

from corridor_atlas.core.language import pick
from corridor_atlas.core.model import Status, Traffic
from corridor_atlas.core.timeline import State
from corridor_atlas.network.graph import Network
from corridor_atlas.network.legs import Leg, course
from corridor_atlas.network.query import Way
from corridor_atlas.network.recompute import Outcome
from corridor_atlas.network.strip import Strip


def _name(network: Network, id_: str) -> str:
    return pick(network.atlas.features[id_].record.name)


def _leg(network: Network, leg: Leg, year: int) -> dict[str, Any]:
    feature = network.atlas.features[leg.line]
    state = feature.state(year)
    period = feature.record.timeline[state.period] if state.period is not None else None
    return {
        "line": leg.line,
        "from": leg.start,
        "to": leg.end,
        "km": round(leg.km, 1),
        "mode": leg.mode,
        "gauge_mm": list(leg.gauges),
        "countries": list(leg.countries),
        "status": state.status,
        "certain": state.certain,
        "traffic": state.only,
        "sources": list(period.sources) if period else [],
    }


def way(network: Network, found: Way) -> dict[str, Any]:
    """A way as plain values; `km` is null when there is none, and `missing` says what would make one.

    Parameters
    ----------
    network
        The network of the atlas.
    found
        An answer of this network.

    Returns
    -------
    dict
        Lengths in kilometres, gauges in mm, places and lines as ids, countries as ISO codes.
    """
    return {
        "from": found.origin,
        "to": found.destination,
        "year": found.year,
        "km": found.km,
        "km_by_mode": found.km_by("mode"),
        "km_by_country": found.km_by("country"),
        "border_crossings": list(found.border_crossings),
        "gauge_breaks": list(found.gauge_breaks),
        "transfers": list(found.transfers),
        "legs": [_leg(network, leg, found.year) for leg in found.legs],
        "missing": [{"id": one.id, "status": one.status, "traffic": one.only} for one in found.missing],
    }


def way_in_words(network: Network, found: Way) -> Iterator[str]:
    """A way as lines of text: the sum, then one line for each stretch on one line.

    Parameters
    ----------
    network
        The network of the atlas, for the names of its features.
    found
        An answer of this network.

    Returns
    -------
    iterator of str
        English, lengths in kilometres.
    """
    ends = f"{_name(network, found.origin)} to {_name(network, found.destination)}, {found.year}"
    if not found.legs:
        yield f"{ends}: no way"
        for one in found.missing:
            yield f"  missing: {_name(network, one.id)} ({_said(one.status, one.only)})"
        if not found.missing:
            yield "  nothing that the atlas knows would connect them by these modes"
        return
    borders, breaks = len(found.border_crossings), len(found.gauge_breaks)
    changes = f"border crossings {borders}, gauge breaks {breaks}, transfers {len(found.transfers)}"
    yield f"{ends}: {found.km:,.0f} km; {changes}"
    for line, start, end, km in stretches(found):
        yield f"  {km:8,.1f} km  {_name(network, line)}: {_name(network, start)} to {_name(network, end)}"


def _said(status: Status | None, only: Traffic | None) -> str:
    """A status in English, with what alone is carried."""
    return (status or "no status").replace("_", " ") + (f", {only} only" if only else "")


def _valve(id_: str, state: State) -> dict[str, Any]:
    return {"id": id_, "status": state.status, "traffic": state.only}


def stretches(found: Way) -> Iterator[tuple[str, str, str, float]]:
    """Neighbouring legs on the same line as one: line, first node, last node, kilometres."""
    legs = list(found.legs)
    while legs:
        line, start, km = legs[0].line, legs[0].start, 0.0
        end = start
        while legs and legs[0].line == line and legs[0].start == end:
            km, end = km + legs[0].km, legs[0].end
            legs.pop(0)
        yield line, start, end, km


def strip(network: Network, found: Strip) -> dict[str, Any]:
    """A strip as plain values.

    Parameters
    ----------
    network
        The network of the atlas.
    found
        A strip of this network.

    Returns
    -------
    dict
        Lengths in kilometres, `usable_share` from 0 to 1, null for a strip without length.
    """
    return {
        "id": found.corridor,
        "year": found.year,
        "km": found.km,
        "usable_km": found.usable_km,
        "usable_share": found.share,
        "segments": [
            {
                **_leg(network, one.leg, found.year),
                "start_km": one.start_km,
                "end_km": one.end_km,
                "usable": one.usable,
                "valves": [_valve(id_, network.atlas.features[id_].state(found.year)) for id_ in one.valves],
            }
            for one in found.segments
        ],
        "gauge_breaks": list(found.gauge_breaks),
        "gaps": [list(gap) for gap in found.gaps],
    }


def strip_in_words(network: Network, found: Strip) -> Iterator[str]:
    """A strip as lines of text, from its beginning to its end.

    Parameters
    ----------
    network
        The network of the atlas, for the names of its features.
    found
        A strip of this network.

    Returns
    -------
    iterator of str
        English, lengths in kilometres from the beginning of the strip.
    """
    share = f"{found.share:.0%}" if found.share is not None else "nothing"
    name = pick(network.atlas.corridors[found.corridor].name)
    yield f"{name}, {found.year}: {found.km:,.0f} km, {share} usable"
    for one in found.segments:
        status = _said(one.status, one.only)
        plain = one.usable or one.only or one.status != "operating"  # what alone is carried has been said
        shut = "" if plain else " (its border crossing or bridge is shut)"
        ends = f"{_name(network, one.leg.start)} to {_name(network, one.leg.end)}"
        yield f"  {one.start_km:8,.1f}  {ends}: {_name(network, one.leg.line)}, {status}{shut}"
    for start, end in found.gaps:
        yield f"  no line of the atlas leads from {_name(network, start)} to {_name(network, end)}"


def check_in_words(found: Outcome) -> Iterator[str]:
    """A figure computed again as lines of text."""
    yield f"{found.claim} [{found.source}]: {found.verdict}"
    yield f"  method: {found.method}"
    yield f"  from: {found.inputs}"
    for line in found.results:
        yield f"  - {line.asked}: {line.told or 'no figure'}"
    yield f"  {found.conclusion}"


def map_of(network: Network, found: Iterable[Outcome]) -> dict[str, Any]:
    """The ways of checks as a GeoJSON document (WGS84), one feature for each way.

    `part` tells the ways that a check is about from those that it compares them with ("before").

    Parameters
    ----------
    network
        The network that the answers come from.
    found
        Checks as they were answered.

    Returns
    -------
    dict
        Each geometry a MultiLineString with a line for each leg, degrees to 5 decimals, longitude first.
    """
    features = []
    for check in found:
        for part, ways in (("way", check.ways), ("before", check.before)):
            for one in ways:
                said = way(network, one)
                del said["legs"], said["missing"]
                said |= {"check": check.id, "claim": check.claim, "part": part, "verdict": check.verdict}
                said["lines"] = list(dict.fromkeys(leg.line for leg in one.legs))
                lines = [np.round(course(network.atlas, leg), 5).tolist() for leg in one.legs]
                shape = {"type": "MultiLineString", "coordinates": lines}
                features.append({"type": "Feature", "properties": said, "geometry": shape})
    return {"type": "FeatureCollection", "features": features}
