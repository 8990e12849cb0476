"""Own lines become a network: ends that miss each other by metres are joined, and a way is found over them."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from pathlib import Path

import geopandas as gpd
import made
import pytest
from shapely.geometry import LineString
from typer.testing import CliRunner

import corridor_atlas as ca
from corridor_atlas.bring import folder, reader
from corridor_atlas.bring.mapping import Mappings
from corridor_atlas.bring.naming import Names
from corridor_atlas.bring.result import Result
from corridor_atlas.cli import app
from corridor_atlas.core.model import Traffic
from corridor_atlas.data import dataset
from corridor_atlas.network.graph import Network
from corridor_atlas.network.query import CARGO
from corridor_atlas.network.topology import GEOD, distance_m

STEP = 0.001
"""Degrees of latitude: about 111 m."""
FAR = ("mudanjiang-station", "vladivostok-station")
"""A way over three lines, from one to the next in the middle of the last."""


def run(*words: object, code: int = 0) -> str:
    result = CliRunner().invoke(app, list(map(str, words)))
    assert result.exit_code == code, result.output
    return result.output


def lines(folder_: Path, *courses: list[tuple[float, float]], name: str = "railways.geojson", **more: list) -> Path:
    """A file of lines called A, B, C and so on."""
    found = [
        made.feature(
            {"type": "LineString", "coordinates": course},
            name="ABCDEFG"[number],
            start=1900 + number,
            **{key: values[number] for key, values in more.items()},
        )
        for number, course in enumerate(courses)
    ]
    path = folder_ / name
    path.write_text(made.features(*found), encoding="utf-8")
    return path


def read(path: Path, names: Names | None = None, **mapping: object) -> Result:
    return reader.read(path, path.name, Mappings.model_validate(mapping), names or Names())


def ways(result: Result) -> dict[str, list[str]]:
    """Of each line its nodes in their order."""
    found = {}
    for one in (one["properties"] for table in result.tables if table.form == "lines" for one in table.features):
        found[one["name"]["en"]] = [one["from"], *one.get("via", []), one["to"]] if "from" in one else []
    return found


def told(result: Result) -> str:
    return "\n".join(f"{fault.found}: {fault.expected}" for fault in result.faults)


@pytest.fixture(scope="module")
def railways(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The railways of the atlas as a Shapefile without any node, every end 2 to 20 metres beside its place."""
    atlas, chance = dataset.load(), random.Random(14)  # noqa: S311
    rows, shapes = [], []
    for feature in map(atlas.features.get, sorted({leg.line for leg in Network(atlas).legs if leg.mode == "rail"})):
        record, shape = feature.record, feature.geometry
        places = list(shape.coords)
        for end in (0, -1):
            lon, lat, _ = GEOD.fwd(*places[end], chance.uniform(0, 360), chance.uniform(2, 20))
            places[end] = lon, lat
        shapes.append(LineString(places))
        names = (atlas.features[one].record.name["en"] for one in (record.from_, record.to))
        first = record.timeline[0].start
        rows.append((feature.id, record.name["en"], first, record.timeline[-1].status.value, *names))
    path = tmp_path_factory.mktemp("railways") / "railways.gpkg"
    of = gpd.GeoDataFrame(
        rows, columns=["id", "name", "opened", "status", "origin", "destination"], geometry=shapes, crs=4326
    )
    of.to_file(path)
    return path


def test_a_real_network_whose_ends_miss_each_other_finds_its_ways(railways, tmp_path) -> None:
    root = tmp_path / "atlas"
    said = run("new", root, "--from", railways)
    assert "ends joined within 50 m" in said
    assert "no faults" in run("validate", "--data", root)
    by_rail = replace(CARGO, modes=("rail",), load=Traffic.PASSENGERS)
    network, before = Network(dataset.load(root)), Network(dataset.load())
    for ends in (("harbin-station", "changchun-station"), ("jiamusi-station", "fuyuan-station"), FAR):
        origin, destination = (before.atlas.features[one].record.name["en"] for one in ends)
        way = json.loads(run("route", origin, destination, "--year", 2019, "--for", "people", "--data", root, "--json"))
        known = before.way(*ends, 2019, by_rail)
        assert {leg["line"] for leg in way["legs"]} == known.lines, ends
        assert way["km"] == pytest.approx(known.km, rel=0.1)  # the atlas knows the length of some tracks
    assert len({leg.line for leg in network.legs}) == len({leg.line for leg in before.legs if leg.mode == "rail"})


def test_ends_are_joined_within_a_tolerance_in_metres_that_is_told(tmp_path) -> None:
    path = lines(tmp_path, [(10, 60), (10.5, 60.1), (11, 60)], [(11, 60 + STEP), (11.5, 60.1), (12, 60)])
    near = distance_m((11, 60), (11, 60 + STEP))
    assert ways(read(path)) == {"A": [], "B": []}
    assert "0 ends joined within 100 m, 4 left open" in told(read(path, join=100))
    joined = read(path, join=near + 0.1)
    assert f"2 ends joined within {near + 0.1:g} m, 2 left open" in told(joined)
    assert ways(joined) == {"A": ["a-start", "a-b"], "B": ["a-b", "b-end"]}
    shapes = [one["geometry"]["coordinates"] for one in joined.tables[0].features]
    assert shapes[0][-1] == shapes[1][0]
    assert joined.features == 2


def test_degrees_of_longitude_are_short_in_the_north(tmp_path) -> None:
    """A gap of 0.001 degrees is 111 m at the equator and 19 m at 80 degrees north."""
    for latitude, joined in ((0, False), (80, True)):
        path = lines(tmp_path, [(10, latitude), (10.1, latitude)], [(10.101, latitude), (10.2, latitude)])
        assert bool(ways(read(path))["A"]) is joined


def test_an_end_on_the_middle_of_a_line_is_a_node_of_both(tmp_path) -> None:
    path = lines(tmp_path, [(10, 50), (11, 50)], [(10.4, 50.0001), (10.4, 51)], [(10.7, 49), (10.7, 49.9999)])
    result = read(path)
    assert ways(result)["A"] == ["a-start", "b-start", "c-end", "a-end"]
    run_ = result.tables[0].features[0]["geometry"]["coordinates"]
    assert [place[0] for place in run_] == [10.0, 10.4, 10.7, 11.0]


def test_stations_of_the_file_go_before_nodes_that_are_made(tmp_path) -> None:
    point = made.feature(made.point(11, 50.0002), name="Stop", id="stop")
    courses = [[(10, 50), (11, 50)], [(11, 50), (12, 50)]]
    found = [made.feature({"type": "LineString", "coordinates": one}, name="AB"[i]) for i, one in enumerate(courses)]
    path = tmp_path / "tram.geojson"
    path.write_text(made.features(point, *found), encoding="utf-8")
    result = read(path)
    assert ways(result) == {"A": ["a-start", "stop"], "B": ["stop", "b-end"]}
    assert [len(table.features) for table in result.tables if table.nodes] == [2]


def test_lines_join_the_nodes_of_the_atlas_by_choice(tmp_path) -> None:
    atlas = ca.Atlas.open().data
    station = atlas.features["hunchun-station"]
    place = (station.geometry.x, station.geometry.y)
    east = GEOD.fwd(*place, 90, 12)[:2]
    path = lines(tmp_path, [east, (130.5, 43.2), (130.9, 43.4)], name="light rail.geojson")
    names = folder.names(atlas.root)
    assert ways(read(path, names)) == {"A": []}
    names = folder.names(atlas.root)
    joined = read(path, names, join_atlas=True, join=50)
    assert ways(joined)["A"][0] == "hunchun-station"
    assert "1 end joined within 50 m, 1 left open" in told(joined)
    of = gpd.GeoDataFrame({"name": ["A"]}, geometry=[LineString([east, (130.5, 43.2), (130.9, 43.4)])], crs=4326)
    more = ca.Atlas.open().with_layer(of, title="Light rail", join_atlas=True, join=50)
    assert more.data.features["a"].record.from_ == "hunchun-station"


def test_names_of_ends_stand_in_the_file_or_follow_from_the_lines(tmp_path) -> None:
    courses = [[(10, 50), (11, 50)], [(11, 50), (12, 50)]]
    path = lines(tmp_path, *courses, origin=["Aston", "Bury"], destination=["Bury", "Coventry"])
    result = read(path)
    assert ways(result) == {"A": ["aston", "bury"], "B": ["bury", "coventry"]}
    assert result.tables[0].features[0]["properties"]["facts"]["origin"] == "Aston"


@pytest.mark.parametrize(
    ("name", "mode"),
    [("railways", "rail"), ("автодороги", "road"), ("河运", "river"), ("항로", "sea"), ("ferry lines", "sea")],
)
def test_the_name_of_the_file_says_how_lines_are_travelled(name, mode, tmp_path) -> None:
    path = lines(tmp_path, [(10, 50), (11, 50)], [(11, 50), (12, 50)], name=f"{name}.geojson")
    assert {one["properties"]["mode"] for one in read(path).tables[0].features} == {mode}


def test_lines_of_which_nobody_knows_how_they_are_travelled_stand_alone(tmp_path) -> None:
    path = lines(tmp_path, [(10, 50), (11, 50)], [(11, 50), (12, 50)], name="walls.geojson")
    result = read(path)
    assert ways(result) == {"A": [], "B": []}
    assert 'mode = "rail"' in told(result)
    assert ways(read(path, mode="road"))["A"] == ["a-start", "a-b"]
    assert ways(read(path, mode="road", join=0)) == {"A": [], "B": []}


def test_what_has_no_two_ends_is_told(tmp_path) -> None:
    ring = [(10, 50), (11, 50), (11, 51), (10, 50)]
    short = [(12, 50), (12.00001, 50)]
    result = read(lines(tmp_path, ring, short, [(13, 50), (14, 50)]), join=50)
    assert "1 line of several parts, or closed" in told(result)
    assert ways(result) == {"A": [], "B": [], "C": ["c-start", "c-end"]}


def test_gauges_of_a_file_are_those_of_its_lines(tmp_path) -> None:
    path = lines(tmp_path, [(10, 50), (11, 50)], [(11, 50), (12, 50)], gauge=["1435;1520", "1000 mm"])
    assert [one["properties"]["gauge_mm"] for one in read(path).tables[0].features] == [[1435, 1520], [1000]]
    root = tmp_path / "atlas"
    run("new", root, "--from", path)
    assert "gauge breaks 1" in run("route", "A (start)", "B (end)", "--year", 1950, "--data", root)


def test_a_second_import_makes_nodes_anew_and_forgets_those_that_are_gone(tmp_path) -> None:
    path = lines(tmp_path, [(10, 50), (11, 50)], [(11, 50), (12, 50)])
    root = tmp_path / "atlas"
    run("new", root, "--from", path)
    first = (root / "geodata" / "tables.toml").read_text(encoding="utf-8")
    run("import", path, "--out", root)
    assert (root / "geodata" / "tables.toml").read_text(encoding="utf-8") == first
    assert "[railways_nodes]" in first
    mapping = tmp_path / "m.toml"
    mapping.write_text("join = 0\n", encoding="utf-8")
    run("import", path, "--out", root, "--mapping", mapping)
    assert sorted(one.stem for one in (root / "geodata").glob("*.geojson")) == ["railways"]
    assert "no faults" in run("validate", "--data", root)
