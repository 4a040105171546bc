"""A formula that hangs on a changed cell loses its value; every other formula keeps it, byte for byte."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from runxl.excel import address
from runxl.files.save import stamp
from runxl.workbook import patch as workbook_patch
from runxl.workbook.edits import Edit, Edits, Extent
from runxl.workbook.patch.references import InTable, NameRef, Ref, reads_of
from tests.by_title import sheet_part
from tests.patch import rich
from tests.patch.reading import part, xml_cells

SHEETS = ("Data", "Egna tal")


def patch(path: Path, edits: Edits) -> int:
    """How many formulas wait after the edits of a workbook that need not be of ours."""
    return workbook_patch.patch(path, edits, stamp=stamp(path)).waiting


def made(path: Path, formulas: Mapping[str, str], more: Callable[[xlsxwriter.Workbook], object] | None = None) -> Path:
    """A workbook with the table tblTal (Nr, Utfall, Egen kod) in Data!A1:C6, and formulas by place, each with the value 7."""
    with xlsxwriter.Workbook(path) as book:
        data, own = map(book.add_worksheet, SHEETS)
        rows = [[f"1.{row}", row, f"kod {row}"] for row in range(1, 6)]
        columns = [{"header": title} for title in ("Nr", "Utfall", "Egen kod")]
        data.add_table("A1:C6", {"name": "tblTal", "columns": columns, "data": rows})
        for place, formula in formulas.items():
            sheet, _, cell = place.rpartition("!")
            (own if sheet else data).write_formula(cell, formula, None, 7)
        if more:
            more(book)
    return path


def cleared(path: Path, edits: Edits, formulas: Mapping[str, str]) -> set[str]:
    """The formulas without a value after the edits; those that have one have the cell that they had."""
    before = {title: xml_cells(path, sheet_part(path, title)) for title in SHEETS}
    waiting = patch(path, edits)
    after = {title: xml_cells(path, sheet_part(path, title)) for title in SHEETS}
    gone = set()
    for place in formulas:
        sheet, _, cell = place.rpartition("!")
        title = SHEETS[bool(sheet)]
        if b"<v>" not in after[title][cell]:
            gone.add(place)
            assert re.sub(b"<v>.*?</v>", b"", before[title][cell]) == after[title][cell]
        else:
            assert after[title][cell] == before[title][cell]
    assert waiting == len(gone)
    return gone


B3 = Edits((Edit("Data", "B3", 99),))

HANGING = {
    "=B3/100": True,
    "=$B$3": True,
    "=B2+B4": False,
    "=SUM(B2:B6)": True,
    "=SUM(B4:B6)": False,
    "=SUM(B:B)": True,
    "=SUM(C:D)": False,
    "=SUM(3:3)": True,
    "=SUM($4:$5)": False,
    "=Data!B3": True,
    "='Egna tal'!B3": False,
    "='Data'!B$3*2": True,
    "='[1]Data'!B3": False,
    '=IF(A3="B3","B3",1)': False,
    "=LOG10(B4)": False,
    "=ROUND(1E3,2)+TRUE+#N/A": False,
    "=SUM(tblTal[Utfall])": True,
    "=SUM(tblTal[[#Data],[Utfall]])": True,
    "=SUM(tblTal[[Nr]:[Egen kod]])": True,
    "=COUNTA(tblTal[Nr])": False,
    "=COUNTA(tblTal[Egen kod])": False,
    "=ROWS(tblTal[#Headers])": False,
    "=ROWS(tblTal[#All])": True,
    "=ROWS(tblTal)": True,
    "=SUM(tblTal[Finns inte])": True,
    "=Utfallet": True,
    "=Koderna": False,
    "=Okänt": True,
    "=Vandrande": True,
    '=INDIRECT("B3")': True,
    "=SUM(OFFSET(A1,2,1))": True,
    "=SUM(B4:INDEX(B4:B6,2))": True,
    "=SUM(Data:Övrigt!B9)": True,
    "=SUMIF(A2:A6,A2,B2)": True,
    "=SUMIF(D2:D6,D2,C2)": False,
    "=SUM(ABC123456789)": True,
    "=TODAY()": False,
    "=B3#": True,
}


@pytest.mark.parametrize(("formula", "hangs"), HANGING.items())
def test_what_a_formula_hangs_on(formula: str, hangs: bool, tmp_path: Path) -> None:  # noqa: FBT001 - a case
    """B3 changes: a number in the table's second row, in the column Utfall."""

    def names(book: xlsxwriter.Workbook) -> None:
        book.define_name("Utfallet", "=Data!$B$2:$B$4")
        book.define_name("Koderna", "=tblTal[Egen kod]")
        book.define_name("Vandrande", "=Data!B9")

    path = made(tmp_path / "bok.xlsx", {"F9": formula}, names)
    assert cleared(path, B3, {"F9": formula}) == ({"F9"} if hangs else set())


def test_chains_are_followed_over_sheets_and_in_any_direction(tmp_path: Path) -> None:
    """Down, up, over another sheet and back; what stands beside the chain keeps its value."""
    formulas = {
        "F2": "='Egna tal'!A9", "!A9": "=A8", "!A8": "=SUM(A1:A7)", "!A5": "=Data!F20", "F20": "=B3", "F3": "=F2+F4",
        "F4": "=B4", "!C1": "=C2", "!C2": "=Data!B4", "F30": "=F3",
    }  # fmt: skip
    formulas = {place.replace("!", "Egna tal!"): formula for place, formula in formulas.items()}
    path = made(tmp_path / "bok.xlsx", formulas)
    assert cleared(path, B3, formulas) == formulas.keys() - {"F4", "Egna tal!C1", "Egna tal!C2"}


def test_a_table_row_reads_its_own_row(tmp_path: Path) -> None:
    """However the row is said; and a table's formula may leave out the table's name."""
    said = ("tblTal[[#This Row],[Utfall]]", "tblTal[@Utfall]", "[@Utfall]", "tblTal[@[Egen kod]]")
    formulas = {f"{'CDEF'[at]}{row}": f"={one}" for at, one in enumerate(said[:2], 1) for row in range(2, 7)}
    path = made(tmp_path / "bok.xlsx", formulas | {"C3": "=[@Utfall]", "C4": "=[@Utfall]", "G3": f"={said[3]}"})
    assert cleared(path, B3, formulas | {"C3": "", "C4": "", "G3": ""}) == {"D3", "E3", "C3", "G3"}


def test_shared_and_array_formulas(tmp_path: Path) -> None:
    """F3:F4 share B3*2, counted from F3; G2:G4 show what one formula gives, and all of it goes."""
    path = rich.write(tmp_path / "plan.xlsm")
    before = xml_cells(path)
    assert patch(path, Edits((Edit("Mål", "B4", 5),))) == 2
    after = xml_cells(path)
    assert {cell for cell in before if cell != "B4" and before[cell] != after[cell]} == {"F4", "G2", "G3"}
    assert re.sub(rb"<c .*? r=", b"<c r=", after["F4"]) == b'<c r="F4" s="3"><f t="shared" si="0"/></c>'
    assert b"<v>" not in after["G2"] + after["G3"]


def test_a_cell_that_says_the_same_moves_nothing(tmp_path: Path) -> None:
    """Also a text that the workbook's cells share, which is written into its own cell."""
    path = rich.write(tmp_path / "plan.xlsm")
    before = xml_cells(path)
    edits = Edits((Edit("Mål", "B2", 75.8), Edit("Mål", "A2", "3.2"), Edit("Mål", "H9", 1)))
    assert patch(path, edits) == 0
    assert xml_cells(path)["F2"] == before["F2"]


def test_a_table_that_grows_is_another_than_it_was(tmp_path: Path) -> None:
    """Whoever names it whole reads other cells; a row's own cell is the same."""
    formulas = {"F1": "=ROWS(tblTal[Nr])", "D3": "=tblTal[@Nr]", "F2": "=A2"}
    path = made(tmp_path / "bok.xlsx", formulas)
    assert cleared(path, Edits(extents=(Extent("Data", "tblTal", "A1:C8"),)), formulas) == {"F1"}


def test_the_kind_of_a_value_goes_with_it(tmp_path: Path) -> None:
    """A text, an error or a truth value that is gone leaves no trace of its kind: it would be read as one."""
    path = made(tmp_path / "bok.xlsx", {})
    kinds = {"F2": "text", "F3": "#DIV/0!", "F4": True}

    def add(book: xlsxwriter.Workbook) -> None:
        for cell, value in kinds.items():
            book.get_worksheet_by_name("Data").write_formula(cell, "=B3", None, value)

    made(path, {}, add)
    assert patch(path, B3) == 3
    cells = xml_cells(path, sheet_part(path, "Data"))
    assert [re.search(rb' t="', cells[cell]) for cell in kinds] == [None] * 3


def test_excel_is_told_to_calculate(tmp_path: Path) -> None:
    path = made(tmp_path / "bok.xlsx", {"F2": "=B3"})
    patch(path, B3)
    assert b'fullCalcOnLoad="1"' in part(path, "xl/workbook.xml")


def test_a_sheet_that_nobody_finds_their_way_in_is_taken_to_be_changed(tmp_path: Path) -> None:
    """What can be told of it is nothing; it stays as it is, and stops no writing."""
    formulas = {"F2": "='Egna tal'!A1", "F3": "=B4"}
    path = made(tmp_path / "bok.xlsx", formulas | {"Egna tal!A1": "=1", "Egna tal!A2": "=2"})
    own = sheet_part(path, "Egna tal")
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    damaged = parts[own] = parts[own].replace(b'r="2"', b'r="1"')
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    patch(path, B3)
    cells = xml_cells(path, sheet_part(path, "Data"))
    assert (b"<v>" in cells["F2"], b"<v>" in cells["F3"]) == (False, True)
    assert part(path, own) == damaged


def test_what_is_read_of_a_formula() -> None:
    """The parts of a long one, in order; corners that move are told from those that do not."""
    formula = "=SUM($A1:B$2,'Vårt ''eget'' blad'!C3,tblMal[[#This Row],[Nr '[a']]],Namn,_xlpm.x)&\"=D4\""
    reads = reads_of(formula)
    assert reads
    ref, other, table, named = reads.refs
    assert isinstance(ref, Ref)
    assert (str(ref.area), ref.loose) == ("A1:B2", (True, False, False, True))
    assert [str(ref.moved(*steps)) for steps in ((0, 2), (4, 0))] == ["A1:D2", "A2:B5"]
    assert isinstance(other, Ref)
    assert (other.sheet, str(other.area)) == ("vårt 'eget' blad", "C3:C3")
    assert table == InTable("tblMal", "[#This Row],[Nr '[a']]")
    assert named == NameRef("", "Namn")


_CELL = st.tuples(st.integers(1, 8), st.integers(1, 4))
_READ = st.lists(st.tuples(_CELL, _CELL), min_size=1, max_size=3)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
@given(formulas=st.dictionaries(_CELL, _READ, max_size=20), changed=st.sets(_CELL, min_size=1, max_size=3))
def test_exactly_what_hangs_is_cleared(tmp_path: Path, formulas: dict[Any, Any], changed: set[Any]) -> None:
    """Any formulas of any ranges, in circles too, against a closure that is reckoned the plain way."""
    changed = changed - formulas.keys()
    said = {
        place: "=SUM(" + ",".join(f"{address(*one)}:{address(*other)}" for one, other in read) + ")"
        for place, read in formulas.items()
    }
    path = tmp_path / "bok.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Blad")
        for (row, column), formula in said.items():
            sheet.write_formula(row - 1, column - 1, formula, None, 7)
    patch(path, Edits(tuple(Edit("Blad", address(*place), 1) for place in sorted(changed))))
    cells = xml_cells(path)
    gone = {place for place in formulas if b"<v>" not in cells[address(*place)]}
    assert gone == _closure(formulas, changed) - changed


def _closure(formulas: Mapping[Any, Any], changed: set[Any]) -> set[Any]:
    hanging = set(changed)
    while True:
        more = {
            place
            for place, read in formulas.items()
            if any(_inside(cell, one, other) for cell in hanging for one, other in read)
        }
        if more <= hanging:
            return hanging
        hanging |= more


def _inside(cell: tuple[int, int], one: tuple[int, int], other: tuple[int, int]) -> bool:
    return all(min(a, b) <= at <= max(a, b) for at, a, b in zip(cell, one, other, strict=True))
