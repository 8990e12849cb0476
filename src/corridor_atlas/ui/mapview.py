"""The map on the page: a component that gets the map once and afterwards only what changed."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from corridor_atlas.core.errors import told
from corridor_atlas.data.dataset import Atlas
from corridor_atlas.ui import cache, reports, state
from corridor_atlas.ui.packed import Packed
from corridor_atlas.view.home import home
from corridor_atlas.view.view import View

HERE = Path(__file__).parent
KEY = "map"
SHOWN = 3
"""How many of the files that were refused are named on the map; the sidebar names all."""

_component = st.components.v2.component(
    "corridor_atlas_map",
    html='<div class="ca-host"></div>',
    js="\n".join(
        (HERE / name).read_text(encoding="utf-8")
        for name in ("access.js", "history.js", "own.js", "away.js", "loader.js")
    ),
    isolate_styles=False,
)


def show(atlas: Atlas, view: View) -> None:
    """Draw the map in `view`. Geometry goes to the browser once in a session, not with each change.

    What is sent are bytes: a line of JSON, then as gzip what changed between two years while that is read, then
    the parts of the map, once. So nothing large is written anew for every visitor, and a slow network carries a
    quarter of it.
    """
    packed = cache.packed_map()
    ledger = _ledger(view)
    changed = ledger.content if ledger and not state.has_ledger(ledger.revision) else b""
    have = state.map_has(KEY, atlas)
    read = view.selected or (view.corridor if view.panel == "corridors" else None)
    edition = state.other_edition()
    data: dict[str, Any] = {
        "rev": packed.revision,
        "have": have,
        "session": state.session(),
        "heard": state.heard(),
        "turn": state.turn(),
        "query": urlencode(state.query(view, atlas), doseq=True),
        "sorry": state.words()("notice_map"),
        "away": state.words()("notice_away"),
        "year": view.year,
        "since": view.since,
        "filter": {
            "layers": view.layers,
            "era": view.era,
            "certainOnly": view.certain_only,
            "showGone": view.show_gone,
            **view.facets,
        },
        "scope": view.scope,
        "compare": {"against": view.against, "how": view.how},
        "story": {"id": view.story, "step": view.step, "staged": True} if view.story else None,
        "language": view.language,
        "names": view.names,
        "panel": view.panel,
        "ledger": {"rev": ledger.revision, "size": len(changed)} if ledger else None,
        "selected": view.selected,
        "article": cache.article(read, view.language) if read else None,
        "figures": _figures(view),
        "ways": _asked(view, reports.WAY) if view.origin and view.destination else None,
        "reach": _asked(view, reports.REACH) if view.panel == "reach" else None,
        "check": view.check,
        "corridor": {"id": view.corridor, "load": view.load} if view.panel == "corridors" else None,
        "viewport": _place(view.viewport),
        "at_home": view.viewport == home(atlas),
        "ground": cache.ground(),
        "notes": [note._asdict() for note in view.notes],
        "home": _place(home(atlas)),
        "own": _own(),
        "notices": [*_refused(atlas), *state.notices(), *([{"edition": edition}] if edition else [])],
    }
    _component(
        key=KEY,
        data=json.dumps(data).encode() + b"\n" + changed + (b"" if have == packed.revision else packed.content),
        default={"have": None, "report": None},
        on_have_change=lambda: None,
        on_report_change=lambda: state.take_from_map(KEY, atlas),
    )


def _place(viewport: tuple[float, float, float]) -> dict[str, float]:
    return dict(zip(("lat", "lon", "zoom"), viewport, strict=True))


def _refused(atlas: Atlas) -> list[str]:
    """Files of which nothing is on the map, and why: said in the open, as the map looks as if there were no more."""
    lines = told(fault for fault in atlas.faults if fault.whole)
    return [f"{state.words()('notice_what')}: {line}" for line in lines[:SHOWN]]


def _ledger(view: View) -> Packed | None:
    """What changed between the years that are compared, while it is read."""
    if view.panel != "changes" or view.against is None:
        return None
    first, last = sorted((view.against, view.year))
    return cache.packed_ledger(first, last, view.language)


def _own() -> dict[str, Any] | None:
    """Layers that this session alone has, where the map is to go for them, and the how-manieth time that is asked."""
    own = state.own()
    if own is None or own.workshop is None:
        return None
    return {
        "layers": sorted(own.workshop.atlas.own),
        "looks": own.looks,
        "at": dict(zip(("lat", "lon", "zoom"), own.look, strict=True)),
    }


def _figures(view: View) -> dict[str, Any] | None:
    """The figures that are computed again, while they are read."""
    return {"language": view.language, "all": cache.figures(view.language)} if view.panel == "figures" else None


def _asked(view: View, fields: Iterable[str]) -> dict[str, Any]:
    """What is asked of the network, as the map reports it."""
    return {"anySea" if name == "any_sea" else name: getattr(view, name) for name in fields}
