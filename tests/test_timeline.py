"""The rules of time: one status a year, ends never rounded down, doubt kept apart."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridor_atlas.core import timeline
from corridor_atlas.core.model import ENDED, Period, Record, Status
from corridor_atlas.core.timeline import CODES, DOUBTFUL, GONE, State
from corridor_atlas.data import dataset
from small_world import feature, period, write_table

YEARS = (1985, 2035)


def periods(*entries: tuple[str, ...]) -> tuple[Period, ...]:
    """A checked timeline from (status, start) or (status, start, end)."""
    return record([period(*entry) for entry in entries]).timeline


def record(entries: list[dict[str, Any]]) -> Record:
    return Record.model_validate({"id": "thing", "name": {"en": "Thing"}, "timeline": entries})


PLAIN = ("{0:%Y}", "{0:%Y-%m}", "{0:%Y-%m-%d}")


def written(day: date, notation: str) -> str:
    """What a source says that dates in this notation something that happened on `day`."""
    return notation.format(day, decade=day.year // 10, before=day.year - 1, after=day.year + 1)


# strategies made once: the making takes longer than the drawing
days = st.dates(date(1988, 1, 1), date(2030, 12, 31))
counts = st.integers(1, 4)
moments_of = {count: st.lists(days, min_size=2 * count, max_size=2 * count) for count in range(1, 5)}
notations = st.sampled_from([*PLAIN, "{decade}X", "{before}/{after}", "../{0:%Y}"]) | st.builds(
    str.__add__, st.sampled_from(PLAIN), st.sampled_from("~?%")
)
which_end = st.sampled_from(range(3))
statuses = st.sampled_from([status.value for status in Status])


@st.composite
def ordered_timelines(draw: st.DrawFn, exact: bool = False) -> tuple[Period, ...]:
    """Timelines in order: gaps, open ends and shared boundaries; dates exact to the day, or in any notation."""
    count = draw(counts)
    moments = sorted(draw(moments_of[count]))
    texts = [day.isoformat() if exact else written(day, draw(notations)) for day in moments]
    entries = []
    for i in range(count):
        following = texts[2 * i + 2] if i + 1 < count else None
        end = (None, texts[2 * i + 1], following)[draw(which_end)]
        entries.append(period(draw(statuses), texts[2 * i], end))
    return record(entries).timeline


def status_on(entries: tuple[Period, ...], day: date) -> Status | None:
    """What holds on one day, of exactly dated entries: the plainest reading of a timeline."""
    begun = [entry for entry in entries if date.fromisoformat(entry.start) <= day]
    if not begun or (begun[-1].end and date.fromisoformat(begun[-1].end) < day):
        return None
    return begun[-1].status


@given(ordered_timelines(exact=True), st.integers(*YEARS))
def test_a_year_has_the_status_of_its_last_day_else_the_last_that_it_had(entries, year) -> None:
    last_day = date(year, 12, 31)
    days_back = (last_day - timedelta(days=n) for n in range(366 if year % 4 == 0 else 365))
    expected = next((found for day in days_back if (found := status_on(entries, day))), None)
    assert timeline.state(entries, year).status == expected


@given(ordered_timelines(exact=True), st.integers(*YEARS))
def test_exact_dates_leave_no_doubt(entries, year) -> None:
    assert timeline.state(entries, year).certain


@given(ordered_timelines(), st.integers(1, 9999))
def test_every_year_has_one_answer_that_agrees_with_itself(entries, year) -> None:
    state = timeline.state(entries, year)
    assert state == timeline.state(list(entries), year)
    if state.period is None:
        assert state == State(None)
        assert state.code is None
        return
    held = entries[state.period].status
    assert held == (state.status or state.last)
    assert state.status is None or state.last is None
    assert state.gone or state.status is not None
    assert state.code == CODES[held] + DOUBTFUL * (not state.certain) + GONE * state.gone


@given(ordered_timelines())
def test_spans_say_what_state_says_year_by_year(entries) -> None:
    spans = timeline.spans(entries, YEARS)
    drawn = {year: code for first, last, code in spans for year in range(first, last + 1)}
    codes = {year: timeline.state(entries, year).code for year in range(YEARS[0], YEARS[1] + 1)}
    assert drawn == {year: code for year, code in codes.items() if code is not None}


@given(ordered_timelines())
def test_spans_are_sorted_do_not_overlap_and_are_as_long_as_can_be(entries) -> None:
    spans = timeline.spans(entries, YEARS)
    assert all(first <= last for first, last, _ in spans)
    for (_, last, code), (first, _, next_code) in pairwise(spans):
        assert first > last
        assert first > last + 1 or code != next_code


@given(ordered_timelines(), st.integers(*YEARS), st.integers(0, 10))
def test_alive_in_a_stretch_means_not_gone_in_one_of_its_years(entries, first, length) -> None:
    states = [timeline.state(entries, year) for year in range(first, first + length + 1)]
    expected = not entries or any(state.status is not None and not state.gone for state in states)
    assert timeline.alive(entries, first, first + length) == expected


@given(ordered_timelines(exact=True), st.sampled_from("~?%"))
def test_doubt_adds_possible_years_and_never_changes_the_written_ones(entries, mark) -> None:
    doubtful = periods(*((e.status, e.start + mark, *([e.end + mark] if e.end else [])) for e in entries))
    for year in range(YEARS[0], YEARS[1] + 1):
        sure, unsure = timeline.state(entries, year), timeline.state(doubtful, year)
        if sure.status is not None:
            assert unsure.status == sure.status
        elif unsure.status is not None:
            assert not unsure.certain


@pytest.mark.parametrize("end", ["2010", "2010-01", "2010-01-01", "2010-12-31"])
def test_an_end_is_never_rounded_down(end: str) -> None:
    entries = periods(("operating", "1995", end))
    assert timeline.state(entries, 2010) == State(Status.OPERATING, period=0)
    assert timeline.state(entries, 2011) == State(None, gone=True, last=Status.OPERATING, period=0)
    assert timeline.spans(entries, (1991, 2012)) == [
        (1995, 2010, CODES[Status.OPERATING]),
        (2011, 2012, CODES[Status.OPERATING] + GONE),
    ]


@pytest.mark.parametrize("ended", sorted(ENDED))
def test_what_closed_is_drawn_in_that_year_and_then_gone(ended: Status) -> None:
    entries = periods(("operating", "1995", "2010-03"), (ended, "2010-03"))
    assert timeline.state(entries, 2009).status == "operating"
    assert timeline.state(entries, 2010) == State(ended, period=1)
    assert timeline.state(entries, 2011) == State(ended, gone=True, period=1)
    assert timeline.alive(entries, 2010, 2025)
    assert not timeline.alive(entries, 2011, 2025)


@pytest.mark.parametrize("boundary", ["2004", "2004-01", "2004-12-31", "2004~", "2004-06?"])
def test_a_shared_boundary_belongs_to_the_later_status(boundary: str) -> None:
    entries = periods(("operating", "2000", boundary), ("suspended", boundary, "2013"))
    assert timeline.state(entries, 2002).status == "operating"
    assert timeline.state(entries, 2004).status == "suspended"
    assert timeline.state(entries, 2006) == State(Status.SUSPENDED, period=1)


def test_before_the_first_status_there_is_nothing() -> None:
    entries = periods(("planned", "2001-06"))
    assert timeline.state(entries, 2000) == State(None)
    assert timeline.state(entries, 2001) == State(Status.PLANNED, period=0)
    assert not timeline.alive(entries, 1991, 2000)


def test_a_doubtful_first_start_is_possible_before_and_sure_after() -> None:
    entries = periods(("operating", "2001~"))
    found = [
        (timeline.state(entries, year).status, timeline.state(entries, year).certain) for year in range(1999, 2004)
    ]
    assert found == [
        (None, True),
        ("operating", False),
        ("operating", False),
        ("operating", True),
        ("operating", True),
    ]


def test_a_doubtful_end_is_possible_after_and_then_gone() -> None:
    entries = periods(("operating", "1995", "2010?"))
    found = [
        (timeline.state(entries, year).status, timeline.state(entries, year).certain) for year in range(2009, 2013)
    ]
    assert found == [("operating", True), ("operating", False), ("operating", False), (None, True)]


def test_a_doubtful_boundary_is_doubtful_on_both_sides_only() -> None:
    entries = periods(("planned", "1995", "2001~"), ("operating", "2001~"))
    found = {
        year: (timeline.state(entries, year).status, timeline.state(entries, year).certain) for year in (1999, 2003)
    }
    assert found == {1999: ("planned", True), 2003: ("operating", True)}
    assert timeline.spans(entries, (1999, 2003)) == [
        (1999, 1999, CODES[Status.PLANNED]),
        (2000, 2000, CODES[Status.PLANNED] + DOUBTFUL),
        (2001, 2001, CODES[Status.OPERATING] + DOUBTFUL),
        (2002, 2003, CODES[Status.OPERATING]),
    ]


def test_what_was_there_by_a_year_is_possible_ever_before() -> None:
    entries = periods(("operating", "../1995"))
    assert timeline.state(entries, 1991) == State(Status.OPERATING, certain=False, period=0)
    assert timeline.state(entries, 1996) == State(Status.OPERATING, period=0)


def test_an_end_without_limit_never_ends() -> None:
    entries = periods(("operating", "1995", "2010/.."))
    assert timeline.state(entries, 2009) == State(Status.OPERATING, period=0)
    assert timeline.state(entries, 2500).status == "operating"


def test_a_gap_between_two_statuses_is_a_gap() -> None:
    entries = periods(("operating", "1995", "1998"), ("operating", "2005"))
    assert timeline.state(entries, 2001) == State(None, gone=True, last=Status.OPERATING, period=0)
    assert timeline.state(entries, 2005) == State(Status.OPERATING, period=1)


def test_a_thing_without_a_timeline_is_always_there_and_has_no_status() -> None:
    assert timeline.state((), 2000) == State(None)
    assert timeline.alive((), 1991, 1991)
    assert timeline.spans((), YEARS) == []
    assert timeline.timeless((1991, 2025)) == [(1991, 2025, CODES[Status.OPERATING])]


def test_the_codes_of_all_states_differ() -> None:
    codes = [
        State(status, certain=certain, gone=gone).code
        for status in Status
        for certain in (True, False)
        for gone in (True, False)
    ]
    assert len(set(codes)) == len(codes) == 28
    assert all(code is not None and 0 <= code < 32 for code in codes)


def test_the_order_of_the_features_in_a_file_changes_nothing(small) -> None:
    entries = [
        feature("b-line", timeline=[period("operating", "1995", "2010~")]),
        feature("a-line", timeline=[period("planned", "1999~"), period("operating", "2003")]),
        feature("c-line", timeline=[period("closed", "2001")]),
    ]
    found = []
    for order in (entries, entries[::-1]):
        write_table(small, "roads", *order)
        atlas = dataset.load(small)
        found.append({id_: timeline.spans(one.record.timeline, atlas.years) for id_, one in atlas.features.items()})
        assert atlas.faults == []
    assert found[0] == found[1]
