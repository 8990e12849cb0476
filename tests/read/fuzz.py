"""Broken and hostile files out of sound ones: bytes turned, cut, doubled, moved, and words that hurt put in.

`python tests/read/fuzz.py HOURS` goes on with new seeds until the time is over; every file that makes a reader raise,
hang, grow beyond the limit or give something unsound stays in `build/fuzz/` with what it did, and it ends with 1.
"""

from __future__ import annotations

import random
import resource
import signal
import sys
import tempfile
import time
import traceback
from dataclasses import replace
from pathlib import Path

from corridor_atlas.bring import reader
from corridor_atlas.bring.limits import UPLOAD, Limits
from corridor_atlas.bring.mapping import Mappings
from corridor_atlas.bring.naming import Names
from corridor_atlas.bring.result import Result
from corridor_atlas.core.model import Record

LIMITS: Limits = replace(UPLOAD, size=5 << 20, features=20_000, vertices=200_000, unpacked=20 << 20)
SLOW = 20.0
"""Seconds of a processor that no small file may take."""
WORDS = [
    b"NaN",
    b"Infinity",
    b"-Infinity",
    b"1e308",
    b"-1",
    b"9999",
    b"null",
    b"{}",
    b"[[[[[[[[[[[[",
    b"\x00\x00",
    b"\xff\xfe",
    b"<![CDATA[",
    b"&x;",
    b"<!DOCTYPE x [",
    b"]]>",
    b'"',
    b"'",
    b"=1+1",
    b"{{7*7}}",
    b"../../",
    b"/vsicurl/http://x",
    b"0000-00-00",
    b"99999999999999999999",
    b"1901/1899",
    b"EPSG:999999",
    "\u202e\ud7ff\u0000".encode("utf-8", "replace"),
    b"POLYGON((0 0,1 1,0 0))",
    b"GEOMETRYCOLLECTION(GEOMETRYCOLLECTION EMPTY)",
    b"\r\r\n",
    b",,,,,,,,",
    b";;;;",
    b"\t",
    b'"coordinates"',
    b'"type"',
    b'"when"',
    b'"features"',
]


def mutated(data: bytes, chance: random.Random) -> bytes:
    """Some bytes with a few faults in them."""
    found = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 4, 12))):
        at = chance.randrange(len(found) + 1)
        size = chance.choice((1, 2, 4, 16, 64, 400))
        match chance.randrange(7):
            case 0 if found:
                found[at % len(found)] = chance.randrange(256)
            case 1:
                del found[at : at + size]
            case 2:
                found[at:at] = found[at : at + size]
            case 3:
                found[at:at] = chance.choice(WORDS)
            case 4:
                found[at : at + size] = bytes(chance.randrange(256) for _ in range(size))
            case 5 if chance.random() < 0.2:
                del found[at:]
            case _:
                word = chance.choice(WORDS)
                found[at : at + len(word)] = word
    return bytes(found)


def tried(path: Path) -> Result:
    """What becomes of a file; raises whatever goes wrong, and `AssertionError` for an unsound answer."""
    began = time.process_time()
    result = reader.read(path, path.name, Mappings(), Names(), LIMITS)
    assert time.process_time() - began < SLOW, "too slow"
    for table in result.tables:
        for one in table.features:
            Record.model_validate(one["properties"])
    assert result.features or result.faults
    assert all(fault.found and fault.expected for fault in result.faults)
    return result


class HangError(Exception):
    """A file that takes far too long."""


def _hangs(*_: object) -> None:
    raise HangError


def main(hours: float, folder: Path = Path("build") / "fuzz") -> int:
    """Go on until the time is over; the number of files that did harm, which stay in `folder` with what they did."""
    import made  # noqa: PLC0415  beside this file

    signal.signal(signal.SIGALRM, _hangs)
    resource.setrlimit(resource.RLIMIT_AS, (LIMITS.memory, LIMITS.memory))
    until, first = time.monotonic() + hours * 3600, int(time.time())
    tried_, harmful, told = 0, 0, time.monotonic()
    with tempfile.TemporaryDirectory() as name:
        sound = {one: made.make(one, Path(name)).read_bytes() for one in made.MAKERS}
        while time.monotonic() < until:
            seed = first + tried_
            chance = random.Random(seed)  # noqa: S311
            one = chance.choice(list(sound))
            path = Path(name) / "mutated" / one
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(mutated(sound[one], chance))
            signal.alarm(int(SLOW * 10))
            try:
                tried(path)
            except Exception:
                harmful += 1
                folder.mkdir(parents=True, exist_ok=True)
                (folder / f"{seed}-{one}").write_bytes(path.read_bytes())
                (folder / f"{seed}-{one}.txt").write_text(traceback.format_exc(), encoding="utf-8")
                sys.stderr.write(f"{folder / f'{seed}-{one}'}: {traceback.format_exc().splitlines()[-1]}\n")
            signal.alarm(0)
            tried_ += 1
            if time.monotonic() - told > 60 or time.monotonic() >= until:
                told = time.monotonic()
                most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
                sys.stderr.write(f"{tried_} files from seed {first}, {harmful} did harm, at most {most} MiB\n")
                sys.stderr.flush()
    return harmful


if __name__ == "__main__":
    from corridor_atlas.core import gdal

    gdal.restrict()
    sys.exit(1 if main(float(sys.argv[1]) if len(sys.argv) > 1 else 1.0) else 0)
