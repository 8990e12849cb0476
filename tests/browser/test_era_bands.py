"""The eras above the time bar of the saved page: a click goes to one; those of other sides fold away, named."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

STATE = "[map_1.atlas.state.year, map_1.atlas.state.era && map_1.atlas.state.era.id]"


@pytest.fixture
def page(open_map: Callable[..., Any]) -> Any:
    """The one-file page in 2020, the eras of other sides folded."""
    return open_map("#year=2020")


def test_a_click_on_an_era_goes_there_and_shows_it_alone_and_a_second_frees_it(page: Any) -> None:
    band = page.get_by_role("button", name=re.compile(r"^GTI, 2005 to 2015$"))
    expect(band).to_have_attribute("aria-pressed", "false")
    page.evaluate("""() => { window.told = [];
      for (const name of ["year", "filter"]) map_1.atlas.on(name, detail => told.push([name, detail])); }""")
    band.click()
    assert page.evaluate(STATE) == [2014, "gti"], "the last year of the era: 2015 belongs to the next"
    expect(band).to_have_attribute("aria-pressed", "true")
    assert [name for name, _ in page.evaluate("told")] == ["year", "filter"], "who listens hears of both"
    page.keyboard.press("Enter")
    assert page.evaluate(STATE) == [2014, None]
    page.locator(".cam-year").fill("2007")
    page.keyboard.press("Enter")
    band.click()
    assert page.evaluate(STATE) == [2007, "gti"], "a year within it stays"


def test_a_drag_that_begins_on_the_scale_goes_on_over_the_eras_and_one_on_an_era_moves_nothing(page: Any) -> None:
    box = page.locator(".cam-inner").bounding_box()
    for y, year in ((box["height"] - 25, 1991), (12, 1991)):
        page.evaluate("map_1.atlas.byHand(2020, true)")
        page.mouse.move(box["x"] + box["width"] * 0.5, box["y"] + y)
        page.mouse.down()
        page.mouse.move(box["x"] - 5, box["y"] + 12, steps=4)
        page.mouse.up()
        assert page.evaluate("map_1.atlas.getYear()") == (year if y > 20 else 2020)


def test_eras_of_other_sides_are_folded_until_asked_for_and_then_say_whose_they_are(page: Any) -> None:
    bands = page.locator(".cam-lane-other .cam-band")
    expect(bands.first).to_be_hidden()
    page.get_by_role("button", name="Speed and more").click()
    fold = page.get_by_role("button", name="Eras of other sides")
    expect(fold).to_have_attribute("aria-expanded", "false")
    fold.click()
    expect(fold).to_have_attribute("aria-expanded", "true")
    labels = page.locator(".cam-lane-other .cam-band > span").all()
    assert labels
    boxes = [label.bounding_box() for label in labels]
    track = page.locator(".cam-inner").bounding_box()
    for box in boxes:
        assert track["x"] - 1 <= box["x"]
        assert box["x"] + box["width"] <= track["x"] + track["width"] + 1, "no name runs out of the bar"
        assert box["y"] + box["height"] <= track["y"] + track["height"] - 45, "nor over the scale"
    apart = [
        (one, other)
        for i, one in enumerate(boxes)
        for other in boxes[i + 1 :]
        if abs(one["y"] - other["y"]) < 5
        and min(one["x"] + one["width"], other["x"] + other["width"]) > max(one["x"], other["x"]) + 1
    ]
    assert apart == [], "no name lies over another"
    band = bands.filter(has_text="Eurasia Initiative")
    expect(band).to_have_accessible_name("South Korea: Eurasia Initiative, 2013 to 2017")
    fold.click()
    expect(bands.first).to_be_hidden()


def test_the_year_is_named_after_the_main_era(page: Any) -> None:
    page.evaluate("map_1.atlas.byHand(2014, true)")
    expect(page.locator(".cam-era-name")).to_have_text("GTI")
    expect(page.get_by_role("slider", name="Year", exact=True)).to_have_attribute(
        "aria-valuetext", re.compile("^2014, GTI")
    )
