"""What the statuses rest on: counted in COVERAGE.md, and told by the gate where nothing recent stands behind them."""

from __future__ import annotations

import pytest

from corridor_atlas.checks import evidence
from corridor_atlas.data import dataset, descriptions, grounds
from small_world import ATLAS, ERAS, SOURCES, feature, period, write_sources, write_table

RECENT = {"id": "a-report", "type": "report", "title": "A report", "issued": {"date-parts": [[2024, 3]]}}
BY_NAME = {"author": [{"literal": "A body"}], "URL": "https://example.org/", "accessed": {"date-parts": [[2025, 1, 2]]}}
STEP = """
[[step]]
title = { en = "x" }
text = { en = "Said.[^a-report]" }
year = 1999
viewport = { zoom = 5, lat = 42.5, lon = 131 }
"""
UNSEEN = {"id": "general-knowledge", "type": "document", "title": "General knowledge"}


def thing(root, *timeline, **said) -> None:
    """One thing beside the small world, whose own statuses say when they were last seen."""
    write_table(root, "ports", feature("north-port"), feature("south-port"))
    write_table(root, "railways", feature("coast-railway", mode="rail"))
    write_table(root, "things", feature("a-thing", timeline=list(timeline), **said))


def told(root) -> list[tuple[str, str, str]]:
    found = list(evidence.check(dataset.load(root)))
    assert all(one.notice and not one.left_out for one in found)
    return [(one.file, one.id, one.field) for one in found]


@pytest.mark.parametrize(
    ("timeline", "field"),
    [
        ([period("operating", "1999", sources=["a-book"])], "timeline[0].seen"),
        ([period("operating", "1999", sources=["a-report"])], None),
        ([period("operating", "1999", sources=["a-book", "a-report"])], None),
        ([period("operating", "1999", sources=["a-book"], seen="2019")], None),
        ([period("operating", "1999", "2004", sources=["a-book"])], None),
        ([period("closed", "1999", sources=["a-book"])], None),
        ([period("cancelled", "1999", sources=["a-book"])], None),
        ([period("planned", "1999", sources=["a-book"])], "timeline[0].seen"),
        ([period("planned", "1999", "2001", sources=["a-report"]), period("suspended", "2001")], "timeline[1].seen"),
    ],
)
def test_what_goes_on_is_confirmed_or_says_when_it_was_seen(small, timeline, field) -> None:
    write_sources(small, [*SOURCES, RECENT])
    (small / "geodata" / "eras.toml").write_text(ERAS.replace('"a-book"', '"a-book", "a-report"'), encoding="utf-8")
    thing(small, *timeline)
    assert told(small) == ([("things.geojson", "a-thing", field)] if field else [])


def test_a_status_without_sources_has_those_of_its_feature(small) -> None:
    write_sources(small, [*SOURCES, RECENT])
    thing(small, period("operating", "1999"), sources=["a-report"])
    assert told(small) == []


@pytest.mark.parametrize(
    ("last", "edition", "fresh"),
    [(2020, "2025", True), (2021, "2025", True), (2022, "2025", False), (2030, "2021-11", True), (2030, "2022", False)],
)
def test_recent_is_what_is_recent_for_the_atlas(small, last, edition, fresh) -> None:
    """An atlas that looks ahead is asked for what its edition can know."""
    write_sources(small, SOURCES)
    thing(small, period("operating", "1999", sources=["a-book"]))
    text = ATLAS.replace("last_year = 2025", f"last_year = {last}").replace('date = "2025"', f'date = "{edition}"')
    (small / "geodata" / "atlas.toml").write_text(text, encoding="utf-8")
    assert told(small) == ([] if fresh else [("things.geojson", "a-thing", "timeline[0].seen")])


def test_an_atlas_without_sources_is_not_asked_for_any(small) -> None:
    write_sources(small, [])
    thing(small, period("operating", "1999"))
    assert told(small) == []


def test_a_corridor_is_confirmed_too(small) -> None:
    thing(small)
    text = '[[corridor]]\nid = "way"\nname = { en = "x" }\nmembers = ["coast-railway"]\n'
    text += 'timeline = [{ status = "operating", start = "1999", sources = ["a-book"] }]\n'
    (small / "geodata" / "corridors.toml").write_text(text, encoding="utf-8")
    assert told(small) == [("corridors.toml", "way", "timeline[0].seen")]


def test_a_source_that_nothing_names_is_told(small) -> None:
    thing(small)
    write_sources(small, [*SOURCES, RECENT])
    assert told(small) == [("sources.json", "a-report", "id")]


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("statistics.csv", "series,year,value,unit,source\nfreight,1999,5,t,a-report\n"),
        ("atlas.toml", ATLAS.replace("[licence]", 'audited = ["a-report"]\n[licence]')),
        ("atlas.toml", ATLAS + '[credits]\nregion = ["a-report"]\n'),
        ("stories/tour.toml", STEP),
    ],
)
def test_a_source_may_stand_behind_anything(small, file, text) -> None:
    thing(small)
    write_sources(small, [*SOURCES, RECENT])
    (small / "geodata" / "stories").mkdir()
    if file.startswith("stories"):
        text = 'title = {en = "x"}\nsummary = {en = "x"}\n' + text
    (small / "geodata" / file).write_text(text, encoding="utf-8")
    assert told(small) == []


def test_an_audited_work_that_there_is_not_is_a_fault(small) -> None:
    text = ATLAS.replace("[licence]", 'audited = ["no-book"]\n[licence]')
    (small / "geodata" / "atlas.toml").write_text(text, encoding="utf-8")
    [fault] = dataset.load(small).faults
    assert (fault.file, fault.field, fault.found) == ("atlas.toml", "audited", "no-book")


# --- what is counted ---------------------------------------------------------------------------


def counted(root) -> dict[str, int]:
    """The counts, each by its first words."""
    return {" ".join(what.split()[:6]): number for what, number in grounds.counts(dataset.load(root)).items()}


def test_what_the_evidence_lacks_is_counted(small) -> None:
    write_sources(small, [SOURCES[0], RECENT | BY_NAME, UNSEEN, {"id": "a-page", "type": "webpage", "title": "x"}])
    text = ATLAS.replace("[licence]", 'audited = ["a-book"]\n[licence]')
    (small / "geodata" / "atlas.toml").write_text(text, encoding="utf-8")
    thing(
        small,
        period("proposed", "1990", "1991", sources=["a-book"]),
        period("planned", "1991", "1992", sources=["a-book", "general-knowledge"]),
        period("under_construction", "1992", "1993", sources=["a-report", "a-book"]),
        period("suspended", "1993", "1994", sources=["general-knowledge"]),
        period("operating", "1994", seen="2004"),
    )
    assert counted(small) == {
        "open statuses that no source of": 0,
        "open statuses that say when they": 1,
        "statuses that rest on the audited": 2,
        "statuses that rest on general knowledge": 2,
        "statuses that rest on sources without": 2,
        "entries of high confidence with fewer": 0,
        "sources without an author": 2,
        "sources without a date": 1,
        "sources without an address": 2,
        "sources with an address and without": 0,
        "sources that nothing names": 1,
    }
    atlas = dataset.load(small)
    assert f"| {next(iter(grounds.counts(atlas)))} | 0 |" in descriptions.coverage(atlas)


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ({"sources": ["a-book"]}, ["a-thing"]),
        ({"sources": ["a-book", "general-knowledge"]}, ["a-thing"]),
        ({"sources": ["a-book", "a-report"]}, []),
        ({"sources": ["a-book"], "claims": [{"source": "a-report", "says": "So.", "stance": "supports"}]}, []),
        ({"sources": ["a-book"], "confidence": "medium"}, []),
    ],
)
def test_high_confidence_needs_two_works(small, said, found) -> None:
    write_sources(small, [*SOURCES, RECENT, UNSEEN])
    thing(small, **({"confidence": "high"} | said))
    assert [one.id for one in grounds.single(dataset.load(small))] == found


def test_an_identifier_is_an_address_and_has_a_day_of_access(small) -> None:
    write_sources(small, [SOURCES[0] | {"DOI": "10.1000/1"}, RECENT])
    atlas = dataset.load(small)
    assert [one.key for one in grounds.lacking(atlas, "URL")] == ["a-report"]
    assert [one.key for one in grounds.lacking(atlas, "accessed")] == ["a-book"]


def test_a_house_that_is_its_own_author_is_named_once(small) -> None:
    body = {"author": [{"literal": "An agency"}], "container-title": "An agency", "title": "News"}
    paper = {"author": [{"literal": "An agency"}], "container-title": "A paper", "title": "Old news"}
    write_sources(small, [*SOURCES, RECENT | body, RECENT | paper | {"id": "a-copy"}])
    works = dataset.load(small).bibliography
    assert [str(works[key]) for key in ("a-report", "a-copy")] == [
        "An agency, News, 2024",
        "An agency, Old news, A paper, 2024",
    ]
