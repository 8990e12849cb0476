"""The headline of a view: one sentence, computed from the data, that says what is seen, and what the year brings.

The rule of the page (`web/src/model/headline.js`); `spec/headline.json` holds both to it.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np
import shapely

from corridor_atlas.core.language import pick, short_name
from corridor_atlas.core.model import Status
from corridor_atlas.core.timeline import State
from corridor_atlas.core.words import Words
from corridor_atlas.data.config import Layer
from corridor_atlas.data.dataset import Atlas, Feature
from corridor_atlas.time.changes import changes
from corridor_atlas.time.turns import TURNS, turn
from corridor_atlas.view.gazetteer import Extent, extent_of
from corridor_atlas.view.selection import selection
from corridor_atlas.view.view import FACETS, View
from corridor_atlas.view.whereabouts import flat, whereabouts

LONGEST = 110
"""Letters that a headline may have, where fewer counts make it shorter; what is new in the year has as many."""
MOST = 3
"""Counts in a headline, and pieces of news below it."""
MOST_OPEN = 2
"""Counts of what operates: the rest of them is left to what is built, suspended or planned."""
NAMED = 2
"""Values of filters that are named; more of them are only said to be there."""
ORDER = (
    Status.OPERATING, Status.UNDER_CONSTRUCTION, Status.SUSPENDED, Status.PLANNED, Status.PROPOSED, Status.CLOSED,
    Status.CANCELLED,
)  # fmt: skip
"""Statuses, the most telling first."""

Seen = tuple[Layer, Feature, State]


@dataclass(frozen=True)
class News:
    """Something that the year brings: the id of the feature, and a clause that says what becomes of it."""

    id: str
    text: str


@dataclass(frozen=True)
class Count:
    """So many features of a layer have a status; what is gone counts as closed."""

    layer: str
    status: Status
    number: int


@dataclass(frozen=True)
class Headline:
    """What is said of a view.

    `title` is the sentence, `undated` the same without its year, for a sheet that bears it anyway;
    `fresh` are up to three pieces of news of the year, none where two years are compared or a range
    is shown, and `news` is the sentence of them, empty where there are none; `counts` is all that was
    counted, in the order of the legend.
    """

    title: str
    undated: str
    fresh: tuple[News, ...]
    news: str
    counts: tuple[Count, ...]

    def tab(self, title: str) -> str:
        """The title of a page that shows the view: the headline, and after it the `title` of the atlas."""
        return f"{self.title} · {title}"


def headline(atlas: Atlas, view: View, extent: Extent | None = None, language: str | None = None) -> Headline:
    """What a view shows, in one sentence, and what is new in its year.

    Parameters
    ----------
    atlas
        The data set.
    view
        What is looked at: years, layers, filters; with `against` the sentence is of what changed.
    extent
        West, south, east, north in degrees (WGS84) of what is seen; None for what the viewport of
        the view shows on a middling screen.
    language
        The code of a language; None for that of the view.

    Raises
    ------
    YearError
        For a year outside the atlas.
    NotFoundError
        For a layer, an era or a language that there is not.
    """
    extent = extent or extent_of(view.viewport)
    words = Words(language or view.language, "map")
    seen = _seen(atlas, view, extent)
    counts = _counts(seen)
    what = _changed(atlas, view, extent, words) if view.against else _counted(atlas, view, counts, words)
    everywhere = view.against is not None and view.scope == "all"
    place = [] if everywhere else [whereabouts(atlas, extent, words)]
    title, undated = (
        _shortest(atlas, view, head, what, words) for head in ([*place, _time(atlas, view, words)], place)
    )
    plain = not view.against and (view.since is None or view.since >= view.year)
    fresh = _fresh(atlas, view, seen, extent, words) if plain else ()
    listed = words("headline_list").join(one.text for one in fresh)
    return Headline(title, undated, fresh, words("headline_fresh", news=listed) if fresh else "", counts)


def _shortest(atlas: Atlas, view: View, head: list[str], what: Sequence[str], words: Words) -> str:
    """The sentence with as much as fits: fewer counts first, then filters without their names."""
    found = ""
    for only in dict.fromkeys((_only(atlas, view, words), words("headline_filtered") if _chosen(view) else "")):
        for said in what:
            parts = words("headline_comma").join([*head, *([only] if only else [])])
            found = words("headline", head=parts, what=said) if parts else said
            if len(found) <= LONGEST:
                return found
    return found


def _time(atlas: Atlas, view: View, words: Words) -> str:
    """The year, and up to which month where it is not over; or the first and the last year."""
    other = view.against or min(view.since or view.year, view.year)
    if other != view.year:
        first, last = sorted((other, view.year))
        return words("headline_span", first=first, last=last)
    year, _, until = words.year(view.year, atlas.span.until).partition(words("list_comma"))
    return words("headline_comma").join([words("headline_year", year=year), *([until] if until else [])])


# --- what is in view ------------------------------------------------------------------------------


def _seen(atlas: Atlas, view: View, extent: Extent) -> list[Seen]:
    """The features of a view that lie in an extent, each with its layer and state; the ground apart."""
    found = []
    for feature, state in selection(atlas, view):
        layer = atlas.layer_of(feature.table, feature.record.kind)
        if layer and not layer.background:
            found.append((layer, feature, state))
    here = _within([one[1] for one in found], extent)
    return [one for one, inside in zip(found, here, strict=True) if inside]


def _within(features: Sequence[Feature], extent: Extent) -> Sequence[bool]:
    shapes = np.array([feature.geometry for feature in features], dtype=object)
    return shapely.intersects(shapes, shapely.box(*extent)).tolist() if len(shapes) else []


def _counts(seen: Iterable[Seen]) -> tuple[Count, ...]:
    numbers = Counter((layer.order, layer.id, _status(state)) for layer, _, state in seen)
    ranked = sorted(numbers.items(), key=lambda one: (-one[0][0], one[0][1], ORDER.index(one[0][2])))
    return tuple(Count(id_, status, number) for (_, id_, status), number in ranked)


def _status(state: State) -> Status:
    """The status as which it is counted."""
    status = state.status or state.last or Status.OPERATING
    return Status.CLOSED if state.gone and status is not Status.CANCELLED else status


# --- in words ---------------------------------------------------------------------------------------


def _counted(atlas: Atlas, view: View, counts: Sequence[Count], words: Words) -> list[str]:
    """The most telling counts in words, from three of them down to one; why there are none."""
    if not counts:
        if not any(not atlas.layer(id_).background for id_ in view.layers):
            return [words("headline_no_layer")]
        return [words("headline_nothing_fits" if _chosen(view) else "headline_nothing")]
    chosen = _telling(atlas, counts)
    return [_groups(atlas, chosen[:number], words) for number in range(len(chosen), 0, -1)]


def _telling(atlas: Atlas, counts: Sequence[Count]) -> list[Count]:
    """The counts to be told: the two largest of what operates, and then by status."""
    ranked = sorted(
        counts, key=lambda one: (ORDER.index(one.status), -one.number, -atlas.layer(one.layer).order, one.layer)
    )
    there = [one for one in ranked if one.status is Status.OPERATING]
    return [*there[:MOST_OPEN], *(one for one in ranked if one.status is not Status.OPERATING)][:MOST]


def _groups(atlas: Atlas, chosen: Sequence[Count], words: Words) -> str:
    """Counts in words, those of one status joined."""
    told = []
    for key, group in groupby(chosen, key=lambda one: _verb(atlas, one)):
        alike = list(group)
        things = _joined([_things(atlas.layer(one.layer), one.number, words) for one in alike], words)
        told.append(words(key, things=things, number=alike[0].number if len(alike) == 1 else 2))
    return words("headline_comma").join(told)


def _verb(atlas: Atlas, one: Count) -> str:
    """The key of what is said of things in a status."""
    manner = f"_{atlas.table(atlas.layer(one.layer).data).manner}" if one.status is Status.OPERATING else ""
    return f"headline_{one.status}{manner}"


def _things(layer: Layer, number: int, words: Words) -> str:
    """So many things of a layer; its title and the number where it does not say how they are counted."""
    forms = layer.counted.get(words.language)
    if forms is None:
        return words("headline_things", title=pick(layer.title, words.language), number=number)
    return words.counted(forms.model_dump(exclude_none=True), number)


def _joined(texts: Sequence[str], words: Words) -> str:
    """Texts in a row, the last with an "and"."""
    if len(texts) < 2:
        return "".join(texts)
    return words("headline_and", first=words("headline_list").join(texts[:-1]), last=texts[-1])


def _changed(atlas: Atlas, view: View, extent: Extent, words: Words) -> list[str]:
    """How much changed between the two years that are compared, and how much of it opened."""
    found = [one for one in changes(atlas, view.year, view.against or view.year, view) if one.kind != "happened"]
    placed = [one for one in found if one.feature.geometry is not None]
    here: Sequence[bool] = [view.scope == "all"] * len(placed)
    if view.scope != "all":
        here = _within([one.feature for one in placed], extent)
    kinds = Counter(one.drawn for one, inside in zip(placed, here, strict=True) if inside)
    kinds += Counter(one.drawn for one in found if one.feature.geometry is None)  # lies in no part of the map
    if not kinds:
        return [words("headline_unchanged")]
    said = [words("headline_changes", number=kinds.total())]
    said += [words("headline_openings", number=kinds["opened"])] if kinds["opened"] else []
    return [words("headline_comma").join(said)]


# --- filters ----------------------------------------------------------------------------------------


def _chosen(view: View) -> list[tuple[str, str]]:
    """The filters that are on, each as the name of a facet and a value."""
    found = [(name, value) for name in FACETS for value in view.facets[name]]
    return found + ([("era", view.era)] if view.era else []) + ([("certain", "")] if view.certain_only else [])


def _only(atlas: Atlas, view: View, words: Words) -> str:
    """What the filters leave, in words; nothing without a filter."""
    chosen = _chosen(view)
    if not chosen:
        return ""
    if len(chosen) > NAMED:
        return words("headline_filtered")
    return words("headline_only", names=_joined([_named(atlas, *one, words) for one in chosen], words))


def _named(atlas: Atlas, facet: str, value: str, words: Words) -> str:
    match facet:
        case "countries":
            return words.country(value)
        case "along":
            return short_name(pick(atlas.corridor(value).name, words.language))
        case "statuses":
            return words(f"status_{value}")
        case "era":
            return words("headline_era", era=pick(atlas.era(value).short, words.language))
        case "certain":
            return words("headline_certain")
    return words(f"filters_{facet}_{value}")


# --- what is new -------------------------------------------------------------------------------------


def _fresh(atlas: Atlas, view: View, seen: Iterable[Seen], extent: Extent, words: Words) -> tuple[News, ...]:
    """What the year brings to what is in view: openings first, then by layer, then by how near it is to the middle."""
    (west, north), (east, south) = flat(extent[0], extent[3]), flat(extent[2], extent[1])
    middle = (west + east) / 2, (north + south) / 2
    found = []
    for layer, feature, state in seen:
        kind = turn(feature.record.timeline, view.year, atlas.years) if state.code is not None else None
        if kind:
            rank = (TURNS.index(kind), -layer.order, math.dist(_middle(feature), middle), feature.id)
            found.append((rank, News(feature.id, _told(feature, kind, words))))
    told: list[News] = []
    for _, one in sorted(found, key=lambda item: item[0])[:MOST]:
        if told and sum(len(before.text) for before in told) + len(one.text) > LONGEST:
            break
        told.append(one)
    return tuple(told)


def _middle(feature: Feature) -> tuple[float, float]:
    """The middle of what a feature takes up on the map, in Web Mercator."""
    west, south, east, north = feature.geometry.bounds if feature.geometry is not None else (0.0, 0.0, 0.0, 0.0)
    (x0, y0), (x1, y1) = flat(west, north), flat(east, south)
    return (x0 + x1) / 2, (y0 + y1) / 2


def _told(feature: Feature, kind: str, words: Words) -> str:
    """What becomes of a feature, as a clause."""
    manner = f"_{feature.meaning.manner}" if kind in ("opened", "closed") else ""
    return words(f"fresh_{kind}{manner}", name=short_name(pick(feature.record.name, words.language)))
