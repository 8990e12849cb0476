"""The data set holds what its sources name: every entry, every figure, every claim with its place."""

from __future__ import annotations

import json
import re
from pathlib import Path

import jsonschema
import pytest

from corridor_atlas.core.model import Record, Status, Vocabulary
from corridor_atlas.data import descriptions

FACT_IDS = (Path(__file__).parent / "data" / "fact_ids.txt").read_text(encoding="utf-8").split()
PAPERS = ("liu-tumen", "zhang-2019")


@pytest.fixture(scope="module")
def paper_claims(atlas) -> list[dict[str, object]]:
    return [claim for paper in PAPERS for claim in descriptions.claims(atlas, paper)]


@pytest.mark.parametrize("id_", FACT_IDS)
def test_every_entry_of_the_facts_is_in_the_atlas(atlas, id_) -> None:
    records = [*(feature.record for feature in atlas.features.values()), *atlas.corridors.values()]
    known = {record.id for record in records} | {alias for record in records for alias in record.aliases}
    assert id_ in known


def test_every_claim_of_the_papers_says_where_it_stands_and_how_it_was_checked(paper_claims) -> None:
    assert len(paper_claims) > 150
    assert [one for one in paper_claims if not one.get("locator") or not one.get("verdict")] == []


@pytest.mark.parametrize(
    ("about", "figure"),
    [
        ("freight of the Hunchun railway in 2021", r"4 million tonnes"),
        ("its growth from 2016 to 2019", r"37 per cent"),
        ("the way that the Two Mountains line saves", r"1,500 km"),
        ("logistics cost to Busan", r"15 per cent"),
        ("compliance cost under mutual recognition", r"27 per cent"),
        ("customs clearance", r"35 per cent"),
        ("trade of China and Russia", r"(USD )?100 (billion|bn)"),
        ("the bridge at the Tumen mouth", r"30[ -]m"),
        ("working groups", r"(over|more than) 20|20 working groups"),
    ],
)
def test_every_figure_of_the_papers_stands_in_a_claim_or_a_statistic(atlas, paper_claims, about, figure) -> None:
    texts = [str(claim["says"]) for claim in paper_claims]
    texts += [f"{one.value:g} {one.unit} {one.note or ''}" for one in atlas.statistics if one.source in PAPERS]
    assert any(re.search(figure, text, re.IGNORECASE) for text in texts), about


@pytest.mark.parametrize(
    ("id_", "year", "status"),
    [
        ("hunchun-makhalino-railway", 2003, Status.OPERATING),
        ("hunchun-makhalino-railway", 2008, Status.SUSPENDED),
        ("hunchun-makhalino-railway", 2014, Status.OPERATING),
        ("tongjiang-nizhneleninskoye-railway-bridge", 2020, Status.UNDER_CONSTRUCTION),
        ("tongjiang-nizhneleninskoye-railway-bridge", 2023, Status.OPERATING),
        ("heihe-blagoveshchensk-highway-bridge", 2018, Status.UNDER_CONSTRUCTION),
        ("heihe-blagoveshchensk-highway-bridge", 2021, Status.UNDER_CONSTRUCTION),
        ("heihe-blagoveshchensk-highway-bridge", 2023, Status.OPERATING),
        ("korea-russia-friendship-bridge", 2021, Status.SUSPENDED),
        ("arxan-choibalsan-railway", 2025, Status.PLANNED),
        ("border-china-russia-eastern", 1995, Status.OPERATING),
        ("power-of-siberia-gas-pipeline", 2020, Status.OPERATING),
        ("rason-economic-trade-zone", 1990 + 2, Status.OPERATING),
    ],
)
def test_spot_checks_of_status(atlas, id_, year, status) -> None:
    assert atlas.feature(id_).state(year).status == status


def test_every_pair_of_neighbours_has_its_border_with_dated_treaties(atlas) -> None:
    borders = {f.record.countries: f.record for f in atlas.features.values() if f.table == "borders"}
    pairs = {frozenset(countries) for countries in borders}
    assert pairs == {
        frozenset(pair)
        for pair in (
            ["CN", "RU"],
            ["CN", "KP"],
            ["KP", "RU"],
            ["CN", "MN"],
            ["MN", "RU"],
            ["KP", "KR"],
        )
    }
    eastern = atlas.feature("border-china-russia-eastern").record
    assert {"1992-03-16", "2008-10-14"} <= {period.start for period in eastern.timeline}
    assert all(period.sources for record in borders.values() for period in record.timeline)


def test_what_is_made_from_the_data_is_there(atlas) -> None:
    """That it is up to date, `validate` says (`checks/form.py`)."""
    missing = [str(path) for path in descriptions.texts(atlas) if not (atlas.root / path).is_file()]
    assert missing == [], "run `corridor-atlas describe`"


def test_the_shipped_features_fit_the_json_schema(atlas) -> None:
    validator = jsonschema.Draft202012Validator(descriptions.schema())
    for path in sorted((atlas.root / "geodata").glob("*.geojson")):
        for feature in json.loads(path.read_text(encoding="utf-8"))["features"]:
            assert [error.message for error in validator.iter_errors(feature["properties"])] == []


def test_the_json_schema_refuses_what_the_model_refuses() -> None:
    validator = jsonschema.Draft202012Validator(descriptions.schema())
    assert validator.is_valid({"id": "a-port", "name": {"en": "A port"}})
    assert not validator.is_valid({"id": "a-port", "name": {"en": "A port"}, "colour": "red"})
    assert not validator.is_valid({"id": "A port", "name": {"en": "A port"}})


def test_the_data_package_names_every_file_with_its_licence(atlas) -> None:
    package = descriptions.datapackage(atlas)
    files = {path.name for path in (atlas.root / "geodata").glob("*.geojson")} | {
        "statistics.csv",
        "sea_lanes.csv",
        "sources.json",
    }
    assert {resource["path"] for resource in package["resources"]} == files
    licences = {resource["path"]: resource.get("licenses", [{}])[0].get("name") for resource in package["resources"]}
    assert licences["railways.geojson"] == "ODbL-1.0"
    assert licences["settlements.geojson"] == "CC-BY-4.0"


def test_a_sea_in_dispute_carries_every_form_with_who_uses_it(atlas) -> None:
    places = json.loads((atlas.root / "geodata" / "basemap" / "places.geojson").read_text(encoding="utf-8"))["features"]
    seas = [place["properties"] for place in places if place["properties"]["kind"] == "sea"]
    between = next(sea for sea in seas if sea["name"]["ja"] == "日本海")
    assert between["name"]["en"] == "Sea of Japan / East Sea"
    used = {form["form"]: form["used"] for form in between["also"]}
    assert "South Korea" in used["East Sea"]
    assert "North Korea" in used["조선동해"]
    assert all(form["used"] for sea in seas for form in sea.get("also", []))


def test_the_readme_of_the_data_explains_every_property_and_file(atlas) -> None:
    text = (atlas.root / "geodata" / "README.md").read_text(encoding="utf-8")
    names = [field.alias or name for name, field in Record.model_fields.items()]
    assert [name for name in names if f"`{name}`" not in text] == []
    assert [status for status in Status if f"`{status}`" not in text] == []
    assert [name for name in Vocabulary.model_fields if f"| `{name}` |" not in text] == []
    files = [path.name for path in (atlas.root / "geodata").iterdir() if path.suffix in {".toml", ".csv", ".json"}]
    assert [file for file in files if f"`{file}`" not in text] == []
