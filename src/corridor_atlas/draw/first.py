"""The first picture of a published folder: what is drawn of the part on which it opens, and no more than that.

A payload of its own, small, with which the browser paints while the whole one is on its way. Shapes are cut to the
part that a large screen shows and thinned to its scale; the names are those of one language.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import shapely

from corridor_atlas.core.language import DEFAULT
from corridor_atlas.data import base_map
from corridor_atlas.data.config import Layer
from corridor_atlas.data.dataset import Atlas
from corridor_atlas.draw import kinds
from corridor_atlas.draw.kinds import _basemap as basemap
from corridor_atlas.draw.kinds import _delta
from corridor_atlas.view import gazetteer

SCREEN = (2400, 1500)
"""Pixels of the largest screen that the first picture fills."""
HALF_A_PIXEL = 0.5 * 360 / gazetteer.TILE
"""Degrees of longitude at zoom 0."""
MODEL = ("title", "years", "until", "statuses", "eras", "regions", "native", "palette", "language")
"""What of the payload stands in it as it is."""
WORDS = ("data_lost",)
"""What has to be said before the rest is there."""

Box = tuple[float, float, float, float]


def picture(
    atlas: Atlas, whole: dict[str, Any], view: tuple[float, float, float], options: dict[str, Any]
) -> dict[str, Any]:
    """What is drawn in a view, as a payload.

    Parameters
    ----------
    atlas
        The data set.
    whole
        Its payload (`payload.payload`), of which this is a part.
    view
        Latitude and longitude in degrees (WGS84) and zoom.
    options
        Those of the page: its layers, if it does not open with those of the atlas.
    """
    on = set(options.get("layers") or (one["id"] for one in whole["layers"] if one["on"]))
    box, zoom = gazetteer.extent_of(view, SCREEN), view[2]
    layers = [layer for layer in atlas.layers if layer.id in on and layer.min_zoom <= zoom]
    features = [one for layer in layers for one in _features(atlas, layer, whole, box, zoom)]
    told = {name: whole[name] for name in MODEL}
    base = basemap.part(atlas.root / base_map.FOLDER, box, zoom, atlas.disputes)
    base["places"] = [one | {"n": _named(one["n"], whole["language"])} for one in base["places"]]
    return {
        **told,
        "layers": [{**one, "on": one["id"] in on} for one in whole["layers"]],
        "features": features,
        "base": base,
        "texts": {code: {name: texts[name] for name in WORDS} for code, texts in whole["texts"].items()},
    }


def _features(atlas: Atlas, layer: Layer, whole: dict[str, Any], box: Box, zoom: float) -> Iterator[dict[str, Any]]:
    """The features of a layer of which something lies in a box, cut to it."""
    number, kind = atlas.layers.index(layer), kinds.kind(layer.kind)
    shapes = {one.id: one.geometry for one in atlas.drawn_by(layer)}
    for told in whole["features"]:
        shape = shapes.get(told["id"]) if told["l"] == number else None
        if shape is None or not shape.intersects(shapely.box(*box)):
            continue
        drawn = kind.drawn(shapely.clip_by_rect(shape, *box) if shape.geom_type != "Point" else shape)
        if drawn is not None:
            thin = shapely.simplify(drawn, HALF_A_PIXEL / 2**zoom)
            yield {**told, "n": _named(told["n"], whole["language"]), "g": _delta.shape(thin), "b": []}


def _named(names: dict[str, str], language: str) -> dict[str, str]:
    return {code: names[code] for code in (language, DEFAULT) if code in names} or names
