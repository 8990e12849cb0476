"""Write the reference of the Python code, made from its docstrings: `make api`.

    python docs/api.py FOLDER [MODULE …]

Pages of HTML that ask no network for anything. The same code gives the same pages, wherever it lies.
"""

from __future__ import annotations

import inspect
import re
import sys
import warnings
from pathlib import Path

import pdoc
from pdoc import doc, render

ROOT = Path(__file__).parents[1]
MODULES = [
    f"corridor_atlas.{name}"
    for name in ("notebook", "core", "data", "network", "view", "time", "draw", "take", "checks")
]
"""The front door first, then what stands behind it; page and command line are no library."""


def annotation(kind: object) -> str:
    """A type as it is written, without the place in memory of a function that checks it."""
    return re.sub(r" at 0x[0-9a-f]+", "", inspect.formatannotation(kind))


def write(folder: Path, modules: list[str]) -> None:
    """Write the pages of these modules, and of those within them, into a folder."""
    doc.formatannotation = annotation  # before the index of the search is made, which takes words apart
    render.configure(docformat="numpy", show_source=False, footer_text="Corridor Atlas")
    with warnings.catch_warnings():
        # networkx says in its stubs alone what its graphs hold
        warnings.filterwarnings("ignore", message="Error parsing type annotation .*nx.Graph")
        pdoc.pdoc(*modules, output_directory=folder)
    for page in (path for path in folder.rglob("*") if path.suffix in (".html", ".js")):
        # values that are paths would name the machine
        page.write_text(page.read_text(encoding="utf-8").replace(f"{ROOT}/", ""), encoding="utf-8")


if __name__ == "__main__":
    write(Path(sys.argv[1]), sys.argv[2:] or MODULES)
