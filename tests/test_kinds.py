"""A kind of layer is one file: a new one stands in `validate`, on the map, in figures and in exports."""

from __future__ import annotations

import json
import sys

import pytest
from shapely.geometry import LineString, Point, Polygon
from typer.testing import CliRunner

import corridor_atlas as ca
from corridor_atlas import checks, cli
from corridor_atlas.core import home
from corridor_atlas.data import config, dataset
from corridor_atlas.draw import kinds, webmap
from corridor_atlas.draw.figure import content, frames
from corridor_atlas.draw.kinds import _delta
from corridor_atlas.view.view import opening
from small_world import feature, line, write_table

BEELINES = '''
"""Beelines: a thin straight line from the beginning of a course to its end."""

from shapely.geometry import LineString

FORM = "lines"
DRAWS = ("LineString",)


def drawn(shape):
    return LineString([shape.coords[0], shape.coords[-1]])


def look(layer):
    return layer.model_copy(update={"width": layer.width / 4})
'''
LAYER = """
title = { en = "Flights" }
data = "flights"
kind = "beelines"
order = 30
color = "#7a3b8f"
color_dark = "#c79be0"
width = 8
"""
AROUND = (130.8, 42.2, 131.3, 42.8)
COURSE = ((131.0, 42.4), (131.05, 42.7), (131.1, 42.6))


@pytest.fixture
def beelines(small, tmp_path, monkeypatch):
    """Put a kind of one file beside the others, and a layer of it into the small world; gives its folder."""
    folder = tmp_path / "kinds"
    folder.mkdir()
    (folder / "beelines.py").write_text(BEELINES, encoding="utf-8")
    monkeypatch.setattr(kinds, "__path__", [*kinds.__path__, str(folder)])
    known = (*config.kinds(), "beelines")
    monkeypatch.setattr(config, "kinds", lambda: known)
    write_table(small, "flights", feature("a-flight", line(*COURSE)))
    (small / "layers" / "flights.toml").write_text(LAYER, encoding="utf-8")
    yield small
    sys.modules.pop(f"{kinds.__name__}.beelines", None)


def test_validate_knows_a_new_kind_and_what_belongs_in_it(beelines) -> None:
    atlas = dataset.load(beelines)
    assert [*atlas.faults, *(one for one in checks.check(atlas) if "flight" in one.file and not one.notice)] == []
    write_table(beelines, "flights", feature("a-flight", {"type": "Point", "coordinates": [131, 42]}))
    [fault] = [one for one in checks.check(dataset.load(beelines)) if "flight" in one.file and not one.notice]
    assert (fault.id, fault.found, fault.expected) == (
        "a-flight", "Point", "LineString: layer flights draws beelines",
    )  # fmt: skip


def test_the_map_in_the_browser_draws_a_new_kind_in_its_form(beelines) -> None:
    told = webmap.payload(dataset.load(beelines))
    [layer] = [one for one in told["layers"] if one["id"] == "flights"]
    assert (layer["kind"], layer["width"]) == ("lines", 2)
    [flight] = [one for one in told["features"] if one["id"] == "a-flight"]
    assert flight["g"]["t"] == "LineString"
    assert _delta.decode(flight["g"]["c"][0]) == [COURSE[0], COURSE[-1]]


def test_a_figure_draws_a_new_kind_and_names_it_in_its_legend(beelines, tmp_path) -> None:
    atlas = dataset.load(beelines)
    frame = frames.fit(AROUND, frames.project("web", AROUND), (0, 0, 400, 400))
    view = opening(atlas)
    [item] = [
        one
        for one in content.scene(atlas, view, frame, content.in_year(atlas, view)).items
        if one.layer.id == "flights"
    ]
    assert (item.form, item.layer.width, len(item.shape.coords)) == ("lines", 2, 2)
    out = tmp_path / "figure.svg"
    ca.Atlas.open(beelines).view(year=2010, place="a-flight", km=30).figure().save(out)
    assert "Flights" in out.read_text(encoding="utf-8")


def test_exports_hold_the_course_and_not_what_is_drawn_of_it(beelines, tmp_path, monkeypatch) -> None:
    monkeypatch.setenv(home.VARIABLE, str(beelines))
    out = tmp_path / "out.geojson"
    assert CliRunner().invoke(cli.app, ["export", "--year", "2010", "--out", str(out)]).exit_code == 0
    [flight] = [one for one in json.loads(out.read_text())["features"] if one["properties"]["id"] == "a-flight"]
    assert flight["geometry"]["coordinates"] == [list(place) for place in COURSE]


@pytest.mark.parametrize("part", kinds.PARTS)
def test_a_kind_that_lacks_a_part_is_a_fault_of_its_layers(beelines, monkeypatch, part) -> None:
    atlas = dataset.load(beelines)
    monkeypatch.delattr(kinds.kind("beelines"), part)
    [fault] = checks.shapes.check(atlas)
    assert (fault.file, fault.field, fault.found) == ("flights.toml", "kind", "beelines")
    assert part in fault.expected


@pytest.mark.parametrize(
    ("shape", "form"),
    [(Point(1, 2), "points"), (LineString([(0, 0), (1, 1)]), "lines"), (Point(1, 2).buffer(1), "areas")],
)
def test_a_shape_has_a_form(shape, form) -> None:
    assert kinds.form(shape) == form


def test_each_kind_draws_nothing_of_nothing() -> None:
    assert [kinds.kind(name).drawn(Polygon()) for name in kinds.names()] == [None] * 3
