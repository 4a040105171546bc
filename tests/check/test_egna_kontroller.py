"""A region's own checks, joined by the entry point runxl.checks: seen in every face, and never the end of a run."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import runxl
from runxl.check.check import check
from runxl.cli import main
from runxl.contract import own_checks
from runxl.verbs.samla.collect import collect
from tests.conftest import MakeWorkbook

TOP = Path(__file__).resolve().parents[2]
PLAN = """
## Mål
| Nr | Mål |
| 1 | Ett mål |
## Delmål
| Nr | Mål | Delmål | Ansvarig |
| 1.1 | 1 | Ett delmål | HR |
## Indikatorer
| Nr | Delmål | Indikator | Typ | Målvärde | Utfall | Periodicitet | Källa |
| 1.1.1 | 1.1 | Besök | Minst | 10 | 12 | År | Kolada |
| 1.1.2 | 1.1 | Samtal | Minst | 10 | 12 | År | |
{more}
"""
RULE = runxl.Rule(
    code="REG001",
    slug="kalla-saknas",
    severity="fel",
    title="Källan saknas",
    message="{nyckel} saknar källa.",
    why="Regionen vill kunna följa varje siffra till sin källa.",
    remedy="Skriv var siffran kommer ifrån i Källa.",
    example="Kolada",
)


def source_is_told(checked: runxl.Checked) -> Iterator[runxl.Finding]:
    """Varje indikator har en källa."""
    for row in checked.indikatorer:
        if not row.kalla:
            yield checked.finding(RULE, row, "kalla")


def bare(_checked: runxl.Checked) -> Iterator[runxl.Finding]:
    yield runxl.Finding("REG002", "", "info", "Hej", "")


def raising(checked: runxl.Checked) -> Iterator[runxl.Finding]:
    yield from source_is_told(checked)
    raise ValueError("kolumnen finns\ninte")


def leaving(_checked: runxl.Checked) -> Iterable[runxl.Finding]:
    sys.exit(3)


def _join(monkeypatch: pytest.MonkeyPatch, *joined: own_checks.Joined) -> None:
    own_checks.joined.cache_clear()
    for room in ("runxl.check.own", "runxl.contract.own_checks"):
        monkeypatch.setattr(f"{room}.joined", lambda: joined)


@pytest.fixture
def own(monkeypatch: pytest.MonkeyPatch) -> None:
    _join(monkeypatch, own_checks.Joined("källor", runxl.OwnCheck(source_is_told, (RULE,))))


@pytest.mark.usefixtures("own")
def test_its_finding_stands_at_its_cell_and_the_row_is_not_assessed(make_workbook: MakeWorkbook) -> None:
    """As with a fault of ours."""
    path = make_workbook(PLAN.format(more=""))
    (found,) = (one for one in runxl.validate(path) if one.code == "REG001")
    cell = openpyxl.load_workbook(path)["Indikatorer"][found.cell]
    assert (found.sheet, found.row, found.column, found.key) == ("Indikatorer", 3, "Källa", "1.1.2")
    assert cell.column_letter == found.cell[0]
    assert found.message == "1.1.2 saknar källa."
    assessed = runxl.assess(path)
    assert [one.status for one in assessed.indikatorer] == ["Helt", "Ej bedömd"]
    assert "REG001" in assessed.indikatorer[1].forklaring


@pytest.mark.usefixtures("own")
def test_it_is_told_by_every_face(make_workbook: MakeWorkbook, capsys: pytest.CaptureFixture[str]) -> None:
    """The commands, JSON, the rules list, the sheet Fynd, the report workbook, the summary and the collection."""
    path = make_workbook(PLAN.format(more=""))
    assert main(["validera", str(path), "-o", str(path.with_name("rapport.xlsx"))]) == 1
    assert "REG001" in capsys.readouterr().out
    assert main(["regler"]) == 0
    listed = capsys.readouterr().out
    assert "Egna regler" in listed
    assert "källor  REG001  Varje indikator har en källa." in listed
    assert main(["regler", "reg001"]) == 0
    assert RULE.why in capsys.readouterr().out
    assert main(["regler", "REG001", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["regler"][0]["slug"] == "kalla-saknas"
    runxl.summarize(path, path.with_name("alla.xlsx"))
    assert main(["berakna", str(path), "--json"]) == 1
    assert "REG001" in {one["kod"] for one in json.loads(capsys.readouterr().out)["fynd"]}
    for name in ("rapport.xlsx", path.name, "alla.xlsx"):
        book = openpyxl.load_workbook(path.with_name(name))
        sheet = next(one for one in book.sheetnames if "fynd" in one.casefold())
        assert "REG001" in {str(cell) for row in book[sheet].iter_rows(values_only=True) for cell in row}, name


@pytest.mark.usefixtures("own")
def test_it_is_told_of_an_answer(make_workbook: MakeWorkbook, tmp_path: Path) -> None:
    setting = "## Inställningar\n| Inställning | Värde |\n| År | 2026 |\n| Period | Årsrapport |\n"
    path = make_workbook(setting + PLAN.format(more=""))
    runxl.split(path, tmp_path / "svar")
    (returned,) = collect(tmp_path / "svar", path, dry_run=True).files
    assert "REG001" in {one.code for one in returned.findings}


@pytest.mark.usefixtures("own")
def test_it_can_be_accepted_in_dispenser(make_workbook: MakeWorkbook) -> None:
    """Its code is known there, and a fault that is accepted stops nothing."""
    waiver = "## Dispenser\n| Kod | Blad | Nr | Motivering |\n| REG001 | Indikatorer | 1.1.2 | Räknas för hand |\n"
    path = make_workbook(PLAN.format(more=waiver))
    found = runxl.validate(path)
    assert [one.accepted for one in found if one.code == "REG001"] == [True]
    assert "RX308" not in {one.code for one in found}
    assert runxl.assess(path).indikatorer[1].status == "Helt"


BROKEN: dict[str, tuple[Any, str]] = {
    "raises": (raising, "ValueError: kolumnen finns inte"),
    "leaves": (leaving, "SystemExit: 3"),
    "yields a string": (lambda _: ["hej"], "den lämnade str i stället för ett fynd"),
    "returns nothing": (lambda _: None, "TypeError: 'NoneType' object is not iterable"),
    "takes our code": (lambda _: [runxl.Finding("RX101", "", "fel", "Hej", "")], "koden RX101 ska vara egna bokstäver"),
    "invents a level": (lambda _: [runxl.Finding("REG1", "", "fel", "Hej", "")], "koden REG1 ska vara"),
    "has no message": (lambda _: [runxl.Finding("REG001", "", "fel", "", "")], "ett fynd saknar meddelande"),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_one_that_breaks_is_a_finding_and_all_else_holds(
    kind: str, make_workbook: MakeWorkbook, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A warning that names it; nothing of what it had found by then is told, and the next check is asked."""
    run, why = BROKEN[kind]
    after = own_checks.Joined("sist", runxl.OwnCheck(bare))
    _join(monkeypatch, own_checks.Joined("trasig", runxl.OwnCheck(run)), after)
    found = runxl.validate(make_workbook(PLAN.format(more="")))
    (told,) = (one for one in found if one.code == "RX030")
    assert told.severity == "varning"
    assert f"trasig gick inte att köra: {why}" in told.message
    assert [one.code for one in found if one.code.startswith("REG")] == ["REG002"]


def test_without_any_nothing_is_told(make_workbook: MakeWorkbook) -> None:
    assert "RX030" not in {one.code for one in runxl.validate(make_workbook(PLAN.format(more="")))}


def test_a_bare_function_counts_too(make_workbook: MakeWorkbook, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without rules of its own, listed by its name."""
    _join(monkeypatch, own_checks.Joined("bara", runxl.OwnCheck(bare)))
    found = check([runxl.read(make_workbook(PLAN.format(more="")))])[0].findings
    assert "REG002" in {one.code for one in found}


def test_an_installed_package_joins_by_its_entry_point(make_workbook: MakeWorkbook, tmp_path: Path) -> None:
    """As pip leaves it; one that cannot be loaded is told of, in the rules list too."""
    site = tmp_path / "site"
    (info := site / "regionens-1.0.dist-info").mkdir(parents=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: regionens\nVersion: 1.0\n", encoding="utf-8")
    points = "[runxl.checks]\nbra = regionens:checks\nborta = saknas:checks\nfel = regionens:TAL\n"
    (info / "entry_points.txt").write_text(points, encoding="utf-8")
    (site / "regionens.py").write_text(
        "import runxl\n\nTAL = 1\n\n\ndef checks(checked):\n"
        '    """Vår egen."""\n    yield runxl.Finding("REG007", "var-egen", "info", "Vi var här.", "")\n',
        encoding="utf-8",
    )
    path = make_workbook(PLAN.format(more=""))
    known = {**os.environ, "PYTHONPATH": os.pathsep.join([str(TOP), str(site)])}
    command = [sys.executable, "-P", "-m", "runxl"]
    done = subprocess.run(
        [*command, "validera", str(path)], capture_output=True, encoding="utf-8", env=known, check=False
    )
    assert "REG007" in done.stdout
    assert "borta gick inte att köra: den går inte att läsa in (ModuleNotFoundError" in done.stdout
    assert "regionens:TAL är ingen funktion" in done.stdout
    listed = subprocess.run([*command, "regler"], capture_output=True, encoding="utf-8", env=known, check=True).stdout
    assert "bra  Vår egen." in listed
    assert "borta  går inte att använda" in listed
