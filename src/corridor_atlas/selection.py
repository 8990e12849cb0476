"""Which features a view shows, with the state each is in: what a map, a figure or a file is made of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from corridor_atlas import timeline
from corridor_atlas.catalog import Source
from corridor_atlas.language import pick
from corridor_atlas.sources import Atlas, Feature
from corridor_atlas.timeline import State
from corridor_atlas.view import View, era_years


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


def selection(atlas: Atlas, view: View | None = None) -> Selection:
    """The features that the map draws in a view; without a view all there are, as in the last year.

    The rule is that of the page (`codeIfOn` in `web/js/45_model.js`): layer on, there in the
    year, gone only on request, in doubt unless `certain_only`, alive in the era. The viewport
    cuts nothing off. Raises `YearError` and `NotFoundError` for a view that the atlas lacks.
    """
    year = atlas.check_year(view.year) if view else atlas.years[1]
    features = _shown(atlas, view) if view else atlas.features.values()
    found = sorted(features, key=lambda feature: (feature.table, feature.id))
    return Selection(year, tuple(found), tuple(feature.state(year) for feature in found))


def _shown(atlas: Atlas, view: View) -> Iterator[Feature]:
    ids = {id_ for layer in view.layers for id_ in atlas.in_layer(atlas.layer(layer))["id"]}
    years = era_years(view, atlas)
    if years:
        years = max(years[0], atlas.years[0]), min(years[1], atlas.years[1])
    for feature in (atlas.features[id_] for id_ in ids):
        periods = feature.record.timeline  # what has none, a town, is there in every year
        if periods and not _passes(feature.state(view.year), view):
            continue
        if years is None or timeline.alive(periods, *years):
            yield feature


def _passes(state: State, view: View) -> bool:
    if state.code is None:
        return False
    return (view.show_gone or not state.gone) and (state.certain or not view.certain_only)


def works(atlas: Atlas, chosen: Selection) -> list[Source]:
    """The works of the bibliography that these features rest on, by key."""
    keys = {key for feature in chosen.features for found in feature.record.source_keys().values() for key in found}
    return [atlas.bibliography[key] for key in sorted(keys & set(atlas.bibliography))]


def in_words(atlas: Atlas, view: View | None = None) -> str:
    """What a view shows, in English and without its year: era, layers, filters.

    Without a view: that it is everything.
    """
    if view is None:
        return "all features of the atlas"
    titles = [pick(atlas.layer(id_).title) for id_ in view.layers]
    parts = [f"layers: {', '.join(titles)}" if titles else "no layer"]
    if view.era and (years := era_years(view, atlas)):
        parts.insert(0, f"era: {pick(atlas.era(view.era).title)}, {years[0]} to {years[1]}")
    if view.certain_only:
        parts.append("certain statuses only")
    if view.show_gone:
        parts.append("with what is gone")
    return "; ".join(parts)
