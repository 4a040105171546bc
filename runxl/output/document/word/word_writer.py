"""The one writer that knows Word: blocks → a document with styles, contents, header and footer."""

from __future__ import annotations

import copy
import datetime as dt
import io
from collections.abc import Sequence
from itertools import zip_longest
from pathlib import Path
from typing import Any

from runxl.contract import look
from runxl.output.document.blocks import (
    Block,
    Grid,
    Heading,
    Manuscript,
    Missing,
    Paragraph,
    ParagraphLook,
    as_property,
)
from runxl.output.document.word import word_styles
from runxl.output.document.word.blank import opened
from runxl.output.document.word.contents_list import Entry, as_field, as_links
from runxl.output.document.word.elements import element, field, run
from runxl.output.document.word.numbered import Lists
from runxl.output.document.word.table_writer import TableWriter
from runxl.output.said.clean import clean

_LOOKS: dict[ParagraphLook, str] = {
    "body": word_styles.BODY,
    "verdict": word_styles.VERDICT,
    "label": word_styles.LABEL,
    "quiet": word_styles.QUIET,
    "bullet": word_styles.BULLET,
    "number": word_styles.NUMBER,
}
_LINES = 36
"""So many lines of contents have room below the title."""

_TWIPS = 635
"""A twentieth of a point in Word's smallest measure."""


def write(manuscript: Manuscript, out: Path, mall: Path | None, *, settled: bool = False) -> None:
    """`mall` is the user's own document or template: its styles, page, header and footer are kept.

    `settled`: it is to be printed as it is, and nobody works out its list of contents in Word.
    """
    writer = _Writer(mall, settled=settled)
    writer.write(manuscript)
    content = io.BytesIO()  # a full disk must not leave python-docx's own file open
    writer.document.save(content)
    out.write_bytes(content.getvalue())


class _Writer:
    """Takes blocks one by one, then puts the front page before them."""

    def __init__(self, mall: Path | None, *, settled: bool) -> None:
        self.document: Any = opened(mall)
        self.settled = settled
        self.own_template = mall is not None
        word_styles.prepare(self.document, own_template=self.own_template)
        self.ids = {one.name.casefold(): one.style_id for one in self.document.styles}
        section = self.document.sections[-1]
        self.width = int((section.page_width - section.left_margin - section.right_margin) / _TWIPS)
        self.tables = TableWriter(self.width, self._paragraph)
        self.lists = Lists(self.document)
        self.numbering: Any = None
        self.headings: list[Entry] = []
        self.table_number = 0

    def write(self, manuscript: Manuscript) -> None:
        followed = zip_longest(manuscript.blocks, manuscript.blocks[1:])
        body = [made for block, after in followed for made in self._block(block, after)]
        last = self.document.element.body.sectPr
        for made in [*self._front(manuscript), *body]:
            last.addprevious(made)
        self._properties(manuscript)
        if not self.own_template:
            self._header_and_footer(manuscript)

    # Blocks

    def _block(self, block: Block, after: Block | None) -> list[Any]:
        """`after`: a remark that comes after a paragraph is not left alone on the next page."""
        if not (isinstance(block, Paragraph) and block.look == "number"):
            self.numbering = None
        match block:
            case Heading():
                return [self._heading(block)]
            case Paragraph() if block.look == "number":
                return [self._numbered(block)]
            case Paragraph():
                return [self._paragraph(_LOOKS[block.look], _runs(block), with_next=_is_remark(after))]
            case Missing():
                return [self._paragraph(word_styles.TO_FILL, [run(f"Skriv här: {clean(block.what)}.")])]
            case Grid():
                return self._table(block)
        raise NotImplementedError(type(block).__name__)

    def _heading(self, block: Heading) -> Any:
        level, text = min(block.level, word_styles.LEVELS), clean(" ".join(block.text.split()))
        new_page = block.new_page or not self.headings
        made = self._paragraph(f"Heading {level}", [run(text)], new_page=new_page)
        self.headings.append(Entry(level, text, made))
        return made

    def _numbered(self, block: Paragraph) -> Any:
        """A point of the list that stands, or the first of a new one."""
        made = self._paragraph(word_styles.NUMBER, _runs(block))
        if self.numbering is None:
            self.numbering = self.lists.begun(block.number)
        made.pPr.append(copy.deepcopy(self.numbering))
        return made

    def _table(self, block: Grid) -> list[Any]:
        self.table_number += 1
        number = field("SEQ Tabell \\* ARABIC", str(self.table_number))
        caption = self._paragraph(
            word_styles.CAPTION, [run("Tabell "), *number, run(f". {clean(block.caption)}")], with_next=True
        )
        # A paragraph after it, small: Word would join two tables that stand side by side.
        return [caption, self.tables.write(block), self._paragraph(word_styles.CELL, [])]

    def _paragraph(
        self, style: str, runs: Sequence[Any], *, new_page: bool = False, with_next: bool = False, right: bool = False
    ) -> Any:
        properties = element("pPr", element("pStyle", val=self.ids[style.casefold()]))
        if with_next:
            properties.append(element("keepNext"))
        if new_page:
            properties.append(element("pageBreakBefore"))
        if right:
            properties.append(element("jc", val="right"))
        return element("p", properties, *runs)

    # Front page

    def _front(self, manuscript: Manuscript) -> list[Any]:
        made = [self._paragraph(word_styles.TITLE, [run(clean(manuscript.title))])]
        if manuscript.subtitle:
            made.append(self._paragraph(word_styles.SUBTITLE, [run(clean(manuscript.subtitle))]))
        made += [self._paragraph(word_styles.QUIET, [run(clean(line))]) for line in manuscript.facts.told]
        deepest = self._contents_levels()
        shown = [one for one in self.headings if one.level <= deepest]
        if not shown:
            return made
        made.append(self._paragraph(word_styles.CONTENTS_TITLE, [run("Innehåll")]))
        lines = [self._paragraph(f"toc {one.level}", [run(one.text)]) for one in shown]
        return [*made, *(as_links(lines, shown, self.width) if self.settled else as_field(lines, deepest))]

    def _contents_levels(self) -> int:
        """As many levels as there is room for on the front page."""
        levels = [one.level for one in self.headings]
        fitting = (
            deep for deep in range(word_styles.CONTENTS_LEVELS, 1, -1) if sum(one <= deep for one in levels) <= _LINES
        )
        return next(fitting, 1)

    # Around the text

    def _properties(self, manuscript: Manuscript) -> None:
        properties = self.document.core_properties
        now = dt.datetime.now(dt.UTC).replace(tzinfo=None, microsecond=0)
        properties.title = as_property(manuscript.title)
        facts = manuscript.facts
        author = as_property(facts.by or manuscript.author)
        properties.author = properties.last_modified_by = author
        properties.identifier, properties.version = (as_property(said) for said in (facts.dnr, facts.version))
        properties.subject = "Måluppfyllelse"
        properties.language = word_styles.LANGUAGE
        properties.created = properties.modified = now
        properties.comments, properties.keywords, properties.revision = "Skapad av runxl", "", 1

    def _header_and_footer(self, manuscript: Manuscript) -> None:
        from docx.shared import Pt, RGBColor

        section = self.document.sections[-1]
        section.different_first_page_header_footer = True
        muted = RGBColor.from_string(look.MUTED_TEXT[1:])
        head = section.header.paragraphs[0]
        said = head.add_run(clean(manuscript.head))
        said.font.size, said.font.color.rgb = Pt(9), muted
        for footer in (section.footer, section.first_page_footer):
            foot = footer.paragraphs[0]
            foot.alignment = 2
            for one in (run("Sida "), *field("PAGE", "1"), run(" av "), *field("NUMPAGES", "1")):
                foot._p.append(one)  # noqa: SLF001 - python-docx has no words for fields
            for part in foot.runs:
                part.font.size, part.font.color.rgb = Pt(9), muted


def _is_remark(block: Block | None) -> bool:
    return isinstance(block, Paragraph) and block.look == "quiet"


def _runs(block: Paragraph) -> list[Any]:
    text = clean(block.text)
    if block.mark is None:
        return [run(text)]
    colour = element("color", val=block.mark.text[1:])
    ground = element("shd", val="clear", color="auto", fill=block.mark.ground[1:])
    return [run(f" {block.mark.symbol} {text} ", colour, ground)]
