"""Shapes: what a layer can draw, and rings the right way round."""

from __future__ import annotations

from collections.abc import Iterator

from shapely.geometry import Polygon
from shapely.geometry.base import BaseGeometry

from corridor_atlas.core.counts import counted
from corridor_atlas.core.errors import Fault
from corridor_atlas.data.dataset import Atlas, Feature
from corridor_atlas.draw import kinds


def check(atlas: Atlas) -> Iterator[Fault]:
    """Faults of layers that cannot be printed, of shapes in the wrong layer, and of rings; notices of heights."""
    for layer in atlas.layers:
        kind = kinds.kind(layer.kind)
        lacking = [name for name in kinds.PARTS if not hasattr(kind, name)]
        if lacking or kind.FORM not in kinds.FORMS:
            what = f"it has {', '.join(lacking)}" if lacking else f"its FORM is one of {', '.join(kinds.FORMS)}"
            expected = f"a kind that can be drawn: {what}"
            yield Fault(f"{layer.id}.toml", layer.id, "kind", layer.kind, expected)
            continue
        drawn = kind.DRAWS
        for feature in atlas.drawn_by(layer):
            if feature.geometry is not None and feature.geometry.geom_type not in drawn:
                expected = f"{' or '.join(drawn)}: layer {layer.id} draws {layer.kind}"
                yield _fault(feature, feature.geometry.geom_type, expected)
    for feature in atlas.features.values():
        yield from _rings(feature)
        if feature.geometry is not None and feature.geometry.has_z:
            yield _fault(feature, "heights", "longitude and latitude alone: nothing uses a height", notice=True)


def _rings(feature: Feature) -> Iterator[Fault]:
    """A ring that is wound the other way is an area that holds the rest of the world, to some programs."""
    wrong = sum(not is_wound_right(part) for part in _polygons(feature.geometry))
    if wrong:
        expected = "outer rings counter-clockwise, holes clockwise (RFC 7946): `corridor-atlas fmt` turns them"
        yield _fault(feature, f"{counted(wrong, 'area')} with a ring wound the other way round", expected)


def is_wound_right(polygon: Polygon) -> bool:
    """Whether the outer ring runs counter-clockwise and those of all holes clockwise."""
    return polygon.exterior.is_ccw and not any(ring.is_ccw for ring in polygon.interiors)


def _polygons(shape: BaseGeometry | None) -> Iterator[Polygon]:
    if isinstance(shape, Polygon):
        yield shape
    for part in getattr(shape, "geoms", ()):
        yield from _polygons(part)


def _fault(feature: Feature, found: str, expected: str, *, notice: bool = False) -> Fault:
    return Fault(f"{feature.table}.geojson", feature.id, "geometry", found, expected, left_out=False, notice=notice)
