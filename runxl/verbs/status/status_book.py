"""What `status` tells, as a workbook to read and to filter."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from runxl.findings import FileReport, Report
from runxl.output.answers_book import Answers, StandingLook, UnitLine, write_answers_book
from runxl.verbs.status.overview import Status, UnitStanding, UnitState
from runxl.verbs.status.words import answered, standing, to_do

_LOOKS: dict[UnitStanding, StandingLook] = {"läst": "good", "avvisad": "fel", "oläsbar": "fel", "saknas": "info"}


def write_book(status: Status, path: Path) -> None:
    """Writes the workbook whole or not at all; a file of that name is replaced."""
    units = tuple(map(_line, status.units))
    left = tuple((unit.unit, *cell) for unit in status.units for cell in unit.missing)
    write_answers_book(Answers(_lead(status), units, left, Report(tuple(_reports(status)))), path)


def _lead(status: Status) -> str:
    day = f" Sista svarsdag: {status.collected.answer_by}." if status.collected.answer_by else ""
    return f"{status.collected.when}: {answered(status)}{day}"


def _line(unit: UnitState) -> UnitLine:
    read = unit.state == "läst"
    return UnitLine(
        unit.unit,
        standing(unit),
        "info" if unit.as_sent else _LOOKS[unit.state],
        unit.percent if read else None,
        unit.faults,
        unit.warnings,
        unit.wishes,
        to_do(unit),
        unit.file,
    )


def _reports(status: Status) -> Iterator[FileReport]:
    yield from status.collected.file_reports()
    if status.findings:
        yield FileReport("Alla svar", status.findings)
