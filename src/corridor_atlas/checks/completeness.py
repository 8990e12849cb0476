"""What a reader would miss: statuses and eras without a source, series without a title, members that do not know it."""

from __future__ import annotations

from collections.abc import Iterator

from corridor_atlas.core.errors import Fault
from corridor_atlas.core.model import Record
from corridor_atlas.data.dataset import Atlas


def check(atlas: Atlas) -> Iterator[Fault]:
    """Notices of what is lacking; nothing of it is wrong."""
    for feature in atlas.features.values():
        yield from _sources(f"{feature.table}.geojson", feature.record)
    for corridor in atlas.corridors.values():
        for id_ in corridor.members:
            member = atlas.features.get(id_)
            if member and corridor.id not in member.record.corridors:
                yield _notice(
                    f"{member.table}.geojson", id_, "corridors", f"no {corridor.id}", "the corridor it is a member of"
                )
    for era in (*atlas.eras, *atlas.other_eras):
        if not era.sources:
            yield _notice("eras.toml", era.id, "sources", "nothing", "who says so")
    series = {one.series for one in atlas.statistics}
    for id_ in sorted(series - atlas.series.keys()):
        yield _notice("series.toml", id_, "id", "nothing", "a title for this series of statistics.csv")
    for id_ in sorted(atlas.series.keys() - series):
        yield _notice("series.toml", id_, "id", "no figures", "rows of statistics.csv with this series")


def _sources(file: str, record: Record) -> Iterator[Fault]:
    for i, period in enumerate(record.timeline):
        if not period.sources and not record.sources:
            yield _notice(file, record.id, f"timeline[{i}].sources", "nothing", "who says so, here or for the feature")
    for i, part in enumerate(record.gauge_stretches):
        if not part.sources and not part.note:
            yield _notice(file, record.id, f"gauge_stretches[{i}].sources", "nothing", "who says so, or a note")


def _notice(file: str, id_: str, field: str, found: str, expected: str) -> Fault:
    return Fault(file, id_, field, found, expected, left_out=False, notice=True)
