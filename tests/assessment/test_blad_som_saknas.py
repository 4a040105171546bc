"""A sheet that could not be read is no reason to be content: what it held is missing."""

from __future__ import annotations

import pytest

import runxl
from runxl.workbook import notices
from tests.conftest import MakeWorkbook

PLAN = """
## Mål
| Nr | Mål |
|---|---|
| 1 | Ett mål |
## Delmål
| Nr | Mål | Delmål | Ansvarig |
|---|---|---|---|
| 1.1 | 1 | Ett delmål | Kultur |
"""
INDIKATORER = """
| Nr | Delmål | Indikator | Typ | Målvärde | Utfall | Periodicitet |
|---|---|---|---|---|---|---|
| 1.1.1 | 1.1 | Besök | Minst | 10 | 12 | År |
"""
AKTIVITETER = """
| Nr | Delmål | Aktivitet | Status |
|---|---|---|---|
| 1.1-A1 | 1.1 | Plan | Avslutad |
"""


@pytest.mark.parametrize(
    ("sheets", "status", "why"),
    [
        (f"## Indikatorer{INDIKATORER}## Aktiviteter{AKTIVITETER}", "Helt", "Allt bidrar"),
        (f"## Indikatorer (saknas)\n## Indikator{INDIKATORER}## Aktiviteter{AKTIVITETER}", "Delvis", "bladet Indikatorer"),
        (f"## Indikatorer{INDIKATORER}## Aktiviteter (saknas)\n## Aktivitet{AKTIVITETER}", "Delvis", "bladet Aktiviteter"),
        (f"## Indikatorer{INDIKATORER}## Aktiviteter (saknas)\n", "Helt", "Allt bidrar"),
        (
            f"## Indikatorer{INDIKATORER}## Aktiviteter (exakt){AKTIVITETER.replace('Delmål', 'Hör till')}",
            "Delvis",
            "bladet Aktiviteter",
        ),
    ],
    ids=["both there", "indikatorer renamed", "aktiviteter renamed", "no aktiviteter at all", "no reference"],
)  # fmt: skip
def test_what_could_not_be_read_blocks_helt(sheets: str, status: str, why: str, make_workbook: MakeWorkbook) -> None:
    assessment = runxl.assess(make_workbook(PLAN + sheets))
    assert assessment.delmal[0].status == assessment.mal[0].beraknad == status
    assert why in assessment.delmal[0].forklaring


def test_a_missing_motive_is_judged_by_what_is_computed_now(make_workbook: MakeWorkbook) -> None:
    """The cell Beräknad status may hold an earlier result: decided like the computed needs no motive, against it does."""
    decided = PLAN.replace("| Ansvarig |", "| Ansvarig | Beräknad status | Fastställd status |").replace(
        "|---|---|---|---|", "|---|---|---|---|---|---|"
    )

    def codes(beraknad: str, faststalld: str) -> set[str]:
        row = decided.replace("| Kultur |", f"| Kultur | {beraknad} | {faststalld} |")
        assessment = runxl.assess(make_workbook(row + f"## Indikatorer{INDIKATORER}"))
        return {finding.code for finding in assessment.findings if finding.is_fault}

    assert codes("", "Helt") == codes("Delvis", "Helt") == set()
    assert codes("", "Delvis") == codes("Delvis", "Delvis") == {"RX208"}


def test_how_a_suggestion_is_worded_decides_nothing(
    make_workbook: MakeWorkbook, monkeypatch: pytest.MonkeyPatch
) -> None:
    """That a sheet has been renamed is a fact of the workbook; the sentence about it is only told."""
    monkeypatch.setattr(notices, "suggestion", lambda _, known: f" Avsåg du {next(iter(known), '')}?")
    renamed = f"## Indikatorer{INDIKATORER}## Aktiviteter (saknas)\n## Aktivitet{AKTIVITETER}"
    assessment = runxl.assess(make_workbook(PLAN + renamed))
    assert any("Avsåg du Aktivitet?" in one.message for one in assessment.findings)
    assert assessment.delmal[0].status == "Delvis"
