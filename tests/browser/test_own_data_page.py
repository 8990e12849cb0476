"""Files of the reader's own on the page: dropped, read, corrected, removed, and seen by nobody else."""

from __future__ import annotations

import base64
import re
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from pages import FIRED, WAIT, Visit, until

sys.path.append(str(Path(__file__).parents[1] / "read"))
import made

DROP = """files => { const carried = new DataTransfer();
  for (const [name, text] of files) {
    carried.items.add(new File([Uint8Array.from(atob(text), letter => letter.charCodeAt(0))], name));
  }
  const map = document.querySelector(".cam-map");
  const told = { bubbles: true, cancelable: true, dataTransfer: carried };
  map.dispatchEvent(new DragEvent("dragover", told));
  const said = document.querySelector(".cam-drop p").checkVisibility() && document.querySelector(".cam-drop").innerText;
  map.dispatchEvent(new DragEvent("drop", told));
  return said; }"""
"""Run in the page with names and contents: drop files onto the map; what the page said while they hung over it."""
CARD = '[class*="st-key-own_file_"]'
STATES = "name,latitude,longitude,opened,how\nHigh Yard,43.1,130.2,1994,open\nLow Yard,43.3,130.4,2004,ruined\n"
ROWS = 60_000
NOTHING = "name => document.body.textContent.includes(`Nothing is called “${name}”`)"
"""Run in the page with a name: whether the search has said that nothing has it."""
pytestmark = pytest.mark.timeout(600)  # files are read in processes of their own: seconds on a quiet machine


def drop(page: Page, *files: Path) -> str:
    """Drop files onto the map; give what was said over it."""
    return str(page.evaluate(DROP, [[one.name, base64.b64encode(one.read_bytes()).decode()] for one in files]))


def card(page: Page, name: str) -> Any:
    """What the panel has of a file, once it was read."""
    found = page.locator(CARD, has_text=name)
    expect(found).to_be_visible()
    return found


def remove(page: Page, name: str) -> None:
    card(page, name).get_by_role("button", name="Remove").click()
    expect(page.locator(CARD, has_text=name)).to_have_count(0)


def choose(page: Page, box: Locator, option: str) -> None:
    """Choose one of a list. Streamlit closes a list again that opens while a text beside is being taken in."""
    offered, end = page.get_by_role("option", name=option), time.monotonic() + WAIT / 1000
    while not offered.is_visible() and time.monotonic() < end:
        box.click()
        page.evaluate(FIRED, 500)
    offered.click()


@pytest.fixture
def files(tmp_path: Path) -> Callable[[str], Path]:
    """Files as real programs write them."""
    return lambda name: made.make(name, tmp_path)


def test_what_one_reader_drops_another_never_sees(visit: Callable[..., Visit], files: Callable[[str], Path]) -> None:
    mine = visit("/?count=all")
    page, asked = mine.page, list[str]()
    page.on("request", lambda one: asked.append(one.url) if one.url.startswith("http") else None)
    assert drop(page, files("zh-gbk.zip"), files("openpyxl.xlsx")) == "Drop to add"
    expect(card(page, "zh-gbk.zip")).to_contain_text(re.compile(r"3 features · points.*· gbk", re.IGNORECASE))
    expect(card(page, "openpyxl.xlsx")).to_contain_text("3 features")
    mine.rest()
    until(page, "document.querySelector('.cam-legend').textContent.includes('港口')")
    page.locator(".cam-finder-input").fill("青岛港务站")
    expect(page.locator(".cam-finder-row").first).to_contain_text("青岛港务站")
    page.locator(".cam-finder-row").first.click()
    expect(page.locator(".cam-reading")).to_contain_text("青岛港务站")
    mine.rest()
    address = page.evaluate("location.href")
    assert not re.search(r"ports-1|openpyxl|ports_2|layers=|[?&]id=", address), "the address says nothing of it"
    page.locator(".cam-tools").get_by_role("button", name="Take away").click()
    page.locator('.ca-take-nav button[data-name="link"]').click()
    expect(page.get_by_text("A link cannot carry your own data")).to_contain_text("港口")
    assert "ports-1" not in page.locator(".st-key-take .ca-copy code").first.inner_text()

    theirs = visit("/?count=all&id=ports-1&layers=railways,ports_2")
    other = theirs.page
    expect(other.locator(".cam-notices")).to_contain_text("ports-1")
    expect(other.locator(".cam-notices")).to_contain_text("ports_2")
    assert not re.search("港口|Openpyxl", other.locator(".cam-legend").text_content() or "")
    other.locator(".cam-finder-input").fill("青岛港务站")
    until(other, NOTHING, "青岛港务站")
    other.locator(".cam-tools").get_by_role("button", name="Table").click()
    expect(other.locator(".st-key-wide")).to_be_visible()
    theirs.rest()
    assert "大连火车站" not in other.content()
    for url in dict.fromkeys(asked):  # whatever the first reader's page has asked for, another may ask for too
        answer = other.request.get(url)
        assert "青岛港务站".encode() not in answer.body(), url


def test_a_bad_file_is_a_sentence_and_the_session_goes_on(look: Callable[..., Visit], tmp_path: Path) -> None:
    mine = look("/?panel=own")
    page = mine.page
    bad, bomb, long = tmp_path / "cut.geojson", tmp_path / "bomb.zip", tmp_path / "long.csv"
    bad.write_text('{"type": "FeatureCollection", "features": [', encoding="utf-8")
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as out:
        out.writestr("a.csv", b"0" * 30_000_000)
    drop(page, bad, bomb)
    expect(card(page, "cut.geojson")).to_contain_text("broken JSON")
    expect(card(page, "bomb.zip")).to_contain_text("packed 1:")
    remove(page, "cut.geojson")
    remove(page, "bomb.zip")
    rows = "".join(f"Stop {number},{40 + number / 1e4:.4f},{120 + number / 1e4:.4f}\n" for number in range(ROWS))
    long.write_text("name,latitude,longitude\n" + rows, encoding="utf-8")
    drop(page, long)
    page.locator(".st-key-own_progress").get_by_role("button", name="Stop").click()
    expect(page.get_by_text("long.csv: stopped. Nothing of it was added.")).to_be_visible()
    expect(page.locator(CARD)).to_have_count(0)
    mine.bar.focus()
    page.keyboard.press("ArrowLeft")
    mine.has_query(year="2025", panel="own")


def test_what_columns_mean_can_be_corrected_and_taken_along(look: Callable[..., Visit], tmp_path: Path) -> None:
    mine = look("/?panel=own")
    page, yards = mine.page, tmp_path / "yards.csv"
    yards.write_text(STATES, encoding="utf-8")
    page.locator(".st-key-own input[type=file]").set_input_files(yards)
    found = card(page, "yards.csv")
    found.get_by_text("What its columns were taken for").click()
    expect(found.get_by_role("combobox", name="Start", exact=True)).to_have_value("opened: 1994, 2004")
    found.get_by_label("Title of the layer").fill("Yards of ours")
    page.keyboard.press("Tab")
    choose(page, found.get_by_role("combobox", name="Status", exact=True), "how: open, ruined")
    found.get_by_role("button", name="Apply").click()
    until(page, "document.querySelector('.cam-legend').textContent.includes('Yards of ours')")
    expect(found).to_contain_text("found 'ruined'")
    mine.rest()
    with page.expect_download() as saving:
        found.get_by_role("button", name="Mapping (TOML)").click()
    mapping = tmp_path / "yards.csv.mapping.toml"
    saving.value.save_as(mapping)
    text = mapping.read_text(encoding="utf-8")
    assert 'status = "how"' in text
    mapping.write_text(f'{text}\n[statuses]\nruined = "closed"\n', encoding="utf-8")
    with page.expect_download() as saving:
        found.get_by_role("button", name="Report (CSV)").click()
    assert "2 features" in Path(saving.value.path()).read_text(encoding="utf-8-sig")
    page.locator(".st-key-own input[type=file]").set_input_files(mapping)
    expect(found).not_to_contain_text("found 'ruined'")
    remove(page, "yards.csv")
    until(page, "!document.querySelector('.cam-legend').textContent.includes('Yards of ours')")


def test_on_a_telephone_the_menu_leads_to_it(visit: Callable[..., Visit], files: Callable[[str], Path]) -> None:
    mine = visit("/", viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page = mine.page
    page.locator(".cam-menu-button").focus()
    page.keyboard.press("Enter")
    page.get_by_role("menuitem", name="Your own data").press("Enter")
    page.locator(".st-key-own input[type=file]").set_input_files(files("fastkml.kml"))
    found = card(page, "fastkml.kml")
    expect(found).to_contain_text("3 features")
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
    page.locator(".cam-drawer-head > .cam-drawer-close").click()
    expect(page.locator(".st-key-own")).to_have_count(0)


def test_a_page_that_stands_alone_says_what_can_read_files(open_map: Callable[..., Page], tmp_path: Path) -> None:
    page, one = open_map(), tmp_path / "a.csv"
    one.write_text(STATES, encoding="utf-8")
    assert "corridor-atlas open FILE" in drop(page, one)
    expect(page.locator(".cam-drawer .cam-own")).to_contain_text("corridor-atlas open FILE")
