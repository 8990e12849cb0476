"""The change ledger in words: sentences, dates, sources, what is in doubt."""

from __future__ import annotations

import re

import pytest
from hypothesis import given

from corridor_atlas.core.language import spoken
from corridor_atlas.data import dataset
from corridor_atlas.data.dataset import Feature
from corridor_atlas.data.grounds import UNSEEN
from corridor_atlas.time import changes, ledger
from small_world import feature, meaning, period, point, write_table
from test_changes import TABLES, WORDS, record_of, thing, two_years
from test_timeline import ordered_timelines, record


def told(first: int, last: int, *entries: tuple[str, ...], table: str = "railways") -> tuple[str, str]:
    """Kind and sentence of what became of a feature called Thing."""
    found = changes.change(thing(*entries, table=table), table, first, last)
    assert found is not None
    return found.kind, ledger.sentence(found, WORDS)


@given(ordered_timelines(), two_years, TABLES)
def test_every_change_is_told_in_a_whole_sentence(entries, years, table) -> None:
    found = changes.change(Feature(record_of(entries), table, None, meaning(table)), table, *years)
    if found is None:
        return
    text = ledger.sentence(found, WORDS)
    assert "Thing" in text
    assert text.endswith(".")
    assert not re.search(r"None|[{}]|\(\)|  ", text)
    assert found.certain or found.kind == "happened" or "possibly" in text
    for code in spoken():
        other = ledger.sentence(found, ledger.words_in(code))
        assert not re.search(r"None|[{}]|\(\)|  ", other), code


PLAN = [("planned", "2004"), ("under_construction", "2008-05"), ("operating", "2012-11-10")]


@pytest.mark.parametrize(
    ("first", "last", "entries", "expected"),
    [
        (2009, 2015, PLAN, ("opened", "Opened on 10 November 2012: Thing (under construction before).")),
        (
            2005,
            2015,
            PLAN,
            ("opened", "Opened on 10 November 2012: Thing (planned before, under construction from May 2008)."),
        ),
        (2005, 2010, PLAN, ("begun", "Construction began in May 2008: Thing (planned before).")),
        (2000, 2005, PLAN, ("planned", "Planned from 2004: Thing.")),
        (2000, 2005, [("proposed", "2004~")], ("proposed", "Proposed c. 2004: Thing.")),
        (
            2000,
            2004,
            [("operating", "2004~")],
            ("opened", "Opened c. 2004: Thing (possibly not yet open at the end of 2004)."),
        ),
        (
            2000,
            2003,
            [("operating", "2004~")],
            ("opened", "Opened c. 2004: Thing (possibly open by the end of 2003 already)."),
        ),
        (
            2003,
            2010,
            [("operating", "2004~")],
            ("opened", "Opened c. 2004: Thing (possibly open by the end of 2003 already)."),
        ),
        (2000, 2010, [("operating", "2004?")], ("opened", "Opened possibly in 2004: Thing.")),
        (
            2000,
            2010,
            [("operating", "../2004")],
            ("opened", "Opened by 2004: Thing (possibly open by the end of 2000 already)."),
        ),
        (
            2000,
            2010,
            [("operating", "1990", "2004"), ("closed", "2004")],
            ("closed", "Closed in 2004: Thing (open before)."),
        ),
        (2000, 2010, [("operating", "1990", "2004~")], ("closed", "Open until c. 2004: Thing.")),
        (
            2004,
            2005,
            [("operating", "1990", "2004-05")],
            ("closed", "Open until May 2004: Thing."),
        ),
        (
            2000,
            2004,
            [("operating", "1990", "2003~")],
            ("closed", "Open until c. 2003: Thing (possibly still open at the end of 2004)."),
        ),
        (2000, 2010, [("planned", "1995", "2004")], ("dropped", "Planned until 2004: Thing.")),
        (
            2000,
            2010,
            [("planned", "1995", "2004"), ("cancelled", "2004-02")],
            ("dropped", "Cancelled in February 2004: Thing (planned before)."),
        ),
        (
            2000,
            2010,
            [("operating", "1990", "2004"), ("suspended", "2004")],
            ("suspended", "Suspended in 2004: Thing (open before)."),
        ),
        (
            2005,
            2010,
            [("operating", "1990", "2004"), ("suspended", "2004", "2008"), ("operating", "2008")],
            ("resumed", "Open again from 2008: Thing (suspended before)."),
        ),
        (
            2000,
            2010,
            [("operating", "1990", "2004"), ("suspended", "2004", "2008"), ("operating", "2008")],
            ("interrupted", "Open again from 2008: Thing (open before, suspended from 2004)."),
        ),
        (
            2000,
            2010,
            [("operating", "1990", "2004"), ("operating", "2004", "2008"), ("operating", "2008")],
            ("stage", "Still open, with a new stage from 2004, 2008: Thing."),
        ),
        (
            2000,
            2010,
            [("operating", "2003", "2006")],
            ("passed", "Thing: there only in between (open from 2003 to 2006)."),
        ),
        (
            2000,
            2015,
            [("operating", "2003-05", "2006-05"), ("closed", "2006-05")],
            ("passed", "Thing: there only in between (open from May 2003, closed in May 2006)."),
        ),
        (
            2000,
            2015,
            [("operating", "1990", "2003"), ("planned", "2010")],
            ("planned", "Planned from 2010: Thing (open until 2003)."),
        ),
        (
            2000,
            2015,
            [("planned", "2001"), ("operating", "2003", "2006"), ("operating", "2009")],
            (
                "opened",
                "Opened in 2003: Thing (planned from 2001, open until 2006, open again from 2009).",
            ),
        ),
    ],
)
def test_what_happened_to_a_line(first, last, entries, expected) -> None:
    assert told(first, last, *entries) == expected


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        (2019, 2021, "Open, freight only from 5 February 2020: Thing (open for all traffic before)."),
        (2021, 2024, "Open for all traffic from January 2023: Thing (open, freight only before)."),
        (
            2019,
            2024,
            "Open for all traffic from January 2023: Thing (open for all traffic before, "
            "open, freight only from 5 February 2020).",
        ),
    ],
)
def test_a_change_of_traffic_is_a_change(first, last, expected) -> None:
    entries = [
        period("operating", "1993"),
        period("operating", "2020-02-05", traffic=["freight"]),
        period("operating", "2023-01"),
    ]
    found = changes.change(Feature(record(entries), "railways", None, meaning("railways")), "railways", first, last)
    assert (found.kind, ledger.sentence(found, WORDS)) == ("traffic", expected)
    assert found.drawn == "changed"


def test_what_was_last_seen_long_ago_is_possibly_still_there() -> None:
    entries = [period("planned", "1999"), period("operating", "2005", seen="2010-05")]
    found = changes.change(Feature(record(entries), "railways", None, meaning("railways")), "railways", 2003, 2015)
    expected = "Opened in 2005: Thing (planned before, possibly still open at the end of 2015)."
    assert ledger.sentence(found, WORDS) == expected
    assert not found.certain


@pytest.mark.parametrize(
    ("table", "entries", "sentence"),
    [
        ("economic_zones", [("operating", "2004")], "Established in 2004: Thing."),
        ("sea_routes", [("operating", "2004-03")], "In service from March 2004: Thing."),
        (
            "borders",
            [("operating", "1990"), ("operating", "2004-03-02")],
            "Still in force, with a new stage from 2 March 2004: Thing.",
        ),
        (
            "sea_routes",
            [("operating", "1990", "2004"), ("closed", "2004")],
            "Ended in 2004: Thing (in service before).",
        ),
        ("events", [("operating", "2004-03-02", "2004-03-02")], "2 March 2004: Thing."),
        ("events", [("operating", "2004-03-02", "2004-03-05")], "2 March 2004 to 5 March 2004: Thing."),
        ("events", [("operating", "1990", "2004")], "Until 2004: Thing."),
        ("events", [("operating", "2004~")], "c. 2004: Thing."),
        (
            "agreements",
            [("planned", "2001-07-16", "2002-02-28"), ("operating", "2002-02-28")],
            "16 July 2001, not yet in force: Thing (in force from 28 February 2002).",
        ),
        ("agreements", [("proposed", "2004")], "2004, proposed: Thing."),
    ],
)
def test_each_kind_of_thing_has_its_own_words(table, entries, sentence) -> None:
    assert told(2000, 2010, *entries, table=table)[1] == sentence


@pytest.mark.parametrize("span", [(2010, 2012), (1995, 2003)])
def test_what_happened_is_told_in_its_own_span_only(span) -> None:
    event = thing(("operating", "2004-03-02", "2004-03-05"), table="events")
    assert changes.change(event, "events", *span) is None


def test_dates_are_written_as_the_language_does() -> None:
    chinese, russian = ledger.words_in("zh"), ledger.words_in("ru")
    assert WORDS.date("1999-05-12") == "12 May 1999"
    assert chinese.date("1999-05-12") == "1999年5月12日"
    assert russian.date("1999-05-12").startswith("12 мая 1999")
    assert WORDS.date("199X") == "199X"
    assert WORDS.date("1999/2001") == "1999 to 2001"
    assert WORDS.date("1999/..") == "since 1999"


# --- the atlas ------------------------------------------------------------------------------------


def test_what_another_source_says_of_the_date_stands_beside_it(small) -> None:
    claim = {"source": "a-book", "field": "timeline.operating.start", "stance": "differs"}
    says = {"says": "It opened in 2009.", "value": "2009"}
    write_table(
        small, "ports", feature("a-port", point(), timeline=[period("operating", "2008")], claims=[claim | says])
    )
    atlas = dataset.load(small)
    found = {one.feature.id: one for one in changes.changes(atlas, 2005, 2015)}
    assert ledger.disputes(found["a-port"], ledger.numbers(atlas, found.values()), WORDS, {}) == [
        "[1] differs: It opened in 2009."
    ]


def test_sources_are_numbered_and_what_has_none_says_so(atlas) -> None:
    found = changes.changes(atlas, 1991, 2025)
    numbered = ledger.numbers(atlas, found)
    assert list(numbered.values()) == list(range(1, len(numbered) + 1))
    assert UNSEEN not in numbered
    for one in found:
        cited = ledger.cited(one, numbered, WORDS)
        assert bool(re.search(r"\d", cited)) == bool(set(one.sources) & set(numbered))
        assert ("general knowledge" in cited) == (UNSEEN in one.sources)


def test_a_note_that_is_only_a_page_is_left_out(atlas) -> None:
    found = changes.changes(atlas, 1991, 2025)
    assert not [note for one in found for note in ledger.notes(one, WORDS, {}) if ledger.LOCATOR.fullmatch(note)]
