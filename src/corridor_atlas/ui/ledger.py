"""What changed between two years as a list beside the map; a name in it opens the story of the thing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import streamlit as st

from corridor_atlas.core.language import pick
from corridor_atlas.core.words import Words
from corridor_atlas.data import grounds
from corridor_atlas.data.dataset import Atlas
from corridor_atlas.data.tables import Role
from corridor_atlas.take.formats.csv import MEDIA_TYPE, written
from corridor_atlas.time import changes, ledger, report
from corridor_atlas.time.changes import Change
from corridor_atlas.ui import state
from corridor_atlas.ui.places import place
from corridor_atlas.ui.templates import TEMPLATES
from corridor_atlas.view import cite
from corridor_atlas.view.view import View

USUAL_SPAN = 10
"""Years before the view's year, where it compares with none."""
TEXT_HEIGHT = 300
YEARS = ("ledger_first", "ledger_last")
"""Keys of the inputs of the two years."""
NAME = "\ue000"
"""Stands for the name while a sentence is made: a sign that no text holds."""
HEAD = '<article class="ca-story"><p class="ca-kind">{{ kind }}</p><h2>{{ title }}</h2></article>'
COLUMNS = ("id", "name", "layer", "kind", "drawn", "before", "after", "certain", "date", "sentence", "notes", "sources")

_picker = st.components.v2.component(
    "corridor_atlas_picker",
    js=(Path(__file__).parent / "ledger.js").read_text(encoding="utf-8"),
    isolate_styles=False,
)


def show(atlas: Atlas, view: View) -> None:
    """Draw the panel for the view's year and the one it is compared with."""
    first, last = years = years_of(atlas, view)
    words = ledger.words_in(view.language)
    found = changes.changes(atlas, first, last, with_happenings(atlas, view))
    title = words("ledger_title", first=first, last=last)
    st.button(words("close"), key="close_details", icon=":material/close:", on_click=state.close_panel)
    st.html(TEMPLATES.from_string(HEAD).render(kind=words("panel_changes"), title=title))
    _ask_for_years(atlas, years, words)
    st.html(TEMPLATES.get_template("ledger.html").render(story(atlas, found, view, words)))
    _picker(key="ledger_picker", on_picked_change=partial(state.choose_reported, "ledger_picker", atlas))
    with place("ledger_away", found):
        if found:
            _take_away(atlas, replace(view, year=last, against=first), found, words)


def years_of(atlas: Atlas, view: View) -> tuple[int, int]:
    """The two years, the earlier first; compared with none, those before the view's year."""
    against = max(view.year - USUAL_SPAN, atlas.years[0]) if view.against is None else view.against
    return min(view.year, against), max(view.year, against)


def with_happenings(atlas: Atlas, view: View) -> View:
    """The view with events and agreements, which the map leaves out at first."""
    ids = {layer.id for layer in atlas.layers if atlas.table(layer.data).role is Role.HAPPENING}
    return replace(view, layers=tuple(layer.id for layer in atlas.layers if layer.id in ids | set(view.layers)))


def _ask_for_years(atlas: Atlas, years: tuple[int, int], words: Words) -> None:
    labels = (words("ledger_first"), words("ledger_last"))
    st.session_state.update(zip(YEARS, years, strict=True))  # told to the browser in every run: none can be missed
    with st.container(key="ledger_years", horizontal=True):
        for label, year, key in zip(labels, years, YEARS, strict=True):
            st.number_input(label, *atlas.years, year, key=key, on_change=partial(state.compare_years, *YEARS))


def story(atlas: Atlas, found: Sequence[Change], view: View, words: Words) -> dict[str, Any]:
    """Everything the template needs, as plain values; nothing in it is escaped yet."""
    numbered = ledger.numbers(atlas, found)
    titles = {id_: ledger.layer_title(atlas, id_, words) for id_ in {change.layer for change in found}}
    return {
        "say": words,
        "link": cite.permalink(atlas, replace(view, selected=None)),
        "amount": ledger.amount(found, words),
        "groups": [
            {
                "kind": kind,
                "number": sum(len(members) for _, members in of_kind),
                "layers": [
                    (titles[layer] if layer else "", [_row(atlas, change, numbered, words) for change in members])
                    for layer, members in of_kind
                ],
            }
            for kind, of_kind in ledger.groups(found)
        ],
        "sources": [(number, atlas.bibliography[key]) for key, number in numbered.items()],
    }


def _row(atlas: Atlas, change: Change, numbered: dict[str, int], words: Words) -> dict[str, Any]:
    before, after = ledger.sentence(change, words, name=NAME).partition(NAME)[::2]
    return {
        "id": change.feature.id,
        "drawn": change.drawn,
        "before": before,
        "name": ledger.name_of(change, words),
        "after": after,
        "cited": ledger.cited(change, numbered, words),
        "notes": [
            *ledger.notes(change, words, atlas.texts),
            *ledger.disputes(change, numbered, words, atlas.texts),
        ],
    }


def _take_away(atlas: Atlas, view: View, found: Sequence[Change], words: Words) -> None:
    years = (view.against or view.year, view.year)
    st.download_button(
        words("ledger_download"),
        data=partial(table, atlas, found, years, words),
        file_name=f"corridor-atlas_changes_{years[0]}-{years[1]}.csv",
        mime=MEDIA_TYPE,
        on_click="ignore",
        key="ledger_download",
        icon=":material/download:",
    )
    with st.expander(words("ledger_copy"), key="ledger_copy", on_change="rerun") as text:
        if text.open:  # a long text need not be sent with every year
            lines = [*report.lines(atlas, found, years, words), "", cite.citation(atlas, view).strip()]
            st.code("\n".join(lines), language=None, wrap_lines=True, height=TEXT_HEIGHT)


def table(atlas: Atlas, found: Sequence[Change], years: tuple[int, int], words: Words) -> bytes:
    """The ledger as CSV: UTF-8 with a mark at the head, one row a change, the sources written out."""
    document = report.document(atlas, found, years, words)
    works = {grounds.UNSEEN: words("ledger_unsourced"), **document["bibliography"]}
    rows = document["changes"]
    for row in rows:
        row |= {
            "name": pick(row["name"], words.language),
            "before": row["before"] or "",
            "after": row["after"] or "",
            "notes": "; ".join(row["notes"]),
            "sources": "; ".join(works.get(key, key) for key in row["sources"]),
        }
    return written(COLUMNS, ([row[name] for name in COLUMNS] for row in rows))
