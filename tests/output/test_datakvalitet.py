"""Data quality over rounds: which kinds of fault come again, and which would save most mails, against a count by hand."""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path

import openpyxl
import polars as pl
import pytest

import runxl
from runxl.cli import main
from runxl.errors import RunxlError
from runxl.output.many.facts import BookFacts, Head
from runxl.output.many.quality import of_book, recurring
from tests.conftest import MakeWorkbook
from tests.markdown_workbook import write

pytestmark = pytest.mark.filterwarnings("ignore:Sparkline Group extension is not supported:UserWarning")

PLAN = """
## Inställningar
| Inställning | Värde |
| Nämnd | Nämnd {number} |
| Period | {period} |
## Mål
| Nr | Mål |
| 1 | Ett mål |
## Delmål
| Nr | Mål | Delmål | Ansvarig |
| 1.1 | 1 | Ett delmål | HR |
## Indikatorer
| Nr | Delmål | Indikator | Enhet | Typ | Målvärde | Utfall | Periodicitet |
| 1.1.1 | 1.1 | Besök | antal | Minst | 10 | {one} | Tertial |
| 1.1.2 | 1.1 | Resor | antal | Minst | 10 | {other} | Tertial |
"""

WAIVED = """
## Dispenser
| Kod | Blad | Nr | Motivering | Beslutad av | Gäller till |
| RX112 | Indikatorer | 1.1.1 | Mäts så | Controllern | 2031-01-01 |
"""


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[Path], Path]:
    """Words where numbers should be in three workbooks, twice in one of them; an outcome missing in one."""
    said = (("drygt 9", "drygt 9"), ("drygt 9", "9"), ("9", "drygt 9"), ("", "9"))
    top = tmp_path_factory.mktemp("rundor")
    books = [
        write(PLAN.format(number=n, period=("DÅ 1", "DÅ 2")[n % 2], one=one, other=other), top / f"{n}.xlsx")
        for n, (one, other) in enumerate(said)
    ]
    return books, runxl.summarize(books, top / "ut.xlsx").out


def test_each_kind_is_counted_by_workbook_unit_and_period(done: tuple[list[Path], Path]) -> None:
    """As the workbooks say by themselves: a mail for each workbook, however often it has the fault."""
    books, out = done
    wanted = Counter[tuple[str, str, str]]()
    for path in books:
        single = runxl.assess(path)
        for one in single.findings:
            if one.severity in ("fel", "varning"):
                wanted[one.code, single.namnd, single.when] += 1
    rows = list(openpyxl.load_workbook(out)["Datakvalitet"].iter_rows(min_row=2, values_only=True))
    found = {(row[1], row[4], row[6]): row[8] for row in rows if row[4] != "Alla"}
    assert found == dict(wanted)
    mails = Counter(code for code, _, _ in wanted)
    together = {row[1]: (row[7], row[8]) for row in rows if row[4] == "Alla"}
    assert together == {
        code: (number, sum(n for (c, _, _), n in wanted.items() if c == code)) for code, number in mails.items()
    }
    assert together["RX112"] == (3, 4)


def test_the_table_of_history_has_every_kind_in_every_round(
    done: tuple[list[Path], Path], make_workbook: MakeWorkbook, tmp_path: Path
) -> None:
    """For programs and on a sheet: of each workbook by itself, also a unit's whose plan is there, and a broken file."""
    books = list(done[0])
    sent = PLAN.format(number=0, period="DÅ 1", one="drygt 9", other="9")
    for name, unit, waived in (("plan", "", WAIVED), ("enhet", "| Utskickad till | HR |\n", "")):
        about = f"| Plan-id | a |\n{unit}| Period |"
        books.append(make_workbook(sent.replace("| Period |", about) + waived, f"{name}.xlsx"))
    (broken := tmp_path / "trasig.xlsx").write_bytes(b"nej")
    wanted: list[tuple[object, ...]] = []
    for path in books:
        single = runxl.assess(path)
        enhet = "HR" if path.stem == "enhet" else None
        kinds = {(one.code, one.severity) for one in single.findings}
        for code, severity in sorted(kinds):
            same = [one for one in single.findings if (one.code, one.severity) == (code, severity)]
            accepted = sum(one.accepted for one in same)
            whose = (single.namnd, enhet, single.ar, single.period)
            wanted.append((*whose, code, severity, len(same) - accepted, accepted, str(path)))
    wanted.append((None, None, None, None, "RX002", "fel", 1, 0, str(broken)))
    assert any(row[-2] for row in wanted)
    table = runxl.history([*books, broken], tmp_path / "h.xlsx", quality=tmp_path / "h.parquet")
    names = ("namnd", "enhet", "ar", "period", "kod", "niva", "antal", "godtagna", "fil")
    assert (table.left_out, len(table.quality)) == (1, len(wanted))
    for rows in (pl.read_parquet(tmp_path / "h.parquet").rows(named=True), table.to_dict()["datakvalitet"]):
        assert {tuple(row[name] for name in names) for row in rows} == set(wanted)
    assert str(table.frame("Datakvalitet")["ar"].dtype) == "Int64"
    mails = Counter(str(row[4]) for row in wanted if row[5] in ("fel", "varning") and row[6])
    sheet = list(openpyxl.load_workbook(tmp_path / "h.xlsx")["Datakvalitet"].iter_rows(min_row=2, values_only=True))
    assert {row[1]: row[7] for row in sheet if row[4] == "Alla"} == dict(mails)
    most = [(one["kod"], one["mejl"]) for one in table.to_dict()["spara_mejl"]]
    assert most[0] == mails.most_common(1)[0]
    assert len(most) == min(5, len(mails))


def test_the_command_tells_of_it_and_refuses_what_it_cannot_write(
    done: tuple[list[Path], Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out, beside = tmp_path / "h.csv", tmp_path / "d.csv"
    command = ["historik", *map(str, done[0]), "-o", str(out)]
    assert main([*command, "--datakvalitet", str(beside)]) == 1
    said = capsys.readouterr().out
    assert "  Det som skulle spara flest mejl:\n    RX112 " in said
    assert f"Tabellen står i {out}, datakvaliteten i {beside}." in said.replace("\n", " ").replace("  ", " ")
    assert beside.read_text(encoding="utf-8").startswith(
        "namnd,enhet,ar,period,ordning,kod,vad,niva,antal,godtagna,fil\n"
    )
    for wrong, why in ((out, "får inte plats"), (tmp_path / "d.xlsx", "måste sluta på .csv"), (beside, "finns redan")):
        out.unlink(missing_ok=True)
        assert main([*command, "--datakvalitet", str(wrong)]) == 2
        assert why in capsys.readouterr().err
    with pytest.raises(RunxlError, match="De som finns: Alla perioder och Datakvalitet"):
        runxl.HistoryTable(()).frame("Fynd")


def test_the_first_sheet_tells_what_would_save_most_mails(done: tuple[list[Path], Path]) -> None:
    said = [str(row[0]) for row in openpyxl.load_workbook(done[1])["Översikt"].iter_rows(values_only=True)]
    start = said.index("Det som skulle spara flest mejl")
    assert said[start + 1].startswith("RX112 ")
    assert said[start + 1].endswith(": 3 mejl hos 3 nämnder")


def test_those_that_save_most_come_first_in_any_order() -> None:
    """By workbooks, then by how many; what is only info, and what somebody has accepted, asks nobody."""
    books = [
        BookFacts(
            head=Head(file="a"), codes=(("RX112", "fel", 9, 0), ("RX103", "fel", 1, 3), ("RX107", "info", 50, 0))
        ),
        BookFacts(head=Head(file="b"), codes=(("RX103", "fel", 1, 0), ("RX106", "fel", 0, 8))),
        BookFacts(head=Head(file="c"), codes=(("RX101", "varning", 2, 0),)),
    ]
    for seed in range(4):
        random.Random(seed).shuffle(books)  # noqa: S311 - an order, no secret
        found = [(one.code, one.mails, one.found) for one in recurring(row for book in books for row in of_book(book))]
        assert found == [("RX103", 2, 2), ("RX112", 1, 9), ("RX101", 1, 2)]
