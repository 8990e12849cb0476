"""Two years compared in a real browser: tinted on one map, side by side, and behind a line that is dragged."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from again import begin
from playwright.sync_api import expect

from corridor_atlas.draw import payload
from pages import FIRED, FIRST, INK, RESTED, comes_to

KINDS = ("opened", "closed", "changed", "same")
COUNTS = "CorridorAtlas.countChanges(map_1.atlas.state)"


def panel(page: Any) -> Any:
    """The panel, opened."""
    page.locator(".cam-tools").get_by_role("button", name="Changes").click()
    return page.locator(".cam-drawer-panel.cam-changes")


# --- the colours --------------------------------------------------------------------------------


def test_changes_are_coloured_and_the_rest_is_quiet(look_map: Callable[..., Any]) -> None:
    page = begin(look_map(), "#year=2020&vs=1995")
    palette = payload.palette()["light"]
    inks = set(page.evaluate(INK, ".cam-map"))
    assert {palette[f"change_{kind}"] for kind in KINDS} <= inks
    railways = page.evaluate("map_1.atlas.model.layers.find(one => one.id === 'railways').color")
    assert railways.lower() not in inks
    page.evaluate("map_1.atlas.setTheme('dark')")
    page.evaluate(RESTED)
    dark = payload.palette()["dark"]
    assert {dark[f"change_{kind}"] for kind in KINDS} <= set(page.evaluate(INK, ".cam-map"))


def test_what_is_gone_is_drawn_and_said(look_map: Callable[..., Any]) -> None:
    page = begin(look_map(), "#year=2020&vs=2010")
    gone = page.evaluate(
        """() => { const {state, model} = map_1.atlas;
        const gone = f => f.shape && f.layer.min_zoom <= 8 && state.code(f) < 0 && state.code(f, 2010) >= 0;
        return model.features.filter(gone).map(f => f.id); }"""
    )
    drawn = page.evaluate(
        "Object.values(map_1.atlas.features.seen).flat().map(({feature, change}) => [feature.id, change])"
    )
    assert gone
    assert any([id_, "closed"] in drawn or [id_, "changed"] in drawn for id_ in gone)
    said = """id => { const {model, state, text} = map_1.atlas;
        const lines = CorridorAtlas.bothStates(model.byId.get(id), state, text).split("\\n");
        return lines.map(one => one.split(",")[0]); }"""
    assert ["2010: operating", "2020: closed"] in [page.evaluate(said, id_) for id_ in gone]
    later = page.evaluate(
        """() => { const {state, model} = map_1.atlas;
        const later = f => f.shape && !f.timeless && state.code(f, 2010) < 0 && state.code(f) === 3;
        return model.features.find(later).id; }"""
    )
    assert page.evaluate(said, later) == ["2010: not there", "2020: operating"]


def test_the_key_counts_the_kinds_and_follows_the_year(look_map: Callable[..., Any]) -> None:
    page = begin(look_map(), "#year=2020&vs=1995")
    rows = page.locator(".cam-key-change .cam-count")
    assert rows.all_text_contents() == [str(page.evaluate(COUNTS)[kind]) for kind in KINDS]
    before = rows.all_text_contents()
    page.locator(".cam-handle-year").focus()
    page.keyboard.press("PageDown")
    page.evaluate(RESTED)
    assert page.locator(".cam-key-years").inner_text() == "1995 → 2015"
    assert page.locator(".cam-versus").inner_text().startswith("1995 → 2015")
    assert rows.all_text_contents() == [str(page.evaluate(COUNTS)[kind]) for kind in KINDS] != before
    page.locator(".cam-row", has_text="Railways").click()
    assert rows.all_text_contents() == [str(page.evaluate(COUNTS)[kind]) for kind in KINDS]


def test_either_year_may_be_the_earlier(look_map: Callable[..., Any]) -> None:
    page = begin(look_map(), "#year=2020&vs=1995")
    swap = panel(page).get_by_role("button", name="Swap the years")
    forward = page.evaluate(COUNTS)
    swap.click()
    assert page.evaluate("[map_1.atlas.state.year, map_1.atlas.state.against]") == [1995, 2020]
    assert page.evaluate(COUNTS) == forward
    assert page.locator(".cam-key-years").inner_text() == "1995 → 2020"


# --- the panel ----------------------------------------------------------------------------------


def test_whoever_opens_the_panel_compares(look_map: Callable[..., Any]) -> None:
    for year, expected in ((2020, 2010), (FIRST, FIRST + 10)):
        page = begin(look_map(), f"#year={year}")
        body = panel(page)
        assert page.evaluate("[map_1.atlas.state.against, map_1.atlas.state.how]") == [expected, "changes"]
        expect(body.get_by_role("button", name="One map")).to_have_attribute("aria-pressed", "true")
        assert not page.locator(".cam-versus").is_visible()


def test_one_total_is_the_sum_of_its_parts(look_map: Callable[..., Any]) -> None:
    page = begin(look_map(), "#year=2020&vs=2005&panel=changes")
    body = page.locator(".cam-drawer-panel.cam-changes")
    counts = page.evaluate(COUNTS)
    total = counts["opened"] + counts["closed"] + counts["changed"]
    assert body.get_by_role("heading", level=3).inner_text().startswith(f"{total} changes")
    parts = [int(one) for one in body.locator(".cam-kind:visible b").all_inner_texts()]
    assert sum(parts) == total
    rows = body.locator(".cam-ledger section:not([data-kind=happened]) .cam-entry")
    assert rows.count() == total
    assert body.locator(".cam-is-opened[data-kind] .cam-entry").count() == counts["opened"]


def test_years_are_typed_one_after_the_other(look_map: Callable[..., Any]) -> None:
    page = begin(look_map(), "#year=2020&vs=2015&panel=changes")
    first = page.get_by_role("textbox", name="From the end of")
    last = page.get_by_role("textbox", name="to the end of")
    years = "[map_1.atlas.state.against, map_1.atlas.state.year]"
    first.click()
    for typed, expected in (("2005", [2005, 2020]), ("２００８", [2008, 2020]), ("x", [2008, 2020])):
        page.keyboard.type(typed)
        page.keyboard.press("Enter")
        assert page.evaluate(years) == expected, typed
    assert first.input_value() == "2008"
    last.fill("2000")
    page.keyboard.press("Enter")
    assert page.evaluate(years) == [2008, 2000]
    assert [first.input_value(), last.input_value()] == ["2000", "2008"], "the earlier stands first"


def test_closing_the_panel_goes_on_comparing_and_ending_that_closes_it(look_map: Callable[..., Any]) -> None:
    page = begin(look_map(), "#year=2020&vs=2005&panel=changes")
    view = page.evaluate("map_1.atlas.sight.view()")
    page.locator(".cam-drawer").get_by_role("button", name="Close", exact=True).click()
    expect(page.locator(".cam-versus")).to_be_visible()
    assert page.evaluate("map_1.atlas.sight.view()") == view, "what was in the middle of the map stays there"
    body = panel(page)
    assert page.evaluate("map_1.atlas.sight.view()") == view
    body.get_by_role("button", name="Stop comparing").click()
    expect(body).to_be_hidden()
    assert page.evaluate("map_1.atlas.state.against") is None
    expect(page.locator(".cam-tools").get_by_role("button", name="Changes")).to_be_focused()


def test_everything_that_changed_is_counted_until_the_reader_chooses(look_map: Callable[..., Any]) -> None:
    page = begin(look_map(), "#year=2020&at=9/42.6/130.6")
    scope = "map_1.atlas.state.scope"
    assert page.evaluate(scope) == "view"
    body = panel(page)
    assert page.evaluate(scope) == "all"
    everything = body.locator(".cam-entry").count()
    page.evaluate("map_1.atlas.setScope('view')")
    expect(body.get_by_text("in this view")).to_be_visible()
    assert 0 < body.locator(".cam-entry").count() < everything
    body.get_by_role("button", name="Stop comparing").click()
    assert page.evaluate(scope) == "view"


def test_the_file_lists_names_with_both_statuses_and_saves_them(look_map: Callable[..., Any]) -> None:
    page = begin(look_map(), "#year=2020&vs=2010&panel=changes")
    body = page.locator(".cam-drawer-panel.cam-changes")
    row = body.locator("li[data-id='hunchun-makhalino-railway']")
    assert row.inner_text().endswith(": 2010: suspended, since 2004; 2020: operating, freight only, since 2013")
    with page.expect_download() as waiting:
        body.get_by_role("button", name="Download (CSV)").click()
    assert waiting.value.suggested_filename == "corridor-atlas_changes_2010-2020.csv"
    rows = list(csv.DictReader(io.StringIO(Path(waiting.value.path()).read_bytes().decode("utf-8-sig"))))
    assert len(rows) == body.locator(".cam-entry").count()
    assert {one["kind"] for one in rows} > {"opened", "resumed", "happened"}


# --- leaving ------------------------------------------------------------------------------------


FRAME = """() => { const {frame, map, handlers, legend, stage} = map_1.atlas;
  const number = (all) => Object.keys(all).filter(name => all[name].length).map(name => name + all[name].length);
  return {
    nodes: frame.querySelectorAll('*').length, classes: frame.className, style: stage.getAttribute('style') || '',
    canvases: document.querySelectorAll('canvas.ca-canvas').length, heard: number(map._events), told: number(handlers),
    size: [map.getSize().x, map.getSize().y], legend: legend.isOpen,
    view: [map.getCenter().lat.toFixed(3), map.getZoom()] }; }"""


@pytest.mark.parametrize(
    ("link", "size", "way"), [("&how=beside", (390, 844), True), ("&panel=changes", (320, 256), False)]
)
def test_a_small_screen_reaches_the_list_of_changes(
    open_map: Callable[..., Any], link: str, size: tuple[int, int], way: bool
) -> None:
    page = open_map("#year=2014&vs=2005" + link, *size)
    if way:  # over two maps
        page.get_by_role("button", name="List of changes").click()
    body = page.locator(".cam-drawer-body").first
    assert body.bounding_box()["height"] > 80
    last = page.locator(".cam-ledger .cam-entry").last
    last.scroll_into_view_if_needed()
    expect(last).to_be_in_viewport()


def test_leaving_restores_everything(open_map: Callable[..., Any]) -> None:
    page = open_map("#year=2020", 1200, 600)
    before = page.evaluate(FRAME)
    for how in ("changes", "beside", "swipe", "beside"):
        page.evaluate("how => map_1.atlas.compare({against: 2000, how})", how)
        page.evaluate(RESTED)
        assert how == "changes" or page.evaluate(FRAME) != before
    page.get_by_role("button", name="Stop comparing").click()
    comes_to(page, FRAME, before)
    assert not page.locator(".cam-versus").is_visible()


@pytest.mark.parametrize("how", ["changes", "beside", "swipe"])
def test_destroy_leaves_nothing_behind(open_map: Callable[..., Any], how: str) -> None:
    page = open_map(f"#year=2020&vs=1995&how={how}")
    page.mouse.move(300, 420)
    page.evaluate("map_1.atlas.destroy()")
    page.mouse.move(400, 420)
    page.keyboard.press("ArrowLeft")
    page.set_viewport_size({"width": 900, "height": 700})
    page.evaluate(FIRED, 600)
    assert page.locator(".cam-frame, .leaflet-container").count() == 0


# --- in the app ---------------------------------------------------------------------------------


def test_the_app_keeps_the_comparison_in_its_link(visit: Callable[..., Any]) -> None:
    here = visit("/?year=2020")
    page = here.page
    body = panel(page)
    here.has_query(vs="2010", panel="changes", count=None)
    body.get_by_role("button", name="Side by side").click()
    here.has_query(vs="2010", how="beside")
    expect(page.locator(".cam-second canvas").first).to_be_visible()
    page.locator(".cam-bar-second .cam-handle-year").focus()
    page.keyboard.press("ArrowLeft")
    here.has_query(vs="2009", how="beside", year="2020")
    body.get_by_role("button", name="One map").click()
    here.has_query(vs="2009", how=None)
    expect(page.locator(".cam-second")).to_have_count(0)
    body.get_by_role("button", name="Stop comparing").click()
    here.has_query(vs=None, panel=None, count=None)


def test_the_app_opens_a_link_that_compares(visit: Callable[..., Any]) -> None:
    here = visit("/?year=2020&vs=2005&how=swipe")
    expect(here.page.get_by_role("slider", name="Line between the two years")).to_be_visible()
    assert here.page.locator(".cam-side-year").all_inner_texts() == ["2005", "2020"]
