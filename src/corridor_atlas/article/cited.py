"""The works behind a feature: their numbers, and how they are named in short."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from babel import Locale

from corridor_atlas.core.model import Record
from corridor_atlas.core.words import Words
from corridor_atlas.data import translations
from corridor_atlas.data.config import Source
from corridor_atlas.data.dataset import Atlas
from corridor_atlas.data.grounds import UNSEEN

KINDS = {
    "article": "academic",
    "article-journal": "academic",
    "article-newspaper": "press",
    "dataset": "data",
    "legislation": "official",
    "paper-conference": "academic",
    "report": "report",
    "webpage": "web",
}
"""What kind of witness a work is, by its CSL type."""


@dataclass(frozen=True)
class Cited:
    """The works behind a feature, numbered in the order in which they are first needed."""

    atlas: Atlas
    record: Record
    w: Words

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The number of each work, those of the statistics after those of the feature itself."""
        record = self.record
        keys = [key for period in record.timeline for key in period.sources]
        keys += [claim.source for claim in record.claims]
        keys += record.sources
        keys += [key for keys_ in record.source_keys().values() for key in keys_]
        about = {one.id for one in self.atlas.series.values() if record.id in one.about}
        keys += [one.source for one in self.atlas.statistics if one.series in about]
        known = [key for key in dict.fromkeys(keys) if key in self.atlas.bibliography]
        return {key: number for number, key in enumerate(known, start=1)}

    def marks(self, keys: Iterable[str]) -> list[int]:
        """The numbers of some works, for small marks after a text."""
        return sorted(self.numbers[key] for key in set(keys) if key in self.numbers)

    def told(self, text: str | None) -> str | None:
        """A text of the data in the language of the page, where there is a translation."""
        return translations.told(self.atlas.texts, text, self.w) if text else text


def work(source: Source, w: Words) -> dict[str, Any]:
    """One work of the bibliography in words.

    Parameters
    ----------
    source
        The work.
    w
        The words of the reader, of the tables `map` and `page`.

    Returns
    -------
    dict
        `short` (who and when: "Lee 2015"), `title`, `by`, `kind`, `language` (if it is not the reader's),
        `accessed`, `url` (only one that a browser may follow), `unseen` (nobody looked it up).
    """
    told = {
        "short": _short(source, w),
        "title": source.title,
        "url": source.url,
        "by": ", ".join(part for part in dict.fromkeys((*source.authors, _house(source), source.year)) if part),
        "kind": _kind(source, w),
        "language": _language(source, w),
        "accessed": _accessed(source.record, w),
        "unseen": source.key == UNSEEN,
    }
    # what depends on the language always stands there, for the same in several languages to have the same parts
    return {key: value for key, value in told.items() if value or key == "language"}


def _short(source: Source, w: Words) -> str:
    """Who and when: "Lee 2015", "Port News 2019"."""
    if source.key == UNSEEN:
        return w("details_kind_unseen")
    people = source.record.get("author")
    families = [str(one["family"]) for one in people or () if isinstance(one, dict) and one.get("family")]
    return f"{', '.join(families) or _house(source) or source.title} {source.year}".strip()


def _kind(source: Source, w: Words) -> str:
    """What kind of witness a work is; empty when its type does not say."""
    kind = "unseen" if source.key == UNSEEN else KINDS.get(str(source.record.get("type")))
    return w(f"details_kind_{kind}") if kind else ""


def _language(source: Source, w: Words) -> str:
    """The language of a work, if it is not the reader's."""
    if source.key == UNSEEN:
        return ""
    code = str(source.record.get("language") or w.language).partition("-")[0]
    return "" if code == w.language else w("details_in_language", language=_named(code, w.language))


def _named(code: str, language: str) -> str:
    return str(Locale(language).languages.get(code, code))


def _accessed(record: Mapping[str, Any], w: Words) -> str:
    """The day on which its page was last seen, in words; empty when nobody wrote it down."""
    match record.get("accessed"):
        case {"date-parts": [[year, *rest], *_]}:
            text = "-".join([f"{year:04}", *(f"{part:02}" for part in rest[:2])])
            return w("article_accessed", date=w.date(text))
    return ""


def _house(source: Source) -> str:
    """Where a work came out: paper, journal, publisher; empty when unknown."""
    return str(source.record.get("container-title") or source.record.get("publisher") or "")
