"""Counts by year and status: the same as what the map shows, year by year."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from corridor_atlas.data.dataset import Atlas
from corridor_atlas.time.tallies import by_year, line_km
from corridor_atlas.view.selection import selection
from corridor_atlas.view.view import View, opening

VIEWS: list[dict[str, object]] = [
    {},
    {"certain_only": True},
    {"countries": ("KP",)},
    {"statuses": ("under_construction", "suspended"), "era": "gti"},
    {"tiers": ("strategic",), "layers": ("railways", "ports", "agreements")},
]


def shown(atlas: Atlas, view: View, year: int) -> Counter[tuple[str, str]]:
    """Layer and status of everything dated that a view shows in a year."""
    layers = {id_: layer.id for layer in atlas.layers for id_ in atlas.in_layer(layer)["id"]}
    chosen = selection(atlas, replace(view, year=year, show_gone=False))
    return Counter((layers[one.id], str(now.status or now.last)) for one, now in chosen if one.record.timeline)


@pytest.mark.parametrize("changed", VIEWS, ids=str)
def test_each_year_has_what_the_map_shows(atlas: Atlas, changed: dict[str, object]) -> None:
    view = replace(opening(atlas), **changed)
    rows = by_year(atlas, view)
    for year in (1991, 1999, 2005, 2014, 2022, 2025):
        found = Counter({(row.layer, row.status): row.number for row in rows if row.year == year})
        assert found == shown(atlas, view, year), year


def test_kilometres_grow_when_a_line_opens(small_atlas: Atlas) -> None:
    rows = by_year(small_atlas, opening(small_atlas))
    km = {(row.year, row.status): row.km for row in rows if row.layer == "railways"}
    length = line_km(small_atlas.feature("coast-railway"))
    assert length == pytest.approx(23.7, abs=0.1)
    assert (km[2000, "under_construction"], km[2001, "operating"]) == pytest.approx((length, length), abs=0.05)


def test_points_have_no_length(atlas: Atlas) -> None:
    assert {line_km(feature) for feature in atlas.features.values() if feature.table == "ports"} == {0.0}


def test_no_layer_gives_no_rows(atlas: Atlas) -> None:
    assert by_year(atlas, replace(opening(atlas), layers=())) == []
