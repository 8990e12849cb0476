"""Notes of the reader's own: from a link into figures and pages, as plain text everywhere."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qs
from xml.etree import ElementTree

import geopandas as gpd
import pyogrio
import pytest

from corridor_atlas.core.errors import AtlasError
from corridor_atlas.data.dataset import Atlas
from corridor_atlas.draw.figure import Figure, figure, film, series
from corridor_atlas.draw.inpage import unpacked
from corridor_atlas.notebook import Map
from corridor_atlas.take import formats
from corridor_atlas.view import cite, link, notes
from corridor_atlas.view.view import View, opening

HOSTILE = '</text><script>alert("{{ 1 + 1 }}")</script> & $x^2$'
LONG = "a word and another " * 8
KML = "{http://www.opengis.net/kml/2.2}"


@pytest.fixture
def view(small_atlas: Atlas) -> View:
    """All of the small atlas in 2010, with two notes of which the second lies outside the map."""
    seen = replace(opening(small_atlas), year=2010, viewport=(42.5, 131.05, 9.0))
    return replace(seen, notes=(notes.made(131.0, 42.5, "Here stood the gate"), notes.made(10, 10, "far away")))


def texts(made: Figure) -> list[str]:
    """Every text of an SVG."""
    root = ElementTree.fromstring(made.svg())  # noqa: S314  our own
    return ["".join(one.itertext()).strip() for one in root.iter("{http://www.w3.org/2000/svg}text")]


@pytest.mark.parametrize("size", ["a4", "column"])
def test_a_figure_has_pin_number_and_text_of_the_notes_on_its_map(small_atlas: Atlas, view: View, size: str) -> None:
    plain = texts(figure(small_atlas, replace(view, notes=()), size=size))
    more = texts(figure(small_atlas, view, size=size))
    assert "Here stood the gate" in more
    assert "Notes of whoever made this map" in more
    assert more.count("1") == plain.count("1") + 2, "on its pin and in the list"
    assert not any("far away" in one for one in more)


def test_notes_without_room_in_the_column_stand_below_the_map(small_atlas: Atlas, view: View) -> None:
    many = tuple(notes.made(131 + i / 100, 42.5, f"{i} {LONG}"[:160]) for i in range(20))
    said = " ".join(texts(figure(small_atlas, replace(view, notes=many), size="1280x720")))
    assert "Notes of whoever made this map: 1 0 a word" in said
    assert "20 19 a word" in said


def test_maps_side_by_side_and_films_have_them_too(small_atlas: Atlas, view: View) -> None:
    assert "Here stood the gate" in texts(series(small_atlas, [view, replace(view, year=2012)]))
    with_, without = (film(small_atlas, one, [2010, 2012]) for one in (view, replace(view, notes=())))
    assert next(with_.pictures([2010])).tobytes() != next(without.pictures([2010])).tobytes()


def test_what_looks_like_code_in_a_note_stays_text(small_atlas: Atlas, view: View) -> None:
    noted = replace(view, notes=(notes.made(131.0, 42.5, HOSTILE),))
    made = figure(small_atlas, noted)
    assert "<script" not in made.svg().decode()
    assert HOSTILE in " ".join(texts(made))
    page = formats.get("html").write(small_atlas, noted).decode()
    assert HOSTILE not in page
    assert "{{" not in page.split("CorridorAtlas.attach(")[-1]
    assert unpacked(re.search(r'<script type="application/gzip"[^>]*>([^<]+)<', page)[1])["home"]


def test_the_one_file_page_holds_notes_that_no_link_could(small_atlas: Atlas, view: View) -> None:
    many = tuple(notes.made(i, 2, f"{i} {LONG}"[:160]) for i in range(20))
    long = replace(view, notes=many)
    assert not notes.linkable(many)
    assert "note" not in parse_qs(cite.permalink(small_atlas, long).lstrip("?"))
    page = formats.get("html").write(small_atlas, long).decode()
    assert all(note.text in page for note in many)


def written(atlas: Atlas, name: str, view: View, folder: Path) -> Path:
    path = folder / f"atlas{formats.get(name).SUFFIX}"
    path.write_bytes(formats.get(name).write(atlas, view))
    return path


def test_data_formats_with_shapes_hold_notes_in_a_layer_of_their_own(
    small_atlas: Atlas, view: View, tmp_path: Path
) -> None:
    collection = json.loads(written(small_atlas, "geojson", view, tmp_path).read_bytes())
    held = [one for one in collection["features"] if one["properties"]["table"] == "own_notes"]
    assert [(one["properties"]["number"], one["properties"]["text"]) for one in held] == [
        (1, "Here stood the gate"),
        (2, "far away"),
    ]
    assert held[0]["geometry"] == {"type": "Point", "coordinates": [131.0, 42.5]}
    layer = gpd.read_file(written(small_atlas, "gpkg", view, tmp_path), layer="own_notes")
    assert [*layer["text"], layer.crs.to_epsg()] == ["Here stood the gate", "far away", 4326]
    shapes = gpd.read_file(written(small_atlas, "shapefile", view, tmp_path), layer="own_notes")
    assert [(one.x, one.y) for one in shapes.geometry] == [(131.0, 42.5), (10.0, 10.0)]
    globe = written(small_atlas, "kml", view, tmp_path)
    root = ElementTree.parse(globe).getroot()  # noqa: S314  our own
    folder = root.findall(f".//{KML}Folder")[-1]
    assert [one.text for one in folder.iter(f"{KML}name")][1:] == ["Here stood the gate", "far away"]


def test_without_notes_there_is_no_layer_for_them(small_atlas: Atlas, view: View, tmp_path: Path) -> None:
    bare = replace(view, notes=())
    for name in ("geojson", "kml"):
        assert b"own_notes" not in formats.get(name).write(small_atlas, bare)
        assert b"Notes of whoever" not in formats.get(name).write(small_atlas, bare)
    assert "own_notes" not in set(pyogrio.list_layers(written(small_atlas, "gpkg", bare, tmp_path))[:, 0])


def test_a_link_carries_notes_and_a_printed_one_leaves_them_to_the_list(small_atlas: Atlas, view: View) -> None:
    assert cite.follow(small_atlas, cite.permalink(small_atlas, view)).notes == view.notes
    assert not any("note=" in one for one in texts(figure(small_atlas, view)))


def test_each_damaged_note_is_told_and_the_others_count(small_atlas: Atlas) -> None:
    seen, notices = link.from_query({"note": ["1,2,sound", "1,2", "1,99,x", "1,2,\x07"]}, small_atlas)
    assert seen.notes == (notes.Note(1, 2, "sound"),)
    assert len(notices) == 3
    assert all("“note”" in one for one in notices)
    seen, notices = link.from_query({"note": [f"{i},2,x" for i in range(900)]}, small_atlas)
    assert (len(seen.notes), len(notices)) == (notes.MAX_NOTES, 1)


def test_a_notebook_takes_notes_as_places_with_a_text(small_atlas: Atlas, view: View, tmp_path: Path) -> None:
    shown = Map(small_atlas, view).with_(notes=[(131.0, 42.5, "from a notebook")])
    assert shown.data.notes == (notes.Note(131.0, 42.5, "from a notebook"),)
    assert b"from a notebook" in shown.save(tmp_path / "map.svg").read_bytes()
    with pytest.raises(AtlasError, match="expected 1 to 160"):
        shown.with_(notes=[(131.0, 42.5, "")])
