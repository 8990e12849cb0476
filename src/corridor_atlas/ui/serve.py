"""Streamlit as `corridor-atlas run` starts it: the map is made before anybody asks for it.

`python -m corridor_atlas.ui.serve run SCRIPT …` is `streamlit run SCRIPT …`.
"""

from __future__ import annotations

import time

from streamlit import runtime
from streamlit.web import cli

from corridor_atlas.core.errors import DataError
from corridor_atlas.ui import beside

PAUSE = 0.02
"""Seconds until it is looked again whether the server is there."""


def prepare() -> None:
    """Make what the first visitor would wait for, as soon as the server is there: imports, data set, map."""
    while not runtime.exists():
        time.sleep(PAUSE)
    from corridor_atlas.ui import cache, page, panels  # noqa: F401, PLC0415  the map is a component of a running server

    try:
        cache.packed_map()
    except DataError:
        return  # the page says so
    cache.ground()
    cache.network()
    panels.ready()


if __name__ == "__main__":
    beside.start(prepare)
    cli.main()
