"""A finished figure: as PNG, SVG or PDF, in memory or in a file, the same bytes each time."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from threading import RLock
from typing import Any

import matplotlib as mpl
from matplotlib.backends.backend_agg import FigureCanvasAgg
from PIL.PngImagePlugin import PngInfo

from corridor_atlas.core import files
from corridor_atlas.core.errors import AtlasError
from corridor_atlas.draw.figure import embed, georeference, pdf, xmp
from corridor_atlas.draw.figure.frames import Frame
from corridor_atlas.draw.figure.ink import Sheet
from corridor_atlas.draw.figure.pages import INCH, Page

LOCK = RLock()
"""matplotlib keeps settings and fonts for the whole process: one figure at a time."""
SETTINGS: Any = {
    "svg.fonttype": "none",
    "svg.hashsalt": "corridor-atlas",
    "pdf.fonttype": 42,
    "pdf.compression": 6,
    "text.hinting": "none",  # else letters snap to dots and texts grow wider than measured
    "lines.scale_dashes": False,
    "hatch.linewidth": 0.5,
    "path.simplify": True,
    "axes.unicode_minus": False,
    "text.usetex": False,
}
MOST_PIXELS = 150_000_000
SUFFIXES = ("png", "svg", "pdf")


@contextmanager
def drawing() -> Iterator[None]:
    """Hold the lock and the settings that every figure needs."""
    with LOCK, mpl.rc_context(SETTINGS), warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=r"(?s)Glyph .* missing from font")  # told in `Figure.notices`
        yield


@dataclass(frozen=True)
class Figure:
    """A drawn figure. `notices` says what did not find room; `about` is written into the files.

    `frame` is where its one map lies on the globe, None for a figure of several maps or none.
    """

    sheet: Sheet = field(repr=False)
    page: Page
    title: str
    about: Mapping[str, str] = field(repr=False)
    notices: tuple[str, ...] = ()
    frame: Frame | None = field(default=None, repr=False)

    @property
    def size_mm(self) -> tuple[float, float]:
        """Width and height in millimetres."""
        return self.sheet.width * self.page.pixel_mm, self.sheet.height * self.page.pixel_mm

    def pixels(self, dpi: float | None = None) -> tuple[int, int]:
        """Width and height in dots. Raises `AtlasError` for a resolution that cannot be made.

        `dpi` is dots per inch, 30 to 1200, those usual for the size when None.
        """
        dpi = self.page.dpi if dpi is None else dpi
        if not 30 <= dpi <= 1200:
            raise AtlasError(f"{dpi:g} dots per inch cannot be drawn: expected 30 to 1200")
        width, height = (round(one / INCH * dpi) for one in self.size_mm)
        if width * height > MOST_PIXELS:
            raise AtlasError(
                f"{width} x {height} dots are too many: expected fewer dots per inch than {dpi:g}, or a PDF"
            )
        return width, height

    def png(self, dpi: float | None = None) -> bytes:
        """Return a PNG; `dpi` dots per inch, those usual for the size when left out."""
        width, height = self.pixels(dpi)
        dpi = self.page.dpi if dpi is None else dpi
        with drawing():
            inches: Any = self.sheet.figure.get_size_inches().copy()
            # a hair more than whole dots, so that no dot is lost by rounding down
            self.sheet.figure.set_size_inches((width + 1e-4) / dpi, (height + 1e-4) / dpi)
            try:
                return self._written("png", dpi, None, pil_kwargs={"pnginfo": self._words()})
            finally:
                self.sheet.figure.set_size_inches(inches)

    def svg(self) -> bytes:
        """Return an SVG, its texts as text, with the letters they need."""
        told = {
            "Title": self.title, "Creator": self.about["creator"], "Description": self.about["description"],
            "Rights": self.about["rights"] or None, "Source": self.about["source"], "Date": None,
        }  # fmt: skip
        with drawing():
            text = self._written("svg", 72, told).decode()
        return embed.into(text, self.sheet.characters).encode()

    def pdf(self) -> bytes:
        """Return a PDF with lines as lines and the fonts embedded, that says in words what it shows."""
        told = {
            "Title": self.title, "Author": self.about["creator"], "Creator": self.about["creator"],
            "Subject": self.about["description"], "Keywords": self.about["source"],
            "CreationDate": None, "Producer": None,
        }  # fmt: skip
        with drawing():
            raw = self._written("pdf", 72, told)
        return pdf.tagged(raw, self.title, self.about, self.sheet.language)

    def world_file(self, dpi: float | None = None) -> tuple[str, str]:
        """What stands beside a PNG so that a GIS finds its place: a world file, and its projection (WKT of ESRI).

        Parameters
        ----------
        dpi
            That of the PNG, as for `pixels`.

        Raises
        ------
        AtlasError
            For a figure that is not one map.
        """
        frame, grid = self._grid(dpi)
        return georeference.world_file(grid), frame.projection.crs.to_wkt("WKT1_ESRI")

    def geotiff(self, dpi: float | None = None) -> bytes:
        """Return the map alone, without what stands around it, as a GeoTIFF in the figure's projection.

        Parameters and errors are those of `world_file`.
        """
        frame, grid = self._grid(dpi)
        return georeference.geotiff(self.png(dpi), frame, grid, self.title, self.about)

    def _grid(self, dpi: float | None) -> tuple[Frame, georeference.Grid]:
        if self.frame is None:
            raise AtlasError("only a figure with one map has a place on the globe: expected no series and no corridor")
        return self.frame, georeference.grid(self.frame, (self.sheet.width, self.sheet.height), self.pixels(dpi))

    def encoded(self, format_: str, dpi: float | None = None) -> bytes:
        """Return the figure as png, svg or pdf.

        `format_` is one of `SUFFIXES`; `dpi` the dots per inch of a PNG, as for `pixels`.
        """
        return self.png(dpi) if format_ == "png" else self.svg() if format_ == "svg" else self.pdf()

    def _words(self) -> PngInfo:
        """What a PNG says of itself: text chunks for programs that read those, XMP for those that manage pictures."""
        told, about = PngInfo(), self.about
        for key, text in (
            ("Title", self.title), ("Author", about["creator"]), ("Description", about["description"]),
            ("Copyright", about["rights"]), ("Source", about["source"]), ("Software", about["creator"]),
        ):  # fmt: skip
            if text:
                told.add_text(key, text) if text.isascii() else told.add_itxt(key, text)
        told.add_itxt("XML:com.adobe.xmp", xmp.packet(self.title, about).decode())
        return told

    def _written(self, format_: str, dpi: float, metadata: Mapping[str, str | None] | None, **more: Any) -> bytes:
        buffer = BytesIO()
        if self.sheet.figure.canvas is None or not isinstance(self.sheet.figure.canvas, FigureCanvasAgg):
            FigureCanvasAgg(self.sheet.figure)
        self.sheet.figure.savefig(
            buffer, format=format_, dpi=dpi, metadata=metadata, facecolor=self.sheet.figure.get_facecolor(), **more
        )
        return buffer.getvalue()

    def save(self, path: Path | str, dpi: float | None = None) -> Path:
        """Write a file, its format that of the suffix (.png, .svg, .pdf); return its path.

        The file is there whole or not at all.

        Parameters
        ----------
        path
            Where it is written.
        dpi
            Dots per inch of a PNG, as for `pixels`.

        Raises
        ------
        AtlasError
            For another suffix or a resolution that cannot be made, and a place where it cannot be written.
        """
        path = Path(path)
        suffix = path.suffix.lower().removeprefix(".")
        if suffix not in SUFFIXES:
            raise AtlasError(f"{path.name}: expected a file name that ends in .png, .svg or .pdf")
        files.check_place(path)
        files.write(path, self.encoded(suffix, dpi))
        return path

    def _repr_png_(self) -> bytes:
        """Show itself in a notebook."""
        return self.png(min(self.page.dpi, 144))
