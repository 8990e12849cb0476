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


def drawn(view: View) -> list[list[int]] | None:
    """The way or corridor of the view as lines for the map, or None when none is asked for."""
    network = cache.network()
    if view.origin and view.destination:
        legs = _way(network, view).legs
    elif view.corridor:
        legs = tuple(one.leg for one in strip.strip(network, view.corridor, view.year).segments)
    else:
        return None
    return [_delta.encode(course(network.atlas, leg)) for leg in legs]


def _way(network: Network, view: View) -> Way:
    """The way that the view asks for; an empty one where there is none to ask for."""
    origin, destination = view.origin or "", view.destination or ""
    try:
        return network.way(origin, destination, view.year)
    except AtlasError:  # the same place twice, or one that no line leads to
        return Way(origin, destination, view.year)


def show(atlas: Atlas, view: View) -> None:
    """Draw the panel for the way or the corridor of the view, or nothing."""
    if view.origin and view.destination:
        template, content = "way.html", way_story(atlas, cache.network(), view)
    elif view.corridor:
        template, content = "strip.html", strip_story(atlas, cache.network(), view)
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
