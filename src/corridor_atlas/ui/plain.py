"""Text for Streamlit's labels, which are Markdown."""

from __future__ import annotations

import re

from corridor_atlas.core.characters import on_one_line

MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>:$~&])")
SHORTHAND = re.compile(r"(?<=:)(?=\S)|(?<=@)(?=\w)|(?<=www)(?=\.)|(?<=[<>~-])(?=[-=>])", re.IGNORECASE)
"""Where Streamlit makes an icon, a link, an arrow or a face of plain text (`:material/home:`, `www.`, `->`): it
does so after the escapes are gone."""
JOINER = "\u2060"
"""Has no width and breaks no line."""


def plain(text: str) -> str:
    """`text` so that Streamlit shows it letter by letter, on one line."""
    return MARKDOWN.sub(r"\\\1", SHORTHAND.sub(JOINER, on_one_line(text)))
