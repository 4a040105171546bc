"""Each rule sees the fault that it is for: a sound file is damaged in one place, and one rule says so."""

from __future__ import annotations

import re

import pytest

import runxl
from tests.office import docx, package, pptx, xlsx
from tests.office.package import Package

SHEET = r"xl/worksheets/sheet\d+\.xml"
TABLE = r"xl/tables/table\d+\.xml"
LONG = "x" * 300

IN_WORKBOOKS = [
    ("xl/workbook.xml", r'<sheet name="Mål"', '<sheet name="Delmål"', "två blad heter likadant"),
    ("xl/workbook.xml", r'<sheet name="Mål"', '<sheet name="M[å]l"', "inget namn på ett blad"),
    ("xl/workbook.xml", r'<sheet name="Mål"', f'<sheet name="{LONG}"', "inget namn på ett blad"),
    ("xl/workbook.xml", r'<sheet name="Mål"', '<sheet name="History"', "Excels eget namn"),
    ("xl/workbook.xml", r'sheetId="2"', 'sheetId="1"', "två blad har samma nummer"),
    ("xl/workbook.xml", r"<workbookView ", '<workbookView activeTab="99" ', "ska visas först"),
    ("xl/workbook.xml", r'<definedName name="(?!_xlnm)[^"]*"', '<definedName name="A1"', "A1 är inget namn"),
    ("xl/workbook.xml", r"(<definedName [^>]*>)[^<]+<", r"\1#REF!<", "pekar fel"),
    ("xl/workbook.xml", r"(<definedName [^>]*>)[^<]+<", r"\1Borta!$A$1<", "pekar fel"),
    ("xl/styles.xml", r'<cellXfs count="\d+"', '<cellXfs count="1"', "stilarna säger 1 cellXfs"),
    ("xl/styles.xml", r'(<cellXfs.*?)fontId="\d+"', r'\1fontId="999"', "pekar på fontId 999"),
    ("xl/styles.xml", r'(<cellXfs.*?)numFmtId="\d+"', r'\1numFmtId="999"', "pekar på talformatet 999"),
    ("xl/sharedStrings.xml", r"<t>[^<]+</t>", f"<t>{'x' * 32_768}</t>", "längre än Excel tar"),
    (SHEET, r'(<c r="[A-Z]+\d+" )s="\d+"', r'\1s="9999"', "har en stil som inte finns"),
    (SHEET, r't="s"><v>\d+<', 't="s"><v>99999<', "pekar på en text som inte finns"),
    (SHEET, r'<c r="A1"', '<c r="B1"', "står fel på rad 1"),
    (SHEET, r'<row r="2"', '<row r="1"', "rad 1 står fel"),
    (SHEET, r'<row r="2"', '<row r="2" ht="500"', "är för hög"),
    (SHEET, r'<c r="A1"[^>]*>', '<c r="A1" t="b">', "inte är av slaget b"),
    (SHEET, r'<c r="A1"[^>]*><v>\d+</v>', '<c r="A1"><v>NaN</v>', "inte är av slaget n"),
    (SHEET, r'<c r="A1"[^>]*>', '<c r="A1" t="inlineStr">', "säger fel om sin text"),
    (SHEET, r'<c r="A1"[^>]*>', '<c r="A1"><f>=1+1</f>', "formel som Excel inte läser"),
    (SHEET, r'<c r="A1"[^>]*>', '<c r="A1"><f>Borta!A1</f>', "räknar med ett blad som inte finns"),
    (SHEET, r'<c r="A1"[^>]*><v>\d+</v>', '<c r="A1" t="inlineStr"><is><t> x</t></is>', "förlorar sina blanksteg"),
    (SHEET, r"<sheetData>", '<pageMargins left="1"/><sheetData>', "i fel ordning"),
    (SHEET, r'<col min="1"', '<col min="3"', "står fel eller är för breda"),
    (SHEET, r'activeCell="[A-Z]+\d+"', 'activeCell="Z99"', "den aktiva cellen"),
    (
        SHEET,
        r"<pageMargins(?=.*<tableParts)",
        '<mergeCells count="1"><mergeCell ref="A1:B1"/></mergeCells><pageMargins',
        "tabell",
    ),
    (SHEET, r'promptTitle="[^"]*"', f'promptTitle="{LONG}"', "promptTitle är för lång"),
    (SHEET, r"<formula1>[^<]*<", f"<formula1>&quot;{LONG}&quot;<", "listan är för lång"),
    (SHEET, r"<formula1>[^<]*<", "<formula1>Borta!$A$1<", "går inte att läsa"),
    (SHEET, r'(<dataValidation .*?)sqref="[^"]*"', r'\1sqref=""', "gäller ingenstans"),
    (SHEET, r'dataValidations count="\d+"', 'dataValidations count="999"', "dataValidations är fler eller färre"),
    (SHEET, r'dxfId="\d+"', 'dxfId="999"', "ser ut som inget som finns"),
    (SHEET, r'priority="2"', 'priority="1"', "samma plats i ordningen"),
    (SHEET, r"<formula>[^<]*</formula>", "<formula></formula>", "saknar sitt villkor"),
    (
        SHEET,
        r'<hyperlink ref="[^"]*" location="[^"]*"',
        '<hyperlink ref="A1" location="Borta!A1"',
        "leder till ett blad",
    ),
    (SHEET, r"<oddFooter>[^<]*<", f"<oddFooter>{LONG}<", "går inte att läsa"),
    (SHEET, r"<oddFooter>[^<]*<", "<oddFooter>&amp;R&amp;9920:a<", "för stora bokstäver"),
    (TABLE, r'(<table [^>]*)ref="([A-Z]+\d+):([A-Z]+)\d+"', r'\1ref="\2:\g<3>1"', "har ingen rad"),
    (TABLE, r'<tableColumn id="1" name="[^"]*"', '<tableColumn id="1" name="Annat"', "har kolumnen Annat"),
    (TABLE, r'<tableColumn id="2"', '<tableColumn id="1"', "två kolumner med samma id"),
    (TABLE, r'tableColumns count="\d+"', 'tableColumns count="99"', "fler eller färre kolumner"),
    (TABLE, r'displayName="[^"]*"', 'displayName="A1"', "inget namn som Excel tar"),
    (TABLE, r'(<autoFilter [^>]*)ref="[^"]*"', r'\1ref="A1:B2"', "filtrerar"),
    (TABLE, r'(<table [^>]*)id="\d+"', r'\1id="2"', "samma nummer som en annan"),
    (r"xl/charts/chart\d+\.xml", r'axId val="\d+"', 'axId val="-5"', "inget tal utan tecken"),
    (r"xl/charts/chart\d+\.xml", r'crossAx val="\d+"', 'crossAx val="5"', "korsar en som inte finns"),
    (r"xl/charts/chart\d+\.xml", r"<c:f>[^<]*<", "<c:f>Borta!$A$1<", "ett blad som inte finns"),
    (r"xl/charts/chart\d+\.xml", r'ptCount val="\d+"', 'ptCount val="0"', "fler än det säger"),
]

IN_PACKAGES = [
    (r"\[Content_Types\]\.xml", r'PartName="/xl/styles.xml"', 'PartName="/xl/borta.xml"', "finns inte"),
    (r"xl/_rels/workbook\.xml\.rels", r'Target="styles.xml"', 'Target="borta.xml"', "som inte finns"),
    (r"xl/_rels/workbook\.xml\.rels", r'Id="rId2"', 'Id="rId1"', "två relationer har samma id"),
    ("xl/workbook.xml", r'r:id="rId1"', 'r:id="rId999"', "relationen rId999"),
    ("docProps/core.xml", r"(<dcterms:created[^>]*>)[^<]*<", r"\1igår<", "är ingen tid"),
    ("xl/workbook.xml", r"<workbook ", '<workbook xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" mc:Ignorable="zz" ', "mc:Ignorable"),
]  # fmt: skip


@pytest.fixture(scope="module")
def workbook(tmp_path_factory: pytest.TempPathFactory) -> Package:
    return Package(runxl.new(tmp_path_factory.mktemp("regler") / "plan.xlsx", example=True))


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Package]:
    folder = tmp_path_factory.mktemp("regler")
    path = runxl.new(folder / "plan.xlsx", example=True)
    return {kind: Package(runxl.report(path, folder / f"rapport.{kind}").file) for kind in ("docx", "pptx")}


def damaged(sound: Package, part: str, old: str, new: str) -> Package:
    """The first part of that name in which the old text stands, with the new one there instead."""
    for name, data in sorted(sound.parts.items()):
        if re.fullmatch(part, name) and re.search(old, data.decode(errors="replace"), re.DOTALL):
            return sound.changed(name, re.sub(old, new, data.decode(), count=1, flags=re.DOTALL).encode())
    raise AssertionError(f"{old} står inte i någon {part}")


@pytest.mark.parametrize(("part", "old", "new", "words"), IN_WORKBOOKS)
def test_a_workbook_that_excel_would_repair_is_seen(
    workbook: Package, part: str, old: str, new: str, words: str
) -> None:
    assert any(words in one for one in xlsx.faults(damaged(workbook, part, old, new)))


@pytest.mark.parametrize(("part", "old", "new", "words"), IN_PACKAGES)
def test_a_package_that_does_not_hang_together_is_seen(
    workbook: Package, part: str, old: str, new: str, words: str
) -> None:
    assert any(words in one for one in package.faults(damaged(workbook, part, old, new)))


def test_a_part_that_nobody_asks_for_is_seen(workbook: Package) -> None:
    assert "xl/extra.xml: ingen del leder dit" in [*package.faults(workbook.changed("xl/extra.xml", b"<a/>"))]


@pytest.mark.parametrize(
    ("part", "old", "new", "words"),
    [
        ("word/settings.xml", r'w:val="15"', 'w:val="14"', "kompatibilitetsläge"),
        ("word/document.xml", r'<w:pStyle w:val="[^"]*"', '<w:pStyle w:val="Borta"', "formatmallen Borta"),
        ("word/document.xml", r"<w:gridCol [^>]*/>", "", "inte så bred som sin tabell"),
        ("word/document.xml", r'w:fldCharType="end"', 'w:fldCharType="separate"', "slutar aldrig"),
        ("word/document.xml", r'<w:t xml:space="preserve">', "<w:t> ", "blanksteg går förlorade"),
    ],
)
def test_a_document_that_word_would_complain_of_is_seen(
    papers: dict[str, Package], part: str, old: str, new: str, words: str
) -> None:
    assert any(words in one for one in docx.faults(damaged(papers["docx"], part, old, new)))


@pytest.mark.parametrize(
    ("part", "old", "new", "words"),
    [
        ("ppt/presentation.xml", r'<p:sldId id="\d+"', '<p:sldId id="1"', "ett nummer som är någon annans"),
        (r"ppt/slides/slide\d+\.xml", r'(<p:cNvPr id=")\d+(".*?<p:cNvPr id=")\d+"', r'\g<1>7\g<2>7"', "två former"),
        (r"ppt/slides/slide\d+\.xml", r"<a:gridCol [^>]*/?>(?:.*?</a:gridCol>)?", "", "inte så bred som sin tabell"),
        (r"ppt/charts/chart\d+\.xml", r'axId val="\d+"', 'axId val="-5"', "inget tal utan tecken"),
    ],
)
def test_a_deck_that_powerpoint_would_repair_is_seen(
    papers: dict[str, Package], part: str, old: str, new: str, words: str
) -> None:
    assert any(words in one for one in pptx.faults(damaged(papers["pptx"], part, old, new)))
