"""Checks of shape and place: each of them can fail, and only where it should."""

from __future__ import annotations

import json

import pytest
from shapely.geometry import box, mapping

from corridor_atlas.data import dataset
from corridor_atlas.network import topology
from small_world import BASIS, build, collection, feature, line, point, write_table

TRACED = BASIS | {"precision": "traced"}
SOUTH, NORTH = (131.0, 42.4), (131.1, 42.6)


@pytest.fixture
def check(tmp_path):
    """Check the small data set with one more table, on a base map of four squares: CN, KP, RU, and KZ over the sea."""
    root = build(tmp_path / "small")
    (root / "geodata" / "basemap").mkdir()
    lands = [
        {"type": "Feature", "properties": {"code": code}, "geometry": mapping(box(west, 42, west + 1, 43))}
        for code, west in (("CN", 129), ("KP", 130), ("RU", 131), ("KZ", 134))
    ]
    path = root / "geodata" / "basemap" / "region.geojson"
    path.write_text(json.dumps(collection(*lands)), encoding="utf-8")

    def checking(table: str, *features: dict) -> list[tuple[str, str, str]]:
        write_table(root, table, *features)
        atlas = dataset.load(root)
        assert atlas.faults == []
        return [(fault.id, fault.field, fault.found) for fault in topology.check(atlas)]

    return checking


def coast(*middle: tuple[float, float], **more: object) -> dict:
    """A railway between the two ports of the small data set."""
    return feature("new-line", line(SOUTH, *middle, NORTH), **{"from": "south-port", "to": "north-port"} | more)


def test_a_degree_of_latitude_is_111_km() -> None:
    assert topology.distance_m((131, 42), (131, 43)) == pytest.approx(111_070, rel=1e-3)


def test_a_line_from_node_to_node_is_sound(check) -> None:
    assert check("roads", coast((131.05, 42.5))) == []


def test_a_line_that_ends_elsewhere_is_noticed(check) -> None:
    found = check(
        "roads", feature("new-line", line(SOUTH, (131.1, 42.7)), **{"from": "south-port", "to": "north-port"})
    )
    assert ("new-line", "geometry", "ends 11,109 m from north-port") in found


def test_a_line_drawn_from_its_end_to_its_beginning_is_noticed(check) -> None:
    found = check("roads", feature("new-line", line(NORTH, SOUTH), **{"from": "south-port", "to": "north-port"}))
    assert {id_ for id_, _, _ in found} == {"new-line"}


def test_nodes_on_the_way_are_passed_in_their_order(check) -> None:
    nodes = [feature("first-halt", point(131.03, 42.45)), feature("second-halt", point(131.07, 42.55))]
    halts = [(131.03, 42.45), (131.07, 42.55)]
    assert check("roads", *nodes, coast(*halts, via=["first-halt", "second-halt"])) == []
    assert check("roads", *nodes, coast(*halts, via=["second-halt", "first-halt"])) != []
    assert check("roads", *nodes, coast(via=["first-halt"])) != []


@pytest.mark.parametrize(
    ("published", "sound"),
    [(23.7, True), (23, True), (30, False), ({"plan": 40, "built": 24}, True), ("about 30", True), (0, False)],
)
def test_a_traced_line_is_about_as_long_as_published(check, published, sound) -> None:
    found = check("roads", coast(geometry_basis=TRACED, facts={"length_km": published}))
    assert [(id_, field) for id_, field, _ in found] == ([] if sound else [("new-line", "facts.length_km")])


def test_only_what_is_traced_must_have_its_length(check) -> None:
    assert check("roads", coast(facts={"length_km": 99})) == []


@pytest.mark.parametrize(
    ("lon", "countries", "sound"),
    [
        (130.5, ["KP"], True),
        (131.05, ["KP"], True),  # 4 km outside: the base map is simplified
        (131.2, ["KP"], False),
        (130.5, ["CN"], False),
        (130.5, ["CN", "KP"], True),
        (131.2, ["JP"], True),  # not on this base map
        (131.2, [], True),
    ],
)
def test_a_point_lies_in_its_country(check, lon, countries, sound) -> None:
    found = check("stations", feature("a-town", point(lon, 42.5), countries=countries))
    assert [id_ for id_, _, _ in found] == ([] if sound else ["a-town"])


def test_a_crossing_lies_on_the_border_of_its_countries(check) -> None:
    border = feature("kp-ru", line((131.0, 42.0), (131.0, 43.0)), countries=["KP", "RU"])
    assert check("borders", border) == []
    near, far = (
        feature(f"at-{lon}".replace(".", "-"), point(lon, 42.5), countries=["KP", "RU"]) for lon in (131.01, 131.06)
    )
    assert [id_ for id_, _, _ in check("bridges", near, far)] == ["at-131-06"]


def test_a_line_does_not_run_back_over_itself(check) -> None:
    spur = ((131.05, 42.5), (131.15, 42.5), (131.05, 42.5))
    assert check("roads", coast((131.05, 42.5), mode="rail")) == []
    ((id_, field, found),) = check("roads", coast(*spur, mode="rail"))
    assert (id_, field) == ("new-line", "geometry")
    assert found.endswith("km run twice")


def test_a_railway_that_exists_keeps_off_the_sea(check) -> None:
    out_to_sea = coast((133.0, 42.5), mode="rail")
    ((id_, field, found),) = check("roads", out_to_sea)
    assert (id_, field) == ("new-line", "geometry")
    assert found.endswith("km over the sea")
    sketched = coast((133.0, 42.5), mode="rail", geometry_basis=BASIS | {"precision": "schematic"})
    assert check("roads", sketched) == []
