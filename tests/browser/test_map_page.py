"""The saved page in a real browser, the network cut."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from again import begin

from pages import RESTED, until

LINE = "hunchun-makhalino-railway"


def year(page: Any) -> int:
    return int(page.evaluate("map_1.atlas.getYear()"))


def ink(page: Any) -> int:
    """Number of painted pixels of the feature canvas."""
    return int(
        page.evaluate(
            """() => { const seen = document.querySelector('.leaflet-ca-features-pane canvas');
            const copy = Object.assign(document.createElement('canvas'), {width: seen.width, height: seen.height});
            const pen = copy.getContext('2d', {willReadFrequently: true});
            pen.drawImage(seen, 0, 0);
            const pixels = pen.getImageData(0, 0, copy.width, copy.height).data;
            let painted = 0;
            for (let i = 3; i < pixels.length; i += 4) painted += pixels[i] > 0;
            return painted; }"""
        )
    )


def test_opens_paused_in_the_latest_year_and_draws(look_map: Callable[..., Any]) -> None:
    page = begin(look_map())
    last = page.evaluate("map_1.atlas.model.years[1]")
    assert year(page) == last
    assert page.locator(".cam-year").input_value() == str(last)
    assert not page.evaluate("map_1.atlas.clock.playing")
    assert ink(page) > 5000
    assert page.locator(".cam-attribution").inner_text().count("OpenStreetMap") >= 1


def test_a_drag_changes_the_year_and_settles_once(open_map: Callable[..., Any]) -> None:
    page = open_map(width=800, height=600)
    page.evaluate("() => { window.heard = []; map_1.atlas.on('year', e => heard.push(e)); }")
    box = page.locator(".cam-inner").bounding_box()
    y = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + box["width"], y)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] / 2, y, steps=8)
    page.mouse.move(box["x"], y, steps=8)
    page.mouse.up()
    until(page, "heard.some(one => one.settled)")
    heard = page.evaluate("heard")
    first = page.evaluate("map_1.atlas.model.years[0]")
    assert year(page) == first
    assert [one["settled"] for one in heard].count(True) == 1
    assert heard[-1] == {"year": first, "settled": True}
    assert len(heard) > 8


def test_keys_move_the_year_but_not_while_typing(look_map: Callable[..., Any]) -> None:
    page = begin(look_map())
    first, last = page.evaluate("map_1.atlas.model.years")
    slider = page.get_by_role("slider")
    slider.focus()
    steps = {"Home": first, "ArrowRight": first + 1, "PageUp": first + 6, "ArrowLeft": first + 5, "End": last}
    for key, expected in steps.items():
        page.keyboard.press(key)
        assert year(page) == expected, key
        assert slider.get_attribute("aria-valuenow") == str(expected)
    page.locator(".cam-year").fill("2008")
    page.keyboard.press("Home")
    assert year(page) == last
    page.keyboard.press("Enter")
    assert year(page) == 2008
    page.locator(".cam-year").fill("20x")
    page.keyboard.press("Enter")
    assert page.locator(".cam-year").input_value() == "2008"


def test_play_shows_every_year_and_stops_at_the_end(open_map: Callable[..., Any]) -> None:
    page = open_map(width=800, height=600)
    first, last = page.evaluate("map_1.atlas.model.years")
    page.evaluate(
        """() => { window.painted = [];
        const {features, state} = map_1.atlas, {paint} = features;
        features.paint = (...all) => { painted.push(state.year); paint.apply(features, all); };
        const {pictures} = features, {show} = pictures;
        pictures.show = () => { const had = show.call(pictures); if (had) painted.push(state.year); return had; }; }"""
    )
    page.evaluate("map_1.atlas.clock.speed = 10")
    page.get_by_role("button", name="Play").click()
    page.evaluate("""() => new Promise(done => map_1.atlas.on('year', ({settled}) => settled && done()))""")
    page.evaluate(RESTED)
    assert sorted(set(page.evaluate("painted"))) == list(range(first, last + 1))
    assert year(page) == last


def test_space_pauses(look_map: Callable[..., Any]) -> None:
    page = begin(look_map())
    page.locator(".leaflet-container").focus()
    page.keyboard.press("Space")
    assert page.evaluate("map_1.atlas.clock.playing")
    page.keyboard.press("Space")
    assert not page.evaluate("map_1.atlas.clock.playing")


def test_the_legend_switches_a_layer(open_map: Callable[..., Any]) -> None:
    page = open_map()
    before = ink(page)
    page.evaluate("() => { window.heard = null; map_1.atlas.on('layers', e => (heard = e.ids)); }")
    row = page.locator(".cam-row", has_text="Railways")
    assert row.get_attribute("aria-checked") == "true"
    row.click()
    page.evaluate(RESTED)
    assert row.get_attribute("aria-checked") == "false"
    assert "railways" not in page.evaluate("heard")
    assert ink(page) < before


def test_a_click_selects_and_the_card_tells(open_map: Callable[..., Any]) -> None:
    page = open_map()
    page.evaluate("() => { window.heard = []; map_1.atlas.on('select', e => heard.push(e.id)); }")
    spot = page.evaluate(
        f"""() => {{ const a = map_1.atlas, f = a.model.byId.get('{LINE}'), xy = f.shape.parts[0];
        map_1.setView(L.CRS.EPSG3857.pointToLatLng(L.point(xy[2], xy[3]), 0), 12, {{animate: false}});
        const middle = L.point((xy[2] + xy[4]) / 2, (xy[3] + xy[5]) / 2);
        const p = map_1.latLngToContainerPoint(L.CRS.EPSG3857.pointToLatLng(middle, 0));
        const box = map_1.getContainer().getBoundingClientRect();
        return [box.left + p.x, box.top + p.y]; }}"""
    )
    page.evaluate(RESTED)
    page.mouse.move(*spot)
    page.evaluate(RESTED)
    assert page.locator(".cam-hover").is_visible()
    page.mouse.click(*spot)
    assert page.evaluate("heard") == [LINE]
    assert "Hunchun" in page.locator(".cam-article-name").inner_text()
    page.locator(".cam-drawer").get_by_label("Close").click()
    assert page.evaluate("heard") == [LINE, None]


def test_filters_and_theme_and_language(open_map: Callable[..., Any]) -> None:
    page = open_map(color_scheme="dark")
    assert page.locator(".cam-frame").get_attribute("data-theme") == "dark"
    page.evaluate("map_1.atlas.setLanguage('zh')")
    assert page.locator(".cam-legend-head span").first.inner_text() == "图层"
    page.evaluate("map_1.atlas.setFilter({layers: []})")
    page.evaluate(RESTED)
    assert ink(page) == 0
    page.evaluate("map_1.atlas.setFilter({layers: ['railways'], era: 'tradp', certainOnly: true, showGone: true})")
    page.evaluate(RESTED)
    assert ink(page) > 0


@pytest.mark.parametrize(("language", "own"), [("ru", {"Чхонджин", "Яньцзи"}), ("zh", {"清津", "延吉"})])
def test_a_town_is_named_once_in_every_language(look_map: Callable[..., Any], language: str, own: set[str]) -> None:
    page = begin(look_map(), "#at=8/42.4/129.8")
    page.evaluate("language => map_1.atlas.setLanguage(language)", language)
    page.evaluate(RESTED)
    written = set(page.evaluate("map_1.atlas.labels.placed"))
    assert own <= written
    assert not {"Chongjin", "Yanji"} & written


def test_nothing_is_left_after_destroy(open_map: Callable[..., Any]) -> None:
    page = open_map(fresh=True)
    page.evaluate("map_1.atlas.destroy()")
    assert page.locator(".cam-frame").count() == 0
    page.keyboard.press("ArrowLeft")
    page.evaluate(RESTED)


def test_on_a_phone_everything_fits_and_can_be_touched(open_map: Callable[..., Any]) -> None:
    page = open_map(width=360, height=740, has_touch=True, is_mobile=True)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert not page.locator(".cam-legend").is_visible(), "the sheet is at its lowest"
    for button in page.locator(".cam-button:visible").all():
        box = button.bounding_box()
        assert min(box["width"], box["height"]) >= 40
        assert 0 <= box["x"] <= 360 - box["width"]
    track = page.locator(".cam-track").bounding_box()
    assert track["height"] >= 40
    assert track["x"] + track["width"] <= 360
