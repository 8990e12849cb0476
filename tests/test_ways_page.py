"""The panel of reach, and what the map is told of a way, without a browser."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from corridor_atlas.ui import mapview, state

pytestmark = pytest.mark.usefixtures("components_found_once")
ROOT = Path(__file__).parents[1]


def opened(**query: str) -> AppTest:
    page = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    for name, value in query.items():
        page.query_params[name] = value
    return page.run()


def unfolded(page: AppTest) -> AppTest:
    """The page with the panel that asks for ways open."""
    page.session_state[state.ASKING] = True
    return page.run()


def panel(page: AppTest) -> str:
    return " ".join(one.proto.body for one in page.main.get("html") if "ca-story" in one.proto.body)


def test_a_way_from_place_to_place_is_the_map_s_own(monkeypatch) -> None:
    """Nothing is drawn beside the map, which is told what the link asks, also where no line leads to."""
    told: list[dict[str, Any]] = []
    monkeypatch.setattr(mapview, "_component", lambda *, data, **_: told.append(json.loads(data.split(b"\n")[0])))
    asked = {"modes": "road,rail", "for": "people", "sea": "any", "alt": "2"}
    page = opened(**{"from": "moscow", "to": "hunchun"}, **asked)
    assert not page.exception
    assert panel(page) == ""
    said = {"modes": ["rail", "road"], "load": "people", "anySea": True, "alternative": 2}
    assert told[-1]["ways"] == {"origin": "moscow", "destination": "hunchun", **said}
    assert told[-1]["way"] is None
    assert told[-1]["panel"] is None
    opened(**{"from": "hunchun"})
    assert told[-1]["ways"] is None
    assert told[-1]["panel"] == "corridors"


def test_a_wrong_corridor_falls_back_with_a_notice() -> None:
    page = opened(corridor="primorye-9")
    assert not page.exception
    assert any("corridor" in one.value for one in page.sidebar.warning)


def test_the_limits_of_reach_are_those_of_the_link_and_outlive_a_change_of_the_year() -> None:
    page = opened(**{"from": "hunchun", "km": "120", "borders": "2", "year": "2024"})
    for year in (2010, 2011):
        page.slider(key=state.YEAR).set_value(year).run()
        assert not page.exception
    assert (page.query_params["km"], page.query_params["borders"]) == ("120", "2")
    assert page.number_input(key=state.WITHIN).value == 120


def test_a_reach_is_asked_for_under_the_corridors() -> None:
    page = opened(panel="corridors")
    assert state.ORIGIN not in {one.key for one in page.selectbox}, "nothing is drawn while that part is folded"
    unfolded(page)
    page.selectbox(key=state.ORIGIN).set_value("harbin").run()
    assert page.query_params["from"] == "harbin"
    assert "Within 500 km of Harbin" in panel(page)


def test_a_wrong_number_of_borders_or_ways_falls_back_with_a_notice() -> None:
    page = opened(**{"from": "hunchun", "borders": "99", "alt": "x", "sea": "some"})
    assert not page.exception
    said = " ".join(one.value for one in page.sidebar.warning)
    assert "expected border crossings from 0 to 9" in said
    assert "expected the number of a way from 1 to 7" in said
    assert "no kind of ship" in said


def test_a_wrong_distance_falls_back_with_a_notice() -> None:
    page = opened(**{"from": "hunchun", "km": "7"})
    assert not page.exception
    assert any("expected kilometres from 50 to 5000" in one.value for one in page.sidebar.warning)


def test_every_figure_of_the_papers_has_a_panel(atlas) -> None:
    for id_ in atlas.checks:
        page = opened(check=id_)
        assert not page.exception
        assert "Results" in panel(page), id_


def test_an_unknown_figure_falls_back_with_a_notice() -> None:
    page = opened(check="one-mountain")
    assert not page.exception
    assert any("no check" in one.value for one in page.sidebar.warning)
