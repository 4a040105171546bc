"""The user's own template as the base of a deck, and what any base says of its layouts."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.exc import PackageNotFoundError
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml.ns import qn
from pptx.util import Emu

from runxl.errors import RunxlError
from runxl.opc.file import content_of
from runxl.opc.package import CONTENT_TYPES, opened
from runxl.opc.refused import RefusedError
from runxl.opc.rewrite import rewritten

_TITLES = (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE)
_SMALL = (PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER)
_MAIN = "application/vnd.openxmlformats-officedocument.presentationml"


def from_template(path: Path) -> Any:
    """The user's own presentation or template, its slides removed."""
    deck = _opened(path)
    root = deck.part._element  # noqa: SLF001 - slides are removed from the list itself
    slides = [rel.rId for rel in deck.part.rels.values() if rel.reltype == RELATIONSHIP_TYPE.SLIDE]
    for one in (*root.findall(qn("p:custShowLst")), *root.findall(qn("p:extLst"))):
        root.remove(one)  # both may name the slides
    for one in list(root.sldIdLst) if root.sldIdLst is not None else ():
        root.sldIdLst.remove(one)
    for rel in slides:
        deck.part.rels.pop(rel)
    if not any(title_of(layout) is not None for layout in deck.slide_layouts):
        raise RunxlError(f"Mallen {path} har ingen bildlayout med en rubrik. Välj en annan mall.")
    return deck


def _opened(path: Path) -> Any:
    """python-pptx reads no .potx: the main part's type is changed on the way in."""
    try:
        package = opened(content_of(path)[0])
        types = package.parts[CONTENT_TYPES]
        if b"macroEnabled" in types or b"vbaProject" in types:
            raise RunxlError(f"Mallen {path} innehåller makron. Spara den som .potx eller .pptx först.")
        types = types.replace(f"{_MAIN}.template.main+xml".encode(), f"{_MAIN}.presentation.main+xml".encode())
        return Presentation(io.BytesIO(b"".join(rewritten(package, {CONTENT_TYPES: types}))))
    except (RefusedError, KeyError, ValueError, PackageNotFoundError) as error:
        raise RunxlError(
            f"Mallen {path} kan inte användas: den finns inte eller är ingen PowerPoint-fil. Välj en .pptx eller .potx."
        ) from error


def front_layout(deck: Any) -> Any:
    """The layout for the first slide: one with a large title, else one with a subtitle, else the ordinary one."""
    layouts = [layout for layout in deck.slide_layouts if title_of(layout) is not None]

    def rank(layout: Any) -> int:
        kinds = {one.placeholder_format.type for one in layout.placeholders}
        return -(2 * (PP_PLACEHOLDER.CENTER_TITLE in kinds) + (PP_PLACEHOLDER.SUBTITLE in kinds))

    best = min(layouts, key=rank)
    return best if rank(best) else plain_layout(deck)


def plain_layout(deck: Any) -> Any:
    """The layout with a title and as little else as possible."""
    layouts = [layout for layout in deck.slide_layouts if title_of(layout) is not None]

    def rank(layout: Any) -> tuple[bool, int]:
        kinds = [one.placeholder_format.type for one in layout.placeholders]
        return PP_PLACEHOLDER.TITLE not in kinds, sum(kind not in (*_TITLES, *_SMALL) for kind in kinds)

    return min(layouts, key=rank)


def title_of(layout: Any) -> Any:
    return next((one for one in layout.placeholders if one.placeholder_format.type in _TITLES), None)


def theme_font(deck: Any) -> str:
    """The font of the body text."""
    theme = deck.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME).blob.decode("utf-8", errors="replace")
    found = re.search(r'<a:minorFont>\s*<a:latin typeface="([^"]*)"', theme)
    return found[1] if found else ""


def title_size(layout: Any) -> float:
    """The size that a title inherits, in points: from its layout, its master, or the master's styles."""
    master = layout.slide_master
    styles = master._element.find(qn("p:txStyles"))  # noqa: SLF001 - python-pptx tells no inherited size
    places = [title_of(layout), *(one for one in master.placeholders if one.placeholder_format.type in _TITLES)]
    elements = [*(one._element for one in places), *([styles.find(qn("p:titleStyle"))] if styles is not None else [])]  # noqa: SLF001 - as above
    levels = (level for one in elements for level in one.iter(qn("a:lvl1pPr")))
    sizes = (letters.get("sz") for level in levels for letters in level.iterfind(qn("a:defRPr")))
    return int(next(filter(None, sizes), "4400")) / 100


def bounds(deck: Any, layout: Any) -> tuple[float, float, float, float]:
    """The room below the title and above the footer: left, top, width, height in points."""
    title = title_of(layout)
    wide, high = Emu(deck.slide_width).pt, Emu(deck.slide_height).pt
    left, top = Emu(title.left).pt, Emu(title.top + title.height).pt + 8
    below = [Emu(one.top).pt for one in layout.placeholders if one.placeholder_format.type in _SMALL]
    bottom = min([one for one in below if one > high * 0.7], default=high - 24) - 8
    if top > high * 0.45 or bottom - top < high * 0.4:
        top = high * 0.25  # the template's title is no heading above a text
    left = min(max(left, 24), wide * 0.1)
    return left, top, wide - 2 * left, bottom - top
