"""GeoTIFF: the map of the view as a picture that a GIS puts in its place, in the projection of the figure."""

from __future__ import annotations

from corridor_atlas.draw.figure import Figure
from corridor_atlas.take.formats import _picture

USE = "gis"
SHORT = "GeoTIFF"
SUFFIX = ".tif"
MEDIA_TYPE = "image/tiff"
LOSES = _picture.LOSES
write = _picture.of_figure(Figure.geotiff)
