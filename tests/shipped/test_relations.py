"""What stands beside single features of the shipped atlas, and which of its sources differ."""

from __future__ import annotations

from corridor_atlas.data import evidence
from corridor_atlas.view.related import NEAR_KM, Related

LINE, CROSSING = "hunchun-makhalino-railway", "hunchun-kamyshovaya-rail-crossing"


def ids(related: Related, id_: str, kind: str) -> list[str]:
    return [member.id for group in related.groups(id_) if group.kind == kind for member in group.members]


def test_a_line_names_its_places_in_order_of_travel_and_the_lines_that_join_it(related) -> None:
    assert ids(related, LINE, "along")[:3] == ["hunchun", CROSSING, "kamyshovaya"]
    assert set(ids(related, LINE, "meets")) == {"tumen-hunchun-railway", "baranovsky-khasan-railway"}


def test_a_crossing_names_its_line_and_both_its_sides(related) -> None:
    assert ids(related, CROSSING, "lines") == [LINE]
    assert ids(related, CROSSING, "sides") == ["hunchun", "kamyshovaya"]


def test_a_station_is_no_part_of_the_port_that_it_serves(related) -> None:
    assert "zabaikalsk-station" in ids(related, "manzhouli-zabaikalsk-rail", "sides")


def test_what_lies_near_comes_with_its_distance_the_nearest_first(related) -> None:
    (near,) = [group for group in related.groups("rajin-port") if group.kind == "near"]
    distances = [member.km for member in near.members]
    assert distances == sorted(distances)
    assert all(km is not None and km <= NEAR_KM for km in distances)
    assert near.members[0].id.startswith("rajin-port-")


def test_an_event_leads_to_what_it_names_and_back(related) -> None:
    assert LINE in ids(related, "hunchun-makhalino-reopening-2013", "about")
    assert "hunchun-makhalino-reopening-2013" in ids(related, LINE, "told_by")


def test_a_town_is_not_what_is_called_after_its_river(related, atlas) -> None:
    assert "Tumen River" in atlas.features["environment-mou-1995"].record.name["en"]
    assert "tumen-city" not in ids(related, "environment-mou-1995", "names")


def test_a_port_belongs_to_its_town_and_the_town_has_it(related) -> None:
    assert "hunchun" in ids(related, "hunchun-international-port", "belongs")
    assert "hunchun-international-port" in ids(related, "hunchun", "belongs")


def test_a_corridor_says_where_a_member_stands(related, atlas) -> None:
    places = {place.corridor: place for place in related.corridors(LINE)}
    place = places["tumen-transport-corridor"]
    members = atlas.corridors["tumen-transport-corridor"].members
    assert place.of == len(members)
    assert place.number is not None
    assert members[place.number - 1] == LINE
    assert (place.before, place.after) == (members[place.number - 2], members[place.number])


def test_a_feature_of_the_plan_alone_has_no_number(related) -> None:
    bridge = {place.corridor: place for place in related.corridors("tongjiang-nizhneleninskoye-railway-bridge")}
    assert bridge["china-mongolia-russia-economic-corridor"].number is None


def test_series_are_found_by_feature_and_by_corridor(related) -> None:
    (freight, readings), *_ = related.series(LINE)
    assert freight.id == "hunchun-railway-freight"
    assert [reading.last for reading in readings] == sorted(reading.last for reading in readings)
    assert [one.id for one, _ in related.series("harbin-russia-international-freight-line")] == [
        "harbin-russia-train-teu"
    ]
    assert related.series("heihe-river-port") == []


def test_a_target_is_told_from_a_count(atlas) -> None:
    kinds = {(one.series, one.year): one.kind for one in atlas.statistics}
    assert kinds["heilongjiang-russia-trade-target", "2020"] == "expected"
    assert kinds["hunchun-railway-freight", "2024"] == "counted"


def test_each_source_stands_once_with_all_its_claims(atlas) -> None:
    record = atlas.features[LINE].record
    grouped = evidence.by_source(record)
    assert sorted(claim.says for claims in grouped.values() for claim in claims) == sorted(
        claim.says for claim in record.claims
    )
    assert len(grouped["liu-tumen"]) == 5


def test_competing_dates_stand_side_by_side_and_the_drawn_ones_first(atlas) -> None:
    opened, *_ = evidence.contests(atlas.features[LINE].record)
    assert opened.field == "timeline.operating.start"
    drawn = [one for one in opened.values if one.drawn]
    assert [one.value for one in drawn] == ["1999-05-12", "2013-08-02"]
    assert list(opened.values[:2]) == drawn
    assert "railwaygazette-2013-makhalino" in drawn[0].sources, "1999 is also 12 May 1999"
    others = {(one.value, one.sources) for one in opened.values if one.claims and one.claims[0].stance == "differs"}
    assert others == {("1999", ("liu-tumen",)), ("2000", ("xinhua-2013-freight",))}


def test_of_competing_figures_the_one_in_use_is_marked(atlas) -> None:
    (length,) = evidence.contests(atlas.features["border-mongolia-russia"].record)
    assert [(one.value, one.drawn) for one in length.values] == [(3452, True), (4543, False), (3485, False)]
