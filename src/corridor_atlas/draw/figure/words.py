"""The words on a figure: those of the map and those only print needs; angles as maps write them."""

from __future__ import annotations

from corridor_atlas.core import words


class Words(words.Words):
    """The texts of one language for a figure."""

    def __init__(self, language: str) -> None:
        """Take a language code; raises `NotFoundError` for one that the atlas does not know."""
        super().__init__(language, "map", "figure")

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
