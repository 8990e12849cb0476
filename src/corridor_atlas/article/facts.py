"""The facts of a feature with their units, as plain values."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from corridor_atlas.article.cited import Cited
from corridor_atlas.core import dates
from corridor_atlas.core.errors import DateError
from corridor_atlas.core.language import DEFAULT, pick
from corridor_atlas.core.model import Scalar
from corridor_atlas.core.units import split
from corridor_atlas.core.words import Words

POWERS = {
    "bcm": 9,
    "bn": 9,
    "cny_bn": 9,
    "cny_mn": 6,
    "kt": 3,
    "kteu": 3,
    "mn": 6,
    "mt": 6,
    "mtpa": 6,
    "rub_bn": 9,
    "usd_bn": 9,
    "usd_mn": 6,
}
"""Units of thousands, millions or billions, with the power of ten that is in them."""
ACRONYMS = frozenset({"gdp", "hsr", "teu", "tir"})


def label(key: str, cited: Cited) -> str:
    """What a fact is called: by the vocabulary of the data, else its key as a reader writes it."""
    stem, _, years = split(key)
    text = pick({DEFAULT: _in_english(stem, cited)} | cited.atlas.vocabulary.fact.get(stem, {}), cited.w.language)
    return cited.w("details_of_years", what=text, years=years) if years else text


def _in_english(stem: str, cited: Cited) -> str:
    """The key of a fact as words, names of places with their capitals."""
    text = " ".join(_word(word, cited) for word in stem.split("_"))
    return text[:1].upper() + text[1:]


def _word(word: str, cited: Cited) -> str:
    if word in ACRONYMS:
        return word.upper()
    written = {one.lower(): one for one in cited.atlas.settings.proper}
    return written.get(word) or (word.capitalize() if word in cited.atlas.towns else word)


def figure(value: Scalar, unit: str, w: Words) -> str:
    """A value with its unit, no digit of it lost; below 10,000 without a mark for the thousands.

    Who counts by ten thousands says 15亿美元, not 1.5 billion: there the number takes up the power of ten in the unit.
    """
    if isinstance(value, bool):
        return w("details_yes" if value else "details_no")
    if isinstance(value, str):
        return value
    text = number(value, unit, w)
    if not unit:
        return text
    whole = isinstance(value, int) or value.is_integer()
    return w(f"details_unit_{unit}", value=text, number=int(value) if whole else value)


def number(value: float, unit: str, w: Words) -> str:
    """What stands before the unit in a figure."""
    return w.large(value, POWERS[unit]) if unit in POWERS and w.counts_by_myriads else w.exact(value)


def alone(unit: str, w: Words) -> str:
    """The unit as it stands beside a column of numbers: in the form of many."""
    return " ".join(w(f"details_unit_{unit}", value="", number=0).split())


def rows(cited: Cited) -> list[dict[str, Any]]:
    """The facts of a feature: label, values with their own labels, the sources that have them."""
    record, w = cited.record, cited.w
    found = []
    if record.gauge_stretches or (record.gauge_mm and "gauge_mm" not in record.facts):
        found.append(_gauges(cited))
    if record.track_km:
        found.append(_row(w("details_track"), [("", figure(record.track_km, "km", w))]))
    for key, value in record.facts.items():
        unit = split(key).unit
        if isinstance(value, dict):
            values = [(what_for(name, cited), figure(one, unit, w)) for name, one in value.items()]
        else:
            values = [("", figure(one, unit, w)) for one in (value if isinstance(value, tuple) else (value,))]
        behind = [claim.source for claim in record.claims if (claim.field or "").split(".")[:2] == ["facts", key]]
        found.append(_row(label(key, cited), values, cited.marks(behind)))
    return found


def _gauges(cited: Cited) -> dict[str, Any]:
    """The gauges of a line, and of those of its parts that have others."""
    record, features = cited.record, cited.atlas.features
    values = [("", _in_mm(record.gauge_mm, cited.w))] if record.gauge_mm else []
    for part in record.gauge_stretches:
        known = (features.get(id_) for id_ in (part.from_, part.to))
        ends = " – ".join(pick(one.record.name, cited.w.language) for one in known if one)
        since = f", {cited.w('details_since', date=cited.w.date(part.since))}" if part.since else ""
        values.append((ends + since, _in_mm(part.gauge_mm, cited.w)))
    sources = [key for part in record.gauge_stretches for key in part.sources]
    return _row(label("gauge_mm", cited), values, cited.marks(sources))


def _in_mm(gauges: tuple[int, ...], w: Words) -> str:
    return w("details_unit_mm", value=" / ".join(map(str, gauges)))


def what_for(name: str, cited: Cited) -> str:
    """What one of several values is for: by the vocabulary of the data, a date as the language writes it."""
    if _is_date(name):
        return cited.w.date(name)
    return pick({DEFAULT: name} | cited.atlas.vocabulary.value.get(name, {}), cited.w.language)


@lru_cache(maxsize=4096)
def _is_date(name: str) -> bool:
    """Whether a text is a date; to find out that a word is none takes ten milliseconds."""
    try:
        dates.parse(name)
    except DateError:
        return False
    return True


def _row(text: str, values: list[tuple[str, str]], marks: list[int] | None = None) -> dict[str, Any]:
    return {"label": text, "values": [list(pair) for pair in values], "marks": marks or []}
