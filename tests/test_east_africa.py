"""The second atlas, `examples/east-africa`: sound by the gate, sourced, honest about its lines, and a network."""

from __future__ import annotations

from pathlib import Path

import pytest

from corridor_atlas import checks
from corridor_atlas.data import dataset
from corridor_atlas.data.dataset import Atlas
from corridor_atlas.network.graph import Network

EXAMPLE = Path(__file__).parents[1] / "examples" / "east-africa"


@pytest.fixture(scope="module")
def example() -> Atlas:
    return dataset.load(EXAMPLE)


@pytest.fixture(scope="module")
def network(example) -> Network:
    return Network(example)


def test_the_gate_finds_nothing_to_say(example) -> None:
    assert example.years == (1950, 2030)
    assert {"railways", "ports", "border_crossings", "economic_zones", "agreements"} <= set(example.tables)
    found = [*example.faults, *checks.check(example)]
    # an example is not searched again every year: that nothing recent confirms its statuses is told, and is so
    assert [one for one in found if not one.field.endswith(".seen")] == []


def test_every_status_says_who_says_so(example) -> None:
    records = [*(one.record for one in example.features.values()), *example.corridors.values()]
    assert [record.id for record in records for period in record.timeline if not period.sources] == []


def test_every_work_of_the_bibliography_is_used(example) -> None:
    records = [*(one.record for one in example.features.values()), *example.corridors.values()]
    used = {key for record in records for keys in record.source_keys().values() for key in keys}
    used |= {key for era in (*example.eras, *example.other_eras) for key in era.sources}
    used |= {one.source for one in example.statistics}
    used |= {key for keys in example.settings.credits.values() for key in keys}
    assert set(example.bibliography) == used


def test_lines_are_told_as_sketched_and_shapes_come_from_where_the_readme_says(example) -> None:
    bases = {one.id: one.record.geometry_basis for one in example.features.values() if one.geometry is not None}
    lines = [one.id for one in example.features.values() if one.table == "railways"]
    assert {bases[id_].precision for id_ in lines} == {"schematic"}
    data = {key for basis in bases.values() for key in basis.sources if example.bibliography[key].is_data}
    assert data == {"geonames", "searoute"}


@pytest.mark.parametrize(
    ("origin", "destination", "year", "lines"),
    [
        ("dar-es-salaam", "kapiri-mposhi", 1975, set()),
        ("dar-es-salaam", "kapiri-mposhi", 1976, {"tazara"}),
        ("naivasha-dry-port", "malaba-border", 2020, {"nairobi-naivasha-standard-gauge", "nairobi-malaba-metre-gauge"}),
        ("naivasha-dry-port", "malaba-border", 2022, {"naivasha-link-line", "nairobi-malaba-metre-gauge"}),
        ("nairobi", "dar-es-salaam", 2026, set()),
    ],
)
def test_the_way_of_a_year_leads_over_what_is_open(network, origin, destination, year, lines) -> None:
    assert network.way(origin, destination, year).lines == lines


def test_the_way_from_mombasa_to_kampala_passes_one_border_without_a_break_of_gauge(network) -> None:
    way = network.way("mombasa", "kampala", 2018)
    assert way.lines == {"mombasa-nairobi-metre-gauge", "nairobi-malaba-metre-gauge", "malaba-kampala-metre-gauge"}
    assert (way.border_crossings, way.gauge_breaks) == (("malaba-border",), ())
