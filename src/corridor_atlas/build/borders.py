"""The lines of `geodata/borders.geojson`, cut from the detailed country polygons of the base map.

The polygons come from npm `@geo-maps/countries-coastline-1m@0.6.0` (see `basemap`); a border line is the
edge that two of them share, so the layer and the base map coincide to the vertex. Names, dates and
sources are edited in the file itself; this step replaces the geometries only.

`python -m corridor_atlas.build.borders geodata/basemap/detail.geojson geodata/borders.geojson`.
"""

from __future__ import annotations

import json
from pathlib import Path

import geopandas as gpd
import shapely
import typer
from shapely.geometry.base import BaseGeometry

from corridor_atlas.build.land import shared_edge, write_features

WORLD_WEST, WORLD_EAST = -180.0, 180.0
ALTAI_EAST = 100.0
"""Longitude between the short western and the long eastern section of the border of China and Russia."""

SECTIONS: dict[str, tuple[str, str, float, float]] = {
    "border-china-mongolia": ("CN", "MN", WORLD_WEST, WORLD_EAST),
    "border-china-north-korea": ("CN", "KP", WORLD_WEST, WORLD_EAST),
    "border-china-russia-eastern": ("CN", "RU", ALTAI_EAST, WORLD_EAST),
    "border-china-russia-western": ("CN", "RU", WORLD_WEST, ALTAI_EAST),
    "border-mongolia-russia": ("MN", "RU", WORLD_WEST, WORLD_EAST),
    "border-north-korea-russia": ("KP", "RU", WORLD_WEST, WORLD_EAST),
    "border-north-south-korea": ("KP", "KR", WORLD_WEST, WORLD_EAST),
}
"""By feature id: the two countries, and the longitudes between which the section lies."""


def border_line(countries: gpd.GeoDataFrame, section: str) -> BaseGeometry:
    """The line of one section (WGS84 degrees), from west to east where it is in one piece.

    Args:
        countries: polygons with `code`, neighbours sharing their vertices.
        section: a key of `SECTIONS`.

    """
    one, other, west, east = SECTIONS[section]
    parts = [part for part in shapely.get_parts(shared_edge(countries, one, other)) if west <= part.centroid.x <= east]
    line = shapely.MultiLineString(parts) if len(parts) > 1 else parts[0]
    if line.geom_type == "LineString" and line.coords[0][0] > line.coords[-1][0]:
        line = shapely.reverse(line)
    return line


def rewrite_lines(detail: Path, table: Path) -> None:
    """Give every feature of the borders table the line cut from the country polygons.

    Raises:
        KeyError: the table has a feature that `SECTIONS` does not know.

    """
    countries = gpd.read_file(detail)
    features = json.loads(table.read_text(encoding="utf-8"))["features"]
    rows = sorted((feature["properties"] for feature in features), key=lambda properties: str(properties["id"]))
    write_features(table, [(row, border_line(countries, row["id"])) for row in rows], 5)


if __name__ == "__main__":
    typer.run(rewrite_lines)
