"""What a published folder tells machines of itself: a data set for catalogues (schema.org), a map of its pages."""

from __future__ import annotations

from typing import Any
from xml.sax.saxutils import escape

from corridor_atlas.core import dates
from corridor_atlas.core.language import pick, spoken
from corridor_atlas.data import descriptions
from corridor_atlas.data.dataset import Atlas
from corridor_atlas.view import cite

OFFERED = (
    ("features.json", "application/json"),
    ("states.parquet", "application/vnd.apache.parquet"),
    ("corridors.json", "application/json"),
)
"""Files of the folder `data/` that stand for the whole, each with its media type."""


def dataset(atlas: Atlas, description: str, *, folder: str = "") -> dict[str, Any]:
    """The atlas as a `Dataset` of schema.org, as plain values for JSON-LD.

    Parameters
    ----------
    atlas
        The data set.
    description
        What it shows, as plain text; its title when empty.
    folder
        The name of the folder beside the page in which the data are; none when empty.
    """
    settings, address = atlas.settings, atlas.settings.address or ""
    west, south, east, north = atlas.extent
    first, last = atlas.years
    offered = [
        {"@type": "DataDownload", "name": name, "encodingFormat": kind, "contentUrl": f"{address}{folder}/{name}"}
        for name, kind in OFFERED
    ]
    told = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": settings.cited,
        "description": description or settings.cited,
        "url": address,
        "identifier": f"https://doi.org/{settings.doi}" if settings.doi else "",
        "version": atlas.span.data_version,
        "datePublished": dates.parse(atlas.span.data_date).first.isoformat(),
        "creator": {"@type": "Organization", "name": settings.makers},
        "license": [one.path for one in descriptions.licences(atlas)],
        "creditText": cite.citation(atlas).strip(),
        "inLanguage": list(spoken()),
        "isAccessibleForFree": True,
        "temporalCoverage": f"{first}/{last}",
        "spatialCoverage": {
            "@type": "Place",
            "geo": {"@type": "GeoShape", "box": f"{south:g} {west:g} {north:g} {east:g}"},
        },
        "variableMeasured": [pick(layer.title) for layer in atlas.layers],
        "distribution": offered if folder else [],
    }
    return {key: value for key, value in told.items() if value}


def sitemap(address: str, pages: tuple[str, ...]) -> str:
    """The map of a site for search engines (https://www.sitemaps.org).

    Parameters
    ----------
    address
        Where the folder is published, with a slash at its end.
    pages
        The addresses of its pages, below that.
    """
    lines = "".join(f"<url><loc>{escape(address + page)}</loc></url>\n" for page in pages)
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    return f"{head}{lines}</urlset>\n"
