"""What readers come for, done in Firefox with the app and with published pages; `firefox.mjs` tells the tasks.

Playwright drives no Firefox but its own, which no package has: Puppeteer speaks WebDriver BiDi with Debian's.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

HERE = Path(__file__).parent
pytestmark = pytest.mark.timeout(1200)  # on a busy machine the browser alone takes a quarter of a minute to start


@pytest.mark.parametrize("which", ["app", "folder", "file"])
def test_readers_tasks(addresses: dict[str, str], which: str) -> None:
    firefox = os.environ.get("FIREFOX") or shutil.which("firefox-esr") or shutil.which("firefox")
    if firefox is None:
        pytest.fail("Firefox is not installed: run make interop")
    told = os.environ | {"FIREFOX": firefox, "ADDRESS": addresses[which]}
    command = ["node", "--test-reporter=spec", "firefox.mjs"]
    done = subprocess.run(command, cwd=HERE, env=told, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "fail 0" in done.stdout
    assert "pass 0" not in done.stdout
