"""Filters in a real browser: counts that come true, chips, the note where nothing is left, the link."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import parse_qs, urlparse

from again import begin
from playwright.sync_api import expect

from pages import GONE_BY, LAST, until

DRAWN = """() => { const { state, model } = map_1.atlas;
  return model.features.filter((f) => f.shape && !f.layer.background && state.code(f) >= 0).length; }"""
ONE_OF_EACH = [
    ("Status", "operating", "status", "operating"),
    ("Country", "Mongolia", "country", "MN"),
    ("Corridor", "Tumen transport corridor", "along", "tumen-transport-corridor"),
    ("Era", "GTI", "era", "gti"),
    ("Governance tier", "sectoral", "tier", "sectoral"),
    ("Connectivity", "soft", "kind", "soft"),
    ("Confidence", "medium", "sure", "medium"),
]
"""Section, value, link parameter and what stands there."""
CHINA_WORKS = {"statuses": ["under_construction"], "countries": ["CN"]}


def panel(page: Any) -> Any:
    """The panel, opened."""
    page.locator(".cam-tools").get_by_role("button", name="Filters").click()
    return page.locator(".cam-filters")


def choice(page: Any, section: str, name: str) -> Any:
    """The button of a value."""
    group = page.locator(".cam-filters").get_by_role("group", name=section, exact=True)
    return group.get_by_role("button", name=re.compile(rf"^{name}\b", re.IGNORECASE))


def count(button: Any) -> int:
    return int(button.locator(".cam-count").inner_text())


def chips(page: Any) -> list[str]:
    return [text.strip() for text in page.locator(".cam-tag-label").all_text_contents()]


def play_to(page: Any, year: int) -> None:
    """Play from the first year on, fast, until a year is passed."""
    page.evaluate("() => { const a = map_1.atlas; a.setYear(1991); a.clock.speed = 10; a.play(); }")
    until(page, GONE_BY, year)


def choose(page: Any, changed: dict[str, Any]) -> None:
    page.evaluate("changed => { map_1.atlas.chooseFilter(changed); }", changed)


def test_a_value_shows_as_many_as_it_says_and_its_chip_takes_it_back(look_map) -> None:
    page = begin(look_map())
    before = page.evaluate(DRAWN)
    expect(page.locator(".cam-chips")).to_be_hidden()
    panel(page)
    for section, name, _, _ in ONE_OF_EACH:
        button = choice(page, section, name)
        expect(button).to_have_attribute("aria-pressed", "false")
        promised = count(button)
        button.click()
        assert 0 < promised < before, name
        assert page.evaluate(DRAWN) == promised, name
        expect(button).to_have_attribute("aria-pressed", "true")
        expect(page.locator(".cam-tag-sum")).to_have_text(f"{promised} of {before} shown")
        remove = re.compile(f"^Remove filter: {name}", re.IGNORECASE)
        page.locator(".cam-chips").get_by_role("button", name=remove).click()
        assert page.evaluate(DRAWN) == before, name
        expect(button).to_have_attribute("aria-pressed", "false")
        expect(page.locator(".cam-chips")).to_be_hidden()


def test_values_of_one_filter_add_up_and_filters_narrow_each_other(look_map) -> None:
    page = begin(look_map())
    panel(page)
    china, russia = (choice(page, "Country", name) for name in ("China", "Russia"))
    china.click()
    alone = page.evaluate(DRAWN)
    russia.click()
    both = page.evaluate(DRAWN)
    assert both > alone
    choice(page, "Status", "suspended").click()
    assert page.evaluate(DRAWN) < both
    assert chips(page) == ["suspended", "China", "Russia"]
    expect(choice(page, "Status", "cancelled")).to_be_visible()
    assert count(choice(page, "Status", "cancelled")) == 0
    page.locator(".cam-filters-clear").click()
    assert chips(page) == []
    assert page.evaluate("document.activeElement.className") == "cam-drawer-title"


def test_switches_say_what_they_decide_about(look_map) -> None:
    page = begin(look_map())
    page.evaluate("() => { map_1.atlas.setYear(2019); }")
    panel(page)
    before = page.evaluate(DRAWN)
    for name, sign in (("Certain only", -1), ("Show what is gone", 1)):
        switch = page.locator(".cam-filters").get_by_role("switch", name=re.compile(name))
        number = int(re.findall(r"\d+", switch.inner_text())[0])
        switch.click()
        expect(switch).to_have_attribute("aria-checked", "true")
        assert page.evaluate(DRAWN) == before + sign * number
        assert number > 0
        assert chips(page) == [name]
        switch.click()


def test_layers_are_switched_here_and_in_the_legend(look_map) -> None:
    page = begin(look_map())
    panel(page)
    railways = choice(page, "Layers", "Railways")
    row = page.locator(".cam-legend").get_by_role("button", name=re.compile("^Railways"))
    assert row.inner_text().split() == railways.inner_text().split()
    railways.click()
    expect(row).to_have_attribute("aria-pressed", "false")
    row.click()
    expect(railways).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".cam-chips")).to_be_hidden()


def test_a_long_list_is_folded_but_what_is_chosen_stays(look_map) -> None:
    page = begin(look_map())
    panel(page)
    group = page.locator(".cam-filters-along")
    shown, more = group.locator(".cam-choice:visible"), group.locator(".cam-filters-more")
    assert shown.count() == 5
    more.click()
    expect(more).to_have_attribute("aria-expanded", "true")
    assert shown.count() > 10
    shown.nth(8).click()
    more.click()
    assert shown.count() == 6
    expect(shown.nth(5)).to_have_attribute("aria-pressed", "true")


def test_counts_follow_the_year(look_map) -> None:
    page = begin(look_map())
    panel(page)
    operating = choice(page, "Status", "operating")
    page.evaluate("() => { map_1.atlas.setYear(1991); }")
    early = count(operating)
    play_to(page, 1996)
    assert count(operating) > early
    page.evaluate("() => { map_1.atlas.pause(); }")


def test_while_the_map_plays_a_slow_count_waits_until_it_stands_still(open_map) -> None:
    page = open_map()
    panel(page)
    page.evaluate(
        """() => { const { state } = map_1.atlas;
        const tally = state.tally.bind(state);
        window.tallied = 0;
        state.tally = () => {
          window.tallied += 1;
          for (const end = performance.now() + 12; performance.now() < end;);
          return tally();
        }; }"""
    )
    play_to(page, 2000)
    assert page.evaluate("window.tallied") < 6
    page.evaluate("() => { map_1.atlas.pause(); }")
    drawn = page.evaluate("map_1.atlas.state.counts().get('railways')")
    assert count(choice(page, "Layers", "Railways")) == drawn


def test_the_focus_goes_on_when_a_chip_goes(look_map) -> None:
    page = begin(look_map())
    choose(page, CHINA_WORKS)
    first, second = page.locator(".cam-tag").nth(0), page.locator(".cam-tag").nth(1)
    second.focus()
    page.keyboard.press("Delete")
    assert chips(page) == ["under construction"]
    expect(first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".cam-tools").get_by_role("button", name="Filters")).to_be_focused()


def test_a_range_of_years_has_its_chip(look_map) -> None:
    page = begin(look_map())
    page.evaluate("() => { map_1.atlas.setSince(2004); }")
    assert chips(page) == [f"2004–{LAST}"]
    page.locator(".cam-tag").click()
    assert page.evaluate("map_1.atlas.state.since") is None


def test_where_nothing_is_left_the_map_says_so_and_offers_the_way_out(look_map) -> None:
    page = begin(look_map())
    note = page.locator(".cam-nothing")
    choose(page, {"statuses": ["cancelled"], "countries": ["JP"]})
    expect(note).to_contain_text(f"Nothing in {LAST} fits these filters")
    note.get_by_role("button", name="Clear filters").click()
    expect(note).to_be_hidden()
    assert page.evaluate(DRAWN) > 100

    page.evaluate("() => { map_1.setView([48, 110], 8, { animate: false }); }")
    choose(page, {"countries": ["JP"]})
    expect(note).to_contain_text("outside this view")
    note.get_by_role("button", name="Go there").click()
    expect(note).to_be_hidden()
    assert page.evaluate("map_1.getCenter().lng") > 125

    choose(page, {"countries": [], "layers": []})
    expect(note).to_contain_text("No layer is on")
    note.get_by_role("button", name="Show the usual layers").click()
    assert page.evaluate(DRAWN) > 100


def test_on_a_phone_the_chips_are_one_line_and_large_enough(open_map) -> None:
    page = open_map(width=390, height=844, has_touch=True, is_mobile=True)
    choose(page, {**CHINA_WORKS, "tiers": ["local", "sectoral"], "confidence": ["low", "high"], "era": "gti"})
    row = page.locator(".cam-chips")
    assert row.bounding_box()["height"] < 60
    assert row.evaluate("node => node.scrollWidth > node.clientWidth")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    panel(page)
    for node in page.locator(".cam-tag, .cam-tag-clear, .cam-choice:visible, .cam-switch").all():
        assert node.bounding_box()["height"] >= 40
    expect(row).to_be_visible()


def test_other_languages_have_other_words(look_map) -> None:
    page = begin(look_map())
    panel(page)
    choose(page, {"countries": ["CN"]})
    page.evaluate("() => { map_1.atlas.setLanguage('zh'); }")
    assert chips(page) == ["中国"]
    assert page.locator(".cam-filters-countries .cam-choice-label").first.inner_text() == "中国"


# --- on the page of the app ------------------------------------------------------------------


def test_every_filter_is_in_the_link_and_the_link_sets_it(visit) -> None:
    page = visit()
    panel(page.page)
    for section, name, _, _ in ONE_OF_EACH:  # quicker than a hand, so that the server has one question to answer
        choice(page.page, section, name).dispatch_event("click")
    page.has_query(**{parameter: value for _, _, parameter, value in ONE_OF_EACH})
    again = visit("/?" + urlparse(page.page.url).query)
    assert len(chips(again.page)) == len(ONE_OF_EACH)
    assert chips(again.page) == chips(page.page)
    panel(again.page)
    for section, name, _, _ in ONE_OF_EACH:
        expect(choice(again.page, section, name)).to_have_attribute("aria-pressed", "true")


def test_several_values_and_switches_go_into_the_link_and_out_of_it(visit) -> None:
    page = visit("/?status=operating,suspended&country=CN,RU&certain=1&gone=1&since=2010&year=2020")
    expect(page.page.locator(".cam-tag")).to_have_count(7)
    assert chips(page.page) == [
        "2010–2020",
        "operating",
        "suspended",
        "China",
        "Russia",
        "Certain only",
        "Show what is gone",
    ]
    page.page.locator(".cam-chips").get_by_role("button", name="Clear all").click()
    page.has_query(status=None, country=None, certain=None, gone=None, since=None, year="2020")


def test_the_sidebar_and_the_panel_keep_in_step(visit) -> None:
    page = visit("/?year=2008&layers=railways,ports")
    panel(page.page)
    radio = page.page.locator(".st-key-era")
    choice(page.page, "Era", "GTI").click()
    expect(radio.locator("label:has(input:checked)")).to_contain_text("GTI")
    radio.get_by_text("All eras").click()
    expect(choice(page.page, "Era", "GTI")).to_have_attribute("aria-pressed", "false")
    page.has_query(era=None)
    choice(page.page, "Layers", "Ports").click()
    page.has_query(layers="railways")
    expect(page.page.locator(".cam-legend .cam-row[aria-pressed=false]", has_text="Ports")).to_be_visible()


def test_old_links_and_nonsense_do_no_harm(visit) -> None:
    page = visit("/?era=gti&certain=1&gone=1&layers=railways,ports&country=XX&status=flying")
    assert chips(page.page) == ["GTI", "Certain only", "Show what is gone"]
    assert "country" not in parse_qs(urlparse(page.page.url).query)
