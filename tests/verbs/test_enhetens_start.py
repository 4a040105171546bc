"""A unit's workbook tells what is left and what is not asked now, however many rows it has and in whatever program."""

from __future__ import annotations

import shutil
from pathlib import Path

import openpyxl
import pytest
from openpyxl.formula.translate import Translator

from tests.markdown_workbook import as_markdown, write
from tests.soffice import convert
from tests.verbs.conftest import Sent
from tests.verbs.returns import column_of, put, row_of, send

LONGEST_FORMULA = 8192
"""What Excel takes; one that is longer makes it say that the file is damaged."""


def tasks(path: Path) -> dict[str, str]:
    """What Start says is left, as it stands in the file."""
    ws = openpyxl.load_workbook(path, data_only=True)["Start"]
    return {str(row[1]): str(row[2]) for row in ws.iter_rows(max_row=20, values_only=True) if "kvar" in str(row[2])}


def test_start_says_how_much_is_left(sent: Sent) -> None:
    """Right already as it is sent: the status is there, the rest is not."""
    assert tasks(sent.of("Enhet 3")) == {
        "Kvar att fylla i": "3 av 5 är kvar att fylla i.",
        "Delmål: Analys": "1 av 1 är kvar att fylla i.",
        "Indikatorer: Utfall": "2 av 2 är kvar att fylla i.",
    }


@pytest.mark.libreoffice
def test_start_counts_what_is_filled_in(sent: Sent, tmp_path: Path) -> None:
    """As LibreOffice counts after an outcome, a Läge that excuses, and an analysis."""
    one = put(sent.of("Enhet 3"), {("Indikatorer", "1.3.1", "Utfall"): 12})
    every = Path(shutil.copy(one, tmp_path / "alla.xlsx"))
    put(every, {("Indikatorer", "1.3.2", "Läge"): "Ingen ny mätning", ("Delmål", "1.3", "Analys"): "Som väntat."})
    convert("xlsx", tmp_path / "ut", one, every)
    assert tasks(tmp_path / "ut" / one.name)["Kvar att fylla i"] == "2 av 5 är kvar att fylla i."
    assert tasks(tmp_path / "ut" / every.name) == {}


@pytest.fixture(scope="module")
def thousand(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A unit's workbook with a thousand indikatorer, half of them due."""
    top = tmp_path_factory.mktemp("tusen")
    rows = [
        {
            "Nr": f"1.1.{n}", "Delmål": "1.1", "Indikator": f"Besök {n}", "Enhet": "antal", "Typ": "Minst",
            "Målvärde": "{tal 10}", "Utfall": "", "Periodicitet": "Tertial: apr" if n % 2 else "År",
        }
        for n in range(1, 1001)
    ]  # fmt: skip
    begun = "## Mål\n| Nr | Mål |\n| 1 | Ett län |\n## Delmål\n| Nr | Mål | Delmål | Ansvarig | Analys |\n| 1.1 | 1 | Fler | Kultur | Väl. |"
    master = write(f"{begun}\n{as_markdown('Indikatorer', rows)}", top / "plan.xlsx")
    return send(master, top / "svar").parts[0].file


def test_a_thousand_rows_fit_in_formulas_that_excel_takes(thousand: Path) -> None:
    book = openpyxl.load_workbook(thousand)
    formulas = [str(cell.value) for row in book["Start"].iter_rows() for cell in row if str(cell.value).startswith("=")]
    rules = [
        formula
        for sheet in book
        for ranged in sheet.conditional_formatting
        for rule in ranged.rules
        for formula in rule.formula
    ]
    assert len(formulas) == 3
    assert max(map(len, [*formulas, *rules])) < LONGEST_FORMULA
    assert tasks(thousand)["Indikatorer: Utfall"] == "500 av 500 är kvar att fylla i."


@pytest.mark.libreoffice
def test_a_thousand_rows_are_counted(thousand: Path, tmp_path: Path) -> None:
    """Also when they have been sorted the other way, and what is not due is filled in as well."""
    book = openpyxl.load_workbook(thousand)
    ws = book["Indikatorer"]
    utfall = column_of(ws, "Utfall")
    rows = [[cell.value for cell in row] for row in ws.iter_rows(min_row=2)]
    for place, row in enumerate(reversed(rows), start=2):
        for column, value in enumerate(row, start=1):
            ws.cell(place, column, value)
    for nr in ("1.1.2", "1.1.10", "1.1.100", "1.1.1", "1.1.999"):
        ws.cell(row_of(ws, nr), utfall, 12)
    answer = tmp_path / "svar.xlsx"
    book.save(answer)
    convert("xlsx", tmp_path / "ut", answer)
    assert tasks(tmp_path / "ut" / "svar.xlsx")["Indikatorer: Utfall"] == "497 av 500 är kvar att fylla i."


NOT_NOW = """
## Inställningar
| Inställning | Värde |
| Period | DÅ 1 |
## Mål
| Nr | Mål |
| 1 | Ett attraktivt län |
## Delmål
| Nr | Mål | Delmål | Ansvarig |
| 1.1 | 1 | Fler flyttar hit | Kultur |
## Indikatorer
| Nr | Delmål | Indikator | Enhet | Typ | Målvärde | Periodicitet |
| 1.1.1 | 1.1 | Resor | antal | Minst | 10 | Tertial |
| 1.1.2 | 1.1 | Besök | antal | Minst | 10 | År |
## Aktiviteter
| Nr | Delmål | Aktivitet | Status | Läge | Startdatum |
| 1.1-A1 | 1.1 | Mässa | | | 2024-02-01 |
| 1.1-A2 | 1.1 | Film | | | 2024-09-01 |
| 1.1-A3 | 1.1 | Bok | | Följs ej upp | 2024-02-01 |
## Uppdrag
| Nr | Uppdrag | Status | Periodicitet | Ansvarig |
| U1 | Utred A | | Tertial | Kultur |
| U2 | Utred B | | År | Kultur |
| U10 | Utred C | | aug, dec | Kultur |
"""


@pytest.mark.libreoffice
def test_rows_of_which_nothing_is_asked_now_are_grey(tmp_path: Path) -> None:
    """Indikatorer, aktiviteter and uppdrag alike, as LibreOffice reckons the rule of each sheet."""
    file = send(write(NOT_NOW, tmp_path / "plan.xlsx"), tmp_path / "svar").parts[0].file
    assert grey(file, tmp_path / "ut") == {"1.1.2", "1.1-A2", "1.1-A3", "U2", "U10"}


def test_of_a_plan_that_is_being_made_no_row_is_grey(tmp_path: Path) -> None:
    """Everything takes proposals, so nothing is said to be out of question."""
    master = write(NOT_NOW.replace("| DÅ 1 |", "| Nämndplan |"), tmp_path / "plan.xlsx")
    book = openpyxl.load_workbook(send(master, tmp_path / "svar").parts[0].file)
    assert [rule for name in ("Aktiviteter", "Uppdrag") for rule in whole_rows(book, name)] == []
    assert not any(cell.value == "Grå rad" for row in book["Start"].iter_rows() for cell in row)


def whole_rows(book: openpyxl.Workbook, name: str) -> list[str]:
    """The rules that mark a sheet's rows from end to end."""
    found = book[name].conditional_formatting
    return [rule.formula[0] for one in found if next(iter(one.sqref.ranges)).size["columns"] > 1 for rule in one.rules]


def grey(path: Path, folder: Path) -> set[str]:
    """The numbers of the rows that the rules mark, each reckoned as a formula beside its row."""
    book = openpyxl.load_workbook(path)
    names = ("Indikatorer", "Aktiviteter", "Uppdrag")
    for name in names:
        (rule,) = whole_rows(book, name)
        for row in range(2, book[name].max_row + 1):
            book[name].cell(row, BESIDE, Translator(f"={rule}", "A2").translate_formula(f"A{row}"))
    book.save(path)
    convert("xlsx", folder, path)
    said = openpyxl.load_workbook(folder / path.name, data_only=True)
    return {str(row[0].value) for name in names for row in said[name].iter_rows(min_row=2) if row[BESIDE - 1].value}


BESIDE = 60
