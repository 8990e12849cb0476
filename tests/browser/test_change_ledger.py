"""The change ledger beside the map, in a real browser."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

from playwright.sync_api import Page, expect


def title(page: Page, text: str) -> None:
    expect(page.locator(".st-key-details h2")).to_have_text(text)


def test_tells_what_changed_between_the_two_years_of_the_link(look) -> None:
    page = look("/?year=2015&vs=2005&panel=changes").page
    title(page, "What changed, 2005 to 2015")
    ledger = page.locator(".ca-ledger")
    expect(ledger).to_contain_text(re.compile(r"\d+ changes, \d+ events and agreements"))
    row = ledger.locator("li.ca-opened", has_text="Hunchun–Makhalino")
    expect(row).to_contain_text("Open again from 2 August 2013: Hunchun–Makhalino")
    expect(row).to_contain_text("(freight only, suspended before).")
    cited = [int(one) for one in re.findall(r"\d+", row.locator("sup").inner_text())]
    assert cited
    for number in cited:
        expect(ledger.locator(f"ol.ca-sources li[value='{number}']")).to_have_count(1)


def test_opens_from_the_map_and_closes_again(visit) -> None:
    page = visit("/?year=2015&vs=2010")
    button = page.page.locator(".cam-tools").get_by_role("button", name="Changes")
    button.click()
    title(page.page, "What changed, 2010 to 2015")
    page.has_query(panel="changes")
    page.page.locator(".ca-ledger a[data-feature='hunchun-makhalino-railway']").click()
    title(page.page, "Hunchun–Makhalino (Kamyshovaya) cross-border railway")
    page.page.locator(".st-key-close_details button").click()
    title(page.page, "What changed, 2010 to 2015")
    page.page.locator(".st-key-close_details button").click()
    expect(page.page.locator(".ca-ledger")).to_have_count(0)
    page.has_query(panel=None)
    expect(button).to_have_attribute("aria-pressed", "false")


def test_a_name_opens_its_story_without_loading_the_page_and_closing_it_leads_back(look) -> None:
    page = look("/?year=2025&vs=1991&panel=changes")
    page.rest()
    page.page.evaluate("window.mark = 'the same page'")
    link = page.page.locator(".ca-ledger a[data-feature='khasan-tumangang-crossing']")
    link.focus()
    page.page.keyboard.press("Enter")
    title(page.page, "Khasan–Tumangang rail crossing")
    page.has_query(id="khasan-tumangang-crossing", panel="changes")
    page.page.locator(".st-key-close_details button").click()
    title(page.page, "What changed, 1991 to 2025")
    expect(link).to_be_focused()
    expect(link).to_be_in_viewport()
    assert page.page.evaluate("window.mark") == "the same page"


def test_a_name_is_a_link_that_shows_its_story(look, visit) -> None:
    page = look("/?year=2015&vs=2005&panel=changes")
    href = page.page.locator(".ca-ledger a[data-feature='hunchun-makhalino-railway']").get_attribute("href")
    other = visit(f"/{href}")
    title(other.page, "Hunchun–Makhalino (Kamyshovaya) cross-border railway")
    other.has_query(year="2015", vs="2005")


def test_other_years_are_asked_for_in_the_panel(visit) -> None:
    page = visit("/?year=2015&vs=2005&panel=changes")
    first = page.page.get_by_label("From the end of")
    first.fill("2010")
    first.press("Enter")
    title(page.page, "What changed, 2010 to 2015")
    page.has_query(year="2015", vs="2010")
    last = page.page.get_by_label("to the end of")
    last.fill("2000")
    last.press("Enter")
    title(page.page, "What changed, 2000 to 2010")
    expect(page.slider).to_have_value("2000")
    expect(page.page.get_by_label("From the end of")).to_have_value("2000")


def test_follows_the_filter_and_says_when_nothing_is_left(visit) -> None:
    here = visit("/?year=2015&vs=2005&panel=changes&layers=roads&country=KP")
    page = here.page
    rows = page.locator(".ca-ledger section[data-kind]:not([data-kind=happened]) li")
    expect(rows.filter(has_text="Wonjong–Rajin road")).to_have_count(1)
    here.rest()
    first = page.get_by_label("From the end of")
    first.fill("2015")
    first.press("Enter")
    expect(page.locator(".ca-ledger")).to_contain_text("This view shows nothing that changed.")


def test_a_kind_is_one_click_away(look) -> None:
    page = look("/?year=2025&vs=1991&panel=changes").page
    jump = page.locator(".ca-jumps").get_by_role("link", name="Events and agreements")
    jump.click()
    expect(page.locator(".ca-ledger section[data-kind=happened] h3")).to_be_in_viewport()


def test_is_taken_away_as_a_table_and_as_text(look) -> None:
    here = look("/?year=2015&vs=2005&panel=changes")
    page = here.page
    title(page, "What changed, 2005 to 2015")
    here.rest()
    shown = page.locator(".ca-ledger a[data-feature]").count()
    with page.expect_download() as waiting:
        page.locator(".st-key-ledger_download button").click()
    assert waiting.value.suggested_filename == "corridor-atlas_changes_2005-2015.csv"
    rows = list(csv.DictReader(io.StringIO(Path(waiting.value.path()).read_bytes().decode("utf-8-sig"))))
    assert len(rows) == shown
    assert all(row["sentence"] and row["kind"] for row in rows)
    page.locator(".st-key-ledger_copy").get_by_text("Text to copy").click()
    text = page.locator(".st-key-ledger_copy code")
    expect(text).to_contain_text("From the end of 2005 to the end of 2015:")
    expect(text).to_contain_text("vs=2005")
