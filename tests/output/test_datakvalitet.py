"""Data quality over rounds: which kinds of fault come again, and which would save most mails, against a count by hand."""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path

import openpyxl
import pytest

import runxl
from runxl.output.many.facts import BookFacts, Head
from runxl.output.many.quality import recurring
from tests.conftest import MakeWorkbook

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


@pytest.fixture
def done(make_workbook: MakeWorkbook, tmp_path: Path) -> tuple[list[Path], Path]:
    """Words where numbers should be in three workbooks, twice in one of them; an outcome missing in one."""
    said = (("drygt 9", "drygt 9"), ("drygt 9", "9"), ("9", "drygt 9"), ("", "9"))
    books = [
        make_workbook(PLAN.format(number=n, period=("DÅ 1", "DÅ 2")[n % 2], one=one, other=other), f"in/{n}.xlsx")
        for n, (one, other) in enumerate(said)
    ]
    return books, runxl.summarize(books, tmp_path / "ut.xlsx").out


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


def test_the_first_sheet_tells_what_would_save_most_mails(done: tuple[list[Path], Path]) -> None:
    said = [str(row[0]) for row in openpyxl.load_workbook(done[1])["Översikt"].iter_rows(values_only=True)]
    start = said.index("Det som skulle spara flest mejl")
    assert said[start + 1].startswith("RX112 ")
    assert said[start + 1].endswith(": 3 mejl hos 3 nämnder")


def test_those_that_save_most_come_first_in_any_order() -> None:
    """By workbooks, then by how many; what is only info, and what somebody has accepted, asks nobody."""
    books = [
        BookFacts(head=Head(file="a"), codes=(("RX112", "fel", 9), ("RX103", "fel", 1), ("RX107", "info", 50))),
        BookFacts(head=Head(file="b"), codes=(("RX103", "fel", 1),)),
        BookFacts(head=Head(file="c"), codes=(("RX101", "varning", 2),)),
    ]
    for seed in range(4):
        random.Random(seed).shuffle(books)  # noqa: S311 - an order, no secret
        found = [(one.code, one.mails, one.found) for one in recurring(books)]
        assert found == [("RX103", 2, 2), ("RX112", 1, 9), ("RX101", 1, 2)]
