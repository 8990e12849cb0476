"""The floor of opening: a page with one word."""

from __future__ import annotations

import streamlit as st

st.set_page_config(layout="wide")
st.text("ready")
