"""Taking things away from the page: nothing is made before it is asked for, files are what their names say."""

from __future__ import annotations

import http.server
import io
import json
import re
import threading
from collections.abc import Callable, Iterator
from functools import partial
from html import escape
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Browser, Locator, expect
from playwright.sync_api import TimeoutError as OutOfTime

import corridor_atlas as ca
from corridor_atlas.core import files
from corridor_atlas.data import dataset
from corridor_atlas.take import formats, website
from corridor_atlas.view.view import opening
from pages import LAST, WAIT, Visit

WATCH = r"""() => { window.told = false; const side = document.querySelector("[data-testid=stSidebar]");
  new MutationObserver(() => { told ||= /\d+ of 3 years/.test(side.textContent); })
    .observe(side, {childList: true, characterData: true, subtree: true}); }"""
"""Run in the page before a film is drawn: note whether it tells how far it is, for a short film is soon done."""
PHONE = {"width": 390, "height": 844}


class Panel:
    """The take-away panel of the page, opened."""

    def __init__(self, visit: Visit) -> None:
        self.visit, self.page = visit, visit.page
        self.side = visit.page.locator("[data-testid=stSidebar]")
        if visit.page.viewport_size["width"] < 800:  # there it is folded away
            self.page.get_by_test_id("stExpandSidebarButton").click()
        self.side.get_by_text("Take it away").click()
        expect(self.side.get_by_role("radio", name="Picture")).to_be_visible()

    def choose(self, key: str, option: str) -> None:
        """Choose from a list, once nothing more is to come: what the page draws anew shuts an open list."""
        self.visit.rest()
        box = self.side.locator(f"[class*='st-key-{key}']").get_by_role("combobox")
        box.click()
        self.page.get_by_role("option", name=option, exact=True).click()
        expect(box).to_have_value(option)
        self.visit.rest()

    def press(self, name: str) -> None:
        button = self.side.get_by_role("radio", name=name, exact=True)
        if button.get_attribute("aria-checked") != "true":  # a second press would take it back
            button.click()
        expect(button).to_have_attribute("aria-checked", "true")
        self.visit.rest()

    @property
    def file(self) -> Locator:
        """The name of the file that the button gives."""
        return self.side.locator(".st-key-take_name")

    def download(self, name: str) -> bytes:
        """Press the button, once it gives the file of this name; give its content."""
        expect(self.file).to_contain_text(name)
        self.visit.rest()
        with self.page.expect_download(timeout=WAIT) as waiting:
            self.side.get_by_role("button", name="Download").click()
        assert waiting.value.suggested_filename == name
        return Path(waiting.value.path()).read_bytes()


@pytest.fixture
def panel(visit: Any) -> Callable[..., Panel]:
    return lambda path="/?year=2014", **options: Panel(visit(path, **options))


@pytest.fixture
def of_2014(kept: Any, look: Any) -> Panel:
    """The panel of the ports in 2014, which several tests have in common: each chooses all that it needs."""
    found: Panel = kept.get("panel", lambda: Panel(look("/?year=2014&layers=ports")))
    found.press("Picture")
    found.choose("take_kind", "This view")
    return found


def test_a_picture_of_the_view_is_downloaded_under_a_name_that_says_what_it_is(panel) -> None:
    shown = panel("/?year=2014&layers=railways,ports")
    expect(shown.side.locator("img")).to_have_count(0)  # nothing is made before it is asked for
    content = shown.download("corridor-atlas_2014_hunchun_ports-railways.png")
    with Image.open(io.BytesIO(content)) as image:
        assert image.size == (3508, 2480)
        assert "2014" in image.info["Title"]


def test_a_preview_shows_what_will_be_downloaded(of_2014) -> None:
    shown = of_2014
    shown.choose("take_size", "A4")
    shown.side.get_by_role("button", name="Preview").click()
    expect(shown.side.locator("img")).to_be_visible()
    assert shown.side.locator("img").evaluate("one => one.naturalWidth / one.naturalHeight") == pytest.approx(
        297 / 210, abs=0.01
    )


def test_size_language_and_file_are_chosen(of_2014) -> None:
    shown = of_2014
    shown.choose("take_size", "Journal, one column (85 mm)")
    shown.choose("take_language", "中文")
    shown.press("SVG")
    content = shown.download("corridor-atlas_2014_hunchun_ports.svg")
    assert "图例" in content.decode()
    assert 'width="240.944' in content.decode()[:2000]  # 85 mm in points


def test_the_eras_stand_side_by_side(of_2014) -> None:
    shown = of_2014
    shown.choose("take_language", "English")
    shown.choose("take_kind", "Years side by side")
    shown.press("SVG")
    content = shown.download("corridor-atlas_eras_hunchun_ports.svg")
    assert {"2004 · TRADP", "2014 · GTI"} <= set(re.findall(r">([^<>]+)</text>", content.decode()))


def test_what_the_page_compares_comes_first(panel) -> None:
    shown = panel("/?year=2014&vs=2005&layers=ports")
    expect(shown.side.locator("[class*='st-key-take_kind']").get_by_role("combobox")).to_have_value("What changed")
    shown.press("SVG")
    content = shown.download("corridor-atlas_2005-2014_changes_hunchun_ports.svg")
    assert "2005–2014" in content.decode()


def test_an_open_corridor_becomes_a_strip(panel) -> None:
    shown = panel("/?year=2010&corridor=primorye-2-corridor")
    shown.press("PDF")
    content = shown.download("corridor-atlas_2010_primorye-2-corridor.pdf")
    assert content.startswith(b"%PDF-")


def test_a_film_is_drawn_when_asked_and_tells_how_far_it_is(of_2014) -> None:
    shown = of_2014
    shown.choose("take_language", "English")
    shown.choose("take_kind", "Animation")
    shown.choose("take_size", "960 × 640")
    expect(shown.side.get_by_role("button", name="Download")).to_have_count(0)
    first = shown.side.locator(".st-key-take_film_years input[type=range]").first
    for key in ("End", *["ArrowLeft"] * 2):  # three years are enough to see
        first.press(key)
    expect(shown.file).to_contain_text(f"_{LAST - 2}-{LAST}_")
    shown.visit.rest()
    shown.page.evaluate(WATCH)
    shown.side.get_by_role("button", name="Draw the years").click()
    expect(shown.side.get_by_role("button", name="Download")).to_be_visible(timeout=2 * WAIT)
    assert shown.page.evaluate("told"), "it told how far it is"
    content = shown.download(f"corridor-atlas_{LAST - 2}-{LAST}_hunchun_ports.gif")
    with Image.open(io.BytesIO(content)) as image:
        assert image.n_frames == 3


def test_data_and_citation(of_2014) -> None:
    shown = of_2014
    shown.press("Data")
    shown.choose("take_format", "GeoJSON")
    content = shown.download("corridor-atlas_2014_ports.geojson")
    assert json.loads(content)["atlas"]["year"] == "2014"
    shown.choose("take_format", "CSV table")
    expect(shown.side.get_by_text("Left out:")).to_contain_text("the shapes of lines and areas")
    shown.download("corridor-atlas_2014_ports.csv")
    shown.press("Cite")
    expect(shown.side.locator("code")).to_contain_text("The Corridor Atlas authors")
    shown.press("BibTeX")
    expect(shown.side.locator("code")).to_contain_text("@misc{corridor-atlas-2014")


def test_an_empty_part_of_the_map_is_told_and_offers_nothing(panel) -> None:
    shown = panel("/?year=2014&layers=ports&at=9/30/70")
    expect(shown.side.get_by_text("Nothing lies in this part of the map.")).to_be_visible()
    expect(shown.side.get_by_role("button", name="Download")).to_have_count(0)


def test_the_panel_can_be_used_on_a_phone(visit) -> None:
    narrow = visit("/?year=2014")
    narrow.page.set_viewport_size(PHONE)
    shown = Panel(narrow)
    box = shown.side.bounding_box()
    for one in shown.side.locator(".st-key-take button, .st-key-take input").all():
        if one.is_visible():
            here = one.bounding_box()
            assert here["x"] >= box["x"]
            assert here["x"] + here["width"] <= box["x"] + box["width"] + 1
    assert shown.page.evaluate("document.documentElement.scrollWidth") <= 390


# --- pages that stand alone -------------------------------------------------------------------------


@pytest.fixture(scope="module")
def folder(atlas: dataset.Atlas, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The map as a folder for a static host."""
    path = tmp_path_factory.mktemp("published") / "site"
    files.write_folder(path, website.folder(atlas))
    return path


@pytest.fixture
def served(folder: Path) -> Iterator[str]:
    """The folder on this machine's plainest web server."""

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Say nothing."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


def opened(chromium: Browser, address: str, *, offline: bool) -> None:
    """Open a page that stands alone: it draws, plays, selects, and asks for nothing from elsewhere."""
    context = chromium.new_context(viewport={"width": 1280, "height": 800}, offline=offline)
    page, wrong = context.new_page(), []
    home = address.rsplit("/", 1)[0]
    page.on("console", lambda said: said.type in ("error", "warning") and wrong.append(said.text))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("request", lambda one: one.url.startswith((home, "data:", "blob:")) or wrong.append(one.url))
    page.goto(address)
    bar = page.locator(".cam-frame .cam-track")
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


def test_the_folder_works_from_a_disk_with_the_network_cut(chromium, folder) -> None:
    opened(chromium, (folder / "index.html").as_uri(), offline=True)


def test_the_one_file_page_works_with_the_network_cut(chromium, atlas, tmp_path) -> None:
    files.write(tmp_path / "atlas.html", formats.get("html").write(atlas, opening(atlas)))
    opened(chromium, (tmp_path / "atlas.html").as_uri(), offline=True)


def test_a_map_shows_itself_in_a_notebook(chromium, atlas, tmp_path) -> None:
    shown = ca.Atlas(atlas).view(year=2008, place="Hunchun")._repr_html_()
    page_file = tmp_path / "notebook.html"
    page_file.write_text(f"<!DOCTYPE html><title>{escape('A notebook')}</title>{shown}", encoding="utf-8")
    context = chromium.new_context(offline=True)
    page, wrong = context.new_page(), []
    page.on("console", lambda said: said.type == "error" and wrong.append(said.text))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto(page_file.as_uri())
    bar = page.frame_locator("iframe").locator(".cam-frame .cam-track")
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
