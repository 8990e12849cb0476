"""The change ledger: what differs between two years, and what happened in between."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from corridor_atlas.cli.app import Json, command, opened, print_json
from corridor_atlas.core.language import DEFAULT

if TYPE_CHECKING:
    from corridor_atlas.data.dataset import Atlas
    from corridor_atlas.view.view import View


@command()
def changes(
    first: Annotated[int, typer.Argument(metavar="YEAR", help="Changes after the end of this year …")],
    last: Annotated[int, typer.Argument(metavar="YEAR", help="… up to the end of this year.")],
    layers: Annotated[str | None, typer.Option(help="Only these layers, with commas.")] = None,
    country: Annotated[
        list[str] | None, typer.Option(help="Only this country (ISO 3166-1 alpha-2 code); may be repeated.")
    ] = None,
    certain: Annotated[bool, typer.Option("--certain", help="Only what is beyond doubt in both years.")] = False,
    as_json: Json = False,
) -> None:
    """Tell in sentences with their sources what opened, closed and changed between two years."""
    from corridor_atlas.time import changes as rules
    from corridor_atlas.time import ledger, report

    atlas = opened()
    found = rules.changes(atlas, first, last, _view(atlas, layers, country, certain))
    words = ledger.words_in(DEFAULT)
    if as_json:
        print_json(report.document(atlas, found, (first, last), words))
        return
    for line in report.lines(atlas, found, (first, last), words):
        typer.echo(line)


def _view(atlas: Atlas, layers: str | None, countries: list[str] | None, certain: bool) -> View | None:
    """The view that the options ask for; None, the whole atlas, when they ask for nothing."""
    from corridor_atlas.view import view as views

    if layers is None and not countries and not certain:
        return None
    every = [layer.id for layer in atlas.layers]
    asked = [atlas.layer(id_).id for id_ in layers.split(",")] if layers is not None else every
    chosen = views.chosen_values(atlas, "countries", [code.upper() for code in countries or []])
    return replace(views.opening(atlas), layers=tuple(asked), countries=chosen, certain_only=certain)
