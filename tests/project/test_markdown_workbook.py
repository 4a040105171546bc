"""The fixture that the other tests stand on."""

from __future__ import annotations

import datetime as dt

import openpyxl
import pytest

from runxl.contract.load import contract
from tests.conftest import MakeWorkbook
from tests.markdown_workbook import as_markdown, parse


def test_every_sheet_of_the_contract_is_there(make_workbook: MakeWorkbook) -> None:
    """An empty Markdown gives all sheets in order, each with its headers and its Excel table."""
    book = openpyxl.load_workbook(make_workbook())
    assert tuple(book.sheetnames) == contract().sheets
    for table in contract().tables.values():
        sheet = book[table.sheet]
        assert [cell.value for cell in sheet[1]] == [column.title for column in table.columns]
        assert list(sheet.tables) == [table.table]


def test_cells_get_the_type_of_their_column(make_workbook: MakeWorkbook) -> None:
    """Nr is text, Utfall a number where it looks like one, a date column holds real dates."""
    path = make_workbook(
        """
        ## Indikatorer
        | Utfall        | Nr         | Målvärde     | Typ   | Avser år     | Kommentar      | Egen |
        |---------------|------------|--------------|-------|--------------|----------------|------|
        | 12,5          | 3.10       | {text 12}    | Minst | 2024         | a{nbsp}b       | 7    |
        |               |            |              |       |              |                |      |
        | {procent 0.4} | {tal 3.1}  | {fel #DIV/0!}| 5     | {bool TRUE}  | {formel =1+1}  | x    |
        ## Uppdrag
        | Nr | Slutdatum  |
        | U1 | 2024-06-01 |
        """
    )
    sheet = openpyxl.load_workbook(path)["Indikatorer"]
    assert [sheet[cell].value for cell in ("A2", "E2", "G2", "I2", "L2", "P2")] == [
        "3.10", "Minst", "12", 12.5, 2024, "a\N{NO-BREAK SPACE}b",
    ]  # fmt: skip
    assert sheet["AD1"].value == "Egen"
    assert sheet["AD2"].value == 7
    assert all(cell.value is None for cell in sheet[3])
    assert (sheet["A4"].value, sheet["I4"].value, sheet["I4"].number_format) == (3.1, 0.4, "0 %")
    assert (sheet["G4"].data_type, sheet["P4"].data_type, sheet["L4"].value) == ("e", "f", True)
    assert openpyxl.load_workbook(path)["Uppdrag"]["I2"].value == dt.datetime(2024, 6, 1)  # noqa: DTZ001 (cells know no zone)


def test_headings_say_how_the_sheet_differs(make_workbook: MakeWorkbook) -> None:
    """A sheet may have its own columns, start elsewhere, lack its table or be gone."""
    book = openpyxl.load_workbook(
        make_workbook(
            """
            ## Mål (exakt, från C5, utan tabell)
            | Mål | Nr |
            | Ett | 1  |
            ## Delmål (i denna ordning)
            | Delmål | Egen |
            ## Personal (saknas)
            """
        )
    )
    assert [book["Mål"][cell].value for cell in ("C5", "D5", "C6", "D6")] == ["Mål", "Nr", "Ett", "1"]
    assert not book["Mål"].tables
    assert [cell.value for cell in book["Delmål"][1]][:3] == ["Delmål", "Egen", "Nr"]
    assert "Personal" not in book.sheetnames


def test_a_header_may_stand_twice(make_workbook: MakeWorkbook) -> None:
    """A column that somebody has copied comes last, with its own values."""
    book = openpyxl.load_workbook(make_workbook("## Mål\n| Nr | Mål | Mål |\n| 1 | Ett | Två |"))
    assert [book["Mål"][cell].value for cell in ("B1", "B2", "N1", "N2")] == ["Mål", "Ett", "Mål", "Två"]


def test_settings_are_overridden_one_by_one(make_workbook: MakeWorkbook) -> None:
    """Inställningar keeps its rows; only the named ones change."""
    book = openpyxl.load_workbook(
        make_workbook("## Inställningar\n| Inställning | Värde |\n| Period | DÅ 1 |\n| Egen | 1 |")
    )
    rows = {row[0]: row[1] for row in book["Inställningar"].iter_rows(min_row=2, values_only=True)}
    assert (rows["Period"], rows["År"], rows["Egen"]) == ("DÅ 1", 2024, "1")
    assert rows["Mallversion"] == contract().version


def test_a_mistyped_heading_is_refused() -> None:
    """A word that means nothing must not pass for a sheet that is as asked."""
    with pytest.raises(ValueError, match="exakkt"):
        parse("## Mål (exakkt)")


def test_rows_made_by_a_program_become_markdown() -> None:
    """as_markdown and parse undo each other."""
    (sheet,) = parse(as_markdown("Mål", [{"Nr": "1", "Mål": "Ett"}, {"Nr": "2"}]))
    assert (sheet.header, sheet.rows) == (["Nr", "Mål"], [["1", "Ett"], ["2", ""]])
