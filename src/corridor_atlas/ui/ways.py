"""Corridors on the map and in the panel beside it."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import streamlit as st

from corridor_atlas.core.words import Words
from corridor_atlas.data.dataset import Atlas
from corridor_atlas.draw.kinds import _delta
from corridor_atlas.network import strip
from corridor_atlas.network.graph import Network
from corridor_atlas.network.legs import course
from corridor_atlas.network.query import LOADS
from corridor_atlas.ui import cache, state, strips
from corridor_atlas.ui.places import place
from corridor_atlas.ui.templates import TEMPLATES
from corridor_atlas.view.view import View

KEY = "ways"
_clicks = st.components.v2.component(
    "corridor_atlas_ways",
    js=(Path(__file__).parent / "ways.js").read_text(encoding="utf-8"),
    isolate_styles=False,
)


def drawn(view: View) -> dict[str, list[list[int]]] | None:
    """The corridor that is open as lines for the map; None when none is."""
    if not view.corridor or not is_open(view):
        return None
    network = cache.network()
    legs = [one.leg for one in strip.strip(network, view.corridor, view.year, LOADS[view.load]).segments]
    return {"way": [_delta.encode(course(network.atlas, leg)) for leg in legs]}


def is_open(view: View) -> bool:
    """Whether the panel lies beside the map."""
    return view.panel == "corridors"


def show(atlas: Atlas, view: View) -> None:
    """Draw the panel: the corridor of the view, and all corridors in its year."""
    network, w = cache.network(), Words(view.language, "map", "page")
    tell = partial(state.take_from_panel, KEY, atlas)
    _clicks(key=KEY, on_picked_change=tell, on_year_change=tell, on_corridor_change=tell)
    with place("back_to_all", view.corridor):
        if view.corridor:
            st.button(
                w("corridors_all"), key="corridors_all", icon=":material/chevron_left:", on_click=state.list_corridors
            )
    with place("asked_corridor", view.corridor):
        if view.corridor:
            _show_strip(atlas, network, view, w)
    _put("corridors.html", strips.corridors(atlas, network, view, w))


def _put(template: str, content: dict[str, Any]) -> None:
    st.html(TEMPLATES.get_template(template).render(content))


def _show_strip(atlas: Atlas, network: Network, view: View, w: Words) -> None:
    told = strips.story(atlas, network, view, w)
    _put("strip.html", told)
    _put("strips.html", told)
