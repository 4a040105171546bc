"""What units propose beyond their own cells: it stands on Förslag, and is in the plan when somebody has said Ja."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

import runxl
from runxl.cli import main
from runxl.contract.load import contract
from runxl.errors import RunxlError
from runxl.verbs import godta
from runxl.verbs.forslag import row_of_text, text_of_row
from runxl.verbs.godta import next_number
from tests.program_copy import TOP
from tests.verbs.conftest import Sent
from tests.verbs.returns import Where, changed, codes, column_of, gathered, plan, put, send, setting, value

TARGET: Where = ("Indikatorer", "1.1.1", "Målvärde")


def judge(path: Path, said: str = "Ja") -> None:
    """The controller writes the same in every row that is not judged."""

    def write(book: openpyxl.Workbook) -> None:
        ws = book["Förslag"]
        for row in range(2, ws.max_row + 1):
            cell = ws.cell(row, column_of(ws, "Godtas"))
            if ws.cell(row, 1).value and not cell.value:
                cell.value = said

    changed(path, write)


def proposals(path: Path) -> list[dict[str, Any]]:
    return runxl.read(path).to_dict()["Förslag"]


def propose(path: Path, rows: Sequence[dict[str, Any]], sheet: str = "Indikatorer") -> None:
    """New rows below those that stand."""

    def write(book: openpyxl.Workbook) -> None:
        ws = book[sheet]
        for row in rows:
            number = 1 + max(at for at in range(1, ws.max_row + 1) if ws.cell(at, 3).value)
            for header, said in row.items():
                ws.cell(number, column_of(ws, header)).value = said

    changed(path, write)


NEW: dict[str, Any] = {"Nr": "1.1.3", "Delmål": "1.1", "Indikator": "Nya\nbesök", "Enhet": "antal", "Typ": "Minst"}


def test_a_changed_target_is_proposed_and_the_plan_stands(sent: Sent) -> None:
    put(sent.of("Enhet 1"), {TARGET: 25, ("Indikatorer", "1.1.1", "Kommentar"): "Fler anställda"})
    done = gathered(sent.folder, sent.master)
    assert done.to_dict()["forslag"] == [
        {"enhet": "Enhet 1", "blad": "Indikatorer", "nr": "1.1.1", "kolumn": "Målvärde", "ar": 10, "foreslas": 25}
    ]
    (row,) = proposals(sent.master)
    assert (row["Nr"], row["Är"], row["Föreslås"], row["Kommentar"]) == ("1", "10", "25", "Fler anställda")
    assert value(sent.master, TARGET) == 10


def test_it_is_proposed_once(sent: Sent) -> None:
    """However often samla is run; a proposal that the unit changes is renewed until somebody has judged it."""
    put(sent.of("Enhet 1"), {TARGET: 25})
    gathered(sent.folder, sent.master)
    whole = sent.master.read_bytes()
    gathered(sent.folder, sent.master)
    assert sent.master.read_bytes() == whole
    put(sent.of("Enhet 1"), {TARGET: 26})
    gathered(sent.folder, sent.master)
    assert [row["Föreslås"] for row in proposals(sent.master)] == ["26"]
    judge(sent.master, "Nej")
    assert gathered(sent.folder, sent.master).wishes == ()
    put(sent.of("Enhet 1"), {TARGET: 27})
    gathered(sent.folder, sent.master)
    assert [row["Föreslås"] for row in proposals(sent.master)] == ["26", "27"]


def test_ja_brings_it_into_the_plan(sent: Sent) -> None:
    """As a number, with the day, and a copy kept; the answer that proposed it proposes it no more."""
    put(sent.of("Enhet 1"), {TARGET: "25 st"})
    gathered(sent.folder, sent.master)
    judge(sent.master)
    before = sent.master.read_bytes()
    done = runxl.accept(sent.master)
    (applied,) = done.applied
    assert (applied.was, applied.now, done.left) == (10, 25, ())
    assert done.backup is not None
    assert done.backup.read_bytes() == before
    assert value(sent.master, TARGET) == 25
    assert proposals(sent.master)[0]["Godtaget den"] is not None
    assert runxl.accept(sent.master).file is None
    after = gathered(sent.folder, sent.master)
    assert (after.wishes, codes(after)) == ((), [])


def test_what_is_not_marked_stays(sent: Sent) -> None:
    put(sent.of("Enhet 1"), {TARGET: 25})
    gathered(sent.folder, sent.master)
    done = runxl.accept(sent.master)
    assert (done.applied, done.undecided, done.file) == ((), 1, None)
    judge(sent.master, "Nej")
    assert runxl.accept(sent.master).applied == ()
    assert value(sent.master, TARGET) == 10


def test_a_cell_that_has_changed_since_is_told_not_overwritten(sent: Sent, capsys: pytest.CaptureFixture[str]) -> None:
    put(sent.of("Enhet 1"), {TARGET: 25, ("Indikatorer", "1.1.2", "Målvärde"): 90})
    gathered(sent.folder, sent.master)
    judge(sent.master)
    put(sent.master, {TARGET: 12})
    assert main(["godta", str(sent.master), "--json"]) == 1
    said = json.loads(capsys.readouterr().out)
    assert set(said) == {"version", "fil", "inforda", "kvar", "obesvarade"}
    assert said["kvar"] == [
        {
            "enhet": "Enhet 1", "blad": "Indikatorer", "nr": "1.1.1", "kolumn": "Målvärde",
            "varfor": "Målvärde för 1.1.1 var 10 när förslaget kom och är 12 nu. Ändra i planen själv, eller töm Godtas "
            "och samla in svaren igen.",
        }
    ]  # fmt: skip
    assert [one["nr"] for one in said["inforda"]] == ["1.1.2"]
    assert value(sent.master, TARGET) == 12


def test_a_percentage_is_a_percentage_in_the_plan(sent: Sent) -> None:
    """The plan's target stands as 80 %, and 90 becomes 90 %."""
    where: Where = ("Indikatorer", "1.1.2", "Målvärde")
    put(sent.of("Enhet 1"), {where: 0.9})
    gathered(sent.folder, sent.master)
    judge(sent.master)
    runxl.accept(sent.master)
    assert value(sent.master, where) == pytest.approx(0.9)
    assert runxl.assess(sent.master).indikatorer[1].malvarde == 90


def test_a_new_row_is_proposed_whole_and_comes_last(sent: Sent) -> None:
    propose(sent.of("Enhet 1"), [{**NEW, "Målvärde": 7, "Kommentar": "Efterfrågat"}])
    done = gathered(sent.folder, sent.master)
    assert codes(done) == ["RX512"]
    (row,) = proposals(sent.master)
    assert (row["Rad"], row["Kolumn"]) == ("1.1.3", "Hela raden")
    judge(sent.master)
    runxl.accept(sent.master)
    new = runxl.read(sent.master).to_dict()["Indikatorer"][-1]
    assert {header: new[header] for header in (*NEW, "Målvärde")} == {**NEW, "Målvärde": 7}
    put(sent.of("Enhet 1"), {("Indikatorer", "1.1.3", "Utfall"): 8})
    assert gathered(sent.folder, sent.master).cells == 1
    assert value(sent.master, ("Indikatorer", "1.1.3", "Utfall")) == 8


def test_a_new_row_without_a_number_is_given_one(sent: Sent) -> None:
    """And is the unit's row all the same when its answer is read again."""
    propose(sent.of("Enhet 1"), [{**NEW, "Nr": None, "Målvärde": 7}])
    gathered(sent.folder, sent.master)
    judge(sent.master)
    assert [one.nr for one in runxl.accept(sent.master).applied] == ["1.1.3"]
    done = gathered(sent.folder, sent.master)
    assert (done.wishes, codes(done)) == ((), [])


@pytest.mark.parametrize(
    ("sheet", "first"), [("Driftredovisning", "Post"), ("Finansiering", "Källa"), ("Enheter", "Enhet")]
)
def test_a_row_of_a_sheet_without_long_texts_is_told_and_the_answer_taken_in(
    sent: Sent, sheet: str, first: str
) -> None:
    """What the row is called is then its first column."""
    changed(sent.of("Enhet 1"), lambda book: book[sheet].cell(2, 1, f"Egen {first}"))
    put(sent.of("Enhet 1"), {("Indikatorer", "1.1.1", "Utfall"): 8})
    done = gathered(sent.folder, sent.master)
    assert codes(done) == ["RX512"]
    assert done.cells == 1
    assert [row["Rad"] for row in proposals(sent.master)] in ([f"Egen {first}"], [])


@pytest.mark.parametrize(
    ("sheet", "row"),
    [
        ("Delmål", {"Nr": "1.2", "Mål": "1", "Delmål": "Nytt"}),
        ("Indikatorer", {**NEW, "Nr": "1.2.1", "Utfall": 7}),
        ("Aktiviteter", {"Nr": "1.2-A1", "Delmål": "1.1", "Aktivitet": "Nytt", "Status": "Pausad"}),
        ("Uppdrag", {"Nr": "U3", "Uppdragsgivare": "Nämnd till förvaltning", "Uppdrag": "Nytt", "Status": "Pågående"}),
    ],
)
def test_a_row_is_the_units_own_where_its_number_is_that_of_a_row_it_has_not_seen(
    sent: Sent, sheet: str, row: dict[str, Any]
) -> None:
    """It is proposed, called by its name; when it has been given a number of its own it is still the unit's row."""
    propose(sent.of("Enhet 1"), [row], sheet)
    done = gathered(sent.folder, sent.master)
    assert [(one.blad, one.rad, one.kolumn) for one in done.wishes] == [(sheet, row["Nr"], "Hela raden")]
    (told,) = (one for one in done.every_finding() if one.code.startswith("RX5"))
    assert told.message.startswith("Ny")
    judge(sent.master)
    (applied,) = runxl.accept(sent.master).applied
    assert applied.nr != row["Nr"]
    done = gathered(sent.folder, sent.master)
    assert (done.wishes, codes(done)) == ((), [])
    assert runxl.read(sent.master).to_dict()[sheet][-1]["Nr"] == applied.nr


@pytest.mark.parametrize("name", ["Besök hos Enhet 2", None])
def test_a_row_of_another_unit_that_is_called_the_same_is_that_units(sent: Sent, name: str | None) -> None:
    """The unit has copied it, or written its number alone."""
    propose(sent.of("Enhet 1"), [{**NEW, "Nr": "1.2.1", "Delmål": "1.2", "Indikator": "x", "Utfall": 7}])
    put(sent.of("Enhet 1"), {("Indikatorer", "1.2.1", "Indikator"): name})
    done = gathered(sent.folder, sent.master)
    assert (done.wishes, codes(done)) == ((), ["RX514"])


def test_a_number_that_has_been_taken_since_gives_the_next(sent: Sent) -> None:
    """The row is still the unit's, with what it says in it; one that is called the same may be the same, and is told."""
    propose(sent.of("Enhet 1"), [{**NEW, "Målvärde": 7}])
    gathered(sent.folder, sent.master)
    propose(sent.master, [{**NEW, "Målvärde": 1}])
    judge(sent.master)
    (left,) = runxl.accept(sent.master).left
    assert left.why.startswith("1.1.3 finns redan på bladet Indikatorer och heter likadant.")
    put(
        sent.master,
        {("Indikatorer", "1.1.3", "Indikator"): "En annan", ("Indikatorer", "1.1.3", "Ansvarig"): "Enhet 2"},
    )
    assert [one.nr for one in runxl.accept(sent.master).applied] == ["1.1.4"]
    put(sent.of("Enhet 1"), {("Indikatorer", "1.1.3", "Utfall"): 8})
    done = gathered(sent.folder, sent.master)
    assert (done.wishes, codes(done)) == ((), ["RX520"])  # of the row that is Enhet 2's now
    assert value(sent.master, ("Indikatorer", "1.1.4", "Utfall")) == 8


def under_a_new_delmal(sent: Sent) -> None:
    """Two units propose a delmål with the same number, and rows under it, one of them numbered."""
    for unit in ("Enhet 1", "Enhet 2"):
        propose(sent.of(unit), [{"Nr": "1.6", "Mål": "1", "Delmål": f"Delmål av {unit}"}], "Delmål")
        row = {**NEW, "Nr": "1.6.9", "Delmål": "1.6", "Indikator": f"Indikator av {unit}"}
        propose(sent.of(unit), [row, {**row, "Nr": None, "Indikator": f"Mått av {unit}"}])
        propose(sent.of(unit), [{"Delmål": "1.6", "Aktivitet": f"Aktivitet av {unit}"}], "Aktiviteter")
    gathered(sent.folder, sent.master)


def by_name(path: Path) -> dict[str, tuple[str, str]]:
    """The number, and that of the row above, of all that stands under a new delmål."""
    sheets = runxl.read(path).to_dict()
    return {
        row[name]: (row["Nr"], row[above])
        for sheet, name, above in (
            ("Delmål", "Delmål", "Mål"), ("Indikatorer", "Indikator", "Delmål"), ("Aktiviteter", "Aktivitet", "Delmål"),
        )
        for row in sheets[sheet]
        if " av " in row[name]
    }  # fmt: skip


def test_rows_go_where_the_delmal_that_their_unit_proposed_has_gone(sent: Sent) -> None:
    """A number that another unit proposed too leads nobody under the other's delmål."""
    under_a_new_delmal(sent)
    judge(sent.master)
    assert runxl.accept(sent.master).left == ()
    assert by_name(sent.master) == {
        "Delmål av Enhet 1": ("1.6", "1"),
        "Delmål av Enhet 2": ("1.7", "1"),
        "Indikator av Enhet 1": ("1.6.9", "1.6"),
        "Mått av Enhet 1": ("1.6.10", "1.6"),
        "Indikator av Enhet 2": ("1.7.1", "1.7"),
        "Mått av Enhet 2": ("1.7.2", "1.7"),
        "Aktivitet av Enhet 1": ("1.6-A1", "1.6"),
        "Aktivitet av Enhet 2": ("1.7-A1", "1.7"),
    }
    put(sent.of("Enhet 2"), {("Indikatorer", "1.6.9", "Utfall"): 8, ("Delmål", "1.6", "Analys"): "Bra"})
    done = gathered(sent.folder, sent.master)
    assert (done.wishes, codes(done)) == ((), [])
    assert value(sent.master, ("Indikatorer", "1.7.1", "Utfall")) == 8
    assert value(sent.master, ("Delmål", "1.7", "Analys")) == "Bra"


def test_rows_wait_for_the_delmal_that_their_unit_proposed(sent: Sent) -> None:
    """Where it has gone in before them by another number, that is told: the unit may have been sent its workbook anew."""
    under_a_new_delmal(sent)

    def write(book: openpyxl.Workbook, judged: Sequence[str]) -> None:
        ws = book["Förslag"]
        for row in range(2, ws.max_row + 1):
            if ws.cell(row, column_of(ws, "Föreslås")).value:
                said = str(ws.cell(row, column_of(ws, "Föreslås")).value)
                ws.cell(row, column_of(ws, "Godtas")).value = "Ja" if any(one in said for one in judged) else None

    changed(sent.master, lambda book: write(book, ["Delmål av Enhet 1", "Mått av Enhet 2"]))
    (left,) = runxl.accept(sent.master).left
    assert left.why == (
        "Den hör till 1.6 på bladet Delmål, en rad som Enhet 2 har föreslagit och som inte står så i planen. "
        "Godta den först, eller skriv ett annat nummer i Föreslås."
    )
    changed(sent.master, lambda book: write(book, ["Delmål av Enhet 2"]))
    runxl.accept(sent.master)
    changed(sent.master, lambda book: write(book, ["Mått av Enhet 2", "Mått av Enhet 1"]))
    done = runxl.accept(sent.master)
    assert [one.nr for one in done.applied] == ["1.6.1"]
    (left,) = done.left
    assert left.why.endswith("och som har nummer 1.7 i planen. Skriv 1.7 i Föreslås.")


def test_what_a_row_belongs_to_comes_before_it_wherever_it_stands(sent: Sent) -> None:
    """An uppdrag stands after the indikatorer, and a mål is proposed after its delmål."""
    for unit in ("Enhet 1", "Enhet 2"):
        propose(sent.of(unit), [{**NEW, "Nr": None, "Delmål": "U9", "Indikator": f"Indikator av {unit}"}])
        propose(sent.of(unit), [{"Nr": "U9", "Uppdrag": f"Uppdrag av {unit}", "Status": "Pågående"}], "Uppdrag")
        propose(sent.of(unit), [{"Nr": "2.1", "Mål": "2", "Delmål": f"Delmål av {unit}"}], "Delmål")
        put(changed(sent.of(unit), lambda book: book["Mål"].append(["2"])), {("Mål", "2", "Mål"): f"Mål av {unit}"})
    gathered(sent.folder, sent.master)
    judge(sent.master)
    assert runxl.accept(sent.master).left == ()
    assert by_name(sent.master) == {
        "Delmål av Enhet 1": ("2.1", "2"),
        "Delmål av Enhet 2": ("3.1", "3"),
        "Indikator av Enhet 1": ("U9.1", "U9"),
        "Indikator av Enhet 2": ("U10.1", "U10"),
    }
    done = gathered(sent.folder, sent.master)
    assert (done.wishes, codes(done)) == ((), [])


def test_a_planning_round_ends_in_the_plan(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Six units propose twelve targets and three indikatorer. All of it is open to them, told, and one word away."""
    master = plan(tmp_path / "plan.xlsx", units=6)
    setting(master, "Period", "Nämndplan")
    put(master, {("Indikatorer", f"1.{unit}.1", "Målvärde"): None for unit in range(1, 7)})
    for number, part in enumerate(send(master, tmp_path / "svar", lock=True).parts, 1):
        sheet = openpyxl.load_workbook(part.file)["Indikatorer"]
        assert not sheet.cell(2, column_of(sheet, "Målvärde")).protection.locked
        assert sheet.cell(2, 1).protection.locked
        targets = {("Indikatorer", f"1.{number}.{n}", "Målvärde"): 10 * number + n for n in (1, 2)}
        put(part.file, targets)
        if number % 2:
            propose(part.file, [{**NEW, "Nr": f"1.{number}.3", "Delmål": f"1.{number}", "Målvärde": number}])
    done = gathered(tmp_path / "svar", master)
    assert (len(done.wishes), codes(done), done.has_faults) == (15, [], False)
    main(["status", str(tmp_path / "svar"), "--till", str(master), "--json"])
    assert [one["forslag"] for one in json.loads(capsys.readouterr().out)["enheter"]] == [3, 2, 3, 2, 3, 2]
    judge(master)
    assert main(["godta", str(master)]) == 0
    assert "15 förslag införda" in capsys.readouterr().out
    planned = {str(row["Nr"]): row["Målvärde"] for row in runxl.read(master).to_dict()["Indikatorer"]}
    assert len(planned) == 15
    assert all(planned[f"1.{unit}.1"] == 10 * unit + 1 for unit in range(1, 7))
    assert [planned[f"1.{unit}.3"] for unit in (1, 3, 5)] == [1, 3, 5]


def test_a_failed_write_leaves_the_plan_as_it_was(sent: Sent, monkeypatch: pytest.MonkeyPatch) -> None:
    put(sent.of("Enhet 1"), {TARGET: 25})
    gathered(sent.folder, sent.master)
    judge(sent.master)
    whole = sent.master.read_bytes()

    def full(*_: object, **__: object) -> Path:
        raise RunxlError("Disken är full.")

    monkeypatch.setattr(godta, "patch", full)
    with pytest.raises(RunxlError, match="full"):
        runxl.accept(sent.master)
    assert sent.master.read_bytes() == whole


def test_proposals_come_in_the_same_order_each_time(sent: Sent) -> None:
    """Python keeps names in a set in an order that is another in each process."""
    returned = put(sent.of("Enhet 1"), {("Mål", "1", "Mål"): "Ett tryggt län"})
    changed(returned, lambda book: book["Periodvärden"].append(["1.1.1", "DÅ 1", 5]))
    gather = ("samla", str(sent.folder), "--till", str(sent.master), "--bara-visa", "--json")
    command = [sys.executable, "-P", "-m", "runxl", *gather]
    for seed in ("1", "2", "3", "4"):
        surroundings = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(TOP)}
        done = subprocess.run(command, env=surroundings, capture_output=True, encoding="utf-8", check=False)
        assert [one["blad"] for one in json.loads(done.stdout)["forslag"]] == ["Mål", "Periodvärden"]


@pytest.mark.parametrize(
    ("there", "parent", "number"),
    [
        ([("1.1.1", "1.1"), ("1.1.2", "1.1")], "1.1", "1.1.3"),
        ([("1.1.9", "1.1"), ("1.1.10", "1.1")], "1.1", "1.1.11"),
        ([("1.1-A1", "1.1")], "1.1", "1.1-A2"),
        ([("1.1-A4", "1.1")], "1.2", "1.2-A1"),
        ([], "3.2", "3.2.1"),
        ([("U3", ""), ("U4", "")], "", "U5"),
    ],
)
def test_the_next_number(there: list[tuple[str, str]], parent: str, number: str) -> None:
    assert next_number(there, parent) == number


texts = st.text(alphabet="ab: \n", max_size=12).map(str.strip)


@given(st.dictionaries(st.sampled_from(["nr", "indikator", "kommentar", "kalla"]), texts))
def test_a_row_as_text_is_the_row_again(values: dict[str, str]) -> None:
    """Whatever stands in it: a line that looks like a header is none."""
    table = contract().tables["indikatorer"]
    titles = {column.name: column.title for column in table.columns}
    told = {titles[name]: said for name, said in values.items() if said}
    assert row_of_text(text_of_row(table, values)) == told
