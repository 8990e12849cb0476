"""Words of the data: each has its term in every language that the vocabulary speaks, and none is idle."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from corridor_atlas.core import language, units
from corridor_atlas.core.errors import Fault
from corridor_atlas.core.model import Record
from corridor_atlas.data.dataset import Atlas

Terms = Mapping[str, Mapping[str, str]]


def check(atlas: Atlas) -> Iterator[Fault]:
    """Notices of kinds, facts, labels and units without words. English can do without: it is made of the key."""
    parts: dict[str, tuple[Terms, set[str], set[str]]] = {
        "kind": (_kinds(atlas), _used_kinds(atlas), set()),
        "fact": (atlas.vocabulary.fact, _facts(atlas), {"gauge"}),
        "value": (atlas.vocabulary.value, _labels(atlas), set()),
        "unit": (atlas.vocabulary.unit, {one.unit for one in atlas.statistics}, set()),
    }
    spoken = {code for terms, _, _ in parts.values() for term in terms.values() for code in term} - {language.DEFAULT}
    for field, (terms, used, always) in parts.items():
        wanted = (
            used - units.UNITS.keys()
            if field == "unit"
            else {one for one in used if field != "value" or has_words(one)}
        )
        for word in sorted(wanted):
            lacking = sorted(spoken - terms.get(word, {}).keys())
            if lacking:
                yield _notice(field, word, f"nothing in {', '.join(lacking)}", "what it is called")
        for word in sorted(terms.keys() - used - always):
            yield _notice(field, word, "words that nothing uses", "only words of the data")


def has_words(label: str) -> bool:
    """Whether a label is more than a date or a name: there is a word in small letters."""
    return bool(re.search(r"\b(?!ru\b)[a-z]", label))


def _kinds(atlas: Atlas) -> Terms:
    kinds = atlas.vocabulary.kind.items()
    return {f"{table}.{kind}": term for table, terms in kinds for kind, term in terms.items()}


def _used_kinds(atlas: Atlas) -> set[str]:
    return {f"{table}.{record.kind or table.removesuffix('s')}" for table, record in _records(atlas)}


def _facts(atlas: Atlas) -> set[str]:
    keys = {key for _, record in _records(atlas) for key in record.facts}
    fields = [claim.field or "" for _, record in _records(atlas) for claim in record.claims]
    keys |= {field.split(".")[1] for field in fields if field.startswith("facts.")}
    return {units.split(key).stem for key in keys}


def _labels(atlas: Atlas) -> set[str]:
    """The labels of the values under one fact."""
    values = (value for _, record in _records(atlas) for value in record.facts.values())
    return {label for value in values if isinstance(value, dict) for label in value}


def _records(atlas: Atlas) -> Iterator[tuple[str, Record]]:
    """Everything that has a kind and facts, with its table."""
    yield from ((one.table, one.record) for one in atlas.features.values())
    yield from (("corridors", one) for one in atlas.corridors.values())


def _notice(field: str, word: str, found: str, expected: str) -> Fault:
    return Fault("vocabulary.toml", word, field, found, expected, left_out=False, notice=True)
