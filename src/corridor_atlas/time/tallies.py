"""How much of what there was, year by year: features and kilometres by layer and status."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from corridor_atlas.core import timeline
from corridor_atlas.core.timeline import State
from corridor_atlas.data.config import Layer
from corridor_atlas.data.dataset import Atlas, Feature
from corridor_atlas.network.topology import length_km
from corridor_atlas.view.selection import matches
from corridor_atlas.view.view import View, era_years


@dataclass(frozen=True)
class Tally:
    """What one layer had of one status at the end of a year: number of features, length of lines in km."""

    year: int
    layer: str
    status: str
    number: int
    km: float


def line_km(feature: Feature) -> float:
    """Length of a line in km: along its track where that is known, else geodesic along its shape; 0 for others."""
    if feature.geometry is None or "LineString" not in feature.geometry.geom_type:
        return 0.0
    return feature.record.track_km or length_km(feature.geometry)


def by_year(atlas: Atlas, view: View) -> list[Tally]:
    """Count what the filters of a view show in every year of the atlas, sorted by year, layer and status.

    Things without dates, towns or stations, are not counted.

    Parameters
    ----------
    atlas
        The data set.
    view
        Its layers, facets, era and doubt narrow it; its year does not matter, nor its `since`: each row
        is the state at the end of its year.

    Returns
    -------
    list of Tally
        Kilometres are those along the track where known, else geodesic along the drawn line (WGS84), to
        one decimal; 0 for what is no line.

    Raises
    ------
    NotFoundError
        For a layer or an era that the atlas lacks.
    """
    numbers: Counter[tuple[int, str, str]] = Counter()
    lengths: defaultdict[tuple[int, str, str], float] = defaultdict(float)
    for layer, feature in _dated(atlas, view):
        km = line_km(feature)
        for year, status in _shown(atlas, feature, layer, view):
            numbers[year, layer.id, status] += 1
            lengths[year, layer.id, status] += km
    return [Tally(*key, number, round(lengths[key], 1)) for key, number in sorted(numbers.items())]


def _dated(atlas: Atlas, view: View) -> Iterator[tuple[Layer, Feature]]:
    for layer in (atlas.layer(id_) for id_ in view.layers):
        for feature in atlas.drawn_by(layer):
            if feature.record.timeline:
                yield layer, feature


def _shown(atlas: Atlas, feature: Feature, layer: Layer, view: View) -> Iterator[tuple[int, str]]:
    """Years in which the feature is there and passes the filters, with its status."""
    record, era = feature.record, era_years(view, atlas)
    if era and not timeline.alive(record.timeline, max(era[0], atlas.years[0]), min(era[1], atlas.years[1])):
        return
    statuses = list(timeline.CODES)
    for first, last, code in timeline.spans(record.timeline, atlas.years):
        state = State(statuses[code % timeline.DOUBTFUL], certain=not code & timeline.DOUBTFUL)
        if code & timeline.GONE or (view.certain_only and not state.certain):
            continue
        if matches(record, state, view, background=layer.background):
            yield from ((year, str(state.status)) for year in range(first, last + 1))
