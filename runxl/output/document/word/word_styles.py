"""The report's styles: all of them in a document of ours, only those that are missing in the user's own template."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from runxl.contract import look
from runxl.output.document.word.elements import element

BODY, TITLE, SUBTITLE, CAPTION = "Normal", "Title", "Subtitle", "Caption"
BULLET, NUMBER = "List Bullet", "List Number"
CONTENTS_TITLE, LABEL, QUIET, VERDICT, TO_FILL = "Innehåll", "Etikett", "Underlag", "Bedömning", "Skriv här"
CELL, CELL_HEADER, CELL_NOTE = "Tabelltext", "Tabellhuvud", "Tabellnot"
LEVELS = 8
CONTENTS_LEVELS = 4
LANGUAGE = "sv-SE"


@dataclass(frozen=True, slots=True)
class Style:
    """Sizes and distances in points."""

    size: float
    bold: bool = False
    italic: bool = False
    colour: str = "#000000"
    before: float = 0
    after: float = 0
    line: float = 1.0
    based_on: str = BODY
    builtin: bool = True
    with_next: bool = False
    ground: str = ""
    indent: float = 0


_DARK = look.HEADER_GROUND
_STYLES: Mapping[str, Style] = {
    BODY: Style(10.5, after=6, line=1.12, based_on=""),
    TITLE: Style(28, bold=True, colour=_DARK, before=36, after=4),
    SUBTITLE: Style(14, colour=look.MUTED_TEXT, after=28),
    "Heading 1": Style(20, bold=True, colour=_DARK, before=24, after=8, with_next=True),
    "Heading 2": Style(15, bold=True, colour=_DARK, before=18, after=6, with_next=True),
    "Heading 3": Style(13, bold=True, colour=_DARK, before=14, after=4, with_next=True),
    "Heading 4": Style(11.5, bold=True, colour=_DARK, before=14, after=4, with_next=True),
    "Heading 5": Style(10.5, bold=True, colour=look.UNIT_HEADER_GROUND, before=12, after=3, with_next=True),
    "Heading 6": Style(10.5, italic=True, colour=look.UNIT_HEADER_GROUND, before=10, after=3, with_next=True),
    "Heading 7": Style(10.5, colour=_DARK, before=8, after=2, with_next=True),
    "Heading 8": Style(10.5, italic=True, colour=_DARK, before=8, after=2, with_next=True),
    CAPTION: Style(9, bold=True, colour=look.MUTED_TEXT, before=10, after=3, with_next=True),
    BULLET: Style(10.5, after=3, line=1.12),
    NUMBER: Style(10.5, after=3, line=1.12),
    **{
        f"toc {level}": Style(10.5, bold=level == 1, before=4 if level == 1 else 0, after=1, indent=12 * (level - 1))
        for level in range(1, CONTENTS_LEVELS + 1)
    },
    CONTENTS_TITLE: Style(15, bold=True, colour=_DARK, after=6, builtin=False, with_next=True),
    LABEL: Style(10.5, bold=True, before=4, after=2, builtin=False, with_next=True),
    VERDICT: Style(10.5, bold=True, after=6, builtin=False, with_next=True),
    QUIET: Style(9, colour=look.MUTED_TEXT, after=6, builtin=False),
    TO_FILL: Style(10.5, colour=look.DOUBT.text, after=6, builtin=False, ground=look.DOUBT.ground),
    CELL: Style(9, builtin=False),
    CELL_HEADER: Style(9, bold=True, builtin=False, with_next=True),
    CELL_NOTE: Style(8, colour=look.MUTED_TEXT, based_on=CELL, builtin=False),
}


def prepare(document: Any, *, own_template: bool) -> None:
    """Every style that the report uses. In the user's own template what is there already stays as it is."""
    there = _names(document)
    for name, style in _STYLES.items():
        exists = name.casefold() in there
        if exists and own_template:
            continue
        made = document.styles[name] if exists else _new(document, name, style)
        _dress(document, made, name, style)
        if not own_template:
            _font_name(made)
    _language(document)


def _names(document: Any) -> frozenset[str]:
    """The styles of paragraphs by the names that stand in the file: python-docx itself would warn and guess."""
    from docx.enum.style import WD_STYLE_TYPE

    return frozenset(one.name.casefold() for one in document.styles if one.type == WD_STYLE_TYPE.PARAGRAPH)


def _new(document: Any, name: str, style: Style) -> Any:
    from docx.enum.style import WD_STYLE_TYPE

    made = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=style.builtin)
    made.quick_style = True
    made.hidden = False
    return made


def _dress(document: Any, made: Any, name: str, style: Style) -> None:
    from docx.shared import Pt, RGBColor

    _bare(made)
    if style.based_on and name != style.based_on:
        made.base_style = document.styles[style.based_on]
    font, paragraph = made.font, made.paragraph_format
    font.size, font.bold, font.italic = Pt(style.size), style.bold, style.italic
    font.color.rgb = RGBColor.from_string(style.colour[1:])
    paragraph.space_before, paragraph.space_after = Pt(style.before), Pt(style.after)
    paragraph.line_spacing, paragraph.keep_with_next = style.line, style.with_next
    paragraph.widow_control = True
    if style.indent:
        paragraph.left_indent = Pt(style.indent)
    if name in (BULLET, NUMBER):
        paragraph.left_indent, paragraph.first_line_indent = Pt(18), Pt(-18)
    properties = made.element.get_or_add_pPr()
    if style.ground:
        shade = element("shd", val="clear", color="auto", fill=style.ground[1:])
        properties.insert_element_before(shade, *_AFTER_SHADE)
    if name.startswith("Heading "):
        level = element("outlineLvl", val=int(name[-1]) - 1)
        properties.insert_element_before(level, "w:divId", "w:cnfStyle", "w:rPr", "w:sectPr")


def _bare(made: Any) -> None:
    """Without what it looked like before; the points of a list stay points."""
    properties = made.element.get_or_add_pPr()
    for old in [one for one in properties if not one.tag.endswith("}numPr")]:
        properties.remove(old)
    properties = made.element.get_or_add_rPr()
    for old in list(properties):
        properties.remove(old)


def _font_name(made: Any) -> None:
    """By name for all kinds of letters, in place of the theme's fonts. A template's own font is left to it."""
    fonts = element("rFonts", ascii=look.FONT, hAnsi=look.FONT, cs=look.FONT, eastAsia=look.FONT)
    made.element.get_or_add_rPr().insert(0, fonts)


_AFTER_SHADE = (
    "w:tabs", "w:suppressAutoHyphens", "w:kinsoku", "w:wordWrap", "w:overflowPunct", "w:topLinePunct", "w:autoSpaceDE",
    "w:autoSpaceDN", "w:bidi", "w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind", "w:contextualSpacing",
    "w:mirrorIndents", "w:suppressOverlap", "w:jc", "w:textDirection", "w:textAlignment", "w:textboxTightWrap",
    "w:outlineLvl", "w:divId", "w:cnfStyle", "w:rPr", "w:sectPr",
)  # fmt: skip
"""Word wants a paragraph's properties in their order."""


def _language(document: Any) -> None:
    """Swedish for all text, so that it is read aloud and spelt as such."""
    from docx.oxml.ns import qn

    properties = document.styles[BODY].element.get_or_add_rPr()
    if properties.find(qn("w:lang")) is None:
        properties.append(element("lang", val=LANGUAGE))
    for part in (document.styles.element, document.settings.element):
        for name in ("w:lang", "w:themeFontLang"):
            for old in part.iter(qn(name)):
                old.set(qn("w:val"), LANGUAGE)
