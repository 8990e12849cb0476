"""The floor: what a rerun costs when nothing is drawn but the year."""

from __future__ import annotations

import streamlit as st

st.set_page_config(layout="wide")
year = st.slider("Year", 1991, 2025, 1995, key="year")
st.text(f"year {year}")
