"""Gauges: where a line has which, since when, and where a train has to change."""

from __future__ import annotations

from hypothesis import assume, given
from hypothesis import strategies as st

from corridor_atlas.network import topology
from corridor_atlas.network.graph import Network, Query
from corridor_atlas.network.query import CARGO
from corridor_atlas.network.strip import strip
from small_network import STATIONS, line, lines, network, node, stretch

A, B, C, D, E, F = STATIONS


BORDER = node("border", 122, 41.3, kind="border_point", countries=["CN", "RU"])


def between(*stretches: dict, **said: object) -> Network:
    """A Chinese and a Russian railway that meet on the border, each to a station of its own."""
    made = [line("east", A, D, BORDER, gauge_mm=[1435], gauge_stretches=stretches), line("west", BORDER, E, F, **said)]
    return network([A, D, BORDER, E, F], made)


def test_the_gauge_is_not_changed_on_the_border_itself() -> None:
    broad = {"gauge_mm": [1520]}
    assert between(**broad).way("n0", "n5", 2020).legs == ()
    both = stretch("n3", "border", 1435, 1520)
    assert between(both, **broad).way("n0", "n5", 2020).gauge_breaks == ("n3",)


def test_cargo_is_reloaded_on_the_side_that_receives_it() -> None:
    both = stretch("n3", "border", 1435, 1520)
    found = between(both, gauge_mm=[1520], gauge_stretches=[stretch("n4", "border", 1520, 1435)])
    assert found.way("n0", "n5", 2020).gauge_breaks == ("n4",)
    assert found.way("n5", "n0", 2020).gauge_breaks == ("n3",)
    assert found.gauge_stations(2020) == {"n3", "n4"}


def test_a_gauge_may_come_later() -> None:
    later = stretch("n0", "border", 1435, 1520, since="2010-06")
    found = between(stretch("n3", "border", 1520), later, gauge_mm=[1520])
    assert found.way("n0", "n5", 2009).gauge_breaks == ("n3",)
    assert found.way("n0", "n5", 2010).gauge_breaks == ()
    assert {leg.gauges for leg in found.way("n0", "n5", 2010).legs} == {(1435, 1520), (1520,)}
    assert found.graph(2008, CARGO) is found.graph(2009, CARGO)
    assert found.graph(2009, CARGO) is not found.graph(2010, CARGO)


@given(lines(), st.sampled_from([1992, 2020]))
def test_a_break_is_told_where_the_gauge_does_change(made, year) -> None:
    """Between two nodes that are told one gauge leads all the way."""
    built = network(STATIONS, made)
    assume({"n0", "n5"} <= set(built.places))
    found = built.way("n0", "n5", year)
    rest, gauges = list(found.gauge_breaks), set[int]()
    for leg in found.legs:
        here = set(leg.gauges) or {1435, 1520}
        if leg.mode != "rail":
            gauges = set()
        elif rest and leg.start == rest[0] and gauges:
            rest.pop(0)
            gauges = here
        else:
            gauges = gauges & here if gauges else here
            assert gauges
    assert rest == []


def test_a_junction_changes_no_gauge() -> None:
    fork = node("fork", 122, 41.3, kind="junction")
    made = [line("one", A, fork), line("two", fork, C, gauge_mm=[1520])]
    assert network([A, fork, C], made).way("n0", "n2", 2020).legs == ()


def test_a_stretch_that_is_not_on_its_line_is_a_fault_and_changes_nothing() -> None:
    made = [line("one", A, B, C, gauge_stretches=[stretch("n0", "n5", 1520)])]
    found = network(STATIONS, made)
    assert {leg.gauges for leg in found.legs} == {(1435,)}
    [fault] = [one for one in topology.check(found.atlas) if "gauge" in one.field]
    assert (fault.id, fault.field, fault.found) == ("one", "gauge_stretches[0]", "from n0 to n5")


# --- in the real data --------------------------------------------------------------------------

RAIL = Query(modes=("rail",))


def test_the_breaks_of_the_atlas_are_at_the_stations_that_reload(atlas) -> None:
    found = Network(atlas)

    def breaks(origin: str, destination: str, year: int = 2024) -> tuple[str, ...]:
        return found.way(origin, destination, year, RAIL).gauge_breaks

    # Russian trains run through to Hunchun; a track of 1,435 mm to Kamyshovaya was begun in 2022
    assert breaks("tumen-station", "zarubino-port") == ("hunchun-south-station",)
    assert breaks("zarubino-port", "tumen-station") == ("hunchun-south-station",)
    # four rails, or a track of either gauge: each side reloads what it receives
    assert breaks("harbin", "vladivostok") == ("grodekovo-station",)
    assert breaks("vladivostok", "harbin") == ("suifenhe-station",)
    assert breaks("harbin", "ulan-ude-station") == ("zabaikalsk-station",)
    assert breaks("ulan-ude-station", "harbin") == ("manzhouli-station",)
    assert breaks("harbin", "khabarovsk") == ("leninsk-2-station",)
    assert breaks("ulaanbaatar", "tianjin-port-gate") == ("erenhot-station",)
    # the line to Rajin has four rails since 2013; the lines beyond have one gauge
    assert breaks("vladivostok", "rajin-port", 2007) == ("tumangang-station",)
    assert breaks("vladivostok", "rajin-port") == ()
    assert breaks("vladivostok", "chongjin") == ("tumangang-station",)


def test_way_and_strip_tell_the_same_break(atlas) -> None:
    found = Network(atlas)
    assert strip(found, "primorye-2-corridor", 2024).gauge_breaks == ("hunchun-south-station",)
