"""Streamlit servers, each in a process of its own that is always ended."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from data import ROOT

APPS = Path(__file__).parent / "apps"
LEAFLET = ROOT / "src" / "corridor_atlas" / "web" / "vendor" / "leaflet"


@dataclass(frozen=True)
class Server:
    """A running server."""

    url: str
    pid: int

    def peak_mb(self) -> float | None:
        """The most memory it ever held, in MB (10^6 bytes); None where the system does not tell (only Linux does)."""
        status = Path(f"/proc/{self.pid}/status")
        if not status.is_file():
            return None
        rows = dict(line.split(":", 1) for line in status.read_text(encoding="utf-8").splitlines())
        return int(rows["VmHWM"].split()[0]) * 1024 / 1e6


@contextmanager
def serve(
    script: Path, env: Mapping[str, str] | None = None, *, program: str = "streamlit", port: int = 0
) -> Iterator[Server]:
    """Run a Streamlit script; the settings are those of the project, `program` is the module that runs it.

    `port` is 0 for one that is free.
    """
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind(("127.0.0.1", port))
        port = probe.getsockname()[1]
    options = ["--server.port", str(port), "--server.address", "localhost", "--server.enableStaticServing", "true"]
    options += ["--logger.level", "warning"]
    process = subprocess.Popen(
        [sys.executable, "-m", program, "run", str(script), *options],
        cwd=ROOT,
        env={**os.environ, **(env or {})},
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        url = f"http://localhost:{port}"
        _wait_for(f"{url}/_stcore/health", process)
        yield Server(url, process.pid)
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _wait_for(url: str, process: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        if process.poll() is not None:
            raise RuntimeError(f"the server ended with {process.returncode} before it answered")
        try:
            with urllib.request.urlopen(url, timeout=1) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError("the server did not answer within a minute")


def lay_out_apps(folder: Path) -> Path:
    """Copy the peers' scripts beside a `static` folder with our Leaflet, so that they need no network."""
    shutil.copytree(APPS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "static").mkdir()
    for name in ("leaflet.js", "leaflet.css"):
        shutil.copy(LEAFLET / name, folder / "static")
    return folder
