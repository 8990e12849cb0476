"""The map as a folder for any static host: a page, its style, its program and its data apart.

A browser keeps the program and the data; a new edition has files of other names, so nobody
sees half of each. The data are a script too: so the folder also opens from a disk, where a
page may not fetch. What the page paints first stands in a small one of its own (`draw/first.py`), so that the map
is seen while the data follow; the articles are another, which is loaded when the first is opened, and so is each
cell of the finest ground, when one zooms in on it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

from jinja2 import Template

from corridor_atlas import article
from corridor_atlas.core.language import DEFAULT, pick, spoken
from corridor_atlas.data.dataset import Atlas
from corridor_atlas.draw import first, inpage, payload, preview, webmap
from corridor_atlas.take import card, data_folder, metadata, precompressed
from corridor_atlas.view.home import home

FIRST = "atlas_first"
"""Under which name the map looks for its first picture."""
WORKER = "sw.js"
"""The service worker, whose name has to stay: a browser asks for it again to see whether it has changed."""
FRAME = "html, body { height: 100%; margin: 0; } body { height: 100dvh; }\n"


def published(atlas: Atlas, **said: Any) -> dict[str, bytes]:
    """All that is published: the page with `folder`, its data as files, each text packed beside itself.

    Parameters
    ----------
    atlas
        The data set; with an address there is a map of the site too.
    **said
        As for `folder`.
    """
    files = folder(atlas, **said, data=data_folder.FOLDER) | data_folder.files(atlas)
    if address := atlas.settings.address:
        files["sitemap.xml"] = metadata.sitemap(address, ("", f"{data_folder.FOLDER}/")).encode()
    return precompressed.beside(files)


def folder(
    atlas: Atlas,
    *,
    language: str = DEFAULT,
    view: tuple[float, float, float] | None = None,
    options: dict[str, Any] | None = None,
    title: str | None = None,
    description: str = "",
    picture: bytes = b"",
    data: str = "",
) -> dict[str, bytes]:
    """The files of the folder by name: `index.html` and what it needs, each with a sum of its content in its name.

    The page asks for nothing outside its folder, and may not: online tiles do not load.

    Parameters
    ----------
    atlas
        The data set.
    language
        The code of the language in which the page opens.
    view
        Latitude and longitude in degrees (WGS84) and zoom; None for those of the atlas.
    options
        As for `webmap.build`.
    title
        The title of the page; None for that of the atlas.
    description
        What a preview of the page says of it, as plain text; nothing when empty.
    picture
        PNG for the same (`card.drawn`); none when empty.
    data
        The name of the folder beside the page that has the data as files; none when empty.
    """
    whole = payload.payload(atlas, language, whole=False)
    follow, asked = _following(atlas, whole)
    asked = {**(options or {}), **asked, "worker": WORKER}
    map_ = webmap.build(atlas, language=language, view=view, options=asked, embed=False)
    _, body, start = map_.parts()
    opened = first.picture(atlas, whole, view or home(atlas), options or {})
    parts = {
        "css": ("atlas.css", FRAME + webmap.styles(_font_name)),
        "leaflet": ("leaflet.js", map_.leaflet),
        "program": ("atlas.js", map_.script),
        "first": ("first.js", _stored(FIRST, {"payload": opened})),
        "start": ("start.js", start),
    }
    names = {key: _summed(name, text) for key, (name, text) in parts.items()}
    said, image = title or pick(atlas.settings.title, language), card.NAME if picture else ""
    page = _page(
        title=said,
        preview=preview.tags(said, description, atlas.settings.address or "", image),
        language=language,
        data=data,
        dataset=inpage.as_json(metadata.dataset(atlas, description, folder=data)),
        body=body,
        names=names,
    )
    texts = {"index.html": page, **follow, **{names[key]: text for key, (_, text) in parts.items()}}
    return _kept({name: text.encode() for name, text in texts.items()} | _plain(picture))


def _page(**told: Any) -> str:
    """The page itself; of its parts `names` the first is a sheet, the others are scripts."""
    template = Template((webmap.WEB / "site.html").read_text(encoding="utf-8"), autoescape=True)
    scripts = list(told["names"].values())[1:]
    return f"{template.render(**told, scripts=scripts)}\n"


def _kept(files: dict[str, bytes]) -> dict[str, bytes]:
    """The files and the service worker that keeps them."""
    return files | {WORKER: _worker(files)}


def _worker(files: Mapping[str, bytes]) -> bytes:
    """The service worker of these files: their names, and one sum of all."""
    total = hashlib.sha256()
    for name, content in sorted(files.items()):
        total.update(f"{name}\0{hashlib.sha256(content).hexdigest()}\n".encode())
    kept = {"sum": total.hexdigest()[:16], "files": sorted(set(files) - {card.NAME})}
    return f"const kept = {inpage.as_json(kept)};\n{(webmap.WEB / 'worker.js').read_text(encoding='utf-8')}".encode()


def _plain(picture: bytes) -> dict[str, bytes]:
    """Fonts and pictures, one for previews among them if there is one."""
    fonts = {_font_name(path.name): path.read_bytes() for path in (webmap.WEB / "fonts").glob("*.woff2")}
    return fonts | {"icon.png": webmap.ICON.read_bytes()} | ({card.NAME: picture} if picture else {})


def _following(atlas: Atlas, whole: dict[str, Any]) -> tuple[dict[str, str], dict[str, Any]]:
    """What the page asks for later: the scripts by name, and the options that say where they are."""
    data = _stored(webmap.data_key("1"), {"payload": whole})
    articles = _stored(webmap.articles_key("1"), article.packed(atlas, spoken()))
    names = {"data": _summed("data.js", data), "articles": _summed("articles.js", articles)}
    ground = {id_: (_summed(f"{id_}.js", text), text) for id_, text in webmap.ground(atlas).items()}
    options = {
        "data": {"src": names["data"], "first": FIRST},
        "articles": {"id": webmap.articles_key("1"), "src": names["articles"]},
        "ground": {id_: name for id_, (name, _) in ground.items()},
    }
    return {names["data"]: data, names["articles"]: articles, **dict(ground.values())}, options


def _stored(key: str, content: object) -> str:
    """A script that puts something into the store."""
    return f'CorridorAtlas.store["{key}"] = {inpage.as_json(content)};\n'


def _font_name(name: str) -> str:
    return _summed(name, webmap.font(name))


def _summed(name: str, content: str | bytes) -> str:
    """`atlas.js` as `atlas-1a2b3c4d.js`."""
    stem, _, suffix = name.rpartition(".")
    held = content.encode() if isinstance(content, str) else content
    return f"{stem}-{hashlib.sha256(held).hexdigest()[:8]}.{suffix}"
