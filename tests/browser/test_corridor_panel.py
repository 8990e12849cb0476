"""Corridors in a real browser, without a server and in the app: panel, map and address speak of the same thing."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from pages import until

ONE = "#corridor=primorye-2-corridor&year=2008"
FITS = """() => { const { clientWidth, scrollWidth } = document.querySelector(".cam-drawer-body");
  return clientWidth > 300 && scrollWidth <= clientWidth + 1; }"""
"""Run in the page: whether nothing sticks out of the drawer."""
IN_ORDER = """() => [...document.querySelectorAll(".cam-corridor-share")].map(one => parseInt(one.textContent))
  .every((one, i, all) => !i || all[i - 1] >= one)"""


def share(page: Page, corridor: str) -> str:
    return page.locator(f"[data-corridor='{corridor}'] .cam-corridor-share").inner_text()


def test_one_corridor_in_2014_takes_three_steps(open_map) -> None:
    page = open_map()
    page.get_by_role("button", name="Corridors").click()
    page.get_by_role("button", name="Tumen transport corridor (GTI)").click()
    page.get_by_role("button", name="2014: 75%").click()
    expect(page.locator(".cam-corridor-lead")).to_have_text("At the end of 2014 cargo could use 75% of its 1,742 km.")
    expect(page.locator(".cam-frame")).to_have_attribute("data-routes", "corridor")
    until(page, "() => /corridor=tumen-transport-corridor/.test(location.hash) && /year=2014/.test(location.hash)")


def test_the_list_follows_the_year_and_the_load_and_puts_the_most_open_first(open_map) -> None:
    page = open_map("#panel=corridors&year=2025")
    korea = "rajin-khasan-logistics-corridor"
    assert share(page, korea) == "100%"
    page.get_by_role("slider", name="Year").focus()
    page.keyboard.press("Home")
    for _ in range(17):
        page.keyboard.press("ArrowRight")
    expect(page.locator(f"[data-corridor='{korea}'] .cam-corridor-share")).to_have_text("0%")
    shares = page.locator(".cam-corridor-share")
    until(page, IN_ORDER)
    before = shares.all_inner_texts()
    page.get_by_role("button", name="People", exact=True).click()
    until(page, "() => location.hash.includes('for=people')")
    assert shares.all_inner_texts() != before


def test_pointing_at_a_stretch_lights_it_on_the_map_and_clicking_reads_about_its_line(open_map) -> None:
    page = open_map(ONE, fresh=True)
    frame, said = page.locator(".cam-frame"), page.locator(".cam-ruler-said")
    parts = page.locator(".cam-ruler-part")
    parts.nth(2).hover()
    expect(frame).to_have_attribute("data-lit", "2")
    expect(said).to_contain_text("km")
    page.locator(".cam-corridor-lead").hover()
    expect(frame).to_have_attribute("data-lit", "")
    parts.nth(0).focus()
    page.keyboard.press("ArrowRight")
    expect(frame).to_have_attribute("data-lit", "1")
    page.keyboard.press("Enter")
    expect(page.locator(".cam-article-name").last).to_contain_text("Changchun")
    until(page, "() => location.hash.includes('id=changchun-tumen-railway')")
    page.get_by_role("button", name="Close", exact=True).click()
    expect(parts.first).to_be_visible()


def test_back_goes_from_one_corridor_to_all_and_to_the_one_before(open_map) -> None:
    page = open_map(ONE)
    name = page.locator(".cam-corridor .cam-article-name")
    page.get_by_role("button", name="All corridors").click()
    expect(page.locator("[data-corridor='primorye-2-corridor']")).to_be_focused()
    until(page, "() => location.hash.includes('panel=corridors')")
    page.locator("[data-corridor='primorye-1-corridor']").click()
    expect(name).to_be_focused()
    until(page, "() => location.hash.includes('corridor=primorye-1-corridor')")
    page.go_back()
    expect(page.locator(".cam-corridor-rows")).to_be_visible()
    page.go_back()
    expect(name).to_contain_text("Primorye-2")
    page.get_by_role("button", name="Close", exact=True).click()
    until(page, "() => !location.hash.includes('corridor')")
    expect(page.locator(".cam-frame")).to_have_attribute("data-routes", "")


def test_an_article_leads_to_the_corridors_that_its_line_is_part_of(open_map) -> None:
    page = open_map("#id=changchun-tumen-railway&year=2014")
    page.locator("[data-corridor='primorye-2-corridor']").click()
    expect(page.locator(".cam-corridor .cam-article-name")).to_contain_text("Primorye-2")
    expect(page.locator(".cam-corridor .cam-work").first).to_be_visible()
    until(page, "() => /corridor=primorye-2-corridor/.test(location.hash) && !/id=/.test(location.hash)")


@pytest.mark.parametrize("link", ["#corridor=tumen-transport-corridor&year=2015", "#panel=corridors&lang=ru"])
def test_the_panel_fits_a_phone(open_map, link) -> None:
    page = open_map(link, width=390, height=844, has_touch=True, is_mobile=True)
    until(page, FITS)
    heights = page.locator(".cam-ruler-part").evaluate_all("nodes => nodes.map(node => node.offsetHeight)")
    assert min(heights, default=40) >= 24


def test_the_app_keeps_the_corridor_in_its_address_and_reads_its_story(visit) -> None:
    page = visit("/?corridor=primorye-2-corridor&year=2008", reduced_motion="reduce")
    expect(page.page.locator(".cam-corridor .cam-work").first).to_be_visible()
    page.page.get_by_role("button", name="All corridors").click()
    page.has_query(corridor=None, panel="corridors")
    page.page.get_by_role("button", name="People", exact=True).click()
    page.page.locator("[data-corridor='primorye-1-corridor']").click()
    page.has_query(**{"corridor": "primorye-1-corridor", "panel": None, "for": "people"})
    expect(page.page.locator(".cam-corridor .cam-work").first).to_be_visible()
    page.page.get_by_role("button", name="Close", exact=True).click()
    page.has_query(**{"corridor": None, "panel": None, "for": None})
