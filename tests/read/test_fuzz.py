"""No file makes a reader raise, hang or tell something unsound: thousands of broken ones, the same in every run."""

from __future__ import annotations

import random

import fuzz
import made
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corridor_atlas.bring import cells, dates, mapping, texts
from corridor_atlas.core.errors import DateError
from corridor_atlas.core.model import Period

ROUNDS = 40


@pytest.mark.parametrize("name", sorted(made.MAKERS))
def test_a_broken_file_is_a_message(name, tmp_path) -> None:
    data = made.make(name, tmp_path).read_bytes()
    path = tmp_path / "broken" / name
    path.parent.mkdir()
    chance = random.Random(name)  # noqa: S311
    for _ in range(ROUNDS):
        path.write_bytes(fuzz.mutated(data, chance))
        fuzz.tried(path)


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["type", "coordinates", "geometry", "properties", "when", "id", "crs"]), inner
        )
    ),
    max_leaves=12,
)


@given(JSON, JSON)
@settings(max_examples=50)
def test_any_feature_is_read_or_named(tmp_path_factory, geometry, properties) -> None:
    path = tmp_path_factory.getbasetemp() / "any.geojson"
    path.write_text(made.features(made.feature(geometry, p=properties)), encoding="utf-8", errors="replace")
    fuzz.tried(path)


@given(st.lists(st.lists(st.text(max_size=12), min_size=1, max_size=5), min_size=1, max_size=6))
def test_any_table_is_read_or_named(tmp_path_factory, rows) -> None:
    path = tmp_path_factory.getbasetemp() / "any.csv"
    text = "\n".join(",".join(f'"{cell}"' for cell in row) for row in [["name", "lat", "lon", "start"], *rows])
    path.write_text(text, encoding="utf-8", errors="replace")
    fuzz.tried(path)


@given(st.text(alphabet="0123456789-/.~?X年月日ca bceBCto–世纪до н.э", max_size=16) | st.floats() | st.integers())
@settings(max_examples=1000)
def test_any_date_is_one_that_the_atlas_can_hold_or_an_error(value) -> None:
    try:
        found = dates.read(value)
    except DateError:
        return
    for side in found:
        usable, _ = dates.usable(side)
        if usable:
            Period.model_validate({"status": "operating", "start": usable})


@given(st.text(max_size=30) | st.binary(max_size=30) | st.floats() | st.none())
def test_any_cell_is_a_number_a_shape_or_nothing(value) -> None:
    cells.number(value)
    cells.degrees(value)
    cells.shape(value)
    cells.srid(value)


@given(st.binary(max_size=200))
def test_any_bytes_are_a_text_or_an_error(data) -> None:
    try:
        text, encoding = texts.decode(data)
    except ValueError:
        return
    assert isinstance(text, str)
    assert encoding


@given(
    st.dictionaries(st.text(max_size=12), st.sampled_from(["operating", "closed"]), max_size=4), st.text(max_size=30)
)
def test_a_mapping_that_is_written_is_read_as_it_was(tmp_path_factory, statuses, start) -> None:
    path = tmp_path_factory.getbasetemp() / "m.toml"
    made_ = mapping.Mappings.model_validate({"statuses": {k.strip(): v for k, v in statuses.items()}, "start": start})
    path.write_text(mapping.written(made_, "x.csv"), encoding="utf-8", errors="surrogatepass", newline="")
    assert mapping.read(path) == made_
