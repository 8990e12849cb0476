"""Where an atlas opens, and when: what a view begins with."""

from __future__ import annotations

from corridor_atlas.core import dates, timeline
from corridor_atlas.data import settings
from corridor_atlas.data.dataset import Atlas
from corridor_atlas.view import gazetteer

WIDEST, CLOSEST = 3.5, 10.0
"""Zoom between which an atlas opens on all its data: a figure can show half the globe, and a place needs its land."""

USUAL_SPAN = 10
"""Years from a year to the one with which it is compared until the reader chooses."""


def home(atlas: Atlas) -> tuple[float, float, float]:
    """Latitude, longitude (WGS84) and zoom where the atlas opens: as it says, else where all its features are seen."""
    said = atlas.settings.home
    if said:
        return said.lat, said.lon, said.zoom
    lat, lon, zoom = gazetteer.viewport(settings.grown(atlas.extent, 0.05, share=gazetteer.RIM))
    return lat, lon, min(CLOSEST, max(WIDEST, zoom))


def own_year(atlas: Atlas, id_: str) -> int | None:
    """The year in which to look at a feature; None where the latest year of the atlas shows it.

    For what has no place on the map its first inside the atlas, for what has one the last in which it is drawn.
    `id_` is that of a feature of `atlas`.
    """
    feature = atlas.feature(id_)
    if not feature.record.timeline:
        return None
    first, last = atlas.years
    if feature.geometry is None:
        return min(max(dates.parse(feature.record.timeline[0].start).year, first), last)
    found = timeline.spans(feature.record.timeline, atlas.years)
    there = [end for _, end, code in found if not code & timeline.GONE]
    return max(there) if there and max(there) < last else None


def own_layer(atlas: Atlas, id_: str) -> str | None:
    """The id of the layer of `atlas` that draws the feature `id_` and is off when it opens; None where it is on."""
    feature = atlas.feature(id_)
    layer = atlas.layer_of(feature.table, feature.record.kind) if feature.geometry is not None else None
    return layer.id if layer and not layer.on else None


def other_year(year: int, years: tuple[int, int]) -> int:
    """The year with which one is compared until the reader chooses: ten years before, or as far as the atlas goes.

    `year` is one of the atlas, `years` its first and last one; the first is compared with one that is later.
    The page has the same rule (`otherYear` in `web/src/model/changes.js`).
    """
    first, last = years
    return max(year - USUAL_SPAN, first) if year > first else min(year + USUAL_SPAN, last)
