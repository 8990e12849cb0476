"""JSON of others: within limits, in any encoding, and with every key that stands twice kept."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from corridor_atlas.bring import texts
from corridor_atlas.bring.things import Source
from corridor_atlas.data import reading

START = re.compile(rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?[\s\x1e\x00]*[\[{]")


def looks_like(head: bytes) -> bool:
    """Whether a file with this beginning may be JSON, or lines of it."""
    return bool(START.match(head))


def text(source: Source) -> tuple[str, str]:
    """The text of a file and its encoding. Raises `ReadError`."""
    try:
        return texts.decode(source.data, source.encoding)
    except (ValueError, LookupError) as error:
        raise source.error(f"a text that cannot be read: {error}", "UTF-8, or its encoding in the mapping") from None


def document(source: Source) -> tuple[Any, str]:
    """The value in a JSON file and its encoding; of lines of JSON, a list of them. Raises `ReadError`."""
    said, encoding = text(source)
    said = said.lstrip("\ufeff")
    try:
        return parse(said), encoding
    except ValueError as error:
        found = _lines(said)
        if found is None:
            told = str(error)
            hint = "the file may be cut off" if len(said) - getattr(error, "pos", 0) < 3 else "a sound JSON file"
            raise source.error(f"broken JSON: {told}", hint) from None
        return found, encoding


def _lines(said: str) -> list[Any] | None:
    """A document in each line (GeoJSON sequences of RFC 8142 too); None where they are none."""
    lines = [line.strip("\x1e \t\r") for line in said.split("\n")]
    lines = [line for line in lines if line]
    if len(lines) < 2:
        return None
    try:
        return [parse(line) for line in lines]
    except ValueError:
        return None


def parse(said: str) -> Any:
    """The value of a JSON text. Raises `ValueError`; NaN and infinity are numbers, and told apart later."""
    reading.check_depth(reading.JSON_TEXT.sub("_", said))
    try:
        return json.loads(said, object_pairs_hook=_object)
    except RecursionError:
        raise ValueError("nested too deeply") from None


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) == len(pairs):
        return found
    found = {}
    for key, value in pairs:
        name, number = key, 2
        while name in found:
            name, number = f"{key} ({number})", number + 1
        found[name] = value
    return found


def flat(values: Any) -> Iterator[tuple[str, Any]]:
    """The properties of a feature as cells: plain values as they are, objects and lists as far as they are plain."""
    if not isinstance(values, dict):
        return
    for key, value in values.items():
        name = str(key)
        if isinstance(value, dict):
            if name.casefold() in ("tags", "properties"):
                yield from flat(value)
            elif value and all(isinstance(one, str | int | float | bool | None) for one in value.values()):
                yield from ((f"{name}:{inner}", one) for inner, one in value.items())
            else:
                yield name, json.dumps(value, ensure_ascii=False)
        elif isinstance(value, list):
            plain = all(isinstance(one, str | int | float) for one in value)
            yield name, "; ".join(map(str, value)) if plain else json.dumps(value, ensure_ascii=False)
        else:
            yield name, value
