"""What is known of single things of the shipped atlas: when they opened, stood still and closed, and how it is told."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from corridor_atlas.data.dataset import Atlas
from corridor_atlas.time import changes, ledger
from corridor_atlas.time.tallies import by_year, line_km
from corridor_atlas.view.view import opening

WORDS = ledger.words_in("en")


@pytest.mark.parametrize(
    ("id_", "year", "status"),
    [
        ("hunchun-makhalino-railway", 2003, "operating"),
        ("hunchun-makhalino-railway", 2008, "suspended"),
        ("hunchun-makhalino-railway", 2014, "operating"),
        ("tongjiang-nizhneleninskoye-railway-bridge", 2020, "under_construction"),
        ("tongjiang-nizhneleninskoye-railway-bridge", 2023, "operating"),
        ("heihe-blagoveshchensk-highway-bridge", 2020, "under_construction"),
        ("heihe-blagoveshchensk-highway-bridge", 2023, "operating"),
    ],
)
def test_the_atlas_tells_the_history_that_is_known(atlas, id_, year, status) -> None:
    assert atlas.feature(id_).state(year).status == status


@pytest.mark.parametrize(
    ("former", "now"),
    [
        ("two-mountains-railway-arxan-choibalsan", "arxan-choibalsan-railway"),
        ("ussuriysk-khasan-railway", "baranovsky-khasan-railway"),
        ("arxan-sumber", "arxan-sumber-crossing"),
    ],
)
def test_a_former_id_still_finds_its_feature(atlas, former, now) -> None:
    assert atlas.feature(former).id == now
    assert former not in atlas.features


@pytest.mark.parametrize(
    ("years", "id_", "kind", "sentence"),
    [
        (
            (2005, 2015),
            "hunchun-makhalino-railway",
            "resumed",
            "Open again from 2 August 2013: Hunchun–Makhalino (Kamyshovaya) cross-border railway "
            "(freight only, suspended before).",
        ),
        (
            (2019, 2023),
            "tongjiang-nizhneleninskoye-railway-bridge",
            "opened",
            "Opened on 16 November 2022: Tongjiang–Nizhneleninskoye railway bridge "
            "(freight only, under construction before).",
        ),
        (
            (2019, 2023),
            "khasan-tumangang-crossing",
            "interrupted",
            "Open again from 2 November 2022: Khasan–Tumangang rail crossing "
            "(freight only, open before, suspended from c. February 2020).",
        ),
        (
            (1991, 2025),
            "route-hunchun-zarubino-sokcho",
            "passed",
            "Hunchun–Zarubino–Sokcho ferry: there only in between (in service from 28 April 2000, "
            "suspended from October 2010, in service again from 19 March 2013, ended on 28 June 2014).",
        ),
        (
            (1991, 2025),
            "china-russia-treaty-2001",
            "happened",
            "16 July 2001, not yet in force: Treaty of Good-Neighbourliness and Friendly Cooperation "
            "(in force from 28 February 2002).",
        ),
    ],
)
def test_the_story_of_known_things(atlas, years, id_, kind, sentence) -> None:
    found = {one.feature.id: one for one in changes.changes(atlas, *years)}[id_]
    assert (found.kind, ledger.sentence(found, WORDS)) == (kind, sentence)
    assert found.sources
    assert set(found.sources) <= set(atlas.bibliography)


def test_what_another_source_says_of_the_date_stands_beside_it(atlas) -> None:
    found = {one.feature.id: one for one in changes.changes(atlas, 2005, 2015)}
    said = ledger.disputes(
        found["changchun-hunchun-intercity-railway"], ledger.numbers(atlas, found.values()), WORDS, {}
    )
    assert len(said) == 1
    assert re.fullmatch(r"\[\d+\] differs: .*2017\.", said[0])


def test_kilometres_grow_when_a_line_opens(atlas: Atlas) -> None:
    view = replace(opening(atlas), layers=("bridges", "railways"), countries=("CN",))
    rows = by_year(atlas, view)
    km = {
        year: sum(row.km for row in rows if row.year == year and row.layer == "railways" and row.status == "operating")
        for year in (2009, 2010)
    }
    fast = line_km(atlas.feature("changchun-hunchun-intercity-railway"))
    assert km[2010] - km[2009] >= fast > 300, "the intercity railway opened on 30 December 2010"
