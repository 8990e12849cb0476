"""Every shape of bad file gives a message that says what is wrong and what to do; nothing is lost but what is named."""

from __future__ import annotations

import json
import stat
import zipfile
from dataclasses import replace
from pathlib import Path

import made
import pytest

from corridor_atlas.bring import child, limits, reader, report
from corridor_atlas.bring.limits import UPLOAD, Limits
from corridor_atlas.bring.mapping import Mappings
from corridor_atlas.bring.naming import Names
from corridor_atlas.bring.result import Result
from corridor_atlas.core.errors import told

HEADER = "name,lat,lon,opened,closed\n"
SMALL = replace(UPLOAD, size=1_000_000, features=100, vertices=1000, columns=20, members=5, unpacked=3_000_000)


def read(path: Path, of: Limits = UPLOAD, **mapping: object) -> Result:
    return reader.read(path, path.name, Mappings.model_validate(mapping), Names(), of)


def written(folder: Path, name: str, data: bytes | str) -> Path:
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def archive(folder: Path, name: str, **members: bytes) -> Path:
    path = folder / name
    made.zipped(path, members)
    return path


def link(folder: Path) -> Path:
    info = zipfile.ZipInfo("ports.csv")
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    path = folder / "link.zip"
    with zipfile.ZipFile(path, "w") as out:
        out.writestr(info, "/etc/passwd")
    return path


def patched(folder: Path, name: str, old: bytes, new: bytes) -> Path:
    """An archive in which some bytes are others, as transfers leave them; found by `make fuzz`."""
    path = archive(folder, name, **{"ports.csv": b"name,lat,lon\nA,1,2\n"})
    data = path.read_bytes()
    assert old in data
    path.write_bytes(data.replace(old, new))
    return path


def deep_kml() -> str:
    return "<kml>" + "<Folder>" * 300 + "</Folder>" * 300 + "</kml>"


LAUGHS = '<!DOCTYPE k [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><kml><name>&b;</name></kml>'
OUTSIDE = '<!DOCTYPE k [<!ENTITY x SYSTEM "file:///etc/passwd">]><gpx><name>&x;</name></gpx>'
VRT = "<OGRVRTDataSource><OGRVRTLayer name='x'><SrcDataSource>/etc/passwd</SrcDataSource></OGRVRTLayer>"
LINKED = made.features(crs={"type": "link", "properties": {"href": "http://127.0.0.1:9/crs"}})

WHOLE = {
    # what: how it is made, and words that the message has
    "empty": (lambda d: written(d, "a.csv", ""), "empty file"),
    "blank": (lambda d: written(d, "a.geojson", " \n\t\n"), "empty file"),
    "nothing": (lambda d: d / "absent.csv", "no such file"),
    "folder": (lambda d: d, "no regular file"),
    "noise": (lambda d: written(d, "a.gpkg", bytes(range(256)) * 20), "no known format"),
    "picture": (lambda d: written(d, "a.png", b"\x89PNG\r\n\x1a\n" + b"\x00" * 99), "no known format"),
    "page": (lambda d: written(d, "a.html", "<!DOCTYPE html><html><p>Hello</p></html>"), "no known format"),
    "truncated json": (
        lambda d: written(d, "a.geojson", made.features(made.feature(made.point(1, 2)))[:-9]),
        "broken JSON",
    ),
    "deep json": (
        lambda d: written(d, "a.geojson", '{"features": ' + "[" * 5000 + "]" * 5000 + "}"),
        "nested more than",
    ),
    "no features": (lambda d: written(d, "a.geojson", made.features()), "no things"),
    "other json": (lambda d: written(d, "a.json", '{"hello": [1, 2]}'), "no GeoJSON"),
    "linked crs": (lambda d: written(d, "a.geojson", LINKED), "the crs"),
    "vrt": (lambda d: written(d, "a.geojson", VRT), "no known format"),
    "vrt in a zip": (lambda d: archive(d, "a.zip", **{"x.shp": VRT.encode(), "x.dbf": b""}), "no Shapefile"),
    "truncated gpkg": (
        lambda d: written(d, "a.gpkg", b"SQLite format 3\x00" + b"\0" * 52 + b"GPKG" + b"\0" * 99),
        "cannot be opened",
    ),
    "truncated zip": (lambda d: written(d, "a.zip", b"PK\x03\x04" + b"x" * 60), "broken archive"),
    "empty zip": (lambda d: archive(d, "a.zip"), "without files"),
    "zip of nothing": (lambda d: archive(d, "a.zip", **{"a.exe": b"MZ\x00\x01\x02"}), "no known format"),
    "zip slip": (lambda d: archive(d, "a.zip", **{"../../x.csv": b"a,b"}), "leads out"),
    "nameless": (lambda d: patched(d, "a.zip", b"ports.csv", b"\x00" * 9), "without a name in the archive"),
    "packing": (lambda d: patched(d, "a.zip", b"\x00\x00\x00\x08\x00", b"\x00\x00\x00\x63\x00"), "packed in a way"),
    "link": (link, "a link in the archive"),
    "bomb": (lambda d: archive(d, "a.zip", **{"a.csv": b"0" * 30_000_000}), "packed 1:"),
    "nested zip": (
        lambda d: archive(d, "b.zip", **{"a.zip": archive(d, "a.zip", **{"a.csv": b"x"}).read_bytes()}),
        "archive in",
    ),
    "laughs": (lambda d: written(d, "a.kml", LAUGHS), "document type or entities"),
    "entity": (lambda d: written(d, "a.gpx", OUTSIDE), "document type or entities"),
    "deep kml": (lambda d: written(d, "a.kml", deep_kml()), "elements deep"),
    "truncated kml": (lambda d: written(d, "a.kml", made.EARTH[:900]), "broken XML"),
    "truncated gpx": (lambda d: written(d, "a.gpx", "<gpx><wpt lat='1'"), "broken XML"),
    "broken workbook": (lambda d: archive(d, "a.xlsx", **{"xl/workbook.xml": b"<x"}), "broken workbook"),
    "broken parquet": (lambda d: written(d, "a.parquet", b"PAR1" + b"\x00" * 50 + b"PAR1"), "broken Parquet"),
    "broken flatgeobuf": (lambda d: written(d, "a.fgb", b"fgb\x03fgb\x00" + b"\xff" * 60), ""),
    "unknown crs": (
        lambda d: written(d, "a.geojson", made.features(crs={"type": "name", "properties": {"name": "EPSG:1"}})),
        "",
    ),
    "headers only": (lambda d: written(d, "a.csv", HEADER), "no things"),
}


@pytest.mark.parametrize("what", WHOLE)
def test_what_cannot_be_read_at_all_says_why_and_what_to_do(what, tmp_path) -> None:
    make, words = WHOLE[what]
    result = read(make(tmp_path))
    assert (result.features, len(result.faults)) == (0, 1)
    fault = result.faults[0]
    assert words in fault.found
    assert fault.expected
    assert fault.whole
    assert str(tmp_path) not in str(fault).replace(fault.file, "")


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("a.csv", HEADER + "".join(f"a,{n % 80},1,,\n" for n in range(200)), "more than 100 things"),
        ("a.csv", ",".join(f"c{n}" for n in range(30)) + "\n1", "30 columns"),
        ("a.csv", "x" * 1_000_001, "1000001 bytes"),
        (
            "a.geojson",
            made.features(made.feature({"type": "LineString", "coordinates": [[n / 100, 0] for n in range(2000)]})),
            "2,000 vertices",
        ),
    ],
)
def test_limits_are_told_with_a_way_out(name, text, words, tmp_path) -> None:
    fault = read(written(tmp_path, name, text), SMALL).faults[0]
    assert words in fault.found
    assert any(word in fault.expected for word in ("divide", "simplif", "leave out"))


def test_too_many_vertices_can_be_simplified(tmp_path) -> None:
    line = {"type": "LineString", "coordinates": [[n / 100, 0] for n in range(2000)]}
    result = read(written(tmp_path, "a.geojson", made.features(made.feature(line))), SMALL, simplify=0.01)
    assert result.features == 1


ROWS = {
    # a row, whether it is dropped, and words of the message
    "A,42,130,1990,\n": (False, ""),
    "B,abc,130,1990,\n": (True, "latitude 'abc'"),
    "C,nan,130,,\n": (True, "latitude 'nan'"),
    "D,1e308,130,,\n": (True, "1e+12"),
    "E,inf,130,,\n": (True, "latitude 'inf'"),
    "F,95,500,,\n": (True, "coordinates 500, 95"),
    "G,,,1990,\n": (False, "no place"),
    "H,42,130,2010,1990\n": (False, "the end 1990 before the start 2010"),
    "I,42,130,2500,\n": (False, "a year up to 2200"),
    "J,42,130,soon,\n": (False, "'soon'"),
    "K,42,130,-1,9999\n": (False, ""),
    ",42,130,n/a,unknown\n": (False, ""),
    "=cmd|' /C calc'!A0,42,130,1990,\n": (False, ""),
    "<img src=x onerror=alert(1)>,42,130,1990,\n": (False, ""),
    "{{7*7}}{% x %},42,130,1990,\n": (False, ""),
    "L,42,130,1990,,more,cells\n": (False, "7 cells under 5 columns"),
    "M\x07N,42,130,1990,\n": (False, "characters that no text may hold"),
    "O,42\n": (True, "longitude None"),
}


@pytest.mark.parametrize("row", ROWS)
def test_a_bad_row_is_kept_or_named(row, tmp_path) -> None:
    dropped, words = ROWS[row]
    result = read(written(tmp_path, "a.csv", f"{HEADER}Sound,42,130,1980,1985\n{row}"))
    said = "\n".join(told(result.faults))
    assert (result.features, result.dropped) == ((1, 1) if dropped else (2, 0)), said
    if words != "1e+12":
        assert words in said
    assert all(fault.id == "row 3" for fault in result.faults if fault.id)


@pytest.mark.parametrize(
    ("geometry", "found"),
    [
        ({"type": "Polygon", "coordinates": [[[0, 0], [2, 2], [2, 0], [0, 2], [0, 0]]]}, "an invalid shape"),
        ({"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 0]]]}, ""),
        ({"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1]]]}, ""),
        ({"type": "LineString", "coordinates": [[0, 0], [0, 0]]}, "an invalid shape"),
        ({"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [0, 0]]]}, ""),
        ({"type": "Point", "coordinates": [float("nan"), 1]}, "a coordinate that is not"),
        ({"type": "Point", "coordinates": [1e308, 1]}, "a coordinate that is not"),
        ({"type": "Point", "coordinates": []}, "no place"),
        ({"type": "Point", "coordinates": ["x", 1]}, "['x', 1]"),
        ({"type": "Sphere", "coordinates": [1, 1]}, "'Sphere'"),
        ("POINT (1 1)", "'POINT (1 1)'"),
        (None, "no place"),
        ({"type": "MultiPoint", "coordinates": [[1, 1], [2, 2]]}, ""),
        ({"type": "Point", "coordinates": [1, 1, 250]}, ""),
        ({"type": "GeometryCollection", "geometries": []}, "no place"),
        ({"type": "Point", "coordinates": [190, 10]}, "antimeridian"),
    ],
)
def test_a_bad_shape_is_mended_or_named(geometry, found, tmp_path) -> None:
    text = made.features(made.feature(made.point(10, 10), name="Sound"), made.feature(geometry, name="Other"))
    result = read(written(tmp_path, "a.geojson", text))
    assert found in "\n".join(told(result.faults))
    assert result.features + result.dropped >= 2
    for table in result.tables:
        assert all(one["geometry"] is None or "NaN" not in json.dumps(one) for one in table.features)


def test_metres_without_a_system_ask_for_it(tmp_path) -> None:
    text = made.features(made.feature(made.point(13_391_000, 4_317_000), name="A"))
    result = read(written(tmp_path, "a.geojson", text))
    assert (result.features, result.dropped) == (0, 1)
    assert 'crs = "EPSG:3857"' in result.faults[-1].expected
    again = read(written(tmp_path, "a.geojson", text), crs="EPSG:3857")
    assert again.tables[0].features[0]["geometry"]["coordinates"] == pytest.approx([120.29, 36.12], abs=0.01)


def test_a_system_that_cannot_be_true_is_noticed(tmp_path) -> None:
    crs = {"type": "name", "properties": {"name": "EPSG:3857"}}
    result = read(written(tmp_path, "a.geojson", made.features(made.feature(made.point(130, 42)), crs=crs)))
    assert result.tables[0].features[0]["geometry"]["coordinates"] == [130.0, 42.0]
    assert "coordinates that are degrees" in result.faults[0].found


def test_ids_and_columns_that_stand_twice_are_kept_apart(tmp_path) -> None:
    result = read(written(tmp_path, "a.csv", "id,name,lat,lon,x,x\na,A,1,1,5,6\na,B,2,2,7,8\n"))
    first, second = (one["properties"] for one in result.tables[0].features)
    assert (first["id"], second["id"]) == ("a", "a-2")
    assert (first["facts"]["x"], first["facts"]["x_2"]) == (5, 6)
    assert {fault.found for fault in result.faults} == {"a second column 'x'", "the id a once more"}


@pytest.mark.parametrize("name", ["a.csv", "a.json", "a.kml", "a.shp", "a.txt"])
def test_a_wrong_ending_is_no_hindrance(name, tmp_path) -> None:
    data = made.make("gdal.gpkg", tmp_path).read_bytes()
    result = read(written(tmp_path, name, data))
    assert result.features == 3
    assert name == "a.shp" or any("the ending" in fault.found for fault in result.faults)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "latin-1"])
def test_json_in_another_encoding_is_read(encoding, tmp_path) -> None:
    text = made.features(made.feature(made.point(1, 2), name="Besançon"))
    result = read(written(tmp_path, "a.geojson", text.encode(encoding)))
    assert result.tables[0].features[0]["properties"]["name"]["en"] == "Besançon"


def test_a_wrong_encoding_that_somebody_says_is_told(tmp_path) -> None:
    path = written(tmp_path, "a.csv", "name,lat,lon\nБерег,1,2\n".encode("cp1251"))
    assert "utf-8" in read(path, encoding="utf-8").faults[0].found
    assert "no encoding is called 'klingon'" in read(path, encoding="klingon").faults[0].found


def test_columns_that_a_mapping_names_have_to_be_there(tmp_path) -> None:
    fault = read(written(tmp_path, "a.csv", "name,lat,lon\nA,1,2\n"), start="built").faults[0]
    assert "'built'" in fault.found
    assert "name, lat, lon" in fault.expected


def test_a_table_without_places_names_its_columns(tmp_path) -> None:
    result = read(written(tmp_path, "a.csv", "name,size\nA,1\nB,2\n"))
    assert (result.features, result.dropped) == (0, 2)
    assert any("name, size" in fault.expected for fault in result.faults)


def test_the_report_holds_no_formula(tmp_path) -> None:
    result = read(written(tmp_path, "a.csv", HEADER + "A,=1+1,130,,\nB,42,130,=cmd|x,\n"))
    lines = report.csv(result).decode("utf-8-sig").splitlines()
    assert lines[1].startswith("read,a.csv")
    assert not any(cell.startswith(("=", "+", "@")) for line in lines for cell in line.split(","))


# --- the process of its own ----------------------------------------------------------------------


def test_the_child_reads_and_is_gone(tmp_path) -> None:
    result = child.read(made.make("gdal.gpkg", tmp_path), limits=UPLOAD)
    assert (result.features, result.crs) == (3, "EPSG:32651")


def test_a_file_that_takes_too_long_is_a_sentence(tmp_path) -> None:
    path = made.make("comma.csv", tmp_path)
    fault = child.read(path, limits=replace(UPLOAD, seconds=0)).faults[0]
    assert "longer than 0 seconds" in fault.found


def test_a_file_that_needs_too_much_memory_is_a_sentence(tmp_path) -> None:
    path = written(tmp_path, "a.csv", HEADER + ("A" * 1000 + ",1,2,,\n") * 90_000)
    fault = child.read(path, limits=replace(UPLOAD, memory=700 << 20)).faults[0]
    assert "more than 700 MiB of memory" in fault.found
    assert "divide" in fault.expected


def test_reading_can_be_stopped(tmp_path) -> None:
    fault = child.read(made.make("comma.csv", tmp_path), stopped=lambda: True).faults[0]
    assert "stopped" in fault.found


def test_uploads_have_the_smaller_limits() -> None:
    bigger = [getattr(limits.OWN, one) >= getattr(UPLOAD, one) for one in UPLOAD.__dataclass_fields__]
    assert all(bigger)
    assert (UPLOAD.size, UPLOAD.features, UPLOAD.columns) == (100 << 20, 200_000, 500)
