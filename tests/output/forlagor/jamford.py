"""A document beside the published one that it should be like: headings, tables, and whose every sentence is.

`NAMN.md` has what the published document says, as a workbook; `NAMN.facit.md` has its own headings with their chapter
numbers, and the columns of its tables, in its order.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph

from runxl.contract.load import contract
from runxl.contract.wording import criteria, status_sentence
from runxl.excel import fold
from runxl.output.document.word import word_styles

FOLDER = Path(__file__).parent
_NUMBER = re.compile(r"\d+(?:\.\d+)* ")
_COMPUTED = re.compile(
    r"\W*−?\d[\d\s]*(,\d+)?(\s?%|( [a-zåäö]+)+|[\w ]+/\d+ [\w ]+)?( \(\d{4}\))?|Ja \(\d{4}\)"
    r"|\W*Mål kommer (helt|delvis|inte) (uppfyllas|uppnås)|Prognos: (delvis uppnått|svårt att bedöma)\."
    r"|(↑ Bättre|→ Oförändrat|↓ Sämre)|Budget i balans|○ Inte mätt nu|Ej bedömd: mäts på helårsbasis .*"
)
"""Numbers with their units, and what is said by the columns Måluppfyllelse, Utveckling and Prognos where they are filled."""

_FACT = r"(?:\\d[\\d ,]*|\\w+ delmål bedöms vara [\\w ]+)"
"""What a text asks for in braces: a number, or how many there are of each status."""

_NO_SENTENCES = (word_styles.CAPTION, word_styles.TO_FILL, word_styles.LABEL, word_styles.VERDICT)


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
        return (made.level, fold(made.text)) == (published.level, fold(published.text))
    if isinstance(made, Header) and isinstance(published, Header):
        rest = iter(made.titles)
        return all(any(fold(bare(one)) == fold(title) for one in rest) for title in published.titles)
    return False


def bare(title: str) -> str:
    """A header without the unit that all rows have: `Post (mkr)`."""
    return re.sub(r" \([^)]*\)$", "", title)


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
    """The lines of a document that neither the workbook nor the published document's headings say, nor any block.

    A sentence with facts in it is the workbook's with the words for them.
    """
    return from_nowhere(_lines(document), book, map(str, published))


def from_nowhere(read: Iterable[str], book: Path, also: Iterable[str] = ()) -> list[str]:
    """Those of the lines that neither the workbook says, nor what is `also` known, nor any block."""
    said = [*_cells(book), *also]
    known, asked = _plain("\n".join(said)), [_asked(one) for one in said if "{" in one]
    lines = [line for line in dict.fromkeys(read) if not _COMPUTED.fullmatch(line)]
    lines = [line for line in lines if _plain(line) not in known and line not in _explained()]
    return [line for line in lines if not any(one.fullmatch(line) for one in asked)]


def _asked(text: str) -> re.Pattern[str]:
    """Any line of a text with facts asked for in it."""
    lines = [line for line in text.split("\n") if "{" in line]
    return re.compile("|".join(re.sub(r"\\\{.+?\\\}", _FACT, re.escape(line)) for line in lines))


def _explained() -> set[str]:
    """What the block Bedömningsskalor says of each status."""
    told: set[str] = set()
    for model in contract().styrmodeller.values():
        told |= {status_sentence(model, status) for status in model.scale.marks} | set(criteria(model.scale).values())
        levels = model.scale.levels
        told |= {f"Målvärdet är {level.adverb} {model.words['neutrum']}" for level in levels}
    return told


def _cells(book: Path) -> Iterator[str]:
    """What people have filled in."""
    for sheet in openpyxl.load_workbook(book):
        table = contract().table_of_sheet(sheet.title)
        if table is None or table.kind == "written":
            continue
        for row in sheet.iter_rows(values_only=True):
            yield from (str(value) for value in row if value is not None)


def _lines(document: Any) -> Iterator[str]:
    """What is read after the front page, line by line; captions, labels and marked places are no sentences."""
    started = False
    for paragraph in document.element.body.iter(qn("w:p")):
        one = Paragraph(paragraph, document)
        style = str(one.style.name if one.style else "")
        started = started or style.startswith("Heading")
        is_header = bool(paragraph.xpath("ancestor::w:tr[w:trPr/w:tblHeader]"))
        if started and style not in _NO_SENTENCES and not is_header:
            yield from (line for line in map(_unnumbered, one.text.split("\n")) if _plain(line))


def _unnumbered(line: str) -> str:
    """Without the Nr that a name begins with, and whom an uppdrag is for."""
    return re.sub(
        r"^(?:Delmål |Mål )?\d+(?:\.\d+)*(?:-A\d+)? (?=[A-ZÅÄÖ])|^[UH]\d+ |^Riktas till |^Aktivitet: ", "", line
    )


def _plain(text: str) -> str:
    """Letters and figures alone: no symbol, no kind of space, no case."""
    kept = re.sub(r"[^\w,.:;/()+−-]+", " ", fold(text).replace("−", "-"))
    return re.sub(r"(?<=\d) (?=\d{3}\b)", "", kept).strip(" -•")
