"""How many things there are, in words: the plural forms of what a layer shows, by language."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, Field

from corridor_atlas.core.language import LANGUAGES
from corridor_atlas.core.model import Closed, Text


def _form(text: str) -> str:
    if re.search(r"[{}]", text.replace("{number}", "")):
        raise ValueError("words with no other place to fill than {number}")
    return text


def _with_number(text: str) -> str:
    if "{number}" not in text:
        raise ValueError("words with {number} in them")
    return _form(text)


def _language(code: str) -> str:
    if code not in LANGUAGES:
        raise ValueError(f"one of {', '.join(LANGUAGES)}")
    return code


Form = Annotated[Text, AfterValidator(_form)]


class Forms(Closed):
    """What so many things are called in one language: `other`, and the forms (CLDR) that it has besides."""

    single: Form | None = Field(default=None, description="exactly one, where `one` stands for 21 too")
    one: Form | None = None
    two: Form | None = None
    few: Form | None = None
    many: Form | None = None
    other: Annotated[Text, AfterValidator(_with_number)]


Counted = dict[Annotated[str, AfterValidator(_language)], Forms]
"""The forms by language."""
