"""Lighthouse finds no fault of accessibility: on a telephone as it opens, on a desk with an article open."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

import shared

HERE = Path(__file__).parent
PROGRAM = HERE / "node_modules/lighthouse/cli/index.js"
WISHES = ("--only-categories=accessibility", "--output=json", "--quiet", "--max-wait-for-load=120000")
FLAGS = "--chrome-flags=--headless --no-sandbox --disable-gpu"
pytestmark = pytest.mark.timeout(600)


@pytest.mark.parametrize("which", ["app", "file"])
@pytest.mark.parametrize(
    ("screen", "link"), [("mobile", ""), ("desktop", "?year=2010&id=hunchun-makhalino-railway")], ids=["phone", "desk"]
)
def test_accessibility_is_perfect(addresses: dict[str, str], which: str, screen: str, link: str) -> None:
    chromium = shared.chromium()
    if chromium is None or not PROGRAM.exists():
        pytest.fail("Chromium or Lighthouse is not installed: run make interop")
    preset = ["--preset=desktop"] if screen == "desktop" else []
    command = ["node", str(PROGRAM), addresses[which] + link, *WISHES, *preset, FLAGS]
    told = os.environ | {"CHROME_PATH": chromium}
    done = subprocess.run(command, env=told, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    report = json.loads(done.stdout)
    assert report.get("runtimeError") is None
    faults = [one["id"] for one in report["audits"].values() if one["score"] is not None and one["score"] < 1]
    assert (report["categories"]["accessibility"]["score"], faults) == (1, [])
