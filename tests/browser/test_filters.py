"""The list of layers and filters in a real browser: counts that come true, chips, key, the note, the link."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import parse_qs, urlparse

from again import begin
from playwright.sync_api import expect

from pages import GONE_BY, LAST, RESTED, until

DRAWN = """() => { const { state, model } = map_1.atlas;
  return model.features.filter((f) => f.shape && !f.layer.background && state.code(f) >= 0).length; }"""
ONE_OF_EACH = [
    ("Only in", "Mongolia", "country", "MN"),
    ("Status", "operating", "status", "operating"),
    ("Corridor", "Tumen transport corridor", "along", "tumen-transport-corridor"),
    ("Governance tier", "sectoral", "tier", "sectoral"),
    ("Connectivity", "soft", "kind", "soft"),
    ("Confidence", "medium", "sure", "medium"),
]
"""Section, value, link parameter and what stands there."""
CHINA_WORKS = {"statuses": ["under_construction"], "countries": ["CN"]}


def unfold(page: Any, scope: str = "Everywhere") -> Any:
    """The list with all its filters, counting what it is told to."""
    block = page.locator(".cam-block")
    more = block.get_by_role("button", name="More filters")
    if more.get_attribute("aria-expanded") == "false":
        more.click()
    block.get_by_role("button", name=scope, exact=True).click()
    return block


def choice(page: Any, section: str, name: str) -> Any:
    """The button of a value."""
    group = page.locator(".cam-block").get_by_role("group", name=section, exact=True)
    return group.get_by_role("button", name=re.compile(rf"^{name}\b", re.IGNORECASE))


def layer(page: Any, name: str) -> Any:
    """The switch of a layer."""
    return page.locator(".cam-rows").get_by_role("switch", name=re.compile(f"^{name}"))


def key(page: Any, name: str) -> Any:
    """The item of a status in the key."""
    return page.locator(".cam-key-line").get_by_role("button", name=name, exact=True)


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
    unfold(page)
    expect(page.locator(".cam-legend-sum")).to_have_text(f"{before} everywhere")
    for section, name, _, _ in ONE_OF_EACH:
        button = choice(page, section, name)
        promised = count(button)
        button.click()
        assert 0 < promised < before, name
        assert page.evaluate(DRAWN) == promised, name
        expect(button).to_have_attribute("aria-pressed", "true")
        expect(page.locator(".cam-tag-sum")).to_have_text(f"{promised} of {before} shown")
        expect(page.locator(".cam-legend-sum")).to_have_text(f"{promised} everywhere")
        remove = re.compile(f"^Remove filter: {name}", re.IGNORECASE)
        page.locator(".cam-chips").get_by_role("button", name=remove).click()
        assert page.evaluate(DRAWN) == before, name
        expect(page.locator(".cam-chips")).to_be_hidden()
    for name, sign in (("Certain only", -1), ("Show what is gone", 1)):
        switch = page.locator(".cam-block").get_by_role("switch", name=re.compile(name))
        number = int(re.findall(r"\d+", switch.inner_text())[0])
        switch.click()
        assert page.evaluate(DRAWN) == before + sign * number
        switch.click()


def test_the_counts_are_of_what_is_in_view_until_everything_is_asked_for(look_map) -> None:
    page = begin(look_map(), "#at=9/42.6/130.6")
    total = page.locator(".cam-legend-sum")
    near = int(re.findall(r"\d+", total.inner_text())[0])
    expect(total).to_have_text(f"{near} in this view")
    numbers = [count(row) for row in page.locator(".cam-row[aria-checked=true]:has(.cam-count)").all()]
    assert near == sum(numbers) > 0
    page.evaluate("() => { map_1.setView([42.6, 130.6], 10, { animate: false }); }")
    assert int(re.findall(r"\d+", total.inner_text())[0]) < near
    unfold(page)
    expect(total).to_have_text(f"{page.evaluate(DRAWN)} everywhere")
    until(page, "location.hash.includes('count=all')")


def test_all_railways_of_one_country_in_an_era_in_three_clicks(look_map) -> None:
    page = begin(look_map(), "#era=gti")
    railways = layer(page, "Railways")
    railways.hover()
    only = page.locator(".cam-rows").get_by_role("button", name="Only railways")
    only.click()
    choice(page, "Only in", "Russia").click()
    found = page.evaluate("[...map_1.atlas.state.layers].filter(id => id === 'railways' || id === 'ports')")
    assert found == ["railways"]
    assert chips(page) == ["Russia", "GTI"]
    assert page.evaluate(DRAWN) == page.evaluate("map_1.atlas.state.tally(undefined, 'all').layers.get('railways')") > 0
    expect(only).to_have_attribute("aria-pressed", "true")
    only.click()
    expect(layer(page, "Ports")).to_have_attribute("aria-checked", "true")
    railways.click()
    expect(railways).to_have_attribute("aria-checked", "false")
    railways.click()


def test_the_key_narrows_to_statuses_and_stands_clear_of_all_else(look_map) -> None:
    page = begin(look_map())
    page.set_viewport_size({"width": 1280, "height": 720})
    key(page, "suspended").click()
    some = page.evaluate(DRAWN)
    key(page, "operating").click()
    assert page.evaluate(DRAWN) > some > 0
    assert sorted(chips(page)) == ["operating", "suspended"]
    page.evaluate("() => { map_1.atlas.drawer.open('stories'); }")
    line = page.locator(".cam-key-line").bounding_box()
    assert line["height"] < 50, "one line"
    for other in (".leaflet-control-zoom", ".leaflet-control-scale", ".cam-drawer", ".cam-block", ".cam-attribution"):
        box = page.locator(other).first.bounding_box()
        beside = line["x"] + line["width"] <= box["x"] or box["x"] + box["width"] <= line["x"]
        assert beside or box["y"] + box["height"] <= line["y"], other
    assert not page.locator(".cam-legend-body").is_visible(), "folded to its head beside a drawer"
    more = page.locator(".cam-key-more")
    expect(page.locator(".cam-key-item", has_text="course only sketched")).to_be_hidden()
    more.click()
    expect(page.locator(".cam-key-item", has_text="course only sketched")).to_be_visible()
    more.click()
    page.evaluate("() => { map_1.atlas.drawer.open(null); }")
    key(page, "operating").click()
    key(page, "suspended").click()
    assert chips(page) == []


def test_counts_follow_the_year_also_while_a_slow_page_plays(open_map) -> None:
    page = open_map()
    unfold(page)
    operating = choice(page, "Status", "operating")
    page.evaluate("() => { map_1.atlas.setYear(1991); }")
    page.evaluate(RESTED)
    early = count(operating)
    page.evaluate("() => { map_1.atlas.setYear(1996); }")
    page.evaluate(RESTED)
    assert count(operating) > early
    page.evaluate(
        """() => { const { facets } = map_1.atlas.legend, work = facets.count.bind(facets);
        window.tallied = 0;
        facets.count = (tally) => {
          window.tallied += 1;
          for (const end = performance.now() + 12; performance.now() < end;);
          work(tally);
        }; }"""
    )
    play_to(page, 2000)
    assert page.evaluate("window.tallied") < 6
    page.evaluate("() => { map_1.atlas.pause(); }")
    page.evaluate(RESTED)
    assert count(operating) == page.evaluate("map_1.atlas.state.tally().statuses.get('operating')")


def test_the_focus_goes_on_when_a_chip_goes(look_map) -> None:
    page = begin(look_map())
    choose(page, CHINA_WORKS)
    first, second = page.locator(".cam-tag").nth(0), page.locator(".cam-tag").nth(1)
    second.focus()
    page.keyboard.press("Delete")
    assert chips(page) == ["under construction"]
    expect(first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="More filters")).to_be_focused()


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
    page.locator(".cam-block .cam-grip").click()
    unfold(page)
    for node in page.locator(".cam-tag, .cam-tag-clear, .cam-choice:visible, .cam-switch, .cam-row, .cam-only").all():
        assert node.bounding_box()["height"] >= 40
    expect(row).to_be_visible()


def test_other_languages_have_other_words(look_map) -> None:
    page = begin(look_map())
    choose(page, {"countries": ["CN"]})
    page.evaluate("() => { map_1.atlas.setLanguage('zh'); }")
    assert chips(page) == ["中国"]
    assert page.locator(".cam-filters-countries .cam-choice-label").first.inner_text() == "中国"


# --- on the page of the app ------------------------------------------------------------------


def test_every_filter_is_in_the_link_and_the_link_sets_it(visit) -> None:
    page = visit()
    unfold(page.page)
    for section, name, _, _ in ONE_OF_EACH:  # quicker than a hand, so that the server has one question to answer
        choice(page.page, section, name).dispatch_event("click")
    page.has_query(count="all", **{parameter: value for _, _, parameter, value in ONE_OF_EACH})
    again = visit("/?" + urlparse(page.page.url).query)
    assert len(chips(again.page)) == len(ONE_OF_EACH)
    assert chips(again.page) == chips(page.page)
    unfold(again.page)
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


def test_old_links_and_nonsense_do_no_harm(visit) -> None:
    page = visit("/?era=gti&certain=1&gone=1&layers=railways,ports&country=XX&status=flying")
    assert chips(page.page) == ["GTI", "Certain only", "Show what is gone"]
    assert "country" not in parse_qs(urlparse(page.page.url).query)
