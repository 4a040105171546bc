"""Texts put into shapes: plain runs in Swedish."""

from __future__ import annotations

from typing import Any

from pptx.enum.lang import MSO_LANGUAGE_ID
from pptx.oxml.xmlchemy import OxmlElement
from pptx.util import Pt


def say(frame: Any, text: str, size: float | None = None) -> None:
    """One paragraph and nothing else; line breaks become spaces."""
    frame.clear()
    write(frame.paragraphs[0], " ".join(text.split("\n")), size)


def write(paragraph: Any, text: str, size: float | None = None) -> Any:
    """A run at the end of a paragraph. Without a size it inherits one."""
    run = paragraph.add_run()
    run.text = text
    run.font.language_id = MSO_LANGUAGE_ID.SWEDISH
    if size is not None:
        run.font.size = Pt(size)
    return run


def as_point(paragraph: Any, size: float) -> None:
    """A real point of a list: the sign hangs before the text."""
    properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001 - python-pptx has no words for points
    indent = Pt(size * 0.9)
    properties.set("marL", str(int(indent)))
    properties.set("indent", str(-int(indent)))
    for tag, attribute, value in (("a:buFont", "typeface", "Arial"), ("a:buChar", "char", "•")):
        made = OxmlElement(tag)
        made.set(attribute, value)
        properties.append(made)
