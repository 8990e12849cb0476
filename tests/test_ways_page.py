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
