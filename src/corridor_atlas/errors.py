"""What can go wrong, in one place: a fault in the data, and the errors built on it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from difflib import get_close_matches


@dataclass(frozen=True, order=True)
class Fault:
    """One thing that is wrong in one place of the data.

    `left_out` says whether the feature could not be used at all; a fault with
    `left_out=False` (a missing source key, say) is reported but still drawn. A `notice` is
    worth a look, but may well be right: data with nothing but notices are sound.
    """

    file: str
    id: str
    field: str
    found: str
    expected: str
    left_out: bool = True
    notice: bool = False

    def __str__(self) -> str:
        where = f"{self.file}: {self.id}" if self.id else self.file
        field = f" [{self.field}]" if self.field else ""
        return f"{where}{field}: found {self.found}; expected {self.expected}"

    def as_dict(self) -> dict[str, str | bool]:
        """Return the fault as plain values, for JSON."""
        return asdict(self)


class AtlasError(Exception):
    """Base of every error that a user of the atlas may meet."""


class DataError(AtlasError):
    """The data cannot be used; `faults` says where and why, all of them at once."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = sorted(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))


class DateError(AtlasError):
    """A text that is not a date in the notation of the atlas."""


class NotFoundError(AtlasError):
    """A name or id that does not exist; the message offers near matches.

    They are found among `known` by their letters, unless `near` brings better ones.
    """

    def __init__(self, what: str, asked: str, known: Iterable[str], near: Sequence[str] = ()) -> None:
        choices = list(known)
        near = near or get_close_matches(asked, choices, n=3, cutoff=0.5)
        if near:
            hint = f"did you mean {', '.join(near)}?"
        elif len(choices) <= 12:
            hint = f"known are {', '.join(choices)}"
        else:
            hint = "`corridor-atlas list` names them all"
        super().__init__(f"there is no {what} {shorten(asked)}: {hint}")


class YearError(AtlasError):
    """A year outside the span of the atlas."""

    def __init__(self, year: object, first: int, last: int) -> None:
        super().__init__(f"year {year} is outside the atlas: expected {first} to {last}")


def shorten(value: object, limit: int = 80) -> str:
    """Return `value` as Python would write it, cut to `limit` characters, for a message."""
    text = repr(value)
    return text if len(text) <= limit else text[: limit - 1] + "…"
