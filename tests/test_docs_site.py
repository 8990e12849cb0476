"""The documentation as a site: every page is found, every command it names is there, the gallery draws its pictures."""

from __future__ import annotations

import re
import runpy
import shlex
from pathlib import Path
from typing import Any

import pytest
import typer
import yaml
from PIL import Image

from corridor_atlas import cli

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
GALLERY = runpy.run_path(str(DOCS / "gallery.py"))
COMMANDS: Any = typer.main.get_command(cli.app)


class Loader(yaml.SafeLoader):
    """Reads mkdocs.yml, whose tags of Python are of no interest here."""


Loader.add_multi_constructor("tag:yaml.org,2002:python/", lambda loader, suffix, node: suffix)
CONFIG = yaml.load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"), Loader=Loader)  # noqa: S506  a safe one


def pages(nav: Any) -> list[str]:
    """The pages of a part of the navigation."""
    if isinstance(nav, str):
        return [nav]
    return [page for one in (nav.values() if isinstance(nav, dict) else nav) for page in pages(one)]


def test_every_page_of_the_docs_is_in_the_navigation() -> None:
    named = pages(CONFIG["nav"])
    there = {path.relative_to(DOCS).as_posix() for path in DOCS.rglob("*.md") if path.parent.name != "decisions"}
    assert there - set(named) == set()
    assert len(named) == len(set(named))


def test_nothing_of_the_site_comes_from_elsewhere() -> None:
    assert CONFIG["theme"]["font"] is False
    assert all((DOCS / name).is_file() for name in (*CONFIG["extra"]["polyfills"], *CONFIG["extra_css"]))
    assert "offline" in CONFIG["plugins"]


def lines_of_commands() -> list[tuple[str, str]]:
    """The lines in the blocks of code of tutorials and guides that call the program, with the page."""
    found = []
    for path in sorted([*DOCS.glob("tutorials/*.md"), DOCS / "hosting.md", DOCS / "figures.md"]):
        for block in re.findall(r"```\n(.*?)```", path.read_text(encoding="utf-8"), re.DOTALL):
            found += [(path.name, line) for line in block.splitlines() if line.startswith("corridor-atlas ")]
    return found


@pytest.mark.parametrize(("page", "line"), lines_of_commands())
def test_a_command_of_a_tutorial_is_one_of_the_program(page, line) -> None:
    _, name, *words = shlex.split(line)
    options = {one for parameter in COMMANDS.commands[name].params for one in parameter.opts}
    assert {word for word in words if word.startswith("--")} <= options


def test_the_gallery_has_a_picture_for_each_block() -> None:
    text = (DOCS / "gallery.md").read_text(encoding="utf-8")
    names = [name for _, name in GALLERY["blocks"]()]
    assert len(names) == text.count("```python") == text.count("![") >= 5
    assert {path.name for path in GALLERY["PICTURES"].iterdir()} == set(names)


@pytest.mark.parametrize(("code", "name"), GALLERY["blocks"](), ids=lambda text: text if text.endswith(".png") else "")
@pytest.mark.usefixtures("read_once")
def test_the_code_of_the_gallery_draws_its_picture(code, name, tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("MPLBACKEND", "agg")
    GALLERY["draw"](code, tmp_path)
    with Image.open(tmp_path / name) as drawn, Image.open(GALLERY["PICTURES"] / name) as shown:
        assert drawn.size == shown.size
        assert len(drawn.convert("RGB").getcolors(maxcolors=1 << 20) or []) > 20


def test_the_code_of_the_notebook_tutorial_runs(tmp_path, monkeypatch) -> None:
    text = (DOCS / "tutorials/notebook.md").read_text(encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    names: dict[str, Any] = {}
    for block in re.findall(r"```python\n(.*?)```", text, re.DOTALL):
        exec(compile(block, "notebook.md", "exec"), names)  # noqa: S102  our own page
    assert (tmp_path / "hunchun.pdf").read_bytes().startswith(b"%PDF")
