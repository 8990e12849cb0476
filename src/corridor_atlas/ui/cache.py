"""What all sessions share: the checked data set and the parts of the map, made once."""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import streamlit as st
from streamlit import runtime

from corridor_atlas import article as article_
from corridor_atlas.article import Articles
from corridor_atlas.core import home
from corridor_atlas.data import dataset
from corridor_atlas.data.dataset import Atlas
from corridor_atlas.draw import webmap
from corridor_atlas.network.graph import Network
from corridor_atlas.ui import beside, packed, state
from corridor_atlas.ui.packed import Packed
from corridor_atlas.ui.workshop import Workshop
from corridor_atlas.view.related import Related

Made = TypeVar("Made")
AFTER = 1.0
"""Seconds until the finest ground is made: nobody looks so closely at once."""


_run = threading.local()
"""What the run of the script in this thread has found: the files are looked at once in a run."""


class Ground:
    """The cells of the finest ground as media files of the server, whose names are sums of what they hold.

    They are made beside, once the first map is on its way, and stay while the server runs: a file that a visitor
    brings would have to be brought again with each of their questions.
    """

    def __init__(self, atlas: Atlas) -> None:
        self.addresses: dict[str, str] = {}
        if runtime.exists():  # else a test of the page without a server
            beside.start(lambda: self._lay(atlas), after=AFTER)

    def _lay(self, atlas: Atlas) -> None:
        if not runtime.exists():  # the server has ended meanwhile
            return
        files = runtime.get_instance().media_file_mgr
        scripts = webmap.ground(atlas).items()
        self.addresses = {id_: files.add(text.encode(), "text/javascript", id_) for id_, text in scripts}


def signature(root: Path) -> str:
    """A text that changes whenever a file of the data set changes."""
    files = sorted(path for folder in ("geodata", "layers") for path in (root / folder).rglob("*") if path.is_file())
    return ";".join(f"{path.relative_to(root)}:{path.stat().st_mtime_ns}:{path.stat().st_size}" for path in files)


def atlas() -> Atlas:
    """The data set, with what the reader of this session has brought; raises `DataError` as `dataset.load` does."""
    own = state.own()
    return own.over(shared()) if own else shared()


def shared() -> Atlas:
    """The data set as everybody sees it, read again only when its files changed. Raises `DataError`."""
    root = home.folder()
    _run.found = root, signature(root)
    return _atlas(*_run.found)


def _found() -> tuple[Path, str]:
    """The folder of the data set and its signature, as the run of the script found them when it asked for the atlas."""
    root = home.folder()
    known: tuple[Path, str] = getattr(_run, "found", (root, ""))
    return known if known[1] and known[0] == root else (root, signature(root))


def _workshop() -> Workshop | None:
    """Where the parts are made that this session alone has; None where it has nothing of its own."""
    own = state.own()
    return own.workshop if own else None


def kept(made: Callable[..., Made], *, privately: Callable[..., Made]) -> Callable[..., Made]:
    """What to call for something that all sessions may keep: another for one that has data of its own."""
    return privately if _workshop() else made


def revision() -> str:
    """A text that changes whenever the data set of this session does."""
    workshop = _workshop()
    return workshop.map.revision if workshop else _found()[1]


def network() -> Network:
    """The network of the data set; its graphs of years are made as they are asked for."""
    if workshop := _workshop():
        return workshop.network
    return _network(*_found())


def related() -> Related:
    """What stands beside what in the data set."""
    return _related(*_found())


def article(id_: str, language: str) -> dict[str, Any]:
    """What is read about a feature; not to be changed."""
    if workshop := _workshop():
        return workshop.article(id_, language)
    return _article(*_found(), id_, language)


def figures(language: str) -> list[dict[str, Any]]:
    """The figures of the papers computed again, told in a language; not to be changed."""
    return _figures(*_found(), language)


def packed_map() -> Packed:
    """The rendered map of the data set."""
    if workshop := _workshop():
        return workshop.map
    return _packed_map(*_found())


def ground() -> dict[str, str]:
    """Where the server has the cells of the finest ground, by id; nothing until they are made, beside all else."""
    return _ground(*_found()).addresses


def packed_ledger(first: int, last: int, language: str) -> Packed:
    """What changed between two years, told in a language; see `report.told`."""
    if workshop := _workshop():
        return workshop.ledger(first, last, language)
    return _packed_ledger(*_found(), first, last, language)


@st.cache_resource(show_spinner="Reading the atlas …", max_entries=2)
def _atlas(root: Path, signature: str) -> Atlas:  # noqa: ARG001  part of the cache's key
    gc.unfreeze()  # what was read before may be garbage now
    return _kept(lambda: dataset.load(root))


@st.cache_resource(show_spinner=False, max_entries=2)
def _network(root: Path, signature: str) -> Network:
    atlas = _atlas(root, signature)
    return _kept(lambda: Network.of(atlas))


@st.cache_resource(show_spinner=False, max_entries=2)
def _related(root: Path, signature: str) -> Related:
    atlas = _atlas(root, signature)
    return _kept(lambda: Related(atlas))


@st.cache_resource(show_spinner=False, max_entries=2)
def _articles(root: Path, signature: str) -> Articles:
    return Articles(_atlas(root, signature), related=_related(root, signature), network=_network(root, signature))


@st.cache_resource(show_spinner=False, max_entries=500)
def _article(root: Path, signature: str, id_: str, language: str) -> dict[str, Any]:
    return _articles(root, signature).get(id_, language)


@st.cache_resource(show_spinner=False, max_entries=8)
def _figures(root: Path, signature: str, language: str) -> list[dict[str, Any]]:
    return article_.figures(_network(root, signature), language)


@st.cache_resource(show_spinner="Drawing the map …", max_entries=2)
def _packed_map(root: Path, signature: str) -> Packed:
    atlas = _atlas(root, signature)
    return _kept(lambda: packed.of_map(atlas))


@st.cache_resource(show_spinner=False, max_entries=2)
def _ground(root: Path, signature: str) -> Ground:
    return Ground(_atlas(root, signature))


@st.cache_resource(show_spinner=False, max_entries=32)
def _packed_ledger(root: Path, signature: str, first: int, last: int, language: str) -> Packed:
    return packed.of_changes(_atlas(root, signature), (first, last), language)


def _kept(make: Callable[[], Made]) -> Made:
    """Make something, and take it out of the garbage collector's sight.

    Streamlit collects garbage after every run of the script; walking through the whole data set
    each time made a change of the year more than twice as slow. While it is made there is nothing to collect:
    to look for that all the time took a quarter of it.
    """
    gc.disable()
    try:
        made = make()
    finally:
        gc.enable()
    gc.collect()
    gc.freeze()
    return made
