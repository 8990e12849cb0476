"""Guided tours: the marks of their texts, every fault by its place, and what the shipped ones owe their readers."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from corridor_atlas.checks import tours
from corridor_atlas.data import dataset, stories
from corridor_atlas.data.stories import Run, Step, parse
from corridor_atlas.draw import payload
from corridor_atlas.view import link, view
from small_world import SOURCES, feature, write_sources, write_table

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "geodata" / "stories"
TOURS = sorted(path.stem for path in FOLDER.glob("[!_]*.toml"))
LANGUAGES = {"en", "zh", "ru", "ko"}

SOUND = """
title = { en = "A tour" }
summary = { en = "What it is about." }

[[step]]
title = { en = "A port" }
text = { en = "The [[north-port|northern port]] opened.[^a-book]", ko = "[[north-port|항구]]가 열렸다.[^a-book]" }
year = 1995
fit = ["north-port"]
layers = ["ports"]
selected = "north-port"
lit = ["north-port", "south-port"]
"""


def write(root: Path, text: str, name: str = "a-tour") -> None:
    folder = root / "geodata" / "stories"
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.toml").write_text(text, encoding="utf-8")


def told(root: Path) -> list[tuple[str, str, str, str]]:
    return [(one.file, one.id, one.field, one.found) for one in dataset.load(root).faults]


# --- marks --------------------------------------------------------------------------------------


def test_a_text_is_taken_apart_into_runs() -> None:
    assert parse("The [[a-port|old port]] closed.[^a-book][^b]\nSo.") == (
        Run("The "),
        Run("old port", feature="a-port"),
        Run(" closed."),
        Run(source="a-book"),
        Run(source="b"),
        Run(" So."),
    )


@pytest.mark.parametrize(("language", "joined"), [("en", "one two"), ("ko", "one two"), ("zh", "onetwo")])
def test_a_line_break_is_a_space_where_the_language_has_spaces(language, joined) -> None:
    assert parse("one\n  two\n", language) == (Run(joined),)


@pytest.mark.parametrize(
    "text", ["[[a-port]]", "[a-port|words]", "[[a-port|", "a [^] b", "]]", "[[a|b|c]]", "[[|words]]", "[x](y)"]
)
def test_what_is_no_mark_is_refused(text) -> None:
    with pytest.raises(ValueError, match=r"[\[\]]"):
        parse(text)


def test_a_tag_is_only_words() -> None:
    assert parse("<b onclick=x>[[a|<i>]]") == (Run("<b onclick=x>"), Run("<i>", feature="a"))


# --- faults ---------------------------------------------------------------------------------------


def test_a_sound_tour_is_read_and_a_folder_may_be_missing(small) -> None:
    assert dataset.load(small).stories == {}
    write(small, SOUND)
    write(small, "no tour at all", "_draft")
    atlas = dataset.load(small)
    assert atlas.faults == []
    [story] = atlas.stories.values()
    assert (story.id, story.steps[0].year, story.steps[0].sources()) == ("a-tour", 1995, ("a-book",))


def test_every_fault_of_a_tour_is_named_at_once_by_file_step_and_property(small) -> None:
    write(small, SOUND.replace("1995", '"soon"') + '[[step]]\ncolour = "red"\ntitle = { en = "x" }\n')
    assert [(id_, field) for _, id_, field, _ in told(small)] == [
        ("a-tour, step 1", "year"),
        ("a-tour, step 2", "colour"),
        ("a-tour, step 2", "text"),
        ("a-tour, step 2", "year"),
    ]
    assert dataset.load(small).stories == {}


@pytest.mark.parametrize(
    ("old", "new", "field", "found"),
    [
        ("[[north-port|northern port]]", "[[north-port]]", "text.en", "'[[north-port]] opened.'"),
        ("[[north-port|항구]]", "항구", "text.ko", "no north-port"),
        ("열렸다.[^a-book]", "열렸다.[^a-book][^b-book]", "text.ko", "added ^b-book"),
        ('fit = ["north-port"]', "", "viewport", "nothing"),
        ("year = 1995", "year = 1995\nviewport = { zoom = 5, lat = 42, lon = 130 }", "viewport", "both"),
        ("year = 1995", "year = 1995\nagainst = 1993", "how", "nothing"),
        ("year = 1995", 'year = 1995\nhow = "swipe"', "against", "nothing"),
        ("year = 1995", 'year = 1995\nagainst = 1995\nhow = "changes"', "against", "1995"),
        ("year = 1995", "year = 1995\nsince = 1996", "since", "1996"),
    ],
)
def test_a_step_that_contradicts_itself_keeps_its_tour_off(small, old, new, field, found) -> None:
    assert old in SOUND
    write(small, SOUND.replace(old, new))
    assert (field, found) in [(where, what) for _, _, where, what in told(small)]
    assert {one for _, one, _, _ in told(small)} == {"a-tour, step 1"}
    assert dataset.load(small).stories == {}


@pytest.mark.parametrize(
    ("old", "new", "field", "found"),
    [
        ("year = 1995", "year = 1950", "year", "1950"),
        ("year = 1995", 'year = 1995\nagainst = 2099\nhow = "changes"', "against", "2099"),
        ('fit = ["north-port"]', 'fit = ["nort-port"]', "fit", "nort-port"),
        ('selected = "north-port"', 'selected = "old-north-port"', "selected", "old-north-port"),
        ('"south-port"]', '"no-port"]', "lit", "no-port"),
        ("[[north-port|", "[[no-port|", "text", "no-port"),
        ("[^a-book]", "[^no-book]", "text", "no-book"),
        ('layers = ["ports"]', 'layers = ["harbours"]', "layers", "harbours"),
    ],
)
def test_a_name_that_leads_nowhere_is_a_fault_and_the_tour_goes_on(small, old, new, field, found) -> None:
    assert old in SOUND
    write(small, SOUND.replace(old, new))
    assert ("a-tour.toml", "a-tour, step 1", field, found) in told(small)
    assert list(dataset.load(small).stories) == ["a-tour"]


@pytest.mark.parametrize(
    "text",
    [
        "= 3",
        'title = { en = "x" }\nsummary = { en = "y" }\nstep = []',
        'title = { en = "x" }',
        SOUND.replace("[[step]]", "[[stop]]"),
        'id = "b"\n' + SOUND,
    ],
)
def test_a_file_that_is_no_tour_is_named(small, text) -> None:
    write(small, text)
    assert {file for file, _, _, _ in told(small)} == {"a-tour.toml"}
    assert dataset.load(small).stories == {}


# --- what the browser and the link hold ----------------------------------------------------------------


def test_the_browser_holds_no_marks_and_every_work(atlas) -> None:
    content = stories.told(atlas.stories.values(), atlas.bibliography)
    assert [one["id"] for one in content] == TOURS
    assert content == payload.payload(atlas)["stories"]
    for tour in content:
        runs = [run for step in tour["steps"] for text in step["text"].values() for run in text]
        assert not [run for run in runs if re.search(r"[\[\]]", run if isinstance(run, str) else "")]
        assert {run["s"] for run in runs if isinstance(run, dict)} == set(tour["sources"])
        assert all(url == "" or url.startswith(("https://", "http://")) for _, url in tour["sources"].values())


def test_a_link_to_a_step_shows_what_the_step_shows(atlas) -> None:
    for story in atlas.stories.values():
        for number, step in enumerate(story.steps, 1):
            seen, notices = link.from_query({"story": story.id, "step": str(number)}, atlas)
            assert notices == []
            assert (seen.year, seen.since, seen.against) == (step.year, step.since, step.against)
            assert set(seen.layers) == set(step.layers or view.opening(atlas).layers)
            assert seen.step == number
            wanted = {"story": story.id} | ({"step": str(number)} if number > 1 else {})
            assert link.to_query(replace(seen, viewport=(50.0, 120.0, 6.0)), atlas) == wanted


def test_what_the_reader_changes_in_a_step_stands_in_the_link(atlas) -> None:
    seen, _ = link.from_query({"story": "amur-bridges", "step": "8"}, atlas)
    changed = replace(seen, year=2003, against=None, layers=("bridges",), selected="mohe-dzhalinda-bridge")
    query = link.to_query(changed, atlas)
    assert query["vs"] == "none"
    assert link.from_query(query, atlas) == (changed, [])


def test_a_link_to_a_tour_that_is_not_there_opens_as_usual(atlas) -> None:
    seen, notices = link.from_query({"story": "amur-brigdes", "step": "3"}, atlas)
    assert (seen, len(notices)) == (view.opening(atlas), 1)
    assert "amur-bridges" in notices[0]
    assert link.from_query({"story": "amur-bridges", "step": "99"}, atlas)[0].step == 10


# --- the shipped tours -------------------------------------------------------------------------------------


def test_the_shipped_tours_owe_their_readers_nothing(atlas) -> None:
    assert len(atlas.stories) >= 3
    assert [str(one) for one in tours.check(atlas)] == []
    assert {code for story in atlas.stories.values() for code in story.title} == LANGUAGES


@pytest.mark.parametrize(
    ("old", "new", "field", "found", "notice"),
    [
        ("opened.[^a-book]", "opened.[^a-book] Indeed.", "text.en", "The [[north-port|northern port]] opened.", True),
        (
            'ko = "[[north-port|항구]]가 열렸다.[^a-book]"',
            'zh = "[[north-port|港]]。[^a-book]"',
            "title",
            "nothing in zh",
            True,
        ),
        ('layers = ["ports"]', 'layers = ["railways"]', "selected", "north-port", True),
        ('fit = ["north-port"]', 'fit = ["paper-port"]', "fit", "paper-port", False),
        ("northern port]] opened.", "northern port]] opened in 1997.", "text.en", "1997 in", True),
        ("[^a-book]", "[^b-book]", "text", "b-book", True),
    ],
)
def test_what_a_step_owes_is_told(small, old, new, field, found, notice) -> None:
    assert old in SOUND
    write_sources(small, [*SOURCES, {"id": "b-book", "type": "book", "title": "Another"}])
    write_table(small, "things", feature("paper-port"))
    write(small, SOUND.replace(old, new))
    told = [(one.field, one.notice) for one in tours.check(dataset.load(small)) if one.found.startswith(found)]
    assert (field, notice) in told


def test_a_year_that_a_record_states_may_stand_in_a_tour(small) -> None:
    write(small, SOUND.replace("port]] opened.", "port]] opened in 1995 and closed after 2003."))
    assert [one for one in tours.check(dataset.load(small)) if " in '" in one.found] == []


def test_a_tour_is_neither_too_short_nor_are_its_steps(small) -> None:
    write(small, SOUND)
    found = {one.found for one in tours.check(dataset.load(small))}
    assert {"1 step", "4 words"} <= found


def test_the_readme_of_the_data_explains_every_key_of_a_step(atlas) -> None:
    text = (atlas.root / "geodata" / "README.md").read_text(encoding="utf-8").partition("## Guided tours")[2]
    assert [name for name in (*Step.model_fields, "summary") if f"`{name}`" not in text] == []
