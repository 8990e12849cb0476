"""What is read about a feature: the lead sentence, its years, where sources differ, figures, works, what is next."""

from __future__ import annotations

import base64
import gzip
import json
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from corridor_atlas.article import Articles, packed
from corridor_atlas.article.lead import duration
from corridor_atlas.core.language import spoken
from corridor_atlas.core.words import Words
from corridor_atlas.data import dataset
from corridor_atlas.data.dataset import Atlas
from corridor_atlas.take.formats import html
from small_world import SOURCES, feature, line, period, point, write_sources, write_table

LINE = "hunchun-makhalino-railway"
LARGEST_PAGE = 3_500_000
"""Bytes of the page with everything in one file."""
Told = Callable[..., dict[str, Any]]


@pytest.fixture
def told(small) -> Told:
    """Write one feature into a table of the small world and tell its article."""

    def telling(table: str, language: str = "en", /, **said: Any) -> dict[str, Any]:
        write_table(small, table, feature("a-thing", **said))
        atlas = dataset.load(small)
        assert atlas.faults == []
        return Articles(atlas).get("a-thing", language)

    return telling


@pytest.fixture(scope="module")
def made(atlas, related, network) -> Articles:
    return Articles(atlas, related=related, network=network)


# --- the lead -------------------------------------------------------------------------------------

REOPENED = [
    period("under_construction", "1993", "1999-05-12"),
    period("operating", "1999-05-12", "2004-09"),
    period("suspended", "2004-09", "2013-08-02"),
    period("operating", "2013-08-02", traffic=["freight"]),
]


@pytest.mark.parametrize(
    ("table", "timeline", "lead"),
    [
        ("roads", [period("operating", "1995")], "Opened in 1995."),
        ("roads", [period("operating", "../1991")], "Opened by 1991."),
        ("roads", [period("operating", "1995", "2003-05")], "Opened in 1995; ended in May 2003."),
        ("roads", [period("operating", "1995", seen="2019")], "Opened in 1995; the last report of it is of 2019."),
        ("roads", [period("operating", "1995", "2003"), period("closed", "2003")], "Opened in 1995; closed in 2003."),
        ("roads", [period("proposed", "1995")], "Proposed in 1995."),
        ("roads", [period("proposed", "1995", "2003"), period("planned", "2003")], "Planned in 2003."),
        ("roads", [period("planned", "1995", "2003"), period("cancelled", "2003")], "Given up in 2003."),
        ("roads", [period("operating", "1995", traffic=["freight"])], "Opened in 1995, for goods only."),
        ("roads", [period("under_construction", "1993")], "Begun in 1993."),
        (
            "roads",
            [*REOPENED[:2], period("suspended", "2004-09")],
            "Begun in 1993 and opened on 12 May 1999; it has stood still since September 2004.",
        ),
        (
            "roads",
            REOPENED,
            "Begun in 1993 and opened on 12 May 1999, it stood still for almost 9 years;"
            " since 2 August 2013 it carries goods only.",
        ),
        (
            "roads",
            [
                period("operating", "1995", "2000-02"),
                period("suspended", "2000-02", "2000-05"),
                period("operating", "2000-05", "2001-02"),
                period("suspended", "2001-02", "2003-02"),
                period("operating", "2003-02"),
            ],
            "Opened in 1995, it stood still 2 times, the longest for 2 years.",
        ),
        ("economic_zones", [period("operating", "1995~")], "Founded c. 1995."),
        ("sea_routes", [period("operating", "1995")], "Put into service in 1995."),
        ("agreements", [period("operating", "1995")], "Came into force in 1995."),
        ("events", [period("operating", "1995-05-01", "1995-05-01")], "Took place on 1 May 1995."),
        ("events", [period("operating", "1995-05-01", "1995-05-03")], "Lasted from 1 May 1995 to 3 May 1995."),
    ],
)
def test_the_lead_tells_what_became_of_a_thing(told, table, timeline, lead) -> None:
    assert told(table, timeline=timeline)["lead"] == lead


@pytest.mark.parametrize(
    ("language", "lead"),
    [
        ("zh", "1993年开工，1999年5月12日开通，其间停顿近9年；2013年8月2日起仅办理货运。"),
        ("ko", "1993년 착공, 1999년 5월 12일 개통, 이후 거의 9년 동안 중단; 2013년 8월 2일부터 화물만 수송."),
    ],
)
def test_the_lead_is_written_in_each_language(told, language, lead) -> None:
    assert told("roads", language, timeline=REOPENED)["lead"] == lead


def test_a_happening_adds_the_first_sentence_of_its_note(told) -> None:
    said = told("events", timeline=[period("operating", "1995", "1995")], note="Six ports took part. More came.")
    assert said["lead"] == "Took place in 1995. Six ports took part."


@pytest.mark.parametrize(
    ("start", "end", "long"),
    [
        ("2004-09", "2013-08-02", "almost 9 years"),
        ("2004-09-01", "2004-09-20", "less than a month"),
        ("2004-09", "2005-02", "about 5 months"),
        ("2004-09", "2005-08-30", "a year"),
        ("2004-09", "2006-11", "over 2 years"),
        ("2004", "2006-11", "about 2 years"),
        ("2004~", "2004-11", "less than a year"),
        ("2000-01", "2004-01", "4 years"),
    ],
)
def test_a_time_is_told_no_more_precisely_than_its_dates(start, end, long) -> None:
    assert duration(start, end, Words("en", "map", "page")) == long


def test_a_place_of_the_network_names_its_lines(small) -> None:
    write_table(small, "network_nodes", feature("halt", point(131.05, 42.5), kind="station"))
    ends = {"from": "south-port", "via": ["halt"], "to": "north-port", "mode": "rail"}
    write_table(small, "railways", feature("coast-railway", line((131.0, 42.4), (131.1, 42.6)), **ends))
    assert Articles(dataset.load(small)).get("halt", "en")["lead"] == "Coast Railway runs through here."


@pytest.mark.parametrize("language", spoken())
def test_every_lead_of_the_atlas_is_a_short_finished_sentence(made, atlas, language) -> None:
    leads = {id_: made.told(id_, language)["lead"] for id_ in atlas.features}
    dated = [id_ for id_, one in atlas.features.items() if one.record.timeline]
    assert [id_ for id_ in dated if not leads[id_]] == []
    odd = re.compile(r"[{}]|\.\.|  |^[a-z]")
    assert [text for text in leads.values() if odd.search(text)] == []
    assert [text for text in leads.values() if len(text) > 420] == []


# --- its years ------------------------------------------------------------------------------------


def test_each_year_has_its_status_since_when_and_its_row(told) -> None:
    said = told("roads", timeline=REOPENED)
    assert said["runs"] == [
        [1993, 1998, 2, "under construction", "since 1993", 0],
        [1999, 2003, 3, "open", "since 12 May 1999", 1],
        [2004, 2012, 4, "suspended", "since September 2004", 2],
        [2013, 2025, 35, "open, freight only", "since 2 August 2013", 3],
    ]
    assert [row["dates"] for row in said["rows"]] == [
        "1993 – 12 May 1999",
        "12 May 1999 – September 2004",
        "September 2004 – 2 August 2013",
        "2 August 2013 –",
    ]


def test_what_has_ended_says_so_for_the_years_after(told) -> None:
    *_, after = told("roads", timeline=[period("operating", "1995", "2003")])["runs"]
    assert after == [2004, 2025, 19, "no longer open", "", 0]


# --- sources --------------------------------------------------------------------------------------


def test_every_value_stands_with_every_work_that_has_it(made) -> None:
    told = made.get(LINE, "en")
    opened = next(one for one in told["differ"]["contests"] if one["label"] == "Open since")
    values = {one["text"]: one for one in opened["values"]}
    assert values["12 May 1999"]["followed"]
    names = {told["works"][number - 1]["short"] for number in values["12 May 1999"]["marks"]}
    assert {"Dongya Jingmao Xinwen (东亚经贸新闻) 2013", "Railway Gazette International 2013"} <= names
    assert [told["works"][number - 1]["short"] for number in values["2000"]["marks"]] == ["Xinhua / China Daily 2013"]


def test_a_length_that_the_summary_names_is_listed_too(made) -> None:
    length, clearance = made.get("korea-russia-friendship-bridge", "en")["differ"]["contests"]
    assert [one["text"] for one in length["values"]] == ["623 m", "590 m", "400 m"]
    assert [one["text"] for one in clearance["values"]] == ["7 m", "11 m"]


def test_every_claim_that_differs_is_listed(made, atlas) -> None:
    for id_, one in atlas.features.items():
        differing = {claim.source for claim in one.record.claims if claim.stance == "differs"}
        told = made.told(id_, "en")
        differ = told.get("differ", {"contests": [], "others": []})
        values = [value for contest in differ["contests"] for value in contest["values"] + contest["folded"]]
        named = {told["works"][mark - 1] for entry in [*values, *differ["others"]] for mark in entry.get("marks", [])}
        assert differing <= named, id_


def test_a_work_links_only_to_what_a_browser_may_follow(small) -> None:
    book = {**SOURCES[0], "URL": "javascript:alert(1)"}
    page = {"id": "a-page", "type": "webpage", "title": "A page", "URL": "https://example.org/", "language": "ru"}
    seen = {"publisher": "A house", "accessed": {"date-parts": [[2026, 11, 5]]}}
    write_sources(small, [book, page | seen])
    write_table(small, "roads", feature("a-thing", sources=["a-book", "a-page"]))
    first, second = Articles(dataset.load(small)).get("a-thing", "en")["works"]
    assert "url" not in first
    assert second == {
        "short": "A house",
        "title": "A page",
        "url": "https://example.org/",
        "by": "A house",
        "kind": "web page",
        "language": "in Russian",
        "accessed": "read on 5 November 2026",
    }


# --- figures --------------------------------------------------------------------------------------


def test_every_figure_has_its_value_and_years_without_one_are_told(made, atlas) -> None:
    freight = made.get(LINE, "en")["series"][0]
    rows = [row for row in freight["rows"] if "gap" not in row]
    assert len(rows) == sum(one.series == "hunchun-railway-freight" for one in atlas.statistics)
    assert all(row["figure"] and row["marks"] for row in rows)
    shares = [row["share"] for row in rows if row["kind"] != "span"]
    assert all(0 < share <= 1 for share in shares)
    assert max(shares) == 1
    gaps = [row["gap"] for row in freight["rows"] if "gap" in row]
    assert all(gap.startswith("no figure for ") for gap in gaps)
    years = {year for row in rows for year in range(row["years"][0], row["years"][1] + 1) if row["kind"] != "span"}
    assert {int(year) for gap in gaps for year in re.findall(r"\d{4}", gap)} & years == set()


def test_figures_of_several_units_have_no_bars(small) -> None:
    write_table(small, "roads", feature("a-thing"))
    (small / "geodata" / "series.toml").write_text(
        '[[series]]\nid = "freight"\ntitle = { en = "Freight" }\nabout = ["a-thing"]\n', encoding="utf-8"
    )
    (small / "geodata" / "statistics.csv").write_text(
        "series,year,value,unit,kind,source,note\nfreight,2004,1,km,,a-book,\nfreight,2005,-2,million t,,a-book,\n",
        encoding="utf-8",
    )
    (series,) = Articles(dataset.load(small)).get("a-thing", "en")["series"]
    assert series["unit"] == ""
    assert [(row["figure"], "share" in row) for row in series["rows"]] == [("1 km", False), ("-2 million t", False)]


# --- what it leads to, and what it does not say ---------------------------------------------------


def test_next_says_on_the_way_to_what(made) -> None:
    found = {one["id"]: one["next"] for one in made.get(LINE, "en")["corridors"]}
    assert [(one["id"], one["words"]) for one in found["primorye-2-corridor"]] == [
        ("hunchun-kamyshovaya-rail-crossing", "Next on the way to Zarubino Port (Troitsa Bay)"),
        ("tumen-hunchun-railway", "Next on the way to Changchun"),
    ]


def leaves(value: Any) -> Iterator[str]:
    if isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from leaves(one)
    elif isinstance(value, str):
        yield value


def test_no_word_of_the_workshop_is_said(made, atlas) -> None:
    said = re.compile(r"\b(drawn:|used:|How sure)")
    assert [text for id_ in atlas.features for text in leaves(made.told(id_, "en")) if said.search(text)] == []


def test_a_name_that_is_markup_stays_text(told) -> None:
    hostile = "<img src=x onerror=alert(1)>"
    assert told("roads", name={"en": hostile})["name"] == hostile


# --- all together ---------------------------------------------------------------------------------


def test_all_articles_are_packed_and_the_same_each_time(small) -> None:
    atlas: Atlas = dataset.load(small)
    text = packed(atlas, ("en", "ko"))
    assert packed(dataset.load(small), ("en", "ko")) == text
    found = json.loads(gzip.decompress(base64.b64decode(text)))
    assert found["languages"] == ["en", "ko"]
    assert found["articles"].keys() == atlas.features.keys()
    assert found["works"].keys() == {"a-book"}


def test_the_page_with_everything_in_one_file_stays_small(atlas) -> None:
    page = html.write(atlas)
    assert b'id="atlas_articles_1"' in page
    assert len(page) < LARGEST_PAGE
