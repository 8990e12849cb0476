"""Taking away, without a browser: what the dialog offers, shows and gives."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from corridor_atlas.core import home
from corridor_atlas.core.errors import AtlasError
from corridor_atlas.core.words import Words
from corridor_atlas.data import dataset
from corridor_atlas.draw.figure import layout
from corridor_atlas.take import formats, pictures
from corridor_atlas.take.pictures import Picture
from corridor_atlas.ui import address, state, take, take_picture
from corridor_atlas.view.view import opening

pytestmark = pytest.mark.usefixtures("components_found_once")
ROOT = Path(__file__).parents[1]
TIMEOUT = 120
PUBLISHED = "https://atlas.example/maps/"


def opened(use: str = "", **query: str) -> AppTest:
    """The page with the dialog open at one of its parts."""
    page = AppTest.from_file(str(ROOT / "app.py"), default_timeout=TIMEOUT)
    for name, value in {"year": "2014", "layers": "ports", "panel": "take", **query}.items():
        page.query_params[name] = value
    if use:
        page.session_state[state.TAKING] = use
    page.run()
    assert not page.exception
    return page


def files(page: AppTest) -> list[str]:
    """Names of the files that are offered."""
    names = [one.value.replace("\\", "") for one in page.caption]
    return [one for one in names if one.startswith("corridor-atlas_")]


def said(page: AppTest) -> str:
    """All texts of the dialog."""
    texts = [one.proto.body for one in page.get("html")] + [one.value for one in page.caption]
    return unescape(" ".join(texts)).replace("\\", "")


def labels(page: AppTest) -> list[str]:
    return [one.proto.label for one in page.get("download_button")]


def test_the_dialog_is_there_when_the_view_has_it_and_nothing_is_made_before() -> None:
    page = opened(panel="")
    assert labels(page) == []
    page = opened()
    assert labels(page) == ["Download"]
    assert "A4, 3508 × 2480 px" in said(page), "how it will look is seen at once"
    assert dict(page.query_params)["panel"] == "take"


def test_a_figure_has_its_options_and_a_name_that_says_what_is_inside() -> None:
    page = opened(vs="2005")
    assert page.selectbox(key="take_kind_changes_4").value == "changes", "what the page compares comes first"
    assert files(page) == ["corridor-atlas_2005-2014_changes_hunchun_ports.png"]
    assert "A4, 3508 × 2480 px" in said(page)
    page.selectbox(key="take_kind_changes_4").set_value("year").run()
    page.selectbox(key="take_size_False").set_value("column")
    page.session_state["take_file_False"] = ".svg"
    page.run()
    assert files(page) == ["corridor-atlas_2014_hunchun_ports.svg"]
    assert "Journal, one column (85 mm), 85 × " in said(page)


def test_a_title_of_ones_own_stands_in_the_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    titles = []
    draw = take_picture.pictures.still
    monkeypatch.setattr(take_picture.pictures, "still", lambda *asked: titles.append(asked[2].title) or draw(*asked))
    page = opened()
    page.text_area(key="take_heading").set_value("  Ports of the river mouth ").run()
    assert titles[-1] == "Ports of the river mouth"
    page.selectbox(key="take_language_en").set_value("zh").run()
    assert titles[-1] == "Ports of the river mouth", "in another language too"


def test_the_field_shows_the_title_that_the_picture_has_in_its_language() -> None:
    page = opened()
    assert page.text_area(key="take_heading").placeholder.startswith("Tumen basin: ")
    page.selectbox(key="take_language_en").set_value("zh").run()
    assert page.text_area(key="take_heading").placeholder.startswith("图们江流域")


class HeadDrawnError(Exception):
    """Ends the drawing of a figure at its head, with its title."""


@pytest.mark.parametrize("language", ["en", "mn"])
@pytest.mark.parametrize("kind", ["year", "series", "changes", "corridor", "corridors"])
def test_the_usual_title_is_the_one_that_is_drawn(
    atlas: dataset.Atlas, monkeypatch: pytest.MonkeyPatch, kind: str, language: str
) -> None:
    def head(page: object, year: str, title: str, *rest: object) -> None:
        raise HeadDrawnError(title)

    monkeypatch.setattr(layout, "header", head)
    view = replace(opening(atlas), year=2014, against=2005, corridor=next(iter(atlas.corridors)))
    asked = Picture(kind, years=(2005, 2014) if kind in ("series", "changes") else (), language=language)
    with pytest.raises(HeadDrawnError) as drawn:
        pictures.still(atlas, view, asked)
    assert pictures.usual_title(atlas, view, asked) == str(drawn.value)


def test_a_film_is_drawn_when_it_is_asked_for_and_kept() -> None:
    page = opened("film")
    assert labels(page) == []
    assert "The last picture, 2026" in said(page)
    page.slider(key="take_film_years").set_value((2013, 2014))
    page.selectbox(key="take_size_True").set_value("960x640")
    page.session_state["take_file_True"] = ".gif"
    page.run()
    page.button(key="take_film").click().run()
    assert labels(page) == ["Download"]
    assert files(page) == ["corridor-atlas_2013-2014_hunchun_ports.gif"]
    page.run()
    assert labels(page) == ["Download"], "it need not be drawn again"


@pytest.mark.parametrize(
    ("use", "file", "told"),
    [
        ("table", "corridor-atlas_2014_ports.csv", "Left out: the shapes of lines and areas"),
        ("map", "corridor-atlas_2014_ports.geojson", "ports"),
        ("gis", "corridor-atlas_2014_ports.shp.zip", "Left out:"),
        ("analysis", "corridor-atlas_2014_ports.parquet", ""),
        ("page", "corridor-atlas_2014_ports.html", "guided tour"),
        ("archive", "corridor-atlas_2014_ports.zip", "TO CITE"),
        ("reference", "corridor-atlas_2014_ports.bib", "@misc{corridor-atlas-2014"),
    ],
)
def test_every_use_has_a_file_and_shows_what_is_in_it(use: str, file: str, told: str) -> None:
    page = opened(use)
    assert labels(page) == ["Download"]
    assert files(page) == [file]
    assert told in said(page)
    assert bool(page.dataframe) == (use in ("table", "map", "gis", "analysis"))


def test_the_works_behind_a_view_are_a_reference_too() -> None:
    page = opened("reference")
    page.radio(key="take_ref_2").set_value("take_ref_works").run()
    assert "@misc{corridor-atlas-2014" not in said(page)
    assert "@" in said(page)


def test_link_and_citation_begin_with_the_address_that_was_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(home.ADDRESS, PUBLISHED)
    text = said(opened("link", layers="ports,railways", country="CN"))
    link = f"{PUBLISHED}?year=2014&layers=ports,railways&country=CN"
    assert unescape(text).count(link) == 3, "link, citation, frame"
    assert f'<iframe src="{link}&embed=true"' in unescape(text)
    assert "panel=take" not in text
    for part in ("The link opens", "The year 2014", "Layers: Railways, Ports", "Only China", "This part of the map"):
        assert part in text
    assert Words("en", "page")("take_here_only") not in text


def test_without_an_address_that_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(address, "base", lambda _: "")
    text = said(opened("link"))
    assert Words("en", "page")("take_no_address") in text
    assert "<iframe" not in text
    monkeypatch.setattr(address, "base", lambda _: "http://localhost:8501/")
    assert Words("en", "page")("take_here_only") in said(opened("link"))


def test_an_empty_view_offers_its_link_alone() -> None:
    for use in ("figure", "table", "page"):
        page = opened(use, layers="none")
        assert labels(page) == []
        assert "Nothing is shown" in said(page)
    assert "The link opens" in said(opened("link", layers="none"))


def test_an_empty_part_of_the_map_is_told() -> None:
    page = opened(at="9/30/70")
    assert labels(page) == []
    assert "Nothing lies in this part of the map." in said(page)


def test_every_format_is_for_something_that_is_offered() -> None:
    offered = [name for use in take.USES for name in formats.of(use)]
    assert sorted(offered) == formats.names()
    assert set(formats.USES) == {use for use in take.USES if use != "link"}
    for words in (Words(code, "page") for code in ("en", "zh", "ru", "ko")):
        assert all(f"take_use_{use}" in words for use in take.USES)


@pytest.mark.parametrize("asked", ["atlas.example", "ftp://atlas.example", "https://", "https://a.example/?year=1"])
def test_an_address_that_is_none_is_refused(asked: str, checked: Callable[[str], str]) -> None:
    with pytest.raises(AtlasError, match="no address"):
        checked(asked)
    assert checked("https://atlas.example") == "https://atlas.example/"


@pytest.fixture
def checked() -> Callable[[str], str]:
    from corridor_atlas.cli.app import checked_url  # noqa: PLC0415

    return checked_url
