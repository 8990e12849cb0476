"""Between which days each status of a feature holds: the rules of `timeline`, for programs that know days.

The days follow the years: a status that the atlas counts in a year is there on the 31st of December of that year,
unless it ended earlier in it and no other came after. No two of a feature hold on the same day.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from corridor_atlas.core import dates
from corridor_atlas.core.model import ENDED, Period
from corridor_atlas.core.timeline import turns

DAY = timedelta(days=1)
Years = tuple[int | None, int | None]


@dataclass(frozen=True)
class Stay:
    """The days and years of one status; None is an open side.

    `period` is its index in the timeline. `begin` is the first day on which it may hold, `end` the last, both
    included. `years` are the first and the last in which the atlas counts it, None where it is counted in none.
    `certain_from` and `certain_to` are the days between which nothing is in doubt, `doubt` says where there is
    some: begin, end, both, throughout; None for nowhere.
    """

    period: int
    begin: date | None
    end: date | None
    years: Years | None
    certain_from: date | None = None
    certain_to: date | None = None
    doubt: str | None = None


def stays(timeline: Sequence[Period]) -> list[Stay]:
    """The stay of each status, in order.

    A status that leaves no day to itself, since the next one begins on the same, is left out.

    Parameters
    ----------
    timeline
        The periods of one feature, in order of time.
    """
    every, certain = _years_of(timeline), _years_of(timeline, certain=True)
    found: list[Stay] = []
    following: date | None = None
    for index in reversed(range(len(timeline))):
        years = every.get(index)
        begin = _begin(timeline[index], years)
        end = _end(timeline[index], years, following)
        if begin is None or end is None or begin <= end:
            stay = Stay(index, begin, end, years)
            found.append(_with_doubt(stay, timeline[index], certain.get(index)))
            following = begin
    return found[::-1]


def _years_of(timeline: Sequence[Period], *, certain: bool = False) -> dict[int, Years]:
    """First and last year of each period in which it is counted, or counted without doubt."""
    found: dict[int, Years] = {}
    known = turns(timeline)
    for number, (first, state) in enumerate(known):
        if state.period is None or state.status is None or state.gone or (certain and not state.certain):
            continue
        last = known[number + 1][0] - 1 if number + 1 < len(known) else None
        begun = found[state.period][0] if state.period in found else first if first > date.min.year else None
        found[state.period] = begun, last
    return found


def _begin(period: Period, years: Years | None) -> date | None:
    when = dates.parse(period.start)
    if years is None:
        return max(when.earliest, date(when.year, 1, 1))
    first, _ = years
    return None if first is None else min(max(when.earliest, date(first, 1, 1)), date(first, 12, 31))


def _end(period: Period, years: Years | None, following: date | None) -> date | None:
    """The last day that may be one of a period; `following` is the first of the next."""
    ends = []
    if following and following > date.min:
        ends.append(following - DAY)
    if period.end and (last := dates.parse(period.end).latest) < date.max:
        ends.append(last)
    if period.status in ENDED and years and years[1]:  # it is drawn in the year in which that happened
        ends.append(date(years[1], 12, 31))
    return min(ends, default=None)


def _with_doubt(stay: Stay, period: Period, certain: Years | None) -> Stay:
    if stay.years is None:
        when = dates.parse(period.start)
        sure = (when.first, when.last) == (when.earliest, when.latest)
        return (
            replace(stay, certain_from=stay.begin, certain_to=stay.end) if sure else replace(stay, doubt="throughout")
        )
    if certain is None:
        return replace(stay, doubt="throughout")
    first, last = (one != other for one, other in zip(stay.years, certain, strict=True))
    doubt = {(True, False): "begin", (False, True): "end", (True, True): "both"}.get((first, last))
    since = date(certain[0], 1, 1) if first and certain[0] else stay.begin
    until = date(certain[1], 12, 31) if last and certain[1] else stay.end
    return replace(stay, certain_from=since, certain_to=until, doubt=doubt)
