"""The shipped facts: every file and layer is a case because it exists, no list is kept here."""

from __future__ import annotations

import json
from collections import Counter
from itertools import chain
from pathlib import Path

import pytest

from corridor_atlas import catalog, dates, kinds, timeline, topology
from corridor_atlas.backends import geojson

ROOT = Path(__file__).parents[1]
TABLES = sorted((ROOT / "geodata").glob("*.geojson"))
LAYERS = sorted((ROOT / "layers").glob("[!_]*.toml"))

tables = pytest.mark.parametrize("table", TABLES, ids=lambda path: path.stem)


def features(table: Path) -> list[dict]:
    return json.loads(table.read_text(encoding="utf-8"))["features"]


def positions(coordinates: list) -> list[list[float]]:
    """All positions inside GeoJSON coordinates, however deep."""
    if coordinates and isinstance(coordinates[0], int | float):
        return [coordinates]
    return list(chain.from_iterable(positions(part) for part in coordinates))


def test_there_are_facts() -> None:
    assert {"ports", "railways", "border_crossings"} <= {table.stem for table in TABLES}


def test_nothing_in_the_shipped_data_is_at_fault(atlas) -> None:
    assert [str(fault) for fault in atlas.faults] == []


def test_every_line_and_place_is_where_it_should_be(atlas) -> None:
    assert [str(fault) for fault in topology.check(atlas)] == []


def test_there_are_eras_of_other_sides(atlas) -> None:
    assert {"CN", "RU", "MN", "KR"} <= {code for era in atlas.other_eras for code in era.side.split("+")}


@tables
def test_every_feature_of_a_file_is_loaded(atlas, table) -> None:
    assert list(atlas.tables[table.stem]["id"]) == [one["properties"]["id"] for one in features(table)]


@tables
def test_a_file_is_sorted_by_id_so_that_changes_are_easy_to_read(table) -> None:
    ids = [one["properties"]["id"] for one in features(table)]
    assert ids == sorted(ids)


@tables
def test_a_file_has_one_feature_a_line(table) -> None:
    first, *lines, last = table.read_text(encoding="utf-8").splitlines()
    assert json.loads(f"{first}]}}")["features"] == []
    assert last == "]}"
    assert [json.loads(one.rstrip(",")) for one in lines] == features(table)


@tables
def test_coordinates_have_at_most_five_decimals_and_no_height(table) -> None:
    for one in features(table):
        for position in positions((one["geometry"] or {}).get("coordinates", [])):
            assert len(position) == 2, one["properties"]["id"]
            assert [round(number, 5) for number in position] == position, one["properties"]["id"]


@tables
def test_a_file_is_as_fmt_would_write_it(table) -> None:
    text = table.read_text(encoding="utf-8")
    assert geojson.formatted(text) == text


def test_an_id_is_given_once_in_the_whole_atlas() -> None:
    ids = Counter(one["properties"]["id"] for table in TABLES for one in features(table))
    assert [id_ for id_, times in ids.items() if times > 1] == []


def test_whatever_has_a_timeline_shows_in_some_year_or_is_older_or_later(atlas) -> None:
    first, last = atlas.years
    unseen = [
        feature.id
        for feature in atlas.features.values()
        if feature.record.timeline
        and not timeline.spans(feature.record.timeline, atlas.years)
        and first <= dates.parse(feature.record.timeline[0].start).year <= last
    ]
    assert unseen == []


def test_there_are_layers() -> None:
    assert LAYERS


@pytest.mark.parametrize("path", LAYERS, ids=lambda path: path.stem)
def test_a_layer_is_read_and_draws_something(atlas, path) -> None:
    assert catalog.read_toml(path)[1] == []
    layer = atlas.layer(path.stem)
    assert layer.id == path.stem
    assert len(atlas.in_layer(layer)) > 0


@pytest.mark.parametrize("path", LAYERS, ids=lambda path: path.stem)
def test_a_layer_can_draw_each_of_its_shapes(atlas, path) -> None:
    layer = atlas.layer(path.stem)
    draw = kinds.kind(layer.kind).geometry
    rows = atlas.in_layer(layer)
    assert [id_ for id_, shape in zip(rows["id"], rows.geometry, strict=True) if draw(shape) is None] == []


def test_the_eras_follow_each_other_from_the_first_year_to_today(atlas) -> None:
    main = [era for era in atlas.eras if era.id in ("tradp", "gti", "bri-gti")]
    assert [(era.start, era.end) for era in main] == [(1991, 2005), (2005, 2015), (2015, None)]
    assert main[0].start == atlas.years[0]


def test_every_era_has_a_source_that_the_bibliography_knows(atlas) -> None:
    for era in (*atlas.eras, *atlas.other_eras):
        assert era.sources
        assert set(era.sources) <= set(atlas.bibliography)


def test_every_work_of_the_bibliography_can_be_written_out(atlas) -> None:
    for work in atlas.bibliography.values():
        assert work.title in str(work)
        assert "URL" not in work.record or work.url, work.key
