"""`runxl demo`: the whole round, told and left to look at."""

from __future__ import annotations

from pathlib import Path

import pytest

import runxl
from runxl.cli import main
from runxl.verbs.demo import CARELESS


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A demonstration, and what it printed."""
    folder = tmp_path_factory.mktemp("demo") / "exempel"
    with pytest.MonkeyPatch.context() as patched:
        lines: list[str] = []
        patched.setattr("builtins.print", lambda *said, **_: lines.append(" ".join(map(str, said))))
        assert main(["demo", str(folder)]) == 0
    return folder, "\n".join(lines)


def test_it_tells_every_step(told: tuple[Path, str]) -> None:
    steps = [line for line in told[1].splitlines() if line[:1].isdigit()]
    assert [step.split(":")[0] for step in steps] == [
        "1. Planen",
        "2. Utskicket",
        "3. Svaren",
        "4. Insamlingen",
        "5. Måluppfyllelsen",
        "6. Sammanställningen",
    ]
    assert "7 av 7 enheter har svarat" in told[1]
    assert "19 delmål: 6 helt uppfyllda, 13 delvis uppfyllda, 0 ej uppfyllda" in told[1]


def test_the_fault_in_an_answer_is_found_at_its_cell_and_mended(told: tuple[Path, str]) -> None:
    """The careless unit's first workbook has one fault; what it sent in the end has none."""
    assert CARELESS in told[1]
    returned = sorted((told[0] / "svar").glob("*.xlsx"))
    assert len(returned) == 7
    assert not runxl.validate(*returned).has_faults


def test_what_was_collected_gives_the_verdicts_of_the_example(told: tuple[Path, str], tmp_path: Path) -> None:
    """Nothing was lost or changed on the way out and back: the plan says the same as the example that nobody sent."""
    example = runxl.new(tmp_path / "Exempel.xlsx", example=True)
    collected, whole = (runxl.assess(path).to_dict() for path in (told[0] / "Plan 2024.xlsx", example))
    for part in ("sammanfattning", "mal", "delmal", "indikatorer", "aktiviteter"):
        assert collected[part] == whole[part]


def test_the_units_were_asked_with_empty_cells(told: tuple[Path, str]) -> None:
    """No sent workbook says what the answer will be."""
    for sent in (told[0] / "utskick").glob("*.xlsx"):
        rows = runxl.read(sent).to_dict()
        assert not any(row["Utfall"] for row in rows.get("Indikatorer", []))
        assert not any(row["Status"] for row in rows.get("Aktiviteter", []))


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
