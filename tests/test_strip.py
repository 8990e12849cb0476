"""Corridors as strips: one chain without detours, its kilometres, and how much of it could be used in a year."""

from __future__ import annotations

import json
from itertools import pairwise

import pytest
from hypothesis import given

from corridor_atlas.core.errors import NotFoundError, YearError
from corridor_atlas.network import report, strip
from corridor_atlas.network.graph import Network
from small_network import STATIONS, closed, corridor, line, lines, network, node
from small_network import atlas as small_atlas

A, B, C, D, E, F = STATIONS


# --- made-up corridors -------------------------------------------------------------------------


@given(lines())
def test_the_chain_is_the_same_in_every_year_and_only_its_status_changes(made) -> None:
    members = [said["id"] for said, _ in made]
    found = Network(small_atlas([corridor("way", ["n0", "n5"], members)], network_nodes=STATIONS, railways=made))
    strips = strip.series(found, "way")
    assert len({tuple((one.leg.line, one.leg.start) for one in year.segments) for year in strips}) == 1
    shares = [year.share for year in strips]
    if strips[0].segments:
        assert strips[0].gaps == ()
        assert shares[0] == 1.0
        assert all(a >= b for a, b in pairwise(shares))  # nothing that was shut opens again
    else:
        assert strips[0].gaps == (("n0", "n5"),)
        assert set(shares) == {None}


def test_the_chain_keeps_to_the_members() -> None:
    made = [line("short", A, F), line("member", A, D, E, F)]
    found = Network(small_atlas([corridor("way", ["n0", "n5"], ["member"])], network_nodes=STATIONS, railways=made))
    assert {one.leg.line for one in strip.strip(found, "way", 2020).segments} == {"member"}


def test_a_shut_valve_shuts_the_segments_on_both_sides() -> None:
    border = node("border", 122, 41.3, kind="border_point", place="gate")
    gate = {"id": "gate", "countries": ["CN"], "timeline": closed("2010")}, border[1]
    made = small_atlas(
        [corridor("way", ["n0", "n5"], ["one"])],
        network_nodes=[A, border, C, F],
        railways=[line("one", A, border, C, F)],
        border_crossings=[gate],
    )
    assert strip.strip(Network(made), "way", 2009).share == 1.0
    assert [one.usable for one in strip.strip(Network(made), "way", 2010).segments] == [False, False, True]


def test_a_strip_in_words_and_as_json() -> None:
    made = [line("one", A, C), line("two", C, F, timeline=closed("2010"))]
    found = Network(small_atlas([corridor("way", ["n0", "n5"], ["one", "two"])], network_nodes=STATIONS, railways=made))
    asked = strip.strip(found, "way", 2010)
    head, first, second = report.strip_in_words(found, asked)
    assert head == f"way, 2010: {asked.km:,.0f} km, {asked.share:.0%} usable"
    assert first.endswith("N0 to N2: One, no status")
    assert second.endswith("N2 to N5: Two, suspended")
    document = json.loads(json.dumps(report.strip(found, asked)))
    assert [segment["usable"] for segment in document["segments"]] == [True, False]


def test_the_series_of_a_corridor_has_every_year() -> None:
    made = [line("one", A, F, timeline=closed("2010"))]
    network_ = Network(small_atlas([corridor("way", ["n0", "n5"], ["one"])], network_nodes=STATIONS, railways=made))
    found = strip.series(network_, "way")
    assert [one.year for one in found] == list(range(1991, 2026))
    assert [one.share for one in found] == [1.0] * 19 + [0.0] * 16


def test_an_unknown_corridor_and_year_are_told() -> None:
    found = Network(
        small_atlas([corridor("way", ["n0", "n5"], ["one"])], network_nodes=STATIONS, railways=[line("one", A, F)])
    )
    with pytest.raises(NotFoundError, match="corridor 'wey': did you mean way"):
        strip.strip(found, "wey", 2008)
    with pytest.raises(YearError, match="year 2200"):
        strip.strip(found, "way", 2200)


def test_the_chain_does_not_change_between_road_and_rail_to_save_a_trifle() -> None:
    """Two towns, joined by a railway and a slightly shorter road; the train goes through both."""
    towns = [({"id": f"town-{i}", "countries": ["CN"]}, shape) for i, (_, shape) in enumerate((B, C))]
    b, c = (node(f"rail-{i}", *shape.coords[0], place=f"town-{i}") for i, (_, shape) in enumerate((B, C)))
    road = [node(f"road-{i}", *shape.coords[0], place=f"town-{i}") for i, (_, shape) in enumerate((B, C))]
    made = [
        line("railway", A, b, c, F, track_km=900.0),
        line("street", *road, mode="road", gauge_mm=[], track_km=200.0),
    ]
    found = Network(
        small_atlas(
            [corridor("way", ["n0", "n5"], ["railway", "street"])],
            network_nodes=[A, b, c, F, *road],
            railways=made,
            settlements=towns,
        )
    )
    assert {one.leg.line for one in strip.strip(found, "way", 2020).segments} == {"railway"}


def test_a_made_up_network_has_its_stations() -> None:
    assert set(network(STATIONS, [line("one", A, B, C, D, E, F)]).nodes) == {f"n{i}" for i in range(6)}
