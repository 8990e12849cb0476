"""The tools of the map in a real browser: measure, coordinates, notes of one's own, my location."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, urlparse

import pytest
from again import begin
from playwright.sync_api import Page, expect

from pages import comes_to, until
from spec_measure import GLOBE, HUNCHUN, RAJIN, VLADIVOSTOK

AT = "([lon, lat]) => { const {x, y} = map_1.latLngToContainerPoint([lat, lon]); return [x, y]; }"
HERE = "#at=8/42.5000/130.8000"
PHONE = {"width": 390, "height": 844, "has_touch": True, "is_mobile": True}
HOSTILE = 'gate <img src=x onerror="alert(1)"> & "quotes"'
LOCATED = """place => { navigator.geolocation.getCurrentPosition = (found, failed) =>
  place.code ? failed(place) : found({coords: place}); }"""
"""Run in the page before its button is pressed: where the reader is, or why that is not known."""
ZOOMED = "map_1.getZoom()"


def place(page: Page, lonlat: tuple[float, float]) -> tuple[float, float]:
    """Where a place lies in the window."""
    box = page.locator(".cam-map").bounding_box()
    x, y = page.evaluate(AT, lonlat)
    return box["x"] + x, box["y"] + y


def notes_of(page: Page) -> list[str]:
    """The notes that the address holds."""
    return parse_qs(urlparse(page.url).fragment).get("note", [])


def pin_here(page: Page, lonlat: tuple[float, float], text: str) -> None:
    """Pin a note with the pointer."""
    page.mouse.click(*place(page, lonlat), button="right")
    page.get_by_role("menuitem", name="Pin a note here").click()
    page.keyboard.type(text)
    page.keyboard.press("Enter")


# --- measure --------------------------------------------------------------------------------------


def test_hunchun_to_rajin_is_measured_in_four_steps(look_map: Callable[..., Page]) -> None:
    page = begin(look_map(), HERE)
    _, _, metres = GLOBE.inv(*HUNCHUN, *RAJIN)
    page.get_by_role("button", name="Measure", exact=True).click()
    page.mouse.click(*place(page, HUNCHUN))
    page.mouse.click(*place(page, RAJIN))
    page.keyboard.press("Enter")
    card = page.get_by_role("region", name="Measure")
    shown = float(re.fullmatch(r"([\d.]+) km", card.locator(".cam-measure-value").inner_text())[1])
    assert shown == pytest.approx(metres / 1000, abs=1), "to a pixel of the map"
    expect(page.locator(".cam-voice")).to_contain_text(f"{shown:g} km")
    assert page.evaluate("map_1.atlas.state.selected") is None, "whoever measures selects nothing"
    card.get_by_role("button", name="Copy").click()
    until(page, "async () => (await navigator.clipboard.readText()).startsWith('Distance ')")
    assert "WGS 84" in page.evaluate("navigator.clipboard.readText()")
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()


def test_a_ring_has_an_area_and_takes_points_back(look_map: Callable[..., Page]) -> None:
    page = begin(look_map(), HERE)
    page.get_by_role("button", name="Measure", exact=True).click()
    corners = (HUNCHUN, RAJIN, VLADIVOSTOK)
    for corner in corners:
        page.mouse.click(*place(page, corner))
    page.keyboard.press("Backspace")
    expect(page.locator(".cam-measure-more")).to_contain_text("2 points")
    page.mouse.click(*place(page, VLADIVOSTOK))
    page.mouse.click(*place(page, HUNCHUN))
    area, around = GLOBE.polygon_area_perimeter(*zip(*corners, strict=True))
    shown = page.locator(".cam-measure-value").inner_text()
    assert shown.endswith("km²")
    assert float(shown.split()[0].replace(",", "")) == pytest.approx(abs(area) / 1e6, rel=0.02)
    expect(page.locator(".cam-measure-more")).to_contain_text(f"around it {around / 1000:.0f} km")
    page.keyboard.press("Escape")


def test_one_measures_with_keys_alone(look_map: Callable[..., Page]) -> None:
    page = begin(look_map(), HERE)
    button = page.get_by_role("button", name="Measure", exact=True)
    button.focus()
    for key in ("Enter", "Space", "ArrowRight", "ArrowRight", "ArrowDown", "Space", "Enter"):
        page.keyboard.press(key)
    value = page.locator(".cam-measure-value")
    expect(value).to_have_text(re.compile(r"\d+(\.\d)? km"))
    expect(page.locator(".cam-voice")).to_contain_text("2 points")
    assert page.evaluate("map_1.atlas.getYear()") == page.evaluate("map_1.atlas.model.years[1]"), "arrows aim"
    page.keyboard.press("Escape")
    expect(value).to_be_hidden()
    expect(button).to_have_attribute("aria-pressed", "false")


# --- coordinates ----------------------------------------------------------------------------------


def test_coordinates_are_copied_from_the_menu_of_a_place(look_map: Callable[..., Page]) -> None:
    page = begin(look_map(), HERE)
    page.mouse.click(*place(page, HUNCHUN), button="right")
    row = page.get_by_role("menuitem").first
    expect(row).to_have_accessible_name(re.compile(r"Copy: 42\.8\d+, 130\.3\d+"))
    row.click()
    comes_to(
        page, "(async () => /^42[.]8[0-9]{4}, 130[.]3[0-9]{4}$/.test(await navigator.clipboard.readText()))()", True
    )
    expect(page.locator(".cam-toast")).to_contain_text("Copied: 42.8")
    page.locator(".cam-map").focus()
    page.keyboard.press("Shift+F10")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator(".cam-toast")).to_contain_text("Copied: 42°30.0")
    expect(page.locator(".cam-map")).to_be_focused()


# --- notes ----------------------------------------------------------------------------------------


def test_a_note_stands_in_the_link_and_comes_back_with_it(open_map: Callable[..., Page]) -> None:
    page = open_map(HERE)
    pin_here(page, (130.9, 42.2), HOSTILE)
    until(page, "() => location.hash.includes('note=')")
    [note] = notes_of(page)
    assert note.split(",", 2)[2] == HOSTILE
    assert page.locator(".cam-map img").count() == 0
    page.go_back()
    expect(page.locator(".cam-pin")).to_have_count(0)
    page.go_forward()
    expect(page.locator(".cam-pin-text")).to_have_text(HOSTILE)
    page.reload()
    expect(page.locator(".cam-pin-text")).to_have_text(HOSTILE)


def test_a_note_is_written_anew_moved_and_deleted_with_keys(open_map: Callable[..., Page]) -> None:
    page = open_map(f"{HERE}&note=130.9,42.2,first", fresh=True)
    pin = page.locator(".cam-pin")
    pin.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("second")
    page.keyboard.press("Enter")
    expect(pin).to_be_focused()
    expect(pin).to_have_accessible_name("Your note 1: second")
    page.keyboard.press("ArrowRight")
    until(page, "() => /note=130[.]9[0-9]+,42[.]2[0-9]*,second/.test(decodeURIComponent(location.hash))")
    assert float(notes_of(page)[0].split(",")[0]) > 130.91
    box = pin.bounding_box()
    page.mouse.move(box["x"] + 14, box["y"] + 14)
    page.mouse.down()
    page.mouse.move(box["x"] + 14, box["y"] + 94, steps=4)
    page.mouse.up()
    until(page, "() => /note=130[.]9[0-9]+,41[.][0-9]+,second/.test(decodeURIComponent(location.hash))")
    pin.focus()
    page.keyboard.press("Delete")
    expect(pin).to_have_count(0)
    until(page, "() => !location.hash.includes('note=')")


def test_notes_too_long_for_the_link_are_left_out_and_that_is_said(open_map: Callable[..., Page]) -> None:
    long = "a word and another " * 8
    page = open_map(HERE + "".join(f"&note=13{i},42,{long[:150]}" for i in range(6)))
    pin_here(page, (130.9, 42.2), long)
    expect(page.locator(".cam-pin")).to_have_count(7)
    expect(page.locator(".cam-toast")).to_contain_text("too long for the link")
    until(page, "() => !location.hash.includes('note=')")
    page.locator(".cam-tools").get_by_role("button", name="Take away").click()
    expect(page.locator(".cam-take")).to_contain_text("Your notes are too long for the link")


def test_a_damaged_note_is_told_and_the_others_stay(look_map: Callable[..., Page]) -> None:
    page = begin(look_map(), f"{HERE}&note=130.9,42.2,sound&note=12,broken")
    expect(page.locator(".cam-pin-text")).to_have_text(["sound"])
    expect(page.locator(".cam-notices")).to_contain_text("12,broken")
    page.locator(".cam-notices button").click()


# --- my location ----------------------------------------------------------------------------------


def test_my_location_is_shown_and_no_link_holds_it(open_map: Callable[..., Page]) -> None:
    page = open_map(f"{HERE}&year=2014", **PHONE)
    page.evaluate(LOCATED, {"latitude": 43.1, "longitude": 131.9, "accuracy": 2500})
    button = page.get_by_role("button", name="My location")
    button.tap()
    expect(page.locator(".cam-located")).to_be_visible()
    expect(page.locator(".cam-toast")).to_contain_text("2.5 km")
    assert page.evaluate(ZOOMED) == 9
    page.evaluate("map_1.atlas.setYear(2015)")
    until(page, "() => location.hash.includes('year=2015')")
    [at] = parse_qs(urlparse(page.url).fragment)["at"]
    assert [float(one) for one in at.split("/")] == pytest.approx([8, 42.5, 130.8], abs=0.005), "where the map was"
    button.tap()
    expect(page.locator(".cam-located")).to_have_count(0)


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ({"latitude": 1.0, "longitude": 2.0, "accuracy": 10}, "outside this atlas"),
        ({"code": 1}, "does not let this page know"),
        ({"code": 2}, "could not be found"),
    ],
)
def test_what_keeps_my_location_off_the_map_is_said(
    look_map: Callable[..., Page], answer: dict[str, Any], said: str
) -> None:
    page = begin(look_map("", **PHONE))
    page.evaluate(LOCATED, answer)
    page.get_by_role("button", name="My location").tap()
    expect(page.get_by_role("alert")).to_contain_text(said)
    page.locator(".cam-notices button").click()


def test_without_a_finger_my_location_is_not_offered(look_map: Callable[..., Page]) -> None:
    page = begin(look_map())
    expect(page.get_by_role("button", name="My location")).to_have_count(0)
    before = page.evaluate(ZOOMED)
    page.evaluate("map_1.setZoom(5, {animate: false})")
    page.get_by_role("button", name="Back to where the atlas opens").click()
    comes_to(page, ZOOMED, before)


# --- in the app -----------------------------------------------------------------------------------


def test_in_the_app_back_and_forward_go_through_notes(visit: Callable[..., Any]) -> None:
    seen = visit("/?at=8/42.5000/130.8000&note=130.9,42.2,from+a+link")
    page = seen.page
    expect(page.locator(".cam-pin-text")).to_have_text(["from a link"])
    page.mouse.click(640, 400, button="right")
    page.get_by_role("menuitem", name="Pin a note here").click()
    page.keyboard.type("by hand")
    page.keyboard.press("Enter")
    until(page, "() => location.search.includes('by+hand')")
    seen.rest()
    for step, texts in ((page.go_back, ["from a link"]), (page.go_forward, ["from a link", "by hand"])):
        step()
        seen.rest()
        expect(page.locator(".cam-pin-text")).to_have_text(texts)
        held = parse_qs(urlparse(page.url).query)["note"]
        assert [one.split(",")[2] for one in held] == texts, "the address says what the map shows"
