"""The second atlas made once more by `new` and `import` alone, out of plain files that real programs wrote.

Its tables go out as CSV, Excel, KML, a zipped Shapefile and GeoPackage, with no more than columns can say, and come
back: the same things with the same statuses in every year, and a network that finds the same ways. What such files
cannot carry is named by the last test: several sources for each status, claims of sources and what they differ in,
links between things (the corridors of a line, the town that a station serves), aliases, and what is no table at all
(corridors, eras, series, statistics).
"""

from __future__ import annotations

import csv
import json
import zipfile
from pathlib import Path

import geopandas as gpd
import inside
import openpyxl
import pytest
from made import fastkml, kml
from typer.testing import CliRunner

from corridor_atlas.bring import child
from corridor_atlas.cli import app
from corridor_atlas.core.model import Record, Status
from corridor_atlas.data import dataset
from corridor_atlas.data.dataset import Atlas, Feature
from corridor_atlas.network.graph import Network
from corridor_atlas.network.query import CARGO
from second_atlas import texts

EXAMPLE = Path(__file__).parents[2] / "examples" / "east-africa"
COLUMNS = {
    Status.PROPOSED: "proposed",
    Status.PLANNED: "planned",
    Status.UNDER_CONSTRUCTION: "construction start",
    Status.OPERATING: "opened",
}
JOINED = 'mode = "rail"\njoin_atlas = true\n'
"""All that has to be said: that railways meet at the stations which were there before."""


def run(*words: object) -> str:
    result = CliRunner().invoke(app, list(map(str, words)))
    assert result.exit_code == 0, result.output
    return result.output


def dates(record: Record) -> dict[str, str]:
    """A timeline as columns: when each status began, when the thing ended, and how it ended."""
    found = {COLUMNS[one.status]: one.start for one in record.timeline if one.status in COLUMNS}
    last = record.timeline[-1] if record.timeline else None
    if last and last.status is Status.CLOSED:
        found |= {"closed": last.start, "status": "closed"}
    elif last and last.end:
        found["closed"] = last.end
    return found


def row(feature: Feature) -> dict[str, str]:
    """A thing as cells of a table."""
    record = feature.record
    names = {("name" if code == "en" else f"name:{code}"): text for code, text in record.name.items()}
    found = {"id": record.id, **names, "kind": record.kind or "", "country": ";".join(record.countries)}
    found |= dates(record) | {"gauge": ";".join(map(str, record.gauge_mm)), "note": record.note or ""}
    facts = {key: str(value) for key, value in record.facts.items()}
    return {key: text for key, text in {**found, **facts}.items() if text}


def table(features: list[Feature]) -> list[dict[str, str]]:
    """Things with their places as latitude and longitude."""
    found = []
    for one in features:
        place = {"lat": str(one.geometry.y), "lon": str(one.geometry.x)} if one.geometry is not None else {}
        found.append({**row(one), **place})
    return found


def header(rows: list[dict[str, str]]) -> list[str]:
    return list(dict.fromkeys(key for one in rows for key in one))


def as_csv(path: Path, features: list[Feature]) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as out:
        writer = csv.DictWriter(out, header(table(features)), delimiter=";")
        writer.writeheader()
        writer.writerows(table(features))


def as_xlsx(path: Path, features: list[Feature]) -> None:
    book = openpyxl.Workbook()
    rows = table(features)
    book.active.append(header(rows))
    for one in rows:
        book.active.append([one.get(key) for key in header(rows)])
    book.save(path)


def as_kml(path: Path, features: list[Feature]) -> None:
    marks = []
    for one in features:
        cells = [fastkml.Data(name=key, value=text) for key, text in row(one).items() if key != "name"]
        data = fastkml.ExtendedData(elements=cells)
        marks.append(kml.Placemark(name=one.record.name["en"], geometry=one.geometry, extended_data=data))
    document = kml.KML(features=[fastkml.Document(name=path.stem.capitalize(), features=marks)])
    path.write_text(f'<?xml version="1.0" encoding="UTF-8"?>{document.to_string()}', encoding="utf-8")


def as_gis(path: Path, features: list[Feature]) -> None:
    """A Shapefile in a zip, or a GeoPackage; names of its columns have ten letters: facts with longer ones stay out."""
    rows = [{key.replace("construction start", "begun"): text for key, text in row(one).items()} for one in features]
    of = gpd.GeoDataFrame(rows, geometry=[one.geometry for one in features], crs=4326)
    if path.suffix == ".gpkg":
        of.to_file(path)
        return
    of = of[[name for name in of.columns if len(name) <= 10]].rename(columns=lambda name: name.replace(":", "_"))
    of.to_crs(32637).to_file(path.with_suffix(".shp"), encoding="utf-8")
    with zipfile.ZipFile(path, "w") as archive:
        for part in path.parent.glob(f"{path.stem}.[!z]*"):
            archive.write(part, part.name)


WRITERS = {
    # table: its file, in the order in which they are imported
    "network_nodes": ("stations.csv", as_csv),
    "railways": ("railways.zip", as_gis),
    "ports": ("ports.kml", as_kml),
    "border_crossings": ("border posts.xlsx", as_xlsx),
    "settlements": ("towns.gpkg", as_gis),
    "agreements": ("agreements.csv", as_csv),
    "economic_zones": ("zones.kml", as_kml),
    "events": ("events.csv", as_csv),
}


@pytest.fixture(scope="module")
def made_by_hand() -> Atlas:
    return dataset.load(EXAMPLE)


@pytest.fixture(scope="module")
def root(made_by_hand, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the atlas that is made anew."""
    files, root = tmp_path_factory.mktemp("files"), tmp_path_factory.mktemp("anew") / "atlas"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(child, "read", inside.read)
        _make(made_by_hand, files, root)
    return root


def _make(made_by_hand: Atlas, files: Path, root: Path) -> None:
    for number, (name, (file, write)) in enumerate(WRITERS.items()):
        write(files / file, [one for one in made_by_hand.features.values() if one.table == name])
        if not number:
            run("new", root, "--from", files / file, "--title", "East Africa Corridors", "--years", "1950-2030")
            continue
        mapping = files / f"{file}.mapping.toml"
        if name == "railways":
            mapping.write_text(JOINED, encoding="utf-8")
        said = json.loads(run("import", files / file, "--out", root, "--json"))
        assert said["dropped"] == 0, said


@pytest.fixture(scope="module")
def anew(root) -> Atlas:
    return dataset.load(root)


def statuses(atlas: Atlas, year: int) -> dict[str, tuple[Status | None, bool]]:
    """In which status everything is at the end of a year, and whether it is gone."""
    states = {one.id: one.state(year) for one in atlas.features.values()}
    return {id_: (state.status, state.gone) for id_, state in states.items()}


def test_it_has_the_same_things(made_by_hand, anew) -> None:
    assert anew.features.keys() == made_by_hand.features.keys()
    assert anew.years == made_by_hand.years
    assert anew.faults == []


def test_every_year_has_the_same_statuses(made_by_hand, anew) -> None:
    for year in range(1950, 2031):
        assert statuses(anew, year) == statuses(made_by_hand, year), year


def test_shapes_are_where_they_were(made_by_hand, anew) -> None:
    for one in made_by_hand.features.values():
        if one.geometry is not None:
            other = anew.features[one.id].geometry
            assert one.geometry.hausdorff_distance(other) < 0.0002, one.id
            assert one.geometry.geom_type == other.geom_type


def test_names_countries_kinds_facts_and_gauges_are_those_of_the_files(made_by_hand, anew) -> None:
    for one in made_by_hand.features.values():
        before, after = one.record, anew.features[one.id].record
        assert (after.name, after.countries, after.gauge_mm) == (before.name, before.countries, before.gauge_mm)
        assert after.kind == before.kind
        if one.table != "railways":
            assert before.facts.items() <= after.facts.items(), one.id


def test_railways_meet_and_lead_the_same_ways(made_by_hand, anew) -> None:
    before, after = Network(made_by_hand), Network(anew)
    for ends, year in (
        (("mombasa-station", "kampala-station"), 2018),
        (("dar-es-salaam-station", "kapiri-mposhi-station"), 1975),
        (("dar-es-salaam-station", "kapiri-mposhi-station"), 1976),
        (("naivasha-dry-port", "malaba-border"), 2022),
    ):
        assert after.way(*ends, year, CARGO).lines == before.way(*ends, year, CARGO).lines
    joined = {one.id: (one.record.from_, *one.record.via, one.record.to) for one in anew.features.values()
              if one.table == "railways"}  # fmt: skip
    known = {one.id: (one.record.from_, *one.record.via, one.record.to) for one in made_by_hand.features.values()
             if one.table == "railways"}  # fmt: skip
    assert joined == known


def test_it_validates_clean_exports_and_publishes(root, tmp_path) -> None:
    assert "no faults" in run("validate", "--data", root)
    run("export", "--out", tmp_path / "all.gpkg", "--data", root)
    assert len(gpd.read_file(tmp_path / "all.gpkg", layer="railways")) == 10
    page = tmp_path / "page.html"
    run("publish", "--out", page, "--data", root)
    assert any("Mombasa–Nairobi Standard Gauge Railway" in text for text in texts(page.name, page.read_bytes()))


def test_what_plain_files_cannot_carry(made_by_hand, anew) -> None:
    lost = {"claims", "aliases", "corridors", "discrepancy", "about", "tier", "connectivity", "confidence", "track_km"}
    for one in anew.features.values():
        assert not lost & one.record.model_fields_set, one.id
    assert any(lost & one.record.model_fields_set for one in made_by_hand.features.values())
    assert (len(anew.corridors), len(anew.statistics)) == (0, 0)
