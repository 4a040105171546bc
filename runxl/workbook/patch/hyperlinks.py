"""The links of a sheet part: those that lead within the workbook are replaced, those that lead out of it stay."""

from __future__ import annotations

import re
from collections.abc import Iterable

from runxl.excel import MOST_LINKS
from runxl.opc.tags import after_last, attributes, escaped, tag
from runxl.workbook.edits import Link
from runxl.workbook.patch.sheet_part import SheetPart

_BEFORE = (
    "sheetData", "sheetCalcPr", "sheetProtection", "protectedRanges", "scenarios", "autoFilter", "sortState",
    "dataConsolidate", "customSheetViews", "mergeCells", "phoneticPr", "conditionalFormatting", "dataValidations",
)  # fmt: skip
"""What stands before `hyperlinks` in a sheet."""


def replace_links(sheet: SheetPart, links: Iterable[Link]) -> bytes:
    """The sheet with these internal links and no other. Expects `sheet.data` to hold its final cells."""
    head, tail, p = sheet.data[: sheet.tail], sheet.data[sheet.tail :], sheet.prefix
    element = re.compile(
        tag(p, "hyperlinks").pattern + rb"(?:(?<=/>)|.*?</" + re.escape(p) + rb"hyperlinks\s*>)", re.DOTALL
    )
    old = element.search(tail)
    kept = [link for link in _empty_elements(p, old[0]) if not _is_internal(link)] if old else []
    new = [_xml(p, link) for link in links]
    inner = b"".join((kept + new)[:MOST_LINKS])
    block = b"<%shyperlinks>%s</%shyperlinks>" % (p, inner, p) if inner else b""
    start, end = old.span() if old else (after_last(tail, p, _BEFORE),) * 2
    return head + tail[:start] + block + tail[end:]


def _empty_elements(prefix: bytes, block: bytes) -> list[bytes]:
    """The links in a block, each as an element without content."""
    return [found.removesuffix(b"/>").removesuffix(b">") + b"/>" for found in tag(prefix, "hyperlink").findall(block)]


def _is_internal(link: bytes) -> bool:
    """Without a relationship (`r:id`) a link leads within the workbook."""
    return not any(name.endswith(":id") for name in attributes(link))


def _xml(prefix: bytes, link: Link) -> bytes:
    p = prefix.decode()
    return f'<{p}hyperlink ref="{link.cell}" location="{escaped(link.target)}"/>'.encode()
