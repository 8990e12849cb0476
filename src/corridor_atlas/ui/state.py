"""The view of this session: from the address bar, through the widgets, back to the address bar.

The only module that touches session state. Widgets have the keys below; the map reports
through `take_from_map`.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any
from urllib.parse import parse_qs

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from corridor_atlas.core.language import DEFAULT, spoken
from corridor_atlas.core.words import Words
from corridor_atlas.data.dataset import Atlas
from corridor_atlas.ui import picks, reports
from corridor_atlas.ui.own import Own
from corridor_atlas.view import link, notes
from corridor_atlas.view.selection import Window
from corridor_atlas.view.view import View

YEAR, ERA, LAYERS = "year", "era", "layers"
ORIGIN, DESTINATION, CORRIDOR, CHECK = "origin", "destination", "corridor", "check"
SELECTED, VIEWPORT, NOTICES, HEARD = "selected", "viewport", "notices", "heard"
SINCE, AGAINST, HOW, PANEL, STORY, STEP = "since", "against", "how", "panel", "story", "step"
LANGUAGE, NAMES = "language", "names"
PICKED = "picked"
"""The feature that is picked in the table."""
NOTES = "notes"
TAKING, FILM = "taking", "film"
"""What the reader is about to take away, and the film that was drawn last."""
SEEN = "seen"
"""What the map shows of the world: west, south, east, north in degrees."""
ALL_ERAS = "all"
_SOMETIMES = (LANGUAGE, NAMES)
"""Widgets that are not drawn in every run."""
_ALWAYS = (YEAR, ERA)
"""Widgets that are, and whose values are set from elsewhere too."""
EDITION = "edition"
"""The edition that the link was made with, if it is another one."""
LEDGER = "ledger"
"""The revision of what changed between two years that the browser has, as far as it has said so."""
OPENED = "opened"
"""Year and era that the page opened with."""
SESSION = "session"
"""A word that this session alone has: from it the map knows when the server has begun anew."""
WRITTEN = "written"
"""The parameters that were written into the address bar last."""
TURN = "turn"
"""Number of the run, from which the map knows that the page has drawn what a run said."""
PUT = "put"
"""What the program gave to widgets, by their keys, until the browser has said it back: see `Put`."""
OWN = "own"
"""What the reader of this session has brought."""
ENDED = "ended"
"""Whether the last run came to its end, so that the browser was told all values."""
BACKLOG = 2.0
"""Seconds in which the browser may still send the value that a list had before the program gave it another."""
QUICK = 0.4
"""The same for slider and list of eras, which the reader moves with keys: nobody changes the year on the map and moves
the slider back in so short a time."""


@dataclass(frozen=True)
class Put:
    """What a widget showed before, and in their order the values that it was given since; when, and in which run."""

    values: tuple[Any, ...]
    turn: int
    at: float


def begin(atlas: Atlas) -> None:
    """Fill the session from the address bar, once; keep what could not be read as notices."""
    if VIEWPORT in st.session_state:
        # Streamlit forgets the value of a widget that is not drawn in a run, unless it is set anew.
        st.session_state.update({key: st.session_state[key] for key in _SOMETIMES if key in st.session_state})
        st.session_state[TURN] += 1
        _keep_what_was_put()
        st.session_state[ENDED] = False
        return
    query = {"lang": preferred(), **_address()}
    view, notices = link.from_query(query, atlas)
    st.session_state.update(
        {
            **{one.name: getattr(view, one.name) for one in fields(View)},
            ERA: view.era or ALL_ERAS,
            LAYERS: list(view.layers),
            NOTICES: notices,
            EDITION: link.other_edition(query, atlas),
            SESSION: secrets.token_hex(8),
            LEDGER: None,
            OPENED: (view.year, view.era or ALL_ERAS),
            TURN: 0,
            PUT: {},
            ENDED: False,
        }
    )


def opened() -> tuple[int, str]:
    """Year and era that the page opened with: what the browser takes for the widgets' values until it is told others.

    Without them a slider that is loaded late opens on its first year, and sends that back with the next click.
    """
    year, era = st.session_state[OPENED]
    return year, era


def turn() -> int:
    """The number of this run, from 0."""
    return int(st.session_state[TURN])


def end() -> None:
    """Note that this run came to its end."""
    st.session_state[ENDED] = True


def _put(values: Mapping[str, Any]) -> None:
    """Give widgets and the rest of the session values that do not come from the widgets themselves."""
    put = dict(st.session_state[PUT])
    for key in (key for key in (*_ALWAYS, *_SOMETIMES) if key in values):
        before = put[key].values if key in put else (st.session_state[key],)
        put[key] = Put((*before, values[key]), st.session_state[TURN], time.monotonic())
    st.session_state.update({**values, PUT: put})


def _keep_what_was_put() -> None:
    """Hold what the program gave to widgets against what the browser sends meanwhile.

    With everything that is touched the browser sends the values of all widgets as it has them. A widget that is slow
    to take up what it was given sends what it showed before, and that is no step of the reader; of the slider it
    is one, unless it comes at once, or breaks off the run that gave it the other value. And Streamlit tells the
    browser a value that was set only in the run that set it: where that was broken off, it is told again. A widget
    that shows something else has been moved by its reader, and what is told to that one would take the step back.
    """
    kept = {}
    for key, put in st.session_state[PUT].items():
        *before, last = put.values
        fresh, shown = put.turn == st.session_state[TURN] - 1, st.session_state[key]
        soon = time.monotonic() - put.at < (BACKLOG if key in _SOMETIMES else QUICK)
        broken = fresh and not st.session_state[ENDED]
        late = shown != last and shown in before and (soon or broken)
        if late or (shown == last and not st.session_state[ENDED]):
            st.session_state[key] = last
        if late or (shown == last and (fresh or not st.session_state[ENDED])):
            kept[key] = put
    if not st.session_state[ENDED]:  # of the values that the page opened with the browser may know nothing either
        st.session_state.update({key: st.session_state[key] for key in _ALWAYS if st.session_state[TURN] == 1})
    st.session_state[PUT] = kept


def current(atlas: Atlas) -> View:
    """The view as the widgets have it now."""
    held = {one.name: st.session_state[one.name] for one in fields(View)}
    on = set(held[LAYERS])
    return View(
        **{
            **held,
            YEAR: int(held[YEAR]),
            ERA: None if held[ERA] in (None, ALL_ERAS) else held[ERA],
            LAYERS: tuple(layer.id for layer in atlas.layers if layer.id in on),
        }
    )


def notices() -> list[str]:
    """What could not be read from the link."""
    return list(st.session_state[NOTICES])


def other_edition() -> str | None:
    """The edition that the link was made with, if it is another one than that of the atlas."""
    found: str | None = st.session_state[EDITION]
    return found


def query(view: View, atlas: Atlas) -> dict[str, str | list[str]]:
    """The parameters of the view in the address bar."""
    found = link.to_query(view, atlas)
    if view.language != preferred():  # a link in English must not turn Russian in a Russian browser
        found["lang"] = view.language
    else:
        found.pop("lang", None)
    return found


def _address() -> dict[str, list[str]]:
    """The parameters in the address bar, each with all its values."""
    return {name: st.query_params.get_all(name) for name in st.query_params}


def write_address(view: View, atlas: Atlas) -> None:
    """Put the view into the address bar, if it is not there already.

    What was written last may still be under way to a browser that says what it had before: then it is written again.
    """
    wanted = query(view, atlas)
    if (
        _address() != {name: [value] if isinstance(value, str) else value for name, value in wanted.items()}
        or st.session_state.get(WRITTEN, wanted) != wanted
    ):
        st.query_params.from_dict(wanted)
    st.session_state[WRITTEN] = wanted


def words() -> Words:
    """The words of the page and the map in the language of the reader."""
    return Words(st.session_state[LANGUAGE], "map", "page")


def preferred() -> str:
    """The language that the reader's browser asks for, if the page speaks it; else English."""
    asked = (st.context.locale or DEFAULT).split("-")[0].lower()
    return asked if asked in spoken() else DEFAULT


def own() -> Own | None:
    """What the reader of this session has brought; None for nothing, and where nobody reads."""
    found: Own | None = st.session_state.get(OWN) if get_script_run_ctx(suppress_warning=True) else None
    return found


def bring() -> Own:
    """Where what the reader of this session brings is kept."""
    found: Own = st.session_state.setdefault(OWN, Own())
    return found


def show_own(atlas: Atlas, new: Sequence[str]) -> None:
    """Switch new layers on, and let go of what was chosen of layers that are no more."""
    st.session_state[LAYERS] = [*st.session_state[LAYERS], *new]
    for key in (SELECTED, ORIGIN, DESTINATION, PICKED):
        if st.session_state.get(key) not in {None, *atlas.features, *atlas.corridors}:
            st.session_state[key] = None


def close_panel() -> None:
    """Close the table, or what is taken away."""
    st.session_state[PANEL] = None


def taking(known: Sequence[str]) -> str:
    """What the reader is about to take away, one of these; the first until another is chosen."""
    chosen = st.session_state.get(TAKING)
    return next((one for one in known if one == chosen), known[0])


def take_what_was_picked(key: str, atlas: Atlas) -> None:
    """Take over what was picked in the list of what can be taken away."""
    st.session_state[TAKING] = reports.sound(picks.Wish, st.session_state.get(key), reports.Known(atlas)).picked


def keep_film(of: object, content: bytes) -> None:
    """Keep the film that was drawn of a view, in place of the last one."""
    st.session_state[FILM] = (of, content)


def film(of: object) -> bytes | None:
    """The film of just this, if it was the last that was drawn."""
    made, content = st.session_state.get(FILM, (None, None))
    return content if made == of else None


def choose(id_: str) -> None:
    """Select a feature."""
    st.session_state[SELECTED] = id_


def pick(id_: str | None) -> None:
    """Note which feature is picked in the table, and select it; None for none."""
    st.session_state[PICKED] = id_
    if id_ is not None:
        choose(id_)


def picked() -> str | None:
    """The feature that was picked in the table last."""
    return st.session_state.get(PICKED)


def choose_year(year: int) -> None:
    """Go to a year of the atlas."""
    _put({YEAR: year})


def picked_row(key: str, count: int, atlas: Atlas) -> int | None:
    """The row, from 0, that is picked in a table of so many rows with this key."""
    rows = _selection(key, atlas).rows
    return rows[0] if rows and rows[0] < count else None


def picked_year(key: str, atlas: Atlas) -> int | None:
    """The year that is picked in the chart with this key."""
    points = _selection(key, atlas).picked
    return points[0].year if points else None


def _selection(key: str, atlas: Atlas) -> picks.Selection:
    held = st.session_state.get(key)
    told = held.get("selection") if isinstance(held, Mapping) else None
    return reports.sound(picks.Selection, told, reports.Known(atlas))


def theme() -> str:
    """The theme of the page: light or dark."""
    return "dark" if st.context.theme.type == "dark" else "light"


def open_panel(name: str, origin: str | None = None) -> None:
    """Open a panel of the map; the place from which is asked what lies within reach."""
    asked = {ORIGIN: origin, DESTINATION: None, CORRIDOR: None, CHECK: None}
    st.session_state.update({PANEL: name, SELECTED: None, **asked})


def with_chosen(key: str, options: list[str]) -> list[str]:
    """The options of a widget, and what the link chose even if it is none of them."""
    chosen = st.session_state[key]
    return options if chosen is None or chosen in options else [chosen, *options]


def map_has(key: str, atlas: Atlas) -> str | None:
    """Revision of the map that the browser has already, as its component reports it."""
    return reports.sound(reports.MapState, st.session_state.get(key), reports.Known(atlas)).have


def window(view: View) -> Window | None:
    """The part of the map to which counts and the table are narrowed; None for everywhere, or while it is not known.

    Parameters
    ----------
    view
        The view, which says what counts and how near the map is seen.
    """
    seen = st.session_state.get(SEEN)
    return Window(seen, view.viewport[2]) if seen and view.scope == "view" else None


def session() -> str:
    """The word by which the map tells this session from one before a restart of the server."""
    return str(st.session_state[SESSION])


def has_ledger(revision: str) -> bool:
    """Whether the browser has what changed between two years in this revision."""
    return bool(st.session_state[LEDGER] == revision)


def heard() -> int:
    """Number of the last report of the map that was taken over."""
    return int(st.session_state.get(HEARD, 0))


def take_from_map(key: str, atlas: Atlas) -> None:
    """Take over what the map reports: year, selection, layers, filter, viewport …, each with its number.

    What was meant for another session is passed over: the numbers in it are not ours. The map notices
    by `session` that it speaks to a new one, and reports all of its state.
    """
    known = reports.Known(atlas, heard())
    held = reports.sound(reports.MapState, st.session_state.get(key), known)
    report = reports.sound(reports.Report, held.report, known)
    if report.session == session():
        st.session_state[LEDGER] = report.ledger
        if report.seen and not isinstance(report.seen.value, reports.Nonsense):
            st.session_state[SEEN] = report.seen.value
        changed, st.session_state[HEARD] = reports.changes(report, known, current(atlas))
        _take(changed, atlas)


def _take(changed: dict[str, Any], atlas: Atlas) -> None:
    """Put changed fields of the view under their keys, which are the fields' names."""
    if "address" in changed:
        query = {"lang": preferred(), **parse_qs(changed["address"])}
        view, st.session_state[NOTICES] = link.from_query(query, atlas)
        st.session_state[EDITION] = link.other_edition(query, atlas)
        if not notes.linkable(st.session_state[NOTES]):  # no address says them: they stay
            view = replace(view, notes=st.session_state[NOTES])
        changed = {one.name: getattr(view, one.name) for one in fields(View)} | changed
        mine = [id_ for id_ in st.session_state[LAYERS] if id_ in atlas.own]  # no address says these either
        changed[LAYERS] = [*(id_ for id_ in changed[LAYERS] if id_ not in atlas.own), *mine]
        del changed["address"]
    if "era" in changed:
        changed[ERA] = changed[ERA] or ALL_ERAS
    _put(changed)
