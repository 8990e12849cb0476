"""Starting the page: where it listens, whom it asks, what is said when it cannot."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
from typer.testing import CliRunner

from corridor_atlas import cli
from corridor_atlas.core.errors import AtlasError

ROOT = Path(__file__).parents[1]
EVERYWHERE = "0.0.0.0"  # noqa: S104  to see what becomes of it
EAR = """
import sys
said = open({path!r}, "a", buffering=1)
NETWORK = ("socket.bind", "socket.connect", "socket.getaddrinfo", "socket.sendto")
sys.addaudithook(lambda event, args: said.write(f"{{event}} {{args[-1 if event != 'socket.getaddrinfo' else 0]}}\\n")
                 if event in NETWORK else None)
"""
"""Run by Python before anything else: writes down whatever is asked of the network."""

app_module = sys.modules["corridor_atlas.cli.app"]  # `cli.app` is the command itself


@pytest.fixture
def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def started(monkeypatch):
    """What `run` would have started."""
    commands: list[list[str]] = []
    monkeypatch.setattr(app_module, "_served", lambda command: commands.append(command) or 0)
    return commands


@pytest.mark.parametrize("port", ["99999", "65536", "0", "-1", "http"])
def test_a_port_that_there_cannot_be_is_told(started, port) -> None:
    result = CliRunner().invoke(cli.app, ["run", "--port", port])
    assert (result.exit_code, started) == (2, [])
    assert "Invalid value for '--port'" in result.output
    assert "Traceback" not in result.output


def test_a_port_in_use_is_told(started, free_port) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", free_port))
        other.listen()
        with pytest.raises(AtlasError, match=f"on address 'localhost', port {free_port}: Address already in use"):
            CliRunner().invoke(cli.app, ["run", "--port", str(free_port)], catch_exceptions=False)
    assert started == []


@pytest.mark.parametrize("address", ["", " ", "192.0.2.1", "x" * 99])
def test_an_address_that_is_not_of_this_machine_is_told(started, free_port, address) -> None:
    with pytest.raises(AtlasError, match="the page cannot be shown on address"):
        CliRunner().invoke(cli.app, ["run", "--port", str(free_port), "--address", address], catch_exceptions=False)
    assert started == []


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("localhost", "http://localhost:{} (Ctrl-C ends it)"),
        ("127.0.0.1", "http://127.0.0.1:{} (Ctrl-C ends it)"),
        (EVERYWHERE, "http://localhost:{}, and on every address of this machine"),
    ],
)
def test_the_page_is_started_where_it_was_asked_for(started, free_port, address, told) -> None:
    result = CliRunner().invoke(cli.app, ["run", "--port", str(free_port), "--address", address])
    assert told.format(free_port) in result.output
    assert started[0][-4:] == ["--server.port", str(free_port), "--server.address", address]


def network_of_streamlit(tmp_path: Path, port: int, **environment: str) -> list[str]:
    """What `streamlit run app.py` asked of the network until it answered."""
    heard = tmp_path / "heard.txt"
    (tmp_path / "sitecustomize.py").write_text(EAR.format(path=str(heard)), encoding="utf-8")
    paths = os.pathsep.join(filter(None, [str(tmp_path), str(ROOT / "src"), os.environ.get("PYTHONPATH")]))
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
    server = subprocess.Popen(
        command, cwd=ROOT, env=os.environ | {"PYTHONPATH": paths} | environment, stdout=subprocess.PIPE, text=True
    )
    try:
        assert server.stdout is not None
        said = next(line for line in server.stdout if "URL" in line)  # the last thing before it answers
        assert said.split() == ["URL:", f"http://localhost:{port}"]
        _wait_until_open(port)
    finally:
        server.terminate()
        server.communicate()
    return heard.read_text(encoding="utf-8").splitlines()


def _wait_until_open(port: int) -> None:
    while True:  # pytest ends it
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return


def test_streamlit_listens_on_this_machine_only_and_asks_nobody(tmp_path, free_port) -> None:
    heard = network_of_streamlit(tmp_path, free_port)
    assert [line for line in heard if line.startswith("socket.bind")] == [f"socket.bind ('localhost', {free_port})"]
    assert [line for line in heard if not line.startswith("socket.bind")] == []


def test_a_container_opens_the_page_and_still_asks_nobody(tmp_path, free_port) -> None:
    heard = network_of_streamlit(tmp_path, free_port, STREAMLIT_SERVER_ADDRESS=EVERYWHERE)
    assert heard == [f"socket.bind ('{EVERYWHERE}', {free_port})"]


def test_whoever_ends_the_command_ends_the_page(tmp_path, free_port) -> None:
    words = [sys.executable, "-m", "corridor_atlas.cli", "run", "--port", str(free_port)]
    with subprocess.Popen(words, cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as program:
        _wait_until_open(free_port)
        program.terminate()
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind(("127.0.0.1", free_port))
