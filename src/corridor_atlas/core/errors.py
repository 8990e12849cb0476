"""What can go wrong, in one place: a fault in the data, and the errors built on it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, astuple, dataclass, field, fields
from difflib import get_close_matches

from corridor_atlas.core.characters import visible
from corridor_atlas.core.counts import counted

SHOWN_NAMES = 40
"""How many names a message lists; of more it names only a few."""
FEW = 5
SHOWN_IDS = 3
"""How many ids a line names that tells the same fault of many."""


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong in one place of the data.

    `left_out` says whether the feature could not be used at all; a fault with
    `left_out=False` (a missing source key, say) is reported but still drawn. A `notice` is
    worth a look, but may well be right: data with nothing but notices are sound. `causes`
    names the places, as `where` has them, of the faults that this one only follows from.

    Sorted, faults stand in the order in which they are told: what keeps a whole file out,
    then file by file, and what only follows from something else at the end.
    """

    file: str
    id: str
    field: str
    found: str
    expected: str
    left_out: bool = True
    notice: bool = False
    causes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Make visible what a terminal would obey, or could not write: names of a file may hold anything."""
        for one, value in zip(fields(self), astuple(self), strict=True):
            if isinstance(value, str):
                object.__setattr__(self, one.name, visible(value))
        object.__setattr__(self, "causes", tuple(map(visible, self.causes)))

    def __str__(self) -> str:
        return _line(self.where, self)

    def __lt__(self, other: Fault) -> bool:
        return self._place < other._place

    @property
    def where(self) -> str:
        """The file, and in it the feature or other entry if the fault belongs to one."""
        return f"{self.file}: {self.id}" if self.id else self.file

    @property
    def whole(self) -> bool:
        """Whether a whole file, or a whole part of one, could not be used."""
        return self.left_out and not self.id and not self.notice

    @property
    def _place(self) -> tuple[object, ...]:
        rank = (bool(self.causes), not self.whole)
        return (*rank, self.file, _natural(self.id), _natural(self.field), self.found, self.expected, self.notice)

    def as_dict(self) -> dict[str, object]:
        """Return the fault as plain values, for JSON."""
        return asdict(self)


def _natural(text: str) -> list[tuple[str, int]]:
    """A key that puts `line 9` before `line 10`."""
    return [(word, int(number[:18] or 0)) for word, number in re.findall(r"(\D*)([0-9]*)", text)]


def _line(where: str, fault: Fault) -> str:
    place = f" [{fault.field}]" if fault.field else ""
    return f"{where}{place}: found {fault.found}; expected {fault.expected}"


def told(faults: Iterable[Fault]) -> list[str]:
    """Faults as lines of text, in order: the root of the trouble first.

    The same fault of several ids is one line, and what only follows from a fault is counted after it.
    """
    groups: dict[tuple[str, ...], list[Fault]] = {}
    waiting: Counter[tuple[str, ...]] = Counter()
    for fault in sorted(faults):
        if fault.causes:
            waiting[fault.causes] += 1
        else:
            groups.setdefault((fault.file, fault.field, fault.found, fault.expected), []).append(fault)
    lines, named = [], set()
    for ones in groups.values():
        lines.append(_line(_several(ones), ones[0]))
        named |= {place for one in ones for place in (one.file, one.where)}
        follow = [causes for causes in waiting if named.issuperset(causes)]
        lines += [_counted(causes, waiting.pop(causes)) for causes in follow]
    return lines + [_counted(causes, number) for causes, number in waiting.items()]


def _several(faults: Sequence[Fault]) -> str:
    ids = list(dict.fromkeys(fault.id for fault in faults))
    if len(ids) <= SHOWN_IDS:
        return f"{faults[0].file}: {', '.join(ids)}" if any(ids) else faults[0].file
    return f"{faults[0].file}: {', '.join(ids[: SHOWN_IDS - 1])} and {len(ids) - SHOWN_IDS + 1} more"


def _counted(causes: Sequence[str], number: int) -> str:
    return f"{', '.join(causes)}: {counted(number, 'reference')} to it could not be checked"


@dataclass(frozen=True)
class Lost:
    """What could not be read, of one sort of thing: calling it with a name tells why that is not there.

    `places` are those of whole files, `names` that of each single thing that was left out.
    """

    places: tuple[str, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def by(cls, faults: Iterable[Fault]) -> Lost:
        """What the faults of reading say of it."""
        found = list(faults)
        whole = dict.fromkeys(fault.file for fault in found if fault.whole)
        return cls(tuple(whole), {fault.id: fault.where for fault in found if fault.id and fault.left_out})

    def __call__(self, name: str) -> tuple[str, ...]:
        """Places of the faults that a reference to `name` fails for; empty where it is just wrong."""
        return (self.names[name],) if name in self.names else self.places


class AtlasError(Exception):
    """Base of every error that a user of the atlas may meet."""

    def __str__(self) -> str:
        return visible(super().__str__())


class DataError(AtlasError):
    """The data cannot be used; `faults` says where and why, all of them at once."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = sorted(faults)
        super().__init__("\n".join(told(self.faults)))


class DateError(AtlasError):
    """A text that is not a date in the notation of the atlas."""


class NotFoundError(AtlasError):
    """A name or id that does not exist; the message offers near matches.

    They are found among `known` by their letters, unless `near` brings better ones. Without any the names
    themselves are listed, as many as can be read; `listed` says how to have the others.
    """

    def __init__(self, what: str, asked: str, known: Iterable[str], near: Sequence[str] = (), listed: str = "") -> None:
        choices = list(known)
        near = near or get_close_matches(asked, choices, n=3, cutoff=0.5)
        if near:
            hint = f"did you mean {', '.join(near)}?"
        elif len(choices) <= SHOWN_NAMES:
            hint = f"known are {', '.join(choices)}"
        else:
            more = f"{len(choices) - FEW} more" + (f"; {listed} names them all" if listed else "")
            hint = f"known are {', '.join(choices[:FEW])} and {more}"
        super().__init__(f"there is no {what} {shorten(asked)}: {hint}")


class YearError(AtlasError):
    """A year outside the span of the atlas."""

    def __init__(self, year: object, first: int, last: int) -> None:
        super().__init__(f"year {year} is outside the atlas: expected {first} to {last}")


def did_you_mean(asked: str, known: Collection[str]) -> str:
    """The end of a message: the name that was probably meant, if there is one."""
    near = get_close_matches(asked, known, n=1, cutoff=0.5)
    return f"; did you mean {near[0]}?" if near else ""


def shorten(value: object, limit: int = 80) -> str:
    """Return `value` as Python would write it, cut to `limit` characters, for a message."""
    try:
        text = repr(value)
    except (ValueError, RecursionError):  # a number of thousands of digits, lists in lists without end
        text = f"a value of type {type(value).__name__} that is too long to show"
    return text if len(text) <= limit else text[: limit - 1] + "…"
