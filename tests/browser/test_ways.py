"""Reach and corridors in a real browser: panel and map speak of the same thing."""

from __future__ import annotations

from urllib.parse import parse_qs

import pytest
from playwright.sync_api import expect

from pages import Visit, until

LIT = "document.querySelector('.cam-frame').dataset.lit"
FITS = """() => { const { clientWidth, scrollWidth } = document.querySelector(".st-key-details");
  return clientWidth > 300 && scrollWidth <= clientWidth + 1; }"""
"""Run in the page: whether its panel lies over the drawer, and nothing sticks out of it."""


@pytest.fixture
def corridor(look) -> Visit:
    """The page of a corridor in 2008, which several tests have in common; opened anew where one has left it."""
    page = look("/?corridor=primorye-2-corridor&year=2008", reduced_motion="reduce")
    if page.query().get("corridor") != "primorye-2-corridor":
        page.open()
    page.rest()
    return page


def test_borders_are_a_limit_of_reach(visit) -> None:
    page = visit("/?from=hunchun&km=120", reduced_motion="reduce")
    page.page.get_by_role("spinbutton", name="At most borders").fill("1")
    page.page.keyboard.press("Enter")
    expect(page.page.locator(".ca-story h2").first).to_have_text("Within 1 border crossing of Hunchun")
    page.has_query(borders="1")
    expect(page.page.locator(".ca-legs")).to_contain_text("1 crossing")


def test_pointing_at_a_segment_lights_it_on_the_map_and_clicking_chooses_its_line(corridor) -> None:
    page = corridor
    segments = page.page.locator(".ca-ruler a.ca-seg")
    expect(segments.first).to_be_visible()
    expect(page.page.locator(".cam-frame")).to_have_attribute("data-ways", "1")
    segments.nth(2).hover()
    assert page.page.evaluate(LIT) == "2-2"
    page.page.locator(".ca-story h2").first.hover()
    assert page.page.evaluate(LIT) == ""
    segments.nth(1).focus()
    assert page.page.evaluate(LIT) == "1-1"
    page.page.keyboard.press("Enter")
    expect(page.page.locator(".cam-article-name")).to_contain_text("Changchun")
    assert page.parameter("id") == "changchun-tumen-railway"
    page.page.get_by_role("button", name="Close").click()
    expect(segments.first).to_be_visible()


def test_a_line_of_the_corridor_on_the_map_marks_its_segments(visit) -> None:
    page = visit("/?corridor=rajin-khasan-logistics-corridor&year=2020&at=13/42.3440/130.3984&layers=railways")
    expect(page.page.locator(".ca-seg").first).to_be_visible()
    page.rest()
    page.page.evaluate("document.dispatchEvent(new CustomEvent('ca-hovered', {detail: {id: 'rajin-khasan-railway'}}))")
    assert page.page.locator("a.ca-seg.ca-lit").count() == page.page.locator(".ca-ruler a.ca-seg").count()
    page.page.mouse.click(*page.middle())
    expect(page.page.locator(".cam-article-name")).to_contain_text("Rajin–Khasan")


def test_another_corridor_is_opened_from_the_list(corridor) -> None:
    page = corridor
    page.page.locator(".ca-corridors a[data-corridor='primorye-1-corridor']").click()
    expect(page.page.locator(".ca-story h2").first).to_contain_text("Primorye-1")
    page.has_query(corridor="primorye-1-corridor")


@pytest.mark.parametrize(
    ("path", "link", "then"),
    [
        (
            "/?corridor=primorye-2-corridor",
            "a[data-corridor='primorye-1-corridor']",
            {"corridor": "primorye-1-corridor"},
        ),
        ("/?corridor=primorye-2-corridor&year=2023", "a[data-year='2010']", {"year": "2010"}),
    ],
)
def test_a_click_before_the_page_has_come_to_rest_is_kept(visit, path: str, link: str, then: dict[str, str]) -> None:
    page = visit(path)
    page.page.reload(wait_until="commit")
    page.page.locator(link).click()
    for _ in range(2):  # neither lost nor taken back
        page.has_query(**then)
        page.rest()


def test_the_links_of_the_panel_name_each_thing_once(corridor) -> None:
    hrefs = corridor.page.locator(".st-key-details a[href^='?']").evaluate_all("all => all.map(a => a.search)")
    assert len(hrefs) > 50
    twice = [href for href in hrefs if max(map(len, parse_qs(href[1:]).values())) > 1]
    assert twice == []


def test_closing_the_panel_takes_the_way_off_the_map(corridor) -> None:
    page = corridor
    expect(page.page.locator(".ca-ruler").first).to_be_visible()
    expect(page.page.locator(".cam-frame[data-ways='1']")).to_be_visible()
    page.page.get_by_role("button", name="Close").click()
    expect(page.page.locator(".cam-frame[data-ways='0']")).to_be_visible()
    page.has_query(corridor=None)


def test_a_check_draws_what_it_compares(visit) -> None:
    page = visit("/?check=heihe-bridge", reduced_motion="reduce")
    expect(page.page.locator(".ca-verdict")).to_have_text("Comes out")
    expect(page.page.locator(".cam-frame")).to_have_attribute("data-ways", "2")


def test_the_panel_fits_a_phone(visit) -> None:
    phone = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
    page = visit("/?corridor=tumen-transport-corridor&year=2015", **phone)
    panel = page.page.locator(".st-key-details")
    expect(panel.locator(".ca-seg").first).to_be_visible()
    page.rest()
    until(page.page, FITS)
    heights = panel.locator("a.ca-seg").evaluate_all("nodes => nodes.map(node => node.offsetHeight)")
    assert min(heights) >= 24
