"""What the words of the data are called in the languages of the page: every one of them, and nothing else."""

from __future__ import annotations

import re

import pytest

from corridor_atlas import dates, sources
from corridor_atlas.errors import DateError
from corridor_atlas.model import Record, Scalar
from corridor_atlas.sources import Atlas
from corridor_atlas.ui import chart, details, facts, state
from corridor_atlas.ui.cited import Cited
from corridor_atlas.words import Words
from small_world import feature, write_table

OTHERS = set(state.SPOKEN) - {"en"}


def records(atlas: Atlas) -> list[tuple[str, Record]]:
    """Everything that has a kind and facts, with its table."""
    return [(one.table, one.record) for one in atlas.features.values()] + [
        ("corridors", one) for one in atlas.corridors.values()
    ]


def labelled(atlas: Atlas) -> set[str]:
    """The labels of the values under one fact."""
    return {
        label
        for _, record in records(atlas)
        for value in record.facts.values()
        if isinstance(value, dict)
        for label in value
    }


def has_words(label: str) -> bool:
    """Whether it is more than a date or a name: there is a word in small letters."""
    try:
        dates.parse(label)
    except DateError:
        return bool(re.search(r"\b(?!ru\b)[a-z]", label))
    return False


def lacking(terms: dict[str, dict[str, str]], wanted: set[str]) -> list[str]:
    return sorted(key for key in wanted if not terms.get(key, {}).keys() >= OTHERS)


def test_every_kind_is_called_something_in_every_language(atlas) -> None:
    used = {(table, record.kind or table.removesuffix("s")) for table, record in records(atlas)}
    terms = {f"{table}.{kind}": term for table, kinds in atlas.vocabulary.kind.items() for kind, term in kinds.items()}
    wanted = {f"{table}.{kind}" for table, kind in used}
    assert lacking(terms, wanted) == []
    assert sorted(terms.keys() - wanted) == [], "of no feature"


def test_every_fact_is_called_something_in_every_language(atlas) -> None:
    keys = {key for _, record in records(atlas) for key in record.facts}
    fields = [claim.field or "" for _, record in records(atlas) for claim in record.claims]
    keys |= {field.split(".")[1] for field in fields if field.startswith("facts.")}
    wanted = {facts.split(key).stem for key in keys}
    assert lacking(atlas.vocabulary.fact, wanted | {"gauge"}) == []
    assert sorted(atlas.vocabulary.fact.keys() - wanted) == [], "of no feature"


def test_every_label_of_a_value_is_called_something_in_every_language(atlas) -> None:
    labels = labelled(atlas)
    assert lacking(atlas.vocabulary.value, {label for label in labels if has_words(label)}) == []
    assert sorted(atlas.vocabulary.value.keys() - labels) == [], "of no value"


def test_every_unit_of_a_statistic_is_a_measure_or_called_something_in_every_language(atlas) -> None:
    units = {one.unit for one in atlas.statistics}
    assert lacking(atlas.vocabulary.unit, units - chart.UNITS.keys()) == []
    assert sorted((atlas.vocabulary.unit.keys() | chart.UNITS.keys()) - units) == [], "of no statistic"


@pytest.fixture
def told(small):
    """Write a vocabulary and a port with facts; gives the atlas and the port with the works behind it."""

    def telling(vocabulary: str, language: str, **said: Scalar | dict[str, Scalar]) -> tuple[Atlas, Cited]:
        (small / "geodata" / "vocabulary.toml").write_text(vocabulary, encoding="utf-8")
        write_table(small, "trial", feature("a-port", kind="river_port", facts=said))
        atlas = sources.load(small)
        return atlas, Cited(atlas, atlas.features["a-port"].record, Words(language, "map", "page"))

    return telling


VOCABULARY = """
[kind.trial]
river_port = { zh = "内河港口" }
[fact]
berths = { zh = "泊位数", en = "Number of berths" }
[value]
paper = { zh = "论文" }
"""


@pytest.mark.parametrize(
    ("language", "kind", "row"),
    [
        ("zh", "内河港口", ("泊位数（2010年）", "论文")),
        ("ru", "river port trial", ("Number of berths, 2010", "paper")),
        ("en", "river port trial", ("Number of berths, 2010", "paper")),
    ],
)
def test_what_a_language_lacks_is_said_in_english(told, language, kind, row) -> None:
    atlas, cited = told(VOCABULARY, language, berths_2010={"paper": 3})
    assert atlas.faults == []
    assert details.kind_of(atlas, cited.record, "trial", language) == kind
    [found] = facts.rows(cited)
    assert (found["label"], found["values"][0][0]) == row


def test_english_is_made_of_the_key(told) -> None:
    _, cited = told("", "zh", cargo_with_china_kt_2010_2015=4)
    [found] = facts.rows(cited)
    assert found["label"] == "Cargo with China（2010–2015年）"


@pytest.mark.parametrize(
    ("text", "field", "found"),
    [
        ('[fact]\nlength = { xx = "Länge" }', "fact.length", "unknown language xx"),
        ('[fact]\nlength = "长度"', "fact.length", "'长度'"),
        ('[facts]\nlength = { zh = "长度" }', "facts", "an unknown table 'facts'"),
        ('[kind.harbours]\nport = { zh = "港口" }', "kind", "harbours"),
    ],
)
def test_a_fault_in_the_vocabulary_is_named(told, text, field, found) -> None:
    atlas, _ = told(text, "zh")
    [fault] = atlas.faults
    assert (fault.file, fault.field, fault.found) == ("vocabulary.toml", field, found)


def test_a_broken_vocabulary_leaves_the_rest(told) -> None:
    atlas, _ = told("[fact", "zh")
    [fault] = atlas.faults
    assert "broken TOML" in fault.found
    assert len(atlas.features) == 4
