"""`validera` and `berakna` say the same of the same file: every finding, at the same cells."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import runxl
from runxl.cli import main
from runxl.contract.load import contract
from runxl.findings import Finding
from runxl.verbs.examine import examine, reported
from runxl.workbook.layout import filled
from runxl.workbook.tables import Raw, RawSheet, Workbook
from tests.conftest import MakeWorkbook
from tests.output.workbooks import change, step

PLAN = """
## Mål
| Nr | Mål |
|---|---|
| 1 | Ett mål |
## Delmål
| Nr | Mål | Delmål | Ansvarig | Beräknad status | Fastställd status | Motivering |
|---|---|---|---|---|---|---|
| 1.1 | 1 | Ett | Kultur | Inte | Inte | |
| 1.2 | 1 | Två | Kultur | Inte | Helt | |
## Indikatorer
| Nr | Delmål | Indikator | Typ | Målvärde | Utfall | Periodicitet |
|---|---|---|---|---|---|---|
| 1.1.1 | 1.1 | Besök | Minst | 10 | 12 | År |
| 1.2.1 | 1.2 | Lån | Minst | 10 | 12 | År |
"""
STATUSES = ("", "Helt", "Delvis", "Inte", "Ej bedömd")
PERIODS = ("Nämndplan", "DÅ 1", "DÅ 2", "Årsrapport")


def test_a_decision_is_accused_at_one_cell_whoever_is_asked(
    make_workbook: MakeWorkbook, capsys: pytest.CaptureFixture[str]
) -> None:
    """Both are Helt. 1.1 contradicts that and agrees with the result that happens to stand there; 1.2 the other way round."""
    path = str(make_workbook(PLAN))

    def told(*command: str) -> list[dict[str, Any]]:
        assert main([*command, "--json"]) == 1
        found: dict[str, Any] = json.loads(capsys.readouterr().out)
        return [one for one in found.get("filer", [found])[0]["fynd"] if one["niva"] == "fel"]

    validated, computed = told("validera", path), told("berakna", path, "--bara-visa")
    assert validated == computed
    assert [(one["kod"], one["blad"], one["cell"]) for one in validated] == [("RX208", "Delmål", "I2")]


def test_all_that_assessing_finds_is_shown_and_marked(make_workbook: MakeWorkbook) -> None:
    """The same outcome and the same decision given again in the next period: RX402 and RX403, which only assessing can find."""
    path = make_workbook(PLAN.replace("| Inte | Inte | |", "| | Inte | Läget |").replace("| År |", "| Tertial |"))
    runxl.write_back(path, runxl.assess(path, "DÅ 1"))
    step(path, "DÅ 2")
    change(path, "Delmål", H2="Inte", I2="Läget")
    codes = {one.code for one in runxl.validate(path)}
    assert codes >= {"RX402", "RX403"}
    assert runxl.validate(path).findings == runxl.assess(path).findings == runxl.validate(runxl.read(path)).findings


def test_the_example_is_told_of_alike(tmp_path: Path) -> None:
    path = runxl.new(tmp_path / "exempel.xlsx", example=True)
    assert runxl.validate(path).findings == runxl.assess(path).findings


def _sheet(name: str, rows: list[dict[str, Raw]]) -> RawSheet:
    table = contract().tables[name]
    titles: list[Raw] = [column.title for column in table.columns]
    return RawSheet(table.sheet, [titles, *([row.get(column.name) for column in table.columns] for row in rows)])


MOTIVES = st.sampled_from([None, None, "Läget"])
DECISIONS = {
    "beraknad_status": st.sampled_from([one or None for one in STATUSES]),
    "faststalld_status": st.sampled_from([one or None for one in STATUSES]),
    "motivering": MOTIVES,
}
PLANS = st.fixed_dictionaries(
    {
        "installningar": st.builds(
            lambda period: [{"installning": "Period", "varde": period}, {"installning": "År", "varde": 2024.0}],
            st.sampled_from(PERIODS),
        ),
        "mal": st.lists(
            st.fixed_dictionaries({"nr": st.sampled_from("12"), "mal": st.just("M"), **DECISIONS}),
            min_size=1,
            max_size=3,
        ),
        "delmal": st.lists(
            st.fixed_dictionaries(
                {
                    "nr": st.sampled_from(["1.1", "1.2", "2.1"]),
                    "mal": st.sampled_from("12"),
                    "delmal": st.just("D"),
                    **DECISIONS,
                }
            ),
            max_size=4,
        ),
        "indikatorer": st.lists(
            st.fixed_dictionaries(
                {
                    "nr": st.sampled_from(["1.1.1", "1.1.2", "1.2.1"]),
                    "delmal": st.sampled_from(["1.1", "1.2", "9.9"]),
                    "indikator": st.just("I"),
                    "typ": st.sampled_from(["Minst", "Ja/Nej", "Öka"]),
                    "malvarde": st.sampled_from([None, 10.0]),
                    "utfall": st.sampled_from([None, 12.0, 9.0, "oläsligt"]),
                }
            ),
            max_size=4,
        ),
        "historik": st.lists(
            st.fixed_dictionaries(
                {
                    "ar": st.just(2024.0),
                    "period": st.sampled_from(PERIODS),
                    "objekt": st.just("Delmål"),
                    "nr": st.sampled_from(["1.1", "1.2"]),
                    "faststalld_status": st.sampled_from(STATUSES[1:]),
                    "beraknad_vid_beslut": st.sampled_from(STATUSES[1:]),
                    "motivering": MOTIVES,
                }
            ),
            max_size=3,
        ),
        "dispenser": st.lists(
            st.fixed_dictionaries(
                {
                    "kod": st.sampled_from(["RX208", "RX102"]),
                    "blad": st.just("Delmål"),
                    "nr": st.just("1.1"),
                    "motivering": st.just("Prövad"),
                }
            ),
            max_size=1,
        ),
    }
)


@settings(deadline=None, max_examples=60)
@given(plan=PLANS)
def test_any_plan_is_told_of_alike_and_its_result_cells_change_nothing(plan: dict[str, list[dict[str, Raw]]]) -> None:
    def book() -> Workbook:
        sheets = [_sheet(name, rows) for name, rows in plan.items()]
        return filled(Workbook(Path("plan.xlsx")), sheets, to_write=False)

    found = reported([book()]).findings
    assert found == examine(book()).assess().findings
    for row in (*plan["mal"], *plan["delmal"]):
        row["beraknad_status"] = None
    assert _faults(reported([book()]).findings) == _faults(found)


def _faults(findings: tuple[Finding, ...]) -> list[tuple[str, str, str]]:
    return [(one.code, one.sheet, one.cell) for one in findings if one.is_fault]
