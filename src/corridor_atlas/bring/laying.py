"""A whole atlas laid out: settings, eras, sources, tables and layers to begin with, a README, and the land."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from corridor_atlas.bring import folder as folders
from corridor_atlas.bring import layers
from corridor_atlas.bring.mapping import toml_value
from corridor_atlas.bring.naming import Table
from corridor_atlas.core import files, home
from corridor_atlas.core.errors import AtlasError
from corridor_atlas.core.model import LAST_YEAR
from corridor_atlas.data import base_map, config, records, settings

BACK = 50
"""So many years up to this one an atlas has that names none and has no dates."""
GROUND = "world"
"""The file of the base map that holds the whole world, and so is of use anywhere."""

README = """\
# {title}

An atlas for the program Corridor Atlas. All of it is plain text.

| file | what |
|---|---|
| `geodata/*.geojson` | what is on the map: one table a file, one thing a line, each with its dates |
| `geodata/atlas.toml` | title, years, home view |
| `geodata/eras.toml` | stretches of years with a name |
| `geodata/sources.json` | the works that the facts rest on (CSL-JSON) |
| `geodata/basemap/` | the ground: land from far away |
| `layers/*.toml` | how each table looks: colour, sign, title |
| `mappings/` | how files of others became tables |

See it, check it, add to it, publish it:

    corridor-atlas run --data {folder}
    corridor-atlas validate --data {folder}
    corridor-atlas import FILE --out {folder}
    corridor-atlas publish --out site --data {folder}
"""
ATLAS = """\
# What makes this atlas this one. Every key may be left out: then it follows from the data.

[title]
en = {title}

# The years that the time bar has, and the edition of the data.
[span]
first_year = {first}
last_year = {last}
data_version = {version}
data_date = {date}
# No date lies further than so many years before or after the span.
margin_years = {margin}

# Where the map opens; on all data if left out.
# [home]
# lat = 0.0
# lon = 0.0
# zoom = 5
"""
ERAS = """\
# Eras: stretches of years with a name. A boundary year belongs to the later era. Take the # away and fill in.
#
# [[era]]
# id = "first-years"
# start = {first}
# end = {middle}
# color = "#5f7fa6"
# color_dark = "#7fa0c8"
# sources = []
# title = {{ en = "The first years" }}
# short = {{ en = "First years" }}
"""
SOURCES = """\
[
  {{
    "id": "template",
    "type": "document",
    "title": "Template of a source: replace it",
    "issued": {{"date-parts": [[{year}, {month}]]}}
  }}
]
"""
TEMPLATES = {
    "places": ("points", {"type": "Point", "coordinates": [10.0, 50.0]}),
    "lines": ("lines", {"type": "LineString", "coordinates": [[10.0, 50.0], [11.0, 50.4], [12.0, 50.5]]}),
}


def check(folder: Path) -> None:
    """Raise `AtlasError` where no atlas can be laid out: `folder` is a file, or has something in it."""
    files.check_folder(folder)
    if folder.is_dir() and any(folder.iterdir()):
        raise AtlasError(f"{folder} is not empty: a new atlas wants a folder of its own (`import` adds to one)")


def lay(folder: Path, title: str | None, years: tuple[int, int] | None, of: Sequence[str] = ()) -> None:
    """Lay out an atlas around the tables that are there; without any, around templates.

    Parameters
    ----------
    folder
        Where it lies; tables may have been imported into it.
    title
        What it is called; after its folder, or the files `of` which it is, if left out.
    years
        First and last year; those of the data if left out, else the last fifty.
    of
        Names of files.
    """
    geodata = folder / "geodata"
    for one in (geodata / base_map.FOLDER.name, folder / "layers"):
        one.mkdir(parents=True, exist_ok=True)
    now = datetime.now(UTC)
    names = ", ".join(Path(one).stem for one in of)
    title = " ".join((title or names or folder.resolve().name.replace("_", " ").replace("-", " ").capitalize()).split())
    known, _ = records.read(geodata) if any(geodata.glob("*.geojson")) else (None, [])
    rows = [record for one in known.rows.values() for record, _ in one] if known else []
    if years is None and any(record.timeline for record in rows):
        span = settings.span_of(rows)
        years = span.first_year, max(span.last_year, min(now.year, LAST_YEAR))
    first, last = years or (now.year - BACK, now.year)
    written = {"title": toml_value(title), "first": first, "last": last, "margin": settings.MARGIN}
    written |= {"version": toml_value(f"{now:%Y.%m}"), "date": toml_value(f"{now:%Y-%m-%d}")}
    texts = {
        geodata / settings.FILE: ATLAS.format(**written),
        geodata / "eras.toml": ERAS.format(first=first, middle=(first + last) // 2),
        folder / "README.md": README.format(title=title, folder=folder.name),
    }
    if not rows:
        texts[geodata / "sources.json"] = SOURCES.format(year=now.year, month=now.month)
    for path, text in texts.items():
        files.write(path, text.encode())
    if not rows:
        _templates(folder, first)
    ground = home.shipped() / base_map.FOLDER / f"{GROUND}.geojson"
    if ground.is_file():
        shutil.copyfile(ground, geodata / base_map.FOLDER.name / ground.name)


def _templates(folder: Path, first: int) -> None:
    """A table of places and one of lines, each with one thing that shows what a thing says."""
    for number, (name, (form, geometry)) in enumerate(TEMPLATES.items()):
        properties = {
            "id": f"example-{name}",
            "name": {"en": f"Example of {name}: replace it"},
            "timeline": [{"status": "operating", "start": f"{first:04d}"}],
            "note": "A template: copy the line, give it an id of its own, and say what is true.",
            "sources": ["template"],
            "geometry_basis": {
                "method": "template, at no real place",
                "sources": ["template"],
                "precision": "schematic",
            },
        }
        table = Table(name, {"en": name.capitalize()}, form)
        table.features.append({"type": "Feature", "properties": properties, "geometry": geometry})
        files.write(folder / "geodata" / f"{name}.geojson", folders.text(table).encode())
        files.write(folder / "layers" / f"{name}.toml", layers.written(table, _colours(folder), number).encode())


def _colours(folder: Path) -> list[str]:
    looks = folder / "layers"
    return [one.color for one in config.read_layers(looks)[0]] if any(looks.glob("*.toml")) else []


def copied(root: Path, to: Path) -> None:
    """Copy the facts and the looks of an atlas to another folder. Raises `AtlasError`.

    Parameters
    ----------
    root
        The atlas.
    to
        Where the copy is to lie; not there yet.
    """
    try:
        for name in ("geodata", "layers"):
            shutil.copytree(root / name, to / name)
    except OSError as error:
        raise AtlasError(f"the atlas in {root} cannot be copied: {error}") from None
