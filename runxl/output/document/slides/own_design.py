"""Our own empty presentation: 16:9, calm, with the colours and the font of `look`."""

from __future__ import annotations

import re
from typing import Any

from pptx import Presentation
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt

from runxl.contract import look
from runxl.output.document.slides.draw_chart import LANGUAGE

_WIDE, _HIGH = 960.0, 540.0
"""16:9 in points."""

_EDGE = 40.0
_KEPT = {
    "Title Slide": "Rubrikbild",
    "Title and Content": "Rubrik och innehåll",
    "Title Only": "Endast rubrik",
    "Blank": "Tom",
}
_PROMPTS = {
    "Click to edit Master title style": "Klicka för att skriva en rubrik",
    "Click to edit Master subtitle style": "Klicka för att skriva en underrubrik",
    "Click to edit Master text styles": "Klicka för att skriva text",
    "Second level": "Nivå två",
    "Third level": "Nivå tre",
    "Fourth level": "Nivå fyra",
    "Fifth level": "Nivå fem",
}
_COLOURS = {
    "dk2": look.HEADER_GROUND,
    "lt2": look.RESULT_GROUND,
    "accent1": look.UNIT_HEADER_GROUND,
    "accent2": look.GOOD.solid,
    "accent3": look.DOUBT.solid,
    "accent4": look.BAD.solid,
    "accent5": look.QUIET.solid,
    "accent6": look.RESULT_HEADER_GROUND,
    "hlink": look.UNIT_HEADER_GROUND,
    "folHlink": look.HEADER_GROUND,
}


def own() -> Any:
    deck: Any = Presentation()
    deck.part._element.sldSz.attrib.pop("type", None)  # noqa: SLF001 - python-pptx keeps the old format's name
    deck.slide_width, deck.slide_height = Pt(_WIDE), Pt(_HIGH)
    for layout in list(deck.slide_layouts):
        if layout.name not in _KEPT:
            deck.slide_layouts.remove(layout)
        else:
            layout._element.cSld.set("name", _KEPT[layout.name])  # noqa: SLF001 - a layout's name cannot be set otherwise
    for part, kind in (
        (deck.part.package, RELATIONSHIP_TYPE.THUMBNAIL),
        (deck.part, RELATIONSHIP_TYPE.PRINTER_SETTINGS),
    ):
        for rel in [rel for rel in part._rels.values() if rel.reltype == kind]:  # noqa: SLF001 - of somebody else's deck
            part._rels.pop(rel.rId)  # noqa: SLF001 - as above
    _colour(deck)
    _arrange(deck)
    for root in (deck, deck.slide_master, *deck.slide_layouts):
        _translate(root)
    return deck


def _translate(root: Any) -> None:
    """Swedish for the proofing tools, and where the user is told to click."""
    for element in root._element.iter():  # noqa: SLF001 - python-pptx tells no default language
        if element.get("lang"):
            element.set("lang", LANGUAGE)
        if element.tag == qn("a:t"):
            element.text = _PROMPTS.get(element.text, element.text)


def _colour(deck: Any) -> None:
    theme = deck.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    xml = theme.blob.decode("utf-8").replace('<a:latin typeface="Calibri"/>', f'<a:latin typeface="{look.FONT}"/>')
    for name, colour in _COLOURS.items():
        value = f'<a:{name}><a:srgbClr val="{colour[1:]}"/></a:{name}>'
        xml = re.sub(f"<a:{name}>.*?</a:{name}>", value, xml, count=1, flags=re.DOTALL)
    theme._blob = xml.replace('name="Office Theme"', 'name="runxl"').encode("utf-8")  # noqa: SLF001 - a part read as bytes is set as bytes


def _arrange(deck: Any) -> None:
    master = deck.slide_master
    wide = _WIDE - 2 * _EDGE
    places = {
        PP_PLACEHOLDER.TITLE: (_EDGE, 24, wide, 64),
        PP_PLACEHOLDER.BODY: (_EDGE, 100, wide, 394),
        PP_PLACEHOLDER.DATE: (_WIDE / 2 - 80, 506, 160, 20),
        PP_PLACEHOLDER.FOOTER: (_EDGE, 506, 420, 20),
        PP_PLACEHOLDER.SLIDE_NUMBER: (_WIDE - _EDGE - 90, 506, 90, 20),
    }
    for one in master.placeholders:
        _put(one, *places[one.placeholder_format.type])
        one.text_frame.margin_left = one.text_frame.margin_right = 0  # as far out as the tables
        if one.placeholder_format.type == PP_PLACEHOLDER.FOOTER:
            one._element.txBody.find(qn("a:lstStyle"))[0].set("algn", "l")  # noqa: SLF001 - the layouts inherit it
    _styles(master._element.find(qn("p:txStyles")))  # noqa: SLF001 - as above
    _front(next(one for one in deck.slide_layouts if one.name == _KEPT["Title Slide"]))


def _styles(styles: Any) -> None:
    """What every title and text inherits."""
    title = styles.find(qn("p:titleStyle"))[0]
    title.set("algn", "l")
    letters = title.find(qn("a:defRPr"))
    letters.set("sz", "2600")
    letters.set("b", "1")
    letters.find(qn("a:solidFill"))[0].set("val", "tx2")
    for size, level in zip((2000, 1800, 1600, 1400, 1400), styles.find(qn("p:bodyStyle")), strict=False):
        level.find(qn("a:defRPr")).set("sz", str(size))


def _front(layout: Any) -> None:
    """White on the dark blue of the headers."""
    layout.background.fill.solid()
    layout.background.fill.fore_color.theme_color = MSO_THEME_COLOR.TEXT_2
    for one in layout.placeholders:
        kind = one.placeholder_format.type
        if kind in (PP_PLACEHOLDER.CENTER_TITLE, PP_PLACEHOLDER.SUBTITLE):
            main = kind == PP_PLACEHOLDER.CENTER_TITLE
            _put(one, 72, 150 if main else 312, _WIDE - 144, 150 if main else 90)
            _letters(one, 4000 if main else 2400, anchor="b" if main else "t", bold=main)
        else:
            one._element.getparent().remove(one._element)  # noqa: SLF001 - the front has no footer


def _letters(placeholder: Any, size: int, *, anchor: str, bold: bool) -> None:
    body = placeholder._element.txBody  # noqa: SLF001 - list styles have no other face
    body.find(qn("a:bodyPr")).set("anchor", anchor)
    letters = f'<a:defRPr sz="{size}" b="{int(bold)}"><a:solidFill><a:schemeClr val="bg1"/></a:solidFill></a:defRPr>'
    level = f'<a:lvl1pPr marL="0" indent="0" algn="l"><a:buNone/>{letters}</a:lvl1pPr>'
    style = parse_xml(f"<a:lstStyle {nsdecls('a')}>{level}</a:lstStyle>")
    body.replace(body.find(qn("a:lstStyle")), style)


def _put(shape: Any, left: float, top: float, width: float, height: float) -> None:
    shape.left, shape.top, shape.width, shape.height = Pt(left), Pt(top), Pt(width), Pt(height)
