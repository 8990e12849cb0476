"""What the map reports of its panels: a reach, a way in its place, a figure that is computed again."""

from __future__ import annotations

from dataclasses import replace

from corridor_atlas.data.dataset import Atlas
from corridor_atlas.ui import reports
from corridor_atlas.view import link
from corridor_atlas.view import view as views
from test_reports import WAY, seen_after, taken, told

REACH = {"origin": "hunchun", "within": 120, "borders": None, "before": 2003, "load": "people", "anySea": True}


def test_a_reach_that_the_map_asks_for_is_taken_and_given_up_again(atlas: Atlas) -> None:
    found, _ = taken(atlas, told(panel="reach", reach=REACH))
    seen = seen_after(found, atlas)
    assert (seen.panel, seen.origin, seen.destination, seen.within) == ("reach", "hunchun", None, 120)
    asked = {"from": "hunchun", "km": "120", "before": "2003", "sea": "any", "for": "people"}
    assert link.to_query(seen, atlas) == asked
    known = reports.Known(atlas)
    closed = reports.sound(reports.Report, told(panel=None, reach=None), known)
    assert link.to_query(seen_after(reports.changes(closed, known, seen)[0], atlas), atlas) == {}
    for wrong in ({"origin": "nowhere"}, {"within": 7}, {"borders": 99}, {"before": 1800}, {"load": "coal"}):
        assert taken(atlas, told(reach={**REACH, **wrong})) == ({}, 1), wrong


def test_a_way_in_place_of_a_reach_is_asked_for_as_the_map_says(atlas: Atlas) -> None:
    """Both come in one report: the panel of the reach has closed."""
    reach = replace(views.opening(atlas), panel="reach", origin="hunchun", borders=1)
    known = reports.Known(atlas)
    report = reports.sound(reports.Report, told(panel=None, reach=None, ways={**WAY, "load": "people"}), known)
    seen = replace(reach, **reports.changes(report, known, reach)[0])
    assert (seen.panel, seen.origin, seen.destination, seen.borders) == (None, "hunchun", "rajin-port", None)
    assert seen.load == "people"


def test_a_figure_goes_with_its_panel(atlas: Atlas) -> None:
    found, _ = taken(atlas, told(panel="figures", check="heihe-bridge"))
    assert link.to_query(seen_after(found, atlas), atlas) == {"check": "heihe-bridge"}
    assert taken(atlas, told(check="no-such")) == ({}, 1)
    figures = replace(views.opening(atlas), panel="figures", check="heihe-bridge")
    known = reports.Known(atlas)
    closed = reports.sound(reports.Report, told(panel=None), known)
    assert reports.changes(closed, known, figures)[0]["check"] is None
