"""`runxl demo`: the whole round, told and left to look at."""

from __future__ import annotations

from pathlib import Path

import pytest

import runxl
from runxl.cli import main
from runxl.contract.load import contract
from runxl.verbs.demo.example_facts import CARELESS, periods, rows


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A demonstration, and what it printed."""
    folder = tmp_path_factory.mktemp("demo") / "exempel"
    with pytest.MonkeyPatch.context() as patched:
        lines: list[str] = []
        patched.setattr("builtins.print", lambda *said, **_: lines.append(" ".join(map(str, said))))
        assert main(["demo", str(folder)]) == 0
    return folder, "\n".join(lines)


def test_it_tells_every_step_of_the_year(told: tuple[Path, str]) -> None:
    steps = [line for line in told[1].splitlines() if line[:1].isdigit()]
    assert [step.split(":")[0] for step in steps] == [
        "1. Planen",
        "2. DÅ 1 börjar",
        "3. Svaren",
        "4. Insamlingen",
        "5. Måluppfyllelsen",
        "6. DÅ 2",
        "7. Årsrapport",
        "8. Rapporten och sammanställningen",
        "9. Nästa år",
    ]
    assert told[1].count("7 av 7 enheter har svarat") == len(periods())
    assert "19 delmål: 6 helt uppfyllda, 13 delvis uppfyllda, 0 ej uppfyllda" in told[1]
    assert "påhittat för exemplet" in told[1]


def test_the_fault_in_an_answer_is_found_at_its_cell_and_mended(told: tuple[Path, str]) -> None:
    """The careless unit's first workbook has one fault; what it sent in the end has none."""
    assert f"{CARELESS} 40" in told[1]
    for period in periods():
        returned = sorted((told[0] / f"Svar {period}").glob("*.xlsx"))
        assert len(returned) == 7
        assert not runxl.validate(*returned).has_faults


def test_every_period_has_answers_of_its_own(told: tuple[Path, str]) -> None:
    """Each is remembered with its own outcome, and the copy that was kept of it still says so."""
    plan = told[0] / "Plan 2024.xlsx"
    remembered = {
        row["Period"]: row["Utfall"]
        for row in runxl.read(plan).to_dict()["Tidigare perioder"]
        if row["Objekt"] == "Indikator" and row["Nr"] == "3.8.1"
    }
    assert remembered == {"DÅ 1": 96, "DÅ 2": 341, "Årsrapport": 556}
    for period in periods()[:-1]:
        kept = runxl.assess(told[0] / f"Plan 2024 ({period} 2024).xlsx").to_dict()
        outcomes = {one["nr"]: one["utfall"] for one in kept["indikatorer"]}
        assert outcomes["3.8.1"] == remembered[period]


def test_what_is_made_up_says_so(told: tuple[Path, str]) -> None:
    """On its row in the copies of the periods, and in the folder's own text."""
    for period in periods()[:-1]:
        rows = runxl.read(told[0] / f"Plan 2024 ({period} 2024).xlsx").to_dict()
        answered = [
            row for row in (*rows["Indikatorer"], *rows["Aktiviteter"]) if row.get("Utfall") or row.get("Status")
        ]
        answered = [row for row in answered if row.get("Utfall") or "Aktivitet" in row]
        assert answered
        assert {row["Kommentar"] for row in answered} == {"Påhittat för exemplet."}
    assert "påhittade" in (told[0] / "LÄS MIG.txt").read_text(encoding="utf-8")


def test_the_years_end_gives_the_verdicts_of_the_example(told: tuple[Path, str], tmp_path: Path) -> None:
    """Nothing was lost or changed on the way out and back, or from one period to the next."""
    example = runxl.new(tmp_path / "Exempel.xlsx", example=True)
    lived, whole = (runxl.assess(path).to_dict() for path in (told[0] / "Plan 2024.xlsx", example))
    assert lived["sammanfattning"] == whole["sammanfattning"]
    for part in ("mal", "delmal", "indikatorer", "aktiviteter"):
        for one in (*lived[part], *whole[part]):
            one.pop("utveckling", None)  # the example remembers no earlier period
        assert lived[part] == whole[part]


def test_the_units_were_asked_with_empty_cells(told: tuple[Path, str]) -> None:
    """No sent workbook says what the answer will be; each says the target that holds in the period."""
    asked = [*told[0].glob("Utskick */*.xlsx")]
    assert len(asked) == 7 * len(periods())
    for sent in asked:
        rows = runxl.read(sent).to_dict()
        assert not any(row["Utfall"] for row in rows.get("Indikatorer", []))
        assert not any(row["Status"] for row in rows.get("Aktiviteter", []) if "DÅ" in str(sent))
    digital = runxl.read(told[0] / "Utskick DÅ 1" / "Svar Digitalisering – DÅ 1 2024.xlsx").to_dict()
    assert {row["Nr"] for row in digital["Periodvärden"]} == {"3.8.1", "3.8.2"}


def test_the_next_year_begins_with_the_last_whole_year(told: tuple[Path, str]) -> None:
    rows = {row["Nr"]: row for row in runxl.read(told[0] / "Plan 2025.xlsx").to_dict()["Indikatorer"]}
    assert (rows["3.8.1"]["Tidigare utfall"], rows["3.8.1"]["Tidigare utfall år"]) == (556, 2024)
    assert rows["3.8.1"]["Utfall"] is None


def test_a_demonstration_is_replaced_on_demand_only(told: tuple[Path, str], capsys: pytest.CaptureFixture[str]) -> None:
    """And what else stands in the folder is left alone."""
    mine = told[0] / "min fil.txt"
    mine.write_text("min", encoding="utf-8")
    assert main(["demo", str(told[0])]) == 2
    assert "--ersatt" in capsys.readouterr().err
    assert main(["demo", str(told[0]), "--ersatt"]) == 0
    assert mine.read_text(encoding="utf-8") == "min"


def test_a_folder_with_something_else_in_it_is_never_touched(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Not even with --ersatt: it is not ours."""
    (tmp_path / "Plan 2024.xlsx").write_bytes(b"mitt arbete")
    assert main(["demo", str(tmp_path), "--ersatt"]) == 2
    assert "är inte tom" in capsys.readouterr().err
    assert (tmp_path / "Plan 2024.xlsx").read_bytes() == b"mitt arbete"


@pytest.mark.parametrize("name", ["driftredovisning", "verksamheter", "anslag", "personal"])
def test_the_years_figures_stand_in_the_plan(told: tuple[Path, str], name: str) -> None:
    """Each amount that the report told of, though the row had none when the answers were asked for."""
    found = runxl.read(told[0] / "Plan 2024.xlsx").tables[name]
    for column in contract().tables[name].columns:
        if column.belongs_to_period:
            wanted = [row.get(column.name) for row in rows()[name]]
            assert list(found.values(column.name)) == wanted, column.title
