"""A column read whole gives what its cells give one by one, and a row says the same alone as among others."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from runxl.check import cells, measures
from runxl.check.cells import Cell, Reader
from runxl.check.columns import WHOLE, each_once, is_empty, kinds_of, texts
from runxl.check.earlier_periods import read_historik
from runxl.check.numbers import decimals_of, stored
from runxl.check.parse import READERS, parse
from runxl.check.rows import Historik, rows_of
from runxl.contract.load import contract
from runxl.excel import LONGEST_TEXT
from runxl.measure.values import decimal_of
from runxl.typer import typer as all_typer
from runxl.workbook.tables import FoundTable, Percent, Raw, TableColumn
from tests.check.test_check import RAWS

FLOATS = st.floats() | st.integers(1990, 2100).map(float)
COLUMNS = st.one_of(
    *(
        st.lists(st.none() | kind, max_size=6)
        for kind in (st.text(max_size=6), FLOATS, st.datetimes(), st.dates(), RAWS)
    )
)
TYPER = st.sampled_from([*(code.value for code in contract().codelists["typ"].codes), "Någon annan", None])
UNITS = st.sampled_from([None, "%", "antal", "1–6"])


def alone(reader: Reader, raw: Raw) -> Cell:
    cell = cells.EMPTY if raw is None else cells.raw_fault(raw) or reader(raw)
    return cell._replace(value=None) if cell.value == "" else cell


def table(name: str, **columns: Sequence[Any]) -> FoundTable:
    """A table of these columns, whose rows stand from row 2."""
    found = {column: TableColumn(place, list(values)) for place, (column, values) in enumerate(columns.items(), 1)}
    rows = range(2, 2 + len(next(iter(columns.values()))))
    return FoundTable(name, contract().tables[name].sheet, 1, list(rows), found)


STYRMODELL = contract().default_styrmodell


@pytest.mark.parametrize("kind", WHOLE)
@given(raws=COLUMNS)
def test_a_column_read_whole_is_what_its_cells_are_alone(kind: str, raws: list[Raw]) -> None:
    """Where a reader of whole columns answers, each cell alone has that value and nothing to tell."""
    whole = WHOLE[kind](raws, kinds_of(raws))
    if whole is not None:
        assert [Cell(value) for value in whole] == [alone(READERS[kind], raw) for raw in raws]


@given(raws=st.lists(st.none() | st.text(max_size=6), max_size=6) | st.lists(st.text(max_size=6), max_size=6))
def test_a_text_column_says_nothing_in_the_word_it_is_given(raws: list[Raw]) -> None:
    """Empty and blank cells become that word, in full columns and in those with gaps; texts are the same."""
    kinds = kinds_of(raws)
    assert texts(raws, kinds, "") == [said or "" for said in texts(raws, kinds) or []]


def test_ordinary_columns_are_read_whole() -> None:
    """Text, years and dates as Excel stores them, with and without empty cells."""
    march = dt.datetime.fromisoformat("2026-03-01 12:30")
    columns: dict[str, tuple[list[Raw], list[object]]] = {
        "text": (["a ", None, " "], ["a", None, None]),
        "nr": (["3.10", " 3.1"], ["3.10", "3.1"]),
        "integer": ([2026.0, None, 0.0], [2026, None, 0]),
        "date": ([march, None], [dt.date(2026, 3, 1), None]),
    }
    for kind, (raws, values) in columns.items():
        assert WHOLE[kind](raws, kinds_of(raws)) == values


@pytest.mark.parametrize(
    ("kind", "raw"),
    [("text", "a" * (LONGEST_TEXT + 1)), ("text", True), ("nr", 3.1), ("integer", 2026.5), ("integer", Percent(1)), ("date", "idag")],
)  # fmt: skip
def test_a_cell_with_something_to_tell_is_looked_at_by_itself(kind: str, raw: Raw) -> None:
    """One such cell is enough."""
    raws: list[Raw] = [None, raw]
    assert WHOLE[kind](raws, kinds_of(raws)) is None


@given(raws=st.lists(st.none() | RAWS, max_size=8) | st.lists(st.sampled_from([1, 1.0, True, "1", None]), max_size=8))
def test_a_cell_that_comes_again_is_what_it_is_alone(raws: list[Raw]) -> None:
    """Also where cells are equal and yet not the same, as 1 and True."""
    assert repr(each_once(lambda raw: (type(raw), raw), raws)) == repr([(type(raw), raw) for raw in raws])


def test_a_word_that_comes_again_is_read_once() -> None:
    """In a column of words and in one of all kinds."""
    for again in (["Öka", "Minska", None], ["Öka", 1.0, None]):
        seen: list[Raw] = []
        each_once(seen.append, again * 10)
        assert sorted(map(str, seen)) == sorted(map(str, again))


@pytest.mark.parametrize("value", [0.0, False, "", dt.timedelta(0), "a", math.nan])
def test_a_column_with_a_value_is_not_empty(value: Raw) -> None:
    """Whatever the value counts as, and wherever it stands."""
    assert not any(is_empty(column) for column in ([value], [value, None], [None, value], [None, value, None]))


def test_a_column_without_values_is_empty() -> None:
    assert is_empty([])
    assert is_empty([None, None])


def test_a_long_column_is_read_as_its_cells_are() -> None:
    """It is read in blocks; in each there is a cell of its own kind, and one with a fault that is told where it stands."""
    typer = ["Minst", "Ja/Nej", "Minst", "Minst"] * 1_500
    goals: list[Raw] = [1.5, "Ja", "nja", "10,1 mkr"] * 1_500
    goals[2] = goals[-2] = 7.0
    long = parse("plan.xlsx", table("indikatorer", typ=typer, enhet=[None, "mkr"] * 3_000, malvarde=goals, nr=goals))
    short = parse("plan.xlsx", table("indikatorer", typ=typer[4:8], enhet=[None, "mkr"] * 2, malvarde=goals[4:8]))
    places = [position for position, goal in enumerate(goals) if goal == "nja"]
    assert long.columns["malvarde"][4:-4] == short.columns["malvarde"] * 1_498
    assert [one.row for one in long.findings if one.code == "RX102"] == [2 + place for place in places]
    assert long.columns["nr"] == [READERS["nr"](goal).value for goal in goals]


@given(st.lists(st.none() | FLOATS | FLOATS.map(Percent) | RAWS, max_size=8))
def test_a_column_of_numbers_is_what_its_cells_are_alone(raws: list[Raw]) -> None:
    """The same decimals, down to the last nought, and what is no stored number is left to another reader."""
    alone = [None if raw is None else ("other", raw) if stored(raw) is None else stored(raw) for raw in raws]
    other = lambda raw: ("other", raw) if stored(raw) is None else stored(raw)  # noqa: E731
    assert repr(decimals_of(raws, other)) == repr(alone)


def test_rows_are_what_their_kind_makes() -> None:
    """Of the right kind, and equal to those made one by one."""
    columns = {name: [place, place + 1] for place, name in enumerate(Historik._fields)}
    one_by_one = tuple(map(Historik._make, zip(*columns.values(), strict=True)))
    assert rows_of(Historik, columns) == one_by_one
    assert {type(row) for row in rows_of(Historik, columns)} == {Historik}


@example([("Sammansatt", None, math.nan, math.inf)])
@given(st.lists(st.tuples(TYPER, UNITS, FLOATS | FLOATS.map(Percent) | RAWS, FLOATS | RAWS), min_size=1, max_size=6))
def test_a_measure_is_read_by_its_own_typ_and_unit(rows: list[tuple[str | None, str | None, Raw, Raw]]) -> None:
    """Stored numbers are taken at once; they are what the reader of a cell says, and so is everything else."""
    typer, units, goals, outcomes = zip(*rows, strict=True)
    sheet = parse("plan.xlsx", table("indikatorer", typ=typer, enhet=units, malvarde=goals, utfall=outcomes))
    for position, (typ, unit, goal, outcome) in enumerate(rows):
        code, enhet = all_typer().get(typ), unit or ""
        for column, raw, read in (("malvarde", goal, measures.target), ("utfall", outcome, measures.outcome)):
            wanted = alone(lambda raw, read=read, code=code, enhet=enhet: read(raw, code, enhet), raw)  # type: ignore[misc]
            told = [one.code for one in sheet.findings if one.cell == sheet.table.cell(column, position)]
            assert (sheet.columns[column][position], told) == (wanted.value, [wanted.code] if wanted.code else [])


@given(st.data())
def test_a_row_of_historik_is_read_as_it_would_be_alone(data: st.DataObject) -> None:
    """Whatever its neighbours hold."""
    names = [column.name for column in contract().tables["historik"].columns]
    likely: dict[str, st.SearchStrategy[Any]] = {
        "ar": st.sampled_from([2024.0, 2025.0]),
        "period": st.sampled_from([period.name for period in STYRMODELL.periods]),
        "objekt": st.sampled_from(contract().codelists["objekt"].values),
        "nr": st.sampled_from(["1.1", "3,10"]),
    }
    row = st.tuples(*(likely[name] | RAWS if name in likely else RAWS for name in names))
    rows = data.draw(st.lists(row, min_size=1, max_size=4))
    together = read_historik(table("historik", **dict(zip(names, zip(*rows, strict=True), strict=True))), STYRMODELL)
    each = (table("historik", **{n: [v] for n, v in zip(names, row, strict=True)}) for row in rows)
    one_by_one = [read_historik(alone, STYRMODELL) for alone in each]
    kept = [(place, found[0]) for place, found in enumerate(one_by_one, 2) if found]
    assert repr(together) == repr(tuple(one._replace(row=place) for place, one in kept))


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_stored_number_is_its_shortest_decimal(number: float) -> None:
    """Whole numbers have no decimals, others those that they are written with."""
    read, written = decimal_of(number), Decimal(repr(number))
    assert read == written
    exponent = read.as_tuple().exponent
    assert isinstance(exponent, int)
    assert (exponent >= 0) == number.is_integer()
