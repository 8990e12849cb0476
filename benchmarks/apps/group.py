"""Peer 2: one Folium map that stays, the lines of the year through `feature_group_to_add`."""

from __future__ import annotations

import folium
import peer
import streamlit as st
from streamlit_folium import st_folium

st.set_page_config(layout="wide")
year = st.slider("Year", 1991, 2025, 1995, key="year")
group = folium.FeatureGroup("lines")
for layer in peer.layers(year):
    layer.add_to(group)
peer.Marker(year).add_to(group)
st_folium(
    peer.base_map(), feature_group_to_add=group, height=700, use_container_width=True, returned_objects=[], key="map"
)
