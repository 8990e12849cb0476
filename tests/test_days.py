"""Between which days a status holds: as the years of the atlas have it, in every year of every feature."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from corridor_atlas.core import dates, timeline
from corridor_atlas.core.days import Stay, stays
from corridor_atlas.core.model import Period, Record

YEARS = range(1985, 2032)
REST = st.sampled_from(["", "-02", "-11", "-05-12", "-01-01", "-12-31"])
DATE = st.builds("{}{}{}".format, st.integers(1990, 2020), REST, st.sampled_from("  ~?%")).map(str.strip)
STATUS = st.sampled_from(["planned", "under_construction", "operating", "suspended", "closed", "cancelled"])
PERIOD = st.fixed_dictionaries(
    {"status": STATUS, "start": DATE | st.sampled_from(["../2005", "2015/..", "1998/2001"])},
    optional={"end": DATE},
)


def periods(*told: dict[str, str]) -> tuple[Period, ...]:
    return tuple(Period.model_validate(one) for one in told)


def held_in(found: list[Stay], year: int) -> list[Stay]:
    """The stays that are counted in a year."""
    return [
        one for one in found
        if one.years and (one.years[0] or 0) <= year and (one.years[1] is None or one.years[1] >= year)
    ]  # fmt: skip


def assert_as_in_years(told: tuple[Period, ...]) -> None:
    found = stays(told)
    for before, after in pairwise(found):
        assert before.end is not None
        assert after.begin is None or before.end < after.begin
    for year in YEARS:
        state = timeline.state(told, year)
        there = held_in(found, year)
        expected = [] if state.status is None or state.gone else [state.period]
        assert [one.period for one in there] == expected, year
        day = date(year, 12, 31)
        on_it = [one for one in found if (one.begin or day) <= day and (one.end or day) >= day]
        ended = [one for one in there if one.end and one.end < day]
        assert on_it == [one for one in there if one not in ended], year
        assert all(one.end.year == year for one in ended if one.end)
        for one in there:
            known = one.doubt != "throughout"
            sure = known and (one.certain_from or day).year <= year <= (one.certain_to or day).year
            assert sure == state.certain, year


@pytest.mark.parametrize("end", range(4))
def test_days_follow_the_years_for_every_feature(atlas, end) -> None:
    for feature in list(atlas.features.values())[end::4]:
        assert_as_in_years(feature.record.timeline)


@given(st.lists(PERIOD, min_size=1, max_size=4))
def test_days_follow_the_years_whatever_the_dates(told) -> None:
    try:
        record = Record.model_validate({"id": "a", "name": {"en": "A"}, "timeline": told})
    except ValueError:
        return
    # an end before the year by which it had begun at last: the atlas itself counts it on
    assume(all(not one.end or dates.parse(one.end).last.year >= dates.parse(one.start).year for one in record.timeline))
    assert_as_in_years(record.timeline)


@pytest.mark.parametrize(
    ("told", "days"),
    [
        ([{"status": "operating", "start": "1999"}], [("1999-01-01", None)]),
        ([{"status": "operating", "start": "1999~"}], [("1998-01-01", None)]),
        ([{"status": "operating", "start": "../2005"}], [(None, None)]),
        ([{"status": "operating", "start": "2004-05", "end": "2009-02"}], [("2004-05-01", "2009-02-28")]),
        ([{"status": "operating", "start": "2004"}, {"status": "closed", "start": "2010-06-15"}],
         [("2004-01-01", "2010-06-14"), ("2010-06-15", "2010-12-31")]),
        ([{"status": "planned", "start": "2004~"}, {"status": "operating", "start": "2006~"}],
         [("2003-01-01", "2005-12-31"), ("2006-01-01", None)]),
        ([{"status": "planned", "start": "2004"}, {"status": "operating", "start": "2004"}], [("2004-01-01", None)]),
    ],
)  # fmt: skip
def test_the_first_day_and_the_last(told, days) -> None:
    found = [tuple(day and day.isoformat() for day in (one.begin, one.end)) for one in stays(periods(*told))]
    assert found == days


def test_doubt_has_its_own_days() -> None:
    [one] = stays(periods({"status": "operating", "start": "1999~", "seen": "2010"}))
    assert (one.doubt, one.certain_from, one.certain_to) == ("both", date(2000, 1, 1), date(2010, 12, 31))
    assert one.end is None
