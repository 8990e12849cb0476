"""HTML: the map with its time bar, all features and all articles, as one page that needs no network."""

from __future__ import annotations

from typing import Any

from corridor_atlas.core.characters import on_one_line
from corridor_atlas.core.language import DEFAULT, pick, spoken
from corridor_atlas.data.dataset import Atlas
from corridor_atlas.draw import webmap
from corridor_atlas.take.formats import _flat
from corridor_atlas.time.headline import headline
from corridor_atlas.view.view import View, opening

USE = "page"
SUFFIX = ".html"
MEDIA_TYPE = "text/html"
LOSES = ("statistics",)


def write(atlas: Atlas, view: View | None = None, *, image: str = "") -> bytes:
    """Return the page; with a view it opens there, but all features and years are in it.

    `image` is the name of a picture beside it, for previews.
    """
    _flat.chosen(atlas, view)  # says so when the view shows nothing
    language = view.language if view else DEFAULT
    made = webmap.build(atlas, **opened_on(view), articles=spoken())
    title, description = titled(atlas, view, language)
    return webmap.page(made, title, language, description, atlas.settings.address or "", image).encode("utf-8")


def titled(atlas: Atlas, view: View | None, language: str) -> tuple[str, str]:
    """The title of a page that opens on a view, and what a preview of it says: the headline, what is new, the subject.

    Without a view it is that on which `atlas` opens; `language` is a code.
    """
    said = headline(atlas, view or opening(atlas), language=language)
    subject = pick(atlas.settings.subject or atlas.settings.title, language)
    return on_one_line(said.tab(pick(atlas.settings.title, language))), on_one_line(f"{said.news} {subject}".strip())


def opened_on(view: View | None) -> dict[str, Any]:
    """What `webmap.build` has to be told for a map that opens on a view; nothing without one."""
    if view is None:
        return {}
    options = {
        "year": view.year,
        "since": view.since,
        "layers": list(view.layers),
        "era": view.era,
        "certainOnly": view.certain_only,
        "showGone": view.show_gone,
        **{name: list(chosen) for name, chosen in view.facets.items() if chosen},
        "against": view.against,
        "how": view.how,
        "story": {"id": view.story, "step": view.step} if view.story else None,
        "selected": view.selected,
        "names": view.names,
        "notes": [note._asdict() for note in view.notes],
        "opening": False,  # whoever gets the page gets it for this view
    }
    return {"language": view.language, "view": view.viewport, "options": options}
