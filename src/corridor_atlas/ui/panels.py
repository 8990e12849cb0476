"""The panels that the page draws itself: what they need (matplotlib, Altair) is imported when one is opened.

The first map is there without them, and they come beside while it is looked at.
"""

from __future__ import annotations

import importlib
from functools import cache

from streamlit import runtime

from corridor_atlas.data.dataset import Atlas
from corridor_atlas.ui import beside
from corridor_atlas.view.view import View

ROOM = "corridor_atlas.ui"
AFTER = 15.0
"""Seconds after the first page until they are imported: nobody opens a panel at once."""


def table(atlas: Atlas, view: View) -> None:
    """Draw the table of what a view shows."""
    from corridor_atlas.ui import table as drawn  # noqa: PLC0415  slow to import

    drawn.show(atlas, view)


def take(atlas: Atlas, view: View) -> None:
    """Draw the dialog of what can be taken away."""
    from corridor_atlas.ui import take as drawn  # noqa: PLC0415  slow to import

    drawn.show(atlas, view)


def ready() -> None:
    """Import what the panels need."""
    for name in ("table", "take"):
        importlib.import_module(f"{ROOM}.{name}")


@cache
def soon() -> None:
    """Import that beside, once, in a server that has shown its first page."""
    if runtime.exists():  # else a test of the page without a server
        beside.start(ready, after=AFTER)
