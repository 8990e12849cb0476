"""What is likely where nobody can be asked, in files as people write them by hand."""

from __future__ import annotations

import json
from pathlib import Path

import made
import pytest

from corridor_atlas.bring import reader
from corridor_atlas.bring.mapping import Mappings
from corridor_atlas.bring.naming import Names
from corridor_atlas.bring.result import Result

TABLES = {
    # what: a table as it is written, and what becomes of its first row: place, timeline
    "Russian Excel": (
        "Название;Широта;Долгота;Открыт;Закрыт\nПост;42,87;130,36;1905;наст. время\n",
        ([130.36, 42.87], {"status": "operating", "start": "1905"}),
    ),
    "Korean": (
        "이름,위도,경도,개통,상태\n역,37.5,127.0,1905년 10월,운영\n",
        ([127.0, 37.5], {"status": "operating", "start": "1905-10"}),
    ),
    "Chinese": (
        "名称,纬度,经度,开通时间,状态\n站,42.87,130.36,1905年10月1日,在建\n",
        ([130.36, 42.87], {"status": "under_construction", "start": "1905-10-01"}),
    ),
    "Japanese": (
        "駅名,緯度,経度,開業年,状態\n駅,35.6,139.7,1872年,営業中\n",
        ([139.7, 35.6], {"status": "operating", "start": "1872"}),
    ),
    "Mongolian": (
        "Нэр,Өргөрөг,Уртраг,Нээсэн,Төлөв\nӨртөө,47.9,106.9,1950,Ажиллаж байгаа\n",
        ([106.9, 47.9], {"status": "operating", "start": "1950"}),
    ),
    "swapped": ("name,lat,lon,opened\nA,130.3,42.8,1990\n", ([130.3, 42.8], {"status": "operating", "start": "1990"})),
    "degrees and minutes": ('name,coords\nA,"42°52\'30""N 130°21\'E"\n', ([130.35, 42.875], None)),
    "unknown dates": ("name,lat,lon,start,end\nA,1,2,-1,9999\n", ([2.0, 1.0], None)),
    "before our era": (
        "name,lat,lon,start,end\nA,1,2,300 BCE,200 BCE\n",
        ([2.0, 1.0], {"status": "operating", "start": "../0001", "end": "../0001"}),
    ),
    "LP-TSV whose shape is empty": (
        "id\ttitle\tstart\tlon\tlat\tgeowkt\n1\tAbydos\t1500\t31.9\t26.2\t\n2\tB\t1500\t\t\tPOINT(1 2)\n",
        ([31.9, 26.2], {"status": "operating", "start": "1500"}),
    ),
    "a list of JSON objects": (
        '[{"name": "A", "lat": 1, "lon": 2, "opened": 1999}]',
        ([2.0, 1.0], {"status": "operating", "start": "1999"}),
    ),
}


def read(path: Path, text: str) -> Result:
    path.write_text(text, encoding="utf-8")
    return reader.read(path, path.name, Mappings(), Names())


@pytest.mark.parametrize("what", TABLES)
def test_a_table_is_read_as_it_is_meant(what, tmp_path) -> None:
    text, (place, period) = TABLES[what]
    result = read(tmp_path / "table.txt", text)
    assert result.dropped == 0
    first = result.tables[0].features[0]
    assert first["geometry"]["coordinates"] == place
    assert first["properties"].get("timeline", [None])[0] == period


@pytest.mark.parametrize(
    ("row", "found", "expected"),
    [
        ("A,1,2,753 BC,", "'753 BC'", "from which the atlas counts"),
        ("A,1,2,3050,", "'3050'", "a year up to 2200: it is kept as a fact"),
        ("A,1,2,2150,", "operating from 2150", "a status such as planned: it is kept"),
        ("A,1,2,1990,1980", "the end 1980 before the start 1990", "kept as a fact"),
        ("A,1,2,soon,", "'soon'", "kept as a fact"),
    ],
)
def test_an_odd_date_is_told_in_a_sentence_and_nothing_is_lost(row, found, expected, tmp_path) -> None:
    result = read(tmp_path / "a.csv", f"name,lat,lon,start,end\n{row}\nB,1,2,1950,\n")
    assert (result.features, result.dropped) == (2, 0)
    (fault,) = result.faults
    assert (fault.found, fault.notice) == (found, True)
    assert expected in fault.expected
    kept = json.dumps(result.tables[0].features[0]["properties"])
    assert row.split(",")[-2 if row.endswith(",") else -1] in kept


@pytest.mark.parametrize(
    ("document", "found", "hint"),
    [
        ({"type": "Topology", "objects": {}, "arcs": []}, "TopoJSON", "QGIS"),
        ({"features": [{"attributes": {"a": 1}, "geometry": {"x": 1, "y": 2}}]}, "Esri JSON", "f=geojson"),
        ({"a": 1}, "JSON that is no GeoJSON", "FeatureCollection"),
    ],
)
def test_json_of_another_kind_is_named(document, found, hint, tmp_path) -> None:
    told = "\n".join(map(str, read(tmp_path / "a.json", json.dumps(document)).faults))
    assert found in told
    assert hint in told


def test_lines_of_linked_places_have_the_usual_ending(tmp_path) -> None:
    path = made.make("places.jsonl", tmp_path)
    assert reader.read(path, path.name, Mappings(), Names()).faults == []


def test_names_in_any_language_are_names(tmp_path) -> None:
    result = read(tmp_path / "a.csv", "name,name:sw,name_fr,name_id,lat,lon\nPort,Bandari,Port FR,x7,1,2\n")
    properties = result.tables[0].features[0]["properties"]
    assert properties["name"] == {"en": "Port", "sw": "Bandari", "fr": "Port FR"}
    assert properties["facts"] == {"name_id": "x7"}


def test_an_id_in_extended_data_is_the_id_of_a_placemark_without_one(tmp_path) -> None:
    data = "<ExtendedData><Data name='id'><value>north-port</value></Data></ExtendedData>"
    mark = f"<Placemark><name>Port</name>{data}<Point><coordinates>1,2</coordinates></Point></Placemark>"
    text = f"<kml xmlns='http://www.opengis.net/kml/2.2'><Document>{mark}</Document></kml>"
    assert read(tmp_path / "a.kml", text).tables[0].features[0]["properties"]["id"] == "north-port"
