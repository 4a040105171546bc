"""A template whose headings of the first two levels are numbered, as the published documents have them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

_LOOK = 77
_LEVELS = 2


def numbered(path: Path, first: int = 1) -> Path:
    """`first`: the number of the first chapter."""
    document: Any = docx.Document()
    numbering = document.part.numbering_part.element
    numbering.insert(0, parse_xml(_look(first)))
    numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="{_LOOK}"><w:abstractNumId w:val="{_LOOK}"/></w:num>'))
    for level in range(_LEVELS):
        properties = document.styles[f"Heading {level + 1}"].element.get_or_add_pPr()
        properties.append(
            parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{_LOOK}"/></w:numPr>')
        )
    document.save(str(path))
    return path


def _look(first: int) -> str:
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="{1 if level else first}"/><w:numFmt w:val="decimal"/>'
        f'<w:pStyle w:val="Heading{level + 1}"/><w:lvlText w:val="{".".join(f"%{one}" for one in range(1, level + 2))}"/>'
        '<w:lvlJc w:val="left"/></w:lvl>'
        for level in range(_LEVELS)
    )
    kind = '<w:multiLevelType w:val="multilevel"/>'
    return f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{_LOOK}">{kind}{levels}</w:abstractNum>'
