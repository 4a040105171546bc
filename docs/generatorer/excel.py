"""docs/excel-checklista.md: what only real Office can show, of the rows that `runxl addin prova` goes through."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from docs.generatorer import Files
from runxl.addin.prova.checklist import MAC, OFFICE, WINDOWS, Row

_HEAD = """\
# Att prova i Excel

Det här kan bara Excel, Word, PowerPoint och Windows egna skydd visa. Allt annat provas automatiskt: varje knapp
genom xlwings egen kod för Windows och Mac mot ett efterbildat Excel, varje slags fil mot Microsofts egen kontroll
och mot Excels regler, och allt i LibreOffice. Ordningen är efter risk: har du tio minuter, ta de första raderna.

I Windows gör `runxl addin prova` det mesta själv, i ditt eget Excel och på en kopia: rader med ✔ i sista kolumnen
provas utan dig, och de övriga visas och frågas om. Protokollet är en textfil som kan mejlas. Annars tar allt drygt
en timme (skriv datum, version av Excel och vad du såg): {windows} minuter i Excel för Windows, {mac} på en Mac,
{office} i Word och PowerPoint.

Börja med `runxl addin install`, `runxl ny "Plan 2024.xlsx" --exempel`, och starta Excel.
"""


def checklist() -> Files:
    """The page."""
    minutes = {"windows": WINDOWS, "mac": MAC, "office": OFFICE}
    head = _HEAD.format(**{name: sum(row.minutes for row in rows) for name, rows in minutes.items()})
    tables = (
        *_table("Excel för Windows", WINDOWS, "Provas av `prova`"),
        *_table("Excel för Mac", MAC, "Provat"),
        *_table("Word och PowerPoint", OFFICE, "Provat"),
    )
    return {"docs/excel-checklista.md": "\n".join((head.rstrip(), *tables, ""))}


def _table(title: str, rows: Sequence[Row], last: str) -> Iterator[str]:
    yield from ("", f"## {title}", "", f"| Prova | Minuter | Väntat | {last} |", "|---|---|---|---|")
    for row in rows:
        tried = ("✔, och ögat" if row.looks else "✔") if row.tried else ""
        yield f"| {row.what} | {row.minutes} | {row.expected} | {tried} |".replace("|  |", "| |")
