"""What the tests with other programs open: the app, and pages published from the shipped atlas, at an address."""

from __future__ import annotations

import http.server
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest

import shared


class Quiet(http.server.SimpleHTTPRequestHandler):
    """A plain host of files that writes no log."""

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@contextmanager
def host(folder: Path) -> Iterator[str]:
    """The address of a plain web server for a folder."""
    server = http.server.ThreadingHTTPServer(("localhost", 0), partial(Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://localhost:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture(scope="session")
def together(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all workers of this run of the tests have in common."""
    mine = tmp_path_factory.getbasetemp()
    return mine.parent if "PYTEST_XDIST_WORKER" in os.environ else mine


@pytest.fixture(scope="session")
def addresses(together: Path) -> Iterator[dict[str, str]]:
    """Where the app is, where a published folder, and where a page in one file."""
    published = together / "published"
    with shared.lock(together):
        if not published.exists():
            for out in (published, published / "atlas.html"):
                subprocess.run([sys.executable, "-m", "corridor_atlas.cli", "publish", "--out", str(out)], check=True)
    with shared.server(together) as app, host(published) as pages:
        yield {"app": f"{app}/", "folder": f"{pages}/", "file": f"{pages}/atlas.html"}
