"""Pages in tests: what they say, in order, and what the document in Word says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import docx
import lxml.html
from docx.oxml.ns import qn

import runxl
from tests.output.workbooks import change, without_outline

KINDS = (
    ("vasterbotten", "Underlag"),
    ("vasterbotten", "Nämndplan"),
    ("vasterbotten", "DÅ 2"),
    ("vasterbotten", "Årsrapport"),
    ("norrbotten", "Nämndplan"),
    ("norrbotten", "DÅ 1"),
    ("norrbotten", "Årsrapport"),
)
"""Both styrmodeller, every kind of document."""


def example(folder: Path, styrmodell: str = "vasterbotten", period: str = "") -> Path:
    """A region's example, in another period if one is given."""
    path = runxl.new(folder / f"{styrmodell} {period}.xlsx", example=True, styrmodell=styrmodell)
    if period:
        table = runxl.read(path).tables["installningar"]
        names = table.columns["installning"].values
        row = next(row for row, name in zip(table.rows, names, strict=True) if name == "Period")
        change(path, "Inställningar", **{f"B{row}": period})
        without_outline(path)
    return path


def page(path: Path) -> Path:
    return runxl.report(path, path.with_suffix(".html"), replace=True).file


def parsed(path: Path) -> Any:
    return lxml.html.fromstring(path.read_text(encoding="utf-8"))


def one(root: Any, xpath: str) -> Any:
    (found,) = root.xpath(xpath)
    return found


def said(element: Any) -> str:
    """All that stands in an element, on one line."""
    return flat(" ".join(element.xpath(".//text()[not(ancestor::script or ancestor::style)]")))


def flat(text: str) -> str:
    return " ".join(text.replace("\N{SOFT HYPHEN}", "").split())


def in_word(path: Path) -> tuple[list[str], list[str]]:
    """The paragraphs of a document in Word in their order, and the lines of its contents."""
    body: list[str] = []
    contents: list[str] = []
    document: Any = docx.Document(str(path))
    styles = {style.style_id: style.name for style in document.styles}
    for line in document.element.body.iter(qn("w:p")):
        style = line.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        name = styles.get(style.get(qn("w:val")), "") if style is not None else ""
        text = flat("".join(_word(node) for node in line.iter(qn("w:t"), qn("w:br"))))
        if text:
            (contents if name.startswith("toc ") or name == "Innehåll" else body).append(text)
    return body, contents


def _word(node: Any) -> str:
    return node.text or "" if node.tag == qn("w:t") else " "


def out_of_order(texts: Iterable[str], whole: str) -> Iterator[str]:
    """Those of the texts that do not stand in the whole after the one before."""
    at = 0
    for text in texts:
        found = whole.find(text, at)
        if found < 0:
            yield text
        else:
            at = found + len(text)
