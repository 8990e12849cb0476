"""The panel of ways and corridors, without a browser."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from corridor_atlas.core.words import Words
from corridor_atlas.ui import state

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


def test_a_place_without_a_line_is_no_error() -> None:
    page = opened(**{"from": "moscow", "to": "hunchun"})
    assert not page.exception
    assert "Choose two different places" in panel(page)


def test_choosing_places_writes_the_link_and_close_clears_it() -> None:
    page = unfolded(opened())
    page.selectbox(key=state.ORIGIN).set_value("harbin").run()
    page.selectbox(key=state.DESTINATION).set_value("vladivostok").run()
    assert page.query_params["from"] == "harbin"
    assert page.query_params["to"] == "vladivostok"
    assert "Harbin to Vladivostok" in panel(page)
    page.button(key="close_details").click().run()
    assert "from" not in page.query_params
    assert panel(page) == ""


def test_a_corridor_is_a_strip_with_its_share_in_the_year() -> None:
    page = opened(corridor="primorye-1-corridor", year="2014")
    text = panel(page)
    assert "Primorye-1" in text
    assert "usable at the end of 2014" in text
    assert "All corridors in 2014" in text


def test_a_member_that_is_selected_is_marked() -> None:
    page = opened(corridor="primorye-2-corridor", id="tumen-hunchun-railway")
    assert "ca-seg-chosen" in panel(page)
    assert "Usable share" in panel(page)


def test_a_share_that_is_not_quite_all_or_nothing_is_not_told_as_such() -> None:
    shares = [None, 0.0, 0.001, 0.5, 0.9996, 1.0]
    words = Words("en", "map")
    assert [words.percent(share) for share in shares] == ["–", "0%", "1%", "50%", "99%", "100%"]


def test_a_wrong_corridor_falls_back_with_a_notice() -> None:
    page = opened(corridor="primorye-9")
    assert not page.exception
    assert any("corridor" in one.value for one in page.sidebar.warning)


def test_the_limits_of_reach_outlive_a_second_place() -> None:
    """Their widgets are gone then, and Streamlit forgets what is not drawn."""
    page = opened(**{"from": "hunchun", "km": "120", "borders": "2", "year": "2024"})
    page.selectbox(key=state.DESTINATION).set_value("harbin").run()
    for year in (2010, 2011):
        page.slider(key=state.YEAR).set_value(year).run()
        assert not page.exception
    assert (page.query_params["km"], page.query_params["borders"]) == ("120", "2")
    page.selectbox(key=state.DESTINATION).set_value(None).run()
    assert page.number_input(key=state.WITHIN).value == 120


def test_the_page_says_how_to_ask_and_what_is_still_wanted() -> None:
    page = opened()
    assert state.ORIGIN not in {one.key for one in page.selectbox}, "nothing is drawn while the panel is folded"
    unfolded(page)
    said = " ".join(one.value for one in page.sidebar.caption)
    assert "Way from here" in said
    page.selectbox(key=state.ORIGIN).set_value("harbin").run()
    assert "Now the second place" in " ".join(one.value for one in page.sidebar.caption)
    assert "choose a second place" in panel(page)


def test_a_wrong_number_of_borders_or_ways_falls_back_with_a_notice() -> None:
    page = opened(**{"from": "hunchun", "borders": "99", "alt": "x", "sea": "some"})
    assert not page.exception
    said = " ".join(one.value for one in page.sidebar.warning)
    assert "expected border crossings from 0 to 9" in said
    assert "expected the number of a way from 1 to 3" in said
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
