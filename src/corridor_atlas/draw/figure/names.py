"""Which names a map may carry, and how important each is: features first, then the base map."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import shapely

from corridor_atlas.core.language import pick, short_name
from corridor_atlas.draw.figure import base
from corridor_atlas.draw.figure.content import Item, Scene, is_town
from corridor_atlas.draw.figure.frames import Frame
from corridor_atlas.draw.figure.labels import Label
from corridor_atlas.draw.figure.signs import Sign
from corridor_atlas.draw.figure.style import EARLIER, ink_of, palette
from corridor_atlas.view.gazetteer import GROWN
from corridor_atlas.view.view import BOTH

SAME_SPOT = 9.0
"""Pixels within which two towns are one."""
Names = Mapping[str, str]
CLOSE = 7.5
"""Zoom from which country names give way."""


def _clamp(value: float, low: float, high: float) -> float:
    return min(high, max(low, value))


def gather(
    scene: Scene, signs: Iterable[Sign], folder: Path, language: str, side: str = BOTH, native: str | None = None
) -> list[Label]:
    """Every name that wants to stand on the map; for `side` and `native` see `place_name`."""
    found = [*_features(scene, signs, language)]
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
    return frozenset(_folded(short_name(one)) for one in (name["en"], pick(name, language)))


def _folded(text: str) -> str:
    """A name without accents and signs: two sources may write the same town differently."""
    plain = unicodedata.normalize("NFD", text)
    return re.sub(r"[\W_]", "", "".join(sign for sign in plain if not unicodedata.combining(sign))).casefold()


def _features(scene: Scene, signs: Iterable[Sign], language: str) -> Iterator[Label]:
    for sign in signs:
        if not sign.covered or sign.item.record.id == scene.selected or is_town(sign.item):
            yield from _feature(scene, sign.item, language, at=(sign.x, sign.y), radius=sign.radius, owner=sign)
    for item in scene.items:
        if item.form == "lines":
            yield from _feature(scene, item, language, along=[item.shape])
        elif item.form == "areas":
            x, y = shapely.get_coordinates(item.shape.representative_point())[0]
            yield from _feature(scene, item, language, at=(x, y), centred=True)
        elif item.layer.symbol == "none":
            x, y = shapely.get_coordinates(item.shape)[0]
            yield from _feature(scene, item, language, at=(x, y), centred=True)


def _feature(scene: Scene, item: Item, language: str, **rest: object) -> Iterator[Label]:
    chosen, zoom, layer = item.record.id == scene.selected, scene.frame.zoom + EARLIER, item.layer
    if (not chosen and zoom < layer.label_zoom) or (item.change == "same" and not is_town(item)):
        return
    town = is_town(item)
    size = _clamp(10 + (zoom - layer.label_zoom) * 0.5, 10, 11.5) + (0.5 if town else 0)
    yield Label(
        text=short_name(pick(item.record.name, language)),
        rank=-10 if chosen else 3 + _humble(item) if town else 20 - layer.order / 100,
        size=size,
        colour=palette()["place"] if town else ink_of(item.colour),
        weight="semibold" if chosen or town else "normal",
        far=town,
        keys=_keys(item.record.name, language) if town else frozenset(),
        of=item.record.id,
        **rest,  # type: ignore[arg-type]
    )


def _humble(item: Item) -> float:
    """How far a town stands behind a city, 0 to 1."""
    kind = item.record.kind
    return GROWN.index(kind) / len(GROWN) if kind in GROWN else 1.0


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
    for row, shape in zip(places.itertuples(index=False), frame.place(places.geometry), strict=True):
        if not shape.is_empty:
            x, y = shapely.get_coordinates(shape)[0]
            views = getattr(row, "views", None)
            text = place_name(row.name, views if isinstance(views, dict) else None, language, side, native)
            for label in _place(text, row.kind, row.rank, frame.zoom - row.min_zoom, frame.zoom, (x, y)):
                yield replace(label, keys=_keys(row.name, language)) if label.dot else label


def _place(text: str, kind: str, rank: int, beyond: float, zoom: float, at: tuple[float, float]) -> Iterator[Label]:
    colours = palette()
    if kind == "sea":
        if beyond <= 6:
            size = _clamp(11 + beyond * 1.2, 11, 18)
            lines = tuple(text.split(" / "))
            yield Label(
                text, -5 + rank, size, colours["water_ink"], "water", at, centred=True, on_water=True, lines=lines
            )  # fmt: skip
    elif kind == "country":
        if zoom <= CLOSE:
            size = _clamp(9 + zoom * 0.8 - rank * 0.5, 10, 14)
            yield Label(text, -4, size, colours["country"], at=at, centred=True, lines=tuple(text.upper().split(" / ")))
    else:
        size = _clamp(11.4 - rank * 0.4 + beyond * 0.35, 9.5, 14)
        first = 0 if rank <= 1 else 2 if rank <= 2 else 10 + rank * 4
        dot = "square" if kind == "capital" else "round"
        yield Label(
            text, first, size, colours["place"], "semibold" if rank <= 1 else "normal", at, radius=2.2, dot=dot
        )  # fmt: skip
