"""Documents as other people write them, of small Markdown: headings, lists, tables (`^`: one with the cell above)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import docx
import openpyxl

DATA = Path(__file__).parent / "data"
ABOVE = "^"
_ROW = re.compile(r"(?<!\\)\|")

Block = str | list[list[str]]


def blocks_of(text: str) -> Iterator[Block]:
    """Lines as they stand, and tables as rows of cells."""
    rows: list[list[str]] = []
    for line in [*text.splitlines(), ""]:
        if line.startswith("|"):
            cells = [cell.strip().replace("\\|", "|").replace("<br>", "\n") for cell in _ROW.split(line)[1:-1]]
            if not all(set(cell) <= {"-", " "} and cell for cell in cells):
                rows.append(cells)
            continue
        if rows:
            yield rows
            rows = []
        if line.strip():
            yield line.strip()


def word(path: Path, text: str) -> Path:
    """A Word document of it."""
    document = docx.Document()
    for block in blocks_of(text):
        if isinstance(block, list):
            _word_table(document, block)
        elif block.startswith("#title "):
            document.add_paragraph(block.removeprefix("#title "), style="Title")
        elif heading := re.match(r"(#{1,9}) (.*)", block):
            document.add_heading(heading[2], len(heading[1]))
        elif block.startswith("- "):
            document.add_paragraph(block[2:], style="List Bullet")
        elif block.startswith("**"):
            document.add_paragraph().add_run(block.strip("*")).bold = True
        else:
            document.add_paragraph(block)
    document.save(str(path))
    return path


def _word_table(document: Any, rows: list[list[str]]) -> None:
    table = document.add_table(rows=len(rows), cols=len(rows[0]))
    for row, cells in enumerate(rows):
        for column, text in enumerate(cells):
            if text == ABOVE:
                table.cell(row - 1, column).merge(table.cell(row, column))
            else:
                for place, line in enumerate(text.split("\n")):
                    cell = table.cell(row, column)
                    cell.paragraphs[0].text = line if not place else cell.paragraphs[0].text
                    if place:
                        cell.add_paragraph(line)


def sheet(path: Path, *sheets: tuple[str, Sequence[Any]]) -> Path:
    """A workbook of rows as they are given."""
    book = openpyxl.Workbook()
    for place, (title, rows) in enumerate(sheets):
        made = book.active if place == 0 else book.create_sheet()
        assert made is not None
        made.title = title
        for row in rows:
            made.append(row)
    book.save(path)
    return path
