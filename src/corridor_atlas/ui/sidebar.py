"""The sidebar: year, era, language. Layers and the other filters belong to the map itself."""

from __future__ import annotations

import streamlit as st

from corridor_atlas.core.language import LANGUAGES, pick, spoken
from corridor_atlas.core.words import Words
from corridor_atlas.data.dataset import Atlas
from corridor_atlas.ui import state
from corridor_atlas.ui.plain import plain
from corridor_atlas.view.view import BOTH, sides


def show(atlas: Atlas) -> None:
    """Draw the widgets; they write to the session under the keys of `state`."""
    first, last = atlas.years
    words = state.words()
    year, era = state.opened()
    eras = [state.ALL_ERAS, *(era.id for era in atlas.eras)]
    with st.sidebar:
        st.markdown(f"## {plain(pick(atlas.settings.title, words.language))}")
        st.caption(words("side_subtitle", what=plain(_summary(atlas, words)), first=first, last=last))
        st.slider(words("side_year"), first, last, value=year, key=state.YEAR)
        st.radio(
            words("side_era"),
            eras,
            index=eras.index(era),
            format_func=lambda id_: _era_label(atlas, id_, words),
            key=state.ERA,
            help=words("side_era_help"),
        )


def show_foot(atlas: Atlas) -> None:
    """Draw what stands under the other panels: language, names in dispute, what the data are."""
    words = state.words()
    with st.sidebar:
        with st.expander(
            words("side_language"), key="languages", on_change="rerun", icon=":material/translate:"
        ) as panel:
            if panel.open:
                _languages(atlas, words)
        st.caption(
            words(
                "side_data",
                version=plain(atlas.span.data_version),
                features=words("table_count", number=len(atlas.features)),
                sources=words("side_sources", number=len(atlas.bibliography)),
            )
        )


def _summary(atlas: Atlas, words: Words) -> str:
    """What the atlas shows, in short."""
    said = atlas.settings.summary or atlas.settings.subject
    return pick(said, words.language) if said else words("side_summary")


def _languages(atlas: Atlas, words: Words) -> None:
    """Draw the choice of a language, and of whose names stand first where the atlas knows of several."""
    st.radio(
        words("side_language"),
        state.with_chosen(state.LANGUAGE, list(spoken())),
        format_func=lambda code: LANGUAGES[code].name,
        key=state.LANGUAGE,
        horizontal=True,
        label_visibility="collapsed",
    )
    whose = sides(atlas)
    if whose == (BOTH,):
        return
    st.selectbox(
        words("side_names"),
        whose,
        format_func=lambda side: plain(words("side_names_all") if side == BOTH else words.country(side)),
        key=state.NAMES,
        help=words("side_names_help"),
    )


def _era_label(atlas: Atlas, id_: str, words: Words) -> str:
    first, last = atlas.years
    if id_ == state.ALL_ERAS:
        return words("side_all_eras", first=first, last=last)
    era = atlas.era(id_)
    return plain(f"{pick(era.short, words.language)}, {era.start}–{era.end or ''}")
