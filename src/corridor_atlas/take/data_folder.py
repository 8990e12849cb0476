"""The data of a published folder as files at fixed addresses, below `data/`: an API that needs no server.

What is there and how it is asked for stands in `data/index.html`, which is made from the same facts (`web/data.html`).
The same atlas gives the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby
from typing import Any

import numpy as np
import shapely
from jinja2 import Template
from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry

from corridor_atlas.core.language import pick
from corridor_atlas.data.dataset import Atlas, Feature
from corridor_atlas.data.settings import Licence
from corridor_atlas.draw import webmap
from corridor_atlas.network import report, strip
from corridor_atlas.network.graph import Network
from corridor_atlas.take.formats import _flat, geojson, states_parquet
from corridor_atlas.view import cite
from corridor_atlas.view.selection import Selection, selection, works
from corridor_atlas.view.view import opening

FOLDER = "data"
LARGEST = 1_000_000
"""Bytes that the file of a year may have."""
DECIMALS = 4
"""Of a degree in the files of years: about ten metres."""
COARSER = (0.0, *(0.0001 * 2**step for step in range(12)))
"""By how many degrees lines of these files may be simplified: as little of it as keeps them within `LARGEST`."""
METRES = 111_320
"""Of a degree of latitude."""

Files = dict[str, bytes]


def files(atlas: Atlas) -> Files:
    """All files by their names, which begin with `data/`."""
    found, licensed = selection(atlas), _flat.licences(atlas)
    tolerance, years = _years(atlas)
    made = {
        "features.json": _json(_index(atlas, found)),
        "states.parquet": states_parquet.write(atlas),
        **{f"feature/{one.id}.json": _json(_feature(atlas, found.year, one, licensed)) for one in found.features},
        **years,
        **_corridors(atlas),
    }
    made["index.html"] = page(atlas, made, tolerance).encode()
    return {f"{FOLDER}/{name}": content for name, content in made.items()}


def page(atlas: Atlas, made: Files, tolerance: float) -> str:
    """The page that explains the files.

    Parameters
    ----------
    atlas
        The data set.
    made
        The files by their names below `data/`.
    tolerance
        By how many degrees the lines of the files of years are simplified.
    """
    template = Template((webmap.WEB / "data.html").read_text(encoding="utf-8"), autoescape=True)
    first, last = atlas.years
    some = next((one.id for one in atlas.features.values() if one.record.mode), next(iter(atlas.features), ""))
    rendered: str = template.render(
        title=pick(atlas.settings.title),
        address=f"{atlas.settings.address}{FOLDER}/" if atlas.settings.address else "",
        first=first,
        last=last,
        some={"feature": some, "corridor": next(iter(sorted(atlas.corridors)), ""), "year": (first + last) // 2},
        counts={"features": len(atlas.features), "corridors": len(atlas.corridors)},
        largest=max((len(content) for name, content in made.items() if name.startswith("year/")), default=0) // 1000,
        decimals=DECIMALS,
        metres=round(tolerance * METRES),
        about=_about(atlas, selection(atlas)),
    )
    return rendered + "\n"


def _json(document: Any) -> bytes:
    return (json.dumps(document, ensure_ascii=False, separators=(",", ":"), allow_nan=False) + "\n").encode()


def _about(atlas: Atlas, found: Selection) -> dict[str, Any]:
    """Edition, citation, licences and credits of a file."""
    said = _flat.about(atlas, None, found)
    told = {name: said[name] for name in ("citation", "data_version", "licences", "credits")}
    return told | ({"address": atlas.settings.address} if atlas.settings.address else {})


# --- features ------------------------------------------------------------------------------------


def _index(atlas: Atlas, found: Selection) -> dict[str, Any]:
    """Every feature without its shape: what it is, where, its status by years, and the file that says the rest."""
    return {"atlas": _about(atlas, found), "features": [_entry(atlas, one) for one in found.features]}


def _entry(atlas: Atlas, one: Feature) -> dict[str, Any]:
    record, shape = one.record, one.geometry
    told = {
        "id": one.id,
        "table": one.table,
        "kind": record.kind,
        "name": record.name,
        "countries": record.countries,
        "corridors": record.corridors,
        "bbox": None if shape is None else [round(degrees, 5) for degrees in shape.bounds],
        "statuses": list(_runs(one, atlas.years)),
        "file": f"feature/{one.id}.json",
    }
    return {key: value for key, value in told.items() if value}


def _runs(one: Feature, years: tuple[int, int]) -> Iterator[dict[str, Any]]:
    """Years of one status after another; those in which there is none, or none any more, are left out."""
    if not one.record.timeline:
        return
    states = ((year, one.state(year)) for year in range(years[0], years[1] + 1))
    for state, run in groupby(states, lambda pair: replace(pair[1], period=None, last=None)):
        span = [year for year, _ in run]
        if state.status is None or state.gone:
            continue
        told = {"from": span[0], "to": span[-1], "status": str(state.status), "certain": state.certain}
        yield told | ({"traffic": str(state.only)} if state.only else {})


def _feature(atlas: Atlas, year: int, one: Feature, licensed: dict[str, Licence]) -> dict[str, Any]:
    """A feature with its whole record and the works that it rests on (CSL), as GeoJSON."""
    alone = Selection(year, (one,), (one.state(year),))
    told = geojson.feature(one, alone.states[0], year)
    told["geometry"] = None if one.geometry is None else mapping(_rounded(one.geometry, 5))
    licence = licensed.get(one.table)
    about = {
        "citation": cite.citation(atlas).strip(),
        "data_version": atlas.span.data_version,
        "licence": licence.name if licence else "",
        "credits": _flat.BETWEEN.join(cite.credits_of(atlas, (one,))),
    }
    return {**told, "atlas": about, "works": [work.record for work in works(atlas, alone)]}


# --- years ---------------------------------------------------------------------------------------


def _years(atlas: Atlas) -> tuple[float, Files]:
    """The files of the years, and by how many degrees their lines are simplified: all by the same."""
    first, last = atlas.years
    every = replace(opening(atlas), layers=tuple(layer.id for layer in atlas.layers))
    shown = [selection(atlas, replace(every, year=year)) for year in range(first, last + 1)]
    shapes = {one.id: _rounded(one.geometry) for found in shown for one in found.features if one.geometry is not None}
    made: Files = {}
    abouts = {found.year: _about(atlas, found) for found in shown}
    for tolerance in COARSER:
        plain = {id_: mapping(_simplified(shape, tolerance)) for id_, shape in shapes.items()}
        coarse = {"simplified_by_m": round(tolerance * METRES), "decimals": DECIMALS}
        told = {found.year: _year(found, plain, abouts[found.year] | coarse) for found in shown}
        made = {f"year/{year}.geojson": _json(document) for year, document in told.items()}
        if max(map(len, made.values())) < LARGEST:
            return tolerance, made
    return COARSER[-1], made


def _year(found: Selection, shapes: dict[str, Any], about: dict[str, Any]) -> dict[str, Any]:
    drawn = {one.id: (one, state) for one, state in found}  # what two layers draw is one thing
    features = []
    for one, state in drawn.values():
        told = {key: value for key, value in _flat.status_in(state, one.record).items() if value not in ("", False)}
        said = {"id": one.id, "table": one.table, "kind": one.record.kind, "name": pick(one.record.name), **told}
        features.append({"type": "Feature", "id": one.id, "properties": said, "geometry": shapes[one.id]})
    return {"type": "FeatureCollection", "atlas": {**about, "year": found.year}, "features": features}


def _rounded(shape: BaseGeometry, decimals: int = DECIMALS) -> BaseGeometry:
    flat = shapely.transform(shapely.force_2d(shape), lambda points: np.round(points, decimals))
    return shapely.orient_polygons(flat, exterior_cw=False)


def _simplified(shape: BaseGeometry, tolerance: float) -> BaseGeometry:
    return shapely.simplify(shape, tolerance) if tolerance else shape


# --- corridors -----------------------------------------------------------------------------------


def _corridors(atlas: Atlas) -> Files:
    """Each corridor in each year, and all of them with the share that could be used."""
    network, made, listed = Network.of(atlas), dict[str, bytes](), []
    for id_ in sorted(atlas.corridors):
        strips = strip.series(network, id_)
        shares = {str(one.year): one.share for one in strips}
        listed.append({"id": id_, "name": atlas.corridors[id_].name, "km": strips[-1].km, "usable_share": shares})
        for one in strips:
            made[f"corridor/{id_}/{one.year}.json"] = _json(report.strip(network, one))
    return {"corridors.json": _json({"atlas": _about(atlas, selection(atlas)), "corridors": listed}), **made}
