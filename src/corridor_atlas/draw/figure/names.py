"""Which names a map may carry, and how important each is: features first, then the base map."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import shapely

from corridor_atlas.core.language import pick, short_name
from corridor_atlas.draw.figure import base, realms
from corridor_atlas.draw.figure.content import Item, Scene, is_town
from corridor_atlas.draw.figure.frames import Frame
from corridor_atlas.draw.figure.labels import Label, broken
from corridor_atlas.draw.figure.ranks import IN_PRINT, lettering, order_of
from corridor_atlas.draw.figure.signs import Sign
from corridor_atlas.draw.figure.style import EARLIER, ink_of, palette
from corridor_atlas.view.ranks import STATION, Standing, folded
from corridor_atlas.view.view import BOTH

SAME_SPOT = 9.0
"""Pixels within which two towns are one."""
Names = Mapping[str, str]
CLOSE = 7.5
"""Zoom up to which a country or sea is named at the point that is set for it."""
LONG = 10
"""Letters above which a wide name is broken in two."""
DISC = 3
"""Up to this rank the dot of a town is filled."""
SPACE = "\u00a0"
"""What stands between the letters of a country's name."""


def _clamp(value: float, low: float, high: float) -> float:
    return min(high, max(low, value))


def gather(
    scene: Scene,
    signs: Iterable[Sign],
    folder: Path,
    language: str,
    standing: Mapping[str, Standing],
    side: str = BOTH,
    native: str | None = None,
) -> list[Label]:
    """Every name that wants to stand on the map; `standing` by `view.ranks`; `side` and `native`: see `place_name`."""
    found = [*_features(scene, signs, language, standing)]
    towns = [label for label in found if label.far]
    found += _rivers(scene.frame, folder, language)
    found += (one for one in _places(scene.frame, folder, language, side, native) if not _told(one, towns))
    return found


def _told(place: Label, towns: Iterable[Label]) -> bool:
    """Whether the atlas names this town itself: the same name, or the same spot."""
    if not place.dot:
        return False
    return any(place.keys & town.keys or math.dist(place.at, town.at) < SAME_SPOT for town in towns)


def _keys(name: Names, language: str) -> frozenset[str]:
    """What a town is known by; in English too, for the base map has its name in fewer languages than the atlas."""
    return frozenset(folded(one) for one in (name["en"], pick(name, language)))


def _features(scene: Scene, signs: Iterable[Sign], language: str, standing: Mapping[str, Standing]) -> Iterator[Label]:
    for sign in signs:
        if not sign.covered or sign.item.record.id == scene.selected or is_town(sign.item):
            place = {"at": (sign.x, sign.y), "radius": sign.radius, "owner": sign}
            if is_town(sign.item):
                yield from _town(scene, sign.item, language, standing.get(sign.item.record.id), **place)
            else:
                yield from _feature(scene, sign.item, language, **place)
    for item in scene.items:
        if item.form == "lines":
            yield from _feature(scene, item, language, along=[item.shape])
        elif item.form == "areas":
            x, y = shapely.get_coordinates(item.shape.representative_point())[0]
            yield from _feature(scene, item, language, at=(x, y), centred=True)
        elif item.layer.symbol == "none":
            x, y = shapely.get_coordinates(item.shape)[0]
            yield from _feature(scene, item, language, at=(x, y), centred=True)


def _feature(scene: Scene, item: Item, language: str, **rest: Any) -> Iterator[Label]:
    chosen, zoom, layer = item.record.id == scene.selected, scene.frame.zoom + EARLIER, item.layer
    if (not chosen and zoom < layer.label_zoom) or item.change == "same":
        return
    yield Label(
        text=short_name(pick(item.record.name, language)),
        rank=-10 if chosen else 20 - layer.order / 100,
        size=_clamp(10 + (zoom - layer.label_zoom) * 0.5, 10, 11.5),
        colour=ink_of(item.colour),
        weight="semibold" if chosen else "normal",
        of=item.record.id,
        **rest,
    )


def _town(scene: Scene, item: Item, language: str, standing: Standing | None, **rest: Any) -> Iterator[Label]:
    chosen, zoom = item.record.id == scene.selected, scene.frame.zoom + EARLIER
    rank, named = (standing.rank, standing.named) if standing else (STATION, item.layer.label_zoom)
    if not chosen and zoom < named:
        return
    look = lettering(rank, zoom - named)
    yield Label(
        text=short_name(pick(item.record.name, language)),
        rank=-10 if chosen else order_of(rank, own=True),
        size=look.size * IN_PRINT,
        colour=palette()["ink_soft" if look.soft else "place"],
        weight="semibold" if chosen or look.bold else "normal",
        far=True,
        keys=_keys(item.record.name, language),
        of=item.record.id,
        **rest,
    )


def _rivers(frame: Frame, folder: Path, language: str) -> Iterator[Label]:
    rivers = base.rivers_at(folder, frame)
    named = rivers[rivers["name"].notna() & (rivers["rank"] + 4 <= frame.zoom + EARLIER)] if len(rivers) else rivers
    if not len(named):
        return
    for name, rank, shape in zip(named["name"], named["rank"], frame.place(named.geometry), strict=True):
        if shape.is_empty:
            continue
        size = _clamp(11 - rank * 0.5 + (frame.zoom - rank - 4) * 0.4, 9.5, 13)
        yield Label(
            text=pick(name, language), rank=30 + rank, size=size, colour=palette()["water_ink"], weight="water",
            along=[shape.simplify(1.5)], on_line=frame.zoom < 8.5, once=True,
        )  # fmt: skip


def place_name(
    name: Names, views: Mapping[str, Names] | None, language: str, side: str, native: str | None = None
) -> str:
    """The name of a place as one country uses it, or with "both" the standard one and another in use beside it.

    `side` is a view of names (see `View.names`), `native` the language in which that country names
    places: it goes before English where the country has no name of its own in `language`. The
    rule of the screen (`placeName` in `web/src/map/places.js`).
    """
    usual = pick(name, language)
    if not views:
        return usual
    if own := views.get(side):
        return own.get(language) or (native and own.get(native)) or own.get("en") or usual
    if side != BOTH or " / " in usual:
        return usual
    other = next((one[language] for one in views.values() if one.get(language, usual) != usual), None)
    return f"{usual} / {other}" if other else usual


def _places(frame: Frame, folder: Path, language: str, side: str, native: str | None) -> Iterator[Label]:
    places = base.places_at(folder, frame)
    if not len(places):
        return
    left, top, right, bottom = frame.box
    for row, shape in zip(places.itertuples(index=False), frame.place(places.geometry), strict=True):
        views = getattr(row, "views", None)
        text = place_name(row.name, views if isinstance(views, dict) else None, language, side, native)
        at = None if shape.is_empty else tuple(shapely.get_coordinates(shape)[0].tolist())
        if row.kind in ("country", "sea"):
            yield from _realm(frame, folder, row, text, at)
        elif at and left <= at[0] <= right and top <= at[1] <= bottom:
            yield replace(_city(text, row, frame.zoom, at), keys=_keys(row.name, language))


def _realm(frame: Frame, folder: Path, row: Any, text: str, at: tuple[float, float] | None) -> Iterator[Label]:
    """The name of a country or a sea, at the point that is set for it, or in what of it is on the map."""
    seen = realms.parts(folder, frame, base.changed(folder))
    if row.kind == "country":
        area = seen.get(row.code, shapely.Point())
        size = _clamp(7 + frame.zoom * 1.4 - row.rank * 0.5, 10, 18)
        look: dict[str, Any] = {"rank": -5, "colour": palette()["country"], "weight": "country"}
    else:
        rings = found if isinstance(found := getattr(row, "waters", None), list) else []
        area = realms.waters(rings, frame, seen[""]) if rings else shapely.Point()
        size = _clamp(11 + (frame.zoom - row.min_zoom) * 1.2, 11, 17)
        look = {"rank": -4 + row.rank / 10, "colour": palette()["water_ink"], "weight": "water", "on_water": True}
    lines = [line for form in text.split(" / ") for line in broken(form, LONG if row.kind == "country" else None)]
    if row.kind == "country":
        lines = [SPACE.join(line.upper()) for line in lines]
    by_hand = Label(text, size=size, centred=True, lines=tuple(lines), at=at or (0, 0), **look)
    if at and frame.zoom <= CLOSE and shapely.box(*frame.box).contains(shapely.Point(at)):
        yield replace(by_hand, spots=(at, *realms.calm(area)))
    elif spots := realms.calm(area):
        yield replace(by_hand, spots=tuple(spots), within=area)


def _city(text: str, row: Any, zoom: float, at: tuple[float, float]) -> Label:
    look = lettering(row.rank, zoom - row.min_zoom + EARLIER)
    return Label(
        text,
        order_of(row.rank, own=False),
        look.size * IN_PRINT,
        palette()["ink_soft" if look.soft else "place"],
        "semibold" if look.bold else "normal",
        at,
        radius=look.radius * IN_PRINT,
        dot="square" if row.kind == "capital" else "disc" if row.rank <= DISC else "ring",
    )
