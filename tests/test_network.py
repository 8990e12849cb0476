"""The network of a year on made-up maps: what must hold whatever the lines are."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from corridor_atlas.core.errors import AtlasError, NotFoundError, YearError
from corridor_atlas.core.model import Status, Traffic
from corridor_atlas.network import report, strip
from corridor_atlas.network.graph import Costs, Network, Query, Way
from corridor_atlas.network.topology import distance_m
from small_network import STATIONS, Made, atlas, closed, corridor, line, lines, network, node

FREE = Query(costs=Costs(0, 0, 0, 0))
"""Changes cost nothing: the best way is the shortest."""
EPSILON = 0.11
"""`Way.km` is rounded to 0.1 km."""
YEARS = st.sampled_from([1992, 2020])

A, B, C, D, E, F = STATIONS


def km(found: Way) -> float:
    """Length of a way, infinite where there is none."""
    return found.km if found.km is not None else float("inf")


def of(made: list[Made]) -> Network:
    return network(STATIONS, made)


def way(made: list[Made] | Network, year: int = 2020, query: Query = FREE, *, turned: bool = False) -> Way:
    """The way from the first to the last station; none where one of them has no line at all."""
    found = made if isinstance(made, Network) else of(made)
    assume({"n0", "n5"} <= set(found.places))
    return found.way(*(("n5", "n0") if turned else ("n0", "n5")), year, query)


def opened(made: list[Made], ids: set[str]) -> list[Made]:
    """The same lines, some of them open at all times."""
    return [({**said, "timeline": []} if said["id"] in ids else said, shape) for said, shape in made]


def fewest_breaks(found: Way) -> int:
    """Least number of changes of gauge on the legs of a way, between two transfers."""
    count, possible = 0, set[int]()
    for leg in found.legs:
        gauges = set(leg.gauges) or {1435, 1520}
        if leg.mode != "rail":
            possible = set()
        elif possible and not possible & gauges:
            count, possible = count + 1, gauges
        else:
            possible = possible & gauges or gauges
    return count


# --- whatever the lines are --------------------------------------------------------------------


@given(lines(), YEARS)
def test_one_line_more_never_makes_the_best_way_longer(made, year) -> None:
    assert km(way(made, year)) <= km(way(made[:-1], year)) + EPSILON


@given(lines(), st.data())
def test_one_line_closed_never_makes_the_best_way_shorter(made, data) -> None:
    shut = data.draw(st.sampled_from(range(len(made))))
    said, shape = made[shut]
    fewer = [*made[:shut], ({**said, "timeline": closed()}, shape), *made[shut + 1 :]]
    assert km(way(fewer)) >= km(way(made)) - EPSILON


@given(lines(), YEARS)
def test_the_way_back_is_as_long(made, year) -> None:
    built = of(made)
    there, back = way(built, year), way(built, year, turned=True)
    assert km(back) == pytest.approx(km(there), abs=EPSILON)
    assert bool(back.missing) == bool(there.missing)


@given(lines(), YEARS)
def test_the_legs_of_a_way_join_up_from_its_beginning_to_its_end(made, year) -> None:
    found = way(made, year, Query())
    assume(found.legs)
    assert (found.legs[0].start, found.legs[-1].end) == ("n0", "n5")
    assert all(here.end == after.start for here, after in pairwise(found.legs))
    assert found.km == pytest.approx(sum(leg.km for leg in found.legs), abs=0.051)
    for what in ("mode", "country"):
        assert sum(found.km_by(what).values()) == pytest.approx(found.km, abs=0.3)


@given(lines(), YEARS)
def test_a_way_uses_only_what_is_open(made, year) -> None:
    built = of(made)
    for leg in way(built, year).legs:
        assert built.is_open(leg.line, year, frozenset({Status.OPERATING}), Traffic.FREIGHT)


@given(lines())
def test_gauge_breaks_and_transfers_are_counted_where_they_must_be(made) -> None:
    found = way(made, 2020, Query())
    assert len(found.gauge_breaks) == fewest_breaks(found)
    assert len(found.transfers) == sum(a.mode != b.mode for a, b in pairwise(found.legs))


@given(lines())
def test_what_is_missing_connects_when_it_opens_and_each_of_it_is_shut(made) -> None:
    found = way(made)
    missing = {one.id for one in found.missing}
    if found.legs:
        assert missing == set()
        return
    assert all(one.status is Status.SUSPENDED for one in found.missing)
    whole = way(opened(made, {said["id"] for said, _ in made}))
    assert bool(missing) == bool(whole.legs)
    if missing:
        assert way(opened(made, missing)).legs


@given(lines(), st.sampled_from([("rail",), ("road",), ("sea", "road")]))
def test_only_the_modes_asked_for_are_used(made, modes) -> None:
    assert {leg.mode for leg in way(made, query=replace(FREE, modes=modes)).legs} <= set(modes)


@given(lines(), st.sampled_from(["RU", "KP"]))
def test_a_country_to_avoid_is_never_entered(made, code) -> None:
    built = of(made)
    free, found = way(built), way(built, query=replace(FREE, avoid=frozenset({code})))
    assert not any(code in leg.countries for leg in found.legs)
    assert km(found) >= km(free) - EPSILON
    if not any(code in leg.countries for leg in free.legs):
        assert found.km == free.km


@given(lines())
def test_what_is_allowed_is_used_as_if_it_were_open(made) -> None:
    all_open = way(opened(made, {said["id"] for said, _ in made}))
    allowed = way(made, query=replace(FREE, allow=frozenset({Status.OPERATING, Status.SUSPENDED})))
    assert km(allowed) == pytest.approx(km(all_open), abs=EPSILON)


@given(lines())
def test_years_in_which_the_same_is_open_share_one_graph(made) -> None:
    built = of(made)
    assert built.graph(2001, FREE) is built.graph(2008, FREE)
    assert built.graph(2011, FREE) is built.graph(2020, FREE)
    changed = any("timeline" in said or "gauge_stretches" in said for said, _ in made)
    assert (built.graph(1992, FREE) is built.graph(2020, FREE)) == (not changed)


@given(lines(), st.floats(10, 900))
def test_reach_agrees_with_the_ways(made, limit) -> None:
    built = of(made)
    assume("n0" in built.places)
    found = built.reach("n0", 2020, FREE, km=limit)
    for name in set(built.places) - {"n0"}:
        length = km(built.way("n0", name, 2020, FREE))
        assert abs(length - limit) < EPSILON or (name in found) == (length <= limit)
        if name in found:
            assert found[name] == pytest.approx(length, abs=EPSILON)


@given(lines())
def test_a_way_as_plain_values_is_json_and_has_its_keys(made) -> None:
    built = of(made)
    document = json.loads(json.dumps(report.way(built, way(built))))
    assert list(document) == [
        *("from", "to", "year", "km", "km_by_mode", "km_by_country"),
        *("border_crossings", "gauge_breaks", "transfers", "legs", "missing"),
    ]
    assert (document["km"] is None) == (document["legs"] == [])
    assert list(report.way_in_words(built, way(built)))


# --- one at a time -----------------------------------------------------------------------------


def test_a_leg_is_as_long_as_the_line_on_the_ground() -> None:
    found = of([line("one", A, B)]).way("n0", "n1", 2020)
    assert found.km == pytest.approx(distance_m((120, 40), (122, 41.3)) / 1000, abs=0.06)


def test_track_km_is_shared_out_over_the_legs() -> None:
    legs = of([line("one", A, B, C, track_km=1000.0)]).legs
    assert sum(leg.km for leg in legs) == pytest.approx(1000)
    assert legs[0].km == pytest.approx(1000 * 222.9 / (222.9 + 213.9), rel=0.01)


def test_a_detour_is_taken_to_spare_a_change_of_gauge() -> None:
    made = [line("near", A, B, gauge_mm=[1520]), line("on", B, F), line("far", A, D, B)]
    found = of(made)
    assert [leg.line for leg in found.way("n0", "n5", 2020, FREE).legs] == ["near", "on"]
    assert found.way("n0", "n5", 2020, FREE).gauge_breaks == ("n1",)
    dear = found.way("n0", "n5", 2020, Query(costs=Costs(gauge_break=2000)))
    assert [leg.line for leg in dear.legs] == ["far", "far", "on"]
    assert dear.gauge_breaks == ()


def test_a_valve_that_is_shut_lets_nothing_through() -> None:
    border = node("border", 122, 41.3, kind="border_point", place="gate", countries=["CN", "RU"])
    gate = {"id": "gate", "kind": "rail", "countries": ["CN", "RU"], "timeline": closed("2010")}, border[1]
    found = network([A, border, C], [line("one", A, border, C)], border_crossings=[gate])
    assert found.way("n0", "n2", 2005).border_crossings == ("gate",)
    assert found.way("n0", "n2", 2015).legs == ()
    assert [(one.id, one.status) for one in found.way("n0", "n2", 2015).missing] == [("gate", "suspended")]


def test_nodes_of_one_town_are_one_place_and_changing_there_is_a_transfer() -> None:
    town = {"id": "town", "countries": ["CN"]}, B[1]
    station, square = node("station", 122, 41.3, place="town"), node("square", 122.01, 41.3, place="town")
    made = [line("rails", A, station), line("street", square, C, mode="road", gauge_mm=[])]
    found = network([A, station, square, C], made, settlements=[town]).way("n0", "n2", 2020)
    assert [leg.line for leg in found.legs] == ["rails", "street"]
    assert found.transfers == ("square",)


def test_a_port_without_a_quay_in_the_network_is_reached_through_its_town() -> None:
    town = {"id": "town", "countries": ["CN"]}, B[1]
    port = {"id": "port", "countries": ["CN"], "place": "town"}, B[1]
    station = node("station", 122, 41.3, place="town")
    found = network([A, station], [line("one", A, station)], settlements=[town], ports=[port])
    assert found.way("n0", "port", 2020).legs
    shut = network([A, station], [line("one", A, station, timeline=closed())], settlements=[town], ports=[port])
    assert [one.id for one in shut.way("n0", "port", 2020).missing] == ["one"]


def test_high_speed_lines_carry_people_and_no_cargo() -> None:
    found = of([line("fast", A, B, kind="high_speed")])
    assert found.way("n0", "n1", 2020).legs == ()
    assert found.way("n0", "n1", 2020, Query(load=Traffic.PASSENGERS)).legs


LIMITED = [
    {"status": "operating", "start": "1990", "end": "2020"},
    {"status": "operating", "start": "2020", "end": "2023", "traffic": ["freight"]},
    {"status": "operating", "start": "2023"},
]


@pytest.mark.parametrize(("year", "people"), [(2019, True), (2020, False), (2022, False), (2023, True)])
def test_a_line_that_carries_freight_alone_is_open_to_cargo_and_shut_to_people(year, people) -> None:
    built = of([line("one", A, B, timeline=LIMITED)])
    assert built.way("n0", "n1", year).legs
    way = built.way("n0", "n1", year, Query(load=Traffic.PASSENGERS))
    assert bool(way.legs) is people
    assert [(one.id, one.status, one.only) for one in way.missing] == (
        [] if people else [("one", Status.OPERATING, Traffic.FREIGHT)]
    )
    assert set(built.reach("n0", year, Query(load=Traffic.PASSENGERS), km=500)) == ({"n0", "n1"} if people else set())


def test_a_strip_says_what_alone_is_carried_and_for_whom_it_can_be_used() -> None:
    made = atlas(
        [corridor("way", ["n0", "n1"], ["one"])], network_nodes=STATIONS, railways=[line("one", A, B, timeline=LIMITED)]
    )
    cargo, people = (strip.strip(Network(made), "way", 2021, load) for load in Traffic)
    assert (cargo.share, people.share) == (1, 0)
    assert [one.only for one in (*cargo.segments, *people.segments)] == [Traffic.FREIGHT] * 2


def test_a_service_over_other_tracks_is_no_track() -> None:
    assert of([line("train", A, B, kind="service"), line("one", B, C)]).legs[0].line == "one"


def test_other_ways_lead_over_other_lines_best_first() -> None:
    found = of([line("one", A, F), line("two", A, B, F), line("three", A, E, F)]).ways("n0", "n5", 2020, count=3)
    assert [way.legs[0].line for way in found] == ["one", "two", "three"]
    assert [way.km for way in found] == sorted(way.km for way in found)


def test_the_best_way_stands_first_even_if_another_is_shorter() -> None:
    """The other one is shorter by less than its change of gauge costs."""
    made = [line("near", A, B, gauge_mm=[1520]), line("on", B, F), line("far", A, D, B)]
    best, other = of(made).ways("n0", "n5", 2020, Query(costs=Costs(gauge_break=2000)), count=2)
    assert (best.lines, other.lines) == ({"far", "on"}, {"near", "on"})
    assert other.km < best.km


def test_a_way_three_times_as_long_is_no_other_way() -> None:
    made = [line("one", A, F), line("round", A, B, F, track_km=9000.0)]
    assert [way.lines for way in of(made).ways("n0", "n5", 2020)] == [{"one"}]


def test_other_ways_pass_the_same_places() -> None:
    made = [line("one", A, B), line("two", B, F), line("three", B, E, F)]
    found = of(made).ways("n0", "n5", 2020, via=["n1"])
    assert [way.lines for way in found] == [{"one", "two"}, {"one", "three"}]


def test_what_is_missing_on_every_part_of_the_way_is_told() -> None:
    made = [line("one", A, B, timeline=closed()), line("two", B, F, timeline=closed())]
    found = of(made).way("n0", "n5", 2020, via=["n1"])
    assert [one.id for one in found.missing] == ["one", "two"]


def test_via_leads_through_a_place() -> None:
    found = of([line("one", A, F), line("two", A, B, F)]).way("n0", "n5", 2020, via=["n1"])
    assert [leg.end for leg in found.legs] == ["n1", "n5"]


def test_what_is_wrong_is_told_with_near_matches() -> None:
    found = of([line("one", A, B)])
    with pytest.raises(NotFoundError, match="place in the network 'n0x': did you mean n0"):
        found.way("n0x", "n1", 2020)
    with pytest.raises(NotFoundError, match="mode 'rial': did you mean rail"):
        found.way("n0", "n1", 2020, Query(modes=("rial",)))
    with pytest.raises(NotFoundError, match="country 'KR': did you mean RU, KP"):
        found.way("n0", "n1", 2020, Query(avoid=frozenset({"KR"})))
    with pytest.raises(NotFoundError, match="feature 'ane': did you mean one"):
        found.way("n0", "n1", 2020, Query(opened=frozenset({"ane"})))
    with pytest.raises(YearError, match="year 1990 is outside the atlas: expected 1991 to 2025"):
        found.way("n0", "n1", 1990)
    with pytest.raises(AtlasError, match="the same place"):
        found.way("n0", "N0", 2020)


def test_two_names_of_one_place_are_no_missing_way() -> None:
    town = {"id": "town", "countries": ["CN"]}, A[1]
    station = node("station", 120, 40, place="town")
    with pytest.raises(AtlasError, match="town and station are the same place"):
        network([station, B], [line("one", station, B)], settlements=[town]).way("town", "station", 2020)


def test_the_fewest_features_are_missing_however_many_stations_they_have() -> None:
    one = line("one-with-many-stations", A, B, C, D, F, timeline=closed())
    two = [line("first-of-two", A, E, timeline=closed()), line("second-of-two", E, F, timeline=closed())]
    assert [one.id for one in of([one, *two]).way("n0", "n5", 2020).missing] == ["one-with-many-stations"]


def test_a_station_whose_only_line_is_shut_is_still_part_of_its_town() -> None:
    town = {"id": "town", "countries": ["CN"]}, B[1]
    old, new = node("old", 122, 41.3, place="town"), node("new", 122.01, 41.3, place="town")
    made = [line("open", A, new), line("shut", old, C, timeline=closed())]
    found = network([A, old, new, C], made, settlements=[town]).way("n0", "old", 2020)
    assert found.legs or found.missing


def test_reach_takes_one_limit_and_grows_with_it() -> None:
    built = of([line("one", A, B), line("two", B, C)])
    near, far = built.reach("n0", 2020, km=150), built.reach("n0", 2020, km=1000)
    assert set(near) < set(far)
    assert far["n0"] == 0
    assert all(near[name] == far[name] for name in near)
    for limits in ({}, {"km": 100.0, "borders": 1}, {"km": -1.0}, {"borders": -1}):
        with pytest.raises(AtlasError, match="one of the two"):
            built.reach("n0", 2020, **limits)
