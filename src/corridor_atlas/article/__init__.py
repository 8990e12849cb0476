"""What is read about a feature, built once as plain values: the page, a published page and a notebook draw the same."""

from __future__ import annotations

from corridor_atlas.article.article import Articles
from corridor_atlas.article.computed import figures
from corridor_atlas.article.packing import as_text, gathered, packed

__all__ = ["Articles", "as_text", "figures", "gathered", "packed"]
