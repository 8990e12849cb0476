"""The way between two places in the year, and the strip of a corridor, beside the map."""

from __future__ import annotations

from typing import Any

import streamlit as st

from corridor_atlas import strip
from corridor_atlas.errors import AtlasError
from corridor_atlas.kinds import _delta
from corridor_atlas.language import pick
from corridor_atlas.legs import Leg, course
from corridor_atlas.network import Network, Way
from corridor_atlas.sources import Atlas
from corridor_atlas.strip import Strip
from corridor_atlas.tell import stretches
from corridor_atlas.ui import cache, state
from corridor_atlas.ui.details import TEMPLATES
from corridor_atlas.view import View


def choices(network: Network) -> list[str]:
    """Places to choose from: towns and ports, and the stations that serve none of them."""
    features = network.atlas.features
    return [
        place
        for place in network.places
        if features[place].table in ("settlements", "ports")
        or (features[place].record.kind == "station" and features[place].record.place is None)
    ]


def drawn(view: View) -> dict[str, list[list[int]]] | None:
    """What the panel is about as lines for the map, by kind of line; None when nothing is asked for."""
    network = cache.network()
    if view.origin and view.destination:
        found = {"way": list(_way(network, view).legs)}
    elif view.origin:
        found = _reach(network, view)
    elif view.corridor:
        found = {"way": [one.leg for one in strip.strip(network, view.corridor, view.year).segments]}
    elif view.check:
        found = {"way": [leg for way in cache.checks()[view.check].ways for leg in way.legs]}
    else:
        return None
    return {kind: [_delta.encode(course(network.atlas, leg)) for leg in legs] for kind, legs in found.items()}


def _reach(network: Network, view: View) -> dict[str, list[Leg]]:
    """Legs within reach; with a year to compare, also what has come and what has gone since."""
    try:
        now = _within(network, view, view.year)
        before = _within(network, view, view.before) if view.before else now
    except AtlasError:  # no line leads to the place
        return {"way": []}
    then = {(leg.line, leg.start, leg.end) for leg in before}
    here = {(leg.line, leg.start, leg.end) for leg in now}
    return {
        "way": [leg for leg in now if (leg.line, leg.start, leg.end) in then],
        "gained": [leg for leg in now if (leg.line, leg.start, leg.end) not in then],
        "lost": [leg for leg in before if (leg.line, leg.start, leg.end) not in here],
    }


def _within(network: Network, view: View, year: int) -> list[Leg]:
    return network.legs_within(network.reach(view.origin or "", year, km=view.within), year)


def _way(network: Network, view: View) -> Way:
    """The way that the view asks for; an empty one where there is none to ask for."""
    origin, destination = view.origin or "", view.destination or ""
    try:
        return network.way(origin, destination, view.year)
    except AtlasError:  # the same place twice, or one that no line leads to
        return Way(origin, destination, view.year)


def show(atlas: Atlas, view: View) -> None:
    """Draw the panel for the way or the corridor of the view, or nothing."""
    network = cache.network()
    if view.origin and view.destination:
        template, content = "way.html", way_story(atlas, network, view)
    elif view.origin:
        template, content = "reach.html", reach_story(atlas, network, view)
    elif view.corridor:
        template, content = "strip.html", strip_story(atlas, network, view)
    elif view.check:
        check = cache.checks()[view.check]
        template, content = "check.html", {"check": check, "source": atlas.bibliography.get(check.source)}
    else:
        return
    with st.container(key="details"):
        st.button("Close", key="close_details", icon=":material/close:", on_click=state.clear_ways)
        st.html(TEMPLATES.get_template(template).render(content))


def _name(atlas: Atlas, id_: str) -> str:
    return pick(atlas.features[id_].record.name)


def way_story(atlas: Atlas, network: Network, view: View) -> dict[str, Any]:
    """What the template of a way needs, as plain values."""
    way = _way(network, view)
    led = bool(way.legs or way.missing)
    years = network.series(way.origin, way.destination) if led else []
    longest = max((one.km or 0.0 for one in years), default=0.0) or 1.0
    return {
        "origin": _name(atlas, way.origin),
        "destination": _name(atlas, way.destination),
        "year": view.year,
        "way": way,
        "by_mode": way.km_by("mode"),
        "by_country": way.km_by("country"),
        "crossings": [_name(atlas, id_) for id_ in way.border_crossings],
        "breaks": [_name(atlas, id_) for id_ in way.gauge_breaks],
        "transfers": [_name(atlas, id_) for id_ in way.transfers],
        "stretches": [
            {"line": _name(atlas, line), "start": _name(atlas, start), "end": _name(atlas, end), "km": km}
            for line, start, end, km in stretches(way)
        ],
        "missing": [{"name": _name(atlas, one.id), "status": _words(one.status)} for one in way.missing],
        "bars": [
            {"year": one.year, "km": one.km, "height": 100 * (one.km or 0.0) / longest, "now": one.year == view.year}
            for one in years
        ],
        "longest": longest,
        "years": atlas.years,
    }


def reach_story(atlas: Atlas, network: Network, view: View) -> dict[str, Any]:
    """What the template of a reach needs, as plain values."""
    origin = view.origin or ""
    try:
        now = _places(network, network.reach(origin, view.year, km=view.within))
        before = _places(network, network.reach(origin, view.before, km=view.within)) if view.before else now
    except AtlasError:
        now, before = {}, {}
    return {
        "origin": _name(atlas, origin),
        "year": view.year,
        "within": view.within,
        "before": view.before,
        "rows": [{"name": _name(atlas, id_), "km": km} for id_, km in sorted(now.items(), key=lambda item: item[1])],
        "gained": sorted(_name(atlas, id_) for id_ in now.keys() - before.keys()),
        "lost": sorted(_name(atlas, id_) for id_ in before.keys() - now.keys()),
    }


def _places(network: Network, reached: dict[str, float]) -> dict[str, float]:
    """Towns, ports and crossings among or served by the nodes reached, each with its least distance."""
    found: dict[str, float] = {}
    for node, km in reached.items():
        for place in network.nodes[node]:
            if network.atlas.features[place].table != "network_nodes":
                found[place] = min(km, found.get(place, km))
    return found


def strip_story(atlas: Atlas, network: Network, view: View) -> dict[str, Any]:
    """What the template of a corridor needs, as plain values."""
    record = atlas.corridor(view.corridor or "")
    strips = strip.series(network, record.id)
    now = strips[view.year - atlas.years[0]]
    return {
        "name": pick(record.name),
        "record": record,
        "year": view.year,
        "strip": now,
        "segments": [_segment(atlas, one, now.km) for one in now.segments],
        "marks": _marks(atlas, network, now),
        "gaps": [(_name(atlas, a), _name(atlas, b)) for a, b in now.gaps],
        "bars": [{"year": one.year, "share": one.share or 0.0, "now": one.year == view.year} for one in strips],
        "years": atlas.years,
        "all": _all_corridors(network, view),
    }


def _all_corridors(network: Network, view: View) -> list[dict[str, Any]]:
    """Every corridor that has a length, with its usable share in the year, by name."""
    rows = []
    for id_, record in network.atlas.corridors.items():
        found = strip.strip(network, id_, view.year)
        if found.share is not None:
            rows.append({"name": pick(record.name), "share": found.share, "here": id_ == view.corridor})
    return sorted(rows, key=lambda row: str(row["name"]))


def _words(status: str | None) -> str:
    return (status or "no status").replace("_", " ")


def _segment(atlas: Atlas, one: strip.Segment, whole: float) -> dict[str, Any]:
    km = one.end_km - one.start_km
    ends = f"{_name(atlas, one.leg.start)} to {_name(atlas, one.leg.end)}"
    shut = " (crossing or bridge shut)" if one.status == "operating" and not one.usable else ""
    return {
        "left": 100 * one.start_km / whole,
        "width": 100 * km / whole,
        "status": one.status or "none",
        "usable": one.usable,
        "title": f"{_name(atlas, one.leg.line)}: {ends}, {km:,.0f} km, {_words(one.status)}{shut}",
    }


def _marks(atlas: Atlas, network: Network, now: Strip) -> list[dict[str, Any]]:
    """Border crossings, gauge breaks and ports on the ruler, each once, in per cent from the left."""
    found: dict[str, dict[str, Any]] = {}
    for one in now.segments:
        for node, km in ((one.leg.start, one.start_km), (one.leg.end, one.end_km)):
            sign = _sign(atlas, network, node, one.leg, now)
            if sign:
                title = f"{_name(atlas, node)}: {sign}"
                found.setdefault(node, {"left": 100 * km / now.km, "sign": sign, "title": title})
    return list(found.values())


def _sign(atlas: Atlas, network: Network, node: str, leg: Leg, now: Strip) -> str | None:
    if node in network.valves or atlas.features[node].record.kind == "border_point":
        return "border crossing"
    if node in now.gauge_breaks:
        return "gauge break"
    if leg.mode == "sea" or atlas.features[node].record.kind == "terminal":
        return "port"
    return None
