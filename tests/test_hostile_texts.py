"""Texts of the data and of links that try to become code: none does, on any surface, and all are still there."""

from __future__ import annotations

import csv
import io
import json
import re
import sqlite3
import sys
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest

import hostile_world
import small_world
from corridor_atlas import cli, notebook
from corridor_atlas.core import home
from corridor_atlas.data import dataset
from corridor_atlas.data.dataset import Atlas
from corridor_atlas.draw import figure, inpage, webmap
from corridor_atlas.take import formats, pictures, website
from corridor_atlas.take.formats import csv as csv_format
from corridor_atlas.view import cite, view
from hostile_world import PAYLOAD, TEMPLATE

UNLUCKY = (TEMPLATE, "Works of {% Hunchun", "{#1", "{{ 7 * 7 }}", "}} %} #} {")
NAMESPACE = "{http://www.w3.org/2000/svg}"
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
unlucky = pytest.mark.parametrize("text", UNLUCKY)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small data set with every payload in every text."""
    folder = tmp_path_factory.mktemp("hostile") / "atlas"
    filled, missed = hostile_world.build(folder)
    assert len(filled) > 100
    assert not missed, "no base document of hostile_world reaches these texts"
    return folder


@pytest.fixture(scope="module")
def evil(root: Path) -> Atlas:
    """That data set, read."""
    atlas = dataset.load(root)
    assert atlas.faults == []
    return atlas


@pytest.fixture(autouse=True)
def in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Whatever runs leaves a file `ran` where it runs."""
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    yield
    assert not (folder / "ran").exists()


def texts_of(page: str) -> set[str]:
    """Every text of the data that a page or script carries."""
    block = re.search(r'<script type="application/gzip"[^>]*>(.*?)</script>', page, re.DOTALL)
    document = page[page.index('{"payload":') + 11 : page.rindex("}")] if not block else ""
    return set(hostile_world.everything(inpage.unpacked(block[1]) if block else json.loads(document)))


# --- the blocker: text as a template ----------------------------------------------------------------


@pytest.fixture
def named(tmp_path: Path):
    """Make a small data set in which a port, a layer and a source have this name; give its root."""

    def naming(text: str) -> Path:
        folder = small_world.build(tmp_path / "named")
        port = small_world.feature("a-port", small_world.point(), name={"en": text})
        small_world.write_table(folder, "ports", port)
        layer = small_world.PORTS_LAYER.replace('"Ports"', json.dumps(text))
        (folder / "layers" / "ports.toml").write_text(layer, encoding="utf-8")
        data_set = {"id": "osm", "type": "dataset", "title": text, "note": text}
        small_world.write_sources(folder, [*small_world.SOURCES, data_set])
        return folder

    return naming


def run(monkeypatch: pytest.MonkeyPatch, folder: Path, *words: str) -> None:
    monkeypatch.setenv(home.VARIABLE, str(folder))
    monkeypatch.setattr(sys, "argv", ["corridor-atlas", *words])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert not ended.value.code


@unlucky
@pytest.mark.parametrize("command", ["publish", "export"])
def test_no_text_is_a_template_in_the_page_of_one_file(text, command, named, monkeypatch) -> None:
    run(monkeypatch, named(text), command, "--out", "x.html")
    assert text in texts_of(Path("x.html").read_text(encoding="utf-8"))


@unlucky
def test_no_text_is_a_template_in_the_folder(text, named, monkeypatch) -> None:
    run(monkeypatch, named(text), "publish", "--out", "site")
    [data] = Path("site").glob("data-*.js")
    assert text in texts_of(data.read_text(encoding="utf-8"))


@unlucky
def test_no_text_is_a_template_in_a_notebook(text, named) -> None:
    shown = notebook.Atlas.open(named(text)).view(year=2010)._repr_html_()
    assert text in texts_of(unescape(shown.partition('srcdoc="')[2]))


@unlucky
def test_no_option_is_a_template(text, named) -> None:
    options = {"tiles": {"url": f"https://example.org/{text}", "attribution": text}, "era": text}
    page = webmap.page(webmap.build(dataset.load(named(text)), options=options), title=text)
    assert json.dumps(text)[1:-1] in page.replace("\\u007b", "{").replace("\\u0025", "%").replace("\\u0023", "#")


@unlucky
def test_folium_itself_can_save_such_a_map(text, named) -> None:
    map_ = webmap.build(dataset.load(named(text)))
    map_.save("folium.html")
    assert text in texts_of(Path("folium.html").read_text(encoding="utf-8"))
    assert map_.get_root().render() == map_.get_root().render()


@pytest.mark.parametrize("text", [*UNLUCKY, "{{{{", "{{%{#", "\\{{", "</script>&<!--\u2028", PAYLOAD])
def test_json_in_a_page_has_no_beginning_of_code_and_says_the_same(text) -> None:
    value = {"a": [{}, {"b": text}, {text: {"c": {}}}]}
    written = inpage.as_json(value)
    assert json.loads(written) == value
    for mark in (*inpage.MARKS, "<", ">", "&", "\u2028"):
        assert mark not in written


# --- pages ------------------------------------------------------------------------------------------


class Tags(HTMLParser):
    """The elements of a page, with their attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def elements(page: str) -> list[str]:
    found = Tags(page).found
    handlers = [name for _, attributes in found for name in attributes if name.startswith("on")]
    assert handlers == []
    return [tag for tag, _ in found]


def test_pages_have_the_same_elements_whatever_the_texts(evil, tmp_path) -> None:
    meek = hostile_world.build(tmp_path / "meek", lambda _: "meek") and dataset.load(tmp_path / "meek")
    title = {False: "meek", True: PAYLOAD}
    one_file, folders = {}, {}
    for is_evil, atlas in ((False, meek), (True, evil)):
        one_file[is_evil] = webmap.page(webmap.build(atlas), title=title[is_evil])
        folders[is_evil] = website.folder(atlas, title=title[is_evil])
        assert title[is_evil] in texts_of(one_file[is_evil])
    assert elements(one_file[True]) == elements(one_file[False])
    index = {is_evil: files["index.html"].decode() for is_evil, files in folders.items()}
    assert elements(index[True]) == elements(index[False])
    assert [re.sub("-[0-9a-f]{8}", "", name) for name in folders[True]] == [
        re.sub("-[0-9a-f]{8}", "", name) for name in folders[False]
    ]
    frame = notebook.Atlas(evil).view()._repr_html_()
    assert [tag for tag, _ in Tags(frame).found] == ["iframe"]
    tags = {tag for tag, _ in Tags(notebook.Atlas(evil)._repr_html_()).found}
    assert tags <= {"div", "p", "b", "code", "table", "thead", "tbody", "tr", "th", "td"}


# --- files ------------------------------------------------------------------------------------------


def names_in(found: object) -> bool:
    return PAYLOAD in set(hostile_world.everything(found))


def test_geojson_and_references_for_programs_hold_the_texts(evil) -> None:
    assert names_in(json.loads(formats.get("geojson").write(evil)))
    assert names_in(json.loads(formats.get("csl").write(evil)))
    assert "javascript" not in {one.get("URL") for one in json.loads(formats.get("csl").write(evil))}


def test_no_cell_of_any_csv_is_a_formula(evil) -> None:
    archive = zipfile.ZipFile(io.BytesIO(formats.get("bundle").write(evil, data="csv")))
    tables = [archive.read(name) for name in archive.namelist() if name.endswith(".csv")]
    assert len(tables) == 2
    for raw in tables:
        text = raw.decode("utf-8-sig")
        assert "\u2028" not in text
        for delimiter in ",;\t":  # as a spreadsheet of any country cuts it
            for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
                cells = [cell for cell in row if not re.fullmatch(r"-?[0-9.]+", cell)]
                assert [cell for cell in cells if cell.startswith(FORMULA[:4])] == []
        assert "'=cmd|' /C calc'!A0" in text


@pytest.mark.parametrize("text", [" =1", "\u2028=1", "a;=1", "a\t+1", "x;＝1", "\x00@x"])
def test_a_formula_is_stopped_behind_any_beginning(text) -> None:
    cell = csv_format.cell(text)
    assert not any(part.startswith(FORMULA) for part in re.split("[;\t]", cell))


def test_references_are_two_records_whatever_the_texts(evil) -> None:
    ris = formats.get("ris").write(evil).decode()
    lines = ris.split("\r\n")
    assert len(re.findall(r"(?m)^TY  - ", ris)) == len(re.findall(r"(?m)^ER  - ", ris)) == 2
    assert all(re.match(r"[A-Z][A-Z0-9]  - |$", line) for line in lines)
    assert [line for line in ris.splitlines() if line] == [line for line in lines if line]  # U+2028 is a line to Python
    bib = formats.get("bibtex").write(evil).decode()
    assert re.findall(r"(?m)^@(\w+)\{(.+),$", bib) == [("book", "a-book"), ("misc", "osm")]
    assert bib.count("{") == bib.count("}")
    assert "\\input" not in bib


def test_kml_is_well_formed_and_its_descriptions_hold_no_elements(evil) -> None:
    document = ET.fromstring(formats.get("kml").write(evil))  # noqa: S314  our own file
    space = "{http://www.opengis.net/kml/2.2}"
    names = [one.text or "" for one in document.iter(f"{space}name")]
    assert any(name.startswith(PAYLOAD[:60]) for name in names)
    for one in document.iter(f"{space}description"):
        assert set(re.findall(r"<[^>]*>?", one.text or "")) <= {"<br/>"}
        assert "$[" not in (one.text or "")


def test_geopackage_holds_the_texts(evil, tmp_path) -> None:
    path = tmp_path / "x.gpkg"
    path.write_bytes(formats.get("gpkg").write(evil))
    with sqlite3.connect(path) as base:
        assert base.execute("select name_en from ports").fetchall() == [(PAYLOAD,), (PAYLOAD,)]


@pytest.mark.parametrize("name", ["bundle", "shapefile"])
def test_names_in_archives_are_plain(name, evil) -> None:
    seen = replace(view.opening(evil), era=None)
    for one in (None, seen):
        names = zipfile.ZipFile(io.BytesIO(formats.get(name).write(evil, one))).namelist()
        assert all(re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]*", inside) for inside in names)


KINDS = {
    "year": pictures.Picture(),
    "series": pictures.Picture("series", years=(2000, 2010)),
    "changes": pictures.Picture("changes", years=(1996, 2010)),
    "corridor": pictures.Picture("corridor"),
    "corridors": pictures.Picture("corridors"),
}
SAID = PAYLOAD + "\x00\x0c\x1b\ud800\ufffe\u202e" + "x" * 300
"""What the command line may say: no gate stands before it."""


def drawn(evil: Atlas, kind: str, **more: str) -> figure.Figure:
    seen = replace(view.opening(evil), year=2010, corridor="a-way" if kind == "corridor" else None)
    return pictures.still(evil, seen, replace(KINDS[kind], **more))


@pytest.mark.parametrize("kind", KINDS)
def test_figures_are_well_formed_and_hold_no_code(kind, evil) -> None:
    made = drawn(evil, kind, title=SAID, link=f"https://example.org/\x0c{PAYLOAD}\ud800")
    document = ET.fromstring(made.svg())  # noqa: S314  our own file
    tags = {one.tag.removeprefix(NAMESPACE) for one in document.iter()}
    assert not tags & {"script", "foreignObject", "image", "a", "iframe"}
    for one in document.iter():
        for name, value in one.attrib.items():
            assert not name.startswith("on"), name
            assert not name.endswith("href") or value.startswith("#")
    assert TEMPLATE in "".join(document.itertext())
    raw = made.pdf()
    assert not re.search(rb"/(JavaScript|JS|OpenAction|AA|Launch|URI|EmbeddedFile|Type /Annot|Link)\b", raw)
    assert made.png(30).startswith(b"\x89PNG")


@pytest.mark.parametrize("style", cite.STYLES)
def test_a_citation_stays_one_record_whatever_the_address(style, evil) -> None:
    said = cite.citation(evil, view.opening(evil), style, "https://example.org/\nTY  - BOOK\n@book{x}\x00\u2028")
    assert len(re.findall(r"(?m)^TY  - ", said)) == (style == "ris") or style == "text"
    assert len(re.findall(r"(?m)^@", said)) == (style == "bibtex")
    assert "\x00" not in said
