"""What somebody brings: a file made into a layer, a whole atlas laid out anew, a page opened with both."""

from __future__ import annotations

import contextlib
import re
import signal
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from corridor_atlas.cli.app import Json, at, command, print_json, run
from corridor_atlas.core import files, home
from corridor_atlas.core.counts import counted
from corridor_atlas.core.errors import AtlasError, told

if TYPE_CHECKING:
    from corridor_atlas.bring.mapping import Mappings
    from corridor_atlas.bring.result import Result

MappingFile = Annotated[
    Path | None,
    typer.Option(
        "--mapping", metavar="M.toml", help="What the columns mean; FILE.mapping.toml beside the file if there is one."
    ),
]
YEARS = re.compile(r"([0-9]{4})\s*[-–/]\s*([0-9]{4})")


@contextlib.contextmanager
def _tidy() -> Iterator[None]:
    """Told to end, leave nothing behind: what is on its way is taken down in order."""
    before = signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


@command("import")
def import_file(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A file of any format that is known.")],
    out: Annotated[Path, typer.Option("--out", "-o", metavar="FOLDER", help="The atlas that it becomes part of.")],
    mapping: MappingFile = None,
    report: Annotated[
        Path | None,
        typer.Option(metavar="R.csv", help="Where all that was repaired or dropped is written, row by row."),
    ] = None,
    as_json: Json = False,
) -> None:
    """Make a file a layer of an atlas: GeoJSON, GeoPackage, Shapefile, KML, GPX, CSV, XLSX, GeoParquet and others."""
    result = _brought(file, out, mapping)
    if report is not None:
        from corridor_atlas.bring import report as reports

        files.write(report, reports.csv(result))
    if as_json:
        print_json(result.document())
    else:
        for line in lines(result, out):
            typer.echo(line)
    raise typer.Exit(0 if result.tables else 1)


def _brought(file: Path, out: Path, mapping: Path | None) -> Result:
    """Read a file and write what it becomes into an atlas, if it becomes anything."""
    from corridor_atlas.bring import child, folder

    files.check_folder(out)
    with _tidy():
        result = child.read(file, mapping=_mapping(file, mapping), names=folder.names(out, file.name))
    if result.tables:
        folder.write(out, result)
    return result


def _mapping(file: Path, asked: Path | None) -> Mappings:
    from corridor_atlas.bring import mapping as mappings

    if asked is None and not mappings.beside(file).is_file():
        return mappings.Mappings()
    return mappings.read(asked or mappings.beside(file))


def lines(result: Result, out: Path) -> list[str]:
    """What became of a file, for a terminal.

    Parameters
    ----------
    result
        What was read.
    out
        The folder of the atlas.
    """
    from corridor_atlas.bring import folder
    from corridor_atlas.bring.mapping import ENDING

    dropped = [fault for fault in result.faults if fault.left_out]
    repaired = [fault for fault in result.faults if not fault.left_out]
    found = [*told(dropped), *(f"notice: {line}" for line in told(repaired))]
    where = f" in {', '.join(f'geodata/{table.name}.geojson' for table in result.tables)}" if result.tables else ""
    found.append(
        f"{result.file}: {counted(result.features, 'feature')}{where}, {result.dropped} dropped"
        f"{f', {result.crs}' if result.crs else ''}{f', {result.encoding}' if result.encoding else ''}"
    )
    if result.tables:
        found.append(f"what its columns were taken for: {out / folder.MAPPINGS / (result.file + ENDING)}")
    return found


@command()
def new(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="Where it is laid out; empty, or not there yet.")],
    from_: Annotated[
        list[Path] | None, typer.Option("--from", metavar="FILE", help="What it begins with; may be repeated.")
    ] = None,
    title: Annotated[str | None, typer.Option(help="What the atlas is called.")] = None,
    years: Annotated[str | None, typer.Option(metavar="A-B", help="First and last year, such as 1850-1950.")] = None,
    mapping: MappingFile = None,
) -> None:
    """Lay out a whole atlas: tables, layers, eras, a README, the land of the world as its ground."""
    from corridor_atlas.bring import laying

    span = _years(years)
    laying.check(folder)
    results = [_brought(file, folder, mapping) for file in from_ or []]
    for result in results:
        for line in lines(result, folder):
            typer.echo(line)
        if not result.tables:
            raise AtlasError(f"{result.file} could not be read: nothing was laid out")
    laying.lay(folder, title, span)
    typer.echo(f"{folder}: an atlas. Look at it with: corridor-atlas run --data {folder}")


def _years(text: str | None) -> tuple[int, int] | None:
    if text is None:
        return None
    match = YEARS.fullmatch(text.strip())
    if not match or int(match[1]) > int(match[2]):
        raise AtlasError(f"--years {text!r}: expected the first and the last year, such as 1850-1950")
    return int(match[1]), int(match[2])


@command("open")
def open_files(
    file: Annotated[list[Path], typer.Argument(metavar="FILE…", help="Files of any format that is known.")],
    mapping: MappingFile = None,
    alone: Annotated[bool, typer.Option("--alone", help="Without the atlas: these files are all there is.")] = False,
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port of the web page.")] = 8501,
    address: Annotated[str, typer.Option(help="Address of this machine to listen on.")] = "localhost",
) -> None:
    """Start the page with files of your own, laid over the atlas; nothing of them is kept."""
    from corridor_atlas.bring import laying

    with _tidy(), tempfile.TemporaryDirectory(prefix="corridor-atlas-") as name:
        root = Path(name) / "atlas"
        if alone:
            root.mkdir()
        else:
            laying.copied(home.folder(), root)
        results = [_brought(one, root, mapping) for one in file]
        for result in results:
            for line in lines(result, root)[: -1 if result.tables else None]:
                typer.echo(line, err=True)
        if not any(result.tables for result in results):
            raise AtlasError("nothing of it could be read: there is nothing to show")
        if alone:
            laying.lay(root, None, None, of=[one.name for one in file])
        with at(root):
            run(port=port, address=address)
