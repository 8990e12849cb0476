"""Write what of some features is still to be translated into the gettext file of a language.

    python -m corridor_atlas.build.texts LANGUAGE ID [ID …]

What is translated already stays; what stands nowhere any more is dropped. Fill in the `msgstr` with any
editor for gettext files.
"""

from __future__ import annotations

import sys
from io import BytesIO, StringIO

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from corridor_atlas.core import files
from corridor_atlas.core.language import pick
from corridor_atlas.data import dataset, reading
from corridor_atlas.data.dataset import Atlas
from corridor_atlas.data.translations import EXPECTED, FOLDER, SUFFIX, translatable


def catalog(atlas: Atlas, language: str, ids: list[str], before: Catalog) -> Catalog:
    """What was translated `before` and still stands somewhere, and all texts of the features `ids`."""
    found = Catalog(locale=language, project=pick(atlas.settings.title))
    for feature in atlas.features.values():
        for where, text in translatable(feature.record):
            known = before.get(text)
            if known or feature.id in ids:
                names = dict.fromkeys(pick(feature.record.name, one) for one in (language, "en"))
                comment = f"{feature.id} ({' / '.join(names)}): {where}"
                found.add(text, known.string if known else "", auto_comments=[comment])
    return found


def written(of: Catalog, language: str) -> bytes:
    """A catalogue as the bytes of its file, the same in every run: the head that gettext knows has a time of day."""
    content = BytesIO()
    write_po(content, of, width=0, omit_header=True)
    head = f'msgid ""\nmsgstr ""\n"Language: {language}\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'
    return head.encode() + content.getvalue()


def main() -> None:
    """Write the file of the language that the command line names."""
    language, *ids = sys.argv[1:]
    atlas = dataset.load()
    path = atlas.root / "geodata" / FOLDER / f"{language}{SUFFIX}"
    before = read_po(StringIO(reading.text(path, EXPECTED))) if path.exists() else Catalog(locale=language)
    path.parent.mkdir(exist_ok=True)
    files.write(path, written(catalog(atlas, language, ids, before), language))


if __name__ == "__main__":
    main()
