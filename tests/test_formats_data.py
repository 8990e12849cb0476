"""What is taken away as data opens elsewhere, says the same, and harms nobody."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path
from xml.etree import ElementTree as ET

import geopandas as gpd
import pandas as pd
import pyogrio
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from corridor_atlas.core import dates
from corridor_atlas.core.characters import clean
from corridor_atlas.core.days import stays
from corridor_atlas.core.model import Corridor
from corridor_atlas.take import formats
from corridor_atlas.take.formats import csv as csv_format
from corridor_atlas.take.formats import kml, shapefile
from corridor_atlas.view.selection import selection
from taken_away import any_view

KML = {"k": kml.NAMESPACE}


def read_geojson(raw: bytes, _: Path) -> gpd.GeoDataFrame:
    frame = gpd.GeoDataFrame.from_features(json.loads(raw)["features"], crs=4326)
    status = pd.DataFrame(list(frame["status"]))
    return frame.drop(columns="status").join(status)


def read_gpkg(raw: bytes, folder: Path) -> gpd.GeoDataFrame:
    path = folder / "a.gpkg"
    path.write_bytes(raw)
    apart = ("corridors", "states")  # what is no table of features
    layers = [name for name, kind in pyogrio.list_layers(path) if kind and not name.startswith(apart)]
    return pd.concat([gpd.read_file(path, layer=layer) for layer in layers], ignore_index=True)


def read_parquet(raw: bytes, _: Path) -> gpd.GeoDataFrame:
    return gpd.read_parquet(io.BytesIO(raw))


def read_shapefiles(raw: bytes, folder: Path) -> gpd.GeoDataFrame:
    zipfile.ZipFile(io.BytesIO(raw)).extractall(folder)
    found = pd.concat([gpd.read_file(path) for path in sorted(folder.glob("*.shp"))], ignore_index=True)
    texts = ["status", "since", "until"]  # an empty text is no text in dBASE
    return found.assign(**{name: found[name].astype(object).where(found[name].notna(), "") for name in texts})


READERS = {"geojson": read_geojson, "geoparquet": read_parquet, "gpkg": read_gpkg, "shapefile": read_shapefiles}


@any_view
@pytest.mark.parametrize("name", READERS)
def test_a_round_trip_keeps_features_statuses_and_shapes(name, which, atlas, views, tmp_path, written) -> None:
    found = selection(atlas, views[which])
    read = READERS[name](written(name, which), tmp_path).set_index("id")
    assert read.crs.to_epsg() == 4326
    expected = {feature.id: (feature, state) for feature, state in found}
    if name == "shapefile":
        expected = {id_: one for id_, one in expected.items() if one[0].geometry is not None}
    assert set(read.index) == set(expected)
    assert read.index.is_unique
    rows = read.to_dict("index")
    for id_, (feature, state) in expected.items():
        row = rows[id_]
        shown = state.status or state.last
        assert row["status"] == (shown or "")
        assert (bool(row["certain"]), bool(row["gone"])) == (state.certain, state.gone)
        assert row["since"] == (feature.record.timeline[state.period].start if state.period is not None else "")
        assert row["year"] == found.year
        assert_same_shape(row["geometry"], feature.geometry)


def assert_same_shape(read, expected) -> None:
    if expected is None:
        assert read is None
        return
    same = shapely.equals_exact(read, expected, tolerance=1e-5)
    same = same or shapely.equals_exact(read.normalize(), expected.normalize(), tolerance=1e-5)
    assert same or read.equals(expected)


@pytest.mark.parametrize("name", ["gpkg", "geoparquet", "geojson"])
def test_the_whole_record_is_kept(name, atlas, tmp_path, written) -> None:
    raw = written(name, "all")
    if name == "geojson":
        properties = [feature["properties"] for feature in json.loads(raw)["features"]]
        records = [{key: one[key] for key in one if key not in ("table", "status")} for one in properties]
    else:
        records = [json.loads(text) for text in READERS[name](raw, tmp_path)["record"]]
    assert {one["id"]: type(atlas.features[one["id"]].record).model_validate(one) for one in records} == {
        id_: feature.record for id_, feature in atlas.features.items()
    }


def test_geojson_keeps_to_the_standard(atlas, written) -> None:
    document = json.loads(written("geojson", "2017"))
    assert "crs" not in document
    assert document["atlas"]["year"] == "2017"
    assert document["atlas"]["data_version"] == atlas.span.data_version
    for feature in document["features"]:
        assert feature["id"] == feature["properties"]["id"]
        shape = shapely.geometry.shape(feature["geometry"])
        for part in getattr(shape, "geoms", [shape]):
            if part.geom_type == "Polygon":
                assert part.exterior.is_ccw
                assert not any(hole.is_ccw for hole in part.interiors)


def test_a_geopackage_has_its_tables_and_the_years_of_each_status(atlas, tmp_path, written) -> None:
    path = tmp_path / "a.gpkg"
    path.write_bytes(written("gpkg", "all"))
    layers = dict(pyogrio.list_layers(path).tolist())
    states = {"states", "states_areas", "states_lines", "states_points", "layer_styles"}
    rest = {"corridors", "members", "timeline", "statistics", "sources", "about"}
    assert set(layers) == {*atlas.tables, *states, *rest}
    assert pyogrio.read_info(path, layer="railways")["geometry_type"] == "LineString"
    told = pyogrio.read_dataframe(path, layer="timeline")
    records = [*(feature.record for feature in atlas.features.values()), *atlas.corridors.values()]
    assert len(told) == sum(len(record.timeline) for record in records)
    for row in told.itertuples():
        assert row.first_year == dates.parse(row.start).year
    assert set(told["id"]) <= {*atlas.features, *atlas.corridors}


def test_a_geopackage_loses_nothing_of_corridors_statistics_and_sources(atlas, tmp_path, written) -> None:
    assert formats.loses("gpkg") == ""
    path = tmp_path / "a.gpkg"
    path.write_bytes(written("gpkg", "all"))
    corridors = gpd.read_file(path, layer="corridors").set_index("id")
    records = {id_: Corridor.model_validate(json.loads(text)) for id_, text in corridors["record"].items()}
    assert records == atlas.corridors
    members = pyogrio.read_dataframe(path, layer="members")
    assert {id_: tuple(rows["id"]) for id_, rows in members.groupby("corridor")} == {
        id_: one.members for id_, one in atlas.corridors.items() if one.members
    }
    figures = pyogrio.read_dataframe(path, layer="statistics")
    assert list(figures["value"]) == [one.value for one in atlas.statistics]
    held = pyogrio.read_dataframe(path, layer="sources").set_index("key")["record"]
    assert all(json.loads(text) == atlas.bibliography[key].record for key, text in held.items())
    assert set(figures["source"]) <= set(held.index)


def test_a_corridor_has_the_lines_that_are_in_the_file(tmp_path, written) -> None:
    path = tmp_path / "a.gpkg"
    path.write_bytes(written("gpkg", "2017"))
    lines = gpd.read_file(path, layer="railways").set_index("id")
    corridors = gpd.read_file(path, layer="corridors").set_index("id")
    route = corridors.loc["primorye-2-corridor"]
    inside = [id_ for id_ in route["members"].split("; ") if id_ in lines.index]
    assert inside
    assert all(route.geometry.covers(lines.loc[id_].geometry) for id_ in inside)


def test_geoparquet_says_what_it_is(atlas, written) -> None:
    found = read_parquet(written("geoparquet", "2017"), Path())
    assert found.attrs["year"] == "2017"
    assert atlas.span.data_version in found.attrs["citation"]
    assert str(found["first_year"].dtype) == "Int32"


def test_a_shapefile_says_what_it_lost(atlas, written) -> None:
    archive = zipfile.ZipFile(io.BytesIO(written("shapefile", "all")))
    readme = archive.read("README.txt").decode()
    assert formats.loses("shapefile") in readme
    for feature in atlas.features.values():
        assert (f"{feature.id}" in readme.split("Left out:")[1]) or feature.geometry is not None
    assert archive.read("ports_point.cpg") == b"UTF-8"
    assert any(name.startswith("economic_zones_area") for name in archive.namelist())


@given(st.text())
def test_a_long_text_is_cut_between_letters(text) -> None:
    short = shapefile.cut(text)
    assert len(short.encode()) <= shapefile.WIDTH
    assert short == text or (short.endswith("…") and text.startswith(short[:-1]))


@pytest.mark.parametrize("name", READERS)
def test_hostile_texts_do_not_stop_a_format(name, hostile, tmp_path) -> None:
    read = READERS[name](formats.get(name).write(hostile), tmp_path)
    assert "evil-port" in set(read["id"])


@any_view
def test_kml_has_a_span_of_whole_days_for_each_status(which, atlas, views, written) -> None:
    raw = written("kml", which)
    marks = ET.fromstring(raw).findall(".//k:Placemark", KML)  # noqa: S314  our own file
    told: dict[str, list[tuple[str | None, ...]]] = {}
    for mark in marks:
        data = {one.get("name"): one.findtext("k:value", namespaces=KML) for one in mark.iterfind(".//k:Data", KML)}
        span = [mark.findtext(f"k:TimeSpan/k:{tag}", namespaces=KML) for tag in ("begin", "end")]
        told.setdefault(data["id"], []).append((data.get("status"), data.get("start"), *span))
    found = selection(atlas, views[which])
    assert set(told) == {feature.id for feature in found.features}
    for feature in found.features:
        periods, held = feature.record.timeline, stays(feature.record.timeline)
        expected = [
            (
                periods[one.period].status,
                periods[one.period].start,
                *(day and day.isoformat() for day in (one.begin, one.end)),
            )
            for one in held
        ]
        assert told[feature.id] == expected or not periods


def test_gdal_reads_every_day_of_kml(tmp_path, written) -> None:
    raw = written("kml", "all")
    path = tmp_path / "a.kml"
    path.write_bytes(raw)
    read = pd.concat([pyogrio.read_dataframe(path, layer=layer) for layer, _ in pyogrio.list_layers(path)])
    assert raw.count(b"<begin>") == read["begin"].notna().sum() > 700
    assert raw.count(b"<end>") == read["end"].notna().sum() > 400


def test_kml_opens_in_gdal_with_the_same_shapes(atlas, views, tmp_path, written) -> None:
    path = tmp_path / "a.kml"
    path.write_bytes(written("kml", "2017"))
    found = {feature.id: feature for feature in selection(atlas, views["2017"]).features}
    seen = set()
    for layer, _ in pyogrio.list_layers(path):
        assert pyogrio.read_info(path, layer=layer)["driver"] == "LIBKML"
        for row in gpd.read_file(path, layer=layer).itertuples():
            seen.add(row.id)
            assert_same_shape(shapely.force_2d(row.geometry), found[row.id].geometry)
    assert seen == set(found)


def test_kml_has_a_folder_and_a_style_for_each_layer(atlas, written) -> None:
    document = ET.fromstring(written("kml", "all"))  # noqa: S314  our own file
    folders = [one.findtext("k:name", namespaces=KML) for one in document.iterfind(".//k:Folder", KML)]
    assert sorted(folders) == sorted(layer.title["en"] for layer in atlas.layers)
    styles = {f"#{style.get('id')}" for style in document.iterfind(".//k:Style", KML)}
    assert {one.text for one in document.iterfind(".//k:styleUrl", KML)} == styles


def test_kml_keeps_untrusted_text_harmless(hostile) -> None:
    raw = formats.get("kml").write(hostile)
    document = ET.fromstring(raw)  # noqa: S314  our own file
    [mark] = [one for one in document.iterfind(".//k:Placemark", KML) if "cmd" in one.findtext("k:name", "", KML)]
    description = mark.findtext("k:description", namespaces=KML)
    assert "<b>" not in description
    assert "$[" not in description
    assert "&lt;b&gt;" in description


def rows_of(raw: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline="")))


@any_view
def test_csv_has_a_row_for_each_feature(which, atlas, views, written) -> None:
    found = selection(atlas, views[which])
    rows = {row["id"]: row for row in rows_of(written("csv", which))}
    assert set(rows) == {feature.id for feature in found.features}
    for feature, state in found:
        row = rows[feature.id]
        assert row["status"] == (state.status or state.last or "")
        assert row["certain"] == str(state.certain).lower()
        assert row["name_zh"] == feature.record.name.get("zh", "")
        assert (row["lon"] == "") == (feature.geometry is None)
        if row["lon"] and feature.geometry.geom_type == "Point":
            assert (float(row["lon"]), float(row["lat"])) == pytest.approx(feature.geometry.coords[0][:2], abs=1e-5)


def test_csv_opens_in_pandas(atlas, written) -> None:
    table = pd.read_csv(io.BytesIO(written("csv", "all")), dtype={"countries": "str"}, keep_default_na=False)
    assert table.columns[0] == "id"
    assert len(table) == len(atlas.features)


@given(st.text(st.characters(codec="utf-8"), max_size=40) | st.from_regex(r"\s*[=+\-@＝]\w*", fullmatch=True))
def test_no_cell_is_a_formula_and_none_breaks_the_table(text) -> None:
    out = io.StringIO()
    csv.writer(out).writerow([csv_format.cell(text), "next"])
    [[cell, after]] = csv.reader(io.StringIO(out.getvalue(), newline=""))
    assert after == "next"
    assert not cell.lstrip().startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠"))
    assert not cell.startswith(("\t", "\r", "\n"))
    if clean(text) == text.translate(csv_format.BREAKS) == text and not csv_format.INSIDE.search(text):
        assert cell in (text, "'" + text)


@pytest.mark.parametrize(("value", "cell"), [(-129.5, -129.5), (True, "true"), (7, 7), ("7", "7"), ("-7", "'-7")])
def test_a_number_stays_a_number(value, cell) -> None:
    assert csv_format.cell(value) == cell


def test_csv_of_hostile_texts(hostile) -> None:
    [port] = [row for row in rows_of(formats.get("csv").write(hostile)) if row["id"] == "evil-port"]
    assert port["name_en"] == "'" + hostile.features["evil-port"].record.name["en"]
    assert port["name_ru"] == "'@SUM(1)"
    assert port["aliases"] == "'+1; a; b"
