"""The drawing of the code is true: its rooms are those that the test of imports holds, in their order."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest

from test_imports import ROOMS

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "corridor_atlas"
TEXT = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
ORDER = [name for floor in ROOMS for name in ([floor] if isinstance(floor, str) else floor)]


def test_the_table_has_the_rooms_in_their_order() -> None:
    table = TEXT.split("| room |")[1].split("\n\n")[0]
    assert re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE) == ORDER


def test_the_drawing_has_all_rooms_and_no_arrow_against_their_order() -> None:
    drawing = re.search(r"```mermaid\n(.*?)```", TEXT, re.DOTALL)[1]
    arrows = [pair for line in drawing.splitlines() for pair in pairwise(line.split("-->"))]
    steps = [(before.strip(), after.strip()) for before, after in arrows]
    assert {name for step in steps for name in step} == set(ORDER)
    assert [step for step in steps if ORDER.index(step[0]) >= ORDER.index(step[1])] == []


def named() -> list[str]:
    """Files and folders that the page names, without what only stands for others."""
    return sorted({one for one in re.findall(r"`([\w./-]+/[\w./-]*)`", TEXT) if not one.startswith("build/")})


@pytest.mark.parametrize("name", named())
def test_what_it_names_is_there(name) -> None:
    """As a file of the checkout or of the engine, with its ending or as a module."""
    places = [folder / f"{name}{ending}" for folder in (ROOT, PACKAGE) for ending in ("", ".py")]
    assert any(place.exists() for place in places)
