"""One view of an atlas, and what can be made of it: `Map`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, Unpack

from corridor_atlas.core import files
from corridor_atlas.core.errors import AtlasError, NotFoundError
from corridor_atlas.data import dataset
from corridor_atlas.view import cite, gazetteer, notes
from corridor_atlas.view import view as views
from corridor_atlas.view.view import View

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd

    from corridor_atlas.draw.figure import Figure, Film, Options

HEIGHT = 620
"""Pixels of the map in a notebook."""


@dataclass(frozen=True)
class Map:
    """One view of an atlas: a map that shows itself, and what can be made of it. Made by `Atlas.view`.

    Attributes
    ----------
    atlas
        The data set that it looks at.
    data
        What is looked at: year, layers, filters, part of the world.
    """

    atlas: dataset.Atlas
    data: View

    def __repr__(self) -> str:
        return f"<Map {self.link}>"

    def with_(self, *, place: str | None = None, km: float | None = None, **fields_: Any) -> Map:
        """The same view with other fields; errors as for `Atlas.view`.

        Parameters
        ----------
        place, km
            Where to look, and how far around it in kilometres.
        **fields_
            Fields of the view; what is not named stays.
        """
        known = [one.name for one in fields(View)]
        for name in fields_:
            if name not in known:
                raise NotFoundError("field of a view", name, known)
        if place is not None:
            extent = gazetteer.around(gazetteer.find(self.atlas, place), km)
            fields_["viewport"] = gazetteer.viewport(extent)
        changed: dict[str, Any] = {name: tuple(one) if isinstance(one, list) else one for name, one in fields_.items()}
        made = replace(self.data, **changed)
        return Map(self.atlas, _checked(self.atlas, made))

    # --- what it shows ----------------------------------------------------------------------

    def features(self) -> gpd.GeoDataFrame:
        """The features that it shows, with their status in its year.

        What layers, filters and years leave of the atlas, also beyond the part of the world that is seen.

        Returns
        -------
        geopandas.GeoDataFrame
            Rows and columns as those of `Atlas.features`.

        Raises
        ------
        AtlasError
            There is nothing to be seen in it.
        """
        return table(self.atlas, self.data)

    def changes(self, since: int) -> pd.DataFrame:
        """What changed in it between the end of another year and that of its own.

        Parameters
        ----------
        since
            The other year.

        Returns
        -------
        pandas.DataFrame
            A row for each change: `id`, `name`, `layer`, `kind`, `date` (EDTF, as written),
            `certain`, `sentence` in the language of the view, `sources`.

        Raises
        ------
        YearError
            The year lies outside the atlas.
        """
        import pandas as pd  # noqa: PLC0415

        from corridor_atlas.time import changes, ledger  # noqa: PLC0415

        found = changes.changes(self.atlas, since, self.data.year, self.data)
        words = ledger.words_in(self.data.language)
        rows = [
            {
                "id": one.feature.id, "name": ledger.name_of(one, words), "layer": one.layer, "kind": one.kind,
                "date": one.turn.date, "certain": one.certain, "sentence": ledger.sentence(one, words),
                "sources": list(one.sources),
            }
            for one in found
        ]  # fmt: skip
        return pd.DataFrame(rows)

    @property
    def headline(self) -> str:
        """What it shows, in one sentence and in its language: place, year, and the most telling counts."""
        from corridor_atlas.time.headline import headline  # noqa: PLC0415

        return headline(self.atlas, self.data).title

    @property
    def link(self) -> str:
        """The part of a link, from its ?, that opens this view."""
        return cite.permalink(self.atlas, self.data)

    def citation(self, style: str = "text", address: str = "") -> str:
        """How to cite this view; errors as for `Atlas.citation`.

        Parameters
        ----------
        style
            `text`, `bibtex`, `ris` or `csl`.
        address
            Where the atlas is published (`https://…`), if not where its settings say.
        """
        return cite.citation(self.atlas, self.data, style, address)

    # --- what can be made of it -------------------------------------------------------------

    def figure(self, **options: Unpack[Options]) -> Figure:
        """Draw it as a figure for print, which shows itself in a notebook and has `.save("x.pdf")`.

        Parameters
        ----------
        **options
            Those of `corridor_atlas.draw.figure.Options`: `size` (`a4`, `column`, `1600x900` …),
            `extent` (west, south, east, north in degrees, WGS84), `language`, `projection`
            (`conic` or `web`), `dpi` (dots per inch), `title`, `link`.

        Raises
        ------
        NotFoundError
            There is no such option, size, language or projection; offers near matches.
        AtlasError
            An extent or a resolution that cannot be drawn.
        """
        from corridor_atlas.draw import figure  # noqa: PLC0415

        return figure.figure(self.atlas, self.data, **options)

    def series(self, years: Sequence[int], **options: Unpack[Options]) -> Figure:
        """Draw several years side by side; errors as for `figure`, and `YearError`.

        Parameters
        ----------
        years
            Up to twelve years, each as at its end.
        **options
            As for `figure`.
        """
        from corridor_atlas.draw import figure  # noqa: PLC0415

        return figure.series(self.atlas, [replace(self.data, year=year, since=None) for year in years], **options)

    def compared(self, since: int, **options: Unpack[Options]) -> Figure:
        """Draw what changed since the end of another year; errors as for `figure`, and `YearError`.

        Parameters
        ----------
        since
            The other year.
        **options
            As for `figure`.
        """
        from corridor_atlas.draw import figure  # noqa: PLC0415

        return figure.changes(self.atlas, self.data, since, self.data.year, **options)

    def corridor(self, id_: str, **options: Unpack[Options]) -> Figure:
        """Draw a corridor in this year as a strip, with all years below it; errors as for `figure`.

        Parameters
        ----------
        id_
            Id of the corridor.
        **options
            As for `figure`.
        """
        from corridor_atlas.draw import figure  # noqa: PLC0415

        return figure.corridor(self.atlas, self.data, id_, **options)

    def film(self, years: Sequence[int] | None = None, **options: Unpack[Options]) -> Film:
        """Show the years one after another; `.save("x.gif")`, `.webp` or `.mp4` writes the film.

        Parameters
        ----------
        years
            Those of the film, in order; all of the atlas when left out.
        **options
            As for `figure`; errors too, and `YearError`.
        """
        from corridor_atlas.draw import figure  # noqa: PLC0415

        first, last = self.atlas.years
        return figure.film(self.atlas, self.data, years or range(first, last + 1), **options)

    def save(self, path: Path | str, **options: Unpack[Options]) -> Path:
        """Write it as a file: figure, film, data or page; return the path.

        Parameters
        ----------
        path
            Its suffix names the format. The file is there whole or not at all.
        **options
            Of a picture or film, as for `figure`.

        Raises
        ------
        NotFoundError
            No format has such files.
        AtlasError
            It cannot be written there, or options were given for what is no picture.
        """
        path = Path(path)
        if path.suffix.lower() in (".png", ".svg", ".pdf"):
            return self.figure(**options).save(path)
        if path.suffix.lower() in (".gif", ".webp", ".mp4"):
            return self.film(**options).save(path)
        if options:
            raise AtlasError(f"{path.name} is no picture: expected no options")
        return save(self.atlas, self.data, path)

    def html(self) -> str:
        """The map with its time bar and all features as one page, opened on this view."""
        from corridor_atlas.take import formats  # noqa: PLC0415

        return formats.get("html").write(self.atlas, self.data).decode()

    def _repr_html_(self) -> str:
        """Show the map in a notebook: a page in a frame of its own, which may run scripts and nothing else.

        It holds what the view shows, its layers and years around its place; `save("map.html")` writes all of the atlas.
        """
        from corridor_atlas.draw import webmap  # noqa: PLC0415
        from corridor_atlas.take.formats import html  # noqa: PLC0415

        opened = html.opened_on(self.data)
        opened["options"]["address"] = False  # a frame without an origin has no address that it could keep
        language = self.data.language
        title, description = html.titled(self.atlas, self.data, language)
        made = webmap.build(self.atlas, **opened, articles=(language,), part=self.data)
        page = escape(webmap.page(made, title, language, description), quote=True)
        return (
            f'<iframe title="{escape(title, quote=True)}" sandbox="allow-scripts" srcdoc="{page}" '
            f'style="width: 100%; height: {HEIGHT}px; border: 0"></iframe>'
        )


def _checked(atlas: dataset.Atlas, made: View) -> View:
    """The view, if the atlas has all that it names."""
    atlas.check_year(made.year)
    for year in (made.since, made.against):
        if year is not None:
            atlas.check_year(year)
    if made.era is not None:
        atlas.era(made.era)
    if made.selected is not None:
        atlas.feature(made.selected)
    if made.corridor is not None:
        atlas.corridor(made.corridor)
    facets: dict[str, Any] = {name: views.chosen_values(atlas, name, chosen) for name, chosen in made.facets.items()}
    wanted = {atlas.layer(id_).id for id_ in made.layers}
    facets["notes"] = tuple(notes.made(*one) for one in made.notes)
    return replace(made, layers=tuple(layer.id for layer in atlas.layers if layer.id in wanted), **facets)


def table(atlas: dataset.Atlas, view: View | None) -> gpd.GeoDataFrame:
    """What a view shows, without one the whole atlas, as rows (WGS84) by id."""
    from corridor_atlas.take.formats import _flat  # noqa: PLC0415

    return _flat.frame(atlas, _flat.chosen(atlas, view)).set_index("id")


def save(atlas: dataset.Atlas, view: View | None, path: Path) -> Path:
    """Write what a view shows, without one the whole atlas, in the format of the suffix; return the path."""
    from corridor_atlas.take import formats  # noqa: PLC0415

    files.write(path, formats.get(formats.for_file(path.name)).write(atlas, view))
    return path
