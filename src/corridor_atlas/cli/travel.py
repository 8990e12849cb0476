"""Questions to the network of a year: ways, reach, corridors, and the figures of the papers."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from corridor_atlas.cli.app import Json, Year, command, opened, print_json
from corridor_atlas.core import files
from corridor_atlas.core.counts import counted
from corridor_atlas.core.errors import NotFoundError

if TYPE_CHECKING:
    from corridor_atlas.core.model import Status, Traffic
    from corridor_atlas.network import recompute
    from corridor_atlas.network.query import Query

Origin = Annotated[str, typer.Argument(metavar="FROM", help="A place of the network: id or name.")]
Modes = Annotated[str | None, typer.Option(help="Modes to use, with commas: rail, road, sea, river; all if left out.")]
Allow = Annotated[list[str] | None, typer.Option(help="A status that counts as usable, such as planned.")]
Avoid = Annotated[list[str] | None, typer.Option(help="A country to keep out of: ISO 3166-1 alpha-2 code.")]
For = Annotated[str, typer.Option("--for", help="For cargo, or for people: over what carries freight, or passengers.")]
AnySea = Annotated[
    bool, typer.Option("--any-sea", help="By ship between any open seaports, not on dated services only.")
]


def _query(modes: str | None, allow: list[str] | None, avoid: list[str] | None, load: str, any_sea: bool) -> Query:
    from corridor_atlas.core.model import Status
    from corridor_atlas.network.legs import MODES
    from corridor_atlas.network.query import Query

    return Query(
        modes=MODES if modes is None else tuple(word.strip() for word in modes.split(",")),
        allow=frozenset({Status.OPERATING, *map(_a_status, allow or [])}),
        avoid=frozenset(code.strip().upper() for code in avoid or []),
        load=_a_load(load),
        any_sea=any_sea,
    )


def _a_status(word: str) -> Status:
    from corridor_atlas.core.model import Status

    try:
        return Status(word)
    except ValueError:
        raise NotFoundError("status", word, [str(status) for status in Status]) from None


def _a_load(word: str) -> Traffic:
    from corridor_atlas.network.query import LOADS

    if word not in LOADS:
        raise NotFoundError("load", word, LOADS)
    return LOADS[word]


@command()
def route(  # noqa: PLR0913, PLR0917  each is an option of the command
    origin: Origin,
    destination: Annotated[str, typer.Argument(metavar="TO", help="A place of the network: id or name.")],
    year: Year,
    modes: Modes = None,
    via: Annotated[list[str] | None, typer.Option(help="A place to pass; may be given several times.")] = None,
    allow: Allow = None,
    avoid: Avoid = None,
    alternatives: Annotated[int, typer.Option(min=0, max=5, help="How many other ways to give.")] = 0,
    load: For = "cargo",
    any_sea: AnySea = False,
    as_json: Json = False,
) -> None:
    """Find the way for cargo or people between two places in a year, or what is missing for one."""
    from corridor_atlas.network import report
    from corridor_atlas.network.graph import Network

    query = _query(modes, allow, avoid, load, any_sea)
    network = Network.of(opened())
    best = network.way(origin, destination, year, query, via or [])
    others = network.ways(origin, destination, year, query, alternatives + 1, via or [])[1:] if alternatives else []
    if as_json:
        print_json({**report.way(network, best), "alternatives": [report.way(network, other) for other in others]})
        return
    for way in (best, *others):
        for line in report.way_in_words(network, way):
            typer.echo(line)


@command()
def reach(  # noqa: PLR0913, PLR0917  each is an option of the command
    origin: Origin,
    year: Year,
    km: Annotated[float | None, typer.Option(min=0, help="Within so many kilometres.")] = None,
    borders: Annotated[int | None, typer.Option(min=0, help="Within so many border crossings.")] = None,
    modes: Modes = None,
    allow: Allow = None,
    avoid: Avoid = None,
    load: For = "cargo",
    any_sea: AnySea = False,
    as_json: Json = False,
) -> None:
    """List what can be reached from a place in a year, within a distance or a number of borders."""
    from corridor_atlas.network.graph import Network

    query = _query(modes, allow, avoid, load, any_sea)
    network = Network.of(opened())
    found = network.reach(origin, year, query, km=km, borders=borders)
    if as_json:
        limits = {"km": km, "borders": borders}
        print_json({"from": network.resolve(origin), "year": year, **limits, "reached": found})
        return
    for id_, distance in sorted(found.items(), key=lambda item: item[1]):
        length = f"{distance:,.0f} km" if km is not None else counted(round(distance), "crossing")
        typer.echo(f"{length:>11}\t{id_}")


@command("check-claims")
def check_claims(
    id_: Annotated[str | None, typer.Argument(metavar="[ID]", help="One check; all of them if left out.")] = None,
    map_: Annotated[
        Path | None, typer.Option("--map", help="Also write the ways compared as a GeoJSON map to this file.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Compute figures of the papers again on the network, and say whether they come out."""
    from corridor_atlas.network import recompute, report
    from corridor_atlas.network.graph import Network

    if map_ is not None:
        files.check_place(map_)
    network = Network.of(opened())
    asked = network.atlas.check(id_).id if id_ is not None else None
    found = [check for check in recompute.outcomes(network) if asked in (None, check.id)]
    if map_ is not None:
        _write(map_, report.map_of(network, found))
        if files.is_output(map_):
            return
    if as_json:
        print_json([_plain(check) for check in found])
        return
    for check in found:
        for line in report.check_in_words(check):
            typer.echo(line)


def _write(path: Path, document: dict[str, Any]) -> None:
    end = files.write(path, (json.dumps(document, ensure_ascii=False) + "\n").encode())
    typer.echo(f"{files.told(path, end)}: {counted(len(document['features']), 'way')}", err=True)


def _plain(check: recompute.Outcome) -> dict[str, Any]:
    row = asdict(check)
    del row["ways"], row["before"]  # `route` tells a way in full, --map draws it
    for line in row["results"]:
        del line["told"], line["claimed"], line["judged"]
    return row


@command()
def corridor(
    id_: Annotated[str, typer.Argument(metavar="ID", help="Id of a corridor.")],
    year: Year,
    load: For = "cargo",
    as_json: Json = False,
) -> None:
    """Show a corridor as a strip: its segments in order, each with its status in a year."""
    from corridor_atlas.network import report, strip
    from corridor_atlas.network.graph import Network

    network = Network.of(opened())
    found = strip.strip(network, id_, year, _a_load(load))
    if as_json:
        print_json(report.strip(network, found))
        return
    for line in report.strip_in_words(network, found):
        typer.echo(line)
