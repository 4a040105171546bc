"""A document beside the published one that it should be like: headings, tables, and whose every sentence is.

`NAMN.md` has what the published document says, as a workbook; `NAMN.facit.md` has its own headings with their chapter
numbers, and the columns of its tables, in its order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph

from runxl.excel import fold
from runxl.output.document.word import styles

FOLDER = Path(__file__).parent
_NUMBER = re.compile(r"\d+(?:\.\d+)* ")
_DELMAL = re.compile(r"(?:Delmål|Regionmål) \d+\.\d+ ")
"""In headings runxl names a delmål by its number as well; some of the published ones have its name alone."""

_NO_SENTENCES = (styles.CAPTION, styles.TO_FILL)


class Heading(NamedTuple):
    level: int
    number: str
    text: str

    def __str__(self) -> str:
        return f"{'#' * self.level} {self.text}"


class Header(NamedTuple):
    """Of a table: its columns' titles."""

    titles: tuple[str, ...]

    def __str__(self) -> str:
        return f"| {' | '.join(self.titles)} |"


Part = Heading | Header


def markdown(name: str) -> str:
    return (FOLDER / f"{name}.md").read_text(encoding="utf-8")


def facit(name: str) -> list[Part]:
    lines = (FOLDER / f"{name}.facit.md").read_text(encoding="utf-8").splitlines()
    return [_part(line) for line in lines if line.startswith(("#", "|"))]


def _part(line: str) -> Part:
    if line.startswith("|"):
        return Header(tuple(one.strip() for one in line.strip("|").split("|")))
    marks, said = line.split(" ", 1)
    number = _NUMBER.match(said)
    return Heading(len(marks), number[0].strip() if number else "", said[number.end() :] if number else said)


def parts(document: Any) -> list[Part]:
    """The headings and the tables of a document, in its order."""
    return list(filter(None, map(_found, _body(document))))


def _body(document: Any) -> Iterator[Paragraph | Table]:
    for one in document.element.body:
        if one.tag == qn("w:p"):
            yield Paragraph(one, document)
        elif one.tag == qn("w:tbl"):
            yield Table(one, document)


def _found(one: Paragraph | Table) -> Part | None:
    if isinstance(one, Table):
        return Header(tuple(cell.text.strip() for cell in one.rows[0].cells))
    found = re.fullmatch(r"Heading (\d)", str(one.style.name if one.style else ""))
    return Heading(int(found[1]), "", one.text) if found else None


def alike(made: Part, published: Part) -> bool:
    """A heading at its level; a table with the published one's columns in their order, and perhaps others between."""
    if isinstance(made, Heading) and isinstance(published, Heading):
        return (made.level, fold(_bare(made.text))) == (published.level, fold(_bare(published.text)))
    if isinstance(made, Header) and isinstance(published, Header):
        rest = iter(made.titles)
        return all(any(fold(bare(one)) == fold(title) for one in rest) for title in published.titles)
    return False


def bare(title: str) -> str:
    """A header without the unit that all rows have: `Post (mkr)`."""
    return re.sub(r" \([^)]*\)$", "", title)


def _bare(text: str) -> str:
    return _DELMAL.sub("", text)


def beside(made: Sequence[Part], published: Sequence[Part]) -> list[str]:
    """Where the two part ways, as a reader would see it; empty if they do not."""
    told = [
        f"{place + 1}: {one} i stället för {other}"
        for place, (one, other) in enumerate(zip(made, published, strict=False))
        if not alike(one, other)
    ]
    more = [f"för mycket: {one}" for one in made[len(published) :]]
    return [*told, *more, *(f"saknas: {one}" for one in published[len(made) :])][:5]


def unsaid(document: Any, book: Path, published: Sequence[Part]) -> list[str]:
    """The lines of a document that neither the workbook nor the published document's headings and headers say."""
    known = "\n".join((*_cells(book), *map(str, published)))
    words = _plain(known)
    return [line for line in dict.fromkeys(_lines(document)) if _plain(line) not in words]


def _cells(book: Path) -> Iterator[str]:
    for sheet in openpyxl.load_workbook(book):
        for row in sheet.iter_rows(values_only=True):
            yield from (str(value) for value in row if value is not None)


def _lines(document: Any) -> Iterator[str]:
    """What is read after the front page, line by line; captions, marked places and symbols are no sentences."""
    started = False
    for paragraph in document.element.body.iter(qn("w:p")):
        one = Paragraph(paragraph, document)
        style = str(one.style.name if one.style else "")
        started = started or style.startswith("Heading")
        if started and style not in _NO_SENTENCES:
            yield from (line for line in map(_unnumbered, one.text.split("\n")) if _plain(line))


def _unnumbered(line: str) -> str:
    """Without the Nr that a name in a table, or a heading, begins with."""
    return re.sub(r"^(?:Delmål |Mål )?\d+(?:\.\d+)*(?:-A\d+)? (?=[A-ZÅÄÖ])|^[UH]\d+ ", "", line)


def _plain(text: str) -> str:
    """Letters and figures alone: no symbol, no kind of space, no case."""
    kept = re.sub(r"[^\w,.:;/()+−-]+", " ", fold(text).replace("−", "-"))
    return re.sub(r"(?<=\d) (?=\d{3}\b)", "", kept).strip(" -•")
