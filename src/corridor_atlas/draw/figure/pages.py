"""Sizes of paper and screen that a figure can have.

All drawing is in the "pixel" of a page: 0.2 mm on paper, where eyes come closer than to a
screen; larger on a slide, which is seen from afar; a real pixel on a screen.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from corridor_atlas.core.errors import AtlasError, NotFoundError

INCH = 25.4
PIXELS = re.compile(r"([0-9]{3,5})x([0-9]{3,5})")


@dataclass(frozen=True)
class Page:
    """A sheet: width and height in millimetres (no height: as high as its contents), its pixel in mm.

    `side` puts the legend beside the map, else it stands below; `dpi` is the usual resolution.
    """

    name: str
    width_mm: float
    height_mm: float | None
    pixel_mm: float = 0.2
    margin_mm: float = 9.0
    side: bool = True
    dpi: float = 300.0

    @property
    def width(self) -> float:
        """Width in pixels of the page."""
        return self.width_mm / self.pixel_mm

    @property
    def height(self) -> float | None:
        """Height in pixels of the page, if it is fixed."""
        return None if self.height_mm is None else self.height_mm / self.pixel_mm

    @property
    def margin(self) -> float:
        """Empty rim in pixels of the page."""
        return self.margin_mm / self.pixel_mm

    @property
    def on_paper(self) -> bool:
        """Whether a scale 1 : n makes sense on it."""
        return self.name not in ("screen", "slide", "card")


_PAGES = [
    Page("a4", 297, 210),
    Page("a4-portrait", 210, 297, side=False),
    Page("a3", 420, 297, 0.215, 11),
    Page("column", 85, None, 0.19, 0.5, side=False),
    Page("page", 180, None, 0.2, 0.5, side=False),
    Page("slide", 338.67, 190.5, 0.26, 9, dpi=144),
    Page("screen", 1280 * INCH / 96, 800 * INCH / 96, INCH / 96, 5, dpi=96),
    Page("card", 1200 * INCH / 96, 630 * INCH / 96, INCH / 96, 5, dpi=96),
]
PAGES = {page.name: page for page in _PAGES}


def page(size: str) -> Page:
    """The page with this name, or of so many screen pixels (`1600x900`).

    Raises `NotFoundError` for another name and `AtlasError` for pixels outside 960x640 to 8000x8000.
    """
    if match := PIXELS.fullmatch(size):
        width, height = int(match[1]), int(match[2])
        if not (960 <= width <= 8000 and 640 <= height <= 8000):
            raise AtlasError(f"size {size} cannot be drawn: expected 960x640 to 8000x8000 pixels")
        return replace(PAGES["screen"], width_mm=width * INCH / 96, height_mm=height * INCH / 96)
    if size not in PAGES:
        raise NotFoundError("size", size, [*PAGES, "1600x900"])
    return PAGES[size]
