"""What a feature is called by its kind: railway, river port."""

from __future__ import annotations

from corridor_atlas.core.language import DEFAULT, pick
from corridor_atlas.data.dataset import Atlas, Feature


def kind_of(atlas: Atlas, feature: Feature, language: str) -> str:
    """What a feature is: by the vocabulary of the data, else by its kind and its table, a rail crossing, a seaport.

    Parameters
    ----------
    atlas
        The data set, for its vocabulary.
    feature
        One of its features.
    language
        A language code.
    """
    kind, thing = feature.record.kind, feature.table.removesuffix("s")
    terms = atlas.vocabulary.kind.get(feature.table, {}).get(kind or thing, {})
    return pick({DEFAULT: _in_english(kind or "", thing, alone=feature.meaning.kind_tells)} | terms, language)


def _in_english(kind: str, thing: str, *, alone: bool) -> str:
    kind, thing = kind.replace("_", " "), thing.replace("_", " ")
    enough = alone or not kind or kind.split()[-1] in thing or thing in kind
    return (kind or thing) if enough else f"{kind} {thing}"
