"""How to cite the atlas, or one view of it, with the data version and the link that shows it again."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any
from urllib.parse import parse_qs, urlencode, urlparse

from corridor_atlas.core import dates
from corridor_atlas.core.characters import on_one_line
from corridor_atlas.core.errors import AtlasError, NotFoundError, shorten
from corridor_atlas.data import bibliography
from corridor_atlas.data.config import Source
from corridor_atlas.data.dataset import Atlas, Feature
from corridor_atlas.view.link import EDITION, from_query, to_query
from corridor_atlas.view.selection import in_words
from corridor_atlas.view.view import View

KEY = "corridor-atlas"
STYLES = ("text", "bibtex", "ris", "csl")
LINK, YEAR = "https://link-of-the.view", "year-of-the-view"
"""What stands in `forms` for the link and the year of a view: both mean themselves in every style."""


def citation(atlas: Atlas, view: View | None = None, style: str = "text", address: str = "") -> str:
    """The atlas, or a view of it, ready to be cited: in one of `STYLES`.

    Parameters
    ----------
    atlas
        The data set.
    view
        What is cited; None for the atlas as a whole.
    style
        One of `STYLES`: a sentence, BibTeX, RIS, or CSL-JSON.
    address
        Where the atlas is published (http or https), that of its settings when empty; the link of the
        view is added to it. Without any the query of the link stands by itself.

    Raises
    ------
    NotFoundError
        For another style, and for a layer, era or corridor that the atlas lacks.
    """
    if style not in _FORMS:
        raise NotFoundError("style of citation", style, STYLES)
    return _FORMS[style]([record(atlas, view, address)])


def forms(atlas: Atlas) -> dict[str, Any]:
    """Citations of a view that is not known yet, for a page that fills in its year and its link.

    Parameters
    ----------
    atlas
        The data set.

    Returns
    -------
    dict
        `linked` and `plain`, with a link and without: the citation by style, in which `link` and `year` stand for
        those of the view.
    """
    known = {name: value for name, value in record(atlas).record.items() if name not in ("id", "URL")}
    fields = {"id": f"{KEY}-{YEAR}", **known, "note": f"{known['note']}; view of {YEAR}"}
    plain, linked = Source(fields["id"], fields), Source(fields["id"], fields | {"URL": LINK})
    return {
        "link": LINK,
        "year": YEAR,
        "linked": {style: _FORMS[style]([linked]) for style in STYLES},
        "plain": {style: _FORMS[style]([plain]) for style in STYLES},
    }


def record(atlas: Atlas, view: View | None = None, address: str = "") -> Source:
    """The atlas, or a view of it, as one work: a CSL-JSON record.

    Parameters
    ----------
    atlas
        The data set.
    view
        What is cited; None for the atlas as a whole.
    address
        Where the atlas is published (http or https), that of its settings when empty; without any, or
        with another kind of address, the link stands as a query in the note.
    """
    address = on_one_line(address) or atlas.settings.address or ""
    link = f"{address}{permalink(atlas, view)}" if address.startswith(("https://", "http://")) else ""
    notes = [f"Data version {atlas.span.data_version}"]
    if view:
        notes.append(f"view of {view.year}: {in_words(atlas, view)}")
        if not link:
            notes.append(f"link: {permalink(atlas, view)}")
    fields: dict[str, Any] = {
        "id": f"{KEY}-{view.year}" if view else KEY,
        "type": "dataset",
        "title": atlas.settings.cited,
        "author": [{"literal": atlas.settings.makers}],
        "issued": {"date-parts": [_parts(atlas.span.data_date)]},
        "version": atlas.span.data_version,
        "language": "en",
        "note": "; ".join(notes),
    }
    doi = atlas.settings.doi
    return Source(fields["id"], fields | ({"DOI": doi} if doi else {}) | ({"URL": link} if link else {}))


def permalink(atlas: Atlas, view: View | None = None) -> str:
    """The query that shows the view again, with its year even if it is the latest; empty without a view.

    A later edition opens on a later year, and a citation has to stay where it was: so the link also names the
    edition that it was made with, if the atlas has one, and a later one says so when it is followed.

    Parameters
    ----------
    atlas
        The data set, whose opening says what the link may leave out.
    view
        What the link shows; None for the atlas as a whole.

    Returns
    -------
    str
        `?year=…` with the rest of the view, its viewport as zoom/latitude/longitude (WGS84), and the edition.
    """
    if view is None:
        return ""
    edition = {EDITION: atlas.edition} if atlas.edition else {}
    return "?" + urlencode({"year": str(view.year), **to_query(view, atlas), **edition}, safe=",/", doseq=True)


def follow(atlas: Atlas, link: str) -> View:
    """The view that a link shows, or its query alone; raises `AtlasError` when a part of it makes no sense.

    Parameters
    ----------
    atlas
        The data set, in which the link is looked up.
    link
        A whole address or the part of one from its `?` or its `#`, which mean the same; what stands after `#` counts
        where both say something.

    Raises
    ------
    AtlasError
        For a link without either, and for a value that the atlas does not understand.
    """
    if "?" not in link and "#" not in link:
        raise AtlasError(f"link {shorten(link)} leads to no view: expected the part from its ? or # at least")
    parts = urlparse(link)
    found, notices = from_query(parse_qs(parts.query) | parse_qs(parts.fragment), atlas)
    if notices:
        raise AtlasError(f"the link leads to no view. {notices[0]}")
    return found


def _parts(text: str) -> list[int]:
    """The date of the edition as CSL has it, no more precise than written."""
    match = dates.PLAIN.fullmatch(text)
    return [int(part) for part in match.groups()[:3] if part] if match else [dates.parse(text).year]


def _sentence(work: Source) -> str:
    link = f" {work.url}" if work.url else ""
    return f"{work.authors[0]} ({work.year}). {work.title} [Data set]. {work.record['note']}.{link}\n"


_FORMS: dict[str, Callable[[Iterable[Source]], str]] = {
    "text": lambda works: "".join(map(_sentence, works)),
    "bibtex": bibliography.bibtex,
    "ris": bibliography.ris,
    "csl": bibliography.csl,
}


def edition_day(atlas: Atlas) -> date:
    """The day that files of this edition bear, so that the same data give the same bytes."""
    day = dates.parse(atlas.span.data_date).first
    return min(max(day, date(1980, 1, 1)), date(2099, 12, 31))  # what a zip archive can hold


def credits_of(atlas: Atlas, features: Iterable[Feature]) -> list[str]:
    """One line for each data set that the shapes of these features come from, with its licence.

    Parameters
    ----------
    atlas
        The data set, with its bibliography.
    features
        Those shown; one without a geometry owes nothing.

    Returns
    -------
    list of str
        Plain text, sorted by key of the bibliography, each data set once.
    """
    bases = [feature.record.geometry_basis for feature in features if feature.geometry is not None]
    return credit_lines(atlas, sorted({key for basis in bases if basis for key in basis.sources}))


def owed(atlas: Atlas, files: Iterable[str]) -> list[str]:
    """Keys of the sources to be named where these files of the base map are drawn, each once.

    Parameters
    ----------
    atlas
        The data set; its settings say whom each file is owed to.
    files
        Names of files of the base map.
    """
    return list(dict.fromkeys(key for file in files for key in atlas.settings.credits.get(file, ())))


def is_traced(atlas: Atlas, keys: Iterable[str]) -> bool:
    """Whether one of these sources is OpenStreetMap or made from it.

    Parameters
    ----------
    atlas
        The data set, with its bibliography.
    keys
        Keys of the bibliography; unknown ones are passed over.
    """
    return any(key in atlas.bibliography and atlas.bibliography[key].is_openstreetmap for key in keys)


def credit_lines(atlas: Atlas, keys: Iterable[str]) -> list[str]:
    """One line for each data set among these keys of the bibliography, in their order, with its licence.

    Parameters
    ----------
    atlas
        The data set, with its bibliography.
    keys
        Keys of the bibliography; unknown ones, and works that are no data set, are passed over.
    """
    works = [atlas.bibliography[key] for key in dict.fromkeys(keys) if key in atlas.bibliography]
    told = [(work.title, str(work.record.get("note", ""))) for work in works if work.is_data]
    return [note if title in note else f"{title}, {note}".rstrip(", ") for title, note in told]
