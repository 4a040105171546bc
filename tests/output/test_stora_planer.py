"""Plans of thousands of rows, texts as long as a cell holds, sheets that are doubled or empty: a document is made, and in time."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

import openpyxl
import pytest

import runxl
from runxl.contract.load import contract
from runxl.excel import LONGEST_TEXT
from runxl.output.document.blocks import Grid, GridCell, GridColumn, GridRow
from runxl.output.document.file_formats import formats
from runxl.output.document.slides.flow import laid
from runxl.output.document.slides.pages import SlidePage
from runxl.output.document.slides.paginate import Room, slides
from runxl.output.document.slides.ruler import Ruler
from runxl.output.said.source import Source
from runxl.template.book import built
from runxl.verbs.examine import examine
from runxl.verbs.ny.new import new

pytestmark = pytest.mark.filterwarnings("ignore::UserWarning:openpyxl")
_ROOM = Room(880.0, 380.0)
_COPIES = 3


def _source(folder: Path, count: int, text: str = "Ett delmål") -> Source:
    """So many delmål, each with an indikator, an aktivitet and a status in an earlier period that it no longer has."""
    nrs = [f"{place % (count // 10) + 1}.{place}" for place in range(count)]
    rows: dict[str, list[dict[str, object]]] = {
        "mal": [{"nr": str(place + 1), "mal": text, "analys": text} for place in range(count // 10)],
        "delmal": [{"nr": nr, "mal": nr.partition(".")[0], "delmal": text, "analys": text} for nr in nrs],
        "indikatorer": [
            {"nr": f"{nr}.1", "delmal": nr, "indikator": text, "typ": "Minst", "malvarde": 90, "utfall": 80} for nr in nrs
        ],
        "aktiviteter": [{"nr": f"{nr}-A1", "delmal": nr, "aktivitet": text, "status": "Försenad"} for nr in nrs],
        "historik": [
            {"ar": 2024, "period": "DÅ 1", "objekt": "Delmål", "nr": nr, "namn": text, "beraknad_status": "Helt"}
            for nr in nrs
        ],
    }  # fmt: skip
    settings = {"ar": 2024, "namnd": "Nämnden", "period": "Årsrapport"}
    path = folder / f"{count}.xlsx"
    path.write_bytes(built(contract(), contract().styrmodeller["vasterbotten"], rows, settings))
    found = examine(path)
    assert len(found.checked.delmal) == count
    return Source.of(found.checked, found.assess())


def _document(source: Source) -> object:
    return formats()[".docx"].compose(source)


def _deck(source: Source) -> object:
    pages = formats()[".pptx"].compose(source).blocks
    return list(slides((one for one in pages if isinstance(one, SlidePage)), _ROOM, Ruler()))


def _operations(done: Callable[[Source], object], source: Source) -> int:
    """How many instructions of ours that Python carries out: the same on every machine, however busy."""
    count = 0

    def step(_frame: FrameType, event: str, _said: Any) -> Any:
        nonlocal count
        count += event == "opcode"
        return step

    def enter(frame: FrameType, _event: str, _said: Any) -> Any:
        if "runxl" not in frame.f_code.co_filename:
            return None
        frame.f_trace_opcodes, frame.f_trace_lines = True, False
        return step

    before = sys.gettrace()
    sys.settrace(enter)
    try:
        done(source)
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize("made", [_document, _deck])
def test_twice_as_many_rows_take_twice_the_work(made: Callable[[Source], object], tmp_path: Path) -> None:
    few, many = (_operations(made, _source(tmp_path, count)) for count in (40, 160))
    assert few > 1_000
    assert many < 4.6 * few


def test_twice_as_long_texts_take_twice_the_work() -> None:
    ruler = Ruler()
    few, many = (
        _operations(lambda _, text="ett ord " * length: ruler.lines(text, 400, 12.0), None)  # type: ignore[arg-type,misc]
        for length in (1_000, 2_000)
    )
    assert many < 2.1 * few


@pytest.mark.parametrize("text", ["ord " * (LONGEST_TEXT // 4), "x" * LONGEST_TEXT], ids=["ord", "ett enda"])
def test_a_text_as_long_as_a_cell_holds_is_shown_whole(text: str) -> None:
    grid = Grid.plain("Lång", "", (GridColumn("Nr", 20), GridColumn("Text", 80)), [(GridCell("1"), GridCell(text))])
    shown = slides([SlidePage(title=text, sentences=(text,), grids=(grid,))], _ROOM, Ruler())
    spoken, tables = "", ""
    for one in shown:
        spoken += "".join(one.sentences)
        tables += "".join(row.cells[-1].text for placed in one.placed for row in placed.grid.rows)
    bare = text.replace(" ", "")
    assert spoken.replace(" ", "") == bare
    assert tables.replace(" ", "") == bare * 2  # the title, which has no room, is said in full as well


@pytest.mark.parametrize("columns", [(), (GridColumn("Nr", 100),)], ids=["inga kolumner", "en kolumn"])
def test_a_table_without_columns_or_cells_is_laid(columns: tuple[GridColumn, ...]) -> None:
    rows = (GridRow(()), GridRow((GridCell("Ett"),) if columns else ()), GridRow(()))
    placed = laid([Grid("Tom", columns, rows), Grid("Utan rader", columns, ())], 880, 380, Ruler(), 12.0)
    assert [len(one.grid.rows) for page in placed for one in page] == [3]


def _doubled(ws: Any) -> None:
    for row in [[cell.value for cell in line] for line in ws.iter_rows(min_row=2, max_row=40)] * _COPIES:
        ws.append(row)


def _emptied(ws: Any) -> None:
    for line in ws.iter_rows(min_row=2):
        for cell in line:
            cell.value = None


def _only_blanks(ws: Any) -> None:
    for line in ws.iter_rows(min_row=2):
        for cell in line:
            cell.value = "\u00a0" if cell.value is not None else None


def _without_columns(ws: Any) -> None:
    ws.delete_cols(2, ws.max_column)


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("exempel") / "plan.xlsx"
    new(path, example=True)
    return path


@pytest.mark.parametrize("harm", [_doubled, _emptied, _only_blanks, _without_columns])
@pytest.mark.parametrize("half", [0, 1])
def test_sheets_that_are_doubled_or_empty_stop_no_document(
    example: Path, tmp_path: Path, harm: Callable[[Any], None], half: int
) -> None:
    """Every other sheet of the plan, then the others, so that each meets sheets that are as they should be."""
    book = openpyxl.load_workbook(example)
    shown = [table.sheet for table in contract().tables.values() if table.kind != "settings" and table.name != "mal"]
    for title in shown[half::2]:
        harm(book[title])
    book.save(tmp_path / "plan.xlsx")
    for suffix in (".docx", ".pptx"):
        written = runxl.report(tmp_path / "plan.xlsx", tmp_path / f"ut{suffix}").file
        assert written.stat().st_size > 1_000
