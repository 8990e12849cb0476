"""A published folder opens without a network after the first visit, and a later publication is seen at once."""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from corridor_atlas.core import files
from corridor_atlas.data import dataset
from corridor_atlas.take import website
from pages import BEEN, RESTED, until

KEPT = """async () => { const names = await caches.keys();
  const counts = await Promise.all(names.map(async name => (await (await caches.open(name)).keys()).length));
  return Object.fromEntries(names.map((name, i) => [name, counts[i]])); }"""
READY = "() => navigator.serviceWorker.getRegistration().then(one => Boolean(one && one.active && !one.installing))"
YEAR = "() => window.map_1 && map_1.atlas && map_1.atlas.getYear()"


class Host(http.server.ThreadingHTTPServer):
    """A plain host of a folder that can be unplugged; it notes what it is asked for."""

    def __init__(self, folder: Path) -> None:
        super().__init__(("localhost", 0), functools.partial(Answer, directory=str(folder)))
        self.asked: list[str] = []
        self.url = f"http://localhost:{self.server_port}/"


class Answer(http.server.SimpleHTTPRequestHandler):
    """What the host answers."""

    server: Host

    def do_GET(self) -> None:
        """Give a file."""
        self.server.asked.append(self.path)
        super().do_GET()

    def log_message(self, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def atlas(small: Path) -> dataset.Atlas:
    return dataset.load(small)


@pytest.fixture
def host(atlas: dataset.Atlas, tmp_path: Path) -> Iterator[tuple[Host, Path]]:
    folder = files.write_folder(tmp_path / "site", website.published(atlas))
    server = Host(folder)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server, folder
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    made = chromium.new_context(viewport={"width": 1100, "height": 700})
    made.add_init_script(BEEN)
    yield made
    made.close()


def opened(context: BrowserContext, url: str) -> Page:
    """A page whose map stands and whose worker has kept everything."""
    page = context.new_page()
    page.goto(url)
    until(page, YEAR)
    until(page, READY)
    return page


def test_without_a_network_the_map_opens_and_moves_through_the_years(host, context) -> None:
    server, _ = host
    page = opened(context, server.url)
    ((name, count),) = page.evaluate(KEPT).items()
    assert name.startswith("corridor-atlas / ")
    assert count > 15
    context.set_offline(True)
    page.reload()
    until(page, YEAR)
    year = page.evaluate(YEAR)
    page.evaluate("year => map_1.atlas.setYear(year)", year - 5)
    page.evaluate(RESTED)
    until(page, f"() => location.hash.includes('year={year - 5}')")
    page.goto(f"{server.url}index.html?year={year - 3}")
    until(page, f"() => ({YEAR})() === {year - 3}")
    page.close()


def test_a_later_publication_is_seen_at_once_and_old_caches_go(host, context, atlas) -> None:
    server, folder = host
    first = opened(context, server.url)
    before = set(first.evaluate(KEPT))
    files.write_folder(folder, website.published(atlas, title="A later edition"))
    first.reload()
    until(first, YEAR)
    assert "A later edition" in first.content()
    until(first, "() => navigator.serviceWorker.getRegistration().then(one => Boolean(one.waiting))")
    assert before <= set(first.evaluate(KEPT)), "a page that stands keeps what it was opened with"
    first.close()
    second = opened(context, server.url)
    until(second, "() => caches.keys().then(names => names.length === 1)")
    assert before.isdisjoint(second.evaluate(KEPT))
    context.set_offline(True)
    second.reload()
    until(second, YEAR)
    assert "A later edition" in second.content()


def test_the_files_of_the_data_are_not_kept(host, context) -> None:
    server, _ = host
    page = opened(context, server.url)
    server.asked.clear()
    page.goto(f"{server.url}data/features.json")
    page.reload()
    assert server.asked.count("/data/features.json") == 2
