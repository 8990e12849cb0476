"""The command `corridor-atlas` itself: its options, and starting the page."""

from __future__ import annotations

import contextlib
import functools
import inspect
import json
import os
import re
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from corridor_atlas import __version__
from corridor_atlas.core import home
from corridor_atlas.core.counts import counted
from corridor_atlas.core.errors import AtlasError

if TYPE_CHECKING:
    from corridor_atlas.data.dataset import Atlas

app = typer.Typer(
    help="Cross-border infrastructure, year by year.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

Json = Annotated[bool, typer.Option("--json", help="Print one JSON document and nothing else.")]
Year = Annotated[int, typer.Option("--year", "-y", help="Year of the atlas.")]
GRACE = 5.0
"""Seconds that the server has to end by itself."""
EVERYWHERE = ("0.0.0.0", "::")  # noqa: S104  to say so, not to listen there
FeatureId = Annotated[str, typer.Argument(metavar="ID", help="Id of a feature, or a former id.")]


@contextlib.contextmanager
def _told(variable: str, value: str) -> Iterator[None]:
    """Have an environment variable say something; the page that `run` starts inherits it."""
    before = os.environ.get(variable)
    os.environ[variable] = value
    try:
        yield
    finally:
        os.environ.pop(variable)
        if before is not None:
            os.environ[variable] = before


def at(folder: Path) -> contextlib.AbstractContextManager[None]:
    """Work with the atlas of another folder."""
    return _told(home.VARIABLE, str(folder.resolve()))


def _use(context: typer.Context, folder: Path | None) -> None:
    if folder is not None:
        context.with_resource(at(folder))


def _publish_at(context: typer.Context, url: str | None) -> str | None:
    if url is None:
        return None
    checked = checked_url(url)
    context.with_resource(_told(home.ADDRESS, checked))
    return checked


BaseUrl = Annotated[
    str | None,
    typer.Option(
        callback=_publish_at,
        help="Address that links and citations begin with, such as https://example.org/atlas/; "
        f"if left out ${home.ADDRESS}, else what atlas.toml says.",
    ),
]
Data = Annotated[
    Path | None,
    typer.Option(
        callback=_use,
        exists=True,
        file_okay=False,
        metavar="FOLDER",
        help=f"Folder with geodata/ and layers/; if left out ${home.VARIABLE}, else the atlas that comes along.",
    ),
]


def command(name: str | None = None) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Add a function to the commands, with `--data` among its options: that one is dealt with here.

    `name` is that of the function if left out.
    """

    def adding(function: Callable[..., None]) -> Callable[..., None]:
        @functools.wraps(function)
        def without_data(*, data: Path | None = None, **options: Any) -> None:  # noqa: ARG001  `_use` has seen it
            function(**options)

        signature = inspect.signature(function, eval_str=True)
        data = inspect.Parameter("data", inspect.Parameter.KEYWORD_ONLY, default=None, annotation=Data)
        without_data.__signature__ = signature.replace(parameters=[*signature.parameters.values(), data])  # type: ignore[attr-defined]
        without_data.__annotations__ = {**function.__annotations__, "data": Data}
        app.command(name)(without_data)
        return function

    return adding


def opened() -> Atlas:
    """The atlas that a command is about, published where the command or the environment says.

    That something of it is left out is told, for the answer may lack it.
    """
    from corridor_atlas.data import dataset

    atlas = dataset.load()
    if address := home.address():
        atlas = atlas.published_at(address)
    if atlas.faults:
        told = f"{counted(len(atlas.faults), 'fault')} in the data: `corridor-atlas validate` tells what is left out"
        typer.echo(f"notice: {told}", err=True)
    return atlas


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
    data: Data = None,
) -> None:
    """Cross-border infrastructure, year by year."""


@command()
def run(
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port of the web page.")] = 8501,
    address: Annotated[
        str, typer.Option(help="Address of this machine to listen on; 0.0.0.0 is every one, open to other machines.")
    ] = "localhost",
    base_url: BaseUrl = None,  # noqa: ARG001  `_publish_at` has seen it, and the server inherits it
) -> None:
    """Start the atlas as a web page on this machine."""
    _check_free(address, port)
    page = Path(__file__).parents[1] / "ui" / "start.py"
    command = [sys.executable, "-m", "corridor_atlas.ui.serve", "run", str(page), "--server.port", str(port)]
    host = "localhost" if address in EVERYWHERE else f"[{address}]" if ":" in address else address
    elsewhere = ", and on every address of this machine" if address in EVERYWHERE else ""
    typer.echo(f"Corridor Atlas on http://{host}:{port}{elsewhere} (Ctrl-C ends it)")
    raise typer.Exit(_served([*command, "--server.address", address]))


def checked_url(text: str) -> str:
    """The address with a slash at its end; raises `AtlasError` for what is none of a web page."""
    if not re.fullmatch(r"https?://[^\s/?#]+(/[^\s?#]*)?", text):
        raise AtlasError(f"--base-url {text!r} is no address: expected one such as https://example.org/atlas/")
    return text if text.endswith("/") else f"{text}/"


def _served(command: list[str]) -> int:
    """Run the server until it ends, or until this program is told to end: then the server ends too. Its exit code."""
    # the working folder decides which .streamlit/config.toml is read
    with subprocess.Popen(command, cwd=home.shipped()) as server:  # noqa: S603

        def end(*_: object) -> None:
            server.terminate()
            last = threading.Timer(GRACE, server.kill)
            last.daemon = True
            last.start()

        signal.signal(signal.SIGTERM, end)
        try:
            return server.wait()
        except KeyboardInterrupt:  # the terminal has told the server as well
            server.wait()
            return 0


def _check_free(address: str, port: int) -> None:
    """Raise `AtlasError` when the page could not listen there: Streamlit would say it less plainly, or not at all."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET  # as Streamlit tells them apart
    try:
        if not address.strip():
            raise OSError("an empty address would be open to every machine")
        with socket.socket(family) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((address, port))
    except (OSError, UnicodeError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise AtlasError(f"the page cannot be shown on address {address!r}, port {port}: {reason}") from None
