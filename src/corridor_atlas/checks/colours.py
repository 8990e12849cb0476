"""Colours of layers and eras that everyone can tell apart and read, in both themes.

What must differ in colour is what has the same form. A line has the pattern of its status, so its
layer is its colour alone; borders have a dash of their own. Signs differ by their
outline and glyph. The eras of other sides share hues on purpose: the name of the country stands
before each; the main ones stand side by side, each with its name in it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from itertools import combinations, pairwise
from pathlib import Path

from corridor_atlas.checks.vision import contrast, distance, mixed
from corridor_atlas.core.errors import Fault
from corridor_atlas.data.config import Era, Layer
from corridor_atlas.data.dataset import Atlas
from corridor_atlas.data.tables import Role
from corridor_atlas.draw import kinds

PALETTE = Path(__file__).parents[1] / "web" / "palette.toml"
THEMES = {"light": "color", "dark": "color_dark"}
APART = 10.0
"""CIEDE2000 between colours that mean different things in the same form; 2.3 is just noticeable."""
BANDS_APART = 8.0
"""The same between two bands that touch and bear their names."""
TEXT, SIGN = 4.5, 3.0
"""Contrast of WCAG 2.1 AA: 1.4.3 for letters, 1.4.11 for signs, lines and controls."""
GROUND = re.compile("(wash|band)_")
"""Names of the colours of land in `web/palette.toml`."""
IN_NAMES, IN_ERA_NAMES, IN_BANDS = 0.6, 0.55, 0.24
"""Part of the own colour in the names of things and of eras, and in the band of an era (web/, figure/style)."""


def check(atlas: Atlas) -> Iterator[Fault]:
    """Notices of colours that some readers cannot tell apart, or not read."""
    palettes = tomllib.loads(PALETTE.read_text(encoding="utf-8"))
    for theme, field in THEMES.items():
        palette = palettes[theme]
        yield from _layers_apart(atlas, field)
        for one, after in pairwise(atlas.eras):
            apart = distance(getattr(one, field), getattr(after, field))
            if apart < BANDS_APART:
                yield _notice(after, field, f"{apart:.1f} from {one.id}", f"at least {BANDS_APART:g} (CIEDE2000)")
        for layer in atlas.layers:
            yield from _layer_read(layer, field, palette)
        for era in (*atlas.eras, *atlas.other_eras):
            yield from _era_read(era, field, palette, in_band=era in atlas.eras)


def _layers_apart(atlas: Atlas, field: str) -> Iterator[Fault]:
    forms: dict[str, list[Layer]] = {}
    for layer in atlas.layers:
        if form(atlas, layer) != "none":  # names without a sign
            forms.setdefault(form(atlas, layer), []).append(layer)
    for alike in forms.values():
        for one, other in combinations(alike, 2):
            apart = distance(getattr(one, field), getattr(other, field))
            if apart < APART:
                found = f"{getattr(other, field)}, {apart:.1f} from {one.id} for those who see colours worst"
                yield _notice(other, field, found, f"at least {APART:g} (CIEDE2000) from layers of the same form")


def form(atlas: Atlas, layer: Layer) -> str:
    """What a layer looks like but for its colour: line, border, areas, or the name of its sign."""
    kind = kinds.kind(layer.kind)
    if kind.FORM == "lines":
        return "border" if atlas.table(layer.data).role is Role.BORDER else "line"
    return kind.look(layer).symbol if kind.FORM == "points" else kind.FORM


def grounds(palette: dict[str, str]) -> dict[str, str]:
    """What signs and lines may stand on, in words with its colour: land, each tint and its band, sea, water.

    `palette` has the colours of one theme.
    """
    tints = {f"tint {name.replace('_', ' ')}": colour for name, colour in palette.items() if GROUND.match(name)}
    return {"land": palette["paper"], **tints, "the sea": palette["sea"], "water": palette["water"]}


def _layer_read(layer: Layer, field: str, palette: dict[str, str]) -> Iterator[Fault]:
    """The signs of a layer stand out from all grounds, unless it is one itself, and its names can be read."""
    colour = getattr(layer, field)
    if layer.rim_opacity == 1:
        worst, ground = min((contrast(colour, below), ground) for ground, below in grounds(palette).items())
        if worst < SIGN:
            yield _notice(layer, field, f"contrast {worst:.2f} on {ground}", f"at least {SIGN:g}")
    letters = mixed(colour, IN_NAMES, palette["ink"])
    written_on = {"land": palette["paper"], "the sea": palette["sea"], "the rim of letters": palette["casing"]}
    for ground, below in written_on.items():
        if contrast(letters, below) < TEXT:
            found = f"names with contrast {contrast(letters, below):.2f} on {ground}"
            yield _notice(layer, field, found, f"at least {TEXT:g}")


def _era_read(era: Era, field: str, palette: dict[str, str], *, in_band: bool) -> Iterator[Fault]:
    """The name of an era can be read on the panel, and where it stands in its band, there."""
    letters = mixed(getattr(era, field), IN_ERA_NAMES, palette["ink"])
    grounds = {"the panel": palette["panel"]}
    if in_band:
        grounds["its band"] = mixed(getattr(era, field), IN_BANDS, palette["panel"])
    for ground, below in grounds.items():
        if contrast(letters, below) < TEXT:
            found = f"a name with contrast {contrast(letters, below):.2f} on {ground}"
            yield _notice(era, field, found, f"at least {TEXT:g}")


def _notice(thing: Layer | Era, field: str, found: str, expected: str) -> Fault:
    file = f"{thing.id}.toml" if isinstance(thing, Layer) else "eras.toml"
    return Fault(file, thing.id, field, found, expected, left_out=False, notice=True)
