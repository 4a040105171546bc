"""What the verbs are measured on: a plan sent out and answered, one computed, one with proposals, one in Word.

`rounds.py samla FOLDER UNITS`, `rounds.py period|godta|word FILE`, `rounds.py stor FILE TIMES`.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import docx

import runxl
from benchmarks.books import AR, plan, write_book
from runxl.excel import column_letters
from runxl.workbook.edits import Edit, Edits
from runxl.workbook.patch import patch
from runxl.workbook.read import read

_PROPOSALS = 20
_GOALS, _PARTS, _MEASURES = 8, 3, 6
_SENTENCES = 12


def answered_round(folder: Path, units: int) -> None:
    """`plan.xlsx`, and the folder `svar` with a workbook from each unit in which every Utfall is another."""
    folder.mkdir()
    rows = plan()
    shared = enumerate(rows["indikatorer"])
    rows["indikatorer"] = [{**row, "ansvarig": f"Enhet {place % units + 1}"} for place, row in shared]
    master = folder / "plan.xlsx"
    write_book(master, rows=rows)
    for part in runxl.split(master, folder / "svar").parts:
        table = read(part.file).tables["indikatorer"]
        column = column_letters(table.columns["utfall"].index)
        patch(part.file, Edits(tuple(Edit(table.sheet, f"{column}{row}", 57) for row in table.rows)))


def computed(path: Path) -> None:
    """A plan whose first period is computed, and so can be left for the next."""
    with tempfile.TemporaryDirectory() as scratch:
        fresh = Path(scratch) / "plan.xlsx"
        rows = plan()
        rows["historik"] = [row for row in rows["historik"] if row["ar"] != AR]
        write_book(fresh, rows=rows, period="DÅ 1")
        runxl.write_back(fresh, runxl.assess(fresh), path)


def proposed(path: Path) -> None:
    """A plan in which a unit's proposals have all been answered with Ja."""
    rows = plan()
    rows["forslag"] = [
        {
            "nr": f"{number}", "enhet": "Kultur", "blad": "Indikatorer", "rad": row["nr"], "kolumn": "Periodicitet",
            "ar": row["periodicitet"], "foreslas": "År", "godtas": "Ja",
        }
        for number, row in enumerate(rows["indikatorer"][:_PROPOSALS], start=1)
    ]  # fmt: skip
    write_book(path, rows=rows)


def in_word(path: Path) -> None:
    """A plan of twenty pages: mål, delmål with what is meant by them, and a table of indikatorer under each."""
    document = docx.Document()
    document.add_paragraph("Nämndplan 2026", style="Title")
    document.add_paragraph("Kulturnämnden", style="Title")
    for mal in range(1, _GOALS + 1):
        document.add_heading(f"Mål {mal}. Länet växer", 1)
        for part in range(1, _PARTS + 1):
            nr = f"{mal}.{part}"
            document.add_heading(f"Delmål {nr} Kultur, kompetens och miljö i hela länet", 2)
            document.add_paragraph("Nämnden ska tillsammans med kommunerna nå fler. " * _SENTENCES)
            _measures(document, nr)
    document.save(str(path))


def _measures(document: docx.document.Document, nr: str) -> None:
    headers = ("Nr", "Indikator", "Utfall 2024", "Mål 2026", "Periodicitet", "Ansvarig")
    table = document.add_table(rows=1, cols=len(headers))
    table.style = "Table Grid"
    for cell, title in zip(table.rows[0].cells, headers, strict=True):
        cell.text = title
    for number in range(1, _MEASURES + 1):
        said = (f"{nr}.{number}", f"Antal möten av slag {number} i hela länet", f"{40 + number}", "90", "År", "Kultur")
        for cell, text in zip(table.add_row().cells, said, strict=True):
            cell.text = text


def main() -> None:
    what, path, *more = sys.argv[1:]
    if what == "samla":
        answered_round(Path(path), int(more[0]))
    elif what == "stor":
        write_book(Path(path), rows=plan(times=int(more[0])))
    else:
        {"period": computed, "godta": proposed, "word": in_word}[what](Path(path))


if __name__ == "__main__":
    main()
