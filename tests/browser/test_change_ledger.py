"""The list of changes of the app, whose sentences and sources come from the server."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

from playwright.sync_api import Page, expect

RAILWAY = "hunchun-makhalino-railway"


def row(page: Page, id_: str):
    """An entry of the list, told with its sources."""
    found = page.locator(f".cam-ledger li[data-id='{id_}']")
    expect(found.locator("sup")).to_be_visible()
    return found


def test_tells_what_changed_between_the_two_years_of_the_link(look) -> None:
    page = look("/?year=2015&vs=2005&panel=changes").page
    entry = row(page, RAILWAY)
    expect(entry).to_contain_text("Open again from 2 August 2013: Hunchun–Makhalino")
    expect(entry).to_contain_text("(freight only, suspended before).")
    cited = [int(one) for one in re.findall(r"\d+", entry.locator("sup").inner_text())]
    assert cited
    sources = page.locator(".cam-ledger-sources li")
    assert max(cited) <= sources.count()
    expect(page.locator(".cam-total")).to_contain_text(re.compile(r"\d+ changes.*and \d+ events and agreements", re.S))


def test_an_old_link_without_a_second_year_compares_with_ten_years_before(visit) -> None:
    page = visit("/?year=2015&panel=changes")
    row(page.page, RAILWAY)
    page.has_query(year="2015", vs="2005", panel="changes")


def test_a_name_opens_its_article_and_closing_it_leads_back(visit) -> None:
    here = visit("/?year=2025&vs=1991&panel=changes")
    page = here.page
    link = row(page, "khasan-tumangang-crossing").locator("a")
    link.hover()
    expect(page.locator(".cam-frame")).to_have_attribute("data-lit", "khasan-tumangang-crossing")
    link.focus()
    page.keyboard.press("Enter")
    here.has_query(id="khasan-tumangang-crossing", panel="changes")
    expect(page.locator(".cam-article-name")).to_have_text("Khasan–Tumangang rail crossing")
    page.locator(".cam-drawer").get_by_role("button", name="Close", exact=True).click()
    here.has_query(id=None, panel="changes")
    expect(link).to_be_focused()
    expect(link).to_be_in_viewport()


def test_a_name_is_a_link_that_shows_its_article(look) -> None:
    page = look("/?year=2015&vs=2005&panel=changes").page
    address = row(page, RAILWAY).locator("a").get_attribute("href")
    assert {"year=2015", "vs=2005", f"id={RAILWAY}"} <= set(address.partition("?")[2].split("&"))
    assert "panel" not in address


def test_other_years_bring_other_sentences(visit) -> None:
    here = visit("/?year=2015&vs=2005&panel=changes")
    page = here.page
    row(page, RAILWAY)
    first = page.get_by_role("textbox", name="From the end of")
    first.fill("2014")
    first.press("Enter")
    here.has_query(year="2015", vs="2014")
    expect(page.locator(f".cam-ledger li[data-id='{RAILWAY}']")).to_have_count(0)
    expect(page.locator(".cam-entry sup").first).to_be_visible()


def test_follows_the_filter_and_says_when_nothing_is_left(visit) -> None:
    here = visit("/?year=2015&vs=2005&panel=changes&layers=roads&country=KP")
    page = here.page
    rows = page.locator(".cam-ledger section:not([data-kind=happened]) .cam-entry")
    expect(rows.filter(has_text="Wonjong–Rajin road")).to_have_count(1)
    first = page.get_by_role("textbox", name="From the end of")
    first.fill("2015")
    first.press("Enter")
    expect(page.locator(".cam-ledger")).to_contain_text("This view shows nothing that changed.")


def test_a_kind_is_one_click_away(look) -> None:
    page = look("/?year=2025&vs=1991&panel=changes").page
    page.locator(".cam-total").get_by_role("button").click()
    heading = page.locator(".cam-ledger section[data-kind=happened] h4")
    expect(heading).to_be_in_viewport()
    expect(heading).to_be_focused()


def test_is_taken_away_as_a_table(look) -> None:
    page = look("/?year=2015&vs=2005&panel=changes").page
    row(page, RAILWAY)
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Download (CSV)").click()
    assert waiting.value.suggested_filename == "corridor-atlas_changes_2005-2015.csv"
    rows = list(csv.DictReader(io.StringIO(Path(waiting.value.path()).read_bytes().decode("utf-8-sig"))))
    assert len(rows) == page.locator(".cam-entry").count()
    assert all(one["sentence"] and one["kind"] and one["date"] for one in rows)
    railway = next(one for one in rows if one["id"] == RAILWAY)
    assert (railway["kind"], railway["before"], railway["after"]) == ("resumed", "suspended", "operating")
    assert railway["sources"]
