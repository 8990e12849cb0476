"""The Streamlit page: the only place that imports Streamlit."""

from corridor_atlas import gdal

gdal.restrict()  # before anything here imports a geo library
