"""Frames that others take, schemas that others extend, and values that say in short what they are."""

from __future__ import annotations

import dataclasses
import io
from pathlib import Path

import duckdb
import pandas as pd
import pandera.errors
import pandera.pandas as pa
import polars as pl
import pytest

import runxl
from runxl.contract.load import contract
from runxl.workbook import guarded
from tests.conftest import MakeWorkbook

PLAN = """
## Inställningar
| Inställning | Värde |
| År | 2026 |
| Period | Årsrapport |
## Mål
| Nr | Mål |
| 1 | Ett mål |
| 2 | Ett till |
## Delmål
| Nr | Mål | Delmål | Ansvarig |
| 1.1 | 1 | Ett delmål | HR |
## Indikatorer
| Nr | Delmål | Indikator | Typ | Målvärde | Utfall | Avser år | Periodicitet |
| 1.1.1 | 1.1 | Besök | Minst | 10 | 12,5 | 2025 | År |
| 1.1.2 | 1.1 | Policy | Ja/Nej | | Ja | | År |
| 1.1.3 | 1.1 | Samtal | Minst | tio | abc | i fjol | År |
## Driftredovisning
| Post | Nivå | Utfall | Budget |
| Intäkter | Summa | 10 | 12 |
"""


@pytest.fixture
def path(make_workbook: MakeWorkbook) -> Path:
    return make_workbook(PLAN)


def every_frame(path: Path) -> list[tuple[str, pd.DataFrame]]:
    """Of the workbook as read, of its assessment, and of its findings."""
    workbook, assessment = runxl.read(path), runxl.assess(path)
    found = [(f"read {table.sheet}", workbook.frame(table.sheet)) for table in workbook.tables.values()]
    assessed = ("Mål", "Delmål", "Indikatorer", "Aktiviteter", "Uppdrag", "Fynd")
    found += [(f"assess {sheet}", assessment.frame(sheet)) for sheet in assessed]
    return [*found, ("report", runxl.validate(path).to_frame())]


def test_numbers_stand_in_one_column_and_words_in_another(path: Path) -> None:
    """The words' column is last, and there also when nobody has written a word."""
    for found in (runxl.assess(path).frame("Indikatorer"), runxl.read(path).frame("Indikatorer")):
        assert found["Utfall"].dtype == "Float64"
        assert found["Avser år"].dtype == "Int64"
        assert found.loc[2, "Utfall"] == 12.5
        assert found["Utfall"].isna().tolist() == [False, True, True]
        assert found.loc[3, "Utfall text"] == "Ja"
        assert list(found)[:2] == ["Nr", "Delmål"]
    read = runxl.read(path).frame("Indikatorer")
    assert (read.loc[4, "Utfall text"], read.loc[4, "Avser år text"]) == ("abc", "i fjol")
    assert read["Nr"].tolist() == ["1.1.1", "1.1.2", "1.1.3"]


def test_parquet_polars_and_duckdb_take_every_frame(path: Path) -> None:
    """And give back what they were given."""
    for name, frame in every_frame(path):
        stored = io.BytesIO()
        frame.to_parquet(stored)
        pd.testing.assert_frame_equal(pd.read_parquet(stored), frame, check_dtype=False, obj=name)
        assert pl.from_pandas(frame).shape == frame.shape
        assert _asked("select count(*) from frame", frame) == [(len(frame),)]
    indikatorer = runxl.assess(path).frame("Indikatorer")
    assert indikatorer.shape[0] == 3
    assert _asked('select sum("Utfall"), max("Utfall text") from frame', indikatorer) == [(12.5, "Ja")]


def _asked(query: str, frame: pd.DataFrame) -> list[tuple[object, ...]]:
    with duckdb.connect() as known:
        known.register("frame", frame)
        return known.execute(query).fetchall()


def test_a_sheet_may_be_called_as_the_contract_calls_it(path: Path) -> None:
    """One that is not there, or is not assessed, is an error of ours that says which there are."""
    workbook = runxl.read(path)
    assert workbook.frame("indikatorer").equals(workbook.frame("Indikatorer"))
    assert runxl.assess(path).frame("delmal").equals(runxl.assess(path).frame("Delmål"))
    with pytest.raises(runxl.RunxlError, match="Menade du Indikatorer"):
        workbook.frame("Indikatore")
    with pytest.raises(runxl.RunxlError, match="Personal bedöms inte"):
        runxl.assess(path).frame("Personal")
    with pytest.raises(runxl.RunxlError, match="Menade du"):
        runxl.schema("Indikatore")


def test_a_finding_has_its_sheet_in_a_report(path: Path) -> None:
    report = runxl.validate(path)
    assert set(report.frame("Indikatorer")["blad"]) == {"Indikatorer"}
    assert len(report.frame("Indikatorer")) < len(report.to_frame())


@pytest.mark.parametrize("sheet", [table.sheet for table in contract().tables.values() if table.kind == "data"])
def test_every_sheet_has_a_schema_that_takes_the_example(sheet: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    """What runxl itself has made is without fault by it, in the frame as read."""
    path = tmp_path_factory.getbasetemp() / "exempel.xlsx"
    if not path.exists():
        runxl.new(path, example=True)
    schema = runxl.schema(sheet)
    assert schema.name == sheet
    schema.validate(runxl.read(path).frame(sheet), lazy=True)


def test_a_failure_names_the_rule(path: Path) -> None:
    """The code that runxl gives it, at the row of Excel."""
    frame = runxl.read(path).frame("Indikatorer")
    frame.loc[2, "Typ"] = "Mint"
    frame.loc[3, "Nr"] = "1.1.1"
    with pytest.raises(pandera.errors.SchemaErrors) as failed:
        runxl.schema("Indikatorer").validate(frame, lazy=True)
    cases = failed.value.failure_cases
    assert ("RX103", 2) in set(zip(cases["check"], cases["index"], strict=True))
    assert 3 in set(cases["index"])


def test_a_schema_is_the_developers_to_extend(path: Path) -> None:
    """A check of their own beside ours; another styrmodell's words."""
    own = runxl.schema("Indikatorer").add_columns({"Källa": pa.Column("string", nullable=False, required=True)})
    with pytest.raises(pandera.errors.SchemaError):
        own.validate(runxl.read(path).frame("Indikatorer"))
    assert runxl.schema("Mål", "norrbotten").columns.keys() == runxl.schema("Mål").columns.keys()
    assert runxl.schema("Indikatorer").columns["Utfall"].description


def test_a_value_says_in_short_what_it_is(path: Path, tmp_path: Path) -> None:
    """In a line at the prompt, a small table in a notebook; what stands in a cell steers nothing there."""
    workbook, report, assessment = runxl.read(path), runxl.validate(path), runxl.assess(path)
    assert repr(workbook).startswith(f"<Workbook {path}: ")
    assert "Indikatorer 3" in repr(workbook)
    assert (
        repr(report)
        == f"<Report {path}: {report.count('fel')} fel, {report.count('varning')} varning, {report.count('info')} info>"
    )
    assert "1 delmål" in repr(assessment)
    for one in (workbook, report, assessment):
        assert len(repr(one)) < 400
        assert one._repr_html_().startswith("<p><strong>")
        assert len(one._repr_html_()) < 10_000
    evil = dataclasses.replace(assessment, namnd="<script>alert(1)</script>")
    assert "<script>" not in evil._repr_html_()
    runxl.new(big := tmp_path / "stor.xlsx", example=True)
    assert len(repr(runxl.assess(big))) < 600
    assert len(runxl.assess(big)._repr_html_()) < 20_000


def test_every_verb_is_served() -> None:
    """Also one that is added tomorrow: an exception of another kind never comes out of it."""
    verbs = [getattr(runxl, name) for name in runxl.__all__ if name.islower()]
    assert [verb.__name__ for verb in verbs if not hasattr(verb, "__wrapped__")] == []


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (PermissionError(13, "denied", "plan.xlsx"), "plan.xlsx: Behörighet saknas"),
        (MemoryError(), "Datorns minne räcker inte"),
        (ZeroDivisionError("division by zero"), "ZeroDivisionError: division by zero"),
        (RecursionError("djup"), "inte var berett på"),
    ],
)
def test_whatever_goes_wrong_is_an_error_of_ours(
    error: Exception, said: str, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With its cause, for whoever looks."""

    def fails(*_: object) -> None:
        raise error

    monkeypatch.setattr(guarded, "_in_time", fails)
    with pytest.raises(runxl.RunxlError, match=said) as stopped:
        runxl.read(path)
    assert stopped.value.__cause__ is error


def test_a_call_that_is_wrongly_written_is_its_callers(path: Path) -> None:
    """A misspelt keyword is no fault of the run."""
    with pytest.raises(TypeError, match="ersatt"):
        runxl.new(path, ersatt=True)  # type: ignore[call-arg]  # that is the point


def test_ctrl_c_is_the_persons(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(guarded, "_in_time", stopped)
    with pytest.raises(KeyboardInterrupt):
        runxl.read(path)
