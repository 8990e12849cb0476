"""The three figures there are: one view, several years side by side, and what changed between two."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypedDict, Unpack

import shapely

from corridor_atlas.errors import AtlasError, NotFoundError
from corridor_atlas.figure import base, content, fonts, furniture, labels, layout, marks, names, pages, signs
from corridor_atlas.figure.content import Chooser, Scene
from corridor_atlas.figure.frames import bounds_of, check_extent, extent_of, project
from corridor_atlas.figure.ink import Box, Sheet
from corridor_atlas.figure.output import Figure, drawing
from corridor_atlas.figure.style import palette
from corridor_atlas.figure.surround import Job, about, around
from corridor_atlas.figure.words import Words
from corridor_atlas.language import DEFAULT, pick
from corridor_atlas.sources import Atlas
from corridor_atlas.view import View

MOST_PANELS = 12
BETWEEN = 8.0
"""Pixels between two maps of a series."""


@dataclass(frozen=True)
class Heading:
    """What stands at the head of a figure: the year, large, a few words, and a colour."""

    year: str
    lines: Sequence[str]
    colour: str


@dataclass(frozen=True)
class Panel:
    """One map of a figure: how its features are chosen, and what is written in its corner."""

    choose: Chooser
    caption: str = ""


class Options(TypedDict, total=False):
    """How a figure is to be made; everything may be left out.

    `size` is a name of `pages.PAGES` (a4) or screen pixels (`1600x900`); `extent` west, south,
    east, north in degrees (WGS84), that of the view's viewport when left out; `language` a code
    such as zh; `projection` conic (Lambert's conformal conic fitted to the extent) or web (Web
    Mercator, as on the screen); `dpi` the resolution of PNGs, else the usual one of the size;
    `title` instead of the atlas's own; `link` the address at which the atlas is published.
    """

    size: str
    extent: Sequence[float] | None
    language: str
    projection: str
    dpi: float | None
    title: str | None
    link: str


def _job(atlas: Atlas, view: View, options: Options) -> Job:
    unknown = sorted(set(options) - set(Options.__annotations__))
    if unknown:
        raise NotFoundError("option", unknown[0], Options.__annotations__)
    if view.selected:
        atlas.feature(view.selected)
    page, words = pages.page(options.get("size", "a4")), Words(options.get("language", DEFAULT))
    dpi = options.get("dpi")
    page = page if dpi is None else replace(page, dpi=dpi)
    extent = check_extent(options.get("extent") or extent_of(view.viewport))
    projection = project(options.get("projection", "conic"), extent)
    title, link = options.get("title") or words("title"), options.get("link", "")
    return Job(atlas, view, page, words, extent, projection, title, link)


def figure(atlas: Atlas, view: View, **options: Unpack[Options]) -> Figure:
    """Draw a view of the atlas; see `Options`.

    Raises `AtlasError`, or one of its kinds, for what cannot be drawn, an empty map included.
    """
    job = _job(atlas, view, options)
    choose = content.in_year(atlas, view)
    era = content.era_of(atlas, view, view.year)
    said = [job.words("state", year=view.year), *([content.era_words(era, job.words)] if era else [])]
    heading = Heading(str(view.year), [" · ".join(said)], era.color if era else palette()["accent"])
    return _draw(job, heading, [Panel(choose)])


def changes(atlas: Atlas, view: View, first: int, last: int, **options: Unpack[Options]) -> Figure:
    """Draw what changed between the ends of two years: opened, closed or suspended, otherwise changed.

    The year of the view plays no part; options and errors as for `figure`.
    """
    for year in (first, last):
        atlas.check_year(year)
    if first >= last:
        raise AtlasError(f"no change can be shown from {first} to {last}: expected an earlier and a later year")
    job = _job(atlas, replace(view, year=last), options)
    said = job.words("changes_state", first=first, last=last)
    heading = Heading(f"{first}–{last}", [said], palette()["accent"])
    return _draw(job, heading, [Panel(content.between(atlas, view, first, last))])


def series(atlas: Atlas, views: Sequence[View], **options: Unpack[Options]) -> Figure:
    """Draw several years (or eras) side by side: the same part of the world, one legend.

    Extent and link are those of the first view; options and errors as for `figure`. One to
    twelve views can stand in one figure.
    """
    if not 1 <= len(views) <= MOST_PANELS:
        raise AtlasError(f"{len(views)} maps cannot stand in one figure: expected 1 to {MOST_PANELS}")
    job = _job(atlas, views[0], options)
    panels = [Panel(content.in_year(atlas, view), _caption(atlas, view, job.words.language)) for view in views]
    years = sorted({view.year for view in views})
    shown = str(years[0]) if len(years) == 1 else f"{years[0]}–{years[-1]}"
    heading = Heading(shown, [job.words("series_state")], palette()["accent"])
    return _draw(job, heading, panels)


def _caption(atlas: Atlas, view: View, language: str) -> str:
    era = f" · {pick(atlas.era(view.era).short, language)}" if view.era else ""
    return f"{view.year}{era}"


# --- drawing -------------------------------------------------------------------------------------


def _draw(job: Job, heading: Heading, panels: Sequence[Panel]) -> Figure:
    page = job.page
    with drawing():
        head = layout.header(page, heading.year, job.title, heading.lines, heading.colour, job.words.language)
        ratio = _ratio(job)
        columns = _columns(page, ratio, len(panels))

        def scenes(area: Box) -> list[Scene]:
            boxes = _grid(area, len(panels), columns)
            return [job.scene(box, panel.choose) for box, panel in zip(boxes, panels, strict=True)]

        aspect = ratio * math.ceil(len(panels) / columns) / columns
        plan = layout.solve(page, head, aspect, lambda area, *column: around(job, scenes(area), area, *column))
        shown = scenes(plan.area)
        if not any(scene.items for scene in shown):
            raise AtlasError(_nothing(job, heading))
        sheet = Sheet(plan.width, plan.height, page.pixel_mm, job.words.language, palette()["panel"])
        left_out = sum(_map(sheet, job, scene, panel.caption) for scene, panel in zip(shown, panels, strict=True))
        if len(panels) == 1:
            furniture.degrees(sheet, shown[0].frame, job.words)
        furniture.strip(sheet, shown[0].frame, plan.area, page, job.words)
        layout.draw(sheet, plan, head, page)
    unknown = sorted(sign for sign in sheet.characters if ord(sign) not in fonts.register())
    notices = [f"{left_out} names left out for want of room"] if left_out else []
    notices += [f"no letters for {' '.join(unknown)}"] if unknown else []
    result = Figure(
        sheet,
        page,
        f"{job.title}, {heading.year}",
        about(job, heading.year, content.looking_at(job.view, shown[0])),
        tuple(notices),
    )
    result.pixels()  # a resolution that cannot be made is told now
    return result


def _nothing(job: Job, heading: Heading) -> str:
    west, south, east, north = job.extent
    return (
        f"nothing to draw in {heading.year} between {west:.2f}, {south:.2f} and {east:.2f}, {north:.2f} "
        f"with the layers {', '.join(job.view.layers) or 'none'}: expected a view that shows at least one feature"
    )


def _ratio(job: Job) -> float:
    """Height by width of the extent in its projection."""
    x0, y0, x1, y1 = bounds_of(job.extent, job.projection)
    return min(1.25, max(0.5, (y1 - y0) / (x1 - x0)))


def _columns(page: pages.Page, ratio: float, number: int) -> int:
    """How many maps of a series stand beside each other, so that they become as large as they can."""
    if page.height is None:
        rows = math.ceil(number / (3 if page.width > 500 else 2))
        return math.ceil(number / rows)
    width, height = (page.width * 0.8, page.height * 0.75) if page.side else (page.width, page.height * 0.6)

    def size(columns: int) -> float:
        return min(width / columns, height / math.ceil(number / columns) / ratio)

    return max(range(1, number + 1), key=lambda columns: (size(columns), -columns))


def _grid(area: Box, number: int, columns: int) -> list[Box]:
    """The boxes of the maps, row by row."""
    left, top, right, bottom = area
    rows = math.ceil(number / columns)
    width = (right - left + BETWEEN) / columns
    height = (bottom - top + BETWEEN) / rows
    corners = [(left + i % columns * width, top + i // columns * height) for i in range(number)]
    return [(x, y, x + width - BETWEEN, y + height - BETWEEN) for x, y in corners]


def _map(sheet: Sheet, job: Job, scene: Scene, caption: str) -> int:
    """Draw one map; return the number of names without room."""
    frame = scene.frame
    sheet.clip(frame.box)
    base.draw(sheet, frame, job.folder)
    furniture.graticule(sheet, frame)
    marks.draw(sheet, scene)
    placed = signs.place(scene)
    signs.draw(sheet, placed, scene.selected)
    occupied = labels.Occupied()
    for sign in placed:
        r = sign.radius
        occupied.add([(sign.x - r, sign.y - r, sign.x + r, sign.y + r)], sign)
    if caption:
        occupied.add([furniture.caption(sheet, frame.box, caption)])
    tracks = [item.shape for item in scene.items if item.form == "lines"]
    writer = labels.Writer(sheet, frame.box, occupied, shapely.STRtree(tracks))
    writer.write(names.gather(scene, placed, job.folder, job.words.language))
    sheet.clip(None)
    if caption:
        sheet.box(frame.box, edge=palette()["ink"], width=0.9)
    return writer.left_out
