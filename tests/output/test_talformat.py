"""A number in our own tables as its cell shows it: with its decimals and its plus, in every format of a document."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import docx
import openpyxl
import pytest

import runxl
from runxl.opc.styles import dress_of, number_format
from runxl.svenska import ToldNumber, as_those, number, signed
from tests.conftest import MakeWorkbook
from tests.output.pages import parsed
from tests.output.slides import deck, tables
from tests.output.workbooks import PLAN

BOOK = (
    PLAN
    + """
## Driftredovisning
| Post | Nivå | Enhet | Utfall | Budget | Avvikelse |
| Intäkter | Summa | mkr | 396 | 392 | 4 |
| Kostnader | Summa | mkr | -402.125 | -392 | -10.125 |
## Personal
| Nyckeltal | Värde | Enhet | Föregående |
| Sjukfrånvaro | 5 | dagar | 4 |
## Texter
| Nivå | Rubrik | Innehåll | Bildspel |
| 1 | Mål | Uppföljning per mål | Ja |
| 1 | Ekonomi | Driftredovisning | Ja |
| 1 | Personal | Personal | Ja |
"""
)
FORMATS = {
    "Driftredovisning": {"Utfall": "#,##0.0", "Budget": "0.00", "Avvikelse": "+0.0;-0.0;0.0"},
    "Personal": {"Värde": "0.0", "Föregående": "0.0"},
    "Indikatorer": {"Utfall": "0.0", "Målvärde": "0.0"},
}
ACCOUNTS = [
    ["Post (mkr)", "Utfall t.o.m. april 2024", "Budget t.o.m. april 2024", "Avvikelse t.o.m. april 2024"],
    ["Intäkter", "396,0", "392,00", "+4,0"],
    ["Kostnader", "\u2212402,1", "\u2212392,00", "\u221210,1"],
]
STAFF = ["Sjukfrånvaro", "5,0", "4,0", "+1,0"]


@pytest.fixture
def book(make_workbook: MakeWorkbook) -> Path:
    path = make_workbook(BOOK)
    opened = openpyxl.load_workbook(path)
    for sheet, columns in FORMATS.items():
        titles = {str(cell.value): cell.coordinate.rstrip("1") for cell in opened[sheet][1]}
        for title, code in columns.items():
            for row in range(2, opened[sheet].max_row + 1):
                opened[sheet][f"{titles[title]}{row}"].number_format = code
    opened.save(path)
    return path


Grid = list[list[str]]


def of(grids: list[Grid]) -> tuple[Grid, Grid]:
    """The accounts and the staff."""
    accounts, staff = (next(one for one in grids if one[1][0] == name) for name in ("Intäkter", STAFF[0]))
    return accounts, staff


def in_word(path: Path) -> tuple[Grid, Grid]:
    made = docx.Document(str(runxl.report(path, path.with_suffix(".docx")).file))
    grids = [[[cell.text for cell in row.cells] for row in one.rows] for one in made.tables]
    return of(grids)


def in_page(path: Path) -> tuple[Grid, Grid]:
    root = parsed(runxl.report(path, path.with_suffix(".html")).file)
    found = [
        [[" ".join(cell.itertext()).strip() for cell in row.iter("th", "td")] for row in one.iter("tr")]
        for one in root.iter("table")
    ]
    return of(found)


@pytest.mark.parametrize("shown", [in_word, in_page])
def test_a_document_tells_numbers_as_their_cells_do(shown: Callable[[Path], tuple[Grid, Grid]], book: Path) -> None:
    accounts, staff = shown(book)
    assert accounts == ACCOUNTS
    assert staff[1] == STAFF


def test_a_slide_does_too(book: Path) -> None:
    said = {tuple(row) for slide in deck(book).slides for one in tables(slide) for row in one}
    assert {tuple(ACCOUNTS[1]), tuple(STAFF)} <= said, said


def test_what_is_measured_loses_no_decimal_and_is_judged_as_before(make_workbook: MakeWorkbook, book: Path) -> None:
    """The target is written `80,0` and is the same target: rounding to it asks for the number that is stored."""
    one = next(iter(runxl.assess(runxl.read(book)).indikatorer))
    assert [number(value) for value in (one.row.utfall, one.row.malvarde) if isinstance(value, Decimal)] == [
        "50,0",
        "80,0",
    ]
    assert one.row.malvarde == 80
    assert one.row.malvarde.as_tuple().exponent == 0
    plain = next(iter(runxl.assess(runxl.read(make_workbook(PLAN))).indikatorer))
    assert (one.status, one.andel) == (plain.status, plain.andel)


@pytest.mark.parametrize(
    ("code", "value", "shown"),
    [
        ("0.0", 4, (1, 1, False)),
        ("#,##0.0##", 4, (1, 3, False)),
        ("+0;-0;0", 4, (0, 0, True)),
        (r"\+0;-0", 4, (0, 0, True)),
        ("+0;-0;0", -4, (0, 0, False)),
        ("+0;-0;0", 0, (0, 0, False)),
        ("#,##0", 4.5, (0, 0, False)),
        ("0.00E+00", 4, (0, 0, False)),
        ("# ?/?", 4, (0, 0, False)),
        ("yyyy-mm-dd", 4, (0, 0, False)),
        ("mm:ss.0", 4, (0, 0, False)),
    ],
)
def test_which_formats_say_more_than_the_number(code: str, value: float, shown: tuple[int, int, bool]) -> None:
    dress = dress_of(value, number_format(code))
    assert (dress.least, dress.most, dress.plus) == shown


def test_a_told_number_is_written_so_wherever_it_goes() -> None:
    one = pickle.loads(pickle.dumps(ToldNumber("4", 1, plus=True)))  # noqa: S301 - our own
    assert (number(one), signed(one), number(ToldNumber("-0.04", 1))) == ("+4,0", "+4,0", "0,0")
    assert number(as_those(Decimal(2), one, Decimal("1.25"))) == "2,0"
    assert number(one + 1) == "5"
