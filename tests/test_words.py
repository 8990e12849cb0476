"""The words of the interface: every language has what English has, and says it as the language does."""

from __future__ import annotations

import re
import tomllib

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from corridor_atlas.core import language as languages
from corridor_atlas.core import words
from corridor_atlas.core.errors import NotFoundError
from corridor_atlas.core.language import LANGUAGES, spoken
from corridor_atlas.core.words import Text, Words
from corridor_atlas.data.config import Span

WHOLE = {"map", "figure"}
"""Tables that every language has; the page around the map is spoken by those of `spoken()`."""
TABLES = [
    (code, table) for code in LANGUAGES for table in ("map", "figure", "page") if table in WHOLE or code in spoken()
]


def holes(text: Text) -> set[str]:
    """Names of the places to fill, over all plural forms."""
    forms = text.values() if isinstance(text, dict) else [text]
    return {name for form in forms for name in re.findall(r"{(\w+)(?::\w+)?}", form)}


@pytest.mark.parametrize(("language", "table"), TABLES)
def test_every_language_has_the_same_words_with_the_same_places(language: str, table: str) -> None:
    english, ours = words.texts("en", table), words.texts(language, table)
    assert sorted(english.keys() - ours.keys()) == [], "missing"
    assert sorted(ours.keys() - english.keys()) == [], "not in English"
    different = {
        key: (holes(text), holes(ours[key])) for key, text in english.items() if holes(text) != holes(ours[key])
    }
    assert different == {}


@pytest.mark.parametrize(("language", "table"), TABLES)
def test_plural_forms_are_those_of_the_language(language: str, table: str) -> None:
    rules = set(Locale(language).plural_form.tags) | {"other"}
    tables = {key: set(text) for key, text in words.texts(language, table).items() if isinstance(text, dict)}
    assert {key: forms for key, forms in tables.items() if forms != rules and not forms <= rules} == {}
    assert all("other" in forms for forms in tables.values())
    needed = {Locale(language).plural_form(number) for number in (0, 1, 2, 3, 5, 21, 100)} - {"other"}
    assert {key for key, forms in tables.items() if not needed <= forms} == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_files_hold_nothing_but_their_head_and_three_tables_of_texts(language: str) -> None:
    file = tomllib.loads((languages.FOLDER / f"{language}.toml").read_text(encoding="utf-8"))
    assert set(file) <= {"language", "map", "figure", "page"}
    for table in (file[name] for name in file if name != "language"):
        for key, text in table.items():
            forms = text.values() if isinstance(text, dict) else [text]
            assert all(isinstance(form, str) and form.strip() for form in forms), key


def test_a_number_chooses_its_plural_form() -> None:
    russian = Words("ru", "map", "page")
    said = {number: russian("table_count", number=number) for number in (1, 2, 5, 21)}
    assert len({re.sub(r"\d+", "", text) for text in said.values()}) == 3, "one, few, many"
    assert Words("en", "page")("table_count", number=1) == "1 feature"
    assert Words("en", "page")("table_count", number=1655) == "1,655 features"


def test_dates_are_written_as_the_language_writes_them() -> None:
    assert Words("en", "map").date("1999-05-12") == "12 May 1999"
    assert Words("zh", "map").date("1999-05") == "1999年5月"
    assert Words("ko", "map").date("1999-05-12") == "1999년 5월 12일"
    assert "мая 1999" in Words("ru", "map").date("1999-05-12")


@pytest.mark.parametrize(
    ("written", "alone", "of", "in_"),
    [
        ("1999", "1999", "1999 г.", "1999 г."),
        ("1999-05", "май 1999 г.", "мая 1999 г.", "мае 1999 г."),
        ("1999-05-12", "12 мая 1999 г.", "12 мая 1999 г.", "12 мая 1999 г."),
        ("1999-05?", "май 1999 г. (?)", "мая 1999 г. (?)", "мае 1999 г. (?)"),
        ("../1999-08", "август 1999 г. или раньше", "августа 1999 г. или раньше", "августе 1999 г. или раньше"),
    ],
)
def test_a_date_after_a_preposition_has_the_form_of_the_language(written: str, alone: str, of: str, in_: str) -> None:
    date = Words("ru", "map").date(written)
    assert [one.replace("\u202f", " ") for one in (date, f"{date:of}", f"{date:in}")] == [alone, of, in_]
    english = Words("en", "map").date(written)
    assert english == f"{english:of}" == f"{english:in}"


def test_an_unknown_language_is_named_with_near_ones() -> None:
    with pytest.raises(NotFoundError, match="'ch'"):
        Words("ch", "map")


@given(st.sampled_from(list(LANGUAGES)), st.sampled_from(["199X", "2004-21", "..", "1999/2001~", "[1667..1672]"]))
def test_a_rare_date_keeps_its_years(language: str, text: str) -> None:
    shown = Words(language, "map").date(text)
    assert all(year in shown for year in re.findall(r"\d{4}", text))


@pytest.mark.parametrize(
    ("edition", "until", "told"),
    [
        ("2026-11", "2026-11", "2026, to November"),
        ("2026-03-05", "2026-03-05", "2026, to March"),
        ("2026-12", None, "2026"),
        ("2026", None, "2026"),
        ("2027-02", None, "2026"),
        ("2025-11", None, "2026"),
    ],
)
def test_of_a_last_year_that_is_not_over_the_month_is_told(edition, until, told) -> None:
    span = Span(first_year=1991, last_year=2026, data_version="test", data_date=edition)
    assert span.until == until
    assert Words("en", "map").year(2026, span.until) == told
    assert Words("en", "map").year(2025, span.until) == "2025"
