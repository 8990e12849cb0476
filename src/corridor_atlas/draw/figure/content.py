"""What a figure shows: the features of a view in a year, and what has to be said about them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

import geopandas as gpd
import shapely
from shapely.geometry.base import BaseGeometry

from corridor_atlas.core.language import pick
from corridor_atlas.core.model import Record, Status
from corridor_atlas.core.timeline import State
from corridor_atlas.data import config
from corridor_atlas.data.config import Era, Layer, Source
from corridor_atlas.data.dataset import Atlas
from corridor_atlas.data.grounds import UNSEEN
from corridor_atlas.draw import kinds
from corridor_atlas.draw.beside import moved, stretches
from corridor_atlas.draw.figure import pins
from corridor_atlas.draw.figure.frames import Frame
from corridor_atlas.draw.figure.pins import Pin
from corridor_atlas.draw.figure.style import CHANGES, EARLIER, Pattern, pattern
from corridor_atlas.draw.figure.words import Words
from corridor_atlas.time.changes import change, group, passes
from corridor_atlas.view import cite
from corridor_atlas.view.selection import selection
from corridor_atlas.view.view import View

ALWAYS = State(Status.OPERATING)
"""The state of what has no timeline: a town."""


@dataclass(frozen=True)
class Item:
    """One feature as it is drawn: layer, state, form (areas, lines, points), shape in pixels of the page.

    `change` is set on change maps: a key of `style.CHANGES`, whose colour takes the place of the layer's.
    """

    record: Record
    layer: Layer
    state: State
    form: str
    shape: BaseGeometry
    change: str | None = None

    @property
    def status(self) -> Status:
        """The status it is drawn with."""
        return self.state.status or self.state.last or Status.OPERATING

    @property
    def pattern(self) -> Pattern:
        """The look of its status and traffic."""
        return pattern(self.status, self.state.only)

    @property
    def timeless(self) -> bool:
        """Whether it has no dates at all."""
        return not self.record.timeline

    @property
    def schematic(self) -> bool:
        """Whether its shape is only a sketch."""
        basis = self.record.geometry_basis
        return basis is not None and basis.precision == "schematic"

    @property
    def colour(self) -> str:
        """Its colour on paper."""
        return CHANGES[self.change] if self.change else self.layer.color


def is_town(item: Item) -> bool:
    """Whether an item is a place to find one's way by rather than infrastructure."""
    return item.layer.symbol == "dot" and item.timeless


Chooser = Callable[[Record], tuple[State, str | None] | None]
"""How a feature is drawn: its state and change, or None to leave it out."""


def _states(atlas: Atlas, view: View, year: int) -> dict[str, State]:
    chosen = selection(atlas, replace(view, year=year))
    return {feature.id: state if feature.record.timeline else ALWAYS for feature, state in chosen}


def in_year(atlas: Atlas, view: View) -> Chooser:
    """Choose what is there in the year of a view, as its filters allow."""
    states = _states(atlas, view, view.year)
    return lambda record: (states[record.id], None) if record.id in states else None


def between(atlas: Atlas, view: View, first: int, last: int) -> Chooser:
    """Choose what is there at the end of one of two years or changed from the one to the other.

    It is drawn as it is in the later year, or as closed where it is not there then.
    """
    states = _states(atlas, view, last)

    def choose(record: Record) -> tuple[State, str | None] | None:
        if not record.timeline:
            return (ALWAYS, "same") if record.id in states else None
        feature = atlas.features[record.id]
        layer = atlas.layer_of(feature.table, record.kind)
        if not passes(atlas, feature, layer, view, (first, last)):
            return None
        found = change(feature, feature.table, first, last)
        coloured = group(found.kind if found else None)
        was, is_ = (_seen(feature.state(year), view) for year in (first, last))
        if was is None and is_ is None and coloured == "same":
            return None
        return is_ or State(Status.CLOSED), coloured

    return choose


def _seen(state: State, view: View) -> State | None:
    """The state of what is there, or was and is shown for it; None for what is not."""
    return None if state.code is None or (state.gone and not view.show_gone) else state


@dataclass(frozen=True)
class Scene:
    """What a map shows: its items in drawing order, the layers left out because the scale is too small, the pins."""

    frame: Frame
    items: list[Item]
    too_small: list[Layer]
    selected: str | None
    pins: Sequence[Pin] = ()


def scene(atlas: Atlas, view: View, frame: Frame, choose: Chooser) -> Scene:
    """Choose the features of a view and bring them to the page."""
    found: list[Item] = []
    too_small = []
    for layer in atlas.layers:
        if layer.id not in view.layers:
            continue
        placed = list(_placed(atlas, layer, frame, choose))
        if frame.zoom + EARLIER < layer.min_zoom:
            too_small += [layer] if placed else []
            placed = [item for item in placed if item.record.id == view.selected]
        found += placed
    return Scene(frame, found, too_small, view.selected, pins.placed(view.notes, frame))


def _placed(atlas: Atlas, layer: Layer, frame: Frame, choose: Chooser) -> Iterable[Item]:
    """Features of a layer that lie, at least in part, inside the map."""
    rows, kind = atlas.in_layer(layer), kinds.kind(layer.kind)
    look = kind.look(layer)
    beside = stretches(atlas, layer) if kind.FORM == "lines" else {}
    shapes = [
        moved(shape, beside[record.id], frame.zoom, look.width) if record.id in beside else kind.drawn(shape)
        for record, shape in zip(rows["record"], rows.geometry, strict=True)
    ]
    drawn = gpd.GeoSeries(shapes, rows.index, crs=rows.crs)
    placed = frame.place(drawn)
    inside = shapely.intersects(placed.to_numpy(), shapely.box(*frame.box))
    for record, whole, shape in zip(rows["record"][inside], drawn[inside], placed[inside], strict=True):
        chosen = choose(record)
        if chosen:
            yield Item(record, look, chosen[0], kinds.form(whole), shape, chosen[1])


# --- what has to be said -----------------------------------------------------------------------


def era_of(atlas: Atlas, view: View, year: int) -> Era | None:
    """The era that a view filters by, else the one that a year belongs to."""
    if view.era:
        return atlas.era(view.era)
    for era in atlas.eras:
        first, last = config.era_bounds(era, atlas.years[1])
        if first <= year <= last:
            return era
    return None


def state_words(atlas: Atlas, year: int, words: Words) -> str:
    """What moment a map of a year shows: its end, or the date of the edition where that lies before."""
    until = atlas.span.until
    if until is None or year != atlas.span.last_year:
        return words("state", year=year)
    return words("state_until", date=words.date(until))


def era_words(era: Era, words: Words) -> str:
    """The era's title with its years, open while it goes on."""
    return words("era_years", era=pick(era.title, words.language), first=era.start, last=era.end or "")


def filters(atlas: Atlas, view: View, scene_: Scene, words: Words) -> str:
    """What a view leaves out or marks, in words; empty when nothing."""
    told = []
    if view.era:
        told.append(words("only_era", era=pick(atlas.era(view.era).title, words.language)))
    for name, chosen in view.facets.items():
        if chosen:
            values = ", ".join(_value(atlas, name, value, words) for value in chosen)
            told.append(words("only_facet", facet=words(f"filters_{name}"), values=values))
    if view.certain_only:
        told.append(words("only_certain"))
    if view.show_gone:
        told.append(words("with_gone"))
    if view.names != "both":
        told.append(words("names_of", country=words.country(view.names)))
    if view.selected:
        told.append(words("marked", name=pick(atlas.feature(view.selected).record.name, words.language)))
    if scene_.too_small:
        layers = ", ".join(pick(layer.title, words.language) for layer in scene_.too_small)
        told.append(words("small_left_out", layers=layers))
    return " ".join(told)


def _value(atlas: Atlas, facet: str, value: str, words: Words) -> str:
    match facet:
        case "statuses":
            return words(f"status_{value}")
        case "countries":
            return words.country(value)
        case "along":
            return pick(atlas.corridor(value).name, words.language)
    return words(f"filters_{facet}_{value}")


def works(atlas: Atlas, shown: Iterable[Item]) -> list[Source]:
    """The works behind the items, the most used first; data sets have their own line (`cite.credit_lines`)."""
    return works_of(atlas, (item.record for item in shown))


def works_of(atlas: Atlas, records: Iterable[Record]) -> list[Source]:
    """The works behind records, the most used first, without data sets."""
    used = Counter(
        key for record in records for key in sorted({key for keys in record.source_keys().values() for key in keys})
    )
    ranked = sorted(used, key=lambda key: (-used[key], key))
    found = [atlas.bibliography[key] for key in ranked if key in atlas.bibliography]
    return [work for work in found if not work.is_data and work.key != UNSEEN]


def behind_shapes(records: Iterable[Record]) -> list[str]:
    """Keys of the sources that the shapes of records come from, each once."""
    bases = (record.geometry_basis for record in records)
    return list(dict.fromkeys(key for basis in bases if basis for key in basis.sources))


def data_line(atlas: Atlas, version: str, words: Words, owed: Iterable[str]) -> str:
    """Which edition of atlas and data this is, and under which licence; `owed` are the sources of what is drawn."""
    shapes = words("data_shapes") if cite.is_traced(atlas, owed) else ""
    edition = {"data": atlas.span.data_version, "date": words.date(atlas.span.data_date)}
    given = atlas.settings.licence
    licence = words("data_licence", licence=given.title) if given else ""
    return words("data", version=version, licence=licence, shapes=shapes, **edition)


def looking_at(view: View, scene_: Scene) -> View:
    """The view with the middle and zoom of the map as it is drawn."""
    lon, lat = scene_.frame.middle
    return replace(view, viewport=(round(lat, 4), round(lon, 4), round(scene_.frame.zoom * 2) / 2))
