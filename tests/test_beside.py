"""Lines that run along one another stand side by side (the moving itself: `spec/shapes.json`)."""

from __future__ import annotations

import numpy as np
import shapely
from shapely.geometry import LineString, MultiLineString

from corridor_atlas.draw.beside import beside, moved

OLD = LineString([(130, 43), (131, 43)])


def test_the_later_line_goes_to_the_side_on_which_it_lies() -> None:
    north = LineString([(130, 43.005), (131, 43.005)])
    south = LineString([(131, 42.995), (130, 42.995)])
    far = LineString([(130, 43.2), (131, 43.2)])
    first, left, back, none = beside([OLD, north, south, far])
    assert first == none == []
    assert [(part, slot) for part, _, _, slot, _ in left] == [(0, -1)], "going east, north is to the left"
    assert [(part, slot) for part, _, _, slot, _ in back] == [(0, -1)], "going west, south is to the left"
    assert left[0][1:3] == (0, 1)
    assert 0.005 < left[0][4] < 0.009


def test_a_third_line_goes_beyond_the_second() -> None:
    same = beside([OLD, OLD, OLD.reverse(), OLD])
    slots = [rows[0][3] if rows else 0 for rows in same]
    assert slots == [0, 1, 1, 2], "the one that runs back has the other side to its right"


def test_lines_that_only_cross_stay_where_they_are() -> None:
    assert beside([OLD, LineString([(130, 43.06), (131, 42.94)])]) == [[], []]
    assert beside([OLD, LineString([(130.5, 42.5), (130.5, 43.5)])]) == [[], []]


def test_a_line_keeps_its_ends_and_comes_nearer_its_place_the_closer_one_looks() -> None:
    rows = beside([OLD, LineString([(130, 43.002), (131, 43.002)])])[1]
    line = MultiLineString([[(130, 43.002), (131, 43.002)], [(132, 43), (133, 43)]])
    away = []
    for zoom in (5, 8, 12):
        shape = moved(line, rows, zoom, 2.0)
        assert np.allclose(shapely.get_coordinates(shape)[0], [130, 43.002])
        assert shapely.get_geometry(shape, 1).equals(line.geoms[1])
        away.append(shapely.hausdorff_distance(shape, line))
    assert away[0] > away[1] > away[2]
    assert away[2] < 1e-6
