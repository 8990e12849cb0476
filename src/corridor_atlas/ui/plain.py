"""Text for Streamlit's labels, which are Markdown."""

from __future__ import annotations

import re

MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>:$~&])")


def plain(text: str) -> str:
    """`text` so that Streamlit shows it letter by letter."""
    return MARKDOWN.sub(r"\\\1", text)
