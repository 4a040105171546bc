"""A workbook with everything that loading and saving would lose, written part by part by hand."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path

from tests.by_title import sheet_part

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.microsoft.com/office"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'
_NAMESPACES = (
    f'xmlns="{_MAIN}" xmlns:r="{_REL}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    f'mc:Ignorable="x14ac xr" xmlns:x14ac="http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac" '
    f'xmlns:xr="http://schemas.microsoft.com/office/spreadsheetml/2014/revision"'
)

_ROWS = """<row r="1" spans="1:8" x14ac:dyDescent="0.25"><c r="A1" s="1" t="s"><v>0</v></c><c r="B1" s="1" t="s"><v>1</v></c>\
<c r="C1" s="1" t="s"><v>2</v></c><c r="D1" s="1" t="s"><v>3</v></c></row>
<row r="2" spans="1:8" x14ac:dyDescent="0.25"><c r="A2" t="s"><v>4</v></c><c r="B2"><v>75.8</v></c><c r="C2" s="2"/>\
<c r="D2" s="2" t="str"><v>Helt</v></c><c r="F2"><f>B2*2</f><v>151.6</v></c><c r="G2"><f t="array" ref="G2:G4">B2:B4*3</f><v>227.4</v></c></row>
<row r="3" spans="1:8" ht="30" customHeight="1" x14ac:dyDescent="0.25"><c r="A3" t="s"><v>5</v></c><c r="B3"><v>77.8</v></c>\
<c r="D3" s="2"/><c r="F3"><f t="shared" ref="F3:F4" si="0">B3*2</f><v>155.6</v></c><c r="G3"><v>233.4</v></c></row>
<row r="4" s="3" customFormat="1"><c r="A4" s="3" t="inlineStr"><is><t xml:space="preserve"> tredje </t></is></c>\
<c r="F4" s="3"><f t="shared" si="0"/><v>0</v></c></row>
<row r="6"><c r="B6" s="4"><v>45000</v></c><c r="D6" t="e"><v>#DIV/0!</v></c></row>
<row r="9"><c r="A9" t="s"><v>6</v></c></row>
"""

_SHEET = f"""{_HEAD}<worksheet {_NAMESPACES} xr:uid="{{00000000-0001-0000-0000-000000000000}}"><sheetPr codeName="Blad1"/>\
<dimension ref="A1:G9"/><sheetViews><sheetView tabSelected="1" workbookViewId="0"/></sheetViews>\
<sheetFormatPr defaultRowHeight="15" x14ac:dyDescent="0.25"/>\
<cols><col min="1" max="1" width="12"/><col min="2" max="3" width="20" style="2" customWidth="1"/></cols>\
<sheetData>{_ROWS}</sheetData><sheetProtection sheet="1"/><mergeCells count="1"><mergeCell ref="A9:C9"/></mergeCells>\
<conditionalFormatting sqref="D2:D9"><cfRule type="expression" dxfId="0" priority="1"><formula>D2="Helt"</formula>\
<extLst><ext uri="{{B025F937-C7B1-47D3-B67F-A62EFF666E3E}}" xmlns:x14="{_OFFICE}/spreadsheetml/2009/9/main"><x14:id>{{A}}</x14:id></ext></extLst>\
</cfRule></conditionalFormatting>\
<dataValidations count="1"><dataValidation type="list" allowBlank="1" promptTitle="a>b" sqref="C2:C9"><formula1>Listor!$A$1:$A$4</formula1></dataValidation></dataValidations>\
<hyperlinks><hyperlink ref="A2" r:id="rId3" display="ut > ur"/><hyperlink ref="A3" location="Listor!A1" display="inom"/></hyperlinks>\
<pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" header="0.3" footer="0.3"/><pageSetup paperSize="9" r:id="rId1"/>\
<drawing r:id="rId2"/><legacyDrawing r:id="rId5"/><tableParts count="1"><tablePart r:id="rId4"/></tableParts>\
<extLst><ext uri="{{05C60535-1F16-4fd2-B633-F4F36F0B64E0}}" xmlns:x14="{_OFFICE}/spreadsheetml/2009/9/main">\
<x14:sparklineGroups xmlns:xm="{_OFFICE}/excel/2006/main"><x14:sparklineGroup><x14:sparklines><x14:sparkline>\
<xm:f>Mål!B2:B4</xm:f><xm:sqref>H2</xm:sqref></x14:sparkline></x14:sparklines></x14:sparklineGroup></x14:sparklineGroups></ext>\
<ext uri="{{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}}" xmlns:x14="{_OFFICE}/spreadsheetml/2009/9/main">\
<x14:dataValidations count="1" xmlns:xm="{_OFFICE}/excel/2006/main"><x14:dataValidation type="list"><x14:formula1><xm:f>Listor!$A$1:$A$4</xm:f>\
</x14:formula1><xm:sqref>D2:D9</xm:sqref></x14:dataValidation></x14:dataValidations></ext></extLst></worksheet>"""

_LISTS = f"""{_HEAD}<worksheet {_NAMESPACES}><dimension ref="A1:A3"/><sheetData>\
<row r="1"><c r="A1" t="s"><v>7</v></c></row><row r="2"><c r="A2" t="s"><v>8</v></c></row><row r="3"><c r="A3"><v>1</v></c></row></sheetData>\
<pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" header="0.3" footer="0.3"/>\
<tableParts count="1"><tablePart r:id="rId1"/></tableParts></worksheet>"""

_SHARED = ("Nr", "Utfall", "Enhet", "Status", "3.2", "3.10", "Sammanfogad", "Lista", "a")
_BLOB = bytes(range(256)) * 9


def _relations(*rows: tuple[str, str, str]) -> str:
    """Relationships as (id, kind or whole type, target)."""
    items = "".join(
        f'<Relationship Id="{number}" Type="{kind if "://" in kind else f"{_REL}/{kind}"}" Target="{target}"'
        + (' TargetMode="External"/>' if target.startswith("http") else "/>")
        for number, kind, target in rows
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{items}</Relationships>'


def _types(parts: Mapping[str, str]) -> str:
    defaults = {
        "rels": "application/vnd.openxmlformats-package.relationships+xml",
        "xml": "application/xml",
        "png": "image/png",
    }
    defaults |= {"bin": "application/vnd.openxmlformats-officedocument.spreadsheetml.printerSettings"}
    defaults |= {"vml": "application/vnd.openxmlformats-officedocument.vmlDrawing"}
    inner = "".join(f'<Default Extension="{name}" ContentType="{kind}"/>' for name, kind in defaults.items())
    inner += "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in parts.items())
    return f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">{inner}</Types>'


def _table(number: int, name: str, ref: str, columns: tuple[str, ...]) -> str:
    inner = "".join(f'<tableColumn id="{i}" name="{column}"/>' for i, column in enumerate(columns, 1))
    return (
        f'{_HEAD}<table xmlns="{_MAIN}" id="{number}" name="{name}" displayName="{name}" ref="{ref}" totalsRowShown="0">'
        f'<autoFilter ref="{ref}"/><tableColumns count="{len(columns)}">{inner}</tableColumns>'
        '<tableStyleInfo name="TableStyleMedium2" showRowStripes="1"/></table>'
    )


_OPENXML = "application/vnd.openxmlformats-officedocument"
_TYPES = {
    "xl/workbook.xml": "application/vnd.ms-excel.sheet.macroEnabled.main+xml",
    "xl/worksheets/sheet1.xml": f"{_OPENXML}.spreadsheetml.worksheet+xml",
    "xl/worksheets/sheet2.xml": f"{_OPENXML}.spreadsheetml.worksheet+xml",
    "xl/styles.xml": f"{_OPENXML}.spreadsheetml.styles+xml",
    "xl/sharedStrings.xml": f"{_OPENXML}.spreadsheetml.sharedStrings+xml",
    "xl/calcChain.xml": f"{_OPENXML}.spreadsheetml.calcChain+xml",
    "xl/tables/table1.xml": f"{_OPENXML}.spreadsheetml.table+xml",
    "xl/tables/table2.xml": f"{_OPENXML}.spreadsheetml.table+xml",
    "xl/drawings/drawing1.xml": f"{_OPENXML}.drawing+xml",
    "xl/comments1.xml": f"{_OPENXML}.spreadsheetml.comments+xml",
    "xl/threadedComments/threadedComment1.xml": "application/vnd.ms-excel.threadedcomments+xml",
    "xl/persons/person.xml": "application/vnd.ms-excel.person+xml",
    "xl/slicers/slicer1.xml": "application/vnd.ms-excel.slicer+xml",
    "xl/slicerCaches/slicerCache1.xml": "application/vnd.ms-excel.slicerCache+xml",
    "xl/vbaProject.bin": "application/vnd.ms-office.vbaProject",
    "customXml/itemProps1.xml": f"{_OPENXML}.customXmlProperties+xml",
    "docMetadata/LabelInfo.xml": "application/vnd.ms-office.classificationlabels+xml",
}

_WORKBOOK = f"""{_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_REL}"><workbookPr codeName="ThisWorkbook" defaultThemeVersion="124226"/>\
<bookViews><workbookView/></bookViews><sheets><sheet name="Mål" sheetId="1" r:id="rId1"/><sheet name="Listor" sheetId="2" r:id="rId2"/></sheets>\
<definedNames><definedName name="Statusar">Listor!$A:$A</definedName></definedNames><calcPr calcId="191029"/></workbook>"""

_STYLES = f"""{_HEAD}<styleSheet xmlns="{_MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>\
<font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill>\
<fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>\
<cellXfs count="5"><xf/><xf fontId="1" applyFont="1"/><xf><alignment wrapText="1"/></xf><xf fontId="1"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs>\
<dxfs count="1"><dxf><font><b/></font></dxf></dxfs></styleSheet>"""

_DRAWING = f"""{_HEAD}<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" \
xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><xdr:twoCellAnchor><xdr:from><xdr:col>8</xdr:col><xdr:colOff>0</xdr:colOff>\
<xdr:row>1</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:to><xdr:col>10</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>4</xdr:row>\
<xdr:rowOff>0</xdr:rowOff></xdr:to><xdr:sp macro="" textlink=""><xdr:nvSpPr><xdr:cNvPr id="2" name="Textruta 1"/><xdr:cNvSpPr txBox="1"/></xdr:nvSpPr>\
<xdr:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="1" cy="1"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></xdr:spPr>\
<xdr:txBody><a:bodyPr/><a:p><a:r><a:t>Läs detta först</a:t></a:r></a:p></xdr:txBody></xdr:sp><xdr:clientData/></xdr:twoCellAnchor></xdr:wsDr>"""


def parts() -> dict[str, bytes]:
    """Every part by name, in the order of the package."""
    shared = "".join(f"<si><t>{text}</t></si>" for text in _SHARED)
    texts = {
        "[Content_Types].xml": _types(_TYPES),
        "_rels/.rels": _relations(
            ("rId1", "officeDocument", "xl/workbook.xml"),
            ("rId2", f"{_OFFICE}/2020/02/relationships/classificationlabels", "docMetadata/LabelInfo.xml"),
        ),
        "xl/workbook.xml": _WORKBOOK,
        "xl/_rels/workbook.xml.rels": _relations(
            ("rId1", "worksheet", "worksheets/sheet1.xml"),
            ("rId2", "worksheet", "/xl/worksheets/sheet2.xml"),
            ("rId3", "styles", "styles.xml"),
            ("rId4", "sharedStrings", "sharedStrings.xml"),
            ("rId5", "calcChain", "calcChain.xml"),
            ("rId6", f"{_OFFICE}/2006/relationships/vbaProject", "vbaProject.bin"),
            ("rId7", f"{_OFFICE}/2017/10/relationships/person", "persons/person.xml"),
            ("rId8", f"{_OFFICE}/2007/relationships/slicerCache", "slicerCaches/slicerCache1.xml"),
            ("rId9", "customXml", "../customXml/item1.xml"),
        ),
        "xl/worksheets/sheet1.xml": _SHEET,
        "xl/worksheets/_rels/sheet1.xml.rels": _relations(
            ("rId1", "printerSettings", "../printerSettings/printerSettings1.bin"),
            ("rId2", "drawing", "../drawings/drawing1.xml"),
            ("rId3", "hyperlink", "https://example.org/"),
            ("rId4", "table", "../tables/table1.xml"),
            ("rId5", "vmlDrawing", "../drawings/vmlDrawing1.vml"),
            ("rId6", "comments", "../comments1.xml"),
            ("rId7", f"{_OFFICE}/2017/10/relationships/threadedComment", "../threadedComments/threadedComment1.xml"),
            ("rId8", f"{_OFFICE}/2007/relationships/slicer", "../slicers/slicer1.xml"),
        ),
        "xl/worksheets/sheet2.xml": _LISTS,
        "xl/worksheets/_rels/sheet2.xml.rels": _relations(("rId1", "table", "../tables/table2.xml")),
        "xl/tables/table1.xml": _table(1, "tblMal", "A1:D4", _SHARED[:4]),
        "xl/tables/table2.xml": _table(2, "tblLista", "A1:A3", ("Lista",)),
        "xl/styles.xml": _STYLES,
        "xl/sharedStrings.xml": f'{_HEAD}<sst xmlns="{_MAIN}" count="9" uniqueCount="9">{shared}</sst>',
        "xl/calcChain.xml": f'{_HEAD}<calcChain xmlns="{_MAIN}"><c r="F2" i="1"/><c r="F3" i="1"/><c r="F4" i="1"/><c r="G2" i="1"/></calcChain>',
        "xl/drawings/drawing1.xml": _DRAWING,
        "xl/drawings/vmlDrawing1.vml": '<xml xmlns:v="urn:schemas-microsoft-com:vml"><v:shape id="knapp" type="#_x0000_t201"/></xml>',
        "xl/comments1.xml": f'{_HEAD}<comments xmlns="{_MAIN}"><authors><author>tc={{1}}</author></authors><commentList>'
        '<comment ref="B2" authorId="0" shapeId="0"><text><t>[Trådad kommentar]</t></text></comment></commentList></comments>',
        "xl/threadedComments/threadedComment1.xml": f'{_HEAD}<ThreadedComments xmlns="{_OFFICE}/spreadsheetml/2018/threadedcomments">'
        '<threadedComment ref="B2" dT="2024-09-01T10:00:00.00" personId="{2}" id="{1}"><text>Stämmer det?</text></threadedComment></ThreadedComments>',
        "xl/persons/person.xml": f'{_HEAD}<personList xmlns="{_OFFICE}/spreadsheetml/2018/threadedcomments">'
        '<person displayName="Anna Berg" id="{2}" userId="anna" providerId="None"/></personList>',
        "xl/slicers/slicer1.xml": f'{_HEAD}<slicers xmlns="{_OFFICE}/spreadsheetml/2009/9/main"><slicer name="Status" cache="Status" rowHeight="1"/></slicers>',
        "xl/slicerCaches/slicerCache1.xml": f'{_HEAD}<slicerCacheDefinition xmlns="{_OFFICE}/spreadsheetml/2009/9/main" name="Status" sourceName="Status"/>',
        "customXml/item1.xml": "<dokument><diarienummer>RUN 123-2024</diarienummer></dokument>",
        "customXml/itemProps1.xml": f'{_HEAD}<ds:datastoreItem ds:itemID="{{3}}" xmlns:ds="{_OPENXML}/2006/customXml"/>',
        "docMetadata/LabelInfo.xml": '<clbl:labelList xmlns:clbl="http://schemas.microsoft.com/office/2020/mipLabelMetadata"><clbl:label id="{4}" enabled="1"/></clbl:labelList>',
    }
    blobs = {
        "xl/printerSettings/printerSettings1.bin": _BLOB,
        "xl/media/image1.png": b"\x89PNG\r\n\x1a\n" + _BLOB,
        "xl/vbaProject.bin": b"\xcc\x61" + _BLOB,
    }
    return {name: text.encode() for name, text in texts.items()} | blobs


def write(path: Path, changed: Mapping[str, bytes | None] | None = None) -> Path:
    """The workbook in a file, with some parts changed, added or (None) left out."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in (parts() | dict(changed or {})).items():
            if content is not None:
                method = zipfile.ZIP_STORED if name.endswith(".png") else zipfile.ZIP_DEFLATED
                archive.writestr(zipfile.ZipInfo(name, (2024, 9, 1, 10, 0, 0)), content, method)
    return path


def raw_parts(path: Path) -> dict[str, bytes]:
    """Every part as its stored bytes: header, name, compressed content."""
    data = path.read_bytes()
    with zipfile.ZipFile(path) as archive:
        infos = sorted(archive.infolist(), key=lambda info: info.header_offset)
        ends = [*(info.header_offset for info in infos[1:]), archive.start_dir]
        return {info.filename: data[info.header_offset : end] for info, end in zip(infos, ends, strict=True)}


def decorate(path: Path) -> Path:
    """Adds all that to a workbook of ours: its own parts stay, the sheet DECORATED refers to the new ones."""
    new, sheet = parts(), sheet_part(path, DECORATED)
    with zipfile.ZipFile(path) as archive:
        own = {name: archive.read(name) for name in archive.namelist()}
    extra = {name: data for name, data in new.items() if name.startswith(_ADDED)}
    renamed = {name.replace("drawing1", "drawing99"): data for name, data in extra.items()}
    kinds = {name.replace("drawing1", "drawing99"): kind for name, kind in _TYPES.items() if name.startswith(_ADDED)}
    own["[Content_Types].xml"] = _with(own["[Content_Types].xml"], "</Types>", _inner(_types(kinds), "Types"))
    own["xl/_rels/workbook.xml.rels"] = _with(own["xl/_rels/workbook.xml.rels"], "</Relationships>", _BOOK_RELATIONS)
    own["_rels/.rels"] = _with(own["_rels/.rels"], "</Relationships>", _LABEL_RELATION)
    rels = sheet.replace("worksheets/", "worksheets/_rels/") + ".rels"
    own[rels] = _with(own[rels], "</Relationships>", _SHEET_RELATIONS)
    ending = _SHEET[_SHEET.index('<extLst><ext uri="{05C6') :].removesuffix("</worksheet>")
    own[sheet] = _with(own[sheet], "<tableParts", '<drawing r:id="x1"/><legacyDrawing r:id="x2"/>')
    own[sheet] = _with(own[sheet], "</worksheet>", ending)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in (own | renamed).items():
            archive.writestr(name, data)
    return path


DECORATED = "Mål"
_ADDED = (
    "xl/drawings/drawing1", "xl/drawings/vml", "xl/comments1", "xl/threadedComments", "xl/persons", "xl/slicer", "customXml",
    "docMetadata", "xl/printerSettings", "xl/media/", "xl/vbaProject",
)  # fmt: skip


def _inner(xml: str, element: str) -> str:
    """What stands inside the outermost element."""
    return xml[xml.index(">", xml.index(f"<{element}")) + 1 : xml.rindex(f"</{element}>")]


def _with(part: bytes, mark: str, text: str) -> bytes:
    """The part with a text before a mark, defaults that are already there left out."""
    known = part.decode()
    text = "".join(one for one in _elements(text) if not one.startswith("<Default") or one.split('"')[1] not in known)
    place = known.rindex(mark)
    return (known[:place] + text + known[place:]).encode()


def _elements(text: str) -> list[str]:
    """Content types one by one; anything else whole."""
    return [f"{one}/>" for one in text.split("/>") if one] if text.startswith("<Default") else [text]


_BOOK_RELATIONS = _inner(
    _relations(
        ("x6", f"{_OFFICE}/2006/relationships/vbaProject", "vbaProject.bin"),
        ("x7", f"{_OFFICE}/2017/10/relationships/person", "persons/person.xml"),
        ("x8", f"{_OFFICE}/2007/relationships/slicerCache", "slicerCaches/slicerCache1.xml"),
        ("x9", "customXml", "../customXml/item1.xml"),
    ),
    "Relationships",
)
_LABEL_RELATION = _inner(
    _relations(("x2", f"{_OFFICE}/2020/02/relationships/classificationlabels", "docMetadata/LabelInfo.xml")),
    "Relationships",
)
_SHEET_RELATIONS = _inner(
    _relations(
        ("x1", "drawing", "../drawings/drawing99.xml"),
        ("x2", "vmlDrawing", "../drawings/vmlDrawing1.vml"),
        ("x3", "printerSettings", "../printerSettings/printerSettings1.bin"),
        ("x6", "comments", "../comments1.xml"),
        ("x7", f"{_OFFICE}/2017/10/relationships/threadedComment", "../threadedComments/threadedComment1.xml"),
        ("x8", f"{_OFFICE}/2007/relationships/slicer", "../slicers/slicer1.xml"),
    ),
    "Relationships",
)
