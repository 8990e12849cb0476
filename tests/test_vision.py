"""Colours as everyone sees them: the formulas agree with those of coloraide."""

from __future__ import annotations

import pytest
from coloraide import Color
from hypothesis import given
from hypothesis import strategies as st

from corridor_atlas.checks import vision

colours = st.integers(0, 0xFFFFFF).map("#{:06x}".format)


def seen(colour: str, kind: str) -> Color:
    return Color(colour) if kind == "normal" else Color(colour).filter(kind, 1, method="machado").clip()


@given(colours, colours)
def test_the_distance_is_that_of_those_who_see_worst(one, other) -> None:
    worst = min(float(seen(one, kind).delta_e(seen(other, kind), method="2000")) for kind in vision.VISIONS)
    assert vision.distance(one, other) == pytest.approx(worst, abs=1e-3)


@given(colours, colours)
def test_the_contrast_is_that_of_wcag(one, other) -> None:
    assert vision.contrast(one, other) == pytest.approx(Color(one).contrast(Color(other), method="wcag21"), abs=1e-3)


@given(colours, colours, st.floats(0, 1))
def test_a_mixture_is_that_of_css(one, other, part) -> None:
    mixed = Color(other).mix(one, part, space="srgb")
    for got, wanted in zip(Color(vision.mixed(one, part, other)).coords(), mixed.coords(), strict=True):
        assert got == pytest.approx(wanted, abs=0.51 / 255)


def test_red_and_green_look_alike_to_some_and_blue_and_yellow_to_none() -> None:
    red, green = "#c04a3a", "#6f8a2f"
    assert vision.distance(red, green) < Color(red).delta_e(green, method="2000") / 2
    assert vision.distance("#0066a8", "#e2c84a") > 30


def test_a_colour_is_no_distance_from_itself() -> None:
    assert vision.distance("#808080", "#808080") == 0
