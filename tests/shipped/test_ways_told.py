"""The panel of ways on the shipped atlas: what it says of a year rests on dates that may be corrected."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from corridor_atlas.ui import state

pytestmark = pytest.mark.usefixtures("components_found_once")
ROOT = Path(__file__).parents[2]


def opened(**query: str) -> AppTest:
    page = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    for name, value in query.items():
        page.query_params[name] = value
    return page.run()


def panel(page: AppTest) -> str:
    return " ".join(one.proto.body for one in page.main.get("html") if "ca-story" in one.proto.body)


def test_the_way_of_a_year_is_told_with_its_stretches() -> None:
    page = opened(**{"from": "hunchun", "to": "rajin-port", "year": "2014"})
    assert not page.exception
    text = panel(page)
    assert "Hunchun to Rajin Port" in text
    assert "Wonjong–Rajin road" in text
    assert "Quanhe–Wonjong" in text


def test_where_there_is_no_way_the_panel_says_what_is_missing() -> None:
    text = panel(opened(**{"from": "hunchun", "to": "rason", "year": "2021"}))
    assert "No way" in text
    assert "What would connect them" in text
    assert "Quanhe–Wonjong border crossing" in text


def test_the_way_follows_the_year() -> None:
    page = opened(**{"from": "heihe", "to": "blagoveshchensk", "year": "2023"})
    assert "Heihe–Blagoveshchensk river crossing" in panel(page)
    page.slider(key=state.YEAR).set_value(2021).run()
    assert "Heihe–Blagoveshchensk river crossing" not in panel(page)


def test_the_strip_has_each_segment_as_a_link_and_the_other_corridors_with_their_curves() -> None:
    text = panel(opened(corridor="primorye-2-corridor", year="2008"))
    segments = re.findall(r'<a class="ca-seg ([^"]+)"[^>]*data-feature="([^"]+)"', text)
    assert ("ca-seg-suspended", "hunchun-makhalino-railway") in segments
    posts = re.findall(r'<a class="ca-post ca-post-(\w+)"[^>]*data-feature="([^"]+)"', text)
    assert ("gauge", "hunchun-south-station") in posts
    assert ("crossing", "hunchun-kamyshovaya-rail-crossing") in posts
    assert ("port", "zarubino-port") in posts
    assert text.count("data-corridor=") == 14
    assert text.count("polygon(") == 14


def test_one_place_alone_shows_what_is_within_reach() -> None:
    page = opened(**{"from": "hunchun", "km": "120", "year": "2024"})
    assert not page.exception
    text = panel(page)
    assert "Within 120 km of Hunchun" in text
    assert "Zarubino Port" in text
    assert "Harbin" not in text


def test_reach_compared_with_an_earlier_year_says_what_came() -> None:
    text = panel(opened(**{"from": "heihe", "km": "100", "year": "2023", "before": "2021"}))
    assert "Compared with 2021" in text
    assert "Blagoveshchensk" in text.split("Compared with 2021")[1].split("By distance")[0]


def test_borders_are_a_limit_of_reach_in_place_of_kilometres() -> None:
    page = opened(**{"from": "hunchun", "borders": "1", "year": "2024"})
    text = panel(page)
    assert "Within 1 border crossing of Hunchun" in text
    assert "By border crossings passed" in text
    assert "Khabarovsk" in text
    page.number_input(key=state.BORDERS).set_value(0).run()
    assert page.query_params["borders"] == "0"
    assert "Khabarovsk" not in panel(page)


def test_other_ways_are_offered_and_the_chosen_one_is_told_and_linked() -> None:
    page = opened(**{"from": "harbin", "to": "vladivostok", "year": "2024", "alt": "2"})
    assert not page.exception
    assert page.query_params["alt"] == "2"
    assert "Chinese Eastern Railway" in panel(page)
    assert "more than the best" in panel(page)
    page.button(key="way_turn").click().run()
    assert "Vladivostok to Harbin" in panel(page)


def test_any_ship_is_taken_only_when_that_is_asked() -> None:
    asked = {"from": "chongjin-port", "to": "busan-port", "year": "2024"}
    assert "without a dated service" not in panel(opened(**asked)).split("Method")[0]
    page = opened(**asked, sea="any")
    assert "By ship, without a dated service" in panel(page)
    page.toggle(key=state.ANY_SEA).set_value(False).run()
    assert "sea" not in page.query_params


def test_a_figure_of_the_papers_is_told_with_method_and_verdict() -> None:
    text = panel(opened(check="two-mountains-1500-km"))
    assert "about 1,500 km" in text
    assert "Depends on what is compared" in text
    assert "Method" in text
    assert "Computed from" in text
    assert "Ruilin Liu" in text


def test_a_figure_of_the_papers_speaks_the_language_of_the_page() -> None:
    text = panel(opened(check="heihe-bridge", lang="ko"))
    assert "헤이허 – 블라고베셴스크, 도로 또는 철도, 2022년 말" in text
    assert "37 km" in text
    assert "Best way" not in text


def test_a_way_is_asked_for_people_by_a_link_and_in_the_panel() -> None:
    page = opened(**{"from": "hunchun", "to": "slavyanka", "year": "2020", "for": "people"})
    assert "Way for people" in panel(page)
    assert "operating, freight only" in panel(page)
    page.session_state[state.LOAD] = "cargo"
    page.run()
    assert "Way for cargo" in panel(page)
    assert "98 km over what is open" in panel(page)
    assert "for" not in page.query_params


def test_a_strip_says_what_alone_is_carried() -> None:
    page = opened(corridor="primorye-2-corridor", year="2018")
    assert "operating, freight only" in panel(page)
    assert "ca-seg-only" in panel(page)
    assert "ca-seg-shut" in panel(opened(corridor="primorye-2-corridor", year="2018", **{"for": "people"}))
