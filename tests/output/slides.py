"""A deck as another program reads it: python-pptx for what it says, LibreOffice for where it stands."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pptx

import runxl
from runxl.output.document.slides import FORMAT
from runxl.verbs.examine import examine
from tests.conftest import lacking
from tests.output.workbooks import without_outline
from tests.soffice import convert


def deck(book: Path, *, period: str = "", mall: Path | None = None) -> Any:
    """The workbook's deck, opened again."""
    write(book, period=period, mall=mall)
    return pptx.Presentation(str(book.with_suffix(".pptx")))


def write(book: Path, *, period: str = "", mall: Path | None = None) -> tuple[str, ...]:
    if period:
        without_outline(book)
    found = examine(book, period)
    return FORMAT.put(found.checked, found.assess(), book.with_suffix(".pptx"), mall).missing


def example(folder: Path, styrmodell: str = "vasterbotten") -> Path:
    return runxl.new(folder / f"{styrmodell}.xlsx", styrmodell=styrmodell, example=True)


def titles(found: Any) -> list[str]:
    return [slide.shapes.title.text_frame.text for slide in found.slides]


def slides_titled(found: Any, start: str) -> list[Any]:
    return [slide for slide in found.slides if slide.shapes.title.text_frame.text.startswith(start)]


def tables(slide: Any) -> list[list[list[str]]]:
    """The texts of every table of a slide, row by row; merged cells are said once."""
    return [
        [[cell.text_frame.text for cell in row.cells if not cell.is_spanned] for row in shape.table.rows]
        for shape in slide.shapes
        if shape.has_table
    ]


def text_of(slide: Any) -> str:
    said = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
    cells = [cell for table in tables(slide) for row in table for cell in row]
    return "\n".join((*said, *cells))


def charts(slide: Any) -> list[Any]:
    return [shape for shape in slide.shapes if shape.has_chart]


@dataclass(frozen=True)
class Word:
    """A word where it stands on the drawn slide, in points."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


_WORD = re.compile(r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)</word>')


def drawn(decks: Sequence[Path], folder: Path) -> dict[Path, list[list[Word]]]:
    """The words of every slide, as LibreOffice draws them."""
    convert("pdf", folder, *decks)
    return {path: list(_pages(folder / f"{path.stem}.pdf")) for path in decks}


def _pages(pdf: Path) -> Iterator[list[Word]]:
    if not shutil.which("pdftotext"):
        lacking("pdftotext finns inte på datorn")
    command = ["pdftotext", "-bbox", str(pdf), "-"]
    said = subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout
    for page in said.split("<page ")[1:]:
        yield [Word(text, *map(float, box)) for *box, text in _WORD.findall(page)]


def outside(slide: Any, words: Sequence[Word], size: tuple[float, float], slack: float = 3.0) -> list[str]:
    """The words that stand outside the slide, or within none of its shapes."""
    shapes = (*slide.shapes, *slide.slide_layout.placeholders)
    emu = [(one.left, one.top, one.left + one.width, one.top + one.height) for one in shapes]
    boxes = [(left / 12700, top / 12700, right / 12700, bottom / 12700) for left, top, right, bottom in emu]
    boxes = [box for box in boxes if box[2] <= size[0] + 1 and box[3] <= size[1] + 1]
    return [word.text for word in words if not any(_within(word, box, slack) for box in boxes)]


def _within(word: Word, box: tuple[float, float, float, float], slack: float) -> bool:
    left, top, right, bottom = box
    across = left - slack <= word.left and word.right <= right + slack
    return across and top - slack <= word.top and word.bottom <= bottom + slack
