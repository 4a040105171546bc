"""The list of contents: a field that Word works out, or lines that know their pages whatever program shows them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from runxl.output.document.word.elements import element, field, field_end, field_start


class Entry(NamedTuple):
    """A heading; `made` is its paragraph."""

    level: int
    text: str
    made: Any


def as_field(lines: Sequence[Any], deepest: int) -> Sequence[Any]:
    """Pages are known first when Word has set the text: until then the contents is a list of the headings."""
    for place, begins in enumerate(field_start(f'TOC \\o "1-{deepest}" \\h \\z \\u', dirty=True)):
        lines[0].insert(1 + place, begins)
    lines[-1].append(field_end())
    return lines


def as_links(lines: Sequence[Any], entries: Sequence[Entry], width: int) -> Sequence[Any]:
    """Each leads to its heading and tells its page: for a program that sets the text and leaves such fields alone."""
    for number, (line, entry) in enumerate(zip(lines, entries, strict=True)):
        name = f"_Toc{number}"
        entry.made.insert(1, element("bookmarkStart", id=number, name=name))
        entry.made.append(element("bookmarkEnd", id=number))
        stop = element("tab", val="right", leader="dot", pos=width)
        line.pPr.append(element("tabs", stop))
        text = [one for one in line if one is not line.pPr]
        page = field(f"PAGEREF {name} \\h", "")
        line.append(element("hyperlink", *text, element("r", element("tab")), *page, anchor=name, history=1))
    return lines
