"""Three nämnder with the same regionmål, two years and mixed periods: what each says is a plain table, to count in."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from tests.markdown_workbook import write

GOALS = {
    "1": "Ett attraktivt län",
    "2": "En god och jämlik hälsa",
    "3": "Ett hållbart samhälle",
    "4": "En trygg vård",
    "10": "Ett starkt kulturliv",
}
OUTCOME = {"Helt": "100", "Delvis": "90", "Inte": "50", "Ej bedömd": ""}
KULTUR, HALSA, RUN = "Kulturnämnden", "Hälso- och sjukvårdsnämnden", "Regionala utvecklingsnämnden"


@dataclass(frozen=True)
class Says:
    """What a nämnd says of a mål: what its indikatorer come to, and what somebody decided against that."""

    computed: str
    decided: str = ""

    @property
    def counts(self) -> str:
        return self.decided or self.computed


@dataclass(frozen=True)
class Report:
    """A workbook: a nämnd in a period. `named` and `numbered` are where it calls a mål something else."""

    namnd: str
    ar: int
    period: str
    goals: dict[str, Says]
    uppdrag: dict[str, str]
    named: dict[str, str]
    numbered: dict[str, str]

    @property
    def when(self) -> str:
        return f"{self.period} {self.ar}"

    def analysis(self, nr: str, level: str) -> str:
        """What the nämnd writes: of 2 it has nothing to say."""
        return f"{self.namnd} skriver om {level} {nr} i {self.when}." if nr != "2" else ""


def report(
    namnd: str,
    ar: int,
    period: str,
    goals: dict[str, Says],
    uppdrag: dict[str, str],
    *,
    named: dict[str, str] | None = None,
    numbered: dict[str, str] | None = None,
) -> Report:
    return Report(namnd, ar, period, goals, uppdrag, named or {}, numbered or {})


REPORTS = (
    report(KULTUR, 2026, "Årsrapport", {"1": Says("Helt"), "10": Says("Delvis", "Helt")}, {"U1": "Klar"}),
    report(KULTUR, 2027, "DÅ 1", {"1": Says("Inte"), "10": Says("Helt"), "3": Says("Delvis")}, {"U1": "Pågående"}),
    report(
        HALSA,
        2026,
        "Årsrapport",
        {"1": Says("Delvis"), "2": Says("Inte"), "4": Says("Ej bedömd")},
        {"U1": "Pågående", "U2": "Klar"},
        named={"1": "Ett attraktivt län."},
    ),
    report(
        HALSA,
        2027,
        "DÅ 2",
        {"1": Says("Delvis", "Inte"), "2": Says("Helt"), "4": Says("Delvis"), "3": Says("Helt")},
        {"U1": "Klar", "U2": "Ej påbörjad"},
        named={"3": "Ett mer hållbart samhälle"},
        numbered={"4": "5"},
    ),
    report(RUN, 2026, "Årsrapport", {"1": Says("Helt"), "3": Says("Delvis")}, {"U1": "Klar"}),
    report(RUN, 2027, "Nämndplan", {"1": Says("Ej bedömd")}, {"U1": "Ej påbörjad"}),
)
UPPDRAG = {"U1": "Minska resandet", "U2": "Korta köerna"}
DECIDED = dt.date(2027, 2, 3)


def written(folder: Path) -> list[Path]:
    """The workbooks, in the order of REPORTS."""
    return [write(markdown(one), folder / f"{number} {one.namnd}.xlsx") for number, one in enumerate(REPORTS)]


def markdown(one: Report) -> str:
    mal, delmal, indikatorer = [], [], []
    for nr, says in one.goals.items():
        own = one.numbered.get(nr, nr)
        decided = f"{says.decided} | Se analysen. | Ordföranden | {DECIDED}" if says.decided else " | | |"
        mal.append(f"| {own} | {one.named.get(nr, GOALS[nr])} | {decided} | {one.analysis(nr, 'målet')} |")
        delmal.append(f"| {own}.1 | {own} | Delmål under {nr} | Stab | {one.analysis(nr, 'delmålet')} |")
        indikatorer.append(f"| {own}.1.1 | {own}.1 | Mått {nr} | antal | Minst | 100 | {OUTCOME[says.computed]} |")
    uppdrag = [f"| {nr} | Fullmäktige till nämnd | {UPPDRAG[nr]} | {status} |" for nr, status in one.uppdrag.items()]
    return "\n".join(
        [
            "## Inställningar\n| Inställning | Värde |",
            f"| Nämnd | {one.namnd} |\n| År | {one.ar} |\n| Period | {one.period} |",
            "## Mål\n| Nr | Mål | Fastställd status | Motivering | Fastställd av | Fastställd den | Analys |",
            *mal,
            "## Delmål\n| Nr | Mål | Delmål | Ansvarig | Analys |",
            *delmal,
            "## Indikatorer\n| Nr | Delmål | Indikator | Enhet | Typ | Målvärde | Utfall |",
            *indikatorer,
            "## Uppdrag\n| Nr | Uppdragsgivare | Uppdrag | Status |",
            *uppdrag,
        ]
    )
