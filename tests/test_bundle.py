"""Program and style of the browser are checked in as one file each; they must be what their sources make."""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from corridor_atlas.draw import webmap

ROOT = Path(__file__).parents[1]
DIST = webmap.WEB / "dist"
STALE = "what is built is stale: run npm run build"
ESBUILD = ROOT / "node_modules" / "esbuild"
JOINED = ("fflate/fflate.js", "geographiclib/geographiclib-geodesic.js", "minisearch/SearchableMap.js")
VENDORED = [webmap.WEB / "vendor" / name for name in JOINED]
SOURCES = {
    "atlas.js": [*(webmap.WEB / "src").rglob("*.js"), *VENDORED],
    "atlas.css": [*(webmap.WEB / "styles").rglob("*.css")],
}


def sum_of(paths: list[Path]) -> str:
    """The sum that `web/build.mjs` writes into the first line of what it makes."""
    total = hashlib.sha256()
    for name, path in sorted((path.relative_to(webmap.WEB).as_posix(), path) for path in paths):
        total.update(name.encode() + b"\0" + path.read_bytes() + b"\0")
    return total.hexdigest()


@pytest.mark.parametrize("name", SOURCES)
def test_what_is_built_was_made_of_these_sources(name: str) -> None:
    first = (DIST / name).read_text(encoding="utf-8").partition("\n")[0]
    found = re.search(r"sources sha256-([0-9a-f]{64})", first)
    assert found, first
    assert found[1] == sum_of(SOURCES[name]), STALE


@pytest.mark.skipif(not shutil.which("node") or not ESBUILD.is_dir(), reason="needs Node and its packages")
def test_what_is_built_is_what_the_sources_make(tmp_path: Path) -> None:
    subprocess.run(["node", webmap.WEB / "build.mjs", tmp_path], check=True, timeout=60)
    for name in SOURCES:
        assert (tmp_path / name).read_bytes() == (DIST / name).read_bytes(), STALE


def test_the_page_gets_the_bundle() -> None:
    assert "CorridorAtlas=" in webmap.script()
    assert "</script" not in webmap.script()
