"""The widgets that ask for a reach, or a figure computed again; they stand under the corridors."""

from __future__ import annotations

import streamlit as st

from corridor_atlas.core.language import pick
from corridor_atlas.core.words import Words
from corridor_atlas.data.dataset import Atlas
from corridor_atlas.draw.network import choices
from corridor_atlas.network.query import LOADS
from corridor_atlas.ui import cache, state
from corridor_atlas.ui.places import place
from corridor_atlas.view.view import MAX_BORDERS, MAX_KM, MIN_KM


def show(atlas: Atlas) -> None:
    """Draw the part of the panel; what is folded away is not drawn: the lists are long."""
    w = state.words()
    with st.expander(w("side_ways"), key=state.ASKING, on_change="rerun") as panel:
        if panel.open:
            _panel(atlas, w)


def _panel(atlas: Atlas, w: Words) -> None:
    """Draw the widgets; they write to the session under the keys of `state`."""
    _origin(atlas, w)
    origin = st.session_state[state.ORIGIN]
    with place("ask_reach", origin):
        if origin:
            _load(w)
            st.toggle(w("ask_any_sea"), key=state.ANY_SEA, help=w("ask_any_sea_help"))
            _limits(atlas, w)
    if atlas.checks:
        st.selectbox(
            w("side_check"),
            list(atlas.checks),
            key=state.CHECK,
            index=None,
            placeholder=w("side_check_none"),
            format_func=lambda id_: pick(atlas.checks[id_].title, w.language),
        )


def _load(w: Words) -> None:
    """Draw what a reach is asked for."""
    st.segmented_control(
        w("ask_load"),
        list(LOADS),
        key=state.LOAD,
        required=True,
        format_func=lambda load: w(f"ask_load_{load}"),
        help=w("ask_load_help"),
    )


def _limits(atlas: Atlas, w: Words) -> None:
    """Draw how far a reach goes."""
    first, last = atlas.years
    st.number_input(w("side_within"), MIN_KM, MAX_KM, step=50, key=state.WITHIN)
    st.number_input(w("ask_borders"), 0, MAX_BORDERS, value=None, key=state.BORDERS, help=w("ask_borders_help"))
    st.number_input(w("side_before"), first, last, value=None, key=state.BEFORE)


def _origin(atlas: Atlas, w: Words) -> None:
    """Draw the place from which the reach is asked for."""

    def name(id_: str) -> str:
        return pick(atlas.features[id_].record.name, w.language)

    st.selectbox(
        w("side_reach"),
        state.with_chosen(state.ORIGIN, sorted(choices(cache.network()), key=name)),
        key=state.ORIGIN,
        index=None,
        placeholder=w("side_place_none"),
        format_func=name,
    )
