"""Choosing a city's name in a language from unlabelled alternate names, by script; better none than a wrong one."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable

HAN = re.compile(r"[\u4e00-\u9fff]{2,9}")
HANGUL = re.compile(r"[\uac00-\ud7a3]{2,10}")
OF_RANK = re.compile(r"([\uac00-\ud7a3]{1,8}) [시구]")
KATAKANA = re.compile(r"[\u30a1-\u30fa\u30fc]{2,12}")
CYRILLIC = re.compile(r"[А-Яа-яЁё -]{2,30}")
MONGOLIAN = re.compile(r"[А-Яа-яЁёӨөҮү -]{2,30}")
UKRAINIAN = re.compile(r"[сц]ьк")
RUSSIAN_OF_MONGOLIAN = re.compile(r"[уУ]|дз|Дз|и$")
"""Russian writes Mongolian ү as у, з as дз, and a final soft sign as и."""

SIMPLER = str.maketrans(
    "橋橫浜濱岡広廣島戸戶葉児兒沢澤豊須賀宮姫倉館並東靜長滝関駅県豐緬諾爾羅維謝韋車烏亞內納臺臨鄉華陽盧庫達貝倫莊義開縣鎮門連興錦寧灣麥瑪蘇聖穌額騰",
    "桥横滨滨冈广广岛户户叶儿儿泽泽丰须贺宫姬仓馆并东静长泷关驿县丰缅诺尔罗维谢韦车乌亚内纳台临乡华阳卢库达贝伦庄义开县镇门连兴锦宁湾麦玛苏圣稣额腾",
)

_LATIN = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюяөү",
        re.split(" ", "a b v g d e e zh z i i k l m n o p r s t u f kh ts ch sh shch  y  e yu ya o u"),
        strict=True,
    )
)


def chinese(names: Iterable[str], country: str) -> str | None:
    """The simplified Chinese name, without 市 or 县; only where a single one remains."""
    known = {name for name in names if HAN.fullmatch(name)}
    # abroad many are known in traditional characters only, and some in those of Japan
    found = {name for name in (known if country == "CN" else map(simplified, known)) if _simplified(name)}
    short = {re.sub("[市县镇]$", "", name) if len(name) > 2 else name for name in found}
    if country == "CN":  # the name that also occurs with its rank is the official one
        ranked = {name for name in short if {name + "市", name + "县"} & found}
        short = ranked or short
    return short.pop() if len(short) == 1 else None


def simplified(name: str) -> str:
    """A name in traditional or Japanese characters in those of the mainland, as far as places of the map need it."""
    return name.translate(SIMPLER)


def korean(names: Iterable[str]) -> str | None:
    """The name in Hangul, without 시 or 군; only where a single one remains.

    Of several the one that also occurs with its rank is the official one: 난징 시 beside 난징 and 남경.
    """
    found = {name for name in names if HANGUL.fullmatch(name)}
    ranked = {match[1] for name in names if (match := OF_RANK.fullmatch(name))}
    short = {name[:-1] if len(name) > 2 and name[-1] in "시군읍" else name for name in found}
    short = ranked if len(ranked) == 1 else short | ranked
    return short.pop() if len(short) == 1 else None


def japanese(names: Iterable[str], country: str) -> str | None:
    """The name in kanji for a city of Japan (the one that also occurs with its rank), in katakana for others."""
    names = set(names)
    if country == "JP":
        found = {name for name in names if HAN.fullmatch(name) and names & {name + "市", name + "町", name + "区"}}
    else:
        found = {name for name in names if KATAKANA.fullmatch(name)}
    return found.pop() if len(found) == 1 else None


def russian(names: Iterable[str], latin: str) -> str | None:
    """The Russian name that reads like the Latin one."""
    near = [(_likeness(name, latin), name) for name in names if CYRILLIC.fullmatch(name) and name[0].isupper()]
    likeness, best = max((one for one in near if not UKRAINIAN.search(one[1])), default=(0.0, ""))
    return best if likeness >= 0.85 else None


def mongolian(names: Iterable[str], latin: str) -> str | None:
    """The Mongolian name that reads like the Latin one; none where it may be the Russian spelling of it."""
    near = [(_likeness(name, latin), name) for name in names if MONGOLIAN.fullmatch(name) and name[0].isupper()]
    likeness, best = max(near, default=(0.0, ""))
    doubtful = RUSSIAN_OF_MONGOLIAN.search(best)
    return best if likeness >= 0.85 and not doubtful else None


def _simplified(name: str) -> bool:
    """Whether every character is in the national standard of simplified characters."""
    try:
        name.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def _likeness(name: str, latin: str) -> float:
    read = "".join(_LATIN.get(letter, letter) for letter in name.lower())
    plain = re.sub("[’'`]", "", latin.lower())
    return difflib.SequenceMatcher(None, read, plain).ratio()
