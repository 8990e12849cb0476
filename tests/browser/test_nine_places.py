"""The ground at nine places, four zooms and in both themes, beside pictures that a person has looked at."""

from __future__ import annotations

import os
import tomllib
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Page

from pages import RESTED, still

GOLDEN = Path(__file__).parents[1] / "shipped" / "golden" / "ground"
PLACES: dict[str, list[float]] = tomllib.loads((GOLDEN / "places.toml").read_text(encoding="utf-8"))
ZOOMS = (5, 7, 9, 11)
WIDTH, HEIGHT = 560, 400
MAP_ALONE = ".cam-top, .cam-block, .cam-key, .cam-bar, .leaflet-control-container { display: none !important; }"
LOOK = "([lat, lon, zoom]) => { map_1.atlas.map.setView([lat, lon], zoom, { animate: false }); }"
WAITING = """() => Object.values(map_1.atlas.ground.tiers).flatMap(tier => tier.cells)
  .filter(cell => cell.again === Infinity && !cell.drawn).length"""
"""Run in the page: how many cells of the ground are on their way."""
BLOCK = 8
"""Pixels of the squares that are compared: a letter may be a hair off, a name may not."""
ALIKE = 0.985
"""Share of the squares that must look the same."""


def sheet(page: Page, place: list[float]) -> Image.Image:
    """A picture of a place: the zooms side by side, light above dark."""
    made = Image.new("RGB", (WIDTH * len(ZOOMS), HEIGHT * 2))
    for row, theme in enumerate(("light", "dark")):
        page.emulate_media(color_scheme=theme, reduced_motion="reduce")
        for column, zoom in enumerate(ZOOMS):
            page.evaluate(LOOK, [*place, zoom])
            still(page, WAITING)
            page.evaluate(RESTED)
            made.paste(Image.open(BytesIO(page.screenshot())), (column * WIDTH, row * HEIGHT))
    return made


def alike(one: Image.Image, other: Image.Image) -> float:
    """Share of the squares of two pictures whose mean colours differ by less than a twelfth of the range."""
    size = (one.width // BLOCK, one.height // BLOCK)
    means = [np.asarray(picture.convert("RGB").resize(size, Image.Resampling.BOX), float) for picture in (one, other)]
    return float((np.abs(means[0] - means[1]).max(axis=2) < 255 / 12).mean())


@pytest.mark.parametrize("place", PLACES)
def test_the_ground_is_as_it_was_looked_at(look_map, place) -> None:
    """`PICTURES=anew pytest tests/browser/test_nine_places.py` writes the pictures; then look at them."""
    page = look_map("#year=2014", width=WIDTH, height=HEIGHT)
    if page.locator(".cam-top").is_visible():
        page.add_style_tag(content=MAP_ALONE)
    made, golden = sheet(page, PLACES[place]), GOLDEN / f"{place}.webp"
    if os.environ.get("PICTURES") == "anew":
        made.save(golden, quality=80, method=6)
    with Image.open(golden) as known:
        assert made.size == known.size
        assert alike(made, known) >= ALIKE


def test_a_ground_without_its_water_is_seen_to_be_another() -> None:
    """What the comparison is worth: a sheet whose rivers are gone must not pass."""
    with Image.open(GOLDEN / "tumen-mouth.webp") as known:
        seen = known.convert("RGB")
    pixels = np.asarray(seen).copy()
    pixels[:, : WIDTH // 3] = (248, 243, 232)
    assert alike(seen, Image.fromarray(pixels)) < ALIKE
