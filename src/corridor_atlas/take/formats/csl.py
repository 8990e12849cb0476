"""CSL-JSON: the works that the features rest on, for a reference manager."""

from __future__ import annotations

from corridor_atlas.data import bibliography
from corridor_atlas.data.dataset import Atlas
from corridor_atlas.take.formats import _works
from corridor_atlas.view.view import View

USE = "reference"
SUFFIX = ".csl.json"
MEDIA_TYPE = "application/vnd.citationstyles.csl+json"
LOSES = ("features",)


def write(atlas: Atlas, view: View | None = None) -> bytes:
    """The works behind the features of the view, or the whole bibliography, by key."""
    return bibliography.csl(_works.used(atlas, view)).encode(errors="replace")
