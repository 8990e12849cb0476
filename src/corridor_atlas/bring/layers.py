"""The look of a layer that somebody brings: a colour that the others do not have, a sign, names early where few are."""

from __future__ import annotations

from collections.abc import Iterable

from corridor_atlas.bring.mapping import toml_value
from corridor_atlas.bring.naming import Table
from corridor_atlas.checks.vision import distance

COLOURS = (
    ("#5069b2", "#73b9ff"),
    ("#b25069", "#ff809f"),
    ("#747406", "#b0cc5c"),
    ("#040459", "#73ffff"),
    ("#594916", "#ffff40"),
    ("#284159", "#bcffa6"),
)
"""For the light and the dark theme: each reads on land and sea, and all can be told apart by every eye (`checks`)."""
NODES = ("#6a625a", "#afa79a")
"""The same for dots on the lines that meet at them."""
APART = 10.0
"""CIEDE2000 between two colours in use, as `validate` asks."""
ORDERS = {"areas": 40, "lines": 100, "points": 200}
LABELS = ((40, 4), (200, 6), (1000, 8))
"""Up to so many features names are written from this zoom on."""


def colour(used: Iterable[str]) -> tuple[str, str]:
    """The first colour (light, dark) that can be told from those in use; the one furthest from them if there is none.

    `used` are colours of the light theme, `#rrggbb`.
    """
    taken = list(used)

    def apart(pair: tuple[str, str]) -> float:
        return min((distance(pair[0], one) for one in taken), default=100.0)

    return next((pair for pair in COLOURS if apart(pair) >= APART), max(COLOURS, key=apart))


def written(table: Table, used: Iterable[str], number: int) -> str:
    """The layer of a table, as `layers/NAME.toml`.

    Parameters
    ----------
    table
        What it draws.
    used
        Colours of the other layers on the light theme.
    number
        Which layer of its form it is: later ones lie above.
    """
    light, dark = NODES if table.nodes else colour(used)
    zoom = next((zoom for most, zoom in LABELS if len(table.features) <= most), 9)
    lines = [
        f"data = {toml_value(table.name)}",
        f"kind = {toml_value(table.form)}",
        f"order = {ORDERS[table.form] + number}",
        f"color = {toml_value(light)}",
        f"color_dark = {toml_value(dark)}",
        *(['symbol = "dot"'] if table.form == "points" else []),
        *(["radius = 2.4", "min_zoom = 8", "on = false", "background = true"] if table.nodes else []),
        f"label_zoom = {12 if table.nodes else zoom}",
        "",
        "[title]",
        *(f"{code} = {toml_value(text)}" for code, text in table.title.items()),
    ]
    return "\n".join(lines) + "\n"
