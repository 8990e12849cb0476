"""The atlas under a thumb and on small or enlarged screens: sizes, nothing over another, nothing cut off."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from pages import RESTED

RAILWAY = "hunchun-makhalino-railway"
THUMB = 40
SMALL = """thumb => {
  const reach = (one, side) => ["::before", "::after"].reduce((most, part) => {
    const style = getComputedStyle(one, part);
    const lies = style.content !== "none" && style.position === "absolute";
    return lies ? Math.max(most, -parseFloat(style[side]) || 0) : most;
  }, 0);
  const touched = "button, a[href], input, select, summary, textarea, [role=slider], label:has(input)";
  const chosen = "input[type=radio], input[type=checkbox], input[type=range]"; // their label or slider is touched
  return [...document.querySelectorAll(touched)]
    .filter(one => one.checkVisibility({visibilityProperty: true}) && !one.closest("[aria-hidden=true], .cam-skip"))
    // words within a sentence, and parts of a scale drawn true to their length, are as large as they are
    .filter(one => !one.closest(".cam-story-text, .cam-headline-fresh, .cam-eras, .ca-ruler, .ca-years, ol.ca-sources"))
    .filter(one => !one.closest("[data-testid=stSkipLink]"))
    .filter(one => !(one.matches(chosen) && one.closest("label, .stSlider, [data-testid=stSlider]")))
    .map(one => ({one, box: one.getBoundingClientRect()}))
    .filter(({box}) => box.width > 2 && box.bottom > 0 && box.top < innerHeight)
    .filter(({box}) => box.right > 0 && box.left < innerWidth)
    .filter(({one, box}) => box.height + reach(one, "top") + reach(one, "bottom") < thumb - 0.5
      || box.width + reach(one, "left") + reach(one, "right") < thumb - 0.5)
    .map(({one, box}) => `${one.outerHTML.slice(0, 160)}: ${box.width} x ${box.height}`);
}"""
OVER = """() => {
  const names = [".cam-menu-button", ".cam-finder", ".cam-tools", ".cam-chips > *", ".cam-block",
    ".cam-key-line", ".leaflet-control-zoom", ".cam-controls", ".cam-drawer", ".cam-drawer-head", ".cam-bar",
    ".cam-versus", ".st-key-wide"];
  const seen = node => { // on a telephone the block scrolls, and hides what lies further down
    const box = node.getBoundingClientRect(), block = node.parentElement.closest(".cam-block");
    const clip = (block || node).getBoundingClientRect();
    return {left: Math.max(box.left, clip.left), right: Math.min(box.right, clip.right),
      top: Math.max(box.top, clip.top), bottom: Math.min(box.bottom, clip.bottom)};
  };
  const boxes = names.flatMap(name => [...document.querySelectorAll(name)].map(one => [name, one])).filter(([, one]) =>
    one.checkVisibility() && one.offsetWidth).map(([name, node]) => [name, seen(node), node]);
  const found = [];
  for (const [i, [a, one, node]] of boxes.entries()) for (const [b, other, inner] of boxes.slice(i + 1)) {
    if (node.contains(inner) || inner.contains(node)) continue; // on a telephone the block holds tools and key
    if (a === ".cam-drawer" && b.startsWith(".st-key-")) continue; // that lies over the body of the drawer
    const wide = Math.min(one.right, other.right) - Math.max(one.left, other.left);
    const high = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
    if (wide > 1 && high > 1) found.push(`${a} over ${b}: ${wide} x ${high}`);
  }
  return found; }"""
TOO_WIDE = "document.documentElement.scrollWidth > innerWidth"


def small(page: Page) -> list[str]:
    page.evaluate(RESTED)
    found: list[str] = page.evaluate(SMALL, THUMB)
    return found


def telephone(width: int = 390, height: int = 844) -> dict[str, Any]:
    return {"viewport": {"width": width, "height": height}, "has_touch": True, "is_mobile": True}


def tool(page: Page, name: str) -> None:
    page.locator(".cam-tools").get_by_role("button", name=name).tap()


@pytest.mark.parametrize(("width", "height"), [(390, 844), (360, 640), (320, 568)])
def test_the_map_fits_a_telephone_and_its_controls_a_thumb(
    open_map: Callable[..., Page], width: int, height: int
) -> None:
    page = open_map("#year=2010", width, height, has_touch=True, is_mobile=True)
    for name in ("", "Changes", "Tours"):
        if name:
            tool(page, name)
        assert small(page) == [], name
        assert not page.evaluate(TOO_WIDE), name
        assert [one for one in page.evaluate(OVER) if ".cam-drawer" not in one] == [], name
        if name:
            drawer, bar = page.locator(".cam-drawer").bounding_box(), page.locator(".cam-bar").bounding_box()
            assert drawer["width"] == width
            assert drawer["y"] + drawer["height"] <= bar["y"] + 1, "a sheet above the time bar"
            page.locator(".cam-drawer-head > .cam-drawer-close").tap()
    for how_high in ("half", "full"):
        page.locator(".cam-block .cam-grip").tap()
        expect(page.locator(".cam-frame")).to_have_attribute("data-sheet", how_high)
        block, bar = page.locator(".cam-block").bounding_box(), page.locator(".cam-bar").bounding_box()
        assert block["y"] + block["height"] <= bar["y"] + 1, "a sheet above the time bar"
        assert small(page) == [], how_high
        assert not page.evaluate(TOO_WIDE), how_high


def test_a_thumb_drags_the_time_bar(open_map: Callable[..., Page]) -> None:
    page = open_map("", 390, 844, has_touch=True, is_mobile=True)
    box = page.locator(".cam-inner").bounding_box()
    touch = page.context.new_cdp_session(page)
    y = box["y"] + box["height"] - 20
    places = [box["x"] + box["width"], box["x"] + box["width"] / 2, box["x"]]
    for kind, x in zip(("touchStart", "touchMove", "touchMove"), places, strict=True):
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y}]})
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    touch.detach()
    assert page.evaluate("map_1.atlas.getYear()") == page.evaluate("map_1.atlas.model.years[0]")
    assert page.evaluate("scrollY") == 0


def test_details_changes_map_and_table_fit_a_telephone(visit: Callable[..., Any]) -> None:
    seen = visit(f"/?id={RAILWAY}&panel=changes&vs=2005", **telephone())
    page = seen.page
    close = page.locator(".cam-drawer-head > .cam-drawer-close")
    steps: dict[str, Callable[[], object]] = {
        ".cam-article-name": lambda: None,
        ".cam-entry sup": close.tap,
        ".cam-block": close.tap,
        ".st-key-wide": lambda: tool(page, "Table"),
    }
    for shows, step in steps.items():
        step()
        expect(page.locator(shows).first).to_be_visible()
        seen.rest()
        assert small(page) == [], shows
        assert page.evaluate(OVER) == [], shows
        assert not page.evaluate(TOO_WIDE), shows


def test_the_sidebar_fits_a_thumb(visit: Callable[..., Any]) -> None:
    seen = visit("/", **telephone())
    page = seen.page
    page.locator(".cam-menu-button").tap()
    page.get_by_role("menuitem", name="Streamlit's own controls").tap()
    expect(page.locator(".st-key-year")).to_be_in_viewport(ratio=1)
    seen.rest()
    inside = [one for one in small(page) if "cam-" not in one]
    assert inside == []


def test_nothing_is_cut_off_on_a_page_enlarged_twice_or_of_320_pixels(visit: Callable[..., Any]) -> None:
    seen = visit(f"/?id={RAILWAY}", viewport={"width": 720, "height": 450})
    page = seen.page
    address = page.url
    for width, height in ((720, 450), (320, 568)):
        if width == 320:  # opened anew, for the sidebar is folded away only where there is no room when the page opens
            page.set_viewport_size({"width": width, "height": height})
            page.goto(address)
        expect(page.locator(".cam-article-name")).to_be_in_viewport()
        seen.rest()
        page.locator(".cam-drawer-head > .cam-drawer-close").click()
        expect(page.locator(".cam-article-name")).to_be_hidden()
        expect(page.locator(".cam-track")).to_be_in_viewport(ratio=1)
        seen.rest()
        assert page.evaluate(OVER) == []
        assert not page.evaluate(TOO_WIDE)
