"""What a table means: read from tables.toml, the defaults of a new one, and no name of a table in the engine."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from shapely.geometry import Point

import small_network
from corridor_atlas.article.kinds import kind_of
from corridor_atlas.checks import colours
from corridor_atlas.data import dataset
from corridor_atlas.data.tables import PLAIN, Role, Table
from corridor_atlas.draw import payload
from corridor_atlas.draw.figure import bands
from corridor_atlas.network import topology
from corridor_atlas.network.graph import Network
from corridor_atlas.time import changes, ledger, report
from corridor_atlas.view import gazetteer
from corridor_atlas.view.related import Related
from small_world import LINES_LAYER, PORTS_LAYER, feature, line, period, point, write_meaning, write_table

ENGINE = Path(dataset.__file__).parents[1]
OTHER_SENSES = {
    "borders": {
        "cli/travel.py",
        "data/recomputed.py",
        "draw/figure/base.py",
        "draw/kinds/_basemap.py",
        "draw/kinds/_topology.py",
        "ui/reports.py",
        "ui/state.py",
        "view/link.py",
        "view/view.py",
    },
    "border_crossings": {"network/report.py"},
}
"""Words that are the name of a table and stand for something else too: how many borders a way crosses."""


# --- what is said ------------------------------------------------------------------------------


def say(root: Path, text: str) -> None:
    (root / "geodata" / "tables.toml").write_text(text, encoding="utf-8")


def test_a_table_means_what_is_said_of_it_and_each_of_its_features_too(small) -> None:
    say(small, '[ports]\nrole = "port"\nmanner = "service"\nrank = 3')
    atlas = dataset.load(small)
    assert atlas.faults == []
    assert atlas.table("ports") == Table(role=Role.PORT, manner="service", rank=3)
    assert atlas.features["north-port"].meaning == atlas.table("ports")
    assert atlas.features["coast-railway"].meaning == PLAIN


def test_without_the_file_every_table_is_plain(small) -> None:
    (small / "geodata" / "tables.toml").unlink()
    atlas = dataset.load(small)
    assert atlas.faults == []
    assert {one.meaning for one in atlas.features.values()} == {PLAIN}


@pytest.mark.parametrize(
    ("text", "id_", "field", "found", "expected"),
    [
        ('[harbours]\nrole = "port"', "harbours", "", "no such table", "a table of geodata/: ports, railways"),
        ('[port]\nrole = "port"', "port", "", "no such table", "did you mean ports?"),
        ("[ports]\ncolour = 3", "ports", "colour", "unknown property 'colour'", "only properties of the model"),
        ('[ports]\nrole = "harbour"', "ports", "role", "'harbour'", "'port'"),
        ('[ports]\nmanner = "sail"', "ports", "manner", "'sail'", "'service'"),
        ('[ports]\nrank = "first"', "ports", "rank", "'first'", "a number"),
        ("[ports]\nrank = 101", "ports", "rank", "101", "less than or equal to 100"),
        ("[ports]\nnear = 1", "ports", "near", "1", "boolean"),
        ('[ports]\nsingular = { zh = "港口" }', "ports", "singular", "{'zh': '港口'}", "a name in English"),
        ("ports = 3", "ports", "", "3", "a table of its own: [ports]"),
        ("[ports", "", "", "", ""),
    ],
)
def test_a_wrong_entry_is_a_fault_and_the_table_is_plain(small, text, id_, field, found, expected) -> None:
    say(small, text)
    atlas = dataset.load(small)
    [fault] = atlas.faults
    assert (fault.file, fault.id, fault.field, fault.notice) == ("tables.toml", id_, field, False)
    assert found in fault.found
    assert expected in fault.expected
    assert atlas.table("ports") == PLAIN
    assert "north-port" in atlas.features


def test_the_readme_names_every_key_and_every_role(root) -> None:
    text = (root / "geodata" / "README.md").read_text(encoding="utf-8")
    keys, roles = text.partition("## What a table means")[2].partition("| role |")[::2]
    assert re.findall(r"^\| `(\w+)` \| (?:`|from )?([\w ]*\w)`? \|", keys, re.M) == [
        (name, "the name of the table" if name == "singular" else str(one.default).lower())
        for name, one in Table.model_fields.items()
    ]
    assert re.findall(r"^\| `(\w+)` \|", roles.partition("\n## ")[0], re.M) == list(Role)


# --- a new table -------------------------------------------------------------------------------


@pytest.fixture
def airports(small):
    """Add a table that nothing is said of, a file and no more; gives the folder of the atlas."""
    opened = [period("under_construction", "1998"), period("operating", "2001")]
    write_table(
        small,
        "airports",
        feature("coast", point(131.05, 42.5), name={"en": "Coast Railway"}, kind="international", timeline=opened),
        feature("inland", timeline=opened),
    )
    return small


def test_a_new_table_is_near_and_has_others_near_it(airports) -> None:
    related = Related(dataset.load(airports))
    near = {
        id_: {one.kind: one.members for one in related.groups(id_)}.get("near", ()) for id_ in related.atlas.features
    }
    assert {one.id for one in near["coast"]} == {"north-port", "south-port"}
    assert "coast" in {one.id for one in near["north-port"]}
    assert near["coast-railway"] == ()


def test_a_new_table_is_found_by_name_before_what_has_a_lower_place(airports) -> None:
    assert gazetteer.find(dataset.load(airports), "Coast Railway").id == "coast"
    write_meaning(airports, "railways", "rank = 69")
    assert gazetteer.find(dataset.load(airports), "Coast Railway").id == "coast-railway"


def test_a_new_table_stands_in_the_ledger_with_the_general_verbs(airports) -> None:
    atlas = dataset.load(airports)
    told = [
        ledger.sentence(one, ledger.words_in("en"))
        for one in changes.changes(atlas, 1999, 2002)
        if one.layer == "airports"
    ]
    assert told == [f"Opened in 2001: {name} (under construction before)." for name in ("Coast Railway", "Inland")]
    assert "  airports" in report.lines(atlas, changes.changes(atlas, 1999, 2002), (1999, 2002), ledger.words_in("en"))


def test_a_new_table_is_named_by_its_kind_and_its_file(airports) -> None:
    atlas = dataset.load(airports)
    assert kind_of(atlas, atlas.features["coast"], "en") == "international airport"
    write_meaning(airports, "airports", "kind_tells = true")
    atlas = dataset.load(airports)
    assert kind_of(atlas, atlas.features["coast"], "en") == "international"


def test_a_new_table_is_drawn_by_a_layer_and_searched_without_a_place(airports) -> None:
    inland = {"id": "inland", "n": {"en": "Inland"}, "table": "airports", "y": 1998}
    inland |= {"s": [1998, 2000, 2, 2001, 2025, 3], "b": [1998, 2, 2001, 3]}
    assert payload.payload(dataset.load(airports))["unplaced"] == [inland | {"what": {"en": "airport"}}]
    (airports / "layers" / "air.toml").write_text(PORTS_LAYER.replace('"ports"', '"airports"'), encoding="utf-8")
    atlas = dataset.load(airports)
    told = payload.payload(atlas)
    at = [layer.id for layer in atlas.layers].index("air")
    assert atlas.faults == []
    assert ("coast", at) in {(one["id"], one["l"]) for one in told["features"]}
    assert told["unplaced"] == [inland | {"l": at}]


# --- roles -------------------------------------------------------------------------------------


def test_a_happening_is_a_chronicle_whatever_its_table_is_called(airports) -> None:
    write_meaning(airports, "airports", 'role = "happening"\nsingular = { en = "landing", zh = "着陆" }')
    (airports / "layers" / "air.toml").write_text(PORTS_LAYER.replace('"ports"', '"airports"'), encoding="utf-8")
    atlas = dataset.load(airports)
    assert [one.kind for one in changes.changes(atlas, 1999, 2002) if one.layer == "air"] == ["happened"] * 2
    told = payload.payload(atlas)
    assert [one["what"] for one in told["happenings"]] == [{"en": "landing", "zh": "着陆"}] * 2
    assert [one["id"] for one in told["layers"] if one.get("happening")] == ["air"]
    assert {one.kind for one in Related(atlas).groups("coast")} == {"names"}


@pytest.mark.parametrize("role", Role)
def test_only_what_stands_somewhere_is_near(role) -> None:
    assert Table(role=role).has_neighbours is (role in {"thing", "town", "port", "valve"})
    assert not Table(role=role, near=False).has_neighbours


@pytest.mark.parametrize(
    ("said", "sound"), [({}, False), ({"role": "body"}, True), ({"role": "happening"}, True), ({"at_sea": True}, True)]
)
def test_a_symbol_may_lie_outside_its_country(said, sound) -> None:
    abroad = dataset.Feature(
        small_network.atlas(x=[small_network.node("a", 130, 43)]).features["a"].record,
        "x",
        Point(130, 43),
        Table(**said),
    )
    found = list(topology._in_country(abroad, {"CN": Point(100, 30).buffer(1)}, Point(100, 30).buffer(60)))
    assert (found == []) is sound


def test_roles_make_the_network_whatever_the_tables_are_called() -> None:
    """A gate that is shut, a harbour that has the stations of its town, and a name that the town has before them."""
    one, gate, other = (small_network.node(id_, lon, 43) for id_, lon in (("a", 130), ("g", 130.5), ("b", 131)))
    one[0].update(place="city", name={"en": "Both"})
    gate[0].update(place="pass", kind="border_point")
    tables = {
        "stops": [one, gate, other],
        "tracks": [small_network.line("track", one, gate, other)],
        "cities": [({"id": "city", "name": {"en": "Both"}}, Point(130, 43))],
        "harbours": [({"id": "quay", "place": "city"}, Point(130, 43))],
        "passes": [({"id": "pass", "timeline": small_network.closed("2000")}, Point(130.5, 43))],
    }
    meanings = {"stops": "node", "cities": "town", "harbours": "port", "passes": "valve"}
    atlas = small_network.atlas(**tables)
    atlas.meanings.update({table: Table(role=role) for table, role in meanings.items()})
    network = Network(atlas)
    assert {node: valve.id for node, valve in network.valves.items()} == {"g": "pass"}
    assert network.places["quay"] == ("a",)
    assert network.resolve("both") == "city"
    assert network.way("city", "b", 1999).legs
    assert [missing.id for missing in network.way("city", "b", 2001).missing] == ["pass"]


# --- no name in the engine ---------------------------------------------------------------------


def literals(text: str) -> Iterator[str]:
    """Every string of a module but its docstrings, and the words inside it."""
    tree = ast.parse(text)
    said = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in said:
            yield node.value


def test_the_engine_knows_no_table_by_its_name(root) -> None:
    tables = {path.stem for path in (root / "geodata").glob("*.geojson")}
    found = {
        (name, path.relative_to(ENGINE).as_posix())
        for path in ENGINE.rglob("*.py")
        for name in tables & set(literals(path.read_text(encoding="utf-8")))
        if "build" not in path.parts
    }
    assert {(name, path) for name, path in found if path not in OTHER_SENSES.get(name, ())} == set()
    assert {name for name, _ in found} == set(OTHER_SENSES)


def test_the_grep_finds_a_name_in_a_string_and_none_in_a_docstring() -> None:
    assert set(literals('"""ports"""\nX = {"roads": 1}\ndef f():\n    "bridges"\n    return "borders"')) == {
        "roads",
        "borders",
    }


# --- what is drawn -----------------------------------------------------------------------------


def test_a_mode_has_the_colour_of_the_layer_that_draws_the_most_of_its_lines(small) -> None:
    assert bands.layers(dataset.load(small))["rail"].id == "railways"
    ends = {"from": "south-port", "to": "north-port", "mode": "rail"}
    course = line((131.0, 42.4), (131.1, 42.6))
    write_table(small, "tracks", *(feature(id_, course, **ends) for id_ in ("one-track", "two-track")))
    text = LINES_LAYER.replace('"railways"', '"tracks"').replace("#333333", "#123456")
    (small / "layers" / "tracks.toml").write_text(text, encoding="utf-8")
    atlas = dataset.load(small)
    assert bands.layers(atlas)["rail"].id == "tracks"
    assert bands.colours(Network(atlas))["rail"] == "#123456"
    assert bands.layers(atlas)["sea"] is None


def test_the_colour_of_a_border_is_compared_with_borders_alone(small) -> None:
    atlas = dataset.load(small)
    assert colours.form(atlas, atlas.layer("railways")) == "line"
    write_meaning(small, "railways", 'role = "border"')
    atlas = dataset.load(small)
    assert colours.form(atlas, atlas.layer("railways")) == "border"
    assert colours.form(atlas, atlas.layer("ports")) == "anchor"
