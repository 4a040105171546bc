"""Whatever a stranger has put on Förslag and Insamling: nothing of it runs, nothing is taken that nobody may say, and it is told."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import runxl
from runxl.cli import main
from tests.verbs.conftest import Sent
from tests.verbs.returns import changed, gathered, put

_TAKEN = {"Nr": "1", "Enhet": "Enhet 1", "Blad": "Indikatorer", "Rad": "1.1.1", "Godtas": "Ja"}
Row = Mapping[str, Any]


def _with(path: Path, sheet: str, rows: Sequence[Row], *, without: str = "") -> Path:
    """The rows on a sheet of runxl's own, as they stand in the hand of a stranger; a header of it may be gone."""

    def write(book: openpyxl.Workbook) -> None:
        ws = book[sheet]
        headers = [str(cell.value) for cell in ws[1]]
        for at, row in enumerate(rows, 2):
            for header, value in row.items():
                ws.cell(at, headers.index(header) + 1).value = value
        if without:
            ws.cell(1, headers.index(without) + 1).value = None

    return changed(path, write)


def _accepted(path: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    capsys.readouterr()
    assert main(["godta", str(path), "--json"]) in (0, 1)
    said, told = capsys.readouterr()
    assert "Traceback" not in said + told
    return dict(json.loads(said))


def _plan(path: Path) -> dict[str, Any]:
    """Every sheet that is not runxl's own protocol."""
    found = runxl.read(path).to_dict()
    return {name: rows for name, rows in found.items() if name not in ("Förslag", "Insamling")}


_NOBODYS = (
    ("Indikatorer", "1.1.1", "Status", "Helt"),
    ("Indikatorer", "1.1.1", "Förklaring", "=1+1"),
    ("Delmål", "1.1", "Beräknad status", "Helt"),
    ("Inställningar", "Gräns helt", "Värde", "1"),
    ("Tidigare perioder", "1.1", "Fastställd status", "Helt"),
    ("Fynd", "1", "Godtagen", "Ja"),
    ("Förslag", "1", "Godtas", "Ja"),
    ("Listor", "1", "A", "x"),
    ("../../plan", "1.1.1", "Målvärde", "1"),
    ("Indikatorer", "9.9.9", "Målvärde", "1"),
    ("Indikatorer", "1.1.1", "Finns inte", "1"),
    ("Indikatorer", "1.1.1", "Målvärde", "999" * 9_000),
    ("Indikatorer", "1.1.1", "Målvärde", ""),
)


def test_what_nobody_may_propose_is_left_and_told(sent: Sent, capsys: pytest.CaptureFixture[str]) -> None:
    headers = ("Blad", "Rad", "Kolumn", "Föreslås")
    _with(sent.master, "Förslag", [{**_TAKEN, **dict(zip(headers, said, strict=True))} for said in _NOBODYS])
    before, whole = _plan(sent.master), sent.master.read_bytes()
    done = _accepted(sent.master, capsys)
    assert done["inforda"] == []
    assert len([one for one in done["kvar"] if one["varfor"]]) == len(_NOBODYS)
    assert _plan(sent.master) == before
    assert sent.master.read_bytes() == whole


@pytest.mark.parametrize("said", ['=HYPERLINK("http://x.se","y")', "@SUM(1+1)*cmd|' /C calc'!A0", "+1", "-1+2", "\t=1"])
def test_a_text_that_looks_like_a_formula_is_a_text_in_the_plan(
    said: str, sent: Sent, capsys: pytest.CaptureFixture[str]
) -> None:
    """However it stands on Förslag: as a text, it may be taken; as a formula, nobody has proposed anything."""

    def write(book: openpyxl.Workbook) -> None:
        ws = book["Förslag"]
        headers = [cell.value for cell in ws[1]]
        for header, value in {**_TAKEN, "Kolumn": "Indikator", "Är": "Besök hos Enhet 1", "Föreslås": said}.items():
            cell = ws.cell(2, headers.index(header) + 1)
            cell.value, cell.data_type = value, "s"

    changed(sent.master, write)
    done = _accepted(sent.master, capsys)
    ws = openpyxl.load_workbook(sent.master)["Indikatorer"]
    names = [row[[c.value for c in ws[1]].index("Indikator")] for row in ws.iter_rows(min_row=2, max_row=3)]
    assert len(done["inforda"]) == 1
    assert (names[0].value, names[0].data_type) == (said, "s")


def test_a_formula_on_the_sheet_is_no_proposal(sent: Sent, capsys: pytest.CaptureFixture[str]) -> None:
    _with(sent.master, "Förslag", [{**_TAKEN, "Kolumn": "Målvärde", "Är": "10", "Föreslås": "=5+20"}])
    before = _plan(sent.master)
    assert _accepted(sent.master, capsys)["inforda"] == []
    assert _plan(sent.master) == before


@pytest.mark.parametrize("without", ["Godtas", "Föreslås", "Rad"])
def test_a_column_that_is_gone_takes_nothing_with_it(
    without: str, sent: Sent, capsys: pytest.CaptureFixture[str]
) -> None:
    row = {**_TAKEN, "Kolumn": "Målvärde", "Är": "10", "Föreslås": "25"}
    _with(sent.master, "Förslag", [row], without=without)
    before = _plan(sent.master)
    assert _accepted(sent.master, capsys)["inforda"] == []
    assert _plan(sent.master) == before


def test_of_two_that_are_the_same_the_first_counts(sent: Sent, capsys: pytest.CaptureFixture[str]) -> None:
    """And one that was made when the plan said something else is told."""
    rows = [
        {**_TAKEN, "Nr": nr, "Kolumn": "Målvärde", "Är": "10", "Föreslås": said}
        for nr, said in (("1", "25"), ("1", "26"))
    ]
    _with(sent.master, "Förslag", rows)
    done = _accepted(sent.master, capsys)
    assert [one["blev"] for one in done["inforda"]] == [25]
    assert len(done["kvar"]) == 1


def test_thousands_of_rows_that_nobody_has_judged_are_counted(sent: Sent, capsys: pytest.CaptureFixture[str]) -> None:
    row = {**_TAKEN, "Kolumn": "Kommentar", "Föreslås": "x" * 500, "Godtas": None}
    _with(sent.master, "Förslag", [row] * 2_000)
    assert _accepted(sent.master, capsys)["obesvarade"] == 2_000


@pytest.mark.parametrize("without", ["", "När"])
def test_a_protocol_in_disorder_is_kept_and_written_below(without: str, sent: Sent) -> None:
    """Another year's rows, the same row twice, texts as long as a cell holds: samla reads none of it."""
    row = {"När": "2019-13-45", "Fil": "..\\..\\x.xlsx", "Blad": "Listor", "Nr": 7, "Kolumn": "@SUM(1)"}
    rows: list[Row] = [row, row, {"När": 1e300, "Enhet": "x" * 32_767, "Hur": "DÅ 1 1999"}]
    _with(sent.master, "Insamling", rows, without=without)
    put(sent.of("Enhet 1"), {("Indikatorer", "1.1.1", "Utfall"): 12})
    done = gathered(sent.folder, sent.master)
    assert done.to_dict()["sammanslaget"]["celler"] >= 1
    ws = openpyxl.load_workbook(sent.master)["Insamling"]
    files = [ws.cell(at, 3).value for at in range(2, ws.max_row + 1)]
    assert files.count("..\\..\\x.xlsx") == 2
    assert "Svar Enhet 1 – Årsrapport 2024.xlsx" in files


def test_a_formula_in_the_protocol_is_nothing_that_runxl_writes_over(sent: Sent) -> None:
    """It is told where it stands, and the plan is as it was."""
    _with(sent.master, "Insamling", [{"Enhet": "=1+1", "Fil": "x.xlsx"}])
    put(sent.of("Enhet 1"), {("Indikatorer", "1.1.1", "Utfall"): 12})
    whole = sent.master.read_bytes()
    with pytest.raises(runxl.RunxlError, match=r"Insamling!B2.*ta bort formeln"):
        gathered(sent.folder, sent.master)
    assert sent.master.read_bytes() == whole
