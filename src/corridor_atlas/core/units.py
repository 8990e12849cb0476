"""Units: at the end of a fact's key, and in statistics."""

from __future__ import annotations

import re
from typing import NamedTuple

UNIT = re.compile(
    "_(percent_a_year|percent|usd_per_t|cny_bn|cny_mn|rub_bn|usd_bn|usd_mn|kmh|km2|km|m2|mm|mtpa|mt|kteu|kt|teu|bcm|ha"
    "|kv|mw|twh|nm|days|hours|years|mn|bn|m|t)$"
)
"""The unit at the end of a fact's key; the regular expression finds the longest."""
YEARS = re.compile(r"_(\d{4})(?:_(\d{4}))?$")
UNITS = {
    "TEU": "teu",
    "billion CNY": "cny_bn",
    "billion USD": "usd_bn",
    "billion m3": "bcm",
    "km": "km",
    "m": "m",
    "million t": "mt",
    "million t a year": "mtpa",
    "per cent": "percent",
    "per cent a year": "percent_a_year",
    "thousand TEU": "kteu",
    "thousand t": "kt",
}
"""Units of statistics that figures of features have too; others are words of the vocabulary."""


class Key(NamedTuple):
    """What the key of a fact says: what is measured, in which unit, for which years."""

    stem: str
    unit: str
    years: str


def split(key: str) -> Key:
    """Take the key of a fact apart: `capacity_mtpa_2010` is a capacity in million t a year, of 2010."""
    stem, years = _without_years(key)
    match = UNIT.search(stem)
    unit, stem = (match[1], stem[: match.start()]) if match else ("", stem)
    if not years:
        stem, years = _without_years(stem)
    return Key(stem, unit, years)


def _without_years(key: str) -> tuple[str, str]:
    match = YEARS.search(key)
    return (key[: match.start()], "–".join(filter(None, match.groups()))) if match else (key, "")
