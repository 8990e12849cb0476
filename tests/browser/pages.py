"""A page of the app as the tests see it, and what several of them wait for."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlparse

from playwright.sync_api import BrowserContext, Locator, Page, expect

WAIT = 60_000
"""Milliseconds for what the server has a part in: a busy machine is slow, not wrong."""
RESTED = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
"""Run in the page: over when what was asked for is painted."""
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


class Visit:
    """A page of the app, with everything it asked for and complained of."""

    def __init__(self, context: BrowserContext, url: str) -> None:
        self.page: Page = context.new_page()
        self.outside: list[str] = []
        self.complaints: list[str] = []
        self.page.on("request", self._request)
        self.page.on("console", lambda said: self.complaints.append(said.text) if said.type == "error" else None)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.goto(url)
        expect(self.page.locator(".cam-frame canvas").first).to_be_visible(timeout=WAIT)
        expect(self.bar).to_have_attribute("aria-valuenow", re.compile(r"\d{4}"))

    def _request(self, request: object) -> None:
        url = urlparse(request.url)  # type: ignore[attr-defined]
        if url.scheme in ("http", "https", "ws", "wss") and url.hostname != "localhost":
            self.outside.append(url.geturl())

    @property
    def bar(self) -> Locator:
        """The handle of the time bar in the map."""
        return self.page.locator(".cam-frame .cam-track")

    @property
    def slider(self) -> Locator:
        """The year slider of the sidebar."""
        return self.page.locator(".st-key-year input[type=range]")

    def rest(self) -> None:
        """Wait until no run of the script is under way, the one after the map's first report too."""
        self.page.wait_for_timeout(400)
        expect(self.page.locator("[data-test-script-state=notRunning]")).to_have_count(1, timeout=WAIT)

    def query(self) -> dict[str, str]:
        return {name: values[0] for name, values in parse_qs(urlparse(self.page.url).query).items()}

    def has_query(self, **wanted: str | None) -> None:
        """Wait until the address bar holds these parameters; None means left out."""
        for _ in range(100):
            if all(self.query().get(name) == value for name, value in wanted.items()):
                return
            self.page.wait_for_timeout(100)
        raise AssertionError(f"the address bar holds {self.query()}, expected {wanted}")

    def parameter(self, name: str) -> str:
        """The value of a parameter, once the address bar holds it."""
        for _ in range(100):
            if name in self.query():
                return self.query()[name]
            self.page.wait_for_timeout(100)
        raise AssertionError(f"the address bar holds {self.query()}, expected {name}")

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
