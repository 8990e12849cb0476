"""The Streamlit page: the only place that imports Streamlit."""

from corridor_atlas.core import gdal

gdal.restrict()  # before anything here imports a geo library
