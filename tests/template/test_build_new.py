"""`ny`: a new workbook is made whole, and never in place of somebody's work without a copy."""

from __future__ import annotations

import datetime as dt
import re
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

import runxl
from runxl.errors import RunxlError


def settings(path: Path) -> dict[str, object]:
    sheet = openpyxl.load_workbook(path)["Inställningar"]
    return {str(row[0]): row[1] for row in sheet.iter_rows(min_row=2, values_only=True)}


def test_a_new_workbook_is_a_plan_for_the_year_at_hand(tmp_path: Path) -> None:
    """Nämndplan, this year, with an id of its own."""
    path = runxl.new(tmp_path / "plan.xlsx", namnd="Kulturnämnden")
    found = settings(path)
    assert path == tmp_path / "plan.xlsx"
    assert (found["Nämnd"], found["Period"]) == ("Kulturnämnden", "Nämndplan")
    assert found["År"] == dt.datetime.now().astimezone().year
    assert re.fullmatch("[0-9a-f]{8}", str(found["Plan-id"]))


def test_two_new_workbooks_have_different_ids(tmp_path: Path) -> None:
    """So that returns can be told apart."""
    first, second = runxl.new(tmp_path / "a.xlsx"), runxl.new(tmp_path / "b.xlsx")
    assert settings(first)["Plan-id"] != settings(second)["Plan-id"]


def test_the_year_and_the_styrmodell_can_be_chosen(tmp_path: Path) -> None:
    found = settings(runxl.new(tmp_path / "plan.xlsx", styrmodell="Region Norrbotten", year=2027))
    assert (found["Styrmodell"], found["År"]) == ("Region Norrbotten", 2027)


def test_an_existing_file_is_refused_and_left_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    path.write_text("mitt arbete", encoding="utf-8")
    with pytest.raises(RunxlError, match=r"plan\.xlsx finns redan"):
        runxl.new(path)
    assert path.read_text(encoding="utf-8") == "mitt arbete"


def test_a_replaced_file_is_kept_as_a_copy(tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    path.write_text("mitt arbete", encoding="utf-8")
    runxl.new(path, replace=True)
    (copy,) = tmp_path.glob("plan.xlsx.bak-*")
    assert re.fullmatch(r"plan\.xlsx\.bak-\d{8}-\d{6}", copy.name)
    assert copy.read_text(encoding="utf-8") == "mitt arbete"
    assert settings(path)["Period"] == "Nämndplan"


def test_an_unknown_styrmodell_is_refused_with_a_suggestion(tmp_path: Path) -> None:
    with pytest.raises(RunxlError, match=r"norboten.*Menade du norrbotten"):
        runxl.new(tmp_path / "plan.xlsx", styrmodell="norboten")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("name", "words"),
    [("plan.xls", "sluta på .xlsx"), ("plan", "sluta på .xlsx"), ("saknas/plan.xlsx", "saknas finns inte")],
)
def test_a_path_that_cannot_be_used_is_refused(tmp_path: Path, name: str, words: str) -> None:
    """Wrong ending, or a folder that is not there."""
    with pytest.raises(RunxlError, match=words):
        runxl.new(tmp_path / name)
    assert not list(tmp_path.iterdir())


def test_a_folder_in_the_files_place_is_refused(tmp_path: Path) -> None:
    (tmp_path / "plan.xlsx").mkdir()
    with pytest.raises(RunxlError, match="är en mapp"):
        runxl.new(tmp_path / "plan.xlsx", replace=True)


@pytest.mark.parametrize("ar", [224, 20244])
def test_an_impossible_year_is_refused(tmp_path: Path, ar: int) -> None:
    """Within the limits that Inställningar sets."""
    with pytest.raises(RunxlError, match=f"År {ar} går inte att använda"):
        runxl.new(tmp_path / "plan.xlsx", year=ar)


def test_a_write_that_fails_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The new file takes the old one's place in one step or not at all."""
    path = runxl.new(tmp_path / "plan.xlsx")
    before = path.read_bytes()

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("os.replace", refuse)
    with pytest.raises(RunxlError, match=r"Det går inte att skriva plan\.xlsx"):
        runxl.new(path, replace=True)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_the_layout_can_be_asked_without_loading_anything_heavy() -> None:
    """Rooms that only need the places on Sammanfattning do not pay for a workbook writer."""
    program = "import sys, runxl.workbook.places; print('xlsxwriter' in sys.modules, 'pandas' in sys.modules)"
    told = subprocess.run([sys.executable, "-I", "-c", program], check=True, capture_output=True, encoding="utf-8")
    assert told.stdout.split() == ["False", "False"]
