"""The article of a feature in the running app and in a page of one file: read, follow, share."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from pages import FIRST, LAST

LINE = "hunchun-makhalino-railway"
NEXT = "Baranovsky–Khasan railway"
SOURCES = re.compile("^Sources")


def name(page: Page) -> Any:
    return page.locator(".cam-article-name")


def test_a_related_feature_opens_without_loading_the_page_again(visit: Any) -> None:
    seen = visit(f"/?id={LINE}&year=2014")
    page = seen.page
    page.evaluate("window.stillHere = true")
    page.locator(".cam-article-link", has_text=NEXT).first.click()
    expect(name(page)).to_have_text(NEXT)
    seen.has_query(id="baranovsky-khasan-railway", year="2014")
    assert page.evaluate("window.stillHere")
    expect(name(page)).to_be_focused()
    expect(page.get_by_role("tab", name="Story")).to_be_visible()
    assert page.locator(".cam-reading").evaluate("e => e.scrollTop") == 0


def test_status_and_mark_follow_the_year_without_the_server(look: Any) -> None:
    seen = look(f"/?id={LINE}&year=2018")
    page = seen.page
    expect(page.get_by_role("tab", name="Story")).to_be_visible()
    page.context.set_offline(True)
    seen.bar.focus()
    for _ in range(8):
        page.keyboard.press("ArrowLeft")
    expect(page.locator(".cam-article-now b")).to_have_text("2010: suspended")
    lane, mark = (
        page.locator(".cam-article-strip-lane").bounding_box(),
        page.locator(".cam-article-strip-now").bounding_box(),
    )
    page.context.set_offline(False)
    assert lane
    assert mark
    assert abs((mark["x"] + 1 - lane["x"]) / lane["width"] - (2010.5 - FIRST) / (LAST - FIRST + 1)) < 0.01


def test_all_but_the_parts_fits_above_the_tabs_and_the_head_takes_the_name(open_map: Any) -> None:
    page = open_map(f"#id={LINE}", width=1280, height=720)
    tabs = page.get_by_role("tablist")
    expect(tabs).to_be_in_viewport()
    page.get_by_role("tab", name=SOURCES).click()
    body = page.locator(".cam-reading")
    top, tabs_top = body.bounding_box()["y"], tabs.bounding_box()["y"]
    assert tabs_top == pytest.approx(top, abs=2)
    expect(page.locator(".cam-article-kick")).to_contain_text("Hunchun–Makhalino")


def test_nothing_is_cut_off_in_any_part_on_a_phone(visit: Any) -> None:
    page = visit(f"/?id={LINE}&lang=ru", viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True).page
    for tab in page.get_by_role("tab").all():
        tab.click()
        assert page.locator(".cam-reading").evaluate("e => e.scrollWidth - e.clientWidth") <= 0
        for bar in page.locator(".cam-bar-line:visible b").all():
            box = bar.bounding_box()
            assert box
            assert box["x"] + box["width"] <= 390


def test_arrows_move_among_the_tabs_and_a_number_leads_to_its_source(look: Any) -> None:
    page = look(f"/?id={LINE}&year=2018").page
    page.get_by_role("tab", name="Story").focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("tab", name="Where sources differ")).to_be_focused()
    page.locator(".cam-sup-mark:visible").first.click()
    expect(page.get_by_role("tab", name=SOURCES)).to_have_attribute("aria-selected", "true")
    expect(page.locator(".cam-work:focus")).to_be_in_viewport()


def test_a_panel_that_is_opened_lies_over_the_article_and_closing_it_shows_it_again(visit: Any) -> None:
    page = visit(f"/?id={LINE}&year=2018").page
    expect(name(page)).to_be_visible()
    page.locator(".cam-tools").get_by_role("button", name="Changes").click()
    expect(name(page)).to_be_hidden()
    page.locator(".cam-drawer").get_by_label("Close").click()
    expect(name(page)).to_be_visible()
    page.keyboard.press("Escape")
    expect(name(page)).to_be_hidden()


def test_the_page_of_one_file_has_the_same_article(open_map: Any) -> None:
    page = open_map(f"#id={LINE}&year=2014", fresh=True)
    expect(page.locator(".cam-article-lead")).to_contain_text("Begun in 1993")
    page.get_by_role("tab", name="Where sources differ").click()
    expect(page.locator(".cam-values dt", has_text="12 May 1999").first).to_contain_text("followed here")
