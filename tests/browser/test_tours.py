"""Guided tours in a real browser: in the saved page, the network cut, and in the app."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from again import begin
from playwright.sync_api import Page, expect

from corridor_atlas.data import dataset
from pages import RESTED, until

DESK, PHONE = (1440, 900), (390, 844)
TOUR, STEPS = "amur-bridges", 10

# of every step of a tour what is wrong with it
WALK = """([id, free]) => {
  const { atlas } = map_1, { model, state, map } = atlas;
  const edge = (query) => document.querySelector(query).getBoundingClientRect();
  const wrong = [];
  const tour = atlas.payload.stories.find((one) => one.id === id);
  const text = (query) => document.querySelector(query).textContent;
  for (let number = 1; number <= tour.steps.length; number++) {
    const step = tour.steps[number - 1];
    const check = (name, found, wanted) => { if (found !== wanted) wrong.push([number, name, found, wanted]); };
    atlas.openStory(id, number); // where motion is unwelcome all is in its place at once: no picture is waited for
    check("year", state.year, step.year);
    check("against", state.against, step.against || null);
    check("layers", [...state.layers].sort().join(), [...step.layers].sort().join());
    check("selected", state.selected, step.selected || null);
    check("lit", [...state.lit].join(), step.lit.join());
    check("title", text(".cam-story-title"), step.title.en);
    check("count", text(".cam-story-count"), `${number} of ${tour.steps.length}`);
    check("marks", /[[\\]]/.test(text(".cam-story-text")), false);
    check("back", document.querySelector(".cam-story-back").hidden, true);
    const linked = step.text.en.filter((run) => Array.isArray(run)).length;
    check("links", document.querySelectorAll(".cam-story-link").length, linked);
    const works = new Set(step.text.en.filter((run) => run.s).map((run) => run.s)).size;
    check("works", document.querySelectorAll(".cam-story-sources li").length, works);
    const [card, room] = [edge(".cam-step"), map.getContainer().getBoundingClientRect()];
    const [left, bottom] = free === "right" ? [card.right, room.bottom] : [room.left, card.top];
    check("room", [room.left, room.top, room.right, room.bottom].join(), [0, 0, innerWidth, innerHeight].join());
    check("turns", edge(".cam-story-next").bottom <= innerHeight, true);
    for (const fitted of step.fit || []) {
      const { box } = model.byId.get(fitted).shape;
      for (const [x, y] of [[box[0], box[1]], [box[2], box[3]]]) {
        const p = map.latLngToContainerPoint(L.CRS.EPSG3857.pointToLatLng(L.point(x, y), 0));
        const [px, py] = [p.x + room.left, p.y + room.top];
        const seen = px >= left - 1 && px <= room.right && py >= edge(".cam-story-name").bottom - 1 && py <= bottom + 1;
        check(`${fitted} is seen`, seen, true);
      }
    }
    for (const one of step.lit) {
      const feature = model.byId.get(one);
      if (!state.layers.has(feature.layer.id)) wrong.push([number, one, "layer is off"]);
    }
  }
  return wrong;
}"""


def at(page: Page, number: int, title: str | None = None) -> None:
    """The step on stage."""
    expect(page.locator(".cam-story-count")).to_have_text(f"{number} of {STEPS}")
    if title:
        expect(page.locator(".cam-story-title")).to_have_text(title)


def state(page: Page, name: str) -> Any:
    return page.evaluate(f"(([v]) => v instanceof Set ? [...v] : v)([map_1.atlas.state.{name}])")


def test_the_list_tells_what_there_is_and_leads_in(look_map: Callable[..., Page], atlas: dataset.Atlas) -> None:
    page = begin(look_map())
    page.get_by_role("button", name="Tours").click()
    cards = page.locator(".cam-tour")
    expect(cards).to_have_count(len(atlas.stories))
    card = cards.filter(has_text=atlas.stories[TOUR].title["en"])
    expect(card).to_contain_text(atlas.stories[TOUR].summary["en"])
    expect(card).to_contain_text("10 steps · 1991–2025")
    card.click()
    at(page, 1, "A river without a bridge")
    expect(page.locator(".cam-story-title")).to_be_focused()
    expect(page.locator(".cam-stage-story [aria-live]")).to_have_text("Step 1 of 10: A river without a bridge")
    for gone in (".cam-top", ".cam-bar", ".cam-block", ".cam-drawer"):
        expect(page.locator(gone)).to_be_hidden()


@pytest.mark.parametrize(("size", "free"), [(DESK, "right"), (PHONE, "above")], ids=["desk", "phone"])
def test_every_step_brings_the_map_to_what_it_tells(
    open_map: Callable[..., Page], atlas: dataset.Atlas, size: tuple[int, int], free: str
) -> None:
    page = open_map(width=size[0], height=size[1])
    assert {id_: page.evaluate(WALK, [id_, free]) for id_ in atlas.stories} == {id_: [] for id_ in atlas.stories}


def test_page_keys_turn_the_steps_and_arrows_stay_with_the_year(look_map: Callable[..., Page]) -> None:
    page = begin(look_map(), f"#story={TOUR}&step=2")
    at(page, 2)
    page.locator(".cam-story-title").focus()
    page.keyboard.press("PageDown")
    at(page, 3, "A bridge for the winter")
    assert state(page, "year") == 2012
    page.keyboard.press("ArrowRight")
    assert state(page, "year") == 2013
    at(page, 3)
    page.locator(".leaflet-container").focus()
    page.keyboard.press("PageUp")
    at(page, 2)
    page.keyboard.press("PageUp")
    page.keyboard.press("PageUp")
    at(page, 1)
    assert state(page, "year") == 1991


def test_escape_leaves_and_gives_the_map_back(look_map: Callable[..., Page]) -> None:
    page = begin(look_map())
    bounds = page.evaluate("map_1.options.maxBounds.toBBoxString()")
    before = sorted(state(page, "layers"))
    page.evaluate("map_1.atlas.chooseFilter({countries: ['KP']})")
    page.evaluate("() => { window.heard = []; map_1.atlas.on('story', e => heard.push(e.value)); }")
    page.evaluate(f"map_1.atlas.openStory('{TOUR}', 8)")
    assert (state(page, "against"), state(page, "facets.countries")) == (2021, [])
    page.locator(".cam-story-next").focus()
    page.keyboard.press("Escape")
    expect(page.locator(".cam-stage-story")).to_be_hidden()
    expect(page.locator(".cam-bar")).to_be_visible()
    assert page.evaluate("heard") == [{"id": TOUR, "step": 8}, None]
    assert (state(page, "lit"), state(page, "against"), state(page, "year")) == (None, None, 2022)
    assert (sorted(state(page, "layers")), state(page, "facets.countries")) == (before, ["KP"])
    expect(page.locator(".leaflet-container")).to_be_focused()
    assert page.evaluate("map_1.options.maxBounds.toBBoxString()") == bounds


def test_a_tour_from_the_list_ends_in_the_list(look_map: Callable[..., Page]) -> None:
    page = begin(look_map())
    page.get_by_role("button", name="Tours").click()
    page.locator(".cam-tour").nth(1).click()
    page.get_by_role("button", name="Leave the tour").click()
    expect(page.locator(".cam-tour").nth(1)).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".cam-drawer")).to_be_hidden()


def test_the_reader_may_wander_and_come_back(look_map: Callable[..., Page]) -> None:
    page = begin(look_map(), f"#story={TOUR}&step=5")
    back = page.get_by_role("button", name="Back to this step")
    expect(back).to_be_hidden()
    view = page.evaluate("(({lat, lng}) => [lat, lng])(map_1.getCenter())")
    page.mouse.move(900, 300)
    page.mouse.down()
    page.mouse.move(700, 420, steps=6)
    page.mouse.up()
    expect(back).to_be_visible()
    page.keyboard.press("ArrowRight")
    assert state(page, "year") == 2015
    back.click()
    expect(back).to_be_hidden()
    assert state(page, "year") == 2014
    now = page.evaluate("(({lat, lng}) => [lat, lng])(map_1.getCenter())")
    assert now == pytest.approx(view, abs=0.02)


def test_a_panel_and_a_tour_are_not_there_together(look_map: Callable[..., Page]) -> None:
    page = begin(look_map(), f"#story={TOUR}&step=5")
    page.evaluate("map_1.atlas.drawer.open('compare')")
    assert state(page, "lit") is None
    expect(page.locator(".cam-stage-story")).to_be_hidden()
    page.evaluate(f"map_1.atlas.openStory('{TOUR}', 5)")
    at(page, 5)
    expect(page.locator(".cam-drawer")).to_be_hidden()


def test_the_step_shows_through_the_years_what_it_is_about(look_map: Callable[..., Page]) -> None:
    page = begin(look_map(), f"#story={TOUR}&step=4")
    strips = page.locator(".cam-step-strips [role=img]")
    expect(strips).to_have_count(3)
    said = re.compile(r"^Wusu Bridge .*: under construction 2010–2011; operating 2012–$")
    expect(strips.nth(1)).to_have_attribute("aria-label", said)
    expect(page.locator(".cam-story-sources-title")).to_have_text("8 sources")
    expect(page.locator(".cam-story-sources")).to_be_hidden()
    expect(page.locator(".cam-story-year")).to_have_text("2013")


def test_lines_grow_as_they_are_built_where_motion_is_welcome(open_map: Callable[..., Page]) -> None:
    page = open_map(f"#story={TOUR}&step=1", reduced_motion="no-preference")
    page.evaluate(f"map_1.atlas.openStory('{TOUR}', 2)")
    railway = "xiangyangchuan-tongjiang-railway"
    assert page.evaluate("[...map_1.atlas.state.growing.keys()]") == [railway]
    until(page, "map_1.atlas.state.growing === null")
    page.evaluate(f"map_1.atlas.openStory('{TOUR}', 3)")
    assert state(page, "growing") is None, "nothing of this step was built since"


def test_words_lead_to_features_and_marks_to_works(look_map: Callable[..., Page]) -> None:
    page = begin(look_map(), "#story=tumen-basin&step=9")
    page.get_by_role("link", name="voyage to Niigata").click()
    assert state(page, "selected") == "route-hunchun-zarubino-niigata"
    expect(page.locator(".cam-article-name")).to_contain_text("Niigata")
    page.get_by_role("link", name="Resolutions of the Security Council").click()
    assert state(page, "selected") == "un-sanctions-2016-2017", "it has no place on the map"
    expect(page.locator(".cam-story-sources")).to_be_hidden()
    page.get_by_role("link", name="Source 4", exact=True).first.click()
    entry = page.locator(".cam-story-sources li").nth(3)
    expect(entry).to_be_focused()
    expect(entry).to_contain_text("Liu")
    works = page.locator(".cam-story-sources a")
    assert works.count() >= 3
    assert {work.get_attribute("rel") for work in works.all()} == {"noopener noreferrer"}


def test_a_link_opens_a_layer_that_is_off(look_map: Callable[..., Page]) -> None:
    page = begin(look_map(), "#story=tumen-basin&step=4")
    assert "events" not in state(page, "layers")
    page.get_by_role("link", name="dispute over North Korea's nuclear programme").click()
    assert "events" in state(page, "layers")
    shown = page.evaluate("map_1.atlas.features.signs.some((one) => one.feature.id === 'dprk-nuclear-crisis-2002')")
    assert shown


def test_what_the_step_is_not_about_steps_back(look_map: Callable[..., Page]) -> None:
    page = begin(look_map(), f"#story={TOUR}&step=5")
    page.evaluate(RESTED)
    dimmed = page.evaluate(
        "Object.values(map_1.atlas.features.seen).flat().filter((one) => one.dim).map((one) => one.feature.id)"
    )
    assert "trans-siberian-railway-far-east" in dimmed
    assert not {"tongjiang-nizhneleninskoye-railway-bridge", "birobidzhan-leninsk-railway"} & set(dimmed)
    assert "border-china-russia-eastern" not in dimmed, "borders are the ground"
    named = page.evaluate("map_1.atlas.labels.placed")
    assert "Trans-Siberian Railway, Far Eastern part" not in named
    assert any("railway bridge" in one for one in named)


def test_a_tour_speaks_the_language_of_the_page(look_map: Callable[..., Page], atlas: dataset.Atlas) -> None:
    page = begin(look_map(), f"#story={TOUR}&step=7")
    for language in ("zh", "ru", "ko", "en"):
        page.evaluate(f"map_1.atlas.setLanguage('{language}')")
        step = atlas.stories[TOUR].steps[6]
        expect(page.locator(".cam-story-title")).to_have_text(step.title[language])
        expect(page.locator(".cam-story-name")).to_have_text(atlas.stories[TOUR].title[language])
        expect(page.locator(".cam-story-sources li")).to_have_count(len(step.sources()))


@pytest.mark.parametrize(("motion", "flights"), [("reduce", 0), ("no-preference", 1)])
def test_it_flies_only_where_motion_is_welcome(open_map: Callable[..., Page], motion: str, flights: int) -> None:
    page = open_map(reduced_motion=motion)
    page.evaluate(
        """() => { window.flown = 0; const fly = map_1.flyTo;
        map_1.flyTo = (...all) => (flown++, fly.apply(map_1, all)); }"""
    )
    page.evaluate("map_1.atlas.openStory('china-mongolia-russia', 4)")
    assert page.evaluate("flown") == flights
    expect(page.locator(".cam-story-back")).to_be_hidden()
    until(page, "map_1.atlas.sight.flying === false")
    assert page.evaluate("map_1.atlas.tour.inPlace")
    expect(page.locator(".cam-story-back")).to_be_hidden()


def test_on_a_phone_the_map_stays_in_sight(open_map: Callable[..., Page]) -> None:
    page = open_map(f"#story={TOUR}&step=5", *PHONE, has_touch=True, is_mobile=True)
    at(page, 5)
    card = page.locator(".cam-step").bounding_box()
    assert card is not None
    assert card["height"] <= PHONE[1] * 0.62 + 1
    assert card["y"] + card["height"] == pytest.approx(PHONE[1], abs=2), "at the foot"
    for name in ("Back", "Next", "Leave the tour"):
        box = page.get_by_role("button", name=name, exact=True).bounding_box()
        assert box is not None
        assert box["height"] >= 40
    page.get_by_role("button", name="Next", exact=True).tap()
    at(page, 6)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE[0]


def test_data_are_text_and_nothing_else(open_map: Callable[..., Page]) -> None:
    page = open_map(fresh=True)
    page.evaluate(
        """() => {
        const step = map_1.atlas.payload.stories[0].steps[0];
        step.title.en = "<img src=x onerror=boom()>";
        step.text.en = ["<b>a</b>", ["heihe-river-port", "<i>b</i>"], ["no-such-thing", "gone"], { s: "no-such-work" }];
        map_1.atlas.openStory(map_1.atlas.payload.stories[0].id, 1);
        }"""
    )
    expect(page.locator(".cam-story-text")).to_contain_text("<b>a</b><i>b</i>gone")
    assert page.locator(".cam-story-text :is(img, b, i), .cam-story-title *").count() == 0
    expect(page.locator(".cam-story-link")).to_have_count(1)
    expect(page.locator(".cam-story-sources li")).to_have_text("no-such-work")


def test_the_address_of_the_saved_page_opens_the_step_and_follows_it(
    open_map: Callable[..., Page], look_map: Callable[..., Page]
) -> None:
    page = begin(look_map(), "#story=china-mongolia-russia&step=9&lang=ru")
    expect(page.locator(".cam-story-title")).to_have_text("Не построено")
    page.locator(".cam-story-next").click()
    expect(page).to_have_url(re.compile("story=china-mongolia-russia&step=10"))
    again = open_map(page.evaluate("location.hash"), fresh=True)
    expect(again.locator(".cam-story-count")).to_contain_text("10")


# --- in the app -----------------------------------------------------------------------------------


def test_the_app_opens_a_step_by_its_link_and_keeps_the_link_short(visit: Any) -> None:
    here = visit(f"/?story={TOUR}&step=8", reduced_motion="reduce")
    at(here.page, 8, "Two openings in one year")
    expect(here.bar).to_have_attribute("aria-valuenow", "2022")
    expect(here.slider).to_have_value("2022")
    here.page.get_by_role("link", name="road bridge", exact=True).click()
    here.has_query(story=TOUR, step="8", id="heihe-blagoveshchensk-highway-bridge")
    expect(here.page.locator(".cam-article-name")).to_be_visible()
    here.page.keyboard.press("Escape")
    here.has_query(story=TOUR, step="8", id=None)
    at(here.page, 8)
    here.page.get_by_role("link", name="road bridge", exact=True).click()
    expect(here.page.locator(".cam-article-name")).to_be_visible()
    here.page.locator(".cam-story-next").click()
    here.has_query(story=TOUR, step="9", id=None, year=None, layers=None, vs=None, at=None)
    expect(here.page.locator(".cam-article-name")).to_be_hidden()
    expect(here.slider).to_have_value("2025")
    here.page.locator(".leaflet-container").press("Home")
    here.has_query(story=TOUR, step="9", year="1991")
    there = visit(re.sub(r"^https?://[^/]+", "", here.page.url))
    at(there.page, 9)
    expect(there.bar).to_have_attribute("aria-valuenow", "1991")
    expect(there.page.get_by_role("button", name="Back to this step")).to_be_visible()


def test_quick_turns_end_where_they_should(visit: Any) -> None:
    here = visit(f"/?story={TOUR}", reduced_motion="reduce")
    at(here.page, 1)
    for _ in range(6):
        here.page.locator(".cam-story-next").click()
    here.has_query(story=TOUR, step="7", year=None, layers=None)
    at(here.page, 7)
    expect(here.slider).to_have_value("2021")
    expect(here.bar).to_have_attribute("aria-valuenow", "2021")
    here.page.get_by_role("button", name="Leave the tour").click()
    here.has_query(story=None, step=None, year="2021")
