"""Where files are written to: links are followed and told, devices and pipes stay what they are."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from typer.testing import CliRunner

from corridor_atlas import cli
from corridor_atlas.core import files, home
from corridor_atlas.core.errors import AtlasError


@pytest.fixture
def run(small, monkeypatch):
    """Run a command over the small data set; give what it printed to both outputs."""
    monkeypatch.setenv(home.VARIABLE, str(small))

    def running(*words: object) -> str:
        return CliRunner().invoke(cli.app, [str(word) for word in words], catch_exceptions=False).output

    return running


@pytest.fixture
def program(small):
    """Start the program itself over the small data set."""
    environment = os.environ | {home.VARIABLE: str(small), "PYTHONIOENCODING": "utf-8"}

    def starting(*words: object, **more: object) -> subprocess.CompletedProcess[bytes]:
        command = [sys.executable, "-m", "corridor_atlas.cli", *map(str, words)]
        return subprocess.run(command, stderr=subprocess.PIPE, check=False, env=environment, **more)

    return starting


# --- links ----------------------------------------------------------------------------------------


def test_what_a_link_leads_to_is_written_and_the_link_stays(tmp_path) -> None:
    target, link = tmp_path / "far" / "real.csv", tmp_path / "link.csv"
    target.parent.mkdir()
    target.write_bytes(b"old")
    link.symlink_to(Path("far", "real.csv"))
    assert files.write(link, b"new") == target
    assert link.is_symlink()
    assert target.read_bytes() == b"new"
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["far", "link.csv", "real.csv"]


def test_a_link_to_a_name_that_is_free_makes_the_file(tmp_path) -> None:
    link = tmp_path / "link.csv"
    link.symlink_to(tmp_path / "free.csv")
    assert files.write(link, b"new") == tmp_path / "free.csv"
    assert link.is_symlink()
    assert link.read_bytes() == b"new"


@pytest.mark.parametrize(
    ("leads_to", "message"),
    [
        ("none/x.csv", "there is no folder"),
        ("link.csv", "the link leads back to itself"),
        (".", "Is a directory"),
    ],
)
def test_a_link_that_leads_to_no_file_is_told_and_stays(tmp_path, leads_to, message) -> None:
    link = tmp_path / "link.csv"
    link.symlink_to(tmp_path / leads_to)
    with pytest.raises(AtlasError, match=message):
        files.write(link, b"new")
    assert link.is_symlink()
    assert list(tmp_path.iterdir()) == [link]


@pytest.mark.parametrize(
    "words",
    [("export",), ("snapshot", "--size", "column", "--dpi", "40"), ("publish",)],
    ids=lambda words: words[0],
)
def test_every_command_says_where_a_link_has_led(run, tmp_path, words) -> None:
    ending = {"export": "geojson", "snapshot": "png", "publish": "html"}[words[0]]
    link, target = tmp_path / f"link.{ending}", tmp_path / "target"
    link.symlink_to(target)
    assert f"{link} (a link to {target}): " in run(*words, "--out", link)
    assert link.is_symlink()
    assert target.stat().st_size > 1000


def test_a_table_that_is_a_link_is_brought_into_form_where_it_lies(run, small, tmp_path) -> None:
    table, target = small / "geodata" / "ports.geojson", tmp_path / "elsewhere.geojson"
    target.write_text(table.read_text(encoding="utf-8").replace("\n", "\n\n"), encoding="utf-8")
    table.unlink()
    table.symlink_to(target)
    assert "ports.geojson: written" in run("fmt")
    assert table.is_symlink()
    assert "\n\n" not in target.read_text(encoding="utf-8")


# --- devices and pipes ----------------------------------------------------------------------------


def test_a_pipe_with_a_name_is_written_and_stays_one(tmp_path) -> None:
    pipe, read = tmp_path / "pipe.csv", []
    os.mkfifo(pipe)
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()))
    reader.start()
    files.write(pipe, b"sent")
    reader.join()
    assert read == [b"sent"]
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_a_device_is_written_and_stays_one(tmp_path) -> None:
    master, slave = os.openpty()
    device = Path(os.ttyname(slave))
    assert files.write(device, b"sent") == device
    assert os.read(master, 10) == b"sent"
    assert stat.S_ISCHR(device.stat().st_mode)
    os.close(master)
    os.close(slave)


def test_a_full_device_is_told_and_stays_one(run) -> None:
    with pytest.raises(AtlasError, match=r"^/dev/full cannot be written: No space left on device$"):
        run("export", "--format", "csv", "--out", "/dev/full")
    assert stat.S_ISCHR(Path("/dev/full").stat().st_mode)


def test_an_output_that_is_full_is_told_with_1(program) -> None:
    with Path("/dev/full").open("wb") as full:
        done = program("--version", stdout=full)
    assert (done.returncode, done.stderr) == (1, b"corridor-atlas: No space left on device\n")


@pytest.mark.parametrize("name", ["-", "/dev/stdout", "/dev/fd/1"])
def test_the_output_holds_the_file_and_nothing_else(run, small, tmp_path, name) -> None:
    run("export", "--out", tmp_path / "x.csv")
    done = CliRunner().invoke(cli.app, ["export", "--format", "csv", "--out", name])
    assert done.exit_code == 0
    assert done.stdout_bytes == (tmp_path / "x.csv").read_bytes()
    assert f"{name}: " in done.stderr


def test_what_stood_in_the_output_before_stays(tmp_path) -> None:
    out = tmp_path / "all.csv"
    out.write_bytes(b"before\n")
    code = "from pathlib import Path; from corridor_atlas.core import files; files.write(Path('/dev/stdout'), b'after')"
    with out.open("ab") as appended:
        subprocess.run([sys.executable, "-c", code], stdout=appended, check=True)
    assert out.read_bytes() == b"before\nafter"


def test_a_reader_that_has_gone_ends_it_quietly(program) -> None:
    read, write = os.pipe()
    os.close(read)
    done = program("export", "--format", "csv", "--out", "/dev/stdout", stdout=write)
    os.close(write)
    assert (done.returncode, done.stderr) == (1, b"")


# --- folders --------------------------------------------------------------------------------------


def test_a_link_to_a_folder_is_followed_and_told(run, tmp_path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "link").symlink_to("site")
    said = run("publish", "--out", tmp_path / "link")
    written = [path for path in (tmp_path / "site").rglob("*") if path.is_file()]
    assert f"{tmp_path / 'link'} (a link to {tmp_path / 'site'}): {len(written)} files" in said
    assert tmp_path / "site" / "index.html" in written


def test_a_file_where_the_folder_should_be_is_told_and_stays(run, tmp_path) -> None:
    script = tmp_path / "cli.sh"
    script.write_bytes(b"#!/bin/sh\n")
    with pytest.raises(AtlasError, match=r"cli\.sh is a file: expected a folder, or a name that ends in \.html"):
        run("publish", "--out", script)
    with pytest.raises(AtlasError, match="it is a file; expected a folder or a name that is free"):
        files.write_folder(script, {"index.html": b""})
    assert script.read_bytes() == b"#!/bin/sh\n"


def test_a_link_inside_the_folder_is_not_followed(tmp_path) -> None:
    other, site = tmp_path / "other.txt", tmp_path / "site"
    other.write_bytes(b"mine")
    site.mkdir()
    (site / "index.html").symlink_to(other)
    with pytest.raises(AtlasError, match=r"index\.html cannot be written: it is a link"):
        files.write_folder(site, {"index.html": b"page", "a.js": b""})
    assert other.read_bytes() == b"mine"
    assert not (site / "a.js").exists()
