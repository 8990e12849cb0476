"""Files that only GDAL writes: made in a folder of their own, dated by the edition, read back as bytes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock

import pyogrio

_ONE_AT_A_TIME = Lock()
"""The date that GDAL writes is set for the whole process."""


@contextmanager
def folder(day: date) -> Iterator[Path]:
    """An empty folder that is gone afterwards; what GDAL writes meanwhile bears the date `day`."""
    with _ONE_AT_A_TIME, TemporaryDirectory(prefix="corridor-atlas-") as made:
        pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": f"{day.isoformat()}T00:00:00.000Z"})
        try:
            yield Path(made)
        finally:
            pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": None})
