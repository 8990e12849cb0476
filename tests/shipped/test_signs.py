"""Signs on the map of the shipped atlas: none hides another, and time moves none."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections import defaultdict
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from corridor_atlas.draw.payload import payload

YEARS, ZOOMS = (2000, 2014, 2026), range(5, 13)
MOST = 0.25
"""Of the smaller of two signs so much may be hidden by the other."""


@pytest.fixture(scope="module")
def seen(atlas, tmp_path_factory) -> list[dict[str, Any]]:
    """The signs of each year and zoom, as the browser places them."""
    if not shutil.which("node"):
        pytest.skip("needs Node")
    path = tmp_path_factory.mktemp("signs") / "payload.json"
    path.write_text(json.dumps(payload(atlas)), encoding="utf-8")
    script = Path(__file__).with_name("signs.mjs")
    asked = [",".join(map(str, numbers)) for numbers in (YEARS, ZOOMS)]
    told = subprocess.run(["node", script, path, *asked], check=True, capture_output=True, timeout=120)
    return list(json.loads(told.stdout))


def hidden(signs: list[list[Any]]) -> np.ndarray:
    """How much of the smaller of every two signs, taken as discs, lies within the other, 0 to 1."""
    x, y, r = np.array([sign[1:4] for sign in signs]).T
    d = np.hypot(x[:, None] - x, y[:, None] - y)
    big, small = np.maximum(r[:, None], r), np.minimum(r[:, None], r)
    d = np.clip(d, big - small + 1e-9, big + small - 1e-9)
    near, far = (d**2 + small**2 - big**2) / (2 * d), (d**2 - small**2 + big**2) / (2 * d)
    lens = small**2 * np.arccos(np.clip(near / small, -1, 1)) + big**2 * np.arccos(np.clip(far / big, -1, 1))
    lens -= near * np.sqrt(np.clip(small**2 - near**2, 0, None)) + far * np.sqrt(np.clip(big**2 - far**2, 0, None))
    return np.triu(lens / (np.pi * small**2), 1)


def test_no_sign_hides_another(seen) -> None:
    for one in seen:
        parts = hidden(one["signs"])
        worst = np.unravel_index(parts.argmax(), parts.shape)
        ids = [one["signs"][i][0] for i in worst]
        assert parts.max() <= MOST, f"{ids} at zoom {one['zoom']} in {one['year']}: {parts.max():.2f}"


def test_what_is_not_drawn_is_counted_by_the_sign_that_stands_for_it(seen) -> None:
    for one in seen:
        grouped = [count for *_, count in one["signs"] if count > 1]
        assert sum(grouped) <= 0.6 * one["wanted"]
        if one["zoom"] >= 9:
            assert not grouped, f"at zoom {one['zoom']} there is room for each: {grouped}"


def test_no_year_moves_a_sign(seen) -> None:
    stood = defaultdict(set)
    for one in seen:
        for id_, x, y, _, count in one["signs"]:
            if count == 1:
                stood[one["zoom"], id_].add((round(x, 6), round(y, 6)))
    moved = {key: places for key, places in stood.items() if len(places) > 1}
    assert len(moved) <= 0.02 * len(stood), moved
