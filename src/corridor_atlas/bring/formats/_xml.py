"""XML of others: looked at before any library sees it. No document types, no entities, nothing from elsewhere."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, ParseError

import defusedxml.common
import defusedxml.ElementTree

from corridor_atlas.bring import texts
from corridor_atlas.bring.things import Source
from corridor_atlas.core.errors import shorten

DECLARED = re.compile(r"^\s*<\?xml[^>]*?encoding\s*=\s*[\"']([A-Za-z0-9._-]+)[\"'][^>]*\?>", re.IGNORECASE)
HEAD = re.compile(r"^\s*<\?xml[^>]*\?>")


def starts_with(head: bytes, *names: str) -> bool:
    """Whether a file with this beginning is XML whose first element has one of these `names`; `head` are its bytes."""
    try:
        said = texts.decode(head)[0]
    except (ValueError, LookupError):
        said = head.decode("latin-1")
    bare = re.sub(r"<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[.*?\])?\s*>", "", said.lstrip("\ufeff"), flags=re.DOTALL)
    match = re.match(r"\s*<(?:[\w.-]+:)?([\w.-]+)", bare)
    return bool(match) and match[1].lower() in names  # type: ignore[index]  # it has matched


def text(source: Source, data: bytes | None = None) -> tuple[str, str]:
    """The text of an XML file without its declaration, and its encoding. Raises `ReadError`.

    Parameters
    ----------
    source
        The file.
    data
        Its bytes, where they are not all of it.
    """
    data = source.data if data is None else data
    declared = DECLARED.match(data[:300].decode("latin-1").lstrip("ï»¿"))
    try:
        said, encoding = texts.decode(data, source.encoding or (declared[1] if declared and data[:1] == b"<" else None))
    except (ValueError, LookupError):
        try:
            said, encoding = texts.decode(data)
        except (ValueError, LookupError) as error:
            raise source.error(
                f"a text that cannot be read: {error}", "UTF-8, or its encoding in the mapping"
            ) from None
    return HEAD.sub("", said.lstrip("\ufeff"), count=1), encoding


def checked(source: Source, said: str) -> Element:
    """The first element of an XML text, when nothing in it is dangerous or too deep. Raises `ReadError`.

    Parameters
    ----------
    source
        The file, for its limits and messages.
    said
        The text.
    """
    try:
        root: Element = defusedxml.ElementTree.fromstring(said.encode("utf-8", "replace"), forbid_dtd=True)
    except defusedxml.common.DefusedXmlException:
        raise source.error(
            "a document type or entities in XML", "XML without them: they may reach for other files"
        ) from None
    except (ParseError, ValueError) as error:
        raise source.error(f"broken XML: {shorten(str(error), 100)}", "a sound file; it may be cut off") from None
    deepest, waiting = 0, [(root, 1)]
    while waiting:
        element, depth = waiting.pop()
        deepest = max(deepest, depth)
        waiting += [(inner, depth + 1) for inner in element]
    if deepest > source.limits.depth:
        raise source.error(f"XML {deepest} elements deep", f"at most {source.limits.depth}")
    return root
