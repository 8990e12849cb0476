"""Names and titles in several languages: which one to show."""

from __future__ import annotations

from collections.abc import Mapping

LANGUAGES: dict[str, str] = {
    "en": "English",
    "zh": "中文",
    "ru": "Русский",
    "ko": "한국어",
    "mn": "Монгол",
    "ja": "日本語",
}
"""Language codes (ISO 639-1) that names may have, each with its own name."""

DEFAULT = "en"


def pick(names: Mapping[str, str], language: str = DEFAULT) -> str:
    """The name in `language`; English, then any other, when there is none."""
    for code in (language, DEFAULT, *LANGUAGES):
        if names.get(code):
            return names[code]
    return next(iter(names.values()), "")
