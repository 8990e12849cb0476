"""The languages of the atlas, one file each in `locale/`, and which name to show in which.

At the head of a file, in the table `[language]`, stands what is particular to the language; the
words of the interface follow (see `core.words`). The folder is the registry: a file more is a
language more. Names in the data may be in any other language too, see `core.model`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import takewhile
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parents[1] / "locale"
DEFAULT = "en"


@dataclass(frozen=True)
class Language:
    """What is particular to a language."""

    name: str
    """Its own name, as it is offered to the reader."""
    order: int
    """Its place among the languages; the lowest comes first."""
    page: bool = False
    """Whether the page speaks it; else only the map, the figures and the names do."""
    spaced: bool = True
    """Whether a space stands between words, so that a line break counts as one."""
    dates: str | None = None
    """The locale (CLDR) after which dates are written, where it is not the language itself."""
    months_in: Sequence[str] = ()
    """Its months as they follow "in", from January, where that is a form of its own."""
    han: str = "Atlas Sans SC"
    """The vendored font that prints Chinese characters in its forms."""
    myriads: Mapping[str, str] = field(default_factory=dict)
    """Its words for powers of ten, by exponent, where large numbers are counted by ten thousands."""


class _Registry(Mapping[str, Language]):
    """The files of the folder by code, in their order; read when first asked for."""

    def __getitem__(self, code: str) -> Language:
        return _read(FOLDER)[code]

    def __iter__(self) -> Iterator[str]:
        return iter(_read(FOLDER))

    def __len__(self) -> int:
        return len(_read(FOLDER))


LANGUAGES: Mapping[str, Language] = _Registry()
"""The languages of the interface by code (ISO 639-1)."""


@cache
def _read(folder: Path) -> dict[str, Language]:
    found = {path.stem: Language(**_head(path)["language"]) for path in folder.glob("*.toml")}
    return dict(sorted(found.items(), key=lambda item: (item[1].order, item[0])))


def _head(path: Path) -> dict[str, Any]:
    """The table `[language]`, without the hundreds of words after it: the command line cannot wait for them."""
    with path.open(encoding="utf-8") as file:
        head = takewhile(lambda line: not line.startswith("[") or line.startswith("[language]"), file)
        return tomllib.loads("".join(head))


def spoken() -> tuple[str, ...]:
    """Codes of the languages that the page speaks."""
    return tuple(code for code, language in LANGUAGES.items() if language.page)


def pick(names: Mapping[str, str], language: str = DEFAULT) -> str:
    """The name in `language`; English, then any other, when there is none."""
    for code in (language, DEFAULT, *LANGUAGES):
        if names.get(code):
            return names[code]
    return next(iter(names.values()), "")


def short_name(name: str) -> str:
    """A name without what stands in brackets: that belongs in the story, not on the map."""
    return " ".join((re.sub(r"\s*[(（][^)）]*[)）]", "", name).strip() or name).split())
