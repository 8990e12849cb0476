"""What cannot be true of the data as a whole: ids that mean two things, names that lead back, years far off.

Nothing here keeps a feature off the map: what is wrong is named, and the rest of it is sound.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from corridor_atlas.core import dates
from corridor_atlas.core.errors import DateError, Fault, shorten
from corridor_atlas.core.model import LAST_YEAR, Claim, Corridor, Record, Statistic
from corridor_atlas.data.config import Span

Told = tuple[str, Record]
"""A record and the file in which it stands."""
FORMER_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)+")
"""An alias that is not a name but the id that a feature had: those without a hyphen are taken for names."""


def check(told: Iterable[Told], statistics: Iterable[Statistic], span: Span) -> Iterator[Fault]:
    """Faults of identity and of time in all features and corridors together, and in the statistics."""
    told = list(told)
    yield from _corridors_that_are_features(told)
    yield from _former_ids(told)
    for file, record in told:
        yield from _itself(file, record)
    yield from _years(told, statistics, span)


def _fault(file: str, record: Record, field: str, found: str, expected: str) -> Fault:
    return Fault(file, record.id, field, found, expected, left_out=False)


def _corridors_that_are_features(told: Sequence[Told]) -> Iterator[Fault]:
    files = {record.id: file for file, record in told if not isinstance(record, Corridor)}
    for file, record in told:
        if isinstance(record, Corridor) and record.id in files:
            yield _fault(file, record, "id", f"the id of a feature of {files[record.id]}", "an id of its own")


def _former_ids(told: Sequence[Told]) -> Iterator[Fault]:
    """A former id leads to one thing, and is not the id of another."""
    living = {record.id: file for file, record in told}
    owners: dict[str, str] = {}
    for file, record in told:
        for alias in dict.fromkeys(filter(FORMER_ID.fullmatch, record.aliases)):
            owner = alias if alias in living else owners.setdefault(alias, record.id)
            if owner != record.id:
                yield _fault(file, record, "aliases", alias, f"a former id of one thing alone: it leads to {owner}")


def _itself(file: str, record: Record) -> Iterator[Fault]:
    """No thing is its own place, member, stop or topic."""
    named = {**record.references(), "about": record.about}
    if isinstance(record, Corridor):
        named["corridors"] = record.corridors
    for field, ids in named.items():
        if record.id in ids:
            yield _fault(file, record, field, record.id, "the id of another feature: this is the feature itself")


def _years(told: Iterable[Told], statistics: Iterable[Statistic], span: Span) -> Iterator[Fault]:
    """No date lies further from the span of the atlas than its margin."""
    first, last = span.first_year - span.margin_years, min(span.last_year + span.margin_years, LAST_YEAR)
    expected = f"years from {first} to {last}: those of the atlas and its margin (margin_years)"
    for file, record in told:
        for field, date in _dates(record):
            if not _within(date, first, last):
                yield _fault(file, record, field, date, expected)
        for i, claim in enumerate(record.claims):
            yield from _claimed(file, record, f"claims[{i}].value", claim, (first, last, expected))
    for one in statistics:
        if not _within(one.year, first, last):
            where = f"{one.series} {one.year}"
            yield Fault("statistics.csv", where, "year", one.year, expected, left_out=False)


def _within(date: str, first: int, last: int) -> bool:
    return all(year is None or first <= year <= last for year in dates.parse(date).years)


def _dates(record: Record) -> Iterator[tuple[str, str]]:
    for i, period in enumerate(record.timeline):
        yield f"timeline[{i}].start", period.start
        if period.end:
            yield f"timeline[{i}].end", period.end
    for i, part in enumerate(record.gauge_stretches):
        if part.since:
            yield f"gauge_stretches[{i}].since", part.since


def _claimed(file: str, record: Record, field: str, claim: Claim, bounds: tuple[int, int, str]) -> Iterator[Fault]:
    """What a source says of a status is a date, and not a far-off one."""
    if claim.value is None or not (claim.field or "").startswith("timeline."):
        return
    first, last, expected = bounds
    try:
        if not _within(str(claim.value), first, last):
            yield _fault(file, record, field, str(claim.value), expected)
    except DateError:
        yield _fault(file, record, field, shorten(claim.value), dates.EXPECTED)
