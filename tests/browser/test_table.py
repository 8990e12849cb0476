"""The table and the charts of the page, in a real browser."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from pages import Visit, still, until

CHART = """() => { const {x, y, width, height} = document.querySelector(
  ".st-key-wide [data-testid=stVegaLiteChart] :is(canvas, svg)").getBoundingClientRect();
  return {x, y, width, height}; }"""

ALIKE = """scope => {
  const [sum, head] = [".cam-legend-sum", ".st-key-wide_head"].map(one => document.querySelector(one));
  return Boolean(head) && sum.textContent.endsWith(scope) && head.textContent.includes(sum.textContent); }"""


def heading(page: Page, text: str) -> None:
    expect(page.locator(".st-key-wide h2")).to_have_text(text)


def counts_alike(page: Page, scope: str) -> str:
    """Wait until the table tells as many as the list of layers, in these words; give the words."""
    until(page, ALIKE, scope)
    return page.locator(".cam-legend-sum").inner_text()


def middle(page: Visit) -> list[float]:
    """The latitude and longitude that the address has for the middle of what is seen, once it is written."""
    page.rest()
    return [float(one) for one in page.parameter("at").split("/")[1:]]


def test_opens_from_the_map_and_follows_the_year(visit) -> None:
    page = visit("/?year=2014")
    page.page.locator(".cam-tools").get_by_role("button", name="Table").click()
    heading(page.page, "On the map in 2014")
    page.has_query(panel="table")
    page.bar.focus()
    page.page.keyboard.press("ArrowRight")
    heading(page.page, "On the map in 2015")
    page.page.locator(".cam-drawer-head > .cam-drawer-close").click()
    expect(page.page.locator(".st-key-wide")).to_have_count(0)
    page.has_query(panel=None)
    button = page.page.locator(".cam-tools").get_by_role("button", name="Table")
    expect(button).to_have_attribute("aria-pressed", "false")


def test_holds_the_same_features_as_the_map_for_a_screen_reader(look) -> None:
    page = look("/?year=2014&layers=bridges,ports,settlements&panel=table&count=all")
    heading(page.page, "On the map in 2014")
    total = page.page.locator(".cam-legend-sum")
    expect(total).to_have_text(re.compile(r"^\d+ everywhere$"))
    number = int(re.findall(r"\d+", total.inner_text())[0])
    expect(page.page.locator(".st-key-wide_head")).to_contain_text(f"{number} everywhere")
    table = page.page.locator(".st-key-wide [data-testid=stDataFrame] table[role=grid]")
    assert int(table.get_attribute("aria-rowcount")) == number + 1


def test_follows_what_is_in_view(visit) -> None:
    page = visit("/?year=2014&at=9/42.6/130.6")
    page.page.locator(".cam-tools").get_by_role("button", name="Table").click()
    shown = counts_alike(page.page, "in this view")
    assert middle(page) == pytest.approx([42.6, 130.6], abs=0.003), "what was in the middle is still in the middle"
    page.page.locator(".leaflet-control-zoom-in").click()
    expect(page.page.locator(".cam-legend-sum")).not_to_have_text(shown)
    counts_alike(page.page, "in this view")
    until(page.page, "() => new URLSearchParams(location.search).get('at').startsWith('10/')")
    assert middle(page) == pytest.approx([42.6, 130.6], abs=0.003)
    page.page.locator(".cam-legend-head").click()
    page.page.get_by_role("button", name="Everywhere").click()
    counts_alike(page.page, "everywhere")
    page.has_query(count="all")


def test_a_row_opens_the_story_of_its_feature(visit) -> None:
    page = visit("/?year=2014&layers=bridges&panel=table")
    heading(page.page, "On the map in 2014")
    grid = page.page.locator(".st-key-wide [data-testid=stDataFrame]").first
    box = grid.bounding_box()
    page.page.mouse.click(box["x"] + 17, box["y"] + 53)  # the first row's box; the cells are painted on a canvas
    expect(page.page.locator(".cam-article-name")).to_be_visible()
    assert page.parameter("id")


def test_is_downloaded_as_a_file_of_the_same_rows(look) -> None:
    page = look("/?year=2014&layers=bridges,ports&panel=table&count=all")
    heading(page.page, "On the map in 2014")
    page.rest()
    with page.page.expect_download() as waiting:
        page.page.get_by_role("button", name="Download (CSV)").click()
    rows = list(csv.DictReader(io.StringIO(Path(waiting.value.path()).read_text(encoding="utf-8-sig"))))
    expect(page.page.locator(".st-key-wide_head")).to_contain_text(f"{len(rows)} everywhere")


def test_a_year_of_the_chart_can_be_clicked(visit) -> None:
    page = visit("/?year=2025&panel=table")
    heading(page.page, "On the map in 2025")
    page.page.get_by_text("Through the years").click()
    chart = page.page.locator(".st-key-wide [data-testid=stVegaLiteChart] :is(canvas, svg)").first
    expect(chart).to_be_visible()
    page.rest()
    box = still(page.page, CHART)
    page.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] * 0.72)
    page.has_query(year=page.query().get("year"))
    expect(page.page.locator(".st-key-wide h2")).not_to_have_text("On the map in 2025")
    year = int(page.page.locator(".st-key-wide h2").inner_text()[-4:])
    assert 2003 <= year <= 2014, "the middle of the chart"
    expect(page.bar).to_have_attribute("aria-valuenow", str(year))
