"""Straight pieces: a line that is straight for longer than its precision allows is told."""

from __future__ import annotations

import pytest
from shapely.geometry import LineString, MultiLineString

from corridor_atlas.checks import straight
from corridor_atlas.data import dataset
from small_world import feature, line, write_table

DEGREE_KM = 111.32
"""One degree of longitude on the equator."""


def along(*kilometres: float):
    """A line along the equator with vertices at these kilometres."""
    return line(*((131 + km / DEGREE_KM, 0.0) for km in kilometres))


def told(root, shape, precision: str, **properties) -> list[tuple[str, str, bool]]:
    basis = {"method": "drawn for a test", "precision": precision}
    write_table(root, "ways", feature("a-way", shape, geometry_basis=basis, **properties))
    found = [one for one in straight.check(dataset.load(root)) if one.id == "a-way"]
    return [(one.field, one.found, one.notice) for one in found]


@pytest.mark.parametrize("mode", straight.MODES)
@pytest.mark.parametrize(
    ("precision", "sound", "long"),
    [("surveyed", 14, 16), ("traced", 14, 16), ("approximate", 69, 71), ("schematic", 500, None)],
)
def test_a_straight_piece_is_as_long_as_the_precision_allows(small, mode, precision, sound, long) -> None:
    assert told(small, along(0, 5, 5 + sound), precision, mode=mode) == []
    if long:
        said = f"{precision}, with a straight piece of {long} km"
        assert told(small, along(0, 5, 5 + long), precision, mode=mode) == [("geometry_basis.precision", said, True)]


def test_a_line_without_a_bend_is_short_or_schematic(small) -> None:
    said = "approximate, with a straight piece of 40 km and no bend"
    assert told(small, along(0, 40), "approximate", mode="rail") == [("geometry_basis.precision", said, True)]
    assert told(small, along(0, 12), "approximate", mode="rail") == []
    assert told(small, along(0, 40), "schematic", mode="rail") == []


@pytest.mark.parametrize("properties", [{"mode": "sea"}, {"mode": "river"}, {}])
def test_lines_at_sea_and_borders_are_not_asked(small, properties) -> None:
    assert told(small, along(0, 400), "traced", **properties) == []


def test_every_part_of_a_line_counts_and_the_gap_between_two_does_not() -> None:
    parts = MultiLineString([[(0, 0), (0.1, 0)], [(5, 0), (5.2, 0), (5.3, 0)]])
    vertices, km = straight.longest_piece(parts)
    assert (vertices, round(km, 1)) == (5, 22.3)
    assert straight.longest_piece(LineString([(0, 0), (1, 0)]))[0] == 2
