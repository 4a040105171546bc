"""Every button in every Excel, through xlwings' own engines: Python awake, Python started anew, and a Mac."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from unittest.mock import Mock

import openpyxl
import pytest
import xlwings

import runxl
from runxl.addin import open_excel
from runxl.addin.main import ACTIONS
from runxl.addin.read_book import read_open
from runxl.errors import RunxlError
from runxl.extras import EXTRAS
from runxl.verbs.berakna import berakna
from runxl.workbook.read import read
from tests.addin.every_excel import (
    STATES,
    UNFORESEEN,
    Opened,
    awake,
    filtered,
    in_kronor,
    local,
    mac,
    on_sharepoint,
    read_only,
    started,
    values,
)
from tests.addin.fake_excel import Excel, click
from tests.addin.live import TRAPS, cells_of, contents, set_traps, with_totals
from tests.conftest import MakeWorkbook
from tests.output.workbooks import NOW, PLAN


@pytest.mark.parametrize(
    ("opened", "styrmodell"),
    [
        pytest.param(
            each, styrmodell, marks=() if (each is awake) == (styrmodell == "norrbotten") else pytest.mark.lang
        )
        for each in (awake, started, mac)
        for styrmodell in ("vasterbotten", "norrbotten")
    ],
    indirect=["opened"],
)
def test_the_button_writes_what_the_command_writes(opened: Opened, tmp_path: Path, styrmodell: str) -> None:
    """Cell for cell in every sheet, with links and tables; texts stay texts; undo brings back what stood there."""
    path = runxl.new(tmp_path / "plan.xlsx", example=True, styrmodell=styrmodell)
    if styrmodell == "vasterbotten":
        set_traps(path)
    excel = opened(path)
    before = values(excel)
    assert "är beräknad" in click(excel, "berakna")
    excel.book.save(tmp_path / "live.xlsx")
    live, closed = contents(tmp_path / "live.xlsx"), contents(berakna(path, now=NOW).file)
    for sheet, expected in closed.items():
        assert live[sheet] == expected, sheet
    assert "är ångrad" in click(excel, "angra")
    assert values(excel) == before


def test_an_open_workbook_is_read_as_its_file(opened: Opened, make_workbook: MakeWorkbook) -> None:
    """Values with their kinds, errors, moments, hidden rows, merged cells, tables and what was noticed."""
    path = make_workbook(TRAPS)
    book = openpyxl.load_workbook(path)
    sheet = book["Indikatorer"]
    sheet["F2"], sheet["F3"] = 0.8, 0.25
    sheet["F3"].number_format = "0.0 %"
    for cell, error in (("I2", "#N/A"), ("I3", "#DIV/0!"), ("I4", "#VALUE!")):
        sheet[cell] = error
        sheet[cell].data_type = "e"
    sheet.row_dimensions[3].hidden = True
    book["Uppdrag"].merge_cells("C2:C3")
    book["Delmål"]["E40"] = "utanför"
    book["Uppdrag"]["I2"], book["Uppdrag"]["J2"] = NOW.replace(tzinfo=None), True
    book.save(path)
    opened(path)
    filed, live = read(path, name=path.name, to_write=True), read_open(open_excel.caller())
    assert live.findings == filed.findings
    for name, raw in filed.sheets.items():
        assert cells_of(live.sheets[name]) == cells_of(raw), name
        assert (live.sheets[name].hidden_rows, live.sheets[name].merged) == (raw.hidden_rows, raw.merged), name


def test_a_totals_row_is_no_row_of_the_table(opened: Opened, make_workbook: MakeWorkbook) -> None:
    """Neither in the file nor in the open workbook."""
    path = with_totals(make_workbook(PLAN))
    opened(path)
    filed, live = read(path, to_write=True), read_open(open_excel.caller())
    assert live.sheets["Uppdrag"].totals == filed.sheets["Uppdrag"].totals == 1
    assert live.tables["uppdrag"] == filed.tables["uppdrag"]
    assert "Summa" not in live.tables["uppdrag"].values("nr")


def test_a_totals_row_is_written_over_neither_in_a_file_nor_in_excel(
    opened: Opened, make_workbook: MakeWorkbook
) -> None:
    """A table that must grow cannot: the same is said, and nothing is written."""
    path = with_totals(make_workbook(PLAN), "Tidigare perioder")
    with pytest.raises(RunxlError) as refused:
        berakna(path, now=NOW)
    excel = opened(path)
    before = values(excel)
    assert click(excel, "berakna") == str(refused.value)
    assert values(excel) == before


@pytest.mark.parametrize(
    ("opened", "state"),
    [
        pytest.param(each, state, marks=() if (place % 2 == 0) == (each is started) else pytest.mark.lang)
        for place, state in enumerate(STATES)
        for each in (started, mac)
    ],
    indirect=["opened"],
    ids=lambda one: one.__name__,
)
def test_every_button_works_whatever_the_workbook_is_like(
    opened: Opened, make_workbook: MakeWorkbook, state: Callable[[Excel], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Done, or told why not; and after each of them the last change is taken back, and all else is as it was.

    None asks xlwings where the workbook lies, which it looks for in every folder of OneDrive's, and fails of SharePoint's.
    """
    monkeypatch.setattr(xlwings.Book, "fullname", property(Mock(side_effect=AssertionError("frågas aldrig"))))
    excel = opened(make_workbook(PLAN))
    state(excel)
    excel.answer = False
    for action in sorted(set(ACTIONS) - {"angra"}):
        before, protection = values(excel), [sheet.protection.sheet for sheet in excel.book.worksheets]
        said = click(excel, action)
        assert UNFORESEEN not in said, action
        assert [sheet.protection.sheet for sheet in excel.book.worksheets] == protection
        if action in {"berakna", "sammanfattning"} and state is not read_only:
            assert values(excel) != before
            assert "är ångrad" in click(excel, "angra")
            assert values(excel) == before, action
        else:
            assert UNFORESEEN not in click(excel, "angra"), action


@pytest.mark.parametrize("state", [local, in_kronor, filtered, on_sharepoint], ids=lambda one: one.__name__)
def test_the_answer_is_that_of_the_file(
    opened: Opened, make_workbook: MakeWorkbook, state: Callable[[Excel], None], tmp_path: Path
) -> None:
    """However cells are formatted and wherever the workbook was opened from."""
    excel = opened(make_workbook(PLAN))
    state(excel)
    excel.book.save(tmp_path / "fil.xlsx")
    checked = runxl.validate(tmp_path / "fil.xlsx")
    click(excel, "validera")
    found = [row[1] for row in excel.book["Fynd"].iter_rows(min_row=2, max_col=2, values_only=True) if row[1]]
    assert found == [one.code for one in checked.findings]


@pytest.mark.parametrize(
    ("action", "extra"), [("rapport", "documents"), ("bildspel", "documents"), ("hamta_in", "import")]
)
def test_a_button_says_which_extra_it_needs(
    opened: Opened, make_workbook: MakeWorkbook, monkeypatch: pytest.MonkeyPatch, action: str, extra: str
) -> None:
    """Where runxl is installed without it; before a file is asked for, and nothing is written."""
    for module in EXTRAS[extra]:
        monkeypatch.setitem(sys.modules, module, None)
    path = make_workbook(PLAN)
    excel = opened(path)
    before = values(excel)
    assert click(excel, action).endswith(f'som saknas här och installeras med: pip install "runxl[{extra}]"')
    assert values(excel) == before
    assert [*path.parent.glob("*.docx"), *path.parent.glob("*.pptx")] == []
