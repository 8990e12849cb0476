"""Dates: EDTF text in, days out, and never more precise than the source."""

from __future__ import annotations

import calendar
from contextlib import suppress
from datetime import date, timedelta

import pytest
from edtf import parse_edtf
from hypothesis import given
from hypothesis import strategies as st

from corridor_atlas.core import dates
from corridor_atlas.core.errors import AtlasError, DateError
from corridor_atlas.core.words import Words

MIN, MAX = "0001-01-01", "9999-12-31"

ENGLISH = Words("en", "map")
NOTATIONS = [
    # text, bounds as written, bounds with doubt, words for the reader
    ("1999", "1999-01-01", "1999-12-31", "1999-01-01", "1999-12-31", "1999"),
    ("1999-05", "1999-05-01", "1999-05-31", "1999-05-01", "1999-05-31", "May 1999"),
    ("2024-02", "2024-02-01", "2024-02-29", "2024-02-01", "2024-02-29", "February 2024"),
    ("1999-05-02", "1999-05-02", "1999-05-02", "1999-05-02", "1999-05-02", "2 May 1999"),
    ("1999~", "1999-01-01", "1999-12-31", "1998-01-01", "2000-12-31", "c. 1999"),
    ("1999?", "1999-01-01", "1999-12-31", "1998-01-01", "2000-12-31", "1999?"),
    ("1999%", "1999-01-01", "1999-12-31", "1997-01-01", "2001-12-31", "c. 1999?"),
    ("2004-09~", "2004-09-01", "2004-09-30", "2004-08-01", "2004-10-31", "c. September 2004"),
    ("2004-12?", "2004-12-01", "2004-12-31", "2004-11-01", "2005-01-31", "December 2004?"),
    ("2004-01%", "2004-01-01", "2004-01-31", "2003-11-01", "2004-03-31", "c. January 2004?"),
    ("2004-03-01~", "2004-03-01", "2004-03-01", "2004-02-29", "2004-03-02", "c. 1 March 2004"),
    ("2004-12-31%", "2004-12-31", "2004-12-31", "2004-12-29", "2005-01-02", "c. 31 December 2004?"),
    ("2004/2006", "2004-01-01", "2006-12-31", "2004-01-01", "2006-12-31", "2004 to 2006"),
    ("2004-11/2006", "2004-11-01", "2006-12-31", "2004-11-01", "2006-12-31", "November 2004 to 2006"),
    ("2004~/2006-05?", "2004-01-01", "2006-05-31", "2003-01-01", "2006-06-30", "c. 2004 to May 2006?"),
    ("../2005", MIN, "2005-12-31", MIN, "2005-12-31", "by 2005"),
    ("/2005", MIN, "2005-12-31", MIN, "2005-12-31", "by 2005"),
    ("2015-09/..", "2015-09-01", MAX, "2015-09-01", MAX, "since September 2015"),
    ("2015/", "2015-01-01", MAX, "2015-01-01", MAX, "since 2015"),
    ("2015~/..", "2015-01-01", MAX, "2014-01-01", MAX, "since c. 2015"),
    ("199X", "1990-01-01", "1999-12-31", "1990-01-01", "1999-12-31", "199X"),
    ("2004-21", "2004-03-01", "2004-05-31", "2004-03-01", "2004-05-31", "2004-21"),
]


@pytest.mark.parametrize(("text", "first", "last", "earliest", "latest", "words"), NOTATIONS)
def test_every_notation_has_its_bounds_and_its_words(text, first, last, earliest, latest, words) -> None:
    when = dates.parse(text)
    assert (when.first.isoformat(), when.last.isoformat()) == (first, last)
    assert (when.earliest.isoformat(), when.latest.isoformat()) == (earliest, latest)
    assert ENGLISH.date(text) == words


@pytest.mark.parametrize("text", [row[0] for row in NOTATIONS])
def test_a_date_keeps_its_text_as_written(text: str) -> None:
    assert str(dates.parse(text)) == dates.parse(text).text == text


@pytest.mark.parametrize(
    ("text", "year"),
    [("1999", 1999), ("2010-12-31", 2010), ("2004/2006", 2006), ("../2005", 2005), ("2015/..", 2015), ("199X", 1999)],
)
def test_a_date_has_come_by_the_end_of_its_year(text: str, year: int) -> None:
    assert dates.parse(text).year == year


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "99",
        "199",
        "1999-13",
        "1999-00",
        "1999-5",
        "1999-05-32",
        "1999-02-30",
        "2023-02-29",
        "0000",
        "1999~~",
        "1999 ~",
        "05/1999",
        "12.05.1999",
        "1999/1998",
        "2005/2004-05",
        "1998/1999/2000",
        "../1999-02-30",
        "Y17000",
        "١٩٩٩",  # digits, but not those of ISO 8601
        "../..",  # says nothing
        "/",
        "1999\n",
    ],
)
def test_a_text_that_is_no_date_is_refused_with_what_was_expected(text: str) -> None:
    with pytest.raises(DateError, match=r"^found .*; expected (an EDTF date|a day that exists|an end that is not)"):
        dates.parse(text)


def test_the_refusal_names_the_text_but_never_at_full_length() -> None:
    with pytest.raises(DateError, match="found 'the year of the dragon'"):
        dates.parse("the year of the dragon")
    with pytest.raises(AtlasError) as caught:
        dates.parse("x" * 100_000)
    assert len(str(caught.value)) < 250


@pytest.mark.parametrize("text", ["../x", "../199X", "x/..", "[../", "../1999-02-30"])
def test_reading_a_date_prints_nothing(text: str, capsys) -> None:
    with suppress(DateError):
        dates.parse(text)
    assert capsys.readouterr() == ("", "")


@given(st.text(max_size=20) | st.text("0123456789-~?%/.X[]{}YSTE", max_size=16))
def test_any_text_is_a_date_or_a_date_error(text: str) -> None:
    try:
        when = dates.parse(text)
    except DateError:
        return
    assert when.earliest <= when.first <= when.last <= when.latest
    assert ENGLISH.date(text)


@st.composite
def plain_dates(draw: st.DrawFn) -> str:
    """A year, a month or a day, without doubt."""
    day = draw(st.dates(date(3, 1, 1), date(9996, 12, 31)))
    return day.isoformat()[: draw(st.sampled_from([4, 7, 10]))]


@given(plain_dates())
def test_the_short_way_gives_the_bounds_of_the_edtf_library(text: str) -> None:
    when, peer = dates.parse(text), parse_edtf(text)
    assert when.first == date(*peer.lower_strict()[:3])
    assert when.last == date(*peer.upper_strict()[:3])
    assert (when.earliest, when.latest) == (when.first, when.last)


def padded(when: dates.When, precision: int, units: int) -> tuple[date, date]:
    """Bounds with `units` years, months or days added on each side, counted one by one."""
    first, last = when.first, when.last
    for _ in range(units):
        before, after = first - timedelta(days=1), last + timedelta(days=1)
        first = before.replace(**{4: {"month": 1, "day": 1}, 7: {"day": 1}, 10: {}}[precision])
        end = {4: 31, 7: calendar.monthrange(after.year, after.month)[1], 10: after.day}[precision]
        last = after.replace(month=12, day=end) if precision == 4 else after.replace(day=end)
    return first, last


@given(plain_dates(), st.sampled_from("~?%"))
def test_a_mark_of_doubt_widens_by_units_of_the_written_precision(text: str, mark: str) -> None:
    sure, doubtful = dates.parse(text), dates.parse(text + mark)
    assert (doubtful.first, doubtful.last, doubtful.year) == (sure.first, sure.last, sure.year)
    assert (doubtful.earliest, doubtful.latest) == padded(sure, len(text), 2 if mark == "%" else 1)


@given(plain_dates(), plain_dates(), st.sampled_from(["", "~", "?", "%"]))
def test_an_interval_runs_from_its_first_to_its_last_possible_day(one: str, other: str, mark: str) -> None:
    start, end = sorted([one, other], key=lambda text: dates.parse(text).first)
    whole = dates.parse(f"{start}{mark}/{end}")
    assert whole.first == dates.parse(start).first
    assert whole.earliest == dates.parse(start + mark).earliest
    assert whole.last == whole.latest == dates.parse(end).last


@given(plain_dates(), st.sampled_from(["", "~", "?", "%"]))
def test_a_label_is_never_more_precise_than_what_is_written(text: str, mark: str) -> None:
    words = ENGLISH.date(text + mark)
    assert ("c." in words, words.endswith("?")) == (mark in ("~", "%"), mark in ("?", "%"))
    parts = words.removeprefix("c. ").removesuffix("?").split()
    assert len(parts) == text.count("-") + 1
    assert parts[-1].zfill(4) == text[:4]
    assert parts[:-1] == [
        *([str(int(text[8:]))] if len(text) == 10 else []),
        *([calendar.month_name[int(text[5:7])]] if len(text) >= 7 else []),
    ]


@pytest.mark.parametrize("text", ["1999-X2", "199X-X2", "1999-X2/2001"])
def test_the_library_prints_nothing_of_what_it_cannot_read(capsys, text) -> None:
    dates.parse.cache_clear()
    with pytest.raises(DateError):
        dates.parse(text)
    assert capsys.readouterr() == ("", "")
