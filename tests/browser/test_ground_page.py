"""What the ground itself does under the pointer."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from playwright.sync_api import expect

from pages import RESTED

LOOK = "([lat, lon, zoom]) => { map_1.atlas.map.setView([lat, lon], zoom, { animate: false }); }"
AT = """([lat, lon]) => { const { map } = map_1.atlas; const at = map.latLngToContainerPoint([lat, lon]);
  const around = map.getContainer().getBoundingClientRect(); return [around.left + at.x, around.top + at.y]; }"""
"""Run in the page: where on the screen a place is."""
ITURUP, HOKKAIDO, SEA, DOKDO = (45.085, 147.84), (43.35, 145.1), (44.5, 148.2), (37.24, 131.866)


@pytest.mark.parametrize(("language", "claim"), [("en", "Russia"), ("ru", "Россия"), ("zh", "俄罗斯")])
def test_an_area_in_dispute_says_whose_claim_it_is(open_map, language, claim) -> None:
    page = open_map(f"#lang={language}")
    said = page.locator(".cam-hover")

    def over(place: tuple[float, float], zoom: int) -> None:
        page.evaluate(LOOK, [*place, zoom])
        page.evaluate(RESTED)
        x, y = page.evaluate(AT, list(place))
        page.mouse.move(x - 3, y)
        page.mouse.move(x, y)

    over(ITURUP, 7)
    expect(said).to_contain_text(claim)
    if folder := os.environ.get("LOOK"):
        page.screenshot(path=Path(folder) / f"claim-{language}.png")
    for place in (HOKKAIDO, SEA):
        over(place, 7)
        expect(said).to_be_hidden()
    over(DOKDO, 8)
    expect(said).to_be_visible()
