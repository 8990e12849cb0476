"""JupyterLab in a real browser: an atlas shows its contents, a map stands in its frame and moves through the years."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect, sync_playwright

import shared

CELLS = (
    "import corridor_atlas as ca\natlas = ca.Atlas.open()\natlas",
    'atlas.view(year=2008, place="Hunchun", km=60, layers=["railways", "ports"])',
)
TOKEN = "interop"  # noqa: S105  of a server of this test alone
WAIT = 180_000
pytestmark = pytest.mark.timeout(900)


def notebook() -> str:
    """A notebook of these cells that nobody has run."""
    empty = {"metadata": {}, "outputs": [], "execution_count": None, "cell_type": "code"}
    cells = [{**empty, "id": f"cell{number}", "source": text} for number, text in enumerate(CELLS)]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": kernel, "cells": cells})


@pytest.fixture
def lab(tmp_path: Path) -> Iterator[str]:
    """The address of a JupyterLab of its own, with the notebook in its folder."""
    if not shutil.which("jupyter-lab", path=str(Path(sys.executable).parent)):
        pytest.fail("JupyterLab is not installed: run make interop")
    (tmp_path / "atlas.ipynb").write_text(notebook(), encoding="utf-8")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", f"--port={port}",
               f"--IdentityProvider.token={TOKEN}", f"--ServerApp.root_dir={tmp_path}"]  # fmt: skip
    homes = {name: str(tmp_path / name.lower()) for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "IPYTHONDIR")}
    with (tmp_path / "lab.log").open("wb") as log:
        server = subprocess.Popen(command, env=os.environ | homes, stdout=log, stderr=log, cwd=tmp_path)
    try:
        wait_for(f"http://localhost:{port}/api?token={TOKEN}", server, tmp_path / "lab.log")
        yield f"http://localhost:{port}/lab/tree/atlas.ipynb?token={TOKEN}"
    finally:
        server.terminate()
        server.wait(timeout=60)


def wait_for(url: str, server: subprocess.Popen[bytes], log: Path) -> None:
    """Wait until the server answers."""
    for _ in range(240):
        assert server.poll() is None, log.read_text()
        try:
            with urllib.request.urlopen(url, timeout=5):  # noqa: S310  our own address
                return
        except OSError:
            shared.time.sleep(0.5)
    raise AssertionError(f"JupyterLab did not answer: {log.read_text()}")


def test_an_atlas_and_a_map_show_themselves_in_jupyterlab(lab: str) -> None:
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=shared.chromium(), args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": 1400, "height": 1000})
        page.goto(lab)
        page.locator(".jp-Notebook .jp-Cell").first.wait_for(timeout=WAIT)
        chosen = page.locator(".jp-Dialog button.jp-mod-accept")  # which kernel: asked while the list is on its way
        page.add_locator_handler(chosen, lambda one: one.click())
        expect(page.get_by_role("button", name="Python 3 (ipykernel) | Idle")).to_be_visible(timeout=WAIT)
        page.get_by_role("menuitem", name="Run", exact=True).click()
        page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
        contents = page.locator(".jp-OutputArea-output table").first
        expect(contents).to_contain_text("railways", timeout=WAIT)
        frame = page.locator(".jp-OutputArea-output iframe")
        frame.wait_for(timeout=WAIT)
        frame.scroll_into_view_if_needed()
        bar = page.frame_locator(".jp-OutputArea-output iframe").locator(".cam-handle-year")
        expect(bar).to_have_attribute("aria-valuenow", "2008", timeout=WAIT)
        inside = page.frame_locator(".jp-OutputArea-output iframe").locator(".leaflet-ca-features-pane canvas")
        colours = """canvas => { const {data} = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
          const seen = new Set();
          for (let i = 0; i < data.length; i += 4) {
            if (data[i + 3] > 250) seen.add(data[i] << 16 | data[i + 1] << 8 | data[i + 2]);
          }
          return seen.size; }"""
        assert inside.first.evaluate(colours) > 10, "lines and signs are drawn"
        bar.focus()
        page.keyboard.press("ArrowLeft")
        expect(bar).to_have_attribute("aria-valuenow", "2007", timeout=WAIT)
        if folder := os.environ.get("PICTURES"):
            page.screenshot(path=f"{folder}/jupyter.png")
        browser.close()
