"""The table of states says the same in every format, and counts what the atlas counts."""

from __future__ import annotations

import io
import json
import sqlite3
import zipfile
from collections import Counter
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import geopandas as gpd
import pandas as pd
import pyogrio
import pytest

from corridor_atlas.take.formats import geojson_t, gpkg, kepler, qgis
from corridor_atlas.take.qgis import style
from corridor_atlas.take.states import states
from corridor_atlas.view import view
from corridor_atlas.view.selection import selection

YEARS = ("first_year", "last_year")


@pytest.fixture(scope="session")
def counted(atlas) -> dict[int, Counter[str]]:
    """What the map draws in each year, by layer."""
    every = replace(view.opening(atlas), layers=tuple(layer.id for layer in atlas.layers))
    return {
        year: Counter(
            atlas.layer_of(one.table, one.record.kind).id
            for one in selection(atlas, replace(every, year=year)).features
        )
        for year in range(atlas.years[0], atlas.years[1] + 1)
    }


def read_gpkg(raw: bytes, folder: Path) -> pd.DataFrame:
    path = folder / "a.gpkg"
    path.write_bytes(raw)
    return pyogrio.read_dataframe(path, layer="states")


def read_fgb(raw: bytes, folder: Path) -> pd.DataFrame:
    path = folder / "a.fgb"
    path.write_bytes(raw)
    return pyogrio.read_dataframe(path)


def read_csv(raw: bytes, _: Path) -> pd.DataFrame:
    return pd.read_csv(io.BytesIO(raw), parse_dates=["begin", "end"])


def read_parquet(raw: bytes, _: Path) -> pd.DataFrame:
    return gpd.read_parquet(io.BytesIO(raw))


def read_geojson(raw: bytes, _: Path) -> pd.DataFrame:
    return gpd.GeoDataFrame.from_features(json.loads(raw)["features"]).assign(
        **{name: lambda found, name=name: pd.to_datetime(found[name]) for name in ("begin", "end")}
    )


READERS = {
    "flatgeobuf": read_fgb, "geojson_t": read_geojson, "gpkg": read_gpkg, "states_csv": read_csv,
    "states_parquet": read_parquet,
}  # fmt: skip


@pytest.mark.parametrize("name", READERS)
def test_every_format_counts_what_the_map_draws(name, atlas, counted, tmp_path, written) -> None:
    read = READERS[name](written(name, "all"), tmp_path)
    shaped = {feature.id for feature in atlas.features.values() if feature.geometry is not None}
    read = read[read["id"].isin(shaped)]
    first, last = (pd.to_numeric(read[year]) for year in YEARS)
    held = read["begin"].isna() | first.notna() | last.notna()
    for year, expected in counted.items():
        there = read[held & (first.fillna(0) <= year) & (last.fillna(9999) >= year)]
        assert Counter(there["layer"]) == expected, year


@pytest.mark.parametrize("name", READERS)
def test_every_format_has_the_same_days(name, atlas, tmp_path, written) -> None:
    read = READERS[name](written(name, "all"), tmp_path)
    table = states(atlas, selection(atlas))
    if name == "flatgeobuf":
        table = table[table.geometry.notna()]

    def days(found: pd.DataFrame) -> list[tuple[str, str, str]]:
        columns = [
            found["id"],
            *(pd.to_datetime(found[day], utc=True).dt.strftime("%Y-%m-%d") for day in ("begin", "end")),
        ]
        return sorted(zip(*(column.fillna("").astype(str) for column in columns), strict=True))

    assert days(read) == days(table)


def test_a_geopackage_is_of_a_version_that_older_programs_know(tmp_path, written) -> None:
    path = tmp_path / "a.gpkg"
    path.write_bytes(written("gpkg", "all"))
    with closing(sqlite3.connect(path)) as file:
        assert file.execute("PRAGMA user_version").fetchone() == (10300,)
        assert file.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        types = dict(row[1:3] for row in file.execute("PRAGMA table_info(states_lines)"))
    assert [types[day] for day in ("begin", "end", "certain_from", "certain_to")] == ["DATE"] * 4
    assert pyogrio.read_info(path, layer="states_areas")["geometry_type"] == "MultiPolygon"


def test_the_parts_for_qgis_have_what_is_counted_and_a_style_each(atlas, tmp_path, written) -> None:
    path = tmp_path / "a.gpkg"
    path.write_bytes(written("gpkg", "all"))
    table = pyogrio.read_dataframe(path, layer="states")
    never = table["begin"].notna() & table["first_year"].isna() & table["last_year"].isna()
    parts = {form: pyogrio.read_dataframe(path, layer=f"states_{form}") for form in gpkg.SHAPES}
    for form, part in parts.items():
        assert len(part) == ((table["form"] == form) & ~never).sum()
    styles = pyogrio.read_dataframe(path, layer="layer_styles").set_index("f_table_name")["styleQML"]
    for form in parts:
        made = ET.fromstring(styles[f"states_{form}"])  # noqa: S314  our own file
        rules = {(rule.get("filter"), one.get("filter")) for rule in made.iterfind(".//rule/rule") for one in rule}
        looks = table.loc[table["form"] == form, ["layer", "status", "traffic"]].drop_duplicates()
        assert len(rules) == len(looks)
        assert len(made.findall("renderer-v2/symbols/symbol")) == len(looks)
        temporal = made.find("temporal")
        assert (temporal.get("enabled"), temporal.get("mode")) == ("1", "4")


def test_a_project_for_qgis_finds_its_data_and_has_the_years(atlas, written) -> None:
    archive = zipfile.ZipFile(io.BytesIO(written("qgis", "2017")))
    assert archive.namelist() == [qgis.PROJECT, qgis.FILE]
    assert archive.read(qgis.FILE) == written("gpkg", "2017")
    made = ET.fromstring(archive.read(qgis.PROJECT))  # noqa: S314  our own file
    sources = [one.text for one in made.iterfind("projectlayers/maplayer/datasource")]
    assert sources == [f"./{qgis.FILE}|layername=states_{form}" for form in ("areas", "lines", "points")]
    first, last = atlas.years
    assert made.findtext("ProjectTimeSettings/TemporalRange/start") == f"{first}-01-01T00:00:00Z"
    assert made.findtext("ProjectTimeSettings/TemporalRange/end") == f"{last}-12-31T23:59:59Z"
    assert made.find("ProjectTimeSettings").get("timeStepUnit") == "y"


def test_a_scale_goes_with_a_zoom() -> None:
    assert style.scale(0) == pytest.approx(559_082_264, abs=1)
    assert style.scale(8) == pytest.approx(style.scale(0) / 256)


def test_geojson_t_says_when(written) -> None:
    told = json.loads(written("geojson_t", "all"))["features"]
    assert len({one["id"] for one in told}) == len(told)
    for one in told:
        said = one["properties"]
        [span] = one["when"]["timespans"] if "when" in one else [{}]
        start, end = span.get("start", {}), span.get("end", {})
        assert start.get("in", start.get("earliest")) == said.get("begin")
        assert end.get("in", end.get("latest")) == said.get("end")
    assert sum("when" in one for one in told) > 800
    assert geojson_t.LOSES


def test_linked_places_keeps_to_the_format(atlas, written) -> None:
    document = json.loads(written("linked_places", "all"))
    allowed = {"@id", "type", "properties", "when", "names", "types", "geometry", "descriptions"}
    for one in document["features"]:
        assert set(one) <= allowed
        record = atlas.features[one["properties"]["id"]].record
        assert one["properties"]["title"] == record.name["en"]
        assert {name["lang"]: name["toponym"] for name in one["names"] if "lang" in name} == record.name
        assert all(set(name) <= {"toponym", "lang", "citations"} for name in one["names"])
        assert [span.keys() <= {"start", "end"} for span in one.get("when", {}).get("timespans", [])].count(False) == 0
        assert (
            len(one["types"]) == len(one.get("when", {}).get("timespans", []))
            or not record.timeline
            or any("when" not in kind for kind in one["types"])
        )


def test_the_filter_of_kepler_shows_what_the_map_draws(atlas, counted, written) -> None:
    made = json.loads(written("kepler", "all"))
    [years] = made["config"]["config"]["visState"]["filters"]
    assert years["dataId"] == [one["data"]["id"] for one in made["datasets"]]
    assert set(years["name"]) == {kepler.SHOWN[0]}
    assert set(years["endName"]) == {kepler.SHOWN[1]}
    for one in made["datasets"]:
        names = [field["name"] for field in one["data"]["fields"]]
        spans = [tuple(row[names.index(name)] for name in kepler.SHOWN) for row in one["data"]["allData"]]
        for year, expected in counted.items():
            shown = sum(since <= f"{year}-12-31" and until >= f"{year}-01-01" for since, until in spans)
            assert shown == expected[one["data"]["id"]], (one["data"]["id"], year)
