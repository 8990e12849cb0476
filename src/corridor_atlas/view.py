"""What is looked at: one frozen value that widgets and the address bar make, and all else reads."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields, replace

from corridor_atlas import catalog, recompute
from corridor_atlas.errors import AtlasError, NotFoundError
from corridor_atlas.sources import Atlas

MIN_KM, MAX_KM = 50, 5000
"""How far one may ask for what can be reached."""
HOME_VIEWPORT = (42.75, 130.6, 8.0)
"""Latitude, longitude, zoom on opening: the Tumen basin from Yanji to the sea."""


@dataclass(frozen=True)
class View:
    """A state of the atlas that can be linked to, drawn and exported.

    `layers` are the ids switched on, in drawing order; `era` narrows to what was alive in it;
    `viewport` is latitude, longitude (WGS84) and zoom; `origin` and `destination` ask for the way
    between two places, `origin` alone for what lies `within` so many kilometres (and what of it
    did not in the year `before`), `corridor` for a corridor's strip, `check` for a figure of the
    papers computed again.
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


def opening(atlas: Atlas) -> View:
    """The view on which the atlas opens: the latest year, the layers that are on by default."""
    return View(year=atlas.years[1], layers=tuple(layer.id for layer in atlas.layers if layer.on))


def to_query(view: View, atlas: Atlas) -> dict[str, str]:
    """The view as query parameters of its link; what is as on opening is left out."""
    usual = opening(atlas)
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
    same = {name for name, field in _FIELDS.items() if getattr(view, field) == getattr(usual, field)}
    return {name: text for name, text in written.items() if name not in same}


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
}


def from_query(query: Mapping[str, str], atlas: Atlas) -> tuple[View, list[str]]:
    """Read a link. A value that makes no sense falls back to the opening one, with a notice each."""
    view, notices = opening(atlas), []
    readers: dict[str, Callable[[str], View]] = {
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
        "check": lambda text: replace(view, check=_one_of(text, recompute.IDS)),
    }
    for name, read in readers.items():
        if not query.get(name):
            continue
        try:
            view = read(query[name])
        except AtlasError as error:
            notices.append(f"The link's “{name}” was not understood and is left out: {error}.")
    return view, notices


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


def _one_of(text: str, known: Iterable[str]) -> str:
    if text not in known:
        raise NotFoundError("check", text, known)
    return text


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
