"""Run the code of the gallery (docs/gallery.md) and keep its pictures: `python docs/gallery.py [FOLDER]`."""

from __future__ import annotations

import contextlib
import re
import sys
from pathlib import Path

HERE = Path(__file__).parent
PICTURES = HERE / "images/gallery"


def blocks() -> list[tuple[str, str]]:
    """The blocks of code of the page, each with the name of the picture that follows it."""
    text = (HERE / "gallery.md").read_text(encoding="utf-8")
    return re.findall(r"```python\n(.*?)```\n+!\[[^\]]+\]\(images/gallery/([\w-]+\.png)\)", text, re.DOTALL)


def draw(code: str, folder: Path) -> None:
    """Run one block with a folder as the place where its files go."""
    with contextlib.chdir(folder):
        exec(compile(code, "gallery.md", "exec"), {})  # noqa: S102  our own page


if __name__ == "__main__":
    into = Path(sys.argv[1]) if len(sys.argv) > 1 else PICTURES
    for code, _ in blocks():
        draw(code, into)
