"""A map in a notebook weighs what it shows; an atlas as a last line is a table of contents."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

import pytest
import shapely

import corridor_atlas as ca
from corridor_atlas.draw import excerpt, inpage, payload
from corridor_atlas.view.view import opening

LARGEST = 1_200_000
"""Bytes of a map of two layers around a place: nearly all of it the program, the same in every map."""
PLACE = {"year": 2017, "place": "Hunchun", "km": 60}


@pytest.fixture(scope="module")
def front(atlas) -> ca.Atlas:
    return ca.Atlas(atlas)


@pytest.fixture(scope="module")
def whole(atlas):
    return payload.payload(atlas, whole=False)


def held(shown: str):
    """The data of a map in a notebook."""
    (text,) = re.findall(r'<script type="application/gzip"[^>]*>(.*?)</script>', unescape(shown))
    return inpage.unpacked(text)


def test_a_map_of_two_layers_around_a_place_is_light(front) -> None:
    few = front.view(**PLACE, layers=["railways", "ports"])._repr_html_()
    assert len(few) < LARGEST
    assert {one["id"] for one in held(few)["layers"]} == {"railways", "ports"}


def test_it_holds_what_the_view_shows_and_what_lies_near(atlas, front, whole) -> None:
    view = front.view(**PLACE, layers=["railways", "ports"]).data
    told = excerpt.excerpt(atlas, whole, view)
    reach = shapely.box(*excerpt.box(view))
    near = {one.id for name in ("railways", "ports") for one in atlas.drawn_by(atlas.layer(name))
            if one.geometry.intersects(reach)}  # fmt: skip
    assert {one["id"] for one in told["features"]} == near
    assert {told["layers"][one["l"]]["id"] for one in told["features"]} == {"railways", "ports"}
    assert set(told) == set(whole)
    assert set(told["corridors"]) <= set(atlas.corridors)
    assert set(told["texts"]) == {"en"}


def test_years_that_are_not_shown_are_left_out(atlas, front) -> None:
    later = front.view(**PLACE, layers=["railways", "ports", "bridges"]).data
    assert set(excerpt.ids(atlas, replace(later, year=1995, since=1991))) < set(excerpt.ids(atlas, later))


def test_nothing_is_named_that_is_not_there(atlas, front, whole) -> None:
    told = excerpt.excerpt(atlas, whole, front.view(**PLACE).data)
    ids = {one["id"] for one in told["features"]}
    assert {one["id"] for one in told["happenings"]} <= {one["id"] for one in whole["happenings"]}
    assert all(set(atlas.corridors[id_].members) & ids for id_ in told["corridors"])


def test_a_world_without_a_base_map_has_a_map_too(small_atlas) -> None:
    shown = ca.Atlas(small_atlas).view()._repr_html_()
    assert held(shown)["features"]
    assert excerpt.ids(small_atlas, opening(small_atlas))


def test_an_atlas_as_a_last_line_is_a_table_of_contents(atlas, front) -> None:
    shown = front._repr_html_()
    assert len(shown) < 10_000
    assert "<iframe" not in shown
    rows = re.findall(r"<tr><td>([^<]*)</td><td>([^<]*)</td><td>(\d+)</td>", shown)
    assert {(id_, int(number)) for _, id_, number in rows} == {
        (layer.id, len(list(atlas.drawn_by(layer)))) for layer in atlas.layers
    }
