"""A feature as one row of plain values, for formats that know no lists and no trees."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

import geopandas as gpd
import pandas as pd
import shapely
from shapely.geometry import MultiLineString, Point
from shapely.geometry.base import BaseGeometry

from corridor_atlas.core import dates
from corridor_atlas.core.errors import AtlasError
from corridor_atlas.core.model import ENDED, Period, Record, Statistic
from corridor_atlas.core.timeline import State
from corridor_atlas.data import descriptions
from corridor_atlas.data.backends import WGS84
from corridor_atlas.data.config import Source
from corridor_atlas.data.dataset import Atlas, Feature
from corridor_atlas.data.settings import Licence
from corridor_atlas.view import cite
from corridor_atlas.view.selection import Selection, in_words, selection, works
from corridor_atlas.view.view import View

BETWEEN = "; "
"""Stands between the values of a list."""
YEARS = ("year", "first_year", "last_year")
NOTES = "own_notes"
"""The table, layer or file in which notes of the reader's own stand."""


def chosen(atlas: Atlas, view: View | None) -> Selection:
    """The selection of a view; raises `AtlasError` when it is empty."""
    found = selection(atlas, view)
    if not found:
        what = f"in {found.year} the view shows no feature ({in_words(atlas, view)})" if view else "the atlas is empty"
        raise AtlasError(f"there is nothing to write: {what}")
    return found


def licences(atlas: Atlas) -> dict[str, Licence]:
    """The licence of each table that has one."""
    found = {table: descriptions.licence_of(atlas, table) for table in atlas.tables}
    return {table: one for table, one in found.items() if one}


def about(atlas: Atlas, view: View | None, found: Selection) -> dict[str, str]:
    """What a file is, in plain words: for the head of the file or a table beside the data."""
    said_of = licences(atlas)
    return {
        "citation": cite.citation(atlas, view).strip(),
        "data_version": atlas.span.data_version,
        "year": str(found.year),
        "shows": in_words(atlas, view),
        "licences": BETWEEN.join(f"{table}: {said_of[table].name}" for table in found.tables() if table in said_of),
        "credits": BETWEEN.join(cite.credits_of(atlas, found.features)),
    }


def status_in(state: State, record: Record) -> dict[str, Any]:
    """The status of a feature in the year of its state, and the dates between which it holds, as written."""
    shown = state.status or state.last
    since, until = dated(record.timeline, state.period) if state.period is not None else ("", "")
    return {
        "status": str(shown) if shown else "",
        "traffic": str(state.only or ""),
        "certain": state.certain,
        "gone": state.gone,
        "since": since,
        "until": until,
    }


def dated(timeline: tuple[Period, ...], index: int) -> tuple[str, str]:
    """Begin and end of a period as written; the end is that of the next's begin if it has none itself."""
    period = timeline[index]
    after = timeline[index + 1].start if index + 1 < len(timeline) else ""
    return period.start, period.end or after


def row(feature: Feature, state: State, year: int, licence: str, languages: Iterable[str]) -> dict[str, Any]:
    """One feature as plain values, its name in each of `languages`; what it does not have is an empty text or None."""
    record = feature.record
    basis = record.geometry_basis
    return {
        "id": record.id,
        "table": feature.table,
        "kind": record.kind or "",
        **{f"name_{code}": record.name.get(code, "") for code in languages},
        "countries": BETWEEN.join(record.countries),
        "year": year,
        **status_in(state, record),
        **_whole_life(record),
        "timeline": BETWEEN.join(_told(period) for period in record.timeline),
        "mode": record.mode or "",
        "gauge_mm": BETWEEN.join(map(str, record.gauge_mm)),
        "gauge_stretches": _as_json([one.model_dump(mode="json", by_alias=True) for one in record.gauge_stretches]),
        "track_km": record.track_km,
        "from": record.from_ or "",
        "via": BETWEEN.join(record.via),
        "to": record.to or "",
        "place": record.place or "",
        "connectivity": record.connectivity or "",
        "tier": record.tier or "",
        "corridors": BETWEEN.join(record.corridors),
        "about": BETWEEN.join(record.about),
        "facts": _as_json(record.facts),
        "aliases": BETWEEN.join(record.aliases),
        "note": record.note or "",
        "discrepancy": record.discrepancy or "",
        "precision": basis.precision if basis else "",
        "confidence": record.confidence or "",
        "sources": BETWEEN.join(sorted({key for keys in record.source_keys().values() for key in keys})),
        "licence": licence,
    }


def _as_json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False) if value else ""


def statuses(record: Record) -> Iterator[dict[str, Any]]:
    """A row for each entry of the timeline: dates as written, and the years that these stand for.

    What has ended (closed, cancelled) is there for the year in which that happened, as on the map.
    """
    for index, period in enumerate(record.timeline):
        start, end = dated(record.timeline, index)
        if not end and period.status in ENDED:
            end = start
        yield {
            "id": record.id,
            "number": index + 1,
            "status": str(period.status),
            "traffic": str(period.only or ""),
            "start": start,
            "end": end,
            "first_year": dates.parse(start).year,
            "last_year": _last_year(end),
            "seen": period.seen or "",
            "sources": BETWEEN.join(period.sources),
            "note": period.note or "",
        }


def _last_year(end: str) -> int | None:
    return dates.parse(end).last.year if end and not open_ended(end) else None


def open_ended(text: str) -> bool:
    """Whether a date has no latest day, as `2015/..`."""
    return dates.parse(text).last == date.max


def _whole_life(record: Record) -> dict[str, int | None]:
    """First and last year of a feature as written; the last is None while it goes on."""
    found = list(statuses(record))
    return {
        "first_year": found[0]["first_year"] if found else None,
        "last_year": found[-1]["last_year"] if found else None,
    }


def _told(period: Period) -> str:
    only = f" ({period.only} only)" if period.only else ""
    seen = f", last seen {period.seen}" if period.seen else ""
    return f"{period.status}{only} {period.start}" + (f" to {period.end}" if period.end else "") + seen


def said(record: Record) -> dict[str, Any]:
    """The whole record as plain JSON values, without what it leaves empty."""
    return record.model_dump(mode="json", by_alias=True, exclude_defaults=True)


def frame(atlas: Atlas, found: Selection, *, whole: bool = False) -> gpd.GeoDataFrame:
    """The selection as a table (WGS84), one row a feature; with `whole` also its record as JSON text."""
    names = {table: licence.name for table, licence in licences(atlas).items()}
    languages = descriptions.languages(atlas)
    rows = [row(feature, state, found.year, names.get(feature.table, ""), languages) for feature, state in found]
    if whole:
        for one, feature in zip(rows, found.features, strict=True):
            one["record"] = json.dumps(said(feature.record), ensure_ascii=False)
    return _table(rows, shapely.force_2d([feature.geometry for feature in found.features]))


def _table(rows: Sequence[dict[str, Any]], shapes: Iterable[BaseGeometry | None]) -> gpd.GeoDataFrame:
    table = gpd.GeoDataFrame(pd.DataFrame(rows), geometry=list(shapes), crs=WGS84)
    return table.astype({**dict.fromkeys(YEARS, "Int32"), "track_km": "float64"})


# --- what is no feature --------------------------------------------------------------------------


def notes(view: View | None) -> gpd.GeoDataFrame:
    """The reader's own notes as a table (WGS84): `number`, from 1 as on the map, and `text`; often empty."""
    held = view.notes if view else ()
    rows = {"number": range(1, len(held) + 1), "text": [note.text for note in held]}
    return gpd.GeoDataFrame(rows, geometry=[Point(note.lon, note.lat) for note in held], crs=WGS84)


def corridors(atlas: Atlas, found: Selection) -> Selection:
    """The corridors of which a member is among the features, each with the lines among them as its shape.

    With all features of the atlas all corridors, even those that have no members.
    """
    here = {feature.id: feature for feature in found.features}
    chosen = []
    for _, corridor in sorted(atlas.corridors.items()):
        members = [here[member] for member in corridor.members if member in here]
        if members or len(here) == len(atlas.features):
            shapes = (one.geometry for one in members if one.geometry is not None)
            lines = [part for shape in shapes for part in shapely.get_parts(shape) if part.geom_type == "LineString"]
            chosen.append(Feature(corridor, "corridors", MultiLineString(lines) if lines else None))
    return Selection(found.year, tuple(chosen), tuple(one.state(found.year) for one in chosen))


def corridor_table(atlas: Atlas, found: Selection) -> gpd.GeoDataFrame:
    """`corridors` as a table (WGS84): the columns of a feature, and `members` and `stops` in order of travel."""
    chosen, licence = corridors(atlas, found), "".join(one.name for one in descriptions.licences(atlas)[-1:])
    languages = descriptions.languages(atlas)
    rows = [
        {
            **row(one, state, found.year, licence, languages),
            "members": BETWEEN.join(atlas.corridors[one.id].members),
            "stops": BETWEEN.join(atlas.corridors[one.id].stops),
            "record": json.dumps(said(one.record), ensure_ascii=False),
        }
        for one, state in chosen
    ]
    return _table(rows, [one.geometry for one in chosen.features])


def statistics(atlas: Atlas) -> pd.DataFrame:
    """The statistical figures, a row each: the columns of `model.Statistic`."""
    return pd.DataFrame([one.model_dump() for one in atlas.statistics], columns=list(Statistic.model_fields))


def all_works(atlas: Atlas, found: Selection) -> list[Source]:
    """The works behind features, their corridors and the statistics, by key."""
    keys = {one.source for one in atlas.statistics} & set(atlas.bibliography)
    used = {one.key: one for part in (found, corridors(atlas, found)) for one in works(atlas, part)}
    return sorted((used | {key: atlas.bibliography[key] for key in keys}).values(), key=lambda one: one.key)
