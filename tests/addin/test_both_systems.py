"""What Excel for Windows and Excel for Mac must do alike: protection, links, and a refusal to answer."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl.worksheet.hyperlink import Hyperlink

from runxl.addin import messages, patience
from runxl.addin.excel_mac import _ALLOWED
from tests.addin.fake_excel import Excel, click, open_in_excel
from tests.addin.fake_mac import PROTECTION, on_a_mac
from tests.addin.fake_pywin32 import CROSSINGS, REJECTED, ComError
from tests.addin.live import TRAPS, contents
from tests.conftest import MakeWorkbook
from tests.output.workbooks import PLAN

Opened = Callable[[Path], Excel]


@pytest.fixture(params=["windows", "mac"])
def opened(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Opened:
    monkeypatch.setenv("RUNXL_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("HOME", str(tmp_path))

    def now_open(path: Path) -> Excel:
        excel = open_in_excel(path)
        return on_a_mac(excel, monkeypatch) if request.param == "mac" else excel

    return now_open


@pytest.fixture
def editing(monkeypatch: pytest.MonkeyPatch) -> Callable[[int, int], None]:
    """A cell is edited from a question on, and for so many questions: every one of them is refused."""
    monkeypatch.setattr(patience, "PAUSES", (0.0,) * 5)

    def begin(first: int, many: int) -> None:
        asked = iter(range(1_000_000))
        monkeypatch.setattr(CROSSINGS, "refuses", lambda _: first <= next(asked) < first + many)

    return begin


def cells(excel: Excel) -> dict[str, dict[str, object]]:
    return {
        sheet.title: {cell.coordinate: cell.value for row in sheet for cell in row if cell.value is not None}
        for sheet in excel.book.worksheets
    }


def test_protection_comes_back_as_it_was(opened: Opened, make_workbook: MakeWorkbook) -> None:
    """What was allowed is allowed again, and nothing else."""
    excel = opened(make_workbook(PLAN))
    protection = excel.book["Delmål"].protection
    protection.sheet, protection.autoFilter, protection.formatColumns = True, False, False
    sheet = excel.workbook.sheet("Delmål")
    before = {name: getattr(sheet.Protection, name) for name in PROTECTION.values()}
    assert {name for name, allowed in before.items() if allowed} == {"AllowFiltering", "AllowFormattingColumns"}
    assert "är beräknad" in click(excel, "berakna")
    assert sheet.ProtectContents
    assert {name: getattr(sheet.Protection, name) for name in PROTECTION.values()} == before


def test_all_that_a_sheet_may_allow_is_asked_for() -> None:
    assert set(_ALLOWED) == set(PROTECTION)


def test_old_links_go_when_fynd_is_written_anew(opened: Opened, make_workbook: MakeWorkbook, tmp_path: Path) -> None:
    """Those to cells in the workbook; a person's own link out of it stays."""
    excel = opened(make_workbook(TRAPS))
    click(excel, "validera")
    assert links_of(excel, tmp_path) == {"D2": "'Indikatorer'!I3"}
    excel.book["Fynd"]["K2"].value = "Egen länk"
    excel.book["Fynd"]["K2"]._hyperlink = Hyperlink(ref="K2", target="https://region.se/")
    excel.book["Indikatorer"]["I3"].value = 90
    assert "Inga fynd" in click(excel, "validera")
    assert links_of(excel, tmp_path) == {"K2": None}


def links_of(excel: Excel, folder: Path) -> dict[str, object]:
    excel.book.save(folder / "nu.xlsx")
    links: dict[str, object] = contents(folder / "nu.xlsx")["Fynd"]["links"]
    return links


@pytest.mark.parametrize("action", ["berakna", "om"])
def test_a_click_while_a_cell_is_edited_is_refused_in_words(
    opened: Opened, make_workbook: MakeWorkbook, editing: Callable[[int, int], None], action: str
) -> None:
    excel = opened(make_workbook(PLAN))
    before, settings = cells(excel), excel.settings
    editing(3, 1_000_000)
    assert click(excel, action) == messages.EDITING
    editing(0, 0)
    assert cells(excel) == before
    assert excel.settings[:3] == settings[:3]


@pytest.mark.parametrize("part", [0.6, 0.97])
def test_excel_that_is_busy_for_a_while_is_waited_for(
    opened: Opened, make_workbook: MakeWorkbook, editing: Callable[[int, int], None], part: float
) -> None:
    """Wherever it begins, all is written or nothing is."""
    path = make_workbook(PLAN)
    excel = opened(path)
    before, asked = cells(excel), CROSSINGS.count
    click(excel, "berakna")
    asked, done = CROSSINGS.count - asked, cells(excel)
    excel = opened(path)
    editing(int(asked * part), 3)
    said = click(excel, "berakna")
    assert (cells(excel) == before) == (said == messages.EDITING)
    assert said == messages.EDITING or strip(cells(excel)) == strip(done)
    assert part < 0.9 or said != messages.EDITING, "nothing was left but to write"


def strip(found: dict[str, dict[str, object]]) -> dict[str, dict[str, object]]:
    """Without the moments of two computations."""
    return {title: {at: one for at, one in sheet.items() if at[0] not in "MP"} for title, sheet in found.items()}


@pytest.mark.parametrize("action", ["berakna", "validera"])
def test_excel_that_never_answers_again_is_told_of(
    opened: Opened, make_workbook: MakeWorkbook, editing: Callable[[int, int], None], action: str
) -> None:
    """And when it does, the next click puts everything right."""
    path = make_workbook(TRAPS if action == "validera" else PLAN)
    excel = opened(path)
    before = cells(excel)

    editing(0, 0)
    written: list[str] = []

    def refuses(name: str) -> bool:
        after = bool(written)
        written.extend([name] * (name == "Range.Value="))
        return after

    CROSSINGS.refuses = refuses
    said = click(excel, action)
    editing(0, 0)
    assert said == messages.CUT_SHORT + (messages.TAKE_BACK if action == "berakna" else messages.CLICK_AGAIN)
    if action == "berakna":
        click(excel, "angra")
        assert cells(excel) == before


def test_a_refusal_is_known_by_its_number_wherever_that_stands() -> None:
    """Of pywin32's errors one has it inside, and one is an AttributeError; xlwings' own has none."""
    assert messages.is_busy(ComError(REJECTED))
    assert messages.is_busy(ComError(-2147352567, -2146777998))
    assert not messages.is_busy(ComError(-2147352567, -2146827284))
    assert not messages.is_busy(ComError())
    assert messages.is_busy(_raised("win32com.client.dynamic"))
    assert not messages.is_busy(_raised("xlwings._xlwindows"))


def _raised(module: str) -> AttributeError:
    names: dict[str, object] = {"__name__": module}
    exec("def ask(): raise AttributeError('Excel.Application.Hwnd')", names)  # noqa: S102  # to be in that module
    with pytest.raises(AttributeError) as raised:
        names["ask"]()  # type: ignore[operator]
    return raised.value
