"""What the words of the data are called in the languages of the page: every one of them, and nothing else."""

from __future__ import annotations

import pytest

from corridor_atlas.article import facts
from corridor_atlas.article.cited import Cited
from corridor_atlas.article.kinds import kind_of
from corridor_atlas.checks import terms
from corridor_atlas.core.language import spoken
from corridor_atlas.core.model import Scalar
from corridor_atlas.core.words import Words
from corridor_atlas.data import dataset
from corridor_atlas.data.dataset import Atlas
from small_world import ATLAS, feature, write_table


def test_the_shipped_words_are_those_of_the_languages_of_the_page(atlas) -> None:
    """So that the check, which asks for the languages that the vocabulary speaks, asks for all of them."""
    told = {code for terms in atlas.vocabulary.fact.values() for code in terms}
    assert told >= set(spoken()) - {"en"}
    assert list(terms.check(atlas)) == []


@pytest.mark.parametrize(
    ("label", "has"), [("paper", True), ("with approaches", True), ("2014-11", False), ("Kommersant", False)]
)
def test_a_date_or_a_name_needs_no_words(label, has) -> None:
    assert terms.has_words(label) is has


@pytest.mark.parametrize(
    ("said", "word", "field"),
    [
        ({"kind": "dry_port"}, "trial.dry_port", "kind"),
        ({"facts": {"cranes_2010": 3}}, "cranes", "fact"),
        ({"facts": {"berths": {"by rail": 3}}}, "by rail", "value"),
    ],
)
def test_a_word_without_terms_is_a_notice(small, said, word, field) -> None:
    (small / "geodata" / "vocabulary.toml").write_text(WORDS, encoding="utf-8")
    write_table(small, "trial", feature("a-port", **{"kind": "river_port", "facts": {"berths": {"paper": 1}}} | said))
    found = [one for one in terms.check(dataset.load(small)) if one.id == word]
    assert [(one.file, one.field, one.found, one.notice) for one in found] == [
        ("vocabulary.toml", field, "nothing in ru, zh", True)
    ]


def test_a_word_that_nothing_uses_is_a_notice(small) -> None:
    (small / "geodata" / "vocabulary.toml").write_text(WORDS, encoding="utf-8")
    found = {one.id for one in terms.check(dataset.load(small)) if one.found == "words that nothing uses"}
    assert found == {"trial.river_port", "berths", "paper"}


def test_an_atlas_without_words_owes_none(small) -> None:
    assert list(terms.check(dataset.load(small))) == []


WORDS = """
[kind.ports]
port = { zh = "港口", ru = "порт" }
[kind.railways]
railway = { zh = "铁路", ru = "дорога" }
[kind.trial]
river_port = { zh = "内河港口", ru = "речной порт" }
[fact]
berths = { zh = "泊位数", ru = "причалы" }
[value]
paper = { zh = "论文", ru = "статья" }
"""


@pytest.fixture
def told(small):
    """Write a vocabulary and a port with facts; gives the atlas and the port with the works behind it."""

    def telling(vocabulary: str, language: str, **said: Scalar | dict[str, Scalar]) -> tuple[Atlas, Cited]:
        (small / "geodata" / "vocabulary.toml").write_text(vocabulary, encoding="utf-8")
        write_table(small, "trial", feature("a-port", kind="river_port", facts=said))
        atlas = dataset.load(small)
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
    assert kind_of(atlas, atlas.features[cited.record.id], language) == kind
    [found] = facts.rows(cited)
    assert (found["label"], found["values"][0][0]) == row


def test_english_is_made_of_the_key(told, small) -> None:
    (small / "geodata" / "atlas.toml").write_text('proper = ["China"]\n' + ATLAS, encoding="utf-8")
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
