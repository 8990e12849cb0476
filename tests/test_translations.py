"""Notes and claims in other languages: found by their English text, said to be translations."""

from __future__ import annotations

import pytest
from babel.messages.catalog import Catalog

from corridor_atlas.build.texts import catalog
from corridor_atlas.checks import translations as checked
from corridor_atlas.core.words import Words
from corridor_atlas.data import dataset
from corridor_atlas.data.translations import told
from corridor_atlas.time import changes, ledger
from small_world import feature, period, point, write_table

HEAD = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'
NOTE, SAYS = "Rebuilt after the flood", "The quay opened in 2003"


def entry(english: str, text: str) -> str:
    return f'msgid "{english}"\nmsgstr "{text}"\n\n'


@pytest.fixture
def world(small):
    timeline = [period("operating", "1995", note=NOTE), period("suspended", "2004")]
    claims = [{"source": "a-book", "says": SAYS, "stance": "supports"}]
    write_table(small, "quays", feature("quay", point(), timeline=timeline, claims=claims))
    (small / "geodata" / "texts").mkdir()
    return small


def written(world, text: str, name: str = "ru.po"):
    (world / "geodata" / "texts" / name).write_text(HEAD + text, encoding="utf-8")
    return dataset.load(world)


def test_a_translation_is_told_as_one_and_only_in_its_language(world) -> None:
    atlas = written(world, entry(NOTE, "Перестроен после паводка") + entry(SAYS, ""))
    assert not atlas.faults
    russian, chinese, english = (Words(one, "map", "page") for one in ("ru", "zh", "en"))
    assert told(atlas.texts, NOTE, russian) == "Перестроен после паводка [пер.]"
    assert told(atlas.texts, SAYS, russian) == SAYS, "what is not translated stays English"
    assert told(atlas.texts, NOTE, chinese) == told(atlas.texts, NOTE, english) == NOTE


def test_the_ledger_tells_notes_in_the_language_of_the_page(world) -> None:
    atlas = written(world, entry(NOTE, "Перестроен после паводка"))
    [change] = [one for one in changes.changes(atlas, 1993, 2000) if one.feature.id == "quay"]
    assert ledger.notes(change, ledger.words_in("ru"), atlas.texts) == ["Перестроен после паводка [пер.]"]
    assert ledger.notes(change, ledger.words_in("en"), atlas.texts) == [NOTE]


def test_a_translation_of_what_is_no_longer_said_is_named(world) -> None:
    atlas = written(world, entry(NOTE, "Перестроен") + entry("Built before the flood", "Построен"))
    [notice] = checked.check(atlas)
    assert (notice.file, notice.id, notice.notice) == ("texts/ru.po", "Built before the flood", True)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (entry(NOTE, "bad \\x07 text").replace("\\x07", "\x07"), "control character"),
        ("nonsense", "nothing to be read"),
    ],
)
def test_a_file_that_is_none_is_a_fault_and_the_rest_counts(world, text, found) -> None:
    atlas = written(world, text)
    [fault] = atlas.faults
    assert fault.file == "texts/ru.po"
    assert found in fault.found
    assert "quay" in atlas.features


def test_a_file_of_no_language_of_the_page_and_a_file_in_place_of_the_folder_are_named(world) -> None:
    [fault] = written(world, entry(NOTE, "x"), "xx.po").faults
    assert (fault.file, "no language of the page: xx" in fault.found) == ("texts/xx.po", True)
    folder = world / "geodata" / "texts"
    (folder / "xx.po").unlink()
    folder.rmdir()
    folder.write_text("no folder", encoding="utf-8")
    [fault] = dataset.load(world).faults
    assert fault.file == "texts"


def test_a_template_holds_what_is_translated_and_what_is_asked_for(world) -> None:
    atlas = written(world, entry(NOTE, "Перестроен"))
    before = Catalog(locale="ru")
    before.add(NOTE, "Перестроен")
    before.add("Gone", "Ушло")
    assert {one.id: one.string for one in catalog(atlas, "ru", [], before) if one.id} == {NOTE: "Перестроен"}
    found = catalog(atlas, "ru", ["quay"], before)
    assert {one.id: one.string for one in found if one.id} == {NOTE: "Перестроен", SAYS: ""}
