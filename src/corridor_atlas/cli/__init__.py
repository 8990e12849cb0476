"""The command line: `corridor-atlas …`. With --json one JSON document goes to stdout, nothing else.

Each module beside this one adds its commands to the one `app`.
"""

from __future__ import annotations

import typer

from corridor_atlas import gdal
from corridor_atlas.cli import ask, changes, data, take, travel
from corridor_atlas.cli.app import app
from corridor_atlas.errors import AtlasError, DataError

__all__ = ["app", "ask", "changes", "data", "main", "take", "travel"]


def main() -> None:
    """Run the command line; an error of ours ends with its message and exit code 1."""
    gdal.restrict()
    try:
        app()
    except DataError as error:
        typer.echo(str(error), err=True)
        raise SystemExit(1) from None
    except AtlasError as error:
        typer.echo(f"corridor-atlas: {error}", err=True)
        raise SystemExit(1) from None
