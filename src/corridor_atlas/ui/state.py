"""The view of this session: from the address bar, through the widgets, back to the address bar.

The only module that touches session state. Widgets have the keys below; the map reports
through `take_from_map`.
"""

from __future__ import annotations

from typing import Any

import streamlit as st

from corridor_atlas import view as views
from corridor_atlas.errors import AtlasError
from corridor_atlas.sources import Atlas
from corridor_atlas.view import View

YEAR, ERA, LAYERS, CERTAIN, GONE = "year", "era", "layers", "certain_only", "show_gone"
ORIGIN, DESTINATION, CORRIDOR = "origin", "destination", "corridor"
WITHIN, BEFORE, CHECK = "within", "before", "check"
SELECTED, VIEWPORT, NOTICES, HEARD = "selected", "viewport", "notices", "heard"
ALL_ERAS = "all"


def begin(atlas: Atlas) -> None:
    """Fill the session from the address bar, once; keep what could not be read as notices."""
    if VIEWPORT in st.session_state:
        return
    view, notices = views.from_query(st.query_params.to_dict(), atlas)
    st.session_state.update(
        {
            YEAR: view.year,
            ERA: view.era or ALL_ERAS,
            LAYERS: list(view.layers),
            CERTAIN: view.certain_only,
            GONE: view.show_gone,
            SELECTED: view.selected,
            VIEWPORT: view.viewport,
            ORIGIN: view.origin,
            DESTINATION: view.destination,
            CORRIDOR: view.corridor,
            WITHIN: view.within,
            BEFORE: view.before,
            CHECK: view.check,
            NOTICES: notices,
        }
    )


def current(atlas: Atlas) -> View:
    """The view as the widgets have it now."""
    state = st.session_state
    on = set(state[LAYERS])
    return View(
        year=int(state[YEAR]),
        layers=tuple(layer.id for layer in atlas.layers if layer.id in on),
        era=None if state[ERA] in (None, ALL_ERAS) else state[ERA],
        selected=state[SELECTED],
        certain_only=bool(state[CERTAIN]),
        show_gone=bool(state[GONE]),
        viewport=state[VIEWPORT],
        origin=state[ORIGIN],
        destination=state[DESTINATION],
        corridor=state[CORRIDOR],
        within=int(state[WITHIN] or 0) or View.within,
        before=state[BEFORE],
        check=state[CHECK],
    )


def notices() -> list[str]:
    """What could not be read from the link."""
    return list(st.session_state[NOTICES])


def write_address(view: View, atlas: Atlas) -> None:
    """Put the view into the address bar, if it is not there already."""
    query = views.to_query(view, atlas)
    if st.query_params.to_dict() != query:
        st.query_params.from_dict(query)


def clear_selection() -> None:
    """Close the details."""
    st.session_state[SELECTED] = None


def asks_for_way() -> bool:
    """Whether a way or a corridor is asked for, if only in part."""
    return any(st.session_state[key] for key in (ORIGIN, DESTINATION, CORRIDOR, CHECK))


def with_chosen(key: str, options: list[str]) -> list[str]:
    """The options of a widget, and what the link chose even if it is none of them."""
    chosen = st.session_state[key]
    return options if chosen is None or chosen in options else [chosen, *options]


def clear_ways() -> None:
    """Close the way, the reach, the corridor and the check."""
    st.session_state.update({ORIGIN: None, DESTINATION: None, CORRIDOR: None, CHECK: None})


def go_from(place: str) -> None:
    """Ask for the way from a place."""
    st.session_state.update({ORIGIN: place, SELECTED: None})


def go_to(place: str) -> None:
    """Ask for the way to a place."""
    st.session_state.update({DESTINATION: place, SELECTED: None})


def map_has(key: str) -> str | None:
    """Revision of the map that the browser has already, as its component reports it."""
    held = st.session_state.get(key) or {}
    have = held.get("have")
    return have if isinstance(have, str) else None


def heard() -> int:
    """Number of the last report of the map that was taken over."""
    return int(st.session_state.get(HEARD, 0))


def take_from_map(key: str, atlas: Atlas) -> None:
    """Take over what the map reports: year, selection, layers, viewport, each with its number.

    The map repeats a part until it knows that it was heard, so what has been heard is passed
    over. The report comes from the browser: nothing in it is trusted, nonsense is ignored.
    """
    report = (st.session_state.get(key) or {}).get("report") or {}
    before, latest = heard(), heard()
    for name, part in report.items():
        try:
            number, value = int(part[0]), part[1]
            latest = max(latest, number)
            if number > before:
                st.session_state.update(_taken(name, value, atlas))
        except (AtlasError, TypeError, ValueError, KeyError, IndexError):
            continue
    st.session_state[HEARD] = latest


def _taken(name: str, value: Any, atlas: Atlas) -> dict[str, Any]:
    """Session entries for one part of a report."""
    match name:
        case "year":
            return {YEAR: atlas.check_year(int(value))}
        case "selected":
            return {SELECTED: atlas.feature(str(value)).id if value else None}
        case "layers":
            on = set(map(str, value))
            return {LAYERS: [layer.id for layer in atlas.layers if layer.id in on]}
        case "viewport":
            zoom, lat, lon = (float(value[part]) for part in ("zoom", "lat", "lon"))
            return {VIEWPORT: (round(lat, 4), round(lon, 4), round(zoom, 2))}
    return {}
