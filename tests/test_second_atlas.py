"""The second atlas is whole: every command, the library and the page work on it, and none says a word of the first."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Block
from typer.testing import CliRunner

import corridor_atlas
from corridor_atlas.cli import app
from corridor_atlas.core import home
from corridor_atlas.core.errors import AtlasError
from corridor_atlas.take import formats, pictures
from corridor_atlas.view import cite
from second_atlas import EXAMPLE, foreign, texts

FOREIGN = foreign()
SMALL = ("--size", "960x640")
TITLE = "East Africa Corridors"
SUBJECT = "Railways, ports and border posts of East Africa"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the second atlas, for `describe` writes beside the data."""
    copy = tmp_path_factory.mktemp("second") / "atlas"
    for part in ("geodata", "layers"):
        shutil.copytree(EXAMPLE / part, copy / part)
    return copy


def run(folder: Path, *words: str) -> str:
    """What a command prints over the second atlas."""
    result = CliRunner().invoke(app, [*words, "--data", str(folder)], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


def written(folder: Path, out: Path, *words: str) -> str:
    """What a command prints, and what stands in the file that it writes."""
    return "\n".join([run(folder, *words, "--out", str(out)), *texts(out.name, out.read_bytes())])


def is_clean(text: str) -> bool:
    """Whether a text says nothing of the first atlas; it must say something."""
    assert text.strip()
    assert FOREIGN.findall(text) == []
    return True


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["validate"], "no faults"),
        (["list"], "mombasa-port"),
        (["info", "mombasa-port"], "Kilindini"),
        (["status", "tazara", "--year", "1976"], "operating"),
        (["features", "--year", "1960"], "metre-gauge"),
        (["claims"], "northern-corridor-transit-agreement"),
        (["changes", "2000", "2018"], "Mombasa–Nairobi Standard Gauge Railway"),
        (["route", "mombasa", "kampala", "--year", "2018"], "border crossings 1"),
        (["reach", "mombasa", "--year", "2018", "--km", "600"], "nairobi-station"),
        (["corridor", "northern-corridor", "--year", "2018"], "Tororo to Jinja"),
        (["check-claims", "--json"], "[]"),
        *((["cite", "--style", style], TITLE) for style in cite.STYLES),
        (["cite", "--year", "2018", "--layers", "ports"], "2018"),
    ],
    ids=" ".join,
)
def test_a_command_tells_of_the_second_atlas_alone(folder, words, says) -> None:
    said = run(folder, *words)
    assert says in said
    assert is_clean(said)


@pytest.mark.parametrize(
    ("name", "words", "says"),
    [
        ("home.png", [], SUBJECT),
        ("place.svg", ["--place", "Nairobi", "--year", "2018"], "Nairobi"),
        ("eras.pdf", ["--series", "eras"], "First EAC"),
        ("changes.svg", ["--changes", "2000", "2018"], SUBJECT),
        ("corridor.pdf", ["--corridor", "northern-corridor"], "Northern Corridor"),
        ("all.svg", ["--corridor", "all"], "Corridors of East Africa"),
        ("chinese.svg", ["--lang", "zh"], "蒙巴萨"),
    ],
)
def test_a_figure_tells_of_the_second_atlas_alone(folder, tmp_path, name, words, says) -> None:
    said = written(folder, tmp_path / name, "snapshot", *words, *SMALL)
    assert says in said
    assert is_clean(said)


def test_a_figure_without_base_map_has_plain_ground_and_no_small_map(folder, tmp_path) -> None:
    bare = shutil.copytree(folder, tmp_path / "bare", ignore=shutil.ignore_patterns("basemap"))
    said = written(bare, tmp_path / "home.svg", "snapshot", *SMALL)
    assert "Shapes and places: GeoNames" in said
    assert "Base map" not in said
    assert ">Location<" not in said
    assert not re.search("#d9e5e8", said, re.IGNORECASE), "the colour of the sea"


def test_letters_that_the_fonts_lack_are_named_with_what_makes_them(folder, tmp_path) -> None:
    said = run(folder, "snapshot", "--title", "ท", *SMALL, "--out", str(tmp_path / "thai.png"))
    assert "no letters for ท: python -m corridor_atlas.build.fonts makes fonts with all those of an atlas" in said


@pytest.mark.parametrize("suffix", [".gif", ".webp", pytest.param(".mp4", marks=pytest.mark.skipif(
    shutil.which("ffmpeg") is None, reason="ffmpeg is not installed"))])  # fmt: skip
def test_a_film_tells_of_the_second_atlas_alone(folder, tmp_path, suffix) -> None:
    out = tmp_path / f"film{suffix}"
    assert is_clean(written(folder, out, "animate", "--years", "2016,2018", *SMALL))


@pytest.mark.parametrize("name", [name for name in formats.names() if formats.get(name).SUFFIX not in pictures.MOVING])
def test_an_export_tells_of_the_second_atlas_alone(folder, tmp_path, name) -> None:
    out = tmp_path / f"atlas{formats.get(name).SUFFIX}"
    said = written(folder, out, "export", "--format", name)
    assert re.search("Mombasa|East Africa", said)
    assert is_clean(said)


def test_the_published_folder_tells_of_the_second_atlas_alone(folder, tmp_path) -> None:
    run(folder, "publish", "--out", str(tmp_path / "site"))
    paths = [path for path in (tmp_path / "site").rglob("*") if path.is_file()]
    said = "\n".join(text for path in paths for text in (path.name, *texts(path.name, path.read_bytes())))
    assert f" · {TITLE}</title>" in said
    assert "mombasa-port" in said
    assert is_clean(said)


def test_the_descriptions_tell_of_the_second_atlas_alone(folder) -> None:
    run(folder, "describe")
    made = [folder / "CITATION.cff", *(folder / "geodata" / one for one in ("datapackage.json", "COVERAGE.md"))]
    said = "\n".join(path.read_text(encoding="utf-8") for path in made)
    assert TITLE in said
    assert is_clean(said)
    assert is_clean((folder / "geodata" / "schema.json").read_text(encoding="utf-8"))


def test_the_library_opens_the_second_atlas(folder) -> None:
    atlas = corridor_atlas.Atlas.open(folder)
    seen = atlas.view(place="Nairobi", year=2018)
    assert "mombasa-nairobi-standard-gauge" in set(seen.features().index)
    assert len(seen.changes(2000))
    assert list(atlas.corridors(2018).index) == ["northern-corridor"]
    assert json.dumps(atlas.route("mombasa", "kampala", 2018), default=str).count("metre-gauge") >= 3
    said = [repr(atlas), repr(seen), atlas.citation(), seen.citation(), seen.link]
    said += texts("map.html", seen.html().encode())
    assert all(map(is_clean, said))


def test_eras_side_by_side_of_an_atlas_without_eras_are_refused_plainly(folder, tmp_path) -> None:
    copy = tmp_path / "atlas"
    shutil.copytree(folder, copy)
    (copy / "geodata" / "eras.toml").unlink()
    with pytest.raises(AtlasError, match="the atlas has no eras"):
        run(copy, "snapshot", "--series", "eras", "--out", str(tmp_path / "x.png"))


# --- the page --------------------------------------------------------------------------------------


@pytest.fixture
def page(folder: Path, monkeypatch: pytest.MonkeyPatch, components_found_once: None) -> Iterator[AppTest]:
    """The page of the second atlas without a browser, opened on a feature."""
    monkeypatch.setenv(home.VARIABLE, str(folder))
    st.cache_resource.clear()
    opened = AppTest.from_file(str(EXAMPLE.parents[1] / "app.py"), default_timeout=60)
    opened.query_params["id"] = "mombasa-port"
    yield opened.run()
    st.cache_resource.clear()


def said_by(block: Block) -> Iterator[str]:
    """What the elements of a page say."""
    for child in block.children.values():
        if isinstance(child, Block):
            yield from said_by(child)
        else:
            yield str(child.proto)


def test_the_page_tells_of_the_second_atlas_alone(page) -> None:
    assert not page.exception
    assert (page.slider[0].min, page.slider[0].max) == (1950, 2030)
    said = "\n".join(said_by(page._tree))
    assert TITLE in said
    assert "Kilindini" in said
    assert is_clean(said)
