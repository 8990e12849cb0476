"""Places by name, and the part of the map around them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridor_atlas.core.errors import AtlasError, NotFoundError
from corridor_atlas.view import gazetteer


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("hunchun", "hunchun"),
        ("HUNCHUN ", "hunchun"),
        ("珲春", "hunchun"),
        ("Хуньчунь", "hunchun"),
        ("훈춘", "hunchun"),
        ("Rajin Port", "rajin-port"),
        ("rajin port", "rajin-port"),
        ("vladivostok", "vladivostok"),
        ("Hunchun–Makhalino cross-border railway", "hunchun-makhalino-railway"),
        ("arxan-sumber", "arxan-sumber-crossing"),
    ],
)
def test_a_place_is_found_by_any_of_its_names(atlas, asked, found) -> None:
    assert gazetteer.find(atlas, asked).id == found


def test_a_town_goes_before_the_stations_of_its_name(atlas) -> None:
    for feature in (one for one in atlas.features.values() if one.table == "settlements"):
        assert gazetteer.find(atlas, feature.record.name["en"]).table == "settlements"


@pytest.mark.parametrize("asked", ["Hunchum", "珲珲", "", "../etc", "Vladivostock"])
def test_a_wrong_name_is_told_with_what_is_near(atlas, asked) -> None:
    with pytest.raises(
        NotFoundError,
        match=r"there is no place '.*': (did you mean|known are .*`corridor-atlas list`)",
    ):
        gazetteer.find(atlas, asked)


def test_the_surroundings_of_a_point_are_so_many_kilometres_wide(atlas) -> None:
    west, south, east, north = gazetteer.around(gazetteer.find(atlas, "hunchun"), 50)
    middle = (south + north) / 2
    assert gazetteer.GEOD.inv(west, middle, east, middle)[2] == pytest.approx(100_000, rel=0.01)
    assert gazetteer.GEOD.inv(west, south, west, north)[2] == pytest.approx(100_000, rel=0.01)


def test_the_surroundings_of_a_line_hold_all_of_it(atlas) -> None:
    line = atlas.feature("hunchun-makhalino-railway")
    west, south, east, north = gazetteer.around(line)
    a, b, c, d = line.geometry.bounds
    assert west < a < c < east
    assert south < b < d < north
    wider = gazetteer.around(line, 100)
    assert wider[0] < west
    assert wider[3] > north


@pytest.mark.parametrize("km", [0.5, -1, 2001, float("nan")])
def test_a_distance_that_makes_no_map_is_told(atlas, km) -> None:
    with pytest.raises(AtlasError, match="around a place cannot be drawn: expected 1 to 2000"):
        gazetteer.around(atlas.feature("hunchun"), km)


@given(lat=st.floats(-60, 70), lon=st.floats(-170, 170), zoom=st.floats(4, 14))
def test_a_viewport_is_the_inverse_of_its_extent(lat, lon, zoom) -> None:
    again = gazetteer.viewport(gazetteer.extent_of((lat, lon, zoom)))
    assert again == (pytest.approx(lat, abs=2e-4), pytest.approx(lon, abs=2e-4), pytest.approx(zoom, abs=0.02))


def test_a_map_is_named_after_the_best_known_place_near_its_middle(atlas) -> None:
    assert gazetteer.best_known(atlas, 42.75, 130.6).id == "hunchun"
    assert gazetteer.best_known(atlas, 43.1, 131.9).id == "vladivostok"
    assert gazetteer.best_known(atlas, 0, 0) is None
