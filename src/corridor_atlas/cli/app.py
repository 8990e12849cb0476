"""The command `corridor-atlas` itself: its options, and starting the page."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Annotated, Any

import typer

from corridor_atlas import __version__, catalog

app = typer.Typer(
    help="Cross-border infrastructure of Northeast Asia, year by year.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

Json = Annotated[bool, typer.Option("--json", help="Print one JSON document and nothing else.")]
Year = Annotated[int, typer.Option("--year", "-y", help="Year of the atlas, 1991 to today.")]
FeatureId = Annotated[str, typer.Argument(metavar="ID", help="Id of a feature, or a former id.")]


def print_json(document: Any) -> None:
    """Print one JSON document: indented, letters as they are."""
    typer.echo(json.dumps(document, ensure_ascii=False, indent=2))


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"corridor-atlas {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Cross-border infrastructure of Northeast Asia, year by year."""


@app.command()
def run(
    port: Annotated[int, typer.Option(help="Port of the web page.")] = 8501,
    address: Annotated[str, typer.Option(help="Address to listen on.")] = "localhost",
) -> None:
    """Start the atlas as a web page on this machine."""
    page = catalog.home() / "app.py"
    command = [sys.executable, "-m", "streamlit", "run", str(page), "--server.port", str(port)]
    typer.echo(f"Corridor Atlas on http://{address}:{port} (Ctrl-C ends it)")
    try:
        # the working folder decides which .streamlit/config.toml is read
        done = subprocess.run([*command, "--server.address", address], cwd=page.parent, check=False)  # noqa: S603
    except KeyboardInterrupt:
        raise typer.Exit(0) from None
    raise typer.Exit(done.returncode)
