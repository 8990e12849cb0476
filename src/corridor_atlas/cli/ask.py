"""Questions about features: what there is, what it was in a year, who says so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from corridor_atlas.cli.app import FeatureId, Json, Year, command, opened, print_json
from corridor_atlas.core.errors import NotFoundError
from corridor_atlas.core.language import pick

if TYPE_CHECKING:
    from corridor_atlas.data.dataset import Atlas, Feature


@command("list")
def list_features(
    layer: Annotated[str | None, typer.Option(help="Only this layer.")] = None,
    as_json: Json = False,
) -> None:
    """List every feature: id, table, name."""
    atlas = opened()
    wanted = {one.id for one in atlas.drawn_by(atlas.layer(layer))} if layer else set(atlas.features)
    found = [feature for id_, feature in sorted(atlas.features.items()) if id_ in wanted]
    if as_json:
        print_json([{"id": f.id, "table": f.table, "name": f.record.name} for f in found])
        return
    for feature in found:
        typer.echo(f"{feature.id}\t{feature.table}\t{pick(feature.record.name)}")


@command()
def info(id_: FeatureId, as_json: Json = False) -> None:
    """Tell all that is known of one feature or corridor."""
    from corridor_atlas.core.model import Corridor
    from corridor_atlas.core.words import Words

    english = Words("en", "map")
    atlas = opened()
    feature = _thing(atlas, id_)
    if as_json:
        print_json(_document(atlas, feature))
        return
    record = feature.record
    typer.echo(f"{pick(record.name)}  ({feature.id}, {feature.table})")
    for code, name in record.name.items():
        typer.echo(f"  {code}: {name}")
    for period in record.timeline:
        end = f" to {english.date(period.end)}" if period.end else ""
        note = f"  ({period.note})" if period.note else ""
        only = f", {period.only} only" if period.only else ""
        seen = f", last seen {english.date(period.seen)}" if period.seen else ""
        typer.echo(f"  {english.date(period.start)}{end}: {period.status.replace('_', ' ')}{only}{seen}{note}")
    for key, value in record.facts.items():
        typer.echo(f"  {key}: {value}")
    if isinstance(record, Corridor):
        typer.echo(f"  members: {', '.join(record.members)}")
        typer.echo(f"  stops: {', '.join(record.stops)}")
    if record.discrepancy:
        typer.echo(f"  Sources differ: {record.discrepancy}")
    for key in dict.fromkeys(key for keys in record.source_keys().values() for key in keys):
        typer.echo(f"  [{key}] {atlas.bibliography.get(key, key)}")


def _thing(atlas: Atlas, id_: str) -> Feature:
    """The feature or corridor with an id, or a former one; raises `NotFoundError` with near matches of either."""
    from corridor_atlas.data.dataset import Feature

    if id_ in atlas.corridors:
        return Feature(atlas.corridors[id_], "corridors", None)
    if atlas.aliases.get(id_, id_) in atlas.features:
        return atlas.feature(id_)
    raise NotFoundError("feature or corridor", id_, [*atlas.features, *atlas.corridors], listed="`corridor-atlas list`")


def _document(atlas: Atlas, feature: Feature) -> dict[str, Any]:
    """A feature as plain values, with its sources written out."""
    said = feature.record.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    keys = sorted({key for keys in feature.record.source_keys().values() for key in keys})
    works = [dict(atlas.bibliography[key].record) for key in keys if key in atlas.bibliography]
    return {"table": feature.table, **said, "bibliography": works}


@command()
def status(id_: FeatureId, year: Year, as_json: Json = False) -> None:
    """Tell the status of one feature in one year."""
    atlas = opened()
    feature = atlas.feature(id_)
    document = _status(feature, atlas.check_year(year))
    if as_json:
        print_json(document)
        return
    word = str(document["status"] or "no status").replace("_", " ")
    only = f", {document['traffic']} only" if document["traffic"] else ""
    doubt = "" if document["certain"] else " (possibly)"
    typer.echo(f"{pick(feature.record.name)}, {year}: {word}{only}{doubt}")


def _status(feature: Feature, year: int) -> dict[str, Any]:
    state = feature.state(year)
    period = feature.record.timeline[state.period] if state.period is not None else None
    return {
        "id": feature.id,
        "year": year,
        "status": state.status,
        "traffic": state.only,
        "certain": state.certain,
        "gone": state.gone,
        "last_status": state.last,
        "since": period.start if period and state.status else None,
        "until": period.end if period else None,
        "seen": period.seen if period else None,
        "sources": list(period.sources) if period else [],
        "note": period.note if period else None,
    }


@command()
def features(
    year: Year,
    layer: Annotated[str | None, typer.Option(help="Only this layer.")] = None,
    era: Annotated[str | None, typer.Option(help="Only what was alive at any time in this era.")] = None,
    as_json: Json = False,
) -> None:
    """List the features that the map shows in a year, each with its status."""
    from corridor_atlas.core import timeline
    from corridor_atlas.data import config

    atlas = opened()
    atlas.check_year(year)
    layers = [atlas.layer(layer)] if layer else atlas.layers
    bounds = config.era_bounds(atlas.era(era), atlas.years[1]) if era else None
    ids = dict.fromkeys(feature.id for one in layers for feature in atlas.drawn_by(one))
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
        print_json([{**_status(one, year), "table": one.table, "name": one.record.name} for one, _ in found])
        return
    for one, state in found:
        typer.echo(f"{one.id}\t{one.table}\t{state.status or '-'}\t{pick(one.record.name)}")


@command()
def claims(
    source: Annotated[str | None, typer.Option(help="Only what this source says (a key of sources.json).")] = None,
    differs: Annotated[bool, typer.Option("--differs", help="Only what sources disagree on.")] = False,
    as_json: Json = False,
) -> None:
    """List what each source says, and how it stands against the others."""
    from corridor_atlas.data import descriptions

    atlas = opened()
    if source is not None and source not in atlas.bibliography:
        raise NotFoundError("source", source, atlas.bibliography, listed="`corridor-atlas export --out works.csl.json`")
    found = descriptions.claims(atlas, source, differs=differs)
    if as_json:
        print_json(found)
        return
    for one in found:
        verdict = one.get("verdict", one["stance"]).replace("_", " ")
        place = f", {one['locator']}" if "locator" in one else ""
        typer.echo(f"{one['id']}\t[{one['source']}{place}]\t{verdict}\t{one['says']}")
