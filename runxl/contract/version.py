"""Template versions, compared as numbers: 1.10 comes after 1.9."""

from __future__ import annotations

Version = tuple[int, ...]


def version(text: str) -> Version:
    """1.0 → (1, 0); what is no version counts as the oldest."""
    numbers = text.strip().split(".")
    return tuple(int(one) for one in numbers) if all(one.isdigit() for one in numbers) else (0,)
