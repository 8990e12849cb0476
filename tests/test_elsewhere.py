"""An atlas of another part of the world says and draws nothing of the shipped one."""

from __future__ import annotations

import io
import json
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

import small_world
from corridor_atlas.data import dataset, descriptions
from corridor_atlas.data.dataset import Atlas
from corridor_atlas.draw import inpage
from corridor_atlas.draw.figure import Figure, corridors, figure
from corridor_atlas.take import formats, website
from corridor_atlas.view import cite, view
from small_world import collection, feature, line, period, point, write_sources, write_table

WORDS = re.compile(r"North ?east|Tumen|OpenStreetMap|ODbL|GeoNames|130\.6|1991")
OSM = {"id": "osm", "type": "dataset", "title": "OpenStreetMap", "note": "© OpenStreetMap contributors, ODbL 1.0"}
PLACES = {"id": "gazetteer", "type": "dataset", "title": "A gazetteer", "note": "CC BY 4.0"}
CREDITS = '[credits]\nregion = ["osm"]\nplaces = ["gazetteer"]\n'
CORRIDOR = """
[[corridor]]
id = "a-way"
name = { en = "A way" }
members = ["quay", "coast-railway"]
stops = ["quay", "junction"]
"""


@pytest.fixture
def elsewhere(tmp_path: Path) -> Path:
    """A few things beside the Indian Ocean, without atlas.toml, eras.toml and base map."""
    root = small_world.build(tmp_path / "elsewhere")
    for name in ("atlas.toml", "eras.toml"):
        (root / "geodata" / name).unlink()
    open_ = [period("operating", "1963", sources=["a-book"])]
    write_table(root, "ports", feature("quay", point(39.66, -4.06), timeline=open_))
    way = line((39.66, -4.06), (36.82, -1.29))
    ends = {"from": "quay", "to": "junction", "mode": "rail"}
    write_table(root, "railways", feature("coast-railway", way, timeline=open_, **ends))
    write_table(root, "network_nodes", feature("junction", point(36.82, -1.29), kind="station"))
    (root / "geodata" / "corridors.toml").write_text(CORRIDOR, encoding="utf-8")
    return root


def opened(root: Path, settings: str = "") -> tuple[Atlas, view.View]:
    """The atlas under a folder, and the view on which it opens."""
    if settings:
        (root / "geodata" / "atlas.toml").write_text(settings, encoding="utf-8")
    atlas = dataset.load(root)
    assert atlas.faults == []
    return atlas, view.opening(atlas)


def said(made: Figure) -> str:
    """All that a figure says: its title, what it says of itself, and every text on it."""
    texts = re.findall(r"<text[^>]*>(.*?)</text>", made.svg().decode(), re.DOTALL)
    return " ".join([made.title, *made.about.values(), *(re.sub(r"<[^>]+>", "", one) for one in texts)])


def test_a_figure_without_a_place_shows_all_of_it_and_says_nothing_of_the_other(elsewhere) -> None:
    atlas, seen = opened(elsewhere)
    text = said(figure(atlas, seen, size="960x640"))
    assert "Ports" in text
    assert "Corridor Atlas, 1964: Ports (1) and Railways (1) open" in text
    assert WORDS.findall(text) == []


def test_a_figure_of_its_corridors_says_nothing_of_the_other(elsewhere) -> None:
    atlas, seen = opened(elsewhere)
    text = said(corridors(atlas, seen, size="960x640"))
    assert "A way" in text
    assert WORDS.findall(text) == []


@pytest.mark.parametrize("style", cite.STYLES)
def test_a_citation_says_nothing_of_the_other(elsewhere, style) -> None:
    atlas, seen = opened(elsewhere)
    assert WORDS.findall(cite.citation(atlas, seen, style)) == []


def test_what_describes_the_data_says_nothing_of_the_other(elsewhere) -> None:
    atlas, _ = opened(elsewhere)
    for path, text in descriptions.texts(atlas).items():
        if path.name != "schema.json":  # it is of every atlas
            assert WORDS.findall(text) == [], path


def test_a_bundle_says_nothing_of_the_other(elsewhere) -> None:
    atlas, seen = opened(elsewhere)
    with zipfile.ZipFile(io.BytesIO(formats.get("bundle").write(atlas, seen))) as bundle:
        for name in bundle.namelist():
            assert WORDS.findall(bundle.read(name).decode()) == [], name


def test_the_page_opens_on_it_and_its_data_say_nothing_of_the_other(elsewhere) -> None:
    atlas, _ = opened(elsewhere)
    page = formats.get("html").write(atlas).decode()
    [data] = re.findall(r'<script type="application/gzip"[^>]*>(.*?)</script>', page, re.DOTALL)
    told = inpage.unpacked(data)
    texts = told.pop("texts")
    assert WORDS.findall(json.dumps(told)) == []
    assert WORDS.findall(json.dumps(texts["en"])) == []
    lat, lon = json.loads(re.search(r"center: (\[[^]]+\])", page)[1])
    assert (lat, lon) == (pytest.approx(-2.7, abs=0.1), pytest.approx(38.2, abs=0.1))
    assert "<title>Corridor Atlas, 1964: Ports (1) and Railways (1) open · Corridor Atlas</title>" in page


def test_page_folder_and_bundle_bear_the_title_of_the_atlas(elsewhere) -> None:
    atlas, seen = opened(elsewhere, '[title]\nen = "Rails & Quays"\nru = "Рельсы"\n')
    assert " · Rails &amp; Quays</title>" in formats.get("html").write(atlas).decode()
    russian = replace(seen, language="ru")
    assert " · Рельсы</title>" in formats.get("html").write(atlas, russian).decode()
    assert "<title>Rails &amp; Quays</title>" in website.folder(atlas)["index.html"].decode()
    with zipfile.ZipFile(io.BytesIO(formats.get("bundle").write(atlas))) as bundle:
        assert bundle.read("README.txt").decode().startswith("RAILS & QUAYS\n")
    assert "The Rails & Quays authors" in cite.citation(atlas)


# --- credits are those of what is drawn ------------------------------------------------------------


@pytest.fixture
def mapped(elsewhere: Path) -> Path:
    """The same with a base map whose land and one place lie in the west of it, all of it owed."""
    write_sources(elsewhere, [*small_world.SOURCES, OSM, PLACES])
    folder = elsewhere / "geodata" / "basemap"
    folder.mkdir()
    ring = [[36.0, -3.0], [38.0, -3.0], [38.0, 0.0], [36.0, 0.0], [36.0, -3.0]]
    land = {
        "type": "Feature",
        "properties": {"code": "KE"},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }
    town = {"name": {"en": "A town"}, "kind": "city", "rank": 1, "min_zoom": 0}
    place = {"type": "Feature", "properties": town, "geometry": point(36.5, -1.0)}
    for name, one in (("region", land), ("places", place)):
        (folder / f"{name}.geojson").write_text(json.dumps(collection(one)), encoding="utf-8")
    return elsewhere


@pytest.mark.parametrize(
    ("extent", "credited"),
    [
        ((35.0, -4.5, 40.0, 0.5), {"OpenStreetMap", "A gazetteer"}),
        ((37.5, -3.0, 38.4, -2.4), {"OpenStreetMap"}),
        ((38.9, -4.4, 39.9, -3.6), set()),
    ],
)
def test_a_figure_credits_what_lies_on_it(mapped, extent, credited) -> None:
    atlas, seen = opened(mapped, CREDITS)
    made = figure(atlas, seen, size="960x640", extent=extent)
    text = said(made)
    assert {name for name in ("OpenStreetMap", "A gazetteer") if name in text} == credited
    assert ("ODbL" in made.about["rights"]) is ("OpenStreetMap" in credited)
    assert ("shapes after OpenStreetMap" in text) is ("OpenStreetMap" in credited)


def test_a_figure_credits_the_shapes_of_its_features(mapped) -> None:
    basis = {"method": "traced", "precision": "traced", "sources": ["osm"]}
    write_table(mapped, "ports", feature("quay", point(39.66, -4.06), geometry_basis=basis))
    atlas, seen = opened(mapped, CREDITS)
    text = said(figure(atlas, seen, size="960x640", extent=(38.9, -4.4, 39.9, -3.6)))
    assert "© OpenStreetMap contributors" in text
    assert "A gazetteer" not in text
    hidden = said(figure(atlas, replace(seen, layers=("railways",)), size="960x640", extent=(38.9, -4.4, 39.9, -3.6)))
    assert "OpenStreetMap" not in hidden


def test_no_licence_is_stated_that_nobody_gave(small) -> None:
    path = small / "geodata" / "atlas.toml"
    given = path.read_text(encoding="utf-8")
    assert "CC-BY-4.0" in given
    path.write_text(given[given.index("[span]") :], encoding="utf-8")
    atlas = dataset.load(small)
    assert atlas.settings.licence is None
    said = [*descriptions.texts(atlas).values(), formats.get("geojson").write(atlas).decode()]
    said += [formats.get("kml").write(atlas).decode(), formats.get("svg").write(atlas, view.opening(atlas)).decode()]
    for text in said:
        assert not re.search(r"CC[ -]BY", text)
    assert "licenses" not in descriptions.datapackage(atlas)
    assert "license:" not in descriptions.citation(atlas)
