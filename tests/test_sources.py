"""The data set as a whole: every fault named, all together, and nothing sound lost."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from corridor_atlas.core.errors import DataError, Fault, NotFoundError, YearError
from corridor_atlas.data import dataset
from small_world import BASIS, LINES_LAYER, feature, line, period, point, write_sources, write_table

SOUND = {"north-port", "south-port", "coast-railway"}


def test_the_small_data_set_is_sound(small) -> None:
    atlas = dataset.load(small)
    assert atlas.faults == []
    assert set(atlas.features) == SOUND
    assert atlas.years == (1991, 2025)
    assert [layer.id for layer in atlas.layers] == ["railways", "ports"]


def unknown_property() -> dict:
    return feature("bad-port", point(), colour="red")


def bow_tie() -> dict:
    ring = [[130, 42], [131, 43], [131, 42], [130, 43], [130, 42]]
    return feature("bad-zone", {"type": "Polygon", "coordinates": [ring]})


LEFT_OUT = {
    "unknown property": (unknown_property(), "bad-port", "colour", "unknown property 'colour'", "only properties"),
    "unknown status": (
        feature("bad-port", timeline=[period("opened", "1999")]),
        "bad-port",
        "timeline.0.status",
        "'opened'",
        "'proposed', 'planned'",
    ),
    "bad date": (
        feature("bad-port", timeline=[period("operating", "1999-13")]),
        "bad-port",
        "timeline.0.start",
        "'1999-13'",
        "an EDTF date such as",
    ),
    "timeline out of order": (
        feature("bad-port", timeline=[period("operating", "2001"), period("planned", "1999")]),
        "bad-port",
        "timeline",
        "planned 1999",
        "before operating 2001",
    ),
    "no id": (feature("x", id=None), "feature 1", "id", "nothing", "required"),
    "no name": (feature("bad-port", name={}), "bad-port", "name", "{}", "name in English"),
    "longitude out of range": (
        feature("bad-port", point(190, 42)),
        "bad-port",
        "geometry",
        "190, 42",
        "longitude -180 to 180",
    ),
    "self-crossing polygon": (bow_tie(), "bad-zone", "geometry", "Self-intersection", "does not cross itself"),
    "empty geometry": (
        feature("bad-line", line()),
        "bad-line",
        "geometry",
        "an empty geometry",
        "or null for no geometry",
    ),
    "geometry without basis": (
        feature("bad-port", point(), geometry_basis=None),
        "bad-port",
        "geometry_basis",
        "nothing",
        "where the geometry comes from",
    ),
    "half a line": (
        feature("bad-line", **{"from": "north-port"}),
        "bad-line",
        "to",
        "nothing",
        "both `from` and `to`",
    ),
}


@pytest.mark.parametrize("case", LEFT_OUT)
def test_an_unsound_feature_is_named_and_left_out(small, case) -> None:
    entry, id_, field, found, expected = LEFT_OUT[case]
    write_table(small, "trial", entry, feature("good-port", point()))
    atlas = dataset.load(small)
    (fault,) = atlas.faults
    assert (fault.file, fault.id, fault.field) == ("trial.geojson", id_, field)
    assert found in fault.found
    assert expected in fault.expected
    assert fault.left_out
    assert set(atlas.features) == SOUND | {"good-port"}


KEPT = {
    "dangling from": ({"from": "nowhere", "to": "north-port"}, "from", "nowhere", "id of a feature"),
    "dangling via": (
        {"from": "south-port", "via": ["nowhere"], "to": "north-port"},
        "via",
        "nowhere",
        "id of a feature",
    ),
    "dangling to": ({"from": "north-port", "to": "nowhere"}, "to", "nowhere", "id of a feature"),
    "dangling place": ({"place": "nowhere"}, "place", "nowhere", "id of a feature"),
    "source": ({"sources": ["no-book"]}, "sources", "no-book", "a key of sources.json"),
    "source of a status": (
        {"timeline": [period("operating", "1999", sources=["no-book"])]},
        "timeline[0].sources",
        "no-book",
        "a key of sources.json",
    ),
    "source of a claim": (
        {"claims": [{"source": "no-book", "says": "so", "stance": "differs"}]},
        "claims[0].source",
        "no-book",
        "a key of sources.json",
    ),
    "source of a shape": (
        {"geometry_basis": BASIS | {"sources": ["no-book"]}},
        "geometry_basis.sources",
        "no-book",
        "a key of sources.json",
    ),
}


@pytest.mark.parametrize("case", KEPT)
def test_a_reference_that_leads_nowhere_is_named_and_the_feature_stays(small, case) -> None:
    properties, field, found, expected = KEPT[case]
    write_table(small, "trial", feature("loose-line", **properties))
    atlas = dataset.load(small)
    (fault,) = atlas.faults
    assert (fault.file, fault.id, fault.field, fault.found) == ("trial.geojson", "loose-line", field, found)
    assert expected in fault.expected
    assert not fault.left_out
    assert set(atlas.features) == SOUND | {"loose-line"}


def test_a_feature_without_a_geometry_needs_no_basis(small) -> None:
    write_table(small, "events", feature("an-agreement"))
    atlas = dataset.load(small)
    assert atlas.faults == []
    assert atlas.feature("an-agreement").geometry is None


@pytest.mark.parametrize("file", ["ports", "trial"])
def test_an_id_is_given_once_in_all_files_and_the_first_stays(small, file) -> None:
    first = feature("north-port", point(131.1, 42.6), note="the first")
    write_table(small, "ports", first, *([feature("north-port")] if file == "ports" else []), feature("south-port"))
    if file != "ports":
        write_table(small, file, feature("north-port"))
    atlas = dataset.load(small)
    (fault,) = atlas.faults
    assert (fault.file, fault.id, fault.field) == (f"{file}.geojson", "north-port", "id")
    assert fault.expected == "each id once: ports.geojson has it already"
    assert atlas.feature("north-port").record.note == "the first"


def test_an_id_with_spaces_around_it_is_one_id_everywhere(small) -> None:
    write_table(small, "trial", feature(" wide-port "))
    atlas = dataset.load(small)
    assert atlas.faults or atlas.feature("wide-port").id == "wide-port"
    assert all(id_ == one.id for id_, one in atlas.features.items())


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('{"type": "FeatureCollection", "features": [', "broken JSON"),
        ('{"type": "Feature", "properties": {}}', "'Feature'"),
        ("[" * 100_000, "broken JSON"),
        ("PK\x03\x04", "broken JSON"),
    ],
)
def test_a_broken_file_is_named_and_the_others_are_used(small, text, found) -> None:
    (small / "geodata" / "trial.geojson").write_text(text, encoding="utf-8")
    atlas = dataset.load(small)
    (fault,) = atlas.faults
    assert fault.file == "trial.geojson"
    assert found in fault.found
    assert set(atlas.features) == SOUND


@pytest.mark.parametrize("depth", [100, 900, 960, 5000])
def test_deep_nesting_is_a_fault_at_any_depth(small, depth) -> None:
    path = write_table(small, "trial", feature("deep-port", note="DEEP"))
    path.write_text(path.read_text().replace('"DEEP"', "[" * depth + "]" * depth), encoding="utf-8")
    atlas = dataset.load(small)
    assert {fault.file for fault in atlas.faults} == {"trial.geojson"}
    assert all(len(str(fault)) < 400 for fault in atlas.faults)
    assert set(atlas.features) == SOUND


@pytest.mark.parametrize("number", ["NaN", "Infinity", "1e999", "9" * 400])
def test_a_number_that_is_not_finite_is_a_fault(small, number) -> None:
    path = write_table(small, "trial", feature("bad-port", point()))
    path.write_text(path.read_text().replace("131.0", number), encoding="utf-8")
    atlas = dataset.load(small)
    assert [fault.file for fault in atlas.faults] == ["trial.geojson"]
    assert set(atlas.features) == SOUND


def test_several_faults_are_all_reported_and_sorted_and_the_sound_features_stay(workspace, atlas) -> None:
    bad = [LEFT_OUT[case][0] for case in ("unknown property", "bad date", "self-crossing polygon")]
    for number, entry in enumerate(bad):
        entry["properties"]["id"] = f"bad-{number}"
    bad[0]["properties"]["countries"] = ["XX"]
    write_table(workspace, "trial", *bad, feature("good-port"))
    (workspace / "geodata" / "zz.geojson").write_text("{", encoding="utf-8")
    (workspace / "layers" / "zz.toml").write_text("= 1", encoding="utf-8")
    found = dataset.load(workspace)
    new = [fault for fault in found.faults if fault.file in ("trial.geojson", "zz.geojson", "zz.toml")]
    assert [(fault.file, fault.id, fault.field) for fault in new] == [
        ("zz.geojson", "", ""),
        ("zz.toml", "", ""),
        ("trial.geojson", "bad-0", "colour"),
        ("trial.geojson", "bad-0", "countries.0"),
        ("trial.geojson", "bad-1", "timeline.0.start"),
        ("trial.geojson", "bad-2", "geometry"),
    ]
    assert found.faults == sorted(found.faults)
    assert set(found.features) == set(atlas.features) | {"good-port"}


def test_a_layer_of_data_that_does_not_exist_is_named_and_draws_nothing(small) -> None:
    (small / "layers" / "roads.toml").write_text(LINES_LAYER.replace('"railways"', '"roads"'), encoding="utf-8")
    atlas = dataset.load(small)
    (fault,) = atlas.faults
    assert (fault.file, fault.id, fault.field, fault.found) == ("roads.toml", "roads", "data", "roads")
    assert "ports, railways" in fault.expected
    assert atlas.in_layer(atlas.layer("roads")).empty


def test_an_era_whose_source_is_missing_is_named(small) -> None:
    write_table(small, "ports", feature("north-port"), feature("south-port"))
    write_table(small, "railways")
    write_sources(small, [])
    assert [str(fault) for fault in dataset.load(small).faults] == [
        "eras.toml: early [sources]: found a-book; expected a key of sources.json",
        "eras.toml: late [sources]: found a-book; expected a key of sources.json",
    ]


def test_a_layer_draws_its_kinds_that_have_a_geometry(small) -> None:
    (small / "layers" / "ports.toml").write_text(
        (small / "layers" / "ports.toml").read_text() + 'kinds = ["dry_port"]\n', encoding="utf-8"
    )
    write_table(
        small,
        "ports",
        feature("north-port", point(), kind="dry_port"),
        feature("south-port", point(), kind="sea_port"),
        feature("paper-port", kind="dry_port"),
    )
    atlas = dataset.load(small)
    assert list(atlas.in_layer(atlas.layer("ports"))["id"]) == ["north-port"]
    assert set(atlas.features) == SOUND | {"paper-port"}


@pytest.mark.parametrize("missing", ["nothing at all", "tables", "a file in place of the folder"])
def test_only_when_there_is_nothing_to_work_with_loading_ends(small, tmp_path, missing) -> None:
    root = small
    if missing == "nothing at all":
        root = tmp_path / "absent"
    elif missing == "tables":
        for path in (small / "geodata").glob("*.geojson"):
            path.unlink()
    else:
        root = tmp_path / "other"
        root.mkdir()
        (root / "geodata").write_text("", encoding="utf-8")
    with pytest.raises(DataError) as caught:
        dataset.load(root)
    found = {"nothing at all": "no such folder", "tables": "no table"}.get(missing, "a file")
    assert str(caught.value).startswith(f"geodata: found {found}; expected ")
    assert all(isinstance(fault, Fault) for fault in caught.value.faults)


@pytest.mark.parametrize(("owner", "call"), [(Path, "iterdir"), (os, "open"), (Path, "stat")])
def test_a_folder_that_may_not_be_read_is_a_data_error(small, monkeypatch, owner, call) -> None:
    # by a stand-in, because the rights of a folder do not bind an administrator
    genuine = getattr(owner, call)

    def refused(path: Path, *args: object, **options: object) -> object:
        if "geodata" in Path(path).parts:
            raise PermissionError(13, "Permission denied", str(path))
        return genuine(path, *args, **options)

    monkeypatch.setattr(owner, call, refused)
    with pytest.raises(DataError, match=r"^[a-z.]+: found permission denied; expected a ") as caught:
        dataset.load(small)
    assert str(small) not in str(caught.value)


def test_an_unknown_id_offers_near_matches(small) -> None:
    atlas = dataset.load(small)
    with pytest.raises(NotFoundError, match=r"there is no feature 'nort-port': did you mean north-port"):
        atlas.feature("nort-port")
    with pytest.raises(NotFoundError, match=r"there is no layer 'xyz': known are railways, ports"):
        atlas.layer("xyz")
    with pytest.raises(NotFoundError, match=r"there is no era 'lat': did you mean late\?"):
        atlas.era("lat")


def test_a_former_id_leads_to_the_feature_of_today(small) -> None:
    assert dataset.load(small).feature("old-north-port").id == "north-port"


@pytest.mark.parametrize("year", [1990, 2026, 0, -5])
def test_a_year_outside_the_atlas_is_refused(small, year) -> None:
    with pytest.raises(YearError, match=f"year {year} is outside the atlas: expected 1991 to 2025"):
        dataset.load(small).check_year(year)


@pytest.mark.parametrize("year", [1991, 2025])
def test_both_ends_of_the_span_are_inside(small, year) -> None:
    assert dataset.load(small).check_year(year) == year


def test_loading_twice_gives_the_same(small) -> None:
    one, two = dataset.load(small), dataset.load(small)
    assert json.dumps([f.record.model_dump(mode="json") for f in one.features.values()]) == json.dumps(
        [f.record.model_dump(mode="json") for f in two.features.values()]
    )
    assert one.faults == two.faults
