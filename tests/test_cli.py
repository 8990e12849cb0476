"""The command line: one document with --json, and a plain message and exit code 1 for a mistake."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys

import pytest
from typer.testing import CliRunner

from corridor_atlas import __version__, cli
from corridor_atlas.core import dates, home
from corridor_atlas.data import dataset
from corridor_atlas.network.legs import MODES
from small_world import feature, write_table


@pytest.fixture
def ask(small, monkeypatch, capsys):
    """Run the command line over the small data set; gives exit code, output and error output."""
    monkeypatch.setenv(home.VARIABLE, str(small))

    def asking(*words: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["corridor-atlas", *words])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        out, err = capsys.readouterr()
        return int(ended.value.code or 0), out, err

    return asking


@pytest.fixture
def broken(small):
    """The small data set with three faults in it."""
    write_table(
        small, "trial", feature("bad-port", colour="red"), feature("old-port", sources=["no-book"]), feature("x", id=5)
    )
    return small


def test_sound_data_have_no_faults_wherever_they_lie(ask, small, monkeypatch) -> None:
    """The shipped data are held to that by `make validate`, and to more in tests/test_gate.py."""
    code, out, _ = ask("validate", str(small))
    assert code == 0, out
    assert "features, no faults" in out.splitlines()[-1]
    monkeypatch.setenv(home.VARIABLE, str(small))
    assert ask("validate") == (code, out, "")


def test_validate_prints_every_fault_and_ends_with_1(ask, broken) -> None:
    code, out, _ = ask("validate", str(broken))
    assert code == 1
    assert "trial.geojson: bad-port [colour]: found unknown property 'colour'; expected only properties" in out
    assert "trial.geojson: old-port [sources]: found no-book; expected a key of sources.json" in out
    assert "trial.geojson: feature 3 [id]: found 5; expected a text such as north-port" in out
    assert "4 features, 3 faults" in out.splitlines()[-1]


def test_validate_as_json_is_one_document(ask, broken) -> None:
    code, out, err = ask("validate", str(broken), "--json")
    document = json.loads(out)
    assert (code, err, document["features"]) == (1, "", 4)
    assert [fault["id"] for fault in document["faults"]] == ["bad-port", "feature 3", "old-port"]
    assert set(document["faults"][0]) == {"file", "id", "field", "found", "expected", "left_out", "notice", "causes"}


@pytest.mark.parametrize("options", [[], ["--json"]])
def test_validate_of_a_folder_that_is_none_says_so(ask, tmp_path, options) -> None:
    code, out, _ = ask("validate", str(tmp_path / "absent"), *options)
    assert code == 1
    assert "no such folder" in out
    assert not options or json.loads(out)["features"] == 0


def test_list_names_every_feature_with_its_table(ask) -> None:
    assert ask("list") == (
        0,
        "coast-railway\trailways\tCoast Railway\nnorth-port\tports\tNorth Port\nsouth-port\tports\tSouth Port\n",
        "",
    )


def test_list_of_a_layer_names_only_its_features(ask) -> None:
    code, out, _ = ask("list", "--layer", "railways", "--json")
    assert code == 0
    assert json.loads(out) == [{"id": "coast-railway", "table": "railways", "name": {"en": "Coast Railway"}}]


def test_info_tells_dates_as_precisely_as_they_are_known(ask) -> None:
    code, out, _ = ask("info", "coast-railway")
    assert code == 0
    assert out.startswith("Coast Railway  (coast-railway, railways)\n")
    assert "  1999 to c. 2001: under construction\n" in out
    assert "  c. 2001: operating\n" in out


def test_info_as_json_has_the_feature_as_written_and_its_sources_in_full(ask) -> None:
    code, out, _ = ask("info", "old-north-port", "--json")
    document = json.loads(out)
    assert (code, document["id"], document["table"]) == (0, "north-port", "ports")
    assert document["timeline"] == [{"status": "operating", "start": "1995", "end": "2003", "sources": ["a-book"]}]
    assert [work["id"] for work in document["bibliography"]] == ["a-book"]


def test_info_answers_for_a_corridor_too(ask, small) -> None:
    said = (
        '[[corridor]]\nid = "the-way"\nname = { en = "The way" }\nmembers = ["coast-railway"]\nstops = ["south-port"]\n'
    )
    (small / "geodata" / "corridors.toml").write_text(said, encoding="utf-8")
    code, out, _ = ask("info", "the-way")
    assert code == 0
    assert out.startswith("The way  (the-way, corridors)\n")
    assert "  members: coast-railway\n  stops: south-port\n" in out
    document = json.loads(ask("info", "the-way", "--json")[1])
    assert (document["table"], document["members"]) == ("corridors", ["coast-railway"])
    assert "no feature or corridor 'the-wey': did you mean the-way" in ask("info", "the-wey")[2]


@pytest.mark.parametrize(
    ("id_", "year", "told"),
    [
        ("coast-railway", "1998", "Coast Railway, 1998: no status"),
        ("coast-railway", "1999", "Coast Railway, 1999: under construction"),
        ("coast-railway", "2000", "Coast Railway, 2000: under construction (possibly)"),
        ("coast-railway", "2010", "Coast Railway, 2010: operating"),
        ("old-north-port", "2003", "North Port, 2003: operating"),
        ("north-port", "2004", "North Port, 2004: no status"),
    ],
)
def test_status_is_told_in_one_line(ask, id_, year, told) -> None:
    assert ask("status", id_, "--year", year) == (0, told + "\n", "")


def test_status_as_json_says_since_when_and_who_says_so(ask) -> None:
    _, out, _ = ask("status", "north-port", "-y", "2000", "--json")
    assert json.loads(out) == {
        "id": "north-port",
        "year": 2000,
        "status": "operating",
        "traffic": None,
        "certain": True,
        "gone": False,
        "last_status": None,
        "since": "1995",
        "until": "2003",
        "seen": None,
        "sources": ["a-book"],
        "note": None,
    }


@pytest.mark.parametrize(
    ("options", "ids"),
    [
        (["-y", "1994"], []),
        (["-y", "2000"], ["coast-railway", "north-port"]),
        (["-y", "2003", "--layer", "ports"], ["north-port"]),
        (["-y", "2004"], ["coast-railway"]),
        (["-y", "2010"], ["coast-railway", "south-port"]),
        (["-y", "2010", "--era", "early"], ["coast-railway"]),
        (["-y", "2000", "--era", "late"], ["coast-railway"]),
        (["-y", "2010", "--era", "late", "--layer", "ports"], ["south-port"]),
    ],
)
def test_features_are_those_of_the_year_the_layer_and_the_era(ask, options, ids) -> None:
    code, out, _ = ask("features", *options)
    assert code == 0
    assert sorted(row.split("\t")[0] for row in out.splitlines()) == ids
    code, out, err = ask("features", *options, "--json")
    assert (code, err) == (0, "")
    assert sorted(entry["id"] for entry in json.loads(out)) == ids


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["info", "nort-port"], "there is no feature or corridor 'nort-port': did you mean north-port"),
        (["status", "nort-port", "-y", "2000"], "did you mean north-port"),
        (["list", "--layer", "port"], "there is no layer 'port': did you mean ports?"),
        (["features", "-y", "2000", "--layer", "port"], "did you mean ports?"),
        (["features", "-y", "2000", "--era", "erly"], "there is no era 'erly': did you mean early?"),
        (["features", "-y", "1990"], "year 1990 is outside the atlas: expected 1991 to 2025"),
        (["status", "north-port", "-y", "2026"], "year 2026 is outside the atlas: expected 1991 to 2025"),
    ],
)
@pytest.mark.parametrize("options", [[], ["--json"]])
def test_a_mistake_is_answered_with_a_message_and_1(ask, words, message, options) -> None:
    code, out, err = ask(*words, *options)
    assert (code, out) == (1, "")
    assert err.startswith("corridor-atlas: ")
    assert message in err
    assert "Traceback" not in err


def test_data_that_cannot_be_used_end_every_command_with_the_faults(ask, small) -> None:
    for path in (small / "geodata").glob("*.geojson"):
        path.unlink()
    code, out, err = ask("list")
    assert (code, out) == (1, "")
    assert err.startswith("geodata: found no table; expected at least one .geojson file; --data FOLDER or CORRIDOR_")


@pytest.mark.parametrize("folder", ["empty", "empty/that-is-not-there"])
def test_where_there_is_no_data_at_all_the_error_names_the_cure(ask, tmp_path, monkeypatch, folder) -> None:
    (tmp_path / "empty").mkdir()
    monkeypatch.setenv(home.VARIABLE, str(tmp_path / folder))
    code, out, err = ask("list")
    assert (code, out) == (1, "")
    assert "found no such folder" in err
    assert "--data FOLDER or CORRIDOR_ATLAS_HOME names the folder with geodata/ and layers/" in err


@pytest.mark.parametrize("words", [["status", "north-port"], ["status", "north-port", "-y", "now"], ["fly"]])
def test_a_command_that_is_not_understood_ends_with_2(ask, words) -> None:
    code, out, err = ask(*words)
    assert (code, out) == (2, "")
    assert "Usage" in err


def test_the_program_itself_runs_anywhere_and_prints_json_only(tmp_path, root) -> None:
    found = subprocess.run(
        [sys.executable, "-m", "corridor_atlas.cli", "status", "hunchun-makhalino-railway", "-y", "2008", "--json"],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(root / "src"), "PYTHONIOENCODING": "utf-8"},
    )
    assert (found.returncode, found.stderr) == (0, "")
    assert json.loads(found.stdout)["status"] == "suspended"


@pytest.mark.parametrize("start", ["../x", "../199X", "soon", "1999-X2", "199X-X2/2001"])
def test_a_bad_date_does_not_spoil_the_json_document(ask, small, start) -> None:
    write_table(small, "trial", feature("bad-port", timeline=[{"status": "operating", "start": start}]))
    dates.parse.cache_clear()
    _, out, _ = ask("validate", str(small), "--json")
    assert json.loads(out)["features"] >= 3


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (OSError(28, "No space left on device"), "corridor-atlas: No space left on device\n"),
        (
            PermissionError(13, "Permission denied", "ports.geojson"),
            "corridor-atlas: ports.geojson: Permission denied\n",
        ),
        (MemoryError(), "corridor-atlas: there is not enough memory for this\n"),
        (RecursionError("too deep"), "corridor-atlas: RecursionError: 'too deep'. This is an error of the program, "),
        (KeyError("name"), "corridor-atlas: KeyError: "),
    ],
)
def test_nothing_ends_in_a_traceback(ask, monkeypatch, error, told) -> None:
    def fail() -> None:
        raise error

    monkeypatch.setattr(dataset, "load", fail)
    code, out, err = ask("list")
    assert (code, out) == (1, "")
    assert err.startswith(told)
    assert err.count("\n") == 1


def test_an_error_of_the_program_shows_where_it_happened_to_who_asks(ask, monkeypatch) -> None:
    monkeypatch.setattr(dataset, "load", lambda: {}["no"])
    monkeypatch.setenv(cli.DEBUG, "1")
    with pytest.raises(KeyError):
        ask("list")


def test_a_terminal_without_the_letters_gets_their_numbers(ask, small, monkeypatch) -> None:
    write_table(small, "trial", feature("border-bridge", name={"en": "Border Bridge — 境界桥"}))
    terminal = io.TextIOWrapper(io.BytesIO(), encoding="latin-1", write_through=True)
    monkeypatch.setattr(sys, "stdout", terminal)
    assert ask("info", "border-bridge")[::2] == (0, "")
    assert rb"Border Bridge \u2014 \u5883\u754c\u6865" in terminal.buffer.getvalue()


def test_the_version_is_printed() -> None:
    assert CliRunner().invoke(cli.app, ["--version"]).output == f"corridor-atlas {__version__}\n"


@pytest.mark.parametrize("words", [["--help"], ["route", "--help"], ["--version"]])
def test_to_say_what_there_is_needs_none_of_the_big_libraries(words) -> None:
    program = (
        "import sys; from corridor_atlas import cli\n"
        f"try: cli.app({words!r})\n"
        "finally: print(sorted({'geopandas', 'matplotlib', 'networkx', 'numpy', 'pandas', 'streamlit'} "
        "& set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stderr.splitlines()[-1] == "[]"


def test_a_question_about_one_feature_needs_no_tables(small) -> None:
    words = ["status", "--data", str(small), "north-port", "--year", "2003"]
    program = (
        "import sys; from corridor_atlas import cli\n"
        f"try: cli.app({words!r})\n"
        "finally: print(sorted({'geopandas', 'matplotlib', 'networkx', 'pandas', 'streamlit'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == ["North Port, 2003: operating", "[]"]


def test_the_help_names_the_modes_of_the_network() -> None:
    said = CliRunner().invoke(cli.app, ["route", "--help"], env={"COLUMNS": "200"}).output
    assert ", ".join(MODES) in said


def test_an_answer_that_may_lack_something_says_so(ask, broken) -> None:
    code, out, err = ask("list")
    assert (code, err) == (0, "notice: 3 faults in the data: `corridor-atlas validate` tells what is left out\n")
    assert "bad-port" not in out
    assert ask("list", "--json")[1].startswith("[")
