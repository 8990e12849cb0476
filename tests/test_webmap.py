"""The map for the browser: encoding, escaping, vendored files, one-file page."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import tomllib
from pathlib import Path

import folium
import pytest
from folium.plugins import Fullscreen
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import GeometryCollection, LineString, MultiLineString, MultiPolygon, Point, Polygon, box

from corridor_atlas.core import model
from corridor_atlas.core.errors import AtlasError, NotFoundError
from corridor_atlas.data import config
from corridor_atlas.data.dataset import Atlas
from corridor_atlas.data.records import Tables
from corridor_atlas.draw import kinds, payload, webmap
from corridor_atlas.draw.kinds import _basemap, _delta, areas, lines, points

HOSTILE = "</script><img src=x onerror=alert(1)>`${alert(2)}`<!--\u2028\u2029&"
COORDINATE = st.tuples(
    st.floats(-180, 180, allow_nan=False).map(lambda value: round(value, 5)),
    st.floats(-85, 85, allow_nan=False).map(lambda value: round(value, 5)),
)


def layer(**change: object) -> config.Layer:
    base = {"id": "things", "title": {"en": HOSTILE}, "data": "things", "kind": "lines", "order": 1}
    return config.Layer.model_validate({**base, "color": "#112233", "color_dark": "#aabbcc", **change})


def small_atlas(tmp_path: Path, *, name: str = "A line") -> Atlas:
    record = model.Record.model_validate(
        {
            "id": "a-line",
            "name": {"en": name},
            "mode": "rail",
            "gauge_mm": [1435, 1520],
            "timeline": [
                {"status": "under_construction", "start": "1999~", "end": "2003"},
                {"status": "operating", "start": "2003"},
            ],
            "geometry_basis": {"method": "by hand", "sources": ["osm"], "precision": "schematic"},
        }
    )
    surveyed = {"method": "by eye", "precision": "surveyed"}
    town = model.Record.model_validate({"id": "a-town", "name": {"en": "Town"}, "geometry_basis": surveyed})
    tables = Tables({"things": [(record, LineString([(130, 42), (131, 43)])), (town, Point(130, 42))]})
    colours = {"color": "#112233", "color_dark": "#112233"}
    era = {"id": "e", "title": {"en": HOSTILE}, "short": {"en": "E"}, "start": 1991, "sources": [], **colours}
    note = "© OpenStreetMap contributors, ODbL"
    source = config.Source("osm", {"id": "osm", "type": "dataset", "title": "OpenStreetMap", "note": note})
    span = config.Span(first_year=1991, last_year=2010, data_version="1", data_date="2025")
    return Atlas(tmp_path, span, [layer()], [config.Era.model_validate(era)], {"osm": source}, tables)


@given(st.lists(COORDINATE, min_size=1, max_size=30))
def test_coordinates_come_back_to_five_decimals(line: list[tuple[float, float]]) -> None:
    found = _delta.decode(_delta.encode(line))
    kept = [point for i, point in enumerate(line) if i == 0 or point != line[i - 1]]
    assert len(found) == len(kept)
    for (lon, lat), (lon0, lat0) in zip(found, kept, strict=True):
        assert (lon, lat) == pytest.approx((lon0, lat0), abs=1e-9)


def test_an_empty_line_is_an_empty_list() -> None:
    assert _delta.encode([]) == []
    assert _delta.decode([]) == []


def encoded(kind, shape):
    return _delta.shape(kind.drawn(shape))


def test_shapes_of_every_kind() -> None:
    square = box(0, 0, 2, 2)
    holed = Polygon(square.exterior.coords, [box(0.5, 0.5, 1, 1).exterior.coords])
    assert encoded(points, Point(1, 2)) == {"t": "Point", "c": [[100000, 200000]]}
    assert encoded(points, square)["t"] == "Point"
    assert encoded(lines, LineString([(0, 0), (0.00001, 0)])) == {"t": "LineString", "c": [[0, 0, 1, 0]]}
    assert encoded(lines, MultiLineString([[(0, 0), (1, 1)], [(2, 2), (3, 3)]]))["t"] == "MultiLineString"
    assert encoded(lines, LineString([(0, 0), (0.000001, 0)])) is None
    assert len(encoded(areas, holed)["c"]) == 2
    assert encoded(areas, MultiPolygon([square, box(5, 5, 6, 6)]))["t"] == "MultiPolygon"
    assert encoded(areas, Point(1, 2))["t"] == "Point"
    assert encoded(areas, GeometryCollection([Point(0, 0), square]))["t"] == "Polygon"
    for kind in (points, lines, areas):
        assert encoded(kind, Polygon()) is None


def test_a_kind_is_a_file_and_an_unknown_one_is_named() -> None:
    assert kinds.names() == ["areas", "lines", "points"]
    with pytest.raises(NotFoundError, match="there is no kind 'line': did you mean lines"):
        kinds.kind("line")


def test_payload_says_what_the_contract_says(tmp_path: Path) -> None:
    content = payload.payload(small_atlas(tmp_path))
    line, town = content["features"]
    assert content["years"] == [1991, 2010]
    assert (line["l"], line["p"], line["m"], line["gauge"]) == (0, 3, "rail", [1435, 1520])
    assert line["s"] == [1998, 1999, 2 + 8, 2000, 2002, 2, 2003, 2010, 3]
    assert (town["t"], town["s"]) == (1, [1991, 2010, 3])
    assert content["attribution"] == ["© OpenStreetMap contributors, ODbL"]
    assert set(content["layers"][0]) >= {*payload.LAYER_KEYS, "symbol", "width", "radius", "mode"}
    json.dumps(content)


def test_the_eras_of_other_sides_come_after_the_main_ones(atlas) -> None:
    sides = [era.get("side") for era in payload.payload(atlas)["eras"]]
    assert sides[:3] == [None] * 3
    assert len(sides) > 3
    assert all(sides[3:])


def test_both_themes_have_the_same_colours() -> None:
    light, dark = payload.palette()["light"], payload.palette()["dark"]
    assert set(light) == set(dark)
    assert all(re.fullmatch("#[0-9a-f]{6}", colour) for colour in [*light.values(), *dark.values()])


@pytest.mark.parametrize("folder", sorted((webmap.WEB / "vendor").iterdir()), ids=lambda path: path.name)
def test_vendored_files_are_what_the_manifest_says(folder: Path) -> None:
    manifest = tomllib.loads((folder / "manifest.toml").read_text(encoding="utf-8"))
    found = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()}
    del found["manifest.toml"]
    assert found == manifest["sha256"]


@given(st.text())
def test_json_cannot_leave_its_script(text: str) -> None:
    written = webmap.as_json({"name": text + HOSTILE})
    assert not set(written) & set("<>&\u2028\u2029")
    assert json.loads(written)["name"] == text + HOSTILE


def test_the_page_loads_nothing_from_outside(tmp_path: Path) -> None:
    map_ = webmap.build(small_atlas(tmp_path, name=HOSTILE))
    target = tmp_path / "map.html"
    webmap.save_html(map_, target, title=HOSTILE)
    page = target.read_text(encoding="utf-8")
    links = re.findall(r"""(?:src|href)\s*=\s*["']?\s*((?:https?:)?//[^"'\s>]*)""", page)
    assert set(links) <= {"https://leafletjs.com"}  # the text of a control that is not shown
    assert set(re.findall(r"url\((.{5})", page.split("</style>")[1])) == {"data:"}, "the fonts, which come along"
    assert "sourceMappingURL" not in page
    assert "<img src=x" not in page
    assert "default-src &#39;none&#39;; script-src &#39;sha256-" in page
    assert "unsafe-eval" not in page


def test_the_same_map_is_the_same_page(tmp_path: Path) -> None:
    data = small_atlas(tmp_path)
    assert webmap.page(webmap.build(data)) == webmap.page(webmap.build(data))


def test_the_page_refuses_what_would_load_from_outside(tmp_path: Path) -> None:
    map_ = webmap.build(small_atlas(tmp_path))
    Fullscreen().add_to(map_)
    with pytest.raises(AtlasError, match="the page must not load from outside, found https://"):
        webmap.page(map_)


def test_other_folium_maps_are_left_alone(tmp_path: Path) -> None:
    before = list(folium.Map.default_js), list(folium.Map.default_css)
    webmap.page(webmap.build(small_atlas(tmp_path)))
    assert (list(folium.Map.default_js), list(folium.Map.default_css)) == before


def test_parts_keep_data_and_program_apart(tmp_path: Path) -> None:
    parts = webmap.render_parts(small_atlas(tmp_path, name=HOSTILE))
    for text in (parts.html, parts.script, parts.css, *parts.libraries):
        assert "alert(1)" not in text
    assert parts.payload["features"][0]["n"]["en"] == HOSTILE
    assert parts.revision == webmap.render_parts(small_atlas(tmp_path, name=HOSTILE)).revision
    assert parts.revision != webmap.render_parts(small_atlas(tmp_path)).revision
    assert set(parts.as_dict()) == {"id", "name", "html", "script", "css", "libraries", "payload", "revision"}
    packed = parts.packed()
    assert json.loads(gzip.decompress(packed)) == json.loads(json.dumps(parts.as_dict()))
    assert packed == webmap.render_parts(small_atlas(tmp_path, name=HOSTILE)).packed()


def test_countries_share_their_border_once(tmp_path: Path) -> None:
    squares = [box(0, 0, 1, 1), box(1, 0, 2, 1)]
    features = [{"type": "Feature", "properties": {}, "geometry": one.__geo_interface__} for one in squares]
    (tmp_path / "region.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    tier = _basemap.payload(tmp_path)["region"]
    assert tier["box"] == [0, 0, 2, 1]
    (cell,) = tier["cells"]
    (border,) = cell["borders"]
    assert cell["arcs"][border] in ([10_000, 0, 0, 10_000], [10_000, 10_000, 0, -10_000])
