"""Rings as RFC 7946 has them: turned where they are wrong, and nothing else moves."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import box, mapping, shape

from corridor_atlas.checks import shapes
from corridor_atlas.data import dataset
from corridor_atlas.data.backends import geojson
from corridor_atlas.data.rings import wound
from small_world import collection, feature, point, write_table

SQUARE = [[0, 0], [4, 0], [4, 4], [0, 4], [0, 0]]
HOLE = [[1, 1], [1, 2], [2, 2], [2, 1], [1, 1]]


def polygon(*rings: list) -> dict:
    return {"type": "Polygon", "coordinates": list(rings)}


RIGHT = polygon(SQUARE, HOLE)


@pytest.mark.parametrize("outer", [SQUARE, SQUARE[::-1]])
@pytest.mark.parametrize("hole", [HOLE, HOLE[::-1]])
def test_outer_rings_run_counter_clockwise_and_holes_clockwise(outer, hole) -> None:
    assert wound(polygon(outer, hole)) == RIGHT


def test_every_part_is_turned() -> None:
    far = [[x + 10, y] for x, y in SQUARE]
    many = {"type": "MultiPolygon", "coordinates": [[SQUARE[::-1]], [far]]}
    assert wound(many) == {"type": "MultiPolygon", "coordinates": [[SQUARE], [far]]}
    both = {"type": "GeometryCollection", "geometries": [polygon(SQUARE[::-1]), point()]}
    assert wound(both) == {"type": "GeometryCollection", "geometries": [polygon(SQUARE), point()]}


@pytest.mark.parametrize(
    "odd",
    [
        None,
        5,
        "POINT(130 42)",
        {},
        {"type": "Polygon"},
        {"type": "Polygon", "coordinates": [[[1]], 3, None, [["a", "b"], ["c", "d"]]]},
        {"type": "MultiPolygon", "coordinates": [3, [[]]]},
        {"type": "LineString", "coordinates": SQUARE[::-1]},
        {"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [0, 0]]]},
    ],
)
def test_what_is_no_polygon_comes_back_as_it_is(odd) -> None:
    assert wound(odd) == odd


@given(st.floats(-170, 170), st.floats(-80, 80), st.floats(0.001, 9), st.booleans())
def test_what_was_turned_is_the_same_place_begins_alike_and_is_not_turned_again(west, south, size, ccw) -> None:
    here = mapping(box(west, south, west + size, south + size, ccw=ccw))
    here = json.loads(json.dumps(here))
    there = wound(here)
    assert shape(there).exterior.is_ccw
    assert shape(there).equals(shape(here))
    assert there["coordinates"][0][0] == here["coordinates"][0][0]
    assert wound(there) == there


def test_fmt_turns_them(small) -> None:
    text = json.dumps(collection(feature("zone", polygon(SQUARE[::-1], HOLE[::-1]))))
    neat = geojson.formatted(text)
    assert json.loads(neat)["features"][0]["geometry"] == RIGHT
    assert geojson.formatted(neat) == neat


@pytest.mark.parametrize("rings", [(SQUARE[::-1],), (SQUARE, HOLE[::-1])])
def test_a_ring_the_wrong_way_round_is_a_fault_that_names_the_command(small, rings) -> None:
    write_table(small, "zones", feature("zone", polygon(*rings)), feature("right-zone", RIGHT))
    [fault] = shapes.check(dataset.load(small))
    assert (fault.file, fault.id, fault.field, fault.notice) == ("zones.geojson", "zone", "geometry", False)
    assert "corridor-atlas fmt" in fault.expected
