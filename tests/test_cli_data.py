"""`fmt` and `validate` on files as people save them, and on what stands beside the tables."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from typer.testing import CliRunner

from corridor_atlas import cli
from corridor_atlas.core.home import VARIABLE
from corridor_atlas.data import base_map, sea_lanes
from corridor_atlas.draw.kinds import _basemap
from small_world import collection, feature, point, write_table

runner = CliRunner()


@pytest.fixture
def home(small, monkeypatch) -> Path:
    """The small data set, which the commands take for the atlas."""
    monkeypatch.setenv(VARIABLE, str(small))
    return small


def test_fmt_reads_what_windows_saved_and_writes_the_one_form(home) -> None:
    runner.invoke(cli.app, ["fmt"])
    path = home / "geodata" / "ports.geojson"
    neat = path.read_bytes()
    path.write_bytes(b"\xef\xbb\xbf" + neat.replace(b"\n", b"\r\n"))
    checked = runner.invoke(cli.app, ["fmt", "--check"])
    assert (checked.exit_code, checked.output) == (1, "ports.geojson: not in form\n")
    written = runner.invoke(cli.app, ["fmt"])
    assert (written.exit_code, written.output) == (0, "ports.geojson: written\n")
    assert path.read_bytes() == neat


@pytest.mark.parametrize(
    ("geometry", "said"),
    [
        ("POINT(130 42)", "odd-port [geometry]: found 'POINT(130 42)'; expected a GeoJSON geometry or null"),
        (7, "odd-port [geometry]: found 7; expected a GeoJSON geometry or null"),
        ({"type": "Point", "coordinates": ["130", 42]}, "odd-port [geometry]: found '130'; expected a number"),
        ({"type": "Point", "coordinates": [True, 42]}, "odd-port [geometry]: found True; expected a number"),
    ],
)
def test_fmt_says_what_is_odd_in_a_geometry_and_leaves_the_file(home, geometry, said) -> None:
    path = write_table(home, "trial", feature("odd-port", geometry))
    before = path.read_bytes()
    done = runner.invoke(cli.app, ["fmt"])
    assert str(done.exception).startswith(f"trial.geojson: {said}")
    assert type(done.exception).__name__ == "AtlasError"
    assert path.read_bytes() == before


@pytest.mark.timeout(30)
def test_fmt_does_not_wait_for_a_pipe(home) -> None:
    os.mkfifo(home / "geodata" / "trial.geojson")
    assert "found a pipe" in str(runner.invoke(cli.app, ["fmt"]).exception)


# --- sea lanes and the base map ---------------------------------------------------------------

LANES = "from,to,km,course\nnorth-port,south-port,23.7,131.1 42.6 131.0 42.4\n"


def told(root: Path) -> tuple[int, list[str]]:
    done = runner.invoke(cli.app, ["validate", str(root)])
    assert isinstance(done.exception, SystemExit | None), done.exception
    return done.exit_code, [line for line in done.output.splitlines()[:-1] if not line.startswith("notice: ")]


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("from,", "form,", "sea_lanes.csv: found an unknown column 'form'"),
        ("23.7", "far", "sea_lanes.csv: line 2: found '131.1 42.6 131.0 42.4'"),
        ("23.7", "nan", "sea_lanes.csv: line 2: found '131.1 42.6 131.0 42.4'"),
        ("131.1 42.6 131.0 42.4", "131.1 42.6 131.0", "sea_lanes.csv: line 2: found '131.1 42.6 131.0'"),
        ("131.1 42.6 131.0 42.4", "x", "sea_lanes.csv: line 2: found 'x'"),
        ("131.1 42.6 131.0 42.4", "42.6 131.1 42.4 131.0", "sea_lanes.csv: line 2: found '42.6 131.1 42.4 131.0'"),
        ("north-port,south-port", "north-port,north-port", "sea_lanes.csv: line 2 [to]: found north-port and north"),
    ],
)
def test_a_lane_that_cannot_be_read_is_named_and_passed_over(small, old, new, line) -> None:
    path = small / sea_lanes.FILE
    path.write_bytes(b"\xef\xbb\xbf" + LANES.encode().replace(b"\n", b"\r\n"))
    assert len(sea_lanes.read(small)) == 1
    assert told(small) == (0, [])
    assert old in LANES
    path.write_text(LANES.replace(old, new))
    os.utime(path, (1, 1))
    assert sea_lanes.read(small) == {}
    code, lines = told(small)
    assert (code, len(lines)) == (1, 1)
    assert lines[0].startswith(line)


def test_a_way_that_stands_twice_is_named(small) -> None:
    back = "south-port,north-port,23.7,131.0 42.4 131.1 42.6\n"
    (small / sea_lanes.FILE).write_text(LANES + back)
    [fault] = sea_lanes.check(small)
    assert (fault.id, fault.field, fault.found) == ("line 3", "to", "south-port and north-port a second time")
    assert list(sea_lanes.read(small)) == [("north-port", "south-port")]


def test_a_base_map_that_cannot_be_read_is_named_and_as_good_as_missing(small) -> None:
    folder = small / base_map.FOLDER
    folder.mkdir()
    (folder / "world.geojson").write_text("{")
    (folder / "lakes.geojson").symlink_to("nowhere")
    (folder / "README.md").write_text("what it is")
    assert _basemap.payload(folder) == {"lakes": [], "rivers": [], "places": []}
    code, lines = told(small)
    assert code == 1
    assert [line.split(";")[0][:40] for line in lines] == [
        "lakes.geojson: found a link to nothing",
        "world.geojson: found broken JSON: Expect",
    ]


def test_the_base_map_is_checked_like_a_table(small) -> None:
    folder = small / base_map.FOLDER
    folder.mkdir()
    odd = {**feature("a-lake", point()), "type": "Banana"}
    (folder / "lakes.geojson").write_text(json.dumps(collection(odd)))
    assert [(one.file, one.field) for one in base_map.check(small)] == [("lakes.geojson", "type")]
