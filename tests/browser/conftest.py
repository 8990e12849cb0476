"""A browser for the tests, and pages that may not reach the network."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

import shared
from corridor_atlas.core import files
from corridor_atlas.data import dataset
from corridor_atlas.draw import webmap
from corridor_atlas.take import website
from pages import WAIT, Pool, Visit

FLAGS = [
    *("--no-sandbox", "--disable-gpu"),
    "--js-flags=--single-threaded-gc --min-semi-space-size=64 --initial-heap-size=512 --no-turbofan",
]
"""Without a graphics card the browser paints by itself; a process that imitates one only costs time. A page of a few
seconds does without looking for garbage while it is built: a quarter less; and without making the fastest code of
what it runs: a tenth less."""
DESK = {"viewport": {"width": 1440, "height": 900}, "reduced_motion": "reduce"}
"""How a page of the app is opened: all is in its place at once, as for a reader to whom motion is unwelcome."""

LONGEST = (
    *("access", "reconnect", "take", "tours", "app_page", "filters", "two_maps", "keyboard", "change_ledger"),
    *("touch", "table", "article", "hostile_texts_page", "nine_places", "share", "compare", "tools", "reach"),
)
"""Files that take longest come first, so that the workers end together."""

expect.set_options(timeout=WAIT)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest first; all workers must agree on the order."""

    def rank(item: pytest.Item) -> int:
        name = item.path.stem.removeprefix("test_")
        here = item.path.parent == Path(__file__).parent
        return LONGEST.index(name) if here and name in LONGEST else len(LONGEST) + (not here)

    items.sort(key=rank)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The browser of the machine; without one the tests fail."""
    path = shared.chromium()
    if path is None:
        pytest.fail("no Chromium here; set CHROMIUM to its path, or run make chromium")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def together(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all workers of this run of the tests have in common."""
    mine = tmp_path_factory.getbasetemp()
    return mine.parent if "PYTEST_XDIST_WORKER" in os.environ else mine


@pytest.fixture(scope="session")
def app(together: Path) -> Iterator[str]:
    """The address of the app, started as `corridor-atlas run` does, once for all workers."""
    with shared.server(together) as url:
        yield url


@pytest.fixture(scope="session")
def saved(together: Path) -> str:
    """The address of the one-file page of the shipped data set, which the first worker writes."""
    path = together / "map.html"
    with shared.lock(together):
        if not path.exists():
            webmap.save_html(webmap.build(dataset.load(), articles=("en",)), path)
    return path.as_uri()


@pytest.fixture(scope="session")
def published(together: Path) -> Path:
    """The folder of the shipped data set for a static host, which the first worker writes; tests only read it."""
    path = together / "published"
    with shared.lock(together):
        if not path.exists():
            files.write_folder(path, website.folder(dataset.load()))
    return path


@pytest.fixture(scope="session")
def pool(chromium: Browser) -> Pool:
    """Pages for tests that may do with theirs what they like."""
    return Pool(chromium)


@pytest.fixture
def open_map(pool: Pool, saved: str) -> Iterator[Callable[..., Page]]:
    """The one-file page at a link; at the end nothing may have been asked for or complained about.

    A page that another test has left as it was when it opened goes on to the link from there. Who tests how a page
    opens, where Tab begins, or changes the data in it, asks for a `fresh` one.
    """
    wrong: list[str] = []
    yield partial(_open_map, pool, saved, wrong)
    pool.give_back()
    assert wrong == []


def _open_map(
    pool: Pool,
    saved: str,
    wrong: list[str],
    link: str = "",
    width: int = 1440,
    height: int = 900,
    clipboard: bool = True,
    fresh: bool = False,
    **options: Any,
) -> Page:
    options.setdefault("reduced_motion", "reduce")
    options["permissions"] = ["clipboard-read", "clipboard-write"] if clipboard else []
    return pool.take_file(
        saved,
        link,
        {"viewport": {"width": width, "height": height}, "offline": True, **options},
        fresh=fresh,
        console=lambda said: wrong.append(said.text) if said.type in ("error", "warning") else None,
        pageerror=lambda error: wrong.append(str(error)),
        request=lambda asked: wrong.append(asked.url) if asked.url.split("#")[0] != saved else None,
    )


@pytest.fixture
def visit(pool: Pool, app: str) -> Iterator[object]:
    """Open a path of the app, each in a context of its own; at the end nothing may have gone wrong."""
    opened: list[Visit] = []

    def go(path: str = "/", **options: object) -> Visit:
        opened.append(Visit(pool, DESK | options, app + path))
        return opened[-1]

    yield go
    faults = _faults(opened)
    pool.give_back()
    assert not faults, f"requests that left the machine, errors in the console: {faults}"


def _faults(opened: Iterable[Visit]) -> list[tuple[list[str], list[str]]]:
    return [(one.outside, one.complaints) for one in opened if one.outside or one.complaints]


# --- pages that several tests of a module look at -----------------------------------------------------------
#
# A page of the app takes a browser more than two seconds. Tests that only look, or that first bring the page to
# where they begin, have one in common; what it asks for and complains of is told by the test that sees it first.


class Kept:
    """The pages that the tests of a module have opened, by how."""

    def __init__(self, pool: Pool) -> None:
        self.pool = pool
        self.pages: dict[str, Any] = {}

    def get(self, how: object, make: Callable[[], Any]) -> Any:
        """The page opened in this way, now or earlier."""
        if repr(how) not in self.pages:
            self.pages[repr(how)] = make()
        return self.pages[repr(how)]


@pytest.fixture(scope="module")
def kept(pool: Pool) -> Iterator[Kept]:
    found = Kept(pool.beside())
    yield found
    found.pool.give_back()


@pytest.fixture
def look(kept: Kept, app: str) -> Iterator[Callable[..., Visit]]:
    """Like `visit`, but the page of a path is opened once in a module."""

    def go(path: str = "/", **options: object) -> Visit:
        options = DESK | options
        found: Visit = kept.get((path, options), lambda: Visit(kept.pool, options, app + path))
        return found

    yield go
    faults = _faults(one for one in kept.pages.values() if isinstance(one, Visit))
    assert not faults, f"requests that left the machine, errors in the console: {faults}"


@pytest.fixture
def look_map(kept: Kept, saved: str) -> Iterator[Callable[..., Page]]:
    """Like `open_map`, but the page of a link is opened once in a module."""
    wrong = kept.get("wrong", list)

    def go(link: str = "", **options: Any) -> Page:
        page: Page = kept.get((link, options), lambda: _open_map(kept.pool, saved, wrong, link, **options))
        return page

    yield go
    assert wrong == []
