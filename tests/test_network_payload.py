"""The network as the browser gets it: small, and its courses are those of the lines that are sent anyway."""

from __future__ import annotations

import gzip
import json
from typing import Any

import numpy as np
import pytest
from shapely.geometry import LineString, Point

import small_network
from corridor_atlas.data.sea_lanes import OPEN_SEA
from corridor_atlas.draw.kinds import _delta
from corridor_atlas.draw.network import choices, network
from corridor_atlas.network.graph import Network
from corridor_atlas.network.legs import MODES, course
from small_network import STATIONS, line, node

A, B, C, *_ = STATIONS
LARGEST = 60_000
"""Bytes in gzip that the network may add to a page."""


@pytest.fixture(scope="module")
def whole(atlas) -> Network:
    return Network(atlas)


@pytest.fixture(scope="module")
def told(whole, atlas) -> dict[str, Any]:
    drawn = {one.id for layer in atlas.layers for one in atlas.drawn_by(layer) if one.geometry is not None}
    return network(whole, drawn)


def test_the_shipped_network_is_small(told) -> None:
    text = json.dumps(told, separators=(",", ":"), ensure_ascii=False)
    assert len(gzip.compress(text.encode())) < LARGEST


def test_every_leg_is_told_once_with_its_kilometres_and_its_course(whole, told, atlas) -> None:
    legs = iter(whole.legs)
    for one in told["lines"]:
        places = _delta.decode(_delta.shape(atlas.features[one["id"]].geometry)["c"][0])
        for i, km in enumerate(one["legs"][::3]):
            leg = next(legs)
            ends = told["nodes"][one["nodes"][i]], told["nodes"][one["nodes"][i + 1]]
            assert (leg.line, leg.start, leg.end, leg.km, leg.mode) == (one["id"], *ends, km, MODES[one["mode"]])
            assert told["lands"][one["legs"][3 * i + 2]] == list(leg.countries)
            ours = places[one["cut"][i] : one["cut"][i + 1] + 1]
            expected = course(atlas, leg)
            assert np.abs(np.subtract((ours[0], ours[-1]), (expected[0], expected[-1]))).max() < 1e-5
            assert len(ours) <= len(expected)
    assert next(legs, None) is None


def test_every_lane_is_told_with_its_course(whole, told, atlas) -> None:
    assert told["lanes"]["line"] == OPEN_SEA
    places = np.reshape(told["lanes"]["places"], (-1, 2)) / _delta.UNIT
    for leg, (start, end, km, _land, *over) in zip(whole.lanes, told["lanes"]["rows"], strict=True):
        assert (leg.start, leg.end, leg.km) == (told["nodes"][start], told["nodes"][end], km)
        assert np.abs(places[over] - course(atlas, leg)).max() < 1e-5


def test_what_a_layer_draws_is_not_told_twice(told) -> None:
    assert set(told["more"]) == {OPEN_SEA}


def test_what_no_layer_draws_comes_with_name_spans_and_shape() -> None:
    made = small_network.network([A, B], [line("track", A, B, timeline=small_network.closed("2000"))])
    more = network(made, ())["more"]
    assert more["track"] == {
        "n": {"en": "Track"},
        "s": [1991, 1999, 3, 2000, 2025, 4],
        "g": {"t": "LineString", "c": [_delta.encode([A[1].coords[0], B[1].coords[0]])]},
    }
    assert "s" not in more["n0"]


def test_vertices_that_fall_together_count_once_in_the_cuts() -> None:
    middle = node("mid", 121, 40.5)
    close = [(120, 40), (120.000001, 40.000001), (121, 40.5), (122, 41.3)]
    properties, _ = line("track", A, middle, B)
    told = network(small_network.network([A, middle, B], [(properties, LineString(close))]), ())
    assert told["lines"][0]["cut"] == [0, 1, 2]
    assert len(_delta.decode(told["more"]["track"]["g"]["c"][0])) == 3


def test_an_atlas_without_lines_has_no_network() -> None:
    assert network(small_network.network([A, B], []), ()) is None


def test_places_to_choose_are_towns_ports_and_stations_without_either() -> None:
    served = node("quay-station", 120.1, 40, place="city")
    cities = [({"id": "city", "countries": ["CN"]}, Point(120, 40))]
    made = small_network.network([served, B, C], [line("track", served, B, C)], settlements=cities)
    assert sorted(choices(made)) == ["city", "n1", "n2"]
