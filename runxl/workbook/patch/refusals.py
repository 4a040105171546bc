"""Cells that must not be written to, gathered so that one message names them all before anything is written."""

from __future__ import annotations

from dataclasses import dataclass, field

from runxl.errors import RunxlError

FORMULA = "innehåller en formel; ta bort formeln"
SPREAD = "ingår i en matrisformel eller en datatabell; ta bort den"
MERGED = "ligger i en sammanfogad cell; dela upp den"
HEADER = "är en kolumnrubrik i en tabell"
TOTALS = "står på tabellens summarad; ta bort summaraden"
OUTSIDE = "är ingen cell i ett kalkylblad"
_SHOWN = 5


@dataclass(slots=True)
class Refusals:
    """Reasons, each with its cells. A cell is named once, for the first reason."""

    cells: dict[str, list[str]] = field(default_factory=dict)
    named: set[str] = field(default_factory=set)

    def add(self, reason: str, sheet: str, cell: str) -> None:
        name = f"{sheet}!{cell}"
        if name not in self.named:
            self.named.add(name)
            self.cells.setdefault(reason, []).append(name)

    def stop(self) -> None:
        """Raise if anything was refused."""
        if self.cells:
            reasons = "; ".join(f"{_listed(cells)} {reason}" for reason, cells in self.cells.items())
            raise RunxlError(f"Ingenting har skrivits, eftersom det finns celler som runxl inte får ändra: {reasons}.")


def fixed_by_totals(table: str, sheet: str) -> RunxlError:
    """A table that cannot grow or shrink, since its last row sums it up."""
    return RunxlError(
        f"Tabellen {table} i bladet {sheet} har en summarad och kan därför inte ändra storlek. "
        "Ta bort summaraden i Excel (Tabelldesign – Summarad) och försök igen."
    )


def _listed(cells: list[str]) -> str:
    rest = len(cells) - _SHOWN
    return ", ".join(cells[:_SHOWN]) + (f" och {rest} till" if rest > 0 else "")
