"""What became of a file: tables of features, sources, what its columns were taken for, and all that was odd."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

from corridor_atlas.bring.mapping import Mappings
from corridor_atlas.bring.naming import Table
from corridor_atlas.bring.seen import Seen
from corridor_atlas.core.errors import Fault


@dataclass
class Result:
    """What became of a file.

    Attributes
    ----------
    file
        Its name.
    tables
        The tables that it makes, each with its features.
    sources
        Records of the bibliography (CSL-JSON) that the features name, by key.
    faults
        All that was odd: what is `left_out` was dropped, a `notice` was repaired or is worth a look.
    mapping
        What its columns were taken for.
    crs, encoding
        The reference system of its shapes and the encoding of its texts; None where that is no question.
    dropped
        How many things could not be used.
    seen
        What stands in its columns, sheet by sheet; nothing of a file that could not be read at all.
    """

    file: str
    tables: list[Table] = field(default_factory=list)
    sources: dict[str, dict[str, Any]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    mapping: Mappings = field(default_factory=Mappings)
    crs: str | None = None
    encoding: str | None = None
    dropped: int = 0
    seen: list[Seen] = field(default_factory=list)

    @property
    def features(self) -> int:
        """How many features the file became; nodes that were made where its lines meet are none of them."""
        return sum(len(table.features) for table in self.tables if not table.nodes)

    def document(self) -> dict[str, Any]:
        """The answer in plain values, without the features."""
        return {
            "features": self.features,
            "dropped": self.dropped,
            "faults": [fault.as_dict() for fault in self.faults],
            "mapping": self.mapping.document(),
            "crs": self.crs,
            "encoding": self.encoding,
        }

    def packed(self) -> dict[str, Any]:
        """All of it in plain values: what the child process hands over."""
        return {
            **self.document(),
            "file": self.file,
            "tables": [asdict(table) for table in self.tables],
            "sources": self.sources,
            "seen": [asdict(one) for one in self.seen],
        }

    @classmethod
    def of(cls, packed: dict[str, Any]) -> Result:
        """What was `packed`."""
        faults = [Fault(**{**one, "causes": tuple(one["causes"])}) for one in packed["faults"]]
        return cls(
            packed["file"],
            [Table(**table) for table in packed["tables"]],
            packed["sources"],
            faults,
            Mappings.model_validate(packed["mapping"]),
            packed["crs"],
            packed["encoding"],
            packed["dropped"],
            [Seen(**one) for one in packed["seen"]],
        )
