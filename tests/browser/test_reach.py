"""How far one gets, in a real browser: asked from an article, by name, on the map, by link; answered for every year."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from pages import until

ASKED = "#from=hunchun&km=120&year=2024"
FITS = """() => { const { clientWidth, scrollWidth } = document.querySelector(".cam-drawer-body");
  return clientWidth > 300 && scrollWidth <= clientWidth + 1; }"""
"""Run in the page: whether nothing sticks out of the drawer."""


def places(page: Page) -> Locator:
    return page.locator(".cam-reach-list").last


def test_from_the_article_of_a_port_its_reach_is_one_click_away(open_map) -> None:
    page = open_map("#id=rajin-port&year=2024")
    page.get_by_role("button", name="How far from here?").click()
    expect(page.locator(".cam-reach .cam-answer")).to_have_text("Within 500 km of Rajin Port (Rason Port)")
    expect(page.locator(".cam-frame")).to_have_attribute("data-routes", "reach")
    until(page, "() => location.hash.includes('from=rajin-port') && !location.hash.includes('id=')")


def test_the_list_follows_limit_and_year(open_map) -> None:
    page = open_map(ASKED, fresh=True)
    expect(places(page)).to_contain_text("Zarubino")
    expect(places(page)).not_to_contain_text("Harbin")
    number = page.get_by_role("textbox", name="At most kilometres")
    number.fill("700")
    number.press("Enter")
    expect(places(page)).to_contain_text("Harbin")
    expect(page.locator(".cam-headline")).to_contain_text("Within 700 km of Hunchun, 2024")
    page.get_by_role("slider", name="Year").focus()
    page.keyboard.press("Home")
    expect(page.locator(".cam-headline")).to_contain_text("Within 700 km of Hunchun, 1991")
    expect(page.locator(".cam-reach .cam-quiet").first).to_have_text(
        "No line of the atlas leads to this place in 1991."
    )
    page.keyboard.press("End")
    page.get_by_role("button", name="Borders").click()
    expect(page.locator(".cam-reach .cam-answer")).to_have_text("Within 1 border crossing of Hunchun")
    expect(places(page)).to_contain_text("1 crossing")
    page.get_by_role("slider", name="At most border crossings").press("Home")
    until(page, "() => location.hash.includes('borders=0')")


def test_another_year_tells_what_came_within_reach(open_map) -> None:
    page = open_map("#from=heihe&km=100&year=2023")
    before = page.get_by_role("textbox", name="Compare with year")
    before.fill("2021")
    before.press("Enter")
    compared = page.locator(".cam-reach-compared")
    expect(compared.locator(".cam-reach-list").first).to_contain_text("Blagoveshchensk")
    expect(compared.locator(".cam-reach-key")).to_contain_text("only in 2021")
    until(page, "() => location.hash.includes('before=2021')")
    before.fill("")
    before.press("Enter")
    expect(compared).to_be_hidden()
    until(page, "() => !location.hash.includes('before')")


def test_back_goes_to_the_place_before_and_closing_takes_it_off_the_map(open_map) -> None:
    page = open_map(ASKED)
    field = page.get_by_role("combobox", name="From", exact=True)
    field.fill("Heihe")
    page.keyboard.press("Enter")
    expect(page.locator(".cam-reach .cam-answer")).to_have_text("Within 120 km of Heihe")
    until(page, "() => location.hash.includes('from=heihe')")
    page.go_back()
    expect(page.locator(".cam-reach .cam-answer")).to_have_text("Within 120 km of Hunchun")
    page.get_by_role("button", name="Close", exact=True).click()
    until(page, "() => !/from=|km=/.test(location.hash)")
    expect(page.locator(".cam-frame")).to_have_attribute("data-routes", "")


def test_a_place_is_picked_on_the_map(open_map) -> None:
    page = open_map("#panel=reach&at=9/42.867/130.357")
    page.get_by_role("button", name="Pick on the map: From").click()
    at = page.evaluate(
        """() => { const { map } = map_1.atlas, room = map.getContainer().getBoundingClientRect();
        const spot = map.latLngToContainerPoint([42.867, 130.357]); return [room.left + spot.x, room.top + spot.y]; }"""
    )
    page.mouse.click(*at)
    expect(page.get_by_role("combobox", name="From", exact=True)).to_have_value("Hunchun")


@pytest.mark.parametrize("link", [f"{ASKED}&before=2003&lang=ru", "#check=tongjiang-bridge&lang=zh"])
def test_the_panels_fit_a_phone(open_map, link) -> None:
    page = open_map(link, width=390, height=844, has_touch=True, is_mobile=True)
    expect(page.locator(".cam-reach-key:visible")).to_have_count(1)
    until(page, FITS)


def test_the_app_keeps_what_is_asked_in_its_address_and_opens_it_again(visit) -> None:
    page = visit("/?from=hunchun&km=120&panel=corridors", reduced_motion="reduce")
    expect(page.page.locator(".cam-reach .cam-answer")).to_have_text("Within 120 km of Hunchun")
    page.page.get_by_role("button", name="Borders").click()
    page.page.get_by_role("button", name="People", exact=True).click()
    page.has_query(**{"from": "hunchun", "borders": "1", "for": "people", "panel": None})
    page.rest()
    page.page.reload()
    expect(page.page.locator(".cam-reach .cam-answer")).to_have_text("Within 1 border crossing of Hunchun")
    page.page.get_by_role("button", name="Close", exact=True).click()
    page.has_query(**{"from": None, "borders": None, "km": None, "for": None, "panel": None})
