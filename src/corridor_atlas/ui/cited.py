"""The works behind a feature: their numbers, and how they are named in short."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

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

    def marks(self, keys: Iterable[str]) -> list[tuple[int, str]]:
        """The numbers of some works, each with the work's short name, for small marks after a text."""
        return sorted((self.numbers[key], self.short(key)) for key in set(keys) if key in self.numbers)

    def short(self, key: str) -> str:
        """Who and when: "Lee 2015", "Port News 2019"."""
        work = self.atlas.bibliography[key]
        if key == UNSEEN:
            return self.w("details_kind_unseen")
        people = work.record.get("author")
        families = [str(one["family"]) for one in people or () if isinstance(one, dict) and one.get("family")]
        return f"{', '.join(families) or house(work) or work.title} {work.year}".strip()

    def told(self, text: str | None) -> str | None:
        """A text of the data in the language of the page, where there is a translation."""
        return translations.told(self.atlas.texts, text, self.w) if text else text

    def kind(self, key: str) -> str:
        """What kind of witness a work is; empty when its type does not say."""
        kind = "unseen" if key == UNSEEN else KINDS.get(str(self.atlas.bibliography[key].record.get("type")))
        return self.w(f"details_kind_{kind}") if kind else ""

    def language(self, key: str) -> str:
        """The language of a work, if it is not the reader's."""
        if key == UNSEEN:
            return ""
        code = str(self.atlas.bibliography[key].record.get("language") or self.w.language).partition("-")[0]
        return "" if code == self.w.language else Locale(self.w.language).languages.get(code, code)


def house(work: Source) -> str:
    """Where a work came out: paper, journal, publisher; empty when unknown."""
    return str(work.record.get("container-title") or work.record.get("publisher") or "")
