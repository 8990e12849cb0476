"""The year and the range of years: cards of what happened, the second handle of the time bar."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from pages import FIRST, LAST, until


def test_events_of_the_year_stand_in_order_and_lead_to_their_places(open_map) -> None:
    page = open_map("#year=2016")
    page.get_by_role("button", name="What happened in 2016").click()
    drawer = page.locator(".cam-drawer")
    names = drawer.locator(".cam-event-name")
    expect(names.filter(has_text="Republic of Korea suspends the Rajin–Khasan project")).to_have_count(1)
    order = [text.strip() for text in names.all_inner_texts()]
    assert order.index("UN Security Council sanctions on the DPRK") < order.index(
        "Republic of Korea suspends the Rajin–Khasan project"
    ), "2 March stands before 8 March"
    card = drawer.locator(".cam-event", has_text="Republic of Korea suspends")
    expect(card.locator(".cam-event-when")).to_have_text("8 March 2016 · event")
    card.get_by_role("button", name="Rajin–Khasan railway").click()
    until(page, "() => /year=2016/.test(location.hash) && /id=rajin-khasan-railway/.test(location.hash)")
    expect(page.locator(".cam-article-name")).to_contain_text("Rajin–Khasan")


def test_the_panel_follows_the_year_and_lists_what_changed(open_map) -> None:
    page = open_map("#year=2021")
    page.get_by_role("button", name="What happened in 2021").click()
    drawer = page.locator(".cam-drawer")
    page.locator(".cam-handle-year").focus()
    page.keyboard.press("ArrowRight")
    expect(drawer.locator(".cam-year-head")).to_contain_text("2022")
    changes = drawer.locator(".cam-changes li")
    bridge = changes.filter(has_text="Tongjiang–Nizhneleninskoye railway bridge")
    expect(bridge).to_contain_text("operating")
    page.keyboard.press("Home")
    expect(drawer.locator(".cam-changes li")).to_have_count(0)


def test_a_range_of_years_shows_all_that_was_there_in_it(visit) -> None:
    page = visit("/?year=2005")
    expect(page.page.locator(".cam-since")).to_be_hidden()
    page.page.get_by_role("button", name="Show a range of years").click()
    page.has_query(year="2005")
    handle = page.page.get_by_role("slider", name="First year of the range")
    handle.focus()
    page.page.keyboard.press("Home")
    expect(handle).to_have_attribute("aria-valuenow", "1991")
    page.has_query(since="1991", year="2005")
    page.page.locator("input.cam-since").fill("1995")
    page.page.keyboard.press("Enter")
    page.has_query(since="1995")
    page.page.get_by_role("button", name="Show one year").click()
    page.has_query(since=None, year="2005")


def test_what_ended_within_a_range_is_still_counted(open_map) -> None:
    counts = {}
    for query in ("year=2025", "year=2025&since=1991"):
        page = open_map(f"#{query}&layers=sea_routes")
        row = page.locator(".cam-legend").get_by_role("switch", name=re.compile("^Sea and river routes"))
        expect(row).to_be_visible()
        counts[query] = int(re.findall(r"\d+", row.inner_text())[-1])
    assert counts["year=2025&since=1991"] > counts["year=2025"]


def test_the_first_year_can_be_dragged(open_map) -> None:
    page = open_map("#year=2015&since=2000")
    handle = page.get_by_role("slider", name="First year of the range")
    box = page.locator(".cam-inner").bounding_box()
    here = handle.bounding_box()
    page.mouse.move(here["x"], here["y"] + here["height"] + 1)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 19 / (LAST - FIRST), here["y"] + 10, steps=5)
    page.mouse.up()
    until(page, "() => location.hash === '#year=2015&since=2010'")
