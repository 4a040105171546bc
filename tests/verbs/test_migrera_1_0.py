"""Workbooks of template 1.0, as it was given out and as people have left it: every value is found again, or told of.

`mall_1_0` holds both examples as runxl made and computed them when the contract was 1.0.
"""

from __future__ import annotations

import datetime as dt
import re
import shutil
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.worksheet.table import Table
from openpyxl.worksheet.worksheet import Worksheet

import runxl
from runxl.verbs.migrera import Migrated, migrate
from tests.by_title import sheet_part
from tests.verbs.returns import changed, column_of

pytestmark = pytest.mark.filterwarnings("ignore:Sparkline Group extension is not supported:UserWarning")

_MADE = Path(__file__).parent / "mall_1_0"
EXAMPLES = tuple(path.stem for path in sorted(_MADE.glob("*.xlsx")))
WRITTEN_ANEW = {"Start", "Listor", "Sammanfattning", "Fynd"}
"""Sheets that hold nothing of anybody's: `ny` and `berakna` write them."""

NOW = {"Historik": "Tidigare perioder", "Avsnitt": "Rubrik"}
"""What a sheet and a header of 1.0 are called today."""

_OURS = {"Mallversion", "Styrmodell"}
"""Settings that the new workbook has of its own."""

Row = dict[str, Any]


def example(name: str, folder: Path) -> Path:
    return Path(shutil.copyfile(_MADE / f"{name}.xlsx", folder / f"{name}.xlsx"))


def not_found(old: Path, done: Migrated) -> list[str]:
    """The rows of the old workbook that have a value which neither stands in one row of the new one nor is told of."""
    was, now = (openpyxl.load_workbook(path, data_only=True) for path in (old, done.file))
    said = "\n".join(done.left)
    targets = [(row["Nr"], row["Periodmål"]) for row in _by_title(now["Periodvärden"])]
    missing = []
    for sheet in was.worksheets:
        title = NOW.get(sheet.title, sheet.title)
        if title in WRITTEN_ANEW or f"Bladet {sheet.title} " in said:
            continue
        stands = _by_title(now[title])
        for number, values in _untold(sheet, said):
            target = values.pop("Periodmål", None)
            placed = target is None or (values["Nr"], target) in targets
            if placed and any(_within(values, row) for row in stands):
                continue
            if sheet.title == "Inställningar" and _is_told(values, said):
                continue
            missing.append(f"{sheet.title} rad {number}: {values}")
    return missing


def _untold(sheet: Worksheet, said: str) -> Iterator[tuple[int, Row]]:
    """The rows of a sheet by today's headers, but for the cells that are told of. The help of a setting is the template's."""
    header = next(row for row in sheet.iter_rows() if sum(cell.value is not None for cell in row) >= 2)
    titles = {cell.column: NOW.get(str(cell.value), str(cell.value)) for cell in header if cell.value is not None}
    line = re.search(rf"på bladet {re.escape(sheet.title)}: (.*)", said)
    told = set(re.findall(r"[A-Z]+[0-9]+", line[1])) if line else set()
    for number, row in enumerate(sheet.iter_rows(), start=1):
        filled = [cell for cell in row if cell.value not in (None, "") and cell.coordinate not in told]
        values = {titles.get(cell.column, cell.coordinate): cell.value for cell in filled}
        values.pop("Hjälp", None)
        if values and number != header[0].row:
            yield number, values


def _by_title(sheet: Worksheet) -> list[Row]:
    titles = [str(cell.value) for cell in sheet[1]]
    return [dict(zip(titles, row, strict=True)) for row in sheet.iter_rows(min_row=2, values_only=True)]


def _within(values: Row, row: Row) -> bool:
    return all(title in row and row[title] == value for title, value in values.items())


def _is_told(setting: Row, said: str) -> bool:
    """Whether a setting is one that the new workbook has of its own, or one that is told of with its value."""
    title, value = setting.get("Inställning"), setting.get("Värde")
    return title in _OURS or f"Inställningen {title} finns inte längre (värdet var {value})" in said


def _table(sheet: Worksheet, ref: str) -> None:
    """The sheet's Excel table, after its cells have been moved about."""
    (name,) = sheet.tables
    del sheet.tables[name]
    sheet.add_table(Table(displayName=name, ref=ref))


def own_columns(book: openpyxl.Workbook) -> None:
    """In the middle of a table, with texts, numbers and dates; and one whose header is a year."""
    sheet = book["Indikatorer"]
    sheet.insert_cols(4, 2)
    own: list[Row] = [
        {"Diarienummer": "RUN 1-2026", "2023": 17},
        {"Diarienummer": dt.date(2026, 3, 1), "2023": 2.5},
        {"2023": "ja"},
    ]
    for row, values in enumerate([own[0].keys(), *([one.get(title) for title in own[0]] for one in own)], start=1):
        for column, value in enumerate(values, start=4):
            sheet.cell(row, column, value)
    _table(sheet, sheet.dimensions)
    aktiviteter = book["Aktiviteter"]
    aktiviteter.cell(1, aktiviteter.max_column + 1).value = "Kostnad"
    aktiviteter.cell(2, aktiviteter.max_column).value = 1200
    aktiviteter.cell(aktiviteter.max_row + 1, aktiviteter.max_column).value = 99  # a sum that stands alone


def formulas(book: openpyxl.Workbook) -> None:
    """Calculated ones (`calculated` gives them their value): in an outcome, in a column of one's own and in a sheet."""
    sheet = book["Indikatorer"]
    sheet.cell(2, column_of(sheet, "Utfall")).value = "=90+5"
    sheet.cell(1, sheet.max_column + 1).value = "Avvikelse"
    sheet.cell(3, sheet.max_column).value = "=90+5"


def sheets(book: openpyxl.Workbook) -> None:
    """Sheets of one's own, and one of the template's that is called something else."""
    book.create_sheet("Möten")["B2"] = "12 mars"
    book.create_sheet("Underlag 2026", 0)["A1"] = 4711
    book["Personal"].title = "Personalen 2026"


def looks(book: openpyxl.Workbook) -> None:
    """Comments, colours, hidden rows and columns, a header row that has moved, notes above, beside and below it."""
    sheet = book["Delmål"]
    sheet["C2"].comment = Comment("Se protokollet", "Anna")
    sheet["C3"].fill = PatternFill("solid", fgColor="FFFF00")
    sheet.row_dimensions[4].hidden = True
    mal = book["Mål"]
    ref = mal.dimensions
    mal.insert_rows(1, 3)
    mal["A1"] = "Fastställd av nämnden 12 mars"
    last = re.sub(r"\d+$", str(mal.max_row), ref)
    _table(mal, re.sub(r"^A1", "A4", last))
    mal.cell(mal.max_row + 3, 2).value = "Att göra: se över målen"
    mal.cell(6, mal.max_column + 2).value = "?"
    settings = book["Inställningar"]
    settings.cell(2, settings.max_column + 1).value = "Frågat Eva"
    settings.append(["Diarienummer", "RUN 7-2026"])


def sorted_rows(book: openpyxl.Workbook) -> None:
    """The other way round, with a blank row among them, an error, and columns in another order."""
    sheet = book["Indikatorer"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)][::-1]
    rows.insert(2, [None] * len(rows[0]))
    rows[3][column_of(sheet, "Kommentar") - 1] = "#N/A"
    values = [[cell.value for cell in sheet[1]], *rows]
    for number, row in enumerate(values, start=1):
        for column, value in enumerate([*row[1:], row[0]], start=1):
            sheet.cell(number, column).value = value
    _table(sheet, sheet.dimensions)


def calculated(path: Path) -> None:
    """The formulas with their value, as Excel stores them."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    part = sheet_part(path, "Indikatorer")
    parts[part] = re.sub(rb"<f>90\+5</f>(?:<v\s*/>|<v></v>)?", b"<f>90+5</f><v>95</v>", parts[part])
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


LEFT_SO: tuple[Callable[[openpyxl.Workbook], None], ...] = (own_columns, formulas, sheets, looks, sorted_rows)


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_value_of_the_examples_is_found_again(name: str, tmp_path: Path) -> None:
    """In the same row, under the same header or what it is called now."""
    old = example(name, tmp_path)
    done = migrate(old, tmp_path / "Ny.xlsx")
    assert not_found(old, done) == []
    assert (done.left, done.own_columns) == ((), ())
    assert done.version == "1.0"


@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize("people", LEFT_SO, ids=lambda one: one.__name__)
def test_every_value_of_what_people_have_left_is_found_or_told_of(
    people: Callable[[openpyxl.Workbook], None], name: str, tmp_path: Path
) -> None:
    old = changed(example(name, tmp_path), people)
    calculated(old)
    content = old.read_bytes()
    done = migrate(old, tmp_path / "Ny.xlsx")
    assert not_found(old, done) == []
    assert old.read_bytes() == content


def test_what_is_told_of(tmp_path: Path) -> None:
    """Where it stands, so that it can be fetched."""
    old = changed(changed(example("vasterbotten", tmp_path), looks), sheets)
    said = migrate(old, tmp_path / "Ny.xlsx").left
    beside = [line.partition(" på bladet ")[2] for line in said if line.startswith("Celler utanför tabellen")]
    assert [re.sub(r"[A-Z]+\d+", "#", line).partition(".")[0] for line in beside] == [
        "Inställningar: #",
        "Mål: #, # och #",
    ]
    assert [line.split(" hör")[0] for line in said if line.startswith("Bladet ")] == [
        "Bladet Underlag 2026", "Bladet Personalen 2026", "Bladet Möten",
    ]  # fmt: skip
    assert "Inställningen Diarienummer finns inte längre (värdet var RUN 7-2026)." in said
    assert any(line.startswith("Kommentarer: 1") for line in said)


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_verdicts_are_what_they_were(name: str, tmp_path: Path) -> None:
    """Before and after, and as the program of that time computed them."""
    old = example(name, tmp_path)
    first = runxl.assess(old)
    second = runxl.assess(migrate(old, tmp_path / "Ny.xlsx").file)
    for part in ("sammanfattning", "mal", "delmal", "indikatorer"):
        assert first.to_dict()[part] == second.to_dict()[part]
    sheet = openpyxl.load_workbook(old, data_only=True)["Indikatorer"]
    at = {title: column_of(sheet, title) - 1 for title in ("Nr", "Status")}
    then = {row[at["Nr"]]: row[at["Status"]] for row in sheet.iter_rows(min_row=2, values_only=True)}
    assert {row["nr"]: row["status"] for row in second.to_dict()["indikatorer"]} == then


@pytest.mark.parametrize("name", EXAMPLES)
def test_one_that_has_not_been_moved_is_read_and_told_how(name: str, tmp_path: Path) -> None:
    found = runxl.validate(example(name, tmp_path)).files[0].findings
    (old,) = (one for one in found if one.code == "RX016")
    assert "runxl migrera" in old.remedy
    assert not any(one.is_fault for one in found)
