"""What the reader of one session has brought: the files, what was read of them, the atlas that holds both.

Nothing of it is known to another session: it hangs on the session's state, the files lie in a folder of their own
under names that the program gives, and all of it goes when a file is removed or the session ends (decision 0016).
"""

from __future__ import annotations

import gc
import logging
import tempfile
import threading
import time
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

import shapely

from corridor_atlas.bring import child, frames, mapping
from corridor_atlas.bring.limits import AT_ONCE, FILES, UPLOAD
from corridor_atlas.bring.mapping import Mappings
from corridor_atlas.bring.naming import Names
from corridor_atlas.bring.progress import Progress, Stage
from corridor_atlas.bring.result import Result
from corridor_atlas.core.characters import on_one_line
from corridor_atlas.core.errors import DataError, Fault
from corridor_atlas.data.dataset import Atlas
from corridor_atlas.data.records import Rows
from corridor_atlas.data.settings import Extent, grown
from corridor_atlas.ui import beside
from corridor_atlas.ui.workshop import Workshop
from corridor_atlas.view import gazetteer

GRACE = 130.0
"""Seconds after which a reader who has left does not come back: Streamlit keeps a session for two minutes."""
LOOK = 0.1
"""Seconds between two looks whether it is the turn of a file."""
NEAREST = 9.0
"""The zoom at which a single point of a file is looked at."""
LETTERS = 120
"""Of the name of a file."""
_turns = threading.BoundedSemaphore(AT_ONCE)
_log = logging.getLogger(__name__)


@dataclass
class Brought:
    """A file that was brought, where it lies, what somebody has said of its columns, and what became of it."""

    number: int
    name: str
    path: Path
    said: Mappings = field(default_factory=Mappings)
    result: Result | None = None
    rows: dict[str, Rows] = field(default_factory=dict)
    revision: int = 0
    """How many times it was read."""

    @property
    def layers(self) -> tuple[str, ...]:
        """The ids of its layers."""
        return tuple(self.rows)

    @property
    def extent(self) -> Extent | None:
        """West, south, east, north (WGS84) of all its shapes; None where it has none."""
        shapes = [shape for rows in self.rows.values() for _, shape in rows if shape is not None]
        if not shapes:
            return None
        west, south, east, north = shapely.total_bounds(shapes).tolist()
        return west, south, east, north


class Reading:
    """Files that are being read, beside all else; `done` is set when they are, `stop` when nobody wants them."""

    def __init__(self, base: Atlas, there: Iterable[Brought], todo: list[Brought]) -> None:
        self.base, self.todo = base, todo
        self.name, self.begun, self.waits = todo[0].name, time.monotonic(), True
        self.share: float | None = None
        self.stop, self.done = threading.Event(), threading.Event()
        self.files = {one.number: one for one in there}
        self.workshop: Workshop | None = None
        self.failed = False
        self.removed: set[int] = set()
        beside.start(self._run)

    @property
    def seconds(self) -> float:
        """For how long."""
        return time.monotonic() - self.begun

    def _hear(self, now: Progress) -> None:
        """How much of the file is done: shapes are the first half of it, features the other; it never goes back."""
        if now.share is not None:
            half = now.share / 2 + (0.5 if now.stage is Stage.FEATURES else 0)
            self.share = max(self.share or 0, half)

    def _run(self) -> None:
        try:
            while not _turns.acquire(timeout=LOOK):
                if self.stop.is_set():
                    return
            try:
                self.waits = False
                self._read()
            finally:
                _turns.release()
        except Exception:
            _log.exception("What a reader has brought could not be laid over the atlas")
            self.failed = True
        finally:
            self.done.set()

    def _read(self) -> None:
        for one in self.todo:
            self.name, self.share = one.name, None
            others = [other for other in self.files.values() if other.number != one.number]
            number = sum(other.result.features for other in others if other.result)
            limits = replace(UPLOAD, features=max(1, UPLOAD.features - number))
            names = _names(self.base, others)
            result = child.read(one.path, one.name, one.said, names, limits, self.stop.is_set, self._hear)
            if self.stop.is_set():
                return
            self.files[one.number] = replace(one, result=result, rows=frames.rows_of(result), revision=one.revision + 1)
        workshop = made(self.base, self.files.values())
        if workshop and not self.stop.is_set():
            _ = workshop.map  # takes longest: not while the page waits
        self.workshop = workshop


def _names(base: Atlas, others: Iterable[Brought]) -> Names:
    """Names that are taken already, by the atlas and by what else was brought."""
    names = frames.names_in(base)
    for one in others:
        if one.result:
            names.tables |= set(one.rows)
            names.ids |= {record.id for rows in one.rows.values() for record, _ in rows}
            names.sources.update(one.result.sources)
    return names


def made(base: Atlas, files: Iterable[Brought]) -> Workshop | None:
    """The atlas with all that was brought; None where nothing of it can be shown."""
    atlas = base
    for one in files:
        if one.result and one.result.tables:
            atlas = frames.laid_over(atlas, one.result, one.rows)
    if atlas is base:
        return None
    return Workshop(base, replace(atlas, own=frozenset(one.id for one in atlas.layers[len(base.layers) :])))


class Own:
    """All that one session has of its own.

    Attributes
    ----------
    files
        What was brought, by number, in the order in which it came.
    workshop
        The atlas with it, and its parts; None while there is nothing to show.
    reading
        What is being read.
    told
        A key of the page's words and its values: what is to be said of the last reading.
    faults
        What is wrong with a mapping that came along.
    look, looks
        Latitude, longitude (WGS84) and zoom to which the map is to go, and how often it was asked to.
    uploads
        How many times files were taken: the field for them is a new one after each.
    """

    def __init__(self) -> None:
        self.files: dict[int, Brought] = {}
        self.workshop: Workshop | None = None
        self.reading: Reading | None = None
        self.told: tuple[str, dict[str, str]] | None = None
        self.faults: list[Fault] = []
        self.looks, self.look = 0, (0.0, 0.0, 0.0)
        self.uploads = 0
        self._last = 0
        self._leaving: threading.Thread | None = None

    @cached_property
    def _folder(self) -> tempfile.TemporaryDirectory[str]:
        return tempfile.TemporaryDirectory(prefix="corridor-atlas-own-")

    @property
    def room(self) -> int:
        """How many more files there may be."""
        return FILES - len(self.files)

    def over(self, base: Atlas) -> Atlas:
        """The atlas with what was brought; made again if the files of the atlas itself have changed."""
        if self.workshop and self.workshop.base is not base:
            self._put(made(base, self.files.values()))
        return self.workshop.atlas if self.workshop else base

    def put_down(self, name: str, content: bytes | memoryview, said: Mappings) -> Brought:
        """Lay a file into the folder of the session, under a name that says nothing.

        Parameters
        ----------
        name
            What its reader calls it.
        content
            All its bytes.
        said
            What is known of its columns.
        """
        self._last += 1
        path = Path(self._folder.name) / f"{self._last}"
        path.write_bytes(content)
        called = on_one_line(name.replace("\\", "/").rpartition("/")[2])[-LETTERS:] or f"{self._last}"
        return Brought(self._last, called, path, said)

    def mapping(self, name: str, content: bytes) -> Mappings:
        """The mapping that a file holds. Parameters as for `put_down`; raises `DataError`."""
        path = Path(self._folder.name) / "mapping.toml"
        path.write_bytes(content)
        try:
            return mapping.read(path)
        except DataError as error:
            raise DataError([replace(fault, file=name) for fault in error.faults]) from None
        finally:
            path.unlink()

    def read(self, base: Atlas, todo: list[Brought]) -> None:
        """Begin to read files, new ones or with another mapping; what is being read already is read with them."""
        if self.reading:
            self.reading.stop.set()
            todo = [*(one for one in self.reading.todo if one.number not in {new.number for new in todo}), *todo]
        self.told, self.faults = None, []
        self.reading = Reading(base, self.files.values(), todo)

    def take_up(self) -> tuple[str, ...] | None:
        """Take over what was read, once it is done: the ids of the layers that are new; None while nothing is."""
        reading = self.reading
        if reading is None or not reading.done.is_set():
            return None
        self.reading = None
        if reading.stop.is_set() or reading.failed:
            self.told = ("own_failed" if reading.failed else "own_stopped", {"file": reading.name})
            self._forget(one for one in reading.todo if one.number not in self.files)
            return None
        before = {layer for one in self.files.values() for layer in one.layers}
        self.files = {number: one for number, one in reading.files.items() if number not in reading.removed}
        self._put(made(reading.base, self.files.values()) if reading.removed else reading.workshop)
        return tuple(layer for one in self.files.values() for layer in one.layers if layer not in before)

    def remove(self, base: Atlas, number: int) -> None:
        """Let go of a file and all that was made of it."""
        if self.reading:
            self.reading.removed.add(number)
        gone = self.files.pop(number, None)
        if gone:
            self._forget([gone])
            self._put(made(base, self.files.values()))
            beside.start(_sweep)

    def look_at(self, files: Iterable[Brought]) -> None:
        """Ask the map to go where these lie."""
        boxes = [one.extent for one in files if one.extent]
        if boxes:
            west, south, east, north = zip(*boxes, strict=True)
            extent = grown((min(west), min(south), max(east), max(north)), 0.05, share=gazetteer.RIM)
            lat, lon, zoom = gazetteer.viewport(extent)
            self.looks, self.look = self.looks + 1, (lat, lon, min(zoom, NEAREST))

    def _put(self, workshop: Workshop | None) -> None:
        before, self.workshop = self.workshop, workshop
        if before and before is not workshop:
            before.close()

    @staticmethod
    def _forget(files: Iterable[Brought]) -> None:
        for one in files:
            one.path.unlink(missing_ok=True)

    # --- the end of a session -------------------------------------------------------------------

    def leave(self, after: float = GRACE) -> None:
        """The reader is gone: unless they come back, all of it goes after so many seconds."""
        self.come_back()
        self._leaving = beside.start(self.close, after)

    def come_back(self) -> None:
        """The reader is there, or there again."""
        leaving, self._leaving = self._leaving, None
        if isinstance(leaving, threading.Timer):
            leaving.cancel()

    def close(self) -> None:
        """Let go of everything."""
        if self.reading:
            self.reading.stop.set()
            self.reading.done.wait()
            self.reading = None
        self.files.clear()
        self._put(None)
        if "_folder" in self.__dict__:
            self._folder.cleanup()
            del self.__dict__["_folder"]
        _sweep()


def _sweep() -> None:
    """Look for garbage among all there is: what `cache` has taken out of sight would else stay."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()
