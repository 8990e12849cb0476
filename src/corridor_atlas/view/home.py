"""Where an atlas opens, and when: what a view begins with."""

from __future__ import annotations

from corridor_atlas.core import dates
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
    """The year in which to look at what has no place on the map: its first inside the atlas; None for what has one.

    `id_` is that of a feature of `atlas`.
    """
    feature = atlas.feature(id_)
    if feature.geometry is not None or not feature.record.timeline:
        return None
    first, last = atlas.years
    begun = dates.parse(feature.record.timeline[0].start).year
    return min(max(begun, first), last)


def other_year(year: int, years: tuple[int, int]) -> int:
    """The year with which one is compared until the reader chooses: ten years before, or as far as the atlas goes.

    `year` is one of the atlas, `years` its first and last one; the first is compared with one that is later.
    The page has the same rule (`otherYear` in `web/src/model/changes.js`).
    """
    first, last = years
    return max(year - USUAL_SPAN, first) if year > first else min(year + USUAL_SPAN, last)
