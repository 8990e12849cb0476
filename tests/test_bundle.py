"""The browser code is checked in as one file; it must be what its modules make."""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from corridor_atlas.draw import webmap

ROOT = Path(__file__).parents[1]
BUNDLE = webmap.WEB / "dist" / "atlas.js"
STALE = "the bundle is stale: run npm run build"
ESBUILD = ROOT / "node_modules" / "esbuild"


def sum_of_sources() -> str:
    """The sum that `web/build.mjs` writes into the first line of what it makes."""
    paths = {path.relative_to(webmap.WEB).as_posix(): path for path in (webmap.WEB / "src").rglob("*.js")}
    paths["vendor/minisearch/SearchableMap.js"] = webmap.WEB / "vendor" / "minisearch" / "SearchableMap.js"
    total = hashlib.sha256()
    for name, path in sorted(paths.items()):
        total.update(name.encode() + b"\0" + path.read_bytes() + b"\0")
    return total.hexdigest()


def test_the_bundle_was_made_of_these_sources() -> None:
    first = BUNDLE.read_text(encoding="utf-8").partition("\n")[0]
    found = re.search(r"sources sha256-([0-9a-f]{64})", first)
    assert found, first
    assert found[1] == sum_of_sources(), STALE


@pytest.mark.skipif(not shutil.which("node") or not ESBUILD.is_dir(), reason="needs Node and its packages")
def test_the_bundle_is_what_the_sources_make(tmp_path: Path) -> None:
    made = tmp_path / "atlas.js"
    subprocess.run(["node", webmap.WEB / "build.mjs", made], check=True, timeout=60)
    assert made.read_bytes() == BUNDLE.read_bytes(), STALE


def test_the_page_gets_the_bundle() -> None:
    assert "CorridorAtlas=" in webmap.script()
    assert "</script" not in webmap.script()
