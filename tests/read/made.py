"""Files as real programs write them: GDAL, openpyxl, pyarrow, fastkml, gpxpy; and by hand where none would do."""

from __future__ import annotations

import io
import json
import warnings
import zipfile
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import geopandas as gpd
import gpxpy.gpx
import openpyxl
from shapely.geometry import LineString, Point, Polygon

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import fastkml
    from fastkml import kml

PORTS = [("North Port", 1892, 120.3, 36.1), ("South Port", 1903, 121.6, 38.9), ("Far Port", 1995, -70.2, -12.5)]
NAMES = {
    "en": ["North Port", "South Port", "Far Port"],
    "zh": ["青岛港务站", "大连火车站", "满洲里口岸"],
    "ru": ["Хабаровск", "Владивосток", "Гродеково"],
    "ko": ["부산항", "인천국제공항", "도라산역"],
    "fr": ["Saint-Étienne", "Orléans", "Besançon"],
}
MAKERS: dict[str, Callable[[Path], None]] = {}


def maker(name: str) -> Callable[[Callable[[Path], None]], Callable[[Path], None]]:
    """Register what makes the file `name`."""

    def keep(function: Callable[[Path], None]) -> Callable[[Path], None]:
        MAKERS[name] = function
        return function

    return keep


def frame(language: str = "en", crs: int = 4326) -> gpd.GeoDataFrame:
    """Three ports with names in a language."""
    places = [Point(lon, lat) for _, _, lon, lat in PORTS]
    columns = {"name": NAMES[language], "opened": [year for _, year, _, _ in PORTS], "length_km": [1.5, 2.25, 3.0]}
    return gpd.GeoDataFrame(columns, geometry=places, crs=4326).to_crs(crs)


def features(*parts: dict[str, Any], **more: Any) -> str:
    """A FeatureCollection as text."""
    return json.dumps({"type": "FeatureCollection", **more, "features": list(parts)}, ensure_ascii=False)


def feature(geometry: Any, /, **properties: Any) -> dict[str, Any]:
    """A feature of GeoJSON."""
    when = properties.pop("when", None)
    return {"type": "Feature", "properties": properties, "geometry": geometry, **({"when": when} if when else {})}


def point(lon: Any, lat: Any) -> dict[str, Any]:
    """A point of GeoJSON."""
    return {"type": "Point", "coordinates": [lon, lat]}


def zipped(path: Path, members: dict[str, bytes]) -> None:
    """Write an archive."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)


def shapefile(path: Path, of: gpd.GeoDataFrame, encoding: str, without: tuple[str, ...] = ()) -> None:
    """A Shapefile in a zip, as GDAL writes it, without some of its parts."""
    folder = path.parent / f"{path.stem}-parts"
    folder.mkdir()
    of.to_file(folder / "ports.shp", encoding=encoding)
    parts = {one.name: one.read_bytes() for one in sorted(folder.iterdir()) if one.suffix not in without}
    zipped(path, parts)


def _table(rows: list[list[str]], sign: str = ",") -> str:
    return "".join(f"{sign.join(row)}\n" for row in rows)


def table(header: list[str], sign: str = ",", language: str = "en", comma: str = ".") -> str:
    """The three ports as a table under a header of name, year, longitude, latitude."""
    rows = [
        [name, str(year), str(lon).replace(".", comma), str(lat).replace(".", comma)]
        for name, (_, year, lon, lat) in zip(NAMES[language], PORTS, strict=True)
    ]
    return _table([header, *rows], sign)


@maker("gdal.geojson")
def _(path: Path) -> None:
    frame().to_file(path, driver="GeoJSON")


@maker("projected.geojson")
def _(path: Path) -> None:
    frame(crs=3857).to_file(path, driver="GeoJSON")


@maker("rfc7946.geojson")
def _(path: Path) -> None:
    frame("zh").to_file(path, driver="GeoJSON", RFC7946="YES")


@maker("lines.geojsonl")
def _(path: Path) -> None:
    parts = [feature(point(lon, lat), name=name, opened=year) for name, year, lon, lat in PORTS]
    path.write_text("\n".join(map(json.dumps, parts)), encoding="utf-8")


@maker("sequence.geojsons")
def _(path: Path) -> None:
    parts = [feature(point(lon, lat), name=name, opened=year) for name, year, lon, lat in PORTS]
    path.write_text("".join(f"\x1e{json.dumps(part)}\n" for part in parts), encoding="utf-8")


@maker("swapped.geojson")
def _(path: Path) -> None:
    parts = [feature(point(lat, lon), name=name, opened=year) for name, year, lon, lat in PORTS[:2]]
    path.write_text(features(*parts), encoding="utf-8")


@maker("mixed.geojson")
def _(path: Path) -> None:
    line = {"type": "LineString", "coordinates": [[10, 10], [11, 11]]}
    area = {"type": "Polygon", "coordinates": [[[10, 10], [11, 10], [11, 11], [10, 10]]]}
    parts = [
        feature(point(10, 10), name="A"),
        feature(line, name="B"),
        feature(area, name="C"),
        feature(None, name="D"),
    ]
    path.write_text(features(*parts), encoding="utf-8")


@maker("geojson_t.geojson")
def _(path: Path) -> None:
    spans = {"timespans": [{"start": {"in": "1901"}, "end": {"earliest": "1944", "latest": "1946"}}]}
    old = {"timespans": [["1805", "", "", "1890", "the first"]]}
    parts = [feature(point(10, 10), name="A", when=spans), feature(point(11, 10), name="B", when=old)]
    timed = {
        "type": "GeometryCollection",
        "geometries": [
            {**point(12, 10), "when": {"timespans": [{"start": {"in": "1900"}, "end": {"in": "1920"}}]}},
            {**point(12, 11), "when": {"timespans": [{"start": {"in": "1921"}}]}},
        ],
    }
    path.write_text(features(*parts, feature(timed, name="C")), encoding="utf-8")


@maker("places.lpf.json")
def _(path: Path) -> None:
    place = {
        "@id": "http://places.example/1",
        "type": "Feature",
        "properties": {"title": "Abydos", "ccodes": ["EG"]},
        "when": {"timespans": [{"start": {"in": "-3100"}, "end": {"in": "0641"}}]},
        "names": [{"toponym": "Abydos", "lang": "en"}, {"toponym": "阿拜多斯", "lang": "zh"}],
        "types": [{"identifier": "aat:300008347", "label": "inhabited place"}],
        "geometry": point(31.9, 26.2),
        "descriptions": [{"@id": "x", "value": "A city of Upper Egypt", "lang": "en"}],
    }
    other = {**place, "@id": "http://places.example/2", "when": {"timespans": [{"start": {"in": "1850"}}]}}
    context = "https://raw.githubusercontent.com/LinkedPasts/linked-places/master/linkedplaces-context-v1.1.jsonld"
    path.write_text(features(place, other, **{"@context": context}), encoding="utf-8")


@maker("places.jsonl")
def _(path: Path) -> None:
    lines = [
        {"type": "Feature", "properties": {"title": name}, "names": [{"toponym": name}], "geometry": point(lon, lat)}
        for name, _, lon, lat in PORTS
    ]
    path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")


@maker("places.tsv")
def _(path: Path) -> None:
    head = ["id", "title", "title_source", "fclasses", "ccodes", "start", "end", "lon", "lat", "description"]
    rows = [[str(n), name, "a book", "P", "CN", str(year), "", str(lon), str(lat), "x"]
            for n, (name, year, lon, lat) in enumerate(PORTS)]  # fmt: skip
    path.write_text(_table([head, *rows], "\t"), encoding="utf-8")


@maker("gdal.gpkg")
def _(path: Path) -> None:
    frame("zh", 32651).iloc[:2].to_file(path, layer="ports")
    lines = gpd.GeoDataFrame({"name": ["A"]}, geometry=[LineString([(10, 10), (11, 11)])], crs=4326)
    lines.to_file(path, layer="roads", mode="a")


for language, encoding in (("zh", "GBK"), ("ru", "CP1251"), ("fr", "ISO-8859-1"), ("ko", "CP949"), ("zh", "UTF-8")):

    def _shp(path: Path, language: str = language, encoding: str = encoding, without: tuple[str, ...] = ()) -> None:
        shapefile(path, frame(language), encoding, without)

    MAKERS[f"{language}-{encoding}.zip".lower()] = _shp
    MAKERS[f"{language}-{encoding}-bare.zip".lower()] = lambda path, one=_shp: one(path, without=(".cpg", ".prj"))


@maker("no-index.zip")
def _(path: Path) -> None:
    shapefile(path, frame(), "UTF-8", (".shx", ".dbf"))


@maker("gdal.fgb")
def _(path: Path) -> None:
    frame("ru", 3857).to_file(path, driver="FlatGeobuf")


@maker("pandas.parquet")
def _(path: Path) -> None:
    frame("ko", 32651).iloc[:2].to_parquet(path)


@maker("covering.parquet")
def _(path: Path) -> None:
    frame().to_parquet(path, schema_version="1.1.0", write_covering_bbox=True)


@maker("plain.parquet")
def _(path: Path) -> None:
    of = frame()
    of.drop(columns="geometry").assign(lon=of.geometry.x, lat=of.geometry.y).to_parquet(path)


@maker("fastkml.kml")
def _(path: Path) -> None:
    marks = []
    for name, year, lon, lat in PORTS:
        span = fastkml.TimeSpan(begin=fastkml.KmlDateTime.parse(str(year)))
        data = fastkml.ExtendedData(elements=[fastkml.Data(name="status", value="operating")])
        marks.append(kml.Placemark(name=name, geometry=Point(lon, lat), times=span, extended_data=data))
    document = kml.KML(features=[fastkml.Document(name="Ports", features=marks)])
    path.write_text(f'<?xml version="1.0" encoding="UTF-8"?>{document.to_string()}', encoding="utf-8")


EARTH = """<?xml version="1.0" encoding="UTF-8"?>
<kml xmlns="http://www.opengis.net/kml/2.2" xmlns:gx="http://www.google.com/kml/ext/2.2">
<Document><name>Tour</name><Schema name="S" id="S"><SimpleField type="string" name="owner"/></Schema>
<Folder><name>East</name>
<Placemark id="p1"><name>Khasan</name><description><![CDATA[<b>Border</b> station<br>since 1951]]></description>
<TimeSpan><begin>1951</begin><end>1999-05</end></TimeSpan><ExtendedData><SchemaData schemaUrl="#S">
<SimpleData name="owner">State</SimpleData></SchemaData></ExtendedData>
<Point><coordinates>130.6361,42.4306,0</coordinates></Point></Placemark>
<Placemark><name>Ride</name><gx:Track><when>2010-05-28T02:02:09Z</when><when>2010-05-29T02:02:35Z</when>
<gx:coord>130 42 0</gx:coord><gx:coord>131 43 0</gx:coord></gx:Track></Placemark>
<Placemark><name>Broken</name><Point><coordinates>abc</coordinates></Point></Placemark>
</Folder></Document></kml>"""


@maker("earth.kml")
def _(path: Path) -> None:
    path.write_text(EARTH, encoding="utf-8")


@maker("earth.kmz")
def _(path: Path) -> None:
    zipped(path, {"doc.kml": EARTH.encode(), "files/icon.png": b"\x89PNG"})


@maker("old.kml")
def _(path: Path) -> None:
    old = EARTH.replace("http://www.opengis.net/kml/2.2", "http://earth.google.com/kml/2.1")
    path.write_text(old.replace(' xmlns:gx="http://www.google.com/kml/ext/2.2"', ""), encoding="utf-8")


@maker("gpxpy.gpx")
def _(path: Path) -> None:
    document = gpxpy.gpx.GPX()
    for name, _, lon, lat in PORTS:
        document.waypoints.append(gpxpy.gpx.GPXWaypoint(lat, lon, name=name, time=datetime(2012, 5, 4, tzinfo=UTC)))
    track = gpxpy.gpx.GPXTrack(name="Ride")
    part = gpxpy.gpx.GPXTrackSegment()
    part.points = [
        gpxpy.gpx.GPXTrackPoint(42 + n, 130 + n, time=datetime(2010, 5, 4 + n, tzinfo=UTC)) for n in range(3)
    ]
    track.segments.append(part)
    document.tracks.append(track)
    path.write_text(document.to_xml(), encoding="utf-8")


@maker("openpyxl.xlsx")
def _(path: Path) -> None:
    book = openpyxl.Workbook()
    page = book.active
    page.title = "港口"
    page.append(["名称", "开通日期", "经度", "纬度"])
    for name, (_, year, lon, lat) in zip(NAMES["zh"], PORTS, strict=True):
        page.append([name, date(year, 5, 1), lon, lat])
    second = book.create_sheet("Notes")
    second.append(["nothing to see"])
    book.save(path)


@maker("comma.csv")
def _(path: Path) -> None:
    path.write_text(table(["name", "opened", "longitude", "latitude"]), encoding="utf-8")


@maker("excel-ru.csv")
def _(path: Path) -> None:
    text = table(["Название", "Год открытия", "Долгота", "Широта"], ";", "ru", ",")
    path.write_bytes(text.replace("\n", "\r\n").encode("cp1251"))


@maker("excel-zh.csv")
def _(path: Path) -> None:
    path.write_bytes(table(["名称", "开通年份", "经度", "纬度"], ",", "zh").encode("gbk"))


@maker("excel-ko.csv")
def _(path: Path) -> None:
    path.write_bytes(table(["이름", "개통연도", "경도", "위도"], ",", "ko").encode("cp949"))


@maker("utf16.txt")
def _(path: Path) -> None:
    path.write_text(table(["Name", "Start Year", "X", "Y"], "\t"), encoding="utf-16")


@maker("bom.csv")
def _(path: Path) -> None:
    path.write_text(table(["name", "year", "lng", "lat"], "|"), encoding="utf-8-sig")


@maker("wkt.csv")
def _(path: Path) -> None:
    rows = [[name, str(year), f"SRID=4326;POINT ({lon} {lat})"] for name, year, lon, lat in PORTS]
    path.write_text(_table([["name", "built", "wkt"], *rows]), encoding="utf-8")


@maker("postgis.csv")
def _(path: Path) -> None:
    of = frame()
    rows = [[name, wkb] for name, wkb in zip(of["name"], of.geometry.to_wkb(hex=True), strict=True)]
    path.write_text(_table([["name", "geom"], *rows]), encoding="utf-8")


@maker("degrees.csv")
def _(path: Path) -> None:
    text = 'name,coordinates\nA,"42°52\'30""N, 130°21\'E"\nB,"12.5, -70.25"\n'
    path.write_text(text, encoding="utf-8")


@maker("wide.csv")
def _(path: Path) -> None:
    head = ["name", "lat", "lon", *(f"c{n}" for n in range(497))]
    path.write_text(_table([head, ["A", "42", "130", *map(str, range(497))]]), encoding="utf-8")


@maker("overpass.json")
def _(path: Path) -> None:
    tags = {"name": "Line", "name:ru": "Линия", "railway": "rail", "start_date": "1901", "end_date:edtf": "1945~"}
    way = {"type": "way", "id": 5, "tags": tags, "geometry": [{"lat": 42, "lon": 130}, {"lat": 43, "lon": 131}]}
    node = {"type": "node", "id": 7, "lat": 42.5, "lon": 130.5, "tags": {"name": "Stop", "start_date": "1905-10"}}
    ring = [{"lat": 0, "lon": 0}, {"lat": 0, "lon": 1}, {"lat": 1, "lon": 1}, {"lat": 0, "lon": 0}]
    members = [{"type": "way", "ref": 1, "role": "outer", "geometry": ring}]
    area = {"type": "relation", "id": 9, "tags": {"type": "boundary", "name": "Area"}, "members": members}
    path.write_text(json.dumps({"version": 0.6, "elements": [way, node, area]}, ensure_ascii=False), encoding="utf-8")


@maker("josm.osm")
def _(path: Path) -> None:
    path.write_text(
        '<?xml version="1.0"?><osm version="0.6"><node id="1" lat="42" lon="130"/><node id="2" lat="43" lon="131">'
        '<tag k="name" v="Stop"/><tag k="start_date" v="1905"/></node><way id="3"><nd ref="1"/><nd ref="2"/>'
        '<tag k="railway" v="rail"/><tag k="name" v="Line"/></way></osm>',
        encoding="utf-8",
    )


@maker("pacific.geojson")
def _(path: Path) -> None:
    line = LineString([(170, 50), (-170, 52)])
    area = Polygon([(175, 0), (185, 0), (185, 5), (175, 5)])
    gpd.GeoDataFrame({"name": ["Crossing", "Around"]}, geometry=[line, area], crs=4326).to_file(path, driver="GeoJSON")


@maker("many.zip")
def _(path: Path) -> None:
    out = io.StringIO(table(["name", "opened", "lon", "lat"]))
    zipped(path, {"README.txt": b"\xd0\xcf\x11\xe0 nothing to read\x00\x01", "data/ports.csv": out.getvalue().encode()})


def make(name: str, folder: Path) -> Path:
    """Make the file `name` in a folder."""
    path = folder / name
    MAKERS[name](path)
    return path
