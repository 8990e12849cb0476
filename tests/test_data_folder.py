"""The data of a published folder: an API without a server, packed, described, kept by a service worker."""

from __future__ import annotations

import gzip
import io
import json
import re
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import brotli
import geopandas as gpd
import pytest
import shapely
from typer.testing import CliRunner

from corridor_atlas import cli
from corridor_atlas.core.errors import AtlasError
from corridor_atlas.core.files import write_folder
from corridor_atlas.data import dataset
from corridor_atlas.network import report, strip
from corridor_atlas.network.graph import Network
from corridor_atlas.take import data_folder, metadata, precompressed, website

EVIL = "</script><script>alert(1)</script>{{ 7 * 7 }}<!--"


@pytest.fixture(scope="module")
def files(atlas) -> dict[str, bytes]:
    """The data of the shipped atlas as it is published."""
    return data_folder.files(atlas)


def read(files: dict[str, bytes], name: str) -> Any:
    return json.loads(files[f"data/{name}"])


def test_every_feature_has_an_entry_and_a_file_of_its_own(atlas, files) -> None:
    listed = read(files, "features.json")["features"]
    assert listed == sorted(listed, key=lambda one: (one["table"], one["id"]))
    assert {one["id"] for one in listed} == set(atlas.features)
    for one in listed:
        whole = read(files, one["file"])
        assert whole["id"] == one["id"]
        assert {work["id"] for work in whole["works"]} <= set(atlas.bibliography)
        assert whole["atlas"]["data_version"] == atlas.span.data_version


def test_the_statuses_of_the_index_are_those_of_every_year(atlas, files) -> None:
    first, last = atlas.years
    for told in read(files, "features.json")["features"]:
        one = atlas.features[told["id"]]
        by_year = {year: run for run in told.get("statuses", []) for year in range(run["from"], run["to"] + 1)}
        for year in range(first, last + 1):
            state = one.state(year)
            here = one.record.timeline and state.status is not None and not state.gone
            assert (year in by_year) == bool(here), (one.id, year)
            if here:
                assert (by_year[year]["status"], by_year[year]["certain"]) == (state.status, state.certain)


def test_a_year_holds_what_the_map_shows_in_under_a_megabyte(atlas, files) -> None:
    first, last = atlas.years
    for year in range(first, last + 1):
        assert len(files[f"data/year/{year}.geojson"]) < data_folder.LARGEST
    told = {one["id"]: one for one in read(files, "year/2014.geojson")["features"]}
    railways = {one for one, held in told.items() if held["properties"]["table"] == "railways"}
    shown = [one for one in atlas.features.values() if one.table == "railways" and one.geometry is not None]
    assert railways == {one.id for one in shown if (state := one.state(2014)).code is not None and not state.gone}
    assert told["hunchun-makhalino-railway"]["properties"]["status"] == "operating"
    frame = gpd.read_file(io.BytesIO(files["data/year/2014.geojson"]))
    assert len(frame) == len(told)
    assert frame.geometry.is_valid.all()


def test_a_year_that_is_too_large_is_simplified_until_it_fits(atlas, monkeypatch) -> None:
    monkeypatch.setattr(data_folder, "LARGEST", 600_000)
    tolerance, made = data_folder._years(atlas)
    assert tolerance > 0
    assert max(map(len, made.values())) < 600_000
    told = json.loads(made["year/2014.geojson"])["atlas"]
    assert told["simplified_by_m"] == round(tolerance * data_folder.METRES)
    page = data_folder.page(atlas, made, tolerance)
    assert f"simplified by up to {told['simplified_by_m']} m" in page


def test_shapes_of_one_feature_are_whole(atlas, files) -> None:
    one = atlas.features["hunchun-makhalino-railway"]
    drawn = shapely.from_geojson(json.dumps(read(files, f"feature/{one.id}.json")["geometry"]))
    assert shapely.hausdorff_distance(drawn, one.geometry) < 1e-5


def test_corridors_are_those_of_the_command_line(atlas, files) -> None:
    network = Network.of(atlas)
    assert {one["id"] for one in read(files, "corridors.json")["corridors"]} == set(atlas.corridors)
    for id_ in atlas.corridors:
        for year in (atlas.years[0], 2014):
            told = json.loads(json.dumps(report.strip(network, strip.strip(network, id_, year))))
            assert read(files, f"corridor/{id_}/{year}.json") == told


def test_states_are_days(files) -> None:
    table = gpd.read_parquet(io.BytesIO(files["data/states.parquet"]))
    line = table[table["id"] == "hunchun-makhalino-railway"].set_index("number")
    assert [str(one) for one in line["status"]] == ["under_construction", "operating", "suspended", "operating"]
    assert line["begin"].tolist() == [date(1993, 1, 1), date(1999, 5, 12), date(2004, 9, 1), date(2013, 8, 2)]
    assert line["end"].iloc[:3].tolist() == [date(1999, 5, 11), date(2004, 8, 31), date(2013, 8, 1)]
    assert line["end"].isna().iloc[3]


def test_the_page_names_files_that_are_there(files) -> None:
    page = files["data/index.html"].decode()
    linked = re.findall(r'href="([^"]+)"', page)
    inside = [one for one in linked if not one.startswith("../")]
    assert len(inside) == 6
    assert {f"data/{one}" for one in inside} <= set(files)
    assert "Access-Control-Allow-Origin: *" in page


# --- what stands beside ------------------------------------------------------------------------


def test_each_text_lies_beside_itself_packed() -> None:
    content = {"a.js": b"1;" * 900, "b.woff2": b"wOF2", "data/feature/x.json": b"{}", "data/x.json": b"{}"}
    made = precompressed.beside(content)
    assert set(made) == {*content, "a.js.gz", "a.js.br", "data/x.json.gz", "data/x.json.br"}
    assert gzip.decompress(made["a.js.gz"]) == brotli.decompress(made["a.js.br"]) == content["a.js"]
    assert len(made["a.js.br"]) < len(made["a.js.gz"]) < len(content["a.js"])
    assert precompressed.beside(content) == made


@pytest.fixture
def small_atlas_at(small) -> dataset.Atlas:
    return dataset.load(small).published_at("https://example.org/a/")


def test_the_same_atlas_is_published_in_the_same_bytes(small, small_atlas_at) -> None:
    again = dataset.load(small).published_at("https://example.org/a/")
    assert website.published(small_atlas_at) == website.published(again)


def published(out: Path, small: Path, *words: str) -> set[str]:
    command = ["publish", "--out", str(out), "--data", str(small), *words]
    done = CliRunner().invoke(cli.app, command, catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()}


def test_there_is_a_map_of_the_site_where_its_address_is_known(small, tmp_path) -> None:
    assert "sitemap.xml" not in published(tmp_path / "a", small)
    there = published(tmp_path / "b", small, "--base-url", "https://example.org/a")
    assert there >= {"sitemap.xml", "sw.js", "data/index.html", "data/features.json", "data/features.json.br"}
    assert "<loc>https://example.org/a/data/</loc>" in (tmp_path / "b" / "sitemap.xml").read_text(encoding="utf-8")


class Blocks(HTMLParser):
    """The scripts of a page as a browser finds them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.kinds: list[str | None] = []
        self.texts: dict[str | None, str] = {}
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "script":
            self.kinds.append(dict(attrs).get("type"))

    def handle_data(self, data: str) -> None:
        if self.kinds and self.kinds[-1] == "application/ld+json" and data.strip():
            self.texts.setdefault(self.kinds[-1], data)


def test_catalogues_are_told_what_it_is(small_atlas_at) -> None:
    page = website.published(small_atlas_at)["index.html"].decode()
    told = json.loads(Blocks(page).texts["application/ld+json"])
    assert (told["@type"], told["url"]) == ("Dataset", "https://example.org/a/")
    first, last = small_atlas_at.years
    assert told["temporalCoverage"] == f"{first}/{last}"
    files = data_folder.files(small_atlas_at)
    for one in told["distribution"]:
        assert one["contentUrl"].removeprefix("https://example.org/a/") in files


def test_no_word_of_the_data_ends_the_script_for_catalogues(small_atlas_at) -> None:
    plain = website.folder(small_atlas_at)["index.html"].decode()
    page = website.folder(small_atlas_at, title=EVIL, description=EVIL)["index.html"].decode()
    assert Blocks(page).kinds == Blocks(plain).kinds
    assert json.loads(Blocks(page).texts["application/ld+json"])["description"] == EVIL
    assert metadata.sitemap("https://example.org/?a&b/", ("",)).count("&amp;") == 1


def test_a_folder_inside_the_folder_is_no_way_out(tmp_path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "data").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(AtlasError, match="it is a link"):
        write_folder(tmp_path / "site", {"index.html": b"", "data/year/1.json": b""})
    assert list((tmp_path / "elsewhere").iterdir()) == []


# --- without a network -------------------------------------------------------------------------


def kept(files: dict[str, bytes]) -> dict[str, Any]:
    """What the service worker keeps."""
    return json.loads(files["sw.js"].decode().partition("const kept = ")[2].partition(";\n")[0])


def test_the_worker_keeps_all_that_the_page_asks_for(small_atlas_at) -> None:
    files = website.folder(small_atlas_at, picture=b"png")
    assert set(kept(files)["files"]) == set(files) - {"sw.js", "card.png"}


def test_another_content_is_another_cache(small_atlas_at) -> None:
    one, other = website.folder(small_atlas_at), website.folder(small_atlas_at, title="Another")
    assert kept(one)["sum"] != kept(other)["sum"]
    assert kept(one) == kept(website.folder(small_atlas_at))
