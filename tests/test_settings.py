"""What makes an atlas this one: atlas.toml, and what holds where it says nothing."""

from __future__ import annotations

import json

import pytest

import small_world
from corridor_atlas.core.model import Record
from corridor_atlas.data import dataset, descriptions, settings
from corridor_atlas.data.settings import Settings
from corridor_atlas.draw import payload, webmap
from corridor_atlas.view import cite, gazetteer, home, view
from small_world import ATLAS, ERAS, feature, line, period, point, write_sources, write_table

OSM = {"id": "osm", "type": "dataset", "title": "OpenStreetMap", "note": "© OpenStreetMap contributors, ODbL 1.0"}
TRACED = {"method": "traced", "precision": "traced", "sources": ["osm"]}
FULL = """
main_side = "union"
cited_as = "An atlas of the lakes"
authors = "The surveyors"
address = "https://example.org/lakes"
repository = "https://example.org/files"
doi = "10.1234/lakes"
bounds = [20, -12, 45, 8]
homonyms = ["North Port"]

[title]
en = "Atlas of the Lakes"
ru = "Атлас озёр"

[subject]
en = "Ports and railways of the lakes"

[home]
lat = -1.5
lon = 33
zoom = 6

[native]
TZ = "en"
"""


def told(root, text: str) -> dataset.Atlas:
    """The small data set with this atlas.toml."""
    (root / "geodata" / "atlas.toml").write_text(text, encoding="utf-8")
    return dataset.load(root)


@pytest.fixture
def bare(small):
    """The small data set without atlas.toml and eras.toml."""
    for name in ("atlas.toml", "eras.toml"):
        (small / "geodata" / name).unlink()
    return small


# --- what the file says ---------------------------------------------------------------------------


def test_what_the_file_says_is_what_holds(small) -> None:
    atlas = told(small, FULL + ATLAS)
    assert atlas.faults == []
    assert (atlas.years, atlas.span.data_version) == ((1991, 2025), "test")
    assert view.opening(atlas).viewport == (-1.5, 33.0, 6.0)
    assert webmap.build(atlas).options["maxBounds"] == [[-12, 20], [8, 45]]
    assert view.sides(atlas) == ("both", "TZ")
    assert payload.payload(atlas)["native"] == {"TZ": "en"}
    assert payload.payload(atlas)["title"] == {"en": "Atlas of the Lakes", "ru": "Атлас озёр"}


def test_a_citation_takes_its_words_from_the_file(small) -> None:
    atlas = told(small, FULL + ATLAS)
    found = json.loads(cite.citation(atlas, view.opening(atlas), "csl"))[0]
    assert found["title"] == "An atlas of the lakes"
    assert found["author"] == [{"literal": "The surveyors"}]
    assert found["DOI"] == "10.1234/lakes"
    assert found["URL"].startswith("https://example.org/lakes?year=2025")
    assert cite.citation(atlas).startswith("The surveyors (2025). An atlas of the lakes [Data set].")
    elsewhere = cite.record(atlas, view.opening(atlas), "https://example.org/other")
    assert elsewhere.url.startswith("https://example.org/other?")
    said = descriptions.citation(atlas)
    for one in ('title: "An atlas of the lakes"', 'doi: "10.1234/lakes"', 'url: "https://example.org/lakes"'):
        assert one in said.splitlines()
    assert descriptions.datapackage(atlas)["homepage"] == "https://example.org/lakes"


def test_the_main_side_has_the_eras_that_divide_the_atlas(small) -> None:
    (small / "geodata" / "eras.toml").write_text(
        ERAS.replace('id = "early"', 'id = "early"\nside = "union"')
        + "".join(ERAS.partition("[[era]]")[1:]).replace('"early"', '"other"').replace('id = "late"', 'id = "last"')
        .replace('id = "other"', 'id = "other"\nside = "league"').replace('id = "last"', 'id = "last"\nside = "TZ+UG"'),
        encoding="utf-8",
    )  # fmt: skip
    atlas = told(small, FULL + ATLAS)
    assert [one.id for one in atlas.eras] == ["early", "late"]
    assert [(one.id, one.side) for one in atlas.other_eras] == [("other", "league"), ("last", "TZ+UG")]
    sides = {one["id"]: one.get("side") for one in payload.payload(atlas)["eras"]}
    assert sides == {"early": None, "late": None, "other": "league", "last": "TZ+UG"}


def test_names_that_stand_for_something_else_are_not_looked_for_in_texts(small) -> None:
    from corridor_atlas.view.related import Related  # noqa: PLC0415

    write_table(small, "events", feature("a-fair", name={"en": "A fair"}, note="It was held at North Port."))
    assert [one.kind for one in Related(told(small, ATLAS)).groups("a-fair")] == ["names"]
    assert Related(told(small, FULL + ATLAS)).groups("a-fair") == []


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ('[span]\nfirst_year = 1991\ndata_version = "1"\ndata_date = "2025"\n', "span.last_year"),
        ('[span]\nfirst_year = 1991\nlast_year = 99\ndata_version = "1"\ndata_date = "2025"\n', "span.last_year"),
        ('[span]\nfirst_year = 1991\nlast_year = 1990\ndata_version = "1"\ndata_date = "2025"\n', "last_year"),
        ('[span]\nfirst_year = 1991\nlast_year = 2025\ndata_version = "1"\ndata_date = "today"\n', "span.data_date"),
        ("bounds = [45, -12, 20, 8]\n", "bounds"),
        ("bounds = [20, -12, 45]\n", "bounds.3"),
        ('address = "example.org"\n', "address"),
        ('doi = "https://doi.org/10.1234/lakes"\n', "doi"),
        ('main_side = "The Union"\n', "main_side"),
        ('native = { XX = "en" }\n', "native.XX.[key]"),
        ('native = { TZ = "sw" }\n', "native.TZ"),
        ("credits = { sea = [] }\n", "credits.sea.[key]"),
        ('title = { ru = "Атлас" }\n', "title"),
    ],
)
def test_a_fault_names_its_key_and_the_rest_of_the_file_holds(small, text, field) -> None:
    atlas = told(small, 'cited_as = "Still here"\n' + text)
    (fault,) = atlas.faults
    assert (fault.file, fault.field) == ("atlas.toml", field)
    assert atlas.settings.cited == "Still here"


def test_a_credit_names_a_work_of_the_bibliography(small) -> None:
    (fault,) = told(small, ATLAS + '[credits]\nregion = ["osm"]\n').faults
    assert (fault.file, fault.field, fault.found) == ("atlas.toml", "credits.region", "osm")


# --- what holds without it ------------------------------------------------------------------------


def test_without_the_file_the_atlas_is_whole_and_says_nothing_of_a_place(bare) -> None:
    atlas = dataset.load(bare)
    assert (atlas.faults, atlas.eras, atlas.other_eras) == ([], [], [])
    assert atlas.years == (1995, 2008)
    assert (atlas.span.data_version, atlas.span.data_date) == ("2008", "2008")
    assert cite.citation(atlas).startswith("The Corridor Atlas authors (2008). Corridor Atlas [Data set].")
    assert view.sides(atlas) == ("both",)
    assert payload.attribution(atlas) == []


def test_the_years_are_those_of_the_timelines_within_what_a_span_can_be() -> None:
    def record(*timeline: dict) -> Record:
        return Record.model_validate({"id": "a", "name": {"en": "A"}, "timeline": timeline})

    span = settings.span_of([record(period("operating", "1963-05~", "1977")), record(period("planned", "../2031"))])
    assert (span.first_year, span.last_year) == (1963, 2031)
    span = settings.span_of([record(period("operating", "0855"))])
    assert (span.first_year, span.last_year) == (1000, 1001)
    span = settings.span_of([record(period("planned", "2200"))])
    assert (span.first_year, span.last_year) == (2199, 2200)


def test_without_a_home_the_map_opens_on_all_features(bare) -> None:
    write_table(bare, "ports", feature("a-port", point(30.0, -4.0)), feature("b-port", point(40.0, 2.0)))
    write_table(bare, "railways")
    atlas = dataset.load(bare)
    assert atlas.extent == (30.0, -4.0, 40.0, 2.0)
    west, south, east, north = gazetteer.extent_of(home.home(atlas))
    assert 29.9 > west > 20
    assert 40.1 < east < 50
    assert -4.1 > south > -6
    assert 2.1 < north < 4
    assert settings.bounds_of(atlas.settings, atlas.extent) == (-35.0, -69.0, 105.0, 67.0)
    small_map = settings.locator_of(atlas.settings, atlas.extent)
    assert small_map.region == (20.0, -14.0, 50.0, 12.0)


@pytest.mark.parametrize("shape", [None, point(36.8, -1.3)])
def test_an_atlas_of_one_place_or_none_opens_too(bare, shape) -> None:
    write_table(bare, "ports", feature("a-port", shape))
    write_table(bare, "railways")
    lat, lon, zoom = home.home(dataset.load(bare))
    assert (lat, lon) == (pytest.approx(-1.3, abs=0.01), 36.8) if shape else (0, 0)
    assert 0 <= zoom <= home.CLOSEST


# --- licences and credits are those of what is there -------------------------------------------------


def test_an_atlas_without_openstreetmap_says_nothing_of_its_licence(small) -> None:
    atlas = dataset.load(small)
    assert [one["name"] for one in descriptions.datapackage(atlas)["licenses"]] == ["CC-BY-4.0"]
    assert "ODbL" not in descriptions.citation(atlas)


def test_a_shape_from_openstreetmap_brings_its_licence(small) -> None:
    write_sources(small, [*small_world.SOURCES, OSM])
    way = line((131.0, 42.4), (131.1, 42.6))
    write_table(small, "railways", feature("a-way", way, geometry_basis=TRACED))
    atlas = dataset.load(small)
    package = descriptions.datapackage(atlas)
    assert [one["name"] for one in package["licenses"]] == ["CC-BY-4.0", "ODbL-1.0"]
    licences = {one["name"]: one["licenses"][0]["name"] for one in package["resources"] if "licenses" in one}
    assert (licences["railways"], licences["ports"]) == ("ODbL-1.0", "CC-BY-4.0")
    assert "  - ODbL-1.0" in descriptions.citation(atlas).splitlines()


def test_a_file_of_the_base_map_is_credited_where_it_is_there(small) -> None:
    write_sources(small, [*small_world.SOURCES, OSM])
    credited = ATLAS + '[credits]\nregion = ["osm"]\n'
    assert payload.attribution(told(small, credited)) == []
    square = {"type": "Polygon", "coordinates": [[[130, 42], [132, 42], [132, 43], [130, 43], [130, 42]]]}
    land = {"type": "Feature", "properties": {"code": "KE"}, "geometry": square}
    (small / "geodata" / "basemap").mkdir()
    path = small / "geodata" / "basemap" / "region.geojson"
    path.write_text(json.dumps(small_world.collection(land)), encoding="utf-8")
    assert payload.attribution(told(small, credited)) == ["© OpenStreetMap contributors, ODbL 1.0"]
    assert payload.attribution(told(small, ATLAS)) == []


def test_the_readme_explains_every_key(root) -> None:
    text = (root / "geodata" / "README.md").read_text(encoding="utf-8")
    table = text.partition("## The atlas as a whole")[2].partition("\n## ")[0]
    assert [name for name in Settings.model_fields if f"`{name}`" not in table] == []
