"""The parts of an atlas that one session alone has: what `ui.cache` makes for all, made for one and gone with it."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from corridor_atlas.article import Articles
from corridor_atlas.data.dataset import Atlas
from corridor_atlas.network.graph import Network
from corridor_atlas.ui import packed
from corridor_atlas.ui.packed import Packed
from corridor_atlas.view.related import Related


class Workshop:
    """The parts of one atlas, each made when it is first asked for.

    Attributes
    ----------
    base
        The atlas that all sessions share.
    atlas
        The same with what a reader has brought.
    """

    def __init__(self, base: Atlas, atlas: Atlas) -> None:
        self.base, self.atlas = base, atlas
        self._changes: tuple[tuple[int, int, str], Packed] | None = None

    @cached_property
    def network(self) -> Network:
        """Its network."""
        return Network.of(self.atlas)

    @cached_property
    def map(self) -> Packed:
        """Its map, as the browser gets it."""
        return packed.of_map(self.atlas)

    @cached_property
    def _articles(self) -> Articles:
        return Articles(self.atlas, related=Related(self.atlas), network=self.network)

    def article(self, id_: str, language: str) -> dict[str, Any]:
        """What is read about a feature in a language."""
        return self._articles.get(id_, language)

    def ledger(self, first: int, last: int, language: str) -> Packed:
        """What changed between two years, told in a language; the last answer is kept."""
        asked = (first, last, language)
        if self._changes is None or self._changes[0] != asked:
            self._changes = (asked, packed.of_changes(self.atlas, (first, last), language))
        return self._changes[1]

    def close(self) -> None:
        """Let go of all that was made: what refers to itself would else stay until somebody looks for garbage."""
        self.atlas.kept.clear()
        for name in ("network", "map", "_articles"):
            self.__dict__.pop(name, None)
        self._changes = None
