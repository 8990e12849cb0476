"""What a reader takes away: figures, films, data files, citations, the page as one file or folder."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from corridor_atlas.cli.app import BaseUrl, command, opened
from corridor_atlas.core import files
from corridor_atlas.core.counts import counted
from corridor_atlas.core.errors import AtlasError
from corridor_atlas.core.language import DEFAULT, LANGUAGES

if TYPE_CHECKING:
    from corridor_atlas.data.dataset import Atlas
    from corridor_atlas.view.view import View

_CODES = tuple(LANGUAGES)
SomeYear = Annotated[int | None, typer.Option("--year", "-y", help="Year of the view; the latest if left out.")]
Layers = Annotated[str | None, typer.Option(help="Layers of the view, with commas; those of the opening if left out.")]
Era = Annotated[str | None, typer.Option(help="Only what was alive at any time in this era.")]
Link = Annotated[str | None, typer.Option(help="A link of the atlas, or the part from its ?: the view to begin with.")]
Out = Annotated[Path, typer.Option("--out", "-o", help="File to write; - is what the program prints to.")]
Bbox = Annotated[str | None, typer.Option(help="West,south,east,north in degrees.")]
Place = Annotated[str | None, typer.Option(help="A town, port, crossing …, by name or id: the map around it.")]
Km = Annotated[float | None, typer.Option(help="Kilometres around the place to each side; 60 around a point.")]
Size = Annotated[str | None, typer.Option(help="a4, a4-portrait, a3, column, page, slide, screen or WIDTHxHEIGHT.")]
Language = Annotated[str | None, typer.Option("--lang", help=f"{', '.join(_CODES[:-1])} or {_CODES[-1]}.")]
Projection = Annotated[str, typer.Option(help="conic or web.")]
Dpi = Annotated[int | None, typer.Option(help="Dots per inch.")]
Title = Annotated[str | None, typer.Option(help="Title in place of the usual one.")]
YEARS = re.compile(r"([0-9]{4})-([0-9]{4})|[0-9]{4}(,[0-9]{4})*")


def _view(atlas: Atlas, year: int | None, layers: str | None, era: str | None, link: str | None) -> View | None:
    """The view that the options ask for; None, the whole atlas, when they ask for nothing."""
    from corridor_atlas.view import cite as citations
    from corridor_atlas.view import view

    if year is None and layers is None and era is None and link is None:
        return None
    asked = view.opening(atlas) if link is None else citations.follow(atlas, link)
    if year is not None:
        asked = replace(asked, year=atlas.check_year(year))
    if layers is not None:
        wanted = {atlas.layer(name.strip()).id for name in layers.split(",")}
        asked = replace(asked, layers=tuple(layer.id for layer in atlas.layers if layer.id in wanted))
    if era is not None:
        asked = replace(asked, era=atlas.era(era).id)
    return asked


def write(path: Path, content: bytes) -> None:
    """Write a file whole or not at all, and say how large it is and where a link led.

    What goes to the program's own output stands alone there. Raises `AtlasError` when it cannot be written.
    """
    end = files.write(path, content)
    typer.echo(f"{files.told(path, end)}: {counted(len(content), 'byte')}", err=files.is_output(path))


def _suffix(path: Path, expected: dict[str, str]) -> str:
    if path.suffix.lower() not in expected:
        raise AtlasError(f"{path.name}: expected a file name that ends in {', '.join(expected)}")
    return path.suffix.lower()


def _extent(
    atlas: Atlas, bbox: str | None, place: str | None, km: float | None
) -> tuple[float, float, float, float] | None:
    """The part of the world that the options ask for; None for that of the view."""
    from corridor_atlas.view import gazetteer

    if bbox is not None and place is not None:
        raise AtlasError("--bbox and --place both say where: expected one of them")
    if place is not None:
        return gazetteer.around(gazetteer.find(atlas, place), km)
    if km is not None:
        raise AtlasError("--km says how far around a place: expected --place too")
    if bbox is None:
        return None
    try:
        west, south, east, north = (float(part) for part in bbox.split(","))
    except ValueError:
        raise AtlasError(f"--bbox: found {bbox!r}, expected west,south,east,north such as 129,42,132,44") from None
    return west, south, east, north


def _years(text: str, name: str, step: int = 1) -> tuple[int, ...]:
    """`1990-2020` or `1990,2005,2020` as years."""
    found = YEARS.fullmatch(text.replace(" ", ""))
    if not found:
        raise AtlasError(f"{name}: found {text!r}, expected years such as 1990-2020 or 1990,2005,2020")
    if found[1]:
        first, last = int(found[1]), int(found[2])
        if first > last:
            raise AtlasError(f"{name}: {text} runs backwards, expected the earlier year first")
        years = range(first, last + 1, step)
        # a film ends on the year that was asked for, even where the steps pass it
        return (*years, last) if years and years[-1] != last else tuple(years)
    return tuple(int(year) for year in found[0].split(","))


@command()
def export(
    out: Out,
    name: Annotated[str | None, typer.Option("--format", help="Format; told by the file's ending if left out.")] = None,
    year: SomeYear = None,
    layers: Layers = None,
    era: Era = None,
    link: Link = None,
    base_url: BaseUrl = None,  # noqa: ARG001  `opened` knows
) -> None:
    """Write the whole atlas, or what a view shows, as a file for other programs."""
    from corridor_atlas.take import formats

    files.check_place(out)
    atlas = opened()
    name = name or formats.for_file(out.name)
    write(out, formats.get(name).write(atlas, _view(atlas, year, layers, era, link)))
    if lost := formats.loses(name):
        typer.echo(f"Not carried: {lost}.", err=True)


@command()
def snapshot(  # noqa: PLR0913, PLR0917  each is an option of the command
    out: Out,
    year: SomeYear = None,
    layers: Layers = None,
    era: Era = None,
    link: Link = None,
    bbox: Bbox = None,
    place: Place = None,
    km: Km = None,
    size: Size = None,
    language: Language = None,
    projection: Projection = "conic",
    dpi: Dpi = None,
    title: Title = None,
    series: Annotated[str | None, typer.Option(help="Years side by side, such as 1990,2005,2020; or eras.")] = None,
    changes: Annotated[tuple[int, int] | None, typer.Option(help="Two years: draw what changed between them.")] = None,
    corridor: Annotated[str | None, typer.Option(help="A corridor as a strip with all years, by id; or all.")] = None,
    base_url: BaseUrl = None,  # noqa: ARG001  `opened` knows
) -> None:
    """Draw a view as a figure for print: PNG, SVG or PDF by the file's ending."""
    from corridor_atlas.take import pictures
    from corridor_atlas.view import view

    files.check_place(out)
    suffix = _suffix(out, pictures.STILL)
    atlas = opened()
    asked = _view(atlas, year, layers, era, link) or view.opening(atlas)
    if sum(one is not None for one in (series, changes, corridor)) > 1:
        raise AtlasError("--series, --changes and --corridor are different pictures: expected one of them")
    if corridor is not None and (bbox or place):
        raise AtlasError("a corridor is drawn as a strip, not as a map: expected no --bbox and no --place")
    picture = pictures.Picture(
        size=size or "", language=language, dpi=dpi, projection=projection, title=title,
        extent=_extent(atlas, bbox, place, km),
    )  # fmt: skip
    if series is not None:
        eras = series == "eras"
        picture = replace(picture, kind="series", eras=eras, years=() if eras else _years(series, "--series"))
    elif changes is not None:
        picture = replace(picture, kind="changes", years=changes)
    elif corridor == "all":
        picture = replace(picture, kind="corridors")
    elif corridor is not None:
        asked, picture = replace(asked, corridor=corridor), replace(picture, kind="corridor")
    made = pictures.still(atlas, asked, picture)
    write(out, made.encoded(suffix.removeprefix(".")))
    for notice in made.notices:
        typer.echo(notice, err=True)


@command()
def animate(  # noqa: PLR0913, PLR0917  each is an option of the command
    out: Out,
    years: Annotated[str, typer.Option(help="Years such as 1990-2020 or 1990,2005,2020.")] = "",
    step: Annotated[int, typer.Option(min=1, max=20, help="Years from one picture to the next.")] = 1,
    fps: Annotated[float, typer.Option(help="Years a second.")] = 2.0,
    layers: Layers = None,
    link: Link = None,
    bbox: Bbox = None,
    place: Place = None,
    km: Km = None,
    size: Size = None,
    language: Language = None,
    projection: Projection = "conic",
    dpi: Dpi = None,
    title: Title = None,
    base_url: BaseUrl = None,  # noqa: ARG001  `opened` knows
) -> None:
    """Draw the years of a view as a film: animated GIF or WebP, or MP4 where ffmpeg is installed."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    from corridor_atlas.draw import figure
    from corridor_atlas.take import pictures
    from corridor_atlas.view import view

    files.check_place(out)
    suffix = _suffix(out, pictures.MOVING)
    figure.check(suffix.removeprefix("."), fps)
    atlas = opened()
    first, last = atlas.years
    asked = _view(atlas, None, layers, None, link) or view.opening(atlas)
    picture = pictures.Picture(
        "film", years=_years(years or f"{first}-{last}", "--years", step), size=size or "", language=language, dpi=dpi,
        projection=projection, title=title, extent=_extent(atlas, bbox, place, km),
    )  # fmt: skip
    made = pictures.film(atlas, asked, picture)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("drawing the years", total=len(made.years))
        content = made.encoded(suffix.removeprefix("."), fps, lambda done, _: bar.update(task, completed=done))
    write(out, content)
    for notice in made.notices:
        typer.echo(notice, err=True)


@command()
def cite(
    style: Annotated[str, typer.Option(help="text, bibtex, ris or csl.")] = "text",
    year: SomeYear = None,
    layers: Layers = None,
    era: Era = None,
    link: Link = None,
    base_url: BaseUrl = None,  # noqa: ARG001  `opened` knows
) -> None:
    """Print how to cite the atlas, or a view of it."""
    from corridor_atlas.view import cite as citations

    atlas = opened()
    typer.echo(citations.citation(atlas, _view(atlas, year, layers, era, link), style).rstrip())


@command()
def publish(
    out: Annotated[Path, typer.Option("--out", "-o", help="A file such as atlas.html, or a folder.")] = Path(
        "atlas.html"
    ),
    link: Link = None,
    base_url: BaseUrl = None,  # noqa: ARG001  `opened` knows
) -> None:
    """Write the map as one HTML page that needs no network, or as a folder for any static host."""
    from corridor_atlas.take import card, website
    from corridor_atlas.take.formats import html
    from corridor_atlas.view import cite as citations

    one_page = out.suffix.lower() in (".html", ".htm") or files.is_stream(out)
    if one_page:
        files.check_place(out)
    elif out.is_file():
        raise AtlasError(f"{out} is a file: expected a folder, or a name that ends in .html for the map as one page")
    else:
        files.check_folder(out)
    atlas = opened()
    asked = citations.follow(atlas, link) if link else None
    if one_page:
        image = _card(atlas, asked, out) if atlas.settings.address and not files.is_stream(out) else ""
        write(out, html.write(atlas, asked, image=image))
        return
    title, description = html.titled(atlas, asked, asked.language if asked else DEFAULT)
    picture, opened_on = card.drawn(atlas, asked), html.opened_on(asked)
    made = website.published(atlas, **opened_on, title=title, description=description, picture=picture)
    end = files.write_folder(out, made)
    typer.echo(f"{files.told(out, end)}: {counted(len(made), 'file')}, {counted(sum(map(len, made.values())), 'byte')}")


def _card(atlas: Atlas, view: View | None, page: Path) -> str:
    """Write the picture for previews of a page beside it; return its name, empty where there is nothing to draw."""
    from corridor_atlas.take import card

    if not (picture := card.drawn(atlas, view)):
        return ""
    path = page.with_name(f"{page.stem}-{card.NAME}")
    write(path, picture)
    return path.name
