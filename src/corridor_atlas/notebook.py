"""The atlas for Python and notebooks: `import corridor_atlas as ca; ca.Atlas.open().view(year=2017)`.

A thin front over what the page and the command line use. What belongs to one question (the
network, figures, files) is imported when it is asked for.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any, Unpack

from corridor_atlas.core import files
from corridor_atlas.core.counts import counted
from corridor_atlas.core.errors import AtlasError, NotFoundError
from corridor_atlas.core.language import pick
from corridor_atlas.data import dataset
from corridor_atlas.view import cite, gazetteer
from corridor_atlas.view import view as views
from corridor_atlas.view.view import View

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd

    from corridor_atlas.draw.figure import Figure, Film, Options

HEIGHT = 620
"""Pixels of the map in a notebook."""


@dataclass(frozen=True)
class Atlas:
    """The data set; `data` is what the rest of the program works with (see `dataset.Atlas`)."""

    data: dataset.Atlas

    @classmethod
    def open(cls, root: Path | str | None = None) -> Atlas:
        """Read and check the data set, the shipped one or that under a folder; faults stand in `data.faults`."""
        return cls(dataset.load(Path(root) if root is not None else None))

    def __repr__(self) -> str:
        first, last = self.data.years
        return (
            f"<Atlas {self.data.span.data_version}: {counted(len(self.data.features), 'feature')}, {first} to {last}>"
        )

    def view(
        self, *, place: str | None = None, km: float | None = None, link: str | None = None, **fields_: Any
    ) -> Map:
        """A view of the atlas; without arguments the one on which it opens.

        `fields_` are those of `view.View`: year, layers, era, since, countries, statuses …
        `place` is a town, port or crossing by name or id, `km` how far around it; `link` a link
        of the atlas to begin with. Raises `NotFoundError` with near matches, `YearError`, and
        `AtlasError` for what else makes no sense.
        """
        begun = cite.follow(self.data, link) if link else views.opening(self.data)
        return Map(self.data, begun).with_(place=place, km=km, **fields_)

    def features(self) -> gpd.GeoDataFrame:
        """Every feature as a row (WGS84), with its status in the last year."""
        return _table(self.data, None)

    def corridors(self, year: int | None = None) -> pd.DataFrame:
        """Every corridor with its length and the share of it that could be used in a year, by id."""
        import pandas as pd  # noqa: PLC0415

        from corridor_atlas.network import strip  # noqa: PLC0415
        from corridor_atlas.network.graph import Network  # noqa: PLC0415

        network = Network(self.data)
        year = self.data.years[1] if year is None else self.data.check_year(year)
        found = {id_: strip.strip(network, id_, year) for id_ in self.data.corridors}
        rows = {
            id_: {"name": self.data.corridors[id_].name["en"], "year": year, "km": one.km, "usable_share": one.share}
            for id_, one in found.items()
        }
        return pd.DataFrame.from_dict(rows, orient="index")

    def corridor(self, id_: str, year: int | None = None, **options: Unpack[Options]) -> Figure:
        """Draw a corridor as a strip with all its years; `figure.Options` as for a map."""
        return self.view(year=self.data.years[1] if year is None else year).corridor(id_, **options)

    def route(self, origin: str, destination: str, year: int) -> dict[str, Any]:
        """The way for cargo between two places in a year as plain values; see `report.way`."""
        from corridor_atlas.network import report  # noqa: PLC0415
        from corridor_atlas.network.graph import Network  # noqa: PLC0415

        network = Network(self.data)
        return report.way(network, network.way(origin, destination, year))

    def statistics(self) -> pd.DataFrame:
        """The statistical figures: series, year (EDTF), value, unit, source, note."""
        import pandas as pd  # noqa: PLC0415

        return pd.DataFrame([one.model_dump() for one in self.data.statistics])

    def citation(self, style: str = "text", address: str = "") -> str:
        """How to cite the atlas: text, bibtex, ris or csl."""
        return cite.citation(self.data, None, style, address)

    def save(self, path: Path | str) -> Path:
        """Write all features as a file, its format that of the suffix (.gpkg, .geojson, .csv, .zip …)."""
        return _save(self.data, None, Path(path))

    def _repr_html_(self) -> str:
        return self.view()._repr_html_()


@dataclass(frozen=True)
class Map:
    """One view of the atlas: a map that shows itself, and what can be made of it. Made by `Atlas.view`."""

    atlas: dataset.Atlas
    data: View

    def __repr__(self) -> str:
        return f"<Map {self.link}>"

    def with_(self, *, place: str | None = None, km: float | None = None, **fields_: Any) -> Map:
        """The same with other fields; arguments and errors as for `Atlas.view`."""
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
        """The features that it shows, a row each (WGS84), with their status in the year."""
        return _table(self.atlas, self.data)

    def changes(self, since: int) -> pd.DataFrame:
        """What changed in it since the end of another year: id, name, layer, kind, date, sentence, sources."""
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
    def link(self) -> str:
        """The part of a link, from its ?, that opens this view."""
        return cite.permalink(self.atlas, self.data)

    def citation(self, style: str = "text", address: str = "") -> str:
        """How to cite this view: text, bibtex, ris or csl."""
        return cite.citation(self.atlas, self.data, style, address)

    # --- what can be made of it -------------------------------------------------------------

    def figure(self, **options: Unpack[Options]) -> Figure:
        """Draw it as a figure for print; see `figure.Options`."""
        from corridor_atlas.draw import figure  # noqa: PLC0415

        return figure.figure(self.atlas, self.data, **options)

    def series(self, years: Sequence[int], **options: Unpack[Options]) -> Figure:
        """Draw several years side by side."""
        from corridor_atlas.draw import figure  # noqa: PLC0415

        return figure.series(self.atlas, [replace(self.data, year=year, since=None) for year in years], **options)

    def compared(self, since: int, **options: Unpack[Options]) -> Figure:
        """Draw what changed since the end of another year."""
        from corridor_atlas.draw import figure  # noqa: PLC0415

        return figure.changes(self.atlas, self.data, since, self.data.year, **options)

    def corridor(self, id_: str, **options: Unpack[Options]) -> Figure:
        """Draw a corridor in this year as a strip, with all years below it."""
        from corridor_atlas.draw import figure  # noqa: PLC0415

        return figure.corridor(self.atlas, self.data, id_, **options)

    def film(self, years: Sequence[int] | None = None, **options: Unpack[Options]) -> Film:
        """The years one after another, all of the atlas when left out; `.save("x.gif")` writes it."""
        from corridor_atlas.draw import figure  # noqa: PLC0415

        first, last = self.atlas.years
        return figure.film(self.atlas, self.data, years or range(first, last + 1), **options)

    def save(self, path: Path | str, **options: Unpack[Options]) -> Path:
        """Write it as a file: figure, film, data or page, as the suffix says; return the path.

        `options` are for pictures. The file is there whole or not at all. Raises `NotFoundError`
        for a suffix of no format, `AtlasError` for a place where it cannot be written.
        """
        path = Path(path)
        if path.suffix.lower() in (".png", ".svg", ".pdf"):
            return self.figure(**options).save(path)
        if path.suffix.lower() in (".gif", ".webp", ".mp4"):
            return self.film(**options).save(path)
        if options:
            raise AtlasError(f"{path.name} is no picture: expected no options")
        return _save(self.atlas, self.data, path)

    def html(self) -> str:
        """The map with its time bar and all features as one page, opened on this view."""
        from corridor_atlas.take import formats  # noqa: PLC0415

        return formats.get("html").write(self.atlas, self.data).decode()

    def _repr_html_(self) -> str:
        """Show the map in a notebook: a page in a frame of its own, which may run scripts and nothing else."""
        from corridor_atlas.draw import webmap  # noqa: PLC0415
        from corridor_atlas.take.formats import html  # noqa: PLC0415

        opened = html.opened_on(self.data)
        opened["options"]["address"] = False  # a frame without an origin has no address that it could keep
        title, language = pick(self.atlas.settings.title, self.data.language), self.data.language
        page = escape(webmap.page(webmap.build(self.atlas, **opened), title, language), quote=True)
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
    return replace(made, layers=tuple(layer.id for layer in atlas.layers if layer.id in wanted), **facets)


def _table(atlas: dataset.Atlas, view: View | None) -> gpd.GeoDataFrame:
    from corridor_atlas.take.formats import _flat  # noqa: PLC0415

    return _flat.frame(atlas, _flat.chosen(atlas, view)).set_index("id")


def _save(atlas: dataset.Atlas, view: View | None, path: Path) -> Path:
    from corridor_atlas.take import formats  # noqa: PLC0415

    files.write(path, formats.get(formats.for_file(path.name)).write(atlas, view))
    return path
