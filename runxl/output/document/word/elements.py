"""Word's own elements, the few that python-docx has no words for. Text is always set as text."""

from __future__ import annotations

from functools import cache
from typing import Any


def element(tag: str, *children: Any, **attributes: object) -> Any:
    """`element("tcW", w=120, type="dxa")` → `<w:tcW w:w="120" w:type="dxa"/>`."""
    from docx.oxml import OxmlElement

    made: Any = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(_qualified(f"w:{name}"), str(value))
    for child in children:
        made.append(child)
    return made


@cache
def _qualified(name: str) -> str:
    """A name with its namespace: a few, asked for a thousand times each."""
    from docx.oxml.ns import qn

    return str(qn(name))


def run(text: str, *properties: Any) -> Any:
    """A run of text; its line breaks become Word's."""
    made = element("r")
    if properties:
        made.append(element("rPr", *properties))
    for place, line in enumerate(text.split("\n") if text else ()):
        if place:
            made.append(element("br"))
        told = element("t")
        told.set(_qualified("xml:space"), "preserve")
        told.text = line
        made.append(told)
    return made


def field(instruction: str, shown: str) -> list[Any]:
    """A field as runs: what it is, and what it shows until Word has worked it out."""
    return [*field_start(instruction), run(shown), field_end()]


def field_start(instruction: str, *, dirty: bool = False) -> list[Any]:
    begin = element("fldChar", fldCharType="begin", **({"dirty": "true"} if dirty else {}))
    told = element("instrText")
    told.text = f" {instruction} "
    return [element("r", begin), element("r", told), element("r", element("fldChar", fldCharType="separate"))]


def field_end() -> Any:
    return element("r", element("fldChar", fldCharType="end"))
