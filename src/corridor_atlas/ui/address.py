"""Where the page is seen: what links, citations and figures begin with."""

from __future__ import annotations

from urllib.parse import urlsplit

import streamlit as st

from corridor_atlas.core import home
from corridor_atlas.data.dataset import Atlas
from corridor_atlas.view import cite
from corridor_atlas.view.view import View

HERE = ("localhost", "127.0.0.1", "::1")
"""Hosts that lead every reader to a machine of their own."""


def base(atlas: Atlas) -> str:
    """As the page was started with, else as the atlas has it, else where its reader has opened it; empty if unknown."""
    seen = str(st.context.url or "")
    seen = f"{seen.split('?', 1)[0].rstrip('/')}/" if seen.startswith(("http://", "https://")) else ""
    return home.address() or atlas.settings.address or seen


def link(atlas: Atlas, view: View) -> str:
    """The whole link of a view; without a known address only what would stand behind it."""
    return base(atlas) + cite.permalink(atlas, view)


def is_here(address: str) -> bool:
    """Whether an address works on the reader's own machine alone."""
    return urlsplit(address).hostname in HERE
