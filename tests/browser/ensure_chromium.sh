#!/usr/bin/env bash
# Find Chromium; on Debian install it with apt when there is none. No browser is downloaded elsewhere.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/../debian.sh"
for name in chromium-headless-shell chromium chromium-browser google-chrome google-chrome-stable; do
    if command -v "$name" >/dev/null 2>&1; then exit 0; fi
done
if [ -n "${CHROMIUM:-}" ] && [ -x "$CHROMIUM" ]; then exit 0; fi
prepare "The browser tests need Chromium: install it, or name it in the variable CHROMIUM."
install fonts-noto-cjk fonts-dejavu-core
# the shell is the same browser without windows: smaller, and faster to open a page; older Debians lack it
install chromium-headless-shell 2>/dev/null || install chromium
