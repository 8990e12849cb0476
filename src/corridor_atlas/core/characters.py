"""Characters that no text of the data may hold, and what writers make of them where they come all the same.

The data are refused with them (`unfit`); what a link or the command line says is not looked at
there, so whatever writes a file takes them out once more (`clean`, `on_one_line`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

UNFIT = {
    "control character": r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]|\r(?!\n)",
    "half of a character": r"[\ud800-\udfff]",
    "sign that is no character": r"[\ufffe\uffff]",
    "mark of direction": r"[\u202a-\u202e\u2066-\u2069]",
}
"""By what they are. Marks of direction turn round what stands after them, so that a reader sees another text
than the one that is there; every language of the atlas runs from left to right and needs none."""
_UNFIT = re.compile("|".join(UNFIT.values()))
_UNSEEN = re.compile("|".join([*UNFIT.values(), r"[\u2028\u2029]"]))
_BREAKS = re.compile(r"[\s\u2028\u2029]+")


def unfit(text: str) -> str | None:
    """The first character that no text may hold, in words with its place from 1; None in a sound text."""
    found = _UNFIT.search(text)
    if found is None:
        return None
    kind = next(name for name, signs in UNFIT.items() if re.match(signs, found[0]))
    return f"the {kind} U+{ord(found[0]):04X} at place {found.start() + 1}"


def unfit_texts(value: object, path: str = "") -> Iterator[tuple[str, str]]:
    """Where a JSON document holds such a character, keys included: path (`author.0.family`) and `unfit` of it."""
    if isinstance(value, str):
        if found := unfit(value):
            yield path, found
    elif isinstance(value, Mapping):
        for key, one in value.items():
            if found := unfit(str(key)):
                yield path, f"a key with {found}"
            yield from unfit_texts(one, f"{path}.{visible(str(key))}".lstrip("."))
    elif isinstance(value, list | tuple):
        for number, one in enumerate(value):
            yield from unfit_texts(one, f"{path}.{number}".lstrip("."))


def visible(text: str) -> str:
    r"""The text with such characters, and separators of lines, as Python writes them: `\x0c`. For messages."""
    return _UNSEEN.sub(lambda found: found[0].encode("unicode_escape").decode(), text)


def clean(text: str) -> str:
    """The text with a space for each such character: what XML can hold, and metadata of pictures."""
    return _UNFIT.sub(" ", text)


def on_one_line(text: str) -> str:
    """The text on one line, for forms in which a new line is a new field; line and paragraph separators included."""
    return _BREAKS.sub(" ", clean(text)).strip()
