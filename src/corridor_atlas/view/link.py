"""A view as the parameters of its link, and back: what is as on opening is left out, nonsense gives a notice."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import partial
from typing import Any

from corridor_atlas.core.errors import AtlasError, NotFoundError, shorten
from corridor_atlas.core.language import LANGUAGES
from corridor_atlas.data.dataset import Atlas
from corridor_atlas.network.legs import MODES
from corridor_atlas.network.query import LOADS
from corridor_atlas.view import notes
from corridor_atlas.view.home import other_year, own_layer, own_year
from corridor_atlas.view.view import (
    HOW,
    MAX_ALTERNATIVES,
    MAX_BORDERS,
    MAX_DIGITS,
    MAX_KM,
    MAX_LAT,
    MAX_LON,
    MAX_STEPS,
    MAX_ZOOM,
    MIN_KM,
    NEAREST,
    NONE,
    PANELS,
    SCOPES,
    View,
    asking_panel,
    at_step,
    chosen_values,
    opening,
    shared,
    sides,
)

EDITION = "edition"
"""Of a link that is given out: the edition of the data that it was made with. It is no part of a view, and the address
bar does not say it."""
_EDITION = re.compile(r"[^\W_][\w .+-]{0,29}")
"""What an edition may look like; the browser has the same."""


def parameters() -> tuple[str, ...]:
    """The names that a parameter of a link may have."""
    return tuple(_PARAMETERS)


def to_query(view: View, atlas: Atlas) -> dict[str, str | list[str]]:
    """The view as query parameters of its link; what is as on opening, or as the step of a tour has it, is left out.

    So are notes of the reader's own that are too long for one.

    Parameters
    ----------
    view
        What the link is to show.
    atlas
        The data set, whose opening says what is left out.

    Returns
    -------
    dict
        Texts by name of the parameter (`_PARAMETERS`), not yet escaped; a list for one that may stand there often.
    """
    view, usual = shared(view, atlas), shared(opening(atlas), atlas)
    if view.story:
        step = at_step(replace(usual, story=view.story, step=view.step), atlas)
        usual = replace(step, story=None, step=1, viewport=view.viewport)
    elif view.selected:
        usual = _as_it_lives(usual, view.selected, atlas)
    usual = replace(usual, scope=_usual_scope(view), panel=_usual_panel(view))
    view = view if notes.linkable(view.notes) else replace(view, notes=())
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
        Only notes of the reader's own may be many.
    """
    view = opening(atlas)
    notices: list[str] = []
    changed: dict[str, Any]
    for name, one in _PARAMETERS.items():
        values = _values(query, name)
        text = values[-1]
        if one.often:
            changed = {one.field: _each(one, values, atlas, partial(_complain, notices, name))}
            view = replace(view, **changed)
            continue
        if len(values) > 1:
            notices.append(f"The link has “{name}” {len(values)} times: the last, {shorten(text)}, counts.")
        if not text:
            continue
        try:
            changed = {one.field: _read(one, text, atlas, partial(_complain, notices, name))}
            view = replace(view, **changed)
        except AtlasError as error:
            _complain(notices, name, error)
            continue
        if name == "story":  # what else the link says comes on top of what the step shows
            view = at_step(view, atlas)
    view = _completed(view, query, atlas)
    edition = _values(query, EDITION)[-1]
    if edition and not _is_edition(edition, atlas):
        _complain(notices, EDITION, AtlasError(f"found {shorten(edition)}, expected the name of an edition"))
    return view if view.story else replace(view, step=View.step), notices


def other_edition(query: Mapping[str, str | Sequence[str]], atlas: Atlas) -> str | None:
    """The edition that a link was made with, where it is another one than that of the atlas.

    Parameters
    ----------
    query
        By name of the parameter, each with its value or all its values, of which the last counts.
    atlas
        The data set.

    Returns
    -------
    str or None
        None for a link that says no edition, or nothing that could be one, and for an atlas without any.
    """
    edition = _values(query, EDITION)[-1]
    is_other = atlas.edition and edition not in ("", atlas.edition) and _is_edition(edition, atlas)
    return edition if is_other else None


def _is_edition(text: str, atlas: Atlas) -> bool:
    return text == atlas.edition or _EDITION.fullmatch(text) is not None


def _values(query: Mapping[str, str | Sequence[str]], name: str) -> Sequence[str]:
    """All values of a parameter, or one empty text."""
    asked = query.get(name) or ""
    return [asked] if isinstance(asked, str) else asked


def _completed(view: View, query: Mapping[str, str | Sequence[str]], atlas: Atlas) -> View:
    """A view with what follows from a link that does not say it: what is chosen is shown as it lives."""
    if view.selected and view.story is None:
        lives = _as_it_lives(view, view.selected, atlas)
        said: dict[str, Any] = {name: getattr(view, name) for name in ("year", "layers") if query.get(name)}
        view = replace(lives, **said)
    if view.panel in (None, "corridors"):  # what is asked opens the panel that answers it
        view = replace(view, panel=asking_panel(view) or view.panel)
    if view.panel == "reach":
        view = replace(view, destination=None)
    if view.panel == "changes" and view.against is None:  # whoever reads of changes compares
        view = replace(view, against=other_year(view.year, atlas.years))
    return view if query.get("count") else replace(view, scope=_usual_scope(view))


def _as_it_lives(view: View, id_: str, atlas: Atlas) -> View:
    """A view as it shows a feature that was chosen: in the year of its own, and with its layer if that opens off."""
    year, layer = own_year(atlas, id_), own_layer(atlas, id_)
    layers = _layers(",".join((*view.layers, layer)), atlas) if layer else view.layers
    return replace(view, year=year or view.year, layers=layers)


def _usual_scope(view: View) -> str:
    """What is counted unless the reader chooses: of two years everything that changed, else what is in view."""
    return "all" if view.against else View.scope


def _usual_panel(view: View) -> str | None:
    """The panel that a link need not name: none, or the one that answers what the view asks."""
    return view.panel if view.panel == asking_panel(view) else None


def _read(one: _Parameter, text: str, atlas: Atlas, complain: Callable[[AtlasError], None]) -> Any:
    """The value of a parameter; of a list what is known, if anything is, and a complaint for the rest."""
    if not one.many or text == NONE:
        return one.read(text, atlas)
    known: list[str] = []
    wrong: list[AtlasError] = []
    for part in text.split(","):
        try:
            one.read(part, atlas)
            known.append(part)
        except AtlasError as error:
            wrong.append(error)
    if not known:
        raise wrong[0]
    for fault in wrong:
        complain(fault)
    return one.read(",".join(known), atlas)


def _each(
    one: _Parameter, values: Sequence[str], atlas: Atlas, complain: Callable[[AtlasError], None]
) -> tuple[Any, ...]:
    """The sound values of a parameter that may stand in a link often, and a complaint for each other one."""
    found = []
    if len(values) > notes.MAX_NOTES:
        complain(AtlasError(f"found {len(values)}, expected at most {notes.MAX_NOTES}: the first of them count"))
    for text in values[: notes.MAX_NOTES]:
        try:
            if text and text != NONE:
                found.append(one.read(text, atlas))
        except AtlasError as error:
            complain(error)
    return tuple(found)


def _complain(notices: list[str], name: str, error: AtlasError) -> None:
    end = "" if str(error).endswith("?") else "."
    notices.append(f"The link's “{name}” was not understood and is left out: {error}{end}")


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
    """A parameter of a link: the field of the view that it holds, how it is read and written.

    `many` is one that holds a list, `often` one that may stand in a link more than once.
    """

    field: str
    read: Callable[[str, Atlas], Any]
    write: Callable[[Any], str | list[str]] = _written
    many: bool = False
    often: bool = False


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
    return (round(lat, 4), round(lon, 4), min(zoom, NEAREST))


def _written_viewport(viewport: tuple[float, float, float]) -> str:
    lat, lon, zoom = viewport
    return f"{zoom:g}/{lat:.4f}/{lon:.4f}"


def _written_or_none(year: int | None) -> str:
    """For what a step of a tour may set: that it is empty has to be said."""
    return str(year or NONE)


def _modes(text: str, atlas: Atlas) -> tuple[str, ...]:
    asked = {_one_of(MODES, "mode")(one, atlas) for one in text.split(",")}
    return tuple(mode for mode in MODES if mode in asked)


def _any_sea(text: str, atlas: Atlas) -> bool:
    return _one_of(("any", "dated"), "kind of ship")(text, atlas) == "any"


_PARAMETERS = {
    "step": _Parameter("step", _number(1, MAX_STEPS, "the number of a step")),  # before the story that it belongs to
    "story": _Parameter("story", _story),
    "year": _Parameter("year", _year),
    "since": _Parameter("since", _year_or_none, _written_or_none),
    "era": _Parameter("era", lambda text, atlas: atlas.era(text).id),
    "layers": _Parameter("layers", _layers, many=True),
    "id": _Parameter("selected", _place),
    "certain": _Parameter("certain_only", _switch),
    "gone": _Parameter("show_gone", _switch),
    "count": _Parameter("scope", _one_of(SCOPES, "scope of the counts")),
    "status": _Parameter("statuses", _facet("statuses"), many=True),
    "traffic": _Parameter("traffic", _facet("traffic"), many=True),
    "country": _Parameter("countries", _facet("countries"), many=True),
    "along": _Parameter("along", _facet("along"), many=True),
    "tier": _Parameter("tiers", _facet("tiers"), many=True),
    "kind": _Parameter("connectivity", _facet("connectivity"), many=True),
    "sure": _Parameter("confidence", _facet("confidence"), many=True),
    "vs": _Parameter("against", _year_or_none, _written_or_none),
    "how": _Parameter("how", _one_of(HOW, "way to compare")),
    "panel": _Parameter("panel", _one_of(PANELS, "panel")),
    "at": _Parameter("viewport", _viewport, _written_viewport),
    "from": _Parameter("origin", _place),
    "to": _Parameter("destination", _place),
    "alt": _Parameter("alternative", _number(1, MAX_ALTERNATIVES, "the number of a way")),
    "modes": _Parameter("modes", _modes, many=True),
    "sea": _Parameter("any_sea", _any_sea, lambda any_sea: "any" if any_sea else ""),
    "for": _Parameter("load", _one_of(LOADS, "load")),
    "km": _Parameter("within", _number(MIN_KM, MAX_KM, "kilometres")),
    "borders": _Parameter("borders", _number(0, MAX_BORDERS, "border crossings")),
    "before": _Parameter("before", _year),
    "corridor": _Parameter("corridor", lambda text, atlas: atlas.corridor(text).id),
    "check": _Parameter("check", lambda text, atlas: atlas.check(text).id),
    "note": _Parameter(
        "notes", lambda text, _: notes.read(text), lambda held: [notes.written(one) for one in held], often=True
    ),
    "lang": _Parameter("language", _one_of(LANGUAGES, "language")),
    "names": _Parameter("names", lambda text, atlas: _one_of(sides(atlas), "view of names")(text, atlas)),
}
"""The parameters of a link, in the order in which they are read and written."""


_HELD = {one.field for one in _PARAMETERS.values()}
assert {field.name for field in fields(View)} == _HELD, "every field of a view has its parameter"  # noqa: S101
