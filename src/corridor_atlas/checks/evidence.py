"""What a reader could not trust: statuses that nothing recent confirms, and works that nothing names."""

from __future__ import annotations

from collections.abc import Iterator

from corridor_atlas.core.errors import Fault
from corridor_atlas.data import grounds
from corridor_atlas.data.dataset import Atlas


def check(atlas: Atlas) -> Iterator[Fault]:
    """Notices of open statuses without a recent source or `seen`, and of unused sources; nothing of it is wrong."""
    since = grounds.recent(atlas)
    for one in grounds.unconfirmed(atlas):
        field = f"timeline[{one.number}].seen"
        found = f"{one.period.status} since {one.period.start}, and no source of {since} or later"
        expected = "a source that confirms it, or `seen`: the date of the last report that it holds"
        yield _notice(one.file, one.record.id, field, found, expected)
    for key in grounds.unused(atlas):
        yield _notice("sources.json", key, "id", "a source that nothing names", "something that rests on it")


def _notice(file: str, id_: str, field: str, found: str, expected: str) -> Fault:
    return Fault(file, id_, field, found, expected, left_out=False, notice=True)
