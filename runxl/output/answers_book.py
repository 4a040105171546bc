"""Who has answered, as a workbook to read: Svaren has the units, Kvar the empty cells, Fynd the findings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from runxl.files import save
from runxl.findings import Report
from runxl.output.findings_book import findings_sheet
from runxl.output.report_book import LINE_HEIGHT, ReportBook, built

StandingLook = Literal["good", "fel", "info"]
"""How a unit stands: by the format of that name."""

_UNITS = (
    ("Enhet", 30), ("Svar", 11), ("Att göra", 72), ("Fil", 44), ("Ifyllt", 9), ("Fel", 7), ("Varningar", 11),
    ("Förslag", 9),
)  # fmt: skip
_LEFT = (("Enhet", 30), ("Blad", 18), ("Nr", 12), ("Kolumn", 18))
_TITLE = "Vilka som har svarat"


@dataclass(frozen=True, slots=True)
class UnitLine:
    """A unit: how it stands and in which colour, how much is filled in (percent), and what is to be done about it."""

    unit: str
    state: str
    look: StandingLook
    percent: int | None
    faults: int
    warnings: int
    wishes: int
    to_do: str
    file: str


@dataclass(frozen=True, slots=True)
class Answers:
    """A line about it all, the units, the empty cells (unit, sheet, Nr, column), the findings."""

    lead: str
    units: Sequence[UnitLine]
    left: Sequence[tuple[str, str, str, str]]
    report: Report


def write_answers_book(answers: Answers, path: Path) -> None:
    """Writes the workbook whole or not at all; a file of that name is replaced."""

    def fill(made: ReportBook) -> None:
        _units(made, answers)
        _left(made, answers)
        findings_sheet(made, answers.report)

    save.write(path, built(_TITLE, path.parent, fill))


def _units(made: ReportBook, answers: Answers) -> None:
    header_row = 3
    sheet = made.sheet("Svaren", _UNITS, header_row)
    made.head(sheet, _TITLE, answers.lead)
    for row, unit in enumerate(answers.units, header_row + 1):
        sheet.set_row(row, LINE_HEIGHT * (1 + int(len(unit.to_do) * 0.9) // dict(_UNITS)["Att göra"]))
        made.text(sheet, row, 0, unit.unit)
        sheet.write_string(row, 1, unit.state, made.formats[unit.look])
        made.text(sheet, row, 2, unit.to_do)
        made.link(sheet, row, 3, made.place(unit.file) if unit.file else "", Path(unit.file).name)
        if unit.percent is None:
            continue
        sheet.write_number(row, 4, unit.percent / 100, made.formats["share"])
        for column, number in enumerate((unit.faults, unit.warnings, unit.wishes), 5):
            sheet.write_number(row, column, number, made.formats["number"])
    sheet.autofilter(header_row, 0, header_row + max(1, len(answers.units)), len(_UNITS) - 1)


def _left(made: ReportBook, answers: Answers) -> None:
    sheet = made.sheet("Kvar", _LEFT, 0)
    for row, cell in enumerate(answers.left, 1):
        for column, text in enumerate(cell):
            made.text(sheet, row, column, text)
    sheet.autofilter(0, 0, max(1, len(answers.left)), len(_LEFT) - 1)
