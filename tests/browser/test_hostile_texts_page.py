"""The running app and the page of one file on data whose every text tries to become code."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

import hostile_world
from corridor_atlas.data import dataset
from corridor_atlas.draw import webmap
from hostile_world import INJECTED, TEMPLATE
from pages import WAIT, Pool, Visit

ROOT = Path(__file__).parents[2]
DESK = {"viewport": {"width": 1440, "height": 900}}
BESIDE = "?id=north-port&year=2010&panel=changes&vs=1996"
"""Asks for two things of which one is shown at a time: an article, the list of changes."""
WAY = "?from=north-port&to=south-port&year=2010"


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


def shows(visit: Visit, part: str) -> None:
    """A part of the page is there with its texts as they are, and nothing of them ran."""
    expect(visit.page.locator(part).get_by_text("7*7").first).to_be_attached(timeout=WAIT)
    visit.rest()
    harmless(visit.page)
    assert visit.outside == []


@pytest.fixture(scope="module")
def visits(evil_app: str, chromium: Browser) -> Iterator[Callable[[str], Visit]]:
    """Open a link of this app."""
    pool = Pool(chromium)
    yield lambda link: Visit(pool, DESK, evil_app + link)
    pool.close()


def test_no_text_becomes_code_beside_the_map_and_labels_are_shown_letter_by_letter(visits) -> None:
    visit = visits(BESIDE)
    shows(visit, ".cam-article")
    label = visit.page.locator(".st-key-era label").filter(has_text="7*7")
    expect(label).to_have_count(1, timeout=WAIT)
    said = (label.text_content() or "").replace("\u2060", "")
    assert " ".join(hostile_world.PAYLOAD.split()) in said
    assert label.locator("a, img, em, strong, code, .katex, [role=img]").count() == 0
    visit.page.locator(".cam-drawer-head > .cam-drawer-close").click()
    expect(visit.page.locator(".cam-entry sup").first).to_be_visible()
    shows(visit, ".cam-ledger")
    shows(visits(WAY), ".cam-routes")


def test_no_text_becomes_code_in_the_page_in_russian(visits) -> None:
    visit = visits("?id=coast-railway&year=2010&lang=ru")
    shows(visit, ".cam-article")


def test_no_text_becomes_code_in_a_strip_a_tour_and_the_table(visits) -> None:
    shows(visits("?corridor=a-way&year=2010"), ".cam-corridor")
    table = visits("?panel=table&year=2010&count=all")
    expect(table.page.locator(".st-key-wide canvas").first).to_be_visible()
    harmless(table.page)
    shows(visits("?story=a-tour"), ".cam-story-text")


def test_no_text_becomes_code_in_the_page_of_one_file(evil, chromium: Browser, tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "map.html"
    webmap.save_html(webmap.build(dataset.load(evil)), path, TEMPLATE)
    context = chromium.new_context(offline=True)
    page = context.new_page()
    page.goto(path.as_uri())
    for part in (".cam-opening-title", ".cam-opening-sentence", ".cam-question h2", ".cam-question p"):
        expect(page.locator(part).get_by_text("{{7*7}}").first).to_be_attached(timeout=WAIT)
    harmless(page)
    page.goto(path.as_uri() + "#id=north-port&year=2010&vs=1996&how=changes")
    page.reload()
    expect(page).to_have_title(re.compile(r"\{\{7\*7\}\}"))
    expect(page.locator(".folium-map canvas").first).to_be_visible(timeout=WAIT)
    for link, part in (("", ".cam-article"), ("story=a-tour", ".cam-story-text")):
        if link:
            page.evaluate("link => { location.hash = link; }", link)
        expect(page.locator(part).get_by_text("{{7*7}}").first).to_be_attached(timeout=WAIT)
        harmless(page)
    assert not (tmp_path / "ran").exists()
    context.close()
