"""The shipped facts: every file and layer is a case because it exists, no list is kept here.

What `validate` demands of them is not asked again: that it is silent, test_gate.py says.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from corridor_atlas.core import dates, timeline
from corridor_atlas.draw import kinds

ROOT = Path(__file__).parents[2]
TABLES = sorted((ROOT / "geodata").glob("*.geojson"))
LAYERS = sorted((ROOT / "layers").glob("[!_]*.toml"))

tables = pytest.mark.parametrize("table", TABLES, ids=lambda path: path.stem)


def features(table: Path) -> list[dict]:
    return json.loads(table.read_text(encoding="utf-8"))["features"]


def test_there_are_facts() -> None:
    assert {"ports", "railways", "border_crossings"} <= {table.stem for table in TABLES}


def test_there_are_eras_of_other_sides(atlas) -> None:
    assert {"CN", "RU", "MN", "KR"} <= {code for era in atlas.other_eras for code in era.side.split("+")}


@tables
def test_every_feature_of_a_file_is_loaded(atlas, table) -> None:
    assert list(atlas.tables[table.stem]["id"]) == [one["properties"]["id"] for one in features(table)]


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
def test_a_layer_can_draw_each_of_its_shapes(atlas, path) -> None:
    layer = atlas.layer(path.stem)
    draw = kinds.kind(layer.kind).drawn
    rows = atlas.in_layer(layer)
    assert [id_ for id_, shape in zip(rows["id"], rows.geometry, strict=True) if draw(shape) is None] == []


def test_the_eras_are_those_of_the_programmes(atlas) -> None:
    main = [era for era in atlas.eras if era.id in ("tradp", "gti", "bri-gti")]
    assert [(era.start, era.end) for era in main] == [(1991, 2005), (2005, 2015), (2015, None)]


def test_every_work_of_the_bibliography_can_be_written_out(atlas) -> None:
    for work in atlas.bibliography.values():
        assert work.title in str(work)
        assert "URL" not in work.record or work.url, work.key
