"""`when`, as Linked Places and GeoJSON-T have it: spans of time whose sides are a day, or two between which it lies."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from corridor_atlas.core.days import Stay


def timespan(stay: Stay) -> dict[str, Any] | None:
    """The days of one status, days as 2004-05-12; None where neither side is known.

    A side in doubt has an earliest and a latest day, another one is `in` its day; an open end is left out.
    """
    whole = stay.doubt == "throughout"
    start = _side(stay.begin, None if whole else stay.certain_from)
    end = _side(None if whole else stay.certain_to, stay.end)
    if not start and not end:
        return None
    return {"start": start} | ({"end": end} if end else {})


def when(found: Iterable[Stay]) -> dict[str, Any]:
    """The spans of several statuses under one member; empty where there are none.

    `found` are the stays of one feature.
    """
    spans = [span for stay in found if (span := timespan(stay))]
    return {"when": {"timespans": spans}} if spans else {}


def _side(earliest: date | None, latest: date | None) -> dict[str, str]:
    if earliest and earliest == latest:
        return {"in": earliest.isoformat()}
    told = {"earliest": earliest, "latest": latest}
    return {name: day.isoformat() for name, day in told.items() if day}
