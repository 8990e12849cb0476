"""What words mean in the files of others: names of columns, statuses, languages, units, and what stands for nothing.

The words stand in `words.toml` beside this module.
"""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from corridor_atlas.core.model import Status

FILE = Path(__file__).with_name("words.toml")


@cache
def table() -> dict[str, dict[str, list[str]]]:
    """The whole of `words.toml`."""
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def norm(text: object) -> str:
    """A name as it is compared: lower case, with single spaces for all signs between its words."""
    split = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", str(text))
    return " ".join(re.sub(r"[\s_\-.,:;/()\[\]（）【】、·\"'#]+", " ", split).casefold().split()).replace("ё", "е")


@cache
def _flat(name: str) -> dict[str, str]:
    return {norm(word): key for key, words in table()[name].items() for word in words}


@cache
def columns() -> dict[str, dict[str, int]]:
    """For each meaning of a column its words as they are compared, each with its place: the lower goes before."""
    return {
        meaning: {norm(word): place for place, word in reversed(list(enumerate(words)))}
        for meaning, words in table()["columns"].items()
    }


@cache
def _raw(name: str) -> dict[str, str]:
    return {str(word).casefold(): key for key, words in table()[name].items() for word in words}


def status(word: object, own: Mapping[str, Any] | None = None) -> Status | None:
    """The status that a word stands for; None for a word that is not known.

    Parameters
    ----------
    word
        As it stands in the file, in any of the languages.
    own
        Words of this file and the status that each stands for: they go before all others.
    """
    wanted = norm(word)
    for one, meant in (own or {}).items():
        if norm(one) == wanted:
            return Status(meant)
    found = _flat("statuses").get(wanted)
    return Status(found) if found else None


def language(word: str) -> str | None:
    """The language (ISO 639-1) that a word names, such as `en`, `русский` or `中文`."""
    return _flat("languages").get(norm(word))


def languages() -> tuple[str, ...]:
    """All words that name a language, as they are compared."""
    return tuple(_flat("languages"))


def mode(*texts: object) -> str | None:
    """How a line is travelled (rail, road, river, sea) by the first text with a word that says so; None for none."""
    for text in texts:
        said = f" {norm(text)} "
        for word, meant in _flat("modes").items():
            if (f" {word} " if word.isascii() else word) in said:
                return meant
    return None


def unit(word: str) -> str | None:
    """The unit, as it stands at the end of the key of a fact, that a word names."""
    return _raw("units").get(word.strip().casefold())


def is_unknown(value: object) -> bool:
    """Whether a value stands for something that is not known: empty, `n/a`, -1, 9999 and the like."""
    if value is None:
        return True
    if isinstance(value, float) and math.isnan(value):
        return True
    text = str(int(value)) if isinstance(value, float) and abs(value) < 1e9 and value == int(value) else str(value)
    return text.strip().casefold() in _unknown()


@cache
def _unknown() -> frozenset[str]:
    return frozenset(table()["unknown"]["words"])


def is_now(value: object) -> bool:
    """Whether a value stands for this day: an end that has not come."""
    return str(value).strip().casefold() in table()["unknown"]["now"]
