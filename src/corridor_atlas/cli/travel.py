"""Questions to the network of a year: ways and corridors."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from corridor_atlas import recompute, sources, strip, tell
from corridor_atlas.cli.app import Json, Year, app, print_json
from corridor_atlas.errors import NotFoundError
from corridor_atlas.legs import MODES
from corridor_atlas.model import Status
from corridor_atlas.network import Network, Query


@app.command()
def route(  # noqa: PLR0913, PLR0917  each is an option of the command
    origin: Annotated[str, typer.Argument(metavar="FROM", help="A place of the network: id or name.")],
    destination: Annotated[str, typer.Argument(metavar="TO", help="A place of the network: id or name.")],
    year: Year,
    modes: Annotated[str, typer.Option(help="Modes to use, with commas.")] = ",".join(MODES),
    via: Annotated[list[str] | None, typer.Option(help="A place to pass; may be given several times.")] = None,
    allow: Annotated[list[str] | None, typer.Option(help="A status that counts as usable, such as planned.")] = None,
    avoid: Annotated[list[str] | None, typer.Option(help="A country to keep out of, such as KP.")] = None,
    alternatives: Annotated[int, typer.Option(min=0, max=5, help="How many other ways to give.")] = 0,
    passengers: Annotated[bool, typer.Option("--passengers", help="For people: high-speed lines too.")] = False,
    as_json: Json = False,
) -> None:
    """Find the way for cargo between two places in a year, or what is missing for one."""
    query = Query(
        modes=tuple(modes.split(",")),
        allow=frozenset({Status.OPERATING, *map(_a_status, allow or [])}),
        avoid=frozenset(code.upper() for code in avoid or []),
        freight=not passengers,
    )
    network = Network(sources.load())
    best = network.way(origin, destination, year, query, via or [])
    others = network.ways(origin, destination, year, query, alternatives + 1)[1:] if alternatives and not via else []
    if as_json:
        print_json({**tell.way(network, best), "alternatives": [tell.way(network, other) for other in others]})
        return
    for way in (best, *others):
        for line in tell.way_in_words(network, way):
            typer.echo(line)


def _a_status(word: str) -> Status:
    try:
        return Status(word)
    except ValueError:
        raise NotFoundError("status", word, [str(status) for status in Status]) from None


@app.command()
def reach(
    origin: Annotated[str, typer.Argument(metavar="FROM", help="A place of the network: id or name.")],
    year: Year,
    km: Annotated[float | None, typer.Option(help="Within so many kilometres.")] = None,
    borders: Annotated[int | None, typer.Option(help="Within so many border crossings.")] = None,
    as_json: Json = False,
) -> None:
    """List what can be reached from a place in a year, within a distance or a number of borders."""
    network = Network(sources.load())
    found = network.reach(origin, year, km=km, borders=borders)
    if as_json:
        limits = {"km": km, "borders": borders}
        print_json({"from": network.resolve(origin), "year": year, **limits, "reached": found})
        return
    unit = "km" if km is not None else "crossings"
    for id_, distance in sorted(found.items(), key=lambda item: item[1]):
        typer.echo(f"{distance:8,.0f} {unit}\t{id_}")


@app.command("check-claims")
def check_claims(as_json: Json = False) -> None:
    """Compute figures of the papers again on the network, and say whether they come out."""
    found = recompute.checks(Network(sources.load()))
    if as_json:
        _print(found)
        return
    for check in found:
        typer.echo(f"{check.claim} [{check.source}]: {check.verdict}")
        typer.echo(f"  {check.method}")
        for line in check.results:
            value = "no figure" if line.value is None else f"{line.value:,.0f} {line.unit}"
            typer.echo(f"  - {line.asked}: {value}")
        typer.echo(f"  {check.conclusion}")


def _print(found: list[recompute.Check]) -> None:
    rows = [asdict(check) for check in found]
    for row in rows:
        del row["ways"]  # `route` tells a way in full
    print_json(rows)


@app.command()
def corridor(
    id_: Annotated[str, typer.Argument(metavar="ID", help="Id of a corridor.")],
    year: Year,
    as_json: Json = False,
) -> None:
    """Show a corridor as a strip: its segments in order, each with its status in a year."""
    network = Network(sources.load())
    found = strip.strip(network, id_, year)
    if as_json:
        print_json(tell.strip(network, found))
        return
    for line in tell.strip_in_words(network, found):
        typer.echo(line)
