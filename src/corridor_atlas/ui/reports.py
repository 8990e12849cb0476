"""What the browser reports, read through closed models: nothing in it is trusted.

A part that makes no sense is left out, the sound ones beside it count. No reader raises for
anything that JSON can hold.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Annotated, Any, Generic, Literal, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    ValidationError,
    ValidationInfo,
    WrapValidator,
)
from pydantic_core import PydanticCustomError

from corridor_atlas.core.errors import AtlasError
from corridor_atlas.core.language import spoken
from corridor_atlas.data.dataset import Atlas
from corridor_atlas.network.legs import MODES
from corridor_atlas.network.query import LOADS
from corridor_atlas.view import view as views
from corridor_atlas.view.home import other_year
from corridor_atlas.view.notes import MAX_NOTES, made
from corridor_atlas.view.view import View

WAY = ("origin", "destination", "modes", "load", "any_sea", "alternative")
"""Fields of a view that ask for a way."""
REACH = ("origin", "within", "borders", "before", "load", "any_sea")
"""Fields of a view that ask for what lies within reach."""
QUESTIONS = {"corridors": "corridor", "figures": "check"}
"""The field of a view that holds what a panel shows."""
MAX_ADDRESS = 8000
"""Letters that the parameters of a link may have."""
FURTHEST = 1000
"""By how much the number of a report may be ahead of the last one that was heard."""
EARTH = ((-360, 360), (-90, 90), (-360, 360), (-90, 90))
"""Bounds of the sides of what is in view, in degrees: west, south, east, north."""
T = TypeVar("T")
M = TypeVar("M", bound="Closed")


@dataclass(frozen=True)
class Known:
    """What a report is held against: the atlas, and the number of the last report that was heard."""

    atlas: Atlas
    heard: int = 0


class Closed(BaseModel):
    """Takes what is written down here and nothing else, each value of its very type."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, allow_inf_nan=False)


def sound(model: type[M], raw: object, known: Known) -> M:
    """What of `raw` fits the model; parts at its top level that do not fit are left out."""
    parts = dict(raw) if isinstance(raw, dict) else {}
    try:
        return model.model_validate(parts, context=known)
    except ValidationError as error:
        wrong = {one["loc"][0] for one in error.errors(include_url=False, include_input=False, include_context=False)}
    return model.model_validate({name: part for name, part in parts.items() if name not in wrong}, context=known)


# --- values ---------------------------------------------------------------------------------------


def _held_against(look: Callable[[Known, Any], Any]) -> AfterValidator:
    """A check that asks the atlas; what it does not know is a value that does not fit."""

    def check(value: Any, info: ValidationInfo[Known]) -> Any:
        return _asked(look, info.context, value)

    return AfterValidator(check)


def _asked(look: Callable[[Known, Any], Any], known: Known, value: Any) -> Any:
    try:
        return look(known, value)
    except AtlasError as error:
        raise PydanticCustomError("unknown", "unknown to the atlas") from error


def _facet(value: list[str], info: ValidationInfo[Known]) -> tuple[str, ...]:
    def look(known: Known, value: list[str]) -> tuple[str, ...]:
        return views.chosen_values(known.atlas, str(info.field_name), value)

    chosen: tuple[str, ...] = _asked(look, info.context, value)
    return chosen


def _number(known: Known, number: int) -> int:
    if number > known.heard + FURTHEST:
        raise AtlasError("the number of a report jumps")
    return number


def _layers(known: Known, ids: list[str]) -> list[str]:
    on = {known.atlas.layer(id_).id for id_ in ids}
    return [layer.id for layer in known.atlas.layers if layer.id in on]


def _modes(_: Known, modes: list[str]) -> tuple[str, ...]:
    if not modes or not set(modes) <= set(MODES):
        raise AtlasError("no such mode")
    return tuple(mode for mode in MODES if mode in modes)


def _story(known: Known, id_: str) -> str:
    if id_ not in known.atlas.stories:
        raise AtlasError("no such tour")
    return id_


def _side(known: Known, side: str) -> str:
    if side not in views.sides(known.atlas):
        raise AtlasError("nobody's names")
    return side


def _among(known: tuple[str, ...]) -> AfterValidator:
    def look(_: Known, value: str) -> str:
        if value not in known:
            raise AtlasError(f"expected one of {', '.join(known)}")
        return value

    return _held_against(look)


Number = Annotated[int, Field(ge=1), _held_against(_number)]
Year = Annotated[int, _held_against(lambda known, year: known.atlas.check_year(year))]
FeatureId = Annotated[str, _held_against(lambda known, id_: known.atlas.feature(id_).id)]
CorridorId = Annotated[str, _held_against(lambda known, id_: known.atlas.corridor(id_).id)]
CheckId = Annotated[str, _held_against(lambda known, id_: known.atlas.check(id_).id)]
EraId = Annotated[str, _held_against(lambda known, id_: known.atlas.era(id_).id)]
StoryId = Annotated[str, _held_against(_story)]
Panel = Annotated[str, _among(views.PANELS)]
Language = Annotated[str, _among(tuple(spoken()))]
Side = Annotated[str, _held_against(_side)]
Layers = Annotated[list[str], _held_against(_layers)]
Facet = Annotated[list[str], AfterValidator(_facet)]
Scope = Annotated[str, _among(views.SCOPES)]


class Filter(Closed):
    """The facets, each with its values; the era; what is in doubt or gone."""

    statuses: Facet
    traffic: Facet
    countries: Facet
    along: Facet
    tiers: Facet
    connectivity: Facet
    confidence: Facet
    certainOnly: bool  # noqa: N815  the names that the map has
    showGone: bool  # noqa: N815
    era: EraId | None


class Compared(Closed):
    """A year to compare with, and how it is shown."""

    against: Year | None
    how: Annotated[str, _among(views.HOW)]


class Step(Closed):
    """A guided tour at a step, from 1."""

    id: StoryId
    step: Annotated[int, Field(ge=1, le=views.MAX_STEPS)]


class Place(Closed):
    """What part of the map is seen: its middle in degrees (WGS84) and the zoom."""

    lat: Annotated[float, Field(ge=-views.MAX_LAT, le=views.MAX_LAT)]
    lon: Annotated[float, Field(ge=-views.MAX_LON, le=views.MAX_LON)]
    zoom: Annotated[float, Field(ge=0, le=views.MAX_ZOOM)]


class Pinned(Closed):
    """A note of the reader's own at a place, in degrees (WGS84)."""

    lon: float
    lat: float
    text: Annotated[str, Field(max_length=MAX_ADDRESS)]


Pin = Annotated[Pinned, _held_against(lambda _, one: made(one.lon, one.lat, one.text))]


def _window(_: Known, box: list[float]) -> tuple[float, ...]:
    if (
        len(box) != len(EARTH)
        or box[0] > box[2]
        or box[1] > box[3]
        or any(not low <= one <= high for one, (low, high) in zip(box, EARTH, strict=True))
    ):
        raise AtlasError("expected west, south, east, north")
    return tuple(box)


class Way(Closed):
    """Two places between which a way is asked for: by what, for what, and which of the ways is shown."""

    origin: FeatureId
    destination: FeatureId
    modes: Annotated[list[str], _held_against(_modes)]
    load: Annotated[str, _among(tuple(LOADS))]
    anySea: bool  # noqa: N815
    alternative: Annotated[int, Field(ge=1, le=views.MAX_ALTERNATIVES)]


class Reach(Closed):
    """A place from which is asked what lies within reach: how far, compared with which year, and for what."""

    origin: FeatureId | None
    within: Annotated[int, Field(ge=views.MIN_KM, le=views.MAX_KM)]
    borders: Annotated[int, Field(ge=0, le=views.MAX_BORDERS)] | None
    before: Year | None
    load: Annotated[str, _among(tuple(LOADS))]
    anySea: bool  # noqa: N815


class Corridor(Closed):
    """What the panel of corridors shows: one, or all of them, and for what."""

    id: CorridorId | None
    load: Annotated[str, _among(tuple(LOADS))]


def _last_step(known: Known, one: Step | None) -> Step | None:
    if one and one.step > len(known.atlas.stories[one.id].steps):
        raise AtlasError("the tour is shorter")
    return one


# --- the map --------------------------------------------------------------------------------------


class Nonsense:
    """Stands for a value that does not fit: its number is heard all the same, or the map would repeat it for ever."""


def _or_nonsense(value: object, read: Callable[[object], Any]) -> Any:
    try:
        return read(value)
    except ValidationError:
        return Nonsense()


class Told(Closed, Generic[T]):
    """A part of the map's report with the number under which the map waits for it to be heard."""

    number: Number
    value: Annotated[T, WrapValidator(_or_nonsense)]


class Report(Closed):
    """What the map tells of itself, to the session that it took up its state from.

    `ledger` is the revision of what changed between two years that came last. `back` says nothing but that the
    page is connected again, and asks for an answer; `address` that the reader went to another one, with its
    parameters. The parts stand in the order in which they are taken over.
    """

    session: str = ""
    ledger: str | None = None
    back: Told[Literal[True]] | None = None
    address: Told[Annotated[str, Field(max_length=MAX_ADDRESS)]] | None = None
    year: Told[Year] | None = None
    since: Told[Year | None] | None = None
    selected: Told[FeatureId | None] | None = None
    language: Told[Language] | None = None
    names: Told[Side] | None = None
    layers: Told[Layers] | None = None
    filter: Told[Filter] | None = None
    scope: Told[Scope] | None = None
    seen: Told[Annotated[list[float], _held_against(_window)]] | None = None
    compare: Told[Compared] | None = None
    panel: Told[Panel | None] | None = None
    reach: Told[Reach | None] | None = None
    check: Told[CheckId | None] | None = None
    ways: Told[Way | None] | None = None
    corridor: Told[Corridor | None] | None = None
    story: Told[Annotated[Step | None, _held_against(_last_step)]] | None = None
    viewport: Told[Place] | None = None
    notes: Told[Annotated[list[Pin], Field(max_length=MAX_NOTES)]] | None = None


def changes(report: Report, known: Known, view: View) -> tuple[dict[str, Any], int]:
    """Fields of the view that a report changes, and the number up to which it is heard with that.

    Beside the fields stands `address` where the reader went to another one: what else is reported comes on top.

    The map repeats a part until it knows that it was heard, so what has been heard is passed over.
    """
    changed: dict[str, Any] = {}
    latest = known.heard
    for name, change in PARTS.items():
        told = getattr(report, name)
        if told and told.number > known.heard:
            latest = max(latest, told.number)
            if not isinstance(told.value, Nonsense):
                fields = {name: value for name, value in changed.items() if name != "address"}
                changed |= change(told.value, known.atlas, replace(view, **fields))
    return changed, latest


def _chosen(value: Filter, *_: object) -> dict[str, Any]:
    facets = {name: getattr(value, name) for name in views.FACETS}
    return {**facets, "certain_only": value.certainOnly, "show_gone": value.showGone, "era": value.era}


def _panel(panel: str | None, atlas: Atlas, view: View) -> dict[str, Any]:
    # with a panel goes what it was asked; a way has a panel of its own
    asked: dict[str, Any] = {field: None for name, field in QUESTIONS.items() if name != panel}
    if panel != "reach" and not view.destination:
        asked |= _as_on_opening(REACH)
    if panel == "changes" and not view.against:  # the list and the map compare with the same year
        return {**asked, "panel": panel, "against": other_year(view.year, atlas.years)}
    return {**asked, "panel": panel}


def _as_on_opening(fields: Iterable[str]) -> dict[str, Any]:
    return {name: getattr(View, name) for name in fields}


def _values(value: BaseModel, fields: Iterable[str]) -> dict[str, Any]:
    return {name: getattr(value, "anySea" if name == "any_sea" else name) for name in fields}


def _reach(asked: Reach | None, _: Atlas, view: View) -> dict[str, Any]:
    """What the reader asks; where no reach is asked for any longer, as on opening, unless a way is."""
    if asked:
        return _values(asked, REACH) | {"destination": None, "corridor": None, "check": None, "panel": "reach"}
    return {} if view.destination else _as_on_opening(REACH)


def _way(asked: Way | None, _: Atlas, view: View) -> dict[str, Any]:
    """What the reader asks; where no way is asked for any longer, as on opening, unless a reach is."""
    if asked:
        panel = None if view.panel in ("reach", *QUESTIONS) else view.panel
        return _values(asked, WAY) | {"corridor": None, "check": None, "panel": panel}
    return _as_on_opening(WAY) if view.destination else {}


def _corridor(asked: Corridor | None, _: Atlas, view: View) -> dict[str, Any]:
    """What is shown in the panel of corridors; what it was for goes with it, unless something else asks by now."""
    if asked:
        return {"corridor": asked.id, "load": asked.load}
    return {"corridor": None} | ({} if view.origin or view.panel == "reach" else {"load": View.load})


PARTS: dict[str, Callable[[Any, Atlas, View], dict[str, Any]]] = {
    "back": lambda *_: {},
    "address": lambda text, *_: {"address": text},
    "year": lambda year, *_: {"year": year},
    "since": lambda year, *_: {"since": year},
    "selected": lambda id_, *_: {"selected": id_},
    "language": lambda code, *_: {"language": code},
    "names": lambda side, *_: {"names": side},
    "layers": lambda ids, *_: {"layers": ids},
    "filter": _chosen,
    "scope": lambda scope, *_: {"scope": scope},
    "seen": lambda *_: {},  # it is no part of a view: see `state.window`
    "compare": lambda one, *_: {"against": one.against, "how": one.how},
    "panel": _panel,
    "reach": _reach,
    "check": lambda id_, *_: {"check": id_, "panel": "figures"} if id_ else {"check": None},
    "ways": _way,
    "corridor": _corridor,
    "story": lambda one, *_: {"story": one.id, "step": one.step} if one else {"story": None, "step": View.step},
    "viewport": lambda one, *_: {"viewport": (round(one.lat, 4), round(one.lon, 4), round(one.zoom, 2))},
    "notes": lambda pins, *_: {"notes": tuple(pins)},
}
"""How each part of a report changes the fields of the view."""


class MapState(Closed):
    """All that the map's component keeps: the revision of the map that the browser has, and the last report."""

    have: str | None = None
    report: Any = None


# --- other parts of the page ----------------------------------------------------------------------
