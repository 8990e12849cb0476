"""Names of countries for the base map of any region: `places.geojson`, where an atlas has none of its own.

Names are those of ISO 3166-1 in the translations of Debian's iso-codes, by way of `pycountry`, which the program needs
anyway (LGPL 2.1). Where a country is called by another name than that of the list (`common_name`), it is that one.
"""

from __future__ import annotations

import gettext
from collections.abc import Sequence
from pathlib import Path

import geopandas as gpd
import numpy as np
import pycountry
import shapely

from corridor_atlas.build.land import METRES_PER_DEGREE, write_features

RANKS = ((1_000_000.0, 1), (150_000.0, 2), (20_000.0, 3), (0.0, 4))
"""From so many square kilometres on the map on, this rank; a country of rank n is named from zoom n + 2 on."""
LOCALES = {"zh": "zh_CN"}
"""The locale of a language, where it is not called like it."""
COARSE = 0.05
"""Degrees by which the place of a name may be off."""


def write_names(land: gpd.GeoDataFrame, languages: Sequence[str], target: Path) -> None:
    """Write `places.geojson` with the countries of a region: `kind`, `name` by language, `code`, `rank`, `min_zoom`.

    Args:
        land: `code` (ISO alpha-2) and `geometry` of each country (WGS84), cut to the region.
        languages: codes of the languages wanted; a name in English is always there.
        target: the file to write.

    """
    rows = []
    for code, shape in zip(land["code"], land.geometry, strict=True):
        names = names_of(code, languages)
        if names:
            largest = max(shapely.get_parts(shapely.simplify(shape, COARSE)), key=shapely.area)
            middle = shapely.get_point(shapely.maximum_inscribed_circle(largest, COARSE), 0)
            km2 = shapely.area(shape) * (METRES_PER_DEGREE / 1000) ** 2 * np.cos(np.radians(middle.y))
            rank = next(rank for least, rank in RANKS if km2 >= least)
            told = {"kind": "country", "name": names, "code": code, "rank": rank, "min_zoom": rank + 2}
            rows.append((told, middle))
    write_features(target, rows, 2)


def names_of(code: str, languages: Sequence[str]) -> dict[str, str]:
    """The names of a country by language, those that are known; none for a code that is not of ISO.

    Args:
        code: ISO alpha-2.
        languages: codes of the languages wanted.

    """
    country = pycountry.countries.get(alpha_2=code)
    if country is None:
        return {}
    name = getattr(country, "common_name", country.name)
    first, _, rest = name.partition(", ")
    names = {"en": f"{rest} {first}" if rest else name}
    for language in languages:
        translated = gettext.translation(
            "iso3166-1", pycountry.LOCALES_DIR, [LOCALES.get(language, language)], fallback=True
        ).gettext(name)
        if translated != name:
            names.setdefault(language, translated)
    return names
