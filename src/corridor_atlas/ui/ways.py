"""What is asked of the network, on the map and in the panel beside it: reach, checks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import streamlit as st

from corridor_atlas.core.errors import AtlasError
from corridor_atlas.core.language import pick
from corridor_atlas.core.words import Words
from corridor_atlas.data.dataset import Atlas
from corridor_atlas.data.tables import Role
from corridor_atlas.draw.kinds import _delta
from corridor_atlas.network.graph import Network
from corridor_atlas.network.legs import Leg, course
from corridor_atlas.network.query import LOADS, Query
from corridor_atlas.network.recompute import Outcome
from corridor_atlas.ui import ask, cache, state
from corridor_atlas.ui.places import one_of
from corridor_atlas.ui.templates import TEMPLATES
from corridor_atlas.view import cite
from corridor_atlas.view.view import View

KEY = "ways"
ASKED = ("reach", "check")
_clicks = st.components.v2.component(
    "corridor_atlas_ways",
    js=(Path(__file__).parent / "ways.js").read_text(encoding="utf-8"),
    isolate_styles=False,
)


# --- what is asked ------------------------------------------------------------------------------


def query(view: View) -> Query:
    """What kinds of line the view lets a way use, and for what."""
    return Query(load=LOADS[view.load], any_sea=view.any_sea)


def _reached(network: Network, view: View, year: int) -> dict[str, float]:
    """Nodes within the view's limit of its place, with kilometres or border crossings; none without a line."""
    limit = {"km": view.within} if view.borders is None else {"borders": view.borders}
    try:
        return network.reach(view.origin or "", year, query(view), **limit)
    except AtlasError:
        return {}


def _check(view: View) -> Outcome | None:
    return cache.checks(view.language).get(view.check) if view.check else None


# --- on the map ---------------------------------------------------------------------------------


def drawn(view: View) -> dict[str, list[list[int]]] | None:
    """What the panel is about as lines for the map, by kind of line; None when nothing is asked for."""
    network = cache.network()
    if view.origin and view.destination:
        return None  # the map finds and draws the way by itself
    if view.origin:
        then, now = (
            network.legs_within(_reached(network, view, year), year, query(view))
            for year in (view.before or view.year, view.year)
        )
        found = _told_apart(then, now)
    elif check := _check(view):
        before, now = ([leg for way in ways for leg in way.legs] for ways in (check.before, check.ways))
        found = _told_apart(before, now) if before else {"way": now}
    else:
        return None
    return {kind: [_delta.encode(course(network.atlas, leg)) for leg in legs] for kind, legs in found.items()}


def _told_apart(before: Iterable[Leg], now: Iterable[Leg]) -> dict[str, list[Leg]]:
    """Legs of both, of the second alone ("gained") and of the first alone ("lost"), each once."""
    then, here = ({(leg.line, frozenset((leg.start, leg.end))): leg for leg in legs} for legs in (before, now))
    return {
        "way": [leg for key, leg in here.items() if key in then],
        "gained": [leg for key, leg in here.items() if key not in then],
        "lost": [leg for key, leg in then.items() if key not in here],
    }


# --- the panel ----------------------------------------------------------------------------------


def is_open(view: View) -> bool:
    """Whether the panel lies beside the map."""
    return view.panel in ("reach", "figures")


def asked(view: View) -> str | None:
    """What of the view's questions is answered here, one of `ASKED`: a way from place to place the map finds itself."""
    if view.origin:
        return None if view.destination else "reach"
    return "check" if _check(view) else None


def show(atlas: Atlas, view: View) -> None:
    """Draw the panel: what the view asks of the network, and what else can be asked."""
    network, w, what = cache.network(), Words(view.language, "map", "page"), asked(view)
    tell = partial(state.take_from_panel, KEY, atlas)
    _clicks(key=KEY, on_picked_change=tell)
    with one_of([f"asked_{one}" for one in (*ASKED, None)], f"asked_{what}"):
        if what == "reach":
            _put("reach.html", reach_story(atlas, network, view, w))
        elif check := _check(view):
            source, locator = atlas.bibliography.get(check.source), atlas.check(check.id).locator
            _put("check.html", {"check": check, "source": source, "locator": locator, "w": w})
    ask.show(atlas)


def _put(template: str, content: dict[str, Any]) -> None:
    st.html(TEMPLATES.get_template(template).render(content))


# --- what the templates need ---------------------------------------------------------------------


def _name(atlas: Atlas, id_: str, w: Words) -> str:
    return pick(atlas.features[id_].record.name, w.language)


def reach_story(atlas: Atlas, network: Network, view: View, w: Words) -> dict[str, Any]:
    """What the template of a reach needs, as plain values."""
    now = _places(network, _reached(network, view, view.year))
    before = _places(network, _reached(network, view, view.before)) if view.before else now
    ordered = sorted(now.items(), key=lambda item: (round(item[1], 1), _name(atlas, item[0], w)))
    return {
        "w": w,
        "origin": _name(atlas, view.origin or "", w),
        "year": view.year,
        "within": view.within,
        "load": view.load,
        "borders": view.borders,
        "before": view.before,
        "link": cite.permalink(atlas, replace(view, selected=None)),
        "rows": [(id_, _name(atlas, id_, w), value) for id_, value in ordered],
        "gained": sorted(_name(atlas, id_, w) for id_ in now.keys() - before.keys()),
        "lost": sorted(_name(atlas, id_, w) for id_ in before.keys() - now.keys()),
    }


def _places(network: Network, reached: dict[str, float]) -> dict[str, float]:
    """Towns, ports and crossings among or served by the nodes reached, each with its least distance."""
    found: dict[str, float] = {}
    for node, value in reached.items():
        for served in network.nodes[node]:
            if network.atlas.features[served].meaning.role is not Role.NODE:
                found[served] = min(value, found.get(served, value))
    return found
