"""How a figure comes together: what it is asked to be, its maps on the page, what is drawn on each."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypedDict

import shapely

from corridor_atlas.core.characters import on_one_line
from corridor_atlas.core.errors import AtlasError, NotFoundError
from corridor_atlas.core.language import pick
from corridor_atlas.data.dataset import Atlas
from corridor_atlas.draw.figure import (
    base,
    content,
    fonts,
    labels,
    layout,
    map_elements,
    marks,
    names,
    pages,
    pins,
    signs,
)
from corridor_atlas.draw.figure.content import Chooser, Scene
from corridor_atlas.draw.figure.frames import Frame, bounds_of, check_extent, project
from corridor_atlas.draw.figure.ink import Box, Sheet
from corridor_atlas.draw.figure.labels import Placed
from corridor_atlas.draw.figure.output import Figure
from corridor_atlas.draw.figure.signs import Sign
from corridor_atlas.draw.figure.style import palette
from corridor_atlas.draw.figure.surround import Job, about
from corridor_atlas.draw.figure.words import Words
from corridor_atlas.time.headline import headline
from corridor_atlas.view.gazetteer import extent_of
from corridor_atlas.view.ranks import standings
from corridor_atlas.view.view import View

BETWEEN = 8.0
"""Pixels between two maps of a series."""


MORE_LETTERS = "python -m corridor_atlas.build.fonts makes fonts with all those of an atlas"
"""What helps where a name cannot be written: the fonts hold the letters of the shipped atlas."""


class Options(TypedDict, total=False):
    """How a figure is to be made; everything may be left out.

    `size` is a name of `pages.PAGES` (a4) or screen pixels (`1600x900`); `extent` west, south,
    east, north in degrees (WGS84), that of the view's viewport when left out; `language` a code
    such as zh, that of the view when left out; `projection` conic (Lambert's conformal conic
    fitted to the extent) or web (Web Mercator, as on the screen); `dpi` the resolution of PNGs,
    else the usual one of the size; `title` instead of
    the headline of the view, or the subject of the atlas for several years; `link` the address at
    which the atlas is published.
    """

    size: str
    extent: Sequence[float] | None
    language: str | None
    projection: str
    dpi: float | None
    title: str | None
    link: str


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


def job(atlas: Atlas, view: View, options: Options, size: str = "a4") -> Job:
    """Check what is asked for; `size` is that of a figure for which none is named.

    Parameters
    ----------
    atlas
        The data set.
    view
        What is drawn; its viewport and language count where the options have none.
    options
        As they are asked for, unchecked.
    size
        The size of a figure for which none is named.

    Raises
    ------
    NotFoundError
        For an option, size, language, projection or feature that there is not.
    AtlasError
        For an extent that cannot be drawn.
    """
    unknown = sorted(set(options) - set(Options.__annotations__))
    if unknown:
        raise NotFoundError("option", unknown[0], Options.__annotations__)
    if view.selected:
        atlas.feature(view.selected)
    page, words = pages.page(options.get("size", size)), Words(options.get("language") or view.language)
    dpi = options.get("dpi")
    page = page if dpi is None else replace(page, dpi=dpi)
    extent = check_extent(options.get("extent") or extent_of(view.viewport))
    projection = project(options.get("projection", "conic"), extent)
    title = on_one_line(options.get("title") or usual_title(atlas, words))
    link = on_one_line(options.get("link", "")) or atlas.settings.address or ""
    return Job(atlas, view, page, words, extent, projection, title, link)


def usual_title(atlas: Atlas, words: Words) -> str:
    """The title of a figure that has none of its own: what the atlas shows.

    `atlas` says it, else the usual one of `words`.
    """
    subject = atlas.settings.subject
    return pick(subject, words.language) if subject else words("title")


def under_headline(asked: Job, view: View, options: Options) -> Job:
    """The same with the headline of what it shows as its title, if `options` have none.

    `asked` is what the figure is to be, `view` its year and, where it shows what changed, the year before.
    """
    if options.get("title"):
        return asked
    said = headline(asked.atlas, view, asked.extent, asked.words.language)
    return replace(asked, title=on_one_line(said.undated), called=on_one_line(said.title))


def draw(asked: Job, heading: Heading, panels: Sequence[Panel]) -> Figure:
    """Draw one map, or several side by side, with all that stands around them; hold `drawing` meanwhile.

    Parameters
    ----------
    asked
        What the figure is to be.
    heading
        What stands at its head.
    panels
        The maps in the order in which they stand, row by row.

    Raises
    ------
    AtlasError
        When nothing is on any of them, and for a resolution that cannot be made.
    """
    page = asked.page
    head = layout.header(page, heading.year, asked.title, heading.lines, heading.colour, asked.words.language)
    shape = ratio(asked)
    columns = _columns(page, shape, len(panels))

    def scenes(area: Box) -> list[Scene]:
        boxes = _grid(area, len(panels), columns)
        return [asked.scene(box, panel.choose) for box, panel in zip(boxes, panels, strict=True)]

    aspect = shape * math.ceil(len(panels) / columns) / columns
    plan = layout.solve(page, head, aspect, lambda area, *column: asked.around(scenes(area), area, *column))
    shown = scenes(plan.area)
    check_not_empty(asked, heading, shown)
    sheet = Sheet(plan.width, plan.height, page.pixel_mm, asked.words.language, palette()["panel"])
    left_out = sum(_map(sheet, asked, scene, panel.caption) for scene, panel in zip(shown, panels, strict=True))
    if len(panels) == 1:
        map_elements.degrees(sheet, shown[0].frame, asked.words)
    map_elements.strip(sheet, shown[0].frame, plan.area, page, asked.words)
    layout.draw(sheet, plan, head, page)
    told = about(asked, heading.year, content.looking_at(asked.view, shown[0]), plan.around.owed)
    made = finished(sheet, page, asked.named(heading.year), told, left_out)
    return replace(made, frame=shown[0].frame) if len(panels) == 1 else made


def finished(sheet: Sheet, page: pages.Page, title: str, told: dict[str, str], left_out: int = 0) -> Figure:
    """The sheet as a figure that can be saved. Raises `AtlasError` for a resolution that cannot be made.

    Parameters
    ----------
    sheet
        All that is drawn.
    page
        The size that was asked for, with its dots per inch.
    title
        What the files are called inside, as plain text.
    told
        What else is written into the files: creator, description, rights, source.
    left_out
        How many names found no room.
    """
    unknown = sorted(sign for sign in sheet.characters if ord(sign) not in fonts.register())
    notices = [f"{left_out} names left out for want of room"] if left_out else []
    notices += [f"no letters for {' '.join(unknown)}: {MORE_LETTERS}"] if unknown else []
    result = Figure(sheet, page, title, told, tuple(notices))
    result.pixels()
    return result


def check_not_empty(asked: Job, heading: Heading, scenes: Sequence[Scene]) -> None:
    """Raise `AtlasError` when none of the maps has anything on it.

    `asked` and `heading` are told in the message; `scenes` are those of all the maps.
    """
    if any(scene.items for scene in scenes):
        return
    west, south, east, north = asked.extent
    raise AtlasError(
        f"nothing to draw in {heading.year} between {west:.2f}, {south:.2f} and {east:.2f}, {north:.2f} "
        f"with the layers {', '.join(asked.view.layers) or 'none'}: expected a view that shows at least one feature"
    )


# --- where the maps stand ------------------------------------------------------------------------


def ratio(asked: Job) -> float:
    """Height by width of the extent in its projection, within what a page can bear."""
    x0, y0, x1, y1 = bounds_of(asked.extent, asked.projection)
    return min(1.25, max(0.5, (y1 - y0) / (x1 - x0)))


def _columns(page: pages.Page, shape: float, number: int) -> int:
    """How many maps of a series stand beside each other, so that they become as large as they can.

    Up to four, three eras say, stand without a hole: in a row, in a column or in a square.
    """
    whole = [columns for columns in range(1, number + 1) if number > 4 or number % columns == 0]
    if page.height is None:
        most = 3 if page.width > 500 else 2
        rows = math.ceil(number / max(columns for columns in whole if columns <= most))
        return math.ceil(number / rows)
    width, height = (page.width * 0.8, page.height * 0.75) if page.side else (page.width, page.height * 0.6)

    def size(columns: int) -> float:
        return min(width / columns, height / math.ceil(number / columns) / shape)

    return max(whole, key=lambda columns: (size(columns), -columns))


def _grid(area: Box, number: int, columns: int) -> list[Box]:
    """The boxes of the maps, row by row."""
    left, top, right, bottom = area
    rows = math.ceil(number / columns)
    width = (right - left + BETWEEN) / columns
    height = (bottom - top + BETWEEN) / rows
    corners = [(left + i % columns * width, top + i // columns * height) for i in range(number)]
    return [(x, y, x + width - BETWEEN, y + height - BETWEEN) for x, y in corners]


# --- what is drawn on a map ----------------------------------------------------------------------


def _map(sheet: Sheet, asked: Job, scene: Scene, caption: str) -> int:
    """Draw one map; return the number of names without room."""
    placed = signs.shown(signs.place(scene), scene.selected)
    taken = [map_elements.caption_box(asked.words.language, scene.frame.box, caption)] if caption else []
    written, left_out = name_places(asked, scene, placed, taken)
    ground(sheet, asked, scene.frame)
    features(sheet, scene, placed, written)
    if caption:
        map_elements.caption(sheet, scene.frame.box, caption)
        sheet.box(scene.frame.box, edge=palette()["ink"], width=0.9)
    return left_out


def ground(sheet: Sheet, asked: Job, frame: Frame) -> None:
    """Draw what is the same in every year: base map and graticule.

    `sheet` is drawn on, `asked` has the folder of the base map, `frame` is where the map lies.
    """
    sheet.clip(frame.box)
    base.draw(sheet, frame, asked.folder, asked.atlas.disputes)
    map_elements.graticule(sheet, frame)
    sheet.clip(None)


def features(sheet: Sheet, scene: Scene, placed: Sequence[Sign], written: Sequence[Placed]) -> None:
    """Draw lines, areas, signs, names and the reader's own pins.

    `sheet` is drawn on, `scene` has what is shown, `placed` its signs, and `written` its names in their places.
    """
    sheet.clip(scene.frame.box)
    marks.draw(sheet, scene)
    signs.draw(sheet, placed, scene.selected)
    labels.draw(sheet, written)
    pins.draw(sheet, scene.pins)
    sheet.clip(None)


def name_places(
    asked: Job, scene: Scene, placed: Sequence[Sign], taken: Sequence[Box] = ()
) -> tuple[list[Placed], int]:
    """The names with their places beside signs and lines and outside the boxes `taken`; how many found none.

    `asked` says in which language and whose names, `scene` what is shown, `placed` where its signs are;
    boxes are left, top, right, bottom in pixels of the page.
    """
    occupied = labels.Occupied()
    for sign in placed:
        r = sign.radius
        occupied.add([(sign.x - r, sign.y - r, sign.x + r, sign.y + r)], sign)
    occupied.add(taken)
    occupied.add([pin.box for pin in scene.pins])
    tracks = shapely.STRtree([item.shape for item in scene.items if item.form == "lines"])
    placer = labels.Placer(asked.words.language, scene.frame.box, occupied, tracks)
    side, native = asked.view.names, asked.atlas.settings.native.get(asked.view.names)
    ranks = standings(asked.atlas)
    found = placer.place(names.gather(scene, placed, asked.folder, asked.words.language, ranks, side, native))
    return found, placer.left_out
