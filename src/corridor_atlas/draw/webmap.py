"""The map for the browser: a Folium map with the time layer, as one file or as parts for a page.

Python says what there is, once; the browser draws, filters and plays (`web/src/`). Folium ends
here. Nothing is loaded from outside: Leaflet is vendored, the base map is our own.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, cast

import folium
from branca.element import Element, Figure, MacroElement
from jinja2 import Template

from corridor_atlas import article
from corridor_atlas.core.errors import AtlasError
from corridor_atlas.core.language import DEFAULT
from corridor_atlas.data import settings
from corridor_atlas.data.dataset import Atlas
from corridor_atlas.draw import excerpt, payload, preview
from corridor_atlas.draw.inpage import QUICK, Verbatim, as_json, packed
from corridor_atlas.view.home import home
from corridor_atlas.view.view import NEAREST, View

WEB = Path(__file__).parents[1] / "web"
ICON = WEB / "icon.png"
"""The sign of a page of the atlas in the tab of a browser."""
FONTS = {
    **dict.fromkeys(("ru", "mn"), ("normal-latin.", "normal-cyrillic")),
    DEFAULT: ("normal-latin.",),
}
"""Fonts of the page that a map in one language needs, by parts of their names; others are those of the system."""
LEAFLET_OPTIONS: dict[str, Any] = {
    "minZoom": 3,
    "maxZoom": NEAREST,
    "zoomSnap": 0.5,
    "zoomDelta": 1,
    "wheelPxPerZoomLevel": 90,
    "attributionControl": False,
    "maxBoundsViscosity": 0.8,
}


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


def embedded(name: str) -> str:
    """Return a font of the page as an address that holds the font itself; `name` is that of its file."""
    return "data:font/woff2;base64," + base64.b64encode(font(name)).decode()


def styles(address: Callable[[str], str] = embedded, only: Sequence[str] = ("",)) -> str:
    """Return the style sheets. Leaflet's pictures (markers, layer control) are not used and left out.

    Parameters
    ----------
    address
        Gives the address of a font by the name of its file.
    only
        Parts of the names of the fonts that are wanted; all when left out.
    """
    vendored = (WEB / "vendor" / "leaflet" / "leaflet.css").read_text(encoding="utf-8")
    own = (WEB / "dist" / "atlas.css").read_text(encoding="utf-8")
    own = re.sub(r"@font-face\s*{[^}]*}", lambda rule: rule[0] if any(name in rule[0] for name in only) else "", own)
    own = re.sub(r'url\("?fonts/([\w-]+\.woff2)"?\)', lambda found: f"url({address(found[1])})", own)
    return re.sub(r"url\([^)]*\)", "none", vendored) + "\n" + own


def font(name: str) -> bytes:
    """Return a font of the page by the name of its file."""
    return (WEB / "fonts" / name).read_bytes()


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
        {% macro html(this, kwargs) %}<div class="folium-map" id={{ this.get_name()|tojson }}></div>{% endmacro %}
        {% macro script(this, kwargs) %}
        CorridorAtlas.prepare({{ this.get_name()|tojson }});
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

    def render(self, **_: Any) -> None:  # type: ignore[override]  # it renders into the figure
        """Put styles and code into the page, past Folium's templates, and then what those make."""
        code = f"<style>{self.styles}</style>\n<script>{self.leaflet}</script>\n<script>{self.script}</script>"
        cast(Figure, self.get_root()).header.add_child(Verbatim(code), name=f"{self.get_name()}_code")
        super().render()  # type: ignore[no-untyped-call]

    def parts(self) -> tuple[str, str, str]:
        """Render once; return header, body and script. Rendering again gives the same."""
        figure = cast(Figure, self.get_root())
        figure.render()
        header, body, start = (str(part.render()) for part in (figure.header, figure.html, figure.script))
        return header, body, start


class TimeLayer(MacroElement):
    """The atlas itself as a Folium plugin: every feature, its statuses by year, and the time bar.

    The data stand in a block, packed. They and the options pass by Folium's templates, see `Verbatim`.
    """

    def __init__(
        self,
        content: dict[str, Any],
        options: dict[str, Any],
        *,
        identity: str,
        embed: bool = True,
        articles: str | None = None,
    ) -> None:
        """Take a `payload` and the options of `CorridorAtlas.mount`; `embed` off: the data travel apart.

        `articles` are all of them, packed; they stand in a block of their own.
        """
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "TimeLayer"
        self._id = identity
        self.key = data_key(identity)
        self.embed = embed
        self.data = packed(content) if embed else ""
        self.options = as_json(options)
        self.articles = articles

    def render(self, **_: Any) -> None:  # type: ignore[override]  # it renders into the figure
        """Put the data and the call that draws them into the page."""
        figure, map_ = cast(Figure, self.get_root()), cast(Element, self._parent).get_name()
        if self.embed:
            block = f'<script type="application/gzip" id="{self.key}">{self.data}</script>'
            figure.html.add_child(Verbatim(block), name=self.get_name())
        if self.articles is not None:
            block = f'<script type="text/plain" id="{articles_key(self._id)}">{self.articles}</script>'
            figure.html.add_child(Verbatim(block), name=f"{self.get_name()}_articles")
        call = f'{map_}.atlas =\n  CorridorAtlas.attach({map_}, "{self.key}", {self.options});\n'
        figure.script.add_child(Verbatim(call), name=self.get_name())


def articles_key(identity: str) -> str:
    """Return the name under which the map looks for its articles."""
    return f"atlas_articles_{identity}"


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
    articles: Sequence[str] | None = None,
    part: View | None = None,
) -> AtlasMap:
    """Make the Folium map of a data set; with `embed` off the data have to come from elsewhere (`data_key`).

    The page keeps its state in its address.

    Parameters
    ----------
    atlas
        The data set.
    language
        The code of the language in which the map opens.
    view
        Latitude and longitude in degrees (WGS84) and zoom; None for those of the atlas.
    options
        Go to `CorridorAtlas.mount` (year, theme, layers, era, selected, tiles …; see
        `web/src/shell/mount.js`).
    identity
        Has to differ between several maps on one page, all but one of which have `address` off.
    embed
        Whether the data stand in the page.
    articles
        Codes of the languages in which all articles stand in the page, packed; None for no articles.
    part
        A view, with its language: the page then holds what that shows, and its articles, and nothing else of the
        atlas; None for all of it.
    """
    chosen = {"language": language, "keys": "page", "address": True, **(options or {})}
    if articles is not None:
        chosen["articles"] = {"id": articles_key(identity)}
    map_ = _empty(atlas, view or home(atlas), identity, (chosen.get("tiles") or {}).get("url", ""))
    content = payload.payload(atlas, language, whole=part is None) if embed else {}
    read = None if articles is None else article.packed(atlas, articles) if part is None else _read(atlas, part)
    if part is not None:
        content = excerpt.excerpt(atlas, content, part)
        map_.options |= excerpt.reach(part)
        map_.styles = styles(only=FONTS.get(part.language, FONTS[DEFAULT]))
    TimeLayer(content, chosen, identity=identity, embed=embed, articles=read).add_to(map_)
    return map_


def _read(atlas: Atlas, part: View) -> str:
    """The articles that a part of the atlas leads to, packed."""
    kept = excerpt.ids(atlas, part)
    ids = (*kept, *excerpt.corridors_of(atlas, kept))
    return article.as_text(article.gathered(atlas, (part.language,), ids))


def _empty(atlas: Atlas, view: tuple[float, float, float], identity: str, tile_url: str = "") -> AtlasMap:
    return AtlasMap(view, settings.bounds_of(atlas.settings, atlas.extent), identity, tile_url)


# --- as one file ------------------------------------------------------------------------------


def page(
    map_: AtlasMap, title: str = "Corridor Atlas", language: str = DEFAULT, description: str = "", address: str = "",
    image: str = "",
) -> str:  # fmt: skip
    """Return the map as one HTML page that needs no network and may not use it.

    A content security policy lets only the program's own scripts run, and only the online tiles load
    that the map was built with.

    Parameters
    ----------
    map_
        A map of `build`.
    title
        The title of the page, as plain text.
    language
        The code of the language that the page says it is in.
    description
        What a preview of the page says of it, as plain text; nothing when empty.
    address, image
        Where the page is published, and the name of a picture that lies beside it, for the same; see `preview.tags`.

    Returns
    -------
    str
        A whole HTML document.

    Raises
    ------
    AtlasError
        When something added to the map wants to load from outside.
    """
    header, body, start = map_.parts()
    outside = re.findall(r"""<(?:script|link)\b[^>]*\s(?:src|href)=["']([^"']+)""", header)
    if outside:
        raise AtlasError(f"the page must not load from outside, found {', '.join(outside)}; expected no such plugin")
    code = [map_.leaflet, map_.script, start]
    template = Template((WEB / "page.html").read_text(encoding="utf-8"), autoescape=True, keep_trailing_newline=True)
    finished: str = template.render(
        title=title,
        preview=preview.tags(title, description, address, image),
        language=language,
        policy=_policy(code, map_.tile_url),
        icon=base64.b64encode(ICON.read_bytes()).decode(),
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
    return f"default-src 'none'; script-src {sums}; style-src 'unsafe-inline'; img-src data:{tiles}; font-src data:"


def save_html(map_: AtlasMap, path: Path, title: str = "Corridor Atlas", language: str = DEFAULT) -> None:
    """Write the map as one HTML file (UTF-8); see `page`.

    Parameters
    ----------
    map_
        A map of `build`.
    path
        The file; one that is there already is overwritten.
    title, language
        As for `page`, and the same errors.
    """
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
        return gzip.compress(as_json(self.as_dict()).encode(), QUICK, mtime=0)


def ground(atlas: Atlas) -> dict[str, str]:
    """The finest tier of the base map as scripts, each of which puts one cell into the store; by the id of the cell.

    A map of `render_parts` or of a folder asks for them when it is looked at closely; the option `ground` says where
    they are.
    """
    return {id_: f'CorridorAtlas.store["{id_}"] = {as_json(cell)};\n' for id_, cell in payload.ground(atlas).items()}


def render_parts(atlas: Atlas, *, language: str = DEFAULT, identity: str = "1") -> MapParts:
    """Render the map of a data set for a host page; data and program travel apart, and so does `ground`.

    Parameters
    ----------
    atlas
        The data set.
    language
        The code of the language in which the map opens.
    identity
        Has to differ between several maps on one page.
    """
    map_ = _empty(atlas, home(atlas), identity)
    layer = TimeLayer({}, {"language": language}, identity=identity, embed=False)
    layer.add_to(map_)
    _, html, start = map_.parts()
    content = payload.payload(atlas, language, whole=False)
    libraries, css = (leaflet(), script()), styles()
    everything = "\0".join((html, start, *libraries, css, as_json(content)))
    revision = hashlib.sha256(everything.encode()).hexdigest()[:16]
    return MapParts(layer.key, map_.get_name(), html, start, css, libraries, content, revision)
