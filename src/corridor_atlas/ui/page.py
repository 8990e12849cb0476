"""The page: sidebar, map, panels, in this order; errors in words."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from corridor_atlas.core.characters import on_one_line
from corridor_atlas.core.errors import DataError, Fault, told
from corridor_atlas.core.language import DEFAULT, pick
from corridor_atlas.core.words import Words
from corridor_atlas.data.dataset import Atlas
from corridor_atlas.draw import webmap
from corridor_atlas.time.headline import headline
from corridor_atlas.ui import cache, mapview, sidebar, state, table, take, ways
from corridor_atlas.ui.places import place
from corridor_atlas.ui.plain import plain
from corridor_atlas.view.view import View

HERE = Path(__file__).parent
NAME = "Corridor Atlas"
"""Of the program, until it knows whose atlas it shows."""
SPLASH = '<div class="ca-splash" role="status"><p class="ca-splash-title">{title}</p><p>{words}</p><i></i></div>'
"""What is seen first. Nothing of the data stands in it."""
SHOWN_FAULTS = 50


def show() -> None:
    """Draw the whole page for this run of the script."""
    st.set_page_config(
        page_title="Corridor Atlas", page_icon=str(webmap.ICON), layout="wide", initial_sidebar_state="collapsed"
    )
    st.html(f"<style>{(HERE / 'page.css').read_text(encoding='utf-8')}</style>")
    with st.container(key="splash"):  # until the map is there: the first visitor waits while the atlas is read
        st.html(SPLASH.format(title=NAME, words=Words(state.preferred(), "page")("splash")))
    try:
        atlas = cache.atlas()
    except DataError as error:
        with st.container(key="notices"):
            st.error(Words(DEFAULT, "page")("notice_data"))
            _list_faults(error.faults)
        return
    state.begin(atlas)
    view = state.current(atlas)
    st.set_page_config(page_title=on_one_line(headline(atlas, view).tab(pick(atlas.settings.title, view.language))))
    # always the same parts in the same order, the panel first: the map is then neither mounted anew when
    # a panel comes or goes, nor does it open at a width that the panel takes from it afterwards
    side, map_frame = st.container(key="side"), st.container(key="map_frame")
    wide = place("wide", view.panel == "table")
    with map_frame:  # sent before all else: the browser builds the map while the rest is still being written
        mapview.show(atlas, view)
    with side:
        _panel(atlas, view)
    sidebar.show(atlas)
    _notices(atlas.faults)
    sidebar.show_foot(atlas)
    if view.panel == "table":
        with wide:
            table.show(atlas, view)
    if view.panel == "take":  # after all else: it lies over the page
        take.show(atlas, view)
    state.write_address(view, atlas)
    state.end()


def _panel(atlas: Atlas, view: View) -> None:
    """Draw the panel beside the map: what is asked of the network; the map draws the rest itself."""
    asks = ways.is_open(view)
    with place("details", asks):
        if asks:
            ways.show(atlas, view)


def _notices(faults: list[Fault]) -> None:
    with st.sidebar:
        for notice in state.notices():
            st.warning(plain(notice))
        if faults:
            left_out = {(fault.file, fault.id) for fault in faults if fault.left_out}
            words = state.words()
            st.warning(words("notice_faults", number=len(faults), left=len(left_out)))
            with st.expander(words("notice_what")):
                _list_faults(faults)


def _list_faults(faults: list[Fault]) -> None:
    lines = told(faults)
    for line in lines[:SHOWN_FAULTS]:
        st.text(line)
    if len(lines) > SHOWN_FAULTS:
        st.text(Words(DEFAULT, "page")("notice_more", number=len(lines) - SHOWN_FAULTS))
