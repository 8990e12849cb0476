"""Cases of `spec/` about how things are drawn and named: see `spec_cases`."""

from __future__ import annotations

import itertools
import math
import random
from collections.abc import Iterator
from typing import Any

import numpy as np
import shapely

from corridor_atlas.core import timeline
from corridor_atlas.core.language import pick, short_name
from corridor_atlas.core.model import Status, Traffic
from corridor_atlas.core.timeline import DOUBTFUL, GONE
from corridor_atlas.draw import beside, rounding
from corridor_atlas.draw.figure import labels, names, ranks, spread, style

Case = dict[str, Any]
SEED = 10
NATIVE = {"CN": "zh", "JP": "ja", "KP": "ko"}
"""The language in which a country names a place."""

# --- shapes -----------------------------------------------------------------------------------------


def clipping() -> Iterator[Case]:
    """The stretch of a segment inside a box, by shapely; None when it is all outside."""
    box = (0.0, 0.0, 100.0, 50.0)
    by_hand = [
        (10, 10, 90, 40),
        (-10, 25, 110, 25),
        (50, -20, 50, 70),
        (-10, -10, -5, 60),
        (-20, 0, 60, 0),
        (40, 50, 140, 50),
    ]
    by_hand += [
        (100, -10, 100, 20),
        (0, 60, 0, 20),
        (-20, 51, 120, 51),
        (-10, 10, 10, -10),
        (-10, 5, 5, -10),
        (100, 50, 130, 60),
    ]
    by_hand += [(0, 0, 100, 50), (120, 25, 60, 25), (-50, 25, -50, 25), (-1, -1, 101, 51)]
    lot = random.Random(SEED)  # noqa: S311  no secret
    by_lot = [tuple(lot.randint(-60, 160) for _ in range(4)) for _ in range(60)]
    for ax, ay, bx, by in [*by_hand, *by_lot]:
        cut = shapely.intersection(shapely.LineString([(ax, ay), (bx, by)]), shapely.box(*box))
        points = [tuple(one) for one in shapely.get_coordinates(cut)]
        points.sort(key=lambda one: math.dist(one, (ax, ay)))
        inside = [round(float(one), 6) for end in (points[0], points[-1]) for one in end] if points else None
        yield {"segment": [ax, ay, bx, by], "box": list(box), "inside": inside}


def areas() -> Iterator[Case]:
    """Whether a point lies in an area with a hole and an island, by shapely; none of them on a rim."""
    rings = [
        [(0, 0), (40, 0), (40, 30), (20, 12), (0, 30)],
        [(5, 4), (5, 10), (12, 10), (12, 4)],
        [(60, 0), (70, 20), (60, 40), (50, 20)],
    ]
    area = shapely.MultiPolygon([shapely.Polygon(rings[0], [rings[1]]), shapely.Polygon(rings[2])])
    points = [(x / 2 + 0.25, float(y)) for x in range(-4, 148, 7) for y in (-3, 2, 4, 7, 10, 12, 19, 20, 29, 33)]
    for point in points:
        if shapely.distance(area.boundary, shapely.Point(point)) > 0.01:
            yield {
                "rings": [[n for pair in ring for n in pair] for ring in rings],
                "point": list(point),
                "inside": area.contains(shapely.Point(point)),
            }


def meetings() -> Iterator[Case]:
    """Whether any point of a shape lies in a box, by shapely: points, lines, an area with a hole."""
    ring, hole = [(0, 0), (60, 0), (60, 60), (0, 60)], [(15, 15), (45, 15), (45, 45), (15, 45)]
    shapes: dict[str, Any] = {
        "point": shapely.MultiPoint([(5, 5), (70, 30)]),
        "line": shapely.LineString([(-10, 70), (30, 30), (30, -10), (80, 20)]),
        "area": shapely.Polygon(ring, [hole]),
    }
    lot = random.Random(SEED)  # noqa: S311  no secret
    corners = [(lot.randint(-20, 80) + 0.5, lot.randint(-20, 80) + 0.5) for _ in range(24)]
    boxes = [(20.5, 20.5, 40.5, 40.5), (1.5, 1.5, 9.5, 9.5), (-90.5, -90.5, 90.5, 90.5)]
    boxes += [(x, y, x + lot.randint(1, 40), y + lot.randint(1, 40)) for x, y in corners]
    for (kind, shape), box in itertools.product(shapes.items(), boxes):
        parts = shape.geoms if kind == "point" else [shape] if kind == "line" else [shape.exterior, *shape.interiors]
        yield {
            "type": kind,
            "parts": [[float(n) for pair in shapely.get_coordinates(part) for n in pair] for part in parts],
            "box": list(box),
            "meets": bool(shapely.intersects(shape, shapely.box(*box))),
        }


def thinned(line: list[float], step: float) -> list[float]:
    """The ends of a line, and of the rest each point that is at least a step from the last one kept; x, y, x, y."""
    points = list(zip(line[::2], line[1::2], strict=True))
    if len(points) < 5:
        return line
    kept = [points[0]]
    for point in points[1:-1]:
        if (point[0] - kept[-1][0]) ** 2 + (point[1] - kept[-1][1]) ** 2 >= step**2:
            kept.append(point)
    return [number for point in [*kept, points[-1]] for number in point]


def thinning() -> Iterator[Case]:
    """A line in pixels of zoom 0, and the points of it that are drawn at a zoom: none closer than 0.8 pixels there."""
    lot = random.Random(SEED)  # noqa: S311  no secret
    walk = [0.0, 0.0]
    for _ in range(60):
        walk += [walk[-2] + lot.choice((0.0, 0.05, 0.2, 0.4)), walk[-1] + lot.choice((-0.1, 0.0, 0.3))]
    for line in (walk, [0.0, 0.0, 0.8, 0.0, 1.6, 0.0, 2.0, 0.0, 2.4, 0.0, 3.2, 0.0], walk[:8], walk[:10]):
        for zoom in (0, 0.4, 1, 3, 9):
            yield {"line": line, "zoom": zoom, "kept": thinned(line, 0.8 / 2 ** round(zoom))}


def asides() -> Iterator[Case]:
    """A line in pixels, y downwards, moved aside where it runs along others."""
    bent = [(0.0, 0.0), (60.0, 0.0), (60.0, 60.0), (200.0, 60.0)]
    for line, stretches in itertools.product(
        (bent, [(0.0, 10.0), (300.0, 10.0)], [(5.0, 5.0), (5.0, 5.0)]),
        ([(0.2, 0.8, 1, 0.0)], [(0.0, 1.0, -2, 3.5)], [(0.1, 0.3, 1, 9.0), (0.5, 0.95, -1, 0.25)]),
    ):
        xy = beside.aside(np.array(line), stretches, 4.0, 20.0)
        yield {
            "line": [number for point in line for number in point],
            "stretches": [dict(zip(("begin", "end", "slot", "gap"), one, strict=True)) for one in stretches],
            "apart": 4.0,
            "taper": 20.0,
            "aside": [round(float(number), 6) + 0.0 for number in xy.ravel()],
        }


def roundings() -> Iterator[Case]:
    """A line without its corners: bends of all kinds, long edges, rings, vertices at which another line ends."""
    ring = [(0.0, 0.0), (20.1, 0.0), (20.1, 9.3), (0.0, 9.3), (0.0, 0.0)]
    walk = [(0.0, 0.0), (10.0, 0.0), (11.0, 8.0), (60.0, 8.0), (62.0, 8.5), (61.0, 30.0), (61.0, 29.0)]
    for line, reach, joints in (
        (walk, 4.0, []),
        (walk, 40.0, [(60.0, 8.0)]),
        (walk[:2], 4.0, []),
        (ring, 3.0, []),
        (ring, 30.0, [(20.1, 9.3)]),
        (ring, 30.0, [(0.0, 0.0)]),
    ):
        (xy,) = rounding.rounded([np.array(line)], reach, joints)
        yield {
            "line": [number for point in line for number in point],
            "reach": reach,
            "joints": [list(one) for one in joints],
            "rounded": [round(float(number), 6) + 0.0 for number in xy.ravel()],
        }


# --- looks and names ----------------------------------------------------------------------------------


def looks() -> Iterator[Case]:
    """How a status looks, and what carries one thing alone: dashes, strength, filling of a sign."""
    known = [(status, None) for status in style.PATTERNS] + [(Status.OPERATING, only) for only in Traffic]
    for status, only in known:
        pattern = style.pattern(status, only)
        code = timeline.CODES[status] + (timeline.ONLY[only] if only else 0)
        for more, factor in ((0, 1.0), (DOUBTFUL, style.DOUBT), (GONE, style.GONE)):
            yield {
                "code": code + more,
                "look": {
                    "id": str(status),
                    "dash": list(pattern.dash) or None,
                    "cap": pattern.cap,
                    "tint": pattern.tint,
                    "core": pattern.core,
                    "sign": pattern.sign,
                    "alpha": round(pattern.alpha * factor, 9),
                },
            }


def zooms() -> Iterator[Case]:
    """How wide lines and how large signs are at a zoom."""
    for zoom in (2, 3, 4.5, 5, 6, 7.25, 8, 9, 10, 11.5, 14, 18):
        yield {"zoom": zoom, "width": round(style.width_factor(zoom), 9), "sign": round(style.sign_factor(zoom), 9)}


def inks() -> Iterator[Case]:
    """The colour of letters that go with a colour."""
    for colour in ("#2f6f8f", "#333333", "#ffffff", "#000000", "#c0392b", "#a8863f"):
        yield {"colour": colour, "ink": style.palette()["ink"], "letters": style.ink_of(colour)}


def short_names() -> Iterator[Case]:
    """A name as it stands on the map."""
    for name in ("North Port", "North Port (old)", "北港（旧）", "(all of it)", "One (a) Two (b)", "North  (x)"):
        yield {"name": name, "short": short_name(name)}


def place_names() -> Iterator[Case]:
    """The name of a place that has several in use, by language and by whose stands first."""
    usual = {"en": "Middle Sea / East Sea", "zh": "中海", "ko": "동해"}
    views = {"JP": {"en": "Middle Sea", "ja": "中海"}, "KP": {"en": "Eastern Sea", "ko": "조선동해"}}
    for name, known in ((usual, views), (usual, None), ({"en": "Hill"}, {"CN": {"en": "Mount", "zh": "山"}})):
        for language, side in itertools.product(("en", "ko", "zh", "ja", "ru"), ("both", "CN", "JP", "KP")):
            written = names.place_name(name, known, language, side, NATIVE.get(side))
            yield {
                "names": name,
                "views": known,
                "native": NATIVE,
                "language": language,
                "side": side,
                "written": written,
            }


def letterings() -> Iterator[Case]:
    """How the name of a town is written by its rank and the zooms since it was first named, and how early it comes."""
    for rank, beyond in itertools.product((1, 2, 3, 4, 5, 6, 7, 8, 9), (-0.5, 0, 1.25, 3, 8)):
        look = ranks.lettering(rank, beyond)
        yield {
            "rank": rank,
            "beyond": beyond,
            "look": {"size": round(look.size, 6), "radius": look.radius, "bold": look.bold, "soft": look.soft},
            "order": [ranks.order_of(rank, own=own) for own in (True, False)],
        }


def picks() -> Iterator[Case]:
    """A name in a language, else in English."""
    for language in ("en", "ko", "ru"):
        for name in ({"en": "Port", "ko": "항"}, {"en": "Port"}):
            yield {"names": name, "language": language, "name": pick(name, language)}


def stretches() -> Iterator[Case]:
    """The straight stretches of a line along which a name of a length fits: middle, direction, straightness."""
    lines = [
        [(0, 0), (200, 0)],
        [(200, 20), (0, 0)],
        [(0, 0), (60, 0), (60, 60)],
        [(0, 0), (90, 5), (180, -5), (300, 0)],
    ]
    for line, need in itertools.product(lines, (50, 100, 170)):
        found = labels._stretches(shapely.LineString(line), need)
        yield {"line": line, "need": need, "found": [[round(float(one), 6) for one in spot] for spot in found]}


# --- signs --------------------------------------------------------------------------------------------


def spreading() -> Iterator[Case]:
    """Signs that want a place, the most important first, and where each stands: x, y, number of what it is under."""
    one, other = [[1990, 1999]], [[2000, 2010], [2015, 2020]]
    together = [(100.0, 100.0, 8.0, 40.0, None)] * 4
    by_hand = [
        together,
        [(100.0, 100.0, 8.0, 0.0, None), (105.0, 97.0, 8.0, 30.0, None), (92.0, 104.0, 6.0, 4.0, None)],
        [(0.0, 0.0, 8.0, 20.0, one), (2.0, 0.0, 8.0, 20.0, other), (4.0, 0.0, 8.0, 20.0, None)],
        [(0.0, 0.0, 3.0, 0.0, None), (1.0, 0.0, 3.0, 0.0, None), (40.0, 0.0, 3.0, 0.0, None)],
        [],
    ]
    lot = random.Random(SEED)  # noqa: S311  no secret
    by_lot = [
        [(lot.randint(0, 800) / 10, lot.randint(0, 800) / 10, lot.choice((3.0, 6.5)), lot.choice((0.0, 20.0, 45.0)),
          lot.choice((None, one, other))) for _ in range(40)]
        for _ in range(4)
    ]  # fmt: skip
    for wanted in (*by_hand, *by_lot):
        keys = ("x", "y", "r", "reach", "years")
        found = spread.spread([spread.Wish(*wish) for wish in wanted])
        spots = [[round(spot.x, 6) + 0.0, round(spot.y, 6) + 0.0, spot.under] for spot in found]
        yield {"wishes": [dict(zip(keys, wish, strict=True)) for wish in wanted], "spots": spots}
