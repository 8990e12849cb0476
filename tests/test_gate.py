"""What the gate does not let in: years, numbers, ids and shapes that cannot be. Each input was once let through."""

from __future__ import annotations

import json
from typing import Any

import pytest

from corridor_atlas import checks
from corridor_atlas.checks import eras, places, shapes
from corridor_atlas.core.errors import Fault
from corridor_atlas.data import base_map, dataset, sea_lanes
from small_world import ATLAS, ERAS, LINES_LAYER, PORTS_LAYER, feature, line, period, point, write_table

POLYGON = {"type": "Polygon", "coordinates": [[[131, 42], [132, 42], [132, 43], [131, 42]]]}
LINE = line((131.0, 42.4), (131.1, 42.6))
SEVERAL = {"type": "GeometryCollection", "geometries": [point(), LINE]}


def faults(root) -> list[Fault]:
    return dataset.load(root).faults


def corridor(root, text: str) -> None:
    (root / "geodata" / "corridors.toml").write_text(text, encoding="utf-8")


def test_the_shipped_data_have_neither_a_fault_nor_a_notice(atlas) -> None:
    beside = [*sea_lanes.check(atlas.root), *base_map.check(atlas.root), *checks.check(atlas)]
    assert [str(one) for one in (*atlas.faults, *atlas.notices, *beside)] == []


# --- shapes ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "shape", "sound"),
    [
        ("points", point(), True),
        ("points", POLYGON, False),
        ("points", LINE, False),
        ("points", SEVERAL, False),
        ("points", {"type": "MultiPoint", "coordinates": [[131, 42], [132, 43]]}, False),
        ("lines", LINE, True),
        ("lines", point(), True),
        ("lines", POLYGON, False),
        ("lines", SEVERAL, False),
        ("areas", POLYGON, True),
        ("areas", point(), True),
        ("areas", LINE, False),
        ("areas", SEVERAL, False),
    ],
)
def test_a_layer_draws_the_shapes_of_its_kind(small, kind, shape, sound) -> None:
    layer = PORTS_LAYER.replace('"points"', f'"{kind}"').replace('"ports"', '"things"')
    (small / "layers" / "things.toml").write_text(layer, encoding="utf-8")
    write_table(small, "things", feature("a-thing", shape))
    found = [(one.file, one.id, one.field, one.found, one.notice) for one in shapes.check(dataset.load(small))]
    assert found == ([] if sound else [("things.geojson", "a-thing", "geometry", shape["type"], False)])


def test_a_kind_that_nothing_can_print_is_refused(small, monkeypatch) -> None:
    from corridor_atlas.draw.kinds import lines  # noqa: PLC0415  to take its form away

    monkeypatch.delattr(lines, "FORM")
    [fault] = shapes.check(dataset.load(small))
    assert (fault.file, fault.id, fault.field, fault.found) == ("railways.toml", "railways", "kind", "lines")


def test_a_kind_that_is_no_module_is_refused(small) -> None:
    text = LINES_LAYER.replace('kind = "lines"', 'kind = "flows"')
    (small / "layers" / "flows.toml").write_text(text, encoding="utf-8")
    [fault] = faults(small)
    assert (fault.file, fault.field, fault.found) == ("flows.toml", "kind", "'flows'")
    assert "areas, lines, points" in fault.expected


def test_a_height_is_noticed(small) -> None:
    write_table(small, "things", feature("a-thing", {"type": "Point", "coordinates": [131, 42, 7]}))
    found = [(one.file, one.id, one.field, one.found, one.notice) for one in shapes.check(dataset.load(small))]
    assert found == [("things.geojson", "a-thing", "geometry", "heights", True)]


# --- places ------------------------------------------------------------------------------------


def around(*more: dict[str, Any]) -> list[dict[str, Any]]:
    """A dozen places at the Tumen, and these."""
    return [feature(f"place-{i}", point(129 + i / 4, 41 + i / 8)) for i in range(12)] + list(more)


@pytest.mark.parametrize("shape", [point(0, 0), line((131, 42), (0, 0), (131, 43))])
def test_a_place_at_0_0_is_noticed(small, shape) -> None:
    write_table(small, "things", *around(feature("lost", shape)))
    found = [one for one in places.check(dataset.load(small)) if one.id == "lost"]
    assert [(one.found, one.notice) for one in found] == [("a place at 0, 0", True)]


def test_swapped_coordinates_are_noticed_and_the_swap_is_offered(small) -> None:
    rest = [feature(f"place-{i}", point(78 + i / 2, 41 + i / 4)) for i in range(12)]
    write_table(small, "ports", feature("north-port", point(81, 42)), feature("south-port", point(82, 42)))
    write_table(small, "railways")
    write_table(small, "things", *rest, feature("swapped", point(42.5, 80.5)))
    [notice] = places.check(dataset.load(small))
    assert (notice.id, notice.field, notice.notice) == ("swapped", "geometry", True)
    assert "42.5, 80.5" in notice.found
    assert "the other way round it would lie at 80.5, 42.5, among the rest" in notice.expected


def test_swapped_coordinates_of_a_country_are_noticed_by_its_shape(small) -> None:
    (small / "geodata" / "basemap").mkdir()
    land = {"type": "Polygon", "coordinates": [[[75, 36], [131, 36], [131, 50], [75, 50], [75, 36]]]}
    document = {
        "type": "FeatureCollection",
        "features": [{"type": "Feature", "properties": {"code": "CN"}, "geometry": land}],
    }
    (small / "geodata" / "basemap" / "region.geojson").write_text(json.dumps(document), encoding="utf-8")
    write_table(small, "things", *around(feature("swapped", point(42.5, 80.5), countries=["CN"])))
    [notice] = places.check(dataset.load(small))
    assert notice.expected.endswith("at 80.5, 42.5, in its country")


@pytest.mark.parametrize("place", [point(37.6, 55.7), point(42.5, 80.5), point(-73.9, 40.7)])
def test_what_is_only_far_away_is_not_noticed(small, place) -> None:
    write_table(small, "things", *around(feature("far", place)))
    assert list(places.check(dataset.load(small))) == []


# --- years -------------------------------------------------------------------------------------

FAR_OFF = ["3000", "2201", "0991", "-1991", "Y-199100", "1999/3000", "-1991/2000", "9999-12-31", "2226"]
NEAR = ["1791", "2200", "1999", "../2005", "2015/..", "[..1995]", "199X"]


@pytest.mark.parametrize("date", FAR_OFF)
def test_a_far_off_year_of_a_status_is_a_fault(small, date) -> None:
    write_table(small, "things", feature("a-thing", timeline=[period("operating", date)]))
    [fault] = faults(small)
    assert (fault.file, fault.id, fault.notice) == ("things.geojson", "a-thing", False)
    assert "timeline" in fault.field
    assert "years from" in fault.expected


@pytest.mark.parametrize("date", NEAR)
def test_a_year_within_the_margin_is_sound(small, date) -> None:
    write_table(small, "things", feature("a-thing", timeline=[period("operating", date)]))
    assert faults(small) == []


@pytest.mark.parametrize(("margin", "sound"), [(0, False), (30, False), (131, True), (1000, True)])
def test_the_atlas_says_how_far_before_and_after_it_dates_may_lie(small, margin, sound) -> None:
    text = ATLAS + f"margin_years = {margin}\n"
    (small / "geodata" / "atlas.toml").write_text(text, encoding="utf-8")
    write_table(small, "things", feature("a-thing", timeline=[period("operating", "1860")]))
    assert ([one.field for one in faults(small)] == []) is sound


@pytest.mark.parametrize("value", ["3000", "0991", 3000, "soon", ["1999"][0] + "-13"])
def test_a_date_that_a_source_gives_is_a_date_and_not_far_off(small, value) -> None:
    claim = {"source": "a-book", "says": "So.", "field": "timeline.operating.start", "stance": "differs"}
    write_table(small, "things", feature("a-thing", claims=[claim | {"value": value}, claim | {"value": "1999~"}]))
    [fault] = faults(small)
    assert (fault.id, fault.field) == ("a-thing", "claims[0].value")


@pytest.mark.parametrize("year", ["3000", "0991", "-1991", "1991/2300"])
def test_a_far_off_year_of_a_statistic_is_a_fault(small, year) -> None:
    text = f"series,year,value,unit,source\nfreight,{year},5,t,a-book\n"
    (small / "geodata" / "statistics.csv").write_text(text, encoding="utf-8")
    assert [one.file for one in faults(small)] == ["statistics.csv"]


def test_what_begins_after_the_last_year_is_a_plan(small) -> None:
    write_table(
        small,
        "things",
        feature("a-plan", timeline=[period("planned", "2030")]),
        feature("a-thing", timeline=[period("planned", "2020"), period("operating", "2030")]),
    )
    found = [one for one in eras.check(dataset.load(small)) if one.file == "things.geojson"]
    assert [(one.id, one.field, one.notice) for one in found] == [("a-thing", "timeline[1].start", True)]


# --- numbers -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("gauge_mm", [-1435]),
        ("gauge_mm", [0]),
        ("gauge_mm", [15200]),
        ("gauge_mm", ["1520"]),
        ("gauge_mm", [True]),
        ("gauge_mm", [1435.5]),
        ("track_km", "12"),
        ("track_km", True),
        ("track_km", -1),
        ("track_km", 0),
    ],
)
def test_a_number_is_a_number_and_a_likely_one(small, field, value) -> None:
    write_table(small, "things", feature("a-thing", **{field: value}))
    [fault] = faults(small)
    assert (fault.file, fault.id, fault.field.split(".")[0]) == ("things.geojson", "a-thing", field)


@pytest.mark.parametrize(
    ("field", "value", "kept"),
    [("gauge_mm", [1520.0], (1520,)), ("gauge_mm", [600, 1067], (600, 1067)), ("track_km", 12, 12.0)],
)
def test_whole_numbers_as_map_programs_write_them_are_numbers(small, field, value, kept) -> None:
    write_table(small, "things", feature("a-thing", **{field: value}))
    assert getattr(dataset.load(small).features["a-thing"].record, field) == kept


@pytest.mark.parametrize(
    ("old", "new"),
    [("order = 20", 'order = "20"'), ("order = 20", "order = true"), ("order = 20", 'order = 20\non = "yes"')],
)
def test_numbers_of_a_layer_are_numbers(small, old, new) -> None:
    (small / "layers" / "ports.toml").write_text(PORTS_LAYER.replace(old, new), encoding="utf-8")
    assert [one.file for one in faults(small)] == ["ports.toml"]


@pytest.mark.parametrize("start", ['"1991"', "true"])
def test_numbers_of_an_era_are_numbers(small, start) -> None:
    text = ERAS.replace("start = 1991", f"start = {start}")
    (small / "geodata" / "eras.toml").write_text(text, encoding="utf-8")
    assert [(one.file, one.field) for one in faults(small)] == [("eras.toml", "start")]


@pytest.mark.parametrize(("value", "sound"), [("12.5", True), ("-27", True), ("1e308", False), ("-1e308", False)])
def test_a_figure_of_a_statistic_is_text_in_the_file_and_within_reason(small, value, sound) -> None:
    text = f"series,year,value,unit,source\nfreight,1999,{value},t,a-book\n"
    (small / "geodata" / "statistics.csv").write_text(text, encoding="utf-8")
    assert ([one.field for one in faults(small)] == []) is sound


# --- ids ---------------------------------------------------------------------------------------


def test_a_corridor_has_an_id_of_its_own(small) -> None:
    corridor(small, '[[corridor]]\nid = "north-port"\nname = { en = "x" }\nmembers = ["coast-railway"]\n')
    [fault] = faults(small)
    assert (fault.file, fault.id, fault.field) == ("corridors.toml", "north-port", "id")
    assert "ports.geojson" in fault.found


@pytest.mark.parametrize("alias", ["old-north-port", "coast-railway"])
def test_a_former_id_leads_to_one_thing(small, alias) -> None:
    write_table(small, "things", feature("a-thing", aliases=[alias]))
    [fault] = faults(small)
    assert (fault.field, fault.found) == ("aliases", alias)
    assert {"old-north-port": "north-port", "coast-railway": "coast-railway"}[alias] in str(fault) + "a-thing"


@pytest.mark.parametrize("alias", ["Old North-Port", "rason", "a-thing", "Raseon"])
def test_a_name_that_two_things_share_is_no_former_id(small, alias) -> None:
    write_table(small, "things", feature("a-thing", aliases=[alias]), feature("b-thing", aliases=["rason", "Raseon"]))
    assert faults(small) == []


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("place", {"place": "a-thing"}),
        ("about", {"about": ["north-port", "a-thing"]}),
        ("via", {"from": "north-port", "via": ["a-thing"], "to": "south-port"}),
        ("from", {"from": "a-thing", "to": "south-port"}),
    ],
)
def test_nothing_is_its_own_place_or_topic(small, field, said) -> None:
    write_table(small, "things", feature("a-thing", **said))
    [fault] = faults(small)
    assert (fault.id, fault.field, fault.found) == ("a-thing", field, "a-thing")


def test_a_corridor_is_no_member_of_itself(small) -> None:
    corridor(small, '[[corridor]]\nid = "way"\nname = { en = "x" }\nmembers = ["coast-railway"]\ncorridors = ["way"]\n')
    assert [(one.id, one.field) for one in faults(small)] == [("way", "corridors")]
