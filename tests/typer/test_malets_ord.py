"""What is aimed at, in the words of each Typ: the same in Word, slides and sheets."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

import runxl
from runxl.check.rows import Indikator
from runxl.measure.values import PartValue
from runxl.typer import typer
from tests.conftest import MakeWorkbook

D = Decimal

WORDS: list[tuple[str, dict[str, Any], str, object]] = [
    ("Minst", {"malvarde": D(1350)}, "1\u00a0350 %", 1350),
    ("Minst", {}, "", None),
    ("Högst", {"malvarde": D(14)}, "Högst 14 %", 14),
    ("Högst", {}, "", None),
    ("Intervall", {"malvarde": D(40), "malvarde_max": D(60)}, "40–60 %", 40),
    ("Intervall", {"malvarde": D(40)}, "40 %", 40),
    ("Öka", {"utgangsvarde": D("0.5"), "malvarde": "Positiv trend"}, "Positiv trend", "Positiv trend"),
    ("Öka", {"utgangsvarde": D("0.5")}, "Mer än 0,5 %", "Mer än 0,5 %"),
    ("Öka", {"malvarde": "Positiv trend"}, "Positiv trend", "Positiv trend"),
    ("Minska", {"utgangsvarde": D(3)}, "Mindre än 3 %", "Mindre än 3 %"),
    ("Bibehåll", {"utgangsvarde": D(14)}, "Minst 14 %", "Minst 14 %"),
    ("Förändring", {"malvarde": D(15), "enhet": "mkr"}, "+15 %", 15),
    ("Förändring", {"malvarde": D(-15), "enhet": "mkr"}, "\u221215 %", -15),
    ("Förändring", {}, "", None),
    ("Bibehåll", {"utgangsvarde": D(14), "malvarde": "Bibehåller eller öka"}, "Bibehåller eller öka", "Bibehåller eller öka"),
    ("Budget", {"malvarde": "Hålla budget"}, "Hålla budget", "Hålla budget"),
    ("Budget", {}, "Budget i balans", "Budget i balans"),
    ("Budget", {"malvarde": D(-5), "enhet": "mkr"}, "Underskott högst 5 mkr", -5),
    ("Ja/Nej", {}, "Ja", "Ja"),
    ("Skala", {"malvarde": D("4.0"), "enhet": "1–6"}, "4,0", 4),
    ("Milstolpe", {"malvarde": "Handlingsplan antagen"}, "Handlingsplan antagen", "Handlingsplan antagen"),
    ("Sammansatt", {"malvarde": (PartValue(D(20), "personer"), PartValue(D(12), "kommuner"))}, "20 personer/12 kommuner", "20 personer/12 kommuner"),
    ("Kontrollmått", {}, "", None),
    ("Utan namn", {"malvarde": D(3)}, "3 %", 3),
]  # fmt: skip


@pytest.mark.parametrize(("typ", "values", "said", "cell"), WORDS)
def test_a_target_is_told_as_its_typ_means_it(typ: str, values: dict[str, Any], said: str, cell: object) -> None:
    """In a sheet what can be reckoned with stays a number."""
    row = Indikator(**{"typ": typ, "enhet": "%", **values})
    assert (row.aim(row.malvarde), row.aim_in_cell(row.malvarde)) == (said, cell)


def test_every_typ_is_worded_here() -> None:
    assert {typ for typ, *_ in WORDS} >= set(typer())


def test_a_budget_may_have_its_target_in_words(make_workbook: MakeWorkbook) -> None:
    """`Hålla budget` is kept as it is written, and judges nothing; what only looks like a number is a fault."""
    rows = "| 1 | 1 | Ekonomi | mkr | Budget | {} | 4 |"
    head = "## Mål\n| Nr | Mål |\n| 1 | M |\n## Delmål\n| Nr | Mål | Delmål |\n| 1 | 1 | D |\n"
    head += "## Indikatorer\n| Nr | Delmål | Indikator | Enhet | Typ | Målvärde | Utfall |\n"
    kept = runxl.assess(make_workbook(head + rows.format("Hålla budget"))).indikatorer[0]
    assert (kept.row.malvarde, kept.status) == ("Hålla budget", "Helt")
    faulty = runxl.validate(make_workbook(head + rows.format("cirka 4 mkr"))).findings
    assert [one.cell for one in faulty if one.is_fault and one.sheet == "Indikatorer"] == ["G2"]
