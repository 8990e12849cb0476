"""A table that other programs read and wrote comes back as it was."""

from __future__ import annotations

import json
import math
from pathlib import Path

import geopandas as gpd
import pyogrio
import pytest
import shapely

from corridor_atlas.core.model import Record
from corridor_atlas.data import dataset
from corridor_atlas.data.backends import geojson
from small_world import collection, feature, line, point, read_frame, write_table

TABLES = sorted(path.stem for path in (Path(__file__).parents[1] / "geodata").glob("*.geojson"))


def by_geopandas(path: Path, out: Path) -> None:
    """As most people do it: lists come as numpy prints them, objects as JSON text."""
    gpd.read_file(path).to_file(out, driver="GeoJSON")


def by_geopandas_alone(path: Path, out: Path) -> None:
    """The file taken apart by Python and only written by GDAL."""
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    gpd.GeoDataFrame.from_features(features, crs="EPSG:4326").to_file(out, driver="GeoJSON")


def by_gdal(path: Path, out: Path) -> None:
    """GDAL to GDAL, as QGIS and ogr2ogr do it: lists stay lists, what is absent becomes null."""
    head, table = pyogrio.read_arrow(path)
    name = head["geometry_name"] or "wkb_geometry"
    pyogrio.write_arrow(table, out, driver="GeoJSON", geometry_name=name, geometry_type="Unknown", crs=head["crs"])


@pytest.mark.filterwarnings("ignore")  # what those programs have to say is not ours
@pytest.mark.parametrize("way", [by_geopandas, by_geopandas_alone, by_gdal])
@pytest.mark.parametrize("table", TABLES)
def test_a_table_written_by_another_program_is_the_same(root, tmp_path, table, way) -> None:
    path, out = root / "geodata" / f"{table}.geojson", tmp_path / f"{table}.geojson"
    way(path, out)
    (before, _), (after, faults) = read_frame(path), read_frame(out)
    assert faults == []
    assert list(after["id"]) == list(before["id"])
    for old, new in zip(before.itertuples(), after.itertuples(), strict=True):
        assert Record.model_validate(new.properties) == Record.model_validate(old.properties)
        assert (new.geometry is None) == (old.geometry is None)
        assert old.geometry is None or shapely.equals_exact(
            shapely.normalize(new.geometry), shapely.normalize(old.geometry), 1e-7
        )


PRINTED = [
    ("aliases", "['a' 'b']", ("a", "b")),
    ("aliases", "['a'\n 'b'\n 'c']", ("a", "b", "c")),
    ("aliases", """["Ji'en" 'a "b"' 'c']""", ("Ji'en", 'a "b"', "c")),
    ("aliases", r"""['a\'b"' 'back\\slash' 'new\nline']""", ("a'b\"", "back\\slash", "new\nline")),
    ("aliases", "['one']", ("one",)),
    ("aliases", "['None' 'True' 'a, b' '[x]']", ("None", "True", "a, b", "[x]")),
    ("aliases", "['a', 'b']", ("a", "b")),
    ("aliases", '["a", "b"]', ("a", "b")),
    ("aliases", "[]", ()),
    ("countries", '[ "CN", "RU" ]', ("CN", "RU")),
    ("gauge_mm", "[1520 1435]", (1520, 1435)),
    ("gauge_mm", "[1520, 1435]", (1520, 1435)),
    ("gauge_mm", [1520.0, 1435.0], (1520, 1435)),
    (
        "facts",
        "{'a': True, 'b': 1.5, 'c': {'x': 'y'}, 'd': [1, 2]}",
        {"a": True, "b": 1.5, "c": {"x": "y"}, "d": (1, 2)},
    ),
    ("facts", '{"a": 1}', {"a": 1}),
    ("note", "['a' 'b']", "['a' 'b']"),
    ("note", '{"a": 1}', '{"a": 1}'),
    ("note", None, None),
    ("timeline", None, ()),
]


@pytest.mark.parametrize(("name", "written", "meant"), PRINTED)
def test_a_list_or_object_is_taken_out_of_its_text_where_the_model_wants_one(small, name, written, meant) -> None:
    write_table(small, "trial", feature("a-port", **{name: written}))
    atlas = dataset.load(small)
    assert atlas.faults == []
    assert getattr(atlas.feature("a-port").record, name) == meant


@pytest.mark.parametrize(
    "written",
    [
        "['a' 'b' 'c' ... 'x' 'y' 'z']",
        "['a' None]",
        "[list(['a']) list(['b'])]",
        "[['a' 'b'] ['c']]",
        "['a''b' c]",
        "['a' 'b'",
        "[__import__('os')]",
        r"['\d' 'b']",
        '["a" "b", ',
    ],
)
def test_a_text_that_could_mean_anything_is_one_fault_that_names_the_cause(small, written) -> None:
    write_table(small, "trial", feature("a-port", aliases=written), feature("b-port", aliases=written))
    faults = dataset.load(small).faults
    assert [(one.id, one.field) for one in faults] == [("a-port", "aliases"), ("b-port", "aliases")]
    assert {one.found for one in faults} == {"text that is no JSON, as GeoPandas writes a list or an object"}


def test_a_key_twice_in_a_json_text_is_a_fault(small) -> None:
    write_table(small, "trial", feature("a-port", facts='{"a": 1, "a": 2}'))
    (fault,) = dataset.load(small).faults
    assert (fault.id, fault.field, fault.found) == ("a-port", "facts", "a JSON text with the key a twice")


# --- ids ---------------------------------------------------------------------------------------


@pytest.mark.filterwarnings("ignore")  # what GDAL has to say of columns is not ours
@pytest.mark.parametrize(
    ("options", "beside"), [({"ID_FIELD": "id"}, True), ({"ID_GENERATE": "YES"}, True), ({}, False)]
)
def test_an_export_that_gdal_read_and_wrote_has_its_ids(atlas, tmp_path, written, options, beside) -> None:
    """With `ID_FIELD` GDAL takes the id out of the properties; with `ID_GENERATE` it numbers the rows."""
    path, out = tmp_path / "export.geojson", tmp_path / "again.geojson"
    path.write_bytes(written("geojson", "all"))
    head, table = pyogrio.read_arrow(path)
    name = head["geometry_name"] or "wkb_geometry"
    pyogrio.write_arrow(
        table, out, driver="GeoJSON", geometry_name=name, geometry_type="Unknown", crs=head["crs"], **options
    )
    features = json.loads(out.read_text(encoding="utf-8"))["features"]
    assert ("id" in features[0], "id" in features[0]["properties"]) == (beside, "ID_FIELD" not in options)
    frame, faults = read_frame(out)
    assert faults == []
    assert set(frame["id"]) == set(atlas.features)
    for row in frame.itertuples():
        said = {key: value for key, value in row.properties.items() if key not in ("table", "status")}
        assert Record.model_validate(said).id == row.id


@pytest.mark.parametrize(
    ("top", "inside", "id_", "sound"),
    [
        ("a-port", None, "a-port", True),
        ("a-port", "a-port", "a-port", True),
        ("b-port", "a-port", "a-port", False),
        (7, "a-port", "a-port", True),
        ("7", "a-port", "a-port", True),
    ],
)
def test_the_id_beside_the_properties_counts_where_they_have_none(small, top, inside, id_, sound) -> None:
    one = feature("a-port", point())
    one = {**one, "id": top, "properties": {**one["properties"], "id": inside}}
    write_table(small, "trial", one)
    atlas = dataset.load(small)
    assert [(one.file, one.id, one.field, one.found) for one in atlas.faults] == (
        [] if sound else [("trial.geojson", id_, "id", "'b-port' beside the properties")]
    )
    assert (id_ in atlas.features) is sound


@pytest.mark.parametrize("absent", [{}, {"id": None}])
def test_form_puts_the_id_among_the_properties(absent) -> None:
    one = feature("b-port", point())
    del one["properties"]["id"]
    one = {**one, "id": "b-port", "properties": one["properties"] | absent}
    text = geojson.formatted(json.dumps(collection(feature("c-port"), one, feature("a-port"))))
    found = [one["properties"] for one in json.loads(text)["features"]]
    assert [one["id"] for one in found] == ["a-port", "b-port", "c-port"]
    assert next(iter(found[1])) == "id"


# --- reference systems ------------------------------------------------------------------------


def with_crs(tmp_path: Path, name: object, lon: float, lat: float):
    path = tmp_path / "trial.geojson"
    crs = {"type": "name", "properties": {"name": name}} if isinstance(name, str) else name
    path.write_text(json.dumps(collection(feature("a-port", point(lon, lat)), crs=crs)), encoding="utf-8")
    return read_frame(path)


@pytest.mark.parametrize(
    "name",
    [
        "urn:ogc:def:crs:OGC:1.3:CRS84",
        "urn:ogc:def:crs:OGC::CRS84",
        "urn:ogc:def:crs:EPSG::4326",
        "OGC:CRS84",
        "EPSG:4326",
        None,
    ],
)
def test_longitude_and_latitude_under_any_name_are_taken_as_they_are(tmp_path, name) -> None:
    frame, faults = with_crs(tmp_path, name, 130.3, 42.23)
    assert faults == []
    assert (frame.geometry[0].x, frame.geometry[0].y) == (130.3, 42.23)


@pytest.mark.parametrize("name", ["EPSG:3857", "urn:ogc:def:crs:EPSG::3857"])
def test_another_known_system_is_computed_with_a_notice(tmp_path, name) -> None:
    frame, (notice,) = with_crs(tmp_path, name, 14_500_000, 5_200_000)
    assert (notice.field, notice.found, notice.notice) == ("crs", name, True)
    radius = 6_378_137  # the sphere of Web Mercator, whose formula is short enough to stand here
    lat = math.degrees(2 * math.atan(math.exp(5_200_000 / radius)) - math.pi / 2)
    assert frame.geometry[0].distance(shapely.Point(math.degrees(14_500_000 / radius), lat)) < 1e-7


@pytest.mark.parametrize(
    "name",
    [
        "EPSG:999999",
        "+proj=longlat +init=/etc/passwd",
        "/etc/passwd",
        "urn:ogc:def:crs:IAU::49900",
        {"type": "link", "properties": {"href": "http://example.org"}},
        {"type": "name"},
        7,
    ],
)
def test_a_system_that_nobody_knows_is_one_fault(tmp_path, name) -> None:
    frame, (fault,) = with_crs(tmp_path, name, 14_500_000, 5_200_000)
    assert frame.empty
    assert (fault.field, fault.whole) == ("crs", True)


# --- the edge of the globe --------------------------------------------------------------------


@pytest.mark.parametrize(("lon", "lat"), [(180.0000001, 42), (-180.0000009, 42), (131, 90.0000001), (131, -90.0000005)])
def test_a_hair_beyond_the_edge_is_clipped_with_a_notice(small, lon, lat) -> None:
    table = write_table(small, "trial", feature("a-port", point(lon, lat)))
    frame, (notice,) = read_frame(table)
    assert (notice.id, notice.field, notice.notice) == ("a-port", "geometry", True)
    assert notice.expected.endswith("it was clipped")
    assert (frame.geometry[0].x, frame.geometry[0].y) == (round(lon, 5), round(lat, 5))


@pytest.mark.parametrize(
    ("geometry", "offered"),
    [
        (point(42.5, 131), "42.5, 131 to 42.5, 131; the other way round it would lie at 131, 42.5"),
        (
            line((42.5, 131), (43, 132)),
            "42.5, 131 to 43, 132; the other way round it would lie at 131, 42.5 to 132, 43",
        ),
        (point(131, 95), ""),
        (point(42.5, 200), ""),
    ],
)
def test_a_latitude_beyond_the_pole_that_is_a_longitude_is_offered_as_one(tmp_path, geometry, offered) -> None:
    path = tmp_path / "trial.geojson"
    path.write_text(json.dumps(collection(feature("a-port", geometry))), encoding="utf-8")
    frame, (fault,) = read_frame(path)
    assert frame.empty
    bounds = "longitude -180 to 180, latitude -90 to 90"
    if offered:
        found, _, swap = offered.partition("; ")
        assert (fault.found, fault.expected) == (f"coordinates from {found}", f"{bounds}; longitude first: {swap}")
    else:
        assert fault.expected == bounds


def test_the_swap_is_offered_once_for_a_file(small) -> None:
    swapped = [feature(f"port-{i}", point(42 + i / 8, 131)) for i in range(5)]
    for table in ("trial", "other"):
        write_table(
            small,
            table,
            *[{**one, "properties": one["properties"] | {"id": f"{table}-{i}"}} for i, one in enumerate(swapped)],
        )
    faults = [one for one in dataset.load(small).faults if one.field == "geometry"]
    offers = [(one.id, one.expected.partition("round ")[2]) for one in faults if "round" in one.expected]
    again = "it would lie at 131, 42, and 4 more features of the file too"
    assert (len(faults), offers) == (10, [("other-0", again), ("trial-0", again)])
