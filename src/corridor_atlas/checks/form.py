"""Files as the atlas writes them itself: tables in their one form, made files up to date."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from corridor_atlas.core.errors import Fault
from corridor_atlas.data import descriptions
from corridor_atlas.data.backends import geojson
from corridor_atlas.data.dataset import Atlas


def check(atlas: Atlas) -> Iterator[Fault]:
    """Notices of tables that `fmt` would change, and of files that `describe` would."""
    for table in atlas.tables:
        path = atlas.root / "geodata" / f"{table}.geojson"
        text = _text(path)
        try:
            in_form = text is None or geojson.formatted(text) == text
        except (ValueError, TypeError, AttributeError):
            continue  # what is broken was named when it was read
        if not in_form:
            yield _notice(path.name, "another form", "a feature a line, sorted: `corridor-atlas fmt`")
    for name, made in descriptions.texts(atlas).items():
        text = _text(atlas.root / name)
        if text is not None and text != made:
            yield _notice(name.name, "out of date", "what the data say: `corridor-atlas describe`")


def _text(path: Path) -> str | None:
    try:
        return path.read_text(encoding="utf-8") if path.is_file() else None
    except (OSError, ValueError):
        return None


def _notice(file: str, found: str, expected: str) -> Fault:
    return Fault(file, "", "", found, expected, left_out=False, notice=True)
