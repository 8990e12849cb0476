"""The published folder in a frame of the page in `examples/embed`, opened over http."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from pages import BEEN, SPAN, until

PAGE = Path(__file__).parents[2] / "examples" / "embed" / "index.html"


class Silent(SimpleHTTPRequestHandler):
    """Gives files, and says nothing of it."""

    def log_message(self, format: str, *said: object) -> None:  # noqa: A002  the name that it has
        """Keep what the tests print free of it."""


@pytest.fixture
def host(tmp_path: Path, published: Path) -> Iterator[str]:
    """The address of the example with a published folder beside it."""
    shutil.copy(PAGE, tmp_path)
    (tmp_path / "atlas").symlink_to(published)
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Silent, directory=str(tmp_path))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def test_the_page_around_sets_the_year_and_hears_what_is_chosen(chromium: Browser, host: str) -> None:
    page: Any = chromium.new_page(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    page.add_init_script(BEEN)
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto(host)
    slider = page.get_by_role("slider", name="Year")
    until(page, "() => !document.querySelector('#year').disabled")
    assert slider.input_value() == str(SPAN["last_year"])
    slider.fill("2005")
    framed = page.frame_locator("#atlas")
    expect(framed.locator(".cam-handle-year")).to_have_attribute("aria-valuenow", "2005")
    expect(page.locator("#link")).to_have_text(f"?year=2005&edition={SPAN['data_version']}")
    page.get_by_role("combobox", name="Countries").select_option("KP,RU")
    expect(page.locator("#link")).to_contain_text("country=KP,RU")
    framed.get_by_role("combobox", name="Search").fill("Rajin port")
    framed.locator(".cam-finder-row").first.click()
    row = page.locator("#chosen button").first
    expect(row).to_contain_text("Rajin Port")
    framed.get_by_role("button", name="Close").first.click()
    row.click()  # and chosen from outside
    expect(page.locator("#link")).to_contain_text("id=rajin-port")
    page.evaluate("ask({action: 'set', values: {year: 1066}})")
    expect(page.locator("#wrong")).to_have_text("set: this atlas knows no year “1066”")
    page.evaluate("ask({action: 'go', link: '?year=1999&country=CN'})")
    expect(page.locator("#shown")).to_have_text("1999")
    expect(page.locator("#link")).to_have_text(f"?year=1999&country=CN&edition={SPAN['data_version']}")
    assert wrong == []
    page.close()
