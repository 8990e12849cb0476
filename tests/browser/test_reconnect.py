"""The page when its server goes away and comes back: map, page and address agree with the reader's last step."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlparse

import pytest
from playwright.sync_api import Browser, Locator, Page, WebSocketRoute, expect
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from pages import WAIT, Pool, Visit

ROOT = Path(__file__).parents[2]
CONNECTED = "[data-test-connection-state=CONNECTED]"
DIALOG = "Is Streamlit still running?"
TITLE = "Two openings in one year"
FEATURE, FEATURE_ID = "Rajin–Khasan railway", "rajin-khasan-railway"

pytestmark = pytest.mark.timeout(600)


class Server:
    """The app on a port of its own, that a test may kill and start again."""

    def __init__(self) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.url = f"http://localhost:{self.port}"
        self.start()

    def start(self, home: Path = ROOT) -> None:
        """Start the app, with the data of another folder if that is asked."""
        self.home = home
        command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(self.port)]
        told = {**os.environ, "CORRIDOR_ATLAS_HOME": str(home)}
        self.process = subprocess.Popen(command, cwd=ROOT, env=told, stdout=subprocess.DEVNULL, start_new_session=True)
        while not self._answers():
            assert self.process.poll() is None, "the app ended before it answered"
            time.sleep(0.2)

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/_stcore/health", timeout=5) as answer:  # noqa: S310  our own
                return bool(answer.status == 200)
        except OSError:
            return False

    @property
    def runs(self) -> bool:
        return self.process.poll() is None

    def kill(self) -> None:
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(timeout=20)


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    one = Server()
    yield one
    if one.runs:
        one.kill()


@pytest.fixture(scope="module")
def pool(chromium: Browser) -> Iterator[Pool]:
    """Pages for this module: what they complain of while their server is away is no fault."""
    pages = Pool(chromium)
    yield pages
    pages.close()


@pytest.fixture
def here(pool: Pool, server: Server) -> Iterator[Visit]:
    """A page of this module's own server that was opened on 2010 and moved to 2009 on its map."""
    if server.runs and server.home != ROOT:  # a test before had other data
        server.kill()
    if not server.runs:  # or failed halfway
        server.start()
    page = Visit(
        pool, {"viewport": {"width": 1440, "height": 900}, "reduced_motion": "reduce"}, f"{server.url}/?year=2010"
    )
    page.rest()
    press(page, "ArrowLeft")
    agree(page, 2009)
    yield page
    pool.give_back()


def away(page: Visit) -> None:
    expect(page.page.locator(CONNECTED)).to_have_count(0, timeout=WAIT)


def agree(page: Visit, year: int, /, **query: str | None) -> None:
    """Wait until map, slider and address show this year, the address what else is given, and all of it stays."""
    for _ in range(2):
        expect(bar(page)).to_have_attribute("aria-valuenow", str(year), timeout=WAIT)
        expect(page.slider).to_have_value(str(year), timeout=WAIT)
        address(page, **{"year": str(year), **query})
        expect(page.page.locator(CONNECTED)).to_have_count(1, timeout=WAIT)
        page.rest()


def address(page: Visit, /, **wanted: str | None) -> None:
    """Wait until the address holds these parameters; None means left out."""

    def holds(url: str) -> bool:
        found = parse_qs(urlparse(url).query)
        return all(found.get(name) == (value and [value]) for name, value in wanted.items())

    page.page.wait_for_url(holds, timeout=WAIT, wait_until="commit")


def bar(page: Visit) -> Locator:
    """The handle of the year in the map, also where two maps have one each."""
    return page.page.locator(".cam-handle-year[aria-label=Year]")


def press(page: Visit, key: str, times: int = 1) -> None:
    """A key in the map's time bar."""
    bar(page).focus()
    for _ in range(times):
        page.page.keyboard.press(key)


def slide(page: Visit, key: str, times: int = 1) -> None:
    """A key in the slider of the page, as soon as it may be moved."""
    expect(page.slider).to_be_enabled(timeout=WAIT)
    page.slider.focus()
    for _ in range(times):
        page.page.keyboard.press(key)


def choose(page: Visit, name: str) -> None:
    """Choose a feature in the search of the map."""
    box = page.page.locator(".cam-finder input")
    box.fill(name)
    box.press("Enter")


# --- the server is killed and started again -------------------------------------------------------


def test_the_slider_of_the_page_or_the_map_is_moved_after_a_restart(here: Visit, server: Server) -> None:
    for year in (2009, 2011, 2013):  # what the page shows; two more with the slider and one with the map come to two
        server.kill()
        away(here)
        server.start()
        if year == 2011:  # the map first
            press(here, "ArrowLeft")
            agree(here, year - 1)
            slide(here, "ArrowRight", 3)
        else:
            slide(here, "ArrowRight", 3)
            agree(here, year + 3)
            press(here, "ArrowLeft")
        agree(here, year + 2)


def test_what_is_done_while_the_server_is_away_is_there_when_it_comes_back(here: Visit, server: Server) -> None:
    """And Streamlit's dialog, which asks for a command in a terminal, does not lie over the map and hold the focus."""
    said = here.page.get_by_role("status").filter(has_text="The server does not answer")
    with here.page.expect_console_message(lambda message: DIALOG in message.text, timeout=WAIT):
        server.kill()  # Streamlit opens the dialog after some seconds, and says so
        away(here)
        press(here, "ArrowLeft", 3)
        address(here, year="2006")
        here.page.locator(".cam-legend").get_by_role("switch", name="Ports").click()
        choose(here, FEATURE)
        address(here, id=FEATURE_ID, year="2006")
        here.page.locator(".cam-tools").get_by_role("button", name="Changes").click()
        here.page.get_by_role("button", name="Side by side").click()
        address(here, how="beside", id=FEATURE_ID, year="2006")
    expect(said).to_be_visible()
    expect(here.page.locator(".stDialog")).to_have_count(0)
    press(here, "ArrowRight")
    address(here, how="beside", id=FEATURE_ID, year="2007")
    against, layers = here.parameter("vs"), here.parameter("layers")
    assert "ports" not in layers.split(",")
    server.start()
    agree(here, 2007, how="beside", vs=against, layers=layers, id=FEATURE_ID)
    expect(said).to_have_count(0)
    expect(here.page.locator(".cam-article-name")).to_contain_text(FEATURE, timeout=WAIT)
    expect(here.page.locator(".cam-second canvas").first).to_be_visible()
    slide(here, "ArrowRight")
    agree(here, 2008, how="beside", vs=against, layers=layers, id=FEATURE_ID)
    close = here.page.locator(".cam-drawer-head > .cam-drawer-close")
    close.click()  # the list of changes, which lies on top as it did
    expect(here.page.locator(".cam-article-name")).to_be_visible(timeout=WAIT)
    close.click()
    agree(here, 2008, how="beside", vs=against, layers=layers, id=None)


def test_a_tour_goes_on_while_the_server_is_away_and_comes_back_with_other_data(
    here: Visit, server: Server, workspace: Path
) -> None:
    (workspace / "geodata" / "basemap").symlink_to(ROOT / "geodata" / "basemap")
    tour = workspace / "geodata" / "stories" / "amur-bridges.toml"
    text = tour.read_text(encoding="utf-8")
    assert TITLE in text
    tour.write_text(text.replace(TITLE, "Told in other words"), encoding="utf-8")
    here.page.goto(f"{server.url}/?story=amur-bridges&step=7")
    agree(here, 2021, year=None, story="amur-bridges", step="7")
    server.kill()
    away(here)
    here.page.locator(".cam-story-next").click()
    expect(here.page.locator(".cam-story-title")).to_have_text(TITLE)
    address(here, story="amur-bridges", step="8", year="2022")
    server.start(workspace)
    agree(here, 2022, year=None, story="amur-bridges", step="8", layers=None, vs=None)
    expect(here.page.locator(".cam-story-title")).to_have_text("Told in other words")
    here.page.locator(".cam-story-title").press("ArrowLeft")
    agree(here, 2021, story="amur-bridges", step="8")


# --- the connection breaks, the server goes on ----------------------------------------------------


class Line:
    """The connections of a page with its server, which a test may cut and mend."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.open: list[WebSocketRoute] = []
        self.refused = False
        self.spoil: Callable[[str | bytes], str | bytes | None] | None = None
        page.route_web_socket("**/_stcore/stream", self._connect)

    def _connect(self, route: WebSocketRoute) -> None:
        if self.refused:
            route.close(code=1011, reason="refused")
            return
        server = route.connect_to_server()
        self.open.append(route)
        server.on_message(lambda message: self._pass_on(route, message))

    def _pass_on(self, route: WebSocketRoute, message: str | bytes) -> None:
        if self.spoil and (spoiled := self.spoil(message)) is not None:
            message, self.spoil = spoiled, None
        route.send(message)

    def refuse(self) -> None:
        """Cut it while the server can be reached: the page cannot connect and does not know why."""
        self.refused = True
        while self.open:
            self.open.pop().close(code=1011, reason="refused")

    def cut(self) -> None:
        self.page.context.set_offline(True)
        while self.open:
            self.open.pop().close(code=1011, reason="cut")

    def mend(self) -> None:
        self.page.context.set_offline(False)


def test_a_connection_that_breaks_is_mended(here: Visit, server: Server) -> None:
    line = Line(here.page)
    here.page.reload()
    year = 2009
    agree(here, year)
    for last in ("map", "slider", "nothing"):
        line.cut()
        away(here)
        if last == "map":
            press(here, "ArrowLeft", 2)
            address(here, year=str(year := year - 2))
        line.mend()
        if last == "slider":
            slide(here, "ArrowRight", 3)
            year += 3
        agree(here, year)
        press(here, "ArrowLeft")
        agree(here, year - 1)
        slide(here, "ArrowRight")
        agree(here, year)


def test_a_slider_that_missed_its_year_is_told_again(here: Visit) -> None:
    line = Line(here.page)
    here.page.reload()
    agree(here, 2009)
    line.spoil = silence_slider
    press(here, "ArrowLeft")
    agree(here, 2008)
    assert line.spoil is None, "it was not silenced"


def silence_slider(message: str | bytes) -> str | bytes | None:
    """A message of the server without what tells the slider its year; None for one that tells it nothing."""
    told = ForwardMsg.FromString(message) if isinstance(message, bytes) else ForwardMsg()
    if not told.delta.new_element.slider.set_value:
        return None
    told.delta.new_element.slider.set_value = False
    return told.SerializeToString()


def test_a_page_that_does_not_connect_though_the_server_answers_is_loaded_anew(here: Visit) -> None:
    line = Line(here.page)
    here.page.reload()
    agree(here, 2009)
    with here.page.expect_event("domcontentloaded", timeout=WAIT):
        line.refuse()
        away(here)
        press(here, "ArrowLeft")
        address(here, year="2008")
    line.refused = False
    agree(here, 2008)
