"""Routes over water as they are drawn: off the land, smooth, ends where they were."""

from __future__ import annotations

import numpy as np
import pytest
from shapely.geometry import LineString, box

pytest.importorskip("scipy", reason="needs the libraries of the extra `build`")

from corridor_atlas.build.courses import Sea, shaped

LAND = box(131.0, 42.0, 131.4, 43.5)


@pytest.fixture(scope="module")
def sea() -> Sea:
    return Sea(LAND, (129.0, 41.0, 134.0, 44.0))


def test_a_course_round_a_cape_is_a_smooth_curve_off_the_land(sea) -> None:
    taut = sea.placed(np.array([(130.0, 43.0), (131.0, 41.99), (131.4, 41.99), (132.5, 43.0)]))
    (found,) = shaped(sea, [taut])
    assert np.allclose(found[[0, -1]], taut[[0, -1]])
    assert sea.dry_km(found) == 0
    ways = np.diff(found, axis=0)
    turns = np.abs(np.diff(np.unwrap(np.arctan2(*ways.T))))
    assert np.degrees(turns.max()) < 25, "no corner"
    assert LineString(found).length < 1.1 * LineString(taut).length


def test_courses_that_lead_the_same_way_are_drawn_together(sea) -> None:
    ends = [[(132.0, 41.2), (133.8, 43.6)], [(132.15, 41.2), (133.9, 43.5)]]
    taut = [sea.placed(np.array(one)) for one in ends]
    found = shaped(sea, taut)

    def apart(lines: list[np.ndarray]) -> float:
        return LineString(lines[0]).interpolate(0.5, normalized=True).distance(LineString(lines[1]))

    assert apart(found) < 0.8 * apart(taut)
