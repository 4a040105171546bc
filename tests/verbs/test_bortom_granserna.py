"""What a table cannot hold, or says without truth, when a workbook is carried into another or written into."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

import runxl
from runxl.cli import main
from runxl.excel import LONGEST_HEADER, LONGEST_TEXT
from runxl.output.results import standing
from runxl.workbook.tables import RawSheet
from tests.conftest import MakeWorkbook

LONG = "Egen kolumn " * 30
ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
OWN = {LONG: "lång", f"{LONG}x": "längre", "😀" * 200: "emoji", "x" * 256: "256", "Nytta": "ett", "NYTTA": "två", "Nytta (2)": "tre"}  # fmt: skip
PLAN = (
    "## Mål\n| Nr | Mål |\n| 1 | Ett mål |\n## Delmål\n| Nr | Mål | Delmål | Ansvarig |\n| 1.1 | 1 | TEXTEN | Eva |\n"
)


@pytest.fixture
def plan(make_workbook: MakeWorkbook) -> Path:
    """With columns of one's own whose names are long, or differ in what Excel does not tell apart."""
    path = make_workbook(PLAN)
    book = openpyxl.load_workbook(path)
    ws = book["Delmål"]
    for column, (title, said) in enumerate(OWN.items(), ws.max_column + 1):
        ws.cell(1, column).value, ws.cell(2, column).value = title, said
    book.save(path)
    return path


def _headers(path: Path) -> Iterator[list[str]]:
    """The names of each table's columns, as the file has them."""
    with zipfile.ZipFile(path) as package:
        for name in package.namelist():
            if name.startswith("xl/tables/"):
                yield re.findall(r'<tableColumn [^>]*?name="([^"]*)"', package.read(name).decode())


@pytest.mark.parametrize("verb", ["migrera", "ny"])
def test_headers_of_ones_own_are_such_as_excel_takes(
    plan: Path, tmp_path: Path, verb: str, capsys: pytest.CaptureFixture[str]
) -> None:
    new = tmp_path / "ny.xlsx"
    command = ["migrera", str(plan), "-o", str(new)] if verb == "migrera" else ["ny", str(new), "--fran", str(plan)]
    assert main(command) == 0
    assert capsys.readouterr().out.count("är längre än de 255") == 4  # and of those that Excel holds nothing is said
    for names in _headers(new):
        assert len({name.casefold() for name in names}) == len(names)
        assert max(len(name.encode("utf-16-le")) // 2 for name in names) <= LONGEST_HEADER
    assert max(len(names) for names in _headers(new)) >= len(OWN)
    carried = [cell.value for cell in openpyxl.load_workbook(new)["Delmål"][2]]
    assert [one for one in carried if one in OWN.values()] == list(OWN.values())


def test_a_text_that_no_cell_holds_is_not_dropped_in_silence(
    make_workbook: MakeWorkbook, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = make_workbook(PLAN)
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in parts.items():
            package.writestr(name, part.replace(b"TEXTEN", b"x" * (LONGEST_TEXT + 1)))
    assert main(["migrera", str(path), "-o", str(tmp_path / "ny.xlsx")]) == 2
    said = capsys.readouterr().err.replace("\n", " ")
    assert "bladet Delmål" in said
    assert f"fler än {LONGEST_TEXT} tecken" in said
    assert not (tmp_path / "ny.xlsx").exists()


def test_a_table_that_says_it_ends_where_excel_does_costs_no_more_than_its_rows(
    make_workbook: MakeWorkbook, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rows that are looked at are counted: there are a million of them below the last."""
    path = make_workbook(PLAN)
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in parts.items():
            far = re.sub(rb'ref="A1:[A-Z]+\d+"', b'ref="A1:XFD1048576"', part) if "/tables/" in name else part
            package.writestr(name, far)
    looked = 0

    def counting(sheet: RawSheet, row: int, columns: range) -> list[object]:
        nonlocal looked
        looked += len(columns)
        return list(standing.standing_in(sheet, row, columns))

    monkeypatch.setattr("runxl.output.results.result_columns.standing_in", counting)
    runxl.write_back(path, runxl.assess(path))
    assert looked < 1_000


@pytest.mark.parametrize("verb", ["dela", "ny"])
def test_what_looks_like_an_escape_comes_back_as_it_was_typed(make_workbook: MakeWorkbook, verb: str) -> None:
    """In cells, and in a header of one's own, which the table and its cell must write alike."""
    said = "_x0041_x0042_ x_x005F_x000D_ _x005F_"
    path = make_workbook(PLAN.replace("TEXTEN", ESCAPE.sub("_x005F_", said)))
    book = openpyxl.load_workbook(path)
    book["Delmål"].cell(1, 30).value = ESCAPE.sub("_x005F_", "Egen _x0041_x0042_")
    book.save(path)
    if verb == "dela":
        (part,) = runxl.split(path, path.parent / "svar").parts
        made = part.file
    else:
        made = runxl.new(path.parent / "ny.xlsx", previous=path)
        assert "Egen _x005F_x0041_x005F_x0042_" in [one for names in _headers(made) for one in names]
    assert runxl.read(path).to_dict()["Delmål"][0]["Delmål"] == said
    assert runxl.read(made).to_dict()["Delmål"][0]["Delmål"] == said
