"""The checkout as a whole: short files, explained functions, and nothing of the machine it was made on."""

from __future__ import annotations

import ast
import re
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
IGNORED = {
    ".git",
    ".venv",
    ".mypy_cache",
    ".ruff_cache",
    ".pytest_cache",
    ".hypothesis",
    "__pycache__",
    "node_modules",
    "build",
    "dist",
}

# written in two halves, or this file would name them itself
REGISTRIES = [
    "pypi" + ".org",
    "python" + "hosted.org",
    "npm" + "js.org",
    "npm" + "js.com",
    "deb." + "debian.org",
    "proxy." + "golang.org",
]
HOME_FOLDER = re.compile(r"(?<![\w.~/-])(?:/(?:home|Users|root)/\w|[A-Z]:\\+Users\\)")


def tracked() -> list[Path]:
    """Files that are, or would be, under version control; all that are no tool's left-overs without git."""
    listing = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    if listing.returncode == 0 and listing.stdout:
        paths = (ROOT / name for name in listing.stdout.split("\0") if name)
    else:
        paths = (path for path in ROOT.rglob("*") if not IGNORED & set(path.relative_to(ROOT).parts))
    return sorted(path for path in paths if path.is_file())


def texts() -> Iterator[tuple[Path, str]]:
    """Every tracked text file with its text."""
    for path in tracked():
        try:
            yield path.relative_to(ROOT), path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue


def python_files(*folders: str) -> list[Path]:
    """Tracked Python files in these folders."""
    return [path for path in tracked() if path.suffix == ".py" and path.relative_to(ROOT).parts[0] in folders]


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


SOURCE = python_files("src")
source_files = pytest.mark.parametrize("path", SOURCE, ids=lambda path: path.relative_to(ROOT / "src").as_posix())


def test_the_files_of_the_checkout_are_found() -> None:
    names = {path.as_posix() for path, _ in texts()}
    assert {"pyproject.toml", "geodata/ports.geojson", "tests/test_repository.py"} <= names
    assert len(SOURCE) > 8


def test_no_file_names_a_package_registry() -> None:
    named = {(str(path), host) for path, text in texts() for host in REGISTRIES if host in text}
    assert named == set()


def test_no_file_names_a_folder_of_someones_machine() -> None:
    here = [str(ROOT), str(Path.home())] if len(ROOT.parts) > 2 else []
    named = {
        (str(path), found[0])
        for path, text in texts()
        for found in [HOME_FOLDER.search(text), *(re.search(rf"{re.escape(one)}(?![\w-])/", text) for one in here)]
        if found
    }
    assert named == set()


@pytest.mark.parametrize("text", ["see |home|kim|x", "'|Users|kim'", "C:" + "\\Users\\kim", "=|root|x", "(|home|kim)"])
def test_a_home_folder_is_recognised(text) -> None:
    assert HOME_FOLDER.search(text.replace("|", "/"))


@pytest.mark.parametrize("text", ["https://example.org/home/book", "a/Users/b", "the root/leaf", "./home/x"])
def test_a_web_address_is_no_home_folder(text) -> None:
    assert not HOME_FOLDER.search(text)


def test_the_app_only_starts_the_page() -> None:
    lines = (ROOT / "app.py").read_text(encoding="utf-8").splitlines()
    assert len(lines) < 20
    imports = [line for line in lines if re.match(r"\s*(import|from)\s", line)]
    assert imports
    assert all(line.startswith(("from corridor_atlas", "from __future__")) for line in imports)


def test_every_run_time_library_is_pinned() -> None:
    lines = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    wanted = [line for line in lines if line.strip() and not line.startswith("#") and line != "-e ."]
    assert wanted
    assert [line for line in wanted if not re.fullmatch(r"[A-Za-z0-9_.-]+==[0-9][A-Za-z0-9.+]*", line)] == []
    assert "-e ." in lines


def test_every_declared_library_is_among_the_pinned() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = {re.split(r"[<>=!~\[;]", line)[0].lower().replace("_", "-") for line in project["dependencies"]}
    pinned = (ROOT / "requirements.txt").read_text(encoding="utf-8").lower().replace("_", "-")
    assert {name for name in declared if not re.search(rf"^{re.escape(name)}==", pinned, re.MULTILINE)} == set()


@pytest.mark.parametrize(
    "path",
    [*python_files("src", "tests", "benchmarks", "docs"), ROOT / "app.py"],
    ids=lambda path: path.relative_to(ROOT).as_posix(),
)
def test_a_python_file_can_be_read_in_one_sitting(path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400


@source_files
def test_a_function_fits_on_a_screen(path) -> None:
    long = {
        node.name: node.end_lineno - node.lineno + 1
        for node in functions(ast.parse(path.read_text(encoding="utf-8")))
        if node.end_lineno - node.lineno + 1 > 60
    }
    assert long == {}


@source_files
def test_what_is_public_says_what_it_does(path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert ast.get_docstring(tree), "the module"
    public = [node for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef)]
    public += [
        node
        for one in public
        if isinstance(one, ast.ClassDef)
        for node in one.body
        if isinstance(node, ast.FunctionDef)
    ]
    silent = [node.name for node in public if not node.name.startswith("_") and not ast.get_docstring(node)]
    assert silent == []


EXPLAINED = {
    "core": "dates files timeline words",
    "data": "config dataset evidence reading settings stories tables",
    "data/backends": "*",
    "view": "*",
    "network": "graph legs measuring paths query recompute report strip topology",
    "time": "*",
    "draw": "payload webmap",
    "draw/figure": "__init__ compose films frames maps moving output strips",
    "take": "pictures website",
    "take/formats": "__init__",
}
"""Modules whose functions other rooms and users call."""
SHARE_EXPLAINED = 100
"""Per cent of them, of those with two parameters or more, whose docstring names each parameter at least."""


def asked_for(node: ast.FunctionDef) -> set[str]:
    """The parameters of a function, those of its object or class apart."""
    given = node.args
    extra = [one for one in (given.vararg, given.kwarg) if one]
    return {one.arg for one in (*given.posonlyargs, *given.args, *given.kwonlyargs, *extra)} - {"self", "cls"}


def named_in(docstring: str) -> set[str]:
    """What a docstring marks as a name, or has as an entry of its parameters."""
    _, _, section = docstring.partition("Parameters\n----------\n")
    entries = re.findall(r"^(?=\S)[\w*, ]+$", section.partition("\n\n")[0], re.MULTILINE)
    return {*re.findall(r"`\**(\w+)`", docstring), *(name for line in entries for name in re.findall(r"\w+", line))}


def public_functions(body: list[ast.stmt]) -> Iterator[ast.FunctionDef]:
    """The functions of a module, and those of its classes, whose names are for others."""
    for node in body:
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            yield node
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            yield from public_functions(node.body)


def explained_functions() -> Iterator[tuple[str, ast.FunctionDef]]:
    """The public functions of the modules in `EXPLAINED` that take two parameters or more, each with its place."""
    for folder, stems in EXPLAINED.items():
        for stem in stems.split():
            for path in sorted((ROOT / "src" / "corridor_atlas" / folder).glob(f"{stem}.py")):
                for node in public_functions(ast.parse(path.read_text(encoding="utf-8")).body):
                    if len(asked_for(node)) > 1:
                        yield f"{folder}/{path.name}:{node.lineno}: {node.name}", node


def test_public_functions_say_what_their_parameters_are() -> None:
    found = dict(explained_functions())
    unnamed = {place: asked_for(node) - named_in(ast.get_docstring(node) or "") for place, node in found.items()}
    silent = {place: names for place, names in unnamed.items() if names}
    assert len(found) > 100
    assert 100 * (len(found) - len(silent)) >= SHARE_EXPLAINED * len(found), silent


@pytest.mark.parametrize(
    ("docstring", "names"),
    [
        ("The year of a view.", set()),
        ("The `year` of a view.", {"year"}),
        ("A.\n\nParameters\n----------\nfirst, last\n    Years.\n**more\n    Rest.", {"first", "last", "more"}),
        ("A.\n\nParameters\n----------\nkm\n    far\n\nReturns\n-------\nfloat\n    b", {"km"}),
    ],
)
def test_a_parameter_counts_as_named_only_where_it_is_told(docstring, names) -> None:
    assert named_in(docstring) == names


@source_files
def test_a_module_is_named_after_what_it_does(path) -> None:
    assert path.stem not in {"utils", "util", "common", "helpers", "misc"}


def test_no_two_test_modules_share_a_name() -> None:
    """Pytest takes both for one and leaves out the second, which only a run of everything would tell."""
    names = [path.name for path in tracked() if path.name.startswith("test_") and path.suffix == ".py"]
    assert sorted(set(names)) == sorted(names)
