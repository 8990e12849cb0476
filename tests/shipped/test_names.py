"""What the map writes in Chinese, Russian and Korean: no town in a wrong script where the language has its own name."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from corridor_atlas.core import home

WRONG = {"zh": r"[a-z]{2}|[а-яё]|[가-힣]", "ru": r"[a-z]{2}|[가-힣]|[一-鿿]", "ko": r"[a-z]{2}|[а-яё]|[一-鿿]"}
"""Letters of other languages; an acronym in capitals may stand anywhere."""
NAMELESS = {"Changam-ch’on", "Satan", "Sŭngjibaegam"}
"""Places of North Korea whose name in Chinese characters is not known."""
WITHOUT = {"zh": 75, "ru": 0, "ko": 218}
"""How many places of the base map have no name in a language: villages of Russia and Mongolia, towns far from here."""


def places() -> list[dict[str, object]]:
    """The labels of the base map that are towns."""
    path = Path(home.folder()) / "geodata" / "basemap" / "places.geojson"
    features = json.loads(path.read_text(encoding="utf-8"))["features"]
    return [one["properties"] for one in features if one["properties"]["kind"] in ("capital", "city")]


@pytest.mark.parametrize("language", WRONG)
def test_a_name_is_in_the_letters_of_its_language(atlas, language) -> None:
    nodes = [one.record.name for one in atlas.features.values() if one.table in ("network_nodes", "settlements")]
    names = [name[language] for name in [*nodes, *(one["name"] for one in places())] if language in name]
    assert [name for name in names if re.search(WRONG[language], name)] == []


@pytest.mark.parametrize(
    ("language", "countries"),
    [("zh", {"CN", "JP", "KP", "KR"}), ("ko", {"KP", "KR"}), ("ru", {"CN", "JP", "KP", "KR", "MN", "RU"})],
)
def test_a_language_names_the_towns_of_its_world(language, countries) -> None:
    found = {one["name"]["en"] for one in places() if one["code"] in countries and language not in one["name"]}
    assert found - NAMELESS == set()


@pytest.mark.parametrize("language", WITHOUT)
def test_no_name_is_lost(language) -> None:
    assert len([one for one in places() if language not in one["name"]]) <= WITHOUT[language]


@pytest.mark.parametrize(
    ("town", "names"),
    [
        ("Wangqing", ("汪清", "Ванцин", "왕청")),
        ("Huangnihe", ("黄泥河", "Хуаннихэ", "황니허")),
        ("Dashitou", ("大石头", "Дашитоу", "대석두")),
        ("Antu", ("安图", "Аньту", "안도")),
        ("Longjing", ("龙井", "Лунцзин", "룡정")),
        ("Hyesan", ("惠山", "Хесан", "혜산")),
        ("Busan", ("釜山", "Пусан", "부산")),
        ("Osaka", ("大阪", "Осака", "오사카")),
        ("Niigata", ("新潟", "Ниигата", "니가타")),
        ("Changchun", ("长春", "Чанчунь", "창춘")),
        ("Bei’an", ("北安", "Бэйань", "베이안")),
        ("Mudanjiang", ("牡丹江", "Муданьцзян", "무단장")),
    ],
)
def test_towns_that_were_written_wrong(town, names) -> None:
    [name] = [one["name"] for one in places() if one["name"]["en"] == town]
    assert tuple(name[language] for language in ("zh", "ru", "ko")) == names


def test_the_labels_agree_with_the_towns_of_the_atlas(atlas) -> None:
    """One town has one name, whether the base map writes it or a feature."""
    labels = {one["name"]["en"]: one["name"] for one in places()}
    towns = [one.record.name for one in atlas.features.values() if one.table == "settlements"]
    apart = [
        (name[language], labels[name["en"]][language])
        for name in towns
        for language in WRONG
        if language in labels.get(name["en"], {}) and name[language] != labels[name["en"]][language]
    ]
    assert apart == []
