"""The table of what was looked up again (docs/truth.md), held against the data."""

from __future__ import annotations

import re
from pathlib import Path

TEXT = (Path(__file__).parents[2] / "docs" / "truth.md").read_text(encoding="utf-8")
ROWS = [[cell.strip() for cell in line.strip("|").split(" | ")] for line in TEXT.splitlines() if line.startswith("| `")]


def test_every_dated_feature_and_corridor_was_looked_up(atlas) -> None:
    dated = {one.id for one in atlas.features.values() if one.record.timeline} | set(atlas.corridors)
    assert dated - {row[0].strip("`") for row in ROWS} == set()


def test_a_row_says_what_was_found_and_names_works_of_the_bibliography(atlas) -> None:
    known = {*atlas.features, *atlas.corridors, *(one.id for one in atlas.unmapped), *atlas.series}
    for name, found, *_, sources in ROWS:
        assert found
        assert set(re.findall(r"`([a-z0-9-]+)`", name)) <= known, name
        assert set(re.findall(r"`([a-z0-9-]+)`", sources)) <= set(atlas.bibliography), name
