"""WebP: the view in all years, one after another. Other years and sizes: `corridor-atlas animate`."""

from __future__ import annotations

from corridor_atlas.take.formats import _picture

USE = "film"
SHORT = "WebP"
SUFFIX = ".webp"
MEDIA_TYPE = "image/webp"
LOSES = _picture.LOSES
write = _picture.of_film("webp")
