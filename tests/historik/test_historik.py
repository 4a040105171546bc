"""The table of history says what the workbooks say, each by itself; and programs read it with one kind per column."""

from __future__ import annotations

import csv
import datetime as dt
import json
import shutil
import sys
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import polars as pl
import pytest
from pyarrow import parquet

import runxl
from runxl.assessment.verdicts import IndikatorVerdict
from runxl.cli import main
from runxl.errors import RunxlError
from runxl.measure.values import plain
from runxl.output.tidy.tidy_columns import COLUMNS
from runxl.output.tidy.tidy_row import TidyRow
from tests.historik.years import lived, put

_SHEETS = ("Mål", "Delmål", "Indikatorer", "Aktiviteter", "Uppdrag")
NAMNDER = ("Kulturnämnden", "Hälsonämnden")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two nämnder, two years, six periods each: the plans and the kept copies."""
    top: Path = tmp_path_factory.mktemp("ar")
    for number, namnd in enumerate(NAMNDER):
        lived(top, namnd, 7 + number)
    return top


@pytest.fixture(scope="module")
def table(folder: Path) -> runxl.HistoryTable:
    return runxl.history(folder)


def test_every_row_says_what_its_workbook_says_by_itself(folder: Path, table: runxl.HistoryTable) -> None:
    """Each of the twelve periods has a workbook of its own: value for value, and nothing else is there."""
    wanted = []
    for path in sorted(folder.glob("*.xlsx")):
        single = runxl.assess(path)
        verdicts: list[Any] = [one for sheet in _SHEETS for one in single.verdicts(sheet)]
        for one in verdicts:
            measured = isinstance(one, IndikatorVerdict) and one.measured
            utfall = plain(one.utfall) if isinstance(one, IndikatorVerdict) and measured else None
            status = one.historik_status if hasattr(one, "historik_status") else one.status
            about = (single.namnd, single.ar, single.period, one.objekt, one.nr, one.namn)
            wanted.append((*about, utfall, status or None, getattr(one, "faststalld", None), str(path)))
    found = [
        (
            *(row.namnd, row.ar, row.period, row.objekt, row.nr, row.namn),
            row.utfall if row.utfall_text is None else row.utfall_text,
            row.status,
            row.faststalld_status,
            row.fil,
        )
        for row in table.rows
    ]
    assert sorted(map(repr, found)) == sorted(repr(_as_float(row)) for row in wanted)
    assert len({(ar, period) for _, ar, period, *_ in found}) == 6
    assert table.disputed == ()


def _as_float(row: tuple[Any, ...]) -> tuple[Any, ...]:
    utfall = row[6]
    return (*row[:6], float(utfall) if isinstance(utfall, int) else utfall, *row[7:])


_REMEMBERED = tuple(
    name
    for name in TidyRow._fields
    if name not in ("fil", "kalla", "forklaring", "mal", "delmal", "ansvarig", "typ", "mattenhet", "svar_senast")
)


def test_the_last_plan_alone_remembers_the_same(folder: Path, table: runxl.HistoryTable) -> None:
    """Without the kept copies Tidigare perioder tells: the same outcomes, targets, decisions, dates and stamps."""
    alone = runxl.history(sorted(folder.glob("*2027.xlsx")))
    told = [tuple(getattr(row, name) for name in _REMEMBERED) for row in alone.rows]
    assert told == [tuple(getattr(row, name) for name in _REMEMBERED) for row in table.rows]
    assert {row.kalla for row in alone.rows} == {"Periodens arbetsbok", "Tidigare perioder"}


def test_what_is_told_differently_is_told(folder: Path, tmp_path: Path) -> None:
    """Somebody has changed an outcome in a kept copy: the period's own workbook holds, and both are named."""
    for path in folder.glob("Kulturnämnden*.xlsx"):
        shutil.copy(path, tmp_path)
    copy = tmp_path / "Kulturnämnden 2026 (DÅ 1 2026).xlsx"
    assert runxl.history(tmp_path).disputed == ()
    put(copy, {("Indikatorer", "1.1.1", "Utfall"): 12})
    disputed = [one for one in runxl.history(tmp_path).disputed if one.chosen.objekt == "Indikator"]
    (one,) = disputed
    assert (one.chosen.utfall, one.chosen.fil, one.chosen.period) == (12, str(copy), "DÅ 1")
    assert "utfall" in one.columns
    assert one.other.kalla == "Tidigare perioder"


def test_programs_read_it_with_one_kind_per_column(table: runxl.HistoryTable, folder: Path, tmp_path: Path) -> None:
    """Parquet by polars and DuckDB: the same kinds and the same values, also where a column is empty."""
    out = tmp_path / "h.parquet"
    runxl.history(folder, out)
    kinds = {"text": "String", "whole": "Int64", "number": "Float64", "date": "Date", "time": "Datetime"}
    frame = pl.read_parquet(out)
    assert {name: str(kind).partition("(")[0] for name, kind in frame.schema.items()} == {
        one.name: kinds[one.kind] for one in COLUMNS
    }
    assert frame.rows() == [tuple(row) for row in table.rows]
    with duckdb.connect() as base:
        assert base.sql(f"from '{out}'").fetchall() == [tuple(row) for row in table.rows]
    assert parquet.read_schema(out).field("namnd").metadata[b"rubrik"].decode() == "Nämnd"


def test_the_frame_has_one_kind_per_column(table: runxl.HistoryTable) -> None:
    """Also of nothing at all."""
    for frame in (table.frame(), runxl.HistoryTable(()).frame()):
        kinds = {one.name: str(frame[one.name].dtype) for one in COLUMNS}
        assert {kinds["namnd"], kinds["ar"], kinds["utfall"], kinds["sista_dag"]} == {
            "string", "int64", "float64", "datetime64[s]",
        }  # fmt: skip
    with duckdb.connect() as base:
        base.register("tabell", table.frame())
        assert base.sql("select count(*) from tabell").fetchall() == [(len(table.rows),)]


def test_csv_is_for_programs_and_harmless_in_excel(table: runxl.HistoryTable, folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "h.csv"
    runxl.history(folder, out)
    with out.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["nr"] for row in rows] == [row.nr for row in table.rows]
    assert [float(row["utfall"]) if row["utfall"] else None for row in rows] == [row.utfall for row in table.rows]


def test_the_workbook_has_the_table_and_its_columns(table: runxl.HistoryTable, folder: Path, tmp_path: Path) -> None:
    """Numbers are numbers, dates are dates, and what is not known is an empty cell."""
    out = tmp_path / "h.xlsx"
    runxl.history(folder, out)
    book = openpyxl.load_workbook(out)
    header, *rows = book["Alla perioder"].iter_rows(values_only=True)
    assert list(header) == [one.title for one in COLUMNS]
    places = {one.name: place for place, one in enumerate(COLUMNS)}
    for name in ("namnd", "ar", "period", "nr", "utfall", "maluppfyllelse", "status"):
        assert [row[places[name]] for row in rows] == [getattr(row, name) for row in table.rows]
    days = [row[places["sista_dag"]] for row in rows]
    assert [day.date() if isinstance(day, dt.datetime) else day for day in days] == [
        one.sista_dag for one in table.rows
    ]
    assert [row[1].value for row in book["Kolumner"].iter_rows(min_row=2)] == [one.name for one in COLUMNS]


def test_units_are_not_told_where_their_plan_is(make_workbook: Any, tmp_path: Path) -> None:
    """And a plan that nobody has followed up yet has no rows."""
    settings = "## Inställningar\n| Inställning | Värde |\n| Plan-id | abc |\n| Period | {period} |\n| Utskickad till | {unit} |\n"
    rows = "## Mål\n| Nr | Mål |\n| 1 | Ett mål |\n"
    plan = make_workbook(settings.format(period="DÅ 1", unit="") + rows)
    unit = make_workbook(settings.format(period="DÅ 1", unit="HR") + rows, "enhet.xlsx")
    alone = runxl.history(unit)
    assert [row.enhet for row in alone.rows] == ["HR"]
    both = runxl.history([plan, unit])
    assert ([row.enhet for row in both.rows], both.left_out) == ([None], 1)
    planned = runxl.history(make_workbook(settings.format(period="Nämndplan", unit="") + rows, "plan 2.xlsx"))
    assert (planned.rows, planned.books[0].unplaced) == ((), "en plan följs inte upp")


def test_the_command_says_what_the_table_has(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """In text and as JSON; a file that is there is not written over, and of nothing there is no table."""
    out = tmp_path / "h.csv"
    assert main(["historik", str(folder), "-o", str(out)]) in (0, 1)
    said = capsys.readouterr().out
    assert "Årsrapport 2027: Hälsonämnden och Kulturnämnden" in said
    assert f"Tabellen står i {out}." in said
    assert main(["historik", str(folder), "-o", str(out), "--json"]) == 2
    assert "finns redan" in capsys.readouterr().err
    main(["historik", str(folder), "-o", str(out), "--ersatt", "--json"])
    told = json.loads(capsys.readouterr().out)
    assert told["perioder"][0]["nar"] == "DÅ 1 2026"
    (broken := tmp_path / "trasig.xlsx").write_text("nej", encoding="utf-8")
    assert main(["historik", str(broken), "-o", str(tmp_path / "x.csv")]) == 2
    capsys.readouterr()
    assert main(["historik", str(broken), "-o", str(tmp_path / "x.csv"), "--json"]) == 2
    told = capsys.readouterr()
    (unread,) = json.loads(told.out)["ej_lasta"]
    assert (unread["fil"], unread["fynd"][0]["niva"]) == (str(broken), "fel")
    assert told.err.startswith("runxl: ")
    assert not (tmp_path / "x.csv").exists()
    assert main(["historik", str(folder), "-o", str(tmp_path / "x.ods")]) == 2


def test_without_pyarrow_it_is_said_before_anything_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(RunxlError, match=r"runxl\[parquet\]"):
        runxl.history(tmp_path / "finns inte", tmp_path / "h.parquet")
