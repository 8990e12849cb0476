"""What has no place on the map opens at its own year."""

from __future__ import annotations

import pytest

from corridor_atlas.data import dataset
from corridor_atlas.draw.payload import payload
from corridor_atlas.view.link import from_query
from small_world import feature, period, point, write_table


@pytest.fixture
def atlas(small):
    things = {"before": "1950", "within": "2004-05-12", "after": "2090"}
    agreements = [feature(id_, timeline=[period("planned", start)]) for id_, start in things.items()]
    placed = feature("placed", point(), timeline=[period("operating", "2004")])
    ended = feature("ended", point(), timeline=[period("operating", "2004", "2007-05"), period("closed", "2007-05")])
    write_table(small, "agreements", *agreements, feature("undated"), placed, ended)
    return dataset.load(small)


@pytest.mark.parametrize(
    ("query", "year"),
    [
        ({"id": "within"}, 2004),
        ({"id": "before"}, 1991),
        ({"id": "after"}, 2025),
        ({"id": "within", "year": "2010"}, 2010),
        ({"id": "undated"}, 2025),
        ({"id": "placed"}, 2025),
        ({"id": "ended"}, 2007),
        ({"id": "ended", "year": "2010"}, 2010),
    ],
)
def test_a_link_without_a_year_opens_at_that_of_what_it_selects(atlas, query, year) -> None:
    view, notices = from_query(query, atlas)
    assert (view.year, notices) == (year, [])


def test_the_search_of_the_map_knows_these_years(atlas) -> None:
    years = {one["id"]: one.get("y") for one in payload(atlas)["unplaced"]}
    assert years == {"before": 1991, "within": 2004, "after": 2025, "undated": None}
