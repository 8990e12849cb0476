"""The opening: what an atlas says first, checked where it leads and what it counts."""

from __future__ import annotations

import pytest

from corridor_atlas.checks import openings
from corridor_atlas.core.language import spoken
from corridor_atlas.data import dataset
from corridor_atlas.draw import payload
from small_world import ATLAS

OPENING = """
[opening]
eyebrow = {{ {eyebrow} }}
sentence = {{ {sentence} }}

[[opening.question]]
text = {{ {text} }}
note = {{ {note} }}
link = "{link}"
picture = {{ box = {box}, ids = [{ids}] }}
"""
SOUND = {
    "eyebrow": "The lakes, {first} to {last}",
    "sentence": "What was to be built, and what was.",
    "text": "What changed?",
    "note": "{changes} changes, {opened} openings",
    "link": "year=2010&vs=1999",
    "box": "[130, 42, 132, 44]",
    "ids": '"north-port"',
}


def names(text: str) -> str:
    return ", ".join(f'{code} = "{text}"' for code in spoken())


def told(root, **changed: str) -> dataset.Atlas:
    """The small data set with an opening."""
    values = {**SOUND, **changed}
    texts = {name: names(values[name]) for name in ("eyebrow", "sentence", "text", "note")}
    text = ATLAS + OPENING.format(**{**values, **texts})
    (root / "geodata" / "atlas.toml").write_text(text, encoding="utf-8")
    return dataset.load(root)


def test_a_sound_opening_reaches_the_browser(small) -> None:
    atlas = told(small)
    assert atlas.faults == []
    assert list(openings.check(atlas)) == []
    opening = payload.payload(atlas)["opening"]
    assert opening["eyebrow"]["en"] == SOUND["eyebrow"]
    assert opening["questions"][0]["link"] == SOUND["link"]
    assert opening["questions"][0]["picture"] == {"box": [130, 42, 132, 44], "ids": ["north-port"]}


def test_an_atlas_without_an_opening_has_none(small) -> None:
    atlas = dataset.load(small)
    assert payload.payload(atlas)["opening"] is None
    assert list(openings.check(atlas)) == []


@pytest.mark.parametrize(
    ("changed", "field", "found"),
    [
        ({"link": "year=1850"}, "opening.question 1.link", "1850"),
        ({"link": "id=no-such-port", "note": "x"}, "opening.question 1.link", "no-such-port"),
        ({"link": "yaer=2010", "note": "x"}, "opening.question 1.link", "yaer"),
        ({"link": "year=latest", "note": "x"}, "opening.question 1.link", "year=latest"),
        ({"ids": '"no-such-port"'}, "opening.question 1.picture.ids", "no-such-port"),
        ({"eyebrow": "{changes}"}, "opening.eyebrow.en", "{changes}"),
        ({"note": "{steps} steps"}, "opening.question 1.note.en", "{steps}"),
        ({"note": "{begun}", "link": "year=2010"}, "opening.question 1.note.en", "{begun}"),
    ],
)
def test_what_leads_nowhere_is_named(small, changed: dict[str, str], field: str, found: str) -> None:
    faults = [one for one in openings.check(told(small, **changed)) if not one.notice]
    assert [one.field for one in faults if one.field == field], faults
    fault = next(one for one in faults if one.field == field)
    assert found in fault.found
    assert fault.file == "atlas.toml"


def test_a_number_that_changes_with_the_data_gets_a_notice(small) -> None:
    notices = list(openings.check(told(small, note="96 changes since 1999")))
    assert {(one.field, one.notice) for one in notices} == {
        (f"opening.question 1.note.{code}", True) for code in spoken()
    }


def test_a_language_that_the_page_speaks_is_not_forgotten(small) -> None:
    atlas = told(small)
    del atlas.settings.opening.sentence["ko"]
    (notice,) = openings.check(atlas)
    assert (notice.field, notice.found, notice.notice) == ("opening.sentence", "nothing in ko", True)


@pytest.mark.parametrize("box", ["[132, 42, 130, 44]", "[130, 42, 132, 89]", "[130, 42, 132]"])
def test_a_box_is_west_south_east_north(small, box: str) -> None:
    atlas = told(small, box=box)
    assert atlas.settings.opening is None
    assert atlas.faults[0].field.startswith("opening.question")


def test_the_shipped_atlas_asks_four_questions(atlas) -> None:
    assert len(atlas.settings.opening.questions) == 4
    assert list(openings.check(atlas)) == []
