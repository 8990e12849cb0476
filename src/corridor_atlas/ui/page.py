"""The page: sidebar, map, details, in this order; errors in words."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from corridor_atlas.errors import DataError, Fault
from corridor_atlas.ui import cache, details, mapview, sidebar, state, take, ways

HERE = Path(__file__).parent
SHOWN_FAULTS = 50


def show() -> None:
    """Draw the whole page for this run of the script."""
    st.set_page_config(page_title="Corridor Atlas", page_icon=str(HERE / "icon.png"), layout="wide")
    st.html(f"<style>{(HERE / 'page.css').read_text(encoding='utf-8')}</style>")
    try:
        atlas = cache.atlas()
    except DataError as error:
        with st.container(key="notices"):
            st.error("The data of the atlas could not be read.")
            _list_faults(error.faults)
        return
    state.begin(atlas)
    sidebar.show(atlas)
    _notices(atlas.faults)
    view = state.current(atlas)
    take.show(atlas, view)
    # the panel first: the map then opens at the width that the panel leaves it
    if view.selected:
        details.show(atlas, view)
    else:
        ways.show(atlas, view)
    with st.container(key="map_frame"):
        mapview.show(atlas, view)
    state.write_address(view, atlas)


def _notices(faults: list[Fault]) -> None:
    with st.sidebar:
        for notice in state.notices():
            st.warning(sidebar.plain(notice))
        if faults:
            left_out = {(fault.file, fault.id) for fault in faults if fault.left_out}
            st.warning(f"Faults in the data: {len(faults)}. Left out of the map: {len(left_out)}.")
            with st.expander("What is wrong"):
                _list_faults(faults)


def _list_faults(faults: list[Fault]) -> None:
    for fault in faults[:SHOWN_FAULTS]:
        st.text(str(fault))
    if len(faults) > SHOWN_FAULTS:
        st.text(f"… and {len(faults) - SHOWN_FAULTS} more: `corridor-atlas validate` lists all")
