"""What `runxl period` and `runxl berakna` say of the step between periods."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from runxl.cli import main
from tests.conftest import MakeWorkbook

PLAN = """
## Inställningar
| Inställning | Värde |
| Nämnd | Regionala utvecklingsnämnden |
| År | 2026 |
| Period | DÅ 1 |
## Mål
| Nr | Mål |
| 1 | Ett attraktivt län |
## Delmål
| Nr | Mål | Delmål | Ansvarig |
| 1.1 | 1 | Fler deltar | Turism |
## Indikatorer
| Nr | Delmål | Indikator | Typ | Målvärde | Utfall | Läge | Kommentar |
| 1.1.1 | 1.1 | Deltagare | Minst | 90 | {utfall} | | |
| 1.1.2 | 1.1 | Nöjda | Minst | 77 | | {lage} | {kommentar} |
| 1.1.3 | 1.1 | Resor | Minst | 77 | {fler} | | |
"""


@pytest.mark.parametrize(
    ("answers", "dry", "done"),
    [
        ({}, "Det finns inget att tömma.", "Det finns inget att tömma."),
        ({"utfall": "91"}, "1 svar eller beslut töms.", "1 svar eller beslut är tömt."),
        ({"utfall": "91", "fler": "80"}, "2 svar och beslut töms.", "2 svar och beslut är tömda."),
        (
            {"lage": "Följs ej upp", "kommentar": "Mäts inte längre"},
            "Det finns inget att tömma, 2 svar som varar står kvar.",
            "Det finns inget att tömma, 2 svar som varar står kvar.",
        ),
        (
            {"utfall": "91", "lage": "Följs ej upp"},
            "1 svar eller beslut töms, 1 svar som varar står kvar.",
            "1 svar eller beslut är tömt, 1 svar som varar står kvar.",
        ),
    ],
)
def test_the_step_says_what_goes_and_what_stands(
    answers: dict[str, str], dry: str, done: str, make_workbook: MakeWorkbook, capsys: pytest.CaptureFixture[str]
) -> None:
    """Grammar right for none, one and many."""
    path = make_workbook(PLAN.format(**{"utfall": "", "fler": "", "lage": "", "kommentar": "", **answers}))
    main(["berakna", str(path)])
    capsys.readouterr()
    assert main(["period", str(path), "DÅ 2", "--bara-visa"]) == 0
    assert " ".join(capsys.readouterr().out.split()).startswith(f"DÅ 1 2026 → DÅ 2 2026. {dry} Inget är skrivet.")
    assert main(["period", str(path), "DÅ 2"]) == 0
    assert f"är nu i DÅ 2 2026. {done} " in " ".join(capsys.readouterr().out.split())


@pytest.mark.parametrize("choice", [[], ["--bara-visa"]])
def test_answers_of_another_period_are_refused_in_a_few_lines(
    choice: list[str],
    make_workbook: MakeWorkbook,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The finding and what to do about it, and no row of the plan."""
    path = _of_another_period(make_workbook(PLAN.format(utfall="91", fler="80", lage="", kommentar="")))
    before = path.read_bytes()
    capsys.readouterr()
    monkeypatch.chdir(path.parent)  # a longer name takes more lines
    assert main(["berakna", path.name, *choice]) == 1
    said = capsys.readouterr().out
    words = " ".join(said.split())
    assert all(word in words for word in ("RX225", "Inställningar!B", "DÅ 1 2026", "Gör så här"))
    assert not any(word in said for word in ("Ej bedömd", "Deltagare", "regionmål"))
    assert len(said.splitlines()) < 10
    assert path.read_bytes() == before


def _of_another_period(path: Path) -> Path:
    """Computed in DÅ 1, and then called DÅ 2 by hand."""
    assert main(["berakna", str(path)]) == 0
    book = openpyxl.load_workbook(path)
    next(row[1] for row in book["Inställningar"].iter_rows(min_row=2) if row[0].value == "Period").value = "DÅ 2"
    book.save(path)
    return path
