"""GeoJSON (RFC 7946) into a GeoDataFrame, without GDAL.

GDAL opens by content, not by name, and a hostile file called `.geojson` makes it read other
files or call the network. So the text is parsed here and GeoPandas only builds the table.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import shapely
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from corridor_atlas.characters import visible
from corridor_atlas.errors import Fault, shorten
from corridor_atlas.model import Record

CRS = "EPSG:4326"
MAX_BYTES = 64_000_000
DECIMALS = 5


def read(path: Path) -> tuple[gpd.GeoDataFrame, list[Fault]]:
    """Read a FeatureCollection in WGS84 longitude and latitude.

    Returns a frame with `id`, `properties` and `geometry` (None where the file says null),
    and the faults; a feature whose geometry is unusable is left out.
    """
    features, faults = _features(path)
    rows: list[dict[str, Any]] = []
    for number, feature in enumerate(features):
        row, wrong = _row(path.name, number, feature)
        faults += wrong
        if row is not None:
            rows.append(row)
    frame = gpd.GeoDataFrame(rows, columns=["id", "properties", "geometry"], geometry="geometry", crs=CRS)
    return frame, faults


def _features(path: Path) -> tuple[list[Any], list[Fault]]:
    expected = "a GeoJSON FeatureCollection"
    try:
        if path.stat().st_size > MAX_BYTES:
            return [], [Fault(path.name, "", "", f"{path.stat().st_size} bytes", f"at most {MAX_BYTES} bytes")]
        document = json.loads(path.read_text(encoding="utf-8"), parse_constant=_refuse)
    except (OSError, ValueError, RecursionError) as error:
        return [], [Fault(path.name, "", "", f"broken JSON: {error}", expected)]
    if not isinstance(document, dict) or document.get("type") != "FeatureCollection":
        return [], [Fault(path.name, "", "type", shorten(document, 40), expected)]
    features = document.get("features")
    if not isinstance(features, list):
        return [], [Fault(path.name, "", "features", shorten(features), "a list of features")]
    faults = []
    if "crs" in document:
        faults.append(
            Fault(
                path.name,
                "",
                "crs",
                "a crs member",
                "none: RFC 7946 is always WGS84 longitude, latitude",
                left_out=False,
            )
        )
    return features, faults


def _refuse(constant: str) -> float:
    raise ValueError(f"{constant} is not a JSON number")


def _row(file: str, number: int, feature: Any) -> tuple[dict[str, Any] | None, list[Fault]]:
    name = f"feature {number + 1}"
    if not isinstance(feature, dict) or not isinstance(feature.get("properties"), dict):
        return None, [Fault(file, name, "", shorten(feature), "a GeoJSON Feature with properties")]
    properties = feature["properties"]
    id_ = properties.get("id") or feature.get("id") or name
    if not isinstance(id_, str):
        return None, [Fault(file, name, "id", shorten(id_), "a text such as rajin-port")]
    try:
        geometry = _geometry(feature.get("geometry"))
    except ValueError as error:
        found, _, expected = str(error).partition("|")
        return None, [Fault(file, id_, "geometry", found, expected)]
    return {"id": visible(id_), "properties": properties, "geometry": geometry}, []


def _geometry(document: Any) -> BaseGeometry | None:
    """Build and check one geometry; raises ValueError "found|expected"."""
    if document is None:
        return None
    try:
        geometry: BaseGeometry = shape(document)
    except (
        shapely.errors.ShapelyError,
        AttributeError,
        KeyError,
        TypeError,
        ValueError,
        IndexError,
        OverflowError,
        RecursionError,
    ):
        raise ValueError(f"{shorten(document)}|a GeoJSON geometry") from None
    if geometry.is_empty:
        raise ValueError("an empty geometry|coordinates, or null for no geometry")
    west, south, east, north = geometry.bounds
    if not np.isfinite(shapely.get_coordinates(geometry, include_z=geometry.has_z)).all():
        raise ValueError("a coordinate that is not a finite number|finite longitude and latitude")
    if west < -180 or east > 180 or south < -90 or north > 90:
        raise ValueError(
            f"coordinates from {west:g}, {south:g} to {east:g}, {north:g}|longitude -180 to 180, latitude -90 to 90"
        )
    if not geometry.is_valid:
        raise ValueError(f"an invalid shape: {shapely.is_valid_reason(geometry)}|a shape that does not cross itself")
    return geometry


def formatted(text: str) -> str:
    """The same FeatureCollection in the one form that the atlas keeps.

    One feature a line, sorted by id, properties in the order of the model, coordinates (degrees)
    rounded to 5 decimals, about a metre. Nothing is lost: unknown properties come last.
    Raises `ValueError` when the text is not a FeatureCollection.
    """
    try:
        document = json.loads(text, parse_constant=_refuse)
    except RecursionError:
        raise ValueError("nested too deeply") from None
    if not isinstance(document, dict) or not isinstance(document.get("features"), list):
        raise ValueError("expected a GeoJSON FeatureCollection")
    if not all(isinstance(one, dict) and isinstance(one.get("properties"), dict) for one in document["features"]):
        raise ValueError("expected every feature to be an object with properties")
    features = sorted(document["features"], key=lambda feature: str(feature["properties"].get("id", "")))
    rest = {key: value for key, value in document.items() if key not in ("type", "features")}
    head = json.dumps({"type": "FeatureCollection", **rest}, ensure_ascii=False)[:-1]
    lines = ",\n".join(json.dumps(_in_order(feature), ensure_ascii=False, allow_nan=False) for feature in features)
    return f'{head}, "features": [\n{lines}\n]}}\n'


def _in_order(feature: dict[str, Any]) -> dict[str, Any]:
    order = [field.alias or name for name, field in Record.model_fields.items()]
    said = feature["properties"]
    known = {key: said[key] for key in order if key in said}
    geometry = feature.get("geometry")
    if geometry is not None:
        geometry = {"type": geometry.get("type"), **geometry}
        if "coordinates" in geometry:
            geometry["coordinates"] = _rounded(geometry["coordinates"])
    return {"type": "Feature", **feature, "properties": {**known, **said}, "geometry": geometry}


def _rounded(coordinates: Any) -> Any:
    if isinstance(coordinates, list):
        return [_rounded(one) for one in coordinates]
    return round(coordinates, DECIMALS)
