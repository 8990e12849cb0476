"""Places by name: what a reader calls a town, port or crossing, and the part of the map around it."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterator
from difflib import get_close_matches

import pyproj
import shapely

from corridor_atlas.core.errors import AtlasError, NotFoundError
from corridor_atlas.core.language import short_name
from corridor_atlas.data.dataset import Atlas, Feature
from corridor_atlas.data.tables import Role

GEOD = pyproj.Geod(ellps="WGS84")
GROWN = ("city", "town", "village")
"""Kinds of settlements, the best known first."""
USUAL_KM, LEAST_KM, MOST_KM = 60.0, 1.0, 2000.0
"""How far around a place its surroundings reach: usually, at least, at most."""
TILE = 256
"""Pixels of the world at zoom 0."""
SCREEN = (1280, 720)
"""Pixels of the screen on which a viewport is thought to stand where it has to give an extent."""
RIM = 0.1
"""What is left free around a line or an area, as part of its size."""

Extent = tuple[float, float, float, float]


def find(atlas: Atlas, asked: str) -> Feature:
    """The feature with a geometry that has this id, former id, name or alias, in any language.

    Accents, signs and capitals do not count; of several with the name the one whose table has the
    lowest rank.

    Parameters
    ----------
    atlas
        The data set.
    asked
        An id, a former id, a name in any language or an alias.

    Raises
    ------
    NotFoundError
        When there is none; the message offers near matches.
    """
    wanted = _folded(asked)
    exact = atlas.features.get(atlas.aliases.get(asked, asked))
    if exact is not None and exact.geometry is not None:
        return exact
    names: dict[str, Feature] = {}
    for feature in sorted(atlas.features.values(), key=_rank):
        if feature.geometry is not None:
            for name in _names(feature):
                names.setdefault(_folded(name), feature)
    if wanted in names:
        return names[wanted]
    # what reads alike, or begins alike, told by a name that can be typed
    alike = get_close_matches(wanted, names, n=4, cutoff=0.6)
    begun = [one for one in names if len(wanted) > 1 and one.startswith(wanted)]
    near = list(dict.fromkeys(names[one].record.name["en"] for one in (*alike, *begun)))
    raise NotFoundError("place", asked, atlas.features, near[:6], listed="`corridor-atlas list`")


def around(feature: Feature, km: float | None = None) -> Extent:
    """West, south, east, north (WGS84) of the surroundings of a feature.

    Parameters
    ----------
    feature
        What the map is to show.
    km
        Around a point so many kilometres to each side (geodesic), 60 when None. Around a line or area None
        is the whole of it with a rim of a tenth, a number so many kilometres more on each side.

    Returns
    -------
    tuple of 4 floats
        Degrees. Latitudes stay within 84; longitudes may pass 180.

    Raises
    ------
    AtlasError
        For a distance that makes no map (expected 1 to 2000 km) and a feature without a geometry.
    """
    if km is not None and not LEAST_KM <= km <= MOST_KM:
        raise AtlasError(f"{km:g} km around a place cannot be drawn: expected {LEAST_KM:g} to {MOST_KM:g}")
    if feature.geometry is None:
        raise AtlasError(f"{feature.id} has no place on the map")
    west, south, east, north = feature.geometry.bounds
    if km is None and (east > west or north > south):
        rim = max(RIM * (east - west), RIM * (north - south), 0.05)
        return west - rim, max(-84.0, south - rim), east + rim, min(84.0, north + rim)
    reach = (USUAL_KM if km is None else km) * 1000
    (_, down), (_, up) = (GEOD.fwd(west, lat, turn, reach)[:2] for lat, turn in ((south, 180), (north, 0)))
    middle = (south + north) / 2
    left, right = GEOD.fwd(west, middle, 270, reach)[0], GEOD.fwd(east, middle, 90, reach)[0]
    return left, max(-84.0, down), right, min(84.0, up)


def viewport(extent: Extent) -> tuple[float, float, float]:
    """Latitude, longitude and zoom of a web map that shows all of an extent on a middling screen.

    Parameters
    ----------
    extent
        West, south, east, north in degrees (WGS84), with a size.

    Returns
    -------
    tuple of 3 floats
        Latitude and longitude of the middle in degrees, to four decimals, and the zoom, 0 to 18, of Web
        Mercator (EPSG:3857) in tiles of 256 pixels on a screen of 1280 x 720.
    """
    west, south, east, north = extent
    top, bottom = mercator(north), mercator(south)
    across, down = (pixels / TILE for pixels in SCREEN)
    zoom = math.log2(min(across / ((east - west) / 360), down / (bottom - top)))
    return round(_latitude((top + bottom) / 2), 4), round((west + east) / 2, 4), round(min(18.0, max(0.0, zoom)), 2)


def extent_of(view: tuple[float, float, float], screen: tuple[int, int] = SCREEN) -> Extent:
    """The extent that a viewport (latitude, longitude, zoom) shows on a screen, a middling one if none is named.

    Parameters
    ----------
    view
        Latitude and longitude of the middle in degrees (WGS84), zoom in Web Mercator tiles of 256 pixels.
    screen
        Its width and height in pixels.

    Returns
    -------
    tuple of 4 floats
        West, south, east, north in degrees; longitudes may pass 180.
    """
    lat, lon, zoom = view
    half_x, half_y = (pixels / 2 / (TILE * 2**zoom) for pixels in screen)
    middle = mercator(lat)
    south, north = (_latitude(min(1.0, max(0.0, middle + half))) for half in (half_y, -half_y))
    return lon - half_x * 360, south, lon + half_x * 360, north


def mercator(lat: float) -> float:
    """Latitude as the part of the Web Mercator square that lies north of it."""
    return 0.5 - math.asinh(math.tan(math.radians(lat))) / (2 * math.pi)


def _latitude(part: float) -> float:
    return math.degrees(math.atan(math.sinh(math.pi * (1 - 2 * part))))


def best_known(atlas: Atlas, lat: float, lon: float, within_km: float = USUAL_KM) -> Feature | None:
    """What a map around a point (WGS84) can be named after: the nearest city as near as that, else town or village.

    Parameters
    ----------
    atlas
        The data set.
    lat, lon
        The point in degrees (WGS84).
    within_km
        How far from it the settlement may lie, in kilometres (geodesic).

    Returns
    -------
    Feature or None
        None when no settlement is as near as that.
    """
    found = []
    for feature in atlas.features.values():
        if feature.meaning.role is Role.TOWN and feature.geometry is not None and feature.record.kind in GROWN:
            x, y = shapely.get_coordinates(feature.geometry)[0]
            metres = GEOD.inv(lon, lat, x, y)[2]
            if metres <= within_km * 1000:
                found.append((GROWN.index(feature.record.kind), metres, feature))
    return min(found, key=lambda one: one[:2])[2] if found else None


def _names(feature: Feature) -> Iterator[str]:
    yield feature.id
    for name in (*feature.record.name.values(), *feature.record.aliases):
        yield name
        yield short_name(name)  # as it stands on the map


def _rank(feature: Feature) -> tuple[int, str]:
    return feature.meaning.rank, feature.id


def _folded(text: str) -> str:
    """A name without accents, signs and capitals; letters of every script stay."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in apart if unicodedata.category(sign)[0] in "LN")
