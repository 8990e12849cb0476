"""The map for the browser: a Folium map with the time layer, as one file or as parts for a page.

Python says what there is, once; the browser draws, filters and plays (`web/src/`). Folium ends
here. Nothing is loaded from outside: Leaflet is vendored, the base map is our own.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any, cast

import folium
from branca.element import Element, Figure, MacroElement
from jinja2 import Template

from corridor_atlas.core import timeline, words
from corridor_atlas.core.errors import AtlasError
from corridor_atlas.core.language import DEFAULT, LANGUAGES
from corridor_atlas.core.model import Record, Status
from corridor_atlas.data import base_map, settings, stories
from corridor_atlas.data.config import Era, Layer
from corridor_atlas.data.dataset import Atlas, Feature
from corridor_atlas.data.tables import Role
from corridor_atlas.draw import kinds
from corridor_atlas.draw.inpage import Verbatim, as_json
from corridor_atlas.draw.kinds import _basemap as basemap
from corridor_atlas.draw.kinds import _delta
from corridor_atlas.view import cite
from corridor_atlas.view.view import home

WEB = Path(__file__).parents[1] / "web"
PRECISIONS = ("surveyed", "traced", "approximate", "schematic")
LAYER_KEYS = {"id", "title", "kind", "order", "color", "color_dark", "min_zoom", "label_zoom", "on"}
LEAFLET_OPTIONS: dict[str, Any] = {
    "minZoom": 3,
    "maxZoom": 14,
    "zoomSnap": 0.5,
    "zoomDelta": 1,
    "wheelPxPerZoomLevel": 90,
    "attributionControl": False,
    "maxBoundsViscosity": 0.8,
}


# --- what the browser is told -------------------------------------------------------------


def payload(atlas: Atlas, language: str = DEFAULT) -> dict[str, Any]:
    """Everything the browser holds, as plain JSON values: layers, features, base map, words.

    Coordinates are integers (see `kinds._delta`), statuses are spans of whole years
    (`timeline.spans`). Names stay in all their languages; `language` is the first one shown.
    """
    layers, features = [], []
    for index, layer in enumerate(atlas.layers):
        rows = list(_features(atlas, layer, index))
        layers.append(_layer(layer, rows, happening=atlas.table(layer.data).role is Role.HAPPENING))
        features += rows
    return {
        "title": atlas.settings.title,
        "years": list(atlas.years),
        "statuses": [str(status) for status in Status],
        "eras": [*map(_era, atlas.eras), *({**_era(era), "side": era.side} for era in atlas.other_eras)],
        "layers": layers,
        "features": features,
        "unplaced": [_unplaced(atlas, one) for one in atlas.features.values() if one.geometry is None],
        "happenings": [_happening(one) for one in atlas.features.values() if one.meaning.role is Role.HAPPENING],
        "corridors": {id_: corridor.name for id_, corridor in atlas.corridors.items()},
        "stories": stories.told(atlas.stories.values(), atlas.bibliography),
        "native": atlas.settings.native,
        "countries": {code: _countries(atlas, code) for code in LANGUAGES},
        "base": basemap.payload(atlas.root / base_map.FOLDER),
        "attribution": attribution(atlas),
        "data": {"version": atlas.span.data_version, "date": atlas.span.data_date},
        "texts": texts(),
        "palette": palette(),
        "language": language,
    }


def _era(era: Era) -> dict[str, Any]:
    return era.model_dump(include={"id", "title", "short", "start", "end", "color", "color_dark"})


def _layer(layer: Layer, features: list[dict[str, Any]], *, happening: bool) -> dict[str, Any]:
    modes = Counter(one.get("m", "") for one in features)
    kind = kinds.kind(layer.kind)
    layer = kind.look(layer)
    told = layer.model_dump(
        include={"id", "title", "kind", "order", "color", "color_dark", "min_zoom", "label_zoom", "on", "background"}
    )
    told["kind"] = kind.FORM  # the browser draws forms, and need not know what is built on them
    told |= layer.model_dump(include={"symbol", "radius", "width"})
    if kind.FORM == "areas":
        told["fill"] = layer.fill_opacity
    if happening:
        told["happening"] = True
    return {**told, "mode": modes.most_common(1)[0][0] if modes else ""}


def _features(atlas: Atlas, layer: Layer, index: int) -> Iterator[dict[str, Any]]:
    kind = kinds.kind(layer.kind)
    for row in atlas.in_layer(layer).itertuples(index=False):
        yield {**_feature(row.record, atlas.years), "l": index, "g": _delta.shape(kind.drawn(row.geometry))}


def _feature(record: Record, years: tuple[int, int]) -> dict[str, Any]:
    spans = (
        timeline.spans(record.timeline, years)
        if record.timeline
        else timeline.timeless(years, doubtful=record.mode is not None)
    )
    told: dict[str, Any] = {"id": record.id, "n": record.name, "s": [number for span in spans for number in span]}
    if record.geometry_basis:
        told["p"] = PRECISIONS.index(record.geometry_basis.precision)
    if record.mode:
        told["m"] = record.mode
    if record.gauge_mm:
        told["gauge"] = list(record.gauge_mm)
    if not record.timeline:
        told["t"] = 1
    return told | _classes(record)


def _classes(record: Record) -> dict[str, Any]:
    """What search and filters ask of a feature; what it does not say is left out."""
    told = {
        "a": record.aliases,
        "c": record.countries,
        "k": record.corridors,
        "tier": record.tier,
        "soft": record.connectivity,
        "sure": record.confidence,
    }
    return {key: value for key, value in told.items() if value}


def _unplaced(atlas: Atlas, feature: Feature) -> dict[str, Any]:
    """What has no place on the map but can be found by name, with the layer that would draw it if there is one."""
    record, layer = feature.record, atlas.layer_of(feature.table, feature.record.kind)
    told = {"id": record.id, "n": record.name, "table": feature.table} | _classes(record)
    return told | {"l": atlas.layers.index(layer)} if layer else told | {"what": _what(feature)}


def _happening(feature: Feature) -> dict[str, Any]:
    """A happening with its dates as written and what it is called: event, agreement."""
    record = feature.record
    told: dict[str, Any] = {"id": record.id, "n": record.name, "table": feature.table}
    told["what"] = _what(feature)
    told["d"] = [[str(period.status), period.start, period.end or ""] for period in record.timeline]
    if record.note:
        told["note"] = record.note
    if record.about:
        told["about"] = record.about
    return told | _classes(record)


def _what(feature: Feature) -> dict[str, str]:
    """What one feature of its table is called, by language."""
    return feature.meaning.singular or {DEFAULT: feature.table.removesuffix("s").replace("_", " ")}


def _countries(atlas: Atlas, language: str) -> dict[str, str]:
    say = words.Words(language, "map")
    codes = {code for one in atlas.features.values() for code in one.record.countries}
    return {code: say.country(code) for code in sorted(codes)}


def attribution(atlas: Atlas) -> list[str]:
    """One line for each data set that shapes or places come from, with its licence, as plain text."""
    ground = base_map.present(atlas.root / base_map.FOLDER)
    used = Counter(dict.fromkeys(cite.owed(atlas, ground), 1))
    for layer in atlas.layers:
        for record in atlas.in_layer(layer)["record"]:
            if record.geometry_basis:
                used.update(record.geometry_basis.sources)
    return cite.credit_lines(atlas, [key for key, _ in used.most_common()])


def texts() -> dict[str, dict[str, words.Text]]:
    """Return the words of the map by language."""
    return {code: words.texts(code, "map") for code in LANGUAGES}


@cache
def palette() -> dict[str, dict[str, str]]:
    """Return the colours of both themes from `web/palette.toml`."""
    return tomllib.loads((WEB / "palette.toml").read_text(encoding="utf-8"))


# --- the parts that are the same for every map ----------------------------------------------


def leaflet() -> str:
    """Return the vendored Leaflet, safe to stand inside a script element."""
    return _inline(_vendored("leaflet", "leaflet.js"))


def _vendored(library: str, name: str) -> str:
    code = (WEB / "vendor" / library / name).read_text(encoding="utf-8")
    return re.sub(r"//# sourceMappingURL=\S+\s*$", "", code)


def script() -> str:
    """Return our own script, the one global `CorridorAtlas`: the modules of `web/src/` joined by `npm run build`."""
    return _inline((WEB / "dist" / "atlas.js").read_text(encoding="utf-8"))


def styles() -> str:
    """Return the style sheets. Leaflet's pictures (markers, layer control) are not used and left out."""
    vendored = (WEB / "vendor" / "leaflet" / "leaflet.css").read_text(encoding="utf-8")
    own = (WEB / "atlas.css").read_text(encoding="utf-8")
    return re.sub(r"url\([^)]*\)", "none", vendored) + "\n" + own


def _inline(code: str) -> str:
    return code.replace("</script", "<\\/script")


# --- Folium -----------------------------------------------------------------------------------


class AtlasMap(folium.Map):
    """A Folium map that brings its own Leaflet and asks for nothing from outside.

    Own lists instead of Folium's: changing those would change every other map of the process.
    """

    default_js = []  # noqa: RUF012  Folium declares them so
    default_css = []  # noqa: RUF012
    _template = Template(
        """
        {% macro header(this, kwargs) %}
        <style>{{ this.styles }}</style>
        <script>{{ this.leaflet }}</script>
        <script>{{ this.script }}</script>
        {% endmacro %}
        {% macro html(this, kwargs) %}<div class="folium-map" id={{ this.get_name()|tojson }}></div>{% endmacro %}
        {% macro script(this, kwargs) %}
        var {{ this.get_name() }} = L.map({{ this.get_name()|tojson }},
          {center: {{ this.location|tojson }}, crs: L.CRS.{{ this.crs }}, ...{{ this.options|tojson }}});
        {% endmacro %}
        """
    )

    def __init__(
        self, view: tuple[float, float, float], bounds: settings.Extent, identity: str, tile_url: str = ""
    ) -> None:
        """Open at `view` (latitude, longitude, zoom); `bounds` (west, south, east, north) is how far it can be moved.

        `identity` makes the names in the page the same each time; `tile_url` is the template of
        the online tiles that the page may load, none when left out.
        """
        lat, lon, zoom = view
        super().__init__(location=(lat, lon), tiles=None)
        self._id = identity
        west, south, east, north = bounds
        self.options = {**LEAFLET_OPTIONS, "maxBounds": [[south, west], [north, east]], "zoom": zoom}
        self.tile_url = tile_url
        self.styles, self.leaflet, self.script = styles(), leaflet(), script()

    def parts(self) -> tuple[str, str, str]:
        """Render once; return header, body and script. Rendering again gives the same."""
        figure = cast(Figure, self.get_root())
        figure.render()
        header, body, start = (str(part.render()) for part in (figure.header, figure.html, figure.script))
        return header, body, start


class TimeLayer(MacroElement):
    """The atlas itself as a Folium plugin: every feature, its statuses by year, and the time bar.

    The data stand in a JSON block. They and the options pass by Folium's templates, see `Verbatim`.
    """

    def __init__(self, content: dict[str, Any], options: dict[str, Any], *, identity: str, embed: bool = True) -> None:
        """Take a `payload` and the options of `CorridorAtlas.mount`; `embed` off: the data travel apart."""
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "TimeLayer"
        self._id = identity
        self.key = data_key(identity)
        self.embed = embed
        self.data = as_json(content) if embed else ""
        self.options = as_json(options)

    def render(self, **_: Any) -> None:  # type: ignore[override]  # it renders into the figure
        """Put the data and the call that draws them into the page."""
        figure, map_ = cast(Figure, self.get_root()), cast(Element, self._parent).get_name()
        if self.embed:
            block = f'<script type="application/json" id="{self.key}">{self.data}</script>'
            figure.html.add_child(Verbatim(block), name=self.get_name())
        call = f'{map_}.atlas =\n  CorridorAtlas.attach({map_}, "{self.key}", {self.options});\n'
        figure.script.add_child(Verbatim(call), name=self.get_name())


def data_key(identity: str) -> str:
    """Return the name under which the map looks for its data."""
    return f"atlas_data_{identity}"


def build(
    atlas: Atlas,
    *,
    language: str = DEFAULT,
    view: tuple[float, float, float] | None = None,
    options: dict[str, Any] | None = None,
    identity: str = "1",
    embed: bool = True,
) -> AtlasMap:
    """Make the Folium map of a data set; with `embed` off the data have to come from elsewhere (`data_key`).

    `view` is latitude, longitude and zoom, those of the atlas when left out; `options` go to
    `CorridorAtlas.mount` (year, theme, layers, era, selected, tiles …; see `web/src/shell/mount.js`).
    The page keeps its state in its address. Several maps on one page need different `identity`
    texts, and all but one of them `address` off.
    """
    chosen = {"language": language, "card": True, "keys": "page", "address": True, **(options or {})}
    map_ = _empty(atlas, view or home(atlas), identity, (chosen.get("tiles") or {}).get("url", ""))
    TimeLayer(payload(atlas, language) if embed else {}, chosen, identity=identity, embed=embed).add_to(map_)
    return map_


def _empty(atlas: Atlas, view: tuple[float, float, float], identity: str, tile_url: str = "") -> AtlasMap:
    return AtlasMap(view, settings.bounds_of(atlas.settings, atlas.extent), identity, tile_url)


# --- as one file ------------------------------------------------------------------------------


def page(map_: AtlasMap, title: str = "Corridor Atlas", language: str = DEFAULT) -> str:
    """Return the map as one HTML page that needs no network and may not use it.

    A content security policy lets only the program's own scripts run. Raises `AtlasError` when
    something added to the map wants to load from outside.
    """
    header, body, start = map_.parts()
    outside = re.findall(r"""<(?:script|link)\b[^>]*\s(?:src|href)=["']([^"']+)""", header)
    if outside:
        raise AtlasError(f"the page must not load from outside, found {', '.join(outside)}; expected no such plugin")
    code = [map_.leaflet, map_.script, start]
    template = Template((WEB / "page.html").read_text(encoding="utf-8"), autoescape=True, keep_trailing_newline=True)
    finished: str = template.render(
        title=title,
        language=language,
        policy=_policy(code, map_.tile_url),
        styles=map_.styles,
        scripts=code[:2],
        body=body,
        start=start,
    )
    return finished


def _policy(code: list[str], tile_url: str) -> str:
    sums = " ".join(f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'" for text in code)
    host = re.match(r"https://(?:\{s\}\.)?([a-z0-9.-]+)/", tile_url)
    tiles = f" https://{host[1]} https://*.{host[1]}" if host else ""
    return f"default-src 'none'; script-src {sums}; style-src 'unsafe-inline'; img-src data:{tiles}"


def save_html(map_: AtlasMap, path: Path, title: str = "Corridor Atlas", language: str = DEFAULT) -> None:
    """Write the map as one HTML file (UTF-8); see `page`."""
    path.write_text(page(map_, title, language), encoding="utf-8")


# --- as parts of another page -------------------------------------------------------------------


@dataclass(frozen=True)
class MapParts:
    """A rendered map for a host page.

    The host puts `css` and `libraries` (scripts, in order) in place once and calls
    `CorridorAtlas.start(element, parts, options)`. `revision` changes whenever anything does.
    """

    id: str
    name: str
    html: str
    script: str
    css: str
    libraries: tuple[str, ...]
    payload: dict[str, Any]
    revision: str

    def as_dict(self) -> dict[str, Any]:
        """Return plain values, for JSON."""
        return {one.name: getattr(self, one.name) for one in fields(self)}

    def packed(self) -> bytes:
        """Return all of it as JSON in gzip; the same parts give the same bytes."""
        return gzip.compress(as_json(self.as_dict()).encode(), mtime=0)


def render_parts(atlas: Atlas, *, language: str = DEFAULT, identity: str = "1") -> MapParts:
    """Render the map of a data set for a host page; data and program travel apart."""
    map_ = _empty(atlas, home(atlas), identity)
    layer = TimeLayer({}, {"language": language}, identity=identity, embed=False)
    layer.add_to(map_)
    _, html, start = map_.parts()
    content, libraries, css = payload(atlas, language), (leaflet(), script()), styles()
    everything = "\0".join((html, start, *libraries, css, as_json(content)))
    revision = hashlib.sha256(everything.encode()).hexdigest()[:16]
    return MapParts(layer.key, map_.get_name(), html, start, css, libraries, content, revision)
