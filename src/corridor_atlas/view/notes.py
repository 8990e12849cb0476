"""Notes of the reader's own at places of the map: what one may hold, and when they go into a link.

Whatever brings them (a link, the map's report, a notebook), each is made by `made`. The page has the same rules
(`web/src/model/notes.js`).
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from typing import NamedTuple
from urllib.parse import quote

from corridor_atlas.core.characters import unfit
from corridor_atlas.core.errors import AtlasError, shorten

MAX_LAT, MAX_LON = 85, 360
"""How far north or south, and how far east or west, a place may lie, in degrees (WGS84)."""
MAX_NOTES = 20
MAX_LETTERS = 160
"""How long the text of a note may be, in characters."""
MAX_LINK = 1500
"""How many characters of a link notes may take, all of them together and escaped; longer ones stand in no link."""
_WRITTEN = re.compile(r"(-?\d{1,3}(?:\.\d{1,15})?),(-?\d{1,3}(?:\.\d{1,15})?),(.*)", re.ASCII | re.DOTALL)
_BREAKS = re.compile(r"[ \t\r\n\u2028\u2029]+")
_KEPT = ",/!'()*"
"""Signs that stay as they are in a link, besides letters, digits and `-_.~`."""


class Note(NamedTuple):
    """A text at a place: longitude and latitude in degrees (WGS84), in all five decimals, and the text on one line."""

    lon: float
    lat: float
    text: str


def made(lon: float, lat: float, text: str) -> Note:
    """A note of values that come from outside.

    Parameters
    ----------
    lon, lat
        Degrees (WGS84); more than five decimals are rounded.
    text
        What the reader wrote; breaks of lines become spaces.

    Raises
    ------
    AtlasError
        For a place that no map has, and for a text that is empty, too long, or holds characters that no text may.
    """
    if not (math.isfinite(lon) and math.isfinite(lat) and abs(lat) <= MAX_LAT and abs(lon) <= MAX_LON):
        bounds = f"longitude -{MAX_LON} to {MAX_LON}, latitude -{MAX_LAT} to {MAX_LAT}"
        raise AtlasError(f"found a note at {lon:g}, {lat:g}, expected {bounds}")
    line = _BREAKS.sub(" ", text).strip(" ")
    if found := unfit(line):
        raise AtlasError(f"found {found} of a note, expected none")
    if not 1 <= len(line) <= MAX_LETTERS:
        raise AtlasError(f"found a note of {len(line)} characters, {shorten(line)}, expected 1 to {MAX_LETTERS}")
    return Note(_degrees(lon), _degrees(lat), line)


def read(text: str) -> Note:
    """A note as it stands in a link: longitude,latitude,text. Errors as for `made`, and for what is none."""
    found = _WRITTEN.fullmatch(text)
    if not found:
        raise AtlasError(f"found {shorten(text)}, expected longitude,latitude,text such as 0.12,51.5,the gate")
    return made(float(found[1]), float(found[2]), found[3])


def written(note: Note) -> str:
    """A note as `read` reads it, not yet escaped."""
    return f"{_plain(note.lon)},{_plain(note.lat)},{note.text}"


def linkable(notes: Iterable[Note]) -> bool:
    """Whether a link can carry them all; if not, it carries none."""
    return sum(len(f"&note={quote(written(note), safe=_KEPT)}") for note in notes) <= MAX_LINK


def _degrees(value: float) -> float:
    return round(value, 5) + 0.0  # no zero below zero


def _plain(value: float) -> str:
    return f"{value:.5f}".rstrip("0").rstrip(".")
