"""Where an atlas lies on disk."""

from __future__ import annotations

import os
from pathlib import Path

VARIABLE = "CORRIDOR_ATLAS_HOME"
"""Environment variable that names another folder with `geodata/` and `layers/` in it."""


def shipped() -> Path:
    """The folder of the atlas that comes along, and of `.streamlit`: inside an installed package, else the checkout."""
    installed = Path(__file__).parents[1] / "atlas"
    return installed if installed.is_dir() else Path(__file__).parents[3]


def folder() -> Path:
    """The folder that holds `geodata/` and `layers/`: $CORRIDOR_ATLAS_HOME, else that of the shipped atlas."""
    return Path(os.environ.get(VARIABLE) or shipped()).resolve()
