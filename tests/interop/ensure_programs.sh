#!/usr/bin/env bash
# Find the programs that others open our files with; on Debian install with apt what is missing.
set -euo pipefail
declare -A packages=(
    [ogr2ogr]=gdal-bin
    [xmllint]=libxml2-utils
    [qpdf]=qpdf
    [pdftotext]=poppler-utils
    [rsvg-convert]=librsvg2-bin
    [bib2xml]=bibutils
    [ffmpeg]=ffmpeg
)
missing=()
for program in "${!packages[@]}"; do
    command -v "$program" >/dev/null 2>&1 || missing+=("${packages[$program]}")
done
if [ "${#missing[@]}" -eq 0 ]; then exit 0; fi
if ! command -v apt-get >/dev/null 2>&1; then
    echo "The interop tests need: ${missing[*]} (names of Debian packages)." >&2
    exit 1
fi
export DEBIAN_FRONTEND=noninteractive
sudo=""
if [ "$(id -u)" -ne 0 ]; then sudo="sudo --preserve-env=DEBIAN_FRONTEND"; fi
$sudo apt-get update -qq
$sudo apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
