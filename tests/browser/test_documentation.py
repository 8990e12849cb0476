"""The documentation opened from a disk: nothing comes from elsewhere, the search finds, dark and phone hold."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site as `make docs` makes it."""
    folder = tmp_path_factory.mktemp("docs") / "site"
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 390)], ids=["desk", "phone"])
def test_the_site_opens_from_a_disk_and_finds(site: Path, chromium: Browser, scheme: str, width: int) -> None:
    context = chromium.new_context(color_scheme=scheme, viewport={"width": width, "height": 800})  # type: ignore[arg-type]
    page = context.new_page()
    outside: list[str] = []
    page.on("request", lambda one: outside.append(one.url) if one.url.startswith("http") else None)
    page.goto((site / "tutorials/cite.html").as_uri())
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", {"light": "default"}.get(scheme, "slate"))
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    if width < 1000:
        page.locator(".md-header__button[for=__search]").click()
    else:
        page.locator("input[name=query]").click()
    expect(page.locator(".md-search-result__meta")).to_have_text("Type to start searching")
    page.locator("input[name=query]").press_sequentially("base-url")
    expect(page.locator(".md-search-result__item").first).to_contain_text("base-url", ignore_case=True)
    assert outside == []
    context.close()
