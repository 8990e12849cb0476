"""Counts in the English of messages: 1 feature, 2 features. Texts of the page are counted by `words`."""

from __future__ import annotations


def counted(number: int, one: str, many: str = "") -> str:
    """A number with what it counts, thousands set apart; `many` where the plural is more than an s."""
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"
