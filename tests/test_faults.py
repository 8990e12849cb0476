"""How faults are told: the root of the trouble first, each thing once, in whole sentences."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from corridor_atlas import cli
from corridor_atlas.core.errors import Fault, Lost, NotFoundError, shorten, told
from corridor_atlas.data import dataset
from small_world import ERAS, LINES_LAYER, feature, period, point, write_sources, write_table


def fault(file: str = "ports.geojson", id_: str = "a-port", **more) -> Fault:
    return Fault(file, id_, **({"field": "kind", "found": "x", "expected": "y"} | more))


# --- the order --------------------------------------------------------------------------------


def test_what_keeps_a_whole_file_out_comes_first_and_then_file_by_file() -> None:
    whole, dangling = fault("sources.json", "", field=""), fault("a.geojson", causes=("sources.json",))
    lines = [fault("b.csv", f"line {number}") for number in (2, 9, 10)]
    single = fault("a.geojson")
    assert sorted([dangling, *reversed(lines), single, whole]) == [whole, single, *lines, dangling]


def test_a_notice_of_a_whole_file_does_not_push_forward() -> None:
    notice = fault("z.geojson", "", left_out=False, notice=True)
    assert sorted([notice, fault()]) == [fault(), notice]


def test_the_same_fault_of_many_is_one_line() -> None:
    ids = [f"port-{number}" for number in range(32)]
    assert told([fault(id_=id_) for id_ in ids]) == [
        "ports.geojson: port-0, port-1 and 30 more [kind]: found x; expected y"
    ]
    assert told([fault(id_=id_) for id_ in ids[:3]]) == [
        "ports.geojson: port-0, port-1, port-2 [kind]: found x; expected y"
    ]
    assert len(told([fault(), fault(found="z"), fault("roads.geojson"), fault(field="name")])) == 4


def test_what_only_follows_is_counted_after_its_cause() -> None:
    whole = fault("sources.json", "", field="")
    follows = [fault(id_=f"port-{number}", causes=("sources.json",)) for number in range(9)]
    left_out, one = fault("z.geojson", "a-road"), fault(causes=("z.geojson: a-road",))
    assert told([one, *follows, left_out, whole]) == [
        "sources.json: found x; expected y",
        "sources.json: 9 references to it could not be checked",
        "z.geojson: a-road [kind]: found x; expected y",
        "z.geojson: a-road: 1 reference to it could not be checked",
    ]


def test_a_single_lost_thing_explains_more_than_a_lost_file() -> None:
    lost = Lost.by([fault("a.geojson", "", field=""), fault("b.geojson", "a-road"), fault("c.csv", left_out=False)])
    assert lost("a-road") == ("b.geojson: a-road",)
    assert lost("anything") == ("a.geojson",)
    assert Lost()("anything") == ()


# --- the shipped atlas, broken as people break it ---------------------------------------------


def validated(root: Path, *options: str) -> tuple[int, list[str]]:
    done = CliRunner().invoke(cli.app, ["validate", str(root), *options])
    assert isinstance(done.exception, SystemExit | None), done.exception
    return done.exit_code, done.output.splitlines()


def without_sources(root: Path) -> None:
    (root / "geodata" / "sources.json").unlink()


def broken_ports(root: Path) -> None:
    (root / "geodata" / "ports.geojson").write_text("{")


def half_of_the_railways(root: Path) -> None:
    path = root / "geodata" / "railways.geojson"
    path.write_bytes(path.read_bytes()[:100_000])


def without_layers(root: Path) -> None:
    shutil.rmtree(root / "layers")


def without_corridors(root: Path) -> None:
    (root / "geodata" / "corridors.toml").unlink()


@pytest.mark.parametrize(
    ("damage", "file", "found"),
    [
        (without_sources, "sources.json", "no such file"),
        (broken_ports, "ports.geojson", "broken JSON"),
        (half_of_the_railways, "railways.geojson", "broken JSON"),
        (without_layers, "layers", "no such folder"),
        (without_corridors, "corridors.toml", "no such file"),
    ],
)
def test_the_first_line_names_the_file_at_fault_and_few_lines_follow(workspace, damage, file, found) -> None:
    damage(workspace)
    code, lines = validated(workspace)
    assert code == 1
    assert lines[0].startswith(f"{file}: found {found}")
    assert lines[1].startswith(f"{file}: ")
    assert lines[1].endswith("references to it could not be checked")
    assert len(lines) <= 5
    assert str(workspace) not in "".join(lines)
    document = json.loads("\n".join(validated(workspace, "--json")[1]))
    assert document["faults"][0]["file"] == file
    assert len(document["faults"]) > 90
    assert sum(one["causes"] == [file] for one in document["faults"]) > 90


def test_a_feature_that_is_left_out_explains_what_misses_it(small) -> None:
    write_table(small, "ports", feature("north-port", colour="red"), feature("south-port", point(131.0, 42.4)))
    code, lines = validated(small)
    assert code == 1
    assert [re.sub(r", [0-9]+ notices$", "", line) for line in lines if not line.startswith("notice: ")] == [
        "ports.geojson: north-port [colour]: found unknown property 'colour'; expected only properties of the model",
        "ports.geojson: north-port: 1 reference to it could not be checked",
        "2 features, 2 faults",
    ]


# --- words ------------------------------------------------------------------------------------


def many(small: Path) -> list[Fault]:
    """Faults of every sort that a model or a check of reading finds."""
    bad = [
        {"countries": ["XX"]},
        {"countries": "CN"},
        {"name": {"zh": "港"}},
        {"name": {"en": "A", "xx": "B"}},
        {"name": {"en": ""}},
        {"timeline": [period("operating", "about 1999")]},
        {"timeline": [period("opened", "2001/1999")]},
        {"timeline": [period("operating", "1999-02-31")]},
        {"timeline": [period("operating", "2001"), period("closed", "1999")]},
        {"gauge_mm": [1520.5]},
        {"track_km": -1},
        {"note": "x" * 4001},
        {"aliases": [""]},
        {"facts": {"A b": 1}},
        {"from": "here"},
        {"tier": "great"},
        {"via": [1]},
        {"claims": [{"source": "A Book", "says": "", "stance": "so"}]},
    ]
    write_table(small, "trial", *[feature(f"bad-{number}", **one) for number, one in enumerate(bad)])
    (small / "layers" / "roads.toml").write_text(LINES_LAYER.replace('"#333333"', '"grey"') + "width = 0")
    (small / "geodata" / "eras.toml").write_text(ERAS.replace("end = 2005", "end = 1980").replace("late", "Late", 1))
    (small / "geodata" / "statistics.csv").write_text("series,year,value,unit,source\nA b,soon,x,,a-book\n")
    write_sources(small, [{"id": "a-book"}, 3])
    return dataset.load(small).faults


def test_no_sentence_says_a_word_twice(small) -> None:
    found = many(small)
    assert len(found) > 25
    for one in found:
        text = str(one)
        assert text.count("; expected ") == 1, text
        assert text.count("found ") == 1, text
        assert "expected expected" not in text
        assert " should " not in text, text


@pytest.mark.parametrize(
    ("properties", "line"),
    [
        ({"countries": ["Xx"]}, "[countries.0]: found 'Xx'; expected an ISO 3166-1 alpha-2 country code"),
        (
            {"timeline": [period("operating", "about 1999")]},
            "[timeline.0.start]: found 'about 1999'; expected an EDTF date such as 1999, 1999-05, ",
        ),
        (
            {"name": {"en": "A", "xx": "B"}},
            "[name]: found unknown language xx; expected codes of ISO 639-1, ",
        ),
        ({"track_km": -1}, "[track_km]: found -1; expected greater than 0"),
    ],
)
def test_a_fault_reads_as_a_sentence(small, properties, line) -> None:
    write_table(small, "trial", feature("a-port", **properties))
    (found,) = dataset.load(small).faults
    assert str(found).startswith(f"trial.geojson: a-port {line}")


def test_a_name_that_does_not_exist_lists_those_that_do() -> None:
    names = [f"{letter}{letter}{letter}-way" for letter in "abcdefghijklmnopqrstuvwxyz"]
    assert str(NotFoundError("corridor", "1", names)).endswith(f"known are {', '.join(names)}")
    ids = [f"{one}-{number}" for one in names for number in range(9)]
    cut = str(NotFoundError("feature", "1", ids, listed="`corridor-atlas list`"))
    assert cut.endswith("and 229 more; `corridor-atlas list` names them all")
    assert "names them all" not in str(NotFoundError("source", "1", ids))


# --- printing ---------------------------------------------------------------------------------


@pytest.mark.parametrize("sign", ["\ud800", "\x00", "\x1b[2J", "\u202e", "\n", "\u2028"])
@pytest.mark.parametrize("options", [[], ["--json"]])
def test_what_cannot_be_printed_is_written_out(small, sign, options) -> None:
    bad = feature("x", point(), id=f"P{sign}", note=sign, colour=sign, **{sign: sign, "kind": sign})
    path = write_table(small, "trial", {"type": "Feature", "properties": {}, "geometry": None})
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [bad]}))  # ASCII: a lone half stays one
    write_sources(small, [{"id": f"B{sign}", "title": ""}])
    code, lines = validated(small, *options)
    assert code == 1
    text = "\n".join(lines)
    text.encode()
    assert not options or json.loads(text)["faults"]
    assert sign == "\n" or sign not in text


def test_a_file_name_that_cannot_be_printed_is_written_out(small) -> None:
    (small / "geodata" / "P\udcff\x1b.geojson").write_text("{}")
    assert validated(small)[1][0].startswith(r"P\udcff\x1b.geojson: found a name that cannot be an id")


def test_a_value_of_any_size_is_shortened() -> None:
    assert shorten(10**5000) == "a value of type int that is too long to show"
    assert len(shorten("x" * 10**6)) == 80


def test_lists_without_end_are_shortened() -> None:
    inside: list = []
    for _ in range(100_000):
        inside = [inside]
    assert "list" in shorten(inside)
