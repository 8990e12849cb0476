"""Shapefiles in a zip, with or without the encoding (.cpg) and the reference system (.prj) of their parts.

GDAL is given the bytes of texts as they are, and the encoding is that of the `.cpg`, of the language driver of the
`.dbf`, or the likeliest one of all its texts.
"""

from __future__ import annotations

import struct
import zipfile
from pathlib import Path, PurePosixPath
from typing import Any

from corridor_atlas.bring import archives, texts
from corridor_atlas.bring.formats import _gdal
from corridor_atlas.bring.things import ReadError, Sheet, Source

SUFFIXES = (".shz",)
PARTS = (".shp", ".shx", ".dbf", ".prj", ".cpg")
MAGIC = b"\x00\x00\x27\x0a"
BYTES = "ISO-8859-1"
"""An encoding in which every byte is a letter: what is read in it can be read anew in another."""
DRIVERS = {
    0x01: "cp437", 0x02: "cp850", 0x03: "cp1252", 0x13: "cp932", 0x4D: "gbk", 0x4E: "cp949", 0x4F: "big5",
    0x57: "cp1252", 0x58: "cp1252", 0x59: "cp1252", 0x64: "cp852", 0x65: "cp866", 0x66: "cp865", 0x78: "big5",
    0x79: "cp949", 0x7A: "gbk", 0x7B: "cp932", 0xC8: "cp1250", 0xC9: "cp1251", 0xCA: "cp1254", 0xCB: "cp1253",
}  # fmt: skip
"""Language drivers of dBASE: the byte at place 29 of a `.dbf`."""
VAGUE = (0x00, 0x03, 0x57, 0x58, 0x59)
"""Those that programs write whatever the texts are in."""


def is_one(head: bytes, source: Source) -> bool:
    """Whether it is an archive with a `.shp` in it."""
    if not archives.is_zip(head):
        return False
    try:
        names = archives.files(archives.opened(source))
    except ReadError:
        return source.suffix in SUFFIXES
    return any(name.lower().endswith(".shp") for name in names)


def read(source: Source) -> list[Sheet]:
    """Every Shapefile of the archive. Raises `ReadError`."""
    archive = archives.opened(source)
    groups: dict[str, dict[str, zipfile.ZipInfo]] = {}
    for name, entry in archives.files(archive).items():
        if (ending := PurePosixPath(name).suffix.lower()) in PARTS:
            groups.setdefault(PurePosixPath(name).stem, {})[ending] = entry
    sheets = []
    for stem, parts in groups.items():
        if ".shp" in parts:
            sheets.append(_one(source, archive, stem, parts))
    return sheets


def _one(source: Source, archive: zipfile.ZipFile, stem: str, parts: dict[str, zipfile.ZipInfo]) -> Sheet:
    pages = archives.content(archive, parts.pop(".cpg"), source) if ".cpg" in parts else b""
    lacking = [ending for ending in (".shx", ".dbf") if ending not in parts]
    with archives.unpacked(source, parts, archive) as folder:
        if not (folder / "data.shp").read_bytes()[:4] == MAGIC:  # GDAL would open whatever it is
            raise source.error(f"{stem}.shp, which is no Shapefile", "its main file, that is not cut off")
        table = folder / "data.dbf"
        driver = table.read_bytes()[29:30] if table.is_file() else b""
        if ".shx" in lacking:
            (folder / "data.shx").write_bytes(_index(folder / "data.shp", source))
        sheet = _gdal.sheets(source, folder / "data.shp", BYTES)[0]
    sheet.name = stem
    if ".prj" not in parts:
        sheet.crs = None
    if lacking:
        told = f"{', '.join(lacking)} in the archive: it was read without"
        sheet.faults.append(source.note(f"a Shapefile without {', '.join(lacking)}", told))
    sheet.encoding = _encoding(source, sheet, pages, driver[0] if driver else 0)
    _recode(sheet, sheet.encoding)
    return sheet


def _index(path: Path, source: Source) -> bytes:
    """The index (.shx) of a main file: where each record begins, as the technical description of 1998 has it."""
    data = path.read_bytes()
    if len(data) < 100:
        raise source.error("a .shp that is cut off", "a whole Shapefile")
    entries, place = [], 100
    while place + 8 <= len(data):
        _, words = struct.unpack(">ii", data[place : place + 8])
        if words < 0 or place + 8 + 2 * words > len(data):
            break
        entries.append(struct.pack(">ii", place // 2, words))
        place += 8 + 2 * words
    length = (100 + 8 * len(entries)) // 2
    return data[:24] + struct.pack(">i", length) + data[28:100] + b"".join(entries)


def _texts(sheet: Sheet) -> bytes:
    found = [value for thing in sheet.things for value in thing.values.values() if isinstance(value, str)]
    return "\n".join([*sheet.columns, *found]).encode(BYTES, "replace")


def _encoding(source: Source, sheet: Sheet, pages: bytes, driver: int) -> str:
    """The encoding of its texts: what somebody says, what the file says, else the likeliest."""
    said = source.encoding or pages.decode("ascii", "replace").strip()
    bare = _texts(sheet)
    for name in filter(None, (said, None if driver in VAGUE else DRIVERS.get(driver))):
        try:
            encoding = texts.known(name)
            bare.decode(encoding)
        except (ValueError, LookupError):
            if source.encoding:
                raise source.error(f"texts that are not in {name}", "their encoding in the mapping") from None
            sheet.faults.append(source.note(f"texts that are not in {name}, as it says", "the likeliest was taken"))
        else:
            return encoding
    return texts.encoding_of(bare.replace(b"\x00", b" "))


def _recode(sheet: Sheet, encoding: str) -> None:
    def anew(value: Any) -> Any:
        return (
            value.encode(BYTES, "replace").decode(encoding, "replace").strip("\x00 ")
            if isinstance(value, str)
            else value
        )

    for thing in sheet.things:
        thing.values = {anew(name): anew(value) for name, value in thing.values.items()}
    sheet.__dict__.pop("columns", None)
