"""A third region adds a file and nothing else: an invented styrmodell, from a new workbook to its Sammanfattning."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from runxl import resources
from runxl.contract.load import load_contract
from tests.output.workbooks import section, summary

TOP = Path(__file__).resolve().parents[2]

SYDLANDET = """
name: sydlandet
title: Region Sydlandet
labels:
  mal: {one: inriktning, many: inriktningar, definite: inriktningen, gender: utrum}
  delmal: {one: satsning, many: satsningar, definite: satsningen, gender: utrum}
  indikator: {one: mått, many: mått, definite: måttet, gender: neutrum}
  aktivitet: {one: insats, many: insatser, definite: insatsen, gender: utrum}
  uppdrag: {one: beställning, many: beställningar, definite: beställningen, gender: utrum}
words: {neutrum: nått, utrum: nådd, plural: nådda, passive: nås}
levels: [mal, delmal, indikator, aktivitet]
assessed: [delmal, mal]
numbers_shown: false
trend_shown: true
only_at_year_end: följs upp i januari
periods:
  - {name: Underlag, months: [], last_day: "01-01", plan: true}
  - {name: Nämndplan, months: [], last_day: "01-01", plan: true}
  - {name: DÅ 1, months: [1, 2, 3, 4, 5, 6], last_day: "06-30"}
  - {name: DÅ 2, months: [7, 8, 9], last_day: "09-30"}
  - {name: Årsrapport, months: [10, 11, 12], last_day: "12-31", year_end: true}
scale:
  levels:
    - {word: Helt, threshold: 95, bidrag: fullt, colour: grönt, mark: {symbol: ✔, text: "#0B6B3A", ground: "#DDF2E3", solid: "#2E8B57"}}
    - {word: Delvis, threshold: 50, bidrag: delvis, colour: gult, mark: {symbol: ◐, text: "#7A5200", ground: "#FFF0C2", solid: "#E0A100"}}
    - {word: Inte, counted: ej, bidrag: inget, colour: rött, mark: {symbol: ✖, text: "#A31621", ground: "#FBE0E2", solid: "#C8323C"}}
rounding: aldrig
rounding_limit: 1
contribution:
  Avslutad: fullt
  Pågående enligt plan: fullt
  Pausad: delvis
  Klar med avvikelse: delvis
  Försenad: inget
  Ej påbörjad: inget
answers: {Ja: Helt, Delvis: Delvis, Nej: Inte}
equal_to_base: Helt
nothing_due: Helt
mixed: Delvis
all_none: Delvis
accepted_deficit: 2.5
"""

PROGRAM = """
import datetime as dt, sys
from pathlib import Path
from runxl import resources
folder, plan = Path(sys.argv[1]), Path(sys.argv[2])
resources.validation = lambda: folder

import runxl
from runxl.cli import main
from runxl.verbs.berakna import berakna
from runxl.workbook.edits import Edit, Edits
from runxl.workbook.patch import patch

assert main(["ny", str(plan), "--styrmodell", "sydlandet", "--ar", "2024", "--namnd", "Kulturnämnden"]) == 0
cells = {
    "Mål": {"A2": "1", "B2": "Ett rikt liv"},
    "Delmål": {"A2": "1.1", "B2": "1", "C2": "Fler konserter", "D2": "Kultur", "L2": "Helt"},
    "Indikatorer": {
        "A2": "1.1.1", "B2": "1.1", "C2": "Konserter", "E2": "Minst", "G2": 100, "I2": 96, "M2": "Halvår", "U2": 90,
        "A3": "1.1.2", "B3": "1.1", "C3": "Nöjdhet", "E3": "Minst", "G3": 80, "M3": "År",
    },
    "Uppdrag": {"A2": "U1", "B2": "Nämnd till förvaltning", "C2": "Turné", "E2": "Pågående", "I2": "2024-06-01"},
    "Driftredovisning": {"A2": "Netto", "B2": "Resultatpost", "C2": "mkr", "G2": -102, "H2": -100, "I2": -2},
}
patch(plan, Edits(cells=tuple(Edit(s, cell, value) for s, several in cells.items() for cell, value in several.items())))
assert main(["validera", str(plan)]) == 0
berakna(plan, period="DÅ 1", now=dt.datetime(2024, 7, 1))
assert main(["ny", str(plan.with_name("exempel.xlsx")), "--styrmodell", "sydlandet", "--exempel"]) == 2
"""


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A computed workbook of the invented region. The contract is read once per process, so this is one of its own."""
    folder = tmp_path_factory.mktemp("sydlandet")
    validation = Path(shutil.copytree(resources.validation(), folder / "validation"))
    (validation / "styrmodeller" / "sydlandet.yaml").write_text(SYDLANDET, encoding="utf-8")
    path = folder / "plan.xlsx"
    command = [sys.executable, "-I", "-W", "error", "-c", PROGRAM, str(validation), str(path)]
    told = subprocess.run(command, capture_output=True, encoding="utf-8", cwd=TOP, check=False)
    assert told.returncode == 0, told.stdout + told.stderr
    assert "Det finns inget exempel för Region Sydlandet" in told.stderr
    return path


def test_the_file_alone_makes_a_styrmodell(tmp_path: Path) -> None:
    """Beside the others, and found by its title."""
    folder = Path(shutil.copytree(resources.validation(), tmp_path / "validation"))
    (folder / "styrmodeller" / "sydlandet.yaml").write_text(SYDLANDET, encoding="utf-8")
    found = load_contract(folder).styrmodell("Region Sydlandet")
    assert found is not None
    assert (found.name, found.numbers_shown, str(found.accepted_deficit)) == ("sydlandet", False, "2.5")


def test_it_is_summarised_in_its_own_words(plan: Path) -> None:
    """Headlines, labels and prognosis; what it does not assess says so."""
    lines = summary(plan)
    assert [line[1] for line in lines[5:9]] == [
        "1 inriktning: 1 helt nådd, 0 delvis nådda, 0 ej nådda",
        "1 satsning: 1 helt nådd, 0 delvis nådda, 0 ej nådda",
        "Mått bedöms inte.",
        "1 beställning: 0 klara, 1 pågående, 0 ej påbörjade",
    ]
    assert section(plan, "Inriktningar och satsningar") == [
        ("Ett rikt liv", None, "Helt", "Ingen prognos lämnad", None, "Helt"),
        (None, "Fler konserter", "Helt", "Mål kommer helt nås", None, "Helt"),
    ]


def test_its_own_rules_decide(plan: Path) -> None:
    """96 % is Helt, the yearly measure has its own words, and a forecast two percent over the budget will do."""
    measures = section(plan, "Mått och deras utveckling")
    assert [line[2:4] for line in measures[1:]] == [("Helt", "↑ Bättre"), ("Inte mätt nu", None)]
    assert measures[2][1] == "Ej bedömd: följs upp i januari"
    assert section(plan, "Att uppmärksamma")[0][1] == "Slutdatum 2024-06-01 har passerat, och statusen är inte Klar."
    netto, hint = section(plan, "Driftredovisning (mkr)")
    assert netto[2] == "Helt"
    assert hint[0].endswith("Helt när årsprognosen är högst 2,5 procent sämre än årsbudgeten.")


def test_no_module_names_a_region() -> None:
    named = re.compile("norrbotten|v[aä]sterbotten", re.IGNORECASE)
    modules = sorted((TOP / "runxl").rglob("*.py"))
    assert modules
    assert [path.name for path in modules if named.search(path.read_text(encoding="utf-8"))] == []
