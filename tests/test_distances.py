"""The table of docs/distances.md: every row is true of the data, and every outlier is explained."""

from __future__ import annotations

import re
from pathlib import Path
from statistics import median

import pytest

from corridor_atlas.network.graph import Query
from corridor_atlas.network.query import LOADS

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "docs" / "distances.md").read_text(encoding="utf-8")
ROWS = [
    [cell.strip().strip("`") for cell in row.strip("|").split("|")]
    for row in TEXT.splitlines()
    if row.startswith("| `")
]
OUTLIER_PERCENT = 5.0

rows = pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row[0]}-{row[1]}")


def figures(value: object) -> set[float]:
    """All numbers in a fact, however it is written."""
    if isinstance(value, dict):
        return set().union(*map(figures, value.values()))
    if isinstance(value, int | float):
        return {float(value)}
    return {float(text) for text in re.findall(r"\d+(?:\.\d+)?", str(value))}


@rows
def test_a_row_says_what_the_atlas_says(network, row) -> None:
    origin, destination, published, _, ours, error, train, why = row
    what, _, year = train.partition(", ")
    found = network.way(origin, destination, int(year or 2025), Query(modes=("rail",), load=LOADS[what]))
    percent = 100 * (found.km - float(published)) / float(published)
    assert (ours, error) == (f"{found.km:g}", f"{percent:+.1f}"), "write the new figures into docs/distances.md"
    assert bool(why) == (abs(percent) > OUTLIER_PERCENT)


@rows
def test_a_row_names_its_source(atlas, row) -> None:
    _, _, published, source, *_ = row
    if source in atlas.features:
        assert float(published) in figures(atlas.features[source].record.facts)
    else:
        assert source in atlas.bibliography


def test_the_table_is_long_enough_and_summed_up() -> None:
    errors = [abs(float(row[5])) for row in ROWS]
    within = sum(error <= OUTLIER_PERCENT for error in errors)
    assert len(ROWS) >= 20
    assert len({(row[0], row[1]) for row in ROWS}) == len(ROWS)
    assert f"{len(ROWS)} pairs of stations, {within} of them within 5 %" in TEXT
    assert f"the median error is {median(errors):.1f} %" in TEXT
