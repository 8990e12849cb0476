"""Reading in a process of its own, with limits on time and memory: whatever a file does to it, we go on.

`read` starts it and waits; `python -m corridor_atlas.bring.child` is what it starts. The request comes as JSON on its
standard input, the answer is one JSON document in a file; nothing of it is ever code. A process that is killed, or
runs out of memory or time, is a fault with a sentence. Files that it unpacks lie in a folder that is gone afterwards.
"""

from __future__ import annotations

import dataclasses
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from corridor_atlas.bring.limits import OWN, Limits
from corridor_atlas.bring.mapping import Mappings
from corridor_atlas.bring.naming import Names
from corridor_atlas.bring.progress import Noted, Tell, noted, silent
from corridor_atlas.bring.result import Result
from corridor_atlas.core import gdal
from corridor_atlas.core.errors import Fault

OUT_OF_MEMORY = 70
"""What the process ends with when there is no memory left."""
POLL = 0.1
"""Seconds between two looks whether somebody wants it to stop."""
ALONE = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
"""Threads want address space of their own."""
SIMPLER = "a smaller or simpler file: divide it, or simplify its shapes"


def read(
    path: Path,
    name: str | None = None,
    mapping: Mappings | None = None,
    names: Names | None = None,
    limits: Limits = OWN,
    stopped: Callable[[], bool] = bool,
    tell: Tell = silent,
) -> Result:
    """Read one file in a process of its own.

    Parameters
    ----------
    path
        Where it lies.
    name
        What it is called in messages; the last part of its path if left out.
    mapping
        What somebody has said of its columns.
    names
        Names that the atlas has already; those that are given here are added.
    limits
        How much of it is read, and what that may cost.
    stopped
        Asked all the time: whether nobody wants it any more.
    tell
        Told, some times a second, what it is at and how far that has come. What it raises ends the reading.

    Returns
    -------
    Result
        What became of it; whatever goes wrong is a fault in it.
    """
    name = path.name if name is None else name
    names = names or Names()
    request = {
        "path": str(path.resolve()),
        "name": name,
        "mapping": (mapping or Mappings()).model_dump(mode="json", exclude_unset=True),
        "names": {
            "ids": sorted(names.ids),
            "tables": sorted(names.tables),
            "sources": names.sources,
            "places": names.places,
        },
        "limits": dataclasses.asdict(limits),
    }
    with tempfile.TemporaryDirectory(prefix="corridor-atlas-") as folder:
        result = _run(request, Path(folder), stopped, tell)
    names.ids |= {one["properties"]["id"] for table in result.tables for one in table.features}
    names.tables |= {table.name for table in result.tables}
    names.sources.update(result.sources)
    return result


def _run(request: dict[str, Any], folder: Path, stopped: Callable[[], bool], tell: Tell) -> Result:
    asked, answer, told, progress = (folder / name for name in ("request", "answer", "errors", "progress"))
    limits = Limits(**request["limits"])
    asked.write_text(json.dumps(request), encoding="utf-8")
    environment = {**os.environ, **gdal.SETTINGS, **ALONE, "TMPDIR": str(folder)}
    command = [sys.executable, "-m", __spec__.name, str(answer), str(progress)]
    with (
        asked.open("rb") as given,
        told.open("wb") as errors,
        subprocess.Popen(  # noqa: S603  our own module
            command, stdin=given, stdout=subprocess.DEVNULL, stderr=errors, env=environment, cwd=folder
        ) as process,
    ):
        try:
            waited = _waited(process, limits.seconds, stopped, lambda: _passed_on(progress, tell))
        except BaseException:
            process.kill()
            raise
    if process.returncode == 0 and answer.is_file():
        return Result.of(json.loads(answer.read_text(encoding="utf-8")))
    return Result(
        request["name"], faults=[Fault(request["name"], "", "", *_reason(process.returncode, waited, limits))]
    )


def _waited(
    process: subprocess.Popen[bytes], most: int, stopped: Callable[[], bool], look: Callable[[], None]
) -> float:
    """Wait for the process, killed after `most` seconds or when it is `stopped`; `look` all the while. The seconds."""
    began = time.monotonic()
    while True:
        try:
            process.wait(POLL)
        except subprocess.TimeoutExpired:
            look()
            if time.monotonic() - began > most or stopped():
                process.kill()
                process.wait()
            else:
                continue
        return time.monotonic() - began


def _passed_on(progress: Path, tell: Tell) -> None:
    if now := noted(progress):
        tell(now)


def _reason(code: int, waited: float, limits: Limits) -> tuple[str, str]:
    """Why the process gave no answer, and what to do."""
    if waited > limits.seconds or code == -getattr(signal, "SIGXCPU", 24):
        return f"a file that takes longer than {limits.seconds} seconds to read", SIMPLER
    if code == -signal.SIGTERM or (code == -getattr(signal, "SIGKILL", 9) and waited <= limits.seconds):
        return "that reading was stopped", "to be read to its end, or a smaller file"
    if code == OUT_OF_MEMORY:
        return f"a file that needs more than {limits.memory >> 20} MiB of memory to read", SIMPLER
    return (
        f"a file that the program cannot read (it ended with {code})",
        "a sound file: save it anew, or in another format",
    )


def main() -> None:
    """Read what standard input asks for, within its limits, and write the answer into the file that is named."""
    request = json.load(sys.stdin)
    limits = Limits(**request["limits"])
    _limit(limits)
    gdal.restrict()
    from corridor_atlas.bring import reader  # noqa: PLC0415  not before the limits and the restrictions stand

    try:
        gdal.check()
        taken = request["names"]
        places = {id_: (east, north) for id_, (east, north) in taken["places"].items()}
        names = Names(set(taken["ids"]), set(taken["tables"]), taken["sources"], places)
        mapping = Mappings.model_validate(request["mapping"])
        result = reader.read(Path(request["path"]), request["name"], mapping, names, limits, Noted(Path(sys.argv[2])))
        Path(sys.argv[1]).write_text(json.dumps(result.packed(), ensure_ascii=False, allow_nan=False), "utf-8")
    except MemoryError:
        os._exit(OUT_OF_MEMORY)


def _limit(limits: Limits) -> None:
    """Hold this process to its limits, where the system can do so."""
    try:
        import resource  # noqa: PLC0415  there is none on Windows
    except ModuleNotFoundError:
        return
    for kind, most in ((resource.RLIMIT_AS, limits.memory), (resource.RLIMIT_CPU, limits.seconds)):
        _, hard = resource.getrlimit(kind)
        resource.setrlimit(kind, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    main()
