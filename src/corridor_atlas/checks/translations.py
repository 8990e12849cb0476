"""Translations of texts that stand nowhere (any more)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from corridor_atlas.core.errors import Fault
from corridor_atlas.data.dataset import Atlas
from corridor_atlas.data.translations import FOLDER, SUFFIX, translatable


def check(atlas: Atlas) -> Iterator[Fault]:
    """Notices of translations whose English text no feature or corridor has."""
    records = chain((one.record for one in atlas.features.values()), atlas.corridors.values())
    there = {text for record in records for _, text in translatable(record)}
    for language, texts in atlas.texts.items():
        for english in texts.keys() - there:
            yield Fault(
                f"{FOLDER}/{language}{SUFFIX}",
                english,
                "msgid",
                "a text that stands nowhere",
                "the English text of a note or claim, as it stands now",
                left_out=False,
                notice=True,
            )
