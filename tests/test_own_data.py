"""What one reader has brought: how it is read, what of it stays, what a link says of it."""

from __future__ import annotations

import gc
import threading
import time
import weakref
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from corridor_atlas.bring import child, frames, reader
from corridor_atlas.bring.limits import FILES, UPLOAD
from corridor_atlas.bring.mapping import Mappings
from corridor_atlas.bring.naming import Names
from corridor_atlas.bring.progress import Progress, Stage, Tell
from corridor_atlas.bring.result import Result
from corridor_atlas.core.errors import DataError
from corridor_atlas.data.dataset import Atlas
from corridor_atlas.ui import own as own_module
from corridor_atlas.ui.own import Brought, Own
from corridor_atlas.ui.packed import of_map
from corridor_atlas.view import cite, link
from corridor_atlas.view.view import opening, shared

PATIENCE = 120
CSV = "name,latitude,longitude,opened,state\nHill,{0},{0},1990,running\nDale,{1},{1},1995,ruined\n"


@pytest.fixture
def own() -> Iterator[Own]:
    found = Own()
    yield found
    found.close()


@pytest.fixture
def in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """The reader itself, without a process around it, which would take a second for each file."""

    def read(
        path: Path, name: str, said: Mappings, names: Names, limits: object, stopped: Callable[[], bool], tell: Tell
    ) -> Result:
        assert limits is not None
        assert not stopped()
        return reader.read(path, name, said, names, UPLOAD, tell)

    monkeypatch.setattr(child, "read", read)


def places(at: float = 10) -> bytes:
    return CSV.format(at, at + 1).encode()


def brought(own: Own, base: Atlas, *files: tuple[str, bytes]) -> tuple[str, ...] | None:
    """The ids of the layers that files become."""
    own.read(base, [own.put_down(name, content, Mappings()) for name, content in files])
    return taken(own)


def taken(own: Own) -> tuple[str, ...] | None:
    assert own.reading
    assert own.reading.done.wait(PATIENCE)
    return own.take_up()


def test_a_file_becomes_a_layer_of_the_sessions_atlas_alone(own: Own, small_atlas: Atlas) -> None:
    before = set(small_atlas.features)
    assert brought(own, small_atlas, ("Hills.csv", places())) == ("hills",)
    atlas = own.over(small_atlas)
    assert {atlas.feature(id_).record.name["en"] for id_ in set(atlas.features) - before} == {"Hill", "Dale"}
    assert atlas.own == {"hills"}
    assert atlas.layer("hills").title["en"] == "Hills"
    assert set(small_atlas.features) == before, "the atlas that all share stays as it is"
    assert own.workshop
    assert own.workshop.map.revision != of_map(small_atlas).revision
    assert own.workshop.article("hill", "en")["name"] == "Hill"


@pytest.mark.usefixtures("in_this_process")
def test_several_files_lie_beside_each_other_and_go_one_by_one(own: Own, small_atlas: Atlas) -> None:
    same = places()
    assert brought(own, small_atlas, ("a.csv", same), ("b.csv", same)) == ("a", "b")
    assert {"hill", "hill-2"} <= set(own.over(small_atlas).features)
    own.remove(small_atlas, 1)
    assert [layer.id for layer in own.over(small_atlas).layers if layer.id in own.over(small_atlas).own] == ["b"]
    own.remove(small_atlas, 2)
    assert own.over(small_atlas) is small_atlas


@pytest.mark.usefixtures("in_this_process")
def test_how_far_a_file_is_is_heard_and_never_goes_back(own: Own, small_atlas: Atlas) -> None:
    own.read(small_atlas, [own.put_down("a.csv", places(), Mappings())])
    reading = own.reading
    assert reading
    assert reading.done.wait(PATIENCE)
    assert reading.share is not None
    assert 0.5 <= reading.share <= 1
    reading._hear(Progress(Stage.SHAPES, 0.1))
    assert reading.share >= 0.5


@pytest.mark.usefixtures("in_this_process")
def test_another_mapping_makes_the_same_file_anew(own: Own, small_atlas: Atlas) -> None:
    brought(own, small_atlas, ("a.csv", places()))
    said = own.mapping(
        "a.csv.mapping.toml", b'status = "state"\n[title]\nen = "Mines"\n[statuses]\nruined = "closed"\n'
    )
    own.read(small_atlas, [replace(own.files[1], said=said)])
    assert taken(own) == (), "the layer is the same"
    atlas = own.over(small_atlas)
    assert atlas.layer("a").title["en"] == "Mines"
    dale = atlas.feature("dale").record
    assert "Closed" in str(dale.note), "since when is not said"
    assert dale.timeline[-1].seen == "1995"
    with pytest.raises(DataError, match=r"mine\.toml"):
        own.mapping("mine.toml", b"nonsense = 1\n")


def test_files_lie_under_names_of_the_program_and_are_gone_at_the_end(own: Own, small_atlas: Atlas) -> None:
    one = own.put_down("../../<b>x</b>\n.csv", places(), Mappings())
    folder = one.path.parent
    assert (one.path.name, one.name) == ("1", "b> .csv"), "a name is told, and no path is made of it"
    own.read(small_atlas, [one])
    taken(own)
    own.remove(small_atlas, 1)
    assert list(folder.iterdir()) == []
    own.leave(after=0)
    end = time.monotonic() + PATIENCE
    while folder.exists():
        assert time.monotonic() < end
        time.sleep(0.02)


def test_a_reader_who_comes_back_finds_what_they_brought(own: Own) -> None:
    path = own.put_down("a.csv", places(), Mappings()).path
    own.leave(after=0.2)
    own.come_back()
    for one in threading.enumerate():
        if isinstance(one, threading.Timer):
            one.join(1)
    assert path.exists()


def test_what_was_stopped_leaves_nothing(own: Own, small_atlas: Atlas) -> None:
    one = own.put_down("a.csv", places(), Mappings())
    own.read(small_atlas, [one])
    assert own.reading
    own.reading.stop.set()
    assert taken(own) is None
    assert own.told == ("own_stopped", {"file": "a.csv"})
    assert (own.files, one.path.exists()) == ({}, False)


@pytest.mark.usefixtures("in_this_process")
def test_what_cannot_be_laid_over_the_map_is_a_sentence(
    own: Own, small_atlas: Atlas, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(_: Result) -> None:
        raise MemoryError

    monkeypatch.setattr(frames, "rows_of", fail)
    assert brought(own, small_atlas, ("a.csv", places())) is None
    assert own.told == ("own_failed", {"file": "a.csv"})
    assert "could not be laid over" in caplog.text
    monkeypatch.undo()
    assert own.over(small_atlas) is small_atlas


def test_only_so_many_files_are_read_at_a_time(own: Own, small_atlas: Atlas, monkeypatch: pytest.MonkeyPatch) -> None:
    turns = threading.BoundedSemaphore(1)
    monkeypatch.setattr(own_module, "_turns", turns)
    with turns:
        own.read(small_atlas, [own.put_down("a.csv", places(), Mappings())])
        assert own.reading
        assert not own.reading.done.wait(0.3)
        assert own.reading.waits
    assert taken(own) == ("a",)
    assert own.room == FILES - 1


@pytest.mark.usefixtures("in_this_process")
def test_memory_comes_back_after_fifty_files(own: Own, small_atlas: Atlas) -> None:
    atlases: list[weakref.ref[Atlas]] = []
    for number in range(50):
        brought(own, small_atlas, (f"file {number}.csv", places(10 + number / 2)))
        assert own.workshop
        assert own.workshop.network.places, "what is made of an atlas is made"
        atlases.append(weakref.ref(own.workshop.atlas))
        gc.freeze()  # as `cache` does: what refers to itself would now stay for good
        own.files.pop(next(iter(own.files))) if number % 2 else own.remove(small_atlas, max(own.files))
    own.close()
    for one in threading.enumerate():
        if one.name.startswith("beside"):
            one.join(PATIENCE)
    assert [one() is None for one in atlases] == [True] * 50


@pytest.mark.usefixtures("in_this_process")
def test_no_link_says_what_its_reader_alone_has(own: Own, small_atlas: Atlas) -> None:
    brought(own, small_atlas, ("a.csv", places()))
    atlas = own.over(small_atlas)
    view = replace(opening(atlas), selected="hill", origin="hill")
    assert link.to_query(view, atlas) == link.to_query(opening(small_atlas), small_atlas)
    assert "hill" not in cite.permalink(atlas, view)
    assert shared(view, small_atlas) is view
    _, notices = link.from_query({"id": "hill", "layers": "a"}, small_atlas)
    assert len(notices) == 2, "whoever gets such a link all the same is told, and sees the atlas"
    assert isinstance(own.files[1], Brought)
