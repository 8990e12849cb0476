"""Eras, and the dates that another file states too."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from corridor_atlas.core import dates
from corridor_atlas.core.errors import Fault
from corridor_atlas.core.model import Record, Status
from corridor_atlas.data.config import Era
from corridor_atlas.data.dataset import Atlas


def check(atlas: Atlas) -> Iterator[Fault]:
    """Faults of eras that contradict the feature behind them, notices of gaps between eras and of late dates."""
    for one, after in pairwise(atlas.eras):
        if one.end != after.start:
            yield _notice(
                after, "start", str(after.start), f"{one.end}, when {one.id} ends: the eras follow each other"
            )
    if atlas.eras and atlas.eras[0].start != atlas.years[0]:
        first = atlas.eras[0]
        yield _notice(first, "start", str(first.start), f"{atlas.years[0]}, the first year of the atlas")
    for era in atlas.other_eras:
        if era.id in atlas.features:
            yield from _contradictions(era, atlas.features[era.id].record)
        else:
            yield _notice(era, "id", era.id, "the id of the feature behind the era")
    yield from _late(atlas)


def _contradictions(era: Era, record: Record) -> Iterator[Fault]:
    """The years, countries and sources of an era are those of its feature."""
    side = era.side or ""
    if side.isupper() and set(side.split("+")) != set(record.countries):  # another side is no country
        yield _fault(era, "side", side, f"the countries of {record.id}: {'+'.join(record.countries)}")
    behind = {key for keys in record.source_keys().values() for key in keys}
    for key in era.sources:
        if key not in behind:
            yield _fault(era, "sources", key, f"a source of {record.id}")
    periods = [period for period in record.timeline if period.status == Status.OPERATING]
    if len(periods) == 1:
        begin, end = dates.parse(periods[0].start).year, periods[0].end and _year_after(periods[0].end)
        if era.start != begin:
            yield _fault(era, "start", str(era.start), f"{begin}, since when {record.id} operates")
        if end and era.end != end:
            yield _fault(era, "end", str(era.end), f"{end}, until when {record.id} operates")


def _year_after(text: str) -> int | None:
    """The year of the day after a date: an end of `2010` lasts through 2010. None for one that never comes."""
    last = dates.parse(text).last
    return (last + timedelta(days=1)).year if last < date.max else None


def _late(atlas: Atlas) -> Iterator[Fault]:
    """What lies after the last year of the atlas is a plan."""
    for feature in atlas.features.values():
        for i, period in enumerate(feature.record.timeline):
            first = dates.parse(period.start).years[0]
            if first and first > atlas.years[1] and period.status not in (Status.PROPOSED, Status.PLANNED):
                where = (f"{feature.table}.geojson", feature.id, f"timeline[{i}].start")
                expected = f"a date up to {atlas.years[1]}, the last year of the atlas, or a plan"
                yield Fault(*where, f"{period.status} {period.start}", expected, left_out=False, notice=True)


def _fault(era: Era, field: str, found: str, expected: str) -> Fault:
    return Fault("eras.toml", era.id, field, found, expected, left_out=False)


def _notice(era: Era, field: str, found: str, expected: str) -> Fault:
    return Fault("eras.toml", era.id, field, found, expected, left_out=False, notice=True)
