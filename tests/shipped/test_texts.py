"""Content of the shipped atlas: notes and claims in other languages."""

from __future__ import annotations

import json
import re

import pytest

from corridor_atlas.article import Articles

LANGUAGES = ("zh", "ru", "ko")
YEAR = re.compile(r"(?<!\d)(?:18|19|20)\d\d(?!\d)")


def test_the_same_texts_stand_in_every_language(atlas) -> None:
    assert set(atlas.texts) == set(LANGUAGES)
    assert len(atlas.texts["zh"]) >= 300
    assert {language: atlas.texts[language].keys() ^ atlas.texts["zh"].keys() for language in LANGUAGES} == {
        language: set() for language in LANGUAGES
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_keeps_the_years_and_is_none_of_the_english(atlas, language) -> None:
    texts = atlas.texts[language]
    astray = {
        english: text
        for english, text in texts.items()
        if set(YEAR.findall(english)) != set(YEAR.findall(text)) or text == english
    }
    assert astray == {}


@pytest.mark.parametrize(("language", "mark"), [("zh", "〔译〕"), ("ru", "[пер.]"), ("ko", "[번역]")])
def test_an_article_tells_its_notes_as_translations(atlas, language, mark) -> None:
    told = json.dumps(Articles(atlas).get("hunchun-makhalino-railway", language), ensure_ascii=False)
    assert told.count(mark) >= 10
    assert "Both sections begun in 1993" not in told
