"""Records of the bibliography, field by field, as CSL-JSON has them.

After the schema of the Citation Style Language 1.0.2
(https://github.com/citation-style-language/schema), as far as the atlas relies on it, and stricter
where a browser or a reference manager would stumble: an address is one of the web, a date is a day.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from corridor_atlas.core.characters import unfit_texts
from corridor_atlas.core.errors import shorten

Wrong = tuple[str, str, str]
"""A field, what was found there and what was expected, in words."""

TYPES = frozenset(
    {
        "article", "article-journal", "article-magazine", "article-newspaper", "bill", "book", "broadcast",
        "chapter", "classic", "collection", "dataset", "document", "entry", "entry-dictionary",
        "entry-encyclopedia", "event", "figure", "graphic", "hearing", "interview", "legal_case", "legislation",
        "manuscript", "map", "motion_picture", "musical_score", "pamphlet", "paper-conference", "patent",
        "performance", "periodical", "personal_communication", "post", "post-weblog", "regulation", "report",
        "review", "review-book", "software", "song", "speech", "standard", "thesis", "treaty", "webpage",
    }
)  # fmt: skip
DATES = frozenset({"accessed", "available-date", "event-date", "issued", "original-date", "submitted"})
NAMES = frozenset(
    {
        "author", "chair", "collection-editor", "compiler", "composer", "container-author", "contributor",
        "curator", "director", "editor", "editorial-director", "executive-producer", "guest", "host",
        "illustrator", "interviewer", "narrator", "organizer", "original-author", "performer", "producer",
        "recipient", "reviewed-author", "script-writer", "series-creator", "translator",
    }
)  # fmt: skip
PART_OF_NAME = frozenset({"family", "given", "literal"})
TEXTS = ("title", "container-title", "publisher", "language", "note", "DOI")
"""What the atlas prints; a number there would be a slip."""
YEARS = range(800, 2201)
"""From the oldest printed book to long after us."""


def check(record: Mapping[str, Any]) -> tuple[dict[str, Any], list[Wrong]]:
    """A record without the fields (of people: the names) that are not sound, and what is wrong with each of these.

    Fields without a value (null) are left out, and numbers of a date that are written as texts are made
    numbers. Unknown fields may hold a text, a number, true or false, or a list of these.
    """
    sound: dict[str, Any] = {}
    wrong: list[Wrong] = []
    for name, value in record.items():
        if value is None:
            continue
        if unfit := list(unfit_texts({name: value})):
            wrong += [(path, what, "text without it") for path, what in unfit]
            continue
        is_sound, expected = RULES.get(name, ANYTHING_ELSE)
        try:
            fits = is_sound(value)
        except RecursionError:
            fits = False
        if not fits:
            wrong.append((name, shorten(value), expected))
        if fits and name in DATES and "date-parts" in value:
            sound[name] = _with_whole_days(value)
        elif fits:
            sound[name] = value
        elif name in NAMES and isinstance(value, list):
            sound[name] = [one for one in value if _is_name(one)]
    return sound, wrong


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _is_plain(value: Any) -> bool:
    return isinstance(value, str | bool | int) or (isinstance(value, float) and math.isfinite(value))


def _are_plain(value: Any) -> bool:
    return isinstance(value, list) and all(map(_is_plain, value))


def _is_type(value: Any) -> bool:
    return isinstance(value, str) and value in TYPES


def _is_address(value: Any) -> bool:
    if not isinstance(value, str) or re.search(r"[\s\x00-\x1f]", value):
        return False
    try:
        address = urlsplit(value)
    except ValueError:
        return False
    return address.scheme in ("http", "https") and bool(address.hostname)


def _are_names(value: Any) -> bool:
    return isinstance(value, list) and all(map(_is_name, value))


def _is_name(value: Any) -> bool:
    return (
        isinstance(value, dict)
        and any(_is_text(value.get(part)) for part in PART_OF_NAME)
        and all(isinstance(value.get(part, ""), str) for part in PART_OF_NAME)
        and all(map(_is_plain, value.values()))
    )


def _is_date(value: Any) -> bool:
    if not isinstance(value, dict) or not {"date-parts", "literal", "raw"} & value.keys():
        return False
    rest = {name: one for name, one in value.items() if name != "date-parts"}
    if not all(map(_is_plain, rest.values())) or not all(_is_text(rest.get(one, "-")) for one in ("literal", "raw")):
        return False
    return "date-parts" not in value or _are_days(value["date-parts"])


def _are_days(value: Any) -> bool:
    """One day, month or year, or the two between which a work appeared."""
    return isinstance(value, list) and len(value) in (1, 2) and all(map(_is_day, value))


def _is_day(value: Any) -> bool:
    if not isinstance(value, list) or not 1 <= len(value) <= 3:
        return False
    parts = [_whole(part) for part in value]
    if any(part is None for part in parts) or parts[0] not in YEARS:
        return False
    year, month, day = (*(part or 0 for part in parts), *(1, 1))[:3]
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _with_whole_days(value: dict[str, Any]) -> dict[str, Any]:
    return value | {"date-parts": [[_whole(part) for part in parts] for parts in value["date-parts"]]}


def _whole(part: Any) -> int | None:
    """A part of a date; Zotero writes them as texts."""
    if isinstance(part, str) and re.fullmatch(r"[0-9]{1,4}", part):
        return int(part)
    return part if isinstance(part, int) and not isinstance(part, bool) else None


def _is_custom(value: Any) -> bool:
    return isinstance(value, dict) and all(map(_is_plain, value.values()))


Rule = tuple[Callable[[Any], bool], str]
A_DATE = 'a date such as {"date-parts": [[2019, 9, 3]]}, or {"literal": "about 2019"}'
PEOPLE = 'a list such as [{"family": "Lee", "given": "Ann"}, {"literal": "Port Office"}]'
RULES: dict[str, Rule] = {
    "URL": (_is_address, "an address of the web: https:// or http://"),
    "type": (_is_type, "a type of CSL such as report, webpage or article-journal"),
    "custom": (_is_custom, "an object of texts"),
    **dict.fromkeys(DATES, (_is_date, A_DATE)),
    **dict.fromkeys(NAMES, (_are_names, PEOPLE)),
    **dict.fromkeys(TEXTS, (_is_text, "a text")),
}
ANYTHING_ELSE: Rule = (lambda value: _is_plain(value) or _are_plain(value), "a text or a finite number")
