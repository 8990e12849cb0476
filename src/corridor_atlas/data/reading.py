"""How a file of an atlas is read: within limits, as UTF-8, and what is wrong with it is one fault.

Whatever stands at a path (a pipe, a device, 300 MB, brackets 900 deep), an answer comes at once:
the content, or `UnreadableError` with the fault. A byte-order mark and the line ends of any system
are read over. No message holds more of a path than its last part.
"""

from __future__ import annotations

import csv
import errno
import io
import json
import os
import re
import stat
import tomllib
from collections import Counter
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

import numpy as np

from corridor_atlas.core.counts import counted
from corridor_atlas.core.errors import AtlasError, Fault, did_you_mean, shorten

MAX_BYTES = {".toml": 600_000, ".csv": 8_000_000, ".json": 16_000_000, ".geojson": 64_000_000}
"""Size of a file by its ending: ten times the largest that the atlas has; the library is slow to read TOML."""
MAX_BYTES_ELSE = 8_000_000
MAX_DEPTH = 100
"""How many brackets may stand inside each other; the deepest file of a real atlas has a dozen."""
MAX_DOTS = 8
"""Dots of one TOML key: the time that the library takes grows with their square."""

JSON_TEXT = re.compile(r'"(?:[^"\\]++|\\.)*+"?', re.DOTALL)
TOML_TEXT = re.compile(
    r'"""(?:[^"\\]++|\\.|"(?!""))*+(?:"{3,5}|\Z)'
    r"|'''(?:[^']++|'(?!''))*+(?:'{3,5}|\Z)"
    r'|"(?:[^"\\\n]++|\\.)*+"?'
    r"|'[^'\n]*+'?"
    r"|\#[^\n]*+",
    re.DOTALL,
)
"""Texts and comments: what is inside them neither nests nor parts. An unclosed one goes on to its end."""
STEPS = np.zeros(256, np.int8)
"""What a byte adds to the depth."""
STEPS[list(b"[{")], STEPS[list(b"]}")] = 1, -1

KINDS = {
    stat.S_IFDIR: "a folder",
    stat.S_IFIFO: "a pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
}
MARKS = {
    b"\xff\xfe\x00\x00": "UTF-32",
    b"\x00\x00\xfe\xff": "UTF-32",
    b"\xff\xfe": "UTF-16",
    b"\xfe\xff": "UTF-16",
}


class UnreadableError(AtlasError):
    """A file or folder that cannot be used at all; `fault` says why, `absent` whether it is just not there."""

    def __init__(self, path: Path, found: str, expected: str, *, field: str = "", absent: bool = False) -> None:
        self.fault = Fault(path.name, "", field, found, expected)
        self.absent = absent
        super().__init__(str(self.fault))


class Doubled(dict[str, Any]):
    """A JSON object with a key that stands twice, in itself or further inside; the last value holds."""

    twice: tuple[str, ...] = ()
    """Those keys, with the way to them: `timeline.0.start`."""


def content(path: Path, expected: str = "a file") -> bytes:
    """The bytes of a file. Raises `UnreadableError`: absent, no regular file, forbidden, too large.

    Parameters
    ----------
    path
        The file; its ending says how large it may be (`MAX_BYTES`).
    expected
        What it should be, in words, for the message.
    """
    limit = MAX_BYTES.get(path.suffix.lower(), MAX_BYTES_ELSE)
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise UnreadableError(path, KINDS.get(stat.S_IFMT(status.st_mode), "no regular file"), expected)
        # a pipe that took the file's place in between must not keep us waiting
        with os.fdopen(os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0)), "rb") as file:
            found = file.read(limit + 1) if status.st_size <= limit else b""
    except OSError as error:
        raise _refused(path, error, expected) from None
    if max(status.st_size, len(found)) > limit:
        raise UnreadableError(path, f"{max(status.st_size, len(found))} bytes", f"at most {limit} bytes")
    return found


def _refused(path: Path, error: OSError, expected: str) -> UnreadableError:
    """What the system says of a path, in our words and without the path."""
    if isinstance(error, FileNotFoundError):
        absent = not path.is_symlink()
        return UnreadableError(
            path, f"no such {_sort(path)}" if absent else "a link to nothing", expected, absent=absent
        )
    if error.errno == errno.ELOOP:
        return UnreadableError(path, "a link that leads back to itself", expected)
    if isinstance(error, NotADirectoryError):
        return UnreadableError(path, "a file" if path.is_file() else "a file in place of its folder", expected)
    return UnreadableError(path, (error.strerror or "unreadable").lower(), expected)


def _sort(path: Path) -> str:
    return "file" if path.suffix else "folder"


def entries(folder: Path, expected: str) -> list[Path]:
    """What stands in a folder, in order, without what is hidden. Raises `UnreadableError`.

    Parameters
    ----------
    folder
        The folder.
    expected
        What it should be, in words, for the message.
    """
    try:
        return sorted(path for path in folder.iterdir() if not path.name.startswith("."))
    except OSError as error:
        raise _refused(folder, error, expected) from None


def text(path: Path, expected: str) -> str:
    """The text of a file in UTF-8, with or without a byte-order mark, line ends as one sign.

    Parameters
    ----------
    path
        The file.
    expected
        What it should be, in words, for the message.

    Raises
    ------
    UnreadableError
        As for `content`, and for what is not UTF-8.
    """
    data = content(path, expected)
    for mark, name in MARKS.items():
        if data.startswith(mark):
            raise UnreadableError(path, f"a text in {name}", f"{expected}, in UTF-8")
    try:
        found = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UnreadableError(path, f"bytes that are not UTF-8 in line {line}", f"{expected}, in UTF-8") from None
    return found.replace("\r\n", "\n").replace("\r", "\n")


def check_depth(bare: str) -> None:
    """Raise `ValueError` for brackets too deep, given a text without its strings and comments."""
    steps = STEPS[np.frombuffer(bare.encode("utf-8", "replace"), np.uint8)]
    if steps.cumsum(dtype=np.int64).max(initial=0) > MAX_DEPTH:
        raise ValueError(f"nested more than {MAX_DEPTH} deep")


# --- TOML -------------------------------------------------------------------------------------


def toml(path: Path) -> dict[str, Any]:
    """The table in a TOML file. Raises `UnreadableError`."""
    said = text(path, "a TOML file (https://toml.io)")
    try:
        bare = TOML_TEXT.sub("_", said)
        check_depth(bare)
        if max(part.count(".") for part in re.split(r"[,=\[\]{}\n]", bare)) > MAX_DOTS:
            raise ValueError(f"a key with more than {MAX_DOTS} dots")
        return tomllib.loads(said)
    except (ValueError, RecursionError) as error:
        raise UnreadableError(path, f"broken TOML: {error}", "a TOML file (https://toml.io)") from None


# --- JSON -------------------------------------------------------------------------------------


def parse_json(said: str) -> Any:
    """The value of a JSON text; an object with a key twice becomes `Doubled`. Raises `ValueError`."""
    check_depth(JSON_TEXT.sub("_", said))
    try:
        try:
            return json.loads(said, parse_constant=_refuse, object_pairs_hook=_once)
        except _TwiceError:  # seldom: only then is it worth the time to find out where
            return json.loads(said, parse_constant=_refuse, object_pairs_hook=_object)
    except RecursionError:
        raise ValueError("nested too deeply") from None


def read_json(path: Path, expected: str) -> Any:
    """The value in a JSON file, as `parse_json` gives it. Raises `UnreadableError`.

    Parameters
    ----------
    path
        The file.
    expected
        What it should be, in words, for the message.
    """
    said = text(path, expected)
    try:
        return parse_json(said)
    except ValueError as error:
        raise UnreadableError(path, f"broken JSON: {error}", expected) from None


def features(path: Path) -> tuple[dict[str, Any], list[Any]]:
    """A GeoJSON FeatureCollection and the list of its features, which are not checked. Raises `UnreadableError`."""
    expected = "a GeoJSON FeatureCollection"
    document = read_json(path, expected)
    if not isinstance(document, dict) or document.get("type") != "FeatureCollection":
        found = document.get("type") if isinstance(document, dict) else document
        raise UnreadableError(path, shorten(found, 40), expected, field="type")
    for key in doubled(document):
        if not key.startswith("features."):
            raise UnreadableError(path, f"the key {key!r} twice", "each key once", field=key)
    found = document.get("features")
    if not isinstance(found, list):
        raise UnreadableError(path, shorten(found), "a list of features", field="features")
    return document, found


def doubled(value: Any) -> tuple[str, ...]:
    """The keys that stand twice in a JSON object, with the way to them."""
    return value.twice if isinstance(value, Doubled) else ()


class _TwiceError(Exception):
    """A key stands twice in an object."""


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise _TwiceError
    return found


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    twice = [key for key, number in Counter(key for key, _ in pairs).items() if number > 1]
    twice += [f"{key}.{inner}" for key, value in found.items() for inner in _inside(value)]
    if not twice:
        return found
    marked = Doubled(found)
    marked.twice = tuple(twice)
    return marked


def _inside(value: Any) -> Iterator[str]:
    if isinstance(value, list):
        yield from (f"{i}.{key}" for i, one in enumerate(value) if isinstance(one, Doubled) for key in one.twice)
    else:
        yield from doubled(value)


def _refuse(constant: str) -> float:
    raise ValueError(f"{constant} is not a JSON number")


# --- CSV --------------------------------------------------------------------------------------


def rows(
    path: Path, required: Collection[str], optional: Collection[str] = ()
) -> tuple[list[tuple[int, dict[str, str]]], list[Fault]]:
    """The rows of a CSV table with a header, each with its line, and faults in single ones.

    Parameters
    ----------
    path
        The file, in UTF-8, with commas between the cells.
    required
        Names of columns that have to be there.
    optional
        Names of columns that may be there; others may not.

    Returns
    -------
    tuple of 2
        Each row as its last line (from 1) and its cells by column; the faults. A row with too many or too few
        cells, or that is there twice, is left out and named.

    Raises
    ------
    UnreadableError
        When the table as a whole cannot be used.
    """
    expected = f"a CSV table with the columns {', '.join([*required, *optional])}"
    reader = csv.reader(io.StringIO(text(path, "a CSV table"), newline=""), strict=True)
    try:
        header = next(reader, [])
        _check_header(path, header, required, [*required, *optional], expected)
        cells = [(reader.line_num, row) for row in reader if row]
    except csv.Error as error:
        raise UnreadableError(path, f"broken CSV in line {reader.line_num}: {error}", expected) from None
    found: list[tuple[int, dict[str, str]]] = []
    faults: list[Fault] = []
    seen: dict[tuple[str, ...], int] = {}
    for line, row in cells:
        first = seen.setdefault(tuple(row), line)
        if len(row) != len(header):
            faults.append(
                Fault(path.name, f"line {line}", "", counted(len(row), "cell"), f"{len(header)}, as in the header")
            )
        elif first != line:
            faults.append(Fault(path.name, f"line {line}", "", f"the same row as line {first}", "each row once"))
        else:
            found.append((line, dict(zip(header, row, strict=True))))
    return found, faults


def _check_header(
    path: Path, header: list[str], required: Collection[str], known: Collection[str], expected: str
) -> None:
    if not any(header):
        raise UnreadableError(path, "an empty file", expected)
    for name, number in Counter(header).items():
        if number > 1:
            raise UnreadableError(path, f"the column {name!r} twice", "each column once", field=name)
        if name not in known:
            hint = did_you_mean(name, known)
            raise UnreadableError(path, f"an unknown column {shorten(name)}", f"{expected}{hint}")
    missing = [name for name in required if name not in header]
    if missing:
        raise UnreadableError(path, f"no column {', '.join(missing)}", expected)
