"""Chromium without a network, and what is measured in its pages."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from urllib.parse import urlparse

from playwright.sync_api import Browser, Page, Request, sync_playwright

PROBE = (Path(__file__).parent / "probe.js").read_text(encoding="utf-8")
OVERVIEW = "at=5/45/124"
"""All lines of the region in view: the worst case."""
TIMEOUT = 60_000
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chromium-headless-shell")


@contextmanager
def chromium() -> Iterator[Browser]:
    """Headless Chromium that finds no host but this machine.

    The cut is in its name look-up: intercepting requests would switch its cache off.
    """
    path = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        raise RuntimeError("no Chromium found; install it, or name it in the variable CHROMIUM")
    args = ["--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost"]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        args.append("--no-sandbox")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=args)
        try:
            yield browser
        finally:
            browser.close()


def open_page(browser: Browser, url: str, *, watch: bool = False) -> Page:
    """Open a page in a context of its own. With `watch` the probe waits for the text of a bare page."""
    page = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
    page.set_default_timeout(TIMEOUT)
    page.on("request", _stay_here)
    page.add_init_script("try { localStorage.setItem('cam-been', '1'); } catch {}")  # without the opening
    page.add_init_script(PROBE + ("if (window === window.top) bench.watch();" if watch else ""))
    page.goto(url)
    return page


def _stay_here(request: Request) -> None:
    host = urlparse(request.url).hostname
    if host not in (None, "localhost"):
        raise RuntimeError(f"a page asked for {request.url}")


def rest(page: Page, milliseconds: float = 300) -> None:
    """Wait until Streamlit's script has run to its end, and a little longer."""
    page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for()
    page.wait_for_timeout(milliseconds)


@dataclass
class Contender:
    """A page whose year is moved on with the arrow key, and what each step took."""

    name: str
    page: Page
    handle: str
    year: int = 1995
    steps: list[float] = field(default_factory=list)
    presented: list[float] = field(default_factory=list)
    settled: list[float] = field(default_factory=list)

    def step(self, *, keep: bool = True) -> None:
        """Press the key once and note, in ms, when the new year was painted and when all was still again."""
        self.page.bring_to_front()
        self.page.locator(self.handle).focus()
        rest(self.page)
        self.year += 1
        self.page.evaluate("year => { bench.expect(year); bench.presses = []; }", self.year)
        self.page.keyboard.press("ArrowRight")
        took = self.page.evaluate("() => bench.done")
        rest(self.page, 500)
        told = self.page.evaluate(
            "() => ({presses: bench.presses, ends: bench.paints.map(it => it.end - bench.begun)})"
        )
        if keep:
            self.steps.append(took)
            self.presented += told["presses"][:1]
            self.settled += told["ends"][-1:]

    def summary(self) -> dict[str, float]:
        """Median and worst, in ms."""
        figures = {"median_ms": median(self.steps), "worst_ms": max(self.steps), "steps": len(self.steps)}
        if self.presented:
            figures["presented_median_ms"] = median(self.presented)
        if self.settled:
            figures["settled_median_ms"] = median(self.settled)
        return figures


def play(page: Page, first: int, last: int) -> dict[str, float]:
    """Play from the first year to the last at ten years a second; count the years that were painted."""
    page.locator(".cam-frame .cam-more-time").click()
    page.locator(".cam-frame .cam-speed", has_text="10×").click()
    page.locator(".cam-frame .cam-handle-year").focus()
    rest(page, 1000)
    page.evaluate("year => bench.expect(year)", last)
    page.keyboard.press("Space")
    took = page.evaluate("() => bench.done")
    shown = set(page.evaluate("() => bench.paints.map(one => one.year)"))
    wanted = set(range(first + 1, last + 1))
    return {
        "years": len(wanted),
        "shown": len(wanted & shown),
        "dropped": len(wanted - shown),
        "seconds": took / 1000,
        "ideal_seconds": len(wanted) / 10,
    }


def first_map(browser: Browser, url: str) -> float:
    """Milliseconds from asking for the page to its first painted map."""
    return _opening(browser, url, "bench.paints[0]?.end")


def first_text(browser: Browser, url: str) -> float:
    """Milliseconds from asking for the page to its first painted text."""
    return _opening(browser, url, "bench.opened", watch=True)


def _opening(browser: Browser, url: str, moment: str, *, watch: bool = False) -> float:
    page = open_page(browser, url, watch=watch)
    try:
        page.wait_for_function(f"() => {moment}")
        rest(page)
        return float(page.evaluate(f"() => {moment}"))
    finally:
        page.context.close()
