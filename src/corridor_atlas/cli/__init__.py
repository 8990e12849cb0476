"""The command line: `corridor-atlas …`. With --json one JSON document goes to stdout, nothing else.

Each module beside this one adds its commands to the one `app`.
"""

from __future__ import annotations

import contextlib
import io
import os
import sys
from typing import NoReturn

import typer

from corridor_atlas.cli import ask, bring, changes, data, take, travel
from corridor_atlas.cli.app import app
from corridor_atlas.core import gdal
from corridor_atlas.core.errors import AtlasError, DataError, shorten

__all__ = ["app", "ask", "bring", "changes", "data", "main", "take", "travel"]


DEBUG = "CORRIDOR_ATLAS_DEBUG"
"""Set to anything, an error of the program itself shows where it came from."""


def main() -> None:
    """Run the command line; whatever goes wrong ends with its cause in a line and exit code 1."""
    gdal.restrict()
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # a terminal without Chinese letters is no reason to end
    try:
        app()
    except DataError as error:
        _end(str(error))
    except AtlasError as error:
        _end(f"corridor-atlas: {error}")
    except OSError as error:
        _give_up_output()
        where = f"{error.filename}: " if error.filename else ""
        _end(f"corridor-atlas: {where}{error.strerror or error}")
    except MemoryError:
        _end("corridor-atlas: there is not enough memory for this")
    except Exception as error:
        if os.environ.get(DEBUG):
            raise
        _end(
            f"corridor-atlas: {type(error).__name__}: {shorten(str(error), 200)}. This is an error of the program, "
            f"please report it; {DEBUG}=1 shows where it happened"
        )


def _end(*lines: str) -> NoReturn:
    for line in lines:
        typer.echo(line, err=True)
    raise SystemExit(1) from None


def _give_up_output() -> None:
    """Let go of what could not be printed, so that Python does not try once more as it ends, and complain."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
