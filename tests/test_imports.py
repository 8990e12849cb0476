"""Imports go one way, and the big libraries stay where they belong."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

PACKAGE = "corridor_atlas"
SOURCE = Path(__file__).parents[1] / "src" / PACKAGE

ORDER = [
    ["characters", "counts"],
    ["errors"],
    ["csl", "gdal", "files", "rings", "units"],
    ["dates", "language"],
    ["words"],
    ["model"],
    ["timeline", "reading"],
    ["catalog"],
    ["backends", "consistency", "sea_lanes", "stories"],
    ["sources", "base_map"],
    ["topology", "descriptions"],
    ["legs"],
    ["journey", "paths"],
    ["network"],
    ["strip", "recompute", "related", "evidence"],
    ["tell"],
    ["view"],
    ["selection", "bibliography", "gazetteer"],
    ["changes", "tallies"],
    ["cite", "ledger"],
    ["kinds", "inpage"],
    ["webmap", "figure"],
    ["website"],
    ["checks"],
    ["formats"],
    ["pictures"],
    ["notebook"],
    ["build"],
    ["ui", "cli"],
]
"""A module, or folder, imports from earlier rows only. `__init__.py` is the front door and stands apart."""

HOMES = {
    "streamlit": {"ui"},
    "folium": {"kinds", "webmap"},
    "branca": {"inpage", "kinds", "webmap"},
    "matplotlib": {"figure"},
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


def part(name: str) -> str:
    """The file or folder of the package that a dotted name belongs to; empty for the package itself."""
    return [*name.split("."), ""][1]


def within(name: str, known: dict[str, Path]) -> str | None:
    """The module that a dotted name of the package belongs to: `corridor_atlas.dates.parse` is in dates."""
    while name and name not in known:
        name = name.rpartition(".")[0]
    return name or None


def faults(source: Path) -> list[str]:
    """Every import that goes the wrong way, as a sentence."""
    known, found = modules(source), []
    ranks = {name: rank for rank, names in enumerate(ORDER) for name in names}
    for name, path in known.items():
        here = part(name)
        if not here:
            continue
        if here not in ranks:
            found.append(f"{here} has no place in the order of imports")
            continue
        for target in imported(name, path):
            if target.split(".")[0] == PACKAGE:
                there = part(within(target, known) or target)
                if there and there != here and ranks.get(there, len(ORDER)) >= ranks[here]:
                    found.append(f"{name} imports {there}")
            elif here not in HOMES.get(target.split(".")[0], {here}):
                found.append(f"{name} imports {target.split('.')[0]}")
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
    assert f"{PACKAGE}.errors" in order


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
        ("from corridor_atlas import cli", "sources imports cli"),
        ("import corridor_atlas.cli", "sources imports cli"),
        ("from corridor_atlas.cli import main", "sources imports cli"),
        ("from . import cli", "sources imports cli"),
        ("from .cli import main", "sources imports cli"),
        ("def f():\n    from corridor_atlas.ui.page import show", "sources imports ui"),
        ("if False:\n    import corridor_atlas.webmap as w", "sources imports webmap"),
        ("import streamlit as st", "sources imports streamlit"),
        ("from streamlit.components import v2", "sources imports streamlit"),
        ("import folium.plugins", "sources imports folium"),
        ("def f():\n    from matplotlib import pyplot", "sources imports matplotlib"),
    ],
)
def test_the_check_notices_an_import_that_goes_the_wrong_way(tree, text, fault) -> None:
    source = tree(sources=text, cli="", errors="", webmap="", ui__in__page="")
    assert faults(source) == [f"corridor_atlas.{fault}"]


def test_the_check_allows_what_goes_the_right_way(tree) -> None:
    source = tree(
        __init__="from corridor_atlas import cli",
        sources="import json\nfrom corridor_atlas import __version__, errors\nfrom .errors import Fault",
        errors="",
        cli="from corridor_atlas.sources import load",
        webmap="import folium",
        ui__in____init__="",
        ui__in__page="import streamlit\nfrom corridor_atlas.ui import state\nfrom . import state",
        ui__in__state="from ..sources import load",
    )
    assert faults(source) == []


def test_the_check_notices_a_neighbour_and_a_stranger(tree) -> None:
    source = tree(ui__in__page="from corridor_atlas.cli import main", cli="", oddments="")
    assert faults(source) == ["corridor_atlas.ui.page imports cli", "oddments has no place in the order of imports"]


def test_the_check_notices_a_circle(tree) -> None:
    source = tree(
        kinds__in__lines="from corridor_atlas.kinds import points",
        kinds__in__points="def f():\n    from corridor_atlas.kinds.lines import draw",
    )
    with pytest.raises(CycleError):
        list(TopologicalSorter(graph(source)).static_order())
