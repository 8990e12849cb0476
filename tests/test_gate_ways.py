"""What the gate asks of the ways: those by sea, the chains of corridors, and the gauges at borders."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from shapely.geometry import LineString, Point, box, mapping

from corridor_atlas.checks import lanes, ways
from corridor_atlas.core.errors import Fault
from corridor_atlas.data import dataset, sea_lanes
from corridor_atlas.data.dataset import Atlas
from corridor_atlas.network import topology
from corridor_atlas.network.graph import Network
from small_network import STATIONS, atlas, corridor, line, node, stretch
from small_world import collection, feature, write_table

# --- by sea ------------------------------------------------------------------------------------

PLACES = {"a-port": (130.0, 42.0), "b-port": (132.0, 42.0), "c-port": (131.0, 41.5)}
STRAIGHT = {
    ("a-port", "b-port"): [(130, 42), (131, 41.9), (131.5, 41.9), (132, 42)],
    ("a-port", "c-port"): [(130, 42), (131, 41.5)],
    ("b-port", "c-port"): [(132, 42), (131, 41.5)],
}
Courses = dict[tuple[str, str], list[tuple[float, float]]]


def length(course: list[tuple[float, float]]) -> float:
    return round(topology.length_km(LineString(course)), 1)


def rows(courses: Courses, **km: float) -> str:
    """The file of these ways; `km` says otherwise of the length of one, by its two letters."""
    lines = ["from,to,km,course"]
    for (start, end), course in courses.items():
        said = km.get(start[0] + end[0], length(course))
        lines.append(f"{start},{end},{said},{' '.join(f'{lon:g} {lat:g}' for lon, lat in course)}")
    return "\n".join(lines) + "\n"


@pytest.fixture
def sea(tmp_path):
    """The checks of an atlas with three ports, an open sea, and the ways of a text."""

    def checking(text: str, *, kind: str = "seaport", open_sea: bool = True, services=()) -> list[Fault]:
        (tmp_path / "geodata").mkdir(exist_ok=True)
        (tmp_path / sea_lanes.FILE).write_text(text, encoding="utf-8")
        ports = [({"id": id_, "kind": kind, "countries": ["RU"]}, Point(*at)) for id_, at in PLACES.items()]
        stands = [({"id": "open-sea", "kind": "any_ship", "mode": "sea"}, None)] if open_sea else []
        assert sea_lanes.check(tmp_path) == []
        return list(lanes.check(atlas(root=tmp_path, ports=ports, sea_routes=[*stands, *services])))

    return checking


def told(found: list[Fault]) -> list[tuple[str, str, str, bool]]:
    return [(one.file, one.id, one.field, one.notice) for one in found]


def test_sound_ways_by_sea_are_not_mentioned_and_no_ways_are_none(sea, small) -> None:
    assert sea(rows(STRAIGHT)) == []
    assert list(lanes.check(dataset.load(small))) == []


def changed(pair: tuple[str, str], *course: tuple[float, float]) -> Courses:
    return {**STRAIGHT, pair: list(course)}


AB = ("a-port", "b-port")


@pytest.mark.parametrize(
    ("text", "where", "found"),
    [
        (rows(STRAIGHT).replace("b-port,c-port", "b-port,d-port"), ("b-port to d-port", "to", False), "d-port"),
        (rows(STRAIGHT, ab=200), ("a-port to b-port", "km", False), "200"),
        (rows(changed(AB, (130, 42), (132, 42.01))), ("a-port to b-port", "course", False), "an end 1,111 m from b-"),
        (rows(changed(AB, (132, 42), (130, 42))), ("a-port to b-port", "course", False), "an end 165,"),
        (rows(changed(AB, (130, 42), (131, 40), (132, 42))), ("a-port to b-port", "km", True), "475"),
        (rows({AB: STRAIGHT[AB]}), ("a-port to c-port", "", True), "no way"),
        (rows(dict(reversed(STRAIGHT.items()))), ("", "", True), "rows in another order"),
    ],
)
def test_a_way_by_sea_that_cannot_be_is_told(sea, text, where, found) -> None:
    first = next(one for one in sea(text) if one.found.startswith(found))
    assert (first.file, first.id, first.field, first.notice) == ("sea_lanes.csv", *where)


def test_a_port_that_is_no_seaport_and_a_sea_without_a_feature_are_noticed(sea) -> None:
    found = sea(rows(STRAIGHT), kind="river_port")
    assert {one.found for one in found} == {f"{id_}, of kind river_port" for id_ in PLACES}
    assert all(one.notice for one in found)
    assert [one.found for one in sea(rows(STRAIGHT), open_sea=False)] == ["no feature open-sea"]


@pytest.mark.parametrize(("km", "sound"), [(length(STRAIGHT[AB]), True), (length(STRAIGHT[AB]) + 1, False)])
def test_a_dated_service_is_as_long_as_the_way(sea, km, sound) -> None:
    ferry = {"id": "ferry", "mode": "sea", "from": "a-port", "to": "b-port", "track_km": km}
    found = sea(rows(STRAIGHT), services=[(ferry, LineString(STRAIGHT[AB]))])
    assert told(found) == ([] if sound else [("sea_routes.geojson", "ferry", "track_km", True)])


@pytest.mark.parametrize(("west", "sound"), [(131.1, False), (133, True)])
def test_a_way_by_sea_over_land_is_noticed(sea, tmp_path, west, sound) -> None:
    """But for the harbours, which the simplified coast may hold for land."""
    (tmp_path / "geodata" / "basemap").mkdir(parents=True)
    grounds = [box(129.5, 41.9, 130.5, 42.5), box(west, 41.7, west + 0.2, 42.2)]
    lands = [{"type": "Feature", "properties": {"code": "RU"}, "geometry": mapping(one)} for one in grounds]
    (tmp_path / "geodata" / "basemap" / "region.geojson").write_text(json.dumps(collection(*lands)))
    found = sea(rows(STRAIGHT))
    assert told(found) == ([] if sound else [("sea_lanes.csv", "a-port to b-port", "course", True)])
    assert sound or found[0].found == "16.6 km over land"


# --- corridors ---------------------------------------------------------------------------------

A, B, C, D, E, F = STATIONS


def made(stops: list[str], members: list[str], *lines) -> Atlas:
    return atlas([corridor("way", stops, members)], network_nodes=STATIONS, railways=lines)


@pytest.mark.parametrize(
    ("stops", "members", "field", "found"),
    [
        (["n0", "n1", "n2"], ["one"], "", ""),
        (["n0", "n2", "n5"], ["one"], "stops", "no line from n2 to n5"),
        (["n0", "n2", "n1"], ["one"], "stops", "n1 to n2 2 times"),
        (["n0", "n2"], [], "members", "no one, which the way between the stops needs"),
        ([], ["one"], "", ""),
    ],
)
def test_a_corridor_is_one_chain_of_members_without_going_back(stops, members, field, found) -> None:
    told = [(one.file, one.id, one.field, one.found) for one in ways.check(made(stops, members, line("one", A, B, C)))]
    assert told == ([("corridors.toml", "way", field, found)] if found else [])


# --- gauges ------------------------------------------------------------------------------------

BORDER = node("border", 122, 41.3, kind="border_point", countries=["CN", "RU"])


@pytest.mark.parametrize(
    ("east", "west", "found"),
    [
        ({}, {}, []),
        ({}, {"gauge_mm": []}, []),
        ({}, {"gauge_mm": [1435, 1520]}, []),
        (
            {},
            {"gauge_mm": [1520]},
            [
                ("east", "1435 mm up to border in 1991, where 1520 mm goes on"),
                ("west", "1520 mm up to border in 1991, where 1435 mm goes on"),
            ],
        ),
        (
            {"gauge_stretches": [stretch("n0", "border", 1520, since="2010")]},
            {},
            [
                ("east", "1520 mm up to border in 2010, where 1435 mm goes on"),
                ("west", "1435 mm up to border in 2010, where 1520 mm goes on"),
            ],
        ),
    ],
)
def test_a_gauge_that_ends_on_a_border_is_noticed(east, west, found) -> None:
    lines = [line("east", A, BORDER, **east), line("west", BORDER, E, **west)]
    told = list(ways.check(atlas(network_nodes=[A, BORDER, E], railways=lines)))
    assert [(one.id, one.found) for one in told] == found
    assert {(one.file, one.field, one.notice) for one in told} <= {("railways.geojson", "gauge_mm", True)}


def test_a_line_that_ends_at_a_junction_is_noticed_and_one_at_a_station_is_not() -> None:
    fork = node("fork", 122, 41.3, kind="junction")
    told = list(ways.check(atlas(network_nodes=[A, B, fork], railways=[line("one", A, fork), line("two", A, B)])))
    assert [(one.id, one.found) for one in told] == [("one", "1435 mm up to fork in 1991, where no railway goes on")]


# --- what is broken elsewhere ------------------------------------------------------------------


def test_a_node_whose_place_is_not_there_is_a_node_all_the_same(small: Path) -> None:
    """It was a KeyError for whoever asked for a way."""
    write_table(small, "nodes", feature("a-node", {"type": "Point", "coordinates": [131, 42.4]}, place="no-town"))
    text = (small / "geodata" / "railways.geojson").read_text(encoding="utf-8")
    (small / "geodata" / "railways.geojson").write_text(text.replace('"south-port"', '"a-node"'), encoding="utf-8")
    loaded = dataset.load(small)
    assert [(one.id, one.field) for one in loaded.faults] == [("a-node", "place")]
    assert list(ways.check(loaded)) == []
    assert Network(loaded).way("a-node", "north-port", 2010).legs
