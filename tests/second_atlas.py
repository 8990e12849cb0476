"""What an atlas prints and writes as text, whatever the file, and which words of it belong to the shipped atlas."""

from __future__ import annotations

import base64
import gzip
import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pypdf
from PIL import Image
from pyarrow import parquet

from test_no_place import PLACES

EXAMPLE = Path(__file__).parents[1] / "examples" / "east-africa"
PACKED = re.compile(r"H4sI[\w+/]{60,}=*")
"""Something in gzip, in base64."""
LICENCES = ("OpenStreetMap", "ODbL", "Natural Earth")
"""Whose data the shipped atlas draws, and this one does not."""
SPAN = r"1991\D{1,5}2025"
"""The years of the shipped atlas, first and last."""


def _own() -> str:
    """All that the second atlas says itself."""
    paths = [*(EXAMPLE / "geodata").iterdir(), *(EXAMPLE / "layers").iterdir()]
    return " ".join(path.read_text(encoding="utf-8") for path in paths if path.is_file())


def foreign() -> re.Pattern[str]:
    """Words of the shipped atlas that the second one has no reason to say: its own sources tell of China, too."""
    own = _own()
    words = [one for one in (*PLACES, *LICENCES) if not re.search(rf"\b{one}", own, re.IGNORECASE)]
    return re.compile(rf"\b(?:{'|'.join(words)}|{SPAN})\w*", re.IGNORECASE)


def texts(name: str, content: bytes) -> Iterator[str]:
    """All texts in a file: what is packed is unpacked, and of pictures and films what they say of themselves."""
    if content[:4] == b"PK\x03\x04":
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for member in archive.namelist():
                yield member
                yield from texts(member, archive.read(member))
    elif content[:2] == b"\x1f\x8b":
        yield from texts(name, gzip.decompress(content))
    elif content[:4] == b"%PDF":
        reader = pypdf.PdfReader(io.BytesIO(content))
        yield from (page.extract_text() for page in reader.pages)
        yield str(reader.metadata)
    elif content[:4] == b"PAR1":
        table = parquet.read_table(io.BytesIO(content))
        yield from (str(table.schema.metadata), str(table.drop_columns(["geometry"]).to_pylist()))
    elif Path(name).suffix in {".png", ".gif", ".webp"}:
        yield str(Image.open(io.BytesIO(content)).info)
    else:
        # fonts and pictures inside pages and drawings say nothing; articles, which are packed, do
        text = re.sub(r"data:[\w/+.-]+;base64,[\w+/=]+", "", content.decode(errors="replace"))
        yield PACKED.sub(lambda found: gzip.decompress(base64.b64decode(found[0])).decode(), text)
