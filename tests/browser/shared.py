"""What all workers of a run of the tests have in common: a lock, and one app that the last of them ends."""

from __future__ import annotations

import fcntl
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[2]
PATIENCE = 120
"""Seconds in which the app must answer: a busy machine is slow, not wrong."""
_started: list[subprocess.Popen[bytes]] = []
"""The app, if this worker has started it: Python complains of a process that nobody knows of any more."""


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
