"""A published folder: what it weighs until the first map is painted, what stands in the first picture, its preview."""

from __future__ import annotations

import gzip
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest
import shapely
from PIL import Image
from typer.testing import CliRunner

from corridor_atlas import cli
from corridor_atlas.core.language import DEFAULT
from corridor_atlas.draw import first, payload, preview
from corridor_atlas.draw.kinds import _delta
from corridor_atlas.take import card, website
from corridor_atlas.view import gazetteer
from corridor_atlas.view.home import home

LARGEST = 500_000
"""Bytes over the wire until the first map is painted: DESIGN.md, numbers to reach."""
LARGEST_GROUND = 350_000
"""Bytes in gzip of the ground that opens first, the region as a whole with it."""
FOLLOWS = ("data", "articles", "ground_", card.NAME)
"""What the page does not ask for before that."""


def weight(content: bytes) -> int:
    return len(gzip.compress(content, 9))


@pytest.fixture(scope="module")
def folder(atlas) -> dict[str, bytes]:
    return website.folder(atlas)


@pytest.fixture(scope="module")
def whole(atlas) -> dict[str, Any]:
    return payload.payload(atlas, whole=False)


@pytest.fixture(scope="module")
def picture(atlas, whole) -> dict[str, Any]:
    return first.picture(atlas, whole, home(atlas), {})


def test_the_first_map_is_light_whatever_letters_it_needs(folder) -> None:
    asked = {name: weight(content) for name, content in folder.items() if not name.startswith(FOLLOWS)}
    assert {name.split("-")[0].split(".")[0] for name in asked} >= {"index", "atlas", "leaflet", "first", "start"}
    assert sum(asked.values()) < LARGEST, asked


def test_the_ground_that_opens_first_is_light(whole) -> None:
    assert weight(json.dumps(whole["base"], ensure_ascii=False, separators=(",", ":")).encode()) < LARGEST_GROUND


def test_the_first_picture_holds_what_is_drawn_on_opening_and_no_more(atlas, picture) -> None:
    window = shapely.box(*gazetteer.extent_of(home(atlas), first.SCREEN))
    on = [layer for layer in atlas.layers if layer.on and layer.min_zoom <= home(atlas)[2]]
    seen = {one.id for layer in on for one in atlas.drawn_by(layer) if one.geometry.intersects(window)}
    assert {one["id"] for one in picture["features"]} == seen
    for one in picture["features"]:
        lines = [line for part in one["g"]["c"] for line in (part if isinstance(part[0], list) else [part])]
        points = [point for line in lines for point in _delta.decode(line)]
        assert all(window.buffer(1e-4).covers(shapely.Point(point)) for point in points), one["id"]


def test_the_first_picture_speaks_one_language(picture) -> None:
    assert {code for one in picture["features"] for code in one["n"]} == {DEFAULT}
    assert {code for one in picture["base"]["places"] for code in one["n"]} == {DEFAULT}


def test_the_first_picture_is_a_payload(whole, picture) -> None:
    assert set(picture) <= set(whole)
    assert [one["id"] for one in picture["layers"]] == [one["id"] for one in whole["layers"]]
    assert all(cell["arcs"] for name in ("world", "region", "detail") if name in picture["base"]
               for cell in picture["base"][name]["cells"])  # fmt: skip


def test_layers_that_the_page_opens_with_are_those_of_the_picture(atlas, whole) -> None:
    told = first.picture(atlas, whole, home(atlas), {"layers": ["ports"]})
    assert {one["id"] for one in told["layers"] if one["on"]} == {"ports"}
    assert {whole["layers"][one["l"]]["id"] for one in told["features"]} == {"ports"}


# --- what previews say ----------------------------------------------------------------------------


def test_what_a_preview_says_is_escaped() -> None:
    evil = '"><script>alert(1)</script>{{ 7 * 7 }}'
    told = preview.tags(evil, evil, "https://example.org/a/", "card.png")
    assert "<script" not in told
    assert told.count("{{ 7 * 7 }}") == 4
    assert 'property="og:image" content="https://example.org/a/card.png"' in told
    assert "summary_large_image" in told


def test_without_a_picture_a_preview_is_a_summary() -> None:
    told = preview.tags("A title")
    assert 'name="twitter:card" content="summary"' in told
    assert not re.search("og:image|og:url|description", told)


def test_a_card_has_the_size_that_is_said(small_atlas) -> None:
    assert Image.open(io.BytesIO(card.drawn(small_atlas))).size == preview.SIZE


def published(small: Path, *words: str) -> None:
    result = CliRunner().invoke(cli.app, ["publish", *words, "--data", str(small)])
    assert result.exit_code == 0, result.output


def test_a_folder_names_its_card_by_its_whole_address(small, tmp_path) -> None:
    published(small, "--out", str(tmp_path / "site"), "--base-url", "https://example.org/a")
    page = (tmp_path / "site" / "index.html").read_text()
    assert 'property="og:image" content="https://example.org/a/card.png"' in page
    assert 'property="og:url" content="https://example.org/a/"' in page
    assert 'property="og:description"' in page
    assert Image.open(io.BytesIO((tmp_path / "site" / "card.png").read_bytes())).size == preview.SIZE


def test_a_page_in_one_file_has_a_card_beside_it_where_it_has_an_address(small, tmp_path) -> None:
    published(small, "--out", str(tmp_path / "atlas.html"))
    assert [path.name for path in tmp_path.glob("atlas*")] == ["atlas.html"]
    assert "og:image" not in (tmp_path / "atlas.html").read_text()
    published(small, "--out", str(tmp_path / "atlas.html"), "--base-url", "https://example.org/a/")
    assert "https://example.org/a/atlas-card.png" in (tmp_path / "atlas.html").read_text()
    assert (tmp_path / "atlas-card.png").is_file()
