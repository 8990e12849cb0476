"""Figures with maps: one view, several years side by side, and what changed between two."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Unpack

from corridor_atlas.core.errors import AtlasError
from corridor_atlas.core.language import pick
from corridor_atlas.data.dataset import Atlas
from corridor_atlas.draw.figure import compose, content
from corridor_atlas.draw.figure.compose import Heading, Options, Panel
from corridor_atlas.draw.figure.output import Figure, drawing
from corridor_atlas.draw.figure.style import palette
from corridor_atlas.draw.figure.words import Words
from corridor_atlas.view.view import View

MOST_PANELS = 12


def figure(atlas: Atlas, view: View, **options: Unpack[Options]) -> Figure:
    """Draw a view of the atlas; see `Options`.

    Parameters
    ----------
    atlas
        The data set.
    view
        What is drawn; its viewport is the part of the map that is seen where no extent is given.
    **options
        See `Options`.

    Raises
    ------
    AtlasError
        It, or one of its kinds, for what cannot be drawn, an empty map included.
    """
    job = compose.under_headline(compose.job(atlas, view, options), replace(view, against=None), options)
    choose = content.in_year(atlas, view)
    era = content.era_of(atlas, view, view.year)
    said = [
        content.state_words(atlas, view.year, job.words)
        if view.since is None
        else job.words("range_state", first=view.since, last=view.year)
    ]
    said += [content.era_words(era, job.words)] if era and (view.since is None or view.era) else []
    year = str(view.year) if view.since is None else f"{view.since}–{view.year}"
    heading = Heading(year, [" · ".join(said)], era.color if era else palette()["accent"])
    with drawing():
        return compose.draw(job, heading, [Panel(choose)])


def changes(atlas: Atlas, view: View, first: int, last: int, **options: Unpack[Options]) -> Figure:
    """Draw what changed between the ends of two years: opened, closed or suspended, otherwise changed.

    Parameters
    ----------
    atlas
        The data set.
    view
        What is drawn; its year plays no part.
    first, last
        Years of the atlas, the earlier first.
    **options
        As for `figure`.

    Raises
    ------
    AtlasError
        As for `figure`, and for years that are no earlier and later one.
    """
    for year in (first, last):
        atlas.check_year(year)
    if first >= last:
        raise AtlasError(f"no change can be shown from {first} to {last}: expected an earlier and a later year")
    later = replace(view, year=last, since=None)
    job = compose.under_headline(compose.job(atlas, later, options), replace(later, against=first), options)
    said = job.words("changes_state", first=first, last=last)
    heading = Heading(f"{first}–{last}", [said], palette()["accent"])
    with drawing():
        return compose.draw(job, heading, [Panel(content.between(atlas, view, first, last))])


def series(atlas: Atlas, views: Sequence[View], **options: Unpack[Options]) -> Figure:
    """Draw several years (or eras) side by side: the same part of the world, one legend.

    Parameters
    ----------
    atlas
        The data set.
    views
        One to twelve, in order; extent and link are those of the first.
    **options
        As for `figure`.

    Raises
    ------
    AtlasError
        As for `figure`, and for another number of views.
    """
    if not 1 <= len(views) <= MOST_PANELS:
        raise AtlasError(f"{len(views)} maps cannot stand in one figure: expected 1 to {MOST_PANELS}")
    eras = {view.era for view in views}  # told by the captions where they differ
    job = compose.job(atlas, views[0] if len(eras) == 1 else replace(views[0], era=None), options)
    panels = [Panel(content.in_year(atlas, view), _caption(atlas, view, job.words)) for view in views]
    years = sorted({view.year for view in views})
    shown = str(years[0]) if len(years) == 1 else f"{years[0]}–{years[-1]}"
    heading = Heading(shown, [job.words("series_state")], palette()["accent"])
    with drawing():
        return compose.draw(job, heading, panels)


def _caption(atlas: Atlas, view: View, words: Words) -> str:
    era = f" · {pick(atlas.era(view.era).short, words.language)}" if view.era else ""
    return words.year(view.year, atlas.span.until) + era
