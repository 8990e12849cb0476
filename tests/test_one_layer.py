"""A feature is drawn by one layer, and is one thing wherever the atlas tells of it."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree as ET

import geopandas as gpd
import pytest

from corridor_atlas.checks import layers
from corridor_atlas.data import dataset
from corridor_atlas.data.dataset import Atlas
from corridor_atlas.draw import payload
from corridor_atlas.draw.figure import content, frames
from corridor_atlas.take import formats
from corridor_atlas.time import changes, tallies
from corridor_atlas.view import view
from corridor_atlas.view.selection import selection
from small_world import LINES_LAYER, feature, point, write_table

HIGH_SPEED = """
title = { en = "High-speed lines" }
data = "railways"
kinds = ["high_speed"]
kind = "lines"
order = 155
color = "#a02c5a"
color_dark = "#e58ab0"
"""


@pytest.fixture(scope="module")
def doubled(tmp_path_factory, root) -> Atlas:
    """The shipped atlas with one more layer, which draws some of the railways."""
    home = tmp_path_factory.mktemp("doubled")
    (home / "geodata").symlink_to(root / "geodata")
    (home / "layers").mkdir()
    for path in (root / "layers").glob("*.toml"):
        (home / "layers" / path.name).write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
    (home / "layers" / "high_speed.toml").write_text(HIGH_SPEED, encoding="utf-8")
    return dataset.load(home)


def fast(atlas: Atlas) -> set[str]:
    return {one.id for one in atlas.features.values() if one.table == "railways" and one.record.kind == "high_speed"}


def twice(ids: object) -> list[str]:
    return [id_ for id_, times in Counter(ids).items() if times > 1]  # type: ignore[call-overload]


def test_the_layer_that_names_kinds_draws_them(doubled) -> None:
    assert len(fast(doubled)) > 2
    assert set(doubled.in_layer(doubled.layer("high_speed"))["id"]) == fast(doubled)
    assert fast(doubled) & set(doubled.in_layer(doubled.layer("railways"))["id"]) == set()


def test_the_selection_holds_each_once(doubled, atlas) -> None:
    found = [one.id for one, _ in selection(doubled, view.opening(doubled))]
    assert twice(found) == []
    assert found == [one.id for one, _ in selection(atlas, view.opening(atlas))]


def test_the_map_holds_each_once(doubled) -> None:
    content = payload.payload(doubled)
    assert twice(one["id"] for one in content["features"]) == []
    names = [layer["id"] for layer in content["layers"]]
    assert {one["id"] for one in content["features"] if names[one["l"]] == "high_speed"} == fast(doubled)


def test_counts_and_changes_hold_each_once(doubled, atlas) -> None:
    def numbers(one: Atlas) -> Counter[tuple[int, str]]:
        found: Counter[tuple[int, str]] = Counter()
        for row in tallies.by_year(one, view.opening(one)):
            found[row.year, row.status] += row.number
        return found

    assert numbers(doubled) == numbers(atlas)
    told = changes.changes(doubled, 1991, 2025, view.opening(doubled))
    assert twice(one.feature.id for one in told) == []
    assert {one.layer for one in told if one.feature.id in fast(doubled)} == {"high_speed"}


def test_a_figure_draws_each_once(doubled) -> None:
    seen, extent = view.opening(doubled), (110, 35, 140, 55)
    frame = frames.fit(extent, frames.project("conic", extent), (0, 0, 900, 600))
    scene = content.scene(doubled, seen, frame, content.in_year(doubled, seen))
    drawn = [item.record.id for item in scene.items]
    assert fast(doubled) & set(drawn)
    assert twice(drawn) == []


@pytest.mark.parametrize("name", ["geojson", "csv", "kml", "gpkg", "geoparquet", "shapefile"])
def test_a_file_holds_each_once(doubled, tmp_path, name) -> None:
    written = formats.get(name).write(doubled, view.opening(doubled))
    ids = ids_in(doubled, name, written, tmp_path)
    assert fast(doubled) & set(ids)
    if name != "kml":  # where there is a placemark for each status
        assert twice(ids) == []
    assert set(ids) == {one.id for one, _ in selection(doubled, view.opening(doubled))}


def ids_in(atlas: Atlas, name: str, written: bytes, folder: Path) -> list[str]:
    if name == "geojson":
        return [one["properties"]["id"] for one in json.loads(written)["features"]]
    if name == "csv":
        return [row["id"] for row in csv.DictReader(io.StringIO(written.decode("utf-8-sig")))]
    if name == "kml":
        space = "{http://www.opengis.net/kml/2.2}"
        found = ET.fromstring(written).iter(f"{space}Data")  # noqa: S314  our own file
        return [one.findtext(f"{space}value", "") for one in found if one.get("name") == "id"]
    path = folder / f"atlas.{name}"
    path.write_bytes(written)
    if name == "geoparquet":
        return list(gpd.read_parquet(path)["id"])
    if name == "shapefile":
        zipfile.ZipFile(path).extractall(folder)
        return [id_ for one in folder.rglob("*.shp") for id_ in gpd.read_file(one)["id"]]
    tables = set(gpd.list_layers(path)["name"]) & set(atlas.tables)
    return [id_ for one in tables for id_ in gpd.read_file(path, layer=one)["id"]]


def test_validate_says_so_in_a_notice(doubled, atlas) -> None:
    assert list(layers.check(atlas)) == []
    [notice] = layers.check(doubled)
    assert (notice.file, notice.id, notice.field, notice.notice) == ("railways.toml", "railways", "kinds", True)
    assert "high_speed" in notice.found


# --- the rule ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other", "wins"),
    [
        ({"order": 5}, {"order": 9}, "other"),
        ({"order": 9}, {"order": 5}, "one"),
        ({"order": 5, "kinds": ["dry"]}, {"order": 9}, "one"),
        ({"order": 5, "kinds": ["dry", "wet"]}, {"order": 9, "kinds": ["dry"]}, "other"),
        ({"order": 5}, {"order": 5}, "one"),
        ({"order": 5, "kinds": ["wet"]}, {"order": 1}, "other"),
    ],
)
def test_who_names_kinds_draws_else_who_stands_first_in_the_legend(small, one, other, wins) -> None:
    for path in (small / "layers").iterdir():
        path.unlink()
    for name, said in (("one", one), ("other", other)):
        kinds = f"kinds = {json.dumps(said['kinds'])}\n" if "kinds" in said else ""
        text = LINES_LAYER.replace('"railways"', '"ports"').replace('"lines"', '"points"')
        text = text.replace("order = 10", f"order = {said['order']}")
        (small / "layers" / f"{name}.toml").write_text(kinds + text, encoding="utf-8")
    write_table(small, "ports", feature("a-port", point(), kind="dry"), feature("b-port", kind="dry"))
    write_table(small, "railways")
    atlas = dataset.load(small)
    assert atlas.layer_of("ports", "dry").id == wins
    drawn = {layer.id: list(atlas.in_layer(layer)["id"]) for layer in atlas.layers}
    assert drawn == {wins: ["a-port"], ({"one", "other"} - {wins}).pop(): []}


def test_what_no_layer_draws_has_none(small) -> None:
    assert dataset.load(small).layer_of("towns", None) is None


def test_a_layer_that_draws_nothing_is_a_notice(small) -> None:
    write_table(small, "ports", feature("north-port"), feature("south-port"))
    [notice] = layers.check(dataset.load(small))
    assert (notice.file, notice.field, notice.notice) == ("ports.toml", "data", True)
