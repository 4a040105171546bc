"""What runxl reads, against what three other readers read, cell by cell, in real workbooks written in odd ways.

RUNXL_DIFF says how many, RUNXL_FUZZ_SEED where to begin; `make fuzz` asks LibreOffice too, which is slow to start. What fails is named by
its seed. Where readers are known to differ, `_known` says why: all else is a difference.
"""

from __future__ import annotations

import datetime as dt
import math
import os
import random
import shutil
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from lxml import etree
from python_calamine import CalamineError, load_workbook

import runxl
from runxl.contract.load import contract
from runxl.workbook.read import read
from runxl.workbook.tables import CellError, Uncalculated
from tests.fuzz.edited import Edited
from tests.fuzz.relaid import relaid
from tests.soffice import convert
from tests.verbs.returns import plan, send

COUNT = int(os.environ.get("RUNXL_DIFF", "9"))
FIRST = int(os.environ.get("RUNXL_FUZZ_SEED", "0"))
BY_LIBREOFFICE = 40 if "RUNXL_DIFF" in os.environ else 0
Cell = tuple[str, int, int]
Cells = dict[Cell, Any]


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """A plan that openpyxl has written, the template with its example, and one that has been sent out."""
    folder = tmp_path_factory.mktemp("jämfört")
    plan(folder / "plan.xlsx", units=2)
    runxl.new(folder / "exempel.xlsx", example=True)
    send(folder / "plan.xlsx", folder / "svar")
    return [folder / "plan.xlsx", folder / "exempel.xlsx", next((folder / "svar").glob("*1*.xlsx"))]


def made(seed: int, begun: list[Path], folder: Path) -> Path:
    path = folder / f"{seed}.xlsx"
    shutil.copyfile(begun[seed % len(begun)], path)
    relaid(random.Random(seed), path)  # noqa: S311 – a workbook that can be made again
    return path


def by_runxl(path: Path) -> Cells:
    book = read(path, to_write=True)
    assert book.readable, book.findings
    assert not [one for one in book.findings if one.code == "RX024"], book.findings
    return {
        (title, sheet.first_row + down, sheet.first_column + right): value
        for title, sheet in book.sheets.items()
        for down, row in enumerate(sheet.values)
        for right, value in enumerate(row)
        if value is not None
    }


def by_openpyxl(path: Path) -> Cells:
    book = openpyxl.load_workbook(path, data_only=True)
    return {
        (ws.title, cell.row, cell.column): cell.value
        for ws in book.worksheets
        for row in ws.iter_rows()
        for cell in row
        if cell.value is not None
    }


def by_calamine(path: Path) -> Cells:
    """But for sheets where a number has blanks around it, which it refuses, or a comment within, of which it reads half."""
    book, edited = load_workbook(path), Edited(path)
    found: Cells = {}
    for title in book.sheet_names:
        if b"<!--" in edited.parts[edited.places[title]]:
            continue
        with suppress(CalamineError):
            rows = book.get_sheet_by_name(title).to_python(skip_empty_area=False)
            found |= {
                (title, down, right): value
                for down, row in enumerate(rows, 1)
                for right, value in enumerate(row, 1)
                if value != ""
            }
    return found


_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"


def by_libreoffice(flat: Path) -> Cells:
    """What a workbook that LibreOffice has opened and saved as a flat ODF says."""
    found: Cells = {}
    for table in etree.parse(flat, etree.XMLParser(huge_tree=True)).iter(f"{_TABLE}table"):
        row = 0
        for line in table.iter(f"{_TABLE}table-row"):
            if next(line.iterancestors(f"{_TABLE}table")) is not table:  # the rows behind a chart that stands in a cell
                continue
            column = 0
            for cell in line:
                times = int(cell.get(f"{_TABLE}number-columns-repeated", "1"))
                value = _of_libreoffice(cell)
                if value is not None and times < 1000:
                    found |= {
                        (table.get(f"{_TABLE}name", ""), row + 1, column + 1 + one): value for one in range(times)
                    }
                column += times
            row += int(line.get(f"{_TABLE}number-rows-repeated", "1"))
    return found


def _of_libreoffice(cell: etree._Element) -> Any:
    kind = cell.get(f"{_OFFICE}value-type")
    if kind in ("float", "percentage", "currency"):
        return float(cell.get(f"{_OFFICE}value", "nan"))
    if kind == "boolean":
        return cell.get(f"{_OFFICE}boolean-value") == "true"
    if kind == "date":
        return dt.datetime.fromisoformat(cell.get(f"{_OFFICE}date-value", ""))
    return "".join(_lines(cell)) if kind == "string" else None


def _lines(cell: etree._Element) -> Iterator[str]:
    for number, line in enumerate(cell.iterfind(f"{_TEXT}p")):
        yield "\n" if number else ""
        for part in line.iter():
            if part.tag == f"{_TEXT}s":
                yield " " * int(part.get(f"{_TEXT}c", "1"))
            yield "\t" if part.tag == f"{_TEXT}tab" else (part.text or "")
            yield (part.tail or "") if part is not line else ""


def _plain(value: Any) -> Any:
    """A value as all can say it: dates as days, texts without the blanks around them, and nothing for blank."""
    if isinstance(value, CellError):
        return value.text
    if isinstance(value, dt.datetime):
        return value.replace(microsecond=0)
    if isinstance(value, dt.date):
        return dt.datetime.combine(value, dt.time())
    if isinstance(value, str):
        return value.replace("\r\n", "\n").strip() or None
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else value


def _same(mine: Any, theirs: Any) -> bool:
    if isinstance(mine, float) and isinstance(theirs, float):
        return math.isclose(mine, theirs, rel_tol=1e-12, abs_tol=1e-300)
    if isinstance(mine, dt.datetime) and isinstance(theirs, dt.datetime):
        return abs(mine - theirs) <= dt.timedelta(seconds=1)
    return type(mine) is type(theirs) and bool(mine == theirs)


def _known(reader: str, raw: Any) -> bool:
    """Where a reader is known to say something else, and runxl what Excel says."""
    if isinstance(raw, Uncalculated):  # the others calculate it, say nothing, or give the formula
        return True
    if isinstance(raw, bool):  # LibreOffice shows a truth by the cell's own format, as a number where it is one
        return reader == "LibreOffice"
    if isinstance(raw, bool):  # LibreOffice shows a truth by the cell's own format, as a number where it is one
        return reader == "LibreOffice"
    if isinstance(raw, CellError):  # calamine gives errors as nothing, LibreOffice calculates
        return reader != "openpyxl"
    return False


def differences(reader: str, mine: Cells, theirs: Cells) -> list[tuple[str, Cell, Any, Any]]:
    """On the contract's sheets that both have read; the test sees to it that runxl has read them all."""
    both = set(contract().sheets) & {title for title, _, _ in mine} & {title for title, _, _ in theirs}
    return [
        (reader, cell, mine.get(cell), theirs.get(cell))
        for cell in sorted(mine.keys() | theirs.keys())
        if cell[0] in both
        and not _known(reader, mine.get(cell))
        and not _same(_plain(mine.get(cell)), _plain(theirs.get(cell)))
    ]


@pytest.mark.filterwarnings("ignore::UserWarning:openpyxl")
@pytest.mark.parametrize("seed", range(FIRST, FIRST + COUNT))
def test_every_cell_is_read_as_two_others_read_it(seed: int, begun: list[Path], tmp_path: Path) -> None:
    path = made(seed, begun, tmp_path)
    mine = by_runxl(path)
    assert len(mine) > 100
    assert differences("openpyxl", mine, by_openpyxl(path)) == []
    assert differences("calamine", mine, by_calamine(path)) == []
    shutil.rmtree(tmp_path)


@pytest.mark.skipif(not BY_LIBREOFFICE, reason="make fuzz frågar även LibreOffice")
def test_every_cell_is_read_as_libreoffice_reads_it(begun: list[Path], tmp_path: Path) -> None:
    files = [made(seed, begun, tmp_path) for seed in range(FIRST, FIRST + BY_LIBREOFFICE)]
    convert("fods", tmp_path / "ut", *files)
    found = [
        (path.name, *one)
        for path in files
        for one in differences("LibreOffice", by_runxl(path), by_libreoffice(tmp_path / "ut" / f"{path.stem}.fods"))
    ]
    assert found == []
