"""Samples: sheets whose cells stand where no cell should, or nowhere, or twice."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.onda.book import INDIKATORER, MAL, Entry, replaced, rows, whole, with_entries, with_parts
from tests.onda.sample import Sample
from tests.workbook.packages import sheet, text

END = "</sheetData>"


def _more(cells: str, part: str = MAL) -> Callable[[Path], Path]:
    """Rows after the last one."""
    return lambda folder: with_parts(folder, {part: replaced(part, END, cells + END)})


def _around(before: str = "", after: str = "") -> Callable[[Path], Path]:
    return lambda folder: with_parts(folder, {MAL: sheet(rows("mal"), before=before, after=after)})


def _swapped(old: str, new: str, part: str = MAL) -> Callable[[Path], Path]:
    return lambda folder: with_parts(folder, {part: replaced(part, old, new)})


def _cell(address: str) -> str:
    return f'<row r="{"".join(filter(str.isdigit, address))}"><c r="{address}"><v>1</v></c></row>'


def _stored(make: Callable[[], str], part: str = MAL) -> Callable[[Path], Path]:
    """A large sheet, stored, so that neither ratio nor packing takes time."""

    def write(folder: Path) -> Path:
        before, end, after = str(whole()[part]).partition(END)
        return with_entries(folder, Entry(part, (before + make() + end + after).encode(), method=0))

    return write


def _column(letter: str, count: int, cell: str) -> Callable[[], str]:
    return lambda: "".join(f'<row r="{n}"><c r="{letter}{n}"{cell}</row>' for n in range(3, count + 3))


def _scattered(folder: Path) -> Path:
    """In each of many sheets as much as one may have, so that all together are too much."""
    names = [name for name in whole() if name.startswith("xl/worksheets/")]
    corner = '<row r="9000"><c r="CZ9000"><v>1</v></c></row>'
    parts = {name: str(whole()[name]).replace(END, corner + END) for name in names}
    return with_parts(folder, parts)


def _styles(folder: Path) -> Path:
    """All show percent, and the cells use them all."""
    styles = str(whole()["xl/styles.xml"]).replace("</cellXfs>", '<xf numFmtId="9"/>' * 64_000 + "</cellXfs>")
    cells = "".join(f'<row r="{n}"><c r="Z{n}" s="{n}"><v>1</v></c></row>' for n in range(4, 64_000, 2))
    return with_parts(folder, {"xl/styles.xml": styles, INDIKATORER: replaced(INDIKATORER, END, cells + END)})


MERGE = '<mergeCells count="1"><mergeCell ref="{}"/></mergeCells>'
LINK = '<hyperlinks><hyperlink ref="A1:XFD1048576" location="Start!A1"/></hyperlinks>'
SAMPLES = [
    Sample("två hörn", lambda folder: with_parts(folder, {MAL: sheet(_cell("A1") + _cell("XFD1048576"))}), found=("RX012", "RX026"), lost=("RX021",)),
    *(Sample(f"långt bort: {address}", _more(_cell(address)), found=("RX026",), said=address) for address in ("XFD1048576", "A1048576", "AAA3", "B50000")),
    *(Sample(f"utanför rutnätet: {address}", _more(_cell(address)), found=("RX024",), lost=("RX021",), said="utanför Excels gränser") for address in ("XFE3", "A1048577", "ZZZZ3")),
    *(Sample(f"adress som inte finns: {address}", _more(_cell(address)), found=("RX024",), lost=("RX021",), said="adress") for address in ("AAAAAAAA3", "A99999999", "A4294967296", "A18446744073709551617")),
    Sample("adresser i små bokstäver", _swapped('r="A2"', 'r="a2"')),
    Sample("delad text inom mellanslag", _more(f'<row r="3">{text("A3", "2")}<c r="B3" t="s"><v> 0 </v></c></row>'), found=("RX307",)),
    Sample("rad noll", _more(_cell("A0")), found=("RX024",), lost=("RX021",)),
    Sample("adress utan rad", _more('<row r="3"><c r="A"><v>1</v></c></row>'), found=("RX024",), lost=("RX021",)),
    Sample("adress med tomrum", _more('<row r="3"><c r=" A 3 "><v>1</v></c></row>'), found=("RX024",), lost=("RX021",)),
    Sample("negativ rad", _more('<row r="-3"><c r="A-3"><v>1</v></c></row>'), found=("RX024",), lost=("RX021",)),
    Sample("absolut adress", _more('<row r="3"><c r="$A$3"><v>1</v></c></row>'), found=("RX024",), lost=("RX021",)),
    Sample("rader i oordning", _more(f'<row r="9">{text("B9", "Nio")}{text("A9", "9")}</row><row r="5">{text("A5", "5")}{text("B5", "Fem")}</row>'), found=("RX307", "RX307")),
    Sample("samma cell två gånger", _more(f'<row r="3">{text("A3", "2")}{text("B3", "Ett")}{text("B3", "Två")}</row>'), found=("RX024",), lost=("RX021",), said="samma adress"),
    Sample("samma rad två gånger", _more(f'<row r="2">{text("A2", "1")}{text("B2", "Ett annat")}</row>'), found=("RX024",), lost=("RX021",), said="samma adress"),
    Sample("cell i cell", _swapped('<c r="B2"', '<c r="C2"><v>1</v><c r="B2"'), found=("RX024",), lost=("RX021",)),
    Sample("adress som motsäger sin rad", _more('<row r="3"><c r="ZZ1048576"><v>1</v></c></row>'), found=("RX026",)),
    *(Sample(f"dimension {ref}", _around(before=f'<dimension ref="{ref}"/>')) for ref in ("A1", "A1:B1", "A1:XFD1048576", "XFD1048576", "skräp", "")),
    Sample("utspritt i alla blad", _scattered, code="RX006", said="tillsammans"),
    Sample("utspritt i ett blad", _more("".join(_cell(f"ZA{n}") for n in (9_000, 18_000, 27_000))), found=("RX024",), lost=("RX021",), said="för många rader"),
    Sample("sammanslaget överallt", _around(after=MERGE.format("A1:XFD1048576")), found=("RX023",)),
    Sample("sammanslaget med skräp", _around(after=MERGE.format("A99999999999:ZZZZZZ9"))),
    Sample("hundra tusen sammanslagningar", lambda folder: with_parts(folder, {MAL: sheet(rows("mal"), after=f'<mergeCells>{"".join(f"<mergeCell ref={chr(34)}D{n}:E{n}{chr(34)}/>" for n in range(50, 100_050))}</mergeCells>')})),
    Sample("länk över allt", _around(after=LINK)),
    Sample("länk till webben", _around(after='<hyperlinks><hyperlink ref="B2" r:id="rId1" xmlns:r="x"/></hyperlinks>')),
    Sample("en miljon tomma formaterade rader", _stored(lambda: "".join(f'<row r="{n}" s="1" customFormat="1"/>' for n in range(3, 1_000_003))), lang=True),
    Sample("en miljon tomma formaterade celler", _stored(_column("A", 1_000_000, ' s="1"/>')), lang=True),
    Sample("en miljon ifyllda rader", _stored(_column("A", 1_000_000, "><v>1</v></c>")), found=("RX024",), lost=("RX021",), said="för många rader"),
    Sample("en halv miljon felvärden", _stored(_column("A", 500_001, ' t="e"><v>#N/A</v></c>')), found=("RX024",), lost=("RX021",), lang=True),
    Sample("fler än fem miljoner celler", _stored(lambda: '<row r="3">' + '<c r="A3"></c>' * 5_000_001 + "</row>"), found=("RX024",), lost=("RX021",)),
    Sample("två hundra tusen celler utan slut", _more('<row r="3">' + '<c r="A3" t="e">' * 200_000 + "</row>"), found=("RX024",), lost=("RX021",)),
    Sample("celler utan slut och ett slut sist", _more('<row r="3">' + '<c r="A3" t="e">' * 200_000 + "</c></row>"), found=("RX024",), lost=("RX021",)),
    Sample("felmärken utan ände i en text", _stored(lambda: '<row r="3"><c r="B3" t="inlineStr"><is><t>' + ' t="e"' * 1_000_000 + "</t></is></c></row>"), found=("RX101", "RX126")),
    Sample("värden utan ände i en felcell", _stored(lambda: '<row r="3"><c r="B3" t="e">' + "<v " * 1_000_000 + "</c></row>"), found=("RX101", "RX104")),
    Sample("formler utan ände", _stored(lambda: '<row r="3"><c r="B3" t="e">' + "<f " * 300_000 + "</c></row>"), found=("RX101", "RX104")),
    Sample("rader utan ände", _stored(lambda: "<row " * 1_000_000 + 'hidden="1"'), found=("RX024",), lost=("RX021",)),
    Sample("64 000 format", _styles),
    Sample("format som inte finns", _swapped('<c r="B2"', '<c r="B2" s="99999"')),
    Sample("format som är negativt", _swapped('<c r="B2"', '<c r="B2" s="-1"'), found=("RX024",), lost=("RX021",), said="inte går att tolka"),
    *(Sample(f"delad text nummer {index}", _more(f'<row r="3">{text("A3", "2")}<c r="B3" t="s"><v>{index}</v></c></row>'), found=("RX024",), lost=("RX021",)) for index in ("-1", "1", "99999999999")),
    *(Sample(f"delad text nummer {index}", _more(f'<row r="3">{text("A3", "2")}<c r="B3" t="s"><v>{index}</v></c></row>'), found=("RX307",)) for index in ("x", "0.5")),
    Sample("celltyp som inte finns", _more('<row r="3"><c r="A3" t="zz"><v>1</v></c></row>'), found=("RX024",), lost=("RX021",)),
    Sample("40 000 tecken", _more(f'<row r="3">{text("A3", "2")}{text("B3", "a" * 40_000)}</row>'), found=("RX126", "RX307")),
    Sample("32 767 tecken", _more(f'<row r="3">{text("A3", "2")}{text("B3", "a" * 32_767)}</row>'), found=("RX307",)),
    Sample("_x0000_", _more(f'<row r="3">{text("A3", "2")}{text("B3", "Ett_x0000_mål")}</row>'), found=("RX307",)),
    Sample("_x000D_ och _x005F_", _more(f'<row r="3">{text("A3", "2")}{text("B3", "Ett_x000D_mål_x005F_x0000_")}</row>'), found=("RX307",)),
]  # fmt: skip
