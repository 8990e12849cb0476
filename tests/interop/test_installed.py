"""The package in an environment of its own, as a stranger installs it: commands, the library, the page."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from corridor_atlas.core import home

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.timeout(900)  # to make an environment and fill it


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty folder with an environment beside it that holds the wheel and what it asks for, and nothing else."""
    folder = tmp_path_factory.mktemp("stranger")
    building = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(building, cwd=ROOT, check=True)
    [wheel] = folder.glob("*.whl")
    subprocess.run([sys.executable, "-m", "venv", str(folder / "env")], check=True)
    subprocess.run([str(folder / "env/bin/python"), "-m", "pip", "install", "--quiet", str(wheel)], check=True)
    (folder / "empty").mkdir()
    return folder


@pytest.fixture
def environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name not in (home.VARIABLE, "PYTHONPATH")}


def run(place: Path, environment: dict[str, str], *words: str) -> str:
    program = place / "env/bin" / words[0]
    done = subprocess.run(
        [str(program), *words[1:]], cwd=place / "empty", env=environment, check=True, capture_output=True, text=True
    )
    return done.stdout


def test_the_commands_work_with_what_came_along(place, environment) -> None:
    assert run(place, environment, "corridor-atlas", "validate").endswith("features, no faults\n")
    for out in ("map.png", "map.pdf", "atlas.gpkg", "atlas.html"):
        command = "snapshot" if out.startswith("map") else "publish" if out.endswith("html") else "export"
        run(place, environment, "corridor-atlas", command, "--out", out)
        assert (place / "empty" / out).stat().st_size > 10_000


def test_the_library_opens_what_came_along(place, environment) -> None:
    program = "import corridor_atlas as ca; print(len(ca.Atlas.open().features()))"
    features = json.loads(run(place, environment, "corridor-atlas", "list", "--json"))
    assert int(run(place, environment, "python", "-c", program)) == len(features) > 0


def test_the_page_starts(place, environment) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    command = [str(place / "env/bin/corridor-atlas"), "run", "--port", port]
    with subprocess.Popen(
        command, cwd=place / "empty", env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as server:
        try:
            assert server.stdout is not None
            for line in server.stdout:  # ends when the server does
                if "You can now view" in line or "URL:" in line:
                    break
            with urllib.request.urlopen(f"http://localhost:{port}/_stcore/health", timeout=60) as answer:
                assert answer.read() == b"ok"
        finally:
            server.terminate()
