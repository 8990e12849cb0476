"""Dates as the sources give them: EDTF text in, earliest and latest day out.

The text is the truth and is kept as written. `parse` derives two pairs of days from it:
the *written* bounds (what the notation covers: `1999-05` is the 1st to the 31st of May) and
the *possible* bounds, wider where the date is marked as doubtful. One unit of the written
precision is added on each side for `~` (about) and `?` (uncertain), two for `%` (both):
`1999~` may be 1998 to 2000, `2004-09~` August to October 2004.

Notation: EDTF, ISO 8601-2:2019, https://www.loc.gov/standards/datetime/. Everything but the
plain year, month and day is read by the `edtf` library.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from corridor_atlas.core.errors import DateError, shorten

PLAIN = re.compile(r"([0-9]{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12][0-9]|3[01]))?)?([~?%]?)")
INTERVAL = re.compile(r"([^/]*)/([^/]*)")
ONE_OF = re.compile(r"\[([^.,\]]+)\.\.([^.,\]]+)\]")
"""One of the days from the first to the last."""
OPEN = ("..", "/")
"""What stands where a date has no beginning, or no end."""
UNITS_OF_DOUBT = {"": 0, "~": 1, "?": 1, "%": 2}
EXPECTED = "an EDTF date such as 1999, 1999-05, 1999-05-12, 1999~, 1999?, ../2005 or 2015/.."


@dataclass(frozen=True)
class When:
    """A date as written, with the days it may stand for.

    `first` and `last` are the bounds of the notation itself, `earliest` and `latest` those
    widened by doubt. An open side is `date.min` or `date.max`.
    """

    text: str
    first: date
    last: date
    earliest: date
    latest: date

    @property
    def year(self) -> int:
        """The year by whose end the date has come, taken as written; for an open end, its start."""
        return (self.first if self.last == date.max else self.last).year

    @property
    def years(self) -> tuple[int | None, int | None]:
        """First and last year as written; None for a side left open, 0 for a year before the common era."""
        written = self.text.strip("[]{}")
        first = None if self.first == date.min and written.startswith(OPEN) else self.first.year
        last = None if self.last == date.max and written.endswith(OPEN) else self.last.year
        return 0 if self.first == date.min and first else first, last

    def __str__(self) -> str:
        return self.text


@lru_cache(maxsize=4096)
def parse(text: str) -> When:
    """Read an EDTF text.

    Raises `DateError`, naming the text and the notation, when it is not one.
    """
    if match := PLAIN.fullmatch(text):
        return _plain(text, *match.groups())
    if match := INTERVAL.fullmatch(text):
        return _interval(text, *match.groups())
    return _by_library(text)


def _plain(text: str, year: str, month: str | None, day: str | None, mark: str) -> When:
    """Bounds of a year, month or day: nearly every date there is, and 500 times faster this way."""
    units = UNITS_OF_DOUBT[mark]
    y, m = int(year), int(month or 1)
    try:
        if day:
            first = last = date(y, m, int(day))
            earliest, latest = first - timedelta(days=units), last + timedelta(days=units)
        elif month:
            first, last = _month(y, m)
            earliest, latest = _month(y, m - units)[0], _month(y, m + units)[1]
        else:
            first, last = date(y, 1, 1), date(y, 12, 31)
            earliest, latest = date(y - units, 1, 1), date(y + units, 12, 31)
    except (ValueError, OverflowError):
        raise DateError(f"found {shorten(text)}; expected a day that exists") from None
    return When(text, first, last, earliest, latest)


def _month(year: int, month: int) -> tuple[date, date]:
    """First and last day of a month; months below 1 and above 12 run into the next years."""
    years, index = divmod(month - 1, 12)
    year, month = year + years, index + 1
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def _by_library(text: str) -> When:
    from edtf import EDTFParseException, parse_edtf  # noqa: PLC0415  slow to import, seldom needed
    from edtf.parser import parser_classes  # noqa: PLC0415

    # the library prints what it cannot make a date of; to turn stdout away would turn it away from every thread
    vars(parser_classes)["print"] = _say_nothing
    try:
        if not text.isascii() or text != "".join(text.split()):  # the library overlooks both
            raise ValueError
        found: Any = parse_edtf(text)
        first, last = _day(found.lower_strict()), _day(found.upper_strict())
        # doubt inside rarer forms: the library's own padding, which is never narrower
        earliest, latest = _day(found.lower_fuzzy()), _day(found.upper_fuzzy())
    except (EDTFParseException, ValueError, TypeError, AttributeError, OverflowError):
        raise DateError(f"found {shorten(text)}; expected {EXPECTED}") from None
    if last < first:
        raise DateError(f"found {shorten(text)}; expected an end that is not before its start")
    return When(text, first, last, min(first, earliest), max(last, latest))


def _say_nothing(*_: object) -> None:
    """What the `edtf` library has in place of `print`."""


def _interval(text: str, start: str, end: str) -> When:
    """Two dates and a slash; an empty side is open, like `..` (the library would invent an end)."""
    opens = parse(start) if start not in ("", "..") else None
    closes = parse(end) if end not in ("", "..") else None
    if opens is None and closes is None:
        raise DateError(f"found {shorten(text)}; expected {EXPECTED}")
    first, earliest = (opens.first, opens.earliest) if opens else (date.min, date.min)
    last, latest = (closes.last, closes.latest) if closes else (date.max, date.max)
    if last < first:
        raise DateError(f"found {shorten(text)}; expected an end that is not before its start")
    return When(text, first, last, earliest, latest)


def _day(moment: Any) -> date:
    """A `struct_time` or an infinite float of the library as a day."""
    if isinstance(moment, float):
        return date.max if moment > 0 else date.min
    if moment.tm_year < 1:
        return date.min
    return date(moment.tm_year, moment.tm_mon, moment.tm_mday)
