"""Lines, signs and statuses on every ground of the map: seen by all, in both themes and in grey print.

Contrast is that of WCAG 2.1 (1.4.11: 3 to 1 for graphics); lightness is L* of CIELAB, which is what is left of a colour
in grey print. What each layer's colour has to be is a check of `validate` (`checks/colours.py`).
"""

from __future__ import annotations

from itertools import combinations

import pytest
from coloraide import Color

from corridor_atlas.checks import colours
from corridor_atlas.checks.vision import contrast, distance, mixed
from corridor_atlas.core.model import Status
from corridor_atlas.data import dataset
from corridor_atlas.data.config import Layer
from corridor_atlas.draw import payload
from corridor_atlas.draw.figure import style
from corridor_atlas.draw.kinds import _basemap, _tints

ATLAS = dataset.load()
THEMES = tuple(colours.THEMES)
SEEN = [layer for layer in ATLAS.layers if layer.rim_opacity == 1]
GHOSTS = {Status.CLOSED, Status.CANCELLED}
"""What is no longer there is faint on purpose."""
PALE = 2.1
"""Least contrast of what is planned or proposed: dotted, and paler than what stands."""


def lightness(colour: str) -> float:
    return float(Color(colour).convert("lab-d65")["lightness"])


def worst(colour: str, theme: str) -> tuple[float, str]:
    """The least contrast of a colour on any ground, and on which."""
    found = colours.grounds(payload.palette()[theme])
    return min((contrast(colour, below), name) for name, below in found.items())


def of(layer: Layer, theme: str) -> str:
    return str(getattr(layer, colours.THEMES[theme]))


def test_nothing_is_to_be_said_of_the_colours_of_this_atlas() -> None:
    assert list(map(str, colours.check(ATLAS))) == []


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("layer", SEEN, ids=lambda layer: layer.id)
def test_lines_and_signs_stand_out_from_every_ground(layer: Layer, theme: str) -> None:
    found, ground = worst(of(layer, theme), theme)
    assert found >= colours.SIGN, ground


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("status", [one for one in Status if one not in GHOSTS])
def test_statuses_stand_out_from_every_ground(status: Status, theme: str) -> None:
    strength = style.PATTERNS[status].alpha
    below = colours.grounds(payload.palette()[theme])
    least = colours.SIGN if strength == 1 else PALE
    for layer in SEEN:
        found = {ground: contrast(mixed(of(layer, theme), strength, under), under) for ground, under in below.items()}
        assert min(found.values()) >= least, f"{layer.id}: {found}"


def test_layers_that_are_ground_do_not_shout() -> None:
    quiet = [layer for layer in ATLAS.layers if layer.rim_opacity < 1]
    assert [layer.id for layer in quiet] == ["protected_areas"]
    for theme in THEMES:
        for layer in quiet:
            land = payload.palette()[theme]["wash_0"]
            assert contrast(mixed(of(layer, theme), layer.rim_opacity, land), land) < 2
            assert contrast(mixed(of(layer, theme), layer.fill_opacity, land), land) > 1.05


@pytest.mark.parametrize("theme", THEMES)
def test_land_water_and_bands_are_told_apart_by_lightness(theme: str) -> None:
    palette = payload.palette()[theme]
    for tint in range(_tints.TINTS):
        wash, band = palette[f"wash_{tint}"], palette[f"band_{tint}"]
        assert abs(lightness(wash) - lightness(palette["sea"])) >= 5
        assert abs(lightness(wash) - lightness(palette["water"])) >= 5
        assert abs(lightness(wash) - lightness(band)) >= 5
        assert float(Color(band).delta_e(palette["sea"], method="2000")) >= 5


@pytest.mark.parametrize("theme", THEMES)
def test_bands_on_both_sides_of_a_border_differ(theme: str) -> None:
    """To normal eyes; for the rest the border between them is drawn."""
    palette = payload.palette()[theme]
    bands = [palette[f"band_{tint}"] for tint in range(_tints.TINTS)]
    border = palette["border"]
    for one, other in combinations(bands, 2):
        assert float(Color(one).delta_e(other, method="2000")) >= 5
        assert min(contrast(border, one), contrast(border, other)) >= colours.SIGN


@pytest.mark.parametrize("theme", THEMES)
def test_the_stripes_of_a_disputed_area_differ_for_everyone(theme: str) -> None:
    palette = payload.palette()[theme]
    told = _basemap.payload(ATLAS.root / "geodata/basemap", whole=False, disputes=ATLAS.disputes)["disputes"]
    for one in told:
        tints = [palette[f"tint_{tint}"] for tint in one["t"]]
        assert all(distance(a, b) >= colours.APART for a, b in combinations(tints, 2)), one["by"]
        # in grey the hair lines between them tell that there are stripes
        assert all(abs(lightness(tint) - lightness(palette["casing"])) >= 8 for tint in tints)


def test_lines_on_land_are_told_apart_in_grey_print() -> None:
    lines = [one for one in ATLAS.layers if one.kind == "lines" and colours.form(ATLAS, one) == "line"]
    on_land = {one.id: lightness(one.color) for one in lines if not ATLAS.table(one.data).at_sea}
    assert len(on_land) == 4
    for one, other in combinations(on_land, 2):
        assert abs(on_land[one] - on_land[other]) >= 5, (one, other)


def test_lines_and_signs_are_dark_in_grey_print() -> None:
    paper = lightness(payload.palette()["light"]["paper"])
    assert all(paper - lightness(layer.color) >= 40 for layer in SEEN)
