#!/usr/bin/env bash
# Find Chromium; on Debian install it with apt when there is none. No browser is downloaded elsewhere.
set -euo pipefail
for name in chromium-headless-shell chromium chromium-browser google-chrome google-chrome-stable; do
    if command -v "$name" >/dev/null 2>&1; then exit 0; fi
done
if [ -n "${CHROMIUM:-}" ] && [ -x "$CHROMIUM" ]; then exit 0; fi
if ! command -v apt-get >/dev/null 2>&1; then
    echo "The browser tests need Chromium: install it, or name it in the variable CHROMIUM." >&2
    exit 1
fi
export DEBIAN_FRONTEND=noninteractive
sudo=""
if [ "$(id -u)" -ne 0 ]; then sudo="sudo --preserve-env=DEBIAN_FRONTEND"; fi
$sudo apt-get update -qq
install() { $sudo apt-get install -y -qq --no-install-recommends "$@" >/dev/null; }
install fonts-noto-cjk fonts-dejavu-core
# the shell is the same browser without windows: smaller, and faster to open a page; older Debians lack it
install chromium-headless-shell 2>/dev/null || install chromium
