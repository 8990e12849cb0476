"""What the page is told of the changes between two years."""

from __future__ import annotations

import json
from dataclasses import replace

from corridor_atlas.core import timeline
from corridor_atlas.data import dataset
from corridor_atlas.data.grounds import UNSEEN
from corridor_atlas.draw.payload import payload
from corridor_atlas.time import changes, ledger, report
from corridor_atlas.view.view import opening
from small_world import feature, period, point, write_table

WORDS = ledger.words_in("en")


def test_every_change_is_told_in_the_order_of_the_ledger(atlas) -> None:
    told = report.told(atlas, (2015, 2005), WORDS)
    assert (told["first"], told["last"], told["language"]) == (2005, 2015, "en")
    found = changes.changes(atlas, 2005, 2015)
    assert list(told["entries"]) == [one.feature.id for one in found]
    for one in found:
        entry = told["entries"][one.feature.id]
        name = ledger.name_of(one, WORDS)
        assert entry["before"] + name + entry["after"] == ledger.sentence(one, WORDS)
        assert entry["kind"] == one.kind
        assert entry["notes"] == ledger.notes(one, WORDS, atlas.texts)
        assert set(entry["sources"]) | ({UNSEEN} if entry["unseen"] else set()) == set(one.sources)
    assert any(entry["disputes"] for entry in told["entries"].values())
    assert any(entry["unseen"] for entry in told["entries"].values())


def test_each_work_that_is_cited_is_told_once(atlas) -> None:
    told = report.told(atlas, (2005, 2015), WORDS)
    cited = {key for entry in told["entries"].values() for key in entry["sources"]}
    cited |= {key for entry in told["entries"].values() for _, key in entry["disputes"]}
    assert set(told["works"]) == cited
    assert all(text for text, _ in told["works"].values())
    assert all(url is None or url.startswith("http") for _, url in told["works"].values())
    assert UNSEEN not in told["works"]


def test_it_is_told_in_the_language_of_the_words(atlas) -> None:
    told = report.told(atlas, (2005, 2015), ledger.words_in("ko"))
    entry = told["entries"]["hunchun-makhalino-railway"]
    assert told["language"] == "ko"
    assert "2013년 8월 2일" in entry["before"] + entry["after"]


def test_the_page_counts_what_the_ledger_counts(atlas) -> None:
    """The scope of the page is that of a view; `spec/changes.json` holds the rule, this the shipped data."""
    view = opening(atlas)
    found = changes.changes(atlas, 2005, 2019, changes.with_happenings(atlas, view))
    number = ledger.counts(found)
    groups = {name: sum(number[kind] for kind in kinds) for name, kinds in changes.GROUPS.items()}
    assert (
        sum(groups.values())
        == sum(number.values()) - number["happened"]
        == len(changes.changes(atlas, 2005, 2019, view))
    )
    told = report.told(atlas, (2005, 2019), WORDS)["entries"]
    assert {one.feature.id for one in found} <= set(told)


def test_the_browser_knows_the_dates_of_all_that_may_change(atlas) -> None:
    held = payload(atlas)
    dated = {one["id"]: one for one in [*held["features"], *held["unplaced"]] if "b" in one}
    for one in atlas.features.values():
        if one.record.timeline and (one.geometry is None or atlas.layer_of(one.table, one.record.kind)):
            assert dated[one.id]["b"] == changes.told_steps(one)
            spans = timeline.spans(one.record.timeline, atlas.years)
            assert dated[one.id]["s"] == [number for span in spans for number in span]
    assert all("b" not in one for one in held["features"] if one.get("t"))


def test_what_a_file_says_stays_text(small) -> None:
    write_table(
        small,
        "ports",
        feature(
            "bad-port",
            point(),
            name={"en": "<img src=x onerror=alert(1)>"},
            timeline=[period("operating", "2004", note="<script>alert(2)</script>")],
        ),
    )
    entry = report.told(dataset.load(small), (2000, 2010), WORDS)["entries"]["bad-port"]
    assert entry["notes"] == ["<script>alert(2)</script>"]
    assert "<img" not in entry["before"] + entry["after"]
    assert json.loads(json.dumps(entry)) == entry


def test_of_one_layer_only_its_changes_and_all_happenings_count(atlas) -> None:
    view = replace(opening(atlas), layers=("ports",))
    found = changes.changes(atlas, 2005, 2015, changes.with_happenings(atlas, view))
    assert {one.layer for one in found if one.kind != "happened"} == {"ports"}
    assert any(one.kind == "happened" for one in found)
