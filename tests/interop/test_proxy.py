"""Behind the proxy that we ship: the page works under its policy, what is nobody's business is closed."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from http.client import HTTPMessage
from pathlib import Path

import brotli
import pytest
from playwright.sync_api import sync_playwright

import shared

ROOT = Path(__file__).parents[2]
PATIENCE = 60
pytestmark = pytest.mark.timeout(900)


def answer(url: str, **headers: str) -> tuple[int, HTTPMessage, bytes]:
    """Status, headers and bytes of what a host answers."""
    try:
        with urllib.request.urlopen(urllib.request.Request(url, headers=headers), timeout=30) as said:  # noqa: S310
            return said.status, said.headers, said.read()
    except urllib.error.HTTPError as error:
        return error.code, error.headers, error.read()


@pytest.fixture
def caddy(tmp_path: Path) -> Iterator[Callable[..., str]]:
    """Start Caddy with a file of ours and what that is told; gives its address."""
    if not shutil.which("caddy"):
        pytest.fail("Caddy is not installed: run make interop")
    started: list[subprocess.Popen[bytes]] = []

    def go(file: str, **told: str) -> str:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            url = f"http://localhost:{probe.getsockname()[1]}"
        environment = os.environ | told | {"SITE": url, "HOME": str(tmp_path)}
        command = ["caddy", "run", "--adapter", "caddyfile", "--config", str(ROOT / "deploy" / file)]
        with (tmp_path / "caddy.log").open("wb") as log:
            started.append(subprocess.Popen(command, env=environment, stdout=log, stderr=log))
        for _ in range(PATIENCE * 4):
            assert started[0].poll() is None, (tmp_path / "caddy.log").read_text()
            try:
                answer(url)
            except OSError:
                time.sleep(0.25)
            else:
                return url
        raise AssertionError("Caddy did not answer")

    yield go
    for one in started:
        one.terminate()
        one.wait(timeout=PATIENCE)


def test_the_app_works_under_the_policy_of_the_proxy(addresses, caddy) -> None:
    url = caddy("Caddyfile", ATLAS=addresses["app"].removeprefix("http://").strip("/"), EMBEDDED_IN="")
    status, headers, _ = answer(f"{url}/")
    assert status == 200
    assert "frame-ancestors 'self'" in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert [answer(f"{url}/_stcore/{name}")[0] for name in ("health", "metrics", "metrics/")] == [200, 404, 404]
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=shared.chromium(), args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page()
        refused: list[str] = []
        page.on("console", lambda one: refused.append(one.text) if "Content Security Policy" in one.text else None)
        page.goto(f"{url}/?year=2014")
        page.wait_for_selector(".cam-frame canvas", timeout=120_000)
        page.wait_for_selector(".cam-timebar, .cam-bar, [role=slider]", timeout=120_000)
        browser.close()
    assert refused == []


def test_a_published_folder_is_sent_packed_and_its_data_to_everyone(addresses, caddy, together) -> None:
    url = caddy("Caddyfile.folder", FOLDER=str(together / "published"))
    status, headers, sent = answer(f"{url}/data/features.json", **{"Accept-Encoding": "br"})
    assert (status, headers["Content-Encoding"], headers["Access-Control-Allow-Origin"]) == (200, "br", "*")
    assert brotli.decompress(sent) == (together / "published/data/features.json").read_bytes()
    assert headers["Cache-Control"] == "no-cache"
    _, page, _ = answer(f"{url}/", **{"Accept-Encoding": "gzip"})
    assert (page["Content-Encoding"], page["Access-Control-Allow-Origin"]) == ("gzip", None)
    (program,) = (together / "published").glob("atlas-????????.js")
    assert "immutable" in answer(f"{url}/{program.name}")[1]["Cache-Control"]
