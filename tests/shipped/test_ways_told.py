"""Corridors, reach and figures on the shipped atlas: what is said of a year rests on dates that may be corrected."""

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


def test_a_strip_says_what_alone_is_carried() -> None:
    page = opened(corridor="primorye-2-corridor", year="2018")
    assert "operating, freight only" in panel(page)
    assert "ca-seg-only" in panel(page)
    assert "ca-seg-shut" in panel(opened(corridor="primorye-2-corridor", year="2018", **{"for": "people"}))
