"""What is looked at: one frozen value that widgets and the address bar make, and all else reads."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, get_args

from corridor_atlas.core.errors import AtlasError, NotFoundError, shorten
from corridor_atlas.core.language import DEFAULT, LANGUAGES
from corridor_atlas.core.model import Confidence, Record, Status, Tier, Traffic
from corridor_atlas.data import config
from corridor_atlas.data.dataset import Atlas
from corridor_atlas.network.query import LOADS
from corridor_atlas.view.home import home, own_year

MIN_KM, MAX_KM = 50, 5000
"""How far one may ask for what can be reached."""
MAX_BORDERS = 9
MAX_STEPS = 99
MAX_DIGITS = 6
MAX_WAYS = 3
"""How many ways between two places are offered."""
MAX_ZOOM, MAX_LAT, MAX_LON = 18, 85, 360
"""Bounds of what part of the map may be seen: zoom, degrees of latitude and longitude either way (WGS84)."""
NONE = "none"
"""Written for what the reader emptied where opening, or the step of a tour, has something."""
HOW = ("changes", "beside", "swipe")
"""Ways to show two years: changes tinted on one map, two maps side by side, one wiped over the other."""
PANELS = ("corridors", "changes", "table", "take")
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
    another one, from 1; by `any_sea` also with ships that sail on no dated service; `load` is
    cargo or people), `origin`
    alone for what lies `within` so many kilometres, or within so many `borders` (and what of it
    did not in the year `before`), `corridor` for a corridor's strip, `check` for a figure of the
    papers computed again.
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
    any_sea: bool = False
    load: str = "cargo"
    traffic: tuple[str, ...] = ()

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
    asked = {_one_of(known, f"value of {facet}")(text, atlas) for text in chosen}
    return tuple(value for value in known if value in asked)


def era_years(view: View, atlas: Atlas) -> tuple[int, int] | None:
    """First and last year of the view's era; None when it shows all eras.

    Of `view` only its `era` counts; one that goes on ends with the last year of `atlas`. Raises
    `NotFoundError` for an era that the atlas lacks.
    """
    return config.era_bounds(atlas.era(view.era), atlas.years[1]) if view.era else None


def to_query(view: View, atlas: Atlas) -> dict[str, str]:
    """The view as query parameters of its link; what is as on opening, or as the step of a tour has it, is left out.

    Parameters
    ----------
    view
        What the link is to show.
    atlas
        The data set, whose opening says what is left out.

    Returns
    -------
    dict of str
        Texts by name of the parameter (`_PARAMETERS`), not yet escaped.
    """
    usual = opening(atlas)
    if view.story:
        step = at_step(replace(usual, story=view.story, step=view.step), atlas)
        usual = replace(step, story=None, step=1, viewport=view.viewport)
    return {
        name: one.write(getattr(view, one.field))
        for name, one in _PARAMETERS.items()
        if getattr(view, one.field) != getattr(usual, one.field)
    }


def from_query(query: Mapping[str, str | Sequence[str]], atlas: Atlas) -> tuple[View, list[str]]:
    """Read a link, each parameter with its value or all its values.

    Parameters
    ----------
    query
        By name of the parameter; names that are no parameter are passed over.
    atlas
        The data set, in which the values are looked up.

    Returns
    -------
    tuple of 2
        The view, and the notices in words: one for each value that makes no sense, which falls back to
        that of the opening, and one for each parameter that is there more than once, of which the last counts.
    """
    view, notices = opening(atlas), []
    for name, one in _PARAMETERS.items():
        asked = query.get(name) or ""
        values = [asked] if isinstance(asked, str) else asked
        text = values[-1]
        if len(values) > 1:
            notices.append(f"The link has “{name}” {len(values)} times: the last, {shorten(text)}, counts.")
        if not text:
            continue
        try:
            changed: dict[str, Any] = {one.field: one.read(text, atlas)}
            view = replace(view, **changed)
        except AtlasError as error:
            end = "" if str(error).endswith("?") else "."
            notices.append(f"The link's “{name}” was not understood and is left out: {error}{end}")
            continue
        if name == "story":  # what else the link says comes on top of what the step shows
            view = at_step(view, atlas)
    if view.selected and not query.get("year") and view.story is None:
        view = replace(view, year=own_year(atlas, view.selected) or view.year)
    return view if view.story else replace(view, step=View.step), notices


def _written(value: object) -> str:
    """A value as it stands in a link; nothing for None and for a switch that is off."""
    match value:
        case None | False:
            return ""
        case True:
            return "1"
        case tuple():
            return ",".join(value) or NONE
    return str(value)


@dataclass(frozen=True)
class _Parameter:
    """A parameter of a link: the field of the view that it holds, how it is read and written."""

    field: str
    read: Callable[[str, Atlas], Any]
    write: Callable[[Any], str] = _written


def _year(text: str, atlas: Atlas) -> int:
    if text == "latest":
        return atlas.years[1]
    if not _is_number(text):
        first, last = atlas.years
        raise AtlasError(f"found {shorten(text)}, expected a year from {first} to {last}")
    return atlas.check_year(int(text))


def _is_number(text: str) -> bool:
    """Whether a text is a whole number of a size that some parameter may have."""
    return text.isascii() and text.isdigit() and len(text) <= MAX_DIGITS


def _year_or_none(text: str, atlas: Atlas) -> int | None:
    return None if text == NONE else _year(text, atlas)


def _number(low: int, high: int, what: str) -> Callable[[str, Atlas], int]:
    def read(text: str, _: Atlas) -> int:
        if not (_is_number(text) and low <= int(text) <= high):
            raise AtlasError(f"found {shorten(text)}, expected {what} from {low} to {high}")
        return int(text)

    return read


def _one_of(known: Iterable[str], kind: str) -> Callable[[str, Atlas], str]:
    def read(text: str, _: Atlas) -> str:
        if text not in known:
            raise NotFoundError(kind, text, known)
        return text

    return read


def _story(text: str, atlas: Atlas) -> str:
    return _one_of(atlas.stories, "story")(text, atlas)


def _place(text: str, atlas: Atlas) -> str:
    return atlas.feature(text).id


def _switch(text: str, _: Atlas) -> bool:
    return text == "1"


def _facet(name: str) -> Callable[[str, Atlas], tuple[str, ...]]:
    return lambda text, atlas: chosen_values(atlas, name, text.split(","))


def _layers(text: str, atlas: Atlas) -> tuple[str, ...]:
    asked = {atlas.layer(id_).id for id_ in text.split(",")} if text != NONE else set()
    return tuple(layer.id for layer in atlas.layers if layer.id in asked)


def _viewport(text: str, _: Atlas) -> tuple[float, float, float]:
    """Zoom/latitude/longitude, the order that map links have everywhere."""
    try:
        zoom, lat, lon = (float(part) for part in text.split("/"))
    except ValueError:
        raise AtlasError(f"found {shorten(text)}, expected zoom/latitude/longitude such as 8/51.5/0.12") from None
    if not (0 <= zoom <= MAX_ZOOM and abs(lat) <= MAX_LAT and abs(lon) <= MAX_LON):
        bounds = f"zoom 0 to {MAX_ZOOM}, latitude -{MAX_LAT} to {MAX_LAT}, longitude -{MAX_LON} to {MAX_LON}"
        raise AtlasError(f"found {shorten(text)}, expected {bounds}")
    return (round(lat, 4), round(lon, 4), zoom)


def _written_viewport(viewport: tuple[float, float, float]) -> str:
    lat, lon, zoom = viewport
    return f"{zoom:g}/{lat:.4f}/{lon:.4f}"


def _written_or_none(year: int | None) -> str:
    """For what a step of a tour may set: that it is empty has to be said."""
    return str(year or NONE)


def _any_sea(text: str, atlas: Atlas) -> bool:
    return _one_of(("any", "dated"), "kind of ship")(text, atlas) == "any"


_PARAMETERS = {
    "step": _Parameter("step", _number(1, MAX_STEPS, "the number of a step")),  # before the story that it belongs to
    "story": _Parameter("story", _story),
    "year": _Parameter("year", _year),
    "since": _Parameter("since", _year_or_none, _written_or_none),
    "era": _Parameter("era", lambda text, atlas: atlas.era(text).id),
    "layers": _Parameter("layers", _layers),
    "id": _Parameter("selected", _place),
    "certain": _Parameter("certain_only", _switch),
    "gone": _Parameter("show_gone", _switch),
    "status": _Parameter("statuses", _facet("statuses")),
    "traffic": _Parameter("traffic", _facet("traffic")),
    "country": _Parameter("countries", _facet("countries")),
    "along": _Parameter("along", _facet("along")),
    "tier": _Parameter("tiers", _facet("tiers")),
    "kind": _Parameter("connectivity", _facet("connectivity")),
    "sure": _Parameter("confidence", _facet("confidence")),
    "vs": _Parameter("against", _year_or_none, _written_or_none),
    "how": _Parameter("how", _one_of(HOW, "way to compare")),
    "panel": _Parameter("panel", _one_of(PANELS, "panel")),
    "at": _Parameter("viewport", _viewport, _written_viewport),
    "from": _Parameter("origin", _place),
    "to": _Parameter("destination", _place),
    "alt": _Parameter("alternative", _number(1, MAX_WAYS, "the number of a way")),
    "sea": _Parameter("any_sea", _any_sea, lambda any_sea: "any" if any_sea else ""),
    "for": _Parameter("load", _one_of(LOADS, "load")),
    "km": _Parameter("within", _number(MIN_KM, MAX_KM, "kilometres")),
    "borders": _Parameter("borders", _number(0, MAX_BORDERS, "border crossings")),
    "before": _Parameter("before", _year),
    "corridor": _Parameter("corridor", lambda text, atlas: atlas.corridor(text).id),
    "check": _Parameter("check", lambda text, atlas: atlas.check(text).id),
    "lang": _Parameter("language", _one_of(LANGUAGES, "language")),
    "names": _Parameter("names", lambda text, atlas: _one_of(sides(atlas), "view of names")(text, atlas)),
}
"""The parameters of a link, in the order in which they are read and written."""


_HELD = {one.field for one in _PARAMETERS.values()}
assert {field.name for field in fields(View)} == _HELD, "every field of a view has its parameter"  # noqa: S101
