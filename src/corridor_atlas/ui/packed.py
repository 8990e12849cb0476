"""What the browser gets of an atlas in one piece: gzip of JSON, with the revision that tells it from others."""

from __future__ import annotations

import gzip
import hashlib
import json
from typing import NamedTuple

from corridor_atlas.data.dataset import Atlas
from corridor_atlas.draw import webmap
from corridor_atlas.draw.inpage import QUICK
from corridor_atlas.time import ledger, report


class Packed(NamedTuple):
    """Something as the browser gets it, gzip of JSON, and the revision that tells it from others."""

    revision: str
    content: bytes


def of_map(atlas: Atlas) -> Packed:
    """The rendered map of an atlas."""
    parts = webmap.render_parts(atlas)
    return Packed(parts.revision, parts.packed())


def of_changes(atlas: Atlas, years: tuple[int, int], language: str) -> Packed:
    """What changed between two years, told in a language; see `report.told`."""
    told = report.told(atlas, years, ledger.words_in(language))
    content = gzip.compress(json.dumps(told, ensure_ascii=False).encode(), QUICK, mtime=0)
    return Packed(hashlib.sha256(content).hexdigest()[:16], content)
