"""How things look on paper: the same rules as on the screen (`web/src/map/style.js`, `web/palette.toml`).

Lengths are in the unit of a page, the "pixel" (see `pages`).
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from pathlib import Path

from corridor_atlas.core.model import Status, Traffic

PALETTE = Path(__file__).parents[2] / "web" / "palette.toml"


@dataclass(frozen=True)
class Pattern:
    """The look of a status: dashes for a line of width 2, strength, filling of a sign.

    `tint` is the strength of a solid line underneath, of whose width the line itself has the part `core`.
    """

    dash: tuple[float, ...]
    cap: str
    alpha: float
    tint: float
    sign: str
    core: float = 1


PATTERNS: dict[Status, Pattern] = {
    Status.PROPOSED: Pattern((0.01, 6), "round", 0.8, 0, "hollow"),
    Status.PLANNED: Pattern((0.01, 4), "round", 0.95, 0, "hollow"),
    Status.UNDER_CONSTRUCTION: Pattern((4.5, 4.5), "butt", 1, 0.28, "half"),
    Status.OPERATING: Pattern((), "round", 1, 0, "solid"),
    Status.SUSPENDED: Pattern((12, 5), "butt", 0.85, 0, "barred"),
    Status.CLOSED: Pattern((2.5, 2.5), "butt", 0.5, 0, "crossed"),
    Status.CANCELLED: Pattern((1.2, 5), "butt", 0.5, 0, "crossed"),
}
HALVES = {Traffic.FREIGHT: "left", Traffic.PASSENGERS: "right"}
"""Which half of a sign is filled where something is carried alone."""


def pattern(status: Status, only: Traffic | None = None) -> Pattern:
    """The look of a status, and of what carries `only` one thing: half a sign, and a thin line on a pale one."""
    if only is None:
        return PATTERNS[status]
    return replace(PATTERNS[status], tint=0.4, core=0.42, sign=HALVES[only])


WIDTHS = ((3, 0.5), (5, 0.66), (7, 0.9), (9, 1.1), (12, 1.5), (15, 1.9))
SIGNS = ((3, 0.4), (5, 0.5), (6, 0.62), (8, 0.9), (9, 1.1), (11, 1.3), (14, 1.5))
EARLIER = 1.0
"""Things appear this many zooms earlier than on a screen, and signs are as large: paper shows more."""
BORDER_DASH = (9, 2.5, 1.5, 2.5)
DOUBT, GONE = 0.62, 0.5
"""Factors on the strength of what is doubtful or gone."""
IN_NAMES = 0.6
"""Part of a layer's colour in its names, the rest is ink."""
CHANGES = {
    kind: tomllib.loads(PALETTE.read_text(encoding="utf-8"))["light"][f"change_{kind}"]
    for kind in ("opened", "closed", "changed", "same")
}
"""Colours of the change map: three that can be told apart by every kind of colour vision, and a quiet one."""


def _between(table: Sequence[tuple[float, float]], zoom: float) -> float:
    if zoom <= table[0][0]:
        return table[0][1]
    for (low, first), (high, second) in pairwise(table):
        if zoom <= high:
            return first + (second - first) * (zoom - low) / (high - low)
    return table[-1][1]


def width_factor(zoom: float) -> float:
    """Factor on a layer's line width at a zoom."""
    return _between(WIDTHS, zoom)


def ink_of(colour: str) -> str:
    """The colour of letters that go with a colour: small letters need more contrast than signs."""
    pairs = zip(bytes.fromhex(colour[1:]), bytes.fromhex(palette()["ink"][1:]), strict=True)
    return "#" + bytes(int(one * IN_NAMES + ink * (1 - IN_NAMES) + 0.5) for one, ink in pairs).hex()


def sign_factor(zoom: float) -> float:
    """Factor on a layer's sign size at a zoom."""
    return _between(SIGNS, zoom)


@cache
def palette() -> dict[str, str]:
    """Return the colours of the light theme: print is on paper."""
    colours: dict[str, str] = tomllib.loads(PALETTE.read_text(encoding="utf-8"))["light"]
    return colours
