"""What the browser is told: layers, features, base map, words, as plain JSON values."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import zip_longest
from pathlib import Path
from typing import Any

from corridor_atlas.core import timeline, words
from corridor_atlas.core.language import DEFAULT, LANGUAGES, spoken
from corridor_atlas.core.model import Record, Status
from corridor_atlas.data import base_map, stories
from corridor_atlas.data.config import Era, Layer
from corridor_atlas.data.dataset import Atlas, Feature
from corridor_atlas.data.recomputed import subjects
from corridor_atlas.data.tables import Role, Table
from corridor_atlas.draw import kinds
from corridor_atlas.draw.beside import Stretch, stretches
from corridor_atlas.draw.kinds import _basemap as basemap
from corridor_atlas.draw.kinds import _delta
from corridor_atlas.draw.network import network
from corridor_atlas.network.graph import Network
from corridor_atlas.time.changes import told_steps
from corridor_atlas.view import cite
from corridor_atlas.view.home import home, own_year
from corridor_atlas.view.whereabouts import STANDINGS

WEB = Path(__file__).parents[1] / "web"
PRECISIONS = ("surveyed", "traced", "approximate", "schematic")
LAYER_KEYS = {"id", "title", "kind", "order", "color", "color_dark", "min_zoom", "label_zoom", "on"}


def payload(atlas: Atlas, language: str = DEFAULT, *, whole: bool = True) -> dict[str, Any]:
    """Everything the browser holds, as plain JSON values: layers, features, base map, words.

    Parameters
    ----------
    atlas
        The data set.
    language
        The code of the language that is shown first: names stay in all of theirs.
    whole
        Whether the finest tier of the base map stands in it; else `ground` has its cells, to follow when asked for.

    Returns
    -------
    dict
        Coordinates are integers (see `kinds._delta`), statuses spans of whole years (`timeline.spans`).
    """
    layers, features = [], []
    for index, layer in enumerate(atlas.layers):
        rows = list(_features(atlas, layer, index))
        layers.append(_layer(layer, rows, atlas.table(layer.data)))
        features += rows
    return {
        "title": atlas.settings.title,
        "years": list(atlas.years),
        "until": atlas.span.until,
        "statuses": [str(status) for status in Status],
        "eras": [*map(_era, atlas.eras), *({**_era(era), "side": era.side} for era in atlas.other_eras)],
        "layers": layers,
        "features": features,
        "unplaced": [_unplaced(atlas, one) for one in atlas.features.values() if one.geometry is None],
        "happenings": [_happening(one) for one in atlas.features.values() if one.meaning.role is Role.HAPPENING],
        "corridors": {id_: corridor.name for id_, corridor in atlas.corridors.items()},
        "checks": [{"id": one.id, "n": one.title, "about": subjects(one)} for one in atlas.checks.values()],
        "stories": stories.told(atlas.stories.values(), atlas.bibliography),
        "opening": atlas.settings.opening and atlas.settings.opening.model_dump(mode="json"),
        "spoken": [[code, LANGUAGES[code].name] for code in spoken()],
        "home": list(home(atlas)),
        "native": atlas.settings.native,
        "regions": [{"n": one.name, "b": one.box} for one in atlas.settings.region],
        "network": network(Network.of(atlas), {one["id"] for one in features}),
        "countries": {code: _countries(atlas, code) for code in LANGUAGES},
        "base": basemap.payload(atlas.root / base_map.FOLDER, whole=whole, disputes=atlas.disputes),
        "attribution": attribution(atlas),
        "about": _about(atlas),
        "cite": cite.forms(atlas),
        "edition": atlas.edition,
        "data": {"version": atlas.span.data_version, "date": atlas.span.data_date},
        "texts": texts(),
        "palette": palette(),
        "language": language,
    }


def ground(atlas: Atlas) -> dict[str, dict[str, Any]]:
    """The cells of the finest tier of the base map, by an id that changes with what is in them."""
    return basemap.cells(atlas.root / base_map.FOLDER, atlas.disputes)


def _about(atlas: Atlas) -> dict[str, Any]:
    """What the atlas says of itself."""
    settings = atlas.settings
    licence = settings.licence
    return {
        "summary": settings.subject or settings.summary,
        "address": settings.address,
        "licence": [licence.title, licence.path] if licence else None,
    }


def _era(era: Era) -> dict[str, Any]:
    told = era.model_dump(include={"id", "title", "short", "start", "end", "color", "color_dark"})
    return told | ({"narrow": era.narrow} if era.narrow else {})


def _layer(layer: Layer, features: list[dict[str, Any]], meaning: Table) -> dict[str, Any]:
    modes = Counter(one.get("m", "") for one in features)
    kind = kinds.kind(layer.kind)
    layer = kind.look(layer)
    told = layer.model_dump(
        include={"id", "title", "kind", "order", "color", "color_dark", "min_zoom", "label_zoom", "on", "background"}
    )
    told["kind"] = kind.FORM  # the browser draws forms, and need not know what is built on them
    told |= layer.model_dump(include={"symbol", "radius", "width"})
    if kind.FORM == "areas":
        told |= {"fill": layer.fill_opacity, "rim": layer.rim_opacity}
    if meaning.role is Role.HAPPENING:
        told["happening"] = True
    if layer.counted:
        told["counted"] = {code: forms.model_dump(exclude_none=True) for code, forms in layer.counted.items()}
    told["manner"] = meaning.manner
    return {**told, "mode": modes.most_common(1)[0][0] if modes else ""}


def _features(atlas: Atlas, layer: Layer, index: int) -> Iterator[dict[str, Any]]:
    kind = kinds.kind(layer.kind)
    beside = stretches(atlas, layer) if kind.FORM == "lines" else {}
    for one in atlas.drawn_by(layer):
        if one.geometry is not None:
            told = _feature(one.record, atlas.years)
            if one.meaning.role is Role.TOWN and one.record.kind in STANDINGS:
                told["town"] = STANDINGS[one.record.kind]
            if one.record.timeline:
                told["b"] = told_steps(one)
            if one.id in beside:
                told["w"] = [number for row in beside[one.id] for number in _whole(row)]
            yield {**told, "l": index, "g": _delta.shape(kind.drawn(one.geometry))}


def _whole(row: Stretch) -> tuple[int, int, int, int, int]:
    """A stretch in whole numbers: ten thousandths of the length, hundred thousandths of a degree."""
    part, begin, end, slot, gap = row
    return part, round(begin * 1e4), round(end * 1e4), slot, round(gap * 1e5)


def _feature(record: Record, years: tuple[int, int]) -> dict[str, Any]:
    told: dict[str, Any] = {"id": record.id, "n": record.name, "s": _flat(record, years)}
    if record.geometry_basis:
        told["p"] = PRECISIONS.index(record.geometry_basis.precision)
    if record.mode:
        told["m"] = record.mode
    if record.gauge_mm:
        told["gauge"] = list(record.gauge_mm)
    if not record.timeline:
        told["t"] = 1
    return told | _dates(record) | _classes(record)


def _dates(record: Record) -> dict[str, list[str]]:
    """The dates that say more than the year: at which a period begins, and at which one ends and none follows."""
    periods = record.timeline
    ends = [
        one.end
        for one, after in zip_longest(periods, periods[1:])
        if one.end and not (after and after.start == one.end)
    ]
    told = {"from": [one.start for one in periods], "to": ends}
    finer = {key: [date for date in dates if "-" in date] for key, dates in told.items()}
    return {key: dates for key, dates in finer.items() if dates}


def _flat(record: Record, years: tuple[int, int]) -> list[int]:
    """The spans of a feature in one list: first year, last year, code."""
    timeless = timeline.timeless(years, doubtful=record.mode is not None)
    spans = timeline.spans(record.timeline, years) if record.timeline else timeless
    return [number for span in spans for number in span]


def _classes(record: Record) -> dict[str, Any]:
    """What search and filters ask of a feature; what it does not say is left out."""
    told = {
        "a": record.aliases,
        "c": record.countries,
        "k": record.corridors,
        "tier": record.tier,
        "soft": record.connectivity,
        "sure": record.confidence,
    }
    return {key: value for key, value in told.items() if value}


def _unplaced(atlas: Atlas, feature: Feature) -> dict[str, Any]:
    """What has no place on the map but can be found by name, with its dates and the layer that would draw it."""
    record, layer = feature.record, atlas.layer_of(feature.table, feature.record.kind)
    told = {"id": record.id, "n": record.name, "table": feature.table} | _classes(record)
    if year := own_year(atlas, record.id):
        told |= {"y": year, "s": _flat(record, atlas.years), "b": told_steps(feature)}
    return told | {"l": atlas.layers.index(layer)} if layer else told | {"what": _what(feature)}


def _happening(feature: Feature) -> dict[str, Any]:
    """A happening with its dates as written and what it is called: event, agreement."""
    record = feature.record
    told: dict[str, Any] = {"id": record.id, "n": record.name, "table": feature.table}
    told["what"] = _what(feature)
    told["d"] = [[str(period.status), period.start, period.end or ""] for period in record.timeline]
    if record.note:
        told["note"] = record.note
    if record.about:
        told["about"] = record.about
    return told | _classes(record)


def _what(feature: Feature) -> dict[str, str]:
    """What one feature of its table is called, by language."""
    return feature.meaning.singular or {DEFAULT: feature.table.removesuffix("s").replace("_", " ")}


def _countries(atlas: Atlas, language: str) -> dict[str, str]:
    say = words.Words(language, "map")
    codes = {code for one in atlas.features.values() for code in one.record.countries}
    codes |= {code for one in atlas.disputes for code in one.claimants}
    return {code: say.country(code) for code in sorted(codes)}


def attribution(atlas: Atlas) -> list[str]:
    """One line for each data set that shapes or places come from, with its licence, as plain text."""
    ground = base_map.present(atlas.root / base_map.FOLDER)
    used = Counter(dict.fromkeys(cite.owed(atlas, ground), 1))
    for layer in atlas.layers:
        for one in atlas.drawn_by(layer):
            if one.record.geometry_basis:
                used.update(one.record.geometry_basis.sources)
    return cite.credit_lines(atlas, [key for key, _ in used.most_common()])


def texts() -> dict[str, dict[str, words.Text]]:
    """Return the words of the map by language."""
    return {code: words.texts(code, "map") for code in LANGUAGES}


@cache
def palette() -> dict[str, dict[str, str]]:
    """Return the colours of both themes from `web/palette.toml`."""
    return tomllib.loads((WEB / "palette.toml").read_text(encoding="utf-8"))
