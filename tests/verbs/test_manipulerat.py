"""Each thing that can be wrong with a returned workbook, in a finding of its own that says what was and what is.

This is where every code RX5xx fires and where an ordinary answer gives none of them.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from runxl.contract.load import contract
from tests.verbs.conftest import Sent
from tests.verbs.returns import Where, changed, codes, column_of, gathered, put, row_of, setting, value

Spoil = Callable[[Sent], object]


def _rows(change: Callable[[Worksheet], object], sheet: str = "Indikatorer") -> Spoil:
    def spoil(sent: Sent) -> None:
        changed(sent.of("Enhet 3"), lambda book: change(book[sheet]))

    return spoil


def _set(name: str, to: object) -> Spoil:
    return lambda sent: setting(sent.of("Enhet 3"), name, to)


def _put(sheet: str, nr: str, header: str, to: object) -> Spoil:
    return lambda sent: put(sent.of("Enhet 3"), {(sheet, nr, header): to})


def _copy_row(ws: Worksheet) -> None:
    row = row_of(ws, "1.3.1")
    for column in range(1, ws.max_column + 1):
        ws.cell(ws.max_row + (column == 1), column).value = ws.cell(row, column).value


def _other_units_row(ws: Worksheet) -> None:
    row = ws.max_row + 1
    ws.cell(row, 1).value, ws.cell(row, column_of(ws, "Utfall")).value = "1.4.1", 77


def _new_row(ws: Worksheet) -> None:
    row = ws.max_row + 1
    ws.cell(row, 1).value, ws.cell(row, 3).value = "1.3.9", "Något eget"


def _twin(sent: Sent) -> None:
    other = shutil.copy2(sent.of("Enhet 3"), sent.folder / "Svar Enhet 3 – Årsrapport 2024 (1).xlsx")
    put(sent.of("Enhet 3"), {("Indikatorer", "1.3.1", "Utfall"): 12})
    put(Path(other), {("Indikatorer", "1.3.1", "Utfall"): 13})


def _same_twin(sent: Sent) -> None:
    put(sent.of("Enhet 3"), {("Indikatorer", "1.3.1", "Utfall"): 12})
    shutil.copy2(sent.of("Enhet 3"), sent.folder / "Svar Enhet 3 – Årsrapport 2024 (1).xlsx")


def _both(sent: Sent) -> None:
    put(sent.master, {("Indikatorer", "1.3.1", "Utfall"): 11})
    put(sent.of("Enhet 3"), {("Indikatorer", "1.3.1", "Utfall"): 12})


def _in_the_plan(where: Where, to: object) -> Spoil:
    return lambda sent: put(sent.master, {where: to})


def _added_to_the_plan(sent: Sent) -> None:
    def add(book: openpyxl.Workbook) -> None:
        ws = book["Indikatorer"]
        row = ws.max_row + 1
        for header, text in (("Nr", "1.3.3"), ("Delmål", "1.3"), ("Indikator", "Ny"), ("Typ", "Minst")):
            ws.cell(row, column_of(ws, header)).value = text
        ws.cell(row, column_of(ws, "Målvärde")).value = 4

    changed(sent.master, add)


CASES: dict[str, tuple[Spoil, str]] = {
    "RX501": (_set("Plan-id", "ffff0000"), "Arbetsboken har Plan-id ffff0000, men planen har abcd1234."),
    "RX502": (
        _set("Nämnd", "Kulturnämnden"),
        "Arbetsboken gäller Kulturnämnden, men planen gäller Regionala utvecklingsnämnden.",
    ),
    "RX503": (_set("År", 2023), "Arbetsboken gäller år 2023, men planen gäller 2024."),
    "RX504": (_set("Period", "DÅ 1"), "Arbetsboken gäller DÅ 1, men planen är inställd på Årsrapport."),
    "RX505": (_set("Mallversion", "0.9"), "Arbetsboken har mallversion 0.9, men planen har 2.0."),
    "RX506": (_set("Utskickad till", "Enhet tre"), "Utskickad till är Enhet tre, som inte är Ansvarig"),
    "RX507": (_twin, "Utfall för 1.3.1 13 i den ena och 12 i den andra"),
    "RX508": (lambda sent: sent.of("Enhet 3").unlink(), "Enhet 3 har inte svarat. Enheten har 5 rader att svara på."),
    "RX509": (_same_twin, "Enhet 3 har lämnat samma svar i flera filer"),
    "RX510": (_put("Indikatorer", "1.3.1", "Målvärde", 5), "Målvärde för 1.3.1 var 10 och är 5 i svaret."),
    "RX511": (_rows(lambda ws: ws.delete_rows(row_of(ws, "1.3.1"))), "1.3.1 saknas på bladet Indikatorer i svaret."),
    "RX512": (_rows(_new_row), "1.3.9 på bladet Indikatorer finns inte i planen."),
    "RX513": (_put("Indikatorer", "1.3.1", "Nr", "1.3.7"), "Raden 1.3.1 heter 1.3.7 i svaret."),
    "RX514": (
        _rows(_other_units_row),
        "Utfall för 1.4.1 är 77 i svaret från Enhet 3, men raden hör till Enhet 4, som inte har någon uppgift i planen än.",
    ),
    "RX515": (_rows(_copy_row), "1.3.1 finns på flera rader i svaret."),
    "RX516": (
        _put("Aktiviteter", "1.3-A1", "Status", None),
        "Status för 1.3-A1 är tom i svaret men Pågående enligt plan i planen.",
    ),
    "RX517": (
        _put("Aktiviteter", "1.3-A1", "Status", "Avslutad"),
        "Status för 1.3-A1 var Pågående enligt plan och blir Avslutad.",
    ),
    "RX518": (_both, "Utfall för 1.3.1 är 11 i planen och 12 i svaret. Senast var det tom. Planens uppgift står kvar."),
    "RX519": (
        _in_the_plan(("Indikatorer", "1.3.1", "Målvärde"), 20),
        "Målvärde för 1.3.1 var 10 när arbetsboken skickades och är nu 20 i planen.",
    ),
    "RX520": (_added_to_the_plan, "1.3.3 på bladet Indikatorer fanns inte när arbetsboken skickades"),
}  # fmt: skip
REFUSED = ("RX501", "RX502", "RX503", "RX504", "RX505", "RX506", "RX507")


@pytest.mark.parametrize("code", sorted(CASES))
def test_each_trouble_has_its_finding(sent: Sent, code: str) -> None:
    """It says what was and what is, and nothing else is said of the collection."""
    spoil, said = CASES[code]
    spoil(sent)
    done = gathered(sent.folder, sent.master, dry_run=True)
    mine = [one for one in done.every_finding() if one.code.startswith("RX5")]
    # Where it is not known whose answer it is, its unit has not answered.
    assert {one.code for one in mine} - ({"RX508"} if code == "RX506" else set()) == {code}
    assert said in mine[0].message
    assert mine[0].remedy


def test_every_code_is_tried_here_and_an_ordinary_answer_gives_none(sent: Sent) -> None:
    """The firing cases are all of RX5xx; workbooks that come back as they went out, or filled in, are clean."""
    assert set(CASES) == {code for code in contract().rules if code.startswith("RX5")}
    assert codes(gathered(sent.folder, sent.master, dry_run=True)) == []
    put(sent.of("Enhet 3"), {("Indikatorer", "1.3.1", "Utfall"): 12, ("Delmål", "1.3", "Analys"): "Bra."})
    assert codes(gathered(sent.folder, sent.master, dry_run=True)) == []


@pytest.mark.parametrize("code", REFUSED)
def test_a_refused_answer_changes_nothing(sent: Sent, code: str) -> None:
    """Whatever is filled in, the plan stays as it is, byte for byte."""
    put(sent.of("Enhet 3"), {("Indikatorer", "1.3.2", "Utfall"): 70})
    CASES[code][0](sent)
    whole = sent.master.read_bytes()
    done = gathered(sent.folder, sent.master)
    assert done.cells == 0
    assert done.has_faults
    assert {file.status for file in done.files if "Enhet 3" in file.file} == {"avvisad"}
    assert sent.master.read_bytes() == whole


@pytest.mark.parametrize("code", ["RX510", "RX511", "RX512", "RX513", "RX514", "RX515", "RX516"])
def test_the_rest_of_a_tampered_answer_is_taken_in(sent: Sent, code: str) -> None:
    """Only what is wrong stays out: the other row's answer comes in, and the plan's own values are kept."""
    put(sent.of("Enhet 3"), {("Indikatorer", "1.3.2", "Utfall"): 70})
    CASES[code][0](sent)
    done = gathered(sent.folder, sent.master)
    assert done.cells == 1
    assert value(sent.master, ("Indikatorer", "1.3.2", "Utfall")) == 70
    assert value(sent.master, ("Indikatorer", "1.3.1", "Målvärde")) == 10
    assert value(sent.master, ("Indikatorer", "1.4.1", "Utfall")) is None
    assert value(sent.master, ("Aktiviteter", "1.3-A1", "Status")) == "Pågående enligt plan"


def test_an_altered_key_keeps_its_answer_out(sent: Sent) -> None:
    """Until the number is put right: then the answer comes in."""
    put(sent.of("Enhet 3"), {("Indikatorer", "1.3.1", "Utfall"): 12})
    put(sent.of("Enhet 3"), {("Indikatorer", "1.3.1", "Nr"): "1.3.7"})
    assert gathered(sent.folder, sent.master).cells == 0
    put(sent.of("Enhet 3"), {("Indikatorer", "1.3.7", "Nr"): "1.3.1"})
    assert gathered(sent.folder, sent.master).cells == 1


def test_two_units_that_answer_the_same_row(sent: Sent) -> None:
    """A row that has changed hands after it was sent: the one who answers for it in the plan counts."""
    put(sent.of("Enhet 3"), {("Indikatorer", "1.3.1", "Utfall"): 12})
    put(sent.master, {("Indikatorer", "1.3.1", "Ansvarig"): "Enhet 4"})
    done = gathered(sent.folder, sent.master)
    found = {one.code: one for one in done.every_finding() if one.code.startswith("RX5")}
    assert set(found) == {"RX514", "RX520"}
    assert "hör till Enhet 4" in found["RX514"].message
    assert value(sent.master, ("Indikatorer", "1.3.1", "Utfall")) is None


def test_thresholds_and_waivers_are_the_plans(sent: Sent) -> None:
    """A unit cannot lower its bar, nor waive its own faults."""

    def waive(book: openpyxl.Workbook) -> None:
        book["Dispenser"].append(["RX102", "Indikatorer", "1.3.1", "Vi vill slippa", "Vi", None])

    setting(sent.of("Enhet 3"), "Gräns helt", 0.9)
    put(sent.of("Enhet 3"), {("Indikatorer", "1.3.1", "Utfall"): "abc"})
    changed(sent.of("Enhet 3"), waive)
    done = gathered(sent.folder, sent.master, dry_run=True)
    assert codes(done) == ["RX510", "RX512"]
    assert [one.is_fault for one in done.every_finding() if one.code == "RX102"] == [True]


def test_a_name_in_another_dress_is_the_same_unit(sent: Sent) -> None:
    """Spaces and capital letters in Utskickad till do not matter."""
    setting(sent.of("Enhet 3"), "Utskickad till", " enhet  3 ")
    assert codes(gathered(sent.folder, sent.master, dry_run=True)) == []
