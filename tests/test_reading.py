"""How files are read: an answer at once whatever stands there, and what is honest is read."""

from __future__ import annotations

import json
import os
import socket
from pathlib import Path

import pytest

from corridor_atlas.core.errors import DataError, Fault
from corridor_atlas.data import config, dataset, reading
from small_world import ATLAS, ERAS, feature, point, write_table

STATISTICS = "series,year,value,unit,source\nfreight,1999,5,t,a-book\n"
CORRIDORS = '[[corridor]]\nid = "a-way"\nname = { en = "A way" }\nmembers = ["coast-railway"]\n'
UNMAPPED = '[[entry]]\nid = "lost-port"\nname = "Lost"\nlayer = "ports"\nreason = "nobody knows"\n'
SERIES = '[[series]]\nid = "freight"\ntitle = { en = "Freight" }\n'
VOCABULARY = '[unit]\ntrains = { zh = "列" }\n'
CHECKS = """
[[check]]
id = "a-claim"
source = "a-book"
verdict = "differs"
title = { en = "A claim" }
claim = { en = "It is far" }
method = { en = "Best way" }
inputs = { en = "Railways" }
conclusion = { en = "It is not." }
labels.far = { en = "{pair}" }
[[check.result]]
measure = "length"
asked = "far"
from = ["south-port"]
to = ["north-port"]
"""
STORY = """
title = { en = "A tour" }
summary = { en = "Short." }
[[step]]
title = { en = "Start" }
text = { en = "Once.[^a-book]" }
year = 1995
fit = ["north-port"]
"""

FILES = {
    "geodata/atlas.toml": ATLAS,
    "geodata/eras.toml": ERAS,
    "geodata/corridors.toml": CORRIDORS,
    "geodata/unmapped.toml": UNMAPPED,
    "geodata/series.toml": SERIES,
    "geodata/vocabulary.toml": VOCABULARY,
    "geodata/checks.toml": CHECKS,
    "geodata/stories/a-tour.toml": STORY,
    "geodata/statistics.csv": STATISTICS,
    "geodata/sources.json": None,
    "geodata/ports.geojson": None,
    "layers/ports.toml": None,
}
"""A file of every kind, with its text where the small data set has none of it."""


@pytest.fixture
def full(small: Path) -> Path:
    """The small data set with a file of every kind."""
    (small / "geodata" / "stories").mkdir()
    for name, text in FILES.items():
        if text is not None:
            (small / name).write_text(text, encoding="utf-8")
    return small


def faults(root: Path) -> list[Fault]:
    """All that is wrong with a data set, in order; the data may be of no use at all."""
    try:
        return dataset.load(root).faults
    except DataError as error:
        return error.faults


def first(root: Path) -> tuple[str, str]:
    """The file and the trouble that are told first."""
    found = faults(root)[0]
    return found.file, found.found


def test_a_data_set_with_a_file_of_every_kind_is_sound(full) -> None:
    atlas = dataset.load(full)
    assert (atlas.faults, atlas.notices) == ([], [])
    assert (len(atlas.stories), len(atlas.corridors), len(atlas.statistics), len(atlas.unmapped)) == (1, 1, 1, 1)
    assert list(atlas.checks) == ["a-claim"]


# --- what is no file at all -------------------------------------------------------------------

files = pytest.mark.parametrize("name", FILES)


def pipe(path: Path) -> None:
    os.mkfifo(path)


def plug(path: Path) -> None:
    os.chdir(path.parent)  # the name of a socket may have a hundred letters only
    with socket.socket(socket.AF_UNIX) as one:
        one.bind(path.name)


ODD = {
    "a pipe": pipe,
    "a socket": plug,
    "a device": lambda path: path.symlink_to("/dev/zero"),
    "a folder": lambda path: path.mkdir(),
    "a link to nothing": lambda path: path.symlink_to("nowhere"),
    "a link that leads back to itself": lambda path: path.symlink_to(path.name),
}


@files
@pytest.mark.parametrize("kind", ODD)
@pytest.mark.timeout(30)
def test_what_is_no_file_is_one_fault_at_once(full, name, kind, monkeypatch) -> None:
    monkeypatch.chdir(full)
    (full / name).unlink()
    ODD[kind](full / name)
    assert first(full) == (Path(name).name, kind)
    assert str(full) not in str(faults(full))


@files
@pytest.mark.timeout(30)
def test_a_file_of_300_megabytes_is_one_fault_at_once(full, name) -> None:
    with (full / name).open("wb") as file:
        file.truncate(300_000_000)
    assert first(full) == (Path(name).name, "300000000 bytes")


@files
def test_a_file_that_may_not_be_read_is_not_called_broken(full, name, monkeypatch) -> None:
    genuine = os.open

    def refused(path, *rest, **more):
        if Path(path) == full / name:
            raise PermissionError(13, "Permission denied", str(path))
        return genuine(path, *rest, **more)

    monkeypatch.setattr(os, "open", refused)
    assert first(full) == (Path(name).name, "permission denied")


# --- bounds of what stands in a file ----------------------------------------------------------


@pytest.mark.parametrize("name", [name for name in FILES if name.endswith(".toml")])
@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a = " + "[" * 900 + "]" * 900, "nested more than 100 deep"),
        ("a = " + "{ b = " * 900 + "1" + "}" * 900, "nested more than 100 deep"),
        (".".join("a" * 50_001) + " = 1", "a key with more than 8 dots"),
        ("[" + " . ".join("a" * 50_001) + "]", "a key with more than 8 dots"),
        (".".join(['"a"'] * 50_001) + " = 1", "a key with more than 8 dots"),
        ("a = " + "9" * 5000, "digits"),
        ("a = [" * 5, "broken TOML"),
    ],
)
@pytest.mark.timeout(30)
def test_toml_beyond_all_bounds_is_one_fault_at_once(full, name, text, found) -> None:
    (full / name).write_text(text, encoding="utf-8")
    file, told = first(full)
    assert file == Path(name).name
    assert told.startswith("broken TOML")
    assert found in told


@pytest.mark.parametrize("name", ["geodata/sources.json", "geodata/ports.geojson"])
@pytest.mark.parametrize("text", ["[" * 100_000, '{"a":' * 100_000, "[" * 900 + "]" * 900, "9" * 5000])
@pytest.mark.timeout(30)
def test_json_beyond_all_bounds_is_one_fault_at_once(full, name, text) -> None:
    (full / name).write_text(text, encoding="utf-8")
    file, told = first(full)
    assert file == Path(name).name
    assert told.startswith("broken JSON")


def test_brackets_and_dots_in_texts_and_comments_are_no_bounds(tmp_path) -> None:
    path = tmp_path / "a.toml"
    marks = "[{" * 300 + "a.b." * 50
    path.write_text(
        f"""# {marks}\na = "\\"{marks}"\nb = '{marks}'\nc = \"\"\"\n{marks} "" \\" {marks}\"\"\"\nd = '''{marks}'''\n"""
    )
    assert set(reading.toml(path)) == {"a", "b", "c", "d"}
    assert reading.parse_json(json.dumps({"a": "\\" + marks + '"'})) == {"a": "\\" + marks + '"'}


# --- honest files -----------------------------------------------------------------------------


def windows(data: bytes) -> bytes:
    """The file as an editor or Excel on Windows saves it."""
    return b"\xef\xbb\xbf" + data.replace(b"\n", b"\r\n")


@pytest.mark.parametrize("changed", [windows, lambda data: data.replace(b"\n", b"\r")])
def test_a_byte_order_mark_and_the_line_ends_of_other_systems_change_nothing(full, changed) -> None:
    before = dataset.load(full)
    for name in FILES:
        path = full / name
        path.write_bytes(changed(path.read_bytes()))
    after = dataset.load(full)
    assert (after.faults, after.notices) == ([], [])
    assert [one.record for one in after.features.values()] == [one.record for one in before.features.values()]
    assert (after.stories, after.statistics, after.corridors) == (before.stories, before.statistics, before.corridors)


@files
@pytest.mark.parametrize("code", ["utf-16", "utf-32", "utf-16-be", "latin-1"])
def test_what_is_not_utf_8_is_said_to_be_so(full, name, code) -> None:
    path = full / name
    mark = "\ufeff" if code == "utf-16-be" else "# Länge " if code == "latin-1" else ""
    path.write_bytes((mark + path.read_text(encoding="utf-8")).encode(code, "replace"))
    file, told = first(full)
    assert file == path.name
    expected = "bytes that are not UTF-8 in line 1" if code == "latin-1" else f"a text in {code[:6].upper()}"
    assert told == expected


# --- TOML: tables that nobody knows -----------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "old", "new", "meant"),
    [
        ("eras.toml", "[[era]]", "[[eras]]", "era"),
        ("atlas.toml", "[span]", "[spans]", "span"),
        ("atlas.toml", "[licence]", "version = 1\n[licence]", ""),
        ("corridors.toml", "[[corridor]]", "[[corridors]]", "corridor"),
        ("series.toml", "[[series]]", "[[serie]]", "series"),
        ("unmapped.toml", "[[entry]]", "[[entries]]", "entry"),
        ("checks.toml", "[[check]]", "[[chekc]]", "check"),
        ("vocabulary.toml", "[unit]", "[units]", "unit"),
        ("corridors.toml", "[[corridor]]", "colour = 3\n[[corridor]]", ""),
    ],
)
def test_a_table_that_nobody_knows_is_a_fault_with_what_was_meant(full, name, old, new, meant) -> None:
    path = full / "geodata" / name
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    fault = next(one for one in faults(full) if one.file == name)
    assert fault.found.startswith("an unknown table")
    assert fault.expected.endswith(f"; did you mean {meant}?") is bool(meant)


# --- folders and names ------------------------------------------------------------------------


def test_layers_that_are_missing_a_file_or_empty_are_a_fault(full) -> None:
    for path in (full / "layers").iterdir():
        path.unlink()
    assert first(full) == ("layers", "no layer")
    (full / "layers").rmdir()
    assert first(full) == ("layers", "no such folder")
    (full / "layers").write_text("")
    assert first(full) == ("layers", "a file")


def test_stories_may_be_missing_and_may_not_be_a_file(full) -> None:
    (full / "geodata" / "stories" / "a-tour.toml").unlink()
    (full / "geodata" / "stories").rmdir()
    assert faults(full) == []
    (full / "geodata" / "stories").write_text("")
    assert first(full) == ("stories", "a file")


@pytest.mark.parametrize("folder", ["layers", "stories"])
def test_a_folder_that_may_not_be_read_is_a_fault(full, folder, monkeypatch) -> None:
    genuine = Path.iterdir

    def refused(self):
        if self.name == folder:
            raise PermissionError(13, "Permission denied", str(self))
        return genuine(self)

    monkeypatch.setattr(Path, "iterdir", refused)
    assert first(full) == (folder, "permission denied")


@pytest.mark.parametrize(
    "name",
    [
        'geodata/a"><img src=x>.geojson',
        "geodata/Ports.geojson",
        "geodata/sea-ports.geojson",
        "geodata/_draft.geojson",
        "geodata/ports two.geojson",
        "geodata/" + "a" * 41 + ".geojson",
        'layers/a"><img src=x>.toml',
        "layers/sea-ports.toml",
        "geodata/stories/a_tour.toml",
        "geodata/stories/Über.toml",
    ],
)
def test_the_name_of_a_file_is_an_id(full, name) -> None:
    source = {"geodata": "geodata/ports.geojson", "layers": "layers/ports.toml"}.get(
        str(Path(name).parent), "geodata/stories/a-tour.toml"
    )
    (full / name).write_bytes((full / source).read_bytes())
    (fault,) = faults(full)
    assert (fault.file, fault.found) == (Path(name).name, "a name that cannot be an id")


def test_a_second_table_of_the_same_name_is_a_fault(full) -> None:
    (full / "geodata" / "ports.GeoJSON").write_bytes((full / "geodata" / "ports.geojson").read_bytes())
    assert [(one.file, one.found) for one in faults(full)] == [("ports.geojson", "a second table ports")]


@pytest.mark.parametrize(
    "name",
    [".ports.geojson", ".#ports.toml", "ports.geojson~", "ports.geojson.bak", "README.md", "notes.txt", "LICENSE"],
)
@pytest.mark.parametrize("folder", ["geodata", "layers", "geodata/stories"])
def test_what_is_hidden_or_kept_aside_is_passed_over(full, folder, name) -> None:
    (full / folder / name).write_bytes(b"\xff nothing of ours")
    assert faults(full) == []


# --- CSV --------------------------------------------------------------------------------------

HEADER, ROW = STATISTICS.splitlines()


@pytest.mark.parametrize(
    ("text", "id_", "found"),
    [
        ("", "", "an empty file"),
        ("\n\n", "", "an empty file"),
        (f"{HEADER},year\n{ROW},2000\n", "", "the column 'year' twice"),
        (f"{HEADER}\n{ROW}\n{ROW}\n", "line 3", "the same row as line 2"),
        (f"{HEADER}\n{ROW},more\n", "line 2", "6 cells"),
        (f"{HEADER}\nfreight,1999\n", "line 2", "2 cells"),
        ("series,year,value,unit\nfreight,1999,5,t\n", "", "no column source"),
        (STATISTICS.replace("year", "yaer"), "", "an unknown column 'yaer'"),
        (STATISTICS.replace(",", ";"), "", "an unknown column 'series;year;value;unit;source'"),
        (f'{HEADER}\nfreight,"1999,5,t\n', "", "broken CSV in line 2"),
        (f"{HEADER}\n{ROW.replace('freight', 'f' * 200_000)}\n", "", "broken CSV in line 2"),
        (f"{HEADER}\nfreight,soon,5,t,a-book\n", "line 2", "'soon'"),
    ],
)
def test_what_is_wrong_with_a_table_of_figures_is_one_clear_fault(full, text, id_, found) -> None:
    (full / "geodata" / "statistics.csv").write_text(text, encoding="utf-8")
    (fault,) = faults(full)
    assert (fault.file, fault.id) == ("statistics.csv", id_)
    assert fault.found.startswith(found)


# --- JSON -------------------------------------------------------------------------------------


@pytest.mark.parametrize("constant", ["NaN", "Infinity", "-Infinity"])
def test_the_bibliography_has_only_numbers_that_json_has(full, constant) -> None:
    (full / "geodata" / "sources.json").write_text(f'[{{"id": "a-book", "title": "A", "volume": {constant}}}]')
    assert first(full) == ("sources.json", f"broken JSON: {constant} is not a JSON number")


def test_a_key_that_stands_twice_in_a_record_is_named(full) -> None:
    path = full / "geodata" / "sources.json"
    path.write_text('[{"id": "a-book", "title": "A", "title": "B", "issued": {"raw": "1", "raw": "2"}}]')
    found = [(one.id, one.field, one.found) for one in faults(full)]
    assert found == [("a-book", "issued.raw", "the key twice"), ("a-book", "title", "the key twice")]
    assert dataset.load(full).bibliography


def test_a_key_that_stands_twice_in_a_feature_is_named_and_the_feature_left_out(full) -> None:
    path = write_table(full, "trial", feature("a-port", point(), countries=["CN"], note="DOUBLE"), feature("b-port"))
    path.write_text(path.read_text().replace('"note": "DOUBLE"', '"countries": ["RU"], "facts": {"a": 1, "a": 2}'))
    found = [(one.file, one.id, one.field) for one in faults(full)]
    assert found == [("trial.geojson", "a-port", "countries"), ("trial.geojson", "a-port", "facts.a")]
    assert "b-port" in dataset.load(full).features


def test_features_twice_are_a_fault_and_not_an_empty_table(full) -> None:
    path = full / "geodata" / "ports.geojson"
    path.write_text(path.read_text()[:-1] + ', "features": []}')
    assert first(full) == ("ports.geojson", "the key 'features' twice")


def test_no_file_of_the_shipped_atlas_comes_near_the_bounds(root) -> None:
    for path in [*(root / "geodata").rglob("*.*"), *(root / "layers").iterdir()]:
        assert path.stat().st_size * 5 < reading.MAX_BYTES.get(path.suffix, reading.MAX_BYTES_ELSE), path.name


def test_a_file_that_is_needed_is_missed_only_then(full) -> None:
    assert config.read_entries(full / "nothing.toml", "corridor", config.Corridor) == ([], [])
    write_table(full, "trial", feature("a-port", corridors=["a-way"]))
    (full / "geodata" / "corridors.toml").unlink()
    assert first(full) == ("corridors.toml", "no such file")
