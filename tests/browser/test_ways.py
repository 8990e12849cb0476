"""Reach in a real browser: panel and map speak of the same thing."""

from __future__ import annotations

from playwright.sync_api import expect


def test_borders_are_a_limit_of_reach(visit) -> None:
    page = visit("/?from=hunchun&km=120", reduced_motion="reduce")
    page.page.get_by_role("spinbutton", name="At most borders").fill("1")
    page.page.keyboard.press("Enter")
    expect(page.page.locator(".ca-story h2").first).to_have_text("Within 1 border crossing of Hunchun")
    page.has_query(borders="1")
    expect(page.page.locator(".ca-legs")).to_contain_text("1 crossing")


def test_a_check_draws_what_it_compares(visit) -> None:
    page = visit("/?check=heihe-bridge", reduced_motion="reduce")
    expect(page.page.locator(".ca-verdict")).to_have_text("Comes out")
    expect(page.page.locator(".cam-frame")).to_have_attribute("data-ways", "2")
