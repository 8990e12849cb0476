"""The checks behind `validate`: each can fail, and is a notice where it is a matter of taste or completeness."""

from __future__ import annotations

import shutil

import pytest

from corridor_atlas import checks
from corridor_atlas.checks import colours, completeness, eras, form
from corridor_atlas.data import dataset
from corridor_atlas.data.backends import geojson
from small_world import ERAS, PORTS_LAYER, feature, period, point, write_table


def layer(root, name: str, **changes: str) -> None:
    """A copy of the layer of ports under another name."""
    text = PORTS_LAYER.replace('"ports"', f'"{name}"')
    for key, value in changes.items():
        lines = [one for one in text.splitlines() if not one.startswith(f"{key} =")]
        text = "\n".join([*lines, f'{key} = "{value}"'])
    (root / "layers" / f"{name}.toml").write_text(text, encoding="utf-8")
    write_table(root, name, feature(f"a-{name}", point()))


def told(found) -> list[tuple[str, str, str, bool]]:
    return [(one.file, one.id, one.field, one.notice) for one in found]


# --- colours -----------------------------------------------------------------------------------


def test_the_small_atlas_has_sound_colours(small) -> None:
    assert list(colours.check(dataset.load(small))) == []


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"color": "#2f7090"}, ["color"]),
        ({"color_dark": "#6fb2d0"}, ["color_dark"]),
        ({"color": "#2f7090", "symbol": "gate"}, []),
        ({"color": "#f0f0e0"}, ["color"]),
        ({"color_dark": "#202020"}, ["color_dark"]),
    ],
)
def test_a_layer_is_told_from_its_like_and_from_the_ground(small, changes, fields) -> None:
    apart = {"color": "#a02c2c", "color_dark": "#f09a70"}
    layer(small, "quays", **(apart | changes))
    found = list(colours.check(dataset.load(small)))
    assert {one.field for one in found} == set(fields)
    assert all(one.notice for one in found)


def test_red_and_green_are_alike_to_some(small) -> None:
    layer(small, "quays", color="#c04a3a", color_dark="#f09a70")
    layer(small, "docks", color="#6f7a2f", color_dark="#c0e090")
    found = [one.found for one in colours.check(dataset.load(small)) if one.field == "color"]
    assert any("from docks" in one or "from quays" in one for one in found)


def test_eras_that_follow_each_other_differ(small) -> None:
    text = ERAS.replace("#a8863f", "#5f7fa8")
    (small / "geodata" / "eras.toml").write_text(text, encoding="utf-8")
    assert told(colours.check(dataset.load(small))) == [("eras.toml", "late", "color", True)]


def test_the_name_of_an_era_can_be_read(small) -> None:
    text = ERAS.replace("#a8863f", "#ffee99")
    (small / "geodata" / "eras.toml").write_text(text, encoding="utf-8")
    assert {one.id for one in colours.check(dataset.load(small)) if "a name" in one.found} == {"late"}


# --- eras --------------------------------------------------------------------------------------

OTHER = """
[[era]]
id = "north-port"
side = "CN"
start = 1995
end = 2004
color = "#5f7fa6"
color_dark = "#7fa0c8"
sources = ["a-book"]
title = { en = "x" }
short = { en = "x" }
"""


def of_china(root, **said: object) -> None:
    timeline = [period("operating", "1995", "2003", sources=["a-book"])]
    port = feature("north-port", point(131.1, 42.6), **({"countries": ["CN"], "timeline": timeline} | said))
    write_table(root, "ports", port, feature("south-port", point(131.0, 42.4)))


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ("start = 1995", "start = 1996", "start"),
        ("end = 2004", "end = 2003", "end"),
        ('side = "CN"', 'side = "RU"', "side"),
        ('id = "north-port"', 'id = "no-port"', "id"),
    ],
)
def test_an_era_does_not_contradict_the_feature_behind_it(small, old, new, field) -> None:
    of_china(small)
    path = small / "geodata" / "eras.toml"
    path.write_text(ERAS + OTHER, encoding="utf-8")
    assert list(eras.check(dataset.load(small))) == []
    path.write_text(ERAS + OTHER.replace(old, new), encoding="utf-8")
    [fault] = eras.check(dataset.load(small))
    assert (fault.file, fault.field, fault.notice) == ("eras.toml", field, field == "id")


@pytest.mark.parametrize(("old", "new"), [("start = 2005", "start = 2006"), ("start = 1991", "start = 1993")])
def test_the_main_eras_follow_each_other_from_the_first_year(small, old, new) -> None:
    (small / "geodata" / "eras.toml").write_text(ERAS.replace(old, new, 1), encoding="utf-8")
    [notice] = eras.check(dataset.load(small))
    assert (notice.file, notice.field, notice.notice) == ("eras.toml", "start", True)


# --- what is lacking ---------------------------------------------------------------------------


def test_a_status_names_its_source_or_its_feature_does(small) -> None:
    status = [period("operating", "1999")]
    write_table(
        small,
        "things",
        feature("a-thing", timeline=status),
        feature("b-thing", timeline=status, sources=["a-book"]),
        feature("c-thing", timeline=[period("operating", "1999", sources=["a-book"])]),
    )
    found = [one for one in completeness.check(dataset.load(small)) if one.file == "things.geojson"]
    assert told(found) == [("things.geojson", "a-thing", "timeline[0].sources", True)]


def test_a_stretch_of_another_gauge_names_its_source_or_has_a_note(small) -> None:
    stretch = {"from": "north-port", "to": "south-port", "gauge_mm": [1435]}
    write_table(small, "things", feature("a-thing", gauge_stretches=[stretch, stretch | {"note": "Four rails."}]))
    found = [one for one in completeness.check(dataset.load(small)) if one.file == "things.geojson"]
    assert told(found) == [("things.geojson", "a-thing", "gauge_stretches[0].sources", True)]


def test_a_member_of_a_corridor_names_it(small) -> None:
    text = '[[corridor]]\nid = "way"\nname = { en = "x" }\nmembers = ["coast-railway"]\n'
    (small / "geodata" / "corridors.toml").write_text(text, encoding="utf-8")
    found = told(completeness.check(dataset.load(small)))
    assert ("railways.geojson", "coast-railway", "corridors", True) in found


def test_an_era_names_its_source(small) -> None:
    (small / "geodata" / "eras.toml").write_text(ERAS.replace('["a-book"]', "[]", 1), encoding="utf-8")
    found = [one for one in completeness.check(dataset.load(small)) if one.file == "eras.toml"]
    assert told(found) == [("eras.toml", "early", "sources", True)]


def test_a_series_has_a_title_and_a_title_figures(small) -> None:
    figures = "series,year,value,unit,source\nfreight,1999,5,t,a-book\n"
    (small / "geodata" / "statistics.csv").write_text(figures, encoding="utf-8")
    (small / "geodata" / "series.toml").write_text('[[series]]\nid = "people"\ntitle = { en = "People" }\n')
    found = [one.id for one in completeness.check(dataset.load(small)) if one.file == "series.toml"]
    assert found == ["freight", "people"]


# --- form --------------------------------------------------------------------------------------


def test_a_table_in_another_form_is_a_notice_that_names_the_command(small) -> None:
    found = list(form.check(dataset.load(small)))
    assert told(found) == [("ports.geojson", "", "", True), ("railways.geojson", "", "", True)]
    assert all("corridor-atlas fmt" in one.expected for one in found)
    for table in ("ports", "railways"):
        path = small / "geodata" / f"{table}.geojson"
        path.write_text(geojson.formatted(path.read_text(encoding="utf-8")), encoding="utf-8")
    assert list(form.check(dataset.load(small))) == []


def test_a_made_file_that_is_out_of_date_is_a_notice(small, root) -> None:
    shutil.copy(root / "geodata" / "COVERAGE.md", small / "geodata")
    assert ("COVERAGE.md", "", "", True) in told(form.check(dataset.load(small)))


# --- all of them -------------------------------------------------------------------------------


def test_a_small_atlas_has_no_fault(small) -> None:
    assert [one for one in checks.check(dataset.load(small)) if not one.notice] == []


def test_a_new_layer_table_and_kind_get_their_notices(workspace, atlas) -> None:
    """What a stranger adds is told by the gate, not by tests."""
    ports = atlas.layer("ports")
    layer(workspace, "airports", color=ports.color, color_dark=ports.color_dark)
    write_table(
        workspace, "airports", feature("an-airport", point(), kind="field", timeline=[period("operating", "1999")])
    )
    found = checks.check(dataset.load(workspace))
    assert {"vocabulary.toml", "airports.geojson"} <= {one.file for one in found if one.notice}
    assert any("0.0 from airports" in one.found for one in found if one.notice)
    assert [str(one) for one in found if not one.notice] == []
