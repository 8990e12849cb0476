"""The grid behind a chart: some round values, whatever the figures."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridor_atlas.ui.chart import _grid

LARGE = 1.79e308


@pytest.mark.parametrize(
    ("low", "high"),
    [(-1e308, 1e308), (0, LARGE), (-LARGE, LARGE), (-LARGE, 0), (0, 0), (0, 5e-324), (0, 1e-310), (-1e-305, 1e308)],
)
def test_of_the_largest_and_smallest_numbers_there_is_a_grid(low, high) -> None:
    found = _grid(low, high)
    assert all(map(math.isfinite, found))
    assert found == sorted(set(found))
    assert 1 < len(found) <= 8


@given(st.integers(-(10**15), 0), st.integers(0, 10**15))
def test_the_grid_holds_all_figures_and_zero(low, high) -> None:
    found = _grid(low, high)
    assert found[0] <= low * 0.999999
    assert found[-1] >= high * 0.999999
    assert 0 in found
    assert 1 < len(found) <= 8
