"""An atlas as a whole, read from its folder: `Atlas`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Unpack

from corridor_atlas.core.counts import counted
from corridor_atlas.data import dataset
from corridor_atlas.notebook.map import Map, save, table
from corridor_atlas.view import cite
from corridor_atlas.view import view as views

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd

    from corridor_atlas.draw.figure import Figure, Options


def read(path: Path | str, **columns: Any) -> gpd.GeoDataFrame:
    """Read a file of others: GeoJSON, GeoPackage, Shapefile in a zip, KML, GPX, CSV, XLSX, GeoParquet and others.

    It is read in a process of its own, within limits of time and memory.

    Parameters
    ----------
    path
        The file.
    **columns
        Which column means what, as in a mapping (docs/mapping.md); what is not said is guessed.

    Returns
    -------
    geopandas.GeoDataFrame
        A row for each thing, in WGS84 (EPSG:4326): `id`, `name`, `kind`, `status`, `start`, `end` (EDTF), `timeline`,
        `note`, `sources`, and its other columns as facts. What was repaired or dropped stands in `attrs["report"]`.

    Raises
    ------
    DataError
        Nothing of it can be used; says why.
    """
    from corridor_atlas.bring import frames  # noqa: PLC0415

    return frames.read(Path(path), columns)


@dataclass(frozen=True)
class Atlas:
    """An atlas as a whole: `Atlas.open()` reads one.

    Attributes
    ----------
    data
        What the rest of the program works with; `data.faults` says what is wrong with the files,
        `data.years` the first and the last year.
    """

    data: dataset.Atlas

    @classmethod
    def open(cls, root: Path | str | None = None) -> Atlas:
        """Read and check an atlas; what is wrong with it stands in `data.faults`.

        Parameters
        ----------
        root
            Folder that holds `geodata/` and `layers/`. When left out that of the environment
            variable `CORRIDOR_ATLAS_HOME`, else the atlas that comes along.

        Raises
        ------
        DataError
            Nothing can be shown of what is there; says where and why.
        """
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

        Parameters
        ----------
        place
            Where to look: a town, port, crossing … by its name in any language or its id.
        km
            How far around it, in kilometres to each side: 60 around a point when left out, the
            whole of a line or an area.
        link
            A link of the atlas to begin with; the arguments change what it says.
        **fields_
            Fields of `corridor_atlas.view.view.View`: `year`, `layers`, `era`, `since`,
            `countries`, `statuses`, `viewport` (latitude and longitude in degrees, WGS84, and
            zoom) …

        Raises
        ------
        NotFoundError
            The atlas has no such place, layer, era, feature, corridor or value, or a view no
            such field; offers near matches.
        YearError
            A year lies outside the atlas.
        AtlasError
            What else makes no sense, such as a link that leads to no view.
        """
        begun = cite.follow(self.data, link) if link else views.opening(self.data)
        return Map(self.data, begun).with_(place=place, km=km, **fields_)

    def with_layer(self, data: gpd.GeoDataFrame, *, title: str = "Own data", **columns: Any) -> Atlas:
        """The atlas with a layer more, of any GeoDataFrame; this one stays as it is.

        Parameters
        ----------
        data
            In any reference system; degrees without one are taken for WGS84.
        title
            What the layer is called.
        **columns
            Which column means what, as in a mapping (docs/mapping.md): `start="built"`, `end`, `status`, `kind`,
            `name={"en": "name"}` … What is not said is guessed.

        Raises
        ------
        AtlasError
            There is no such column, or nothing that could be drawn.
        """
        from corridor_atlas.bring import frames  # noqa: PLC0415

        said = {key: {"en": one} if key == "name" and isinstance(one, str) else one for key, one in columns.items()}
        return Atlas(frames.with_layer(self.data, data, title, said))

    def features(self) -> gpd.GeoDataFrame:
        """Every feature with its status in the last year.

        Returns
        -------
        geopandas.GeoDataFrame
            A row for each feature by its id, in WGS84 (EPSG:4326, longitude before latitude).
            Lengths (`track_km`) are in kilometres, gauges (`gauge_mm`) in millimetres, dates
            (`since`, `until`) as written; several values of one cell stand in one text.
        """
        return table(self.data, None)

    def corridors(self, year: int | None = None) -> pd.DataFrame:
        """Every corridor with its length and how much of it could be used.

        Parameters
        ----------
        year
            As at its end; the last one when left out.

        Returns
        -------
        pandas.DataFrame
            A row for each corridor by its id: `name` in English, `year`, `km` in kilometres,
            `usable_share` from 0 to 1, empty where nothing of it has a length.

        Raises
        ------
        YearError
            The year lies outside the atlas.
        """
        import pandas as pd  # noqa: PLC0415

        from corridor_atlas.network import strip  # noqa: PLC0415
        from corridor_atlas.network.graph import Network  # noqa: PLC0415

        network = Network.of(self.data)
        year = self.data.years[1] if year is None else self.data.check_year(year)
        found = {id_: strip.strip(network, id_, year) for id_ in self.data.corridors}
        rows = {
            id_: {"name": self.data.corridors[id_].name["en"], "year": year, "km": one.km, "usable_share": one.share}
            for id_, one in found.items()
        }
        return pd.DataFrame.from_dict(rows, orient="index")

    def corridor(self, id_: str, year: int | None = None, **options: Unpack[Options]) -> Figure:
        """Draw a corridor as a strip: its stretches in a year, and all years below.

        Parameters
        ----------
        id_
            Id of the corridor.
        year
            As at its end; the last one when left out.
        **options
            As for `Map.figure`.

        Raises
        ------
        NotFoundError
            There is no such corridor or option; offers near matches.
        YearError
            The year lies outside the atlas.
        """
        return self.view(year=self.data.years[1] if year is None else year).corridor(id_, **options)

    def route(self, origin: str, destination: str, year: int) -> dict[str, Any]:
        """The best way for cargo between two places, or what is missing for one.

        Parameters
        ----------
        origin, destination
            Towns, ports or other places, by name in any language or id.
        year
            As at its end.

        Returns
        -------
        dict
            Plain values as `corridor-atlas route --json` has them: `km` in kilometres, None where
            there is no way; `legs`, `border_crossings`, `gauge_breaks`, `transfers`, `missing`.

        Raises
        ------
        NotFoundError
            There is no such place; offers near matches.
        YearError
            The year lies outside the atlas.
        """
        from corridor_atlas.network import report  # noqa: PLC0415
        from corridor_atlas.network.graph import Network  # noqa: PLC0415

        network = Network.of(self.data)
        return report.way(network, network.way(origin, destination, year))

    def statistics(self) -> pd.DataFrame:
        """The figures by series and year.

        Returns
        -------
        pandas.DataFrame
            A row for each figure: `series`, `year` (EDTF, as written), `value`, its `unit`,
            `source` and `note`; `kind` is `expected` for a target, plan, forecast or estimate.
        """
        import pandas as pd  # noqa: PLC0415

        return pd.DataFrame([one.model_dump() for one in self.data.statistics])

    def citation(self, style: str = "text", address: str = "") -> str:
        """How to cite the atlas.

        Parameters
        ----------
        style
            `text`, `bibtex`, `ris` or `csl`.
        address
            Where the atlas is published (`https://…`), if not where its settings say.

        Raises
        ------
        NotFoundError
            There is no such style.
        """
        return cite.citation(self.data, None, style, address)

    def save(self, path: Path | str) -> Path:
        """Write all features as a file, and return its path.

        Parameters
        ----------
        path
            Its suffix names the format: `.gpkg`, `.geojson`, `.csv`, `.kml`, `.zip` … Shapes are
            in WGS84. The file is there whole or not at all.

        Raises
        ------
        NotFoundError
            No format has such files.
        AtlasError
            It cannot be written there.
        """
        return save(self.data, None, Path(path))

    def _repr_html_(self) -> str:
        from corridor_atlas.notebook import contents  # noqa: PLC0415

        return contents.html(self.data)
