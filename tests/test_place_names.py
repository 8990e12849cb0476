"""Names on the base map: chosen among alternates by script, and Chinese ones in Russian by the rule of Palladius."""

from __future__ import annotations

import pytest

from corridor_atlas.build import palladius, place_names


@pytest.mark.parametrize(
    ("pinyin", "count", "russian"),
    [
        ("Huangnihe", 3, "Хуаннихэ"),
        ("Dashitou", 3, "Дашитоу"),
        ("Jinan", 2, "Цзинань"),
        ("Hui’an", 2, "Хуэйань"),
        ("Xi’an", 2, "Сиань"),
        ("Yan'an", 2, "Яньань"),
        ("Chang'an", 2, "Чанъань"),
        ("Shuangyashan", 3, "Шуанъяшань"),
        ("Shenyang", 2, "Шэньян"),
        ("Lüliang", 2, "Люйлян"),
        ("Jiamusi", 3, "Цзямусы"),
        ("Luoyang", 2, "Лоян"),
        ("Xuchang", 2, "Сюйчан"),
        ("Er", 1, "Эр"),
        ("Bin Xian", 2, "Биньсянь"),
    ],
)
def test_a_chinese_name_is_spelled_by_the_rule(pinyin, count, russian) -> None:
    assert palladius.spelled(pinyin, count) == russian


@pytest.mark.parametrize(("latin", "count"), [("Qiqihar", 4), ("Hohhot", 4), ("Ordos", 4), ("Jinan", 3), ("", 1)])
def test_what_is_no_pinyin_has_no_spelling(latin, count) -> None:
    assert palladius.spelled(latin, count) is None


@pytest.mark.parametrize(
    ("names", "korean"),
    [
        (["난징", "난징 시", "남경"], "난징"),
        (["청두 시"], "청두"),
        (["자거다치 구"], "자거다치"),
        (["대구", "대구시"], "대구"),
        (["상하이", "상해"], None),
        (["혜산"], "혜산"),
        (["Hyesan"], None),
    ],
)
def test_the_korean_name_is_the_official_one(names, korean) -> None:
    assert place_names.korean(names) == korean


@pytest.mark.parametrize(
    ("names", "country", "chinese"),
    [
        (["克麥羅沃"], "RU", "克麦罗沃"),
        (["托木斯克", "Tomsk"], "RU", "托木斯克"),
        (["丰原", "南萨哈林斯克"], "RU", None),
        (["阿穆尔河畔共青城"], "RU", "阿穆尔河畔共青城"),
        (["咸興市"], "KP", "咸兴"),
        (["樊城", "襄阳", "襄阳市"], "CN", "襄阳"),
    ],
)
def test_the_chinese_name_is_in_simplified_characters(names, country, chinese) -> None:
    assert place_names.chinese(names, country) == chinese


def test_characters_of_japan_are_simplified() -> None:
    assert [place_names.simplified(one) for one in ("広島", "横浜", "大阪")] == ["广岛", "横滨", "大阪"]
