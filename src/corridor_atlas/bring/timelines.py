"""When a thing was what: the timeline of a feature of the columns and spans that speak of time."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import pairwise
from typing import Any

from corridor_atlas.bring import dates, words
from corridor_atlas.bring.mapping import Mapping
from corridor_atlas.bring.things import Sheet, Thing
from corridor_atlas.core import dates as edtf
from corridor_atlas.core.errors import DateError, shorten
from corridor_atlas.core.model import Status

Odd = tuple[str, str, str]
"""A column, what was found, what was expected and done."""
AHEAD = (Status.PROPOSED, Status.PLANNED, Status.UNDER_CONSTRUCTION)
"""What a thing is before it is in use."""
KEPT = "it is kept as a fact"


@dataclass
class Time:
    """The timeline of a thing, what there is to say beside it, and what was odd."""

    periods: list[dict[str, Any]] = field(default_factory=list)
    facts: dict[str, Any] = field(default_factory=dict)
    note: str | None = None
    odd: list[Odd] = field(default_factory=list)


class Times:
    """How the things of one sheet say when they were what."""

    def __init__(self, sheet: Sheet, mapping: Mapping) -> None:
        self.mapping = mapping
        columns = [mapping.start, mapping.end, mapping.span, *mapping.began.values()]
        self.orders = {
            column: dates.order_of(thing.values.get(column) for thing in sheet.things) for column in columns if column
        }

    def of(self, thing: Thing) -> Time:
        """The timeline of one thing; empty for what has no date."""
        time = Time()
        status = self._status(thing, time)
        if thing.spans:
            self._spans(thing, time, status)
            _ahead(time)
            return _ordered(time)
        start, end = self._ends(thing, time)
        for code, column in self.mapping.began.items():
            if (begun := self._date(thing, column, time).start) is not None:
                time.periods.append({"status": str(code), "start": begun})
        _main(time, start, end, status)
        _ahead(time)
        if not time.periods and status is not None:
            time.facts["status"] = str(thing.values[self.mapping.status]).strip()[:200]  # type: ignore[index]
        return _ordered(time)

    def _status(self, thing: Thing, time: Time) -> Status | None:
        column = self.mapping.status
        value = thing.values.get(column) if column else None
        if column is None or words.is_unknown(value):
            return None
        found = words.status(value, self.mapping.statuses)
        if found is None:
            known = "a status that is known; say in the mapping what it means, under [statuses]"
            time.odd.append((column, shorten(value, 60), f"{known}: {KEPT}"))
            time.facts["status"] = str(value).strip()[:200]
        return found

    def _ends(self, thing: Thing, time: Time) -> tuple[str | None, str | None]:
        if self.mapping.span:
            found = self._date(thing, self.mapping.span, time)
            return found.start, found.end
        first = self._date(thing, self.mapping.start, time)
        last = self._date(thing, self.mapping.end, time, end=True)
        end = last.end or last.start
        if first.end and end:  # two dates, and an end beside them: the start lies between them
            return _joined(first.start, first.end), end
        return first.start, end or first.end

    def _date(self, thing: Thing, column: str | None, time: Time, *, end: bool = False) -> dates.Dates:
        """What stands in a column, as dates that the atlas can hold."""
        value = thing.values.get(column) if column else None
        return self._read(value, column or "", time, end=end)

    def _read(self, value: Any, column: str, time: Time, *, end: bool = False) -> dates.Dates:
        if value is None or (end and words.is_now(value)):
            return dates.Dates(None, None)
        try:
            found = dates.read(value, self.orders.get(column, ""))
        except DateError as error:
            what, _, expected = str(error).partition("; expected ")
            time.odd.append((column, what.removeprefix("found "), f"{expected}: {KEPT}"))
            time.facts[f"as_written_{len(time.facts) + 1}"] = str(value)[:200]
            return dates.Dates(None, None)
        sides = []
        for side in found:
            usable, told = dates.usable(side)
            if told:
                time.odd.append((column, shorten(value, 60), told))
                time.facts.setdefault(f"as_written_{len(time.facts) + 1}", str(value)[:200])
            sides.append(usable)
        return dates.Dates(sides[0], sides[1])

    def _spans(self, thing: Thing, time: Time, status: Status | None) -> None:
        """The stretches that the format itself knows: in use from the start to the end of each."""
        for span in thing.spans:
            first = self._read(span.start, "when", time)
            last = self._read(span.end, "when", time, end=True)
            start = _joined(first.start, first.end)
            end = _joined(last.start, last.end)
            if start or end:
                part = Time()
                _main(part, start, end, words.status(span.status) or (status if len(thing.spans) == 1 else None))
                time.periods += part.periods


def _joined(start: str | None, end: str | None) -> str | None:
    """A date that lies between two."""
    if start and end and start != end and "/" not in start + end:
        return f"{start}/{end}"
    return start or end


def _main(time: Time, start: str | None, end: str | None, status: Status | None) -> None:
    """The periods of a start, an end and the status of today."""
    if status in AHEAD:
        if start and not any(one["status"] == status for one in time.periods):
            time.periods.append({"status": str(status), "start": start, **({"end": end} if end else {})})
        return
    if status is Status.CANCELLED:
        if start or end:
            time.periods.append({"status": str(status), "start": end or start})
        return
    if start is None and end is None:
        return
    begun = {"status": str(Status.OPERATING), "start": start or f"../{_last(end)}"}
    if status in (Status.SUSPENDED, Status.CLOSED) and end and start:
        time.periods += [begun, {"status": str(status), "start": end}]
    elif status in (Status.SUSPENDED, Status.CLOSED) and not end:
        time.periods.append({**begun, "seen": start})
        time.note = f"{str(status).capitalize()}; the file does not say since when."
    else:
        time.periods.append({**begun, **({"end": end} if end else {})})


def _ahead(time: Time) -> None:
    """Tell of things that are said to be in use from a date on that has not come."""
    now = datetime.now(UTC).year
    for one in time.periods:
        if Status(one["status"]) not in AHEAD and edtf.parse(one["start"]).first.year > now:
            expected = f"a year up to {now}, or a status such as planned: it is kept, and drawn from then on"
            time.odd.append(("", f"{one['status']} from {one['start']}", expected))


def _last(text: str | None) -> str:
    """The last plain year or day of an EDTF text."""
    said = (text or "").strip("[]{}").rsplit("/", 1)[-1].rsplit("..", 1)[-1].rstrip("~?%")
    try:
        return said if not edtf.parse(said).text.count("X") else f"{edtf.parse(said).last.year:04d}"
    except DateError:
        return f"{edtf.parse(text or '').last.year:04d}"


def _ordered(time: Time) -> Time:
    """The periods in order; an end before its start is taken away, and told."""
    for one in time.periods:
        if one.get("end") and edtf.parse(one["end"]).last < edtf.parse(one["start"]).first:
            found = f"the end {one['end']} before the start {one['start']}"
            time.odd.append(("", found, f"an end that is not before its start: the end is left out, {KEPT}"))
            time.facts["end_as_written"] = one.pop("end")
    time.periods.sort(key=lambda one: (edtf.parse(one["start"]).first, edtf.parse(one["start"]).last))
    for here, after in pairwise(time.periods):
        here.pop("seen", None)
        if here.get("end") and edtf.parse(after["start"]).last < edtf.parse(here["end"]).first:
            here["end"] = after["start"]
            time.odd.append(("", f"{here['status']} beyond the start of what follows", "one status at a time"))
    return time
