"""Texts of the data in other languages: notes, claims and what sources differ in, from gettext files.

`texts/<language>.po` holds translations by the English text: where that is changed, its translation no
longer holds and the page shows English again. Only translations: the English text is what the data say.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from io import StringIO
from pathlib import Path

from babel.messages.pofile import PoFileError, read_po

from corridor_atlas.core import characters
from corridor_atlas.core.errors import Fault
from corridor_atlas.core.language import DEFAULT, LANGUAGES
from corridor_atlas.core.model import Record
from corridor_atlas.core.words import Words
from corridor_atlas.data import reading

FOLDER = "texts"
SUFFIX = ".po"
EXPECTED = "a gettext file (PO) named by its language"
Texts = Mapping[str, Mapping[str, str]]
"""Translations by language, then by the English text."""


def read(folder: Path) -> tuple[dict[str, dict[str, str]], list[Fault]]:
    """Read the translations in a folder; none where there is none. What has a fault is named and left out."""
    found: dict[str, dict[str, str]] = {}
    faults: list[Fault] = []
    try:
        paths = [path for path in reading.entries(folder, "the folder of translations") if path.suffix == SUFFIX]
    except reading.UnreadableError as error:
        return found, [] if error.absent else [error.fault]
    for path in paths:
        try:
            if path.stem not in LANGUAGES:
                raise ValueError(f"no language of the page: {path.stem}")
            catalog = read_po(StringIO(reading.text(path, EXPECTED)), locale=None, abort_invalid=True)
        except reading.UnreadableError as error:
            faults.append(replace(error.fault, file=f"{FOLDER}/{path.name}"))
            continue
        except (PoFileError, ValueError, IndexError, AttributeError) as error:
            faults.append(Fault(f"{FOLDER}/{path.name}", "", "", f"nothing to be read ({error})", EXPECTED))
            continue
        found[path.stem] = {}
        for message in catalog:
            english, text = message.id, message.string
            if not (isinstance(english, str) and english and isinstance(text, str) and text.strip()):
                continue  # the head of the file, and what is not translated yet
            if unfit := characters.unfit(text):
                faults.append(Fault(f"{FOLDER}/{path.name}", english, "msgstr", unfit, "text without it"))
                continue
            found[path.stem][english] = text.strip()
    return found, faults


def told(texts: Texts, text: str, words: Words) -> str:
    """A text of the data in the language of the words, said to be a translation; in English where there is none.

    `texts` are the translations of the atlas; `words` need the table "page".
    """
    found = texts.get(words.language, {}).get(text) if words.language != DEFAULT else None
    return words("text_translated", text=found) if found else text


def translatable(record: Record) -> Iterator[tuple[str, str]]:
    """The texts of a feature that can be translated, each with where it stands."""
    for number, period in enumerate(record.timeline):
        if period.note:
            yield f"timeline[{number}].note", period.note
    for field in ("discrepancy", "note"):
        if text := getattr(record, field):
            yield field, text
    for number, claim in enumerate(record.claims):
        yield f"claims[{number}].says", claim.says
        if claim.note:
            yield f"claims[{number}].note", claim.note
