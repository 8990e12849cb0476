"""The evidence of the shipped data grows no weaker: no count of COVERAGE.md is above the one written down here."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from corridor_atlas.data import grounds

HELD = json.loads((Path(__file__).parent / "data" / "evidence.json").read_text(encoding="utf-8"))


def test_every_count_is_held_but_the_one_that_says_what_is_in_doubt(atlas) -> None:
    assert set(grounds.counts(atlas)) - HELD.keys() == {"open statuses that say when they were last seen"}


@pytest.mark.parametrize("what", HELD)
def test_the_evidence_grows_no_weaker(atlas, what) -> None:
    """Whoever betters it lowers the number in data/evidence.json."""
    assert grounds.counts(atlas)[what] <= HELD[what]
