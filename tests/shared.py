"""What the tests in browsers have in common: Chromium, a lock, and one app that the last worker ends."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[1]
PATIENCE = 120
"""Seconds in which the app must answer: a busy machine is slow, not wrong."""
CHROMIUM = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
"""The first that is found is used; the shell has no window to keep and is the fastest."""
_started: list[subprocess.Popen[bytes]] = []
"""The app, if this worker has started it: Python complains of a process that nobody knows of any more."""


def chromium() -> str | None:
    """The browser of the machine: $CHROMIUM, else the first one found."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, CHROMIUM)), None)


@contextmanager
def lock(folder: Path) -> Iterator[None]:
    """Let one worker at a time through."""
    with (folder / "lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


@contextmanager
def server(folder: Path) -> Iterator[str]:
    """The address of the app: the first worker that asks starts it, the last that leaves ends it."""
    note = folder / "app.json"
    with lock(folder):
        known = json.loads(note.read_text()) if note.exists() else _start(folder)
        note.write_text(json.dumps(known | {"users": known["users"] + 1}))
    try:
        yield known["url"]
    finally:
        with lock(folder):
            known = json.loads(note.read_text())
            known["users"] -= 1
            if known["users"]:
                note.write_text(json.dumps(known))
            else:
                note.unlink()
                os.killpg(known["process"], signal.SIGTERM)
                for one in _started:
                    one.wait(timeout=PATIENCE)


def _start(folder: Path) -> dict[str, object]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "corridor_atlas.cli", "run", "--port", str(port)]
    with (folder / "app.log").open("w") as log:
        started = subprocess.Popen(command, cwd=ROOT, stdout=log, stderr=log, start_new_session=True)
    _started.append(started)
    url = f"http://localhost:{port}"
    for _ in range(2 * PATIENCE):
        assert started.poll() is None, f"the app ended before it answered: {(folder / 'app.log').read_text()}"
        try:
            with urllib.request.urlopen(f"{url}/_stcore/health", timeout=5) as answer:  # noqa: S310  our own address
                if answer.status == 200:
                    return {"url": url, "process": started.pid, "users": 0}
        except OSError:
            time.sleep(0.5)
    raise AssertionError(f"the app did not answer within {PATIENCE} seconds")
