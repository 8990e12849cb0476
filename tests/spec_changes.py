"""Cases of `spec/` about what changed between two years: see `spec_cases`."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import small_world
from corridor_atlas.core import timeline
from corridor_atlas.core.model import Period, Record
from corridor_atlas.data import dataset
from corridor_atlas.data.dataset import Atlas, Feature
from corridor_atlas.draw.figure import content
from corridor_atlas.time import changes
from corridor_atlas.view.home import other_year
from corridor_atlas.view.view import View

Case = dict[str, Any]
SEED = 10
PAIRS = ((1991, 2025), (1992, 2001), (1993, 1998), (1995, 2003), (1999, 2004), (2000, 2010), (2005, 2015), (2009, 2023))
MORE: list[list[tuple[str, ...]]] = [
    [("operating", "1990", "1996"), ("suspended", "1996", "2002"), ("closed", "2002")],
    [("planned", "1994", "1997"), ("operating", "1997", "2001"), ("closed", "2001")],
    [("proposed", "1994", "1997")],
    [("proposed", "1994")],
    [("operating", "1992", "1998"), ("suspended", "1998", "2001"), ("operating", "2001")],
    [("operating", "1992", "2000"), ("operating", "2000", "2006"), ("operating", "2006")],
    [("operating", "1992", "2000"), ("operating freight", "2000", "2006"), ("operating", "2006")],
    [("under_construction", "1994", "1999"), ("suspended", "1999", "2004"), ("under_construction", "2004")],
    [("operating", "2003~/2006")],
    [("suspended", "1994"), ("operating", "2005-06", "2005-09")],
]
"""Timelines beyond those of `spec_cases`: ended after a break, there only in between, new stages."""


def kinds(timelines: Sequence[tuple[list[tuple[str, ...]], list[Period]]], years: tuple[int, int]) -> Iterator[Case]:
    """What became of a feature from the end of a year to the end of a later one."""
    record = small_world.feature("a-thing")["properties"]
    for entries, dated in timelines:
        thing = Feature(Record.model_validate(record | {"timeline": dated}), "railways", None)
        flat = [number for span in timeline.spans(dated, years) for number in span]
        for first, last in PAIRS:
            found = changes.change(thing, "railways", first, last)
            yield {
                "timeline": entries,
                "spans": flat,
                "steps": changes.told_steps(thing),
                "years": [first, last],
                "kind": found and found.kind,
                "group": changes.group(found.kind if found else None),
            }


def others(years: tuple[int, int]) -> Iterator[Case]:
    """The year with which one is compared until the reader chooses."""
    for year in (years[0], years[0] + 1, 1999, 2005, years[1]):
        yield {"year": year, "years": list(years), "other": other_year(year, years)}


def widen(root: Path, timelines: Sequence[list[tuple[str, ...]]], period: Any) -> Atlas:
    """The world of `spec_cases` with happenings, on the map and off it, and with bodies that have no place."""
    lot = random.Random(SEED)  # noqa: S311  no secret

    def some(prefix: str, number: int, place: bool) -> list[Any]:
        return [
            small_world.feature(
                f"{prefix}-{i}",
                small_world.point(131 + i / 10, 42.5) if place else None,
                countries=lot.choice([["AU"], ["NZ"], ["FJ", "NZ"]]),
                timeline=[period(*entry) for entry in lot.choice(timelines)],
            )
            for i in range(number)
        ]

    layer = small_world.PORTS_LAYER
    for table, shown, order in (("events", "false", 5), ("organisations", "true", 6)):
        text = layer.replace("Ports", table).replace('"ports"', f'"{table}"').replace("order = 20", f"order = {order}")
        (root / "layers" / f"{table}.toml").write_text(f"on = {shown}\n{text}", encoding="utf-8")
    small_world.write_table(root, "events", *some("fair", 4, place=True), *some("talk", 6, place=False))
    small_world.write_table(root, "organisations", *some("body", 6, place=False))
    return dataset.load(root)


def compared(atlas: Atlas, views: Sequence[View], options: Any) -> Iterator[Case]:
    """What changed in a view, by id with its kind, and how a map colours what has dates."""
    lot = random.Random(SEED)  # noqa: S311  no secret
    for view in views:
        against = lot.randint(*atlas.years)
        first, last = sorted((against, view.year))
        told = changes.changes(atlas, first, last, changes.with_happenings(atlas, view))
        choose = content.between(atlas, view, first, last)
        drawn = {}
        for layer in (atlas.layer(id_) for id_ in view.layers):
            for feature in atlas.drawn_by(layer):
                found = choose(feature.record) if feature.record.timeline else None
                if found:
                    drawn[feature.id] = [found[0].code, found[1]]
        yield {
            "options": {**options(view), "against": against},
            "kinds": {one.feature.id: one.kind for one in sorted(told, key=lambda one: one.feature.id)},
            "drawn": dict(sorted(drawn.items())),
        }
