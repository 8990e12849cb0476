"""The words on a figure, in the language of the reader: those of the map and those only print needs."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from corridor_atlas.errors import NotFoundError
from corridor_atlas.language import DEFAULT, LANGUAGES

FOLDERS = (Path(__file__).parents[1] / "web" / "texts", Path(__file__).parent / "texts")


class Words:
    """The texts of one language; a key that a language lacks is taken from English."""

    def __init__(self, language: str) -> None:
        """Take a language code; raises `NotFoundError` for one that the atlas does not know."""
        if language not in LANGUAGES:
            raise NotFoundError("language", language, LANGUAGES)
        self.language = language
        self._texts = _read(DEFAULT) | _read(language)

    def __call__(self, key: str, **values: object) -> str:
        """Return the text with this key, its places filled."""
        return self._texts[key].format(**values)

    def longitude(self, degrees: float) -> str:
        """A meridian as written on a map: `130° E`."""
        turned = (degrees + 180) % 360 - 180
        return self("east" if turned >= 0 else "west", value=angle(turned))

    def latitude(self, degrees: float) -> str:
        """A parallel as written on a map: `42° 30′ N`."""
        return self("latitude_north" if degrees >= 0 else "latitude_south", value=angle(degrees))


def angle(degrees: float) -> str:
    """Degrees and minutes without sign, minutes only where there are any: `42°30′`."""
    whole, minutes = divmod(round(abs(degrees) * 60), 60)
    return f"{whole}°{minutes:02d}′" if minutes else f"{whole}°"


@cache
def _read(language: str) -> dict[str, str]:
    texts: dict[str, str] = {}
    for folder in FOLDERS:
        path = folder / f"{language}.toml"
        if path.is_file():
            texts |= tomllib.loads(path.read_text(encoding="utf-8"))
    return texts
