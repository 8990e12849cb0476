"""Where an atlas lies on disk."""

from __future__ import annotations

import os
from pathlib import Path

VARIABLE = "CORRIDOR_ATLAS_HOME"
"""Environment variable that names another folder with `geodata/` and `layers/` in it."""

ADDRESS = "CORRIDOR_ATLAS_ADDRESS"
"""Environment variable with the address at which the page is seen, if it is not that at which it listens."""


def shipped() -> Path:
    """The folder of the atlas that comes along, and of `.streamlit`: inside an installed package, else the checkout."""
    installed = Path(__file__).parents[1] / "atlas"
    return installed if installed.is_dir() else Path(__file__).parents[3]


def folder() -> Path:
    """The folder that holds `geodata/` and `layers/`: $CORRIDOR_ATLAS_HOME, else that of the shipped atlas."""
    return Path(os.environ.get(VARIABLE) or shipped()).resolve()


def address() -> str:
    """The address that the page is said to have, $CORRIDOR_ATLAS_ADDRESS; empty if nothing is said."""
    return os.environ.get(ADDRESS, "")
