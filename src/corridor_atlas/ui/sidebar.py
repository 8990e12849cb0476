"""The sidebar: year, era, layers, doubt."""

from __future__ import annotations

import re

import streamlit as st

from corridor_atlas import recompute
from corridor_atlas.language import pick
from corridor_atlas.sources import Atlas
from corridor_atlas.ui import cache, state, ways
from corridor_atlas.view import MAX_KM, MIN_KM

MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>:$~&])")


def plain(text: str) -> str:
    """`text` so that Streamlit, whose labels are Markdown, shows it letter by letter."""
    return MARKDOWN.sub(r"\\\1", text)


def show(atlas: Atlas) -> None:
    """Draw the widgets; they write to the session under the keys of `state`."""
    first, last = atlas.years
    with st.sidebar:
        st.markdown("## Corridor Atlas")
        st.caption(f"Cross-border infrastructure of Northeast Asia, {first} to {last}")
        st.slider("Year", first, last, key=state.YEAR)
        st.radio(
            "Era",
            [state.ALL_ERAS, *(era.id for era in atlas.eras)],
            format_func=lambda id_: _era_label(atlas, id_),
            key=state.ERA,
            help="Shows only what existed at some time in the era. A boundary year belongs to the later era.",
        )
        st.pills(
            "Layers",
            [layer.id for layer in reversed(atlas.layers)],
            format_func=lambda id_: plain(pick(atlas.layer(id_).title)),
            selection_mode="multi",
            key=state.LAYERS,
        )
        _ways(atlas)
        st.toggle(
            "Certain only", key=state.CERTAIN, help="Hides a feature in the years for which its dates are in doubt."
        )
        st.toggle(
            "Show what is gone", key=state.GONE, help="Keeps, drawn faint, what was closed or ended before the year."
        )
        st.caption(
            f"Data {plain(atlas.span.data_version)} · {len(atlas.features)} features, "
            f"{len(atlas.bibliography)} sources. A year shows the state at its end."
        )


def _ways(atlas: Atlas) -> None:
    """Ask for the way between two places, or for a corridor."""
    with st.expander("Ways and corridors", expanded=state.asks_for_way()):
        places = sorted(ways.choices(cache.network()), key=lambda id_: pick(atlas.features[id_].record.name))
        for key, label in ((state.ORIGIN, "From"), (state.DESTINATION, "To")):
            st.selectbox(
                label,
                state.with_chosen(key, places),
                key=key,
                index=None,
                placeholder="a town, port or station",
                format_func=lambda id_: pick(atlas.features[id_].record.name),
            )
        if st.session_state[state.ORIGIN] and not st.session_state[state.DESTINATION]:
            first, last = atlas.years
            st.number_input("Within kilometres", MIN_KM, MAX_KM, step=50, key=state.WITHIN)
            st.number_input("Compared with the year", first, last, value=None, key=state.BEFORE)
        st.selectbox(
            "Corridor",
            sorted(atlas.corridors),
            key=state.CORRIDOR,
            index=None,
            placeholder="a corridor",
            format_func=lambda id_: pick(atlas.corridors[id_].name),
        )
        st.selectbox(
            "Figure of a paper, computed again",
            recompute.IDS,
            key=state.CHECK,
            index=None,
            placeholder="a figure",
            format_func=lambda id_: id_.replace("-", " ").capitalize(),
        )


def _era_label(atlas: Atlas, id_: str) -> str:
    first, last = atlas.years
    if id_ == state.ALL_ERAS:
        return f"All eras, {first}–{last}"
    era = atlas.era(id_)
    return plain(f"{pick(era.short)}, {era.start}–{era.end or ''}")
