"""The data set: checking it, bringing it into form, describing it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from corridor_atlas.cli.app import FeatureId, Json, command, opened, print_json
from corridor_atlas.core import files, home
from corridor_atlas.core.counts import counted
from corridor_atlas.core.errors import AtlasError, DataError, told


@command()
def validate(
    path: Annotated[
        Path | None, typer.Argument(help="Folder with geodata/ and layers/; the atlas itself if left out.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Check all data; print every fault with file, id, field, what was found and what was expected."""
    from corridor_atlas import checks
    from corridor_atlas.data import base_map, dataset, sea_lanes

    try:
        atlas = dataset.load(path)
        beside = [*sea_lanes.check(atlas.root), *base_map.check(atlas.root)]
        if not any(fault.whole for fault in atlas.faults):  # else half of what is said of the content follows from that
            beside += checks.check(atlas)
        found, count = sorted([*atlas.faults, *atlas.notices, *beside]), len(atlas.features)
    except DataError as error:
        found, count = error.faults, 0
    faults, notices = [one for one in found if not one.notice], [one for one in found if one.notice]
    if as_json:
        kinds = {"faults": faults, "notices": notices}
        print_json({"features": count, **{name: [one.as_dict() for one in ones] for name, ones in kinds.items()}})
    else:
        for line in told(faults):
            typer.echo(line)
        for line in told(notices):
            typer.echo(f"notice: {line}")
        noticed = f", {counted(len(notices), 'notice')}" if notices else ""
        typer.echo(f"{counted(count, 'feature')}, {counted(len(faults), 'fault') if faults else 'no faults'}{noticed}")
    raise typer.Exit(1 if faults else 0)


@command()
def fmt(
    check: Annotated[bool, typer.Option("--check", help="Change nothing; exit 1 if a file is not in form.")] = False,
) -> None:
    """Bring every table of geodata/ into its one form: a feature a line, sorted, 5 decimals, rings wound right."""
    from corridor_atlas.data import reading
    from corridor_atlas.data.backends import geojson

    out_of_form = []
    for path in reading.entries(home.folder() / "geodata", "a folder of tables"):
        if path.suffix != ".geojson":
            continue
        before = reading.content(path)
        try:
            neat = geojson.formatted(reading.text(path, "a GeoJSON FeatureCollection")).encode()
        except ValueError as error:
            raise AtlasError(f"{path.name}: {error}") from None
        if neat != before:
            out_of_form.append(path.name)
            if not check:
                files.write(path, neat)
    for name in out_of_form:
        typer.echo(f"{name}: {'not in form' if check else 'written'}")
    raise typer.Exit(1 if check and out_of_form else 0)


@command()
def describe(
    check: Annotated[bool, typer.Option("--check", help="Change nothing; exit 1 if a file is out of date.")] = False,
) -> None:
    """Write what is made from the data: schema.json, datapackage.json, COVERAGE.md, CITATION.cff, .zenodo.json."""
    from corridor_atlas.data import descriptions, reading

    atlas = opened()
    stale = False
    for name, text in descriptions.texts(atlas).items():
        path = atlas.root / name
        if path.is_file() and reading.content(path) == text.encode():
            continue
        stale = True
        if not check:
            files.write(path, text.encode())
        typer.echo(f"{name}: {'out of date' if check else 'written'}")
    raise typer.Exit(1 if check and stale else 0)


@command()
def trace(
    id_: FeatureId,
    write: Annotated[bool, typer.Option("--write", help="Put the line into the table instead of printing it.")] = False,
) -> None:
    """Remake a railway or road along the real tracks, through its nodes (needs the libraries of the extra "build")."""
    atlas = opened()
    feature = atlas.feature(id_)
    try:
        from corridor_atlas.build import remake
    except ModuleNotFoundError as error:
        raise AtlasError(f"{error.name} is missing: pip install -e '.[build]'") from None
    typer.echo("reading the network of tracks and roads …", err=True)
    made = remake.line(atlas, feature, Path(typer.get_app_dir("corridor-atlas")))
    if write:
        remake.put(atlas.root / "geodata" / f"{feature.table}.geojson", feature.id, made.geometry)
        typer.echo(f"{feature.id}: {made.summary}")
        return
    typer.echo(made.summary, err=True)
    print_json(made.geometry)
