"""Text that was pasted, as from a PDF: paragraphs parted by empty lines."""

from __future__ import annotations

import re

from runxl.verbs.importera.blocks import Line, Place, Source

_POINT = re.compile(r"^\s*[•·▪*-]\s+")


def read(name: str, text: str) -> Source:
    blocks, number = [], 1
    for paragraph in re.split(r"\n\s*\n", text):
        said = paragraph.strip()
        if said:
            look = "item" if _POINT.match(paragraph) else "text"
            line = Line(_POINT.sub("", said), Place(name, f"rad {number}"), look)  # type: ignore[arg-type] # of these two
            blocks.append(line)
        number += paragraph.count("\n") + 2
    return Source(name, "text", tuple(blocks))
