"""Figures of corridors: one with all its years, or all of them below each other in one year."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Unpack

import shapely

from corridor_atlas import __version__
from corridor_atlas.core.characters import on_one_line
from corridor_atlas.core.errors import AtlasError
from corridor_atlas.core.language import pick, short_name
from corridor_atlas.core.model import Record, Status
from corridor_atlas.data.dataset import Atlas
from corridor_atlas.draw.figure import bands, blocks, compose, content, fonts, layout
from corridor_atlas.draw.figure.bands import TEXT, Scale
from corridor_atlas.draw.figure.blocks import SMALL, Block
from corridor_atlas.draw.figure.compose import Options
from corridor_atlas.draw.figure.ink import Sheet
from corridor_atlas.draw.figure.layout import GAP
from corridor_atlas.draw.figure.output import Figure, drawing
from corridor_atlas.draw.figure.style import palette
from corridor_atlas.draw.figure.surround import Job, about, link_line
from corridor_atlas.draw.figure.words import Words
from corridor_atlas.network import strip
from corridor_atlas.network.graph import Network
from corridor_atlas.network.query import LOADS
from corridor_atlas.network.strip import Strip
from corridor_atlas.view.view import View

BAR, LOW_BAR = 26.0, 12.0
"""Height of a strip that stands alone, and of one among others."""
LEVELS = 4
"""Levels of names above a strip."""
WIDE, UPRIGHT = 7, 26
"""Lines of sources below a strip that stands alone, on a page that is wide or upright."""
SIDE = 52.0
"""Room for the years at the left of the matrix."""
ROW = 56.0
"""Height of a corridor among others, where the page does not say."""


def corridor(atlas: Atlas, view: View, id_: str, **options: Unpack[Options]) -> Figure:
    """Draw a corridor in the view's year as a strip with a ruler, and below it all years with the usable share.

    `atlas` and `view` are as for `maps.figure`, `id_` is the corridor, `options` those of a figure without
    extent and projection. Raises `NotFoundError` for a corridor that there is not, `AtlasError` for one
    of which the atlas has no line.
    """
    network = Network.of(atlas)
    name = pick(atlas.corridor(id_).name, options.get("language") or view.language)
    years = strip.series(network, id_, LOADS[view.load])
    atlas.check_year(view.year)
    if not years[0].km:
        raise AtlasError(f"corridor {id_} cannot be drawn as a strip: no line of the atlas makes it up")
    job = _job(atlas, replace(view, corridor=id_), {**options, "title": options.get("title") or name})
    now = years[view.year - atlas.years[0]]
    said = job.words(
        "strip_state", year=view.year, share=job.words.percent(now.share), km=job.words.number(round(now.km))
    )
    with drawing():
        body = _one(job, network, years, now)
        return _page(job, [now], [said], body, _key(job, network, years, _inner(job)))


def corridors(atlas: Atlas, view: View, ids: Sequence[str] = (), **options: Unpack[Options]) -> Figure:
    """Draw several corridors in the view's year below each other, all of them when none is named.

    Each has a ruler of its own and the share that could be used from year to year. `ids` are the
    corridors, sorted by name; `atlas`, `view`, `options` and errors as for `corridor`; those without a
    line are told below.
    """
    network = Network.of(atlas)
    atlas.check_year(view.year)
    job = _job(atlas, view, options)
    if not options.get("title"):
        job = replace(job, title=on_one_line(usual_title(atlas, job.words)))
    series = {id_: strip.series(network, id_, LOADS[view.load]) for id_ in ids or sorted(atlas.corridors)}
    known = {id_: years for id_, years in series.items() if years[0].km}
    if not known:
        raise AtlasError("no corridor can be drawn: no line of the atlas makes up any of them")
    named = sorted(known.values(), key=lambda years: pick(atlas.corridor(years[0].corridor).name, job.words.language))
    told = [job.words("strips_state", year=view.year)]
    without = [pick(atlas.corridor(id_).name, job.words.language) for id_ in series if id_ not in known]
    now = [years[view.year - atlas.years[0]] for years in named]
    with drawing():
        body = partial(_several, job, network, list(zip(named, now, strict=True)))
        return _page(job, now, told, body, _key(job, network, now, _inner(job)), without)


def usual_title(atlas: Atlas, words: Words) -> str:
    """The title of all corridors below each other: what `atlas` calls them, else the usual one of `words`."""
    usual = atlas.settings.corridors
    return pick(usual, words.language) if usual else words("strips_title")


def _job(atlas: Atlas, view: View, options: Options) -> Job:
    return compose.job(atlas, view, {**options, "extent": None, "projection": "conic"})


Sample = tuple[Callable[[Sheet, float, float], None], str]
"""How a sample is drawn, at the left and middle of its place, and what it means."""
Body = Callable[[Sheet | None, float, float, float, float], float]
"""Draw into left, top, width and the height there is (None: measure only); return the height used."""


def _inner(job: Job) -> float:
    return job.page.width - 2 * job.page.margin


def _page(
    job: Job, now: Sequence[Strip], said: Sequence[str], body: Body, key: Block, without: Sequence[str] = ()
) -> Figure:
    page, words = job.page, job.words
    year = str(job.view.year)
    era = content.era_of(job.atlas, job.view, job.view.year)
    head = layout.header(page, year, job.title, said, era.color if era else palette()["accent"], words.language)
    inner = _inner(job)
    foot = _small_print(job, now, without, inner)
    top = page.margin + head.height + 1.5 * GAP
    around = key.height + foot.height + 2 * GAP
    room = (page.height - page.margin - top - around) if page.height else 0.0
    used = body(None, page.margin, top, inner, room)
    height = page.height or top + used + around + page.margin
    sheet = Sheet(page.width, height, page.pixel_mm, words.language, palette()["panel"])
    head.draw(sheet, page.margin, page.margin)
    body(sheet, page.margin, top, inner, room)
    key.draw(sheet, page.margin, height - page.margin - foot.height - GAP - key.height)
    foot.draw(sheet, page.margin, height - page.margin - foot.height)
    told = about(job, year, job.view, content.behind_shapes(_lines(job, now)))
    return compose.finished(sheet, page, job.named(year), told)


# --- one corridor --------------------------------------------------------------------------------


def _one(job: Job, network: Network, years: Sequence[Strip], now: Strip) -> Body:
    marks, tones = bands.marks(network, now), bands.colours(network)
    name = partial(bands.name_of, network, language=job.words.language)
    names = LEVELS * bands.LEVEL + 10
    above = names + BAR + 74

    def draw(sheet: Sheet | None, left: float, top: float, width: float, room: float) -> float:
        """Draw the strip and the years below it, or without a sheet only measure them; return the height."""
        listed = _stretches(job, now, width)
        share = min(170.0, width * 0.16)
        scale = Scale(left + SIDE, left + width - share - 2 * GAP, now.km)
        row = min(20.0, max(4.0, (room - above - 34 - listed.height) / len(years))) if room else 7.0
        if sheet is None:
            return above + row * len(years) + 34 + listed.height
        y = top + names
        bands.names_above(sheet, scale, y, marks, name, LEVELS)
        bands.bar(sheet, scale, y, BAR, now, tones)
        _numbers(sheet, scale, y + BAR / 2, now)
        sheet.write(
            str(now.year), (left + SIDE - 8, y + BAR / 2), 13, palette()["ink"], weight="semibold", anchor="right"
        )
        _signs(sheet, scale, y + BAR, now, marks)
        bands.ruler(sheet, scale, y + BAR + 21, job.words)
        _countries(sheet, job, scale, y + BAR + 41, now)
        y = top + above
        bands.matrix(sheet, scale, y, row, years, tones)
        bottom = y + row * len(years)
        _years(sheet, job, scale, y, row, [one.year for one in years], now.year)
        box = (scale.right + 2 * GAP, y, left + width, bottom)
        bands.curve(sheet, box, [(one.year, one.share or 0.0) for one in years], now.year, upright=True)
        _share_axis(sheet, job, box)
        listed.draw(sheet, left, bottom + 30)
        return bottom + 34 + listed.height - top

    return draw


def _stretches(job: Job, now: Strip, width: float) -> Block:
    """The lines of a corridor by number: name, kilometres, status and since when, in columns."""
    language, words = job.words.language, job.words
    number = max(1, int(width // 430))
    wide = (width - (number - 1) * 2 * GAP) / number
    entries = []
    for i, (id_, start, end) in enumerate(bands.lines_of(now), start=1):
        record = job.atlas.features[id_].record
        state = job.atlas.features[id_].state(now.year)
        entry = Block(language, wide)
        told = [short_name(pick(record.name, language)), f"{words.number(round(end - start))} km"]
        if state.status and state.period is not None:
            since = words.date(record.timeline[state.period].start)
            told.append(words("strip_since", status=words(f"status_{state.status}"), date=since))
        entry.text(f"{i}  {' · '.join(told)}", TEXT)
        entries.append(entry)
    rows = math.ceil(len(entries) / number)
    columns = [entries[i : i + rows] for i in range(0, len(entries), rows)]
    block = Block(language, width)

    def draw(sheet: Sheet, x: float, y: float) -> None:
        for i, column in enumerate(columns):
            down = y
            for entry in column:
                entry.draw(sheet, x + i * (wide + 2 * GAP), down)
                down += entry.height

    block.add(max((sum(entry.height for entry in column) for column in columns), default=0.0), draw)
    return block


def _numbers(sheet: Sheet, scale: Scale, y: float, now: Strip) -> None:
    """Write the number of each line into the strip, where there is room, on a patch of paper."""
    for i, (_, start, end) in enumerate(bands.lines_of(now), start=1):
        half = fonts.width(sheet.language, str(i), TEXT, "semibold") / 2 + 3
        middle = scale.at((start + end) / 2)
        if scale.at(end) - scale.at(start) > 2 * half + 2:
            sheet.fill([shapely.box(middle - half, y - 6.5, middle + half, y + 6.5).buffer(1.5)], palette()["casing"])
            sheet.write(str(i), (middle, y), TEXT, palette()["ink"], weight="semibold", anchor="center")


def _signs(sheet: Sheet, scale: Scale, y: float, now: Strip, marks: Sequence[bands.Mark]) -> None:
    """Draw the signs of places at the lower edge of the strip, the gauges below a break."""
    for mark in sorted(marks, key=lambda one: -bands.RANKS[one.kind]):
        x = scale.at(mark.km)
        bands.sign(sheet, mark.kind, x, y, usable=mark.open)
        gauges = bands.gauges_at(now, mark.node) if mark.kind == "gauge" else ""
        if gauges:
            half = fonts.width(sheet.language, gauges, 8.3, "semibold") / 2
            middle = min(max(x, scale.left + half), scale.right - half)
            sheet.write(gauges, (middle, y + 13), 8.3, palette()["accent"], weight="semibold", anchor="center")


def _countries(sheet: Sheet, job: Job, scale: Scale, y: float, now: Strip) -> None:
    """Draw a thin line for each country, its name on it where it fits."""
    for start, end, code in bands.countries(now):
        a, b = scale.at(start) + 1.5, scale.at(end) - 1.5
        text = job.words.country(code)
        text = text if fonts.width(sheet.language, text, TEXT) + 8 < b - a else code
        half = fonts.width(sheet.language, text, TEXT) / 2 + 4
        fits = b - a > 2 * half
        middle = (a + b) / 2
        for one, other in ((a, middle - half), (middle + half, b)) if fits else ((a, b),):
            if one < other:
                sheet.stroke([shapely.LineString([(one, y), (other, y)])], palette()["ink_faint"], 0.8, cap="butt")
        if fits:
            sheet.write(text, (middle, y), TEXT, palette()["ink_soft"], anchor="center")


def _years(sheet: Sheet, job: Job, scale: Scale, top: float, row: float, years: Sequence[int], now: int) -> None:
    """Write the years at the left of the matrix, in the colours of the eras, and frame the one that is shown."""
    for number, year in enumerate(years):
        y = top + row * number
        era = content.era_of(job.atlas, replace(job.view, era=None), year)
        sheet.fill(
            [shapely.box(scale.left - 6, y, scale.left - 3, y + row)], era.color if era else palette()["ink_faint"]
        )
        if year % 5 == 0 or number == 0 or year == now:
            near = any(abs(other - year) * row < 11 and other != year for other in ([now] if year != now else []))
            if not near:
                weight = "semibold" if year == now else "normal"
                sheet.write(
                    str(year), (scale.left - 10, y + row / 2), TEXT, palette()["ink"], weight=weight, anchor="right"
                )
    y = top + row * (now - years[0])
    sheet.box((scale.left - 1, y - 0.5, scale.right + 1, y + row + 0.5), edge=palette()["ink"], width=1.3)


def _share_axis(sheet: Sheet, job: Job, box: tuple[float, float, float, float]) -> None:
    left, top, right, bottom = box
    sheet.write(job.words("strip_share"), (left, top - 9), TEXT, palette()["ink"], weight="semibold")
    for share, anchor in ((0.0, "left"), (0.5, "center"), (1.0, "right")):
        x = left + share * (right - left)
        if share == 0.5:
            line = shapely.LineString([(x, top), (x, bottom)])
            sheet.stroke([line], palette()["ink_faint"], 0.5, dash=(2, 2), cap="butt")
        sheet.write(job.words.percent(share), (x, bottom + 9), TEXT, palette()["ink_soft"], anchor=anchor)


# --- several corridors ---------------------------------------------------------------------------


def _several(
    job: Job, network: Network, rows: Sequence[tuple[Sequence[Strip], Strip]],
    sheet: Sheet | None, left: float, top: float, width: float, room: float,
) -> float:  # fmt: skip
    narrow = width < layout.NARROW
    row = min(ROW + 14, room / len(rows)) if room else (ROW + 22 if narrow else ROW)
    if sheet is None:
        return row * len(rows)
    tones = bands.colours(network)
    title = 0.0 if narrow else min(290.0, width * 0.22)
    share = min(150.0, width * 0.16)
    for number, (years, one) in enumerate(rows):
        y = top + row * number
        scale = Scale(left + title + (0 if narrow else GAP), left + width - share - 3 * GAP, one.km)
        name = pick(job.atlas.corridor(one.corridor).name, job.words.language)
        lines = blocks.wrapped(job.words.language, name, 10.5, width - share - 3 * GAP if narrow else title - 10)[
            : 1 if narrow else 3
        ]
        middle = y + row / 2 - 6
        for i, line in enumerate(lines):
            at = y + 7 if narrow else middle + (i - (len(lines) - 1) / 2) * 10.5 * 1.2
            sheet.write(line, (left, at), 10.5, palette()["ink"], weight="semibold")
        up = y + (23 if narrow else row / 2 - LOW_BAR / 2 - 6)
        bands.bar(sheet, scale, up, LOW_BAR, one, tones)
        for mark in bands.marks(network, one):
            if mark.kind in ("gauge", "crossing", "port"):
                bands.sign(sheet, mark.kind, scale.at(mark.km), up - 0.5, usable=mark.open, size=3.8)
        bands.ruler(sheet, scale, up + LOW_BAR + 1, job.words)
        box = (left + width - share - GAP, up - 8, left + width - 34, up + LOW_BAR + 8)
        bands.curve(sheet, box, [(each.year, each.share or 0.0) for each in years], one.year, upright=False)
        said = job.words.percent(one.share)
        sheet.write(said, (left + width, up + LOW_BAR / 2), 10.5, palette()["ink"], weight="semibold", anchor="right")
        if number == 0:
            first, last = job.atlas.years
            sheet.write(f"{first}–{last}", (box[0], box[1] - 7), 8.3, palette()["ink_soft"])
    return row * len(rows)


# --- legend and small print ----------------------------------------------------------------------


def _key(job: Job, network: Network, shown: Sequence[Strip], width: float) -> Block:
    """What the colours, patterns and signs that occur mean, in as many rows as they need."""
    tones, words = bands.colours(network), job.words
    looks = {bands.look(segment) for one in shown for segment in one.segments}
    samples: list[Sample] = []
    for mode, layer in bands.layers(job.atlas).items():
        if layer and any(look[0] == mode for look in looks):
            samples.append((_swatch((mode, Status.OPERATING, True), tones), pick(layer.title, words.language)))
    for status in (*Status, None):
        if status is not Status.OPERATING and any(look[1] is status for look in looks):
            text = words(f"status_{status}" if status else "strip_nothing")
            samples.append((_swatch(("rail", status, True), tones), text))
    if any(not look[2] for look in looks):
        samples.append((_swatch(("rail", Status.OPERATING, False), tones), words("strip_shut")))
    kinds = {mark.kind for one in shown for mark in bands.marks(network, one)}
    samples += [(_sign(kind), words(f"strip_{kind}")) for kind in ("crossing", "gauge", "port") if kind in kinds]
    return _rows(samples, words.language, width)


def _swatch(what: bands.Look, tones: dict[str, str]) -> Callable[[Sheet, float, float], None]:
    def draw(sheet: Sheet, x: float, y: float) -> None:
        box = (x, y - 5.5, x + 22, y + 5.5)
        bands.cell(sheet, box, what, tones)
        sheet.box(box, edge=palette()["ink_faint"], width=0.6)

    return draw


def _sign(kind: str) -> Callable[[Sheet, float, float], None]:
    return lambda sheet, x, y: bands.sign(sheet, kind, x + 16, y)


def _rows(samples: Sequence[Sample], language: str, width: float) -> Block:
    """Samples with their words, one after another, line after line."""
    block, size, across = Block(language, width), 9.5, 28.0
    x, rows = 0.0, [list[tuple[float, Sample]]()]
    for sample in samples:
        wide = across + fonts.width(language, sample[1], size) + 16
        if x + wide > width and rows[-1]:
            x = 0.0
            rows.append([])
        rows[-1].append((x, sample))
        x += wide
    for row in rows:

        def line(sheet: Sheet, left: float, y: float, row: Sequence[tuple[float, Sample]] = row) -> None:
            for at, (draw, text) in row:
                draw(sheet, left + at, y + 9)
                sheet.write(text, (left + at + across, y + 9), size, palette()["ink"])

        block.add(18, line)
    return block


def _lines(job: Job, now: Sequence[Strip]) -> list[Record]:
    """The lines that strips are made of."""
    ids = {segment.leg.line for one in now for segment in one.segments}
    return [job.atlas.features[id_].record for id_ in sorted(ids)]


def _small_print(job: Job, now: Sequence[Strip], without: Sequence[str], width: float) -> Block:
    words, block = job.words, Block(job.words.language, width)
    name = partial(bands.name_of, Network.of(job.atlas), language=words.language)
    for one in now:
        for start, end in one.gaps:
            block.text(words("strip_gap", start=name(start), end=name(end)), SMALL)
    if without:
        block.text(words("strip_without", names=", ".join(without)), SMALL)
    block.text(words("strip_reading"), SMALL, "ink_soft")
    lines = _lines(job, now)
    records = [*lines, *(job.atlas.corridor(one.corridor) for one in now)]
    upright = job.page.height is not None and job.page.height > job.page.width
    room = (UPRIGHT if upright else WIDE) * SMALL * blocks.LEAD if len(now) == 1 else 0.0
    listed = blocks.sources(content.works_of(job.atlas, records), words, width, room)
    if listed:
        block.add(listed.height, listed.draw)
    block.text(content.data_line(job.atlas, __version__, words, content.behind_shapes(lines)), SMALL, "ink_soft")
    block.text(link_line(job, job.view), SMALL, "ink_soft")
    return block
