"""Ways, reach and corridors in a real browser: panel and map speak of the same thing."""

from __future__ import annotations

from urllib.parse import parse_qs

import pytest
from playwright.sync_api import expect

from pages import LAST, Visit

LIT = "document.querySelector('.cam-frame').dataset.lit"


@pytest.fixture
def corridor(look) -> Visit:
    """The page of a corridor in 2008, which several tests have in common; opened anew where one has left it."""
    page = look("/?corridor=primorye-2-corridor&year=2008", reduced_motion="reduce")
    if page.query().get("corridor") != "primorye-2-corridor":
        page.open()
    page.rest()
    return page


def test_two_places_picked_on_the_map_give_the_way_between_them(visit) -> None:
    page = visit("/?at=12/42.867/130.357&layers=settlements")
    page.point_at_middle()
    page.page.mouse.click(*page.middle())
    page.page.get_by_role("button", name="Way from here").click()
    page.has_query(**{"from": "hunchun", "id": None})
    expect(page.page.locator(".ca-story h2")).to_contain_text("Hunchun")
    expect(page.page.locator(".ca-way")).to_contain_text("choose a second place")
    page.page.get_by_role("combobox", name="To", exact=False).first.fill("Zarubino P")
    page.page.keyboard.press("Enter")
    expect(page.page.locator(".ca-story h2").first).to_contain_text("Hunchun to Zarubino Port")
    expect(page.page.locator(".cam-frame")).to_have_attribute("data-ways", "1")


def test_places_are_picked_without_a_mouse(visit) -> None:
    page = visit(reduced_motion="reduce")
    for name, button in (("Harbin", "Way from here"), ("Vladivostok", "Way to here")):
        page.page.get_by_role("combobox", name="Search the atlas by name").fill(name)
        page.page.keyboard.press("Enter")
        ask = page.page.get_by_role("button", name=button)
        ask.focus()
        page.page.keyboard.press("Enter")
        expect(ask).to_have_count(0)
    expect(page.page.locator(".ca-story h2").first).to_have_text("Harbin to Vladivostok")


def test_what_was_asked_is_kept_while_the_map_moves(visit) -> None:
    """A report of the map brings the widgets along; it must not overtake the answer to the button."""
    page = visit("/?id=vladivostok&from=harbin", reduced_motion="reduce")
    ask = page.page.get_by_role("button", name="Way to here")
    expect(ask).to_be_visible()
    page.rest()
    ask.evaluate(
        """button => {
          document.querySelector(".cam-map").dispatchEvent(
            new KeyboardEvent("keydown", {key: "ArrowLeft", shiftKey: true, bubbles: true}));
          setTimeout(() => button.click(), 235); // the map reports its place a quarter of a second after it moved
        }"""
    )
    expect(page.page.locator(".ca-story h2").first).to_have_text("Harbin to Vladivostok")
    page.has_query(**{"from": "harbin", "to": "vladivostok", "id": None})
    assert "at" in page.query()


def test_places_are_picked_on_a_phone(visit) -> None:
    phone = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
    page = visit("/?at=12/42.867/130.357&layers=settlements,ports", **phone)
    page.page.touchscreen.tap(*page.middle())
    ask = page.page.get_by_role("button", name="Way from here")
    expect(ask).to_be_in_viewport()
    ask.tap()
    page.has_query(**{"from": "hunchun"})
    page.page.get_by_role("combobox", name="Search the atlas by name").fill("Zarubino Port")
    page.page.keyboard.press("Enter")
    page.page.get_by_role("button", name="Way to here").tap()
    expect(page.page.locator(".ca-story h2").first).to_contain_text("Hunchun to Zarubino Port")


def test_borders_are_a_limit_of_reach_and_the_year_after_a_second_place_keeps_the_page_whole(visit) -> None:
    page = visit("/?from=hunchun&km=120", reduced_motion="reduce")
    page.page.get_by_role("spinbutton", name="At most borders").fill("1")
    page.page.keyboard.press("Enter")
    expect(page.page.locator(".ca-story h2").first).to_have_text("Within 1 border crossing of Hunchun")
    page.has_query(borders="1")
    expect(page.page.locator(".ca-legs")).to_contain_text("1 crossing")
    page.page.get_by_role("combobox", name="To", exact=False).first.fill("Harbin")
    page.page.keyboard.press("Enter")
    expect(page.page.locator(".ca-story h2").first).to_have_text("Hunchun to Harbin")
    for year in (str(LAST - 1), str(LAST - 2)):
        page.slider.focus()
        page.page.keyboard.press("ArrowLeft")
        page.has_query(year=year)
        page.rest()
    expect(page.slider).to_have_value(str(LAST - 2))
    expect(page.page.locator(".ca-story h2").first).to_have_text("Hunchun to Harbin")
    page.has_query(km="120")


def test_another_way_and_another_year_can_be_chosen_and_stand_in_the_link(visit) -> None:
    page = visit("/?from=harbin&to=vladivostok&year=2024", reduced_motion="reduce")
    first = page.page.locator(".ca-legs li")
    expect(first.first).to_contain_text("G10")
    page.page.locator(".st-key-alternative").get_by_text("711 km").click()
    expect(page.page.locator(".ca-legs li").first).to_contain_text("Chinese Eastern Railway")
    page.has_query(alt="2")
    page.page.get_by_role("button", name="Way back").click()
    expect(page.page.locator(".ca-story h2").first).to_have_text("Vladivostok to Harbin")
    page.rest()
    page.page.locator(".ca-year-bar[data-year='2010']").click()
    expect(page.slider).to_have_value("2010")
    expect(page.bar).to_have_attribute("aria-valuenow", "2010")
    page.has_query(year="2010", **{"from": "vladivostok", "to": "harbin"})


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
        ("/?from=heihe&to=blagoveshchensk&year=2023", "a[data-year='2010']", {"year": "2010"}),
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
    assert panel.evaluate("node => node.scrollWidth <= node.clientWidth + 1")
    heights = panel.locator("a.ca-seg").evaluate_all("nodes => nodes.map(node => node.offsetHeight)")
    assert min(heights) >= 24
