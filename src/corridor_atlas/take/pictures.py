"""The pictures that can be made of a view: one value says which, and is drawn, named and written from.

A picture is a map of the year, several years side by side, what changed since an earlier year,
a corridor as a strip, all corridors, or a film.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, cast

import shapely

from corridor_atlas.core.errors import AtlasError, NotFoundError
from corridor_atlas.core.language import pick
from corridor_atlas.data import config
from corridor_atlas.data.dataset import Atlas
from corridor_atlas.draw import figure
from corridor_atlas.draw.figure import Figure, Film, Progress, compose, strips
from corridor_atlas.draw.figure.words import Words
from corridor_atlas.take import formats
from corridor_atlas.time.headline import headline
from corridor_atlas.view import gazetteer
from corridor_atlas.view.selection import selection
from corridor_atlas.view.view import View

KINDS = ("year", "series", "changes", "corridor", "corridors", "film")
STILL = {".png": "image/png", ".svg": "image/svg+xml", ".pdf": "application/pdf"}
MOVING = {".gif": "image/gif", ".webp": "image/webp", ".mp4": "video/mp4"}
"""Endings of files, with their media types."""
NAMED_FROM = 6.5
"""Zoom from which a picture is named after the town in its middle."""


@dataclass(frozen=True)
class Picture:
    """Which picture of a view, and how it is made.

    `kind` is one of `KINDS`; `years` are those of a series or film, or the two of a change map;
    `eras` stands for a series of the eras, each in its last year. `size` (the usual one of the
    kind when empty), `language`, `dpi`, `extent`, `projection`, `title` and `link` are those of
    `figure.Options`; `fps` is years a second.
    """

    kind: str = "year"
    years: tuple[int, ...] = ()
    eras: bool = False
    size: str = ""
    language: str | None = None
    dpi: float | None = None
    extent: tuple[float, float, float, float] | None = None
    projection: str = "conic"
    title: str | None = None
    link: str = ""
    fps: float = 2.0

    @property
    def suffixes(self) -> dict[str, str]:
        """Endings that its file may have, with their media types."""
        return MOVING if self.kind == "film" else STILL


def still(atlas: Atlas, view: View, asked: Picture) -> Figure:
    """Draw a picture of a view that does not move.

    Parameters
    ----------
    atlas
        The data set.
    view
        What is drawn.
    asked
        Which picture of it, any but a film.

    Raises
    ------
    AtlasError
        It, or one of its kinds, for what cannot be drawn.
    """
    options = _options(asked)
    match asked.kind:
        case "year":
            return figure.figure(atlas, view, **options)
        case "series":
            return figure.series(atlas, _views(atlas, view, asked), **options)
        case "changes":
            return figure.changes(atlas, view, *_two(view, asked), **options)
        case "corridor":
            return figure.corridor(atlas, view, _corridor(view), **options)
        case "corridors":
            return figure.corridors(atlas, view, **options)
    raise NotFoundError("kind of picture", asked.kind, KINDS)


def usual_title(atlas: Atlas, view: View, asked: Picture) -> str:
    """What stands at the head of a picture that has no title of its own, in its language; told without drawing.

    Parameters
    ----------
    atlas
        The data set.
    view
        What is drawn; its viewport counts where `asked` has no extent.
    asked
        Which picture of it; its extent is west, south, east, north in degrees (WGS84).

    Raises
    ------
    AtlasError
        For a map of changes without two years, and for a strip without a corridor.
    """
    words = Words(asked.language or view.language)
    match asked.kind:
        case "corridor":
            return pick(atlas.corridor(_corridor(view)).name, words.language)
        case "corridors":
            return strips.usual_title(atlas, words)
        case "year":
            shown = replace(view, against=None)
        case "changes":
            first, last = _two(view, asked)
            shown = replace(view, year=last, since=None, against=first)
        case _:
            return compose.usual_title(atlas, words)
    return headline(atlas, shown, asked.extent or gazetteer.extent_of(view.viewport), words.language).undated


def film(atlas: Atlas, view: View, asked: Picture) -> Film:
    """Plan a film of a view, all years of the atlas when none are asked for; it is drawn when it is written.

    Parameters
    ----------
    atlas
        The data set.
    view
        What is drawn; its own year is not used.
    asked
        How it is made: of its `kind` nothing is asked here.

    Raises
    ------
    AtlasError
        It, or one of its kinds, for what cannot be drawn.
    """
    first, last = atlas.years
    return figure.film(atlas, view, asked.years or range(first, last + 1), **_options(asked))


def _options(asked: Picture) -> figure.Options:
    names = ("language", "dpi", "extent", "projection", "title", "link")
    options: Any = {name: getattr(asked, name) for name in names} | ({"size": asked.size} if asked.size else {})
    return cast(figure.Options, options)


def content(atlas: Atlas, view: View, asked: Picture, suffix: str, progress: Progress | None = None) -> bytes:
    """A picture of a view as the bytes of a file; errors as for `still` and `film`.

    Parameters
    ----------
    atlas
        The data set.
    view
        What is drawn.
    asked
        Which picture of it.
    suffix
        One of the endings that such a picture may have (`Picture.suffixes`), with its dot.
    progress
        Told of each picture of a film when it is done; None for nobody.

    Raises
    ------
    AtlasError
        It, or one of its kinds, for another ending and for what cannot be drawn.
    """
    if suffix not in asked.suffixes:
        raise AtlasError(f"this picture has no form {suffix}: expected {', '.join(asked.suffixes)}")
    if asked.kind == "film":
        return film(atlas, view, asked).encoded(suffix.removeprefix("."), asked.fps, progress)
    return still(atlas, view, asked).encoded(suffix.removeprefix("."))


def has_content(atlas: Atlas, view: View, asked: Picture) -> bool:
    """Whether a map of the view can have anything on it, told without drawing: anything of its layers in its part.

    What the scale or the labels leave out is not weighed. A picture of corridors always can.

    Parameters
    ----------
    atlas
        The data set.
    view
        What would be drawn; its viewport is the part of the map that counts where `asked` has no extent.
    asked
        Which picture of it; its extent is west, south, east, north in degrees (WGS84).

    Raises
    ------
    NotFoundError
        For a layer that the atlas lacks.
    """
    if asked.kind in ("corridor", "corridors"):
        return True
    window = shapely.box(*(asked.extent or gazetteer.extent_of(view.viewport)))
    if asked.kind == "year":
        shapes = [one.geometry for one in selection(atlas, view).features]
        return bool(shapely.intersects(shapes, window).any())
    return any(shapely.intersects(atlas.in_layer(atlas.layer(id_)).geometry, window).any() for id_ in view.layers)


def file_name(atlas: Atlas, view: View, asked: Picture, suffix: str) -> str:
    """A name that says what is inside: years, kind, corridor or place, layers.

    Parameters
    ----------
    atlas
        The data set.
    view
        What is drawn.
    asked
        Which picture of it.
    suffix
        The end of the name, with its dot.

    Raises
    ------
    AtlasError
        For a map of changes without two years, and for a strip without a corridor.
    """
    if asked.kind == "corridors":
        return f"{formats.STEM}_{view.year}_corridors{suffix}"
    if asked.kind == "corridor":
        return f"{formats.STEM}_{view.year}_{_corridor(view)}{suffix}"
    years = ""
    if asked.kind == "changes":
        years = "{}-{}".format(*_two(view, asked))
    elif asked.eras:
        years = "eras"
    elif asked.kind == "series":
        years = "-".join(map(str, asked.years)) if len(asked.years) <= formats.NAMED else f"{len(asked.years)}-years"
    elif asked.kind == "film":
        first, last = (asked.years[0], asked.years[-1]) if asked.years else atlas.years
        years = f"{first}-{last}"
    parts = ["changes" if asked.kind == "changes" else "", _place(atlas, view, asked)]
    return formats.file_name(atlas, view, suffix, *parts, years=years)


def _views(atlas: Atlas, view: View, asked: Picture) -> Sequence[View]:
    """The views of a series: of the eras, each in its last year, or of the years asked for."""
    view = replace(view, since=None)
    if not asked.eras:
        return [replace(view, year=atlas.check_year(year)) for year in asked.years]
    if not atlas.eras:
        raise AtlasError("the atlas has no eras to stand side by side: expected years")
    bounds = [(era.id, config.era_bounds(era, atlas.years[1])) for era in atlas.eras]
    return [replace(view, year=min(last, atlas.years[1]), era=id_) for id_, (_, last) in bounds]


def _two(view: View, asked: Picture) -> tuple[int, int]:
    """The two years of a change map: those asked for, else the one compared with and that of the view."""
    if len(asked.years) == 2:
        return asked.years[0], asked.years[1]
    if asked.years or view.against is None:
        raise AtlasError("a map of changes needs two years: expected an earlier and a later one")
    first, last = sorted((view.against, view.year))
    return first, last


def _corridor(view: View) -> str:
    if view.corridor is None:
        raise AtlasError("no corridor is chosen: expected the id of one")
    return view.corridor


def _place(atlas: Atlas, view: View, asked: Picture) -> str:
    """The town in the middle of the map, when the map is near enough to be about it."""
    if asked.extent:
        west, south, east, north = asked.extent
        lat, lon, near = (south + north) / 2, (west + east) / 2, east - west < 8
    else:
        lat, lon, zoom = view.viewport
        near = zoom >= NAMED_FROM
    town = gazetteer.best_known(atlas, lat, lon) if near else None
    return town.id if town else ""
