"""The data model: closed, in words, and with a message for everything else."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from corridor_atlas.core.model import Period, Record, Status
from small_world import period


def record(**properties: Any) -> Record:
    """A record with an id, a name and these properties."""
    return Record.model_validate({"id": "rajin-port", "name": {"en": "Rajin port"}, **properties})


def test_an_id_and_an_english_name_are_enough() -> None:
    assert record().timeline == ()
    assert record().references() == {}
    assert record().source_keys() == {}


def test_from_is_read_and_written_by_its_plain_name() -> None:
    line = record(**{"from": "hunchun", "via": ["kraskino"], "to": "makhalino"})
    assert line.references() == {"from": ("hunchun",), "via": ("kraskino",), "to": ("makhalino",)}
    assert line.model_dump(by_alias=True, exclude_defaults=True)["from"] == "hunchun"


def test_every_place_that_names_a_source_is_known() -> None:
    full = record(
        sources=["a-book"],
        timeline=[period("planned", "1999"), period("operating", "2001", sources=["b-book", "c-book"])],
        claims=[{"source": "d-book", "says": "It opened in 2001.", "stance": "supports"}],
        geometry_basis={"method": "traced", "precision": "traced", "sources": ["e-map"]},
    )
    assert full.source_keys() == {
        "sources": ("a-book",),
        "timeline[1].sources": ("b-book", "c-book"),
        "claims[0].source": ("d-book",),
        "geometry_basis.sources": ("e-map",),
    }


def test_a_node_refers_to_the_place_that_it_serves() -> None:
    assert record(place="rason").references() == {"place": ("rason",)}


def test_a_record_never_changes_after_reading() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        record().id = "other"  # type: ignore[misc]


@pytest.mark.parametrize("value", [4.0, 12, "60 million t a year", True, ["a", "b"], {"2018": 1.5, "planned": "3"}])
def test_a_fact_may_be_a_figure_a_text_several_or_one_by_label(value: Any) -> None:
    kept = record(facts={"length_km": value}).facts["length_km"]
    assert kept == (tuple(value) if isinstance(value, list) else value)
    assert type(kept) is (tuple if isinstance(value, list) else type(value))


@pytest.mark.parametrize(
    ("properties", "field", "message"),
    [
        ({"colour": "red"}, "colour", "Extra inputs"),
        ({"id": "Rajin Port"}, "id", "pattern"),
        ({"id": ""}, "id", "pattern"),
        ({"id": "-rajin"}, "id", "pattern"),
        ({"name": {"zh": "罗津港"}}, "name", r"a name in English \(en\)"),
        ({"name": {"en": "Rajin", "xx": "Rajin"}}, "name", "unknown language xx"),
        ({"name": {"en": "  "}}, "name.en", "at least 1 character"),
        ({"countries": ["KOR"]}, "countries.0", "ISO 3166-1 alpha-2"),
        ({"countries": ["XX"]}, "countries.0", "ISO 3166-1 alpha-2"),
        ({"countries": ["kp"]}, "countries.0", "ISO 3166-1 alpha-2"),
        ({"timeline": [period("opened", "1999")]}, "timeline.0.status", "'proposed', 'planned'"),
        ({"timeline": [period("operating", "soon")]}, "timeline.0.start", "an EDTF date"),
        ({"timeline": [period("operating", "1999", "soon")]}, "timeline.0.end", "an EDTF date"),
        ({"timeline": [period("operating", "1999", colour="red")]}, "timeline.0.colour", "Extra inputs"),
        ({"timeline": [{"status": "operating"}]}, "timeline.0.start", "required"),
        ({"claims": [{"source": "a", "says": "b", "stance": "unsure"}]}, "claims.0.stance", "'supports' or 'differs'"),
        ({"claims": [{"source": "a", "stance": "supports"}]}, "claims.0.says", "required"),
        ({"geometry_basis": {"method": "guess", "precision": "good"}}, "geometry_basis.precision", "'surveyed'"),
        ({"gauge_mm": ["broad"]}, "gauge_mm.0", "a number"),
        ({"mode": "air"}, "mode", "'rail', 'road'"),
        ({"confidence": "sure"}, "confidence", "'high', 'medium' or 'low'"),
        ({"facts": {"Length (km)": 4}}, "facts.Length (km).[key]", "pattern"),
    ],
)
def test_what_the_model_does_not_know_is_an_error_at_its_field(properties, field, message) -> None:
    with pytest.raises(ValidationError, match=message) as caught:
        record(**properties)
    assert [".".join(map(str, one["loc"])) for one in caught.value.errors()] == [field]


@pytest.mark.parametrize(
    ("timeline", "message"),
    [
        (
            [("operating", "2001", None), ("planned", "1999", None)],
            "found planned 1999; expected not before operating 2001",
        ),
        (
            [("planned", "1999", "2005"), ("operating", "2003", None)],
            "found operating 2003; expected not before planned ends, 2005",
        ),
        ([("operating", "2005", "2004")], "found operating until 2004; expected an end not before 2005"),
        (
            [("operating", "2004-05", "2004-04-30")],
            "found operating until 2004-04-30; expected an end not before 2004-05",
        ),
    ],
)
def test_a_timeline_out_of_order_says_which_status_is_wrong(timeline, message) -> None:
    with pytest.raises(ValidationError, match=message):
        record(timeline=[period(*entry) for entry in timeline])


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ({"traffic": ["freight", "passengers"]}, "left out where both are carried"),
        ({"traffic": ["cattle"]}, "freight"),
        ({"status": "suspended", "traffic": ["freight"]}, "none but of what is operating"),
        ({"end": "2010", "seen": "2008"}, "only where no end is known"),
        ({"seen": "1999"}, "a date not before 2001"),
    ],
)
def test_traffic_is_of_what_operates_and_seen_of_what_goes_on(more, message) -> None:
    with pytest.raises(ValidationError, match=message):
        Period.model_validate({"status": "operating", "start": "2001", **more})


def test_only_the_last_entry_says_when_it_was_seen() -> None:
    entries = [{"status": "operating", "start": "2001", "seen": "2004"}, {"status": "suspended", "start": "2006"}]
    with pytest.raises(ValidationError, match="`seen` in the last entry"):
        Record.model_validate({"id": "x", "name": {"en": "X"}, "timeline": entries})


def test_a_claim_cannot_differ_with_what_is_drawn() -> None:
    claim = {"source": "a-book", "says": "Since 1999.", "field": "timeline.operating.start", "stance": "differs"}
    timeline = [period("operating", "1999"), period("suspended", "2004")]
    assert record(timeline=timeline, claims=[{**claim, "value": "1998"}]).claims[0].stance == "differs"
    assert record(timeline=timeline, claims=[{**claim, "value": "2004"}]).claims[0].stance == "differs"
    with pytest.raises(ValidationError, match=r"a-book differs with timeline\.operating\.start 1999"):
        record(timeline=timeline, claims=[{**claim, "value": "1999"}])


@pytest.mark.parametrize(
    "timeline",
    [
        [("planned", "1999", "2001"), ("operating", "2001", None)],
        [("planned", "2001", None), ("operating", "2001-05", None)],
        [("planned", "2001-05", None), ("operating", "2001", None)],
        [("operating", "2001", "2001"), ("closed", "2001", None)],
        [("operating", "../1991", "2002"), ("closed", "2002", None)],
        [("planned", "1999~", "2001~"), ("operating", "2001-02", None)],
    ],
)
def test_dates_of_different_precision_may_touch(timeline) -> None:
    assert len(record(timeline=[period(*entry) for entry in timeline]).timeline) == len(timeline)


@pytest.mark.parametrize("ends", [{"from": "hunchun"}, {"to": "hunchun"}])
def test_a_line_has_two_ends_or_none(ends) -> None:
    with pytest.raises(ValidationError, match="both `from` and `to` of a line, or neither"):
        record(**ends)


def test_a_figure_that_is_not_finite_is_refused() -> None:
    with pytest.raises(ValidationError, match="finite"):
        record(facts={"length_km": float("inf")})


def test_the_seven_statuses_keep_the_order_that_the_map_counts_on() -> None:
    assert [status.value for status in Status] == [
        "proposed",
        "planned",
        "under_construction",
        "operating",
        "suspended",
        "closed",
        "cancelled",
    ]


def test_the_model_can_be_written_as_json_schema() -> None:
    schema = Record.model_json_schema()
    assert schema["additionalProperties"] is False
    assert {"id", "name"} == set(schema["required"])
    assert "from" in schema["properties"]
