"""What the statuses rest on: which works stand behind each, how recent and how independent they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from corridor_atlas.core import dates
from corridor_atlas.core.model import ENDED, Period, Record
from corridor_atlas.data.config import Source
from corridor_atlas.data.dataset import Atlas

UNSEEN = "general-knowledge"
"""The key that stands in place of a work that nobody has seen: nothing that could be cited."""


@dataclass(frozen=True)
class Dated:
    """A dated status: the file, what it is the status of, its place in the timeline, the works that say so.

    Where the status names none, those of the whole feature stand behind it.
    """

    file: str
    record: Record
    number: int
    works: frozenset[str]

    @property
    def period(self) -> Period:
        """The status itself."""
        return self.record.timeline[self.number]

    @property
    def open(self) -> bool:
        """Whether it goes on to this day: the last of its timeline, without an end, and not the end of the thing."""
        last = self.number == len(self.record.timeline) - 1
        return last and self.period.end is None and self.period.status not in ENDED


def dated(atlas: Atlas) -> list[Dated]:
    """Every dated status of features and corridors."""
    told = [(f"{feature.table}.geojson", feature.record) for feature in atlas.features.values()]
    told += [("corridors.toml", corridor) for corridor in atlas.corridors.values()]
    return [
        Dated(file, record, number, frozenset(period.sources or record.sources))
        for file, record in told
        for number, period in enumerate(record.timeline)
    ]


def unconfirmed(atlas: Atlas) -> list[Dated]:
    """The open statuses that nothing recent confirms, and that do not say when they were last seen.

    Recent is a work dated in the last year of the atlas, in the year before or later (`recent`), and a data set
    without a date that was read then: a table that somebody brings tells of the day on which it was read. Of an
    atlas without sources there is none: nothing could confirm anything.
    """
    if not atlas.bibliography:
        return []
    since = recent(atlas)
    fresh = {key for key, work in atlas.bibliography.items() if _year(work) >= since}
    return [one for one in dated(atlas) if one.open and not one.period.seen and not one.works & fresh]


def _year(work: Source) -> int:
    """The year of a work; of a data set without a date of its own that in which it was read. 0 for neither."""
    if work.year.isdigit():
        return int(work.year)
    read = work.record.get("accessed", {}).get("date-parts") if work.record.get("type") == "dataset" else None
    return int(read[0][0]) if read else 0


def recent(atlas: Atlas) -> int:
    """The year from which on a work is recent: the one before the last of the atlas.

    Where the atlas looks ahead, its edition is the last year that a work can tell of.
    """
    return min(atlas.span.last_year, dates.parse(atlas.span.data_date).last.year) - 1


def alone(atlas: Atlas, works: frozenset[str]) -> list[Dated]:
    """The dated statuses that rest on nothing but these works and general knowledge, and on one of them at least."""
    return [one for one in dated(atlas) if one.works & works and one.works <= works | {UNSEEN}]


def unsourced(atlas: Atlas) -> list[Dated]:
    """The dated statuses that rest on general knowledge alone, or on no named work."""
    return [one for one in dated(atlas) if one.works <= {UNSEEN}]


def single(atlas: Atlas) -> list[Record]:
    """What is stated with high confidence though fewer than two works stand behind its statuses and claims."""
    records = chain((one.record for one in atlas.features.values()), atlas.corridors.values())
    return [one for one in records if one.confidence == "high" and len(_behind(one) - {UNSEEN}) < 2]


def _behind(record: Record) -> set[str]:
    """The works behind what is said of a thing, without those of its shape."""
    keys = record.source_keys()
    return {key for field, some in keys.items() for key in some if field != "geometry_basis.sources"}


def lacking(atlas: Atlas, field: str) -> list[Source]:
    """The works whose record lacks a field of CSL; for `URL` an identifier will do.

    What has no address has no day of access (`accessed`) either.
    """
    works = [work for key, work in atlas.bibliography.items() if key != UNSEEN]
    if field == "URL":
        return [work for work in works if not _address(work)]
    return [work for work in works if not work.record.get(field) and (field != "accessed" or _address(work))]


def _address(work: Source) -> str:
    return work.url or str(work.record.get("DOI") or "")


def used(atlas: Atlas) -> Counter[str]:
    """How many features name each work, with 0 for what stands elsewhere: in eras, disputes, figures, tours, checks."""
    found = Counter(dict.fromkeys(_elsewhere(atlas), 0))
    for feature in atlas.features.values():
        found.update({key for keys in feature.record.source_keys().values() for key in keys})
    return found


def _elsewhere(atlas: Atlas) -> Iterator[str]:
    for corridor in atlas.corridors.values():
        yield from chain.from_iterable(corridor.source_keys().values())
    for era in (*atlas.eras, *atlas.other_eras):
        yield from era.sources
    for dispute in atlas.disputes:
        yield from dispute.sources
    yield from (one.source for one in atlas.statistics)
    yield from (check.source for check in atlas.checks.values())
    for story in atlas.stories.values():
        yield from (key for step in story.steps for key in step.sources())
    yield from chain(atlas.settings.audited, *atlas.settings.credits.values())


def unused(atlas: Atlas) -> list[str]:
    """Keys of the works that nothing names."""
    found = used(atlas)
    return sorted(key for key in atlas.bibliography if key not in found)


def counts(atlas: Atlas) -> dict[str, int]:
    """How weak the evidence is: each number in words, best at 0 (but for what only says that it is in doubt)."""
    since, audited = recent(atlas), frozenset(atlas.settings.audited)
    addressless = frozenset(work.key for work in lacking(atlas, "URL"))
    return {
        f"open statuses that no source of {since} or later confirms, and that do not say when they were last seen": len(
            unconfirmed(atlas)
        ),
        "open statuses that say when they were last seen": sum(bool(one.period.seen) for one in dated(atlas)),
        "statuses that rest on the audited works alone": len(alone(atlas, audited)),
        "statuses that rest on general knowledge alone, or on no named source": len(unsourced(atlas)),
        "statuses that rest on sources without an address alone": len(alone(atlas, addressless)),
        "entries of high confidence with fewer than two sources": len(single(atlas)),
        "sources without an author": len(lacking(atlas, "author")),
        "sources without a date": len(lacking(atlas, "issued")),
        "sources without an address": len(addressless),
        "sources with an address and without a day of access": len(lacking(atlas, "accessed")),
        "sources that nothing names": len(unused(atlas)),
    }
