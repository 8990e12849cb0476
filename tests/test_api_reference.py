"""The reference of the Python code: it builds, and the front door says what goes in and what comes out."""

from __future__ import annotations

import inspect
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from corridor_atlas import notebook

ROOT = Path(__file__).parents[1]


def offered() -> Iterator[tuple[str, Callable[..., object]]]:
    """Every public class of the front door and every public method, by its name."""
    for name in notebook.__all__:
        kind = getattr(notebook, name)
        yield name, kind
        for method in vars(kind):
            if not method.startswith("_") and callable(getattr(kind, method)):
                yield f"{name}.{method}", getattr(kind, method)


def section(text: str, title: str) -> str:
    """What stands under a heading of a docstring, up to the next one."""
    found = re.search(rf"^{title}\n-+\n(.*?)(?=^\w[^\n]*\n-+$|\Z)", text, re.MULTILINE | re.DOTALL)
    return found[1] if found else ""


@pytest.mark.parametrize(("name", "what"), [pytest.param(*one, id=one[0]) for one in offered()])
def test_a_docstring_names_every_parameter(name, what) -> None:
    """Of a class its fields; a name without the words that explain it does not count."""
    text = inspect.getdoc(what) or ""
    told = section(text, "Attributes" if inspect.isclass(what) else "Parameters")
    named = {
        one.strip("*") for line in re.findall(r"^(\S[^\n]*)\n +\S", told, re.MULTILINE) for one in line.split(", ")
    }
    assert named == set(inspect.signature(what).parameters) - {"self"}
    assert text[:1].isupper()


def test_the_front_door_is_found() -> None:
    names = {name for name, _ in offered()}
    assert {"Atlas", "Atlas.open", "Atlas.view", "Map", "Map.figure", "Map.save"} <= names
    assert section("Do it.\n\nParameters\n----------\na\n    One.\n\nRaises\n------\nB\n    Two.", "Parameters") == (
        "a\n    One.\n\n"
    )


def test_the_pages_are_made_name_no_machine_and_load_nothing(tmp_path) -> None:
    program = [sys.executable, str(ROOT / "docs" / "api.py"), str(tmp_path), "corridor_atlas.notebook"]
    subprocess.run(program, check=True, capture_output=True)
    pages = {path.relative_to(tmp_path).as_posix(): path.read_text(encoding="utf-8") for path in tmp_path.rglob("*.*")}
    assert "kilometres to each side" in pages["corridor_atlas/notebook.html"]
    assert [name for name, text in pages.items() if f"{ROOT}/" in text or "0x7f" in text] == []
    loaded = re.compile(r"""<(?:script|link|img)\b[^>]*(?:src|href)=["'](?:https?:)?//""")
    assert [name for name, text in pages.items() if loaded.search(text)] == []
