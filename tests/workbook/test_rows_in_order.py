"""Most sheets are settled by a single search. Whatever it lets through, the close look must find nothing in."""

from __future__ import annotations

import random
import zipfile
from pathlib import Path

import openpyxl
import pytest

import runxl
from runxl.contract.load import contract
from runxl.excel import column_letters
from runxl.opc.refused import RefusedError
from runxl.opc.styles import number_format
from runxl.workbook import closely
from runxl.workbook.bounds import rows_of
from runxl.workbook.read import read
from runxl.workbook.scan import Scan, scan

LETTERS = [column_letters(column) for column in range(1, 40)]
CELLS = (
    '<c r="{at}" s="3"/>',
    '<c r="{at}"><v>-1.5</v></c>',
    '<c r="{at}" s="12" t="s"><v>7</v></c>',
    '<c r="{at}" t="str"><v>a &amp; b</v></c>',
    '<c r="{at}" t="inlineStr"><is><t xml:space="preserve"> å </t></is></c>',
)
ODD = (
    '<c r="{at}" t="e"><v>#N/A</v></c>',
    '<c r="{at}"><f>A1+1</f></c>',
    '<c r="{at}"><f>A1+1</f><v>2</v></c>',
    '<c r="{at}" t="s"><v>-1</v></c>',
    '<c r="{at}" t="n">',
    "<c r='{at}'><v>1</v></c>",
    '<c t="n" r="{at}"><v>1</v></c>',
    '<c r="BA{row}"><v>1</v></c>',
    '<c r="A{row}"><v>1</v></c><c r="A{row}"><v>2</v></c>',
    '<c r="B9"><v>1</v></c>',
    '<c r="XFD1048576"><v>1</v></c>',
    "</row>",
)


def sheet(rows: str) -> bytes:
    return f"<worksheet><sheetData>{rows}</sheetData></worksheet>".encode()


def closely_looked_at(data: bytes) -> tuple[bytes, object, str] | str:
    """What the close look says of a sheet: rows, unreadable cells and the far value, or why it is refused."""
    try:
        rows, unreadable, far, _ = closely.look(rows_of(closely.regular(data)))
    except RefusedError as refused:
        return str(refused.words)
    return rows, unreadable, far


def looked_at(data: bytes) -> tuple[bytes, object, str] | str:
    """The same of the ordinary look."""
    try:
        rows, found = scan(data, {})
    except RefusedError as refused:
        return str(refused.words)
    return rows, found.unreadable, found.far


def some_row(chance: random.Random, row: int) -> str:
    def cell(letter: str) -> str:
        form = chance.choice(ODD) if chance.random() < 0.02 else chance.choice(CELLS)
        return form.format(at=f"{letter}{row}", row=row)

    letters = [letter for letter in (*"ABCDEFGMNZ", "AB") if chance.random() < 0.6]
    before = chance.choice(("", ' ht="15"', ' x14ac:dyDescent="0.25" ht="15"'))
    return f'<row{before} r="{row}" spans="1:7">{"".join(cell(letter) for letter in letters)}</row>'


@pytest.mark.parametrize("seed", range(300))
def test_the_single_search_says_what_the_close_look_says(seed: int) -> None:
    """Rows of healthy and odd cells, in order or not, near or far."""
    chance = random.Random(seed)  # noqa: S311 – no secret
    numbers = sorted(chance.sample(range(1, 30), 5)) + chance.choice(([], [3], [40_000], [10_500, 20_000]))
    data = sheet("".join(some_row(chance, row) for row in numbers))
    assert looked_at(data) == closely_looked_at(data)


@pytest.mark.parametrize("form", ODD)
def test_an_odd_cell_is_looked_at_closely(form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """No cell that the reader would misunderstand is let through."""
    looked: list[bytes] = []
    really = closely.regular

    def regular(data: bytes) -> bytes:
        looked.append(data)
        return really(data)

    monkeypatch.setattr(closely, "regular", regular)
    healthy = '<row r="1"/><row r="2"><c r="A2"><v>1</v></c></row>'
    looked_at(sheet(healthy))
    assert looked == []
    odd = sheet(f'{healthy}<row r="3">{form.format(at="B3", row=3)}</row>')
    looked_at(odd)
    assert looked == [odd]


def test_an_ordinary_sheet_has_nothing_to_tell_of() -> None:
    """Its rows go to the reader as they stand."""
    data = sheet('<row r="1"><c r="A1" t="s"><v>0</v></c></row><row r="2"/>')
    assert scan(data, {5: number_format("0%")}) == (rows_of(data), Scan(cells=1, in_order=True))


@pytest.mark.parametrize("letter", LETTERS)
def test_a_row_may_end_in_any_column(letter: str) -> None:
    """It is settled by the single search wherever it ends, unless a cell of the row stands after its end."""
    cells = "".join(f'<c r="{one}1"><v>1</v></c>' for one in LETTERS[: LETTERS.index(letter) + 1])
    assert scan(sheet(f'<row r="1">{cells}</row>'), {})[1].in_order
    assert scan(sheet(f'<row r="1"><c r="{letter}1"><v>1</v></c></row>'), {})[1].in_order
    with pytest.raises(RefusedError):
        scan(sheet(f'<row r="1">{cells}</row><c r="{letter}1"><v>2</v></c></row>'), {})


@pytest.mark.parametrize("second", ["<sheetData/>", "<sheetData><row r='2'/></sheetData>", '<sheetData x="1">'])
@pytest.mark.parametrize("place", ["before", "inside", "after"])
def test_rows_in_two_places_are_never_read(second: str, place: str) -> None:
    """The reader would take the one and say nothing of the other, wherever it stands."""
    row = '<row r="1"><c r="A1"><v>1</v></c></row>'
    inside = row + second if place == "inside" else row
    before, after = second * (place == "before"), second * (place == "after")
    data = f"<worksheet>{before}<sheetData>{inside}</sheetData>{after}</worksheet>".encode()
    with pytest.raises(RefusedError) as refused:
        scan(data, {})
    assert refused.value.words["orsak"] == "det har sina rader på två ställen"


@pytest.mark.parametrize(
    "rows",
    [
        '<x:sheetData><x:row r="1"/></x:sheetData><x:cols/><x:sheetData/>',
        '<sheetData><row r="1"><x:c r="A1"><v>1</v></x:c></row><x:sheetData/></sheetData>',
    ],
)
def test_a_second_place_may_come_to_light_when_the_sheet_is_rewritten(rows: str) -> None:
    """With a prefix it looks like something else."""
    data = f'<worksheet xmlns:x="m">{rows}</worksheet>'.encode()
    data = data.replace(b"worksheet", b"x:worksheet") if rows.startswith("<x:") else data
    with pytest.raises(RefusedError) as refused:
        scan(data, {})
    assert refused.value.words["orsak"] == "det har sina rader på två ställen"


def test_cells_are_counted_in_every_kind_of_sheet() -> None:
    """In order, in order far down, and looked at closely; what is far away is not read and does not count."""
    first, far = '<row r="1"><c r="A1"><v>1</v></c></row>', '<row r="20000"><c r="A20000"><v>1</v></c></row>'
    formula = '<row r="2"><c r="A2"><f>1</f><v>1</v></c></row>'
    counts = {text: scan(sheet(text), {})[1].cells for text in (first, first + far, first + formula)}
    assert list(counts.values()) == [1, 1, 2]


def test_formats_far_down_are_no_values() -> None:
    """Rows of formatted cells may reach the end of the grid below a few values."""
    blanks = "".join(f'<row r="{row}"><c r="A{row}" s="1"/></row>' for row in (9_999, 30_000, 1_048_576))
    data = sheet(f'<row r="1"><c r="A1" s="1"/><c r="B1"><v>1</v></c></row>{blanks}')
    rows, found = scan(data, {})
    assert (rows, found.far, found.area) == (rows_of(data), "", 26)


def test_what_runxl_writes_itself_is_ordinary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The widest sheet, and the rows that a computation adds: no plan of ours needs the close look."""
    path = runxl.new(tmp_path / "plan.xlsx", example=True)
    runxl.write_back(path, runxl.assess(path))
    assert max(len(table.columns) for table in contract().tables.values()) < len(LETTERS)
    monkeypatch.setattr(closely, "look", lambda rows: pytest.fail(rows[:1000].decode()))
    assert read(path).readable


def test_the_area_reaches_as_far_as_the_values() -> None:
    """Of a sheet that is far from small: a column beyond Z is counted where it has a value."""
    far = '<row r="20"><c r="A20"><v>1</v></c><c r="AC20"{}</row><row r="10000"><c r="A10000"><v>1</v></c></row>'
    rows = {form: sheet(far.format(form)) for form in ("><v>1</v></c>", ' s="3"/>')}
    assert [scan(data, {})[1].area for data in rows.values()] == [10_000 * 29, 10_000 * 26]


def test_a_percentage_is_seen_among_many_styles() -> None:
    """A workbook may have few or tens of thousands of styles that show a percentage."""
    how = number_format("0%")
    data = sheet('<row r="1"><c r="A1" s="7"><v>0.4</v></c><c r="B1" s="77"><v>1</v></c></row>')
    assert scan(data, {7: how})[1].dressed == (((1, 1), how),)
    assert scan(data, dict.fromkeys(range(7, 70), how))[1].dressed == (((1, 1), how),)
    assert scan(data, {8: how})[1].dressed == ()


def spoilt(path: Path, title: str, *, before_row: int, by: str) -> Path:
    """A workbook whose sheet has something in it that breaks its XML."""
    number = openpyxl.load_workbook(path, read_only=True).sheetnames.index(title) + 1
    part, out = f"xl/worksheets/sheet{number}.xml", path.with_name("trasig.xlsx")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == part:
                start, row, rest = content.partition(f'<row r="{before_row}"'.encode())
                assert row
                content = start + by.encode() + row + rest
            new.writestr(name, content)
    return out


@pytest.mark.parametrize(
    "by", ["</sheetData>", "</worksheet>", "</x>", "<row>", '<row r="7"><c r="A7"></is></c></row>']
)
def test_no_rows_are_lost_in_silence(by: str, tmp_path: Path) -> None:
    """A sheet that is broken in the middle is not read as far as it is whole."""
    path = runxl.new(tmp_path / "plan.xlsx", example=True)
    every = len(read(path).tables["aktiviteter"])
    workbook = read(spoilt(path, "Aktiviteter", before_row=8, by=by))
    found = workbook.tables.get("aktiviteter")
    said = {one.code for one in workbook.findings if one.sheet == "Aktiviteter"}
    assert "RX024" in said or (found is not None and len(found) == every)
