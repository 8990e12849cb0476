"""What the map in the browser reports, read as changes of the view.

A report comes from the browser and nothing in it is trusted: each reader checks its part and
raises `AtlasError`, `TypeError`, `ValueError` or `KeyError` for nonsense.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from corridor_atlas import view as views
from corridor_atlas.sources import Atlas
from corridor_atlas.view import View

USUAL_SPAN = 10
"""Years back with which a year is compared until the reader chooses."""


def changed(part: str, value: Any, atlas: Atlas, view: View) -> dict[str, Any]:
    """Fields of the view that a part of a report changes, with their new values."""
    read = READERS.get(part)
    return read(value, atlas, view) if read else {}


def _year(value: Any, atlas: Atlas, _: View) -> dict[str, Any]:
    return {"year": atlas.check_year(int(value))}


def _since(value: Any, atlas: Atlas, _: View) -> dict[str, Any]:
    return {"since": atlas.check_year(int(value)) if value else None}


def _selected(value: Any, atlas: Atlas, _: View) -> dict[str, Any]:
    return {"selected": atlas.feature(str(value)).id if value else None}


def _layers(value: Any, atlas: Atlas, _: View) -> dict[str, Any]:
    on = set(map(str, value))
    return {"layers": [layer.id for layer in atlas.layers if layer.id in on]}


def _filter(value: Any, atlas: Atlas, _: View) -> dict[str, Any]:
    chosen = {name: views.chosen_values(atlas, name, map(str, value[name])) for name in views.FACETS}
    return {
        **chosen,
        "certain_only": bool(value["certainOnly"]),
        "show_gone": bool(value["showGone"]),
        "era": atlas.era(str(value["era"])).id if value["era"] else None,
    }


def _compare(value: Any, atlas: Atlas, _: View) -> dict[str, Any]:
    how = str(value["how"])
    against = atlas.check_year(int(value["against"])) if value["against"] else None
    return {"against": against, "how": how if how in views.HOW else View.how}


def _panel(value: Any, atlas: Atlas, view: View) -> dict[str, Any]:
    panel = value if value in views.PANELS else None
    if panel == "changes" and not view.against:  # the list and the map compare with the same year
        return {"panel": panel, "against": max(view.year - USUAL_SPAN, atlas.years[0])}
    return {"panel": panel}


def _story(value: Any, atlas: Atlas, _: View) -> dict[str, Any]:
    if not value or str(value["id"]) not in atlas.stories:
        return {"story": None, "step": View.step}
    return {"story": str(value["id"]), "step": int(value["step"])}


def _viewport(value: Any, _: Atlas, __: View) -> dict[str, Any]:
    zoom, lat, lon = (float(value[part]) for part in ("zoom", "lat", "lon"))
    return {"viewport": (round(lat, 4), round(lon, 4), round(zoom, 2))}


READERS: dict[str, Callable[[Any, Atlas, View], dict[str, Any]]] = {
    "year": _year,
    "since": _since,
    "selected": _selected,
    "layers": _layers,
    "filter": _filter,
    "compare": _compare,
    "panel": _panel,
    "story": _story,
    "viewport": _viewport,
}
"""How each part of a report is read."""
