"""A film as a file: animated GIF or WebP through Pillow, MP4 through ffmpeg where that is installed."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import Protocol

import numpy as np
from PIL import Image

from corridor_atlas.core import files
from corridor_atlas.core.errors import AtlasError
from corridor_atlas.draw.figure import xmp

FPS = 2.0
"""Years a second when nothing else is asked for."""
SLOWEST, FASTEST = 0.2, 25.0
LAST = 4
"""How many times as long the last picture stays."""
COLOURS = 255
"""Of the 256 that a GIF can have one stands for what stays as it was."""
SAMPLES = 5
VIDEO = "scale=in_range=full:out_range=tv:out_color_matrix=bt709,format=yuv420p"
COLOUR = ("-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709", "-color_range", "tv")
"""Colours as every player expects them; the usual way of the program turns paper pink."""
SUFFIXES = (".gif", ".webp", ".mp4")

Progress = Callable[[int, int], None]
"""Told after each picture: how many are done, and of how many."""


class Moving(Protocol):
    """Pictures of one size, one for each year."""

    @property
    def years(self) -> Sequence[int]:
        """The years in order."""

    @property
    def title(self) -> str:
        """What it shows."""

    @property
    def about(self) -> Mapping[str, str]:
        """What is written into the file: creator, description, rights, source."""

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in dots."""

    def pictures(self, years: Sequence[int] | None = None) -> Iterator[Image.Image]:
        """The pictures of these years, all when left out."""


def has_ffmpeg() -> bool:
    """Whether the program that makes MP4 is installed."""
    return shutil.which("ffmpeg") is not None


def check(format_: str, fps: float) -> None:
    """Raise `AtlasError` for a speed that cannot be shown, and for MP4 without ffmpeg.

    `format_` is the ending of a file without its dot, `fps` years a second.
    """
    if not SLOWEST <= fps <= FASTEST:
        raise AtlasError(f"{fps:g} years a second cannot be shown: expected {SLOWEST:g} to {FASTEST:g}")
    if format_ == "mp4" and not has_ffmpeg():
        raise AtlasError("MP4 needs the program ffmpeg, which is not installed here: expected it, or .gif or .webp")


def save(film: Moving, path: Path | str, fps: float = FPS, progress: Progress | None = None) -> Path:
    """Write a file, its format that of the suffix (.gif, .webp, .mp4); return its path.

    The file is there whole or not at all.

    Parameters
    ----------
    film
        What is written.
    path
        Where it is written.
    fps
        Years a second, 0.2 to 25; the last picture stays four times as long.
    progress
        Told after each picture how many are done, and of how many; None for nobody.

    Raises
    ------
    AtlasError
        For another suffix or speed, a place where it cannot be written, and MP4 without ffmpeg.
    """
    path = Path(path)
    if path.suffix.lower() not in SUFFIXES:
        raise AtlasError(f"{path.name}: expected a file name that ends in {', '.join(SUFFIXES)}")
    files.check_place(path)
    files.write(path, encode(film, path.suffix.lower().removeprefix("."), fps, progress))
    return path


def encode(film: Moving, format_: str, fps: float = FPS, progress: Progress | None = None) -> bytes:
    """The film in a format, gif, webp or mp4; errors as for `save`.

    `film`, `fps` and `progress` as for `save` too; `format_` is the ending of a file without its dot.
    """
    check(format_, fps)
    return {"gif": _gif, "webp": _webp, "mp4": _mp4}[format_](film, fps, progress)


def _told(
    film: Moving, progress: Progress | None, years: Sequence[int] | None = None, before: int = 0
) -> Iterator[Image.Image]:
    """The pictures of these years; after each is told how many there are with those `before`."""
    for number, picture in enumerate(film.pictures(years), start=before + 1):
        yield picture
        if progress:
            progress(number, len(film.years))


def _times(film: Moving, fps: float) -> list[int]:
    """Milliseconds that each picture stays, in whole hundredths of a second, which is all a GIF knows."""
    one = round(100 / fps) * 10
    return [*[one] * (len(film.years) - 1), one * LAST]


def _gif(film: Moving, fps: float, progress: Progress | None) -> bytes:
    """One palette for all pictures, and no dots mixed from two colours: nothing flickers, and it stays small."""
    step = max(1, (len(film.years) - 1) // (SAMPLES - 1))
    sample = film.years[::-step]
    drawn = dict(zip(sample, _told(film, progress, sample), strict=True))
    colours = _colours(list(drawn.values()))
    rest = [year for year in film.years if year not in drawn]
    others = _told(film, progress, rest, len(sample))
    pictures = (
        (drawn[year] if year in drawn else next(others)).quantize(palette=colours, dither=Image.Dither.NONE)
        for year in film.years
    )
    out = BytesIO()
    next(pictures).save(
        out, "GIF", save_all=True, append_images=pictures, duration=_times(film, fps), loop=0, optimize=True,
        comment=f"{film.title}. {film.about['rights']}. {film.about['description']}".encode(),
    )  # fmt: skip
    return out.getvalue()


def _colours(sample: Sequence[Image.Image]) -> Image.Image:
    """A picture whose palette serves all pictures, made from some of them; rare colours count for more."""
    dots = np.concatenate([np.asarray(one).reshape(-1, 3) for one in sample]).astype(np.uint32)
    # a colour as one number: ten times as quick to sort as a row of three, and the order is the same
    found, number = np.unique(dots @ np.array([1 << 16, 1 << 8, 1], dtype=np.uint32), return_counts=True)
    colours = np.stack([found >> 16, found >> 8 & 255, found & 255], axis=1).astype(np.uint8)
    weighed = np.repeat(colours, np.ceil(np.sqrt(number)).astype(int), axis=0)
    return Image.fromarray(weighed[None, :, :]).quantize(COLOURS, Image.Quantize.MEDIANCUT, kmeans=2)


def _webp(film: Moving, fps: float, progress: Progress | None) -> bytes:
    pictures = _told(film, progress)
    out = BytesIO()
    next(pictures).save(
        out, "WEBP", save_all=True, append_images=pictures, duration=_times(film, fps), loop=0, lossless=True,
        quality=60, method=4, xmp=xmp.packet(film.title, film.about),
    )  # fmt: skip
    return out.getvalue()


def _mp4(film: Moving, fps: float, progress: Progress | None) -> bytes:
    program = shutil.which("ffmpeg") or "ffmpeg"
    width, height = film.size
    told = {"title": film.title, "artist": film.about["creator"], "copyright": film.about["rights"],
            "comment": film.about["description"]}  # fmt: skip
    with tempfile.TemporaryDirectory(prefix="corridor-atlas-") as folder:
        path = Path(folder) / "film.mp4"
        command = [
            program, "-loglevel", "error", "-f", "rawvideo", "-pix_fmt", "rgb24", "-s", f"{width}x{height}",
            "-r", f"{fps:g}", "-i", "-", "-an", "-r", "25", "-vf", VIDEO, *COLOUR, "-c:v", "libx264", "-crf", "18",
            "-preset", "slow", "-tune", "animation", "-threads", "1", "-movflags", "+faststart", "-fflags", "+bitexact",
            "-flags:v", "+bitexact", "-map_metadata", "-1",
            *(part for key, text in told.items() for part in ("-metadata", f"{key}={text}")), "-y", str(path),
        ]  # fmt: skip
        with tempfile.TemporaryFile() as said, subprocess.Popen(command, stdin=subprocess.PIPE, stderr=said) as running:  # noqa: S603
            _feed(running, film, progress)
            if running.wait() or not path.is_file():
                said.seek(0)
                reason = said.read().decode(errors="replace").strip().splitlines()
                raise AtlasError(f"ffmpeg could not make the film: {reason[-1] if reason else running.returncode}")
        return path.read_bytes()


def _feed(running: subprocess.Popen[bytes], film: Moving, progress: Progress | None) -> None:
    """Hand the pictures to the program; the last one several times, so that it stays."""
    assert running.stdin is not None  # noqa: S101  asked for
    try:
        for number, picture in enumerate(_told(film, progress), start=1):
            for _ in range(LAST if number == len(film.years) else 1):
                running.stdin.write(picture.tobytes())
        running.stdin.close()
    except BrokenPipeError:  # it has given up, and its own words say why
        pass
