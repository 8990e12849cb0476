"""At least thirty files as real programs write them, with the counts that they must give."""

from __future__ import annotations

import json
from pathlib import Path

import made
import pytest
from pydantic import TypeAdapter

from corridor_atlas.bring import reader
from corridor_atlas.bring.mapping import Mappings
from corridor_atlas.bring.naming import Names
from corridor_atlas.bring.result import Result
from corridor_atlas.core.model import Record

EXPECTED = {
    # file: features by table, how many were dropped, reference system, encoding
    "gdal.geojson": ({"gdal": 3}, 0, "EPSG:4326", "utf-8"),
    "projected.geojson": ({"projected": 3}, 0, "EPSG:3857", "utf-8"),
    "rfc7946.geojson": ({"rfc7946": 3}, 0, "EPSG:4326", "utf-8"),
    "lines.geojsonl": ({"lines": 3}, 0, "EPSG:4326", "utf-8"),
    "sequence.geojsons": ({"sequence": 3}, 0, "EPSG:4326", "utf-8"),
    "swapped.geojson": ({"swapped": 2}, 0, "EPSG:4326", "utf-8"),
    "mixed.geojson": ({"mixed_points": 1, "mixed_lines": 1, "mixed_areas": 2}, 0, "EPSG:4326", "utf-8"),
    "geojson_t.geojson": ({"geojson_t": 4}, 0, "EPSG:4326", "utf-8"),
    "places.lpf.json": ({"places_lpf": 2}, 0, "EPSG:4326", "utf-8"),
    "places.jsonl": ({"places": 3}, 0, "EPSG:4326", "utf-8"),
    "places.tsv": ({"places": 3}, 0, "EPSG:4326", "utf-8"),
    "gdal.gpkg": ({"ports": 2, "roads": 1}, 0, "EPSG:32651", "utf-8"),
    "zh-gbk.zip": ({"ports": 3}, 0, "EPSG:4326", "gbk"),
    "zh-gbk-bare.zip": ({"ports": 3}, 0, "EPSG:4326", "gb18030"),
    "ru-cp1251.zip": ({"ports": 3}, 0, "EPSG:4326", "cp1251"),
    "ru-cp1251-bare.zip": ({"ports": 3}, 0, "EPSG:4326", "cp1251"),
    "fr-iso-8859-1.zip": ({"ports": 3}, 0, "EPSG:4326", "iso8859-1"),
    "fr-iso-8859-1-bare.zip": ({"ports": 3}, 0, "EPSG:4326", "cp1252"),
    "ko-cp949.zip": ({"ports": 3}, 0, "EPSG:4326", "cp949"),
    "ko-cp949-bare.zip": ({"ports": 3}, 0, "EPSG:4326", "cp949"),
    "zh-utf-8.zip": ({"ports": 3}, 0, "EPSG:4326", "utf-8"),
    "zh-utf-8-bare.zip": ({"ports": 3}, 0, "EPSG:4326", "utf-8"),
    "no-index.zip": ({"ports": 3}, 0, "EPSG:4326", "utf-8"),
    "gdal.fgb": ({"gdal": 3}, 0, "EPSG:3857", "utf-8"),
    "pandas.parquet": ({"pandas": 2}, 0, "EPSG:32651", "utf-8"),
    "covering.parquet": ({"covering": 3}, 0, "EPSG:4326", "utf-8"),
    "plain.parquet": ({"plain": 3}, 0, "EPSG:4326", "utf-8"),
    "fastkml.kml": ({"ports": 3}, 0, "EPSG:4326", "UTF-8"),
    "earth.kml": ({"tour_lines": 1, "tour_points": 1}, 1, "EPSG:4326", "UTF-8"),
    "earth.kmz": ({"tour_lines": 1, "tour_points": 1}, 1, "EPSG:4326", "UTF-8"),
    "old.kml": ({"tour_lines": 1, "tour_points": 1}, 1, "EPSG:4326", "UTF-8"),
    "gpxpy.gpx": ({"gpxpy_waypoints": 3, "gpxpy_tracks": 1}, 0, "EPSG:4326", "UTF-8"),
    "openpyxl.xlsx": ({"openpyxl": 3}, 0, "EPSG:4326", None),
    "comma.csv": ({"comma": 3}, 0, "EPSG:4326", "utf-8"),
    "excel-ru.csv": ({"excel_ru": 3}, 0, "EPSG:4326", "cp1251"),
    "excel-zh.csv": ({"excel_zh": 3}, 0, "EPSG:4326", "gb18030"),
    "excel-ko.csv": ({"excel_ko": 3}, 0, "EPSG:4326", "cp949"),
    "utf16.txt": ({"utf16": 3}, 0, "EPSG:4326", "utf-16"),
    "bom.csv": ({"bom": 3}, 0, "EPSG:4326", "utf-8"),
    "wkt.csv": ({"wkt": 3}, 0, "EPSG:4326", "utf-8"),
    "postgis.csv": ({"postgis": 3}, 0, "EPSG:4326", "utf-8"),
    "degrees.csv": ({"degrees": 2}, 0, "EPSG:4326", "utf-8"),
    "wide.csv": ({"wide": 1}, 0, "EPSG:4326", "utf-8"),
    "overpass.json": ({"overpass_points": 1, "overpass_lines": 1, "overpass_areas": 1}, 0, "EPSG:4326", "utf-8"),
    "josm.osm": ({"josm_points": 1, "josm_lines": 1}, 0, "EPSG:4326", "utf-8"),
    "pacific.geojson": ({"pacific_lines": 1, "pacific_areas": 1}, 0, "EPSG:4326", "utf-8"),
    "many.zip": ({"ports": 3}, 0, "EPSG:4326", "utf-8"),
}


def read(path: Path, **mapping: object) -> Result:
    """Read a file in this process."""
    return reader.read(path, path.name, Mappings.model_validate(mapping), Names())


def properties(result: Result) -> dict[str, dict]:
    """What the features say, by the name in English."""
    return {one["properties"]["name"]["en"]: one["properties"] for table in result.tables for one in table.features}


def places(result: Result) -> list[list[float]]:
    """The coordinates of all points."""
    return sorted(one["geometry"]["coordinates"] for table in result.tables for one in table.features)


@pytest.mark.parametrize("name", EXPECTED)
def test_a_file_gives_what_stands_in_it(name, tmp_path) -> None:
    result = read(made.make(name, tmp_path))
    counts = {table.name: len(table.features) for table in result.tables}
    told = "\n".join(map(str, result.faults))
    assert (counts, result.dropped, result.crs, result.encoding) == EXPECTED[name], told
    for table in result.tables:
        for one in table.features:
            TypeAdapter(Record).validate_python(one["properties"])


def test_every_file_that_can_be_made_is_asked() -> None:
    assert EXPECTED.keys() == made.MAKERS.keys()
    assert len(EXPECTED) >= 30


@pytest.mark.parametrize(
    ("name", "language"),
    [
        (f"{name}{bare}.zip", name[:2])
        for name in ("zh-gbk", "ru-cp1251", "fr-iso-8859-1", "ko-cp949")
        for bare in ("", "-bare")
    ]
    + [("excel-ru.csv", "ru"), ("excel-zh.csv", "zh"), ("excel-ko.csv", "ko"), ("openpyxl.xlsx", "zh")],
)
def test_names_are_read_letter_by_letter(name, language, tmp_path) -> None:
    assert sorted(properties(read(made.make(name, tmp_path)))) == sorted(made.NAMES[language])


@pytest.mark.parametrize(
    "name",
    ["projected.geojson", "gdal.fgb", "covering.parquet", "utf16.txt", "postgis.csv", "excel-ru.csv", "no-index.zip"],
)
def test_places_are_where_they_were(name, tmp_path) -> None:
    assert places(read(made.make(name, tmp_path))) == sorted([lon, lat] for _, _, lon, lat in made.PORTS)


@pytest.mark.parametrize(
    "name", ["gdal.geojson", "fastkml.kml", "places.tsv", "comma.csv", "plain.parquet", "excel-zh.csv", "zh-gbk.zip"]
)
def test_dates_are_those_of_the_file(name, tmp_path) -> None:
    found = [one["timeline"] for one in properties(read(made.make(name, tmp_path))).values()]
    assert sorted(one[0]["start"] for one in found) == [str(year) for _, year, _, _ in made.PORTS]
    assert {one[0]["status"] for one in found} == {"operating"}


def test_what_the_wrong_order_alone_explains_is_swapped_and_told(tmp_path) -> None:
    result = read(made.make("swapped.geojson", tmp_path))
    assert places(result) == [[120.3, 36.1], [121.6, 38.9]]
    assert [fault.found for fault in result.faults] == ["latitude before longitude"]
    assert not result.faults[0].left_out


def test_times_of_geojson_t_and_linked_places_are_kept(tmp_path) -> None:
    found = [one for table in read(made.make("geojson_t.geojson", tmp_path)).tables for one in table.features]
    spans = [(one["properties"]["timeline"][0]["start"], one["properties"]["timeline"][0].get("end")) for one in found]
    assert spans == [("1901", "1944/1946"), ("1805", "1890"), ("1900", "1920"), ("1921", None)]
    place = properties(read(made.make("places.lpf.json", tmp_path)))["Abydos"]
    assert place["name"] == {"en": "Abydos", "zh": "阿拜多斯"}
    assert place["kind"] == "inhabited_place"
    assert place["countries"] == ["EG"]


def test_a_shape_across_the_antimeridian_is_divided(tmp_path) -> None:
    result = read(made.make("pacific.geojson", tmp_path))
    kinds = {one["geometry"]["type"] for table in result.tables for one in table.features}
    assert kinds == {"MultiLineString", "MultiPolygon"}
    assert sum("antimeridian" in fault.found for fault in result.faults) == 2


def test_tags_of_openhistoricalmap_are_dates_and_names(tmp_path) -> None:
    line = properties(read(made.make("overpass.json", tmp_path)))["Line"]
    assert line["timeline"] == [{"status": "operating", "start": "1901", "end": "1945~"}]
    assert line["name"] == {"en": "Line", "ru": "Линия"}
    assert line["kind"] == "rail"


def test_what_google_earth_says_is_kept(tmp_path) -> None:
    found = properties(read(made.make("earth.kmz", tmp_path)))
    assert found["Khasan"]["timeline"] == [{"status": "operating", "start": "1951", "end": "1999-05"}]
    assert found["Khasan"]["note"] == "Border station\nsince 1951"
    assert found["Khasan"]["facts"]["owner"] == "State"
    assert found["Ride"]["timeline"] == [{"status": "operating", "start": "2010-05-28", "end": "2010-05-29"}]


def test_a_result_is_the_same_after_the_journey_between_processes(tmp_path) -> None:
    result = read(made.make("mixed.geojson", tmp_path))
    again = Result.of(json.loads(json.dumps(result.packed())))
    assert again.packed() == result.packed()
