"""The change ledger: the rule of two states, what is listed, how it is told."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from corridor_atlas import cli
from corridor_atlas.core import dates, home, timeline
from corridor_atlas.core.errors import NotFoundError, YearError
from corridor_atlas.core.model import ENDED, Status
from corridor_atlas.data import dataset
from corridor_atlas.data.dataset import Feature
from corridor_atlas.data.grounds import UNSEEN
from corridor_atlas.data.tables import Role
from corridor_atlas.time import changes, ledger, report
from corridor_atlas.view.home import other_year
from corridor_atlas.view.view import opening
from small_world import feature, meaning, period, point, write_sources, write_table
from test_timeline import YEARS, ordered_timelines, record, status_on

pytestmark = pytest.mark.usefixtures("read_once")
WORDS = ledger.words_in("en")
COLOURS = {*changes.GROUPS, "same"}
TABLES = st.sampled_from(["railways", "economic_zones", "borders", "sea_routes", "events", "agreements"])
two_years = st.lists(st.integers(*YEARS), min_size=2, max_size=2).map(sorted)


def thing(*entries: tuple[str, ...], table: str = "railways") -> Feature:
    """A feature with this timeline: (status, start) or (status, start, end)."""
    return Feature(record([period(*entry) for entry in entries]), table, None, meaning(table))


def record_of(entries):
    return record([{k: v for k, v in one.model_dump(mode="json").items() if v} for one in entries])


# --- the rule -------------------------------------------------------------------------------------


def test_every_kind_has_one_colour() -> None:
    coloured = [kind for kinds in changes.GROUPS.values() for kind in kinds]
    assert sorted(coloured) == sorted(set(changes.KINDS) - {"happened"})
    assert [changes.group(one) for one in ("resumed", "suspended", "passed", "happened", None)] == [
        "opened", "closed", "changed", "same", "same",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("end", "year"),
    [("2010", 2011), ("2010-12-31", 2011), ("2010-12", 2011), ("2010-06-30", 2010), ("2010-06", 2010), ("2010~", 2011)],
)
def test_an_end_counts_from_the_day_after_it(end, year) -> None:
    begins, ends = changes.boundaries(thing(("operating", "2010", end)).record.timeline)
    assert (begins.year, ends.year) == (2010, year)


@pytest.mark.parametrize(
    ("first", "last", "kinds"), [(2016, 2017, None), (2017, 2018, "closed"), (2016, 2018, "closed"), (2018, 2019, None)]
)
def test_a_line_that_was_open_through_a_year_is_closed_once(first, last, kinds) -> None:
    found = changes.change(thing(("operating", "2001", "2017")), "railways", first, last)
    assert (found and found.kind) == kinds


# --- what is listed -------------------------------------------------------------------------------


@given(ordered_timelines(), st.integers(*YEARS), TABLES)
def test_from_a_year_to_itself_nothing_changes(entries, year, table) -> None:
    assert changes.change(Feature(record_of(entries), table, None, meaning(table)), table, year, year) is None


@given(ordered_timelines(), two_years)
def test_every_difference_is_listed_and_what_is_listed_has_a_reason(entries, years) -> None:
    found = changes.change(Feature(record_of(entries), "railways", None), "railways", *years)
    before, after = (changes.there(timeline.state(entries, year)) for year in years)
    if before is not after:
        assert found is not None
    if found is not None:
        assert found.kind in changes.KINDS
        assert found.drawn == changes.group(found.kind) != "same"
        assert found.steps or before is not after
        assert all(years[0] < step.year <= years[1] for step in found.steps)
        assert not found.steps or found.turn in found.steps


@given(ordered_timelines(), st.lists(st.integers(*YEARS), min_size=3, max_size=3).map(sorted))
def test_each_step_stands_in_one_of_two_spans_that_meet(entries, years) -> None:
    def steps(first, last):
        found = changes.change(Feature(record_of(entries), "railways", None), "railways", first, last)
        return list(found.steps) if found else []

    first, middle, last = years
    whole = [step for step in changes.boundaries(entries) if first < step.year <= last]
    assert all(step in whole for step in steps(first, middle) + steps(middle, last))
    begins = [step for step in whole if step.begins and step.period.status not in ENDED]
    assert all(step in steps(first, middle) + steps(middle, last) for step in begins)


@given(ordered_timelines(exact=True), two_years)
def test_of_exact_dates_the_kind_is_that_of_the_last_days_of_the_years(entries, years) -> None:
    was, is_ = (status_on(entries, date(year, 12, 31)) for year in years)
    was, is_ = (None if one in ENDED else one for one in (was, is_))
    found = changes.change(Feature(record_of(entries), "railways", None), "railways", *years)
    if was is is_:
        # an end inside the first year is drawn until the end of that year, and tells in the next
        assert found is None or found.kind in ("stage", "interrupted", "passed", "closed", "dropped")
    else:
        assert found is not None
        kinds = {
            None: {"closed", "dropped"},
            Status.OPERATING: {"opened", "resumed"},
            Status.SUSPENDED: {"suspended"},
            Status.UNDER_CONSTRUCTION: {"begun"},
            Status.PLANNED: {"planned"},
            Status.PROPOSED: {"proposed"},
        }
        assert found.kind in kinds[is_]


def test_each_feature_of_the_atlas_stands_in_the_ledger_once(atlas) -> None:
    for first, last in ((1991, 2025), (2005, 2015), (2015, 2025), (2019, 2023), (2024, 2025)):
        found = changes.changes(atlas, first, last)
        ids = [one.feature.id for one in found]
        assert len(ids) == len(set(ids))
        standing = [one for one in atlas.features.values() if one.meaning.role is not Role.HAPPENING]
        differ = {one.id for one in standing if len({changes.there(one.state(year)) for year in (first, last)}) > 1}
        assert differ <= set(ids)


def test_the_order_is_kind_then_layer_then_date(atlas) -> None:
    found = changes.changes(atlas, 1991, 2025)
    kinds = [changes.KINDS.index(one.kind) for one in found]
    assert kinds == sorted(kinds)
    order = {layer.id: -layer.order for layer in atlas.layers}
    for kind in changes.KINDS[:-1]:
        of_kind = [(order[one.layer], dates.parse(one.turn.date).last) for one in found if one.kind == kind]
        assert of_kind == sorted(of_kind)
    chronicle = [dates.parse(one.turn.date).last for one in found if one.kind == "happened"]
    assert chronicle == sorted(chronicle)


def test_the_years_may_be_given_either_way_round(atlas) -> None:
    assert changes.changes(atlas, 2015, 2005) == changes.changes(atlas, 2005, 2015)


@pytest.mark.parametrize("years", [(1990, 2000), (2000, 2100), (2100, 1990)])
def test_a_year_outside_the_atlas_is_refused(atlas, years) -> None:
    with pytest.raises(YearError, match=r"is outside the atlas: expected 1991 to 2026"):
        changes.changes(atlas, *years)


# --- views ----------------------------------------------------------------------------------------


@pytest.fixture
def world(small):
    """The small world with an event, a doubtful port in Korea, and a thing that no layer draws."""
    write_sources(small, [{"id": "a-book", "type": "book", "title": "A book"}])
    write_table(
        small,
        "trial",
        feature("a-mine", timeline=[period("operating", "2004", sources=["a-book"])]),
    )
    write_table(small, "events", feature("a-fair", timeline=[period("operating", "2004-06", "2004-06")]))
    write_table(
        small,
        "ports",
        feature("east-port", point(), countries=["KR"], tier="local", timeline=[period("operating", "2009~")]),
        feature("south-port", point(), countries=["CN"], timeline=[period("operating", "2008")]),
    )
    return dataset.load(small)


def ids(world, first, last, **changed) -> list[str]:
    view = replace(opening(world), **changed)
    return [one.feature.id for one in changes.changes(world, first, last, view)]


def test_without_a_view_everything_counts(world) -> None:
    found = changes.changes(world, 1995, 2015)
    assert {one.feature.id for one in found} == {"coast-railway", "east-port", "south-port", "a-mine", "a-fair"}
    assert {one.layer for one in found} == {"railways", "ports", "trial", "events"}
    lines = "\n".join(report.lines(world, found, (1995, 2015), WORDS))
    assert "  trial\n  - Opened in 2004: A Mine. [1]" in lines
    assert "[no source named]" in lines


def test_a_view_narrows_the_ledger(world) -> None:
    assert set(ids(world, 1995, 2015)) == {"coast-railway", "south-port", "east-port"}
    assert ids(world, 1995, 2015, layers=("railways",)) == ["coast-railway"]
    assert ids(world, 1995, 2015, countries=("KR",)) == ["east-port"]
    assert ids(world, 1995, 2015, tiers=("local",)) == ["east-port"]
    assert ids(world, 1995, 2009, layers=("ports",)) == ["south-port", "east-port"]
    assert ids(world, 1995, 2009, layers=("ports",), certain_only=True) == ["south-port"]
    assert ids(world, 1995, 2015, era="early") == ["coast-railway"]


def test_happenings_are_told_of_even_where_the_map_leaves_them_out(world) -> None:
    view = replace(opening(world), layers=("ports",))
    assert changes.with_happenings(world, view).layers == ("ports",)
    (world.root / "layers" / "events.toml").write_text(
        'title = { en = "Events" }\ndata = "events"\nkind = "points"\norder = 1\ncolor = "#333333"\n'
        'color_dark = "#cccccc"\non = false\n',
        encoding="utf-8",
    )
    again = dataset.load(world.root)
    assert set(changes.with_happenings(again, view).layers) == {"ports", "events"}
    told = changes.changes(again, 1995, 2015, changes.with_happenings(again, view))
    assert {one.feature.id for one in told if one.kind == "happened"} == {"a-fair"}


@pytest.mark.parametrize(("year", "other"), [(2025, 2015), (2001, 1991), (1995, 1991), (1991, 2001)])
def test_a_year_is_compared_with_the_one_ten_years_before(year, other) -> None:
    assert other_year(year, (1991, 2025)) == other


def test_a_filter_by_status_holds_in_either_year(world) -> None:
    assert ids(world, 2000, 2015, statuses=("under_construction",)) == ["coast-railway"]
    assert "south-port" in ids(world, 2000, 2015, statuses=("operating",))


def test_a_view_of_a_layer_that_the_atlas_lacks_is_empty(world) -> None:
    assert ids(world, 1995, 2015, layers=("canals",)) == []


# --- the command ----------------------------------------------------------------------------------


def run(*words: str):
    return CliRunner().invoke(cli.app, ["changes", *words])


def test_the_command_tells_the_ledger_in_sentences(small, monkeypatch) -> None:
    monkeypatch.setenv(home.VARIABLE, str(small))
    said = run("1995", "2015")
    assert said.exit_code == 0
    assert [one for one in said.output.splitlines() if one] == [
        "From the end of 1995 to the end of 2015: 3 changes, 0 events and agreements.",
        "Opened (2)",
        "  Ports",
        "  - Opened in 2008: South Port. [no source named]",
        "  Railways",
        "  - Opened c. 2001: Coast Railway (under construction from 1999). [no source named]",
        "Closed or ended (1)",
        "  Ports",
        "  - Open until 2003: North Port. [1]",
        "Sources",
        "  [1] A book, 2020",
    ]


def test_each_work_that_the_command_cites_is_listed() -> None:
    rest = run("2005", "2015").output.splitlines()
    cited = {int(one) for line in rest if line.startswith("  - ") for one in re.findall(r"\d+", line.split("[")[-1])}
    listed = [int(found[1]) for line in rest if (found := re.match(r"  \[(\d+)\] ", line))]
    assert cited
    assert cited <= set(listed)


def test_the_command_says_when_the_years_stand_the_wrong_way_round() -> None:
    assert "The years were given as 2015 and 2005; the ledger runs" in run("2015", "2005", "--layers", "roads").output


def test_the_document_is_one_and_stable() -> None:
    found = json.loads(run("2015", "2005", "--json").output)
    assert (found["from"], found["to"]) == (2005, 2015)
    assert list(found["counts"]) == list(changes.KINDS)
    assert sum(found["counts"].values()) == len(found["changes"])
    for one in found["changes"]:
        assert set(one) == {
            *("id", "name", "layer", "kind", "drawn", "before", "after", "certain", "date", "steps"),
            *("traffic_before", "traffic_after"),
            *("sentence", "notes", "sources", "disputes"),
        }
        assert one["before"] in (None, *Status)
        assert one["drawn"] in COLOURS
    assert set(found["bibliography"]) >= {key for one in found["changes"] for key in one["sources"]} - {UNSEEN}


def test_the_options_narrow_the_command() -> None:
    found = json.loads(run("2005", "2015", "--layers", "ports,bridges", "--country", "kp", "--json").output)
    assert {one["layer"] for one in found["changes"]} == {"ports", "bridges"}
    every = json.loads(run("2005", "2015", "--json").output)
    assert len(found["changes"]) < len(every["changes"])
    certain = json.loads(run("2005", "2015", "--certain", "--json").output)
    assert all(one["certain"] for one in certain["changes"])


@pytest.mark.parametrize(
    ("words", "error", "message"),
    [
        (["1980", "2000"], YearError, "year 1980 is outside the atlas: expected 1991 to 2026"),
        (["2000", "2010", "--layers", "bridge"], NotFoundError, "there is no layer 'bridge': did you mean bridges"),
        (["2000", "2010", "--country", "XX"], NotFoundError, "there is no value of countries 'XX'"),
    ],
)
def test_a_wrong_question_is_answered_plainly(words, error, message) -> None:
    failed = run(*words)
    assert failed.exit_code == 1
    assert isinstance(failed.exception, error)
    assert message in str(failed.exception)


def test_a_year_must_be_a_number() -> None:
    assert run("soon", "2010").exit_code == 2
