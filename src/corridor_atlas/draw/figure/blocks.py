"""Blocks of text and samples beside a map: each knows its height before it is drawn."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence

import shapely
from babel.lists import format_list

from corridor_atlas.core.language import pick
from corridor_atlas.core.model import GeometryBasis, Record, Status, Traffic
from corridor_atlas.core.timeline import State
from corridor_atlas.data.config import Layer, Source
from corridor_atlas.data.disputes import Dispute
from corridor_atlas.draw import kinds
from corridor_atlas.draw.figure import base, fonts, marks, pins, signs
from corridor_atlas.draw.figure.content import Item
from corridor_atlas.draw.figure.ink import Sheet
from corridor_atlas.draw.figure.names import place_name
from corridor_atlas.draw.figure.style import CHANGES, palette
from corridor_atlas.draw.figure.words import Words

BODY, HEAD, SMALL, LITTLE = 11.0, 12.0, 9.0, 8.3
"""Sizes of text in pixels."""
LEAD = 1.32
ROW, TIGHT = 17.0, 13.5
"""Height of a row of the legend, and where there is little room."""
SAMPLE_ZOOM = 8.0
EASTERN, CLOSING = r"\u3000-\u9fff\uff00-\uffef", "[、。，．：；）」』】！？”’]*"
TOKENS = re.compile(rf"[ \n\t]+|[{EASTERN}]{CLOSING}|[^ \n\t{EASTERN}]+{CLOSING}")


def wrapped(language: str, text: str, size: float, width: float, weight: str = "normal") -> list[str]:
    """Break a text into lines no wider than `width`: at spaces, between Chinese characters, else anywhere."""
    lines, line = [], ""
    for token in TOKENS.findall(text):
        if fonts.width(language, (line + token).rstrip(), size, weight) <= width:
            line += token if line or not token.isspace() else ""
            continue
        if line.strip():
            lines.append(line.rstrip())
        line = "" if token.isspace() else token
        while fonts.width(language, line, size, weight) > width and len(line) > 1:
            fits = _fitting(language, line, size, width, weight)
            lines.append(line[:fits])
            line = line[fits:]
    return [*lines, line.rstrip()] if line.strip() else lines


def _fitting(language: str, line: str, size: float, width: float, weight: str) -> int:
    """How many signs of a line that is too wide go into the width; one at least."""
    too_many = 2
    while too_many < len(line) and fonts.width(language, line[:too_many], size, weight) <= width:
        too_many *= 2  # so that the length of a word without a gap does not matter
    return max(
        1,
        bisect_right(
            range(1, min(too_many, len(line))), width, key=lambda n: fonts.width(language, line[:n], size, weight)
        ),
    )


class Block:
    """Things below each other in a column of a given width; drawn when its place is known."""

    def __init__(self, language: str, width: float, row: float = ROW) -> None:
        """Begin empty; `row` is the height of a sample with its text."""
        self.language, self.width, self.height, self._row = language, width, 0.0, row
        self._parts: list[Callable[[Sheet, float, float], None]] = []

    def add(self, height: float, draw: Callable[[Sheet, float, float], None]) -> None:
        """Add a thing of some height; `draw` gets the sheet and the left top of its place."""
        at = self.height
        self._parts.append(lambda sheet, x, y: draw(sheet, x, y + at))
        self.height += height

    def gap(self, height: float) -> None:
        """Leave room."""
        self.height += height

    def text(
        self, text: str, size: float = BODY, colour: str = "ink", weight: str = "normal", indent: float = 0
    ) -> None:
        """Add a paragraph."""
        for line in wrapped(self.language, text, size, self.width - indent, weight):
            self._line(line, size, colour, weight, indent)

    def _line(self, line: str, size: float, colour: str, weight: str, indent: float) -> None:
        height = size * LEAD

        def draw(sheet: Sheet, x: float, y: float) -> None:
            sheet.write(line, (x + indent, y + height / 2), size, palette()[colour], weight=weight)

        self.add(height, draw)

    def row(self, sample: Callable[[Sheet, float, float], None], room: float, text: str, note: str = "") -> None:
        """Add a sample, `room` pixels wide, with its text, and a note at the right end."""
        space = self.width - room - (fonts.width(self.language, note, BODY) + 8 if note else 0)
        lines = wrapped(self.language, text, BODY, space)
        height = max(self._row, len(lines) * BODY * 1.15 + self._row - 13)

        def draw(sheet: Sheet, x: float, y: float) -> None:
            middle = y + height / 2
            sample(sheet, x, middle)
            for i, line in enumerate(lines):
                down = (i - (len(lines) - 1) / 2) * BODY * 1.15
                sheet.write(line, (x + room, middle + down), BODY, palette()["ink"])
            if note:
                sheet.write(note, (x + self.width, middle), BODY, palette()["ink_soft"], anchor="right")

        self.add(height, draw)

    def draw(self, sheet: Sheet, x: float, y: float) -> None:
        """Draw everything with the left top at x, y."""
        for part in self._parts:
            part(sheet, x, y)


# --- samples ---------------------------------------------------------------------------------------


def sample(
    layer: Layer,
    status: Status,
    mode: str | None,
    *,
    schematic: bool = False,
    certain: bool = True,
    only: Traffic | None = None,
) -> Item:
    """A made-up feature that shows how a layer or status looks."""
    basis = GeometryBasis(method="sample", precision="schematic" if schematic else "surveyed")
    record = Record(id="sample", name={"en": "sample"}, geometry_basis=basis, mode=mode)
    return Item(record, layer, State(status, certain=certain, only=only), kinds.kind(layer.kind).FORM, shapely.Point())


def _draw_line(sheet: Sheet, item: Item, x: float, y: float, length: float) -> None:
    shape = shapely.LineString([(x, y), (x + length, y)])
    marks.lines(sheet, [Item(item.record, item.layer, item.state, "lines", shape, item.change)], SAMPLE_ZOOM)


def _draw_sample(sheet: Sheet, item: Item, x: float, y: float) -> None:
    if item.form == "lines":
        _draw_line(sheet, item, x, y, 22)
    elif item.form == "areas":
        shape = shapely.box(x + 1, y - 5.5, x + 21, y + 5.5)
        marks.areas(sheet, [Item(item.record, item.layer, item.state, "areas", shape, item.change)], SAMPLE_ZOOM)
    else:
        signs.paint(sheet, item, x + 11, y, min(6.6, max(3.0, item.layer.radius * 1.05)))


def _sampler(draw: Callable[[Sheet, Item, float, float], None], item: Item) -> Callable[[Sheet, float, float], None]:
    return lambda sheet, x, y: draw(sheet, item, x, y)


def layers(items: Sequence[Item], words: Words, width: float, row: float = ROW, *, counted: bool = True) -> Block:
    """The layers that are on the map, the topmost first, with the number of features each."""
    block = Block(words.language, width, row)
    block.text(words("legend"), HEAD, weight="semibold")
    block.gap(2)
    numbers: dict[str, int] = {}
    first: dict[str, Item] = {}
    for item in items:
        numbers[item.layer.id] = numbers.get(item.layer.id, 0) + 1
        first.setdefault(item.layer.id, item)
    for item in sorted(first.values(), key=lambda one: -one.layer.order):
        if item.layer.symbol == "none" and item.form == "points":
            continue
        shown = sample(item.layer, Status.OPERATING, item.record.mode)
        if item.change:
            shown = Item(shown.record, shown.layer, shown.state, shown.form, shown.shape, "same")
        note = str(numbers[item.layer.id]) if counted else ""
        block.row(_sampler(_draw_sample, shown), 32, pick(item.layer.title, words.language), note)
    return block


def disputed(disputes: Sequence[Dispute], tints: Mapping[str, int], words: Words, width: float, side: str) -> Block:
    """The areas on a map that more than one country claims, each in the tints of all who do.

    `disputes` are those areas, `tints` is the tint of a country by its code, `words` are those of the figure; the block
    is `width` pixels wide, and names are those of `side` (see `View.names`).
    """
    block = Block(words.language, width)
    for one in disputes:

        def draw(sheet: Sheet, x: float, y: float, one: Dispute = one) -> None:
            shape = shapely.box(x + 1, y - 5.5, x + 21, y + 5.5)
            base.hatch(sheet, [shape], [tints.get(code, 0) for code in one.claimants])
            sheet.stroke([shape], palette()["coast"], 0.8)

        first = sorted(one.claimants, key=lambda code: code != side)
        who = format_list([words.country(code) for code in first], locale=words.language)
        name = place_name(one.name, one.views, words.language, side)
        block.row(draw, 32, words("key_disputed", name=name, who=who))
    return block


def statuses(items: Iterable[Item], words: Words, width: float, row: float = ROW) -> Block | None:
    """The statuses that are on the map, with doubt and sketched courses where there are any."""
    dated = [item for item in items if not item.timeless]
    if not dated:
        return None
    block = Block(words.language, width, row)
    block.text(words("status"), HEAD, weight="semibold")
    block.gap(2)
    plain = Layer(
        id="sample", title={"en": "sample"}, data="sample", kind="lines", order=0, color=palette()["ink"],
        color_dark=palette()["ink"], width=2.2,
    )  # fmt: skip
    keys = [
        (sample(plain, one, "rail"), f"status_{one}") for one in Status if any(item.status is one for item in dated)
    ]
    keys += [
        (sample(plain, Status.OPERATING, "rail", only=one), f"filters_traffic_{one}")
        for one in Traffic
        if any(item.state.only is one for item in dated)
    ]
    if not all(item.state.certain for item in dated):
        keys.append((sample(plain, Status.OPERATING, "rail", certain=False), "possibly"))
    if any(item.schematic for item in dated):
        keys.append((sample(plain, Status.OPERATING, "rail", schematic=True), "schematic"))
    for item, key in keys:
        block.row(_sampler(_draw_status, item), 50, words(key))
    return block


def _draw_status(sheet: Sheet, item: Item, x: float, y: float) -> None:
    _draw_line(sheet, item, x, y, 26)
    signs.paint(sheet, item, x + 38, y, 4.6)


def changes(items: Sequence[Item], words: Words, width: float, room: float) -> Block:
    """The kinds of change with their numbers, and by name what changed, as far as there is room."""
    block = Block(words.language, width)
    block.text(words("changes"), HEAD, weight="semibold")
    block.gap(2)
    by_kind = {kind: [item for item in items if item.change == kind and not item.timeless] for kind in CHANGES}
    present = {kind: found for kind, found in by_kind.items() if found}
    for kind, found in present.items():

        def swatch(sheet: Sheet, x: float, y: float, colour: str = CHANGES[kind]) -> None:
            sheet.fill([shapely.box(x + 1, y - 4, x + 21, y + 4)], colour)

        block.row(swatch, 32, words(kind), str(len(found)))
    named = {
        kind: sorted(pick(item.record.name, words.language) for item in found)
        for kind, found in present.items()
        if kind != "same"
    }
    left, shares = room - block.height, {}
    for number, kind in enumerate(sorted(named, key=lambda kind: len(named[kind]))):  # the longest gets what is left
        shares[kind] = left / (len(named) - number)
        left -= min(shares[kind], _names(Block(words.language, width), words, kind, named[kind], shares[kind]))
    for kind, list_ in named.items():
        _names(block, words, kind, list_, shares[kind])
    return block


def _names(block: Block, words: Words, kind: str, names: Sequence[str], room: float) -> float:
    """List names below each other in the room there is; return the height they take."""
    begun = block.height
    if room < 4 * SMALL * LEAD:
        return 0.0
    block.gap(6)
    block.text(words(kind).capitalize(), SMALL, weight="semibold")
    for number, name in enumerate(names):
        lines = len(wrapped(block.language, name, SMALL, block.width - 8))
        rest = len(names) - number
        if block.height - begun + (lines + (rest > 1)) * SMALL * LEAD > room:
            block.text(words("and_more", number=rest), SMALL, "ink_soft", indent=8)
            break
        block.text(name, SMALL, "ink_soft", indent=8)
    return block.height - begun


def sources(works: Sequence[Source], words: Words, width: float, room: float) -> Block | None:
    """The works behind the map, numbered, the most used first, as many as there is room for.

    Of the rest the number is told and where to find them; with little room of all.
    """
    if not works:
        return None
    head = Block(words.language, width)
    head.text(words("sources"), SMALL, weight="semibold")
    listed, after = 0, _rest(words, width, len(works) - 1, len(works))
    for number, work in enumerate(works, start=1):
        entry = Block(words.language, width)
        entry.text(f"[{number}] {work}.", LITTLE, "ink_soft")
        left = room - head.height - entry.height
        if left < (0 if number == len(works) else after.height):
            break
        head.add(entry.height, entry.draw)
        listed = number
    if listed < 3 < len(works):  # a list of one or two would say less than nothing
        head, listed = Block(words.language, width), 0
        head.text(words("sources"), SMALL, weight="semibold")
    if listed < len(works):
        rest = _rest(words, width, len(works) - listed, len(works))
        head.add(rest.height, rest.draw)
    return head


def notes(pinned: Sequence[pins.Pin], words: Words, width: float) -> list[Block]:
    """The reader's own notes with their numbers; nothing where there are none."""
    if not pinned:
        return []
    block = Block(words.language, width)
    block.text(words("own_notes"), HEAD, weight="semibold")
    block.gap(2)
    for pin in pinned:

        def number(sheet: Sheet, x: float, y: float, pin: pins.Pin = pin) -> None:
            pins.mark(sheet, pin.number, x + 8, y)

        block.row(number, 24, pin.text)
    return [block]


def _rest(words: Words, width: float, number: int, everything: int) -> Block:
    block = Block(words.language, width)
    key = "sources_more" if number < everything else "sources_many"
    block.text(words(key, number=number, all=everything), LITTLE, "ink_soft")
    return block
