"""What a map in a notebook holds: its layers, years and part of the world, and nothing of the rest of the atlas."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import shapely

from corridor_atlas.core import timeline
from corridor_atlas.core.language import DEFAULT
from corridor_atlas.data import base_map
from corridor_atlas.data.dataset import Atlas
from corridor_atlas.draw.kinds import _basemap as basemap
from corridor_atlas.draw.network import network
from corridor_atlas.network.graph import Network
from corridor_atlas.view import gazetteer
from corridor_atlas.view.view import NEAREST, View

SCREEN = (2000, 1300)
"""Pixels around the middle of the view that stay in reach: more than the frame of a notebook shows."""
EMPTY: dict[str, Any] = {"unplaced": [], "stories": [], "checks": [], "opening": None}
"""What leads away from a part of an atlas."""

Box = tuple[float, float, float, float]


def box(view: View) -> Box:
    """West, south, east, north of the part of the world that stays in reach, in degrees (WGS84)."""
    return gazetteer.extent_of(view.viewport, SCREEN)


def reach(view: View) -> dict[str, Any]:
    """Options of Leaflet that keep a map of this view where it has something to show."""
    west, south, east, north = box(view)
    return {"maxBounds": [[south, west], [north, east]], "minZoom": max(3.0, view.viewport[2] // 0.5 * 0.5 - 0.5)}


def ids(atlas: Atlas, view: View) -> list[str]:
    """The features that a map of this view needs: of its layers, in its part of the world, alive in its years.

    Without `since` these are all years of the atlas, through which the time bar moves.

    Parameters
    ----------
    atlas
        The data set.
    view
        What is shown.
    """
    within = shapely.box(*box(view))
    first, last = (view.since, view.year) if view.since else atlas.years
    found = [one for id_ in view.layers for one in atlas.drawn_by(atlas.layer(id_))]
    near = {one.id: one for one in found if one.geometry is not None and one.geometry.intersects(within)}
    return [id_ for id_, one in near.items() if timeline.alive(one.record.timeline, first, last)]


def excerpt(atlas: Atlas, whole: dict[str, Any], view: View) -> dict[str, Any]:
    """The part of a payload that a map of this view needs, as a payload.

    Parameters
    ----------
    atlas
        The data set.
    whole
        Its payload (`payload.payload`).
    view
        What is shown.
    """
    kept = set(ids(atlas, view))
    numbers = {number: new for new, number in enumerate(_shown(whole, view))}
    held = [one for one in whole["features"] if one["id"] in kept and one["l"] in numbers]
    features = [one | {"l": numbers[one["l"]]} for one in held]
    corridors = corridors_of(atlas, kept)
    spoken = [one for one in whole["spoken"] if one[0] in (view.language, DEFAULT)]
    return {
        **whole,
        **EMPTY,
        "layers": [whole["layers"][number] for number in numbers],
        "features": features,
        "happenings": [one for one in whole["happenings"] if kept & {one["id"], *one.get("about", ())}],
        "corridors": {id_: name for id_, name in whole["corridors"].items() if id_ in corridors},
        "network": network(Network.of(atlas), {one["id"] for one in features}),
        "base": ground(atlas, view),
        "spoken": spoken,
        "texts": _in(whole["texts"], view.language),
        "countries": _in(whole["countries"], view.language),
    }


def ground(atlas: Atlas, view: View) -> dict[str, Any]:
    """The base map in reach of a view: as it is drawn in it, and as it is drawn when one looks closely."""
    folder = atlas.root / base_map.FOLDER
    far, near = (basemap.part(folder, box(view), zoom, atlas.disputes) for zoom in (view.viewport[2], float(NEAREST)))
    return {**far, **near}


def corridors_of(atlas: Atlas, kept: Collection[str]) -> list[str]:
    """The corridors of which one of the features `kept` is a member, in the order of `atlas`."""
    return [id_ for id_, one in atlas.corridors.items() if set(one.members) & set(kept)]


def _shown(whole: dict[str, Any], view: View) -> list[int]:
    return [number for number, one in enumerate(whole["layers"]) if one["id"] in view.layers]


def _in(texts: dict[str, Any], language: str) -> dict[str, Any]:
    return {code: texts[code] for code in dict.fromkeys((language, DEFAULT)) if code in texts}
