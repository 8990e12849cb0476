"""Who says what about a feature: claims by source, and the figures that compete for the same place."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from corridor_atlas.core import dates
from corridor_atlas.core.errors import DateError
from corridor_atlas.core.model import Claim, Record, Scalar

OF_A_YEAR = re.compile(r"\d{4}")
"""The beginning of the label of a figure that is for a year."""


@dataclass(frozen=True)
class Value:
    """A date or figure, the sources that have it, and the claims about it.

    `drawn`: the atlas goes by it. `label` is that of a figure which stands among the facts and no claim has.
    """

    value: Scalar | None
    drawn: bool
    sources: tuple[str, ...]
    claims: tuple[Claim, ...]
    label: str = ""


@dataclass(frozen=True)
class Contest:
    """The values that sources give for one property, those that the atlas goes by first."""

    field: str
    values: tuple[Value, ...]


def by_source(record: Record) -> dict[str, tuple[Claim, ...]]:
    """The claims of each source, in the order of the sources as the record has them."""
    found: dict[str, tuple[Claim, ...]] = {}
    for claim in record.claims:
        found[claim.source] = (*found.get(claim.source, ()), claim)
    return found


def contests(record: Record) -> list[Contest]:
    """Every property about which a source differs from what the atlas goes by."""
    fields = dict.fromkeys(claim.field for claim in record.claims if claim.field and claim.stance == "differs")
    return [Contest(field, tuple(_values(record, field))) for field in fields if field]


def drawn(record: Record, field: str) -> list[tuple[Scalar, tuple[str, ...]]]:
    """What the atlas goes by for a property such as `timeline.operating.start`, each value with its sources.

    Parameters
    ----------
    record
        What the feature says.
    field
        `timeline.<status>.start`, `.end` or neither for both, or `facts.<name>`.

    Returns
    -------
    list of pairs
        Of a fact the sources are not told. Empty where it has no single value: several figures side by
        side, or none.
    """
    kind, *path = field.split(".")
    if kind == "timeline" and path:
        periods = [period for period in record.timeline if period.status == path[0]]
        sides = [(period, _side(period.start, period.end, path[1:])) for period in periods]
        return [(side, period.sources) for period, side in sides if side]
    value = record.facts.get(path[0]) if kind == "facts" and path else None
    return [(value, ())] if value is not None and not isinstance(value, dict | tuple) else []


def _side(start: str, end: str | None, path: list[str]) -> str | None:
    match path:
        case ["start"]:
            return start
        case ["end"]:
            return end
    return f"{start}/{end or '..'}"


def same(one: Scalar | None, other: Scalar | None) -> bool:
    """Whether two values say the same as far as they go: 1999 is also 12 May 1999.

    Two texts that are dates (EDTF), `one` and the `other`, do so when the days that they may stand for
    overlap; all else has to be equal.
    """
    if isinstance(one, str) and isinstance(other, str):
        try:
            a, b = dates.parse(one), dates.parse(other)
        except DateError:
            return one == other
        return a.earliest <= b.latest and b.earliest <= a.latest
    return one == other


def _values(record: Record, field: str) -> list[Value]:
    claims = [claim for claim in record.claims if claim.field == field]
    values = []
    for value, sources in drawn(record, field):
        behind = [one for one in claims if one.stance == "supports" and same(one.value, value)]
        claims = [one for one in claims if one not in behind]
        values.append(Value(value, True, _once((*sources, *(one.source for one in behind))), tuple(behind)))
    used = not values and not field.startswith("timeline.")
    for stance in ("supports", "differs"):
        values += [
            Value(claim.value, used and stance == "supports", (claim.source,), (claim,))
            for claim in claims
            if claim.stance == stance
        ]
    return values + _without_claims(record, field, values)


def _without_claims(record: Record, field: str, values: list[Value]) -> list[Value]:
    """Those of several figures side by side that no claim has; one of some year competes with none of another."""
    among = record.facts.get(field.removeprefix("facts."))
    if not isinstance(among, dict):
        return []
    known = {one.value for one in values}
    return [
        Value(value, False, (), (), label)
        for label, value in among.items()
        if value not in known and not OF_A_YEAR.match(label)
    ]


def _once(keys: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(keys))
