"""The table of states: a row for each status of each feature, with its days, for programs that know time.

`begin` and `end` are the first and the last day on which it may hold, both included, NULL where it is open: those of
`core.days`, so that at any moment a feature has one row at most. `certain_from` and `certain_to` are the days between
which nothing is in doubt, `doubt` says where there is some (begin, end, both, throughout). `first_year` and
`last_year` are the years in which the atlas counts it: for what goes on, those whose 31st of December it has. Both are
NULL beside a `begin` where it holds at the end of no year. `since` and `until` are the dates as written (EDTF). What
has no timeline, as a town, is one row without dates.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import geopandas as gpd
import pandas as pd
import pyarrow as pa
import shapely
from shapely.geometry.base import BaseGeometry

from corridor_atlas.core.days import Stay, stays
from corridor_atlas.core.model import Record
from corridor_atlas.data import descriptions
from corridor_atlas.data.backends import WGS84
from corridor_atlas.data.config import Layer
from corridor_atlas.data.dataset import Atlas, Feature
from corridor_atlas.draw import kinds
from corridor_atlas.take.formats import _flat
from corridor_atlas.view.selection import Selection

DAYS = ("begin", "end", "certain_from", "certain_to")
YEARS = ("number", "first_year", "last_year")


def states(atlas: Atlas, found: Selection) -> gpd.GeoDataFrame:
    """The table of states of features, over their whole lives (WGS84, outer rings counter-clockwise).

    Rows stand in the order in which the map draws them: by layer, from the lowest, then by id and number. Columns of
    days are dates of Arrow, those of years and numbers `Int32`; a text that is not there is None.

    Parameters
    ----------
    atlas
        The data set.
    found
        The features; those without a geometry are in the table too.
    """
    names = {table: one.name for table, one in _flat.licences(atlas).items()}
    languages = descriptions.languages(atlas)
    drawn = [(atlas.layer_of(one.table, one.record.kind), one) for one in found.features]
    drawn.sort(key=lambda one: (one[0].order if one[0] else -1, one[1].id))
    rows, shapes = [], []
    for layer, feature in drawn:
        shape = _shape(feature, layer)
        for told in _states_of(feature):
            rows.append(_row(feature, layer, shape, told, languages) | {"licence": names.get(feature.table)})
            shapes.append(shape)
    table = gpd.GeoDataFrame(pd.DataFrame(rows), geometry=shapes, crs=WGS84)
    day = pd.ArrowDtype(pa.date32())
    return table.astype({**dict.fromkeys(DAYS, day), **dict.fromkeys(YEARS, "Int32")})


def _shape(feature: Feature, layer: Layer | None) -> BaseGeometry | None:
    """The shape of a feature; of a rarer type what the map draws of it."""
    shape = feature.geometry
    if shape is None:
        return None
    if layer and not any(shape.geom_type in types for types in kinds.FORMS.values()):
        shape = kinds.kind(layer.kind).drawn(shape)
    return None if shape is None else shapely.orient_polygons(shapely.force_2d(shape), exterior_cw=False)


def _states_of(feature: Feature) -> Iterator[tuple[Stay, dict[str, Any]]]:
    """Each stay with what its period says; of what has no timeline one, in doubt where a way has no dates."""
    timeline = feature.record.timeline
    if not timeline:
        doubt = "throughout" if feature.record.mode else None
        yield Stay(0, None, None, (None, None), doubt=doubt), {"number": None}
    for stay in stays(timeline):
        period = timeline[stay.period]
        since, until = _flat.dated(timeline, stay.period)
        yield (
            stay,
            {
                "number": stay.period + 1,
                "status": str(period.status),
                "traffic": str(period.only) if period.only else None,
                "since": since,
                "until": until or None,
                "note": period.note,
                "sources": _flat.BETWEEN.join(period.sources) or None,
            },
        )


def _row(
    feature: Feature, layer: Layer | None, shape: BaseGeometry | None, told: tuple[Stay, dict[str, Any]],
    languages: tuple[str, ...],
) -> dict[str, Any]:  # fmt: skip
    record, (stay, said) = feature.record, told
    first, last = stay.years or (None, None)
    return {
        "id": record.id,
        "number": said["number"],
        "layer": layer.id if layer else None,
        "form": kinds.form(shape) if shape is not None else None,
        "table": feature.table,
        "kind": record.kind,
        **{f"name_{code}": record.name.get(code) for code in languages},
        "countries": _flat.BETWEEN.join(record.countries) or None,
        "status": said.get("status"),
        "traffic": said.get("traffic"),
        "begin": stay.begin,
        "end": stay.end,
        "doubt": stay.doubt,
        "certain_from": stay.certain_from,
        "certain_to": stay.certain_to,
        "first_year": first,
        "last_year": last,
        "since": said.get("since"),
        "until": said.get("until"),
        "mode": record.mode,
        "precision": record.geometry_basis.precision if record.geometry_basis else None,
        "confidence": record.confidence,
        "note": said.get("note"),
        "sources": said.get("sources") or _sources(record),
    }


def _sources(record: Record) -> str | None:
    return _flat.BETWEEN.join(sorted({key for keys in record.source_keys().values() for key in keys})) or None
