"""The page: header above, map, legend beside or below, small print at the foot."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import shapely

from corridor_atlas.draw.figure import fonts
from corridor_atlas.draw.figure.blocks import Block, wrapped
from corridor_atlas.draw.figure.ink import Box, Sheet
from corridor_atlas.draw.figure.map_elements import RIM, STRIP
from corridor_atlas.draw.figure.pages import Page
from corridor_atlas.draw.figure.style import palette

GAP = 12.0
COLUMN = 232.0
"""Width of the column beside a map."""
NARROW = 600.0
"""Width of a page with two columns below the map; a wider one has three."""
ROUNDS = 4


@dataclass(frozen=True)
class Around:
    """What stands around a map: blocks for the column or columns, and the small print.

    `owed` are keys of the sources of all that is drawn, the small map with it.
    """

    blocks: Sequence[Block]
    foot: Block
    owed: Sequence[str] = ()


Measure = Callable[[Box, float, float], Around]
"""Given the box of the map, the width of a column and the room in it: what stands around."""


@dataclass(frozen=True)
class Layout:
    """Where everything goes, in pixels of the page."""

    width: float
    height: float
    area: Box
    around: Around
    places: Sequence[tuple[float, float]]
    foot_at: tuple[float, float]


def header(page: Page, year: str, title: str, lines: Sequence[str], colour: str, language: str) -> Block:
    """The year, large, and beside it the title with lines below."""
    inner = page.width - 2 * page.margin
    compact = inner < NARROW
    block = Block(language, inner)
    large, size, small = (25, 12.5, 9.5) if compact else (38, 19, 11.5)
    at = fonts.width(language, year, large, "semibold") + (16 if compact else 24)
    titles = wrapped(language, title, size, inner - at, "semibold")
    below = [line for text in lines for line in wrapped(language, text, small, inner - at)]
    height = len(titles) * size * 1.22 + len(below) * small * 1.34 + 2

    def draw(sheet: Sheet, x: float, y: float) -> None:
        sheet.write(year, (x, y + large * 0.46), large, palette()["ink"], weight="semibold")
        bar = x + at - (7 if compact else 11)
        sheet.fill([shapely.box(bar, y + 1, bar + (2.5 if compact else 3.5), y + height)], colour)
        down = y
        for line in titles:
            sheet.write(line, (x + at, down + size * 0.61), size, palette()["ink"], weight="semibold")
            down += size * 1.22
        for line in below:
            sheet.write(line, (x + at, down + small * 0.67), small, palette()["ink_soft"])
            down += small * 1.34

    block.add(max(height, large * 0.95), draw)
    return block


def solve(page: Page, head: Block, aspect: float, measure: Measure) -> Layout:
    """Find the boxes: what stands around a map depends on what is on it, and that on its box.

    `aspect` is height by width of what the map shows; it counts where the page has no height of its own.
    """
    needed = 60.0 if page.side else 320.0
    for _ in range(ROUNDS):
        area = _boxes(page, head, aspect, needed)
        around = measure(area, *_column(page, area))
        before, needed = needed, max(_below(page, around), 1.0)
        if page.height is None or abs(before - needed) < 0.5:
            break
    area = _boxes(page, head, aspect, needed)
    below = area[3] + RIM + STRIP
    places, end = _beside(page, area, around) if page.side else _columns(page, around, below + GAP)
    foot_top = (page.height - page.margin - around.foot.height) if page.height else end + GAP
    height = page.height or foot_top + around.foot.height + page.margin
    return Layout(page.width, height, area, around, places, (page.margin, foot_top))


def _column(page: Page, area: Box) -> tuple[float, float]:
    """Width of a column, and the room from its top to the foot."""
    if page.side:
        return COLUMN, area[3] - area[1] + RIM + STRIP
    inner = page.width - 2 * page.margin
    number = 2 if inner < NARROW else 3
    return (inner - (number - 1) * 2 * GAP) / number, 0.0


def _boxes(page: Page, head: Block, aspect: float, needed: float) -> Box:
    left, top = page.margin + RIM, page.margin + head.height + GAP
    right = page.width - page.margin - (COLUMN + 1.6 * GAP if page.side else 0)
    if page.height is None:
        return left, top, right, top + (right - left) * min(1.25, max(0.5, aspect))
    return left, top, right, page.height - page.margin - needed - RIM - STRIP


def _below(page: Page, around: Around) -> float:
    """Height that the map has to leave below its strip."""
    if page.side:
        return around.foot.height + GAP * 0.5
    _, end = _columns(page, around, 0)
    return end + around.foot.height + 2 * GAP


def _beside(page: Page, area: Box, around: Around) -> tuple[list[tuple[float, float]], float]:
    x, y = page.width - page.margin - COLUMN, area[1]
    places = []
    for block in around.blocks:
        places.append((x, y))
        y += block.height + GAP
    return places, y


def _columns(page: Page, around: Around, top: float) -> tuple[list[tuple[float, float]], float]:
    """Put blocks into columns, each into the shortest."""
    width, _ = _column(page, (0, 0, 0, 0))
    number = 2 if page.width - 2 * page.margin < NARROW else 3
    ends, places = [top] * number, []
    for block in around.blocks:
        i = min(range(number), key=lambda one: (round(ends[one]), one))
        places.append((page.margin + i * (width + 2 * GAP), ends[i]))
        ends[i] += block.height + GAP
    return places, max(ends) - GAP


def draw(sheet: Sheet, layout: Layout, head: Block, page: Page) -> None:
    """Draw everything but the map itself."""
    head.draw(sheet, page.margin, page.margin)
    draw_around(sheet, layout)


def draw_around(sheet: Sheet, layout: Layout) -> None:
    """Draw what stands around the map, without the head."""
    for block, place in zip(layout.around.blocks, layout.places, strict=True):
        block.draw(sheet, *place)
    layout.around.foot.draw(sheet, *layout.foot_at)
