"""The one-file page of the second atlas: its own home, features, eras and title, and not a word of the first."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from corridor_atlas.data import dataset
from corridor_atlas.draw import payload
from corridor_atlas.take import formats
from pages import RESTED
from second_atlas import EXAMPLE, foreign

GROUND = """() => { const canvas = document.querySelector('.leaflet-ca-base-pane canvas');
  return [...canvas.getContext('2d').getImageData(3, 3, 1, 1).data]; }"""
PAPER = [int(payload.palette()["light"]["paper"][at : at + 2], 16) for at in (1, 3, 5)] + [255]


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of the page as it is published, in place of that of the shipped data set."""
    path = tmp_path_factory.mktemp("second") / "map.html"
    path.write_bytes(formats.get("html").write(dataset.load(EXAMPLE), None))
    return path.as_uri()


def names(page: Page) -> str:
    """What a reader can read or have read out: the texts, and the labels of what has none."""
    labels = "[...document.querySelectorAll('[aria-label], [title]')].map(one => one.ariaLabel + ' ' + one.title)"
    return str(page.evaluate(f"document.title + ' ' + document.body.textContent + {labels}.join(' ')"))


def test_the_page_opens_on_its_own_home_in_its_own_years(open_map) -> None:
    page = open_map(width=1000)  # a window wider than the bounds of the atlas would stand in their middle
    expect(page).to_have_title(re.compile(r"^East Africa, 2030: .+ · East Africa Corridors$"))
    assert page.evaluate("[map_1.getCenter().lat.toFixed(1), map_1.getCenter().lng.toFixed(1), map_1.getZoom()]") == [
        "-1.3", "36.8", 6,
    ]  # fmt: skip
    assert page.evaluate("map_1.atlas.model.years") == [1950, 2030]
    assert page.evaluate("map_1.atlas.getYear()") == 2030
    for era in ("Common Services", "First EAC", "No Community"):
        expect(page.locator(".cam-band", has_text=era).first).to_be_visible()


def test_without_a_base_map_the_ground_is_paper(chromium: Browser, tmp_path: Path) -> None:
    bare = shutil.copytree(EXAMPLE, tmp_path / "bare", ignore=shutil.ignore_patterns("basemap"))
    (tmp_path / "map.html").write_bytes(formats.get("html").write(dataset.load(bare), None))
    page = chromium.new_page()
    page.goto((tmp_path / "map.html").as_uri())
    page.evaluate(RESTED)
    assert page.evaluate(GROUND) == PAPER
    page.close()


def test_the_ground_and_the_features_are_drawn(open_map) -> None:
    page = open_map("#year=2018&id=mombasa-nairobi-standard-gauge")
    assert page.evaluate(GROUND) != PAPER
    expect(page.locator(".cam-article")).to_contain_text("Mombasa–Nairobi Standard Gauge Railway")
    expect(page.locator(".cam-attribution")).to_contain_text("GeoNames")


@pytest.mark.parametrize("language", ["en", "zh", "ru"])
def test_nothing_in_it_is_of_the_first_atlas(open_map, language) -> None:
    page = open_map()
    page.evaluate("language => map_1.atlas.setLanguage(language)", language)
    said = names(page)
    assert "1950" in said
    assert foreign().findall(said) == []


def test_a_page_inside_another_bears_the_title_of_its_atlas(open_map) -> None:
    page = open_map("#year=2018")
    page.get_by_role("button", name="Take away").click()
    inside = page.get_by_role("textbox", name="To put the map into a page")
    assert 'title="East Africa Corridors, 2018"' in inside.input_value()
