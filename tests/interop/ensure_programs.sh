#!/usr/bin/env bash
# Find the programs that others open our files with; on Debian install with apt what is missing.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/../debian.sh"
declare -A packages=(
    [ogr2ogr]=gdal-bin
    [xmllint]=libxml2-utils
    [qpdf]=qpdf
    [pdftotext]=poppler-utils
    [rsvg-convert]=librsvg2-bin
    [bib2xml]=bibutils
    [ffmpeg]=ffmpeg
    [firefox]=firefox-esr
    [caddy]=caddy
)
missing=()
for program in "${!packages[@]}"; do
    command -v "$program" >/dev/null 2>&1 || missing+=("${packages[$program]}")
done
# without its window: 103 MB to fetch with all that it needs, half a minute
/usr/bin/python3 -c 'import qgis.core' >/dev/null 2>&1 || missing+=(python3-qgis)
if [ "${#missing[@]}" -eq 0 ]; then exit 0; fi
prepare "The interop tests need: ${missing[*]} (names of Debian packages)."
install "${missing[@]}"
