"""The words of the interface in the language of the reader: one file each in `locale/`.

A text is a string with places to fill, or a table of its plural forms, chosen by `number` as
the language wants it (CLDR rules, through Babel). What a language lacks is taken from English.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton
from babel.numbers import format_decimal

from corridor_atlas.core import dates
from corridor_atlas.core import language as languages
from corridor_atlas.core.errors import NotFoundError
from corridor_atlas.core.language import DEFAULT, LANGUAGES

Text = str | dict[str, str]
FORMS = ("of", "in")
"""Forms of a date beside that in which it stands alone."""


class Date(str):
    """A date in words, and as it follows a preposition where the language has a form of its own for that.

    In a text `{date}` is the date as it stands alone, `{date:of}` as it follows "of" (Russian "с мая 1999 г."),
    `{date:in}` as it follows "in" ("в мае 1999 г.").
    """

    forms: dict[str, str]

    def __new__(cls, text: str, **forms: str) -> Date:
        """Take the date as it stands alone, and the other forms."""
        made = super().__new__(cls, text)
        made.forms = forms
        return made

    def __format__(self, form: str) -> str:
        """The date in a form."""
        return self.forms.get(form, str(self))


class Words:
    """The texts of one language from some tables of its file; later tables go before earlier ones."""

    def __init__(self, language: str, *tables: str) -> None:
        """Take a language code; raises `NotFoundError` for one that the atlas does not know."""
        if language not in LANGUAGES:
            raise NotFoundError("language", language, LANGUAGES)
        self.language = language
        self._locale = Locale(language)
        self._days = Locale.parse(LANGUAGES[language].dates or language)
        self._myriads = {int(power): word for power, word in LANGUAGES[language].myriads.items()}
        self._texts: dict[str, tuple[Locale, Text]] = {}
        for code in dict.fromkeys((DEFAULT, language)):
            locale = Locale(code)
            for table in tables:
                self._texts |= {key: (locale, text) for key, text in texts(code, table).items()}

    def __call__(self, key: str, **values: object) -> str:
        """The text with this key, its places filled; whole numbers are written as the language does."""
        locale, text = self._texts[key]
        number = values.get("number")
        if isinstance(text, dict):
            form = locale.plural_form(number) if isinstance(number, int | float) else "other"
            text = text.get(form, text["other"])
        if isinstance(number, int):
            values["number"] = self.number(number)
        return text.format(**values)

    def counted(self, forms: Mapping[str, str], number: int) -> str:
        """`number` things, with their plural `forms` in the language; `single` among them stands for exactly one."""
        form = "single" if number == 1 and "single" in forms else self._locale.plural_form(number)
        return forms.get(form, forms["other"]).format(number=self.number(number))

    def number(self, value: float) -> str:
        """A number as the language writes it."""
        return format_decimal(value, locale=self._locale)

    def exact(self, value: float | Decimal) -> str:
        """A number with all its digits, below 10,000 without a mark for the thousands."""
        mark = value >= 10_000 or value <= -10_000
        return format_decimal(value, locale=self._locale, group_separator=mark, decimal_quantization=False)

    def __contains__(self, key: str) -> bool:
        """Whether there is a text with this key, in the language or in English."""
        return key in self._texts

    @property
    def counts_by_myriads(self) -> bool:
        """Whether the language has words for ten thousand and a hundred million, not for thousand and million."""
        return bool(self._myriads)

    def large(self, value: float, power: int) -> str:
        """A value times a power of ten, with all its digits, in a language that counts by ten thousands.

        `value` is multiplied by 10 to the `power`. In a language that does not count so, it is written out as it is.
        """
        number = Decimal(str(value)).scaleb(power)
        step = max((step for step in self._myriads if abs(number) >= 10**step), default=0)
        return self.exact(number.scaleb(-step)) + self._myriads.get(step, "")

    def date(self, text: str) -> Date:
        """An EDTF date, no more precise than written: `1999-05~` is "c. May 1999". Needs the table "map".

        Rarer notations are given back as written.
        """
        return Date(self._date(text, ""), **{form: self._date(text, form) for form in FORMS})

    def _date(self, text: str, form: str) -> str:
        if match := dates.PLAIN.fullmatch(text):
            _, month, day, mark = match.groups()
            shown = self._day(text, bool(month), bool(day), form)
            shown = self("date_about", date=shown) if mark in ("~", "%") else shown
            return self("date_unsure", date=shown) if mark in ("?", "%") else shown
        if match := dates.INTERVAL.fullmatch(text):
            start, end = match.groups()
            if start in ("", ".."):
                return self("date_by", date=self._date(end, form))
            if end in ("", ".."):
                return self("date_since", date=self._date(start, form))
            return self("date_between", first=self._date(start, form), last=self._date(end, form))
        if match := dates.ONE_OF.fullmatch(text):
            return self("date_one_of", first=self._date(match[1], ""), last=self._date(match[2], ""))
        return text

    def year(self, year: int, until: str | None = None) -> str:
        """The `year`; of one that was not over yet also the month of `until`, a date of EDTF: "1999, to November".

        Needs the table "map".
        """
        if until is None or dates.parse(until).year != year:
            return str(year)
        month = format_date(dates.parse(until).first, "LLLL", locale=self._days)
        return self("list_comma").join((str(year), self("until_month", month=month)))

    def _day(self, text: str, month: bool, day: bool, form: str) -> str:
        first, unit = dates.parse(text).first, "day" if day else "month" if month else "year"
        shown = _day(first, unit if day or not form else f"{unit} of", self._days)
        own = LANGUAGES[self.language].months_in
        if form == "in" and own and unit == "month":
            return shown.replace(_month(first, self._days), own[first.month - 1])
        return shown

    def list(self, texts: Iterable[str], *, apart: bool = False) -> str:
        """Texts in a row as the language sets them apart; `apart` with the stronger sign.

        Parameters
        ----------
        texts
            What is listed, in order.
        apart
            Whether to use the stronger sign, for texts that have commas of their own.
        """
        return self("list_semicolon" if apart else "list_comma").join(texts)

    def percent(self, share: float | None) -> str:
        """A share as whole per cent; what is not quite all or nothing is not told as such, None is a dash."""
        if share is None:
            return "–"
        value = round(100 * share)
        return self("percent", value=min(99, max(1, value)) if 0 < share < 1 else value)

    def country(self, code: str) -> str:
        """A country by its ISO 3166-1 code, in the language; the code itself when it is unknown."""
        return self("country_" + code) if "country_" + code in self._texts else self._locale.territories.get(code, code)


def name_of(code: str) -> str:
    """A language by its ISO 639-1 code, as it calls itself; the code when nothing is known of it."""
    if code in LANGUAGES:
        return LANGUAGES[code].name
    try:
        return Locale(code).get_language_name(code) or code
    except UnknownLocaleError:
        return code


@cache
def _read(folder: Path, language: str) -> dict[str, Any]:
    path = folder / f"{language}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}


def texts(language: str, table: str) -> dict[str, Text]:
    """One table of a language's file as it stands there; empty when the language lacks it.

    Parameters
    ----------
    language
        A language code; one without a file has no words.
    table
        A table of the file, such as `map` or `page`.

    Returns
    -------
    dict
        By key a text, or its plural forms by CLDR category (`one`, `other`); a copy.
    """
    return dict(_read(languages.FOLDER, language).get(table, {}))


@lru_cache(maxsize=8192)
def _day(day: date, unit: str, locale: Locale) -> str:
    """A day, or its month or year: `unit` says which, `locale` how it is written.

    "month of" and "year of" are as they follow "of": the month as it follows a day, the year as it follows a month.
    """
    if unit == "day":
        return str(format_date(day, "long", locale=locale))
    if unit.endswith("of"):
        pattern = locale.datetime_skeletons["yMMMM"].pattern.replace("LLLL", "MMMM")
        after = pattern.removeprefix("MMMM ") if pattern.startswith("MMMM ") else "y"
        return str(format_date(day, pattern if unit == "month of" else after, locale=locale))
    return str(format_skeleton("yMMMM" if unit == "month" else "y", day, locale=locale))


def _month(day: date, locale: Locale) -> str:
    """The month as it follows a day."""
    return str(format_date(day, "MMMM", locale=locale))
