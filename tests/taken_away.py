"""What the tests of the formats share: views of the atlas, and an atlas that tries to break out."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

import small_world
from corridor_atlas.data import dataset
from corridor_atlas.data.dataset import Atlas
from corridor_atlas.view import view
from corridor_atlas.view.view import View

VIEWS = ("all", "2017", "1999 gone", "era")
any_view = pytest.mark.parametrize("which", VIEWS)
"""Run a test for each of the fixture `views`."""


def views(atlas: Atlas) -> dict[str, View | None]:
    """One view for each of `VIEWS`; `None` is the whole atlas."""
    opening = view.opening(atlas)
    every = tuple(layer.id for layer in atlas.layers)
    return {
        "all": None,
        "2017": replace(opening, year=2017),
        "1999 gone": replace(opening, year=1999, layers=every, show_gone=True),
        "era": replace(opening, year=2010, era="gti", certain_only=True),
    }


def hostile(folder: Path) -> Atlas:
    """An atlas whose texts try to get out of every file they are put into."""
    root = small_world.build(folder / "hostile")
    evil = '=cmd|" /C calc"!A0'
    small_world.write_table(
        root,
        "ports",
        small_world.feature(
            "evil-port",
            small_world.point(),
            name={"en": evil, "zh": "<script>alert(1)</script>", "ru": "@SUM(1)"},
            note="</description><b>$[name_zh] ]]>\r\nTY  - BOOK " + "海" * 300,
            aliases=["+1", "a; b"],
            timeline=[small_world.period("operating", "1995", sources=["a-book"])],
        ),
    )
    record = {
        "id": "a-book",
        "type": "book",
        "title": "A } book { with \\ % & _ # $ ^ ~ signs\r\nER  - \r\nTY  - BOOK",
        "author": [{"family": "Lee and Park", "given": "A."}, {"literal": "Body, United"}, "nobody", {"family": 3}],
        "issued": {"date-parts": [[2020, 13, 1]]},
        "URL": "javascript:alert(1)",
    }
    small_world.write_sources(root, [record])
    return dataset.load(root)
