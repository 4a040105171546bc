"""The handbook's page Flytta in, by its own words: from a plan in Word to workbooks for the units, checked on the way."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import openpyxl
import pytest

from runxl.cli import main
from tests.verbs.importera.written import DATA, sheet, word
from tests.verbs.returns import changed, column_of, put

PAGE = Path(__file__).resolve().parents[3] / "docs" / "handbok" / "flytta_in.md"
_ACTIVITIES = [["Delmål", "Aktivitet", "Status"], ["1.1", "Ta fram en rapport", "Försenad"]]


def _answers(book: openpyxl.Workbook) -> None:
    """What the page says that a plan seldom says, and that somebody fills in."""
    for name in ("Delmål", "Uppdrag"):
        ws = book[name]
        for row in range(2, ws.max_row + 1):
            if ws.cell(row, 1).value:
                ws.cell(row, column_of(ws, "Ansvarig")).value = "Kultur"


def test_every_command_of_the_page_does_what_the_page_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """In the page's order, in one folder, with the plan of 2026 as it stands in Word."""
    monkeypatch.chdir(tmp_path)
    word(tmp_path / "Nämndplan 2026.docx", (DATA / "plan_2026.md").read_text(encoding="utf-8"))
    sheet(tmp_path / "Aktiviteter.xlsx", ("Aktiviteter", _ACTIVITIES))
    commands = re.findall(r"^\$ runxl (.+)$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert [shlex.split(one)[0] for one in commands] == ["importera"] * 3 + ["validera", "period", "dela"]
    for command in commands:
        if command.startswith("validera"):
            put(changed(tmp_path / "Plan 2026.xlsx", _answers), {("Inställningar", "Kontakt", "Värde"): "a@region.se"})
        assert main(shlex.split(command)) == 0, command
        said = capsys.readouterr()
        assert not command.startswith("validera") or "Inga fel" in said.out
    assert [path.name for path in (tmp_path / "Utskick").glob("*.xlsx")] == ["Svar Kultur – DÅ 1 2026.xlsx"]
    assert openpyxl.load_workbook(tmp_path / "Plan 2026.xlsx")["Aktiviteter"]["C2"].value == "Ta fram en rapport"
