"""What is looked at: one frozen value that widgets and the address bar make, and all else reads."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields, replace
from functools import partial
from typing import Any, get_args

from corridor_atlas import catalog, recompute
from corridor_atlas.errors import AtlasError, NotFoundError
from corridor_atlas.language import DEFAULT, LANGUAGES
from corridor_atlas.model import Confidence, Record, Status, Tier
from corridor_atlas.sources import Atlas

MIN_KM, MAX_KM = 50, 5000
"""How far one may ask for what can be reached."""
MAX_BORDERS = 9
MAX_STEPS = 99
MAX_WAYS = 3
"""How many ways between two places are offered."""
NONE = "none"
"""Written for what the reader emptied where opening, or the step of a tour, has something."""
HOW = ("changes", "beside", "swipe")
"""Ways to show two years: changes tinted on one map, two maps side by side, one wiped over the other."""
PANELS = ("changes", "table")
NAMES = ("both", "CN", "JP", "KP", "KR", "RU")
"""Whose names for what has several in use: all that are in use, or those of one country."""
FACETS = ("statuses", "countries", "along", "tiers", "connectivity", "confidence")
HOME_VIEWPORT = (42.75, 130.6, 8.0)
"""Latitude, longitude, zoom on opening: the Tumen basin from Yanji to the sea."""


@dataclass(frozen=True)
class View:
    """A state of the atlas that can be linked to, drawn and exported.

    `year` alone shows that year, with `since` all that was there in the years from `since` to
    `year`. `layers` are the ids switched on, in drawing order; `era` narrows to what was alive in
    it; the facets (`FACETS`: statuses, countries, corridors …) keep what has one of their values,
    an empty one keeps all. `against` is a year to compare with and `how` the way to show it.
    `story` and `step` (from 1) are a guided tour, `panel` what else is open beside the map.
    `language` is that of the page, `names` whose names stand first for what has several in use.
    `viewport` is latitude, longitude (WGS84) and zoom; `origin` and `destination` ask for the way
    between two places (the best, or with `alternative` another one, from 1; by `any_sea` also with
    ships that sail on no dated service), `origin` alone for what lies `within` so many kilometres,
    or within so many `borders` (and what of it did not in the year `before`), `corridor` for a
    corridor's strip, `check` for a figure of the papers computed again.
    """

    year: int
    layers: tuple[str, ...]
    era: str | None = None
    selected: str | None = None
    certain_only: bool = False
    show_gone: bool = False
    viewport: tuple[float, float, float] = HOME_VIEWPORT
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
    names: str = "both"
    borders: int | None = None
    alternative: int = 1
    any_sea: bool = False

    @property
    def facets(self) -> dict[str, tuple[str, ...]]:
        """The chosen values of each facet, by the facet's name."""
        return {name: getattr(self, name) for name in FACETS}


def values_of(record: Record) -> dict[str, tuple[str, ...]]:
    """What a feature answers to each facet but its status, which depends on the year."""
    connectivity = record.connectivity
    return {
        "countries": record.countries,
        "along": record.corridors,
        "tiers": (record.tier,) if record.tier else (),
        "connectivity": ("hard", "soft") if connectivity == "both" else (connectivity,) if connectivity else (),
        "confidence": (record.confidence,) if record.confidence else (),
    }


def opening(atlas: Atlas) -> View:
    """The view on which the atlas opens: the latest year, the layers that are on by default."""
    return View(year=atlas.years[1], layers=tuple(layer.id for layer in atlas.layers if layer.on))


def at_step(view: View, atlas: Atlas) -> View:
    """What the step of the view's tour shows: what it does not say stays; without a tour all of it.

    Its selection and what part of the map is seen belong to the browser alone.
    """
    if view.story is None:
        return view
    steps = atlas.stories[view.story].steps
    number = min(view.step, len(steps))
    step = steps[number - 1]
    layers = tuple(layer.id for layer in atlas.layers if layer.id in step.layers) or view.layers
    how = step.how or view.how
    return replace(view, step=number, year=step.year, since=step.since, layers=layers, against=step.against, how=how)


def to_query(view: View, atlas: Atlas) -> dict[str, str]:
    """The view as query parameters of its link; what is as on opening, or as the step of a tour has it, is left out."""
    usual = opening(atlas)
    if view.story:
        step = at_step(replace(usual, story=view.story, step=view.step), atlas)
        usual = replace(step, story=None, step=1, viewport=view.viewport)
    lat, lon, zoom = view.viewport
    written = {
        "year": str(view.year),
        "era": view.era or "",
        "layers": ",".join(view.layers) or "none",
        "id": view.selected or "",
        "certain": "1" if view.certain_only else "",
        "gone": "1" if view.show_gone else "",
        "at": f"{zoom:g}/{lat:.4f}/{lon:.4f}",
        "from": view.origin or "",
        "to": view.destination or "",
        "corridor": view.corridor or "",
        "km": str(view.within),
        "before": str(view.before or ""),
        "check": view.check or "",
    }
    written |= {
        "since": str(view.since or NONE),
        "vs": str(view.against or NONE),
        "how": view.how,
        "panel": view.panel or "",
        "story": view.story or "",
        "step": str(view.step),
        "lang": view.language,
        "names": view.names,
        "borders": "" if view.borders is None else str(view.borders),
        "alt": str(view.alternative),
        "sea": "any" if view.any_sea else "",
    }
    written |= {_FACET_PARAMETERS[name]: ",".join(chosen) for name, chosen in view.facets.items()}
    same = {name for name, field in _FIELDS.items() if getattr(view, field) == getattr(usual, field)}
    return {name: text for name, text in written.items() if name not in same}


_FACET_PARAMETERS = {
    "statuses": "status",
    "countries": "country",
    "along": "along",
    "tiers": "tier",
    "connectivity": "kind",
    "confidence": "sure",
}
_FIELDS = {
    "year": "year",
    "era": "era",
    "layers": "layers",
    "id": "selected",
    "certain": "certain_only",
    "gone": "show_gone",
    "at": "viewport",
    "from": "origin",
    "to": "destination",
    "corridor": "corridor",
    "km": "within",
    "before": "before",
    "check": "check",
    "since": "since",
    "vs": "against",
    "how": "how",
    "panel": "panel",
    "story": "story",
    "step": "step",
    "lang": "language",
    "names": "names",
    "borders": "borders",
    "alt": "alternative",
    "sea": "any_sea",
    **{parameter: name for name, parameter in _FACET_PARAMETERS.items()},
}


def from_query(query: Mapping[str, str], atlas: Atlas) -> tuple[View, list[str]]:
    """Read a link. A value that makes no sense falls back to the opening one, with a notice each."""
    view, notices = opening(atlas), []
    readers: dict[str, Callable[[str], View]] = {
        "step": lambda text: replace(view, step=_step(text)),
        "story": lambda text: at_step(replace(view, story=_one_of(text, atlas.stories, "story")), atlas),
        "year": lambda text: replace(view, year=_year(text, atlas)),
        "era": lambda text: replace(view, era=atlas.era(text).id),
        "layers": lambda text: replace(view, layers=_layers(text, atlas)),
        "id": lambda text: replace(view, selected=atlas.feature(text).id),
        "certain": lambda text: replace(view, certain_only=text == "1"),
        "gone": lambda text: replace(view, show_gone=text == "1"),
        "at": lambda text: replace(view, viewport=_viewport(text)),
        "from": lambda text: replace(view, origin=atlas.feature(text).id),
        "to": lambda text: replace(view, destination=atlas.feature(text).id),
        "corridor": lambda text: replace(view, corridor=atlas.corridor(text).id),
        "km": lambda text: replace(view, within=_within(text)),
        "before": lambda text: replace(view, before=_year(text, atlas)),
        "check": lambda text: replace(view, check=_one_of(text, recompute.IDS, "check")),
        "since": lambda text: replace(view, since=None if text == NONE else _year(text, atlas)),
        "vs": lambda text: replace(view, against=None if text == NONE else _year(text, atlas)),
        "how": lambda text: replace(view, how=_one_of(text, HOW, "way to compare")),
        "panel": lambda text: replace(view, panel=_one_of(text, PANELS, "panel")),
        "lang": lambda text: replace(view, language=_one_of(text, LANGUAGES, "language")),
        "names": lambda text: replace(view, names=_one_of(text, NAMES, "view of names")),
        "borders": lambda text: replace(view, borders=_number(text, 0, MAX_BORDERS, "border crossings")),
        "alt": lambda text: replace(view, alternative=_number(text, 1, MAX_WAYS, "the number of a way")),
        "sea": lambda text: replace(view, any_sea=_one_of(text, ("any", "dated"), "kind of ship") == "any"),
    }
    for name, parameter in _FACET_PARAMETERS.items():
        readers[parameter] = partial(_with_facet, atlas, name, lambda: view)
    for name, read in readers.items():
        if not query.get(name):
            continue
        try:
            view = read(query[name])
        except AtlasError as error:
            notices.append(f"The link's “{name}” was not understood and is left out: {error}.")
    return view if view.story else replace(view, step=View.step), notices


def _year(text: str, atlas: Atlas) -> int:
    if text == "latest":
        return atlas.years[1]
    if not (text.isascii() and text.isdigit()):
        first, last = atlas.years
        raise AtlasError(f"found {text[:40]!r}, expected a year from {first} to {last}")
    return atlas.check_year(int(text[:6]))


def _within(text: str) -> int:
    if not (text.isascii() and text.isdigit() and MIN_KM <= int(text[:6]) <= MAX_KM):
        raise AtlasError(f"found {text[:40]!r}, expected kilometres from {MIN_KM} to {MAX_KM}")
    return int(text)


def _number(text: str, low: int, high: int, what: str) -> int:
    if not (text.isascii() and text.isdigit() and low <= int(text[:3]) <= high):
        raise AtlasError(f"found {text[:40]!r}, expected {what} from {low} to {high}")
    return int(text)


def _one_of(text: str, known: Iterable[str], kind: str) -> str:
    if text not in known:
        raise NotFoundError(kind, text, known)
    return text


def _step(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 1 <= int(text[:3]) <= MAX_STEPS):
        raise AtlasError(f"found {text[:40]!r}, expected the number of a step, from 1")
    return int(text[:3])


def known_values(atlas: Atlas) -> dict[str, list[str]]:
    """Every value that a facet may have in this data set, in the order in which it is offered."""
    records = [feature.record for feature in atlas.features.values()]
    return {
        "statuses": [str(status) for status in Status],
        "countries": [code for code, _ in Counter(code for one in records for code in one.countries).most_common()],
        "along": sorted(atlas.corridors),
        "tiers": list(get_args(Tier)),
        "connectivity": ["hard", "soft"],
        "confidence": list(get_args(Confidence)),
    }


def chosen_values(atlas: Atlas, facet: str, chosen: Iterable[str]) -> tuple[str, ...]:
    """The values in their usual order; raises `NotFoundError` for one that the facet does not have."""
    known = known_values(atlas)[facet]
    asked = {_one_of(text, known, f"value of {facet}") for text in chosen}
    return tuple(value for value in known if value in asked)


def _with_facet(atlas: Atlas, facet: str, view: Callable[[], View], text: str) -> View:
    changed: dict[str, Any] = {facet: chosen_values(atlas, facet, text.split(","))}
    return replace(view(), **changed)


def _layers(text: str, atlas: Atlas) -> tuple[str, ...]:
    asked = {atlas.layer(id_).id for id_ in text.split(",")} if text != "none" else set()
    return tuple(layer.id for layer in atlas.layers if layer.id in asked)


def _viewport(text: str) -> tuple[float, float, float]:
    """Zoom/latitude/longitude, the order that map links have everywhere."""
    try:
        zoom, lat, lon = (float(part) for part in text.split("/"))
    except ValueError:
        raise AtlasError(f"found {text[:40]!r}, expected zoom/latitude/longitude such as 8/42.75/130.6") from None
    if not (0 <= zoom <= 18 and -85 <= lat <= 85 and -360 <= lon <= 360):
        raise AtlasError(f"found {text[:40]!r}, expected zoom 0 to 18, latitude -85 to 85, longitude -360 to 360")
    return (round(lat, 4), round(lon, 4), zoom)


def era_years(view: View, atlas: Atlas) -> tuple[int, int] | None:
    """First and last year of the view's era; None when it shows all eras."""
    return catalog.era_bounds(atlas.era(view.era), atlas.years[1]) if view.era else None


assert set(_FIELDS.values()) == {field.name for field in fields(View)}, "every field of a view has its parameter"  # noqa: S101
