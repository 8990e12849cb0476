"""Corridor Atlas: cross-border infrastructure, year by year.

    import corridor_atlas as ca

    ca.Atlas.open().view(year=2017, layers=["railways", "ports"]).figure().save("atlas.pdf")

`Atlas` and `Map` are those of `corridor_atlas.notebook` (see docs/python.md), `AtlasError` is what every
error of the atlas is; they are read when they are first asked for, so that importing the package costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from corridor_atlas.core.errors import AtlasError
    from corridor_atlas.notebook import Atlas, Map, read

__all__ = ["Atlas", "AtlasError", "Map", "__version__", "read"]
__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    if name not in ("Atlas", "AtlasError", "Map", "read"):
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from corridor_atlas import notebook  # noqa: PLC0415
    from corridor_atlas.core import errors  # noqa: PLC0415

    return getattr(errors if name == "AtlasError" else notebook, name)
