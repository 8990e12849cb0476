"""What the map is told of ways, reach and figures, and what the table leads to, without a browser."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from corridor_atlas.ui import mapview, state

pytestmark = pytest.mark.usefixtures("components_found_once")
ROOT = Path(__file__).parents[1]
Told = list[dict[str, Any]]


def opened(**query: str) -> AppTest:
    page = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    for name, value in query.items():
        page.query_params[name] = value
    return page.run()


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> Told:
    """What the map is told in each run."""
    said: Told = []
    monkeypatch.setattr(mapview, "_component", lambda *, data, **_: said.append(json.loads(data.split(b"\n")[0])))
    return said


def test_a_way_from_place_to_place_is_told_to_the_map(told: Told) -> None:
    """Also where no line leads to."""
    asked = {"modes": "road,rail", "for": "people", "sea": "any", "alt": "2"}
    page = opened(**{"from": "moscow", "to": "hunchun"}, **asked)
    assert not page.exception
    said = {"modes": ["rail", "road"], "load": "people", "anySea": True, "alternative": 2}
    assert told[-1]["ways"] == {"origin": "moscow", "destination": "hunchun", **said}
    assert (told[-1]["panel"], told[-1]["reach"]) == (None, None)


def test_a_wrong_corridor_falls_back_with_a_notice() -> None:
    page = opened(corridor="primorye-9")
    assert not page.exception
    assert any("corridor" in one.value for one in page.sidebar.warning)


def test_a_reach_is_told_to_the_map_and_outlives_a_change_of_the_year(told: Told) -> None:
    page = opened(**{"from": "hunchun", "km": "120", "borders": "2", "year": "2024"})
    for year in (2010, 2011):
        page.slider(key=state.YEAR).set_value(year).run()
        assert not page.exception
    assert (page.query_params["km"], page.query_params["borders"]) == ("120", "2")
    asked = {"origin": "hunchun", "within": 120, "borders": 2, "before": None, "load": "cargo", "anySea": False}
    assert (told[-1]["panel"], told[-1]["reach"], told[-1]["ways"]) == ("reach", asked, None)


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


def test_the_figures_are_told_while_they_are_read(told: Told, atlas) -> None:
    page = opened(check="heihe-bridge", lang="ko")
    assert not page.exception
    assert (told[-1]["panel"], told[-1]["check"], told[-1]["figures"]["language"]) == ("figures", "heihe-bridge", "ko")
    assert [one["id"] for one in told[-1]["figures"]["all"]] == list(atlas.checks)
    opened()
    assert told[-1]["figures"] is None


def test_an_unknown_figure_falls_back_with_a_notice() -> None:
    page = opened(check="one-mountain")
    assert not page.exception
    assert any("no check" in one.value for one in page.sidebar.warning)


def test_the_table_leads_to_the_figures_and_to_how_far_one_gets_from_the_picked_row(told: Told) -> None:
    page = opened(panel="table")
    assert page.button(key="table_reach").label == "How far?"
    page.session_state[state.PICKED] = "rajin-port"
    page.run()
    assert page.button(key="table_reach").label == "How far from Rajin Port (Rason Port)?"
    page.button(key="table_reach").click().run()
    assert (told[-1]["panel"], told[-1]["reach"]["origin"], told[-1]["selected"]) == ("reach", "rajin-port", None)
    assert page.query_params["from"] == "rajin-port"
    page = opened(panel="table")
    page.button(key="table_figures").click().run()
    assert (told[-1]["panel"], page.query_params["panel"]) == ("figures", "figures")
