"""Checking as a whole: many workbooks at once, waivers, broken links, and rows ready to be assessed."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runxl.check.check import check
from runxl.contract.load import contract
from runxl.findings import Finding
from runxl.measure.values import PartValue
from runxl.verbs.examine import reported
from runxl.workbook.read import read
from runxl.workbook.tables import CellError, FoundTable, Percent, Raw, TableColumn, Uncalculated, Workbook
from tests.conftest import MakeWorkbook
from tests.rules.test_rules import PLAN

BASE = "\n".join(PLAN.values())
FAULTY = BASE.replace("| 10 | 12 | År |", "| 10 | abc | År |")
NO_BASE = BASE.replace("| Minst | 10 | 12 |", "| Öka | 10 | 12 |")


def found(path: Path) -> list[Finding]:
    return [one for one in check([read(path)])[0].findings if one.severity != "info"]


def test_workbooks_checked_together_say_what_they_say_alone(make_workbook: MakeWorkbook) -> None:
    """A text in a number column of one file hides nothing in its neighbours."""
    paths = [make_workbook(text, f"{place}.xlsx") for place, text in enumerate((BASE, FAULTY, NO_BASE, FAULTY, BASE))]
    books = [read(path) for path in paths]
    together = [one.findings for one in check(books)]
    assert together == [check([book])[0].findings for book in books]
    assert [len([f for f in findings if f.is_fault]) for findings in together] == [0, 1, 1, 1, 0]


def test_the_same_nr_in_two_workbooks_is_no_duplicate(make_workbook: MakeWorkbook) -> None:
    """Keys are unique within a file, told apart by its path and not its name."""
    one, other = make_workbook(BASE, "a/plan.xlsx"), make_workbook(BASE, "b/plan.xlsx")
    assert not reported([read(one), read(other)]).has_faults


def test_an_accepted_fault_is_shown_and_does_not_count(make_workbook: MakeWorkbook) -> None:
    """Dispenser: the finding stays, marked as accepted; the row is no longer faulty."""
    waiver = (
        "## Dispenser\n| Kod | Blad | Nr | Motivering |\n|---|---|---|---|\n| RX102 | Indikatorer | 1.1.1 | Känt. |\n"
    )
    path = make_workbook(FAULTY + waiver)
    (checked,) = check([read(path)])
    (accepted,) = [one for one in checked.findings if one.code == "RX102"]
    assert accepted.accepted
    assert reported([read(path)]).files[0].count("fel") == 0
    assert checked.indikatorer[0].faults == ()
    assert checked.indikatorer[0].utfall is None


def test_a_waiver_for_another_row_accepts_nothing(make_workbook: MakeWorkbook) -> None:
    waiver = (
        "## Dispenser\n| Kod | Blad | Nr | Motivering |\n|---|---|---|---|\n| RX102 | Indikatorer | 1.1.2 | Känt. |\n"
    )
    assert reported([read(make_workbook(FAULTY + waiver))]).has_faults


def test_a_lost_nr_is_not_blamed_on_those_who_refer_to_it(make_workbook: MakeWorkbook) -> None:
    """An empty Nr on a mål is one fault; its delmål is right. Another broken reference is still found."""
    lost = BASE.replace("| 1 | Ett mål |", "| | Ett mål |")
    assert [(one.code, one.sheet) for one in found(make_workbook(lost)) if one.is_fault] == [("RX101", "Mål")]
    both = lost.replace("| 1.1 | 1 | Ett delmål | Kultur |", "| 1.1 | 1 | Ett | Kultur |\n| 1.2 | 9 | Två | Kultur |")
    assert {one.code for one in found(make_workbook(both)) if one.is_fault} == {"RX101", "RX301"}


def test_ten_is_not_one(make_workbook: MakeWorkbook) -> None:
    """3.10 and 3.1 as text are two numbers."""
    text = BASE.replace("| 1.1 | 1 | Ett delmål | Kultur |", "| 1.1 | 1 | Ett | Kultur |\n| 1.10 | 1 | Tio | Kultur |")
    (checked,) = check([read(make_workbook(text))])
    assert [row.nr for row in checked.delmal] == ["1.1", "1.10"]
    assert not any(one.is_fault for one in checked.findings)


def test_rows_are_typed_and_carry_their_faults(make_workbook: MakeWorkbook) -> None:
    """What the assessment gets: numbers as Decimal, months, parts, dates, and the codes of faults that count."""
    text = BASE.replace(
        "## Indikatorer\n| Nr | Delmål | Indikator | Typ | Målvärde | Utfall | Periodicitet |\n|---|---|---|---|---|---|---|",
        "## Aktiviteter\n| Nr | Delmål | Aktivitet | Status | Startdatum |\n|---|---|---|---|---|\n"
        "| 1.1-A1 | 1.1 | Plan | pausad | 2024-03-01 |\n"
        "## Indikatorer\n| Nr | Delmål | Indikator | Typ | Målvärde | Utfall | Periodicitet |\n|---|---|---|---|---|---|---|\n"
        "| 1.1.2 | 1.1 | Delar | Sammansatt | 20 Personer/12 kommuner | 22/11 | mar, okt |\n"
        "| 1.1.3 | 1.1 | Fel | Minst | 10 | abc | År |",
    )
    (checked,) = check([read(make_workbook(text))])
    parts, faulty, plain = checked.indikatorer
    assert parts.malvarde == (PartValue(Decimal(20), "personer"), PartValue(Decimal(12), "kommuner"))
    assert parts.utfall == (PartValue(Decimal(22), ""), PartValue(Decimal(11), ""))
    assert parts.periodicitet == (3, 10)
    assert (faulty.utfall, faulty.faults) == (None, ("RX102",))
    assert (plain.utfall, plain.periodicitet, plain.row) == (Decimal(12), (12,), 4)
    assert checked.aktiviteter[0].status == "Pausad"
    assert checked.aktiviteter[0].startdatum == dt.date(2024, 3, 1)
    assert checked.address("Indikatorer", 4, "utfall") == "I4"


def test_another_period_changes_what_is_due(make_workbook: MakeWorkbook) -> None:
    """`period` goes before Inställningar: what is measured in December is not due in April."""
    missing = BASE.replace("| 10 | 12 | År |", "| 10 | | År |")
    book = read(make_workbook(missing))
    assert [one.code for one in check([book])[0].findings] == ["RX204"]
    assert [one.code for one in check([book], "DÅ 1")[0].findings] == []


def test_a_missing_period_is_no_fault_when_one_is_given(make_workbook: MakeWorkbook) -> None:
    text = BASE + "\n## Inställningar\n| Inställning | Värde |\n|---|---|\n| Period | |\n"
    book = read(make_workbook(text))
    assert "RX219" in {one.code for one in check([book])[0].findings}
    assert "RX219" not in {one.code for one in check([book], "DÅ 2")[0].findings}


NORRBOTTEN = """
## Driftredovisning
| Post | Nivå | Enhet | Utfall | Budget | Avvikelse | Årsprognos | Årsbudget | Avvikelse årsprognos |
|---|---|---|---|---|---|---|---|---|
| Verksamhetens intäkter | Summa | mkr | 133 | 127 | 6 | 385 | 382 | 3 |
| Varav regionbidrag | Varav | mkr | 104 | 104 | 0 | 312 | 312 | 0 |
| Varav koffertmedel | Varav | mkr | 16 | 16 | 0 | 48 | 47 | 1 |
| Varav övriga intäkter | Varav | mkr | 13 | 7 | 6 | 25 | 23 | 2 |
| Verksamhetens kostnader | Summa | mkr | -131 | -129 | -2 | -380 | -381 | {text +1} |
| Varav personalkostnader | Varav | mkr | -20 | -19 | -1 | -52 | -54 | {text +2} |
| Varav lämnade bidrag | Varav | mkr | -92 | -91 | -1 | -272 | -272 | 0 |
| Varav övriga kostnader | Varav | mkr | -19 | -19 | 0 | -56 | -55 | -1 |
| Resultat före avskrivningar | Resultat | mkr | 2 | -2 | 4 | 5 | 1 | 4 |
| Avskrivningar | Resultatpost | mkr | 0 | 0 | 0 | -1 | -1 | 0 |
| Resultat | Resultat | mkr | 2 | -2 | 4 | 4 | 0 | 4 |
## Anslag
| Åtgärd | Enhet | Årsbudget | Fattade beslut | Utbetalt |
|---|---|---|---|---|
| Regionalt företagsstöd | mkr | 70 | 22,6 | 28,6 |
| Projektverksamhet | mkr | 90 | 73,9 | 25,3 |
| Uppföljning och utvärdering | mkr | 2 | 0,7 | 0,0 |
| SUMMA | mkr | 162 | 97,2 | 53,9 |
## Verksamheter
| Verksamhet | Enhet | Avvikelse | Avvikelse årsprognos |
|---|---|---|---|
| Norrbottensmusiken | tkr | 1330 | 1500 |
| Norrbottens museum | tkr | 1977 | 1755 |
| Regionbiblioteket | tkr | 328 | 400 |
| Kulturbidrag | tkr | 7 | 0 |
| Kulturfrämjande verksamhet | tkr | 491 | 570 |
| Infrastruktur/kollektivtrafik | tkr | 0 | 0 |
| Näringslivsutveckling | tkr | 0 | 0 |
| SUMMA | tkr | 4134 | 4225 |
"""


@pytest.mark.parametrize(("period", "told"), [("DÅ 1", ["RX109"]), ("Årsrapport", [])])
def test_a_share_is_held_against_the_goal_that_counts(
    period: str, told: list[str], make_workbook: MakeWorkbook
) -> None:
    """0,7 may be a share where this period's goal is 5, and is a percentage where the goal is 0,7."""
    rows = f"""
## Inställningar
| Inställning | Värde |
| Period | {period} |
## Indikatorer
| Nr | Delmål | Indikator | Enhet | Typ | Målvärde | Utfall | Periodicitet |
| 1.1.1 | 1.1 | Andel | % | Minst | 0,7 | {{tal 0.7}} | Tertial |
## Periodvärden
| Nr | Period | Periodmål |
| 1.1.1 | DÅ 1 | 5 |
"""
    goals = "\n".join(text for sheet, text in PLAN.items() if sheet != "Indikatorer")
    assert [one.code for one in found(make_workbook(goals + rows)) if one.code == "RX109"] == told


@pytest.mark.parametrize(
    ("first", "last", "faults"),
    [
        ("10", "8", []),
        ("15", "8", ["D4"]),
        ("15", "13", ["D4"]),
        ("", "8", []),
        ("", "-2", ["D6"]),
        ("10", "5", ["D6"]),
    ],
)
def test_a_wrong_or_empty_result_is_no_fault_of_the_next(
    first: str, last: str, faults: list[str], make_workbook: MakeWorkbook
) -> None:
    """The next is right as the sum of all that stands above it, and told of once if it only follows."""
    rows = f"""
## Driftredovisning
| Post | Nivå | Enhet | Utfall |
| Intäkter | Summa | mkr | 100 |
| Kostnader | Summa | mkr | -90 |
| Före avskrivningar | Resultat | mkr | {first} |
| Avskrivningar | Resultatpost | mkr | -2 |
| Resultat | Resultat | mkr | {last} |
"""
    assert [(one.code, one.cell) for one in found(make_workbook(BASE + rows))] == [("RX212", cell) for cell in faults]


def test_the_economy_of_april_2020_adds_up_but_for_one_rounding(make_workbook: MakeWorkbook) -> None:
    """Eleven rows, six columns, sums and deviations: all check. One SUMMA is off by one."""
    (one,) = found(make_workbook(BASE + NORRBOTTEN))
    assert (one.code, one.severity, one.sheet, one.cell) == ("RX213", "varning", "Verksamheter", "C9")
    assert one.message.replace("\u00a0", " ") == (
        "Avvikelse för SUMMA är 4 134, men raderna ger 4 133 (kan bero på avrundning)."
    )


RAWS: st.SearchStrategy[Raw] = st.one_of(
    st.none(),
    st.text(max_size=12),
    st.sampled_from(["Minst", "Ja", "Nej", "Svar saknas", "Helt", "37 av 64", "84,7 %", "20 p/12 k", "1–6", "År", "1.1", "Följs ej upp"]),
    st.booleans(),
    st.integers(-(10**9), 10**9),
    st.floats(allow_nan=True, allow_infinity=True),
    st.floats(-2, 2).map(Percent),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.timedeltas(),
    st.sampled_from(["#DIV/0!", "#REF!"]).map(CellError),
    st.just(Uncalculated("=1+1")),
)  # fmt: skip


@st.composite
def workbooks(draw: Any) -> Workbook:
    """Every table of the contract, with anything at all in every cell."""
    tables = {}
    for table in contract().tables.values():
        size = draw(st.integers(0, 3))
        columns = {
            column.name: TableColumn(place, draw(st.lists(RAWS, min_size=size, max_size=size)))
            for place, column in enumerate(table.columns, 1)
        }
        if table.name != "fynd":
            tables[table.name] = FoundTable(table.name, table.sheet, 1, list(range(2, 2 + size)), columns)
    return Workbook(Path("vad-som-helst.xlsx"), tables)


@settings(max_examples=30, deadline=None)
@given(st.lists(workbooks(), min_size=1, max_size=2))
def test_nothing_that_a_cell_can_hold_makes_checking_stumble(books: list[Workbook]) -> None:
    """Any cells give findings at addresses that are there, and no cell has two faults."""
    for checked in check(books):
        faults = [(one.sheet, one.cell) for one in checked.findings if one.severity == "fel" and one.cell]
        assert len(faults) == len(set(faults))


def test_a_row_without_a_nr_is_named_by_its_row(make_workbook: MakeWorkbook) -> None:
    """A message about it has no hole where the Nr would stand."""
    text = (
        "## Indikatorer\n| Nr | Delmål | Indikator | Typ | Målvärde | Utfall | Läge |\n|---|---|---|---|---|---|---|\n"
    )
    rest = [table for sheet, table in PLAN.items() if sheet != "Indikatorer"]
    rows = "| | 1.1 | Resor | Minst | 10 | | |\n| | 1.1 | Möten | Minst | 10 | 5 | Ingen ny mätning |\n"
    messages = {one.code: one.message for one in found(make_workbook("\n".join([*rest, text + rows])))}
    assert messages["RX204"].startswith("Utfall saknas för rad 2, som ska mätas i ")
    assert messages["RX206"].startswith("Rad 3 har läget Ingen ny mätning ")


def test_the_percent_that_may_be_meant_has_no_zeros_that_nobody_wrote(make_workbook: MakeWorkbook) -> None:
    """`0,62` asks about 62 %, not about 62,00 %."""
    rows = """
## Indikatorer
| Nr | Delmål | Indikator | Enhet | Typ | Målvärde | Utfall | Periodicitet |
| 1.1.1 | 1.1 | Andel | % | Minst | 60 | 0,62 | År |
"""
    plan = "\n".join(text for sheet, text in PLAN.items() if sheet != "Indikatorer")
    (asked,) = [one for one in found(make_workbook(plan + rows)) if one.code == "RX109"]
    assert asked.message.endswith("Menas 62 %?")
