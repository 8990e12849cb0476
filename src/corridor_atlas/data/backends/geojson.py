"""GeoJSON (RFC 7946), without GDAL.

GDAL opens by content, not by name, and a hostile file called `.geojson` makes it read other
files or call the network. So the text is parsed here.
"""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from corridor_atlas.core.characters import visible
from corridor_atlas.core.counts import counted
from corridor_atlas.core.errors import Fault, shorten
from corridor_atlas.core.model import Record
from corridor_atlas.data import reading
from corridor_atlas.data.backends import Row, _shapes, _values
from corridor_atlas.data.rings import wound

DECIMALS = 5


def read(path: Path) -> tuple[list[Row], list[Fault]]:
    """Read a FeatureCollection into WGS84 longitude and latitude.

    Returns its rows, the geometry None where the file says null, and the faults; a feature whose
    geometry is unusable is left out.
    """
    rows: list[Row] = []
    faults: list[Fault] = []
    try:
        document, features = reading.features(path)
        transform, faults = _system(path, document)
        if not features:
            faults.append(_notice(path.name, "", "features", "none", "at least one feature"))
        for number, feature in enumerate(features):
            row, wrong = _row(path.name, number, feature, transform)
            faults += wrong
            rows += [row] if row else []
    except reading.UnreadableError as error:
        faults = [error.fault]
    return rows, _offered_once(faults)


def _notice(file: str, id_: str, field: str, found: str, expected: str) -> Fault:
    return Fault(file, id_, field, found, expected, left_out=False, notice=True)


def _offered_once(faults: list[Fault]) -> list[Fault]:
    """The faults of a file, with the swap of longitude and latitude in the words of the first that it would mend."""
    swapped = [number for number, fault in enumerate(faults) if _shapes.SWAP in fault.expected]
    found = list(faults)
    for number in swapped[1:]:
        found[number] = replace(faults[number], expected=_shapes.BOUNDS)
    if len(swapped) > 1:
        first = faults[swapped[0]]
        more = f"{counted(len(swapped) - 1, 'more feature')} of the file too"
        found[swapped[0]] = replace(first, expected=f"{first.expected}, and {more}")
    return found


def _system(path: Path, document: dict[str, Any]) -> tuple[_shapes.Transform | None, list[Fault]]:
    """What brings the places of a collection to WGS84, and a notice if that is needed. Raises `UnreadableError`."""
    if document.get("crs") is None:
        return None, []
    try:
        name, transform = _shapes.system(document["crs"])
    except _shapes.ShapeError as error:
        raise reading.UnreadableError(path, error.found, error.expected, field="crs") from None
    told = [_notice(path.name, "", "crs", name, "WGS84 longitude, latitude: they were computed")] if transform else []
    return transform, told


def _row(file: str, number: int, feature: Any, transform: _shapes.Transform | None) -> tuple[Row | None, list[Fault]]:
    id_, faults = _identity(file, number, feature)
    if faults:
        return None, faults
    properties, faults = _values.decoded(file, id_, feature["properties"])
    if faults:
        return None, faults
    properties = {**_id_beside(feature), **properties}
    try:
        geometry, clipped = _shapes.geometry(feature.get("geometry"), transform)
    except _shapes.ShapeError as error:
        return None, [Fault(file, id_, "geometry", error.found, error.expected)]
    if clipped:
        faults = [_notice(file, id_, "geometry", clipped, f"{_shapes.BOUNDS}; it was clipped")]
    return Row(id_, properties, geometry), faults


def _identity(file: str, number: int, feature: Any) -> tuple[str, list[Fault]]:
    """How a feature is called in messages, and what is wrong with it as a feature."""
    name = f"feature {number + 1}"
    if not isinstance(feature, dict) or not isinstance(feature.get("properties"), dict):
        return name, [Fault(file, name, "", shorten(feature), "a GeoJSON Feature with properties")]
    top, id_ = feature.get("id"), feature["properties"].get("id") or feature.get("id") or name
    if not isinstance(id_, str):
        return name, [Fault(file, name, "id", shorten(id_), "a text such as north-port")]
    id_ = visible(id_)  # a column of pandas holds no half of a pair of surrogates
    if isinstance(top, str) and not top.isdecimal() and visible(top) != id_:  # a number is that of a row
        return id_, [Fault(file, id_, "id", f"{shorten(top)} beside the properties", "the same id as in them, or none")]
    if feature.get("type") != "Feature":
        return id_, [Fault(file, id_, "type", shorten(feature.get("type")), "'Feature'")]
    keys = [key.removeprefix("properties.") for key in reading.doubled(feature)]
    return id_, [Fault(file, id_, key, "the key twice", "each key once") for key in keys]


def _id_beside(feature: dict[str, Any]) -> dict[str, Any]:
    """The id as a property where it stands beside the properties alone, as GDAL writes it with `ID_FIELD`."""
    top = feature.get("id")
    return {"id": top} if isinstance(top, str) and feature["properties"].get("id") is None else {}


def formatted(text: str) -> str:
    """The same FeatureCollection in the one form that the atlas keeps.

    One feature a line, sorted by id, properties in the order of the model, coordinates (degrees)
    rounded to 5 decimals, about a metre, rings wound after RFC 7946. Nothing is lost: unknown properties come last.
    Raises `ValueError` when the text is not a FeatureCollection, with the feature that is none.
    """
    document = reading.parse_json(text)
    if twice := reading.doubled(document):
        raise ValueError(f"found {', '.join(twice)} twice; expected each key once")
    if not isinstance(document, dict) or not isinstance(document.get("features"), list):
        raise ValueError("expected a GeoJSON FeatureCollection")
    for number, feature in enumerate(document["features"], start=1):
        _check_parts(number, feature)
    features = [{**one, "properties": one["properties"] | _id_beside(one)} for one in document["features"]]
    features.sort(key=lambda feature: str(feature["properties"].get("id", "")))
    rest = {key: value for key, value in document.items() if key not in ("type", "features")}
    head = json.dumps({"type": "FeatureCollection", **rest}, ensure_ascii=False)[:-1]
    lines = ",\n".join(_line(feature) for feature in features)
    return f'{head}, "features": [\n{lines}\n]}}\n'


def _line(feature: dict[str, Any]) -> str:
    try:
        return json.dumps(_in_order(feature), ensure_ascii=False, allow_nan=False)
    except ValueError as error:
        raise ValueError(f"{feature['properties'].get('id')} [geometry]: {error}") from None


def _check_parts(number: int, feature: Any) -> None:
    """Raise `ValueError` for a feature without the parts that form works on."""
    if not isinstance(feature, dict) or not isinstance(feature.get("properties"), dict):
        raise ValueError(f"feature {number}: expected every feature to be an object with properties")
    geometry = feature.get("geometry")
    if not isinstance(geometry, dict | None):
        name = feature["properties"].get("id", f"feature {number}")
        raise ValueError(f"{name} [geometry]: found {shorten(geometry)}; expected a GeoJSON geometry or null")


def _in_order(feature: dict[str, Any]) -> dict[str, Any]:
    order = [field.alias or name for name, field in Record.model_fields.items()]
    said = feature["properties"]
    known = {key: said[key] for key in order if key in said}
    geometry = feature.get("geometry")
    if geometry is not None:
        geometry = {"type": geometry.get("type"), **geometry}
        if "coordinates" in geometry:
            geometry["coordinates"] = _rounded(geometry["coordinates"])
        geometry = wound(geometry)
    return {"type": "Feature", **feature, "properties": {**known, **said}, "geometry": geometry}


def _rounded(coordinates: Any) -> Any:
    if isinstance(coordinates, list):
        return [_rounded(one) for one in coordinates]
    if type(coordinates) not in (int, float):
        raise ValueError(f"found {shorten(coordinates)}; expected a number as longitude or latitude")
    return round(coordinates, DECIMALS)
