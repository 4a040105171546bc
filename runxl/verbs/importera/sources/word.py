"""A Word document as blocks: what stands in content controls and tracked insertions too, what is struck out not."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from functools import cached_property
from typing import Any

from runxl.contract.regel import Regel
from runxl.opc.refused import RefusedError, damaged
from runxl.verbs.importera.others_words import one_line
from runxl.verbs.importera.source_blocks import (
    BROKEN,
    MOST_CELLS,
    FoundBlock,
    FoundCell,
    FoundFile,
    FoundGrid,
    FoundHeading,
    FoundLine,
    FoundRow,
    Look,
    Place,
)

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BREAKS = {f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}tab": " ", f"{_W}noBreakHyphen": "\u2011", f"{_W}sym": ""}
_STRUCK = (f"{_W}del", f"{_W}moveFrom", f"{_W}txbxContent", f"{_W}pPr", f"{_W}rPr", f"{_W}delText", f"{_W}instrText")
_AROUND = (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}moveTo", f"{_W}smartTag", f"{_W}customXml")
_HEADING = re.compile(r"heading (\d)|rubrik (\d)", re.IGNORECASE)
_OWN = {"etikett": "label", "bedömning": "verdict", "skriv här": "unwritten", "underlag": "aside"}
"""What runxl's own styles say of a paragraph."""

_NOTE = "tabellnot"
_ASIDE = ("toc", "innehåll", "caption", "header", "footer", "footnote", "sidhuvud", "sidfot", "fotnot")


def read(name: str, data: bytes) -> FoundFile:
    """The document's blocks. `data` has been let in by opc already."""
    import docx

    try:
        document = docx.Document(io.BytesIO(data))
        reader = _Reader(name, document)
        blocks = tuple(reader.blocks(document.element.body))
        boxes = tuple(reader.boxes(document.element.body))
        own = reader.is_own
    except BROKEN as error:
        raise damaged("dokumentets delar hänger inte ihop") from error
    return FoundFile(name, (*blocks, *boxes), own=own)


class _Reader:
    def __init__(self, name: str, document: Any) -> None:
        self.name, self.document = name, document
        self.tables = self.paragraphs = self.cells = 0

    @cached_property
    def styles(self) -> dict[str, tuple[str, int]]:
        """By the style's id: its name, and the level of heading that it or what it is based on is."""
        return {one.style_id: (one.name or "", _level(one)) for one in self.document.styles if one.style_id}

    @cached_property
    def is_own(self) -> bool:
        """Whether runxl wrote it, which its styles tell."""
        names = {name.casefold() for name, _ in self.styles.values()}
        return {_NOTE, "skriv här", "tabellhuvud", "bedömning"} <= names

    def blocks(self, around: Any) -> Iterator[FoundBlock]:
        for element in around:
            if element.tag == f"{_W}p":
                yield from self._paragraph(element)
            elif element.tag == f"{_W}tbl":
                yield self._grid(element)
            elif element.tag in _AROUND:
                yield from self.blocks(element)

    def boxes(self, body: Any) -> Iterator[FoundLine]:
        """Texts in boxes beside the running text: nobody can tell where they belong."""
        seen = set()
        for box in body.iter(f"{_W}txbxContent"):
            text = one_line(" ".join(_text(one) for one in box.iter(f"{_W}p")))
            if text and text not in seen:  # Word keeps a second copy for older programs
                seen.add(text)
                yield FoundLine(text, Place(self.name, "textruta"), "outside")

    def _paragraph(self, element: Any) -> Iterator[FoundBlock]:
        text = _text(element)
        if not text.strip():
            return
        self.paragraphs += 1
        style, level = self._style(element)
        own = element.find(f"{_W}pPr/{_W}outlineLvl")
        level = level or (int(own.get(f"{_W}val", 9)) + 1 if own is not None else 0)
        if 0 < level <= 9:  # noqa: PLR2004 - Word's own number of levels; ten is running text
            yield FoundHeading(level, one_line(text), Place(self.name, f"rubriken «{_short(text)}»"))
        else:
            yield FoundLine(
                text.strip(), Place(self.name, f"stycke {self.paragraphs}"), self._look(element, style, text)
            )

    def _look(self, element: Any, style: str, text: str) -> Look:
        folded = style.casefold()
        if self.is_own and folded in _OWN:
            return _OWN[folded]  # type: ignore[return-value] # these words
        if folded.startswith(("title", "subtitle", "rubrik", "underrubrik")):
            return "title"
        if folded.startswith(_ASIDE):
            return "aside"
        if folded.startswith(("list", "lista", "punkt")) or element.find(f"{_W}pPr/{_W}numPr") is not None:
            return "item"
        runs = [run for run in element.iter(f"{_W}r") if _text(run).strip()]
        bold = runs and all(_is_on(run.find(f"{_W}rPr/{_W}b")) for run in runs)
        return "label" if bold and "\n" not in text.strip() else "text"

    def _style(self, element: Any) -> tuple[str, int]:
        said = element.find(f"{_W}pPr/{_W}pStyle")
        return self.styles.get(said.get(f"{_W}val"), ("", 0)) if said is not None else ("", 0)

    def _grid(self, table: Any) -> FoundGrid:
        self.tables += 1
        rows: list[FoundRow] = []
        standing = (row for row in _within(table, f"{_W}tr") if row.find(f"{_W}trPr/{_W}del") is None)
        for at, line in enumerate(standing, 1):
            place = Place(self.name, f"tabell {self.tables}, rad {at}")
            cells = tuple(self._cells(line))
            self.cells += len(cells)
            if self.cells > MOST_CELLS:
                raise RefusedError(Regel.FOR_STOR_FIL, orsak=f"dess tabeller har fler än {MOST_CELLS} celler")
            rows.append(FoundRow(cells, place))
        return FoundGrid(tuple(rows), Place(self.name, f"tabell {self.tables}"))

    def _cells(self, row: Any) -> Iterator[FoundCell]:
        for _ in range(_number(row.find(f"{_W}trPr/{_W}gridBefore"))):
            yield FoundCell()
        for element in _within(row, f"{_W}tc"):
            span = _number(element.find(f"{_W}tcPr/{_W}gridSpan"))
            merged = element.find(f"{_W}tcPr/{_W}vMerge")
            shade = element.find(f"{_W}tcPr/{_W}shd")
            joined = merged is not None and merged.get(f"{_W}val", "continue") == "continue"
            colour = shade.get(f"{_W}fill", "") if shade is not None else ""
            text, notes = self._paragraphs(element)
            yield FoundCell(
                text=text,
                colour="" if colour.lower() == "auto" else colour.upper(),
                joined=joined,
                notes=notes,
            )
            for _ in range(min(span, 64) - 1):
                yield FoundCell(text=text, joined=joined, spread=True)

    def _paragraphs(self, cell: Any) -> tuple[str, str]:
        """A cell's text, paragraph by paragraph, and apart from it the notes that runxl sets below."""
        said: tuple[list[str], list[str]] = ([], [])
        for element in cell.iter(f"{_W}p"):
            if any(one.tag == f"{_W}txbxContent" for one in element.iterancestors()):
                continue
            text = _text(element).strip()
            if text:
                is_note = self.is_own and self._style(element)[0].casefold() == _NOTE
                numbered = element.find(f"{_W}pPr/{_W}numPr") is not None
                said[is_note].append(f"• {text}" if numbered else text)
        return "\n".join(said[0]), "\n".join(said[1])


def _within(around: Any, tag: str) -> Iterator[Any]:
    """What is directly in it, or in what only stands around."""
    for element in around:
        if element.tag == tag:
            yield element
        elif element.tag in _AROUND:
            yield from _within(element, tag)


def _text(element: Any) -> str:
    if element.tag == f"{_W}t":
        return element.text or ""
    if element.tag in _BREAKS:
        return _BREAKS[element.tag]
    return "".join(_text(child) for child in element if isinstance(child.tag, str) and child.tag not in _STRUCK)


def _level(style: Any) -> int:
    """The level of heading that a style is, by its name or by what it is based on; 0 for running text."""
    seen = 0
    while style is not None and seen < 10:  # noqa: PLR2004 - no style is based on more, unless on itself
        match = _HEADING.match(style.name or "")
        if match:
            return int(match[1] or match[2])
        outline = style.element.find(f"{_W}pPr/{_W}outlineLvl")
        if outline is not None and (outline.get(f"{_W}val") or "").isdigit():
            return int(outline.get(f"{_W}val")) + 1
        style, seen = getattr(style, "base_style", None), seen + 1
    return 0


def _number(element: Any) -> int:
    said = element.get(f"{_W}val", "") if element is not None else ""
    return int(said) if said.isdigit() and len(said) < 4 else 0  # noqa: PLR2004 - digits


def _is_on(element: Any) -> bool:
    return element is not None and element.get(f"{_W}val", "1") not in ("0", "false", "off")


def _short(text: str) -> str:
    said = one_line(text)
    return said if len(said) <= 40 else f"{said[:39]}…"  # noqa: PLR2004 - enough to be found by
