"""Names that are given to what is read: ids, tables, sources; and the tables themselves, ready to be written."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from corridor_atlas.data import csl


@dataclass
class Names:
    """Names that are given in one run: ids and tables of features, keys of sources, each once.

    `places` are the nodes of the atlas by id (longitude, latitude), which lines can join.
    """

    ids: set[str] = field(default_factory=set)
    tables: set[str] = field(default_factory=set)
    sources: dict[str, dict[str, Any]] = field(default_factory=dict)
    places: dict[str, tuple[float, float]] = field(default_factory=dict)

    def id(self, wanted: str) -> str:
        """An id like `wanted` that nothing has yet."""
        found, number = wanted, 2
        while found in self.ids:
            found, number = f"{wanted[:90]}-{number}", number + 1
        self.ids.add(found)
        return found

    def table(self, wanted: str) -> str:
        """A name for a table like `wanted` that no other has yet."""
        found, number = wanted, 2
        while found in self.tables:
            found, number = f"{wanted[:36]}_{number}", number + 1
        self.tables.add(found)
        return found

    def source(self, title: str, kind: str = "document", read: date | None = None) -> str:
        """The key of the work with a title; made if there is none yet, `read` on a day. An address is kept as one."""
        key = slug(title, 60) or f"source-{len(self.sources) + 1}"
        number = 2
        while key in self.sources and self.sources[key]["title"] != title:
            key, number = f"{key[:56]}-{number}", number + 1
        address = title if re.match(r"https?://\S+$", title) else None
        record: dict[str, Any] = {"id": key, "type": "webpage" if address else kind, "title": title, "URL": address}
        record |= {"accessed": {"date-parts": [[read.year, read.month, read.day]]}} if read else {}
        self.sources.setdefault(key, csl.check(record)[0])
        return key


@dataclass
class Table:
    """Features of one form, ready to be written: a table of an atlas and what its layer is called."""

    name: str
    title: dict[str, str]
    form: str
    features: list[dict[str, Any]] = field(default_factory=list)
    words: dict[str, dict[str, dict[str, str]]] = field(default_factory=lambda: {"kind": {}, "fact": {}})
    """What keys of facts and kinds stand for, by language, where they do not say it themselves."""
    nodes: bool = False
    """Whether it holds nodes that were made where lines meet: the file has no such things."""


def slug(text: str, most: int = 80) -> str:
    """A text as an id: Latin letters and digits with hyphens, without accents; empty where none of it is Latin."""
    parted = re.sub(r"[^\w']+", "-", text).replace("'", "")  # a dash between names parts them, whatever its form
    bare = unicodedata.normalize("NFKD", parted).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", bare).strip("-")[:most].strip("-")


def word(text: str, most: int = 40) -> str:
    """A text as the name of a table, a kind or a fact: as `slug`, with underscores."""
    return slug(text, most).replace("-", "_")
