"""What a year brings to a feature, told from its state at the end of three years.

The rule of the page (`turnOf` in `web/src/model/headline.js`), which knows no dates, only the state of
each year. What the ledger tells of a year goes by dates as written and may know more; see `changes`.
"""

from __future__ import annotations

from collections.abc import Sequence

from corridor_atlas.core import timeline
from corridor_atlas.core.model import ENDED, Period, Status
from corridor_atlas.core.timeline import State
from corridor_atlas.time.changes import ARRIVED, there

TURNS = ("opened", "resumed", "closed", "suspended", "begun", "planned", "proposed", "dropped")
"""What a year may bring, the most telling first; the words are those of `changes.KINDS`."""


def turn(periods: Sequence[Period], year: int, years: tuple[int, int]) -> str | None:
    """What a year brings: one of `TURNS`, or None.

    What begins with doubt about the year is not told, nor is what was there before the first year of the atlas.

    Parameters
    ----------
    periods
        The timeline of one feature.
    year
        A year of the atlas.
    years
        The first and the last year of the atlas.
    """
    now = timeline.state(periods, year)
    if now.status is None:
        return None
    if year > years[0]:
        before = timeline.state(periods, year - 1)
        if there(before) is not now.status and (found := _arrival(periods, year, before, now, years[0])):
            return found
    if now.status in ENDED or year == years[1] or not timeline.state(periods, year + 1).gone:
        return None
    return "closed" if now.status in (Status.OPERATING, Status.SUSPENDED) else "dropped"


def _arrival(periods: Sequence[Period], year: int, before: State, now: State, first: int) -> str | None:
    """What it is that the state of a year differs from the one before."""
    was = there(before)
    if now.status in ENDED:
        return None if now.gone or was is None else "closed" if now.status is Status.CLOSED else "dropped"
    if was is None and not now.certain:
        return None
    if now.status is Status.OPERATING:
        earlier = (there(timeline.state(periods, one)) for one in range(first, year))
        return "resumed" if Status.OPERATING in earlier else "opened"
    return ARRIVED[now.status] if now.status else None
