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
from corridor_atlas.ui import cache, mapview, own_panel, panels, sidebar, state
from corridor_atlas.ui.places import place
from corridor_atlas.ui.plain import plain

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
    atlas = own_panel.attend(atlas)
    view = state.current(atlas)
    # the map puts its headline before it (web/src/shell/tab.js), which here would cost more than all the rest of a run
    st.set_page_config(page_title=on_one_line(pick(atlas.settings.title, view.language)))
    # always the same parts in the same order: the map is then not mounted anew when a panel comes or goes
    map_frame = st.container(key="map_frame")
    wide, own = place("wide", view.panel == "table"), place("own", view.panel == "own")
    reading = place("own_reading", own_panel.is_reading())
    with map_frame:  # sent before all else: the browser builds the map while the rest is still being written
        mapview.show(atlas, view)
    sidebar.show(atlas)
    _notices(atlas)
    sidebar.show_foot(atlas)
    if view.panel == "table":
        with wide:
            panels.table(atlas, view)
    with reading:
        own_panel.show_reading()
    if view.panel == "own":
        with own:
            own_panel.show()
    if view.panel == "take":  # after all else: it lies over the page
        panels.take(atlas, view)
    state.write_address(view, atlas)
    state.end()
    panels.soon()


def _notices(atlas: Atlas) -> None:
    faults = atlas.faults
    with st.sidebar:
        if made := state.other_edition():
            st.info(plain(state.words()("link_edition", made=made, here=atlas.edition)))
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
