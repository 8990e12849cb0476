"""All articles and figures for a page that has no server: in several languages, each thing that they share once.

Articles of one feature in several languages are one tree: a leaf is the same in all, or stands for a text in each,
which is then a number in the table of texts. `web/src/model/articles.js` takes the trees apart again.
"""

from __future__ import annotations

import base64
import gzip
import json
from collections.abc import Iterable, Sequence
from typing import Any

from corridor_atlas.article.article import Articles
from corridor_atlas.article.cited import work
from corridor_atlas.article.computed import figures
from corridor_atlas.data.dataset import Atlas

TEXT = ""
"""The key of a leaf that has a text in each language, with the number of that text; no other key is empty."""


def packed(atlas: Atlas, languages: Sequence[str]) -> str:
    """All articles in some languages: JSON in gzip, in base64; packed once for a data set, for it takes seconds.

    Parameters
    ----------
    atlas
        The data set.
    languages
        Language codes.
    """
    name = f"articles in {', '.join(languages)}"
    if name not in atlas.kept:
        atlas.kept[name] = as_text(gathered(atlas, languages, (*atlas.features, *atlas.corridors)))
    return str(atlas.kept[name])


def as_text(value: object) -> str:
    """What was gathered as JSON in gzip, in base64; the same value gives the same text."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return base64.b64encode(gzip.compress(text.encode(), compresslevel=9, mtime=0)).decode()


def gathered(atlas: Atlas, languages: Sequence[str], ids: Iterable[str]) -> dict[str, Any]:
    """What is packed, as plain values.

    Parameters
    ----------
    atlas
        The data set.
    languages
        Language codes.
    ids
        The features and corridors whose articles are wanted.

    Returns
    -------
    dict
        `languages`; `texts`, each with one for each language; `articles` by id, the `works` that they name by
        key and the `figures` that are computed again, as trees.
    """
    made, table = Articles(atlas), Table()
    told = {id_: [made.told(id_, code) for code in languages] for id_ in ids}
    keys = dict.fromkeys(key for versions in told.values() for key in versions[0]["works"])
    return {
        "languages": list(languages),
        "articles": {id_: table.tree(versions) for id_, versions in told.items()},
        "works": {
            key: table.tree([work(atlas.bibliography[key], made.words(code)) for code in languages]) for key in keys
        },
        "figures": table.tree([figures(made.network, code) for code in languages]),
        "texts": table.texts,
    }


class Table:
    """The texts that differ by language, each set of them once."""

    def __init__(self) -> None:
        """Begin with none."""
        self.texts: list[list[Any]] = []
        self._numbers: dict[str, int] = {}

    def tree(self, values: Sequence[Any]) -> Any:
        """One value of the same value in several languages."""
        first = values[0]
        if all(one == first for one in values):
            return first
        if all(isinstance(one, dict) and one.keys() == first.keys() for one in values):
            return {key: self.tree([one[key] for one in values]) for key in first}
        if all(isinstance(one, list | tuple) and len(one) == len(first) for one in values):
            return [self.tree(row) for row in zip(*values, strict=True)]
        return {TEXT: self._number(list(values))}

    def _number(self, values: list[Any]) -> int:
        key = json.dumps(values)
        if key not in self._numbers:
            self._numbers[key] = len(self.texts)
            self.texts.append(values)
        return self._numbers[key]
