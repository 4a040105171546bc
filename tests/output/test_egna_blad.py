"""`Blad: NAMN`: a sheet of the nämnd's own in its documents, as it stands in the workbook."""

from __future__ import annotations

import datetime as dt
import pickle
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

import runxl
from runxl.excel import column_letters
from runxl.opc.shown_as import shown_as
from runxl.verbs.migrera import migrate
from runxl.verbs.ny.new import new
from tests.conftest import MakeWorkbook
from tests.output.slides import deck, slides_titled, tables, text_of
from tests.output.test_report import table, text
from tests.output.workbooks import PLAN, change, run

OUTLINE = """
## Texter
| Nivå | Rubrik | Innehåll | Med | Bildspel |
| 1 | Investeringar i år | Blad: Investeringar | | Ja |
"""
Make = Callable[[Callable[[Worksheet], None]], Path]


@pytest.fixture
def with_sheet(make_workbook: MakeWorkbook) -> Make:
    """A plan whose outline asks for Investeringar, which the test fills in."""

    def make(fill: Callable[[Worksheet], None]) -> Path:
        path = make_workbook(PLAN + OUTLINE)
        book = openpyxl.load_workbook(path)
        fill(book.create_sheet("Investeringar"))
        book.save(path)
        return path

    return make


def investments(sheet: Worksheet) -> None:
    """A line of text, headers with a year, numbers in their formats, a date, a sum below an empty row."""
    shown: list[list[Any]] = [
        ["Investeringar, mkr"],
        [],
        ["Objekt", "Budget", 2026, "Andel", "Klart"],
        ["Bussdepå", 1200.5, 1, 0.4, dt.date(2026, 10, 1)],
        ["Konsthall", 30, -2.25, 0.05, None],
        [],
        ["Summa", 1230.5, -1.25, None, None],
    ]
    for row in shown:
        sheet.append(row)
    for column, code in (("B", "#,##0.0"), ("C", "+0.0;-0.0;0.0"), ("D", "0%"), ("E", "yyyy-mm-dd")):
        for place in (4, 5, 7):
            sheet[f"{column}{place}"].number_format = code


SHOWN = [
    ["Bussdepå", "1\u00a0200,5", "+1,0", "40\u00a0%", "2026-10-01"],
    ["Konsthall", "30,0", "\u22122,3", "5\u00a0%", ""],
    ["Summa", "1\u00a0230,5", "\u22121,3", "", ""],
]
HEADER = ["Objekt", "Budget", "2026", "Andel", "Klart"]


def report_of(path: Path) -> tuple[Any, runxl.WrittenDocument]:
    done = runxl.report(path, path.with_suffix(".docx"), replace=True)
    return docx.Document(str(done.file)), done


def test_it_stands_in_word_as_in_the_sheet(with_sheet: Make) -> None:
    """The line above it, its headers, each number as its cell shows it; the sum stands out; no fault is found."""
    path = with_sheet(investments)
    document, done = report_of(path)
    assert table(document, *HEADER) == SHOWN
    assert "Investeringar, mkr" in text(document)
    (found,) = document.tables
    assert [bool(row.cells[0].paragraphs[0].runs[0].bold) for row in found.rows[1:]] == [False, False, True]
    assert [cell.paragraphs[0].alignment for cell in found.rows[1].cells][:2] == [None, 2]
    assert not [one for one in done.missing if "Investeringar" in one]
    assert not [one for one in runxl.validate(path).findings if one.sheet in ("Texter", "Investeringar")]


def test_it_stands_on_a_slide_and_on_a_page(with_sheet: Make) -> None:
    path = with_sheet(investments)
    (slide,) = slides_titled(deck(path), "Investeringar i år")
    assert tables(slide) == [[HEADER, *SHOWN]]
    assert "Investeringar, mkr" in text_of(slide)
    page = runxl.report(path, path.with_suffix(".html")).file.read_text(encoding="utf-8")
    assert all(cell in page for cell in (*HEADER, *SHOWN[0]))


def test_one_that_is_not_there_is_a_fault_with_the_name_that_was_meant(make_workbook: MakeWorkbook) -> None:
    """But a row that is part of no document asks for nothing."""
    path = make_workbook(PLAN + OUTLINE)
    book = openpyxl.load_workbook(path)
    book.create_sheet("Investering")
    book.save(path)
    (found,) = [one for one in runxl.validate(path).findings if one.sheet == "Texter"]
    assert (found.code, found.cell, found.is_fault) == ("RX103", "C2", True)
    assert "Blad: Investering" in found.message + found.remedy
    assert report_of(path)[1].missing == ("Investeringar i år",)
    book["Texter"]["E2"], book["Texter"]["F2"] = "Nej", "Nej"
    book.save(path)
    assert not [one for one in runxl.validate(path).findings if one.sheet == "Texter"]


def test_an_empty_one_is_a_marked_place(with_sheet: Make) -> None:
    _, done = report_of(with_sheet(lambda _sheet: None))
    assert done.missing == ("Investeringar (bladet är tomt)",)


def test_what_is_hidden_is_not_shown_and_is_told(with_sheet: Make) -> None:
    """A row that is filtered away and a folded column: whoever opens the workbook does not see them either."""

    def hide(sheet: Worksheet) -> None:
        investments(sheet)
        sheet.row_dimensions[5].hidden = True
        sheet.column_dimensions["D"].hidden = True

    document, done = report_of(with_sheet(hide))
    assert table(document, "Objekt", "Budget", "2026", "Klart") == [
        [*row[:3], row[4]] for row in SHOWN if row[0] != "Konsthall"
    ]
    assert "Dolda rader eller kolumner på bladet Investeringar" in done.left_out


def test_a_wide_one_is_divided(with_sheet: Make) -> None:
    """Each part has the column that names its rows, and no part more than a page has room for."""

    def wide(sheet: Worksheet) -> None:
        sheet.append(["Objekt", *(f"Kolumn {n}" for n in range(1, 31))])
        sheet.append(["Bussdepå", *range(1, 31)])

    document, _ = report_of(with_sheet(wide))
    found = [[cell.text for cell in one.rows[0].cells] for one in document.tables]
    assert len(found) > 2
    assert all(one[0] == "Objekt" and len(one) <= 12 for one in found)
    assert [title for one in found for title in one[1:]] == [f"Kolumn {n}" for n in range(1, 31)]


def test_one_of_ours_that_is_wide_is_divided_too(make_workbook: MakeWorkbook) -> None:
    """Each part names its rows by Nr and name, and says Ja where a box is Ja."""
    path = make_workbook(f"{PLAN}\n## Texter\n| Nivå | Rubrik | Innehåll |\n| 1 | Allt | Blad: Indikatorer |")
    column = column_letters(runxl.read(path).tables["indikatorer"].columns["ackumuleras"].index)
    change(path, "Indikatorer", **{f"{column}2": "Ja"})
    document, _ = report_of(path)
    found = [[cell.text for cell in one.rows[0].cells] for one in document.tables]
    assert len(found) > 1
    assert all({"Nr", "Indikator"} <= set(one) for one in found)
    assert any("Ja" in [cell.text for cell in one.rows[1].cells] for one in document.tables)
    assert "True" not in text(document)


def test_a_long_one_is_shown_as_far_as_a_document_can(with_sheet: Make) -> None:
    def long(sheet: Worksheet) -> None:
        sheet.append(["Objekt", "Budget"])
        for place in range(600):
            sheet.append(["Bro", place])

    document, done = report_of(with_sheet(long))
    assert len(table(document, "Objekt", "Budget")) == 499
    assert [one for one in done.left_out if "det som inte ryms i 500 rader" in one]


def test_headers_in_two_rows_are_one_and_merged_cells_stay_so(with_sheet: Make) -> None:
    def merge(sheet: Worksheet) -> None:
        for row in (["", "Utfall", None], ["Objekt", 2025, 2026], ["Bro", 1, 2], [None, 3, 4]):
            sheet.append(row)
        sheet.merge_cells("B1:C1")
        sheet.merge_cells("A3:A4")

    document, _ = report_of(with_sheet(merge))
    assert table(document, "Objekt", "Utfall 2025", "Utfall 2026") == [["Bro", "1", "2"], ["Bro", "3", "4"]]


def test_a_formula_is_what_it_said_and_one_without_a_value_is_a_marked_place(with_sheet: Make) -> None:
    """Nothing is computed, and no error is published."""

    def formulas(sheet: Worksheet) -> None:
        for row in (["Objekt", "Budget"], ["Bro", "=1+1"], ["Väg", "#DIV/0!"]):
            sheet.append(row)
        sheet["B3"].data_type = "e"

    document, done = report_of(with_sheet(formulas))
    assert table(document, "Objekt", "Budget") == [["Bro", ""], ["Väg", ""]]
    (told,) = done.missing
    assert told.startswith("Värdena i cellerna B2 och B3 på bladet Investeringar")
    assert "#DIV/0!" in told


def test_text_that_looks_like_more_is_text(with_sheet: Make) -> None:
    def attack(sheet: Worksheet) -> None:
        for row in (["Objekt", "Not"], ["<script>alert(1)</script>", "a\u202eb"]):
            sheet.append(row)

    path = with_sheet(attack)
    page = runxl.report(path, path.with_suffix(".html")).file.read_text(encoding="utf-8")
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert "\u202e" not in page


def test_one_that_is_too_large_is_not_read(with_sheet: Make) -> None:
    """It is told at the sheet and in the document; the rest of the workbook is read as ever."""

    def large(sheet: Worksheet) -> None:
        investments(sheet)
        sheet.cell(1_500, 700).value = 1

    path = with_sheet(large)
    (found,) = [one for one in runxl.validate(path).findings if one.sheet == "Investeringar"]
    assert found.code == "RX024"
    _, done = report_of(path)
    assert done.missing == ("Investeringar (bladet går inte att läsa: det är för stort för att visas i ett dokument)",)


def test_a_broken_one_costs_nothing_but_itself(with_sheet: Make) -> None:
    path = with_sheet(investments)
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    broken = next(name for name, content in parts.items() if b'r="E7"' in content and b'r="H2"' not in content)
    parts[broken] = parts[broken].replace(b"</sheetData>", b"")
    with zipfile.ZipFile(path, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    document, done = report_of(path)
    assert any("går inte att läsa" in one for one in done.missing)
    assert document.paragraphs[0].text == "Delårsrapport per april 2024"


def test_one_that_nobody_asks_for_is_not_read(make_workbook: MakeWorkbook) -> None:
    path = make_workbook(PLAN)
    book = openpyxl.load_workbook(path)
    investments(book.create_sheet("Investeringar"))
    book.save(path)
    assert runxl.read(path).own == {}


def test_it_goes_between_processes(with_sheet: Make) -> None:
    """With the formats of its numbers."""
    read = runxl.read(with_sheet(investments))
    sent = pickle.loads(pickle.dumps(read)).own["investeringar"]  # noqa: S301 - our own
    assert sent == read.own["investeringar"]
    assert sent.values[3][1].code == "#,##0.0"


@pytest.mark.parametrize(
    ("value", "code", "said"),
    [
        (2024, "", "2024"),
        (2133, "#,##0", "2\u00a0133"),
        (1, "0.0", "1,0"),
        (0.4, "0\\ %", "40\u00a0%"),
        (0, '0;-0;"–"', "–"),
        (-1234.5, "#,##0.0;[Red]-#,##0.0", "\u22121\u00a0234,5"),
        (-5, "0_);(0)", "(5)"),
        (5.5, "#,##0.00\\ [$kr-41D]", "5,50\u00a0kr"),
        (1e9, '#,##0,," mkr"', "1\u00a0000\u00a0mkr"),
        (99, '"ca. "0', "ca. 99"),
        (7, "000", "007"),
        (0.5, ".0", "0,5"),
        (5, ";;;", ""),
        (0.333, "# ?/?", "0,333"),
        (5, "[<10]0;0.00", "5"),
        (50, "[<10]0;0.00", "50,00"),
        (float("nan"), "0", ""),
    ],
)
def test_a_number_is_what_its_cell_shows(value: float, code: str, said: str) -> None:
    assert shown_as(value, code) == said


def off(path: Path) -> dict[str, tuple[str, str, str]]:
    """Heading → Innehåll, Med and Bildspel in Texter."""
    rows = openpyxl.load_workbook(path)["Texter"].iter_rows(min_row=2, values_only=True)
    return {str(row[1]): (str(row[2]), str(row[4]), str(row[5])) for row in rows}


@pytest.mark.parametrize("verb", ["migrera", "ny"])
def test_a_workbook_that_is_built_anew_keeps_the_chapter_switched_off(verb: str, with_sheet: Make) -> None:
    """The sheet does not come along: the chapter waits for it, it is said what to do, and nothing is a fault."""
    path = with_sheet(investments)
    change(path, "Texter", G2="Ja")
    anew = path.with_name("ny.xlsx")
    left = migrate(path, anew).left if verb == "migrera" else new(anew, previous=path).left
    assert off(anew)["Investeringar i år"] == ("Blad: Investeringar", "Nej", "Nej")
    (said,) = (one for one in left if "Investeringar" in one)
    assert said == (
        "Bladet Investeringar hör inte till mallen, och kapitlet ”Investeringar i år” på bladet Texter, som visar det, "
        "är avstängt. Kopiera bladet till den nya arbetsboken i Excel och skriv Ja i "
        f"{'Med och Bildspel' if verb == 'migrera' else 'Med'}."
    )
    assert not [one for one in runxl.validate(anew).findings if one.code == "RX103"]


def test_a_sheet_that_no_chapter_shows_is_told_of_as_before(with_sheet: Make) -> None:
    path = with_sheet(investments)
    change(path, "Texter", C2="Anslag")
    (said,) = (one for one in migrate(path, path.with_name("ny.xlsx")).left if "Investeringar" in one)
    assert said.endswith("Kopiera det till den nya arbetsboken i Excel om det behövs.")


def test_a_chapter_about_an_own_sheet_that_stands_is_there_in_the_next_document(with_sheet: Make) -> None:
    """A document of another kind has no such chapter: it is set aside, last, though it has no text of its own."""
    path = with_sheet(investments)
    change(path, "Texter", G2="Ja")
    run(path)
    runxl.advance(path, "Årsrapport")
    assert off(path)["Investeringar i år"] == ("Blad: Investeringar", "Nej", "Nej")
    assert "Investeringar" in openpyxl.load_workbook(path).sheetnames
