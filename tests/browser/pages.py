"""A page of the app as the tests see it, and what several of them wait for: conditions, and never a time."""

from __future__ import annotations

import re
import time
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urljoin, urlparse

import again
from playwright.sync_api import Browser, Locator, Page, WebSocket, expect
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

SPAN = tomllib.loads((Path(__file__).parents[2] / "geodata" / "atlas.toml").read_text(encoding="utf-8"))["span"]
FIRST, LAST = SPAN["first_year"], SPAN["last_year"]
"""The years of the shipped atlas."""
WAIT = 60_000
"""Milliseconds for what the server has a part in: a busy machine is slow, not wrong."""
RESTED = """() => new Promise(done => {
  const after = (left, wait, then) => (left ? wait(() => after(left - 1, wait, then)) : then());
  after(3, requestAnimationFrame, () => after(9, setTimeout, done)); })"""
"""Run in the page: over when what was asked for is painted, and what follows a new year has followed."""
FIRED = "milliseconds => new Promise(done => setTimeout(done, milliseconds))"
"""Run in the page: over when every timer has fired that was set before, for at most so long."""
BEEN = "try { localStorage.setItem('cam-been', '1'); } catch {}"
"""Run in a page before its own scripts: its reader has been here, and so the opening stays away."""
NARROW = 640
"""Pixels of width up to which the map makes room for its sheet as it opens: no link leads back to that."""
MEDIA = ("media", "color_scheme", "reduced_motion", "forced_colors", "contrast")
"""What a test may have told the page about the screen and its reader."""
INK = """(selector) => { const seen = document.querySelector(selector + ' .leaflet-ca-features-pane canvas');
  const copy = Object.assign(document.createElement('canvas'), {width: seen.width, height: seen.height});
  const pen = copy.getContext('2d', {willReadFrequently: true});
  pen.drawImage(seen, 0, 0);
  const found = new Set();
  const {data} = pen.getImageData(0, 0, copy.width, copy.height);
  for (let i = 0; i < data.length; i += 4) {
    if (data[i + 3] === 255) found.add('#' + [0, 1, 2].map(k => data[i + k].toString(16).padStart(2, '0')).join(''));
  }
  return [...found]; }"""
"""Run in the page with the selector of a map: the opaque colours of its features, as #rrggbb."""
HOLDS = """wanted => { const held = new URLSearchParams(location.search);
  return Object.entries(wanted).every(([name, value]) => held.get(name) === value); }"""
PAUSED_AFTER = """async year => { const { atlas } = map_1;
  while (atlas.getYear() <= year) await new Promise(requestAnimationFrame);
  const before = [location.hash, window.said ? said.length : 0];
  const named = one => one.getAttribute("aria-label") || one.title;
  [...document.querySelectorAll("button")].find(one => named(one).startsWith("Pause")).click();
  return before; }"""
"""Run in the one-file page while it plays: stop it once a year is passed, in the same breath, for on a busy machine
it is soon at the end; give what the address held until then and how many sentences were said."""
GONE_BY = "year => map_1.atlas.getYear() > year"
"""Run in the one-file page: whether the map has passed a year."""


def comes_to(page: Page, script: str, wanted: Any) -> None:
    """Wait until the page answers a question so."""
    end = time.monotonic() + WAIT / 1000
    while (found := page.evaluate(script)) != wanted and time.monotonic() < end:
        page.wait_for_timeout(50)
    assert found == wanted, f"{script} comes to {found!r}, expected {wanted!r}"


def until(page: Page, script: str, asked: Any = None) -> None:
    """Wait until the page says yes. Playwright's own way would compile text in the page, which the map forbids."""
    end = time.monotonic() + WAIT / 1000
    while not page.evaluate(script, asked):
        assert time.monotonic() < end, f"never true: {script}, {asked!r}"
        page.wait_for_timeout(50)


def still(page: Page, script: str) -> Any:
    """The answer of the page, once it is the same twice, a moment apart."""
    before, now = object(), page.evaluate(script)
    while now != before:
        page.evaluate(FIRED, 150)
        page.evaluate(RESTED)
        before, now = now, page.evaluate(script)
    return now


@dataclass
class Taken:
    """A page that a test has: how its context was made, what is called for its events, the file that it may keep."""

    page: Page
    options: dict[str, Any]
    ears: dict[str, Callable[[Any], object]]
    file: str | None = None


class Pool:
    """Pages of the browser that later tests use again, without cookies and what pages store.

    The scripts of the app weigh megabytes: a page that has read them once opens the app in two thirds of the time.
    A page of one file stays open where it can be brought back to what it was when it opened.
    """

    def __init__(self, browser: Browser, other: Pool | None = None) -> None:
        self._browser = browser
        self._free: dict[str, list[Page]] = other._free if other else {}
        self._opened: dict[tuple[str, str], list[str]] = other._opened if other else {}
        self._taken: list[Taken] = []

    def beside(self) -> Pool:
        """A pool with the same free pages, that gives back what was taken from it alone."""
        return Pool(self._browser, self)

    def take(self, options: dict[str, Any], **ears: Callable[[Any], object]) -> Page:
        """A page with these options that no other has; `ears` are what is called for its events."""
        free = self._free.setdefault(_key(options), [])
        page = free.pop() if free else self._new(**options)
        page.set_default_timeout(WAIT)
        _fit(page, options)
        for event, ear in ears.items():
            page.on(event, ear)  # type: ignore[call-overload]
        self._taken.append(Taken(page, options, ears))
        return page

    def take_file(self, address: str, link: str, options: dict[str, Any], *, fresh: bool, **ears: Any) -> Page:
        """A page of one file at a link; where one stands as it opens, on from there. A `fresh` one is opened at the
        link, and not kept open for others."""
        page = self.take(options, **ears)
        kind = (address, _key(options))
        if fresh or "opening" in options or options["viewport"]["width"] <= NARROW:
            return _opened_at(page, address, link)
        if page.url.split("#")[0] != address:
            self._opened[kind] = again.note(_opened_at(page, address, ""))
        self._taken[-1].file = address
        if link:
            again.follow(page, link)
        return page

    def _new(self, *, opening: bool = False, **options: Any) -> Page:
        """A page of a context of its own; with `opening` its reader has never been here."""
        context = self._browser.new_context(**options)
        if not opening:
            context.add_init_script(BEEN)
        return context.new_page()

    def give_back(self) -> None:
        """Leave the pages that were taken, and forget what they left behind."""
        while self._taken:
            self._leave(self._taken.pop())

    def _leave(self, one: Taken) -> None:
        page, options = one.page, one.options
        for event, ear in one.ears.items():
            page.remove_listener(event, ear)
        for other in page.context.pages:
            if other != page:
                other.close()
        page.evaluate(f"() => {{ localStorage.clear(); sessionStorage.clear(); {BEEN if one.file else ''} }}")
        page.emulate_media(**{name: options.get(name, "null") for name in MEDIA})
        page.mouse.move(0, 0)
        if not one.file or not self._stays(one, one.file):
            # a page of the same server keeps the process of the browser, and with it the scripts that it has read
            page.goto(urljoin(page.url, "/_stcore/health") if page.url.startswith("http") else "about:blank")
        page.context.clear_cookies()
        self._free[_key(options)].append(page)

    def _stays(self, one: Taken, file: str) -> bool:
        """Whether the page of a file is again what it was when it opened, as far as anyone finds out."""
        _fit(one.page, one.options)
        return again.is_as_opened(one.page, self._opened[file, _key(one.options)])

    def close(self) -> None:
        """Close all pages for good."""
        for page in [*(one.page for one in self._taken), *chain(*self._free.values())]:
            page.context.close()


def _opened_at(page: Page, address: str, link: str) -> Page:
    """A page that loads a file, whatever it showed before."""
    page.goto("about:blank")  # from one link to another the browser would load nothing
    page.goto(address + link)
    page.evaluate(RESTED)
    return page


def _fit(page: Page, options: dict[str, Any]) -> None:
    """Give a window the size that it was made with."""
    if page.viewport_size != (wanted := options.get("viewport", page.viewport_size)):
        page.set_viewport_size(wanted)


def _key(options: dict[str, Any]) -> str:
    return repr(sorted(options.items()))


class Runs:
    """What page and server say to each other: whether every question of the page has had its answer."""

    def __init__(self) -> None:
        self.answered = False
        self.heard: list[str] = []
        self._begun = False

    def forget(self) -> None:
        """The page is opened anew."""
        self.answered = self._begun = False
        self.heard.clear()

    def listen(self, socket: WebSocket) -> None:
        self.answered = bool(self.heard)  # connected anew, the page asks again if it lacks an answer
        socket.on("framesent", self._sent)
        socket.on("framereceived", self._received)

    def _sent(self, frame: bytes | str) -> None:
        if isinstance(frame, bytes) and BackMsg.FromString(frame).WhichOneof("type") == "rerun_script":
            self.answered = self._begun = False
            self.heard.append("asked")

    def _received(self, frame: bytes | str) -> None:
        if isinstance(frame, str) or len(frame) > 100_000:  # the map itself
            return
        said = ForwardMsg.FromString(frame)
        kind = said.WhichOneof("type")
        if kind in ("new_session", "script_finished"):
            self.heard.append(f"{kind} {said.script_finished}")
        if kind == "new_session":
            self._begun = True
        elif kind == "script_finished" and said.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
            self.answered = self._begun


class Visit:
    """A page of the app, with everything it asked for and complained of."""

    def __init__(self, pool: Pool, options: dict[str, Any], url: str) -> None:
        self.outside: list[str] = []
        self.complaints: list[str] = []
        self.runs = Runs()
        self.page = pool.take(
            options,
            request=self._request,
            console=lambda said: self.complaints.append(said.text) if said.type == "error" else None,
            pageerror=lambda error: self.complaints.append(str(error)),
            websocket=self.runs.listen,
        )
        self._url = url
        self.open()

    def open(self) -> None:
        """Open the page, or open it anew as it was at first, and wait until it has come to rest.

        Before that parts of it come and go, and have no size yet. What is clicked meanwhile has tests of its own.
        """
        self.runs.forget()
        self.page.goto(self._url)
        first = 2 * WAIT  # the first page of a server takes it a quarter of a minute on a quiet machine
        expect(self.page.locator(".cam-map canvas").first).to_be_visible(timeout=first)
        expect(self.bar).to_have_attribute("aria-valuenow", re.compile(r"\d{4}"))
        self.rest()

    def _request(self, request: object) -> None:
        url = urlparse(request.url)  # type: ignore[attr-defined]
        if url.scheme in ("http", "https", "ws", "wss") and url.hostname != "localhost":
            self.outside.append(url.geturl())

    @property
    def bar(self) -> Locator:
        """The handle of the time bar in the map."""
        return self.page.locator(".cam-frame .cam-handle-year")

    @property
    def slider(self) -> Locator:
        """The year slider of the sidebar."""
        return self.page.locator(".st-key-year input[type=range]")

    def rest(self) -> None:
        """Wait until the server has answered all that the page has asked, and the answer is painted."""
        end = time.monotonic() + WAIT / 1000
        calm = 0
        while calm < 3:
            assert time.monotonic() < end, f"the server did not answer: {self.runs.heard[-20:]}"
            self.page.evaluate(FIRED, 100)  # the map sends its reports a moment after the click
            self.page.evaluate(RESTED)
            calm = calm + 1 if self.runs.answered else 0

    def query(self) -> dict[str, str]:
        return {name: values[0] for name, values in parse_qs(urlparse(self.page.url).query).items()}

    def has_query(self, **wanted: str | None) -> None:
        """Wait until the address bar holds these parameters; None means left out."""
        try:
            until(self.page, HOLDS, wanted)
        except AssertionError:
            raise AssertionError(f"the address bar holds {self.query()}, expected {wanted}") from None

    def parameter(self, name: str) -> str:
        """The value of a parameter, once the address bar holds it."""
        try:
            until(self.page, "name => new URLSearchParams(location.search).has(name)", name)
        except AssertionError:
            raise AssertionError(f"the address bar holds {self.query()}, expected {name}") from None
        return self.query()[name]

    def middle(self) -> tuple[float, float]:
        """The middle of the map on the screen."""
        box = self.page.locator(".cam-map").bounding_box()
        assert box
        return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2

    def point_at_middle(self) -> None:
        """Bring the mouse to what lies in the middle of the map, until the map names it."""
        named = self.page.locator(".cam-hover")
        end = time.monotonic() + WAIT / 1000
        while time.monotonic() < end and not named.is_visible():
            self.page.mouse.move(5, 5)
            self.page.mouse.move(*self.middle())
            self.page.evaluate(RESTED)
        expect(named).to_be_visible()

    def colours(self) -> int:
        """How many different colours the canvas of the features holds."""
        return int(
            self.page.evaluate(
                """() => {
                  const canvas = document.querySelector(".leaflet-ca-features-pane canvas");
                  const data = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
                  const seen = new Set();
                  for (let i = 0; i < data.length; i += 4) {
                    if (data[i + 3] > 250) seen.add((data[i] << 16) | (data[i + 1] << 8) | data[i + 2]);
                  }
                  return seen.size;
                }"""
            )
        )
