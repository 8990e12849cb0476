"""What the templates of corridors need: the strip of one in the year, its share through the years, all of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import groupby
from typing import Any

from corridor_atlas.core.language import pick
from corridor_atlas.core.words import Words
from corridor_atlas.data import translations
from corridor_atlas.data.dataset import Atlas
from corridor_atlas.data.tables import Role
from corridor_atlas.network import strip
from corridor_atlas.network.graph import Network
from corridor_atlas.network.legs import Leg
from corridor_atlas.network.query import LOADS
from corridor_atlas.network.strip import Segment, Strip
from corridor_atlas.view import cite
from corridor_atlas.view.view import View


@lru_cache(maxsize=64)
def _series(network: Network, id_: str, load: str) -> tuple[Strip, ...]:
    return tuple(strip.series(network, id_, LOADS[load]))


def story(atlas: Atlas, network: Network, view: View, w: Words) -> dict[str, Any]:
    """The strip of the view's corridor and what stands around it, as plain values."""
    record = atlas.corridor(view.corridor or "")
    years = _series(network, record.id, view.load)
    now = years[view.year - atlas.years[0]]
    return {
        "w": w,
        "name": pick(record.name, w.language),
        "record": record,
        "discrepancy": translations.told(atlas.texts, record.discrepancy or "", w),
        "note": translations.told(atlas.texts, record.note or "", w),
        "year": view.year,
        "strip": now,
        "share": w.percent(now.share),
        "link": cite.permalink(atlas, replace(view, selected=None)),
        "in_year": cite.in_each_year(atlas, view),
        "segments": [_segment(atlas, number, one, now, view, w) for number, one in enumerate(now.segments)],
        "marks": _marks(atlas, network, now, w),
        "statuses": list(dict.fromkeys(str(one.status) for one in now.segments if one.status)),
        "limited": sorted({one.only for one in now.segments if one.only and one.usable}),
        "load": view.load,
        "any_shut": any(_is_shut(one) for one in now.segments),
        "gaps": [w("strip_gap", start=_name(atlas, a, w), end=_name(atlas, b, w)) for a, b in now.gaps],
        "bars": [
            {"year": one.year, "share": w.percent(one.share), "height": 100 * (one.share or 0), "now": one is now}
            for one in years
        ],
        "years": atlas.years,
    }


def corridors(atlas: Atlas, network: Network, view: View, w: Words) -> dict[str, Any]:
    """Every corridor in the view's year, as plain values."""
    bare = replace(view, selected=None, corridor=None, origin=None, destination=None, check=None)
    return {
        "w": w,
        "year": view.year,
        "years": atlas.years,
        "elsewhere": cite.permalink(atlas, bare),
        "all": _all(network, view, w),
    }


def _all(network: Network, view: View, w: Words) -> list[dict[str, Any]]:
    """Every corridor that has a length: its segments and share in the year, its share in all years."""
    first = network.atlas.years[0]
    rows = []
    for id_, record in network.atlas.corridors.items():
        years = _series(network, id_, view.load)
        now = years[view.year - first]
        if now.share is not None:
            rows.append(
                {
                    "id": id_,
                    "name": pick(record.name, w.language),
                    "share": w.percent(now.share),
                    "here": id_ == view.corridor,
                    "segments": list(_runs(now)),
                    "curve": _curve([one.share or 0.0 for one in years]),
                    "at": 100 * (view.year - first + 0.5) / len(years),
                }
            )
    return sorted(rows, key=lambda row: str(row["name"]))


def _runs(now: Strip) -> Iterator[dict[str, Any]]:
    """Neighbouring segments that look the same as one."""
    for _, run in groupby(now.segments, key=lambda one: (one.status, one.only, _is_shut(one))):
        alike = list(run)
        yield {**_cell(alike[0], now.km), "width": 100 * (alike[-1].end_km - alike[0].start_km) / now.km}


def _curve(shares: list[float]) -> str:
    """The corners of an area under steps, as a CSS polygon."""
    width = 100 / len(shares)
    corners = [(0.0, 0.0)]
    for number, share in enumerate(shares):
        corners += [(number * width, share), ((number + 1) * width, share)]
    corners.append((100.0, 0.0))
    return ", ".join(f"{x:.2f}% {100 - 100 * y:.1f}%" for x, y in corners)


def _name(atlas: Atlas, id_: str, w: Words) -> str:
    return pick(atlas.features[id_].record.name, w.language)


def _is_shut(one: Segment) -> bool:
    return one.status == "operating" and not one.usable


def _cell(one: Segment, whole: float) -> dict[str, Any]:
    return {
        "left": 100 * one.start_km / whole,
        "width": 100 * (one.end_km - one.start_km) / whole,
        "status": one.status or "none",
        "only": one.only if one.usable else None,
        "shut": _is_shut(one),
    }


def _segment(atlas: Atlas, number: int, one: Segment, now: Strip, view: View, w: Words) -> dict[str, Any]:
    title = w(
        "strip_segment_shut" if _is_shut(one) and not one.only else "strip_segment",
        line=_name(atlas, one.leg.line, w),
        start=_name(atlas, one.leg.start, w),
        end=_name(atlas, one.leg.end, w),
        number=round(one.end_km - one.start_km),
        status=_status(one, w),
    )
    chosen = view.selected == one.leg.line or view.selected in one.valves
    return {**_cell(one, now.km), "id": one.leg.line, "parts": f"{number}-{number}", "title": title, "chosen": chosen}


def _status(one: Segment, w: Words) -> str:
    text = w(f"status_{one.status}") if one.status else w("way_no_status")
    return w(f"only_{one.only}", status=text) if one.only else text


def _marks(atlas: Atlas, network: Network, now: Strip, w: Words) -> list[dict[str, Any]]:
    """Border crossings, gauge breaks and ports on the ruler, each once, in per cent from the left."""
    found: dict[str, dict[str, Any]] = {}
    for one in now.segments:
        for node, km in ((one.leg.start, one.start_km), (one.leg.end, one.end_km)):
            sign = _sign(atlas, network, node, one.leg, now)
            if sign:
                title = w("strip_mark", name=_name(atlas, node, w), sign=w(f"strip_{sign}"))
                at = 100 * km / now.km
                found.setdefault(node, {"id": _known(atlas, node), "left": at, "sign": sign, "title": title})
    return list(found.values())


def _known(atlas: Atlas, node: str) -> str:
    """What a reader knows a node as: the crossing, bridge or port that it serves, else itself."""
    place = atlas.features[node].record.place
    return place if place and atlas.features[place].meaning.role in (Role.VALVE, Role.PORT) else node


def _sign(atlas: Atlas, network: Network, node: str, leg: Leg, now: Strip) -> str | None:
    if node in now.gauge_breaks:
        return "gauge"
    if node in network.valves or atlas.features[node].record.kind == "border_point":
        return "crossing"
    if leg.mode == "sea" or atlas.features[node].record.kind == "terminal":
        return "port"
    return None
