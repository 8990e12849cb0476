"""Peer 1: the Folium map of the year built again and handed to st_folium, the way its examples do."""

from __future__ import annotations

import peer
import streamlit as st
from streamlit_folium import st_folium

st.set_page_config(layout="wide")
year = st.slider("Year", 1991, 2025, 1995, key="year")
map_ = peer.base_map()
for layer in peer.layers(year):
    layer.add_to(map_)
peer.Marker(year).add_to(map_)
st_folium(map_, height=700, use_container_width=True, returned_objects=[])
