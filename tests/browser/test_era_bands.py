"""The eras above the time bar of the saved page: those of other sides fold away, and say whose they are."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest


@pytest.fixture
def page(look_map: Callable[..., Any]) -> Any:
    """The one-file page in 2014, the eras of other sides folded."""
    return look_map("#year=2014")


def test_eras_of_other_sides_are_folded_until_asked_for(page: Any) -> None:
    bands, fold = page.locator(".cam-lane-other .cam-band"), page.get_by_role("button", name="Eras of other sides")
    assert fold.get_attribute("aria-expanded") == "false"
    assert not bands.first.is_visible()
    before = page.locator(".cam-track").bounding_box()
    fold.click()
    assert fold.get_attribute("aria-expanded") == "true"
    after = page.locator(".cam-track").bounding_box()
    assert all(band.is_visible() for band in bands.all())
    lanes = [lane.bounding_box() for lane in page.locator(".cam-lane-other").all()]
    assert all(lane["y"] + lane["height"] <= after["y"] + after["height"] - 45 for lane in lanes), "over the ticks"
    assert after["height"] - before["height"] < 70
    fold.click()
    assert page.locator(".cam-track").bounding_box() == before


def test_a_band_says_whose_era_it_is(page: Any) -> None:
    page.get_by_role("button", name="Eras of other sides").click()
    band = page.locator(".cam-lane-other .cam-band", has_text="Eurasia Initiative")
    assert band.get_attribute("title") == "South Korea: Eurasia Initiative, 2013–2017"
    assert not band.locator("span").is_visible()
    band.hover()
    assert band.locator("span").inner_text() == "South Korea: Eurasia Initiative"
    page.get_by_role("button", name="Eras of other sides").click()


def test_the_year_is_named_after_the_main_era(page: Any) -> None:
    assert page.locator(".cam-era-name").inner_text() == "GTI"
    assert page.locator(".cam-track").get_attribute("aria-valuetext").startswith("2014, GTI")
