"""An answer, the plan, and what was last heard: what the controller has written is never written over."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import runxl
from runxl.cli import main
from runxl.verbs.period import advance
from runxl.verbs.samla.three_way import How, decide
from runxl.workbook.tables import CellError, Percent, Raw
from tests.verbs.conftest import Sent
from tests.verbs.returns import Where, changed, codes, column_of, gathered, plan, put, send, setting, value

UTFALL: Where = ("Indikatorer", "1.1.1", "Utfall")
ANALYS: Where = ("Delmål", "1.1", "Analys")


def protocol(path: Path) -> list[dict[str, Any]]:
    return runxl.read(path).to_dict()["Insamling"]


def choose(path: Path, hur: str) -> None:
    """In every conflict."""

    def write(book: openpyxl.Workbook) -> None:
        ws = book["Insamling"]
        for row in range(2, ws.max_row + 1):
            cell = ws.cell(row, column_of(ws, "Hur"))
            cell.value = hur if cell.value == "Konflikt" else cell.value

    changed(path, write)


@pytest.mark.parametrize(
    ("plan", "answer", "last", "how"),
    [
        (None, None, None, How.NOTHING),
        (None, 12, None, How.TAKE),
        (12, 12, 12, How.ALIKE),
        (12, 12, None, How.ALIKE),
        (13, 12, 12, How.NOTHING),  # the controller has written since
        (12, 14, 12, How.TAKE),  # only the answer is new
        (13, 14, 12, How.CONFLICT),
        (13, 14, None, How.CONFLICT),  # nobody knows what was sent
        (None, 14, 12, How.CONFLICT),  # the controller has emptied it
        (None, 12, 12, How.NOTHING),
        (12, None, 12, How.EMPTIED),
        (12, " ", 12, How.EMPTIED),
        (12, None, None, How.NOTHING),  # the controller has filled in what the unit has not
        (12, CellError("#DIV/0!"), 12, How.NOTHING),
        ("Två\nrader", "Två\r\nrader", "En rad", How.ALIKE),
    ],
)
def test_what_becomes_of_a_cell(plan: Raw, answer: Raw, last: Raw, how: How) -> None:
    assert decide(plan, answer, last) is how


def test_an_answer_that_has_been_chosen_is_taken() -> None:
    assert decide(13, 14, 12, chosen=True) is How.TAKE


def test_the_controllers_corrections_stand_when_somebody_answers_late(sent: Sent) -> None:
    """Analys is edited and an outcome put right after the first samla; then another unit's answer comes."""
    put(sent.of("Enhet 1"), {UTFALL: 186, ANALYS: "Under årets första månader"})
    gathered(sent.folder, sent.master)
    put(sent.master, {UTFALL: 190, ANALYS: "Språkgranskad."})
    put(sent.of("Enhet 2"), {("Indikatorer", "1.2.1", "Utfall"): 5})
    done = gathered(sent.folder, sent.master)
    assert (done.cells, codes(done), done.disputed) == (1, [], ())
    assert (value(sent.master, UTFALL), value(sent.master, ANALYS)) == (190, "Språkgranskad.")


def test_a_conflict_is_told_with_all_three(sent: Sent, capsys: pytest.CaptureFixture[str]) -> None:
    put(sent.of("Enhet 1"), {UTFALL: 186})
    gathered(sent.folder, sent.master)
    put(sent.master, {UTFALL: 190})
    put(sent.of("Enhet 1"), {UTFALL: 188.5})
    assert main(["samla", str(sent.folder), "--till", str(sent.master), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["konflikter"] == [
        {
            "enhet": "Enhet 1", "blad": "Indikatorer", "nr": "1.1.1", "kolumn": "Utfall",
            "planen": 190, "svaret": 188.5, "senast": 186,
        }
    ]  # fmt: skip
    assert value(sent.master, UTFALL) == 190
    whole = sent.master.read_bytes()
    assert main(["samla", str(sent.folder), "--till", str(sent.master)]) == 0
    assert "1 konflikt väntar på ett val i kolumnen Hur" in capsys.readouterr().out
    assert sent.master.read_bytes() == whole


@pytest.mark.parametrize(("hur", "stands"), [("Ta svaret", 188.5), ("Planen står", 190)])
def test_the_controller_chooses(sent: Sent, hur: str, stands: float) -> None:
    put(sent.of("Enhet 1"), {UTFALL: 186})
    gathered(sent.folder, sent.master)
    put(sent.master, {UTFALL: 190})
    put(sent.of("Enhet 1"), {UTFALL: 188.5})
    gathered(sent.folder, sent.master)
    choose(sent.master, hur)
    done = gathered(sent.folder, sent.master)
    assert (value(sent.master, UTFALL), done.disputed) == (stands, ())
    assert gathered(sent.folder, sent.master).written is None
    assert [row["Hur"] for row in protocol(sent.master)][-1] in ("Taget", "Planen står")


def test_a_choice_is_of_what_was_seen(sent: Sent) -> None:
    """The unit has sent yet another answer: that one nobody has chosen."""
    put(sent.master, {UTFALL: 190})
    put(sent.of("Enhet 1"), {UTFALL: 188})
    gathered(sent.folder, sent.master)
    choose(sent.master, "Ta svaret")
    put(sent.of("Enhet 1"), {UTFALL: 5})
    (conflict,) = gathered(sent.folder, sent.master).disputed
    assert (conflict.planen, conflict.svaret) == (190, 5)
    assert value(sent.master, UTFALL) == 190


def test_a_protocol_that_has_been_sorted_says_the_same(sent: Sent) -> None:
    for said in (1, 2, 3):
        put(sent.of("Enhet 1"), {UTFALL: said})
        gathered(sent.folder, sent.master)

    def turn(book: openpyxl.Workbook) -> None:
        ws = book["Insamling"]
        rows = [[cell.value for cell in row] for row in ws.iter_rows(min_row=2) if row[0].value]
        for number, row in enumerate(reversed(rows), 2):
            for column, said in enumerate(row, 1):
                ws.cell(number, column).value = said

    changed(sent.master, turn)
    put(sent.master, {UTFALL: 9})
    assert gathered(sent.folder, sent.master).written is None
    assert value(sent.master, UTFALL) == 9


def test_what_is_sent_again_is_where_the_unit_begins_anew(sent: Sent) -> None:
    """The controller corrects, sends the plan out anew and corrects once more: the unit has said nothing since."""
    put(sent.of("Enhet 1"), {UTFALL: 186})
    gathered(sent.folder, sent.master)
    put(sent.master, {UTFALL: 190})
    send(sent.master, sent.folder, replace=True)
    put(sent.master, {UTFALL: 191})
    assert gathered(sent.folder, sent.master).disputed == ()
    assert value(sent.master, UTFALL) == 191
    put(sent.of("Enhet 1"), {UTFALL: 186})
    (conflict,) = gathered(sent.folder, sent.master).disputed
    assert (conflict.planen, conflict.svaret, conflict.senast) == (191, 186, 190)


def test_a_change_of_the_plan_after_sending_is_not_blamed_on_the_unit(sent: Sent) -> None:
    """Nor proposed by it: it has answered to what it saw."""
    put(sent.master, {("Indikatorer", "1.1.1", "Målvärde"): 500, ("Delmål", "1.1", "Delmål"): "Ny lydelse"})
    setting(sent.master, "Gräns helt", 0.9)
    put(sent.of("Enhet 1"), {UTFALL: 12})
    done = gathered(sent.folder, sent.master)
    assert set(codes(done)) == {"RX519"}
    assert (done.wishes, done.cells) == ((), 1)


def test_what_a_stranger_says_was_sent_is_never_written(sent: Sent) -> None:
    """The hidden sheet says otherwise than what was sent: at most something is proposed, or a choice is asked for."""

    def forge(book: openpyxl.Workbook) -> None:
        ws = book["Insamling"]
        for row in range(2, ws.max_row + 1):
            ws.cell(row, column_of(ws, "Blev")).value = "Förfalskat"
            ws.cell(row, column_of(ws, "Hur")).value = "Utskickat" if row % 2 else "Taget"

    changed(sent.of("Enhet 1"), forge)
    before = {sheet: rows for sheet, rows in runxl.read(sent.master).to_dict().items() if sheet != "Insamling"}
    done = gathered(sent.folder, sent.master)
    assert done.cells == 0
    after = runxl.read(sent.master).to_dict()
    assert {sheet: after[sheet] for sheet in before if sheet != "Förslag"} == {
        sheet: rows for sheet, rows in before.items() if sheet != "Förslag"
    }


def test_without_what_was_sent_nothing_is_written_over(sent: Sent) -> None:
    """Somebody has removed the hidden sheet: where the plan holds something else, it is asked."""

    def remove(book: openpyxl.Workbook) -> None:
        del book["Insamling"]

    changed(sent.of("Enhet 1"), remove)
    put(sent.of("Enhet 1"), {UTFALL: 12, ("Aktiviteter", "1.1-A1", "Status"): "Försenad"})
    done = gathered(sent.folder, sent.master)
    assert (done.cells, len(done.disputed)) == (1, 1)


@pytest.mark.parametrize(
    ("nr", "said", "stored"),
    [
        ("1.1.1", "2 st", 2),
        ("1.1.1", "tio", 10),
        ("1.1.1", "1 093", 1093),
        ("1.1.2", "3,9 %", 3.9),
        ("1.1.2", Percent(0.039), 3.9),
        ("1.1.2", "37 av 64", 57.8125),
        ("1.1.1", "drygt 120", "drygt 120"),
        ("1.1.1", "Svar saknas", "Svar saknas"),
    ],
)
def test_a_number_is_stored_as_a_number(sent: Sent, nr: str, said: Any, stored: Any) -> None:
    """What cannot be read stays as it was written; and the second time nothing is new."""
    where: Where = ("Indikatorer", nr, "Utfall")

    def write(book: openpyxl.Workbook) -> None:
        ws = book["Indikatorer"]
        cell = ws.cell(2 if nr == "1.1.1" else 3, column_of(ws, "Utfall"))
        cell.value = float(said) if isinstance(said, float) else said
        cell.number_format = "0.0%" if isinstance(said, float) else cell.number_format

    changed(sent.of("Enhet 1"), write)
    gathered(sent.folder, sent.master)
    assert value(sent.master, where) == stored
    assert gathered(sent.folder, sent.master).written is None


def test_the_next_period_begins_without_what_was_heard(tmp_path: Path) -> None:
    """The kept copy has it. An answer to the new period is no conflict with an answer to the former."""
    master = plan(tmp_path / "plan.xlsx", units=1)
    setting(master, "Period", "DÅ 1")
    answer = send(master, tmp_path / "da1").parts[0].file
    put(answer, {("Indikatorer", "1.1.2", "Utfall"): 70})
    gathered(tmp_path / "da1", master)
    assert main(["berakna", str(master)]) in (0, 1)
    archive = advance(master, "DÅ 2").archive
    assert archive is not None
    assert (len(protocol(archive)), protocol(master)) == (1, [])
    answer = send(master, tmp_path / "da2").parts[0].file
    put(answer, {("Indikatorer", "1.1.2", "Utfall"): 75})
    done = gathered(tmp_path / "da2", master)
    assert (done.cells, done.disputed) == (1, ())


def test_a_plan_emptied_of_answers_is_not_refused_for_its_protocol(tmp_path: Path) -> None:
    """A plan of which only Insamling says something has no answers to lose."""
    master = plan(tmp_path / "plan.xlsx", units=1)
    put(master, {("Aktiviteter", "1.1-A1", "Status"): None})
    setting(master, "Period", "DÅ 1")

    def heard(book: openpyxl.Workbook) -> None:
        book["Insamling"].cell(2, column_of(book["Insamling"], "Enhet")).value = "Enhet 1"

    changed(master, heard)
    assert advance(master, "DÅ 2").after == "DÅ 2 2024"
