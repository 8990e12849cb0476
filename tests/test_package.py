"""What is installed: the wheel carries the shipped atlas, and another one is a folder away."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from corridor_atlas import cli
from corridor_atlas.core import home

ROOT = Path(__file__).parents[1]
SHIPPED = (".streamlit", "geodata", "layers")

app_module = sys.modules["corridor_atlas.cli.app"]  # `cli.app` is the command itself


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of the checkout, built without asking a registry for anything."""
    folder = tmp_path_factory.mktemp("wheel")
    building = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(building, cwd=ROOT, check=True, capture_output=True)
    [made] = folder.glob("*.whl")
    return made


@pytest.fixture(scope="module")
def installed(wheel: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run Python where the package is as the wheel has it, in a folder that has nothing to do with it."""
    folder = wheel.parent / "site-packages"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    elsewhere = wheel.parent / "elsewhere"
    elsewhere.mkdir()
    environment = {name: value for name, value in os.environ.items() if name != home.VARIABLE}

    def running(*words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, *words], cwd=elsewhere, env={**environment, "PYTHONPATH": str(folder)},
            capture_output=True, text=True, check=True,
        )  # fmt: skip

    return running


def test_the_wheel_has_every_file_of_the_shipped_atlas(wheel) -> None:
    with zipfile.ZipFile(wheel) as archive:
        packed = set(archive.namelist())
    tracked = subprocess.run(["git", "ls-files", *SHIPPED], cwd=ROOT, check=True, capture_output=True, text=True)
    wanted = {f"corridor_atlas/atlas/{name}" for name in tracked.stdout.splitlines()}
    assert len(wanted) > 40
    assert wanted - packed == set()


def test_an_installed_program_has_the_shipped_atlas(installed) -> None:
    found = installed("-c", "from corridor_atlas.core import home; print(home.folder()); print(home.shipped())").stdout
    folder, shipped = map(Path, found.split())
    assert folder == shipped
    assert folder.parts[-3:] == ("site-packages", "corridor_atlas", "atlas")
    assert installed("-m", "corridor_atlas.cli", "validate").stdout.endswith("features, no faults\n")


def test_an_installed_program_draws_and_reads_another_folder(installed, small, tmp_path) -> None:
    picture = tmp_path / "map.svg"
    installed("-m", "corridor_atlas.cli", "snapshot", "--data", str(small), "--out", str(picture))
    assert picture.read_text(encoding="utf-8").startswith("<?xml")


def test_the_page_is_that_of_the_package_whatever_the_data(small, monkeypatch) -> None:
    started: list[tuple[list[str], str]] = []
    assert (home.shipped() / ".streamlit" / "config.toml").is_file()

    def starting(command: list[str]) -> int:
        started.append((command, os.environ[home.VARIABLE]))
        return 0

    monkeypatch.setattr(app_module, "_served", starting)
    assert CliRunner().invoke(cli.app, ["run", "--port", "8765", "--data", str(small)]).exit_code == 0
    [(command, data)] = started
    assert command[command.index("run") + 1] == str(ROOT / "src/corridor_atlas/ui/start.py")
    assert data == str(small)


@pytest.mark.parametrize("words", [("--data", "{}", "list"), ("list", "--data", "{}"), ("list", "--data={}")])
def test_the_folder_is_told_before_the_command_or_after_it(small, words) -> None:
    before = os.environ.get(home.VARIABLE)
    found = CliRunner().invoke(cli.app, [word.format(small) for word in words])
    assert (found.exit_code, found.output.count("\n")) == (0, 3)
    assert os.environ.get(home.VARIABLE) == before


def test_every_command_takes_a_folder() -> None:
    names = [one.name or one.callback.__name__.replace("_", "-") for one in cli.app.registered_commands]
    assert len(names) > 15
    for name in names:
        assert "--data" in CliRunner().invoke(cli.app, [name, "--help"], env={"COLUMNS": "200"}).output


def test_a_folder_that_is_none_is_told(tmp_path) -> None:
    found = CliRunner().invoke(cli.app, ["list", "--data", str(tmp_path / "nothing")])
    assert found.exit_code == 2
    said = " ".join(found.output.replace("│", " ").split())  # the message stands in a box, broken where it has to be
    assert "does not exist" in said
