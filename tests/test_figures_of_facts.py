"""Figures as the language writes them: no digit is lost, large numbers go by its own steps."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridor_atlas.article import facts
from corridor_atlas.core import words
from corridor_atlas.core.language import LANGUAGES, spoken
from corridor_atlas.core.words import Words

NUMBERS = {code: Words(code, "map", "page") for code in spoken()}
UNITS = sorted(key.removeprefix("details_unit_") for key in words.texts("en", "page") if "details_unit_" in key)


@pytest.mark.parametrize(
    ("language", "value", "unit", "text"),
    [
        ("zh", 1.5, "usd_bn", "15亿美元"),
        ("zh", 254.9, "mn", "2.549亿"),
        ("zh", 0.052, "mt", "5.2万吨"),
        ("zh", 0.004, "mt", "4000吨"),
        ("zh", 1460, "cny_bn", "1.46万亿元人民币"),
        ("ko", 1.5, "usd_bn", "15억 달러"),
        ("ko", 30, "mtpa", "연 3000만 톤"),
        ("ko", 361, "kteu", "36.1만 TEU"),
        ("en", 254.9, "mn", "254.9 million"),
        ("ru", 1.5, "usd_bn", "1,5 млрд долл. США"),
        ("en", 1520, "km", "1520 km"),
        ("zh", -27, "percent", "-27%"),
    ],
)
def test_a_figure_is_written_as_the_language_writes_it(language, value, unit, text) -> None:
    assert facts.figure(value, unit, NUMBERS[language]) == text


@pytest.mark.parametrize(
    ("language", "unit", "text"),
    [("en", "mt", "million t"), ("zh", "usd_bn", "美元"), ("ko", "mtpa", "연 톤"), ("ru", "percent", "%")],
)
def test_a_unit_stands_alone_beside_a_column_of_numbers(language, unit, text) -> None:
    assert facts.alone(unit, NUMBERS[language]) == text


def read(text: str, language: str) -> Decimal:
    """The number that a figure holds, as a reader of the language takes it."""
    [number] = re.findall(r"-?\d[\d,.\xa0]*", text)
    plain = number.replace("\xa0", "").replace(",", "." if language == "ru" else "")
    steps = LANGUAGES[language].myriads
    power = next((int(step) for step, word in steps.items() if number + word in text), 0)
    return Decimal(plain).scaleb(power)


values = st.one_of(
    st.integers(-(10**9), 10**9),
    st.decimals(-(10**6), 10**6, places=4, allow_nan=False, allow_infinity=False).map(float),
)


@given(st.sampled_from(spoken()), st.sampled_from(UNITS), values)
def test_a_written_figure_read_back_is_the_value(language: str, unit: str, value: float) -> None:
    power = facts.POWERS.get(unit, 0) if LANGUAGES[language].myriads else 0
    assert read(facts.figure(value, unit, NUMBERS[language]), language) == Decimal(str(value)).scaleb(power)


@pytest.mark.parametrize("language", [code for code in LANGUAGES if LANGUAGES[code].myriads])
def test_a_language_of_ten_thousands_names_no_million_in_a_unit(language) -> None:
    texts = {unit: words.texts(language, "page")[f"details_unit_{unit}"] for unit in facts.POWERS}
    assert [unit for unit, text in texts.items() if re.search("百万|十亿|千|백만|십억|천", str(text))] == []
    named = [
        unit
        for unit in UNITS
        if re.search("thousand|million|billion", str(words.texts("en", "page")[f"details_unit_{unit}"]))
    ]
    assert sorted(named) == sorted(facts.POWERS)
