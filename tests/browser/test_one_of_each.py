"""While the script runs anew, nothing of the page stands there twice: not for a reader, not for a screen reader."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from pages import Visit

WATCH = """names => {
  window.twice = new Set();
  const named = one => (one.getAttribute("aria-label") || one.innerText || "").trim();
  const look = () => {
    const seen = [...document.querySelectorAll(".stApp :is(button, input[aria-label])")]
      .filter(one => !one.closest(".cam-frame") && one.checkVisibility()).map(named);
    for (const name of names) if (seen.filter(one => one === name).length > 1) window.twice.add(name);
  };
  new MutationObserver(look).observe(document.body, {childList: true, subtree: true, attributes: true});
}"""
"""Run in the page: note which of these buttons and inputs are ever seen twice."""


@pytest.fixture
def watched(visit: Callable[..., Visit]) -> Callable[..., Visit]:
    """A page that notes what stands there twice."""

    def go(path: str, *names: str) -> Visit:
        page = visit(path)
        page.rest()
        page.page.evaluate(WATCH, list(names))
        return page

    return go


def twice(page: Visit) -> Any:
    page.rest()
    return page.page.evaluate("[...twice]")


def test_the_years_of_the_change_list(watched: Callable[..., Visit]) -> None:
    page = watched("/?year=2015&vs=2005&panel=changes", "From the end of", "to the end of")
    first = page.page.get_by_label("From the end of")
    first.fill("2010")
    first.press("Enter")
    page.has_query(vs="2010")
    expect(first).to_be_focused()
    assert twice(page) == []


def test_one_panel_after_another(watched: Callable[..., Visit]) -> None:
    page = watched("/?year=2015&vs=2005&panel=changes", "From the end of", "to the end of")
    title, close = page.page.locator(".cam-drawer-title"), page.page.locator(".cam-drawer-head > .cam-drawer-close")
    page.page.locator(".cam-ledger li[data-id='hunchun-makhalino-railway'] a").click()
    expect(page.page.locator(".cam-article-name")).to_be_visible()
    close.click()
    expect(title).to_have_text("Changes")
    close.click()
    expect(page.page.locator(".cam-drawer")).to_be_hidden()
    assert twice(page) == []


def test_what_is_taken_away(watched: Callable[..., Visit]) -> None:
    page = watched("/?year=2014&layers=ports&panel=take", "Download")
    nav = page.page.locator(".ca-take-nav")
    for part in ("Table", "Figure", "Reference"):
        nav.get_by_role("button", name=part).click()
        expect(nav.locator("[aria-current]")).to_contain_text(part)
        page.rest()
    assert twice(page) == []
