"""The list of what was sent: for whoever sends it, and for a mail merge."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from runxl.contract.load import contract
from runxl.excel import fold, harmless
from runxl.files import save
from runxl.verbs.drafts import Contact

LIST = "utskick.csv"
_HEADER = ("Enhet", "Fil", "Indikatorer", "Aktiviteter", "Uppdrag", "Svar senast", "Kontakt", "E-post", "Godkänner")
_COUNTED = ("indikatorer", "aktiviteter", "uppdrag")


@dataclass(frozen=True, slots=True)
class Part:
    """A workbook that was made for a unit, how many rows the unit answers, by table, and how many cells are due."""

    unit: str
    file: Path
    rows: dict[str, int]
    due: int = 0

    def to_dict(self) -> dict[str, Any]:
        """`rader` by the names of the sheets, as everybody sees them."""
        tables = contract().tables
        rows = {tables[name].sheet: number for name, number in self.rows.items()}
        return {"enhet": self.unit, "fil": str(self.file), "rader": rows, "att_fylla_i": self.due}


def write_list(path: Path, parts: Sequence[Part], answer_by: dt.date | None, known: Mapping[str, Contact]) -> None:
    """As Swedish Excel opens it: semicolons, and a mark that says UTF-8."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(_HEADER)
    for part in parts:
        counts = [str(part.rows.get(name, 0)) for name in _COUNTED]
        day = answer_by.isoformat() if answer_by else ""
        one = known.get(fold(part.unit), Contact())
        row = (part.unit, part.file.name, *counts, day, one.kontakt, one.epost, one.godkanner)
        writer.writerow([harmless(word) for word in row])
    save.write(path, text.getvalue().encode("utf-8-sig"), backup=True)
