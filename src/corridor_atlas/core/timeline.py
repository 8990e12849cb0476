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
class _Years:
    """The years of one period: possible, as written, certain; `seen` the last in which it was reported."""

    status: Status
    start: tuple[int, int, int]
    end: tuple[int, int, int] | None
    seen: int | None
    only: Traffic | None


def _years(timeline: Sequence[Period]) -> list[_Years]:
    found = []
    for i, period in enumerate(timeline):
        start, end = dates.parse(period.start), None
        followed = i + 1 < len(timeline) and timeline[i + 1].start == period.end
        if period.end and not followed:  # where the next begins as this one ends, its start says it all
            until = dates.parse(period.end)
            end = (until.earliest.year, until.last.year, until.latest.year)
        seen = dates.parse(period.seen).last.year if period.seen else None
        began = (start.earliest.year, start.year, start.latest.year)
        found.append(_Years(period.status, began, end, seen, period.only))
    return found


def state(timeline: Sequence[Period], year: int) -> State:
    """The state of a feature with this timeline in `year`. Total: every year has one answer.

    `timeline` are the periods of one feature, in order of time; without any there is no status.
    """
    return _state(_years(timeline), year)


def _state(periods: list[_Years], year: int) -> State:
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
    periods = _years(timeline)
    found: list[Span] = []
    for year in range(years[0], years[1] + 1):
        code = _state(periods, year).code
        if code is None:
            continue
        if found and found[-1][2] == code and found[-1][1] == year - 1:
            found[-1] = (found[-1][0], year, code)
        else:
            found.append((year, year, code))
    return found


def turns(timeline: Sequence[Period]) -> list[tuple[int, State]]:
    """All states over all time, each with the first year in which it holds; 1 for what has no beginning.

    The last one holds for ever. `timeline` are the periods of one feature, in order of time; without any
    there is one state, of no status.
    """
    periods = _years(timeline)
    years = {date.min.year}
    for period in periods:
        ends = [*(period.end or ()), *([period.seen] if period.seen else ()), period.start[1]]
        years |= {*period.start, *(year + 1 for year in ends if year < date.max.year)}
    found: list[tuple[int, State]] = []
    for year in sorted(years):
        state = _state(periods, year)
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
    periods = _years(timeline)
    if not periods:
        return True
    return any(
        state.status is not None and not state.gone
        for state in (_state(periods, year) for year in range(first, last + 1))
    )
