"""Every question in docs/handbok/historik.md, asked of a table whose answers are known beforehand."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

from runxl.output.many.quality import QualityRow
from runxl.output.tidy.tidy_columns import COLUMNS, QUALITY_COLUMNS
from runxl.output.tidy.tidy_files import write_parquet
from runxl.output.tidy.tidy_row import TidyRow

TEXT = (Path(__file__).resolve().parents[2] / "docs" / "handbok" / "historik.md").read_text(encoding="utf-8")
QUESTIONS = dict(re.findall(r"^### (.+?)\n.*?^```sql\n(.*?)^```$", TEXT, re.DOTALL | re.MULTILINE))


def row(namnd: str, ar: int, nr: str, status: str, **more: Any) -> TidyRow:
    period = more.pop("period", "Årsrapport")
    last = {"DÅ 1": dt.date(ar, 4, 30), "Årsrapport": dt.date(ar, 12, 31)}[period]
    said: dict[str, Any] = {
        "enhet": None,
        "ordning": 2 if period == "DÅ 1" else 4,
        "styrmodell": "Region Västerbotten",
        "objekt": "Indikator",
        "namn": f"Mått {nr}",
        "typ": "Minst",
        "beraknad_status": status,
        "beraknad_den": dt.datetime(last.year, last.month, last.day) + dt.timedelta(days=20),  # noqa: DTZ001
    }
    return TidyRow(namnd, ar=ar, period=period, sista_dag=last, nr=nr, status=status, **{**said, **more})


def quality(enhet: str | None, ar: int, period: str, kod: str, *found: Any) -> QualityRow:
    niva, antal = found
    return QualityRow("Kultur", enhet, ar, period, 2, kod, f"Vad {kod} är", niva, antal, 0, "fil.xlsx")


ROWS = (
    *(row("Kultur", ar, "1.1", "Inte", utfall=5.0, malvarde=10.0) for ar in (2023, 2024, 2025)),
    *(row("Kultur", ar, "1.2", "Inte", utfall=float(ar), malvarde=10.0) for ar in (2021, 2022, 2024, 2025)),
    row("Kultur", 2024, "1.3", "Helt", malvarde=80.0),
    row("Kultur", 2025, "1.3", "Helt", malvarde=75.0),
    row("Kultur", 2024, "1.4", "Helt", malvarde=10.0, typ="Högst"),
    row("Kultur", 2025, "1.4", "Helt", malvarde=12.0, typ="Högst"),
    row(
        "Hälsa",
        2025,
        "2",
        "Helt",
        objekt="Delmål",
        beraknad_status="Delvis",
        faststalld_status="Helt",
        faststalld_av="N",
    ),
    row("Hälsa", 2025, "3", "Inte", objekt="Delmål", beraknad_status="Delvis", faststalld_status="Inte"),
    row("Hälsa", 2025, "4", "Inte", objekt="Delmål", beraknad_status="Inte", faststalld_status="Inte"),
    row("Hälsa", 2025, "5.1", "Helt", period="DÅ 1"),
)
QUALITY = (
    *(quality("HR", 2025, period, "RX112", "fel", antal) for period, antal in (("DÅ 1", 2), ("DÅ 2", 1))),
    quality("HR", 2025, "DÅ 1", "RX101", "varning", 4),
    *(quality("IT", ar, "DÅ 1", "RX107", "info", 9) for ar in (2024, 2025)),
    *(quality("IT", ar, "DÅ 1", "RX103", "fel", antal) for ar, antal in ((2024, 1), (2025, 0))),
    *(quality(None, ar, "DÅ 1", "RX103", "varning", 1) for ar in (2024, 2025)),
)


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    out = tmp_path_factory.mktemp("fragor") / "Historik.parquet"
    write_parquet(COLUMNS, ROWS, out)
    with duckdb.connect() as connection:
        write_parquet(QUALITY_COLUMNS, QUALITY, out.with_name("Datakvalitet.parquet"))
        connection.execute(f"set file_search_path = '{out.parent}'")
        yield connection


def answer(base: duckdb.DuckDBPyConnection, start: str) -> list[tuple[Any, ...]]:
    (asked,) = (sql for question, sql in QUESTIONS.items() if question.startswith(start))
    return base.sql(asked).fetchall()


def test_every_question_is_tried() -> None:
    """A question without a test would be one that nobody knows the answer to."""
    text = Path(__file__).read_text(encoding="utf-8")
    tried = re.findall(r'answer\(base, "(.+?)"\)', text)
    assert len(QUESTIONS) == len(tried) == 7


def test_red_three_years_in_a_row(base: duckdb.DuckDBPyConnection) -> None:
    """Four red years with one missing between them are not three in a row."""
    assert answer(base, "Vilka indikatorer har varit röda") == [("Kultur", "1.1", "Mått 1.1", 2023, 2025)]


def test_decisions_against_what_is_computed(base: duckdb.DuckDBPyConnection) -> None:
    found = answer(base, "Var har någon beslutat")
    assert [(one[4], one[7], one[8]) for one in found] == [("2", "bättre", "N"), ("3", "sämre", None)]


def test_targets_that_were_made_easier(base: duckdb.DuckDBPyConnection) -> None:
    """A higher ceiling is as easy as a lower floor."""
    found = answer(base, "Vilka målvärden har sänkts")
    assert [(one[1], one[5], one[7]) for one in found] == [("1.3", 80.0, 75.0), ("1.4", 10.0, 12.0)]


def test_indikatorer_that_never_moved(base: duckdb.DuckDBPyConnection) -> None:
    assert answer(base, "Vilka indikatorer har aldrig") == [("Kultur", "1.1", "Mått 1.1", 3, 5.0)]


def test_namnder_that_are_late(base: duckdb.DuckDBPyConnection) -> None:
    """Those that lack a period that others have, and how many days the others took."""
    found = answer(base, "Vilka nämnder är sena")
    assert (2025, "DÅ 1", "Kultur", None, True) in found
    assert (2025, "DÅ 1", "Hälsa", 20, False) in found
    assert (2021, "Årsrapport", "Hälsa", None, True) in found


def test_faults_that_come_again(base: duckdb.DuckDBPyConnection) -> None:
    """In more than one period, of the same unit; what is accepted or only told asks nobody."""
    assert [(row[1], row[2], row[4], row[5]) for row in answer(base, "Vilka fel kommer tillbaka")] == [
        ("HR", "RX112", 2, 3),
        (None, "RX103", 2, 2),
    ]


def test_how_each_namnd_has_done(base: duckdb.DuckDBPyConnection) -> None:
    assert answer(base, "Hur har varje nämnd gått") == [("Hälsa", 2025, 1, 2)]
