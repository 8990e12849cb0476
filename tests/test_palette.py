"""Colours that everyone can tell apart and read: for every kind of colour vision, in both themes.

Dichromacy is simulated after Machado, Oliveira and Fernandes, "A physiologically-based model for
simulation of color vision deficiency", IEEE TVCG 15 (2009), severity 1, as coloraide has it; distances
are CIEDE2000; contrast is that of WCAG 2.1.

Here stand the colours of the interface; those of layers and eras, which are data, are a check of
`validate` (`checks/colours.py`).
"""

from __future__ import annotations

import re
import tomllib
from itertools import combinations
from pathlib import Path

import pytest
from coloraide import Color

from corridor_atlas.checks import colours
from corridor_atlas.draw import payload
from corridor_atlas.draw.figure import style

ROOT = Path(__file__).parents[1]
WEB = ROOT / "src/corridor_atlas/web"
VISIONS = ("normal", "protan", "deutan", "tritan")
APART = 10.0
"""CIEDE2000 between colours that mean different things in the same form; 2.3 is just noticeable."""
TEXT, SIGN = 4.5, 3.0
"""Contrast of WCAG 2.1 AA: 1.4.3 for letters, 1.4.11 for signs, lines and controls."""
THEMES = ("light", "dark")


def seen(colour: str, vision: str) -> Color:
    return Color(colour) if vision == "normal" else Color(colour).filter(vision, 1, method="machado").clip()


def distance(one: str, other: str) -> float:
    """CIEDE2000 between two colours for those who tell them apart worst."""
    return min(float(seen(one, vision).delta_e(seen(other, vision), method="2000")) for vision in VISIONS)


def contrast(one: str | Color, other: str | Color) -> float:
    return float(Color(one).contrast(other, method="wcag21"))


def mixed(one: str, part: float, other: str) -> Color:
    """As CSS mixes: color-mix(in srgb, one part, other)."""
    return Color(other).mix(one, part, space="srgb")


def too_close(colours: dict[str, str], least: float = APART) -> list[str]:
    pairs = [(a, b, distance(colours[a], colours[b])) for a, b in combinations(colours, 2)]
    return [f"{a} and {b}: {apart:.1f}" for a, b, apart in pairs if apart < least]


def too_weak(letters: dict[str, str | Color], grounds: dict[str, str | Color], least: float) -> list[str]:
    pairs = [(a, b, contrast(letters[a], grounds[b])) for a in letters for b in grounds]
    return [f"{a} on {b}: {found:.2f}" for a, b, found in pairs if found < least]


def part_of(rule: str) -> float:
    """The part of an era's colour in the mixture that a rule of the style sheet uses, 0 to 1."""
    sheets = "".join(sheet.read_text(encoding="utf-8") for sheet in (WEB / "styles").glob("*.css"))
    (found,) = set(re.findall(rule, sheets))
    return int(found) / 100


@pytest.mark.parametrize("theme", THEMES)
def test_colours_that_mean_something_differ(theme: str) -> None:
    palette = payload.palette()[theme]
    changes = {name: palette[f"change_{name}"] for name in ("opened", "closed", "changed", "same")}
    statuses = {name: value for name, value in palette.items() if name.startswith("status_")}
    ways = {name: palette[name] for name in ("accent", "gained", "lost")}
    assert len(statuses) == 7
    assert too_close(changes) + too_close(statuses) + too_close(ways) == []


def test_the_changes_of_a_figure_differ() -> None:
    assert too_close(style.CHANGES) == []


@pytest.mark.parametrize("theme", THEMES)
def test_letters_can_be_read(theme: str) -> None:
    palette = payload.palette()[theme]
    letters = {name: palette[name] for name in ("ink", "ink_soft", "accent")}
    panels: dict[str, str | Color] = {name: palette[name] for name in ("panel", "paper")}
    chosen = {"what is chosen": mixed(palette["accent"], 0.13, palette["panel"])}
    assert too_weak(letters, panels, TEXT) + too_weak(letters, chosen, TEXT) == []
    assert contrast(palette["accent_ink"], palette["accent"]) >= TEXT
    land = {name: palette[name] for name in ("paper", "casing")}
    water = {**land, "sea": palette["sea"]}
    assert too_weak({name: palette[name] for name in ("place", "country")}, land, TEXT) == []
    assert too_weak({"water": palette["water_ink"], "scale": palette["place"]}, water, TEXT) == []


@pytest.mark.parametrize("theme", THEMES)
def test_names_of_what_changed_can_be_read(theme: str) -> None:
    palette = payload.palette()[theme]
    names: dict[str, str | Color] = {
        name: mixed(palette[name], style.IN_NAMES, palette["ink"])
        for name in palette
        if name.startswith("change_") and name != "change_same"
    }
    grounds: dict[str, str | Color] = {name: palette[name] for name in ("paper", "sea", "casing")}
    assert too_weak(names, grounds, TEXT) == []


def test_the_browser_and_the_figure_write_names_alike() -> None:
    script = (WEB / "src/map/style.js").read_text(encoding="utf-8")
    assert f"const IN_NAMES = {style.IN_NAMES};" in script
    ink = payload.palette()["light"]["ink"]
    assert style.ink_of("#ffffff") == mixed("#ffffff", style.IN_NAMES, ink).to_string(hex=True)


def test_the_check_of_layers_and_eras_mixes_as_the_browser_does() -> None:
    assert colours.IN_NAMES == style.IN_NAMES
    assert part_of(r"[^-]color: color-mix\(in srgb, var\(--cam-era\) (\d+)%, var\(--ca-ink\)\)") == colours.IN_ERA_NAMES
    band = r"(?m)^\.cam-frame \.cam-band \{[^}]*background: "
    assert part_of(band + r"color-mix\(in srgb, var\(--cam-era\) (\d+)%, var\(--ca-panel\)\)") == colours.IN_BANDS
    assert payload.palette().keys() == colours.THEMES.keys()


@pytest.mark.parametrize("theme", THEMES)
def test_signs_of_what_changed_stand_out_from_land_and_sea(theme: str) -> None:
    """What did not change between two years is left pale on purpose: it is only the ground then."""
    palette = payload.palette()[theme]
    signs = {name: palette[name] for name in palette if name.startswith("change_") and name != "change_same"}
    signs |= {name: palette[name] for name in ("accent", "gained", "lost", "ink")}
    assert too_weak(signs, {name: palette[name] for name in ("paper", "sea")}, SIGN) == []
    assert too_weak({"outline of a control": palette["ink_faint"]}, {"panel": palette["panel"]}, SIGN) == []


def test_signs_of_a_figure_stand_out_from_land_and_sea() -> None:
    palette = payload.palette()["light"]
    signs = {name: colour for name, colour in style.CHANGES.items() if name != "same"}
    assert too_weak(signs, {name: palette[name] for name in ("paper", "sea")}, SIGN) == []


@pytest.mark.parametrize("theme", THEMES)
def test_the_page_around_the_map_can_be_read(theme: str) -> None:
    config = tomllib.loads((ROOT / ".streamlit/config.toml").read_text(encoding="utf-8"))["theme"][theme]
    paper, side = config["backgroundColor"], config["secondaryBackgroundColor"]
    grounds: dict[str, str | Color] = {"paper": paper, "side": side}
    letters = {name: config[name] for name in ("textColor", "primaryColor")}
    assert too_weak(letters, grounds, TEXT) == []
    # a chosen button of Streamlit: its colour on a tenth of it
    assert contrast(config["primaryColor"], mixed(config["primaryColor"], 0.1, side)) >= TEXT


@pytest.mark.parametrize("theme", THEMES)
def test_coloured_letters_of_the_page_can_be_read(theme: str) -> None:
    sheet = (ROOT / "src/corridor_atlas/ui/page.css").read_text(encoding="utf-8")
    config = tomllib.loads((ROOT / ".streamlit/config.toml").read_text(encoding="utf-8"))["theme"][theme]
    place = THEMES.index(theme)
    written = re.findall(r"[ {;]color: light-dark\((#\w{6}), (#\w{6})\)", sheet)
    assert written
    letters = {colours[place]: colours[place] for colours in written}
    assert too_weak(letters, {"paper": config["backgroundColor"]}, TEXT) == []
    faint = re.search(r"--ca-faint: color-mix\(in srgb, currentColor (\d+)%, transparent\)", sheet)
    assert faint is not None
    half = mixed(config["textColor"], int(faint[1]) / 100, config["backgroundColor"])
    assert contrast(half, config["backgroundColor"]) >= TEXT
