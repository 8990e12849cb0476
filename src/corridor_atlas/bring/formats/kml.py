"""KML and KMZ: placemarks with their data, times and tracks; links to elsewhere and pictures are left alone."""

from __future__ import annotations

import logging
import re
import warnings
from collections.abc import Iterator
from typing import Any

import shapely
from shapely.geometry import shape as from_document

from corridor_atlas.bring import archives
from corridor_atlas.bring.formats import _xml
from corridor_atlas.bring.things import ReadError, Sheet, Source, Span, Thing

SUFFIXES = (".kml", ".kmz")
OLD = re.compile(r"http://(?:earth\.google\.com/kml/2\.\d|www\.opengis\.net/kml/2\.[013]|www\.google\.com/kml/2\.\d)")
NOW = "http://www.opengis.net/kml/2.2"
GX = "http://www.google.com/kml/ext/2.2"


def is_one(head: bytes, source: Source) -> bool:
    """Whether it is XML with `kml` as its first element, or an archive with such a file."""
    if archives.is_zip(head):
        try:
            names = archives.files(archives.opened(source))
        except ReadError:
            return source.suffix == ".kmz"
        return any(name.lower().endswith(".kml") for name in names)
    return _xml.starts_with(head, "kml")


def read(source: Source) -> list[Sheet]:
    """All placemarks, one sheet for each KML file. Raises `ReadError`."""
    if not archives.is_zip(source.data[:4]):
        return [_sheet(source, source.data)]
    archive = archives.opened(source)
    entries = [entry for name, entry in archives.files(archive).items() if name.lower().endswith(".kml")]
    return [_sheet(source, archives.content(archive, entry, source)) for entry in entries]


def _sheet(source: Source, data: bytes) -> Sheet:
    said, encoding = _xml.text(source, data)
    said = _mended(OLD.sub(NOW, said))
    root = _xml.checked(source, said)
    fastkml = _library()
    try:
        document = fastkml.kml.KML.from_string(said, strict=False)
        things = list(_things(document, ""))
    except (fastkml.exceptions.KMLParseError, ValueError, TypeError, AttributeError, KeyError, IndexError,
            AssertionError, NotImplementedError, SyntaxError, RecursionError, OverflowError) as error:  # fmt: skip
        raise source.error(f"KML that cannot be read: {str(error)[:100]}", "a sound KML file") from None
    for number, thing in enumerate(things, start=1):
        thing.place = f"placemark {number}"
    sheet = Sheet(_title(document) or source.stem, things, encoding=encoding, degrees=True)
    if root.find(f".//{{{NOW}}}NetworkLink") is not None:
        sheet.faults.append(source.note("a link to another KML", "all of it in one file: nothing is fetched"))
    return sheet


def _library() -> Any:
    """The library fastkml, which says a word about another library when it is imported."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import fastkml  # noqa: PLC0415  slow to import
        import fastkml.exceptions  # noqa: PLC0415
    logging.getLogger("fastkml").setLevel(logging.CRITICAL)
    return fastkml


def _mended(said: str) -> str:
    """KML with the namespaces that programs forget."""
    head = re.search(r"<(?:\w+:)?kml\b[^>]*>", said)
    if head is None:
        return said
    more = "" if re.search(r"xmlns(:\w+)?\s*=\s*[\"']" + re.escape(NOW), head[0]) else f' xmlns="{NOW}"'
    if "gx:" in said and "xmlns:gx" not in head[0]:
        more += f' xmlns:gx="{GX}"'
    if not more:
        return said
    tag = re.sub(r"\sxmlns\s*=\s*[\"'][^\"']*[\"']", "", head[0]) if f'xmlns="{NOW}"' in more else head[0]
    return (
        said[: head.start()] + tag[:-1].rstrip("/") + more + ("/>" if tag.endswith("/>") else ">") + said[head.end() :]
    )


def _title(document: Any) -> str | None:
    first = next(iter(getattr(document, "features", [])), None)
    name = getattr(first, "name", None)
    return name.strip() if hasattr(first, "features") and isinstance(name, str) and name.strip() else None


def _things(container: Any, folder: str) -> Iterator[Thing]:
    for feature in getattr(container, "features", []) or []:
        if hasattr(feature, "features"):
            inside = type(feature).__name__ == "Folder" and isinstance(feature.name, str)
            yield from _things(feature, feature.name if inside else folder)
        elif type(feature).__name__ == "Placemark":
            yield _thing(feature, folder)


def _thing(placemark: Any, folder: str) -> Thing:
    said = {"id": placemark.id, "name": placemark.name, "description": placemark.description, "folder": folder}
    values: dict[str, Any] = {key: value or None for key, value in said.items()}
    for element in getattr(placemark.extended_data, "elements", None) or []:
        for one in getattr(element, "data", None) or [element]:
            name = getattr(one, "name", None)
            if isinstance(name, str):
                name = f"{name} (data)" if values.get(name) not in (None, one.value) else name
                values[name] = one.value
    thing = Thing("", {name: value for name, value in values.items() if value is not None}, spans=_spans(placemark))
    shape = placemark.kml_geometry
    if shape is None:
        return thing
    try:
        found = placemark.geometry
        thing.shape = None if found is None else from_document(found.__geo_interface__)
    except (ValueError, TypeError, AttributeError, IndexError, shapely.errors.ShapelyError):
        thing.shape = None
    if thing.shape is None:
        thing.wrong = (f"a {type(shape).__name__} without coordinates that can be read", "longitude,latitude")
    return thing


def _spans(placemark: Any) -> list[Span]:
    times = placemark.times
    if times is not None:
        if hasattr(times, "begin"):
            return [Span(_date(times.begin), _date(times.end))] if times.begin or times.end else []
        return [Span(_date(times.timestamp), None)] if times.timestamp else []
    shape = placemark.kml_geometry
    tracks = getattr(shape, "tracks", None) or [shape]
    whens = [str(item.when)[:10] for track in tracks for item in getattr(track, "track_items", None) or [] if item.when]
    return [Span(min(whens), max(whens))] if whens else []


def _date(moment: Any) -> str | None:
    return str(moment)[:10] if moment else None
