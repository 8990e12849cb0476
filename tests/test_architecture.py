"""The drawing of the code is true: its rooms are those that the test of imports holds, in their order."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest

from corridor_atlas import cli
from test_imports import ROOMS

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "corridor_atlas"
TEXT = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
PAGES = [
    *ROOT.glob("*.md"),
    *(page for part in ("docs", "examples", "geodata") for page in (ROOT / part).rglob("*.md")),
]
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


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_a_link_to_a_file_of_the_checkout_leads_to_one(page) -> None:
    links = re.findall(r"\]\((?!https?://)([^)#\s]+)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_the_pages_for_those_who_change_the_atlas_are_found() -> None:
    names = {page.relative_to(ROOT).as_posix() for page in PAGES}
    assert {"README.md", "CONTRIBUTING.md", "docs/architecture.md", "examples/README.md", "geodata/README.md"} <= names


def test_a_command_that_contributing_names_is_one() -> None:
    said = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    known = {one.name or one.callback.__name__.replace("_", "-") for one in cli.app.registered_commands}
    named = set(re.findall(r"`corridor-atlas ([\w-]+)", said))
    assert "validate" in named
    assert named <= known
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    made = set(re.findall(r"`make ([a-z]+)`", said))
    assert "check" in made
    assert made <= targets
