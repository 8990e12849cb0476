"""What describes the data set to people and machines, made from the data themselves.

`texts` gives the files of geodata/ that nobody edits by hand: the JSON Schema of a feature,
the Frictionless data package, the coverage report, and for the repository the citation file and what Zenodo is told.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Any

from corridor_atlas.core import dates
from corridor_atlas.core.counts import counted
from corridor_atlas.core.language import LANGUAGES, pick
from corridor_atlas.core.model import Corridor, Record, Series, Statistic, Vocabulary
from corridor_atlas.core.words import name_of
from corridor_atlas.data import grounds, sea_lanes
from corridor_atlas.data.dataset import Atlas
from corridor_atlas.data.disputes import Dispute
from corridor_atlas.data.settings import Licence, Settings
from corridor_atlas.data.stories import Story

ODBL = Licence(name="ODbL-1.0", path="https://opendatacommons.org/licenses/odbl/1-0/", title="ODbL 1.0")


def texts(atlas: Atlas) -> dict[Path, str]:
    """The generated files, by path below the root of the atlas."""
    geodata = Path("geodata")
    return {
        geodata / "schema.json": _json(schema()),
        geodata / "datapackage.json": _json(datapackage(atlas)),
        geodata / "COVERAGE.md": coverage(atlas),
        Path("CITATION.cff"): citation(atlas),
        Path(".zenodo.json"): _json(zenodo(atlas)),
    }


def _json(document: Any) -> str:
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def schema() -> dict[str, Any]:
    """JSON Schema (2020-12) of a feature's properties, and of what stands in the other files of geodata/."""
    models = (Record, Corridor, Dispute, Series, Statistic, Story, Vocabulary, Settings)
    parts = {model.__name__: model.model_json_schema(by_alias=True) for model in models}
    definitions: dict[str, Any] = {}
    for name, part in parts.items():
        definitions |= part.pop("$defs", {})
        definitions[name] = part
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "The data of an atlas",
        "description": "`Record` is the `properties` of a GeoJSON feature in geodata/.",
        "$ref": "#/$defs/Record",
        "$defs": dict(sorted(definitions.items())),
    }


def datapackage(atlas: Atlas) -> dict[str, Any]:
    """The data set as a Frictionless data package (https://datapackage.org)."""
    resources: list[dict[str, Any]] = [
        {
            "name": table.replace("_", "-"),
            "path": f"{table}.geojson",
            "title": table.replace("_", " ").capitalize(),
            "format": "geojson",
            "mediatype": "application/geo+json",
            "encoding": "utf-8",
            **_licensed(licence_of(atlas, table)),
        }
        for table in atlas.tables
    ]
    if atlas.statistics:
        columns = {name: field.description or "" for name, field in Statistic.model_fields.items()}
        resources.append(_csv("statistics", columns, "value", atlas.settings.licence))
    if (atlas.root / sea_lanes.FILE).exists():
        resources.append(_csv("sea_lanes", sea_lanes.COLUMNS, "km", _of_ground(atlas)))
    resources.append({"name": "sources", "path": "sources.json", "format": "json", "encoding": "utf-8"})
    published = atlas.settings.address or atlas.settings.repository
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "corridor-atlas",
        "title": atlas.settings.cited,
        **({"homepage": published} if published else {}),
        "version": atlas.span.data_version,
        "created": f"{_released(atlas)}T00:00:00Z",
        **_licensed(*licences(atlas)),
        "resources": resources,
    }


def _csv(table: str, columns: dict[str, str], number: str, licence: Licence | None) -> dict[str, Any]:
    """A CSV file of the data set: its columns with what they hold, one of them a number, the others texts."""
    return {
        "name": table.replace("_", "-"),
        "path": f"{table}.csv",
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        **_licensed(licence),
        "schema": {
            "fields": [
                {"name": name, "type": "number" if name == number else "string", "description": text}
                for name, text in columns.items()
            ]
        },
    }


def _licensed(*given: Licence | None) -> dict[str, list[dict[str, str]]]:
    """The licences of something as the package names them; nothing where none is given."""
    found = [{"name": one.name, "path": one.path, "title": one.title} for one in given if one]
    return {"licenses": found} if found else {}


def licence_of(atlas: Atlas, table: str) -> Licence | None:
    """The licence of a table: the ODbL if it has anything of OpenStreetMap, else that of the atlas, if it has one."""
    return ODBL if _is_traced(atlas, table) else atlas.settings.licence


def licences(atlas: Atlas) -> list[Licence]:
    """The licences of the data set: that of the atlas, and the ODbL if anything of it is taken from OpenStreetMap."""
    traced = any(_is_traced(atlas, table) for table in atlas.tables) or _of_ground(atlas) == ODBL
    return [one for one in (atlas.settings.licence, ODBL if traced else None) if one]


def _of_ground(atlas: Atlas) -> Licence | None:
    """The licence of the base map and of what is reckoned along its coast."""
    keys = {key for file in atlas.settings.credits.values() for key in file}
    return ODBL if keys & _openstreetmap(atlas) else atlas.settings.licence


def _is_traced(atlas: Atlas, table: str) -> bool:
    traced, bases = _openstreetmap(atlas), (record.geometry_basis for record in atlas.tables[table]["record"])
    return any(basis and traced & set(basis.sources) for basis in bases)


def _openstreetmap(atlas: Atlas) -> set[str]:
    """The sources whose shapes bring the share-alike licence of OpenStreetMap with them."""
    return {key for key, work in atlas.bibliography.items() if work.is_openstreetmap}


def _released(atlas: Atlas) -> date:
    return dates.parse(atlas.span.data_date).first


def citation(atlas: Atlas) -> str:
    """How to cite the data set, in the Citation File Format 1.2."""
    chosen = atlas.settings
    where = {"url": chosen.address, "repository-code": chosen.repository, "doi": chosen.doi}
    return "\n".join(
        [
            "cff-version: 1.2.0",
            "message: Please cite the atlas with its data version, and the sources it names for what you use.",
            "type: dataset",
            f"title: {_quoted(chosen.cited)}",
            "authors:",
            f"  - name: {_quoted(chosen.makers)}",
            f"version: {_quoted(atlas.span.data_version)}",
            f'date-released: "{_released(atlas)}"',
            *(f"{name}: {_quoted(value)}" for name, value in where.items() if value),
            *(["license:"] if licences(atlas) else []),
            *(f"  - {_spdx(one.name)}" for one in licences(atlas)),
            "",
        ]
    )


def zenodo(atlas: Atlas) -> dict[str, Any]:
    """What Zenodo says of the data set when it archives a release (its deposit metadata)."""
    given = licences(atlas)
    return {
        "title": atlas.settings.cited,
        "description": pick(atlas.settings.subject or atlas.settings.title),
        "upload_type": "dataset",
        "access_right": "open",
        "creators": [{"name": atlas.settings.makers}],
        "version": atlas.span.data_version,
        "publication_date": _released(atlas).isoformat(),
        "language": "eng",
        "keywords": [pick(layer.title).lower() for layer in atlas.layers],
        **({"license": given[0].name.lower()} if given else {}),
        **({"notes": f"Licences: {', '.join(one.title for one in given)}."} if len(given) > 1 else {}),
    }


def _spdx(name: str) -> str:
    return name if re.fullmatch(r"[A-Za-z0-9.+-]+", name) else _quoted(name)


def _quoted(text: str) -> str:
    """A text as YAML: a JSON string is one."""
    return json.dumps(text, ensure_ascii=False)


def coverage(atlas: Atlas) -> str:
    """What the data set holds and what it lacks, as Markdown tables."""
    records = [feature.record for feature in atlas.features.values()]
    parts = [
        "# Coverage",
        "",
        f"Data {atlas.span.data_version}. Made by `corridor-atlas describe`; do not edit.",
        "",
        f"{counted(len(records), 'feature')}, {counted(len(atlas.corridors), 'corridor')}, "
        f"{counted(len(atlas.statistics), 'statistical figure')}, {counted(len(atlas.bibliography), 'source')}, "
        f"{counted(len(atlas.stories), 'guided tour')}, "
        f"{counted(len(atlas.unmapped), 'entry', 'entries')} that could not be mapped.",
        *_by_table(atlas),
        *_counted("Precision of geometry", (_precision(record) for record in records)),
        *_counted("Confidence", (record.confidence or "not stated" for record in records)),
        *_languages(atlas, records),
        *_claims(atlas),
        *_sources(atlas),
        *_evidence(atlas),
        *_unmapped(atlas),
    ]
    return "\n".join(parts) + "\n"


def _table(title: str, head: list[str], rows: Iterable[list[str]]) -> list[str]:
    lines = [f"| {' | '.join(head)} |", f"|{'---|' * len(head)}"]
    lines += [f"| {' | '.join(cell.replace('|', '/') for cell in row)} |" for row in rows]
    return ["", f"## {title}", "", *lines]


def _counted(title: str, words: Iterable[str]) -> list[str]:
    rows = sorted(Counter(words).items(), key=lambda item: (-item[1], item[0]))
    return _table(title, ["", "features"], ([word, str(number)] for word, number in rows))


def _precision(record: Record) -> str:
    return record.geometry_basis.precision if record.geometry_basis else "no geometry"


def _by_table(atlas: Atlas) -> list[str]:
    rows = []
    for table, frame in atlas.tables.items():
        timed = sum(bool(record.timeline) for record in frame["record"])
        placed = int(frame.geometry.notna().sum())
        rows.append([table.replace("_", " "), str(len(frame)), str(timed), str(placed)])
    return _table("By table", ["table", "features", "with a timeline", "with a geometry"], rows)


def languages(atlas: Atlas) -> tuple[str, ...]:
    """Codes (ISO 639-1) of those that names stand in: all languages of the interface, then the others in use."""
    named = (one.record for one in atlas.features.values()), atlas.corridors.values()
    return tuple(dict.fromkeys([*LANGUAGES, *sorted({code for one in chain(*named) for code in one.name})]))


def _languages(atlas: Atlas, records: list[Record]) -> list[str]:
    rows = [[name_of(code), str(sum(code in one.name for one in records))] for code in languages(atlas)]
    return _table("Names", ["language", "features"], rows)


def _claims(atlas: Atlas) -> list[str]:
    verdicts: dict[str, Counter[str]] = {}
    records = [*(feature.record for feature in atlas.features.values()), *atlas.corridors.values()]
    for record in records:
        for claim in record.claims:
            if claim.verdict:
                verdicts.setdefault(claim.source, Counter())[claim.verdict] += 1
    order = ("agrees", "differs", "not_checked")
    rows = [[f"`{key}`", *(str(found[word]) for word in order)] for key, found in sorted(verdicts.items())]
    return _table("Claims checked against other sources", ["source", "agrees", "differs", "not checked"], rows)


def _sources(atlas: Atlas) -> list[str]:
    most = sorted(grounds.used(atlas).items(), key=lambda item: (-item[1], item[0]))[:25]
    rows = [[f"`{key}`", str(number)] for key, number in most if number]
    return _table("Sources most used", ["source", "features"], rows)


def _evidence(atlas: Atlas) -> list[str]:
    total = counted(len(grounds.dated(atlas)), "dated status", "dated statuses")
    rows = [[what, str(number)] for what, number in grounds.counts(atlas).items()]
    return _table("Evidence", [f"of {total} and {counted(len(atlas.bibliography), 'source')}", ""], rows)


def _unmapped(atlas: Atlas) -> list[str]:
    rows = [[entry.name, entry.layer.replace("_", " "), entry.reason] for entry in atlas.unmapped]
    return _table("Not mapped, or not dated, and why", ["what", "table", "reason"], sorted(rows))


def claims(atlas: Atlas, source: str | None = None, *, differs: bool = False) -> list[dict[str, Any]]:
    """Every claim of the data set, of features and corridors, with the feature it is about.

    With `source` only those of this work, with `differs` only those that another source contradicts.
    """
    records: list[Record] = [*(feature.record for feature in atlas.features.values()), *atlas.corridors.values()]
    return [
        {"id": record.id, "name": pick(record.name), **claim.model_dump(mode="json", exclude_none=True)}
        for record in records
        for claim in record.claims
        if (source is None or claim.source == source) and (not differs or "differs" in (claim.verdict, claim.stance))
    ]
