"""Imports go one way, and the big libraries stay where they belong."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

PACKAGE = "corridor_atlas"
SOURCE = Path(__file__).parents[1] / "src" / PACKAGE

ROOMS = [
    "core",
    "data",
    "network",
    "view",
    "time",
    "article",
    "draw",
    "take",
    "checks",
    "bring",
    "notebook",
    "build",
    ("ui", "cli"),
]
"""A room imports from itself and from earlier rooms only. `__init__.py` is the front door and stands apart."""

HOMES = {
    "streamlit": ("ui",),
    "folium": ("draw.kinds", "draw.webmap"),
    "branca": ("draw.inpage", "draw.kinds", "draw.webmap"),
    "matplotlib": ("draw.figure",),
}
"""Libraries that only some modules may import."""


def modules(source: Path) -> dict[str, Path]:
    """Every module of the package below `source` by its dotted name."""
    found = {}
    for path in sorted(source.rglob("*.py")):
        parts = path.relative_to(source).with_suffix("").parts
        found[".".join([PACKAGE, *(part for part in parts if part != "__init__")])] = path
    return found


def imported(name: str, path: Path) -> Iterator[str]:
    """Dotted names that a module imports, at its top, inside functions and for type checking alike."""
    package = name if path.name == "__init__.py" else name.rpartition(".")[0]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
            base = ".".join([*above, *([node.module] if node.module else [])])
            yield from (f"{base}.{alias.name}" for alias in node.names)


def room(name: str) -> str:
    """The room of the package that a dotted name belongs to; empty for the package itself."""
    return [*name.split("."), ""][1]


def at_home(name: str, library: str) -> bool:
    """Say whether a module may import a library from elsewhere."""
    inside = name.removeprefix(f"{PACKAGE}.")
    homes = HOMES.get(library)
    return homes is None or any(inside == home or inside.startswith(f"{home}.") for home in homes)


def within(name: str, known: dict[str, Path]) -> str | None:
    """The module that a dotted name of the package belongs to: `corridor_atlas.core.dates.parse` is in dates."""
    while name and name not in known:
        name = name.rpartition(".")[0]
    return name or None


def faults(source: Path) -> list[str]:
    """Every import that goes the wrong way, as a sentence."""
    known, found = modules(source), []
    floors = {
        name: floor for floor, names in enumerate(ROOMS) for name in ([names] if isinstance(names, str) else names)
    }
    for name, path in known.items():
        here = room(name)
        if not here:
            continue
        if here not in floors:
            found.append(f"{here} has no place in the order of rooms")
            continue
        for target in imported(name, path):
            library = target.split(".")[0]
            if library == PACKAGE:
                there = room(within(target, known) or target)
                if there and there != here and floors.get(there, len(ROOMS)) >= floors[here]:
                    found.append(f"{name} imports {there}")
            elif not at_home(name, library):
                found.append(f"{name} imports {library}")
    return sorted(set(found))


def graph(source: Path) -> dict[str, set[str]]:
    """Which module needs which, inside the package."""
    known = modules(source)
    needs = {name: {within(target, known) for target in imported(name, path)} for name, path in known.items()}
    # a module of a folder may name the folder, and the folder's front door its modules
    return {name: {one for one in targets if one and one not in (name, PACKAGE)} for name, targets in needs.items()}


def test_imports_go_one_way() -> None:
    assert faults(SOURCE) == []


def test_no_module_needs_itself_by_a_detour() -> None:
    order = list(TopologicalSorter(graph(SOURCE)).static_order())
    assert f"{PACKAGE}.core.errors" in order


@pytest.fixture
def tree(tmp_path):
    """Make a small package of the given files."""

    def making(**files: str) -> Path:
        for name, text in files.items():
            path = tmp_path / f"{name.replace('__in__', '/')}.py"
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return tmp_path

    return making


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("from corridor_atlas import cli", "data.dataset imports cli"),
        ("import corridor_atlas.cli", "data.dataset imports cli"),
        ("from corridor_atlas.cli import main", "data.dataset imports cli"),
        ("from .. import cli", "data.dataset imports cli"),
        ("from ..cli import main", "data.dataset imports cli"),
        ("def f():\n    from corridor_atlas.ui.page import show", "data.dataset imports ui"),
        ("if False:\n    import corridor_atlas.draw.webmap as w", "data.dataset imports draw"),
        ("import streamlit as st", "data.dataset imports streamlit"),
        ("from streamlit.components import v2", "data.dataset imports streamlit"),
        ("import folium.plugins", "data.dataset imports folium"),
        ("def f():\n    from matplotlib import pyplot", "data.dataset imports matplotlib"),
    ],
)
def test_the_check_notices_an_import_that_goes_the_wrong_way(tree, text, fault) -> None:
    source = tree(data__in__dataset=text, cli="", core__in__errors="", draw__in__webmap="", ui__in__page="")
    assert faults(source) == [f"corridor_atlas.{fault}"]


def test_the_check_allows_what_goes_the_right_way(tree) -> None:
    source = tree(
        __init__="from corridor_atlas import cli",
        data__in__dataset="import json\nfrom corridor_atlas import __version__\nfrom ..core.errors import Fault",
        core__in__errors="",
        cli="from corridor_atlas.data.dataset import load",
        draw__in__webmap="import folium",
        draw__in__figure="import matplotlib",
        ui__in____init__="",
        ui__in__page="import streamlit\nfrom corridor_atlas.ui import state\nfrom . import state",
        ui__in__state="from ..data.dataset import load",
    )
    assert faults(source) == []


def test_the_check_notices_a_neighbour_and_a_stranger(tree) -> None:
    source = tree(ui__in__page="from corridor_atlas.cli import main", cli="", oddments="")
    assert faults(source) == ["corridor_atlas.ui.page imports cli", "oddments has no place in the order of rooms"]


def test_the_check_notices_a_library_in_the_wrong_corner_of_its_room(tree) -> None:
    source = tree(draw__in__webmap="import matplotlib")
    assert faults(source) == ["corridor_atlas.draw.webmap imports matplotlib"]


def test_the_check_notices_a_circle(tree) -> None:
    source = tree(
        draw__in__lines="from corridor_atlas.draw import points",
        draw__in__points="def f():\n    from corridor_atlas.draw.lines import draw",
    )
    with pytest.raises(CycleError):
        list(TopologicalSorter(graph(source)).static_order())
