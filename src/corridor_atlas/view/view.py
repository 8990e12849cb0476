"""What is looked at: one frozen value that widgets and the address bar make, and all else reads."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import get_args

from corridor_atlas.core.errors import NotFoundError
from corridor_atlas.core.language import DEFAULT
from corridor_atlas.core.model import Confidence, Record, Status, Tier, Traffic
from corridor_atlas.data import config
from corridor_atlas.data.dataset import Atlas
from corridor_atlas.network.legs import MODES
from corridor_atlas.view import notes as own
from corridor_atlas.view.home import home

MIN_KM, MAX_KM = 50, 5000
"""How far one may ask for what can be reached."""
MAX_BORDERS = 9
MAX_STEPS = 99
MAX_DIGITS = 6
MAX_WAYS = 3
"""How many ways between two places are offered, whatever one travels by."""
MAX_ALTERNATIVES = MAX_WAYS + len(MODES)
"""How many there are with the best of each mode alone."""
MAX_ZOOM, MAX_LAT, MAX_LON = 18, own.MAX_LAT, own.MAX_LON
"""Bounds of what part of the map a link may name: zoom, degrees of latitude and longitude either way (WGS84)."""
NEAREST = 12
"""The zoom at which the map ends, for there the ground does; links that name a greater one open at it."""
NONE = "none"
"""Written for what the reader emptied where opening, or the step of a tour, has something."""
HOW = ("changes", "beside", "swipe")
"""Ways to show two years: changes tinted on one map, two maps side by side, one wiped over the other."""
SCOPES = ("view", "all")
"""What is counted on the page: what is in view, or everything."""
PANELS = ("corridors", "reach", "figures", "changes", "table", "own", "take")
BOTH = "both"
"""All the names that are in use for what has several, not those of one country."""
FACETS = ("statuses", "traffic", "countries", "along", "tiers", "connectivity", "confidence")


@dataclass(frozen=True)
class View:
    """A state of the atlas that can be linked to, drawn and exported.

    `year` alone shows that year, with `since` all that was there in the years from `since` to
    `year`. `layers` are the ids switched on, in drawing order; `era` narrows to what was alive in
    it; the facets (`FACETS`: statuses, countries, corridors …) keep what has one of their values,
    an empty one keeps all; of `traffic` they are what alone is carried.
    `against` is a year to compare with and `how` the way to show it.
    `story` and `step` (from 1) are a guided tour, `panel` what else is open beside the map.
    `language` is that of the page, `names` whose names stand first for what has several in use.
    `viewport` is latitude, longitude (WGS84) and zoom, as `opening` has it those of `home`;
    `origin` and `destination` ask for the way between two places (the best, or with `alternative`
    another one, from 1; by `modes` only; by `any_sea` also with ships that sail on no dated
    service; `load` is cargo or people), `origin`
    alone for what lies `within` so many kilometres, or within so many `borders` (and what of it
    did not in the year `before`), `corridor` for a corridor's strip, `check` for a figure of the
    papers computed again; what is asked is answered in a panel of its own (`asking_panel`).
    `scope` is what is counted on the page, what is in view or everything.
    `notes` are the reader's own, in the order of their numbers (`view.notes`).
    """

    year: int
    layers: tuple[str, ...]
    era: str | None = None
    selected: str | None = None
    certain_only: bool = False
    show_gone: bool = False
    viewport: tuple[float, float, float] = (0.0, 0.0, 4.0)
    origin: str | None = None
    destination: str | None = None
    corridor: str | None = None
    within: int = 500
    before: int | None = None
    check: str | None = None
    since: int | None = None
    statuses: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    along: tuple[str, ...] = ()
    tiers: tuple[str, ...] = ()
    connectivity: tuple[str, ...] = ()
    confidence: tuple[str, ...] = ()
    against: int | None = None
    how: str = "changes"
    panel: str | None = None
    story: str | None = None
    step: int = 1
    language: str = DEFAULT
    names: str = BOTH
    borders: int | None = None
    alternative: int = 1
    modes: tuple[str, ...] = MODES
    any_sea: bool = False
    load: str = "cargo"
    traffic: tuple[str, ...] = ()
    scope: str = "view"
    notes: tuple[own.Note, ...] = ()

    @property
    def facets(self) -> dict[str, tuple[str, ...]]:
        """The chosen values of each facet, by the facet's name."""
        return {name: getattr(self, name) for name in FACETS}


def values_of(record: Record) -> dict[str, tuple[str, ...]]:
    """What a feature answers to each facet but its status and traffic, which depend on the year."""
    connectivity = record.connectivity
    return {
        "countries": record.countries,
        "along": record.corridors,
        "tiers": (record.tier,) if record.tier else (),
        "connectivity": ("hard", "soft") if connectivity == "both" else (connectivity,) if connectivity else (),
        "confidence": (record.confidence,) if record.confidence else (),
    }


def opening(atlas: Atlas) -> View:
    """The view on which the atlas opens: the latest year, the layers that are on by default, its home."""
    on = tuple(layer.id for layer in atlas.layers if layer.on)
    return View(year=atlas.years[1], layers=on, viewport=home(atlas))


def shared(view: View, atlas: Atlas) -> View:
    """A `view` of an `atlas` without what its reader alone has (`Atlas.own`): nobody else could open that."""
    if not atlas.own:
        return view
    tables = {layer.data for layer in atlas.layers if layer.id in atlas.own}

    def is_own(id_: str | None) -> bool:
        return id_ in atlas.features and atlas.features[id_].table in tables

    asks = not (is_own(view.origin) or is_own(view.destination))
    return replace(
        view,
        layers=tuple(id_ for id_ in view.layers if id_ not in atlas.own),
        selected=None if is_own(view.selected) else view.selected,
        origin=view.origin if asks else None,
        destination=view.destination if asks else None,
    )


def asking_panel(view: View) -> str | None:
    """The panel that answers what a view asks, one of `PANELS`: a way from place to place the map answers itself."""
    if view.origin:
        return None if view.destination else "reach"
    return "corridors" if view.corridor else "figures" if view.check else None


def sides(atlas: Atlas) -> tuple[str, ...]:
    """Whose names can be chosen for what has several in use: all of them, or those of one country (ISO code)."""
    return BOTH, *atlas.settings.native


def at_step(view: View, atlas: Atlas) -> View:
    """What the step of the view's tour shows: what it does not say stays; without a tour all of it.

    Its selection and what part of the map is seen belong to the browser alone.

    Parameters
    ----------
    view
        A view whose tour, if it has one, is of the atlas; past the last step it is at the last.
    atlas
        The data set, with its tours.
    """
    if view.story is None:
        return view
    steps = atlas.stories[view.story].steps
    number = min(view.step, len(steps))
    step = steps[number - 1]
    layers = tuple(layer.id for layer in atlas.layers if layer.id in step.layers) or view.layers
    how = step.how or view.how
    return replace(view, step=number, year=step.year, since=step.since, layers=layers, against=step.against, how=how)


def known_values(atlas: Atlas) -> dict[str, list[str]]:
    """Every value that a facet may have in this data set, in the order in which it is offered."""
    records = [feature.record for feature in atlas.features.values()]
    return {
        "statuses": [str(status) for status in Status],
        "traffic": [str(traffic) for traffic in Traffic],
        "countries": [code for code, _ in Counter(code for one in records for code in one.countries).most_common()],
        "along": sorted(atlas.corridors),
        "tiers": list(get_args(Tier)),
        "connectivity": ["hard", "soft"],
        "confidence": list(get_args(Confidence)),
    }


def chosen_values(atlas: Atlas, facet: str, chosen: Iterable[str]) -> tuple[str, ...]:
    """The values in their usual order; raises `NotFoundError` for one that the facet does not have.

    Parameters
    ----------
    atlas
        The data set, which says what values there are (`known_values`).
    facet
        One of `FACETS`.
    chosen
        Values as they are asked for, in any order.
    """
    known = known_values(atlas)[facet]
    asked = set(chosen)
    for text in asked.difference(known):
        raise NotFoundError(f"value of {facet}", text, known)
    return tuple(value for value in known if value in asked)


def era_years(view: View, atlas: Atlas) -> tuple[int, int] | None:
    """First and last year of the view's era; None when it shows all eras.

    Of `view` only its `era` counts; one that goes on ends with the last year of `atlas`. Raises
    `NotFoundError` for an era that the atlas lacks.
    """
    return config.era_bounds(atlas.era(view.era), atlas.years[1]) if view.era else None
