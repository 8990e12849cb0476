"""MP4: the view in all years, one after another; needs ffmpeg. Other years: `corridor-atlas animate`."""

from __future__ import annotations

from corridor_atlas.take.formats import _picture

USE = "film"
SUFFIX = ".mp4"
MEDIA_TYPE = "video/mp4"
LOSES = _picture.LOSES
write = _picture.of_film("mp4")
