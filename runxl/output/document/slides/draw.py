"""Manuscript → file: every slide drawn from its measured parts."""

from __future__ import annotations

import copy
import datetime as dt
import io
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.enum.text import MSO_AUTO_SIZE
from pptx.util import Emu, Pt

from runxl.output.document.blocks import Manuscript, as_property
from runxl.output.document.slides import layouts
from runxl.output.document.slides.draw_chart import LANGUAGE, add_chart
from runxl.output.document.slides.draw_labels import add_verdicts
from runxl.output.document.slides.draw_table import add_table, describe
from runxl.output.document.slides.own_design import own
from runxl.output.document.slides.pages import POINT, SlidePage
from runxl.output.document.slides.paginate import SPACE_AFTER, STRIP, Room, Slide, sentence_width, slides
from runxl.output.document.slides.ruler import Ruler
from runxl.output.document.slides.runs import as_point, say, write

_FOOTER_SIZE = 11.0


def draw(deck: Manuscript, out: Path, mall: Path | None) -> None:
    """Writes the pages of a deck. A place to fill has no slide: a deck is shown to those who cannot fill it."""
    presentation = layouts.from_template(mall) if mall else own()
    _Drawing(presentation, deck).draw()
    content = io.BytesIO()  # a full disk must not leave python-pptx's own file open
    presentation.save(content)
    out.write_bytes(content.getvalue())


@dataclass(slots=True)
class _Drawing:
    presentation: Any
    deck: Manuscript

    def draw(self) -> None:
        ruler = Ruler(layouts.theme_font(self.presentation))
        self._front(ruler)
        layout = layouts.plain_layout(self.presentation)
        left, top, width, height = layouts.bounds(self.presentation, layout)
        title = layouts.title_of(layout)
        room = Room(width, height, Emu(title.width).pt, Emu(title.height).pt, layouts.title_size(layout))
        pages = (one for one in self.deck.blocks if isinstance(one, SlidePage))
        for slide in slides(pages, room, ruler):
            _OneSlide(self.presentation.slides.add_slide(layout), slide, (left, top, width, height), ruler).draw(
                self.deck
            )
        self._properties()

    def _front(self, ruler: Ruler) -> None:
        slide = self.presentation.slides.add_slide(layouts.front_layout(self.presentation))
        said = ["\n".join(filter(None, (self.deck.subtitle, self.deck.facts.line)))]
        for one in list(slide.placeholders):
            if one == slide.shapes.title:
                continue
            if said and one.placeholder_format.type in (PP_PLACEHOLDER.SUBTITLE, PP_PLACEHOLDER.BODY):
                say(one.text_frame, said.pop())
            else:
                _remove(one)
        title = slide.shapes.title
        width, height = Emu(title.width).pt - 15, Emu(title.height).pt - 8
        text = " – ".join(
            [self.deck.title, *(one.replace("\n", " – ") for one in said)]
        )  # a template without a subtitle
        size = layouts.title_size(slide.slide_layout)
        say(title.text_frame, text)
        while size > _SMALLEST_TITLE and ruler.height(text, width, size, bold=True) > height:
            size -= 2
            title.text_frame.paragraphs[0].runs[0].font.size = Pt(size)

    def _properties(self) -> None:
        about = self.presentation.core_properties
        facts, author = self.deck.facts, self.deck.author
        told = {"title": f"{self.deck.title} – {self.deck.subtitle}", "subject": self.deck.subtitle}
        told |= {"author": facts.by or author, "last_modified_by": author}
        for name, said in {**told, "identifier": facts.dnr, "version": facts.version}.items():
            setattr(about, name, as_property(said))
        about.language, about.keywords, about.comments = LANGUAGE, "måluppfyllelse", ""
        about.created = about.modified = dt.datetime.now(dt.UTC).replace(tzinfo=None, microsecond=0)
        about.revision = 1


_SMALLEST_TITLE = 16


@dataclass(slots=True)
class _OneSlide:
    """A slide being drawn in its room: left, top, width, height."""

    drawn: Any
    slide: Slide
    room: tuple[float, float, float, float]
    ruler: Ruler

    def draw(self, deck: Manuscript) -> None:
        title = self.drawn.shapes.title
        say(title.text_frame, self.slide.title, self.slide.title_size)
        for one in list(self.drawn.placeholders):
            if one.placeholder_format.type not in (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE):
                _remove(one)
        left, top, width, height = self.room
        if self.slide.verdicts:
            add_verdicts(self.drawn, self.slide.verdicts, (left, top, width), self.ruler)
            top, height = top + STRIP, height - STRIP
        self._sentences(left, top, Room(width, self.slide.spoken or height))
        for place, placed in enumerate(self.slide.placed, 1):
            add_table(self.drawn, placed, (left, top, width), f"Tabell {place}")
        self._footer(deck)
        if self.slide.notes:
            self._notes()

    def _sentences(self, left: float, top: float, area: Room) -> None:
        chart = self.slide.chart
        if self.slide.sentences:
            width = sentence_width(area, beside=chart is not None)
            box = self.drawn.shapes.add_textbox(*(Pt(one) for one in (left, top, width, area.height)))
            box.name = "Text"
            frame = box.text_frame
            frame.word_wrap, frame.auto_size = True, MSO_AUTO_SIZE.NONE
            frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
            for place, text in enumerate(self.slide.sentences):
                paragraph = frame.paragraphs[0] if not place else frame.add_paragraph()
                if text.startswith(POINT):
                    as_point(paragraph, self.slide.size)
                write(paragraph, text.removeprefix(POINT), self.slide.size)
                paragraph.space_after = Pt(self.ruler.line(self.slide.size) * SPACE_AFTER)
        if chart:
            start = sentence_width(area, beside=True) + 24 if self.slide.sentences else 0.0
            frame = add_chart(self.drawn, chart, (left + start, top, area.width - start, area.height))
            frame.name = "Diagram"
            describe(frame, chart.about)

    def _footer(self, deck: Manuscript) -> None:
        """The footer and the slide's number, where the layout has them."""
        for one in self.drawn.slide_layout.placeholders:
            kind = one.placeholder_format.type
            if kind not in (PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER):
                continue
            element = copy.deepcopy(one._element)  # noqa: SLF001 - python-pptx does not copy these to a slide
            self.drawn.shapes._spTree.append(element)  # noqa: SLF001 - as above
            shape = self.drawn.shapes[-1]
            element.nvSpPr.cNvPr.set("id", str(max(one.shape_id for one in self.drawn.shapes) + 1))
            if kind == PP_PLACEHOLDER.FOOTER:
                say(shape.text_frame, self._fitting(deck, Emu(shape.width).pt - 16), _FOOTER_SIZE)
                shape.text_frame.paragraphs[0].runs[0].font.name = "+mn-lt"  # LibreOffice does not inherit it

    def _fitting(self, deck: Manuscript, width: float) -> str:
        """As much of the deck's name as the footer has room for."""
        whole = f"{deck.title} · {deck.subtitle}"
        said = (f"{whole} · {deck.facts.dnr}", whole, deck.subtitle) if deck.facts.dnr else (whole, deck.subtitle)
        fits = (text for text in said if self.ruler.width(text, _FOOTER_SIZE) <= width)
        return next(fits, self.ruler.shortened(deck.subtitle, width, _FOOTER_SIZE, 1))

    def _notes(self) -> None:
        frame = self.drawn.notes_slide.notes_text_frame
        if frame is None:
            return
        for place, text in enumerate(self.slide.notes):
            write(frame.paragraphs[0] if not place else frame.add_paragraph(), text)


def _remove(shape: Any) -> None:
    shape._element.getparent().remove(shape._element)  # noqa: SLF001 - python-pptx removes no shapes
