"""Text in a csv file that a spreadsheet program may open."""

from __future__ import annotations


def harmless(word: str) -> str:
    """A cell that a spreadsheet program would take for a formula is marked as text."""
    return f"'{word}" if word.startswith(("=", "+", "-", "@", "\t", "\r")) else word
