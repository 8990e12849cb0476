"""Text from outside the program inside a page: it stands there as data and never becomes code.

Folium makes a template of every text that it is given, and a template can run any command. So
what holds a word of the data passes it by (`Verbatim`), and as JSON it holds nothing that a
template or a browser would take for a beginning of code (`as_json`).
"""

from __future__ import annotations

import base64
import gzip
import json
from typing import Any

from branca.element import Element

QUICK = 6
"""How hard gzip tries where a reader waits: twice as fast as its best, for one byte in a hundred."""
MARKS = ("{{", "{%", "{#")
"""What begins something to compute in a template."""


def as_json(value: object) -> str:
    """Return JSON that is safe inside a script element or a template: nothing in it can end or open a tag.

    Outside of texts a brace is followed by a quote or a closing brace, so `MARKS` stand inside texts only.
    """
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, _escaped(sign))
    for mark in MARKS:
        text = text.replace(mark, mark[0] + _escaped(mark[1]))
    return text


def packed(value: object) -> str:
    """Return JSON as gzip in the letters of base64, which stand in a page as they are; the same for the same value."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return base64.b64encode(gzip.compress(text.encode(), compresslevel=9, mtime=0)).decode()


def unpacked(text: str) -> Any:
    """Return the value that `packed` made this text of."""
    return json.loads(gzip.decompress(base64.b64decode(text)))


def _escaped(sign: str) -> str:
    return f"\\u{ord(sign):04x}"


class Verbatim(Element):
    """Text that goes into the page of a Folium map as it is."""

    def __init__(self, text: str) -> None:
        """Take a text that is safe where it will stand."""
        super().__init__()
        self.text = text

    def render(self, **_: Any) -> str:
        """Return the text."""
        return self.text
