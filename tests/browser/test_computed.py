"""Figures of the sources computed again, in a real browser: found from the corridors, an article, a link."""

from __future__ import annotations

from playwright.sync_api import expect

from pages import until


def test_a_figure_is_two_clicks_away_from_the_corridors(open_map) -> None:
    page = open_map()
    page.get_by_role("button", name="Corridors").click()
    page.get_by_role("button", name="Figures computed again").click()
    page.get_by_role("button", name="What the Heihe bridge saves").click()
    expect(page.locator(".cam-figure .cam-verdict")).to_have_text("Comes out")
    expect(page.locator(".cam-figure .cam-figure-value")).to_have_text(["≤ 60 km", "37 km"])
    expect(page.locator(".cam-figure-results")).to_contain_text("2,519 km")
    expect(page.locator(".cam-frame")).to_have_attribute("data-routes", "figures")
    until(page, "() => location.hash.includes('check=heihe-bridge')")


def test_back_goes_from_one_figure_to_all_and_closing_takes_it_off_the_map(open_map) -> None:
    page = open_map("#check=heihe-bridge", fresh=True)
    page.get_by_role("button", name="All figures").click()
    expect(page.locator(".cam-figure-card")).to_have_count(7)
    expect(page.locator(".cam-frame")).to_have_attribute("data-routes", "")
    until(page, "() => location.hash.includes('panel=figures') && !location.hash.includes('check')")
    page.go_back()
    expect(page.locator(".cam-figure-title")).to_be_visible()
    expect(page.locator(".cam-frame")).to_have_attribute("data-routes", "figures")
    page.get_by_role("button", name="Close", exact=True).click()
    until(page, "() => !/check|panel/.test(location.hash)")
    expect(page.locator(".cam-frame")).to_have_attribute("data-routes", "")
    page.evaluate("location.hash = 'check=two-mountains-1500-km'")  # a link to another, once all are at hand
    expect(page.locator(".cam-figure-title")).to_contain_text("Choibalsan")


def test_an_article_leads_to_the_figure_that_it_is_about(open_map) -> None:
    page = open_map("#id=heihe-blagoveshchensk-highway-bridge")
    page.get_by_role("button", name="What the Heihe bridge saves").click()
    expect(page.locator(".cam-figure-title")).to_contain_text("Heihe")
    until(page, "() => location.hash.includes('check=heihe-bridge') && !location.hash.includes('id=')")


def test_the_app_opens_a_figure_by_its_link_in_the_language_of_the_page(visit) -> None:
    page = visit("/?check=heihe-bridge&lang=ko", reduced_motion="reduce")
    expect(page.page.locator(".cam-figure-results")).to_contain_text("헤이허 – 블라고베셴스크, 도로 또는 철도")
    expect(page.page.locator(".cam-frame")).to_have_attribute("data-routes", "figures")
    page.page.locator(".cam-drawer-close:visible").click()
    page.has_query(check=None, panel=None)
