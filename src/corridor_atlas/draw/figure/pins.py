"""Notes of the reader's own on a map: a numbered pin at each place, and their texts in a list beside or below."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import geopandas as gpd
import shapely
from shapely.geometry.base import BaseGeometry

from corridor_atlas.data.backends import WGS84
from corridor_atlas.draw.figure.frames import Frame
from corridor_atlas.draw.figure.ink import Box, Sheet
from corridor_atlas.draw.figure.style import palette
from corridor_atlas.view.notes import Note

RADIUS = 8.0
HEIGHT = 13.0
"""Pixels from the place to the middle of the head of a pin."""
NUMBER = 10.0


@dataclass(frozen=True)
class Pin:
    """A note with its number, from 1, and its place in pixels of the page."""

    number: int
    x: float
    y: float
    text: str

    @property
    def head(self) -> tuple[float, float]:
        """The middle of its head."""
        return self.x, self.y - HEIGHT

    @property
    def box(self) -> Box:
        """What it covers."""
        return self.x - RADIUS, self.y - HEIGHT - RADIUS, self.x + RADIUS, self.y


def placed(notes: Iterable[Note], frame: Frame) -> list[Pin]:
    """The pins of the notes that lie on a map; one outside keeps its number, and is left out."""
    held = list(notes)
    if not held:
        return []
    points = gpd.GeoSeries([shapely.Point(one.lon, one.lat) for one in held], crs=WGS84)
    left, top, right, bottom = frame.box
    found = []
    for number, (note, place) in enumerate(zip(held, frame.place(points), strict=True), start=1):
        if place.is_empty:
            continue
        x, y = shapely.get_coordinates(place)[0]
        if left <= x <= right and top <= y <= bottom:
            found.append(Pin(number, float(x), float(y), note.text))
    return found


def draw(sheet: Sheet, pins: Sequence[Pin]) -> None:
    """Draw them, those in the south over those in the north: so every number is seen."""
    for pin in sorted(pins, key=lambda one: one.y):
        shape = _shape(pin)
        sheet.stroke([shape], palette()["casing"], 2.6)
        sheet.fill([shape], palette()["accent"])
        mark(sheet, pin.number, *pin.head, filled=False)


def mark(sheet: Sheet, number: int, x: float, y: float, *, filled: bool = True) -> None:
    """Write the number of a note with its middle at x, y; `filled` puts the head of a pin under it."""
    if filled:
        sheet.fill([shapely.Point(x, y).buffer(RADIUS * 0.85)], palette()["accent"])
    sheet.write(str(number), (x, y), NUMBER, palette()["accent_ink"], weight="semibold", anchor="center")


def _shape(pin: Pin) -> BaseGeometry:
    """A drop whose tip is at the place."""
    x, y = pin.head
    tip = shapely.Polygon([(pin.x, pin.y), (x - RADIUS * 0.8, y + RADIUS * 0.6), (x + RADIUS * 0.8, y + RADIUS * 0.6)])
    return shapely.union_all([shapely.Point(x, y).buffer(RADIUS), tip])
