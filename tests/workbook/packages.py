"""Workbooks made part by part, for what no program would write, and findings told apart from those that every such book gives."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import openpyxl

from runxl.contract.load import contract
from runxl.findings import Finding
from runxl.workbook.read import read
from runxl.workbook.tables import Raw, Workbook

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
HEADER = [column.title for column in contract().tables["mal"].columns]

STYLES = f"""<styleSheet xmlns="{MAIN}"><numFmts count="3"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/>
<numFmt numFmtId="165" formatCode="0.0&quot; % av alla&quot;"/><numFmt numFmtId="166" formatCode="0.0\\ %"/></numFmts>
<cellStyleXfs count="1"><xf numFmtId="9"/></cellStyleXfs>
<cellXfs count="6"><xf numFmtId="0"/><xf numFmtId="9"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/><xf numFmtId="22"/></cellXfs>
<dxfs count="2"><dxf><numFmt numFmtId="166" formatCode="0.0"/></dxf><dxf><numFmt numFmtId="165" formatCode="0\\ %"/></dxf></dxfs>
</styleSheet>"""
"""Styles 1 and 4 show percent, 2 a date, 5 a date with time; 3 only has a percent sign in a text.

The conditional formats' numbers are their own: they say nothing of the cells' formats with the same numbers.
"""


def text(address: str, value: str) -> str:
    return f'<c r="{address}" t="inlineStr"><is><t xml:space="preserve">{value}</t></is></c>'


def header(row: int = 1) -> str:
    """The headers of the sheet Mål."""
    cells = "".join(text(f"{chr(65 + index)}{row}", title) for index, title in enumerate(HEADER))
    return f'<row r="{row}">{cells}</row>'


def sheet(rows: str, *, before: str = "", after: str = "") -> str:
    return f'<worksheet xmlns="{MAIN}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'


def parts_with(mal: str | bytes, properties: str = "", styles: str = STYLES) -> dict[str, str | bytes]:
    """The parts of a workbook whose only sheet is Mål."""
    return {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": _relations(("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{properties}<sheets>'
        '<sheet name="Mål" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _relations(
            ("worksheet", "worksheets/sheet1.xml"), ("styles", "styles.xml"), ("sharedStrings", "sharedStrings.xml")
        ),
        "xl/styles.xml": styles,
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}"><si><t>delad</t></si>'
        '<si><r><t xml:space="preserve">rik </t></r><r><rPr><b/></rPr><t>text</t></r></si></sst>',
        "xl/worksheets/sheet1.xml": mal,
    }


def _relations(*targets: tuple[str, str]) -> str:
    said = "".join(
        f'<Relationship Id="rId{number}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{RELATIONS}">{said}</Relationships>'


def packed(parts: Mapping[str, str | bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            info = zipfile.ZipInfo()
            info.filename = name  # as it is: of ZipInfo(name) Windows turns the backslashes
            package.writestr(info, content, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def read_parts(folder: Path, parts: Mapping[str, str | bytes], name: str = "plan.xlsx") -> Workbook:
    path = folder / name
    path.write_bytes(packed(parts))
    return read(path)


def read_rows(folder: Path, rows: str, properties: str = "") -> Workbook:
    """A workbook whose sheet Mål has its headers in row 1 and these rows below."""
    return read_parts(folder, parts_with(sheet(header() + rows), properties))


def read_sheets(folder: Path, sheets: Mapping[str, Sequence[Sequence[Raw]]]) -> Workbook:
    """A workbook written by openpyxl, each sheet from A1."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        page = book.create_sheet(title)
        for row in rows:
            page.append(list(row))
    path = folder / "plan.xlsx"
    book.save(path)
    return read(path)


def about(book: Workbook, title: str = "Mål") -> list[Finding]:
    """The findings on one sheet; the missing other sheets and tables are not what these tests are about."""
    return [found for found in book.findings if found.sheet == title and found.code != "RX021"]


def codes(book: Workbook, title: str = "Mål") -> list[str]:
    return [found.code for found in about(book, title)]


def column(book: Workbook, name: str) -> list[Raw]:
    return book.tables["mal"].values(name)
