"""The time bar of the saved page: its field, its handles, and what is told while it plays."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, expect

from pages import FIRST, LAST, RESTED, until


def typed(page: Page, text: str) -> int:
    """Type something and Enter; the year that is shown then."""
    page.keyboard.type(text)
    page.keyboard.press("Enter")
    year: int = page.evaluate("map_1.atlas.getYear()")
    return year


def test_every_year_that_is_typed_counts_and_what_cannot_be_shown_gets_an_answer(open_map: Callable[..., Page]) -> None:
    page = open_map("#year=2003")
    field, note = page.get_by_role("textbox", name="Year", exact=True), page.locator(".cam-bar-head > .cam-year-note")
    field.click()
    assert [typed(page, one) for one in ("2015", "1999", "２００８")] == [2015, 1999, 2008]
    field.click()
    until(page, "document.activeElement.selectionEnd - document.activeElement.selectionStart === 4")
    assert typed(page, "٢٠١١") == 2011
    for wrong in ("1885", "2100", "soon"):
        assert typed(page, wrong) == 2011
        expect(note).to_have_text(f"The atlas shows {FIRST} to {LAST}")
        expect(field).to_have_value("2011")
    page.keyboard.type("2")
    expect(note).to_be_hidden()
    page.keyboard.press("Escape")
    expect(field).to_have_value("2011")


def test_a_second_finger_does_not_seize_the_bar(open_map: Callable[..., Page]) -> None:
    page = open_map("", 390, 844, has_touch=True, is_mobile=True)
    box = page.locator(".cam-inner").bounding_box()
    touch = page.context.new_cdp_session(page)
    y = box["y"] + box["height"] - 20
    one, middle = {"x": box["x"] + 2, "y": y, "id": 1}, box["x"] + box["width"] / 2
    for kind, points in (
        ("touchStart", [one]),
        ("touchStart", [one, {"x": middle, "y": y, "id": 2}]),
        ("touchMove", [one, {"x": middle + 40, "y": y, "id": 2}]),
    ):
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    assert page.evaluate("map_1.atlas.getYear()") == FIRST
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    touch.detach()


def test_keys_mean_the_same_on_every_layout(open_map: Callable[..., Page]) -> None:
    page = open_map("#at=9/42.9/130")
    page.locator(".cam-map").focus()
    press = """([key, code]) => { const event = {key, code, bubbles: true, cancelable: true};
      document.activeElement.dispatchEvent(new KeyboardEvent("keydown", event));
      return map_1.atlas.steps.current; }"""
    first = page.evaluate(press, ["n", "KeyN"])
    seen = [page.evaluate(press, [key, code]) for key, code in (("т", "KeyN"), ("З", "KeyP"), ("N", "KeyN"))]
    assert first is not None
    assert seen[1] == first
    assert seen[0] == seen[2] != first


def test_escape_closes_one_thing_at_a_time(open_map: Callable[..., Page]) -> None:
    page = open_map()
    page.locator(".cam-tools").get_by_role("button", name="Tours").click()
    page.get_by_role("button", name="Speed and more").click()
    menu, drawer = page.locator(".cam-time-menu"), page.locator(".cam-drawer")
    page.keyboard.press("Escape")
    expect(menu).to_be_hidden()
    expect(drawer).to_be_visible()
    page.keyboard.press("Escape")
    expect(drawer).to_be_hidden()


def test_the_other_year_has_a_handle_of_its_own(open_map: Callable[..., Page]) -> None:
    page = open_map("#year=2019&vs=2005&how=changes")
    handle = page.get_by_role("slider", name="The other year")
    expect(handle).to_have_attribute("aria-valuenow", "2005")
    handle.focus()
    page.keyboard.press("ArrowRight")
    assert page.evaluate("[map_1.atlas.state.against, map_1.atlas.state.year]") == [2006, 2019]
    page.evaluate("() => { window.told = []; map_1.atlas.on('compare', ({value}) => told.push(value.against)); }")
    box, here = page.locator(".cam-inner").bounding_box(), handle.bounding_box()
    page.mouse.move(here["x"] + here["width"] / 2, here["y"] + here["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 9 / (LAST - FIRST), here["y"], steps=6)
    assert page.evaluate("map_1.atlas.state.against") == FIRST + 9
    assert page.evaluate("told") == []
    page.mouse.up()
    assert page.evaluate("told") == [FIRST + 9]


def test_what_opens_glows_and_is_told_and_without_motion_only_told(open_map: Callable[..., Page]) -> None:
    for motion in ("no-preference", "reduce"):
        page = open_map("#year=2013", reduced_motion=motion)
        page.evaluate(
            """() => { window.most = 0; window.told = [];
            const {glow, ticker} = map_1.atlas;
            map_1.atlas.on("played", () => { most = Math.max(most, glow.sparks.length); });
            new MutationObserver(() => told.push([...ticker.box.children].map(one => one.textContent)))
              .observe(ticker.box, {childList: true}); }"""
        )
        page.get_by_role("button", name="Play").click()
        until(page, "told.flat().some(text => text.startsWith('18 July 2014 Rajin Port, Pier 3 '))")
        assert all(len(lines) <= 3 for lines in page.evaluate("told"))
        assert (page.evaluate("most") > 0) is (motion == "no-preference")
        page.locator(".cam-handle-year").focus()
        page.keyboard.press("ArrowLeft")
        assert page.locator(".cam-ticker p").count() == 0, "who moves the year by hand is told nothing more"
        page.evaluate(RESTED)
        assert page.evaluate("map_1.atlas.glow.sparks.length") == 0
        assert not page.evaluate("Boolean(map_1.atlas.features.growing && map_1.atlas.features.growing.size)")


def test_space_plays_unless_on_a_button(open_map: Callable[..., Any]) -> None:
    page = open_map("#year=2000")
    page.locator(".cam-handle-year").focus()
    page.keyboard.press("Space")
    assert page.evaluate("map_1.atlas.clock.playing")
    page.keyboard.press("Space")
    page.get_by_role("button", name="TRADP").focus()
    page.keyboard.press("Space")
    assert not page.evaluate("map_1.atlas.clock.playing")
    assert page.evaluate("map_1.atlas.state.era.id") == "tradp"
