"""Dates as files of others have them, made into EDTF texts.

Read are EDTF itself, ISO 8601, years, days with dots, slashes and names of months (English and Russian),
Chinese and Korean days, "about", "before" and "after", decades and centuries, years before the common era, and
ranges of two of these. What stands for nothing (-1, 9999, n/a) is no date. Nothing is made more precise than it is:
of 4/5/1990, which may be two days, the year stays.

A year before the common era is written as EDTF has it (44 BC is -0043). The atlas counts from the year 1
(`usable`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import Any, NamedTuple

from corridor_atlas.bring import words
from corridor_atlas.core import dates
from corridor_atlas.core.errors import DateError, shorten
from corridor_atlas.core.model import LAST_YEAR

BEFORE_OURS = (
    "a year of the common era, from which the atlas counts: it is read as one before the year 1, and kept as a fact"
)
EXPECTED = "a date such as 1999, 1999-05-12, 12.05.1999, about 1999 or 1999-2005"
MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january янв январь января", "feb february фев февраль февраля", "mar march мар март марта",
            "apr april апр апрель апреля", "may май мая", "jun june июн июнь июня", "jul july июл июль июля",
            "aug august авг август августа", "sep sept september сен сентябрь сентября",
            "oct october окт октябрь октября", "nov november ноя ноябрь ноября", "dec december дек декабрь декабря",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
NAME = "|".join(sorted(MONTHS, key=len, reverse=True))
ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10, "xi": 11,
         "xii": 12, "xiii": 13, "xiv": 14, "xv": 15, "xvi": 16, "xvii": 17, "xviii": 18, "xix": 19, "xx": 20,
         "xxi": 21}  # fmt: skip
ISO = re.compile(r"(\d{4}-\d{2}-\d{2})[t ]\d{2}:\d{2}.*|(\d{4})[/.](\d{1,2})[/.](\d{1,2})(?:[t ].*)?")
SLASHED = re.compile(r"(\d{1,2})([./\-])(\d{1,2})\2(\d{4})(?:[ T]\d.*)?")
WORDED = re.compile(rf"(?:(\d{{1,2}})(?:st|nd|rd|th)?\.?\s+)?({NAME})\.?,?\s+(\d{{4}})")
AMERICAN = re.compile(rf"({NAME})\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})")
EASTERN = re.compile(r"(\d{1,4})\s*[年년](?:\s*(\d{1,2})\s*[月월](?:\s*(\d{1,2})\s*[日号일])?)?")
COMPACT = re.compile(r"(1[0-9]{3}|20[0-9]{2}|21[0-9]{2})(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])")
DECADE = re.compile(r"(\d{3})0(?:s|'s|-?е(?:\s+годы)?|\s*年代|\s*년대)")
CENTURY = re.compile(r"(\d{1,2}|[ivx]+)(?:st|nd|rd|th)?[\s-]*(?:century|c\.|век|в\.|世纪|世紀|세기)")
ABOUT = re.compile(r"(?:circa|about|around|approx(?:imately|\.)?|ca?\.?|~|около|ок\.?|примерно|约|約|大约|약)\s*(?=\S)")
ABOUT_AFTER = re.compile(r"\s*(?:左右|前后|경|쯤|\(approx\.?\)|\(about\))$")
BEFORE = re.compile(r"(?:before|by|until|pre|not later than|до|ранее|不晚于|以前)[\s-]+")
BEFORE_AFTER = re.compile(r"\s*(?:年?以前|年?之前|이전)$")
AFTER = re.compile(r"(?:after|since|post|from|not before|после|с)[\s-]+")
AFTER_AFTER = re.compile(r"\s*(?:年?以后|年?之后|이후)$")
BCE = re.compile(
    r"(?:公元前|西元前|기원전|前)\s*(\d{1,5})\s*[年년]?|(\d{1,5})\s*(?:b\.?\s?c\.?(?:\s?e\.?)?|до\s*н\.?\s*э\.?)"
    r"|bce?\s*(\d{1,5})"
)
CE = re.compile(r"^(?:a\.?d\.?|c\.?e\.?|公元|서기)\s*|\s*(?:a\.?d\.?|c\.?e\.?|н\.?\s*э\.?)$")
RANGE = re.compile(
    r"\s*(?:–|—|−|‒|~|〜|～|\s-\s|\bto\b|\bпо\b|至|到|부터|(?<=\d{4})-(?=\d{4}(?!\d)|[^\W\d]|(?:1[3-9]|[2-9]\d)(?!\d))|(?<=[年년])-)\s*"
)
TAIL = re.compile(r"\s*(?:гг?\.?|год[ауы]?|годы|года|까지)$")
YEAR = re.compile(r"-?\d{1,4}")
LONG_YEAR = re.compile(r"-\d{4,5}")
EDTF_LIKE = re.compile(r"[0-9XuYE.\-/~?%\[\]{},]+")


class Dates(NamedTuple):
    """A cell read as dates: start and end in EDTF, each None where nothing is known."""

    start: str | None
    end: str | None


def order_of(values: Iterable[Any]) -> str:
    """In which order a column writes day and month between slashes: `dmy`, `mdy`, or empty where none tells.

    `values` are those of the column.
    """
    firsts, seconds = 0, 0
    for value in values:
        if isinstance(value, str) and (match := SLASHED.fullmatch(value.strip())):
            firsts, seconds = firsts + (int(match[1]) > 12), seconds + (int(match[3]) > 12)
    if firsts and not seconds:
        return "dmy"
    return "mdy" if seconds and not firsts else ""


def read(value: Any, order: str = "") -> Dates:
    """Read a cell that holds a date, or a range of two.

    Parameters
    ----------
    value
        A text, a number (a year) or a day of Python.
    order
        That of day and month between slashes, as `order_of` found it for the column.

    Raises
    ------
    DateError
        It is neither a date nor one of the signs for nothing.
    """
    if isinstance(value, datetime | date):
        return Dates(f"{value:%Y}".zfill(4) + f"{value:-%m-%d}", None)
    if isinstance(value, bool):
        raise DateError(f"found {value}; expected {EXPECTED}")
    if words.is_unknown(value):
        return Dates(None, None)
    if isinstance(value, int | float):
        return Dates(_number(value), None)
    text = " ".join(str(value).replace("\u00a0", " ").split())
    if EDTF_LIKE.fullmatch(text) and (found := _edtf(text)):
        return Dates(*found) if isinstance(found, tuple) else Dates(found, None)
    try:
        return Dates(_one(text, order), None)
    except DateError:
        parts = RANGE.split(text)
        if len(parts) != 2 or not parts[0]:
            raise
        return _range(parts[0], parts[1], order, text) if parts[1] else Dates(_one(parts[0], order), None)


def _range(start: str, end: str, order: str, text: str) -> Dates:
    if BCE.search(end.casefold()) and not BCE.search(start.casefold()) and YEAR.fullmatch(start):
        start = f"{start} BC"
    if re.fullmatch(r"\d{2}", end) and re.fullmatch(r"\d{4}", start):
        end = start[:2] + end  # 1939-45
    first = None if words.is_unknown(start) else _one(start, order)
    last = None if words.is_unknown(end) or words.is_now(end) else _one(end, order)
    if first and last and _key(last) < _key(first):
        raise DateError(f"found {shorten(text)}; expected an end that is not before its start")
    return Dates(first, last)


def _key(text: str) -> int:
    """The year of an EDTF text, also before the common era, to compare."""
    found = re.search(r"-?\d{2,5}", text.replace("X", "0"))
    return int(found[0]) if found else 0


def _number(value: float) -> str:
    if value != value or abs(value) > 99_999_999:  # noqa: PLR0124
        raise DateError(f"found {value}; expected {EXPECTED}")
    if value == int(value) and (match := COMPACT.fullmatch(str(int(value)))):
        return _checked("-".join(match.groups()))
    return _year(int(value // 1))


def _year(number: int) -> str:
    if number < 0:
        return f"-{-number:04d}"
    if number > 9999:
        raise DateError(f"found {number}; expected a year up to {LAST_YEAR}")
    return f"{number:04d}"


def _edtf(text: str) -> str | tuple[str | None, str | None] | None:
    """A text that is EDTF already: as it is; of an interval with two sides its start and its end."""
    if LONG_YEAR.fullmatch(text):
        return _year(int(text))
    if re.fullmatch(r"\d{4}-\d{4}", text):
        return None  # two years, and no date of EDTF
    try:
        dates.parse(text)
    except DateError:
        return None
    start, slash, end = text.partition("/")
    if not slash or start in ("", ".."):
        return text
    if end in ("", ".."):
        return start, None
    return start, end


def _one(text: str, order: str) -> str:
    """One date of a text; raises `DateError`."""
    said = TAIL.sub("", text.casefold().strip().rstrip(",;"))
    if words.is_now(said):
        raise DateError(f"found {shorten(text)}; expected {EXPECTED}")
    for pattern, form in ((BEFORE, "../{}"), (AFTER, "{}/..")):
        if (match := pattern.match(said)) and not BCE.fullmatch(said):
            return _checked(form.format(_one(said[match.end() :], order)), text)
    for pattern, form in ((BEFORE_AFTER, "../{}"), (AFTER_AFTER, "{}/..")):
        if match := pattern.search(said):
            return _checked(form.format(_one(said[: match.start()], order)), text)
    if (match := ABOUT.match(said)) and not CENTURY.fullmatch(said):
        return _doubted(_one(said[match.end() :], order), text)
    if match := ABOUT_AFTER.search(said):
        return _doubted(_one(said[: match.start()], order), text)
    if match := BCE.fullmatch(said):
        return _year(1 - int(next(filter(None, match.groups()))))
    return _plain(CE.sub("", said), order, text)


def _doubted(found: str, text: str) -> str:
    return found if found[-1:] in "~?%" or "X" in found or "/" in found else _checked(f"{found}~", text)


def _plain(said: str, order: str, text: str) -> str:
    """A date without any word before or after it."""
    for pattern, made in FORMS:
        if match := pattern.fullmatch(said):
            return _checked(made(match), text)
    if match := SLASHED.fullmatch(said):
        return _slashed(match, order, text)
    if (match := CENTURY.fullmatch(said)) and 1 <= (number := ROMAN.get(match[1]) or _whole(match[1])) <= 22:
        return f"{number - 1:02d}XX"
    if YEAR.fullmatch(said):
        return _year(int(said))
    return _checked(said.upper() if "x" in said else said, text)


def _whole(text: str) -> int:
    return int(text) if text.isdecimal() else 0


def _joined(year: str, month: object = None, day: object = None) -> str:
    parts = [f"{int(year):04d}", *(f"{int(str(one)):02d}" for one in (month, day) if one)]
    return "-".join(parts)


FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (ISO, lambda match: match[1] or _joined(match[2], match[3], match[4])),
    (WORDED, lambda match: _joined(match[3], MONTHS[match[2]], match[1])),
    (AMERICAN, lambda match: _joined(match[3], MONTHS[match[1]], match[2])),
    (EASTERN, lambda match: _joined(match[1], match[2], match[3])),
    (DECADE, lambda match: f"{match[1]}X"),
    (COMPACT, lambda match: "-".join(match.groups())),
    (re.compile(r"(\d{1,4})\.0+"), lambda match: _year(int(match[1]))),
    (re.compile(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?"), lambda match: _joined(match[1], match[2], match[3])),
)
"""Ways to write a date that say without doubt what it is, and the EDTF text of each."""


def _slashed(match: re.Match[str], order: str, text: str) -> str:
    first, sign, second, year = int(match[1]), match[2], int(match[3]), match[4]
    if sign == "." or order == "dmy" or (first > 12 >= second):
        return _checked(_joined(year, second, first), text)
    if order == "mdy" or (second > 12 >= first):
        return _checked(_joined(year, first, second), text)
    return year if first != second else _checked(_joined(year, first, second), text)


def _checked(found: str, text: str | None = None) -> str:
    """The EDTF text, if it is one; raises `DateError` with what stood in the file."""
    if LONG_YEAR.fullmatch(found.removesuffix("~").removeprefix("../").removesuffix("/..")):
        return found
    try:
        dates.parse(found)
    except DateError:
        raise DateError(f"found {shorten(text or found)}; expected {EXPECTED}") from None
    return found


def usable(found: str | None) -> tuple[str | None, str]:
    """An EDTF text as a record of an atlas may hold it, and what had to be done, in words; empty for nothing.

    Years are those from 1 to 2200: what began before is there from the first year on, what ended before is gone then.
    `found` is the text, None for no date.
    """
    if not found:
        return None, ""
    if found.startswith(("-", "../-")) or _before_ours(found):
        return "../0001", BEFORE_OURS
    try:
        years = dates.parse(found).years
    except DateError:
        return None, f"no date of EDTF: {found}"
    if any(year is not None and year > LAST_YEAR for year in years):
        return None, f"a year up to {LAST_YEAR}: it is kept as a fact"
    if not all(year is None or year >= 1 for year in years):
        return "../0001", BEFORE_OURS
    return found, ""


def _before_ours(found: str) -> bool:
    return found.lstrip("./").startswith("0000")
