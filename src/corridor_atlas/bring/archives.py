"""Archives in zip: looked at before anything is unpacked, and nothing of them is trusted.

Refused are too many members, too much to unpack, members that are packed too well (bombs), links, paths that lead
out, passwords, and archives in archives. Nothing is ever unpacked under the name that the archive gives.
"""

from __future__ import annotations

import io
import stat
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from corridor_atlas.bring.things import Source
from corridor_atlas.core.counts import counted

BLOCK = 1 << 20
PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA)
SMALL = 1 << 20
"""Up to so many bytes a member may be packed as well as it likes: a table of zeros is no bomb."""


def is_zip(head: bytes) -> bool:
    """Whether a file with this beginning is an archive."""
    return head[:4] in (b"PK\x03\x04", b"PK\x05\x06")


def opened(source: Source) -> zipfile.ZipFile:
    """The archive that a file is, looked at: raises `ReadError` for a broken or a dangerous one."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(source.data))
        entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError, OverflowError):
        raise source.error("a broken archive", "a zip file that can be opened: it may be cut off") from None
    limits = source.limits
    if len(entries) > limits.members:
        raise source.error(f"an archive of {counted(len(entries), 'file')}", f"at most {limits.members}")
    total = sum(entry.file_size for entry in entries)
    if total > limits.unpacked:
        raise source.error(f"an archive that unpacks to {counted(total, 'byte')}", f"at most {limits.unpacked}")
    for entry in entries:
        _look_at(entry, source)
    return archive


def _look_at(entry: zipfile.ZipInfo, source: Source) -> None:
    """Raise `ReadError` for a member that is dangerous, or that nobody could unpack."""
    if not entry.filename:
        raise source.error("a file without a name in the archive", "a sound zip file")
    path = PurePosixPath(entry.filename.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or (path.parts and ":" in path.parts[0]):
        raise source.error("a path in the archive that leads out of it", "plain names of files")
    if stat.S_ISLNK(entry.external_attr >> 16):
        raise source.error("a link in the archive", "files alone")
    if entry.compress_type not in PACKED:
        raise source.error("a file in the archive that is packed in a way nobody here knows", "a usual zip file")
    if entry.flag_bits & 1:
        raise source.error("an archive with a password", "one without")
    if entry.file_size > max(SMALL, entry.compress_size * source.limits.ratio):
        raise source.error(
            f"a file in the archive that is packed 1:{entry.file_size // max(1, entry.compress_size)}",
            f"at most 1:{source.limits.ratio}: it may be made to fill the memory",
        )


def content(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, source: Source) -> bytes:
    """The bytes of a member, counted as they come: its size as the archive has it is not trusted.

    Parameters
    ----------
    archive, entry
        The archive and its member.
    source
        The file that the archive is, for its limits and messages.

    Raises
    ------
    ReadError
        It is broken, or larger than it says.
    """
    found = bytearray()
    try:
        with archive.open(entry) as stream:
            while block := stream.read(BLOCK):
                found += block
                if len(found) > min(entry.file_size, source.limits.unpacked):
                    raise source.error("a file in the archive that is larger than it says", "a sound archive")
    except (zipfile.BadZipFile, zlib.error, OSError, NotImplementedError, RuntimeError, EOFError, ValueError):
        raise source.error("a file in the archive that is broken", "a zip file that can be unpacked") from None
    return bytes(found)


def _files(archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    """The members that are files, without what systems leave beside them."""
    return [
        entry
        for entry in archive.infolist()
        if not entry.is_dir()
        and not PurePosixPath(entry.filename).name.startswith(".")
        and "__MACOSX" not in PurePosixPath(entry.filename).parts
    ]


def files(archive: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    """The files of an archive by their last name; of two alike the first."""
    found: dict[str, zipfile.ZipInfo] = {}
    for entry in _files(archive):
        found.setdefault(PurePosixPath(entry.filename.replace("\\", "/")).name, entry)
    return found


def members(source: Source) -> Iterator[Source]:
    """The files of an archive, each unpacked into a folder that is gone afterwards. Raises `ReadError`."""
    archive = opened(source)
    found = files(archive)
    if not found:
        raise source.error("an archive without files", "a Shapefile, or one file of a known format, in it")
    with tempfile.TemporaryDirectory(prefix="corridor-atlas-") as folder:
        for number, (name, entry) in enumerate(found.items()):
            data = content(archive, entry, source)
            if is_zip(data[:4]) and not name.lower().endswith((".xlsx", ".kmz")):
                raise source.error("an archive in the archive", "files alone")
            path = Path(folder) / f"{number}{Path(name).suffix[:12]}"
            path.write_bytes(data)
            yield Source(path, name, source.encoding, source.limits, source.tell)


@contextmanager
def unpacked(source: Source, endings: dict[str, zipfile.ZipInfo], archive: zipfile.ZipFile) -> Iterator[Path]:
    """A folder with members of an archive, called `data` and their ending each; gone afterwards.

    Parameters
    ----------
    source
        The file that the archive is.
    endings
        The members by their ending.
    archive
        The archive.
    """
    with tempfile.TemporaryDirectory(prefix="corridor-atlas-") as folder:
        for ending, entry in endings.items():
            (Path(folder) / f"data{ending}").write_bytes(content(archive, entry, source))
        yield Path(folder)
