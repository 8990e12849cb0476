"""Two years on two maps: side by side, and one behind a line that is dragged."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from again import begin
from playwright.sync_api import expect

from corridor_atlas.draw import payload
from pages import INK, LAST, RESTED, still, until

SECOND = "map_1.atlas.comparison.second"
# zoom and middle of both maps, and by how many pixels the second is off the first
VIEWS = f"""() => {{ const first = map_1.atlas.map, other = {SECOND}.map;
  const origin = (map) => map.getPixelOrigin().subtract(map._getMapPanePos());
  const off = origin(other).subtract(origin(first));
  const view = (map) => [map.getZoom(), map.getCenter().lat.toFixed(4), map.getCenter().lng.toFixed(4)].join(" ");
  return {{ first: view(first), second: view(other), off: [off.x, off.y] }}; }}"""


def test_two_maps_move_as_one(open_map: Callable[..., Any]) -> None:
    page = open_map("#year=2020&vs=1995&how=beside", fresh=True)
    opened = page.evaluate(VIEWS)
    assert opened["first"] == opened["second"]
    moves: list[Callable[[], object]] = [
        lambda: page.mouse.wheel(0, -300),
        lambda: page.mouse.dblclick(450, 420),
        lambda: page.locator(".leaflet-control-zoom-out").click(),
        lambda: page.set_viewport_size({"width": 1301, "height": 811}),
    ]
    seen = [opened["first"]]
    for x in (450, 1000):  # beside the title block
        page.mouse.move(x, 420)
        page.mouse.down()
        page.mouse.move(x + 60, 470, steps=6)
        until(page, f"(() => {{ const at = ({VIEWS})(); return at.first === at.second; }})()")
        page.mouse.up()
        seen.append(still(page, VIEWS)["first"])
    page.mouse.move(450, 420)
    for move in moves:
        move()
        if move is not moves[-1]:  # a smaller window shows less, at the same place
            until(page, f"seen => ({VIEWS})().first !== seen", seen[-1])
        view = still(page, VIEWS)
        assert view["first"] == view["second"]
        assert view["off"] == [0, 0]
        seen.append(view["first"])
    assert len(set(seen[:-1])) == len(seen) - 1, "each of them moved the maps"


def test_each_side_has_its_year_and_its_bar(open_map: Callable[..., Any]) -> None:
    page = open_map("#year=2020&vs=1995&how=beside")
    years = page.locator(".cam-side-year")
    assert years.all_inner_texts() == ["1995", "2020"]
    left, right = page.locator(".cam-handle-year").all()
    left.focus()
    page.keyboard.press("PageUp")
    assert years.all_inner_texts() == ["2000", "2020"]
    right.focus()
    page.keyboard.press("PageDown")
    assert years.all_inner_texts() == ["2000", "2015"]
    page.evaluate("() => { window.told = []; map_1.atlas.on('compare', ({value}) => told.push(value)); }")
    box = page.locator(".cam-bar-second .cam-track").bounding_box()
    page.mouse.move(box["x"] + 40, box["y"] + box["height"] - 22)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] - 22, steps=8)
    assert page.evaluate("told") == []
    page.mouse.up()
    year = page.evaluate("map_1.atlas.state.against")
    assert page.evaluate("told") == [{"against": year, "how": "beside"}]
    assert years.all_inner_texts() == [str(year), "2015"]
    assert year not in (1995, 2000)
    page.locator(".cam-bar-second").get_by_role("textbox", name="The other year").fill("2003")
    page.keyboard.press("Enter")
    assert years.all_inner_texts() == ["2003", "2015"]


def test_the_left_year_plays_by_itself(open_map: Callable[..., Any]) -> None:
    page = open_map("#year=2020&vs=2020&how=beside")
    page.locator(".cam-bar-second").get_by_role("button", name="Speed and more").click()
    page.locator(".cam-bar-second").get_by_role("button", name="10×").click()
    page.locator(".cam-bar-second").get_by_role("button", name="Play").click()
    page.evaluate("() => new Promise(done => map_1.atlas.on('compare', done))")
    assert page.evaluate("[map_1.atlas.state.against, map_1.atlas.state.year]") == [LAST, 2020]


def test_filter_selection_theme_and_language_are_shared(look_map: Callable[..., Any]) -> None:
    page = begin(look_map(), "#year=2020&vs=2000&how=beside")
    seen = f"() => {SECOND}.features.seen.line.map(({{feature}}) => feature.id)"
    lines = page.evaluate(seen)
    assert "hunchun-makhalino-railway" in lines
    page.locator(".cam-row", has_text="Railways").click()
    page.evaluate(RESTED)
    assert "hunchun-makhalino-railway" not in page.evaluate(seen)
    page.locator(".cam-row", has_text="Railways").click()
    page.evaluate(RESTED)
    spot = page.evaluate(
        f"""() => {{ const {{features, container}} = {SECOND};
        const place = one => {SECOND}.map.layerPointToContainerPoint([one.x, one.y]);
        const sign = features.signs.filter(one => one.feature.layer.id === 'ports')
          .find(one => place(one).x > 340 && place(one).x < 700);
        const at = place(sign);
        const box = container.getBoundingClientRect();
        return {{id: sign.feature.id, x: box.left + at.x, y: box.top + at.y}}; }}"""
    )
    page.mouse.move(spot["x"], spot["y"])
    page.evaluate(RESTED)
    expect(page.locator(".cam-second .cam-hover-name")).to_be_visible()
    page.mouse.click(spot["x"], spot["y"])
    assert page.evaluate("map_1.atlas.state.selected") == spot["id"]
    assert page.evaluate(f"{SECOND}.state.selected") == spot["id"]
    page.evaluate("() => { map_1.atlas.setTheme('dark'); map_1.atlas.setLanguage('ko'); }")
    assert page.evaluate(f"{SECOND}.state.language") == "ko"
    assert page.evaluate(f"{SECOND}.base.palette.sea") == payload.palette()["dark"]["sea"]


# every shape that is decoded is written into an array of this kind; one with fewer points is made by `from`
COUNT_DECODED = """() => {
  const Own = Float64Array;
  window.decoded = 0;
  window.Float64Array = class extends Own {
    constructor(...all) { super(...all); decoded += 1; }
    static from(...all) { return Own.from(...all); }
  };
}"""


def test_the_second_map_decodes_nothing_again(open_map: Callable[..., Any]) -> None:
    page = open_map("#year=2020")
    page.evaluate(COUNT_DECODED)
    page.evaluate("map_1.atlas.compare({against: 2000, how: 'beside'})")
    page.evaluate(RESTED)
    made = page.evaluate("decoded")
    # names and lines side by side need some of their own; all shapes would be more than there are features
    assert made < page.evaluate("map_1.atlas.model.features.length") / 4
    page.evaluate("void new Float64Array(1)")
    assert page.evaluate("decoded") == made + 1, "the count counts"
    assert page.evaluate(f"{SECOND}.state.model === map_1.atlas.model")
    assert page.evaluate(INK, ".cam-second")


def test_on_a_phone_one_map_stands_above_the_other(open_map: Callable[..., Any]) -> None:
    page = open_map("#year=2020&vs=1995&how=beside", 390, 844, has_touch=True)
    maps = (".cam-second", ".cam-map:not(.cam-second)")
    upper, lower = (page.locator(one).bounding_box() for one in maps)
    assert upper["y"] + upper["height"] <= lower["y"] + 1
    assert upper["width"] == lower["width"] == 390
    assert upper["height"] > 200 < lower["height"]
    sheet = page.locator(".cam-block").bounding_box()
    assert lower["y"] + lower["height"] <= sheet["y"] + 24, "both are seen above the sheet"
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    page.set_viewport_size({"width": 844, "height": 390})
    until(page, "document.querySelector('.cam-second').offsetWidth < 430")


def test_beside_a_drawer_two_maps_share_what_it_leaves_free(open_map: Callable[..., Any]) -> None:
    page = open_map("#year=2020&vs=1995&how=beside")
    whole = page.evaluate(VIEWS)
    page.locator(".cam-tools").get_by_role("button", name="Changes").click()
    drawer = page.locator(".cam-drawer").bounding_box()
    maps = (".cam-second", ".cam-map:not(.cam-second)")
    left, right = (page.locator(one).bounding_box() for one in maps)
    assert abs(left["width"] - right["width"]) < 4
    assert abs(right["x"] + right["width"] - drawer["x"]) < 2
    assert still(page, VIEWS) == whole, "the middle of both stays where it was"


def test_what_is_asked_and_noted_stands_on_both_maps(open_map: Callable[..., Any]) -> None:
    page = open_map("#from=hunchun&to=rajin-port&year=2015&vs=1993&how=beside&note=130.6,42.6,a%20note")
    kinds = "({ features }) => new Set(features.routes.lines.map(({ kind }) => kind))"
    for of, year in (("map_1.atlas", 2015), (SECOND, 1993)):
        leads = page.evaluate(f"map_1.atlas.asking.ofYear({year}).ways.length > 0")
        assert page.evaluate(f"({kinds})({of}).has('way')") == leads, f"the way of {year}"
    pins = page.locator(".cam-pin")
    expect(pins).to_have_count(2)
    pins.first.press("ArrowRight")
    lying = "map_1.atlas.tools.pins.marks.map(({ markers: [pin] }) => pin.getLatLng().lng)"
    until(page, f"() => {{ const [one, other] = {lying}; return one === other && one > 130.6; }}")
    page.evaluate("map_1.atlas.compare({against: null})")
    expect(pins).to_have_count(1)


# --- swipe --------------------------------------------------------------------------------------


def test_the_line_is_dragged_and_moved_by_keys(open_map: Callable[..., Any]) -> None:
    page = open_map("#year=2020&vs=1995&how=swipe", fresh=True)
    line = page.get_by_role("slider", name="Line between the two years")
    assert line.get_attribute("aria-valuenow") == "50"
    assert line.get_attribute("aria-valuetext") == "1995 shown on 50 % of the map, from the left"
    assert page.locator(".cam-side-year").all_inner_texts() == ["1995", "2020"]
    page.mouse.move(720, 300)
    page.mouse.down()
    page.mouse.move(360, 320, steps=6)
    page.mouse.up()
    assert line.get_attribute("aria-valuenow") == "25"
    for key, expected in {"ArrowRight": "27", "ArrowLeft": "25", "PageUp": "35", "End": "100", "Home": "0"}.items():
        page.keyboard.press(key)
        assert line.get_attribute("aria-valuenow") == expected, key
    assert page.evaluate("map_1.atlas.getYear()") == 2020, "the arrows moved the line and not the year"
    expect(line).to_be_focused()


def test_the_second_lies_exactly_over_the_first(open_map: Callable[..., Any]) -> None:
    page = open_map("#year=2020&vs=1995&how=swipe")
    assert page.evaluate(VIEWS)["off"] == [0, 0]
    for start in (450, 1000):
        page.mouse.move(start, 420)
        page.mouse.down()
        page.mouse.move(start + 83, 451, steps=5)
        page.mouse.up()
        assert still(page, VIEWS)["off"] == [0, 0]
    under = "(x) => document.elementFromPoint(x, 400).closest('.cam-map').classList.contains('cam-second')"
    assert [page.evaluate(under, x) for x in (450, 1000)] == [True, False]


# --- choosing and leaving -----------------------------------------------------------------------
