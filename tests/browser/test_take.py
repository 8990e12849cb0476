"""Taking things away from the page: a dialog that shows how it will look, and pages that stand alone.

What the dialog offers and what its files are called tests/test_take_page.py holds, without a browser.
"""

from __future__ import annotations

import gzip
import http.server
import io
import threading
from collections.abc import Callable, Iterator
from functools import partial
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlparse

import pytest
from PIL import Image
from playwright.sync_api import Browser, Locator, expect
from playwright.sync_api import TimeoutError as OutOfTime

import corridor_atlas as ca
from corridor_atlas.core import files
from corridor_atlas.draw import webmap
from corridor_atlas.take import formats
from corridor_atlas.view.view import opening
from pages import BEEN, INK, LAST, SPAN, WAIT, Visit, until

WIDEST = 500
"""Pixels that a preview has at least on a desk."""
LIGHT = 500_000
"""Bytes in gzip that a published folder may ask for until its map is painted."""
TELEPHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


class Dialog:
    """The dialog of the page, open."""

    def __init__(self, visit: Visit) -> None:
        self.visit, self.page = visit, visit.page
        self.box = visit.page.get_by_role("dialog", name="Take away this view")
        self.tool = visit.page.locator(".cam-tool-take")
        self.nav = self.box.get_by_role("navigation", name="What to take away")
        expect(self.nav).to_be_visible()

    def choose(self, name: str) -> None:
        """Choose what to take away, and wait until it is there."""
        self.nav.get_by_role("button", name=name).click()
        expect(self.nav.locator("[aria-current]")).to_contain_text(name)
        self.visit.rest()

    @property
    def preview(self) -> Locator:
        return self.box.locator(".st-key-take_preview img")

    def download(self, name: str) -> bytes:
        """Press the button, once it gives the file of this name; give its content."""
        expect(self.box.locator(".st-key-take_name")).to_contain_text(name)
        self.visit.rest()
        with self.page.expect_download(timeout=WAIT) as waiting:
            self.box.locator(".st-key-take_download button").click()
        assert waiting.value.suggested_filename == name
        return Path(waiting.value.path()).read_bytes()


@pytest.fixture
def dialog(visit: Any) -> Callable[..., Dialog]:
    return lambda path="/?year=2014&layers=ports&panel=take", **options: Dialog(visit(path, **options))


def test_three_steps_give_a_figure_that_was_seen_before(visit: Callable[..., Visit]) -> None:
    here = visit("/?year=2014&layers=railways,ports")
    here.page.locator(".cam-tool-take").click()  # 1: take away; a figure is what most people come for
    shown = Dialog(here)
    expect(shown.tool).to_have_attribute("aria-pressed", "true")
    expect(shown.preview).to_be_visible(timeout=2 * WAIT)
    assert shown.preview.bounding_box()["width"] >= WIDEST
    with Image.open(io.BytesIO(shown.download("corridor-atlas_2014_hunchun_ports-railways.png"))) as image:  # 2
        assert image.size == (3508, 2480)
        assert "2014" in image.info["Title"]


def test_what_is_chosen_stays_while_the_page_is_drawn_anew(dialog: Callable[..., Dialog]) -> None:
    shown = dialog()
    shown.choose("Table")
    shown.page.evaluate("document.querySelector('.cam-button-back').click()")  # the map reports another year
    shown.visit.has_query(year="2013")
    shown.visit.rest()
    expect(shown.nav.locator("[aria-current]")).to_contain_text("Table")
    expect(shown.box.locator(".st-key-take_download button")).to_be_visible()


def test_escape_and_the_close_button_tell_the_map(dialog: Callable[..., Dialog]) -> None:
    shown = dialog()
    assert shown.box.evaluate("box => box.contains(document.activeElement)")
    shown.page.keyboard.press("Escape")
    expect(shown.box).to_have_count(0)
    shown.visit.has_query(panel=None)
    expect(shown.tool).to_have_attribute("aria-pressed", "false")
    shown.tool.click()
    shown = Dialog(shown.visit)
    shown.visit.has_query(panel="take")
    shown.box.get_by_role("button", name="Close").click()
    expect(shown.box).to_have_count(0)
    shown.visit.has_query(panel=None)
    expect(shown.tool).to_have_attribute("aria-pressed", "false")


def test_the_link_is_copied_with_its_host(dialog: Callable[..., Dialog]) -> None:
    shown = dialog("/?year=2012&country=CN&panel=take")
    page = shown.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    shown.choose("Link and citation")
    shown.box.get_by_role("button", name="Copy the link").click()
    expect(shown.box.locator(".st-key-take_options [role=status]")).to_have_text("Copied")
    copied = urlparse(page.evaluate("navigator.clipboard.readText()"))
    assert copied.netloc == urlparse(page.url).netloc
    assert parse_qs(copied.query) == {"year": ["2012"], "country": ["CN"], "edition": [SPAN["data_version"]]}
    page.context.clear_permissions()


def test_on_a_phone_the_dialog_fills_the_screen_and_its_list_is_one_to_choose_from(
    dialog: Callable[..., Dialog],
) -> None:
    shown = dialog(**TELEPHONE)
    box = shown.box.bounding_box()
    assert (box["x"], box["width"]) == (0, 390)
    assert box["height"] >= 844
    shown.nav.get_by_role("combobox").select_option("link")
    expect(shown.box.get_by_role("heading", name="Citation")).to_be_visible()
    assert shown.page.evaluate("document.documentElement.scrollWidth") <= 390


# --- pages that stand alone -------------------------------------------------------------------------


@pytest.fixture
def served(published: Path) -> Iterator[str]:
    """The folder on this machine's plainest web server."""

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Say nothing."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(published)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


def opened(chromium: Browser, address: str, *, offline: bool) -> None:
    """Open a page that stands alone: it draws, plays, selects, and asks for nothing from elsewhere."""
    context = chromium.new_context(viewport={"width": 1280, "height": 800}, offline=offline)
    context.add_init_script(BEEN)
    page, wrong = context.new_page(), []
    home = address.rsplit("/", 1)[0]
    page.on("console", lambda said: said.type in ("error", "warning") and wrong.append(said.text))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("request", lambda one: one.url.startswith((home, "data:", "blob:")) or wrong.append(one.url))
    page.goto(address)
    bar = page.locator(".cam-frame .cam-handle-year")
    expect(bar).to_have_attribute("aria-valuenow", str(LAST))
    bar.focus()
    page.keyboard.press("Home")
    expect(bar).to_have_attribute("aria-valuenow", "1991")
    page.evaluate("map_1.atlas.select('hunchun-makhalino-railway')")
    expect(page.locator(".cam-article-name")).to_contain_text("Hunchun")
    context.close()
    assert wrong == []


def test_the_folder_works_on_a_static_host(chromium, served) -> None:
    opened(chromium, served, offline=False)


def test_the_first_map_is_painted_before_the_data_are_there(chromium, published, served) -> None:
    context = chromium.new_context(viewport={"width": 1440, "height": 900}, offline=False)
    context.add_init_script(BEEN)
    page, asked, held = context.new_page(), [], []
    page.on("request", lambda one: asked.append(one.url.rsplit("/", 1)[1] or "index.html"))
    page.route("**/data-*.js", lambda route: held.append(route))  # noqa: PLW0108  the driver needs a function
    page.goto(served, wait_until="commit")
    until(page, "typeof map_1 === 'object' && !!document.querySelector('.leaflet-ca-features-pane canvas')")
    while not held:
        page.wait_for_timeout(50)
    painted = set(page.evaluate(INK, ".cam-frame"))
    before = [name for name in asked if not name.startswith("data-")]
    assert sum(len(gzip.compress((published / name).read_bytes(), 9)) for name in before) < LIGHT, before
    assert len(painted) > 20
    middle = page.evaluate("map_1.getCenter()")
    held[0].continue_()
    expect(page.locator(".cam-handle-year")).to_have_attribute("aria-valuenow", str(LAST))
    assert page.locator(".cam-frame").count() == 1
    assert page.evaluate("map_1.getCenter()") == pytest.approx(middle, abs=1e-6)
    context.close()


def test_a_folder_whose_data_do_not_come_says_so(chromium, served) -> None:
    context = chromium.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.route("**/data-*.js", lambda route: route.abort())
    page.goto(served)
    expect(page.get_by_role("alert")).to_contain_text("could not be loaded")
    context.close()


def test_the_folder_works_from_a_disk_with_the_network_cut(chromium, published) -> None:
    opened(chromium, (published / "index.html").as_uri(), offline=True)


def test_the_one_file_page_works_with_the_network_cut(chromium, atlas, tmp_path) -> None:
    files.write(tmp_path / "atlas.html", formats.get("html").write(atlas, opening(atlas)))
    opened(chromium, (tmp_path / "atlas.html").as_uri(), offline=True)


def test_online_tiles_that_do_not_come_leave_the_map_as_it_is(chromium, atlas, tmp_path) -> None:
    tiles = {"url": "https://tiles.example.org/{z}/{x}/{y}.png", "attribution": "Tiles of an example"}
    webmap.save_html(webmap.build(atlas, options={"tiles": tiles}), tmp_path / "tiles.html")
    context = chromium.new_context(viewport={"width": 900, "height": 700}, offline=True)
    context.add_init_script(BEEN)
    page, asked, wrong = context.new_page(), set(), []
    page.on("request", lambda one: asked.add(urlparse(one.url).hostname))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto((tmp_path / "tiles.html").as_uri())
    expect(page.locator(".cam-handle-year")).to_have_attribute("aria-valuenow", str(LAST))
    until(page, "document.querySelectorAll('.leaflet-tile').length > 0")
    assert "Tiles of an example" in page.locator(".cam-attribution").text_content()
    assert len(page.evaluate(INK.replace("ca-features", "ca-base"), ".cam-frame")) > 5, "the ground lies beneath"
    assert asked - {None, ""} == {"tiles.example.org"}
    context.close()
    assert wrong == []


PARTS = """() => [".cam-frame", ".cam-map", ".cam-block", ".cam-menu", "canvas"].map(
  one => document.querySelectorAll(one).length)"""


def test_a_page_that_was_saved_as_it_stood_builds_itself_anew(open_map: Callable[..., Any], tmp_path: Path) -> None:
    page = open_map("#year=2012", fresh=True)
    page.get_by_role("button", name="Menu").click()
    (tmp_path / "saved.html").write_text(page.content(), encoding="utf-8")
    before = page.evaluate(PARTS)
    again = page.context.new_page()
    again.goto((tmp_path / "saved.html").as_uri())
    expect(again.locator(".cam-handle-year")).to_have_attribute("aria-valuenow", str(LAST))
    until(again, "map_1.atlas && document.querySelectorAll('.cam-frame').length === 1")
    assert again.evaluate(PARTS) == before
    assert again.locator("dialog, .cam-menu:popover-open").count() == 0
    again.close()


def test_a_map_shows_itself_in_a_notebook(chromium, atlas, tmp_path) -> None:
    shown = ca.Atlas(atlas).view(year=2008, place="Hunchun")._repr_html_()
    page_file = tmp_path / "notebook.html"
    page_file.write_text(f"<!DOCTYPE html><title>{escape('A notebook')}</title>{shown}", encoding="utf-8")
    context = chromium.new_context(offline=True)
    page, wrong = context.new_page(), []
    page.on("console", lambda said: said.type == "error" and wrong.append(said.text))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto(page_file.as_uri())
    bar = page.frame_locator("iframe").locator(".cam-frame .cam-handle-year")
    try:
        bar.wait_for(timeout=WAIT / 3)
    except OutOfTime:  # a frame in a process of its own is now and then out of the driver's sight (docs/next.md)
        page.reload()
    expect(bar).to_have_attribute("aria-valuenow", "2008")
    bar.focus()
    page.keyboard.press("ArrowLeft")
    expect(bar).to_have_attribute("aria-valuenow", "2007")
    context.close()
    assert wrong == []
