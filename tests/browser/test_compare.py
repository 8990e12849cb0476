"""Two years compared in a real browser: tinted on one map, side by side, and behind a line that is dragged."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from again import begin
from playwright.sync_api import expect

from corridor_atlas.data import dataset
from corridor_atlas.draw import payload
from corridor_atlas.draw.figure import content
from corridor_atlas.view.view import opening
from pages import FIRED, FIRST, INK, LAST, RESTED, comes_to

KINDS = ("opened", "closed", "changed", "same")
COUNTS = "CorridorAtlas.countChanges(map_1.atlas.state)"


def panel(page: Any) -> Any:
    """The panel, opened."""
    page.locator(".cam-tools").get_by_role("button", name="Compare").click()
    return page.locator(".cam-compare")


# --- the rule and the colours -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "last", "narrowed"),
    [
        (1991, 2025, {}),
        (2005, 2015, {"show_gone": True}),
        (1999, 2012, {"certain_only": True}),
        (2015, 2025, {"countries": ("CN",)}),
        (1995, 2020, {"statuses": ("operating", "suspended")}),
        (2000, 2010, {"era": "gti"}),
    ],
)
def test_the_map_is_tinted_by_the_rule_of_the_printed_one(
    look_map: Callable[..., Any], atlas: dataset.Atlas, first: int, last: int, narrowed: dict[str, Any]
) -> None:
    view = replace(opening(atlas), year=last, **narrowed)
    choose = content.between(atlas, view, first, last)
    records = [record for id_ in view.layers for record in atlas.in_layer(atlas.layer(id_))["record"]]
    chosen = {record.id: choose(record) for record in records}
    expected = {id_: found[1] for id_, found in chosen.items() if found}
    page = begin(look_map(), f"#year={last}&vs={first}")
    assert page.evaluate("[map_1.atlas.state.year, map_1.atlas.state.against]") == [last, first]
    names = {"show_gone": "showGone", "certain_only": "certainOnly"}
    page.evaluate("asked => map_1.atlas.setFilter(asked)", {names.get(name, name): v for name, v in narrowed.items()})
    found = page.evaluate(
        """() => { const {state, model} = map_1.atlas;
        const drawn = model.features.filter(f => f.shape).map(f => CorridorAtlas.entryOf(state, f)).filter(Boolean);
        return Object.fromEntries(drawn.map(({feature, change}) => [feature.id, change])); }"""
    )
    assert found == expected
    assert set(expected.values()) > {"same"}


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


def test_the_legend_counts_the_kinds_and_follows_the_year(look_map: Callable[..., Any]) -> None:
    page = begin(look_map(), "#year=2020&vs=1995")
    rows = page.locator(".cam-tint-row .cam-count")
    assert rows.all_inner_texts() == [str(page.evaluate(COUNTS)[kind]) for kind in KINDS]
    before = rows.all_inner_texts()
    page.locator(".cam-handle-year").focus()
    page.keyboard.press("PageDown")
    assert page.locator(".cam-tint .cam-legend-title").inner_text() == "1995 → 2015"
    assert page.locator(".cam-versus").inner_text().startswith("1995 → 2015")
    assert rows.all_inner_texts() == [str(page.evaluate(COUNTS)[kind]) for kind in KINDS] != before
    page.locator(".cam-row", has_text="Railways").click()
    assert rows.all_inner_texts() == [str(page.evaluate(COUNTS)[kind]) for kind in KINDS]


def test_either_year_may_be_the_earlier(look_map: Callable[..., Any]) -> None:
    page = begin(look_map(), "#year=2020&vs=1995")
    forward = page.evaluate(COUNTS)
    panel(page).get_by_role("button", name="Swap the years").click()
    assert page.evaluate("[map_1.atlas.state.year, map_1.atlas.state.against]") == [1995, 2020]
    assert page.evaluate(COUNTS) == forward
    assert page.locator(".cam-tint .cam-legend-title").inner_text() == "1995 → 2020"


# --- side by side -------------------------------------------------------------------------------


def test_the_first_choice_begins_with_the_era(look_map: Callable[..., Any]) -> None:
    for year, expected in ((2020, 2015), (2010, 2005), (1998, 1991), (FIRST, LAST)):
        page = begin(look_map(), f"#year={year}")
        body = panel(page)
        assert body.get_by_role("radio", name="One year only").is_checked()
        body.get_by_role("radio", name="Changes").check()
        assert page.evaluate("[map_1.atlas.state.against, map_1.atlas.state.how]") == [expected, "changes"]


def test_the_panel_moves_the_other_year_and_counts(look_map: Callable[..., Any]) -> None:
    page = begin(look_map(), "#year=2020&vs=2015")
    body = panel(page)
    body.get_by_role("slider", name="The other year").focus()
    page.keyboard.press("ArrowLeft")
    assert page.evaluate("map_1.atlas.state.against") == 2014
    assert page.evaluate("map_1.atlas.getYear()") == 2020
    body.get_by_role("button", name="2005").click()
    assert body.get_by_role("textbox", name="The other year").input_value() == "2005"
    assert body.get_by_role("heading", name="From the end of 2005 to the end of 2020").is_visible()
    counts = page.evaluate(COUNTS)
    expect(body.get_by_text(f"{counts['opened']} opened")).to_be_visible()
    body.get_by_role("textbox", name="The other year").fill("x")
    page.keyboard.press("Enter")
    assert page.evaluate("map_1.atlas.state.against") == 2005
    assert body.get_by_role("button", name="List of changes").count() == 0, "the file has no list"


FRAME = """() => { const {frame, map, handlers, legend, stage} = map_1.atlas;
  const number = (all) => Object.keys(all).filter(name => all[name].length).map(name => name + all[name].length);
  return {
    nodes: frame.querySelectorAll('*').length, classes: frame.className, style: stage.getAttribute('style') || '',
    canvases: document.querySelectorAll('canvas.ca-canvas').length, heard: number(map._events), told: number(handlers),
    size: [map.getSize().x, map.getSize().y], legend: legend.isOpen,
    view: [map.getCenter().lat.toFixed(3), map.getZoom()] }; }"""


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
    body.get_by_role("radio", name="Side by side").check()
    here.has_query(vs="2015", how="beside")
    expect(page.locator(".cam-second canvas").first).to_be_visible()
    page.locator(".cam-bar-second .cam-handle-year").focus()
    page.keyboard.press("ArrowLeft")
    here.has_query(vs="2014", how="beside", year="2020")
    body.get_by_role("radio", name="Changes").check()
    here.has_query(vs="2014", how=None)
    expect(page.locator(".cam-second")).to_have_count(0)
    body.get_by_role("button", name="List of changes").click()
    here.has_query(panel="changes")
    body.get_by_role("radio", name="One year only").check()
    here.has_query(vs=None, panel="changes")


def test_the_app_opens_a_link_that_compares(visit: Callable[..., Any]) -> None:
    here = visit("/?year=2020&vs=2005&how=swipe")
    expect(here.page.get_by_role("slider", name="Line between the two years")).to_be_visible()
    assert here.page.locator(".cam-side-year").all_inner_texts() == ["2005", "2020"]
