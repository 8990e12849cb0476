"""Choosing a city's name in a language from unlabelled alternate names, by script; better none than a wrong one."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable

HAN = re.compile(r"[\u4e00-\u9fff]{2,7}")
HANGUL = re.compile(r"[\uac00-\ud7a3]{2,7}")
KATAKANA = re.compile(r"[\u30a1-\u30fa\u30fc]{2,12}")
CYRILLIC = re.compile(r"[А-Яа-яЁё -]{2,30}")
MONGOLIAN = re.compile(r"[А-Яа-яЁёӨөҮү -]{2,30}")
UKRAINIAN = re.compile(r"[сц]ьк")
RUSSIAN_OF_MONGOLIAN = re.compile(r"[уУ]|дз|Дз|и$")
"""Russian writes Mongolian ү as у, з as дз, and a final soft sign as и."""

_LATIN = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюяөү",
        re.split(" ", "a b v g d e e zh z i i k l m n o p r s t u f kh ts ch sh shch  y  e yu ya o u"),
        strict=True,
    )
)


def chinese(names: Iterable[str], country: str) -> str | None:
    """The simplified Chinese name, without 市 or 县; only where a single one remains."""
    found = {name for name in names if HAN.fullmatch(name) and _simplified(name)}
    short = {re.sub("[市县镇]$", "", name) if len(name) > 2 else name for name in found}
    if country == "CN":  # the name that also occurs with its rank is the official one
        ranked = {name for name in short if {name + "市", name + "县"} & found}
        short = ranked or short
    return short.pop() if len(short) == 1 else None


def korean(names: Iterable[str]) -> str | None:
    """The name in Hangul, without 시 or 군; only where a single one remains."""
    found = {name for name in names if HANGUL.fullmatch(name)}
    short = {name[:-1] if len(name) > 2 and name[-1] in "시군읍" else name for name in found}
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
