"""The panel of ways and corridors, without a browser."""

from __future__ import annotations

from pathlib import Path

from streamlit.testing.v1 import AppTest

from corridor_atlas.ui import state

ROOT = Path(__file__).parents[1]


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
    text = panel(opened(**{"from": "vladivostok", "to": "rason", "year": "2021"}))
    assert "No way" in text
    assert "What would connect them" in text


def test_the_way_follows_the_year() -> None:
    page = opened(**{"from": "heihe", "to": "blagoveshchensk", "year": "2023"})
    assert "Heihe–Blagoveshchensk bridge" in panel(page)
    page.slider(key=state.YEAR).set_value(2020).run()
    assert "Heihe–Blagoveshchensk bridge" not in panel(page)


def test_a_place_without_a_line_is_no_error() -> None:
    page = opened(**{"from": "moscow", "to": "hunchun"})
    assert not page.exception
    assert "Choose two different places" in panel(page)


def test_choosing_places_writes_the_link_and_close_clears_it() -> None:
    page = opened()
    page.selectbox(key=state.ORIGIN).set_value("harbin").run()
    page.selectbox(key=state.DESTINATION).set_value("vladivostok").run()
    assert page.query_params["from"] == "harbin"
    assert page.query_params["to"] == "vladivostok"
    assert "Harbin to Vladivostok" in panel(page)
    page.button(key="close_details").click().run()
    assert "from" not in page.query_params
    assert panel(page) == ""


def test_the_details_of_a_place_offer_the_way_from_it() -> None:
    page = opened(id="zarubino-port")
    page.button(key="way_from").click().run()
    assert page.query_params["from"] == "zarubino-port"
    assert "id" not in page.query_params


def test_a_corridor_is_a_strip_with_its_share_in_the_year() -> None:
    page = opened(corridor="primorye-1-corridor", year="2014")
    text = panel(page)
    assert "Primorye-1" in text
    assert "usable at the end of 2014" in text
    assert "All corridors in 2014" in text


def test_a_wrong_corridor_falls_back_with_a_notice() -> None:
    page = opened(corridor="primorye-9")
    assert not page.exception
    assert any("corridor" in one.value for one in page.sidebar.warning)


def test_one_place_alone_shows_what_is_within_reach() -> None:
    page = opened(**{"from": "hunchun", "km": "120", "year": "2024"})
    assert not page.exception
    text = panel(page)
    assert "Within 120 km of Hunchun" in text
    assert "Zarubino Port" in text
    assert "Harbin" not in text


def test_reach_compared_with_an_earlier_year_says_what_came() -> None:
    text = panel(opened(**{"from": "heihe", "km": "100", "year": "2023", "before": "2019"}))
    assert "Compared with 2019" in text
    assert "Blagoveshchensk" in text.split("Compared with 2019")[1].split("By distance")[0]


def test_a_wrong_distance_falls_back_with_a_notice() -> None:
    page = opened(**{"from": "hunchun", "km": "7"})
    assert not page.exception
    assert any("expected kilometres from 50 to 5000" in one.value for one in page.sidebar.warning)


def test_a_figure_of_the_papers_is_told_with_method_and_verdict() -> None:
    text = panel(opened(check="two-mountains-1500-km"))
    assert "about 1,500 km" in text
    assert "Does not come out" in text
    assert "Method" in text
    assert "Ruilin Liu" in text


def test_an_unknown_figure_falls_back_with_a_notice() -> None:
    page = opened(check="one-mountain")
    assert not page.exception
    assert any("no check" in one.value for one in page.sidebar.warning)
