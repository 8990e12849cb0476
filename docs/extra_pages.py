"""What the documentation site has beyond the pages of docs/: `mkdocs build` calls this (`hooks` in mkdocs.yml).

Texts of the checkout that stand elsewhere become pages, the reference is made from the program itself, and links
are turned: on the site to its pages, and to nothing where the site has no page for a file.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from corridor_atlas import cli

ROOT = Path(__file__).parents[1]
INCLUDED = {
    "index.md": "README.md",
    "contributing.md": "CONTRIBUTING.md",
    "changelog.md": "CHANGELOG.md",
    "benchmarks.md": "benchmarks/README.md",
    "data/files.md": "geodata/README.md",
    "data/coverage.md": "geodata/COVERAGE.md",
    "examples/index.md": "examples/README.md",
    "examples/east-africa.md": "examples/east-africa/README.md",
    "examples/embed.md": "examples/embed/README.md",
}
"""Pages of the site that are files elsewhere in the checkout."""
DECISIONS = "decisions/index.md"
PYTHON = ("notebook.Atlas", "notebook.Map", "notebook.read", "view.view.View", "draw.figure.Options")
"""What the reference of the Python code explains; `make api` has all of it."""
VALUES = {"str": "text", "int": "number", "float": "number", "path": "path"}
LINK = re.compile(r"(!?)\[((?:[^\]\[]|\[[^\]]*\])*)\]\(([^)\s]+)\)")
CODE = re.compile(r"(^```.*?^```)", re.DOTALL | re.MULTILINE)


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages that are no files of docs/."""
    made = {uri: (ROOT / path).read_text(encoding="utf-8") for uri, path in INCLUDED.items()}
    made[DECISIONS] = decisions()
    made["reference/cli.md"] = "\n".join(commands())
    made["reference/python.md"] = python()
    for uri, content in made.items():
        files.append(File.generated(config, uri, content=content))
    for path in sorted((ROOT / "benchmarks").glob("*.png")):
        files.append(File.generated(config, path.name, abs_src_path=str(path)))
    icon = ROOT / "src/corridor_atlas/web/icon.png"
    files.append(File.generated(config, "assets/icon.png", abs_src_path=str(icon)))
    return files


def on_page_markdown(markdown: str, page: Page, files: Files, **_: Any) -> str:
    """Turn the links of a page, but for what stands in code."""
    parts = CODE.split(markdown)
    return "".join(part if number % 2 else turned(part, page.file.src_uri, files) for number, part in enumerate(parts))


def turned(text: str, uri: str, files: Files) -> str:
    """The text with links that lead to pages of the site, seen from the page `uri`."""
    folder = posixpath.dirname(INCLUDED.get(uri, f"docs/{uri}"))
    pages = {path: page for page, path in INCLUDED.items()} | {"docs/decisions": DECISIONS}

    def turn(found: re.Match[str]) -> str:
        mark, said, target = found.groups()
        if re.match(r"[a-z]+:|#", target):
            return found[0]
        path, _, part = target.partition("#")
        place = posixpath.normpath(posixpath.join(folder, path))
        there = pages.get(place) or (place.removeprefix("docs/") if place.startswith("docs/") else "")
        if not there or files.get_file_from_path(there) is None:
            return said if not mark else ""
        here = posixpath.relpath(there, posixpath.dirname(uri) or ".")
        return f"{mark}[{said}]({here}{'#' + part if part else ''})"

    return LINK.sub(turn, text)


def decisions() -> str:
    """A list of the decisions, by their titles."""
    lines = ["# Decisions", "", "Choices that others might make differently: what, why, what else was tried.", ""]
    for path in sorted((ROOT / "docs/decisions").glob("*.md")):
        title = path.read_text(encoding="utf-8").splitlines()[0]
        lines.append(f"- [{re.sub(r'^# *([0-9]+[.:]?)? *', '', title)}]({path.name})")
    return "\n".join(lines) + "\n"


def python() -> str:
    """The front door for Python, from its docstrings."""
    head = "# Reference: Python\n\n`import corridor_atlas as ca` offers `Atlas`, `Map`, `read` and `AtlasError`.\n\n"
    return head + "".join(f"::: corridor_atlas.{name}\n\n" for name in PYTHON)


def commands() -> Iterator[str]:
    """Every command as `--help` has it: what it does, its arguments and options."""
    yield "# Reference: command line\n"
    yield "Every command takes `--help`; `--data FOLDER` works with another atlas.\n"
    group: Any = typer.main.get_command(cli.app)
    for name, command in sorted(group.commands.items()):
        yield f"## `{name}` {{ #{name} }}\n\n{command.help}\n"
        arguments = [one for one in command.params if one.param_type_name == "argument"]
        usage = " ".join(one.metavar or one.name.upper() for one in arguments)
        yield f"```\ncorridor-atlas {name} [OPTIONS] {usage}".rstrip() + "\n```\n"
        options = [one for one in command.params if one.param_type_name == "option" and one.name != "help"]
        if options:
            yield "| option | what it is |\n|---|---|"
            yield from map(row, options)
            yield ""


def row(option: Any) -> str:
    """An option as a row of a table."""
    names = ", ".join(f"`{one}`" for one in (*option.opts, *option.secondary_opts))
    said = getattr(option.type_descriptor.annotation, "__name__", "").lower()
    kind = "" if option.is_flag else f" *{(option.metavar or VALUES.get(said, '')).lower()}*".replace(" **", "")
    usual = option.default
    shown = f" Usually `{usual}`." if usual not in (None, "", False) and not callable(usual) else ""
    return f"| {names}{kind} | {(option.help or '').replace('|', '/')}{shown} |"
