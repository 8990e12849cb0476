"""Status at a year: the rules of time of the atlas.

A feature has, in year Y, the status that holds at the end of Y, or, if it ended during Y,
the last status it had in Y. A date counts from the year by whose end it has come as written;
an end is never rounded down. Where doubt about a date reaches into Y, the state of Y is
`certain=False`. Before the first status there is none; after `closed` or `cancelled`, from
the year after, and after an end with nothing following, the feature is `gone`. What was last
`seen` to hold in a year is in doubt from the next.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from corridor_atlas.core import dates
from corridor_atlas.core.model import ENDED, Period, Status, Traffic

CODES: dict[Status, int] = {status: code for code, status in enumerate(Status)}
DOUBTFUL = 8
GONE = 16
ONLY: dict[Traffic, int] = {traffic: 32 << code for code, traffic in enumerate(Traffic)}

Span = tuple[int, int, int]
"""First year, last year, code: status number, plus DOUBTFUL, plus GONE, plus what alone is carried (ONLY)."""


@dataclass(frozen=True)
class State:
    """The status of a feature in a year.

    `status` is None when nothing holds; `last` is then the status that ended, if any.
    `gone` says that it is drawn only on request; `period` is the index in the timeline;
    `only` is what alone is carried, None where that is everything.
    """

    status: Status | None
    certain: bool = True
    gone: bool = False
    last: Status | None = None
    period: int | None = None
    only: Traffic | None = None

    @property
    def code(self) -> int | None:
        """The state as one small integer for the browser; None when there never was one."""
        shown = self.status or self.last
        if shown is None:
            return None
        only = ONLY[self.only] if self.only else 0
        return CODES[shown] + (0 if self.certain else DOUBTFUL) + (GONE if self.gone else 0) + only


NONE_YET = State(None)


@dataclass(frozen=True)
class PeriodYears:
    """The years of one period: possible, as written, certain; `seen` the last in which it was reported."""

    status: Status
    start: tuple[int, int, int]
    end: tuple[int, int, int] | None
    seen: int | None
    only: Traffic | None


def period_years(timeline: Sequence[Period]) -> list[PeriodYears]:
    """The years of each period of a timeline: what `state_of` asks, for whoever asks for many years.

    Parameters
    ----------
    timeline
        The periods of one feature, in order of time.
    """
    found = []
    for i, period in enumerate(timeline):
        start, end = dates.parse(period.start), None
        followed = i + 1 < len(timeline) and timeline[i + 1].start == period.end
        if period.end and not followed:  # where the next begins as this one ends, its start says it all
            until = dates.parse(period.end)
            end = (until.earliest.year, until.last.year, until.latest.year)
        seen = dates.parse(period.seen).last.year if period.seen else None
        began = (start.earliest.year, start.year, start.latest.year)
        found.append(PeriodYears(period.status, began, end, seen, period.only))
    return found


def state(timeline: Sequence[Period], year: int) -> State:
    """The state of a feature with this timeline in `year`. Total: every year has one answer.

    `timeline` are the periods of one feature, in order of time; without any there is no status.
    """
    return state_of(period_years(timeline), year)


def state_of(periods: Sequence[PeriodYears], year: int) -> State:
    """The same as `state`, of `periods` whose dates have been read by `period_years`, in `year`."""
    begun = [i for i, period in enumerate(periods) if period.start[1] <= year]
    if not begun:
        if periods and periods[0].start[0] <= year:
            return State(periods[0].status, certain=False, period=0, only=periods[0].only)
        return NONE_YET
    i = begun[-1]
    here = periods[i]
    following = periods[i + 1] if i + 1 < len(periods) else None
    certain = here.start[2] <= year and not (following and following.start[0] <= year)
    if here.end and year > here.end[1]:
        if year <= here.end[2]:
            return State(here.status, certain=False, period=i, only=here.only)
        return State(None, certain=certain, gone=True, last=here.status, period=i)
    if (here.end and year > here.end[0]) or (here.seen and year > here.seen):
        certain = False
    gone = here.status in ENDED and year > here.start[1]
    return State(here.status, certain=certain, gone=gone, period=i, only=here.only)


def spans(timeline: Sequence[Period], years: tuple[int, int]) -> list[Span]:
    """All states inside `years` (first and last, both included) as spans of equal code.

    Years without any state are left out, so the spans are sorted and never overlap.

    Parameters
    ----------
    timeline
        The periods of one feature, in order of time.
    years
        The first and the last year, usually those of the atlas.
    """
    periods = period_years(timeline)
    found: list[Span] = []
    begins = _turning(periods, years)
    for first, after in zip(begins, [*begins[1:], years[1] + 1], strict=True):
        code = state_of(periods, first).code
        if code is None:
            continue
        if found and found[-1][2] == code and found[-1][1] == first - 1:
            found[-1] = (found[-1][0], after - 1, code)
        else:
            found.append((first, after - 1, code))
    return found


def _turning(periods: Sequence[PeriodYears], years: tuple[int, int]) -> list[int]:
    """The first of `years`, and all others inside in which the state may be another than the year before."""
    found = {years[0]}
    for one in periods:
        found.update((*one.start, one.start[1] + 1, *(year + 1 for year in one.end or ())))
        if one.seen is not None:
            found.add(one.seen + 1)
    return sorted(year for year in found if years[0] <= year <= years[1])


def turns(timeline: Sequence[Period]) -> list[tuple[int, State]]:
    """All states over all time, each with the first year in which it holds; 1 for what has no beginning.

    The last one holds for ever. `timeline` are the periods of one feature, in order of time; without any
    there is one state, of no status.
    """
    periods = period_years(timeline)
    found: list[tuple[int, State]] = []
    for year in _turning(periods, (date.min.year, date.max.year)):
        state = state_of(periods, year)
        if not found or state != found[-1][1]:
            found.append((year, state))
    return found


def timeless(years: tuple[int, int], *, doubtful: bool = False) -> list[Span]:
    """The spans of a thing that has no timeline: there in every year, with no status shown.

    `years` are the first and the last one. A town is simply there; of a road whose dates nobody
    recorded this is `doubtful`.
    """
    return [(years[0], years[1], CODES[Status.OPERATING] + (DOUBTFUL if doubtful else 0))]


def alive(timeline: Sequence[Period], first: int, last: int) -> bool:
    """Whether the feature has a status, not gone, in any year from `first` to `last`.

    `timeline` are the periods of one feature; one that has none is always there. Both years count.
    """
    periods = period_years(timeline)
    if not periods:
        return True
    states = (state_of(periods, year) for year in _turning(periods, (first, last)))
    return any(state.status is not None and not state.gone for state in states)
