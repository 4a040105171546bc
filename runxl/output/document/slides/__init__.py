"""A deck of slides: what it says (deck.py), how it is divided (paginate.py), how it is drawn (draw.py)."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from runxl.extras import demand
from runxl.output.document.file_formats import Format

if TYPE_CHECKING:
    from pathlib import Path

    from runxl.output.document.blocks import Manuscript
    from runxl.output.said.source import Source


def _compose(source: Source) -> Manuscript:
    from runxl.output.document.slides.deck import deck_of

    return deck_of(source)


def _write(deck: Manuscript, out: Path, mall: Path | None) -> None:
    from runxl.output.document.slides.draw import draw

    draw(deck, out, mall)


FORMAT = Format(
    suffix=".pptx",
    name="bildspel",
    write=_write,
    compose=_compose,
    templates=(".pptx", ".potx"),
    refuse_missing=partial(demand, "documents", "Ett bildspel"),
)
