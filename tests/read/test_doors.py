"""The doors: `import`, `new`, `open` on the command line, `read` and `with_layer` in Python."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import geopandas as gpd
import inside
import made
import pytest
from shapely.geometry import Point

import corridor_atlas as ca
from corridor_atlas import cli
from corridor_atlas.bring import child, folder, layers, laying, mapping
from corridor_atlas.checks import vision
from corridor_atlas.core.errors import AtlasError, DataError
from corridor_atlas.data import dataset

ROWS = "name,name_zh,lat,lon,opened,closed,kind,длина (км)\nA,北站,42,130,1901,,pier,5\nB,,43,131,1950,1990,pier,7.5\n"


@pytest.fixture(autouse=True)
def in_this_process(monkeypatch) -> None:
    """Read without a process of its own, which the tests of bad files look at."""
    monkeypatch.setattr(child, "read", inside.read)


@pytest.fixture
def run(monkeypatch, capsys):
    """Run the command line; its exit code, what it printed and what it complained."""

    def running(*words: object) -> tuple[int, str, str]:
        monkeypatch.setattr("sys.argv", ["corridor-atlas", *map(str, words)])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        out, err = capsys.readouterr()
        return ended.value.code or 0, out, err

    return running


@pytest.fixture
def table(tmp_path) -> Path:
    """A small table."""
    path = tmp_path / "piers.csv"
    path.write_text(ROWS, encoding="utf-8")
    return path


def faults(root: Path) -> list[str]:
    return [str(fault) for fault in dataset.load(root).faults]


def test_import_prints_one_json_document_and_writes_an_atlas(run, table, tmp_path) -> None:
    code, out, err = run("import", table, "--out", tmp_path / "atlas", "--json")
    document = json.loads(out)
    assert (code, err) == (0, "")
    assert list(document) == ["features", "dropped", "faults", "mapping", "crs", "encoding"]
    assert (document["features"], document["dropped"], document["crs"]) == (2, 0, "EPSG:4326")
    assert document["mapping"]["name"] == {"en": "name", "zh": "name_zh"}
    assert document["mapping"]["start"] == "opened"
    text = (tmp_path / "atlas" / "geodata" / "piers.geojson").read_text(encoding="utf-8")
    assert "北站" in text
    layer = tomllib.loads((tmp_path / "atlas" / "layers" / "piers.toml").read_text(encoding="utf-8"))
    assert (layer["data"], layer["kind"]) == ("piers", "points")
    assert faults(tmp_path / "atlas") == []
    facts = json.loads(text)["features"][0]["properties"]["facts"]
    assert facts == {"column_1_km": 5}
    words = tomllib.loads((tmp_path / "atlas" / "geodata" / "vocabulary.toml").read_text(encoding="utf-8"))
    assert words["fact"]["column_1"]["ru"] == "длина"


def test_a_file_that_cannot_be_read_ends_with_its_reason(run, tmp_path) -> None:
    path = tmp_path / "empty.csv"
    path.write_text("", encoding="utf-8")
    code, out, _ = run("import", path, "--out", tmp_path / "atlas", "--json")
    assert (code, json.loads(out)["features"]) == (1, 0)
    assert "empty file" in json.loads(out)["faults"][0]["found"]
    assert not (tmp_path / "atlas").exists()


def test_the_mapping_that_is_written_makes_the_same_again(run, tmp_path) -> None:
    path = made.make("excel-ru.csv", tmp_path)
    run("import", path, "--out", tmp_path / "one")
    chosen = tmp_path / "one" / "mappings" / "excel-ru.csv.mapping.toml"
    assert mapping.read(chosen).encoding == "cp1251"
    run("import", path, "--out", tmp_path / "two", "--mapping", chosen)
    for name in ("geodata/excel_ru.geojson", "layers/excel_ru.toml", "mappings/excel-ru.csv.mapping.toml"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


def test_a_mapping_beside_the_file_is_taken_and_imports_again_replace(run, table, tmp_path) -> None:
    atlas = tmp_path / "atlas"
    run("import", table, "--out", atlas)
    mapping.beside(table).write_text('end = ""\ntitle = { en = "Old piers" }\ntable = "old_piers"\n', encoding="utf-8")
    run("import", table, "--out", atlas)
    assert [one.name for one in (atlas / "geodata").glob("*.geojson")] == ["old_piers.geojson"]
    assert [one.stem for one in (atlas / "layers").glob("*.toml")] == ["old_piers"]
    assert all("end" not in one.record.timeline[0].model_fields_set for one in dataset.load(atlas).features.values())


def test_a_mapping_with_slips_names_them_all(run, table, tmp_path) -> None:
    wrong = tmp_path / "m.toml"
    wrong.write_text('starts = "opened"\nsimplify = 5\n', encoding="utf-8")
    code, _, err = run("import", table, "--out", tmp_path / "atlas", "--mapping", wrong)
    assert code == 1
    assert "starts" in err
    assert "simplify" in err


def test_a_second_file_gets_names_and_a_colour_of_its_own(run, table, tmp_path) -> None:
    atlas = tmp_path / "atlas"
    run("import", table, "--out", atlas)
    (tmp_path / "other").mkdir()
    other = tmp_path / "other" / "piers.tsv"
    other.write_text(ROWS.replace(",", "\t"), encoding="utf-8")
    run("import", other, "--out", atlas)
    found = dataset.load(atlas)
    assert sorted(found.tables) == ["piers", "piers_2"]
    assert len(found.features) == 4
    assert len({layer.color for layer in found.layers}) == 2
    assert faults(atlas) == []


def test_statuses_of_a_file_can_be_explained(run, tmp_path) -> None:
    path, chosen = tmp_path / "a.csv", tmp_path / "m.toml"
    path.write_text("name,lat,lon,since,state\nA,1,2,1990,qqq\n", encoding="utf-8")
    chosen.write_text('status = "state"\n[statuses]\nQQQ = "suspended"\n', encoding="utf-8")
    run("import", path, "--out", tmp_path / "atlas", "--mapping", chosen)
    one = next(iter(dataset.load(tmp_path / "atlas").features.values()))
    assert one.record.note == "Suspended; the file does not say since when."


def test_the_report_is_written_row_by_row(run, tmp_path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("name,lat,lon\nA,1,2\nB,x,2\n", encoding="utf-8")
    run("import", path, "--out", tmp_path / "atlas", "--report", tmp_path / "r.csv")
    lines = (tmp_path / "r.csv").read_text(encoding="utf-8-sig").splitlines()
    assert [line.split(",")[:3] for line in lines[1:]] == [["read", "a.csv", ""], ["dropped", "a.csv", "row 3"]]


@pytest.mark.parametrize(
    "name", ["mixed.geojson", "gdal.gpkg", "earth.kml", "openpyxl.xlsx", "overpass.json", "zh-gbk.zip"]
)
def test_a_new_atlas_of_any_file_is_sound(name, run, tmp_path) -> None:
    path = made.make(name, tmp_path)
    assert run("new", tmp_path / "atlas", "--from", path, "--title", "Nördlich", "--years", "1850-2020")[0] == 0
    found = dataset.load(tmp_path / "atlas")
    assert (found.faults, found.years, found.settings.title["en"]) == ([], (1850, 2020), "Nördlich")
    assert found.features
    assert run("validate", "--data", tmp_path / "atlas")[0] == 0


def test_a_new_atlas_without_a_file_has_templates_and_no_faults_or_notices(run, tmp_path) -> None:
    run("new", tmp_path / "my-atlas")
    code, out, _ = run("validate", "--data", tmp_path / "my-atlas", "--json")
    assert (code, json.loads(out)) == (0, {"features": 2, "faults": [], "notices": []})
    found = dataset.load(tmp_path / "my-atlas")
    assert found.settings.title["en"] == "My atlas"
    assert [layer.id for layer in found.layers] == ["lines", "places"]
    assert (tmp_path / "my-atlas" / "README.md").is_file()


def test_a_new_atlas_wants_an_empty_folder_and_years_in_order(run, tmp_path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "x").write_text("x", encoding="utf-8")
    assert "not empty" in run("new", tmp_path / "full")[2]
    assert "expected the first and the last year" in run("new", tmp_path / "a", "--years", "2000-1990")[2]
    assert not (tmp_path / "a").exists()


def test_open_lays_files_over_the_atlas_and_leaves_nothing(run, table, monkeypatch, tmp_path) -> None:
    seen = {}

    def page(**options) -> None:
        atlas = dataset.load()
        seen.update(options, tables=set(atlas.tables), root=atlas.root, faults=atlas.faults)

    monkeypatch.setattr("corridor_atlas.cli.bring.run", page)
    assert run("open", table, "--port", 8999)[0] == 0
    assert {"piers", "ports"} <= seen["tables"]
    assert (seen["port"], seen["faults"]) == (8999, [])
    assert not seen["root"].exists()
    assert run("open", table, "--alone")[0] == 0
    assert seen["tables"] == {"piers"}


def test_python_reads_a_file(tmp_path) -> None:
    found = ca.read(made.make("excel-zh.csv", tmp_path))
    assert found.crs == "EPSG:4326"
    assert list(found["start"]) == ["1892", "1903", "1995"]
    assert found.attrs["report"]["encoding"] == "gb18030"
    assert list(ca.read(made.make("comma.csv", tmp_path), start="")["start"].dropna()) == []
    with pytest.raises(DataError, match="no such file"):
        ca.read(tmp_path / "absent.csv")


def test_any_geodataframe_becomes_a_layer() -> None:
    atlas = ca.Atlas.open()
    of = gpd.GeoDataFrame({"title": ["A", "B"], "built": [1999, 2005]}, geometry=[Point(1, 2), Point(3, 4)], crs=4326)
    more = atlas.with_layer(of.to_crs(3857), start="built", title="Own")
    own = more.data.layer("own")
    assert [one.record.timeline[0].start for one in more.data.drawn_by(own)] == ["1999", "2005"]
    assert len(more.data.features) == len(atlas.data.features) + 2
    assert more.view(year=2001, layers=["own"]).features().shape[0] == 1
    assert "own" not in {layer.id for layer in atlas.data.layers}
    with pytest.raises(AtlasError, match="no column 'opened'"):
        atlas.with_layer(of, start="opened")
    with pytest.raises(AtlasError, match="GeoDataFrame"):
        atlas.with_layer([1, 2])


def test_colours_of_own_layers_can_be_told_apart() -> None:
    used: list[str] = []
    for _ in layers.COLOURS:
        light, _ = layers.colour(used)
        assert all(vision.distance(light, one) >= layers.APART for one in used)
        used.append(light)
    darks = [dark for _, dark in layers.COLOURS]
    assert all(vision.distance(a, b) >= layers.APART for a in darks for b in darks if a != b)


def test_what_cannot_be_copied_or_read_is_told(tmp_path) -> None:
    with pytest.raises(AtlasError, match="cannot be copied"):
        laying.copied(tmp_path, tmp_path / "copy")
    (tmp_path / "geodata").mkdir()
    (tmp_path / "geodata" / "x.geojson").write_text("{", encoding="utf-8")
    with pytest.raises(DataError, match="broken JSON"):
        folder.names(tmp_path)


def test_the_table_of_the_ten_minutes_makes_a_sound_atlas(run, root, tmp_path) -> None:
    text = (root / "docs" / "own-map.md").read_text(encoding="utf-8")
    path = tmp_path / "crossings.csv"
    path.write_text(text.split("```csv\n")[1].split("```")[0], encoding="utf-8")
    code, out, _ = run("new", tmp_path / "crossings", "--from", path, "--years", "1920-2026")
    assert code == 0
    assert "20 features in geodata/crossings.geojson, 0 dropped, EPSG:4326, utf-8" in out
    assert faults(tmp_path / "crossings") == []


def test_every_key_of_the_page_on_mappings_is_one(root, tmp_path) -> None:
    text = (root / "docs" / "mapping.md").read_text(encoding="utf-8")
    path = tmp_path / "m.toml"
    path.write_text(text.split("```toml\n")[1].split("```")[0], encoding="utf-8")
    said = mapping.read(path)
    assert said.model_fields_set == mapping.Mappings.model_fields.keys()
    assert said.of("Лист 2").table == "depots"


def test_no_date_is_too_far_for_a_new_atlas(run, tmp_path) -> None:
    path = tmp_path / "old.csv"
    path.write_text("name,lat,lon,built\nTower,43,-8,0110~\nGate,33,44,575 BC\nPlan,1,2,2199\n", encoding="utf-8")
    run("new", tmp_path / "atlas", "--from", path, "--years", "1900-2000")
    found = dataset.load(tmp_path / "atlas")
    assert (found.faults, len(found.features)) == ([], 3)
    gate = found.features["gate"].record
    assert (gate.timeline[0].start, gate.facts) == ("../0001", {"as_written_1": "575 BC"})
