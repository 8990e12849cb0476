"""The data set as a whole: every table read, checked once, all faults together.

Nothing sound is lost to something broken: a feature with a fault is left out and named, the
rest is used. `load` is what everything else in the atlas begins with.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import shapely
from shapely.geometry.base import BaseGeometry

from corridor_atlas.core import home, timeline
from corridor_atlas.core.errors import DataError, Fault, Lost, NotFoundError, YearError
from corridor_atlas.core.model import Corridor, Record, Series, Statistic, Unmapped, Vocabulary
from corridor_atlas.data import config, consistency, disputes, recomputed, records, settings, stories, translations
from corridor_atlas.data.config import Era, Layer, Source, Span
from corridor_atlas.data.disputes import Dispute
from corridor_atlas.data.measures import Check
from corridor_atlas.data.records import Tables, frame
from corridor_atlas.data.settings import Settings
from corridor_atlas.data.stories import Story
from corridor_atlas.data.tables import PLAIN, Role, Table, read_meanings

if TYPE_CHECKING:
    import geopandas as gpd


@dataclass(frozen=True)
class Feature:
    """One thing of the atlas: what it says, its table and what that means, its geometry (WGS84) if it has one."""

    record: Record
    table: str
    geometry: BaseGeometry | None
    meaning: Table = PLAIN

    @property
    def id(self) -> str:
        """Its id, unique over all tables."""
        return self.record.id

    def state(self, year: int) -> timeline.State:
        """Its status in a year; see `timeline.state`."""
        if year not in self._states:
            self._states[year] = timeline.state_of(self._years, year)
        return self._states[year]

    @cached_property
    def _years(self) -> list[timeline.PeriodYears]:
        return timeline.period_years(self.record.timeline)

    @cached_property
    def _states(self) -> dict[int, timeline.State]:
        """What was asked already: whoever draws or counts asks for the same years again and again."""
        return {}


@dataclass(frozen=True)
class Atlas:
    """The checked data set.

    `tables` are the files of geodata/, `meanings` what tables.toml says of them (see `table`);
    `eras` are those of the main line, which follow each other and divide the atlas, `other_eras`
    those of other sides, which overlap; `settings` is what makes the atlas this one,
    `texts` are translations of its notes and claims (see `translations`); `faults` is
    everything that was wrong with the files, `notices` what is worth a look and may be right.
    """

    root: Path
    span: Span
    layers: list[Layer]
    eras: list[Era]
    bibliography: dict[str, Source]
    tables: Tables
    corridors: dict[str, Corridor] = field(default_factory=dict)
    statistics: list[Statistic] = field(default_factory=list)
    unmapped: list[Unmapped] = field(default_factory=list)
    stories: dict[str, Story] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    notices: list[Fault] = field(default_factory=list)
    other_eras: list[Era] = field(default_factory=list)
    series: dict[str, Series] = field(default_factory=dict)
    vocabulary: Vocabulary = field(default_factory=Vocabulary)
    meanings: dict[str, Table] = field(default_factory=dict)
    checks: dict[str, Check] = field(default_factory=dict)
    disputes: list[Dispute] = field(default_factory=list)
    settings: Settings = field(default_factory=Settings)
    texts: dict[str, dict[str, str]] = field(default_factory=dict)
    own: frozenset[str] = frozenset()
    """Ids of the layers that one reader has brought for a session: no link names them, nor what they draw."""
    kept: dict[str, Any] = field(default_factory=dict, init=False, repr=False, compare=False)
    """What other rooms have made of the whole atlas and want to have again, by name."""

    @property
    def years(self) -> tuple[int, int]:
        """First and last year of the atlas, both included."""
        return self.span.first_year, self.span.last_year

    @property
    def edition(self) -> str | None:
        """The edition of the data as the atlas itself names it; None where it names none."""
        return self.settings.span.data_version if self.settings.span else None

    def published_at(self, address: str) -> Atlas:
        """The same atlas with another address (http or https), with which its links and citations begin."""
        return replace(self, settings=self.settings.model_copy(update={"address": address}))

    @cached_property
    def extent(self) -> tuple[float, float, float, float]:
        """West, south, east, north (WGS84) of all features together; the world when none has a geometry."""
        shapes = [shape for rows in self.tables.rows.values() for _, shape in rows if shape is not None]
        if not shapes:
            return settings.WORLD
        west, south, east, north = shapely.total_bounds(shapes)
        return float(west), float(south), float(east), float(north)

    @cached_property
    def features(self) -> dict[str, Feature]:
        """Every feature by id."""
        return {
            record.id: Feature(record, table, shape, self.table(table))
            for table, rows in self.tables.rows.items()
            for record, shape in rows
        }

    @cached_property
    def towns(self) -> frozenset[str]:
        """The English names of its towns, in small letters."""
        names = (one.record.name["en"] for one in self.features.values() if one.meaning.role is Role.TOWN)
        return frozenset(name.lower() for name in names)

    @cached_property
    def aliases(self) -> dict[str, str]:
        """Ids that were merged into another feature, each with the id that holds now."""
        return {
            alias: feature.id
            for feature in self.features.values()
            for alias in feature.record.aliases
            if alias not in self.features and "-" in alias
        }

    def feature(self, id_: str) -> Feature:
        """The feature with this id, or with this former id among its aliases.

        Raises `NotFoundError` with near matches.
        """
        try:
            return self.features[self.aliases.get(id_, id_)]
        except KeyError:
            raise NotFoundError("feature", id_, self.features, listed="`corridor-atlas list`") from None

    def corridor(self, id_: str) -> Corridor:
        """The corridor with this id; raises `NotFoundError` with near matches."""
        try:
            return self.corridors[id_]
        except KeyError:
            raise NotFoundError("corridor", id_, self.corridors) from None

    def check(self, id_: str) -> Check:
        """The claim to compute again with this id; raises `NotFoundError` with near matches."""
        try:
            return self.checks[id_]
        except KeyError:
            raise NotFoundError("check", id_, self.checks) from None

    def layer(self, id_: str) -> Layer:
        """The layer with this id; raises `NotFoundError` with near matches."""
        for layer in self.layers:
            if layer.id == id_:
                return layer
        raise NotFoundError("layer", id_, [layer.id for layer in self.layers])

    def table(self, name: str) -> Table:
        """What a table means: as tables.toml has it, else the defaults."""
        return self.meanings.get(name, PLAIN)

    def era(self, id_: str) -> Era:
        """The era with this id; raises `NotFoundError` with near matches."""
        for era in self.eras:
            if era.id == id_:
                return era
        raise NotFoundError("era", id_, [era.id for era in self.eras])

    def layer_of(self, table: str, kind: str | None) -> Layer | None:
        """The one layer that draws the features of a `table` and `kind`; None where nothing does.

        A layer that names its kinds goes before one that takes them all; of two alike, the one that
        stands first in the legend.
        """
        fitting = [one for one in self.layers if one.data == table and (not one.kinds or kind in one.kinds)]
        return min(fitting, key=lambda one: (not one.kinds, -one.order, one.id), default=None)

    def in_layer(self, layer: Layer) -> gpd.GeoDataFrame:
        """The features that a layer draws (see `drawn_by`) as a GeoDataFrame like those of `tables`, to read."""
        if layer.id not in self._frames:
            self._frames[layer.id] = frame([(one.record, one.geometry) for one in self.drawn_by(layer)])
        return self._frames[layer.id]

    @cached_property
    def _frames(self) -> dict[str, gpd.GeoDataFrame]:
        """The features of the layers that were asked for, by id of the layer."""
        return {}

    def drawn_by(self, layer: Layer) -> list[Feature]:
        """The features that a layer draws, to read: those with a geometry whose one layer it is (`layer_of`)."""
        if layer.id not in self._drawn:
            self._drawn[layer.id] = self._whose_layer(layer)
        return self._drawn[layer.id]

    @cached_property
    def _drawn(self) -> dict[str, list[Feature]]:
        """The features of the layers that were asked for, by id of the layer."""
        return {}

    def _whose_layer(self, layer: Layer) -> list[Feature]:
        kinds = {record.kind for record, _ in self.tables.rows.get(layer.data, ())}
        drawn = {kind for kind in kinds if (one := self.layer_of(layer.data, kind)) and one.id == layer.id}
        return [
            self.features[record.id]
            for record, shape in self.tables.rows.get(layer.data, ())
            if shape is not None and record.kind in drawn
        ]

    def check_year(self, year: int) -> int:
        """`year` itself; raises `YearError` when it is outside the atlas."""
        first, last = self.years
        if not first <= year <= last:
            raise YearError(year, first, last)
        return year


def load(root: Path | None = None) -> Atlas:
    """Read and check the data set under `root` (default: `home.folder()`).

    Faults inside files are collected in `Atlas.faults`. Raises `DataError` only when there is
    nothing to work with: no table at all, or none that could be read.
    """
    root = root or home.folder()
    tables, wrong_tables = records.read(root / "geodata")
    if not any(tables.rows.values()) and any(fault.whole for fault in wrong_tables):
        raise DataError(wrong_tables)
    chosen, faults = settings.read(root / "geodata" / settings.FILE)
    eras, wrong_eras = config.read_eras(root / "geodata" / "eras.toml")
    faults += wrong_eras
    layers, wrong_layers = config.read_layers(root / "layers")
    bibliography, wrong_sources = config.read_sources(root / "geodata" / "sources.json")
    needed = any(record.corridors for rows in tables.rows.values() for record, _ in rows)
    corridors, wrong_corridors = config.read_entries(
        root / "geodata" / "corridors.toml", "corridor", Corridor, needed=needed
    )
    unmapped, wrong_unmapped = config.read_entries(root / "geodata" / "unmapped.toml", "entry", Unmapped)
    statistics, wrong_statistics = config.read_statistics(root / "geodata" / "statistics.csv")
    series, wrong_series = config.read_entries(root / "geodata" / "series.toml", "series", Series)
    claimed, wrong_disputes = config.read_entries(root / "geodata" / disputes.FILE, "dispute", Dispute)
    vocabulary, wrong_words = config.read_vocabulary(root / "geodata" / "vocabulary.toml")
    meanings, wrong_meanings = read_meanings(root / "geodata" / "tables.toml", tables)
    tours, wrong_tours = stories.read(root / "geodata" / "stories")
    checks, wrong_checks = recomputed.read(root / "geodata" / recomputed.FILE)
    texts, wrong_texts = translations.read(root / "geodata" / translations.FOLDER)
    main = [era for era in eras if era.side in (None, chosen.main_side)]
    others = [era for era in eras if era.side not in (None, chosen.main_side)]
    atlas = Atlas(
        root,
        chosen.span or settings.span_of(record for rows in tables.rows.values() for record, _ in rows),
        layers,
        main,
        bibliography,
        tables,
        {one.id: one for one in corridors},
        statistics,
        unmapped,
        tours,
        other_eras=others,
        series={one.id: one for one in series},
        vocabulary=vocabulary,
        meanings=meanings,
        checks=checks,
        disputes=claimed,
        settings=chosen,
        texts=texts,
    )
    faults += [*wrong_layers, *wrong_sources, *wrong_tables, *wrong_corridors, *wrong_unmapped, *wrong_statistics]
    faults += [*wrong_tours, *wrong_series, *wrong_words, *wrong_meanings, *wrong_checks, *wrong_texts, *wrong_disputes]
    lost = {
        "features": Lost.by(wrong_tables),
        "sources": Lost.by(wrong_sources),
        "corridors": Lost.by(wrong_corridors),
        "both": Lost.by([*wrong_tables, *wrong_corridors]),
        "layers": Lost.by(wrong_layers),
    }
    return _cross_checked(atlas, faults, lost)


def _cross_checked(atlas: Atlas, faults: Iterable[Fault], lost: Mapping[str, Lost]) -> Atlas:
    """The atlas with all its faults, and without the checks that ask for what there is not."""
    told = sorted([*faults, *_cross_checks(atlas, lost)])
    broken = {fault.id.partition(",")[0] for fault in told if fault.file == recomputed.FILE and fault.left_out}
    return replace(
        atlas,
        checks={id_: one for id_, one in atlas.checks.items() if id_ not in broken},
        faults=[fault for fault in told if not fault.notice],
        notices=[fault for fault in told if fault.notice],
    )


def _cross_checks(atlas: Atlas, lost: Mapping[str, Lost]) -> Iterator[Fault]:
    """Faults that only show when all files are known: references that lead nowhere."""
    told = [(f"{feature.table}.geojson", feature.record) for feature in atlas.features.values()]
    told += [("corridors.toml", corridor) for corridor in atlas.corridors.values()]
    for file, record in told:
        for name, ids in record.references().items():
            where, known = (file, record.id, name), "the id of a feature of the atlas"
            yield from _missing(where, ids, atlas.features, known, lost["features"])
        for name, keys in record.source_keys().items():
            yield from _missing_sources((file, record.id, name), keys, atlas, lost)
        where, known = (file, record.id, "corridors"), "the id of a corridor of corridors.toml"
        yield from _missing(where, record.corridors, atlas.corridors, known, lost["corridors"])
    yield from consistency.check(told, atlas.statistics, atlas.span)
    for one in atlas.statistics:
        where = ("statistics.csv", f"{one.series} {one.year}", "source")
        yield from _missing_sources(where, [one.source], atlas, lost)
    for series in atlas.series.values():
        where, either = ("series.toml", series.id, "about"), atlas.features.keys() | atlas.corridors.keys()
        yield from _missing(where, series.about, either, "the id of a feature or corridor", lost["both"])
    yield from _missing(
        ("vocabulary.toml", "", "kind"), atlas.vocabulary.kind, {*atlas.tables, "corridors"}, "a table of the atlas"
    )
    for layer in atlas.layers:
        expected = f"a table of geodata/: {', '.join(atlas.tables)}"
        yield from _missing((f"{layer.id}.toml", layer.id, "data"), [layer.data], atlas.tables, expected)
    for era in (*atlas.eras, *atlas.other_eras):
        yield from _missing_sources(("eras.toml", era.id, "sources"), era.sources, atlas, lost)
    for dispute in atlas.disputes:
        yield from _missing_sources((disputes.FILE, dispute.id, "sources"), dispute.sources, atlas, lost)
    yield from recomputed.check(
        atlas.checks.values(),
        records={**{id_: one.record for id_, one in atlas.features.items()}, **atlas.corridors},
        sources=atlas.bibliography,
        figures={(one.series, one.year) for one in atlas.statistics},
        years=atlas.years,
        lost=lost,
    )
    for file, keys in atlas.settings.credits.items():
        yield from _missing_sources((settings.FILE, "", f"credits.{file}"), keys, atlas, lost)
    yield from _missing_sources((settings.FILE, "", "audited"), atlas.settings.audited, atlas, lost)
    layers = [layer.id for layer in atlas.layers]
    yield from stories.check(
        atlas.stories.values(),
        atlas.years,
        features=atlas.features,
        sources=atlas.bibliography,
        layers=layers,
        lost=lost,
    )


def _missing_sources(
    where: tuple[str, str, str], keys: Iterable[str], atlas: Atlas, lost: Mapping[str, Lost]
) -> Iterator[Fault]:
    return _missing(where, keys, atlas.bibliography, "a key of sources.json", lost["sources"])


def _missing(
    where: tuple[str, str, str], names: Iterable[str], known: Container[str], expected: str, lost: Lost | None = None
) -> Iterator[Fault]:
    """Names that lead nowhere; `lost` says of what could not be read."""
    for name in names:
        if name not in known:
            yield Fault(*where, name, expected, left_out=False, causes=lost(name) if lost else ())
