"""What is told while a file is read, and what its columns hold, for whoever has to correct what was guessed."""

from __future__ import annotations

import json
from pathlib import Path

import made
import pytest

from corridor_atlas.bring import child, progress, reader, seen
from corridor_atlas.bring.mapping import Mappings
from corridor_atlas.bring.naming import Names
from corridor_atlas.bring.progress import Progress, Stage
from corridor_atlas.bring.result import Result


def table(folder: Path, rows: int = 30_000) -> Path:
    path = folder / "many.csv"
    lines = (f"Post {number},{number % 80},{number % 170},{1900 + number % 100}\n" for number in range(rows))
    path.write_text("name,lat,lon,opened\n" + "".join(lines), encoding="utf-8")
    return path


def read(path: Path, tell: progress.Tell = progress.silent, **mapping: object) -> Result:
    return reader.read(path, path.name, Mappings.model_validate(mapping), Names(), tell=tell)


def test_every_stage_is_told_in_its_order_with_its_share(tmp_path) -> None:
    told: list[Progress] = []
    read(table(tmp_path), told.append)
    assert list(dict.fromkeys(one.stage for one in told)) == list(Stage)
    for stage in Stage:
        shares = [one.share for one in told if one.stage is stage and one.share is not None]
        assert shares == sorted(shares)
        assert 0 <= shares[0] < shares[-1] <= 1


def test_a_child_tells_what_it_is_at_and_can_be_stopped_by_that(tmp_path) -> None:
    told: list[Progress] = []
    result = child.read(
        table(tmp_path), tell=told.append, stopped=lambda: any(one.stage is Stage.FEATURES for one in told)
    )
    assert Stage.FEATURES in {one.stage for one in told}
    assert (result.tables, result.features) == ([], 0)
    assert "stopped" in result.faults[0].found


def test_a_listener_that_fails_ends_the_child(tmp_path, monkeypatch) -> None:
    started = []
    whole = child.subprocess.Popen

    def popen(*words, **options):
        started.append(whole(*words, **options))
        return started[-1]

    monkeypatch.setattr(child.subprocess, "Popen", popen)

    def gone(_: Progress) -> None:
        raise ConnectionError("nobody listens")

    with pytest.raises(ConnectionError):
        child.read(table(tmp_path), tell=gone)
    assert started[0].returncode is not None


def test_what_is_no_progress_is_nothing(tmp_path) -> None:
    path = tmp_path / "progress"
    assert progress.noted(path) is None
    for text in ("", "[", "{}", '["flying", 1]', '["reading", "x"]', "[1]"):
        path.write_text(text, encoding="utf-8")
        assert progress.noted(path) is None
    path.write_text('["features", 7]', encoding="utf-8")
    assert progress.noted(path) == Progress(Stage.FEATURES, 1.0)


def test_what_stands_in_each_column_is_shown(tmp_path) -> None:
    result = read(made.make("openpyxl.xlsx", tmp_path))
    (sheet,) = result.seen
    assert all(0 < len(values) <= seen.VALUES for values in sheet.columns.values())
    again = Result.of(json.loads(json.dumps(result.packed())))
    assert again.seen == result.seen
    assert "seen" not in result.document()


@pytest.mark.parametrize("said", [{}, {"start": "built"}, {"crs": "EPSG:999999"}])
def test_columns_are_shown_also_of_a_file_that_became_nothing(said, tmp_path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"where,what\nhere,{'x' * 500}\nhere,\nthere,5\n", encoding="utf-8")
    result = read(path, **said)
    assert result.features == 0
    (sheet,) = result.seen
    assert (sheet.name, sheet.columns) == ("a", {"where": ["here", "there"], "what": ["x" * seen.LETTERS, "5"]})


def test_sheets_with_one_name_are_told_apart_and_their_mapping_is_read_again(tmp_path) -> None:
    path = tmp_path / "two.zip"
    text = b"name,lat,lon\nA,1,2\n"
    made.zipped(path, {"a/x.csv": text, "x.tsv": text.replace(b",", b"\t"), "x.geojson": b"{}"})
    result = read(path)
    assert [one.name for one in result.seen] == ["x", "x 2"] == list(result.mapping.sheet)
    again = reader.read(path, path.name, result.mapping, Names())
    assert [table.name for table in again.tables] == ["x", "x_2"]
