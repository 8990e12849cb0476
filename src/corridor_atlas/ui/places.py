"""Places on the page that are always there, filled or empty.

Streamlit knows a part of the page by its place among the others. A part that comes or goes moves all that
follow it, and what stood there stays beside what is new until the run of the script has ended. A container
that gives way to nothing is gone at once; so each part has a place of its own, in the same order in every run.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator


def place(key: str, filled: object, **options: Any) -> DeltaGenerator:
    """A container with this key and `st.container`'s options, or the empty place where it would be."""
    return st.container(key=key, **options) if filled else st.empty()


def one_of(keys: Iterable[str], shown: str) -> DeltaGenerator:
    """A place for each key, of which one is filled: that one."""
    return {key: place(key, key == shown) for key in keys}[shown]
