"""Regions of the atlas: each in every language that the others have, and with something of the atlas in it."""

from __future__ import annotations

from collections.abc import Iterator

import shapely

from corridor_atlas.core.errors import Fault
from corridor_atlas.core.language import pick
from corridor_atlas.data.dataset import Atlas
from corridor_atlas.data.settings import FILE, Region


def check(atlas: Atlas) -> Iterator[Fault]:
    """Notices of regions that lack a name in a language, of two with one name, and of those in which nothing lies."""
    regions = atlas.settings.region
    spoken = {code for one in regions for code in one.name}
    shapes = [one.geometry for one in atlas.features.values() if one.geometry is not None]
    names = [pick(one.name) for one in regions]
    for number, one in enumerate(regions):
        if lacking := sorted(spoken - one.name.keys()):
            yield _notice(one, "name", f"nothing in {', '.join(lacking)}", "a name in the languages of the others")
        if names[number] in names[:number]:
            yield _notice(one, "name.en", names[number], "each name once")
        if not shapely.intersects(shapes, shapely.box(*one.box)).any():
            yield _notice(one, "box", "nothing in it", "a part of the world with features of the atlas")


def _notice(region: Region, field: str, found: str, expected: str) -> Fault:
    return Fault(FILE, pick(region.name), f"region.{field}", found, expected, left_out=False, notice=True)
