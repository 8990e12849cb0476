"""`when`, as GeoJSON-T and Linked Places have it: spans of time, each side a date or two between which it lies.

Linked Places Format 1.3 (https://github.com/LinkedPasts/linked-places-format) and GeoJSON-T.
"""

from __future__ import annotations

from typing import Any

from corridor_atlas.bring import words
from corridor_atlas.bring.things import Span


def spans(when: Any) -> list[Span]:
    """The spans that a `when` names; none where it names none."""
    if not isinstance(when, dict):
        return []
    listed = when.get("timespans")
    if isinstance(listed, dict):
        listed = [listed]
    if not isinstance(listed, list):
        listed = [when] if {"start", "end"} & when.keys() else []
    return [span for one in listed if (span := _span(one))]


def _span(one: Any) -> Span | None:
    if isinstance(one, list):  # GeoJSON-T of old: start, latest start, earliest end, end, label
        sides = [side if isinstance(side, str | int) else None for side in [*one, None, None, None, None]]
        start = _between(sides[0], sides[1])
        end = _between(sides[2], sides[3])
    elif isinstance(one, dict):
        start, end = _side(one.get("start")), _side(one.get("end"))
    else:
        return None
    return Span(start, end) if start is not None or end is not None else None


def _side(side: Any) -> Any:
    if isinstance(side, str | int | float):
        return None if words.is_unknown(side) else side
    if not isinstance(side, dict):
        return None
    if not words.is_unknown(side.get("in")):
        return side["in"]
    return _between(side.get("earliest"), side.get("latest"))


def _between(earliest: Any, latest: Any) -> Any:
    """One of the days between two, as EDTF has it; one of them where the other is not known."""
    known = [str(one) for one in (earliest, latest) if not words.is_unknown(one)]
    if len(known) < 2 or known[0] == known[1]:
        return known[0] if known else None
    return f"{known[0]}/{known[1]}"
