"""The running app and the page of one file on data whose every text tries to become code."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

import hostile_world
from corridor_atlas import sources, webmap
from hostile_world import INJECTED, TEMPLATE
from pages import WAIT, Pool, Visit

ROOT = Path(__file__).parents[2]
DESK = {"viewport": {"width": 1440, "height": 900}}
LINKS = (
    "?id=north-port&year=2010",
    "?id=coast-railway&year=2010&lang=ru",
    "?panel=changes&against=1996&year=2010",
    "?panel=table&year=2010",
    "?corridor=a-way&year=2010",
    "?from=north-port&to=south-port&year=2010",
    "?story=a-tour&year=2010",
)


@pytest.fixture(scope="module")
def evil(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home of the atlas with every payload in every text."""
    home = tmp_path_factory.mktemp("hostile") / "atlas"
    hostile_world.build(home)
    shutil.copy(ROOT / "app.py", home)
    shutil.copytree(ROOT / ".streamlit", home / ".streamlit")
    return home


@pytest.fixture(scope="module")
def evil_app(evil: Path) -> Iterator[str]:
    """The app on these data; give its address. What it runs would leave a file `ran` in its folder."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    options = ["--server.port", str(port), "--server.address", "localhost", "--server.headless", "true"]
    environment = {**os.environ, "CORRIDOR_ATLAS_HOME": str(evil)}
    command = [sys.executable, "-m", "streamlit", "run", str(evil / "app.py"), *options]
    server = subprocess.Popen(command, cwd=evil, env=environment, stdout=subprocess.DEVNULL)
    try:
        _answers(f"http://localhost:{port}/_stcore/health", server)
        yield f"http://localhost:{port}/"
    finally:
        server.terminate()
        server.wait(timeout=60)
    assert not (evil / "ran").exists()


def _answers(url: str, server: subprocess.Popen[bytes]) -> None:
    for _ in range(240):
        try:
            server.wait(timeout=0.5)
        except subprocess.TimeoutExpired:
            pass
        else:
            pytest.fail("the app ended before it answered")
        try:
            with urllib.request.urlopen(url, timeout=2):  # noqa: S310  our own address
                return
        except OSError:
            continue
    pytest.fail("the app did not answer")


def harmless(page: Page) -> None:
    """No payload ran and none became an element."""
    assert page.evaluate("window.__pwned") is None
    assert page.locator(INJECTED).count() == 0


def test_no_text_becomes_code_in_the_page(evil_app, chromium: Browser) -> None:
    pool = Pool(chromium)
    for link in LINKS:
        visit = Visit(pool, DESK, evil_app + link)
        visit.rest()
        expect(visit.page.get_by_text("{{7*7}}").first).to_be_attached(timeout=WAIT)
        harmless(visit.page)
        assert visit.outside == []
        pool.give_back()
    pool.close()


def test_labels_show_their_texts_letter_by_letter(evil_app, chromium: Browser) -> None:
    pool = Pool(chromium)
    visit = Visit(pool, DESK, f"{evil_app}?id=north-port&year=2010")
    label = visit.page.locator(".st-key-era label").filter(has_text="7*7")
    expect(label).to_have_count(1, timeout=WAIT)
    said = (label.text_content() or "").replace("\u2060", "")
    assert " ".join(hostile_world.PAYLOAD.split()) in said
    assert label.locator("a, img, em, strong, code, .katex, [role=img]").count() == 0
    pool.close()


def test_no_text_becomes_code_in_the_page_of_one_file(evil, chromium: Browser, tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "map.html"
    webmap.save_html(webmap.build(sources.load(evil)), path, TEMPLATE)
    context = chromium.new_context(offline=True)
    page = context.new_page()
    for link in ("#id=north-port&year=2010", "#story=a-tour", "#against=1996&how=changes&year=2010"):
        page.goto("about:blank")
        page.goto(path.as_uri() + link)
        expect(page.locator(".folium-map canvas").first).to_be_visible(timeout=WAIT)
        expect(page.get_by_text("{{7*7}}").first).to_be_attached(timeout=WAIT)
        harmless(page)
        assert page.title() == TEMPLATE
    assert not (tmp_path / "ran").exists()
    context.close()
