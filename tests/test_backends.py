"""Reading tables: GeoJSON without GDAL, every shape checked before anything uses it."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridor_atlas.data import backends, reading
from corridor_atlas.data.backends import geojson
from small_world import collection, feature, line, point, read_frame


@pytest.fixture
def read(tmp_path):
    """Read a document, or a text, as a GeoJSON file."""

    def reading(document):
        path = tmp_path / "trial.geojson"
        path.write_text(document if isinstance(document, str) else json.dumps(document), encoding="utf-8")
        return read_frame(path)

    return reading


def test_the_ending_of_a_file_chooses_its_backend() -> None:
    assert backends.reader(".geojson") is geojson.read
    assert backends.reader(".GeoJSON") is geojson.read


@pytest.mark.parametrize("suffix", ["", ".", ".toml", ".json", ".py", ".__init__", "./geojson", ".geojson.bak"])
def test_a_file_of_no_known_kind_has_no_backend(suffix: str) -> None:
    assert backends.reader(suffix) is None


def test_a_table_has_id_properties_and_geometry_in_wgs84(read) -> None:
    frame, faults = read(collection(feature("rajin-port", point(130.3, 42.23)), feature("an-agreement")))
    assert faults == []
    assert list(frame.columns) == ["id", "properties", "geometry"]
    assert frame.crs == "EPSG:4326"
    assert list(frame["id"]) == ["rajin-port", "an-agreement"]
    assert (frame.geometry[0].x, frame.geometry[0].y) == (130.3, 42.23)
    assert frame.geometry[1] is None
    assert frame["properties"][0]["name"] == {"en": "Rajin Port"}


def test_an_empty_collection_is_an_empty_table(read) -> None:
    frame, faults = read(collection())
    assert (len(frame), frame.crs) == (0, "EPSG:4326")
    assert [(fault.field, fault.found, fault.notice) for fault in faults] == [("features", "none", True)]


def test_coordinates_come_back_as_they_were_written(read) -> None:
    pairs = [(130.12345, 42.00001), (-179.99999, -0.00001), (180.0, 90.0)]
    frame, _ = read(collection(feature("a-line", line(*pairs))))
    assert list(frame.geometry[0].coords) == pairs


@pytest.mark.parametrize(
    ("geometry", "found"),
    [
        ({"type": "Point"}, "'Point'"),
        ({"type": "Blob", "coordinates": [1, 2]}, "'Blob'"),
        ({"type": "Point", "coordinates": ["east", "north"]}, "'east'"),
        ({"type": "Point", "coordinates": [131]}, "131"),
        ({"type": "Point", "coordinates": [10**400, 42]}, "1000"),
        ({"type": "LineString", "coordinates": [[131, 42]]}, "131, 42"),
        ({"type": "LineString", "coordinates": [[131, 42], [131, None]]}, "None"),
        ({"type": ["Point"], "coordinates": [1, 2]}, "Point"),
        ("POINT (131 42)", "POINT"),
        ([131, 42], "131, 42"),
    ],
)
def test_what_is_no_geometry_is_named_and_left_out(read, geometry, found) -> None:
    frame, faults = read(collection(feature("bad-port", geometry), feature("good-port", point())))
    assert list(frame["id"]) == ["good-port"]
    assert [(one.file, one.id, one.field) for one in faults] == [("trial.geojson", "bad-port", "geometry")]
    assert found in faults[0].found
    assert faults[0].expected == "a GeoJSON geometry"
    assert len(str(faults[0])) < 300


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(["type", "x"]), inner, max_size=2),
    max_leaves=12,
)
shapes = st.sampled_from(["Point", "LineString", "Polygon", "MultiPoint", "MultiPolygon", "GeometryCollection"])


@given(shapes, json_values)
def test_any_coordinates_make_a_sound_shape_or_a_fault(kind, coordinates) -> None:
    entry = feature("odd-port", {"type": kind, "coordinates": coordinates, "geometries": coordinates})
    with TemporaryDirectory() as folder:
        path = Path(folder) / "trial.geojson"
        path.write_text(json.dumps(collection(entry)), encoding="utf-8")
        frame, faults = read_frame(path)
    assert len(frame) + len(faults) == 1
    assert frame.geometry.is_valid.all()


@pytest.mark.parametrize("nothing", [[], None])
def test_a_geometry_without_coordinates_is_no_geometry(read, nothing) -> None:
    frame, (fault,) = read(collection(feature("bad-port", {"type": "Point", "coordinates": nothing})))
    assert frame.empty
    assert (fault.found, fault.expected) == ("an empty geometry", "coordinates, or null for no geometry")


@pytest.mark.parametrize(
    ("lon", "lat"), [(180.001, 42), (-181, 42), (131, 90.5), (131, -91), (42.5, 131.0), (14_600_000, 5_200_000)]
)
def test_coordinates_off_the_globe_are_refused(read, lon, lat) -> None:
    _, (fault,) = read(collection(feature("bad-port", point(lon, lat))))
    assert fault.field == "geometry"
    assert f"{lon:g}, {lat:g}" in fault.found
    assert fault.expected.partition(";")[0] == "longitude -180 to 180, latitude -90 to 90"


@pytest.mark.parametrize("coordinates", ["[1e999, 42]", "[131, -1e999]", "[131, 42, 1e999]"])
def test_a_number_too_large_to_be_finite_is_refused(read, coordinates) -> None:
    text = json.dumps(collection(feature("bad-port", point()))).replace("[131.0, 42.5]", coordinates)
    _, (fault,) = read(text)
    assert fault.expected == "finite longitude and latitude"


def test_a_polygon_that_crosses_itself_is_refused_with_the_place(read) -> None:
    bow_tie = {"type": "Polygon", "coordinates": [[[130, 42], [131, 43], [131, 42], [130, 43], [130, 42]]]}
    _, (fault,) = read(collection(feature("bad-zone", bow_tie)))
    assert "Self-intersection[130.5 42.5]" in fault.found
    assert fault.expected == "a shape that does not cross itself"


@pytest.mark.parametrize("constant", ["NaN", "Infinity", "-Infinity"])
def test_numbers_that_json_does_not_have_are_refused(read, constant) -> None:
    text = json.dumps(collection(feature("bad-port", point()))).replace("131.0", constant)
    frame, (fault,) = read(text)
    assert frame.empty
    assert fault.found == f"broken JSON: {constant} is not a JSON number"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", "broken JSON"),
        ('{"type": "FeatureCollection", "features": [', "line 1 column"),
        ("[" * 100_000, "broken JSON"),
        ('{"a":' * 100_000, "broken JSON"),
        ('<OGRVRTDataSource><OGRVRTLayer name="x"/></OGRVRTDataSource>', "broken JSON"),
        ("[]", "[]"),
        ("3", "3"),
        ('{"type": "Feature"}', "'Feature'"),
        ('{"type": "Topology", "objects": {}}', "'Topology'"),
    ],
)
def test_a_file_that_is_no_feature_collection_gives_one_fault_and_no_rows(read, text, found) -> None:
    frame, (fault,) = read(text)
    assert frame.empty
    assert (fault.file, fault.id) == ("trial.geojson", "")
    assert found in fault.found
    assert fault.expected == "a GeoJSON FeatureCollection"


def test_bytes_that_are_no_text_give_a_fault(tmp_path) -> None:
    path = tmp_path / "trial.geojson"
    path.write_bytes(b"\xff\xfe\x00PNG")
    frame, (fault,) = read_frame(path)
    assert frame.empty
    assert fault.found == "a text in UTF-16"


def test_a_file_that_cannot_be_opened_gives_a_fault(tmp_path) -> None:
    _, (fault,) = geojson.read(tmp_path / "absent.geojson")
    assert "no such file" in fault.found


def test_a_file_beyond_the_limit_is_not_even_opened(read, monkeypatch) -> None:
    monkeypatch.setitem(reading.MAX_BYTES, ".geojson", 50)
    frame, (fault,) = read(collection(feature("rajin-port", point())))
    assert frame.empty
    assert fault.expected == "at most 50 bytes"


@pytest.mark.parametrize("features", [None, {}, "all of them"])
def test_features_must_be_a_list(read, features) -> None:
    _, (fault,) = read({"type": "FeatureCollection", "features": features})
    assert (fault.field, fault.expected) == ("features", "a list of features")


@pytest.mark.parametrize("entry", [None, 7, [], {"type": "Feature"}, {"type": "Feature", "properties": []}])
def test_an_entry_that_is_no_feature_is_named_by_its_place(read, entry) -> None:
    frame, (fault,) = read(collection(feature("good-port", point()), entry))
    assert list(frame["id"]) == ["good-port"]
    assert (fault.id, fault.expected) == ("feature 2", "a GeoJSON Feature with properties")


def test_an_id_that_is_no_text_is_refused(read) -> None:
    _, (fault,) = read(collection(feature("x", point(), id=["rajin"])))
    assert (fault.id, fault.field, fault.found) == ("feature 1", "id", "['rajin']")


def test_a_deeply_nested_property_is_one_fault_of_the_file(read) -> None:
    text = json.dumps(collection(feature("odd-port", note="DEEP"), feature("good-port")))
    _, (fault,) = read(text.replace('"DEEP"', "[" * 500 + "]" * 500))
    assert (fault.whole, fault.found) == (True, "broken JSON: nested more than 100 deep")


@pytest.mark.parametrize("kind", ["Banana", "FeatureCollection", None, ["Feature"]])
def test_a_feature_of_another_type_is_named_and_left_out(read, kind) -> None:
    frame, (fault,) = read(collection({**feature("bad-port", point()), "type": kind}, feature("good-port", point())))
    assert list(frame["id"]) == ["good-port"]
    assert (fault.id, fault.field, fault.expected) == ("bad-port", "type", "'Feature'")


@pytest.mark.parametrize(
    ("kind", "coordinates"),
    [
        ("Point", ["130", "42"]),
        ("Point", [True, False]),
        ("Point", [[130, 42]]),
        ("Point", [130, 42, "high"]),
        ("Point", "130,42"),
        ("Point", {"0": 130, "1": 42}),
        ("Point", [1, 2, 3, 4, 5]),
        ("MultiPoint", [130, 42]),
        ("LineString", [["130", "42"], ["131", "43"]]),
        ("LineString", [[True, False], [False, True]]),
        ("LineString", [[[130, 42], [131, 43]]]),
        ("Polygon", [[130, 42], [131, 42], [131, 43], [130, 42]]),
        ("MultiPolygon", [[[130, 42], [131, 42], [131, 43], [130, 42]]]),
    ],
)
@pytest.mark.parametrize("inside", [False, True])
def test_coordinates_are_numbers_in_as_many_lists_as_their_type_has(read, kind, coordinates, inside) -> None:
    shape = {"type": kind, "coordinates": coordinates}
    geometry = {"type": "GeometryCollection", "geometries": [shape]} if inside else shape
    frame, (fault,) = read(collection(feature("bad-port", geometry)))
    assert frame.empty
    assert (fault.id, fault.field, fault.expected) == ("bad-port", "geometry", "a GeoJSON geometry")


OPEN = [[130, 42], [131, 42], [131, 43], [130, 43]]


@pytest.mark.parametrize(
    "geometry",
    [
        {"type": "Polygon", "coordinates": [OPEN]},
        {"type": "Polygon", "coordinates": [[[129, 41], [133, 41], [133, 45], [129, 45], [129, 41]], OPEN]},
        {"type": "MultiPolygon", "coordinates": [[OPEN]]},
        {"type": "GeometryCollection", "geometries": [{"type": "Polygon", "coordinates": [OPEN]}]},
    ],
)
def test_a_ring_that_does_not_close_is_a_fault(read, geometry) -> None:
    _, (fault,) = read(collection(feature("bad-zone", geometry)))
    assert (fault.found, fault.expected) == (
        "a ring from [130, 42] to [130, 43]",
        "rings that end where they begin (RFC 7946)",
    )


@pytest.mark.parametrize("geometry", ["POINT(130 42)", 7, True, [130, 42], {"type": "Point", "coordinates": ["a", 1]}])
def test_form_says_what_is_odd_in_a_geometry(geometry) -> None:
    text = json.dumps(collection(feature("odd-port", geometry)))
    with pytest.raises(ValueError, match=r"odd-port \[geometry\]: found"):
        geojson.formatted(text)


def test_form_drops_nothing_that_stands_twice() -> None:
    text = json.dumps(collection(feature("a-port", note="a"))).replace('"note"', '"note": "b", "note"')
    with pytest.raises(ValueError, match=r"features\.0\.properties\.note twice"):
        geojson.formatted(text)


def test_the_form_is_a_feature_a_line_sorted_by_id_with_five_decimals() -> None:
    """Which is what `validate` asks of every table (`checks/form.py`)."""
    text = json.dumps(collection(feature("b-port", point(130.1234567, 42)), feature("a-port")))
    neat = geojson.formatted(text)
    first, *lines, last = neat.splitlines()
    assert (json.loads(f"{first}]}}")["features"], last) == ([], "]}")
    found = [json.loads(one.rstrip(",")) for one in lines]
    assert [one["properties"]["id"] for one in found] == ["a-port", "b-port"]
    assert found[1]["geometry"]["coordinates"] == [130.12346, 42]
    assert found == json.loads(neat)["features"]
