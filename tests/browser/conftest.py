"""A browser for the tests, and pages that may not reach the network."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from corridor_atlas import sources, webmap
from pages import RESTED, Visit

NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
"""The first that is found is used; the shell has no window to keep and is the fastest."""
ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The browser of the machine: $CHROMIUM, else the first one found; without one the tests fail."""
    path = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        pytest.fail("no Chromium here; set CHROMIUM to its path, or run make chromium")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def app() -> Iterator[str]:
    """Start the app as `corridor-atlas run` does; give its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "corridor_atlas.cli", "run", "--port", str(port)]
    server = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, start_new_session=True)
    url = f"http://localhost:{port}"
    try:
        _wait_for(f"{url}/_stcore/health", server)
        yield url
    finally:
        os.killpg(server.pid, 15)
        server.wait(timeout=20)


def _wait_for(url: str, server: subprocess.Popen[bytes]) -> None:
    for _ in range(120):
        assert server.poll() is None, "the app ended before it answered"
        try:
            with urllib.request.urlopen(url, timeout=1) as answer:  # noqa: S310  our own address
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.5)
    raise AssertionError("the app did not answer within a minute")


@pytest.fixture(scope="session")
def saved(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of the one-file page of the shipped data set."""
    path = tmp_path_factory.mktemp("map") / "map.html"
    webmap.save_html(webmap.build(sources.load()), path)
    return path.as_uri()


@pytest.fixture
def open_map(chromium: Browser, saved: str) -> Iterator[Callable[..., Page]]:
    """Open the one-file page at a link; at the end nothing may have been asked for or complained about."""
    contexts: list[BrowserContext] = []
    wrong: list[str] = []

    def open_(link: str = "", width: int = 1440, height: int = 900, clipboard: bool = True, **options: Any) -> Page:
        options.setdefault("reduced_motion", "reduce")
        context = chromium.new_context(viewport={"width": width, "height": height}, offline=True, **options)
        if clipboard:
            context.grant_permissions(["clipboard-read", "clipboard-write"])
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda said: wrong.append(said.text) if said.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("request", lambda asked: wrong.append(asked.url) if asked.url.split("#")[0] != saved else None)
        page.goto(saved + link)
        page.evaluate(RESTED)
        return page

    yield open_
    for context in contexts:
        context.close()
    assert wrong == []


class Contexts:
    """Contexts of the browser that later tests use again, each time without cookies and what pages store.

    The app's own scripts weigh megabytes: the first page of a context reads them, the next find them in its cache.
    """

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._free: dict[str, list[BrowserContext]] = {}
        self._taken: list[tuple[str, BrowserContext]] = []

    def take(self, options: dict[str, Any]) -> BrowserContext:
        """A context with these options that no other page of the test uses."""
        key = repr(sorted(options.items()))
        free = self._free.setdefault(key, [])
        context = free.pop() if free else self._browser.new_context(**options)
        self._taken.append((key, context))
        return context

    def give_back(self) -> None:
        """Close the pages of the test and forget what they left behind."""
        while self._taken:
            key, context = self._taken.pop()
            for page in context.pages:
                page.evaluate("() => { localStorage.clear(); sessionStorage.clear(); }")
                page.close()
            context.clear_cookies()
            context.clear_permissions()
            self._free[key].append(context)


@pytest.fixture(scope="session")
def contexts(chromium: Browser) -> Contexts:
    return Contexts(chromium)


@pytest.fixture
def visit(contexts: Contexts, app: str) -> Iterator[object]:
    """Open a path of the app, each in a context of its own; at the end nothing may have gone wrong."""
    opened: list[Visit] = []

    def go(path: str = "/", **options: object) -> Visit:
        options.setdefault("viewport", {"width": 1440, "height": 900})
        opened.append(Visit(contexts.take(options), app + path))
        return opened[-1]

    yield go
    faults = [(one.outside, one.complaints) for one in opened if one.outside or one.complaints]
    contexts.give_back()
    assert not faults, f"requests that left the machine, errors in the console: {faults}"
