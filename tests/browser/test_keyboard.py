"""The atlas without a mouse and without sight of the map: the way of the focus, what is read out, motion, paper."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from typing import Any

from again import begin
from playwright.sync_api import Page, expect

from pages import FIRED, FIRST, LAST, PAUSED_AFTER, RESTED, until

RAILWAY = "hunchun-makhalino-railway"
SENTENCE = 1300
"""Milliseconds in which the map has said what it has to say; it pauses for a second between two sentences."""
STOP = """() => { const one = document.activeElement, style = getComputedStyle(one);
  const parts = ["skip", "finder", "tools", "top-end", "drawer", "map", "block", "key-line", "attribution", "bar"];
  const area = parts.map(name => "cam-" + name)
    .find(name => one.closest("." + name)) || "";
  const text = (one.getAttribute("aria-label") || one.textContent || "").trim();
  return { area, text, seen: parseFloat(style.outlineWidth) >= 2 && style.outlineStyle !== "none",
    page: one === document.body, colour: style.outlineColor }; }"""
ORDER = [
    "cam-skip",
    "cam-finder",
    "cam-tools",
    "cam-top-end",
    "cam-block",
    "cam-key-line",
    "cam-map",
    "cam-skip",
    "cam-attribution",
    "cam-bar",
]


def stops(page: Page) -> list[dict[str, Any]]:
    """Every stop of the focus until it leaves the page."""
    found: list[dict[str, Any]] = []
    for _ in range(160):
        page.keyboard.press("Tab")
        stop = page.evaluate(STOP)
        if stop["page"]:
            return found
        found.append(stop)
    raise AssertionError("the focus is trapped")


def areas(found: list[dict[str, Any]]) -> list[str]:
    names = [stop["area"] for stop in found]
    return [name for i, name in enumerate(names) if i == 0 or name != names[i - 1]]


def spoken(page: Page) -> str:
    return page.locator(".cam-voice").inner_text().strip()


def listen(page: Page) -> None:
    """Write down whatever the live region of the map says, with the time."""
    page.evaluate(
        """() => { window.said = [];
        new MutationObserver(() => said.push([performance.now(), document.querySelector('.cam-voice').textContent]))
          .observe(document.querySelector('.cam-voice'), {childList: true, characterData: true, subtree: true}); }"""
    )


def test_the_focus_goes_through_everything_in_order_and_back_and_is_seen_in_both_themes(
    open_map: Callable[..., Page],
) -> None:
    page = open_map(fresh=True)
    found = stops(page)
    assert areas(found) == ORDER
    page.emulate_media(color_scheme="dark")
    expect(page.locator(".cam-frame")).to_have_attribute("data-theme", "dark")
    back = []
    for _ in found:
        page.keyboard.press("Shift+Tab")
        back.append(page.evaluate(STOP))
    assert [stop["text"] for stop in reversed(back)] == [stop["text"] for stop in found]
    assert [stop["text"] for stop in found + back if not stop["seen"]] == []
    assert [len({stop["colour"] for stop in way}) for way in (found, back)] == [1, 1]


def test_the_drawer_follows_its_button_and_closes_back_to_it(look_map: Callable[..., Page]) -> None:
    page = begin(look_map())
    button = page.locator(".cam-tools").get_by_role("button", name="Changes")
    button.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".cam-drawer-title")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate(STOP)["area"] == "cam-drawer"
    page.keyboard.press("Escape")
    expect(page.locator(".cam-drawer")).to_be_hidden()
    expect(button).to_be_focused()
    page.keyboard.press("Enter")
    page.locator(".cam-map").focus()
    page.keyboard.press("Escape")
    expect(page.locator(".cam-drawer")).to_be_hidden()
    expect(button).to_be_focused()


def test_skip_links_lead_to_the_map_and_to_the_time_bar(open_map: Callable[..., Page]) -> None:
    page = open_map(fresh=True)
    page.keyboard.press("Tab")
    assert page.evaluate(STOP)["text"] == "Skip to the map"
    page.keyboard.press("Enter")
    expect(page.locator(".cam-map")).to_be_focused()
    page.get_by_role("button", name="Skip to the time bar").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".cam-handle-year")).to_be_focused()


def test_n_and_p_go_through_what_is_in_view(open_map: Callable[..., Page]) -> None:
    page = open_map("#at=9/42.9/130&layers=railways,bridges,borders,settlements")
    page.locator(".cam-map").focus()
    names = []
    for _ in range(100):
        page.keyboard.press("n")
        names.append(page.evaluate("map_1.atlas.steps.current"))
        if len(names) > 1 and names[-1] == names[0]:
            break
    inside = page.evaluate(
        """() => { const {map, model, state} = map_1.atlas, view = map.getBounds();
        const corner = (x, y) => L.CRS.EPSG3857.pointToLatLng(L.point(x, y), 0);
        return model.features.filter(one => one.shape && one.shape.type === "point" && one.layer.id === "bridges"
          && state.code(one) >= 0 && view.contains(corner(...one.shape.parts[0]))).map(one => one.id); }"""
    )
    assert len(set(names)) == len(names) - 1 > 3
    assert inside
    assert set(inside) <= set(names)
    layers = [page.evaluate("id => map_1.atlas.model.byId.get(id).layer.id", name) for name in names[:-1]]
    assert layers == sorted(layers, key=["railways", "bridges"].index), "legend order, and nothing of the background"
    page.keyboard.press("p")
    assert page.evaluate("map_1.atlas.steps.current") == names[-2]
    number = len(names) - 1
    expect(page.locator(".cam-voice")).to_have_text(re.compile(rf"Bridges, .*\. {number} of {number} in view\s*$"))
    expect(page.locator(".cam-hover")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".cam-hover")).to_be_hidden()


def test_enter_opens_what_is_pointed_at_and_escape_leads_back(look_map: Callable[..., Page]) -> None:
    page = begin(look_map())
    page.locator(".cam-map").focus()
    page.keyboard.press("n")
    wanted = page.evaluate("map_1.atlas.steps.current")
    page.keyboard.press("Enter")
    assert page.evaluate("map_1.atlas.state.selected") == wanted
    expect(page.locator(".cam-article-name")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".cam-drawer")).to_be_hidden()
    expect(page.locator(".cam-map")).to_be_focused()


def test_says_year_count_selection_filter_and_range_once(open_map: Callable[..., Page]) -> None:
    page = open_map(fresh=True)
    listen(page)
    page.locator(".cam-handle-year").evaluate(
        """track => { for (let i = 0; i < 12; i++)
          track.dispatchEvent(new KeyboardEvent("keydown", {key: "ArrowLeft", bubbles: true, cancelable: true})); }"""
    )
    assert page.evaluate("map_1.atlas.getYear()") == LAST - 12
    until(page, "said.length && said.at(-1)[1].includes(`, ${map_1.atlas.getYear()}: `)")
    page.evaluate(FIRED, SENTENCE)
    said = page.evaluate("said")
    assert 1 <= len(said) <= 3
    last = page.evaluate("map_1.atlas.getYear()")
    assert said[-1][1].startswith(page.evaluate("map_1.atlas.headline().title"))
    actions = {
        f"map_1.atlas.select('{RAILWAY}')": "Hunchun",
        "document.querySelector('.cam-row').click()": rf".+, {last}: .+",
        "document.querySelector('.cam-range').click()": r".+, \d{4} to \d{4}: .+",
        "map_1.atlas.compare({against: 2005, how: 'changes'})": "One map. From the end of 2005",
    }
    for action, heard in actions.items():
        page.evaluate("said.length = 0")
        page.evaluate(action)
        page.evaluate(FIRED, SENTENCE)
        said = page.evaluate("said")
        assert len(said) == 1, action
        assert re.match(heard, said[0][1])


def test_says_nothing_while_it_plays_and_the_year_at_the_end(open_map: Callable[..., Page]) -> None:
    page = open_map("#year=2010", fresh=True)
    page.get_by_role("button", name="What happened in 2010").click()
    listen(page)
    page.evaluate("map_1.atlas.clock.speed = 5")
    page.get_by_role("button", name="Play").click()
    _, sentences = page.evaluate(PAUSED_AFTER, 2014)
    assert sentences == 0
    year = page.evaluate("map_1.atlas.getYear()")
    until(page, "said.length > 0")
    assert [text for _, text in page.evaluate("said")] == [spoken(page)]
    assert f", {year}: " in spoken(page)
    live = page.locator(".cam-frame [aria-live]:not(.cam-voice)").all()
    assert all(one.inner_text() == "" for one in live)


def test_nothing_moves_by_itself_when_motion_is_unwelcome(open_map: Callable[..., Page]) -> None:
    page = open_map(reduced_motion="reduce")
    page.locator(".cam-map").focus()
    zoom = page.evaluate("map_1.getZoom()")
    page.keyboard.press("+")
    assert page.evaluate("map_1.getZoom()") == zoom + 1
    assert not page.evaluate("map_1._animatingZoom")
    before = page.evaluate("map_1.getCenter().lng")
    page.keyboard.press("Shift+ArrowRight")
    assert page.evaluate("map_1.getCenter().lng") > before
    page.get_by_role("button", name="Play").click()
    until(page, f"map_1.atlas.clock.playing && map_1.atlas.getYear() > {FIRST} && map_1.atlas.getYear() < {LAST}")
    moving = page.evaluate("document.getAnimations().filter(one => one.playState === 'running').length")
    assert moving == 0
    page.get_by_role("button", name="Pause").click()


def test_what_is_on_is_seen_in_other_colours_too(open_map: Callable[..., Page]) -> None:
    page = open_map()
    row = page.locator(".cam-row").first
    style = "one => { const s = getComputedStyle(one); return [s.color, s.backgroundColor]; }"
    for wish in ({"forced_colors": "active"}, {"forced_colors": "none", "contrast": "more"}):
        page.emulate_media(**wish)
        page.evaluate(RESTED)
        picture = row.screenshot()
        row.click()
        page.evaluate(RESTED)
        assert row.screenshot() != picture, wish
        page.keyboard.press("Tab")
        assert page.evaluate(STOP)["seen"], wish
        assert len(set(page.locator(".cam-year").evaluate(style))) == 2, wish


FITS = """way => { const {frame} = map_1.atlas;
  const size = [frame.offsetWidth, frame.scrollHeight];
  return size.map(one => one * getComputedStyle(frame).getPropertyValue(`--cam-paper-${way}`)); }"""


def test_a_print_holds_the_map_the_whole_legend_and_the_year_on_one_page(open_map: Callable[..., Page]) -> None:
    page = open_map(width=1280, height=720)
    size = page.locator(".cam-frame").bounding_box()
    for paper, landscape in itertools.product(("A4", "Letter"), (True, False)):
        made = page.pdf(format=paper, landscape=landscape, print_background=True)
        assert len(re.findall(rb"/Type\s*/Page\b", made)) == 1, (paper, landscape)
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    rows = [f".cam-legend-body > .cam-rows .cam-row >> nth={row}" for row in (0, -1)]
    for shown in (".cam-year", ".cam-map canvas >> nth=0", *rows):
        expect(page.locator(shown)).to_be_visible()
    body = page.locator(".cam-legend-body")
    assert body.evaluate("one => one.scrollHeight <= one.clientHeight + 1"), "nothing of it is cut off"
    for way, (wide, high) in {"wide": (975, 710), "tall": (710, 975)}.items():
        across, down = page.evaluate(FITS, way)
        assert (across <= wide + 1, down <= high + 1) == (True, True), way
    for hidden in (".cam-tools", ".cam-buttons", ".leaflet-control-zoom"):
        expect(page.locator(hidden)).to_be_hidden()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="screen")
    assert page.locator(".cam-frame").bounding_box() == size


def test_details_of_the_page_are_reached_from_the_map_and_left_again(visit: Callable[..., Any]) -> None:
    one = visit("/?at=10/42.85/130.4")
    page = one.page
    page.locator(".cam-map").focus()
    page.keyboard.press("n")
    page.keyboard.press("n")
    page.keyboard.press("Enter")
    expect(page.locator(".cam-article-name")).to_be_focused()
    expect(page.get_by_role("tab", name="Story")).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(page.locator(".cam-article-name")).to_be_hidden()
    expect(page.locator(".cam-map")).to_be_focused()
    one.has_query(id=None)
    table = page.locator(".cam-tools").get_by_role("button", name="Table")
    table.focus()
    page.keyboard.press("Enter")
    close = page.locator(".cam-drawer-head > .cam-drawer-close")
    expect(close).to_be_visible()
    close.focus()
    page.keyboard.press("Enter")
    expect(close).to_be_hidden()
    expect(table).to_be_focused()


def test_the_focus_is_not_trapped_on_the_page(visit: Callable[..., Any]) -> None:
    page = visit(f"/?id={RAILWAY}").page
    expect(page.locator(".cam-article-name")).to_be_visible()
    found = stops(page)
    assert found[0]["text"] == "Skip to main content"
    assert [name for name in areas(found) if name] == [*ORDER[:-1], "cam-drawer", ORDER[-1]]
