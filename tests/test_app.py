"""The page without a browser: widgets, address bar, details, bad links, bad data."""

from __future__ import annotations

import json
import os
import re
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

import small_world
from corridor_atlas.core import home
from corridor_atlas.data import dataset, reading
from corridor_atlas.ui import state

pytestmark = pytest.mark.usefixtures("components_found_once")
ROOT = Path(__file__).parents[1]
TIMEOUT = 60


def opened(**query: str) -> AppTest:
    page = AppTest.from_file(str(ROOT / "app.py"), default_timeout=TIMEOUT)
    for name, value in query.items():
        page.query_params[name] = value
    return page.run()


def warnings(page: AppTest) -> str:
    return " ".join(one.value.replace("\\", "") for one in page.sidebar.warning)


def sent(page: AppTest) -> dict[str, Any]:
    """What the map is told: the first line of what its component gets."""
    (one,) = [one for one in page.main.get("bidi_component") if one.proto.component_name == "corridor_atlas_map"]
    told: dict[str, Any] = json.loads(one.proto.bytes.partition(b"\n")[0])
    return told


@pytest.fixture
def spoiled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the data set that a test may break; the app reads it instead of the real one."""
    for folder in ("geodata", "layers"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    monkeypatch.setenv(home.VARIABLE, str(tmp_path))
    st.cache_resource.clear()
    yield tmp_path
    st.cache_resource.clear()


def put(page: AppTest, *values: int, ended: bool = True, since: float = 1) -> None:
    """As if the program had given the year other values so many seconds ago in the run before, which ended or not."""
    before = page.session_state[state.TURN]
    page.session_state[state.PUT] = {state.YEAR: state.Put(values, before, time.monotonic() - since)}
    page.session_state[state.ENDED] = ended


def test_after_a_run_that_was_broken_off_the_widgets_get_their_values_again() -> None:
    page = opened(year="2003")
    assert page.slider(key=state.YEAR).proto.set_value, "set from the link"
    assert not page.run().slider(key=state.YEAR).proto.set_value, "the browser has it"
    put(page, 1999, 2003, ended=False)
    assert page.run().slider(key=state.YEAR).proto.set_value
    assert page.slider(key=state.YEAR).value == 2003
    page.session_state[state.ENDED] = False
    assert page.run().slider(key=state.YEAR).proto.set_value, "until a run comes to its end"
    assert not page.run().slider(key=state.YEAR).proto.set_value


def test_a_step_of_the_slider_back_to_where_it_was_is_a_step() -> None:
    page = opened(year="2003")
    put(page, 2003, 2012)
    assert page.run().slider(key=state.YEAR).value == 2003


@pytest.mark.parametrize("how", [{"since": -60}, {"ended": False}])
def test_a_click_before_the_slider_has_heard_does_not_take_the_year_back(how: dict[str, Any]) -> None:
    """The click brings along what the slider shows: the year before the one that the map has just reported."""
    page = opened(year="2003")
    put(page, 2003, 2012, **how)
    slider = page.run().slider(key=state.YEAR)
    assert (slider.value, slider.proto.set_value) == (2012, True)
    assert page.query_params["year"] == "2012"


def test_what_a_list_shows_late_does_not_take_back_what_was_opened() -> None:
    page = opened(lang="ru")
    page.session_state[state.PUT] = {state.LANGUAGE: state.Put(("ru", "zh"), 0, time.monotonic())}
    assert page.run().query_params["lang"] == "zh"


def test_an_old_value_that_comes_long_after_is_a_step_of_the_reader() -> None:
    page = opened(lang="ru")
    page.session_state[state.PUT] = {state.LANGUAGE: state.Put(("ru", "zh"), 0, time.monotonic() - state.BACKLOG)}
    assert page.run().query_params["lang"] == "ru"


def test_what_the_reader_moves_after_a_run_that_was_broken_off_is_not_told_back() -> None:
    """It may have been moved on when that comes: the slider would jump back to an older year."""
    page = opened(year="2003")
    page.run()
    put(page, 1999, 2003, ended=False)
    page.slider(key=state.YEAR).set_value(2004).run()
    assert not page.slider(key=state.YEAR).proto.set_value
    assert page.slider(key=state.YEAR).value == 2004


def test_what_the_link_says_is_the_widgets_own_value_too() -> None:
    """A slider that the browser is slow to load misses the run in which its value was set."""
    page = opened(year="2003", era="tradp")
    assert list(page.slider(key=state.YEAR).proto.default) == [2003]
    assert page.radio(key=state.ERA).proto.default == 1
    page.slider(key=state.YEAR).set_value(2004).run()
    assert list(page.slider(key=state.YEAR).proto.default) == [2003]
    assert not page.warning


def test_opens_on_the_latest_year_with_nothing_chosen() -> None:
    page = opened()
    atlas = dataset.load()
    assert not page.exception
    assert page.slider(key=state.YEAR).value == atlas.years[1]
    assert page.radio(key=state.ERA).value == state.ALL_ERAS
    assert sent(page)["article"] is None
    assert dict(page.query_params) == {}


def test_a_link_restores_year_era_layers_and_selection() -> None:
    page = opened(year="2008", era="gti", layers="railways,ports", id="hunchun-makhalino-railway")
    assert page.slider(key=state.YEAR).value == 2008
    assert page.radio(key=state.ERA).value == "gti"
    assert sorted(page.session_state[state.LAYERS]) == ["ports", "railways"]
    article = sent(page)["article"]
    assert article["id"] == "hunchun-makhalino-railway"
    assert "珲马铁路" in str(article["names"])
    assert any("railwaygazette.com" in work.get("url", "") for work in article["works"])


def test_the_article_is_in_the_language_of_the_page() -> None:
    assert sent(opened(id="rajin-port", lang="zh"))["article"]["language"] == "zh"


def test_a_changed_widget_is_written_to_the_address() -> None:
    page = opened()
    page.slider(key=state.YEAR).set_value(1999).run()
    page.radio(key=state.ERA).set_value("tradp").run()
    assert page.query_params["year"] == "1999"
    assert page.query_params["era"] == "tradp"


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("year", "1066", "year 1066 is outside the atlas: expected 1991 to"),
        ("year", "soon", "found 'soon', expected a year from 1991"),
        ("era", "gtii", "there is no era 'gtii': did you mean gti"),
        ("layers", "railway", "there is no layer 'railway': did you mean railways"),
        ("id", "rajin-prt", "there is no feature 'rajin-prt': did you mean rajin-port"),
        ("at", "8/99/0", "expected zoom 0 to 18, latitude -85 to 85"),
        ("at", "here", "expected zoom/latitude/longitude"),
    ],
)
def test_a_bad_value_in_a_link_falls_back_with_a_notice(name: str, value: str, said: str) -> None:
    page = opened(**{name: value})
    assert not page.exception
    assert f"The link's “{name}” was not understood" in warnings(page)
    assert said in warnings(page)
    assert name not in page.query_params


def test_a_link_of_another_edition_says_so_in_the_language_of_the_page() -> None:
    page = opened(year="2005", edition="1998.01", lang="ru")
    assert [one.value.split(";")[0] for one in page.info] == ["Ссылка сделана по изданию 1998\\.01"]
    assert "edition" not in page.query_params
    page = opened(year="2005")
    assert not page.info


def test_a_hostile_link_is_shown_as_text() -> None:
    page = opened(id="<img src=x onerror=alert(1)>")
    assert not page.exception
    assert "there is no feature" in warnings(page)


def test_a_former_id_still_opens_its_feature() -> None:
    page = opened(id="ussuriysk-khasan-railway")
    assert page.query_params["id"] == "baranovsky-khasan-railway"


def test_faults_are_told_and_the_sound_rest_is_drawn(spoiled: Path) -> None:
    bridges = spoiled / "geodata" / "bridges.geojson"
    text = bridges.read_text(encoding="utf-8")
    bridges.write_text(text.replace('"status": "operating"', '"status": "opened"', 1), encoding="utf-8")
    page = opened()
    assert not page.exception
    assert re.search(r"Faults in the data: \d+\. Left out of the map: 1\.", warnings(page))
    said = " ".join(one.value for one in page.sidebar.text)
    assert "bridges.geojson" in said
    assert "timeline.1.status" in said
    assert "found 'opened'" in said
    assert page.slider(key=state.YEAR).value


def test_a_file_above_the_limit_is_said_over_the_map_with_its_size(spoiled: Path) -> None:
    limit = reading.MAX_BYTES[".geojson"]
    os.truncate(spoiled / "geodata" / "railways.geojson", limit + 1)
    page = opened()
    assert not page.exception
    (said,) = sent(page)["notices"]
    assert f"railways.geojson: found {limit + 1} bytes; expected at most {limit} bytes" in said


def test_data_that_cannot_be_read_give_a_message_and_no_traceback(spoiled: Path) -> None:
    for path in (spoiled / "geodata").glob("*.geojson"):
        path.write_text("{", encoding="utf-8")
    page = opened()
    assert not page.exception
    assert "could not be read" in page.error[0].value
    assert any("ports.geojson" in one.value and "broken JSON" in one.value for one in page.text)


def test_an_atlas_of_a_few_things_with_neither_title_nor_eras_opens_too(spoiled: Path) -> None:
    shutil.rmtree(spoiled / "geodata")
    shutil.rmtree(spoiled / "layers")
    small_world.build(spoiled)
    for name in ("atlas.toml", "eras.toml"):
        (spoiled / "geodata" / name).unlink()
    page = opened()
    assert not page.exception
    assert not page.sidebar.warning
    assert page.sidebar.markdown[0].value == "## Corridor Atlas"
    assert page.sidebar.caption[0].value == r"Cross\-border infrastructure, 1995 to 2008"
    assert list(page.radio(key=state.ERA).options) == ["All eras, 1995–2008"]
    (spoiled / "geodata" / "atlas.toml").write_text('[title]\nen = "Two *ports*"\n', encoding="utf-8")
    assert opened().sidebar.markdown[0].value == r"## Two \*ports\*"
