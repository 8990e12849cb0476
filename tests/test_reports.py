"""What the browser reports is held against closed models: nonsense leaves no trace, what is sound counts."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from corridor_atlas.data.dataset import Atlas
from corridor_atlas.network.legs import MODES
from corridor_atlas.network.query import LOADS
from corridor_atlas.ui import picks, reports, state
from corridor_atlas.view import link
from corridor_atlas.view import view as views
from corridor_atlas.view.view import View

ROOT = Path(__file__).parents[1]
HUGE = "1e999"
FILTER = {name: [] for name in views.FACETS} | {"certainOnly": False, "showGone": False, "era": None}
NO_YEARS = (HUGE, "NaN", "1990", "2010.5", '"2010"', "true", "[]")
NO_DEGREES = ("NaN", '"nan"', "1e300", HUGE, "86", "null")
NO_FILTERS: tuple[dict[str, Any], ...] = (
    {"statuses": ["flying"]},
    {"countries": "CN"},
    {"era": "never"},
    {"certainOnly": 1},
    {"more": 1},
    {"tiers": None},
)


WAY = {"origin": "hunchun", "destination": "rajin-port", "modes": ["rail"], "load": "cargo"} | {
    "anySea": False,
    "alternative": 1,
}
NO_WAYS: tuple[dict[str, Any], ...] = (
    {"origin": "nowhere"},
    {"destination": None},
    {"modes": []},
    {"modes": ["sledge"]},
    {"load": "coal"},
    {"anySea": "yes"},
    {"alternative": 0},
    {"alternative": 8},
    {"more": 1},
)


NO_NOTES: tuple[dict[str, Any], ...] = (
    {"lat": 86},
    {"lon": "1"},
    {"lon": 361},
    {"text": " \n"},
    {"text": "bell\x07"},
    {"text": "turned \u202e round"},
    {"text": "y" * 161},
    {"text": None},
    {"more": 1},
)


def told(**parts: Any) -> dict[str, Any]:
    """A report of these parts, each as the first that the session hears."""
    return {name: {"number": 1, "value": value} for name, value in parts.items()}


def taken(atlas: Atlas, raw: object, heard: int = 0) -> tuple[dict[str, Any], int]:
    known = reports.Known(atlas, heard)
    return reports.changes(reports.sound(reports.Report, raw, known), known, views.opening(atlas))


def seen_after(changed: dict[str, Any], atlas: Atlas) -> View:
    seen = replace(views.opening(atlas), **changed)
    return replace(seen, layers=tuple(seen.layers))


# --- what is not taken ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "raw", ["null", "[]", "[1, 2]", '"year"', "3", "true", HUGE, "NaN", '{"a": 1}', '{"year": 2000}']
)
def test_what_is_no_report_changes_nothing(atlas: Atlas, raw: str) -> None:
    assert taken(atlas, json.loads(raw), heard=4) == ({}, 4)


@pytest.mark.parametrize(
    ("part", "value"),
    [
        *((part, value) for part in ("year", "since") for value in NO_YEARS),
        ("year", "null"),
        *(("compare", json.dumps({"against": year, "how": "beside"})) for year in (1e300, 3000, "2000", True)),
        ("compare", f'{{"against": {HUGE}, "how": "beside"}}'),
        ("compare", '{"against": 2000, "how": "upside down"}'),
        ("compare", '{"against": 2000, "how": "beside", "more": 1}'),
        *(("notes", json.dumps([{"lon": 1, "lat": 2, "text": "sound"} | one])) for one in NO_NOTES),
        ("notes", '{"lon": 1, "lat": 2, "text": "no list"}'),
        ("notes", json.dumps([{"lon": 1, "lat": 2, "text": "one of many"}] * 21)),
        *(("story", json.dumps({"id": "amur-bridges", "step": step})) for step in (-5, 0, 11, 999999999999, "2", 1.5)),
        ("story", f'{{"id": "amur-bridges", "step": {HUGE}}}'),
        ("story", '{"id": "no-such-tour", "step": 1}'),
        *(("viewport", f'{{"lat": {lat}, "lon": 130, "zoom": 8}}') for lat in NO_DEGREES),
        ("viewport", '{"lat": 42, "lon": 361, "zoom": 8}'),
        ("viewport", '{"lat": 42, "lon": 130, "zoom": 19}'),
        ("viewport", '{"lat": 42, "lon": 130}'),
        *(("selected", value) for value in ('"no-such-feature"', "7", "[]", '{"id": 1}', '""')),
        *(("layers", value) for value in ('["ports", "no-such-layer"]', '"ports"', "[1]", "null", '{"ports": 1}')),
        *(("scope", value) for value in ('"everything"', "1", "null")),
        *(("seen", value) for value in ("[1, 2, 3]", "[3, 1, 2, 4]", "[0, 0, 0, 91]", '["1", 1, 2, 4]', "null")),
        *(("panel", value) for value in ('"cellar"', "1", "[]")),
        *(("filter", json.dumps({**FILTER, **wrong})) for wrong in NO_FILTERS),
        *(("ways", json.dumps({**WAY, **wrong})) for wrong in NO_WAYS),
        ("filter", "[]"),
    ],
)  # fmt: skip
def test_nonsense_is_left_out_and_what_is_sound_beside_it_counts(atlas: Atlas, part: str, value: str) -> None:
    """Its number is heard all the same: the map would else repeat it for ever."""
    sound = told(selected="rajin-port") if part != "selected" else told(year=2000)
    found, heard = taken(atlas, {**sound, part: {"number": 2, "value": json.loads(value)}})
    assert found == ({"selected": "rajin-port"} if part != "selected" else {"year": 2000})
    assert heard == 2


@pytest.mark.parametrize("number", ["1e300", HUGE, "NaN", "-1", "0", '"7"', "true", "null", "1.5", "[]", "1000000"])
def test_a_number_that_makes_no_sense_is_not_heard(atlas: Atlas, number: str) -> None:
    """Later reports of the session would count as heard."""
    forged = {"year": {"number": json.loads(number), "value": 2000}}
    assert taken(atlas, {**forged, "selected": {"number": 5, "value": "rajin-port"}}, heard=4) == (
        {"selected": "rajin-port"},
        5,
    )


def test_a_way_that_the_map_asks_for_is_taken_and_given_up_again(atlas: Atlas) -> None:
    found, _ = taken(atlas, told(ways={**WAY, "modes": ["road", "rail"], "anySea": True}))
    assert found["modes"] == ("rail", "road")
    seen = seen_after(found, atlas)
    assert (seen.origin, seen.destination, seen.any_sea) == ("hunchun", "rajin-port", True)
    known = reports.Known(atlas)
    closed = reports.sound(reports.Report, told(ways=None), known)
    assert link.to_query(seen_after(reports.changes(closed, known, seen)[0], atlas), atlas) == {}
    reach = replace(views.opening(atlas), origin="hunchun")
    assert reports.changes(closed, known, reach)[0] == {}


def test_numbers_only_go_up(atlas: Atlas) -> None:
    assert taken(atlas, told(year=2000), heard=3) == ({}, 3)


def test_a_part_that_does_not_exist_is_left_out(atlas: Atlas) -> None:
    assert taken(atlas, told(year=2000, colour="red", __class__="x")) == ({"year": 2000}, 1)


# --- every component of the page ------------------------------------------------------------------

VALUES = [None, [], [1], "text", 3, True, 1e300, float("inf"), {"selection": []}, {"picked": []}, {"report": [1]}]


@pytest.mark.parametrize(
    "value", [*VALUES, *({"picked": one, "year": one, "corridor": one} for one in VALUES)], ids=repr
)
def test_no_component_can_break_the_page(session: dict[str, Any], atlas: Atlas, value: Any) -> None:
    before = state.current(atlas)
    session["one"] = value
    assert state.map_has("one", atlas) is None
    assert state.picked_row("one", 3, atlas) is None
    assert state.picked_year("one", atlas) is None
    state.take_from_map("one", atlas)
    assert state.current(atlas) == before


@pytest.mark.parametrize("rows", [[3], [-1], ["0"], [1e300], [float("inf")], [None], 1, {"0": 1}, [True]])
def test_a_row_that_the_table_does_not_have_is_not_picked(session: dict[str, Any], atlas: Atlas, rows: Any) -> None:
    session["one"] = {"selection": {"rows": rows, "columns": [], "cells": []}}
    assert state.picked_row("one", 3, atlas) is None


def test_what_is_picked_counts(session: dict[str, Any], atlas: Atlas) -> None:
    session["one"] = {"selection": {"rows": [2], "columns": [], "cells": []}}
    assert state.picked_row("one", 3, atlas) == 2
    session["one"] = {"selection": {"picked": [{"year": 2004}]}}
    assert state.picked_year("one", atlas) == 2004


def test_a_report_to_another_session_is_passed_over(session: dict[str, Any], atlas: Atlas) -> None:
    """Before the server was started anew its reports had other numbers: ours would count as heard."""
    late = {name: {"number": 40, "value": value} for name, value in {"year": 2000}.items()}
    session["map"] = {"have": "1", "report": {"session": "another", **late}}
    state.take_from_map("map", atlas)
    assert (state.heard(), session[state.YEAR]) == (0, atlas.years[1])
    session["map"] = {"have": "1", "report": {"session": state.session(), **late}}
    state.take_from_map("map", atlas)
    assert (state.heard(), session[state.YEAR]) == (40, 2000)


ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
KEYS = st.sampled_from([*reports.PARTS, "session", "have", "report", "picked", "corridor", "selection", "rows"])


@given(st.dictionaries(KEYS, ANY | st.fixed_dictionaries({"number": ANY, "value": ANY})) | ANY)
def test_anything_that_json_can_hold_is_read(atlas: Atlas, raw: Any) -> None:
    known = reports.Known(atlas, 3)
    for model in (picks.Selection, picks.Wish, reports.MapState):
        reports.sound(model, raw, known)
    changed, heard = taken(atlas, raw, heard=3)
    assert 3 <= heard <= 3 + reports.FURTHEST
    assert link.from_query(link.to_query(seen_after(changed, atlas), atlas), atlas)[1] == []


# --- into an address and back ---------------------------------------------------------------------


@st.composite
def reported(draw: st.DrawFn, atlas: Atlas) -> dict[str, Any]:
    """A report that the map might send, with any of its parts."""
    years = st.integers(*atlas.years)
    known = views.known_values(atlas)
    tours = [
        {"id": id_, "step": number} for id_, tour in atlas.stories.items() for number in range(1, len(tour.steps) + 1)
    ]
    parts = {
        "year": years,
        "since": st.none() | years,
        "selected": st.none() | st.sampled_from(sorted(atlas.features)),
        "layers": st.lists(st.sampled_from([layer.id for layer in atlas.layers])),
        "filter": st.fixed_dictionaries(
            {name: st.lists(st.sampled_from(known[name]), max_size=3) for name in views.FACETS}
            | {"certainOnly": st.booleans(), "showGone": st.booleans()}
            | {"era": st.none() | st.sampled_from([era.id for era in atlas.eras])}
        ),
        "compare": st.fixed_dictionaries({"against": st.none() | years, "how": st.sampled_from(views.HOW)}),
        "panel": st.none() | st.sampled_from(views.PANELS),
        "ways": st.fixed_dictionaries(
            {"origin": st.just("hunchun"), "destination": st.sampled_from(sorted(atlas.features))}
            | {"modes": st.lists(st.sampled_from(MODES), min_size=1), "load": st.sampled_from(list(LOADS))}
            | {"anySea": st.booleans(), "alternative": st.integers(1, views.MAX_ALTERNATIVES)}
        ),
        "reach": st.fixed_dictionaries(
            {"origin": st.none() | st.sampled_from(sorted(atlas.features)), "within": st.integers(50, 5000)}
            | {"borders": st.none() | st.integers(0, 9), "before": st.none() | years}
            | {"load": st.sampled_from(list(LOADS)), "anySea": st.booleans()}
        ),
        "check": st.none() | st.sampled_from(sorted(atlas.checks)),
        "story": st.none() | st.sampled_from(tours),
        "viewport": st.fixed_dictionaries(
            {"lat": st.floats(-85, 85), "lon": st.floats(-360, 360), "zoom": st.floats(0, 12)}
        ),
        "notes": st.lists(
            st.fixed_dictionaries(
                {"lat": st.floats(-85, 85), "lon": st.floats(-360, 360)}
                | {"text": st.text(st.characters(categories=("L", "N", "P", "S")), min_size=1, max_size=9)}
            ),
            max_size=3,
        ),
    }  # fmt: skip
    return told(**{name: draw(one) for name, one in parts.items() if draw(st.booleans())})


@given(st.data())
def test_what_is_written_into_an_address_is_read_back(atlas: Atlas, data: st.DataObject) -> None:
    raw = data.draw(reported(atlas))
    changed, _ = taken(atlas, json.loads(json.dumps(raw)))
    assert len(changed) >= len(raw), "all that the map may say is taken"
    seen = seen_after(changed, atlas)
    again, notices = link.from_query(link.to_query(seen, atlas), atlas)
    assert notices == []
    if seen.story:  # a step brings its own part of the map
        again = replace(again, viewport=seen.viewport)
    assert again == seen


# --- on the page ----------------------------------------------------------------------------------


def opened(**query: str | list[str]) -> AppTest:
    page = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    for name, value in query.items():
        page.query_params[name] = value
    return page.run()


@pytest.fixture(scope="module")
def page() -> AppTest:
    """A page opened on 2010, whose year the tests below move on."""
    return opened(year="2010")


def hear(page: AppTest, text: str) -> None:
    """Run the page as if the browser had said this, as JSON, for the state of the map; NEXT is the next number."""
    states = page._tree.get_widget_states()
    component = next(one.proto for one in page.get("bidi_component") if one.proto.component_name.endswith("atlas_map"))
    number = str(page.session_state[state.HEARD] + 1 if state.HEARD in page.session_state else 1)
    said = text.replace("MINE", page.session_state[state.SESSION]).replace("NEXT", number)
    states.widgets.add(id=component.id, json_value=said)
    page._run(states)


@pytest.mark.parametrize(
    "text",
    [
        "[]",
        '"text"',
        "3",
        "null",
        '{"report": [1], "have": 7}',
        '{"report": "year"}',
        '{"report": 3}',
        '{"report": {"session": "MINE", "year": {"number": NEXT, "value": 1e999}}}',
        '{"report": {"session": "MINE", "year": {"number": 1e999, "value": 2000}}}',
        '{"report": {"session": "MINE", "year": {"number": 1e300, "value": 2000}}}',
        '{"report": {"session": "MINE", "viewport": {"number": NEXT, "value": {"lat": NaN, "lon": "nan", "zoom": 8}}}}',
        '{"report": {"session": "MINE", "viewport": {"number": NEXT, "value": {"lat": 1e300, "lon": 1, "zoom": 8}}}}',
        '{"report": {"session": "MINE", "story": {"number": NEXT, "value": {"id": "amur-bridges", "step": -5}}}}',
    ],
)
def test_a_forged_report_leaves_no_trace_on_the_page(page: AppTest, text: str) -> None:
    before, year = dict(page.query_params), int(page.slider(key=state.YEAR).value)
    hear(page, text)
    assert not page.exception
    assert not page.sidebar.warning
    assert dict(page.query_params) == before
    assert page.slider(key=state.YEAR).value == year
    hear(page, f'{{"report": {{"session": "MINE", "year": {{"number": NEXT, "value": {year - 1}}}}}}}')
    assert page.slider(key=state.YEAR).value == year - 1, "a later report is still heard"


def test_the_page_says_which_of_two_years_it_shows() -> None:
    page = opened(year=["2000", "2010"])
    assert page.slider(key=state.YEAR).value == 2010
    assert "“year” 2 times" in page.sidebar.warning[0].value


def test_a_link_full_of_garbage_makes_a_short_page() -> None:
    page = opened(**dict.fromkeys(link._PARAMETERS, "garbage " * 400))
    assert not page.exception
    assert sum(len(one.value) for one in page.sidebar.warning) < 12_000
