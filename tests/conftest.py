"""What the tests share: the atlas itself, a copy of it to break, and a small made-up one."""

from __future__ import annotations

import gc
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import settings
from streamlit.components.v2 import manifest_scanner

import small_world
import taken_away
from corridor_atlas import cli
from corridor_atlas.core import home
from corridor_atlas.data import dataset
from corridor_atlas.data.dataset import Atlas
from corridor_atlas.network.graph import Network
from corridor_atlas.take import formats
from corridor_atlas.ui import state
from corridor_atlas.view.related import Related
from corridor_atlas.view.view import View

ROOT = Path(__file__).parents[1]
LONGEST = (
    *(
        "second_atlas",
        "figure",
        "formats",
        "take_cli",
        "network",
        "formats_data",
        "hostile_texts",
        "figure_strips",
        "app",
    ),
    *("cli", "examples", "figure_film", "ways_page", "faults", "shipped_checks", "python_api", "reading"),
)
"""Files that take longest come first, so that the workers end together (tests/browser has its own)."""
_load = dataset.load

# the same examples in every run: a red test stays red until someone mends it
settings.register_profile("atlas", deadline=None, derandomize=True, max_examples=100)
settings.load_profile("atlas")


def pytest_configure() -> None:
    """The atlases that the tests hold are no garbage: to look for some among them all the time takes a tenth of it."""
    gc.set_threshold(100_000, 20, 100)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest first, after those in the browser; all workers must agree on the order."""

    def rank(item: pytest.Item) -> int:
        name = item.path.stem.removeprefix("test_")
        if item.path.parent.name == "browser":
            return -1
        return LONGEST.index(name) if name in LONGEST else len(LONGEST)

    items.sort(key=rank)


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(autouse=True)
def _the_checkout_is_home(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the shell that runs the tests has set."""
    monkeypatch.delenv(home.VARIABLE, raising=False)


@pytest.fixture(scope="session")
def atlas() -> Iterator[Atlas]:
    """The atlas as shipped; tests read it and never change it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv(home.VARIABLE, raising=False)
        read = dataset.load()
        gc.freeze()
        yield read


@pytest.fixture(scope="session")
def network(atlas: Atlas) -> Network:
    """The network of the shipped atlas, with all that was ever asked of it."""
    return Network.of(atlas)


@pytest.fixture(scope="session")
def related(atlas: Atlas) -> Related:
    """What the features of the shipped atlas stand beside."""
    return Related(atlas)


@pytest.fixture
def read_once(atlas: Atlas, monkeypatch: pytest.MonkeyPatch) -> None:
    """What asks for the shipped data finds them read already."""

    def load(root: Path | None = None) -> Atlas:
        return _load(root) if root or os.environ.get(home.VARIABLE) else atlas

    monkeypatch.setattr(dataset, "load", load)


@pytest.fixture(scope="session")
def components_found_once() -> Iterator[None]:
    """Each page without a browser would look through every package installed here for components; once is enough."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(manifest_scanner, "scan_component_manifests", cache(manifest_scanner.scan_component_manifests))
        yield


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A copy of the shipped data to break things in; without the base map, which is large."""
    copy = tmp_path / "workspace"
    (copy / "geodata").mkdir(parents=True)
    for pattern in ("*.geojson", "*.toml", "sources.json"):
        for path in (ROOT / "geodata").glob(pattern):
            shutil.copy(path, copy / "geodata")
    shutil.copytree(ROOT / "geodata" / "stories", copy / "geodata" / "stories")
    shutil.copytree(ROOT / "layers", copy / "layers")
    return copy


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A small sound data set, made by `small_world.build`."""
    return small_world.build(tmp_path / "small")


@pytest.fixture(scope="session")
def small_atlas(tmp_path_factory: pytest.TempPathFactory) -> Atlas:
    """The small made-up atlas, read once; it has no base map. Tests read it and never change it."""
    return dataset.load(small_world.build(tmp_path_factory.mktemp("world") / "small"))


@pytest.fixture(scope="session")
def views(atlas: Atlas) -> dict[str, View | None]:
    """One view of the shipped atlas for each of `taken_away.VIEWS`; None is the whole atlas."""
    return taken_away.views(atlas)


@pytest.fixture
def ask(monkeypatch, capsys):
    """Run the command line; gives exit code, output and error output."""

    def asking(*words: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["corridor-atlas", *words])
        try:
            cli.main()
        except SystemExit as ended:
            code = ended.code
        else:
            code = 0
        out, err = capsys.readouterr()
        return int(code or 0), out, err

    return asking


@pytest.fixture
def hostile(tmp_path: Path) -> Atlas:
    """An atlas whose texts try to get out of every file they are put into."""
    return taken_away.hostile(tmp_path)


@pytest.fixture(scope="session")
def written(atlas: Atlas, views: dict[str, View | None]) -> Callable[[str, str], bytes]:
    """Write one of the `views` in a format of data; asked again, it is the same bytes and not written again."""
    return cache(lambda name, which: formats.get(name).write(atlas, views[which]))


@pytest.fixture
def session(monkeypatch: pytest.MonkeyPatch, atlas: Atlas) -> dict[str, Any]:
    """A session as the page begins it, without Streamlit."""
    kept: dict[str, Any] = {}
    fake = SimpleNamespace(session_state=kept, query_params={}, context=SimpleNamespace(locale="en"))
    monkeypatch.setattr(state, "st", fake)
    state.begin(atlas)
    return kept
