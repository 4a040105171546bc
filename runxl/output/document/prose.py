"""Longer texts that people have written, as paragraphs."""

from __future__ import annotations

from collections.abc import Iterator

from runxl.output.document.blocks import Paragraph

_POINTS = ("- ", "• ", "* ", "– ")


def written(text: str) -> Iterator[Paragraph]:
    """A paragraph for each line, and a point for each that begins as one."""
    for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        said = line.strip()
        if said.startswith(_POINTS):
            yield Paragraph(said[2:].strip(), "bullet")
        elif said:
            yield Paragraph(said)
