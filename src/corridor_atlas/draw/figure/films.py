"""A view of the atlas through the years, picture after picture, for animated GIF, WebP and MP4.

    film(atlas, view, range(1990, 2021)).save("atlas.gif")

Nothing moves but what the years change: the frame of the map, signs and names have the same
place in all pictures, and the base map and the surround are drawn once.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path
from typing import Any, Unpack

import numpy as np
import shapely
from matplotlib.backends.backend_agg import FigureCanvasAgg
from PIL import Image

from corridor_atlas.core.counts import counted
from corridor_atlas.core.errors import AtlasError
from corridor_atlas.data import config
from corridor_atlas.data.dataset import Atlas
from corridor_atlas.draw.figure import compose, content, layout, map_elements, moving, signs
from corridor_atlas.draw.figure.blocks import Block
from corridor_atlas.draw.figure.compose import Heading, Options
from corridor_atlas.draw.figure.content import Chooser, Scene
from corridor_atlas.draw.figure.ink import Box, Sheet
from corridor_atlas.draw.figure.labels import Placed
from corridor_atlas.draw.figure.layout import Layout
from corridor_atlas.draw.figure.moving import Progress
from corridor_atlas.draw.figure.output import drawing
from corridor_atlas.draw.figure.pages import INCH
from corridor_atlas.draw.figure.signs import Sign
from corridor_atlas.draw.figure.style import palette
from corridor_atlas.draw.figure.surround import Job, about
from corridor_atlas.view.view import View

SIZE = "1280x720"
PAPER_DPI = 120.0
"""Dots per inch of a picture of the size of a sheet of paper: a film is seen on a screen."""
MOST_DOTS = 4_200_000
MOST_YEARS = 120
RULER = 22.0
"""Height of the ruler of years in pixels."""


@dataclass(frozen=True)
class Film:
    """A film that can be drawn picture by picture; see `film`."""

    years: Sequence[int]
    title: str
    about: Mapping[str, str] = field(repr=False)
    notices: tuple[str, ...]
    size: tuple[int, int]
    _dpi: float = field(repr=False)
    _job: Job = field(repr=False)
    _plan: Layout = field(repr=False)
    _heads: Mapping[int, Block] = field(repr=False)
    _scenes: Mapping[int, Scene] = field(repr=False)
    _signs: Sequence[Sign] = field(repr=False)
    _names: Sequence[Placed] = field(repr=False)

    def pictures(self, years: Sequence[int] | None = None) -> Iterator[Image.Image]:
        """Draw the pictures of these years, all of the film when left out, in RGB, one after another."""
        with drawing():
            still = self._dots(self._still())
        for year in self.years if years is None else years:
            with drawing():
                moving = self._dots(self._moving(year))
            yield Image.alpha_composite(still, moving).convert("RGB")

    def encoded(self, format_: str, fps: float = moving.FPS, progress: Progress | None = None) -> bytes:
        """Return the film as gif, webp or mp4, at so many years a second; errors as for `save`.

        `format_` is the ending of a file without its dot; `fps` and `progress` as for `save`.
        """
        return moving.encode(self, format_, fps, progress)

    def save(self, path: Path | str, fps: float = moving.FPS, progress: Progress | None = None) -> Path:
        """Write a file, its format that of the suffix (.gif, .webp, .mp4); return its path.

        The file is there whole or not at all.

        Parameters
        ----------
        path
            Where it is written.
        fps
            Years a second, 0.2 to 25.
        progress
            Told after each picture how many are done, and of how many; None for nobody.

        Raises
        ------
        AtlasError
            For another suffix or speed, a place where it cannot be written, and MP4 without ffmpeg.
        """
        return moving.save(self, path, fps, progress)

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        """Show itself in a notebook."""
        return {"image/gif": b64encode(self.encoded("gif")).decode()}

    def _still(self) -> Sheet:
        """What is the same in all pictures."""
        sheet = self._sheet(palette()["panel"])
        frame = self._scenes[self.years[0]].frame
        compose.ground(sheet, self._job, frame)
        map_elements.degrees(sheet, frame, self._job.words)
        map_elements.strip(sheet, frame, self._plan.area, self._job.page, self._job.words)
        layout.draw_around(sheet, self._plan)
        return sheet

    def _moving(self, year: int) -> Sheet:
        """What the year changes, on a sheet of glass."""
        sheet = self._sheet("none")
        scene = self._scenes[year]
        here = {item.record.id: item for item in scene.items}
        placed = [replace(sign, item=here[sign.item.record.id]) for sign in self._signs if sign.item.record.id in here]
        compose.features(
            sheet,
            scene,
            signs.shown(placed, scene.selected),
            [one for one in self._names if not one.label.of or one.label.of in here],
        )
        sheet.box(scene.frame.box, edge=palette()["ink"], width=0.9)
        margin = self._job.page.margin
        self._heads[year].draw(sheet, margin, margin)
        return sheet

    def _sheet(self, paper: str) -> Sheet:
        return Sheet(self._plan.width, self._plan.height, self._job.page.pixel_mm, self._job.words.language, paper)

    def _dots(self, sheet: Sheet) -> Image.Image:
        width, height = self.size
        sheet.figure.set_dpi(self._dpi)
        sheet.figure.set_size_inches((width + 1e-4) / self._dpi, (height + 1e-4) / self._dpi)
        canvas: Any = FigureCanvasAgg(sheet.figure)
        canvas.draw()
        return Image.fromarray(np.array(canvas.buffer_rgba()))


def film(atlas: Atlas, view: View, years: Sequence[int], **options: Unpack[Options]) -> Film:
    """Plan a film of a view through these years; `Options` as for a figure, `size` 1280x720 when left out.

    Parameters
    ----------
    atlas
        The data set.
    view
        What is drawn; its own year is not used.
    years
        2 to 120 years of the atlas, each later than the one before.
    **options
        See `Options`.

    Raises
    ------
    AtlasError
        Or one of its kinds, for other years, what cannot be drawn, and no year with anything on the map.
    """
    _check_years(atlas, years)
    job = compose.job(atlas, replace(view, year=years[-1], since=None), options, SIZE)
    dpi = options.get("dpi") or (PAPER_DPI if job.page.on_paper else job.page.dpi)
    choosers = {year: content.in_year(atlas, replace(view, year=year, since=None)) for year in years}
    heading = Heading(f"{years[0]}–{years[-1]}", [], palette()["accent"])
    with drawing():
        heads = _heads(job, years)
        tallest = max(heads.values(), key=lambda head: head.height)

        def scenes(area: Box) -> list[Scene]:
            whole = job.scene(area, _ever(choosers))
            return [_in_year(whole, choose) for choose in choosers.values()]

        plan = layout.solve(
            job.page, tallest, compose.ratio(job), lambda area, *column: job.around(scenes(area), area, *column)
        )
        shown = dict(zip(years, scenes(plan.area), strict=True))
        compose.check_not_empty(job, heading, list(shown.values()))
        whole = job.scene(plan.area, _ever(choosers))
        placed = signs.place(whole, (years[0], years[-1]))
        written, left_out = compose.name_places(job, whole, signs.shown(placed, whole.selected))
    return Film(
        tuple(years),
        job.named(heading.year),
        about(job, heading.year, content.looking_at(job.view, whole), plan.around.owed),
        (f"{left_out} names left out for want of room",) if left_out else (),
        _size(plan, job.page.pixel_mm, dpi),
        dpi,
        job,
        plan,
        heads,
        shown,
        placed,
        written,
    )


def _check_years(atlas: Atlas, years: Sequence[int]) -> None:
    for year in years:
        atlas.check_year(year)
    if not 2 <= len(years) <= MOST_YEARS or any(a >= b for a, b in pairwise(years)):
        raise AtlasError(
            f"a film of {counted(len(years), 'year')} cannot be made: expected 2 to {MOST_YEARS}, each later"
        )


def _size(plan: Layout, pixel_mm: float, dpi: float) -> tuple[int, int]:
    """Width and height in dots; both even, as films need them."""
    width, height = (2 * round(one * pixel_mm / INCH * dpi / 2) for one in (plan.width, plan.height))
    if not 30 <= dpi <= 600 or width * height > MOST_DOTS:
        raise AtlasError(
            f"pictures of {width} x {height} dots are too large for a film: expected a smaller size or fewer dpi"
        )
    return width, height


def _ever(choosers: Mapping[int, Chooser]) -> Chooser:
    """Choose what is there in any of the years, as in the last of them."""
    return lambda record: next(filter(None, (choose(record) for choose in reversed(list(choosers.values())))), None)


def _in_year(whole: Scene, choose: Chooser) -> Scene:
    found = ((item, choose(item.record)) for item in whole.items)
    return replace(whole, items=[replace(item, state=chosen[0]) for item, chosen in found if chosen])


def _heads(job: Job, years: Sequence[int]) -> dict[int, Block]:
    """The head of each picture, all of one height: year, title, era, and where in the years we are."""
    found = {}
    for year in years:
        era = content.era_of(job.atlas, job.view, year)
        said = [content.state_words(job.atlas, year, job.words), *([content.era_words(era, job.words)] if era else [])]
        colour = era.color if era else palette()["accent"]
        found[year] = layout.header(job.page, str(year), job.title, [" · ".join(said)], colour, job.words.language)
    height = max(head.height for head in found.values())
    for year, head in found.items():
        head.gap(height - head.height + 5)
        _add_ruler(head, job, years, year)
    return found


def _add_ruler(head: Block, job: Job, years: Sequence[int], year: int) -> None:
    """Add a ruler of the years, in the colours of the eras, filled as far as the year."""
    first, last = years[0], years[-1]
    inset = 14.0

    def draw(sheet: Sheet, x: float, y: float) -> None:
        """Draw the ruler with its upper left corner at x, y."""

        def at(one: float) -> float:
            return x + inset + (head.width - 2 * inset) * (one - first) / (last - first)

        for era in job.atlas.eras:
            start, end = config.era_bounds(era, last)
            a, b = at(max(first, start)), at(min(last, end + 1))
            if a < b:
                sheet.fill([shapely.box(a, y + 2, b, y + 6)], era.color, alpha=0.3)
                sheet.fill([shapely.box(a, y + 2, min(b, max(a, at(year))), y + 6)], era.color)
        for one in range(first, last + 1):
            long = one % 5 == 0 and min(one - first, last - one) * (at(first + 1) - at(first)) > 30
            long = long or one in (first, last)
            tick = shapely.LineString([(at(one), y + 6), (at(one), y + (10 if long else 8))])
            sheet.stroke([tick], palette()["ink_soft"], 0.6)
            if long:
                sheet.write(str(one), (at(one), y + 15), 8.5, palette()["ink_soft"], anchor="center")
        sheet.fill([shapely.Point(at(year), y + 4).buffer(4.6)], palette()["panel"])
        sheet.fill([shapely.Point(at(year), y + 4).buffer(3.4)], palette()["ink"])

    head.add(RULER, draw)
