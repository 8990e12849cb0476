"""axe-core over the running app and over the one-file page: nothing serious, no rule switched off.

Where letters lie over the map axe cannot tell their contrast; tests/test_palette.py can. Streamlit's
own markup is looked at like ours. What had to be left out would stand in LEFT_OUT, as a
narrow selector with its reason beside it; there is none.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from pages import RESTED, Visit, until

SERIOUS = {"serious", "critical"}
LEFT_OUT: list[list[str]] = []
RAILWAY = "hunchun-makhalino-railway"
TELEPHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
PANELS = ["Filters", "This year", "Compare", "Tours", "Link"]


def faults(page: Page, *parts: str, rule: str = "") -> list[str]:
    """What axe finds serious or critical on the page or in parts of it, by all rules or one: rule, element, why."""
    context = {"exclude": LEFT_OUT} if LEFT_OUT else {}
    if parts:
        context["include"] = [[part] for part in parts]
    options = {"runOnly": [rule]} if rule else {}
    found = Axe().run(page, context=context or None, options=options or None).response["violations"]
    return [
        f"{one['id']}: {node['target']} {node['html'][:120]} {node['failureSummary']}"
        for one in found
        if one["impact"] in SERIOUS
        for node in one["nodes"]
    ]


FADES = "document.getAnimations().some(one => one.playState === 'running' && one.effect.getTiming().iterations === 1)"


def calm(seen: Visit) -> None:
    """Wait until nothing is drawn any more, and nothing fades: what Streamlit will draw anew it makes pale."""
    seen.rest()
    until(seen.page, f"!{FADES}")


def in_both_themes(page: Page, before: Callable[[], object] = lambda: None) -> dict[str, list[str]]:
    """Everything in the light theme; the dark one has the same elements, of which only the colours are others."""
    found = {}
    for scheme, rule in {"dark": "color-contrast", "light": ""}.items():
        page.emulate_media(color_scheme=scheme)
        expect(page.locator(".cam-frame")).to_have_attribute("data-theme", scheme)
        page.evaluate(RESTED)
        before()
        found[scheme] = faults(page, rule=rule)
    return found


def tool(page: Page, name: str) -> None:
    page.locator(".cam-tools").get_by_role("button", name=name).click()


def panel_by_panel(page: Page) -> dict[str, list[str]]:
    """Each panel of the drawer open in turn, and in the filters one that is on."""
    found = {}
    for name in PANELS:
        tool(page, name)
        expect(page.locator(".cam-drawer")).to_have_attribute("aria-label", name)
        if name == "Filters":
            page.locator(".cam-filters-countries button").first.click()
        found[name] = faults(page, ".cam-drawer", ".cam-tools", ".cam-chips")
    return found


def test_axe_finds_a_fault_that_is_there(open_map: Callable[..., Page]) -> None:
    page = open_map()
    page.evaluate(
        "for (const what of ['aria-label', 'title']) document.querySelector('.cam-range').removeAttribute(what)"
    )
    assert [fault.split(":")[0] for fault in faults(page)] == ["button-name"]


def test_the_page_and_every_panel_of_the_drawer(visit: Callable[..., Any]) -> None:
    seen = visit()
    page = seen.page
    calm(seen)
    assert in_both_themes(page, partial(calm, seen)) == {"dark": [], "light": []}
    assert panel_by_panel(page) == {name: [] for name in PANELS}
    tool(page, "Compare")
    page.get_by_text("Side by side").click()
    assert in_both_themes(page, partial(calm, seen)) == {"dark": [], "light": []}
    page.get_by_text("Swipe").click()
    calm(seen)
    assert faults(page) == []


@pytest.mark.parametrize(
    ("path", "shows"),
    [
        pytest.param(f"/?id={RAILWAY}&year=2010", ".ca-story h2", id="details"),
        pytest.param("/?panel=table", ".st-key-wide canvas", id="table"),
        pytest.param("/?panel=changes&vs=2005", ".ca-ledger h3", id="changes"),
        pytest.param("/?story=tumen-basin&step=2", ".cam-story-text", id="tour"),
        pytest.param("/?from=hunchun&to=zarubino-port", ".ca-legs", id="way"),
        pytest.param("/?corridor=primorye-2-corridor", ".ca-ruler", id="strip"),
        pytest.param(f"/?lang=zh&id={RAILWAY}", ".ca-story h2", id="Chinese"),
    ],
)
def test_what_a_link_opens(visit: Callable[..., Any], path: str, shows: str) -> None:
    seen = visit(path)
    page = seen.page
    expect(page.locator(shows).first).to_be_visible()
    assert in_both_themes(page, partial(calm, seen)) == {"dark": [], "light": []}


def test_the_charts(visit: Callable[..., Any]) -> None:
    seen = visit("/?panel=table")
    page = seen.page
    page.locator(".st-key-wide").get_by_text("Through the years").click()
    expect(page.locator(".st-key-wide .vega-embed").first).to_be_visible()
    calm(seen)
    assert faults(page) == []


def test_on_a_telephone(visit: Callable[..., Any]) -> None:
    seen = visit(f"/?id={RAILWAY}", **TELEPHONE)
    page = seen.page
    expect(page.locator(".ca-story h2").first).to_be_visible()
    calm(seen)
    assert faults(page) == []
    page.locator(".st-key-close_details button").click()
    expect(page.locator(".st-key-details")).to_have_count(0)
    assert panel_by_panel(page) == {name: [] for name in PANELS}


def test_the_one_file_page(open_map: Callable[..., Page]) -> None:
    page = open_map()
    assert in_both_themes(page) == {"dark": [], "light": []}
    assert panel_by_panel(page) == {name: [] for name in PANELS}
    page.evaluate(f"map_1.atlas.select('{RAILWAY}')")
    page.locator(".cam-fold-eras").click()
    assert faults(page) == []
