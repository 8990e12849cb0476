"""The letters of the page: Source Sans and Source Serif, cut down to what Latin and Cyrillic texts need.

    npm pack @fontsource-variable/source-sans-3@5.3.1 @fontsource-variable/source-serif-4@5.3.1
    pip install brotli
    python -m corridor_atlas.build.webfonts FOLDER_WITH_THE_PACKAGES

A page reads each file when it has a letter of it, by the blocks that `web/styles/fonts.css` names. The families are
renamed, as the licence asks of what was changed (SIL Open Font License 1.1, reserved name "Source"). The same
packages give the same bytes.
"""

from __future__ import annotations

import sys
import tarfile
from io import BytesIO
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

FONTS = Path(__file__).parents[1] / "web" / "fonts"
FEATURES = ["kern", "liga", "lnum", "tnum", "ccmp", "locl", "mark", "mkmk"]
WEIGHTS = {"normal": (400, 700), "italic": 400}
"""By style: the weights that remain; of italics the page has one."""
BLOCKS = {
    "latin": [(0x20, 0x7E), (0xA0, 0xFF), (0x131, 0x131), (0x152, 0x153), (0x2BC, 0x2DD), (0x2000, 0x2044),
              (0x20AC, 0x20AC), (0x2116, 0x2116), (0x2122, 0x2122), (0x2190, 0x2193), (0x2212, 0x2212),
              (0x2260, 0x2265)],
    "latin-ext": [(0x100, 0x17F), (0x1CD, 0x1DC), (0x218, 0x21B)],
    "cyrillic": [(0x400, 0x45F), (0x490, 0x491), (0x4AE, 0x4AF), (0x4E8, 0x4E9)],
}  # fmt: skip
"""First and last letter of each block, by the name that the packages have for it."""
CUTS = [
    *(("source-sans-3", "Atlas Page Sans", "normal", block) for block in BLOCKS),
    *(("source-serif-4", "Atlas Page Serif", "normal", block) for block in BLOCKS),
    *(("source-serif-4", "Atlas Page Serif", "italic", block) for block in ("latin", "cyrillic")),
]
"""Package, family after renaming, style, block."""


def cut(data: bytes, block: str, family: str, style: str) -> bytes:
    """Return a WOFF2 font with the letters of a block and our weights alone, under another name.

    Parameters
    ----------
    data
        The font as the package has it, WOFF2 with an axis of weights.
    block
        A name of `BLOCKS`.
    family, style
        What it is called afterwards.
    """
    font = TTFont(BytesIO(data), recalcTimestamp=False)
    options = subset.Options(hinting=False, layout_features=FEATURES, notdef_outline=True, flavor="woff2")
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=[code for first, last in BLOCKS[block] for code in range(first, last + 1)])
    cutter.subset(font)
    font = instancer.instantiateVariableFont(font, {"wght": WEIGHTS[style]})
    called = {1: family, 2: style, 3: f"{family} {style} {block}", 4: f"{family} {style}", 6: family.replace(" ", "")}
    for number, text in (called | {16: family, 17: style}).items():
        font["name"].setName(text, number, 3, 1, 0x409)
    font.flavor = "woff2"
    written = BytesIO()
    font.save(written, reorderTables=None)
    return written.getvalue()


def remake(packages: Path) -> None:
    """Write the fonts and their licences to `web/fonts/` from npm packages (.tgz) in a folder."""
    FONTS.mkdir(exist_ok=True)
    for package, family, style, block in CUTS:
        (path,) = packages.glob(f"fontsource-variable-{package}-[0-9]*.tgz")
        with tarfile.open(path) as archive:
            names = (f"package/files/{package}-{block}-wght-{style}.woff2", "package/LICENSE")
            held = [archive.extractfile(name) for name in names]
            data, licence = (one.read() if one else b"" for one in held)
        name = f"{family}-{style}-{block}.woff2".replace(" ", "")
        (FONTS / name).write_bytes(cut(data, block, family, style))
        (FONTS / f"OFL-{package}.txt").write_bytes(licence)


if __name__ == "__main__":
    remake(Path(sys.argv[1]))
