"""Records of the bibliography (CSL-JSON) in the forms that reference managers read.

The records are untrusted text: whatever a title holds, it stays inside its field.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from corridor_atlas.core.characters import on_one_line
from corridor_atlas.data.config import Source

BIBTEX_TYPES = {
    "article-journal": "article",
    "article-magazine": "article",
    "article-newspaper": "article",
    "book": "book",
    "chapter": "incollection",
    "paper-conference": "inproceedings",
    "report": "techreport",
    "thesis": "phdthesis",
}
RIS_TYPES = {
    "article-journal": "JOUR",
    "article-magazine": "MGZN",
    "article-newspaper": "NEWS",
    "book": "BOOK",
    "chapter": "CHAP",
    "dataset": "DATA",
    "legislation": "STAT",
    "map": "MAP",
    "paper-conference": "CPAPER",
    "report": "RPRT",
    "thesis": "THES",
    "webpage": "ELEC",
}
CONTAINERS = {"article": "journal", "incollection": "booktitle", "inproceedings": "booktitle"}
HOUSES = {"techreport": "institution", "phdthesis": "school"}
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# an escaped brace would still count as a brace for BibTeX, so both are spelled out
TEX = {
    "\\": r"{\textbackslash}",
    "{": r"{\textbraceleft}",
    "}": r"{\textbraceright}",
    "~": r"{\textasciitilde}",
    "^": r"{\textasciicircum}",
    **{sign: f"\\{sign}" for sign in "&%$#_"},
}


def csl(works: Iterable[Source]) -> str:
    """The records as a CSL-JSON list; links that no browser should follow are left out."""
    records = [
        {name: value for name, value in {**work.record, "id": work.key}.items() if name != "URL" or work.url}
        for work in works
    ]
    return json.dumps(records, ensure_ascii=False, indent=2) + "\n"


def bibtex(works: Iterable[Source]) -> str:
    """The records as BibTeX entries, in UTF-8; each key as in the atlas."""
    return "\n".join(_bibtex_entry(work) for work in works)


def _bibtex_entry(work: Source) -> str:
    kind = BIBTEX_TYPES.get(_text(work, "type"), "misc")
    fields = {
        "title": f"{{{_tex(work.title)}}}",  # the inner braces keep its capitals
        "author": " and ".join(_bibtex_people(work)),
        CONTAINERS.get(kind, "howpublished"): _tex(_text(work, "container-title")),
        "series": _tex(_text(work, "collection-title")),
        HOUSES.get(kind, "publisher"): _tex(_text(work, "publisher")),
        "year": _date(work)[0],
        "volume": _tex(_text(work, "volume")),
        "number": _tex(_text(work, "issue") or _text(work, "number")),
        "pages": _tex(_text(work, "page").replace("–", "-").replace("-", "--")),
        "version": _tex(_text(work, "version")),
        "doi": _tex(_text(work, "DOI")),
        "url": _link(work).translate({ord("{"): "%7B", ord("}"): "%7D", ord("\\"): "%5C"}),
        "language": _tex(_text(work, "language")),
        "note": _tex(_text(work, "note")),
    }
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
    if len(_date(work)) > 1:
        lines.append(f"  month = {MONTHS[int(_date(work)[1]) - 1]}")
    return ",\n".join([f"@{kind}{{{_key(work)}", *lines]) + "\n}\n"


def _bibtex_people(work: Source) -> Iterator[str]:
    for family, given in _people(work):
        guarded = f"{{{_tex(family)}}}" if not given or re.search(r",|\band\b", f"{family} {given}") else _tex(family)
        yield f"{guarded}, {_tex(given)}" if given and "," not in given else f"{{{_tex(f'{given} {family}'.strip())}}}"


def ris(works: Iterable[Source]) -> str:
    """The records in RIS, one line for each field, lines ending as the format wants them."""
    lines = [line for work in works for line in (*_ris_lines(work), "")]
    return "".join(f"{line}\r\n" for line in lines)


def _ris_lines(work: Source) -> list[str]:
    pages = re.split(r"\s*[-–]+\s*", _text(work, "page"), maxsplit=1)
    fields = [
        ("TY", RIS_TYPES.get(_text(work, "type"), "GEN")),
        ("ID", _key(work)),
        ("TI", on_one_line(work.title)),
        *(("AU", f"{family}, {given}" if given else family) for family, given in _people(work)),
        ("PY", _date(work)[0]),
        ("DA", "/".join([*_date(work), "", "", ""][:3]) + "/" if len(_date(work)) > 1 else ""),
        ("T2", _text(work, "container-title")),
        ("T3", _text(work, "collection-title")),
        ("PB", _text(work, "publisher")),
        ("VL", _text(work, "volume")),
        ("IS", _text(work, "issue") or _text(work, "number")),
        ("SP", pages[0]),
        ("EP", pages[-1] if len(pages) > 1 else ""),
        ("ET", _text(work, "version")),
        ("DO", _text(work, "DOI")),
        ("UR", _link(work)),
        ("LA", _text(work, "language")),
        ("N1", _text(work, "note")),
    ]
    return [*(f"{tag}  - {value}" for tag, value in fields if value), "ER  - "]


def _text(work: Source, name: str) -> str:
    value = work.record.get(name)
    return on_one_line(str(value)) if isinstance(value, str | int | float) else ""


def _link(work: Source) -> str:
    return on_one_line(work.url or "").replace(" ", "%20")


def _tex(text: str) -> str:
    return "".join(TEX.get(sign, sign) for sign in on_one_line(text))


def _key(work: Source) -> str:
    return re.sub(r"[^A-Za-z0-9._-]+", "-", work.key) or "work"


def _date(work: Source) -> list[str]:
    """Year, month and day as digits, as far as known; the year is empty when it is not."""
    match work.record.get("issued"):
        case {"date-parts": [[_, *_] as parts, *_]}:
            digits = [f"{part:02}" for part in parts if isinstance(part, int)]
            if len(digits) > 1 and not 1 <= int(digits[1]) <= 12:
                digits = digits[:1]
            return digits[:3] or [""]
    return [""]


def _people(work: Source) -> Iterator[tuple[str, str]]:
    """Family and given name of each author; a body has only the first."""
    people: Any = work.record.get("author")
    for one in people if isinstance(people, list) else []:
        if isinstance(one, Mapping):
            family, given, literal = (on_one_line(str(one.get(name) or "")) for name in ("family", "given", "literal"))
            if literal or family or given:
                yield (literal, "") if literal else (family or given, given if family else "")
