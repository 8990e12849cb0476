"""Tables as text: commas, semicolons, tabs or bars between cells, any encoding, a header in the first row."""

from __future__ import annotations

import csv
import io
from collections import Counter
from typing import Any

from corridor_atlas.bring import texts
from corridor_atlas.bring.progress import Progress, Stage
from corridor_atlas.bring.things import Sheet, Source, Thing
from corridor_atlas.core.counts import counted
from corridor_atlas.core.errors import Fault

SUFFIXES = (".csv", ".tsv", ".tab", ".txt")
SIGNS = ",;\t|"
BINARY = b"\x00\x01\x02\x03\x04\x05\x06"
LONGEST_CELL = 10_000_000


def is_one(head: bytes, source: Source) -> bool:
    """Whether it is a text with more than one cell in its first row; with the ending of a table, any text."""
    try:
        said, _ = texts.decode(head, source.encoding)
    except (ValueError, LookupError):
        try:  # a letter may be cut in two at the end
            said, _ = texts.decode(head[: head.rfind(b"\n") + 1 or len(head)], source.encoding)
        except (ValueError, LookupError):
            return bool(source.encoding) and source.suffix in SUFFIXES  # what is wrong with it is told by `read`
    if sum(head[:2000].count(byte) for byte in BINARY) and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "\x00" not in said and source.suffix in SUFFIXES
    if said.lstrip("\ufeff \n").startswith(("<", "%PDF")):
        return False
    return source.suffix in SUFFIXES or any(sign in said.split("\n")[0] for sign in SIGNS)


def read(source: Source) -> list[Sheet]:
    """The rows of a table. Raises `ReadError`."""
    try:
        said, encoding = texts.decode(source.data, source.encoding)
    except (ValueError, LookupError) as error:
        raise source.error(f"a text that cannot be read: {error}", "its encoding in the mapping, such as gbk") from None
    said = said.lstrip("\ufeff").replace("\x00", "")
    first, _, rest = said.partition("\n")
    separator = None
    if first.strip().lower().startswith("sep=") and len(first.strip()) == 5:  # as Excel writes it
        separator, said = first.strip()[4], rest
    separator = separator or _separator(said)
    csv.field_size_limit(LONGEST_CELL)
    stream = io.StringIO(said, newline="")
    reader = csv.reader(stream, delimiter=separator, strict=False)
    rows: list[tuple[int, list[str]]] = []
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                rows.append((reader.line_num, row))
                if len(rows) % 10_000 == 0:
                    source.check_number(len(rows) - 1)
                    source.tell(Progress(Stage.READING, stream.tell() / len(said)))
    except csv.Error as error:
        raise source.error(f"a broken table in line {reader.line_num}: {error}", "rows of cells") from None
    return [table(source, source.stem, rows, encoding)]


def _separator(said: str) -> str:
    """The sign between cells: that which stands most evenly in the first rows."""
    lines = [line for line in said[:20_000].split("\n")[:12] if line.strip()]
    counts = {sign: [_outside(line, sign) for line in lines] for sign in SIGNS}
    return max(SIGNS, key=lambda sign: (min(counts[sign], default=0) > 0, counts[sign][0] if lines else 0))


def _outside(line: str, sign: str) -> int:
    """How often a sign stands outside of quotes."""
    return sum(part.count(sign) for part in line.split('"')[::2])


def table(source: Source, name: str, rows: list[tuple[int, list[Any]]], encoding: str | None) -> Sheet:
    """Rows of cells with a header as a sheet; names of columns that stand twice get a number.

    Parameters
    ----------
    source
        The file.
    name
        Of the sheet.
    rows
        Each with its line in the file, the header first.
    encoding
        Of the texts, None where that is no question.
    """
    if not rows:
        return Sheet(name, [], encoding=encoding)
    header, faults = _header(source, rows[0][1])
    things = []
    for line, row in rows[1:]:
        values = dict(zip(header, row, strict=False))
        if len(row) > len(header):
            extra = [str(cell) for cell in row[len(header) :] if cell not in (None, "")]
            if extra:
                found = f"{counted(len(row), 'cell')} under {counted(len(header), 'column')}"
                faults.append(
                    source.note(found, "as many as in the header: the others are kept as `more`", f"row {line}")
                )
                values["more"] = "; ".join(extra)
        things.append(Thing(f"row {line}", values))
    return Sheet(name, things, encoding=encoding, faults=faults)


def _header(source: Source, cells: list[Any]) -> tuple[list[str], list[Fault]]:
    names = [texts.plain(cell if cell is not None else "", 300)[0] or f"column {n}" for n, cell in enumerate(cells, 1)]
    source.check_columns(names)
    seen: Counter[str] = Counter()
    header, faults = [], []
    for name in names:
        seen[name] += 1
        given = name
        while given in header:
            given, seen[name] = f"{name} ({seen[name]})", seen[name] + 1
        if given != name:
            faults.append(source.note(f"a second column {name!r}", f"each name once: it is read as {given!r}"))
        header.append(given)
    return header, faults
