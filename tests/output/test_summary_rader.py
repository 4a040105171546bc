"""The lists' rows are made column by column, in another process than the one that writes the workbook."""

from __future__ import annotations

import datetime as dt
import io
import pickle
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
import zipfile
from math import isfinite
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runxl.assessment.counts import Counts
from runxl.excel import LONGEST_TEXT
from runxl.output.many import collection
from runxl.output.many.drawn import drawn
from runxl.output.many.facts import BookFacts, FactCell, FactRow, GoalFacts, Head
from runxl.output.many.gather import FOUND
from runxl.output.many.indikator_list import PRINTED, Trend, trends
from runxl.output.many.lines import columns, lines, numbered
from runxl.output.many.lists import listings
from runxl.output.many.row_book import fill, row_book
from runxl.output.many.row_sheet import row_sheet
from runxl.output.many.scope import Scope
from runxl.output.said.outcomes import MOST
from runxl.workbook.heights import text_height, text_heights

WIDTHS = (12.0, 40.0, 8.0, 15.0)
COLUMNS = columns(WIDTHS, (True, True, False, False), bare=(3,))
STYLES = [f' s="{place}"' for place in range(len(WIDTHS))]
TEXT_OF = {"str": "v", "inlineStr": "is/t"}
"""Where the text of a cell stands, by its type."""

odd = st.sampled_from(
    [
        "",
        " luft",
        "luft ",
        "a & b",
        "<r>",
        "_x0041_",
        "_x0041_x0042_",
        "x_x005F_x000D_",
        "två\nrader",
        "|",
        "å" * 200,
        "\0",
        "\ud800",
        "ord\N{SOFT HYPHEN}",
        "50 % av %s",
        "1\N{NO-BREAK SPACE}287",
        "\N{NO-BREAK SPACE}1",
        "\N{LATIN SMALL LIGATURE FI}",
        "\N{HANGUL SYLLABLE HIH}",
        "två\N{LINE SEPARATOR}rader",
    ]
)
texts = odd | st.text(max_size=30) | st.sampled_from(["Helt", "Inte", "Minst 10 procent"])
values = (
    st.none() | texts | st.integers(-(10**6), 10**6) | st.floats() | st.dates(dt.date(1990, 1, 1), dt.date(2090, 1, 1))
)
numbers = st.integers(-(10**6), 10**6) | st.floats()
columns_of_one_kind = st.sampled_from(
    [values, texts, st.none(), st.sampled_from(["Helt", "Inte", None]), numbers, st.none() | numbers]
)


@st.composite
def tables(draw: st.DrawFn) -> list[tuple[FactCell, ...]]:
    """Columns as they come in sheets, mostly of one kind."""
    size = draw(st.integers(1, 6))
    values_of = [draw(st.lists(draw(columns_of_one_kind), min_size=size, max_size=size)) for _ in WIDTHS]
    return list(zip(*values_of, strict=True))


@given(tables())
def test_rows_together_are_as_each_by_itself(rows: list[tuple[FactCell, ...]]) -> None:
    """What is settled for a whole column is what would have been settled for each of its cells."""
    assert lines(COLUMNS, STYLES, rows) == [line for row in rows for line in lines(COLUMNS, STYLES, [row])]


@given(tables(), st.integers(1, 10**6))
def test_every_cell_can_be_read_back(rows: list[tuple[FactCell, ...]], first: int) -> None:
    """At its place, as text if it was text, without what XML has no room for."""
    sheet = ET.fromstring(b"<s>" + numbered(lines(COLUMNS, STYLES, rows), first) + b"</s>")  # noqa: S314 - made here
    for number, (found, row) in enumerate(zip(sheet, rows, strict=True), first):
        cells = {cell.get("r"): cell for cell in found}
        assert found.get("r") == str(number)
        for letter, value in zip("ABCD", row, strict=True):
            cell = cells.get(f"{letter}{number}")
            if isinstance(value, str) and value:
                assert cell is not None
                said = cell.findtext(TEXT_OF[cell.get("t", "")]) or ""
                assert _as_excel_reads_it(said) == _as_excel_has_room_for(value)
            elif isinstance(value, int | float) and isfinite(value):
                assert cell is not None
                assert cell.get("t") is None
                assert cell.findtext("v") == str(value)


def test_only_a_text_that_needs_it_takes_the_longer_form() -> None:
    """A text in `v` loses the spaces at its ends in Excel, so what is odd is said as `is`."""
    (line,) = lines(COLUMNS, STYLES, [("Helt", "a_b", " luft", "rad\nrad")])
    kinds = [cell.get("t") for cell in ET.fromstring(numbered([line], 1))]  # noqa: S314 - made here
    assert kinds == ["str", "str", "inlineStr", "inlineStr"]


def _as_excel_reads_it(said: str) -> str:
    return re.sub(r"_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found[1], 16)), said)


def test_a_text_is_no_longer_than_excel_counts_it() -> None:
    """In UTF-16, where a picture is two signs."""
    (line,) = lines(COLUMNS, STYLES, [("\N{GRINNING FACE}" * 20_000, "a" * LONGEST_TEXT, "b" * 40_000, "")])
    said = [cell.findtext(TEXT_OF[cell.get("t", "")]) or "" for cell in ET.fromstring(numbered([line], 1))]  # noqa: S314
    assert [len(one.encode("utf-16-le")) // 2 for one in said] == [LONGEST_TEXT, LONGEST_TEXT, LONGEST_TEXT]
    assert [one[-1] for one in said] == ["…", "a", "…"]


def _as_excel_has_room_for(text: str) -> str:
    kept = "".join(sign for sign in text if sign in "\t\n" or (sign >= " " and not "\ud800" <= sign <= "\udfff"))
    return kept.replace("\ufffe", "").replace("\uffff", "")


@given(st.lists(texts | st.text("ab \n", max_size=300), max_size=5), st.sampled_from([9.0, 20.0, 36.0]))
def test_texts_together_are_as_high_as_each_by_itself(several: list[str], width: float) -> None:
    """Also where only some of them go on at a new line."""
    told = list(filter(None, several))
    assert text_heights(told, width) == {text: text_height(text, width) for text in told}


def test_workbooks_together_are_drawn_as_each_by_itself() -> None:
    styles = {name: [' s="1"'] * 40 for name in (*listings(), FOUND, collection.SHEET)}
    found: FactRow = ("fel", "RX101", "plan.xlsx", "Mål", "A2", "1", "Fel & brist.", "Rätta.", None)
    books = [
        BookFacts(
            head=Head(file=f"{namn}.xlsx", namnd=namn), lists={"mal": (("Mål", namn, "Helt"),) * rows, FOUND: more}
        )
        for namn, rows, more in (("Kultur", 2, ()), ("Hälsa & vård", 0, (found, found)), ("Kultur", 3, (found,)))
    ]
    apart = [drawn([book], styles)[0] for book in books]
    assert drawn(books, styles) == apart
    assert [len(one.lines.get("mal", ())) for one in apart] == [2, 0, 3]
    assert [len(one.lines.get(FOUND, ())) for one in apart] == [0, 2, 1]


def test_nothing_is_no_cell_only_where_the_column_is_bare() -> None:
    """An empty cell has a line below it; where text runs on from the left, no cell may stand in its way."""
    (line,) = lines(COLUMNS, STYLES, [("a", None, "", None)])
    assert line.count(b"<c ") == 3
    assert b'<c r="B\0" s="1"/>' in line


def test_a_row_is_as_high_as_its_tallest_text() -> None:
    """And a row with short texts has the height that the sheet gives it."""
    low, high = lines(COLUMNS, STYLES, [("kort", "kort", 1, None), ("lång " * 20, "kort", 1, None)])
    assert b" ht=" not in low
    assert b' customHeight="1"' in high


def test_a_small_chart_is_drawn_where_there_are_outcomes() -> None:
    """From its first outcome on, and with room below zero if any of them needs it."""
    without: tuple[FactCell, ...] = ("",) * PRINTED
    points = (*[None] * (MOST - 2), -1, 2)
    found = list(trends([without, (*without, "DÅ 1, DÅ 2", *points)]))
    assert found == [Trend(1, PRINTED + 1 + MOST - 2, below=True)]


def test_the_rows_are_put_into_their_sheet(tmp_path: Path) -> None:
    """The sheet's own text stays as it is, also where it looks like the place for the rows."""
    shell, rows, target = io.BytesIO(), tmp_path / "rader", tmp_path / "ut.zip"
    with zipfile.ZipFile(shell, "w") as made:
        made.writestr("a.xml", "<w><sheetData></sheetData><h>&lt;sheetData&gt;<sheetData></sheetData></h></w>")
        made.writestr("b.xml", "<w><sheetData></sheetData></w>")
    rows.write_bytes(b"<row/>")
    fill(shell, {"a.xml": rows}, target)
    with zipfile.ZipFile(target) as packed:
        assert packed.read("a.xml").startswith(b"<w><sheetData><row/></sheetData><h>&lt;")
        assert packed.read("b.xml") == b"<w><sheetData></sheetData></w>"


@pytest.mark.parametrize(
    "to",
    [
        "external:svar/Enhet [1] {a} & b.xlsx",
        "external:../å ä/plan.xlsx#'Mål & \"delmål\"'!A2",
        "external:C:/Svar/plan.xlsx#Mål!B7",
    ],
)
def test_a_link_is_as_xlsxwriter_would_write_it(tmp_path: Path, to: str) -> None:
    """Only without what it holds of each till the end."""
    written = []
    for name in ("ours", "xlsxwriters"):
        path = tmp_path / f"{name}.xlsx"
        with row_book(path) as book:
            sheet = row_sheet(book, "Fynd")
            sheet.begin(columns([10, 10], [False, False]))
            sheet.append(("a", "b"), ("", ""))
            if name == "ours":
                sheet.link(0, 1, to)
            else:
                sheet.write_url(0, 1, to, None, "b")
            sheet.finish()
        with zipfile.ZipFile(path) as parts:
            there = ("xl/worksheets/sheet1.xml", "xl/worksheets/_rels/sheet1.xml.rels")
            written.append([parts.read(name) for name in there])
    assert written[0] == written[1]


def test_what_workbooks_say_alike_is_the_same_when_it_comes_from_another_process() -> None:
    """A region's thousands of units answer alike, each in a message of its own."""
    told = [GoalFacts("1", namn, "Helt", Counts(1, {"Helt": 1})) for namn in ("Länet växer", "Länet växer", "Annat")]
    come = [pickle.loads(pickle.dumps(one)) for one in told]  # noqa: S301 - made here
    assert come == told
    assert come[0] is come[1]
    assert type(come[0]) is GoalFacts


def test_a_worker_does_not_load_what_it_never_uses() -> None:
    """Workers make rows; only the process that writes the workbook needs XlsxWriter, and none sends plans out."""
    unused = {"xlsxwriter", "runxl.verbs.plan", "runxl.verbs.samla.answer", "runxl.workbook.patch", "rich", "openpyxl"}
    code = f"import sys, runxl.verbs.sammanfatta; sys.exit(' '.join({unused} & set(sys.modules)) or 0)"
    assert subprocess.run([sys.executable, "-I", "-c", code], check=False).returncode == 0


def test_nothing_at_all_is_a_scope_too() -> None:
    assert list(Scope(()).labels(())) == []
