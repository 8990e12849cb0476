"""Features of others written into the folder of an atlas: tables, layers, sources, words, and the mapping itself."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from corridor_atlas.bring import layers, mapping
from corridor_atlas.bring.mapping import toml_value
from corridor_atlas.bring.naming import Names, Table
from corridor_atlas.bring.result import Result
from corridor_atlas.core import files, units
from corridor_atlas.core.errors import AtlasError, DataError
from corridor_atlas.data import config, reading, tables
from corridor_atlas.data.backends import geojson

MAPPINGS = "mappings"
NODES = '[{name}]\nrole = "node"\nrank = 90\nkind_tells = true\n'
"""What `tables.toml` says of a table of nodes."""
JOINED = (tables.Role.NODE, tables.Role.THING)
"""What points lines can join: those of the network, and those of which `tables.toml` says nothing."""


def names(root: Path, replacing: str = "") -> Names:
    """Names that an atlas has already: ids, tables, sources. Empty for a folder that is not there yet.

    Parameters
    ----------
    root
        The folder of the atlas.
    replacing
        The name of a file: what was made of it before is to be replaced, and its names are free.
    """
    found = Names()
    if not root.exists():
        return found
    meanings = root / "geodata" / tables.FILE
    said = reading.toml(meanings) if meanings.is_file() else {}
    for path in _tables(root):
        if replacing and made_from(path) == replacing:
            continue
        found.tables.add(path.stem)
        features = _features(path)
        found.ids |= {str(one.get("properties", {}).get("id")) for one in features}
        found.places |= _places(features) if said.get(path.stem, {}).get("role", "thing") in JOINED else {}
    found.tables |= {path.stem for path in (root / "layers").glob("*.toml") if not _is_of(path, root, replacing)}
    if (root / "geodata" / "corridors.toml").is_file():
        entries = reading.toml(root / "geodata" / "corridors.toml").get("corridor", [])
        found.ids |= {str(one.get("id")) for one in entries if isinstance(one, dict)}
    for record in _sources(root):
        found.sources[record["id"]] = record
    return found


def _places(features: list[dict[str, Any]]) -> dict[str, tuple[float, float]]:
    """The points of a table by id (longitude, latitude)."""
    found = {}
    for one in features:
        match one:
            case {"properties": {"id": str(id_)}, "geometry": {"type": "Point", "coordinates": [east, north, *_]}}:
                found[id_] = (float(east), float(north))
    return found


def _is_of(layer: Path, root: Path, replacing: str) -> bool:
    """Whether a layer draws a table that is about to be replaced, and bears its name."""
    table = root / "geodata" / f"{layer.stem}.geojson"
    return bool(replacing) and table.is_file() and made_from(table) == replacing


def _tables(root: Path) -> list[Path]:
    return sorted((root / "geodata").glob("*.geojson")) if (root / "geodata").is_dir() else []


def _features(path: Path) -> list[dict[str, Any]]:
    try:
        return [one for one in reading.features(path)[1] if isinstance(one, dict)]
    except reading.UnreadableError as error:
        raise DataError([error.fault]) from None


def made_from(path: Path) -> str | None:
    """The file from which a whole table was made by `import`; None for any other table."""
    methods = {
        basis.get("method")
        for one in _features(path)
        if isinstance(basis := (one.get("properties") or {}).get("geometry_basis"), dict)
    }
    method = next(iter(methods)) if len(methods) == 1 else None
    return method.removeprefix("read from ") if isinstance(method, str) and method.startswith("read from ") else None


def _sources(root: Path) -> list[dict[str, Any]]:
    path = root / "geodata" / "sources.json"
    if not path.is_file():
        return []
    try:
        found = reading.read_json(path, "a CSL-JSON list")
    except reading.UnreadableError as error:
        raise DataError([error.fault]) from None
    if not isinstance(found, list):
        raise AtlasError("sources.json is no list: mend it first")
    return [one for one in found if isinstance(one, dict) and "id" in one]


def write(root: Path, result: Result) -> list[Path]:
    """Write what a file became into the folder of an atlas, made if it is not there; the paths that were written.

    Parameters
    ----------
    root
        The folder that holds, or will hold, `geodata/` and `layers/`.
    result
        What was read, with names that the atlas does not have (`names`).

    Raises
    ------
    AtlasError
        Something cannot be written, or what is there already cannot be read.
    """
    geodata, looks = root / "geodata", root / "layers"
    for folder in (geodata, looks, root / MAPPINGS):
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise AtlasError(f"{folder} cannot be made: {error.strerror}") from None
    old = [path for path in _tables(root) if made_from(path) == result.file]
    records = {record["id"]: record for record in _sources(root)} | result.sources
    done = [files.write(geodata / "sources.json", _json(list(records.values())))]
    for table in result.tables:
        done.append(files.write(geodata / f"{table.name}.geojson", text(table).encode()))
        layer = looks / f"{table.name}.toml"
        if not layer.exists():
            used = config.read_layers(looks)[0] if any(looks.glob("*.toml")) else []
            same = [one.color for one in used if one.kind == table.form]
            done.append(files.write(layer, layers.written(table, same, len(used)).encode()))
    for path in old:
        if path.stem not in {table.name for table in result.tables}:
            path.unlink()
            (looks / f"{path.stem}.toml").unlink(missing_ok=True)
    done += _nodes(
        geodata / tables.FILE, {table.name for table in result.tables if table.nodes}, {one.stem for one in old}
    )
    done += _words(geodata / "vocabulary.toml", result.tables)
    made = mapping.written(result.mapping, result.file)
    return [*done, files.write(root / MAPPINGS / f"{result.file}{mapping.ENDING}", made.encode())]


def _nodes(path: Path, made: set[str], old: set[str]) -> list[Path]:
    """Say in `tables.toml` which tables hold nodes, and no longer of those that are gone."""
    before = path.read_text(encoding="utf-8") if path.is_file() else ""
    after = before
    for name in sorted(old - made):
        after = after.replace(NODES.format(name=name), "")
    for name in sorted(made):
        if f"[{name}]" not in after:
            after = f"{after.rstrip()}\n\n".lstrip() + NODES.format(name=name)
    if after == before:
        return []
    if not after.strip():
        path.unlink()
        return []
    return [files.write(path, after.encode())]


def text(table: Table) -> str:
    """A table as GeoJSON in the one form that the atlas keeps: a feature a line, letters as they are."""
    return geojson.formatted(json.dumps({"type": "FeatureCollection", "features": table.features}, ensure_ascii=False))


def _json(records: list[dict[str, Any]]) -> bytes:
    return (json.dumps(records, ensure_ascii=False, indent=2) + "\n").encode()


def _words(path: Path, tables: list[Table]) -> list[Path]:
    """Add to the vocabulary what keys of facts and kinds stand for; what is there already stays."""
    known = config.read_vocabulary(path)[0] if path.is_file() else None
    facts = set(known.fact) if known else set()
    kinds = {(table, kind) for table, words in known.kind.items() for kind in words} if known else set()
    lines = []
    for table in tables:
        for key, term in table.words["fact"].items():
            stem = _stem(key)
            if stem not in facts:
                facts.add(stem)
                lines += [f"[fact.{stem}]", *(f"{code} = {toml_value(label)}" for code, label in term.items()), ""]
        for key, term in table.words["kind"].items():
            if (table.name, key) not in kinds:
                kinds.add((table.name, key))
                lines += [
                    f"[kind.{table.name}.{key}]",
                    *(f"{code} = {toml_value(one)}" for code, one in term.items()),
                    "",
                ]
    if not lines:
        return []
    before = path.read_text(encoding="utf-8").rstrip() + "\n\n" if path.is_file() else ""
    return [files.write(path, (before + "\n".join(lines).rstrip() + "\n").encode())]


def _stem(key: str) -> str:
    """The key of a fact as the vocabulary has it, without unit and years."""
    return units.split(key).stem
