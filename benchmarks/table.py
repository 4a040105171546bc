"""The table of results: what was measured, against what, and whether the goal was met."""

from __future__ import annotations

import datetime as dt
import os
import platform
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import version

_LIBRARIES = ("pandas", "pandera", "python-calamine", "openpyxl", "XlsxWriter", "PyYAML", "python-docx", "python-pptx")
_THOUSAND = 1000


@dataclass(frozen=True, slots=True)
class Row:
    """A ratio (or another figure) and its goal; `limit` None for what is only told."""

    job: str
    peer: str
    value: float
    limit: float | None = None
    unit: str = "×"
    note: str = ""

    @property
    def verdict(self) -> str:
        if self.limit is None:
            return ""
        return "ja" if self.value <= self.limit else "nej"

    @property
    def cells(self) -> tuple[str, ...]:
        goal = "" if self.limit is None else f"≤ {_number(self.limit)} {self.unit}"
        return (self.job, self.peer, f"{_number(self.value)} {self.unit}", goal, self.verdict, self.note)


_HEADINGS = ("Arbete", "Mot", "Uppmätt", "Mål", "Nått", "CPU-tid eller minne")


def as_text(rows: Iterable[Row]) -> str:
    """Aligned columns for the terminal."""
    lines = [_HEADINGS, *(row.cells for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(_HEADINGS))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in lines
    )


def as_page(rows: Sequence[Row], more: Iterable[str] = ()) -> str:
    """docs/prestanda.md."""
    return "\n".join(
        (
            "# Prestanda",
            "",
            "Uppmätt med `make bench ARGS=--alla`, som skriver den här sidan. Varje kvot är mellan medianer av CPU-tid",
            "(user + sys), där de jämförda arbetena har turats om; de 1 000 arbetsböckerna körs en gång, liksom det",
            "vanliga skriptet på den med 100 000 indikatorer. Arbetsböckerna är påhittade: mallens alla blad,",
            "75 indikatorer, 200 aktiviteter och 500 rader historik.",
            "",
            "- **vanlig** är det skript som en kollega skulle skriva: pandas och openpyxl läser, pandera kontrollerar",
            "  typer, listor och nycklar på varje blad, openpyxl skriver en status per rad",
            "- **expat** är att packa upp filen och köra en XML-tolk över varje del",
            "- **openpyxl** är att öppna och spara arbetsboken",
            "- **pandas läser de 40** är `read_excel` med openpyxl på varje blad, och inget mer",
            "- **python-docx** och **python-pptx** öppnar ett dokument eller sparar ett tomt,",
            "  i en process som just har startat",
            "- **frictionless** är dess `validate` på varje blad, i en egen miljö (variabeln FRICTIONLESS)",
            "- **tomt** är `python -c pass`",
            "",
            "Allt körs som hos en användare: hypothesis och pyarrow, som bara utvecklare och den som skriver",
            "parquet har och som pandera och pandas annars läser in, saknas.",
            "",
            "I Excel avgör antalet frågor över gränsen mellan Python och Excel hur länge ett klick",
            "tar: 0,1–0,5 ms var.",
            "De räknas i exemplet (årsrapporten 2024) genom xlwings egen kod för Windows, och ett",
            "test håller dem under målen. Fler rader kostar få frågor till: hela områden läses och skrivs på en gång.",
            "",
            *as_table(rows),
            "",
            *_machine(),
            "",
            *more,
            "",
        )
    )


def as_table(rows: Sequence[Row]) -> Iterator[str]:
    yield f"| {' | '.join(_HEADINGS)} |"
    yield f"|{'---|' * len(_HEADINGS)}"
    for row in rows:
        yield f"| {' | '.join(row.cells)} |"


def _machine() -> Iterator[str]:
    libraries = ", ".join(f"{name} {version(name)}" for name in _LIBRARIES)
    machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} kärnor"
    yield f"{dt.datetime.now().astimezone():%Y-%m-%d}, {machine},"
    yield f"Python {platform.python_version()}, {libraries}."


def _number(value: float) -> str:
    """Three significant figures, with a Swedish comma; what is counted in thousands is told whole."""
    return f"{value:.0f}" if value >= _THOUSAND else f"{value:.3g}".replace(".", ",")
