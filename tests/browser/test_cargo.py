""" "Could cargo go?” in a real browser: asked by name, on the map, by link; answered for every mode and every year."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from pages import until

ASKED = "#from=hunchun&to=rajin-port"
RAIL = "[aria-label='Rail'] [data-year='{}']"


def tool(page: Page) -> None:
    page.get_by_role("button", name="Could cargo go?").click()


def choose(page: Page, field: str, name: str) -> None:
    page.get_by_role("combobox", name=field, exact=True).fill(name)
    page.keyboard.press("Enter")


def test_by_rail_in_three_years_takes_three_steps(open_map) -> None:
    """Open, from, to: the strip of the railway has all years at once, and each year is a click away."""
    page = open_map()
    tool(page)
    choose(page, "From", "Hunchun")
    choose(page, "To", "Rajin port")
    for year, said in (("2003", "2003, Rail: 221 km"), ("2010", "2010, Rail: no way"), ("2015", "2015, Rail: 119 km")):
        cell = page.locator(RAIL.format(year))
        expect(cell).to_have_attribute("aria-label", said)
        cell.click()
        expect(page.get_by_role("slider", name="Year")).to_have_attribute("aria-valuenow", year)
        expect(page.locator(".cam-answer")).to_contain_text(f"In {year} it could go by road, 87 km over one border")
    expect(page.locator(".cam-frame")).to_have_attribute("data-routes", "way")


def test_the_answer_names_what_is_missing_and_the_other_ways(open_map) -> None:
    page = open_map(f"{ASKED}&year=2010", fresh=True)
    expect(page.locator(".cam-answer")).to_have_text(
        "In 2010 it could go by road, 87 km over one border, but not by rail."
    )
    expect(page.locator(".cam-cargo-why")).to_contain_text("Rajin–Khasan railway (under construction)")
    cards = page.locator(".cam-route-card")
    expect(cards.nth(0)).to_contain_text("Road")
    expect(cards.nth(0)).to_have_attribute("aria-pressed", "true")
    expect(cards.nth(1)).to_contain_text("If that were open: 221 km over one border.")
    expect(page.locator(".cam-strips-fold")).to_have_text("River, Sea: no way in any year")
    expect(page.get_by_role("group", name="Combined").locator("[data-year='1995']")).to_have_attribute(
        "aria-label", "1995, Combined: 216 km, dates in doubt"
    )


def test_another_way_modes_and_load_stand_in_the_address_and_closing_takes_them_out(open_map) -> None:
    page = open_map(f"{ASKED}&year=2015")
    page.locator(".cam-route-card", has_text="119 km").click()
    until(page, "() => location.hash.includes('alt=2')")
    page.get_by_role("button", name="Road", exact=True).click()
    page.get_by_role("button", name="People", exact=True).click()
    until(page, "() => location.hash.includes('modes=rail,sea,river') && location.hash.includes('for=people')")
    expect(page.get_by_role("group", name="Road")).to_have_count(0)
    page.get_by_role("button", name="The other way round").click()
    until(page, "() => location.hash.includes('from=rajin-port')")
    page.get_by_role("button", name="Close", exact=True).click()
    until(page, "() => !/from=|to=|modes=|for=|alt=/.test(location.hash)")
    expect(page.locator(".cam-frame")).to_have_attribute("data-routes", "")


def test_a_place_is_picked_on_the_map(open_map) -> None:
    page = open_map("#at=9/42.867/130.357")
    tool(page)
    page.get_by_role("button", name="Pick on the map: From").click()
    expect(page.locator(".cam-cargo-note")).to_contain_text("Escape leaves it")
    page.keyboard.press("Escape")
    expect(page.locator(".cam-cargo-note")).not_to_contain_text("Escape")
    page.get_by_role("button", name="Pick on the map: From").click()
    at = page.evaluate(
        """() => { const { map } = map_1.atlas, room = map.getContainer().getBoundingClientRect();
        const spot = map.latLngToContainerPoint([42.867, 130.357]); return [room.left + spot.x, room.top + spot.y]; }"""
    )
    page.mouse.click(*at)
    expect(page.get_by_role("combobox", name="From", exact=True)).to_have_value("Hunchun")


@pytest.mark.parametrize(
    ("typed", "name"), [("扎鲁比诺港", "Zarubino"), ("Зарубино", "Zarubino"), ("rajn port", "Rajin")]
)
def test_places_are_found_in_any_script_and_with_a_slip(open_map, typed, name) -> None:
    page = open_map()
    tool(page)
    page.get_by_role("combobox", name="To", exact=True).fill(typed)
    expect(page.locator(".cam-place-row").first).to_contain_text(name)


def test_the_strips_are_one_stop_of_the_keyboard(open_map) -> None:
    page = open_map(f"{ASKED}&year=2010")
    cells = page.locator(".cam-strips .cam-cell[tabindex='0']")
    expect(cells).to_have_count(1)
    cells.focus()
    for key in ("ArrowDown", "ArrowLeft", "Enter"):
        page.keyboard.press(key)
    expect(page.get_by_role("slider", name="Year")).to_have_attribute("aria-valuenow", "2009")


def test_the_app_keeps_what_is_asked_in_its_address_and_opens_it_again(visit) -> None:
    page = visit(reduced_motion="reduce")
    tool(page.page)
    choose(page.page, "From", "Harbin")
    choose(page.page, "To", "Vladivostok")
    expect(page.page.locator(".cam-answer")).to_contain_text("it could go")
    page.has_query(**{"from": "harbin", "to": "vladivostok"})
    page.page.get_by_role("button", name="Rail", exact=True).click()
    page.has_query(modes="road,sea,river")
    page.rest()
    page.page.reload()
    expect(page.page.get_by_role("combobox", name="To", exact=True)).to_have_value("Vladivostok")
    page.page.get_by_role("button", name="Close", exact=True).click()
    page.has_query(**{"from": None, "to": None, "modes": None})


def test_a_story_asks_for_the_way_from_its_place(visit) -> None:
    page = visit("/?id=hunchun", reduced_motion="reduce")
    page.page.get_by_role("button", name="Way from here").click()
    expect(page.page.get_by_role("combobox", name="From", exact=True)).to_have_value("Hunchun")
    choose(page.page, "To", "Rajin port")
    page.has_query(**{"from": "hunchun", "to": "rajin-port", "id": None})
