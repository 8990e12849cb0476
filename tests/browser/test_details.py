"""The details of a feature beside the map, in the running app: read, follow, share."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from pages import FIRED, FIRST, LAST

LINE = "hunchun-makhalino-railway"


def story(page: Page) -> Locator:
    return page.locator(".st-key-details .ca-story")


def heading(page: Page) -> Locator:
    return page.locator(".st-key-details h2")


def links(page: Page, name: str) -> Locator:
    """A button among the related features; Streamlit keeps a hidden twin of each."""
    return page.locator(".st-key-details_links button:visible", has_text=name)


def test_the_bar_tells_each_stretch_in_words_on_hover_and_focus(look: Any) -> None:
    page = look(f"/?id={LINE}&year=2018").page
    bar = page.get_by_role("group", name="Status through the years")
    cells = bar.get_by_role("img")
    said = [cell.get_attribute("aria-label") for cell in cells.all()]
    assert "2004–2012: suspended" in said
    assert said[-1] == f"2013–{LAST}: open, freight only"
    patterns = {cell.evaluate("e => getComputedStyle(e).backgroundImage") for cell in cells.all()}
    assert len(patterns) >= 3, "statuses differ by pattern, not by colour alone"
    tip = cells.last.locator(".ca-tip")
    expect(tip).to_be_hidden()
    cells.last.hover()
    expect(tip).to_be_visible()
    page.mouse.move(5, 5)
    cells.first.focus()
    page.keyboard.press("Tab")
    expect(cells.nth(1).locator(".ca-tip")).to_be_visible()
    mark, box = page.locator(".ca-mark").bounding_box(), bar.bounding_box()
    assert mark
    assert box
    assert abs((mark["x"] + 1 - box["x"]) / box["width"] - (2018.5 - FIRST) / (LAST - FIRST + 1)) < 0.01


def test_a_related_feature_opens_without_loading_the_page_again(visit: Any) -> None:
    seen = visit(f"/?id={LINE}&year=2014")
    page = seen.page
    page.evaluate("window.stillHere = true")
    links(page, "Baranovsky–Khasan railway").click()
    expect(heading(page)).to_have_text("Baranovsky–Khasan railway")
    seen.has_query(id="baranovsky-khasan-railway", year="2014")
    assert page.evaluate("window.stillHere")
    expect(heading(page)).to_be_focused()
    assert page.evaluate("document.querySelector('.st-key-details').scrollTop") == 0
    assert page.locator(".cam-frame canvas").count()


def test_previous_and_next_go_through_the_layer_by_name(look: Any) -> None:
    seen = look(f"/?id={LINE}&year=2018")
    seen.rest()
    page = seen.page
    first = heading(page).inner_text()
    page.locator(".st-key-details_next button:visible").click()
    seen.has_query(id="hunchun-vladivostok-hsr-proposal")
    expect(heading(page)).not_to_have_text(first)
    page.locator(".st-key-details_previous button:visible").click()
    expect(heading(page)).to_have_text(first)
    seen.has_query(id=LINE)
    seen.rest()


def test_a_link_without_a_place_shows_what_it_names(visit: Any) -> None:
    far = visit("/?id=kumgangsan-line&year=2010")
    zoom, lat, lon = map(float, far.parameter("at").split("/"))
    assert zoom >= 8
    assert (lat, lon) == (pytest.approx(38.9, abs=0.5), pytest.approx(127.9, abs=0.6))
    there = visit("/?id=kumgangsan-line&year=2010&at=6.5/42.0000/130.0000")
    there.page.evaluate(FIRED, 600)
    there.rest()
    assert there.parameter("at") == "6.5/42.0000/130.0000"


def test_the_head_stays_in_sight_while_one_reads(visit: Any) -> None:
    page = visit(f"/?id={LINE}").page
    page.evaluate("document.querySelector('.st-key-details').scrollTop = 2000")
    close = page.locator(".st-key-close_details button:visible")
    expect(close).to_be_in_viewport()
    close.click()
    expect(story(page)).to_have_count(0)


def test_a_corridor_opens_its_strip(visit: Any) -> None:
    seen = visit("/?id=rajin-port&year=2015")
    links(seen.page, "Hunchun–Rajin–Busan logistics corridor").click()
    seen.has_query(corridor="hunchun-rajin-busan-corridor", id=None)
    expect(heading(seen.page)).to_have_text("Hunchun–Rajin–Busan logistics corridor")


def test_a_chart_leaves_gaps_open_and_the_table_has_every_figure(look: Any, atlas: Any) -> None:
    page = look(f"/?id={LINE}&year=2018").page
    figure = page.locator(".ca-figure", has_text="Freight of the Hunchun–Makhalino railway").first
    plot = figure.get_by_role("img", name=re.compile("in million t, from 2014 to 2025"))
    columns = plot.locator(".ca-col")
    rows = [one for one in atlas.statistics if one.series == "hunchun-railway-freight"]
    assert columns.count() == len(rows) - 2, "what covers several years is in the table only"
    titles = [column.get_attribute("title") or "" for column in columns.all()]
    assert not [title for title in titles if title.startswith("2020")]
    assert any(title.startswith("2017: 2.49 million t") and "China News Service" in title for title in titles)
    expect(plot.locator(".ca-this")).to_have_text("2018")
    assert plot.locator(".ca-contested").count() == 1
    figure.locator("summary").click()
    assert figure.locator("tbody tr").count() == len(rows)


def test_competing_dates_stand_side_by_side(look: Any) -> None:
    page = look(f"/?id={LINE}&year=2018").page
    box = page.locator(".ca-differ")
    drawn = box.locator("tr.ca-drawn")
    expect(drawn.first).to_contain_text("12 May 1999")
    expect(drawn.first).to_contain_text("drawn")
    other = box.locator("tr.ca-differs", has_text="Xinhua / China Daily 2013")
    expect(other).to_contain_text("2000")


def test_each_source_stands_once_with_its_kind(look: Any) -> None:
    page = look(f"/?id={LINE}&year=2018").page
    who = [one.inner_text() for one in page.locator(".ca-who b").all()]
    assert len(who) == len(set(who))
    paper = page.locator(".ca-groups > li", has=page.get_by_text("Liu 2025", exact=True))
    assert paper.locator(".ca-claims li").count() == 5
    expect(paper.locator(".ca-chip")).to_have_text("academic")


def test_the_link_is_copied_and_opens_the_feature_in_its_year(look: Any, visit: Any) -> None:
    seen = look(f"/?id={LINE}&year=2018")
    seen.rest()
    page = seen.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator(".ca-link button").click()
    expect(page.locator(".ca-link [role=status]")).to_have_text("Copied")
    link = page.evaluate("navigator.clipboard.readText()")
    assert link == page.locator(".ca-link code").inner_text()
    assert link.endswith(f"/?id={LINE}&year=2018")
    again = visit(link[link.index("/?") :])
    expect(heading(again.page)).to_contain_text("Hunchun–Makhalino")
    expect(again.bar).to_have_attribute("aria-valuenow", "2018")


def test_where_the_clipboard_is_shut_the_link_is_selected(look: Any) -> None:
    seen = look(f"/?id={LINE}&year=2018")
    page = seen.page
    page.evaluate("Object.defineProperty(navigator, 'clipboard', {value: undefined, configurable: true})")
    page.locator(".ca-link button").click()
    expect(page.locator(".ca-link [role=status]")).to_contain_text("Selected")
    assert page.evaluate("String(getSelection())").strip() == page.locator(".ca-link code").inner_text()
    page.evaluate("() => { delete navigator.clipboard; getSelection().removeAllRanges(); }")


def test_on_a_phone_everything_fits_and_can_be_touched(visit: Any) -> None:
    page = visit(f"/?id={LINE}", viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True).page
    panel = page.locator(".st-key-details")
    expect(heading(page)).to_be_visible()
    assert panel.evaluate("e => e.scrollWidth - e.clientWidth") <= 0
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    for button in page.locator(".st-key-details_head button:visible, .st-key-details_links button:visible").all():
        box = button.bounding_box()
        assert box
        assert box["height"] >= 39.5
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 390
