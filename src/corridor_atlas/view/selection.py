"""Which features a view shows, with the state each is in: what a map, a figure or a file is made of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import shapely

from corridor_atlas.core import timeline
from corridor_atlas.core.language import pick
from corridor_atlas.core.model import Record
from corridor_atlas.core.timeline import State
from corridor_atlas.data.config import Layer, Source
from corridor_atlas.data.dataset import Atlas, Feature
from corridor_atlas.view.view import View, era_years, values_of


@dataclass(frozen=True)
class Selection:
    """Features with their states in one year, sorted by table and id."""

    year: int
    features: tuple[Feature, ...]
    states: tuple[State, ...]

    def __iter__(self) -> Iterator[tuple[Feature, State]]:
        return zip(self.features, self.states, strict=True)

    def __len__(self) -> int:
        return len(self.features)

    def tables(self) -> dict[str, Selection]:
        """The same, table by table."""
        return {
            table: Selection(
                self.year,
                tuple(feature for feature in self.features if feature.table == table),
                tuple(state for feature, state in self if feature.table == table),
            )
            for table in dict.fromkeys(feature.table for feature in self.features)
        }


@dataclass(frozen=True)
class Window:
    """The part of the map that is seen: west, south, east and north in degrees (WGS84), and the zoom."""

    box: tuple[float, float, float, float]
    zoom: float

    def shows(self, feature: Feature, layer: Layer) -> bool:
        """Whether any point of a feature lies in it, and its layer is drawn at this zoom.

        Parameters
        ----------
        feature
            A feature with a geometry.
        layer
            The layer that draws it.
        """
        return self.zoom >= layer.min_zoom and bool(shapely.intersects(feature.geometry, shapely.box(*self.box)))


def counted(view: View, atlas: Atlas) -> View:
    """The view without the ground on which the rest stands, towns and borders: what every count is of.

    Parameters
    ----------
    view
        A view of any layers.
    atlas
        The data set, which says what is ground.
    """
    return replace(view, layers=tuple(id_ for id_ in view.layers if not atlas.layer(id_).background))


def selection(atlas: Atlas, view: View | None = None, window: Window | None = None) -> Selection:
    """The features that the map draws in a view; without a view all there are, as in the last year.

    The rule is that of the page (`codeIfOn` in `web/src/model/state.js`; `spec/filters.json` holds
    both to it): layer on, there in the year, gone only on request, in doubt unless `certain_only`,
    alive in the era, one of the chosen values in each facet. With `since` the state is the last one,
    not gone, that the feature has in the years from `since` to the view's. The view's viewport cuts
    nothing off, only a window does.

    Parameters
    ----------
    atlas
        The data set.
    view
        What is asked for; None for every feature, one without a geometry too.
    window
        With a view: the part of the map to which it is narrowed; None for everywhere.

    Raises
    ------
    YearError
        For a view of a year outside the atlas.
    NotFoundError
        For a layer or an era that the atlas lacks.
    """
    year = atlas.check_year(view.year) if view else atlas.years[1]
    if view is None:
        shown = [(feature, feature.state(year)) for feature in atlas.features.values()]
    else:
        shown = list(_shown(atlas, view, window))
    shown.sort(key=lambda one: (one[0].table, one[0].id))
    return Selection(year, tuple(feature for feature, _ in shown), tuple(state for _, state in shown))


def _shown(atlas: Atlas, view: View, window: Window | None) -> Iterator[tuple[Feature, State]]:
    era = era_years(view, atlas)
    if era:
        era = max(era[0], atlas.years[0]), min(era[1], atlas.years[1])
    for layer in (atlas.layer(id_) for id_ in dict.fromkeys(view.layers)):
        for feature in atlas.drawn_by(layer):
            state = state_in(feature, view)
            if feature.record.timeline and not _passes(state, view):  # what has none, a town, is always there
                continue
            if (
                matches(feature.record, state, view, background=layer.background)
                and (era is None or timeline.alive(feature.record.timeline, *era))
                and (window is None or window.shows(feature, layer))
            ):
                yield feature, state


def state_in(feature: Feature, view: View) -> State:
    """The state in the view's year; of a range the last that is not gone, else that of its last year.

    Parameters
    ----------
    feature
        A feature of the atlas.
    view
        What is asked for: only its `year` and `since` count here.
    """
    now = feature.state(view.year)
    if view.since is None or view.since >= view.year or (now.code is not None and not now.gone):
        return now
    earlier = (feature.state(year) for year in range(view.year - 1, view.since - 1, -1))
    return next((state for state in earlier if state.code is not None and not state.gone), now)


def _passes(state: State, view: View) -> bool:
    if state.code is None:
        return False
    return (view.show_gone or not state.gone) and (state.certain or not view.certain_only)


def matches(record: Record, state: State, view: View, *, background: bool = False) -> bool:
    """Whether a feature has one of the chosen values in each facet; background answers for its country only.

    Parameters
    ----------
    record
        What the feature says.
    state
        Its state in the year that is asked about; a status that ended still counts.
    view
        What is asked for: only its facets count here; one that is empty keeps all.
    background
        Whether the feature is the ground on which the rest stands.
    """
    if background:
        return not view.countries or bool(set(view.countries) & set(record.countries))
    chosen = {name: set(values) for name, values in view.facets.items() if values}
    if not chosen:
        return True
    answers = values_of(record)
    status = state.status or state.last
    answers["statuses"] = (str(status),) if record.timeline and status else ()
    answers["traffic"] = (str(state.only),) if state.only else ()
    return all(values.intersection(answers[name]) for name, values in chosen.items())


def works(atlas: Atlas, chosen: Selection) -> list[Source]:
    """The works of the bibliography that these features rest on, by key.

    Parameters
    ----------
    atlas
        The data set, with its bibliography.
    chosen
        The features; keys that the bibliography lacks are passed over.
    """
    keys = {key for feature in chosen.features for found in feature.record.source_keys().values() for key in found}
    return [atlas.bibliography[key] for key in sorted(keys & set(atlas.bibliography))]


def in_words(atlas: Atlas, view: View | None = None) -> str:
    """What a view shows, in English and without its year: era, layers, filters.

    Parameters
    ----------
    atlas
        The data set, which has the titles of layers, eras and corridors.
    view
        What is told; None for everything.

    Raises
    ------
    NotFoundError
        For a layer, era or corridor that the atlas lacks.
    """
    if view is None:
        return "all features of the atlas"
    titles = [pick(atlas.layer(id_).title) for id_ in view.layers]
    parts = [f"layers: {', '.join(titles)}" if titles else "no layer"]
    if view.era and (years := era_years(view, atlas)):
        parts.insert(0, f"era: {pick(atlas.era(view.era).title)}, {years[0]} to {years[1]}")
    for name, chosen in view.facets.items():
        if chosen:
            parts.append(f"{name}: {', '.join(_in_words(atlas, name, value) for value in chosen)}")
    if view.certain_only:
        parts.append("certain statuses only")
    if view.show_gone:
        parts.append("with what is gone")
    return "; ".join(parts)


def _in_words(atlas: Atlas, facet: str, value: str) -> str:
    return pick(atlas.corridor(value).name) if facet == "along" else value.replace("_", " ")
