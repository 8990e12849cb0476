"""The page when its server goes away and comes back: map, page and address agree with the reader's last step."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlparse

import pytest
from playwright.sync_api import Browser, expect

from conftest import _wait_for
from pages import WAIT, Visit

ROOT = Path(__file__).parents[2]
CONNECTED = "[data-test-connection-state=CONNECTED]"
MAP = """() => { const {state, drawer} = document.querySelector('.ca-host .cam-frame').atlas || {}; }"""


class Server:
    """The app on a port of its own, that a test may kill and start again."""

    def __init__(self) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.url = f"http://localhost:{self.port}"
        self.start()

    def start(self) -> None:
        command = [sys.executable, "-m", "corridor_atlas.cli", "run", "--port", str(self.port)]
        self.process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, start_new_session=True)
        _wait_for(f"{self.url}/_stcore/health", self.process)

    def kill(self) -> None:
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(timeout=20)


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    one = Server()
    yield one
    one.kill()


@pytest.fixture
def visit_own(chromium: Browser, server: Server) -> Iterator[Callable[[str], Visit]]:
    """Open a path of this module's own server, in a context of its own."""
    context = chromium.new_context(viewport={"width": 1440, "height": 900})
    yield lambda path: Visit(context, server.url + path)
    context.close()


def away(page: Visit) -> None:
    expect(page.page.locator(CONNECTED)).to_have_count(0, timeout=WAIT)


def back(page: Visit) -> None:
    expect(page.page.locator(CONNECTED)).to_have_count(1, timeout=WAIT)


def agree(page: Visit, year: int, **query: str | None) -> None:
    """Wait until the map, the slider of the page and the address show this year, and the address what else is given."""
    expect(page.bar).to_have_attribute("aria-valuenow", str(year), timeout=WAIT)
    expect(page.slider).to_have_value(str(year), timeout=WAIT)
    page.has_query(year=str(year), **query)
    page.rest()
    expect(page.bar).to_have_attribute("aria-valuenow", str(year))
    expect(page.slider).to_have_value(str(year))
    page.has_query(year=str(year), **query)


def press(page: Visit, key: str, times: int = 1) -> None:
    """A key in the map's time bar."""
    page.bar.focus()
    for _ in range(times):
        page.page.keyboard.press(key)


def slide(page: Visit, key: str, times: int) -> None:
    """A key in the slider of the page."""
    expect(page.slider).to_be_enabled(timeout=WAIT)
    page.slider.focus()
    for _ in range(times):
        page.page.keyboard.press(key)


def test_the_server_is_killed_and_started_five_times(visit_own: Callable[[str], Visit], server: Server) -> None:
    page = visit_own("/?year=2010")
    page.rest()
    press(page, "ArrowLeft")
    agree(page, 2009)

    server.kill()  # nothing is done while it is away; then the slider of the page is moved at once
    away(page)
    server.start()
    back(page)
    slide(page, "ArrowRight", 3)
    agree(page, 2012)
    press(page, "ArrowLeft")
    agree(page, 2011)

    server.kill()  # years on the map meanwhile
    away(page)
    press(page, "ArrowLeft", 3)
    page.has_query(year="2008")
    server.start()
    agree(page, 2008)
    slide(page, "ArrowLeft", 1)
    agree(page, 2007)

    server.kill()  # a feature, and closing it again
    away(page)
    page.page.evaluate("() => {}")
    page.page.locator(".cam-legend").get_by_role("button", name="Railways").first.click()
    press(page, "ArrowRight")
    page.has_query(year="2008")
    layers = page.parameter("layers")
    server.start()
    agree(page, 2008, layers=layers)
