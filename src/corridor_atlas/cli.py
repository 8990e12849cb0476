"""The command line: `corridor-atlas …`. With --json one JSON document goes to stdout, nothing else."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from corridor_atlas import __version__, catalog, dates, descriptions, gdal, sources, strip, tell, timeline, topology
from corridor_atlas.backends import geojson
from corridor_atlas.errors import AtlasError, DataError, NotFoundError
from corridor_atlas.language import pick
from corridor_atlas.legs import MODES
from corridor_atlas.model import Status
from corridor_atlas.network import Network, Query
from corridor_atlas.sources import Atlas, Feature

app = typer.Typer(
    help="Cross-border infrastructure of Northeast Asia, year by year.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

Json = Annotated[bool, typer.Option("--json", help="Print one JSON document and nothing else.")]
Year = Annotated[int, typer.Option("--year", "-y", help="Year of the atlas, 1991 to today.")]
FeatureId = Annotated[str, typer.Argument(metavar="ID", help="Id of a feature, or a former id.")]


def main() -> None:
    """Run the command line; an error of ours ends with its message and exit code 1."""
    gdal.restrict()
    try:
        app()
    except DataError as error:
        for fault in error.faults:
            typer.echo(str(fault), err=True)
        raise SystemExit(1) from None
    except AtlasError as error:
        typer.echo(f"corridor-atlas: {error}", err=True)
        raise SystemExit(1) from None


def _print_json(document: Any) -> None:
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


@app.command()
def validate(
    path: Annotated[
        Path | None, typer.Argument(help="Folder with geodata/ and layers/; the atlas itself if left out.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Check all data; print every fault with file, id, field, what was found and what was expected."""
    try:
        atlas = sources.load(path)
        faults, count = [*atlas.faults, *topology.check(atlas)], len(atlas.features)
    except DataError as error:
        faults, count = error.faults, 0
    if as_json:
        _print_json({"features": count, "faults": [fault.as_dict() for fault in faults]})
    else:
        for fault in faults:
            typer.echo(str(fault))
        typer.echo(f"{count} features, {len(faults)} faults" if faults else f"{count} features, no faults")
    raise typer.Exit(1 if faults else 0)


@app.command("list")
def list_features(
    layer: Annotated[str | None, typer.Option(help="Only this layer.")] = None,
    as_json: Json = False,
) -> None:
    """List every feature: id, table, name."""
    atlas = sources.load()
    wanted = set(atlas.in_layer(atlas.layer(layer))["id"]) if layer else set(atlas.features)
    found = [feature for id_, feature in sorted(atlas.features.items()) if id_ in wanted]
    if as_json:
        _print_json([{"id": f.id, "table": f.table, "name": f.record.name} for f in found])
        return
    for feature in found:
        typer.echo(f"{feature.id}\t{feature.table}\t{pick(feature.record.name)}")


@app.command()
def info(id_: FeatureId, as_json: Json = False) -> None:
    """Tell all that is known of one feature."""
    atlas = sources.load()
    feature = atlas.feature(id_)
    if as_json:
        _print_json(_document(atlas, feature))
        return
    record = feature.record
    typer.echo(f"{pick(record.name)}  ({feature.id}, {feature.table})")
    for code, name in record.name.items():
        typer.echo(f"  {code}: {name}")
    for period in record.timeline:
        end = f" to {dates.label(period.end)}" if period.end else ""
        note = f"  ({period.note})" if period.note else ""
        typer.echo(f"  {dates.label(period.start)}{end}: {period.status.replace('_', ' ')}{note}")
    for key, value in record.facts.items():
        typer.echo(f"  {key}: {value}")
    if record.discrepancy:
        typer.echo(f"  Sources differ: {record.discrepancy}")
    for key in dict.fromkeys(key for keys in record.source_keys().values() for key in keys):
        typer.echo(f"  [{key}] {atlas.bibliography.get(key, key)}")


def _document(atlas: Atlas, feature: Feature) -> dict[str, Any]:
    """A feature as plain values, with its sources written out."""
    said = feature.record.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    keys = sorted({key for keys in feature.record.source_keys().values() for key in keys})
    works = [dict(atlas.bibliography[key].record) for key in keys if key in atlas.bibliography]
    return {"table": feature.table, **said, "bibliography": works}


@app.command()
def status(id_: FeatureId, year: Year, as_json: Json = False) -> None:
    """Tell the status of one feature in one year."""
    atlas = sources.load()
    feature = atlas.feature(id_)
    document = _status(feature, atlas.check_year(year))
    if as_json:
        _print_json(document)
        return
    word = str(document["status"] or "no status").replace("_", " ")
    doubt = "" if document["certain"] else " (possibly)"
    typer.echo(f"{pick(feature.record.name)}, {year}: {word}{doubt}")


def _status(feature: Feature, year: int) -> dict[str, Any]:
    state = feature.state(year)
    period = feature.record.timeline[state.period] if state.period is not None else None
    return {
        "id": feature.id,
        "year": year,
        "status": state.status,
        "certain": state.certain,
        "gone": state.gone,
        "last_status": state.last,
        "since": period.start if period and state.status else None,
        "until": period.end if period else None,
        "sources": list(period.sources) if period else [],
        "note": period.note if period else None,
    }


@app.command()
def features(
    year: Year,
    layer: Annotated[str | None, typer.Option(help="Only this layer.")] = None,
    era: Annotated[str | None, typer.Option(help="Only what was alive at any time in this era.")] = None,
    as_json: Json = False,
) -> None:
    """List the features that the map shows in a year, each with its status."""
    atlas = sources.load()
    atlas.check_year(year)
    layers = [atlas.layer(layer)] if layer else atlas.layers
    bounds = catalog.era_bounds(atlas.era(era), atlas.years[1]) if era else None
    ids = dict.fromkeys(id_ for one in layers for id_ in atlas.in_layer(one)["id"])
    found = []
    for id_ in ids:
        feature = atlas.features[id_]
        if bounds and not timeline.alive(feature.record.timeline, *bounds):
            continue
        state = feature.state(year)
        if state.status is None and feature.record.timeline:
            continue
        if not state.gone:
            found.append((feature, state))
    if as_json:
        _print_json([{**_status(one, year), "table": one.table, "name": one.record.name} for one, _ in found])
        return
    for one, state in found:
        typer.echo(f"{one.id}\t{one.table}\t{state.status or '-'}\t{pick(one.record.name)}")


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
        _print_json({**tell.way(network, best), "alternatives": [tell.way(network, other) for other in others]})
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
def corridor(
    id_: Annotated[str, typer.Argument(metavar="ID", help="Id of a corridor.")],
    year: Year,
    as_json: Json = False,
) -> None:
    """Show a corridor as a strip: its segments in order, each with its status in a year."""
    network = Network(sources.load())
    found = strip.strip(network, id_, year)
    if as_json:
        _print_json(tell.strip(network, found))
        return
    for line in tell.strip_in_words(network, found):
        typer.echo(line)


@app.command()
def fmt(
    check: Annotated[bool, typer.Option("--check", help="Change nothing; exit 1 if a file is not in form.")] = False,
) -> None:
    """Bring every table of geodata/ into its one form: a feature a line, sorted, 5 decimals."""
    out_of_form = []
    for path in sorted((catalog.home() / "geodata").glob("*.geojson")):
        try:
            text = path.read_text(encoding="utf-8")
            neat = geojson.formatted(text)
        except (ValueError, TypeError) as error:
            raise AtlasError(f"{path.name}: {error}") from None
        if neat != text:
            out_of_form.append(path.name)
            if not check:
                path.write_text(neat, encoding="utf-8")
    for name in out_of_form:
        typer.echo(f"{name}: {'not in form' if check else 'written'}")
    raise typer.Exit(1 if check and out_of_form else 0)


@app.command()
def claims(
    source: Annotated[str | None, typer.Option(help="Only what this source says (a key of sources.json).")] = None,
    differs: Annotated[bool, typer.Option("--differs", help="Only what sources disagree on.")] = False,
    as_json: Json = False,
) -> None:
    """List what each source says, and how it stands against the others."""
    atlas = sources.load()
    if source is not None and source not in atlas.bibliography:
        raise NotFoundError("source", source, atlas.bibliography)
    found = descriptions.claims(atlas, source, differs=differs)
    if as_json:
        _print_json(found)
        return
    for one in found:
        verdict = one.get("verdict", one["stance"]).replace("_", " ")
        place = f", {one['locator']}" if "locator" in one else ""
        typer.echo(f"{one['id']}\t[{one['source']}{place}]\t{verdict}\t{one['says']}")


@app.command()
def describe(
    check: Annotated[bool, typer.Option("--check", help="Change nothing; exit 1 if a file is out of date.")] = False,
) -> None:
    """Write what is made from the data: schema.json, datapackage.json, COVERAGE.md, CITATION.cff."""
    atlas = sources.load()
    stale = False
    for name, text in descriptions.texts(atlas).items():
        path = atlas.root / name
        if path.exists() and path.read_text(encoding="utf-8") == text:
            continue
        stale = True
        if not check:
            path.write_text(text, encoding="utf-8")
        typer.echo(f"{name}: {'out of date' if check else 'written'}")
    raise typer.Exit(1 if check and stale else 0)


@app.command()
def trace(
    id_: FeatureId,
    write: Annotated[bool, typer.Option("--write", help="Put the line into the table instead of printing it.")] = False,
) -> None:
    """Remake a railway or road along the real tracks, through its nodes (needs the extra `[build]`)."""
    atlas = sources.load()
    feature = atlas.feature(id_)
    try:
        from corridor_atlas.build import remake  # noqa: PLC0415  needs the libraries of the extra
    except ModuleNotFoundError as error:
        raise AtlasError(f"{error.name} is missing: pip install -e '.[build]'") from None
    typer.echo("reading the network of tracks and roads …", err=True)
    made = remake.line(atlas, feature, Path(typer.get_app_dir("corridor-atlas")))
    if write:
        remake.put(atlas.root / "geodata" / f"{feature.table}.geojson", feature.id, made.geometry)
        typer.echo(f"{feature.id}: {made.summary}")
        return
    typer.echo(made.summary, err=True)
    _print_json(made.geometry)


if __name__ == "__main__":
    main()
