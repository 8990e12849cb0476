"""The opening in a real browser: it comes once, leads where it says, and goes with the first touch."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from corridor_atlas.data import dataset
from pages import LAST, until

COUNTS = "['.cam-top', '.cam-bar', '.cam-main'].map((one) => document.querySelector(one).inert)"


@pytest.fixture
def first_visit(open_map: Callable[..., Page]) -> Callable[..., Page]:
    """The one-file page as someone sees it who has never been here."""

    def go(link: str = "", **options: Any) -> Page:
        return open_map(link, opening=True, **options)

    return go


def test_it_lies_over_the_map_until_the_first_touch_and_never_again(first_visit: Callable[..., Page]) -> None:
    page = first_visit()
    opening = page.get_by_role("dialog", name="Corridor Atlas")
    expect(opening).to_be_visible()
    expect(page.locator(".cam-opening-title")).to_be_focused()
    assert page.evaluate(COUNTS) == [True, True, True]
    expect(page.locator(".cam-bar .cam-band").first).to_be_visible()
    view = page.evaluate("map_1.atlas.sight.view()")
    page.get_by_role("button", name="Open the map").click()
    expect(opening).to_be_hidden()
    assert page.evaluate(COUNTS) == [False, False, False]
    expect(page.locator(".leaflet-container")).to_be_focused()
    now = page.evaluate("map_1.atlas.sight.view()")
    assert now["lat"] == pytest.approx(view["lat"], abs=0.02)
    assert now["lon"] == pytest.approx(view["lon"], abs=0.02)
    page.reload()
    expect(page.locator(".leaflet-container")).to_be_visible()
    expect(page.locator(".cam-opening")).to_have_count(0)


@pytest.mark.parametrize("link", ["#year=2003", "#id=rajin-port", "#lang=ru&vs=2000"])
def test_a_link_that_asks_for_something_gets_it_at_once(first_visit: Callable[..., Page], link: str) -> None:
    expect(first_visit(link).locator(".cam-opening")).to_have_count(0)


def test_escape_ends_it_and_a_key_of_the_map_does_its_work_too(first_visit: Callable[..., Page]) -> None:
    page = first_visit("#lang=ko")
    expect(page.locator(".cam-opening")).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.locator(".cam-opening")).to_be_visible()
    page.keyboard.press("ArrowLeft")
    expect(page.locator(".cam-opening")).to_be_hidden()
    assert page.evaluate("map_1.atlas.getYear()") == LAST - 1
    page.evaluate("localStorage.clear()")
    page.goto(page.url.split("#")[0])
    page.reload()
    page.keyboard.press("Escape")
    expect(page.locator(".cam-opening")).to_be_hidden()
    assert page.evaluate("map_1.atlas.getYear()") == LAST


def test_the_years_run_through_once_where_motion_is_welcome(first_visit: Callable[..., Page]) -> None:
    page = first_visit(reduced_motion="no-preference")
    assert page.evaluate("map_1.atlas.opening.running")
    assert page.evaluate("map_1.atlas.getYear()") < LAST
    assert "year=" not in page.url
    until(page, "map_1.atlas.opening.running === false")
    assert page.evaluate("map_1.atlas.getYear()") == LAST
    expect(page.locator(".cam-opening")).to_be_visible()


def test_the_questions_are_counted_and_lead_where_they_say(
    first_visit: Callable[..., Page], atlas: dataset.Atlas
) -> None:
    page = first_visit()
    assert atlas.settings.opening is not None
    cards = page.locator(".cam-question")
    expect(cards).to_have_count(len(atlas.settings.opening.questions))
    assert "{" not in " ".join(cards.all_text_contents())
    painted = page.evaluate("[...document.querySelectorAll('.cam-question canvas')].map((one) => one.width > 0)")
    assert painted == [True] * cards.count()
    page.get_by_role("button", name="Русский").click()
    expect(cards.nth(2)).to_contain_text("Что изменилось")
    cards.nth(2).click()
    expect(page.locator(".cam-opening")).to_be_hidden()
    state = page.evaluate("(({year, against, language}) => [year, against, language])(map_1.atlas.state)")
    assert state == [2019, 2005, "ru"]
    until(page, "location.hash.includes('vs=2005')")


def test_take_a_tour_opens_the_list(first_visit: Callable[..., Page]) -> None:
    page = first_visit(width=390, height=844)
    page.get_by_role("button", name="Take a tour").click()
    expect(page.locator(".cam-tour").first).to_be_visible()


def test_whoever_comes_to_the_app_sees_it_once(visit: Any) -> None:
    here = visit("/", opening=True, reduced_motion="reduce")
    expect(here.page.locator(".cam-opening-title")).to_be_visible()
    here.page.locator(".cam-question").nth(3).click()
    here.has_query(story="amur-bridges")
    expect(here.page.locator(".cam-story-count")).to_have_text("1 of 10")
