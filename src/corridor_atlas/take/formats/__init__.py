"""What a reader can take away: one module for each format, its name the name of the format.

A format says what its files are (`SUFFIX`, `MEDIA_TYPE`), what they are for (`USE`, one of `USES`; map data
if it says nothing), what it cannot carry (`LOSES`, empty when nothing is lost), and turns a view, or without
one the whole atlas, into the bytes of a file (`write`). The same data and view always give the same bytes.
The folder is the registry: a new format is a new file. Its title is `format_<name>` among the words of the
page, or where those do not have it the module's own `TITLE`; what is lost stands there as `lost_<what>`. A
name for small places is its `SHORT`, else its own name in capitals.
"""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from corridor_atlas.core.errors import NotFoundError
from corridor_atlas.core.language import DEFAULT
from corridor_atlas.core.words import Words
from corridor_atlas.data.dataset import Atlas
from corridor_atlas.view.view import View, opening

STEM = "corridor-atlas"
USES = ("figure", "film", "table", "map", "gis", "analysis", "page", "archive", "reference")
"""What a file can be for, in the order in which it is offered."""
FIRST = ("png", "mp4", "html", "shapefile", "geoparquet")
"""Formats that stand before the others of their use."""
NAMED = 4
"""With more layers, or more values of a filter, than these a name gives their number only."""


class Format(Protocol):
    """What a module in this folder has to offer."""

    SUFFIX: str
    MEDIA_TYPE: str
    LOSES: tuple[str, ...]

    def write(self, atlas: Atlas, view: View | None = None) -> bytes:
        """Return the file; raises `AtlasError` when there is nothing to put into it.

        Parameters
        ----------
        atlas
            The data set.
        view
            What is put into the file; None for the whole atlas.
        """


def names() -> list[str]:
    """Return the formats there are: the modules of this folder but those that begin with an underscore."""
    return sorted(path.stem for path in Path(__file__).parent.glob("[!_]*.py"))


def get(name: str) -> Format:
    """Return the format with this name; raises `NotFoundError` with near matches."""
    if name not in names():
        raise NotFoundError("format", name, names())
    return cast(Format, import_module(f"{__name__}.{name}"))


def of(use: str) -> list[str]:
    """Return the names of the formats for one of `USES`, those that everybody has first."""
    found = [name for name in names() if getattr(get(name), "USE", "map") == use]
    return sorted(found, key=lambda name: (name not in FIRST, name))


def short(name: str) -> str:
    """Return what the format with this name is called where there is little room."""
    return str(getattr(get(name), "SHORT", name.upper()))


def title(name: str, language: str = DEFAULT) -> str:
    """Return what a format is called: as the words of the page have it, else as the format itself has it.

    Parameters
    ----------
    name
        One of `names`.
    language
        The code of the language.

    Raises
    ------
    NotFoundError
        For a language that the atlas does not know.
    """
    words, key = Words(language, "page"), f"format_{name}"
    return words(key) if key in words else str(getattr(get(name), "TITLE", name))


def loses(name: str, language: str = DEFAULT) -> str:
    """Return in words what a format cannot carry; empty when nothing is lost.

    Parameters
    ----------
    name
        One of `names`.
    language
        The code of the language.

    Raises
    ------
    NotFoundError
        For a format, or a language, that there is not.
    """
    words = Words(language, "map", "page")
    return words.list((words(f"lost_{what}") for what in get(name).LOSES), apart=True)


def for_file(file: str) -> str:
    """Return the name of the format that a file name asks for, by its longest ending.

    Raises `NotFoundError` when no format has such files.
    """
    suffixes = {get(name).SUFFIX: name for name in names()}
    for suffix in sorted(suffixes, key=len, reverse=True):
        if file.lower().endswith(suffix):
            return suffixes[suffix]
    raise NotFoundError("format for files that end in", Path(file).suffix or file, suffixes)


def file_name(atlas: Atlas, view: View | None, suffix: str, *parts: str, years: str = "") -> str:
    """Return a name for what shows a view, `all` without one.

    Years, era, `parts`, layers if they are not those of the opening, filters.

    Parameters
    ----------
    atlas
        The data set, whose opening has the usual layers.
    view
        What the file shows; None for the whole atlas.
    suffix
        The end of the name, with its dot.
    parts
        What else is told, such as a place; empty ones are passed over.
    years
        Stands in place of the year, or years, of the view; those when empty.

    Returns
    -------
    str
        Only letters, digits, hyphens, underscores and dots, whatever the ids are.
    """
    if view is None:
        return f"{STEM}_all{suffix}"
    usual = f"{view.since}-{view.year}" if view.since else str(view.year)
    found = [STEM, years or usual, view.era or "", *parts]
    if set(view.layers) != set(opening(atlas).layers):
        found.append(_counted(view.layers, "layers"))
    found += [_counted(chosen, name) for name, chosen in view.facets.items() if chosen]
    found += ["certain" if view.certain_only else "", "with-gone" if view.show_gone else ""]
    return "_".join(filter(None, map(_plain, found))) + suffix


def _counted(names: tuple[str, ...], what: str) -> str:
    return "-".join(names) if len(names) <= NAMED else f"{len(names)}-{what}"


def _plain(part: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", part.lower()).strip("-")
