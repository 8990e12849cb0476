"""A year that is reached in steps looks like one that the page was opened at: picture, headline and every count."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from pages import RESTED, still, until

PICTURES = "map_1.atlas.features.pictures"
READY = (
    f"[1, -1].every(by => [...{PICTURES}.kept.keys()].some(key => key.startsWith(`${{map_1.atlas.getYear() + by}} `)))"
)
"""Whether the years on both sides are drawn."""
SHOWN = """() => {
  const seen = [...document.querySelectorAll(".leaflet-ca-features-pane canvas")].map(canvas => {
    const copy = Object.assign(document.createElement("canvas"), {width: canvas.width, height: canvas.height});
    const pen = copy.getContext("2d", {willReadFrequently: true});
    pen.drawImage(canvas, 0, 0);
    const words = new Uint32Array(pen.getImageData(0, 0, copy.width, copy.height).data.buffer);
    let sum = 0, painted = 0;
    for (let i = 0; i < words.length; i++) {
      sum = (Math.imul(sum, 31) + words[i]) | 0;
      painted += words[i] !== 0;
    }
    return [sum, painted];
  });
  const texts = [".cam-headline", ".cam-legend", ".cam-key-line", ".cam-bar", ".cam-versus", ".cam-side-year"];
  const { features, comparison: { second } } = map_1.atlas;
  const stands = ({ seen, signs }) => [
    ...Object.values(seen).flat().map(({ feature, code, change }) => [feature.id, code, change]),
    ...signs.map(({ feature, x, y, others }) => [feature.id, x, y, others.length])];
  return JSON.stringify({ seen, year: map_1.atlas.getYear(),
    texts: texts.map(one => [...document.querySelectorAll(one)].map(node => node.innerText.trim())),
    stands: [features, ...(second ? [second.features] : [])].map(stands) }); }"""
"""Run in the page: the pixels of each map, what stands where on it, and what is written beside it."""


def stepped(page: Page, keys: list[str]) -> list[bool]:
    """Move the year with keys, each when the years beside are there; whether it then had a picture at once."""
    page.get_by_role("slider", name="Year", exact=True).focus()
    at_once = []
    for key in keys:
        until(page, READY)
        page.keyboard.press(key)
        page.evaluate(RESTED)
        at_once.append(page.evaluate(f"!map_1.atlas.features.moving && Boolean({PICTURES}.shown)"))
    return at_once


VIEWS = {
    "plain": "at=6.5/43/130",
    "near": "at=9/42.6/130.6",
    "filtered": "at=6/43/130&status=operating,under_construction&certain=1&gone=1",
    "range": "at=6/43/130&since=1998",
    "changes": "at=6/43/130&vs=1995&how=changes",
    "beside": "at=6/43/130&vs=1995&how=beside",
    "swipe": "at=6/43/130&vs=1995&how=swipe",
    "chosen": "at=7/42.6/130.6&id=hunchun-makhalino-railway",
}


@pytest.mark.parametrize("view", VIEWS)
def test_steps_lead_to_what_a_link_opens(open_map: Callable[..., Any], view: str) -> None:
    page = open_map(f"#year=2010&{VIEWS[view]}", fresh=True)
    assert all(stepped(page, ["ArrowRight", "ArrowRight", "ArrowRight", "ArrowLeft"]))
    found = still(page, SHOWN)
    assert found == still(open_map(f"#year=2012&{VIEWS[view]}", fresh=True), SHOWN)
    assert found != still(open_map(f"#year=2011&{VIEWS[view]}", fresh=True), SHOWN), "the years differ"


def test_a_filter_between_two_steps_leaves_no_old_picture(open_map: Callable[..., Any]) -> None:
    page = open_map(f"#year=2010&{VIEWS['plain']}", fresh=True)
    stepped(page, ["ArrowRight"])
    until(page, READY)
    page.evaluate("map_1.atlas.chooseFilter({statuses: ['operating'], showGone: true})")
    page.evaluate("map_1.atlas.byHand(2012, true)")
    assert still(page, SHOWN) == still(
        open_map(f"#year=2012&{VIEWS['plain']}&status=operating&gone=1", fresh=True), SHOWN
    )


def test_a_year_that_was_played_looks_like_one_that_was_opened(open_map: Callable[..., Any]) -> None:
    page = open_map(f"#year=2016&{VIEWS['plain']}", reduced_motion="no-preference", fresh=True)
    page.evaluate("map_1.atlas.clock.speed = 10; map_1.atlas.play()")
    until(page, "!map_1.atlas.clock.playing")
    until(page, "!map_1.atlas.glow.sparks.length && !map_1.atlas.features.moving")
    opened = open_map(f"#{VIEWS['plain']}", reduced_motion="no-preference", fresh=True)
    assert still(page, SHOWN) == still(opened, SHOWN)


def test_years_that_follow_each_other_at_once_end_in_the_same(open_map: Callable[..., Any]) -> None:
    page = open_map(f"#year=2000&{VIEWS['plain']}", fresh=True)
    page.locator(".cam-handle-year").focus()
    for _ in range(9):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("PageDown")
    until(page, "!map_1.atlas.features.moving")
    assert still(page, SHOWN) == still(open_map(f"#year=2004&{VIEWS['plain']}", fresh=True), SHOWN)
