"""The page for teachers does what it says: every table is read, every command run, every answer compared."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import inside
import pytest
from typer.testing import CliRunner

from corridor_atlas.bring import child
from corridor_atlas.cli import app

BLOCK = re.compile(r"```(csv|console)\n(.*?)```", re.DOTALL)
LEFT_OUT = "…"


def commands(text: str) -> list[tuple[str, list[str]]]:
    """The commands of a block, each with the lines that it answers."""
    found: list[tuple[str, list[str]]] = []
    for line in text.splitlines():
        if line.startswith("$ corridor-atlas "):
            found.append((line.removeprefix("$ corridor-atlas "), []))
        else:
            found[-1][1].append(line)
    return found


def compare(said: list[str], told: list[str], command: str) -> None:
    """The lines of the page stand in the answer in their order; without dots between them, they are all of it."""
    if LEFT_OUT not in told:
        assert said == told, command
    rest = iter(said)
    for line in told:
        assert line == LEFT_OUT or line in rest, (command, line, said)


@pytest.fixture
def page(root) -> str:
    """The page, without the indentation of its lists."""
    lines = (root / "docs" / "teaching.md").read_text(encoding="utf-8").splitlines()
    return "\n".join(re.sub(r"^   (?=\S|  \S)", "", line) for line in lines)


def test_every_command_answers_what_the_page_says(page, root, tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(child, "read", inside.read)
    monkeypatch.chdir(tmp_path)
    table = (root / "docs" / "own-map.md").read_text(encoding="utf-8").split("```csv\n")[1].split("```")[0]
    Path("crossings.csv").write_text(table, encoding="utf-8")
    names = iter(re.findall(r"[Ss]ave it as `(\S+\.csv)`", page))
    ran = 0
    for kind, text in BLOCK.findall(page):
        if kind == "csv":
            Path(next(names)).write_text(text, encoding="utf-8")
            continue
        for command, told in commands(text):
            result = CliRunner().invoke(app, shlex.split(command))
            assert result.exit_code == 0, (command, result.output)
            compare([line.rstrip() for line in result.output.splitlines() if line.strip()], told, command)
            ran += 1
    assert ran >= 10
    assert Path("crossings.html").is_file()
    assert Path("problems.csv").is_file()


def test_the_numbers_in_the_text_are_those_of_the_table(page, root, tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(child, "read", inside.read)
    monkeypatch.chdir(tmp_path)
    table = (root / "docs" / "own-map.md").read_text(encoding="utf-8").split("```csv\n")[1].split("```")[0]
    Path("crossings.csv").write_text(table, encoding="utf-8")
    CliRunner().invoke(app, shlex.split("new crossings --from crossings.csv --years 1920-2026"))
    lines = [
        len(CliRunner().invoke(app, shlex.split(f"features --year {year} --data crossings")).output.splitlines())
        for year in (1950, 1990, 2000)
    ]
    assert lines == [3, 10, 17]
    assert "(three lines, ten, seventeen)" in page
    assert len(table.splitlines()) == 21
