"""Taking away: a dialog over the page with what there is at the left, how it will look, and its options at the right.

Nothing but a small preview is made before it is asked for: a button carries a function, and Streamlit calls it
on the click, outside the script. So the function gets plain values and never touches the session.
"""

from __future__ import annotations

import json
from dataclasses import replace
from functools import partial
from pathlib import Path

import streamlit as st

from corridor_atlas.core.words import Words
from corridor_atlas.data.dataset import Atlas
from corridor_atlas.take import formats, pictures
from corridor_atlas.ui import state, take_picture, take_text
from corridor_atlas.ui.places import one_of
from corridor_atlas.view.selection import selection
from corridor_atlas.view.view import View

GROUPS = {
    "show": ("figure", "film"),
    "compute": ("table", "map", "gis", "analysis"),
    "publish": ("page", "archive"),
    "cite": ("link", "reference"),
}
"""What can be taken away, by what it is for: the uses of the formats, and the link."""
USES = tuple(use for uses in GROUPS.values() for use in uses)
NEEDS_NOTHING = ("link",)
"""What an empty view has too."""
WIDTH = 1200
NAV = "take_nav"

_nav = st.components.v2.component(
    "corridor_atlas_take",
    html='<nav class="ca-take-nav"></nav>',
    js=(Path(__file__).parent / "take.js").read_text(encoding="utf-8"),
    isolate_styles=False,
)


def show(atlas: Atlas, view: View) -> None:
    """Open the dialog, or keep it open: it stays for as long as the view has it as its panel."""
    words = state.words()
    dialog = st.dialog(words("take_title"), width=WIDTH, on_dismiss=state.close_panel)(_dialog)
    dialog(atlas, replace(view, panel=None), words)


def _dialog(atlas: Atlas, view: View, words: Words) -> None:
    """Draw what is in the dialog; what is chosen in it does not draw the page anew."""
    use = state.taking(USES)
    with st.container(key="take"):
        _nav(
            key=NAV,
            data=json.dumps({"label": words("take_what"), "chosen": use, "groups": _groups(words)}),
            on_picked_change=partial(state.take_what_was_picked, NAV, atlas),
        )
        preview, options = st.container(key="take_preview"), st.container(key="take_options")
    shown = use if use in NEEDS_NOTHING or selection(atlas, view) else "nothing"
    with options:  # first: the preview takes its time
        beside = one_of([f"take_for_{one}" for one in (*USES, "nothing")], f"take_for_{shown}")
    with preview:
        middle = one_of([f"take_see_{one}" for one in (*USES, "nothing")], f"take_see_{shown}")
    if shown == "nothing":
        with middle:
            st.caption(words("take_nothing"))
    elif use in ("figure", "film"):
        take_picture.show(atlas, view, use, words, beside, middle)
    else:
        take_text.show(atlas, view, use, words, beside, middle)


def _groups(words: Words) -> list[dict[str, object]]:
    return [
        {
            "title": words(f"take_to_{group}"),
            "entries": [{"name": use, "title": words(f"take_use_{use}"), "forms": _forms(use)} for use in uses],
        }
        for group, uses in GROUPS.items()
    ]


def _forms(use: str) -> list[str]:
    """The kinds of file of a use, in short."""
    known = {"figure": pictures.STILL, "film": pictures.MOVING}.get(use)
    return (
        [suffix[1:].upper() for suffix in known] if known else list(dict.fromkeys(map(formats.short, formats.of(use))))
    )
