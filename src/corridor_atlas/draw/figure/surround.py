"""What stands around the maps of a figure, and what is said about it inside the files."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from pathlib import Path

from corridor_atlas import __version__
from corridor_atlas.core.characters import clean
from corridor_atlas.data.dataset import Atlas
from corridor_atlas.data.settings import locator_of
from corridor_atlas.draw.figure import base, blocks, content, map_elements
from corridor_atlas.draw.figure.blocks import SMALL, Block
from corridor_atlas.draw.figure.content import Chooser, Item, Scene
from corridor_atlas.draw.figure.frames import Extent, Frame, Projection, fit
from corridor_atlas.draw.figure.ink import Box
from corridor_atlas.draw.figure.layout import GAP, Around
from corridor_atlas.draw.figure.pages import Page
from corridor_atlas.draw.figure.pins import Pin
from corridor_atlas.draw.figure.words import Words
from corridor_atlas.view import cite
from corridor_atlas.view.view import View

LOCATOR = 0.6
"""Height of the small map by its width."""
NOTED = 0.4
"""Part of the column beside a map that notes may take; longer ones stand below it."""
LISTED = 8
"""Lines of sources that a map without a column may carry below it."""


@dataclass(frozen=True)
class Job:
    """What a figure is asked to be, checked.

    `title` stands at its head beside the year; `called` is the title of its files, where that is another
    than both together.
    """

    atlas: Atlas
    view: View
    page: Page
    words: Words
    extent: Extent
    projection: Projection
    title: str
    link: str
    called: str = ""

    @property
    def folder(self) -> Path:
        """Where the base map lies."""
        return self.atlas.root / "geodata" / "basemap"

    def named(self, year: str) -> str:
        """What its files are called inside; `year` is what stands at its head."""
        return self.called or f"{self.title}, {year}"

    def scene(self, box: Box, choose: Chooser) -> Scene:
        """What lies in a box of the page."""
        return content.scene(self.atlas, self.view, fit(self.extent, self.projection, box), choose)

    def around(self, scenes: Sequence[Scene], area: Box, width: float, room: float) -> Around:
        """What stands around the maps in `area`; `width` and `room` are those of a column."""
        return around(self, scenes, area, width, room)


def around(job: Job, scenes: Sequence[Scene], area: Box, width: float, room: float) -> Around:
    """Legend, small map, notes and sources for the maps in `area`; `width` and `room` are those of a column."""
    items = list({item.record.id: item for item in chain.from_iterable(scene.items for scene in scenes)}.values())
    owed = _owed(job, scenes[0].frame, items)
    small = _locator(job, scenes[0].frame, width)
    with_small = [*owed, *cite.owed(job.atlas, [map_elements.GROUND] if small else [])]
    works = content.works(job.atlas, items)
    noted = blocks.notes(scenes[0].pins, job.words, width)
    small_print = partial(_small_print, job, scenes[0], area)
    if not job.page.side:
        found = [*_keys(job, scenes, items, width, 0), *noted, *small]
        listed = blocks.sources(works, job.words, _inner(job), LISTED * SMALL * blocks.LEAD)
        return Around(found, small_print(listed, with_small), with_small)
    if _height(noted) > room * NOTED:
        noted, small_print = [], partial(small_print, pins=scenes[0].pins)
    found = [*_keys(job, scenes, items, width, room - _height(small) - _height(noted)), *noted]
    used = _height(found)
    if used > room:  # many layers on a low page
        found = [*_keys(job, scenes, items, width, room - _height(noted), blocks.TIGHT), *noted]
        used = _height(found)
    if used + _height(small) - GAP <= room:
        found += small
        used += _height(small)
        owed = with_small
    named = blocks.sources(works, job.words, width, room - used)
    if named and named.height <= room - used:
        return Around([*found, named], small_print(None, owed), owed)
    return Around(found, small_print(blocks.sources(works, job.words, _inner(job), 0), owed), owed)


def _owed(job: Job, frame: Frame, items: Sequence[Item]) -> list[str]:
    """Keys of the sources of all that is drawn on a map: its base map, the shapes of its items."""
    ground = cite.owed(job.atlas, base.drawn(job.folder, frame))
    return [*ground, *content.behind_shapes(item.record for item in items)]


def _keys(
    job: Job, scenes: Sequence[Scene], items: Sequence[Item], width: float, room: float, row: float = blocks.ROW
) -> list[Block]:
    """What the signs mean: layers, and statuses or kinds of change."""
    legend = blocks.layers(items, job.words, width, row, counted=len(scenes) == 1)
    if claimed := base.disputes_on(scenes[0].frame, job.folder, job.atlas.disputes):
        tints = base.tints_of(job.folder, job.atlas.disputes)
        hatched = blocks.disputed(claimed, tints, job.words, width, job.view.names)
        legend.add(hatched.height, hatched.draw)
    if any(item.change for item in items):
        left = room - legend.height - GAP if job.page.side else 0
        return [legend, blocks.changes(items, job.words, width, left)]
    # a feature may have another status in each map of a series
    key = blocks.statuses(chain.from_iterable(scene.items for scene in scenes), job.words, width, row)
    return [legend, key] if key else [legend]


def _height(found: Sequence[Block]) -> float:
    return sum(block.height + GAP for block in found)


def _inner(job: Job) -> float:
    return job.page.width - 2 * job.page.margin


def _locator(job: Job, frame: Frame, width: float) -> list[Block]:
    """The small map, where there is land to be found on it."""
    if base.read(job.folder, map_elements.GROUND).empty:
        return []
    width, shown = min(width, 232.0), locator_of(job.atlas.settings, job.atlas.extent)
    block = Block(job.words.language, width)
    block.text(job.words("locator"), SMALL, weight="semibold")
    block.gap(2)
    high = width * LOCATOR
    block.add(
        high, lambda sheet, x, y: map_elements.locator(sheet, (x, y, x + width, y + high), frame, job.folder, shown)
    )
    return [block]


def _small_print(
    job: Job, scene: Scene, area: Box, sources: Block | None, owed: Sequence[str], pins: Sequence[Pin] = ()
) -> Block:
    """Notes without room elsewhere, filters, sources, data, licences and link, over the whole width."""
    words = job.words
    block = Block(words.language, _inner(job))
    if pins:
        block.text(f"{words('own_notes')}: {'; '.join(f'{pin.number} {pin.text}' for pin in pins)}", SMALL)
    told = content.filters(job.atlas, job.view, scene, words)
    if told:
        block.text(told, SMALL)
    if not map_elements.beside_bar(scene.frame, area, job.page, words):
        block.text(map_elements.projection_words(scene.frame, job.page, words), SMALL, "ink_soft")
    if sources:
        block.add(sources.height, sources.draw)
    credited = "; ".join(cite.credit_lines(job.atlas, owed))
    block.text(content.data_line(job.atlas, __version__, words, owed), SMALL, "ink_soft")
    if credited:
        whose = words("base" if base.has_land(job.folder) else "shapes")
        block.text(f"{whose}: {credited}.", SMALL, "ink_soft")
    block.text(link_line(job, content.looking_at(job.view, scene)), SMALL, "ink_soft")
    return block


def link_line(job: Job, view: View) -> str:
    """The link of a view as it is written under a figure; where the atlas has no known address it says so.

    Notes are left out of it: they stand beside the map, and would be long to type.
    """
    words = job.words
    link = cite.permalink(job.atlas, replace(view, notes=()))
    return f"{words('link')}: {job.link or words('link_unknown')}{link}"


def about(job: Job, year: str, view: View, owed: Iterable[str]) -> dict[str, str]:
    """What is written into the files: maker, description with a citation of the view, rights if any are known, link.

    `owed` are keys of the sources of what is drawn.
    """
    west, south, east, north = (round(one, 3) for one in job.extent)
    given = job.atlas.settings.licence
    shapes = "shapes (c) OpenStreetMap contributors, ODbL 1.0" if cite.is_traced(job.atlas, owed) else ""
    told = {
        "creator": f"Corridor Atlas {__version__}",
        "description": f"{job.named(year)}. "
        f"Extent {west}, {south}, {east}, {north} (west, south, east, north, WGS 84). "
        f"Cite as: {cite.citation(job.atlas, view, address=job.link).strip()}",
        "rights": "; ".join(part for part in (given.title if given else "", shapes) if part),
        "source": f"{job.link}{cite.permalink(job.atlas, view)}",
    }
    return {key: clean(text) for key, text in told.items()}
