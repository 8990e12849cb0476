"""A zip that can stand in an archive: the data with README, licences, citation, sources, corridors, statistics."""

from __future__ import annotations

import json

from shapely.geometry import mapping

from corridor_atlas.core.counts import counted
from corridor_atlas.core.errors import AtlasError
from corridor_atlas.core.language import pick
from corridor_atlas.data import bibliography, descriptions
from corridor_atlas.data.backends import geojson
from corridor_atlas.data.dataset import Atlas
from corridor_atlas.take import formats
from corridor_atlas.take.formats import _archive, _flat, csv
from corridor_atlas.view import cite
from corridor_atlas.view.selection import Selection, in_words
from corridor_atlas.view.view import View

USE = "archive"
SHORT = "ZIP"
SUFFIX = ".zip"
MEDIA_TYPE = "application/zip"
LOSES = ("data_file",)


def write(atlas: Atlas, view: View | None = None, data: str = "geojson", address: str = "") -> bytes:
    """The data file in format `data`, README.txt, corridors, statistics, citation.bib, sources as .bib and .json.

    `address` is where the atlas is published, for the link in the citation. Raises
    `NotFoundError` for a format that there is not.
    """
    chosen_format = formats.get(data)
    if chosen_format.SUFFIX == SUFFIX:
        raise AtlasError("a bundle cannot hold a bundle: choose another format for its data")
    found = _flat.chosen(atlas, view)
    name = formats.file_name(atlas, view, chosen_format.SUFFIX)
    used = _flat.all_works(atlas, found)
    files = {
        "README.txt": readme(atlas, view, data, address).encode(),
        name: chosen_format.write(atlas, view),
        "corridors.geojson": _corridors(atlas, found),
        "statistics.csv": _statistics(atlas),
        "citation.bib": cite.citation(atlas, view, "bibtex", address).encode(),
        "sources.bib": bibliography.bibtex(used).encode(errors="replace"),
        "sources.json": bibliography.csl(used).encode(errors="replace"),
    }
    return _archive.pack(files, cite.edition_day(atlas))


def _corridors(atlas: Atlas, found: Selection) -> bytes:
    features = [
        {
            "type": "Feature",
            "id": one.id,
            "properties": {
                **_flat.said(one.record),
                "status": {"year": found.year, **_flat.status_in(state, one.record)},
            },
            "geometry": None if one.geometry is None else mapping(one.geometry),
        }
        for one, state in _flat.corridors(atlas, found)
    ]
    return geojson.formatted(json.dumps({"type": "FeatureCollection", "features": features})).encode()


def _statistics(atlas: Atlas) -> bytes:
    table = _flat.statistics(atlas)
    return csv.written(table.columns, table.astype(object).where(table.notna(), "").itertuples(index=False))


def readme(atlas: Atlas, view: View | None = None, data: str = "geojson", address: str = "") -> str:
    """What README.txt says of the archive with the same arguments; errors as for `write`.

    Parameters
    ----------
    atlas
        The data set.
    view
        What is in the archive; None for the whole atlas.
    data
        The format of its data file.
    address
        Where the atlas is published.
    """
    found = _flat.chosen(atlas, view)
    name = formats.file_name(atlas, view, formats.get(data).SUFFIX)
    subject = atlas.settings.subject
    licences, loses = _flat.licences(atlas), formats.loses(data)
    tables = [
        f"  {table}: {counted(len(part), 'feature')}, "
        + (f"{licences[table].title} ({licences[table].path})" if table in licences else "no licence is given")
        for table, part in found.tables().items()
    ]
    return "\n".join(
        [
            pick(atlas.settings.title).upper(),
            "",
            *([pick(subject)] if subject else []),
            f"{counted(len(found), 'feature')}, with their status in {found.year}.",
            f"Shown: {in_words(atlas, view)}.",
            f"Data version {atlas.span.data_version}, of {atlas.span.data_date}.",
            "",
            "FILES",
            f"  {name}: the data ({formats.title(data)}), WGS84 longitude and latitude",
            "  corridors.geojson: corridors as lines, with their members in order of travel",
            "  statistics.csv: statistical figures with their sources",
            "  citation.bib: how to cite this",
            "  sources.bib, sources.json: the works behind the data (BibTeX, CSL-JSON)",
            *([f"Not in the data file: {loses}."] if loses else []),
            "",
            "WORDS",
            "`status` is that at the end of the year, or the last one in it. `certain` is false where",
            "doubt about a date reaches into the year. `since` and `until` are dates as the sources give",
            "them (EDTF): 1999~ is about 1999, 1999? uncertain, ../2005 by 2005.",
            "`precision` is how well a shape follows the ground: schematic shows that a thing is there,",
            "not where exactly. `confidence` is our trust in dates and place together.",
            f"Names: {', '.join(descriptions.languages(atlas))} (ISO 639-1). `sources` are keys of sources.bib.",
            "",
            "LICENCES",
            *tables,
            *(f"  {line}" for line in cite.credits_of(atlas, found.features)),
            "",
            "TO CITE",
            cite.citation(atlas, view, address=address),
        ]
    )
