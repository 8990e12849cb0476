"""Corridor Atlas: cross-border infrastructure of Northeast Asia, year by year since 1991."""

from __future__ import annotations

__version__ = "0.1.0"
