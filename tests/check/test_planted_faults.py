"""Twenty-five faults in twenty-five cells: each is found, once, where it stands, however the sheet has been moved about."""

from __future__ import annotations

from pathlib import Path

import runxl
from runxl.contract.load import contract
from runxl.excel import column_letters
from tests.conftest import MakeWorkbook

Rows = list[dict[str, str]]

PLAN: dict[str, Rows] = {
    "Mål": [
        {"Nr": "1", "Mål": "Trygga uppväxtvillkor"},
        {"Nr": "2", "Mål": "*RX101*"},
        {"Nr": "3", "Mål": "Ett hållbart län", "Fastställd status": "Helt", "Motivering": "*RX208*"},
        {"Nr": "5", "Mål": "Goda arbetsplatser"},
    ],
    "Delmål": [
        {"Nr": "1.1", "Mål": "1", "Delmål": "Barn och unga", "Ansvarig": "Kultur"},
        {"Nr": "2.1", "Mål": "2", "Delmål": "Kultur i hela länet", "Ansvarig": "Kultur"},
        {"Nr": "3.1", "Mål": "3", "Delmål": "Samverkan", "Ansvarig": "Ledning"},
        {"Nr": "3.2", "Mål": "*RX301*33", "Delmål": "Hållbarhet", "Ansvarig": "Ledning"},
        {"Nr": "5.1", "Mål": "5", "Delmål": "Tillit", "Ansvarig": "HR", "Fastställd den": "*RX106*i fjol"},
        {"Nr": "*RX305*{tal 5.1}", "Mål": "5", "Delmål": "Tionde", "Ansvarig": "HR"},
    ],
    "Indikatorer": [
        {"Nr": "1.1.1", "Delmål": "1.1", "Indikator": "a", "Typ": "Minst", "Målvärde": "10", "Utfall": "*RX102*abc"},
        {"Nr": "1.1.2", "Delmål": "1.1", "Indikator": "b", "Typ": "Minst", "Målvärde": "10", "Utfall": "*RX104*{fel #DIV/0!}"},
        {"Nr": "1.1.3", "Delmål": "1.1", "Indikator": "c", "Typ": "Minst", "Målvärde": "10", "Utfall": "*RX105*{formel =1+1}"},
        {"Nr": "*RX201*1.1.3", "Delmål": "1.1", "Indikator": "d", "Typ": "Minst", "Målvärde": "10", "Utfall": "12"},
        {"Nr": "2.1.1", "Delmål": "2.1", "Indikator": "e", "Typ": "*RX103*Minsst", "Målvärde": "10", "Utfall": "11"},
        {"Nr": "2.1.2", "Delmål": "2.1", "Indikator": "f", "Enhet": "tkr", "Typ": "Högst", "Målvärde": "10", "Utfall": "*RX108*10,1 mkr"},
        {"Nr": "2.1.3", "Delmål": "2.1", "Indikator": "g", "Typ": "Minst", "Målvärde": "*RX202*", "Utfall": "12"},
        {"Nr": "2.1.4", "Delmål": "2.1", "Indikator": "h", "Enhet": "1–6", "Typ": "Skala", "Målvärde": "4", "Utfall": "*RX110*7"},
        {"Nr": "3.1.1", "Delmål": "3.1", "Indikator": "i", "Typ": "Ja/Nej", "Utfall": "*RX113*75"},
        {"Nr": "3.1.2", "Delmål": "3.1", "Indikator": "j", "Typ": "Minst", "Målvärde": "5", "Utfall": "*RX114*Nej"},
        {"Nr": "3.1.3", "Delmål": "*RX118*3.1 Samverkan", "Indikator": "k", "Typ": "Minst", "Målvärde": "5", "Utfall": "6", "Ansvarig": "Ledning"},
        {"Nr": "3.1.4", "Delmål": "3.1", "Indikator": "l", "Typ": "Minst", "Målvärde": "5", "Utfall": "6", "Avser år": "*RX222*2025"},
        {"Nr": "3.2.1", "Delmål": "3.2", "Indikator": "m", "Typ": "Intervall", "Målvärde": "60", "Målvärde max": "*RX203*40", "Utfall": "50"},
        {"Nr": "3.2.2", "Delmål": "3.2", "Indikator": "n", "Typ": "Minst", "Målvärde": "5", "Utfall": "*RX112*Minst 1350"},
        {"Nr": "5.1.1", "Delmål": "5.1", "Indikator": "o", "Typ": "Minst", "Målvärde": "5", "Utfall": "6", "Periodicitet": "*RX124*ibland"},
        {"Nr": "5.1.2", "Delmål": "5.1", "Indikator": "p", "Typ": "Minst", "Målvärde": "5", "Utfall": "6"},
    ],
    "Aktiviteter": [
        {"Nr": "1.1-A1", "Delmål": "1.1", "Aktivitet": "Ta fram", "Status": "*RX101*"},
        {"Nr": "1.1-A2", "Delmål": "*RX302*7.7", "Aktivitet": "Följ upp", "Status": "Avslutad", "Ansvarig": "Kultur"},
        {"Nr": "1.1-A3", "Delmål": "1.1", "Aktivitet": "Avsluta", "Status": "Avslutad", "Startdatum": "2024-05-01", "Slutdatum": "*RX211*2024-04-01"},
    ],
    "Uppdrag": [
        {"Nr": "U1", "Uppdrag": "Utred", "Status": "Pågående", "Slutdatum": "*RX106*snart"},
        {"Nr": "*RX115*U 2", "Uppdrag": "Utred mer", "Status": "Pågående"},
    ],
}  # fmt: skip


def _mark(cell: str) -> tuple[str, str]:
    """`*RX102*abc` → the code and what stands in the cell."""
    return (cell[1:6], cell[7:]) if cell.startswith("*RX") else ("", cell)


def _table(sheet: str, columns: list[str], *, spread: bool, flags: str = "") -> str:
    lines = [f"## {sheet}{flags}", f"| {' | '.join(columns)} |", "|---" * len(columns) + "|"]
    blank = "| " * len(columns) + "|"
    for row in PLAN[sheet]:
        lines += [
            f"| {' | '.join(_mark(row.get(column, ''))[1] for column in columns)} |",
            *([blank] if spread else []),
        ]
    return "\n".join(lines)


def _expected(sheet: str, columns: list[str], corner: tuple[int, int], step: int) -> set[tuple[str, str, str]]:
    """(code, sheet, cell) of every planted fault."""
    row0, column0 = corner
    return {
        (_mark(text)[0], sheet, f"{column_letters(column0 + columns.index(title))}{row0 + 1 + place * step}")
        for place, row in enumerate(PLAN[sheet])
        for title, text in row.items()
        if _mark(text)[0]
    }


def _titles(sheet: str) -> list[str]:
    table = contract().table_of_sheet(sheet)
    assert table
    return [column.title for column in table.columns]


def _faults(path: Path) -> list[tuple[str, str, str]]:
    return [(one.code, one.sheet, one.cell) for one in runxl.validate(path) if one.is_fault]


def test_twenty_five_planted_faults_are_found_and_no_more(make_workbook: MakeWorkbook) -> None:
    path = make_workbook("\n\n".join(_table(sheet, _titles(sheet), spread=False) for sheet in PLAN))
    expected = set().union(*(_expected(sheet, _titles(sheet), (1, 1), 1) for sheet in PLAN))
    found = _faults(path)
    assert len(expected) == 25
    assert set(found) == expected
    assert len(found) == len(set(found))


def test_the_cells_are_right_in_a_sheet_that_has_been_moved_about(make_workbook: MakeWorkbook) -> None:
    """Headers in reverse order from C5, a blank row after each row: the same faults at their new cells."""
    turned = {sheet: _titles(sheet)[::-1] for sheet in PLAN}
    tables = (
        _table(sheet, titles, spread=True, flags=" (i denna ordning, från C5)") for sheet, titles in turned.items()
    )
    path = make_workbook("\n\n".join(tables))
    expected = set().union(*(_expected(sheet, titles, (5, 3), 2) for sheet, titles in turned.items()))
    assert set(_faults(path)) == expected
