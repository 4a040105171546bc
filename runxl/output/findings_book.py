"""The findings as a workbook: Översikt with a row per file, Fynd with every finding and a link to its cell."""

from __future__ import annotations

from itertools import islice
from pathlib import Path
from typing import Any

from runxl.files import save
from runxl.findings import SEVERITIES, FileReport, Finding, Report
from runxl.output.file_links import MOST_LINKS, MOST_ROWS
from runxl.output.report_book import LINE_HEIGHT, ReportBook, built
from runxl.svenska import counted

_OVERVIEW = (("Fil", 62), ("Fel", 10), ("Varningar", 12), ("Info", 10), ("Godtagna", 12), ("Läst", 9), ("Fynd", 14))
_FINDINGS = (
    ("Nivå", 12),
    ("Kod", 9),
    ("Fil", 28),
    ("Blad", 16),
    ("Cell", 9),
    ("Nr", 10),
    ("Meddelande", 54),
    ("Åtgärd", 46),
    ("Godtagen", 10),
)


def write_findings_book(report: Report, path: Path) -> None:
    """Writes the workbook whole or not at all; a file of that name is replaced."""

    def fill(made: ReportBook) -> None:
        _overview(made, report)
        findings_sheet(made, report)

    save.write(path, built("Kontroll av arbetsböcker", path.parent, fill))


def _overview(made: ReportBook, report: Report) -> None:
    header_row = 3
    sheet = made.sheet("Översikt", _OVERVIEW, header_row)
    made.head(sheet, "Kontroll av arbetsböcker", _lead(report))
    first = 1
    for row, file in enumerate(report.files, header_row + 1):
        accepted = sum(1 for finding in file.findings if finding.accepted)
        made.link(sheet, row, 0, made.place(file.file), file.file)
        for column, number in enumerate((*(file.count(severity) for severity in SEVERITIES), accepted), 1):
            sheet.write_number(row, column, number, made.formats["number"])
        sheet.write_string(row, 5, "Ja" if file.readable else "Nej", made.formats["centred"])
        place = f"internal:'Fynd'!A{first + 1}" if file.findings and first < MOST_ROWS else ""
        made.link(sheet, row, 6, place, "Visa fynden" if place else "")
        first += len(file.findings)
    sheet.autofilter(header_row, 0, header_row + len(report.files), len(_OVERVIEW) - 1)


def _lead(report: Report) -> str:
    faults = sum(file.count("fel") for file in report.files)
    warnings = sum(file.count("varning") for file in report.files)
    files = counted(len(report.files), "fil", "filer")
    return f"{files}: {faults} fel, {counted(warnings, 'varning', 'varningar')}."


def findings_sheet(made: ReportBook, report: Report) -> None:
    """Fynd: every finding of every file, a row each."""
    sheet = made.sheet("Fynd", _FINDINGS, 0)
    total = sum(len(file.findings) for file in report.files)
    row = 0
    pairs = ((file, finding) for file in report.files for finding in file.findings)
    for row, (file, finding) in enumerate(islice(pairs, MOST_ROWS), 1):
        _finding(made, sheet, row, file, finding)
    if total > row:
        more = f"Här står de första {row} av {total} fynd. Kontrollera färre filer i taget för att se alla."
        sheet.write_string(row + 1, 6, more, made.formats["text"])
    sheet.autofilter(0, 0, max(1, row), len(_FINDINGS) - 1)


def _finding(made: ReportBook, sheet: Any, row: int, file: FileReport, finding: Finding) -> None:
    place = made.place(file.file, finding.sheet, finding.cell) if finding.cell and row <= MOST_LINKS else ""
    accepted = "Ja" if finding.accepted else ""
    sheet.set_row(row, LINE_HEIGHT * _lines(file.file, finding))
    sheet.write_string(row, 0, finding.severity, made.formats[finding.severity])
    texts = (finding.code, file.file, finding.sheet, "", finding.key, finding.message, finding.remedy, accepted)
    for column, text in enumerate(texts, 1):
        made.text(sheet, row, column, text)
    made.link(sheet, row, 4, place, finding.cell)


def _lines(file: str, finding: Finding) -> int:
    """How many lines the row needs, so that no text is cut in any program."""
    widths = dict(_FINDINGS)
    texts = {"Fil": file, "Meddelande": finding.message, "Åtgärd": finding.remedy, "Nr": finding.key}
    return min(12, max(1 + int(len(text) * 0.9) // widths[name] for name, text in texts.items()))
