"""What a reader takes away from the view: a figure, data, sources, the page as one file.

Nothing is made before it is asked for: the button carries a function, and Streamlit calls it
on the click, outside the script. So the function gets plain values and never touches the
session.
"""

from __future__ import annotations

from functools import partial

import streamlit as st

from corridor_atlas import cite, formats
from corridor_atlas.selection import selection
from corridor_atlas.sources import Atlas
from corridor_atlas.view import View

FIRST = ("png", "svg", "pdf", "html")
"""Formats that most people come for; the others follow by name."""


def show(atlas: Atlas, view: View) -> None:
    """Draw the panel in the sidebar."""
    with st.sidebar, st.expander("Take it away", key="take", on_change="rerun") as panel:
        if not panel.open:
            return  # what is shown need not be gathered with every year
        names = [*FIRST, *(name for name in formats.names() if name not in FIRST)]
        if not selection(atlas, view):
            st.caption("Nothing is shown in this view.")
            return
        name = st.selectbox("As", names, format_func=lambda one: formats.get(one).TITLE, key="take_format")
        chosen = formats.get(name)
        file = formats.file_name(atlas, view, chosen.SUFFIX)
        if chosen.LOSES:
            st.caption(f"Leaves out {chosen.LOSES}.")
        st.download_button(
            "Download",
            data=partial(chosen.write, atlas, view),
            file_name=file,
            mime=chosen.MEDIA_TYPE,
            on_click="ignore",
            key="take_download",
            help=file,
        )
        st.caption("To cite this view")
        st.code(cite.citation(atlas, view).strip(), language=None, wrap_lines=True)
