"""Records of the bibliography: what is odd in one is named, and the rest of it is kept."""

from __future__ import annotations

import json

import pytest

from corridor_atlas.core.errors import shorten
from corridor_atlas.data import csl, dataset
from small_world import write_sources

NAN = float("nan")

WRONG = [
    ("title", ["A", "list"]),
    ("title", 5),
    ("URL", 5),
    ("URL", "javascript:alert(1)"),
    ("URL", "data:text/html,x"),
    ("URL", "https://"),
    ("URL", "http://[broken"),
    ("URL", "https://example.org/a b"),
    ("issued", "2019"),
    ("issued", 2019),
    ("issued", {}),
    ("issued", {"date-parts": []}),
    ("issued", {"date-parts": [[]]}),
    ("issued", {"date-parts": [[99999]]}),
    ("issued", {"date-parts": [[0]]}),
    ("issued", {"date-parts": [[2019, 13]]}),
    ("issued", {"date-parts": [[2019, 0]]}),
    ("issued", {"date-parts": [[2019, 2, 30]]}),
    ("issued", {"date-parts": [[2019, 2.5]]}),
    ("issued", {"date-parts": [[True]]}),
    ("issued", {"date-parts": [["soon"]]}),
    ("issued", {"literal": ""}),
    ("author", "Lee"),
    ("author", {"family": "Lee"}),
    ("volume", NAN),
    ("volume", float("inf")),
    ("type", "poem"),
    ("type", ["book"]),
    ("container-title", 3),
    ("publisher", ["A house"]),
    ("anything", {"nested": "object"}),
]

SOUND = [
    ("issued", {"date-parts": [[2019]]}),
    ("issued", {"date-parts": [[2019, 9, 3]]}),
    ("issued", {"date-parts": [[2019, 9], [2019, 10]]}),
    ("issued", {"literal": "about 2019"}),
    ("issued", {"raw": "2019-09"}),
    ("author", [{"family": "Lee", "given": "Ann", "non-dropping-particle": "van"}, {"literal": "Bank"}]),
    ("author", []),
    ("URL", "http://example.org:8080/a?b=c#d"),
    ("volume", 3),
    ("keyword", "rail, sea"),
    ("categories", ["a", "b"]),
    ("custom", {"key": "value"}),
    ("type", "motion_picture"),
]


@pytest.mark.parametrize(("field", "value"), WRONG)
def test_a_field_that_is_odd_is_named_and_left_out(field, value) -> None:
    record = {"id": "a", "title": "T", "language": "en", field: value}
    sound, [(name, found, expected)] = csl.check(record)
    assert name == field
    assert found == shorten(value)
    assert expected
    assert sound == {key: one for key, one in record.items() if key != field}


@pytest.mark.parametrize(("field", "value"), SOUND)
def test_a_field_as_csl_has_it_is_kept(field, value) -> None:
    assert csl.check({field: value}) == ({field: value}, [])


def test_of_people_those_are_kept_that_have_a_name() -> None:
    people = [{"family": "Lee"}, "nobody", {"family": 3}, {"given": ""}, {"literal": "Bank"}]
    sound, [(field, _, _)] = csl.check({"author": people})
    assert (field, sound["author"]) == ("author", [{"family": "Lee"}, {"literal": "Bank"}])


def test_a_date_in_texts_as_zotero_writes_it_becomes_numbers() -> None:
    assert csl.check({"issued": {"date-parts": [["2019", 9]]}}) == ({"issued": {"date-parts": [[2019, 9]]}}, [])


def test_a_field_without_a_value_is_left_out() -> None:
    assert csl.check({"title": "T", "note": None}) == ({"title": "T"}, [])


@pytest.mark.parametrize(("field", "value"), [("title", ["a"]), ("URL", "javascript:x"), ("volume", {"a": 1})])
def test_the_fault_names_record_and_field_and_the_work_can_still_be_cited(small, field, value) -> None:
    write_sources(small, [{"id": "a-book", "title": "A book", "type": "book", field: value}])
    atlas = dataset.load(small)
    [fault] = atlas.faults
    assert (fault.file, fault.id, fault.field, fault.left_out) == ("sources.json", "a-book", field, False)
    assert field not in atlas.bibliography["a-book"].record


def test_every_shipped_record_is_sound(root) -> None:
    records = json.loads((root / "geodata" / "sources.json").read_text(encoding="utf-8"))
    assert [(record["id"], csl.check(record)[1]) for record in records if csl.check(record) != (record, [])] == []
