"""What stands around a map: neat line, graticule with its degrees, scale bar, north arrow, small map of where it is."""

from __future__ import annotations

import math
from pathlib import Path

import geopandas as gpd
import numpy as np
import shapely

from corridor_atlas.data.backends import WGS84
from corridor_atlas.data.settings import Locator
from corridor_atlas.draw.figure import base, fonts
from corridor_atlas.draw.figure.blocks import wrapped
from corridor_atlas.draw.figure.frames import Frame, fit, project
from corridor_atlas.draw.figure.ink import Box, Sheet
from corridor_atlas.draw.figure.pages import Page
from corridor_atlas.draw.figure.style import palette
from corridor_atlas.draw.figure.words import Words

TEXT = 9.0
"""Size of small print in pixels."""
YEAR = 14.0
"""Size of the year on a map of a series."""
RIM = 15.0
"""Pixels that the degrees need outside the map, left and below."""
STRIP = 30.0
"""Pixels for scale bar and name of the projection below the degrees."""
BAR = 0.24
"""The scale bar's share of the width of the map."""
GROUND = "world"
"""The file of the base map that the small map shows."""
WIDE = 0.55
"""Share of the width of the region from which on a map needs more around it to be found."""


def caption_box(language: str, box: Box, text: str) -> Box:
    """The box that the year of a map of a series takes in its left top corner."""
    left, top, _, _ = box
    return left, top, left + fonts.width(language, text, YEAR, "semibold") + 14, top + YEAR * 1.6


def caption(sheet: Sheet, box: Box, text: str) -> None:
    """Write the year of a map of a series in its left top corner."""
    left, top, _, _ = box
    sheet.box(caption_box(sheet.language, box, text), fill=palette()["panel"], edge=palette()["ink"], width=0.7)
    sheet.write(text, (left + 7, top + YEAR * 0.8), YEAR, palette()["ink"], weight="semibold")


def graticule(sheet: Sheet, frame: Frame) -> None:
    """Draw meridians and parallels, lightly, over the land too."""
    for lines in base.graticule(frame):
        sheet.stroke([line for _, line in lines], palette()["border"], 0.5, alpha=0.35)


def degrees(sheet: Sheet, frame: Frame, words: Words) -> None:
    """Draw the neat line and write the degrees outside it: meridians below, parallels at the left."""
    left, top, right, bottom = frame.box
    ink = palette()["ink_soft"]
    meridians, parallels = base.graticule(frame)
    last = left
    for degree, line in meridians:
        at = [x for x, y in shapely.get_coordinates(line) if abs(y - bottom) < 0.5]
        text = words.longitude(degree)
        half = sheet.measure(text, TEXT) / 2
        if at and last + 8 <= at[0] - half and at[0] + half <= right:
            sheet.write(text, (at[0], bottom + 9), TEXT, ink, anchor="center")
            sheet.stroke([shapely.LineString([(at[0], bottom), (at[0], bottom + 3)])], ink, 0.6)
            last = at[0] + half
    for degree, line in parallels:
        at = [y for x, y in shapely.get_coordinates(line) if abs(x - left) < 0.5]
        text = words.latitude(degree)
        half = sheet.measure(text, TEXT) / 2
        if at and top + half <= at[0] <= bottom - half:
            sheet.write(text, (left - 8, at[0]), TEXT, ink, anchor="center", turn=-math.pi / 2)
            sheet.stroke([shapely.LineString([(left - 3, at[0]), (left, at[0])])], ink, 0.6)
    sheet.box(frame.box, edge=palette()["ink"], width=0.9)


def strip(sheet: Sheet, frame: Frame, area: Box, page: Page, words: Words) -> None:
    """Draw what stands below the maps in `area`: north arrow, scale bar, scale and projection in words."""
    left, _, right, bottom = area
    y = bottom + RIM + 10
    _north(sheet, left + 7, y, words)
    lines = beside_bar(frame, area, page, words)
    _bar(sheet, left + 26, y, frame, (right - left) * (BAR if lines else 2 * BAR))
    for i, text in enumerate(lines):
        down = (i - (len(lines) - 1) / 2) * TEXT * 1.25
        sheet.write(text, (right, y + down), TEXT, palette()["ink_soft"], anchor="right")


def beside_bar(frame: Frame, area: Box, page: Page, words: Words) -> list[str]:
    """Scale and projection in the one or two lines that have room beside the scale bar; none when they have not."""
    room = (area[2] - area[0]) * (0.9 - BAR) - 60
    lines = wrapped(words.language, projection_words(frame, page, words), TEXT, room) if room > 0 else []
    return lines if len(lines) <= 2 else []


def projection_words(frame: Frame, page: Page, words: Words) -> str:
    """Scale and projection, named in full."""
    names, said = frame.projection, []
    if page.on_paper:
        said.append(words("scale", number=f"{_round(frame.ground / page.pixel_mm * 1000):,}".replace(",", "\u202f")))
    if names.key == "conic":
        first, second, meridian = names.angles
        parallels = {"first": words.latitude(first), "second": words.latitude(second)}
        said.append(words("conic", **parallels, meridian=words.longitude(meridian)))
    else:
        said += [words("web"), words("scale_web", latitude=words.latitude(round(frame.middle[1])))]
    return " · ".join(said)


def _round(number: float) -> int:
    """Two figures are all that such a number can carry."""
    size = 10 ** max(0, math.floor(math.log10(number)) - 1)
    return int(round(number / size) * size)


def _north(sheet: Sheet, x: float, y: float, words: Words) -> None:
    """Draw an arrow; the middle meridian stands upright in both projections, so it points up."""
    ink = palette()["ink"]
    sheet.fill([shapely.Polygon([(x, y - 4), (x - 4, y + 10), (x, y + 7)])], ink)
    sheet.stroke([shapely.Polygon([(x, y - 4), (x - 4, y + 10), (x, y + 7), (x + 4, y + 10)])], ink, 0.7)
    sheet.write(words("north"), (x, y - 9), TEXT, ink, weight="semibold", anchor="center")


def _bar(sheet: Sheet, x: float, y: float, frame: Frame, room: float) -> None:
    """Draw a scale bar, true in the middle of the map, as long as a round number of kilometres."""
    km = frame.ground / 1000
    choices = [number * 10**power for power in range(-2, 4) for number in (1, 2, 5)]
    whole = max((one for one in choices if one / km <= room), default=choices[0])
    ink, paper, width = palette()["ink"], palette()["panel"], whole / km
    parts = 4 if f"{whole:g}"[0] in "24" else 5
    for i in range(parts):
        sheet.box((x + width * i / parts, y - 2, x + width * (i + 1) / parts, y + 2), fill=ink if i % 2 == 0 else paper)
    sheet.box((x, y - 2, x + width, y + 2), edge=ink, width=0.7)
    middle = whole / 2 if parts == 4 else None
    for value in (0, *([middle] if middle else []), whole):
        text = f"{value:,g}".replace(",", "\u202f") + (" km" if value == whole else "")
        sheet.write(text, (x + value / km, y + 9), TEXT, ink, anchor="center")


def locator(sheet: Sheet, box: Box, frame: Frame, folder: Path, shown: Locator) -> None:
    """Draw a small map of the region with the frame of the map on it; its land is `GROUND`, which must be there."""
    west, _, east, _ = frame.bounds
    around = shown.world if east - west > WIDE * (shown.region[2] - shown.region[0]) else shown.region
    _, south, _, north = around
    name = "web" if abs(south + north) < (north - south) / 4 else "conic"  # no cone fits both sides of the equator
    small = fit(around, project(name, around), box)
    colours = palette()
    sheet.clip(box)
    sheet.box(box, fill=colours["sea"])
    tier = base.tier(folder, GROUND)
    sheet.fill(small.place(tier.land, step=1), colours["paper"])
    sheet.stroke(small.place(tier.coasts), colours["coast"], 0.6)
    sheet.stroke(small.place(tier.borders), colours["border"], 0.5)
    left, top, right, bottom = frame.box
    xs, ys = np.linspace(left, right, 20), np.linspace(top, bottom, 20)
    ring = [
        *((x, top) for x in xs),
        *((right, y) for y in ys),
        *((x, bottom) for x in xs[::-1]),
        *((left, y) for y in ys[::-1]),
    ]
    edge = gpd.GeoSeries([shapely.Polygon([frame.lonlat(x, y) for x, y in ring])], crs=WGS84)
    placed = small.place(edge)
    sheet.fill(placed, colours["accent"], alpha=0.12)
    sheet.stroke(placed, colours["accent"], 1.3)
    sheet.clip(None)
    sheet.box(box, edge=colours["ink_soft"], width=0.7)
