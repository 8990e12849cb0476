"""axe-core over the running app and over the one-file page: nothing at all, no rule switched off.

Where letters lie over the map axe cannot tell their contrast; tests/test_palette.py can. Streamlit's
own markup is looked at like ours. What had to be left out would stand in LEFT_OUT, as a
narrow selector with its reason beside it; there is none.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import cache
from typing import Any

import pytest
from again import begin
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from pages import RESTED, Visit, until

COLOURS = ("color-contrast",)
ROOM = ("color-contrast", "scrollable-region-focusable")
"""The rules for which the same elements may be others on a small screen: what lies over what, and what scrolls."""
LEFT_OUT: list[list[str]] = []
RAILWAY = "hunchun-makhalino-railway"
TELEPHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
RUN = """([context, options]) => axe.run(context, {resultTypes: ["violations"], ...options})
  .then(found => found.violations)"""
PANELS = ["Changes", "Tours"]
OF_A_PAGE = [*PANELS, "Take away"]
"""In the app what is taken away lies in a dialog."""
STATES = {
    f"#year=2010&id={RAILWAY}": ".cam-article-name",
    "#year=2010&from=hunchun&to=rajin-port": ".cam-answer",
    "#year=2010&vs=2005&panel=changes": ".cam-entry",
    "#story=tumen-basin&step=2": ".cam-story-text",
    "#year=1990": ".cam-notices",
}
"""Links into the one-file page, and what is to be seen then."""


@cache
def axe_script() -> str:
    return str(Axe().axe_script)


def faults(page: Page, *parts: str, rules: Collection[str] = ()) -> list[str]:
    """What axe finds on the page or in parts of it, by all rules or some: rule, element, why."""
    context = {"include": [[part] for part in parts] or [["html"]], "exclude": LEFT_OUT}
    if not page.evaluate("Boolean(window.axe)"):
        page.evaluate(axe_script())
    return [
        f"{one['id']}: {node['target']} {node['html'][:120]} {node['failureSummary']}"
        for one in page.evaluate(RUN, [context, {"runOnly": [*rules]} if rules else {}])
        for node in one["nodes"]
    ]


FADES = "document.getAnimations().some(one => one.playState === 'running' && one.effect.getTiming().iterations === 1)"


def calm(seen: Visit) -> None:
    """Wait until nothing is drawn any more, and nothing fades: what Streamlit will draw anew it makes pale."""
    seen.rest()
    until(seen.page, f"!{FADES}")


def in_theme(page: Page, scheme: str) -> None:
    """Ask for the light or the dark theme, and wait until the map has it."""
    page.emulate_media(color_scheme=scheme)
    expect(page.locator(".cam-frame")).to_have_attribute("data-theme", scheme)
    page.evaluate(RESTED)


def in_both_themes(seen: Visit, *parts: str) -> list[str]:
    """Everything in the light theme; the dark one has the same elements, of which only the colours are others.

    In the dark theme just the parts are looked at, if any are named. The theme is switched once: a switch paints
    the whole page anew.
    """
    dark = seen.page.locator(".cam-frame").get_attribute("data-theme") == "dark"
    found = []
    for scheme in ("dark", "light") if dark else ("light", "dark"):
        in_theme(seen.page, scheme)
        calm(seen)
        found += faults(seen.page) if scheme == "light" else faults(seen.page, *parts, rules=COLOURS)
    return found


def tool(page: Page, name: str) -> None:
    page.locator(".cam-tools").get_by_role("button", name=name).click()


def panel_by_panel(page: Page, *rules: str, names: Collection[str] = PANELS) -> dict[str, list[str]]:
    """Each panel of the drawer open in turn, and one of the filters on, by all rules or some."""
    found = {}
    page.locator(".cam-filters-countries button").first.click()
    page.get_by_role("button", name="More filters").click()
    found["Filters"] = faults(page, ".cam-block", ".cam-key-line", ".cam-chips", rules=rules)
    for name in names:
        tool(page, name)
        expect(page.locator(".cam-drawer")).to_have_attribute("aria-label", name)
        found[name] = faults(page, ".cam-drawer", ".cam-tools", rules=rules)
        page.locator(".cam-drawer-head > .cam-drawer-close").click()  # on a small screen it lies over the tools
    return found


def test_axe_finds_a_fault_that_is_there(open_map: Callable[..., Page]) -> None:
    page = open_map(fresh=True)
    page.evaluate(
        "for (const what of ['aria-label', 'title']) document.querySelector('.cam-range').removeAttribute(what)"
    )
    assert [fault.split(":")[0] for fault in faults(page)] == ["button-name"]


def test_the_page_and_every_panel_of_the_drawer(visit: Callable[..., Any]) -> None:
    seen = visit()
    page = seen.page
    assert in_both_themes(seen) == []
    in_theme(page, "light")
    assert panel_by_panel(page) == {name: [] for name in ["Filters", *PANELS]}


def test_two_maps_side_by_side_and_one_behind_a_line(visit: Callable[..., Any]) -> None:
    seen = visit("/?year=2020")
    page = seen.page
    seen.rest()
    tool(page, "Changes")
    page.get_by_text("Side by side").click()
    expect(page.locator(".cam-second canvas").first).to_be_visible()
    assert in_both_themes(seen) == []
    page.get_by_text("Swipe").click()
    expect(page.get_by_role("slider", name="Line between the two years")).to_be_visible()
    calm(seen)
    assert faults(page, ".cam-frame") == []


def test_what_stands_beside_the_map(visit: Callable[..., Any]) -> None:
    """The link asks for two things, of which one is shown at a time: an article, the list of changes."""
    seen = visit(f"/?id={RAILWAY}&year=2010&panel=changes&vs=2005")
    page = seen.page
    for shows in (".cam-article-name", ".cam-entry sup"):
        expect(page.locator(shows).first).to_be_visible()
        assert in_both_themes(seen, ".cam-drawer") == [], shows
        page.locator(".cam-drawer-head > .cam-drawer-close").click()


def test_a_way(visit: Callable[..., Any]) -> None:
    seen = visit("/?year=2010&from=hunchun&to=zarubino-port")
    expect(seen.page.locator(".cam-cargo").first).to_be_visible()
    assert in_both_themes(seen, ".cam-drawer") == []


def test_a_corridor_as_a_strip(visit: Callable[..., Any]) -> None:
    seen = visit("/?corridor=primorye-2-corridor")
    expect(seen.page.locator(".cam-corridor .cam-work").first).to_be_visible()
    assert in_both_themes(seen, ".cam-drawer") == []
    seen.page.get_by_role("button", name="All corridors").click()
    assert in_both_themes(seen, ".cam-drawer") == []


def test_how_far_one_gets_and_the_figures(visit: Callable[..., Any]) -> None:
    seen = visit("/?from=hunchun&km=120&before=2003")
    expect(seen.page.locator(".cam-reach-key")).to_be_visible()
    assert in_both_themes(seen, ".cam-drawer") == []
    seen.page.get_by_role("button", name="Corridors", exact=True).click()
    seen.page.get_by_role("button", name="Figures computed again").click()
    expect(seen.page.locator(".cam-figure-card").first).to_be_visible()
    assert in_both_themes(seen, ".cam-drawer") == []
    seen.page.locator("[data-check='heihe-bridge']").click()
    expect(seen.page.locator(".cam-figure-results")).to_be_visible()
    assert in_both_themes(seen, ".cam-drawer") == []


def test_a_tour_which_has_the_window_to_itself(visit: Callable[..., Any]) -> None:
    seen = visit("/?story=tumen-basin&step=2&panel=table")
    expect(seen.page.locator(".cam-story-text")).to_be_visible()
    seen.has_query(story="tumen-basin", panel=None)
    assert in_both_themes(seen, ".cam-stage-story") == []


def test_the_opening(visit: Callable[..., Any]) -> None:
    seen = visit("/", opening=True, reduced_motion="reduce")
    expect(seen.page.locator(".cam-opening-title")).to_be_visible()
    assert in_both_themes(seen, ".cam-opening") == []


def test_the_table_and_the_charts(visit: Callable[..., Any]) -> None:
    seen = visit("/?panel=table")
    page = seen.page
    expect(page.locator(".st-key-wide canvas").first).to_be_visible()
    assert in_both_themes(seen, ".st-key-wide", ".cam-drawer") == []
    page.locator(".st-key-wide").get_by_text("Through the years").click()
    expect(page.locator(".st-key-wide .vega-embed").first).to_be_visible()
    calm(seen)
    assert faults(page, ".st-key-wide") == []


def test_what_is_taken_away(visit: Callable[..., Any]) -> None:
    seen = visit("/?year=2014&layers=ports&panel=take")
    expect(seen.page.locator(".st-key-take_preview img")).to_be_visible()
    assert in_both_themes(seen, "[data-testid=stDialog]") == []


LANDMARKS = """() => ["header", "main", "aside", "[role=contentinfo]"].map(
  one => document.querySelectorAll(`.cam-frame ${one}`).length)"""


def test_the_menu_by_keyboard_and_the_language_of_the_page(open_map: Callable[..., Page]) -> None:
    page = open_map(fresh=True)
    assert page.evaluate(LANDMARKS) == [1, 1, 1, 1]
    button = page.locator(".cam-menu-button")
    button.press("Enter")
    expect(page.get_by_role("menuitemradio", name="English")).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(page.get_by_role("menuitem", name="About this atlas")).to_be_focused()
    page.keyboard.press("Escape")
    expect(button).to_be_focused()
    expect(page.get_by_role("menu")).to_be_hidden()
    button.press("Enter")
    page.get_by_role("menuitemradio", name="Русский").press("Enter")
    expect(page.get_by_role("menuitemradio", name="Русский")).to_have_attribute("aria-checked", "true")
    assert page.evaluate("[document.documentElement.lang, document.querySelector('.cam-frame').lang]") == ["ru", "ru"]
    until(page, "location.hash === '#lang=ru'")
    page.get_by_role("menuitemradio", name="Тёмное").click()
    expect(page.locator(".cam-frame")).to_have_attribute("data-theme", "dark")


def test_a_language_chosen_on_the_map_is_that_of_the_whole_page(visit: Callable[..., Any]) -> None:
    seen = visit("/?year=2014")
    page = seen.page
    page.locator(".cam-menu-button").click()
    page.get_by_role("menuitemradio", name="中文").click()
    seen.has_query(lang="zh")
    page.keyboard.press("Escape")
    page.locator(".cam-menu-button").click()
    page.get_by_role("menuitem", name="Streamlit 自带控件").click()
    expect(page.get_by_test_id("stSidebar").get_by_text("年份").first).to_be_in_viewport()
    expect(page.get_by_test_id("stSidebarCollapseButton").get_by_role("button")).to_be_focused()
    assert page.evaluate("document.documentElement.lang") == "zh"


def test_the_page_in_chinese(visit: Callable[..., Any]) -> None:
    seen = visit(f"/?lang=zh&id={RAILWAY}")
    expect(seen.page.locator(".cam-article-name")).to_be_visible()
    assert in_both_themes(seen) == []


def test_on_a_telephone(visit: Callable[..., Any]) -> None:
    seen = visit(f"/?id={RAILWAY}", **TELEPHONE)
    page = seen.page
    expect(page.locator(".cam-article-name")).to_be_visible()
    calm(seen)
    assert faults(page) == []
    page.locator(".cam-drawer-head > .cam-drawer-close").click()
    expect(page.locator(".cam-article-name")).to_be_hidden()
    assert panel_by_panel(page, *ROOM) == {name: [] for name in ["Filters", *PANELS]}


def test_the_one_file_page(open_map: Callable[..., Page]) -> None:
    page = open_map(fresh=True)
    assert panel_by_panel(page, names=OF_A_PAGE) == {name: [] for name in ["Filters", *OF_A_PAGE]}
    page.get_by_role("button", name="Menu").click()
    assert faults(page, ".cam-menu") == []
    page.get_by_role("menuitem", name="About this atlas").click()
    assert faults(page, ".cam-note") == []
    page.keyboard.press("Escape")
    page.evaluate(f"map_1.atlas.select('{RAILWAY}')")
    page.locator(".cam-more-time").click()
    page.locator(".cam-fold-eras").click()
    assert faults(page) == []
    in_theme(page, "dark")
    assert faults(page, rules=COLOURS) == []


def test_the_tools_of_the_map(open_map: Callable[..., Page]) -> None:
    page = open_map("#note=130.6,42.8,a note of my own", fresh=True)
    page.get_by_role("button", name="Measure", exact=True).click()
    page.keyboard.press("Space")
    shown = {
        ".cam-measure": lambda: page.keyboard.press("Space"),
        ".cam-here": lambda: page.evaluate("map_1.atlas.tools.here.openInTheMiddle()"),
        ".cam-pin-card": lambda: page.locator(".cam-pin").press("Enter"),
    }
    for part, show in shown.items():
        show()
        assert faults(page, part, ".cam-map", ".cam-controls") == [], part
        in_theme(page, "dark")
        assert faults(page, part, ".cam-controls", rules=COLOURS) == [], part
        in_theme(page, "light")
        page.keyboard.press("Escape")


@pytest.mark.parametrize(("scheme", "rules"), [("light", ()), ("dark", COLOURS)])
def test_every_state_of_the_one_file_page(open_map: Callable[..., Page], scheme: str, rules: Collection[str]) -> None:
    page = open_map(color_scheme=scheme, fresh=True)
    found = {}
    for link, shown in STATES.items():
        expect(begin(page, link).locator(shown).first).to_be_visible()
        for tab in page.get_by_role("tab").all() or [None]:
            if tab is not None:
                tab.click()
            found[f"{link} {tab and tab.inner_text()}"] = faults(page, rules=rules)
    begin(page).locator(".cam-finder-input").fill("zar")
    expect(page.locator(".cam-finder-row").first).to_be_visible()
    found["search"] = faults(page, rules=rules)
    assert found == {state: [] for state in found}
    assert len(found) == len(STATES) + 4  # the tabs of the article, and what is searched
