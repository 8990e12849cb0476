"""What a reader takes away: data files, citations, the page as one file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

import typer

from corridor_atlas import cite as citations
from corridor_atlas import formats, sources, view
from corridor_atlas.cli.app import app
from corridor_atlas.errors import AtlasError
from corridor_atlas.sources import Atlas
from corridor_atlas.view import View

SomeYear = Annotated[int | None, typer.Option("--year", "-y", help="Year of the view; the latest if left out.")]
Layers = Annotated[str | None, typer.Option(help="Layers of the view, with commas; those of the opening if left out.")]
Era = Annotated[str | None, typer.Option(help="Only what was alive at any time in this era.")]
Out = Annotated[Path, typer.Option("--out", "-o", help="File to write.")]


def _view(atlas: Atlas, year: int | None, layers: str | None, era: str | None) -> View | None:
    """The view that the options ask for; None, the whole atlas, when they ask for nothing."""
    if year is None and layers is None and era is None:
        return None
    asked = view.opening(atlas)
    if year is not None:
        asked = replace(asked, year=atlas.check_year(year))
    if layers is not None:
        asked = replace(asked, layers=tuple(atlas.layer(name).id for name in layers.split(",")))
    if era is not None:
        asked = replace(asked, era=atlas.era(era).id)
    return asked


def write(path: Path, content: bytes) -> None:
    """Write a file whole or not at all. Raises `AtlasError` when it cannot be written."""
    part = path.with_name(f".{path.name}.part")
    try:
        part.write_bytes(content)
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise AtlasError(f"{path} cannot be written: {error.strerror}") from None
    typer.echo(f"{path}: {len(content):,} bytes")


@app.command()
def export(
    out: Out,
    name: Annotated[str | None, typer.Option("--format", help="Format; told by the file's ending if left out.")] = None,
    year: SomeYear = None,
    layers: Layers = None,
    era: Era = None,
) -> None:
    """Write the whole atlas, or what a view shows, as a file for other programs."""
    atlas = sources.load()
    chosen = formats.get(name or formats.for_file(out.name))
    content = chosen.write(atlas, _view(atlas, year, layers, era))
    write(out, content)
    if chosen.LOSES:
        typer.echo(f"not carried: {chosen.LOSES}", err=True)


@app.command()
def snapshot(  # noqa: PLR0913, PLR0917  each is an option of the command
    out: Out,
    year: SomeYear = None,
    layers: Layers = None,
    era: Era = None,
    bbox: Annotated[str | None, typer.Option(help="West,south,east,north in degrees.")] = None,
    size: Annotated[str, typer.Option(help="a4, a4-portrait, a3, column, page, slide, screen or WIDTHxHEIGHT.")] = "a4",
    language: Annotated[str, typer.Option("--lang", help="en, zh, ru, ko, mn or ja.")] = "en",
    projection: Annotated[str, typer.Option(help="conic or web.")] = "conic",
    dpi: Annotated[int | None, typer.Option(help="Dots per inch of a PNG.")] = None,
    title: Annotated[str | None, typer.Option(help="Title in place of the usual one.")] = None,
    compare: Annotated[int | None, typer.Option(help="An earlier year: draw what changed since.")] = None,
) -> None:
    """Draw a view as a figure for print: PNG, SVG or PDF by the file's ending."""
    from corridor_atlas import figure  # noqa: PLC0415  slow to import, needed here only

    atlas = sources.load()
    asked = _view(atlas, year, layers, era) or view.opening(atlas)
    options: dict[str, Any] = {"size": size, "language": language, "projection": projection, "dpi": dpi, "title": title}
    if bbox is not None:
        options["extent"] = _extent(bbox)
    if compare is not None:
        made = figure.changes(atlas, asked, compare, asked.year, **options)
    else:
        made = figure.figure(atlas, asked, **options)
    made.save(out)
    typer.echo(f"{out}: {out.stat().st_size:,} bytes")
    for notice in made.notices:
        typer.echo(notice, err=True)


def _extent(text: str) -> tuple[float, float, float, float]:
    try:
        west, south, east, north = (float(part) for part in text.split(","))
    except ValueError:
        raise AtlasError(f"--bbox: found {text!r}, expected west,south,east,north such as 129,42,132,44") from None
    return west, south, east, north


@app.command()
def cite(
    style: Annotated[str, typer.Option(help="text, bibtex, ris or csl.")] = "text",
    year: SomeYear = None,
    layers: Layers = None,
    era: Era = None,
    address: Annotated[str, typer.Option(help="Where the atlas is published: an http(s) address.")] = "",
) -> None:
    """Print how to cite the atlas, or a view of it."""
    atlas = sources.load()
    typer.echo(citations.citation(atlas, _view(atlas, year, layers, era), style, address).rstrip())


@app.command()
def publish(out: Out = Path("atlas.html")) -> None:
    """Write the map with its time bar as one HTML page that needs no network."""
    write(out, formats.get("html").write(sources.load()))
