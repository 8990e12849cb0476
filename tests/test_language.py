"""A language is one file in `locale/`: what it says of itself is all that the rest knows of it."""

from __future__ import annotations

import shutil

import pycountry
import pytest

from corridor_atlas.core import language
from corridor_atlas.core.language import LANGUAGES, spoken
from corridor_atlas.core.words import Words, name_of
from corridor_atlas.data import dataset, descriptions, stories
from corridor_atlas.draw.figure import fonts
from corridor_atlas.draw.payload import texts
from corridor_atlas.take.formats import csv
from corridor_atlas.ui import sidebar, state
from corridor_atlas.view import link
from small_world import feature, point, write_table

SWAHILI = """
[language]
name = "Kiswahili"
order = 15
page = true
spaced = false
dates = "sw_KE"
han = "Atlas Sans JP"
myriads = { 4 = "!" }

[map]
legend = "Ufunguo"

[page]
side_summary = "Muhtasari"
"""


@pytest.fixture
def with_swahili(tmp_path, monkeypatch) -> None:
    """The languages of the package and one file more."""
    folder = tmp_path / "locale"
    shutil.copytree(language.FOLDER, folder)
    (folder / "sw.toml").write_text(SWAHILI, encoding="utf-8")
    monkeypatch.setattr(language, "FOLDER", folder)


def test_the_languages_are_the_files_of_the_folder_in_their_order() -> None:
    assert set(LANGUAGES) == {path.stem for path in language.FOLDER.glob("*.toml")}
    assert (list(LANGUAGES), spoken()) == (["en", "zh", "ru", "ko", "mn", "ja"], ("en", "zh", "ru", "ko"))
    assert all(pycountry.languages.get(alpha_2=code) for code in LANGUAGES)


@pytest.mark.usefixtures("with_swahili")
def test_a_file_more_is_a_language_more() -> None:
    assert list(LANGUAGES)[:3] == ["en", "sw", "zh"]
    assert spoken() == ("en", "sw", "zh", "ru", "ko")
    words = Words("sw", "map", "page")
    assert (words("legend"), words("side_summary"), words("status")) == ("Ufunguo", "Muhtasari", "Status")
    assert texts()["sw"] == {"legend": "Ufunguo"}, "the browser gets its words"


@pytest.mark.usefixtures("with_swahili")
def test_what_is_particular_to_a_language_is_read_from_its_file() -> None:
    assert Words("sw", "map").large(30_000, 0) == "3!"
    assert Words("sw", "map").date("1999-05-12") == "12 Mei 1999"
    assert stories.parse("one\ntwo", "sw")[0].text == "onetwo"
    assert [family for family in fonts.face("sw", 9).get_family() if family[-2:] in ("SC", "JP")] == [
        "Atlas Sans JP",
        "Atlas Sans SC",
    ]


@pytest.mark.usefixtures("with_swahili")
def test_a_link_may_ask_for_a_new_language(small_atlas) -> None:
    assert link.from_query({"lang": "sw"}, small_atlas)[0].language == "sw"


@pytest.mark.usefixtures("with_swahili")
def test_the_page_offers_a_new_language_and_no_other_that_it_does_not_speak(small_atlas, monkeypatch) -> None:
    offered = []
    monkeypatch.setattr(
        sidebar.st, "radio", lambda _, options, format_func, **__: offered.extend(map(format_func, options))
    )
    monkeypatch.setattr(state, "with_chosen", lambda _, options: options)
    sidebar._languages(small_atlas, Words("en", "map", "page"))
    assert offered == ["English", "Kiswahili", "中文", "Русский", "한국어"]


def test_names_may_be_in_a_language_that_the_atlas_does_not_speak(small) -> None:
    names = {"en": "Port of Mombasa", "sw": "Bandari ya Mombasa"}
    write_table(small, "ports", feature("mombasa-port", point(), name=names))
    atlas = dataset.load(small)
    assert descriptions.languages(atlas) == (*LANGUAGES, "sw")
    assert "| Kiswahili | 1 |" in descriptions.coverage(atlas)
    assert "name_sw" in csv.write(atlas).decode("utf-8-sig").partition("\n")[0]
    assert "Bandari ya Mombasa" in csv.write(atlas).decode("utf-8-sig")


@pytest.mark.parametrize(("code", "name"), [("sw", "Kiswahili"), ("ja", "日本語"), ("fr", "français"), ("kv", "kv")])
def test_a_language_calls_itself_by_its_own_name(code, name) -> None:
    assert name_of(code) == name
