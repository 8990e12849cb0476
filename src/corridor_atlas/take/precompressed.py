"""Files in gzip and brotli beside themselves, for hosts that send them so (`gzip_static`, `precompressed`)."""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor

import brotli

TEXTS = (".html", ".css", ".js", ".json", ".geojson", ".xml")
"""Endings of what becomes much smaller; pictures, fonts and Parquet are packed already."""
FEW = ("data/feature/", "data/corridor/")
"""Folders of many small files, which a host packs as it sends them."""
LARGE = 60_000
"""Bytes from which the best that brotli can do takes longer than it is worth."""


def beside(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files by their names, and of each text the same with `.gz` and with `.br` after its name.

    It depends on the name alone whether a file has both: none that an earlier publication left may stand beside a new
    one. The same files give the same bytes.
    """
    texts = {name: content for name, content in files.items() if name.endswith(TEXTS) and not name.startswith(FEW)}
    with ThreadPoolExecutor() as pool:
        packed = list(pool.map(_packed, texts.values()))
    made = dict(files)
    for name, (small, smaller) in zip(texts, packed, strict=True):
        made |= {f"{name}.gz": small, f"{name}.br": smaller}
    return made


def _packed(content: bytes) -> tuple[bytes, bytes]:
    quality = 11 if len(content) < LARGE else 6
    return gzip.compress(content, 9, mtime=0), brotli.compress(content, mode=brotli.MODE_TEXT, quality=quality)
