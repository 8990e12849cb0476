"""The examples run as they stand, with the shipped atlas and with the one of East Africa, by the front door alone."""

from __future__ import annotations

import ast
import json
import runpy
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from corridor_atlas.core import home
from corridor_atlas.data import dataset

EXAMPLES = Path(__file__).parents[1] / "examples"
SCRIPT = EXAMPLES / "growth_of_the_network.py"
NOTEBOOK = EXAMPLES / "first-steps.ipynb"
FOLDERS = {"shipped": EXAMPLES.parent, "east-africa": EXAMPLES / "east-africa"}

pytestmark = pytest.mark.usefixtures("read_once")
both = pytest.mark.parametrize("which", list(FOLDERS))


@pytest.fixture
def grown(which, tmp_path, capsys) -> tuple[pd.DataFrame, str]:
    """The table that the script writes for an atlas, and what it says."""
    words = ["--out", str(tmp_path)] + (["--data", str(FOLDERS[which])] if which != "shipped" else [])
    runpy.run_path(str(SCRIPT))["main"](words)
    assert (tmp_path / "growth_of_the_network.png").read_bytes().startswith(b"\x89PNG")
    return pd.read_csv(tmp_path / "growth_of_the_network.csv", index_col="year"), capsys.readouterr().out


@both
def test_the_script_tells_how_many_kilometres_were_open_in_each_year(which, grown) -> None:
    table, said = grown
    first, last = dataset.load(None if which == "shipped" else FOLDERS[which]).years
    assert list(table.index) == list(range(first, last + 1))
    assert f"{table['km'].iloc[-1]:,.0f} km in {last}" in said
    if which == "east-africa":  # the railway of 1,860 km that opened in 1976
        assert table["km"][1976] - table["km"][1975] == pytest.approx(1860)


def test_a_year_without_a_railway_has_no_kilometres(small, tmp_path) -> None:
    growth = runpy.run_path(str(SCRIPT))
    atlas = growth["ca"].Atlas.open(small)
    kilometres = [growth["open_km"](atlas, year) for year in range(atlas.data.years[0], atlas.data.years[1] + 1)]
    assert kilometres[0] == 0


def code(notebook: dict[str, Any]) -> list[str]:
    """The cells of a notebook that hold code."""
    return ["".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "code"]


def run(cell: str, names: dict[str, Any]) -> object:
    """Run a cell as Jupyter does; its last line, where it is an expression, is what the reader is shown."""
    tree = ast.parse(cell)
    last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, NOTEBOOK.name, "exec"), names)  # noqa: S102
    return eval(compile(ast.Expression(last.value), NOTEBOOK.name, "eval"), names) if last else None  # noqa: S307


@both
def test_every_cell_of_the_notebook_runs(which, tmp_path, monkeypatch) -> None:
    if which != "shipped":
        monkeypatch.setenv(home.VARIABLE, str(FOLDERS[which]))
    monkeypatch.chdir(tmp_path)
    names: dict[str, Any] = {}
    shown = [run(cell, names) for cell in code(json.loads(NOTEBOOK.read_text(encoding="utf-8")))]
    assert names["atlas"].data.years == dataset.load(None if which == "shipped" else FOLDERS[which]).years
    assert [type(one).__name__ for one in shown if one is not None][:3] == ["Atlas", "Map", "DataFrame"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["around.geojson", "around.pdf"]
    assert not names["changes"].empty


def test_the_notebook_is_one_and_holds_no_results() -> None:
    notebook = json.loads(NOTEBOOK.read_text(encoding="utf-8"))
    assert (notebook["nbformat"], notebook["nbformat_minor"]) == (4, 5)
    cells = notebook["cells"]
    assert len({cell["id"] for cell in cells}) == len(cells) > 10
    assert {(str(cell["outputs"]), cell["execution_count"]) for cell in cells if cell["cell_type"] == "code"} == {
        ("[]", None)
    }


@pytest.mark.parametrize("path", [SCRIPT, NOTEBOOK], ids=lambda path: path.name)
def test_an_example_uses_the_front_door_alone(path) -> None:
    text = path.read_text(encoding="utf-8")
    tree = ast.parse(text if path.suffix == ".py" else "\n".join(code(json.loads(text))))
    imported = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names} | {
        str(node.module) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)
    }
    assert {name for name in imported if name.startswith("corridor_atlas")} == {"corridor_atlas"}
