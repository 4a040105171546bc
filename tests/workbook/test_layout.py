"""Sheets, header rows, columns and rows are found where people have put them, and Excel's row numbers are kept."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.table import Table as ExcelTable

from runxl.contract.load import contract
from runxl.excel import column_letters
from runxl.workbook.layout import laid_out
from runxl.workbook.read import read
from runxl.workbook.tables import Raw, RawSheet, Workbook
from tests.workbook.packages import HEADER, about, column, read_sheets

HEADERS: list[Raw] = list(HEADER)


def mal(nr: str = "", namn: str = "", **more: Raw) -> list[Raw]:
    """A row of Mål; `more` by column name."""
    values: dict[str, Raw] = {"nr": nr or None, "mal": namn or None, **more}
    return [values.get(one.name) for one in contract().tables["mal"].columns]


ROWS = [mal("1", "Ett mål"), mal("2", "Ett till")]


def saved(folder: Path, book: openpyxl.Workbook) -> Workbook:
    book.save(folder / "plan.xlsx")
    return read(folder / "plan.xlsx")


def book_of(rows: list[list[Raw]], ref: str = "") -> openpyxl.Workbook:
    """A workbook with the sheet Mål alone, to be changed further; `ref` is the Excel table's range."""
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    page.title = "Mål"
    for row in rows:
        page.append(row)
    if ref:
        page.add_table(ExcelTable(displayName="tblMal", ref=ref))
    return book


def test_columns_stand_in_any_order(tmp_path: Path) -> None:
    """Values follow their headers, and cells name where they stand."""
    book = read_sheets(tmp_path, {"Mål": [row[::-1] for row in (HEADERS, *ROWS)]})
    assert column(book, "mal") == ["Ett mål", "Ett till"]
    assert book.tables["mal"].cell("nr", 1) == f"{column_letters(len(HEADERS))}3"
    assert about(book) == []


def test_a_header_row_that_has_moved_is_found(tmp_path: Path) -> None:
    """Four rows down and two columns right, with a heading above that is itself one of the headers."""
    above: list[list[Raw]] = [["Mål"], ["Uppföljning 2024", None, "Nr"], [], []]
    book = read_sheets(tmp_path, {"Mål": [*above, *([None, None, *row] for row in (HEADERS, *ROWS))]})
    found = book.tables["mal"]
    assert (found.header_row, found.rows) == (5, [6, 7])
    assert found.cell("mal", 0) == "D6"
    assert about(book) == []


@pytest.mark.parametrize(
    "written",
    [
        [unicodedata.normalize("NFD", title) for title in HEADER],
        [title.upper() for title in HEADER],
        [f"  {title.replace(' ', '  ')}\N{NO-BREAK SPACE}" for title in HEADER],
        [title.replace(" ", "\n") for title in HEADER],
    ],
)
def test_headers_are_the_same_however_they_are_typed(tmp_path: Path, written: list[Raw]) -> None:
    """Decomposed letters, capitals, stray spaces, line breaks in the cell."""
    book = read_sheets(tmp_path, {unicodedata.normalize("NFD", "MÅL "): [written, *ROWS]})
    assert about(book) == []
    assert column(book, "mal") == ["Ett mål", "Ett till"]


def test_blank_rows_are_left_out_and_counted(tmp_path: Path) -> None:
    """Rows of nothing, of blanks and of old results make no row, and the numbers after them are right."""
    book = read_sheets(
        tmp_path,
        {"Mål": [HEADERS, ROWS[0], [], mal(analys="  "), mal(beraknad_status="Helt", forklaring="Gammal."), ROWS[1]]},
    )
    assert book.tables["mal"].rows == [2, 6]
    assert about(book) == []


def test_any_input_makes_a_row(tmp_path: Path) -> None:
    book = read_sheets(tmp_path, {"Mål": [HEADERS, mal(analys="Nummer saknas")]})
    assert book.tables["mal"].rows == [2]


def test_hidden_rows_are_read_and_told_of(tmp_path: Path) -> None:
    """A filter hides rows without taking them away."""
    changed = book_of([HEADERS, *ROWS], "A1:L3")
    changed["Mål"].row_dimensions[3].hidden = True
    changed["Mål"].row_dimensions[9].hidden = True
    book = saved(tmp_path, changed)
    assert column(book, "nr") == ["1", "2"]
    assert [(found.code, found.cell, found.message[:5]) for found in about(book)] == [("RX022", "A3", "1 rad")]


def test_rows_below_the_excel_table_are_read_and_told_of(tmp_path: Path) -> None:
    """Once per sheet, at the first of them."""
    book = saved(tmp_path, book_of([HEADERS, *ROWS, mal("3", "Ett tredje"), mal("4", "Ett fjärde")], "A1:L3"))
    assert column(book, "nr") == ["1", "2", "3", "4"]
    assert [(found.code, found.cell) for found in about(book)] == [("RX020", "A4")]


@pytest.mark.parametrize("note", [["Källa: SCB"], [None, "Målen gäller till 2028"], ["Summa", None, None, 12]])
def test_a_note_below_the_excel_table_is_no_row(note: list[Raw], tmp_path: Path) -> None:
    """Nor is it dropped in silence. Pasted rows among the notes are read as ever."""
    pasted = mal("3", "Ett tredje")
    book = saved(tmp_path, book_of([HEADERS, *ROWS, [], note, [], pasted, note], "A1:L3"))
    assert (book.tables["mal"].rows, column(book, "nr")) == ([2, 3, 7], ["1", "2", "3"])
    told = [(found.code, found.severity, found.cell) for found in about(book)]
    assert told == [("RX031", "info", "A5"), ("RX020", "info", "A7"), ("RX031", "info", "A8")]


def test_what_may_be_a_row_that_lacks_something_is_a_row(tmp_path: Path) -> None:
    """In the Excel table, right below it, by its number, or where there is no Excel table to end."""
    note: list[Raw] = [None, "Ett mål utan nummer"]
    assert saved(tmp_path, book_of([HEADERS, *ROWS, note], "A1:L4")).tables["mal"].rows == [2, 3, 4]
    assert saved(tmp_path, book_of([HEADERS, *ROWS, note], "A1:L3")).tables["mal"].rows == [2, 3, 4]
    assert saved(tmp_path, book_of([HEADERS, *ROWS, [], note])).tables["mal"].rows == [2, 3, 5]
    for number in ("3", 3.0, "3.2-A1"):
        assert saved(tmp_path, book_of([HEADERS, *ROWS, [], [number]], "A1:L3")).tables["mal"].rows == [2, 3, 5]


def test_a_missing_excel_table_matters_only_where_there_are_rows(tmp_path: Path) -> None:
    """An empty sheet needs no table."""
    with_rows = saved(tmp_path, book_of([HEADERS, *ROWS]))
    assert [found.cell for found in with_rows.findings if found.code == "RX021"] == ["A1"]
    without = saved(tmp_path, book_of([HEADERS]))
    assert not [found for found in without.findings if found.code == "RX021"]


def test_merged_cells_among_the_data_are_told_of(tmp_path: Path) -> None:
    """Each range at its first cell; merged headings above and notes to the right are nobody's business."""
    changed = book_of([["Vår plan"], HEADERS, *ROWS], "A2:L4")
    for area in ("A1:L1", "C3:C4", "P3:P4"):
        changed["Mål"].merge_cells(area)
    assert [(found.code, found.cell) for found in about(saved(tmp_path, changed))] == [("RX023", "C3")]


def test_extra_columns_are_kept_by_name(tmp_path: Path) -> None:
    """Each is told of once, at its header."""
    rows = [["Egen anteckning", *HEADERS, 2024], *(["x", *row, 1] for row in ROWS)]
    book = read_sheets(tmp_path, {"Mål": rows})
    assert book.tables["mal"].extra == ("Egen anteckning", "2024")
    assert [(found.code, found.cell) for found in about(book)] == [
        ("RX019", "A1"),
        ("RX019", f"{column_letters(len(HEADERS) + 2)}1"),
    ]
    assert column(book, "mal") == ["Ett mål", "Ett till"]


def test_a_misspelt_header_is_one_finding_with_a_suggestion(tmp_path: Path) -> None:
    """At its own cell, and not also told of as an extra column."""
    book = read_sheets(tmp_path, {"Mål": [["Prognosen" if one == "Prognos" else one for one in HEADERS], *ROWS]})
    (found,) = about(book)
    assert (found.code, found.cell, found.row, found.column) == (
        "RX013",
        f"{column_letters(HEADERS.index('Prognos') + 1)}1",
        1,
        "Prognos",
    )
    assert "Menade du Prognosen?" in found.message
    assert column(book, "prognos") == [None, None]


def test_a_missing_result_column_is_only_a_warning(tmp_path: Path) -> None:
    """Reading needs no results; writing them does."""
    book = read_sheets(
        tmp_path, {"Mål": [[one for one in HEADERS if one != "Förklaring"], *(row[:-1] for row in ROWS)]}
    )
    assert [(found.code, found.severity) for found in about(book)] == [("RX014", "varning")]


def test_a_header_that_stands_twice_is_named_at_the_second(tmp_path: Path) -> None:
    """The first one counts."""
    book = read_sheets(tmp_path, {"Mål": [[*HEADERS, "Mål"], [*ROWS[0], "Ett annat"]]})
    (found,) = about(book)
    assert (found.code, found.cell) == ("RX015", f"{column_letters(len(HEADERS) + 1)}1")
    assert "B1" in found.message
    assert column(book, "mal") == ["Ett mål"]


def test_a_sheet_without_headers_says_what_they_should_be(tmp_path: Path) -> None:
    """Also when the sheet is blank, and when a heading happens to be one of the headers."""
    for rows in ([], [["Mål"]], [["1", "Ett mål"]]):
        (found,) = about(read_sheets(tmp_path, {"Mål": rows}))
        assert (found.code, "Nr och Mål" in found.message) == ("RX012", True)


def test_missing_sheets_are_told_of_by_how_much_they_matter(tmp_path: Path) -> None:
    """Core sheets are faults, others warnings; a near name is suggested, and Fynd is never missed."""
    book = read_sheets(tmp_path, {"Mål": [HEADERS], "Indikatorer 2024": [], "Start": []})
    missing = {found.sheet: found for found in book.findings if found.code in ("RX010", "RX011")}
    assert missing["Indikatorer"].code == "RX010"
    assert "Menade du Indikatorer 2024?" in missing["Indikatorer"].message
    assert missing["Personal"].code == "RX011"
    assert not missing.keys() & {"Fynd", "Start", "Listor", "Styrmodell", "Sammanfattning"}


def test_findings_come_in_the_order_of_sheets_and_rows(tmp_path: Path) -> None:
    """However the sheets stand in the workbook."""
    book = read_sheets(tmp_path, {"Texter": [["Rubrik", "Text", "Eget"]], "Mål": [[*HEADERS, "Eget"], *ROWS]})
    places = [(contract().sheets.index(found.sheet), found.row or 0) for found in book.findings]
    assert places == sorted(places)


def test_tidigare_perioder_is_read_without_remarks(tmp_path: Path) -> None:
    """Hidden rows, extra columns and merged cells there are nobody's fault."""
    changed = book_of([HEADERS])
    page = changed.create_sheet("Tidigare perioder")
    titles = [one.title for one in contract().tables["historik"].columns]
    for row in ([*titles, "Eget"], [2023, "Årsrapport", "Delmål", "1.1"], [2023, "Årsrapport", "Delmål", "1.10"]):
        page.append(row)
    page.row_dimensions[2].hidden = True
    page.merge_cells("E2:E3")
    book = saved(tmp_path, changed)
    assert book.tables["historik"].values("nr") == ["1.1", "1.10"]
    assert about(book, "Tidigare perioder") == []


def test_a_workbook_that_is_open_elsewhere_is_read(tmp_path: Path) -> None:
    """The lock file's name tells which program has it open."""
    read_sheets(tmp_path, {"Mål": [HEADERS]})
    for lock, program in (("~$plan.xlsx", "Excel"), (".~lock.plan.xlsx#", "LibreOffice")):
        (tmp_path / lock).write_bytes(b"")
        book = read(tmp_path / "plan.xlsx")
        assert book.readable
        assert [program in found.message for found in book.findings if found.code == "RX018"] == [True]
        (tmp_path / lock).unlink()


def test_the_workbook_remembers_the_file_it_was_read_from(tmp_path: Path) -> None:
    """So that writing can tell that somebody has saved it since; findings may call it something else."""
    book = read_sheets(tmp_path, {"Mål": [HEADERS]})
    status = (tmp_path / "plan.xlsx").stat()
    assert book.stamp == (status.st_size, status.st_mtime_ns)
    assert {found.file for found in book.findings} == {str(tmp_path / "plan.xlsx")}
    renamed = read(tmp_path / "plan.xlsx", name="svar från enheten.xlsx")
    assert {found.file for found in renamed.findings} == {renamed.file} == {"svar från enheten.xlsx"}


def test_a_range_that_begins_anywhere_keeps_excels_addresses() -> None:
    """An open workbook hands over its used range, which need not begin at A1."""
    sheet = RawSheet("Mål", [list(HEADERS), *ROWS], first_row=7, first_column=3)
    tables = laid_out([sheet], contract(), "plan.xlsx").tables
    assert (tables["mal"].header_row, tables["mal"].rows) == (7, [8, 9])
    assert tables["mal"].cell("mal", 1) == "D9"


@pytest.mark.parametrize("count", [1, 255, 256, 257, 1000])
def test_every_row_of_a_long_sheet_keeps_its_place(count: int) -> None:
    """However many rows are turned into columns at a time, and with an empty row among them."""
    rows = [mal(str(number), f"Mål {number}") for number in range(1, count + 1)]
    sheet = RawSheet("Mål", [HEADERS, *rows[:-1], [None] * len(HEADERS), rows[-1]], table_ref="A1:L2000")
    found = laid_out([sheet], contract(), "plan.xlsx").tables["mal"]
    assert found.values("mal") == [f"Mål {number}" for number in range(1, count + 1)]
    assert found.rows == [*range(2, count + 1), count + 2]
    assert found.values("nr") == [row[0] for row in rows]


def test_the_row_that_sums_up_a_table_is_none_of_its_rows() -> None:
    """Excel's total row is the last of the table's range; what stands below it is read as ever."""
    rows = [mal("1", "Ett"), mal("Summa", "två"), mal("2", "Två")]
    sheet = RawSheet("Mål", [HEADERS, *rows], table_ref="A1:M3", totals=1)
    found = laid_out([sheet], contract(), "plan.xlsx").tables["mal"]
    assert (found.rows, found.values("nr")) == ([2, 4], ["1", "2"])
