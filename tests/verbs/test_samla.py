"""What comes back is taken in: exactly what the units filled in, at the right rows, and nothing else."""

from __future__ import annotations

import json
import random
import shutil
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

import runxl
from runxl.cli import main
from runxl.errors import RunxlError
from runxl.verbs.samla.collect import collect
from runxl.workbook.edits import Edit, Edits
from runxl.workbook.patch import patch
from runxl.workbook.tables import Percent
from tests.by_title import sheet_part
from tests.soffice import convert
from tests.verbs.conftest import Sent
from tests.verbs.returns import Where, changed, codes, gathered, plan, put, send, value

Book = Mapping[str, list[dict[str, Any]]]

STORED: Mapping[object, object] = {"84,7 %": 84.7}
"""What was typed, as the number that it is."""

FILLED: dict[Where, object] = {
    ("Indikatorer", "1.1.1", "Utfall"): 12,
    ("Indikatorer", "1.1.1", "Kommentar"): "Två extra visningar.\nDen ena i maj.",
    ("Indikatorer", "1.1.2", "Utfall"): "84,7 %",
    ("Indikatorer", "1.1.2", "Avser år"): 2023,
    ("Aktiviteter", "1.1-A1", "Status"): "Avslutad",
    ("Delmål", "1.1", "Analys"): "Det gick bra.",
    ("Delmål", "1.1", "Prognos"): "Helt",
}


def shuffle(ws: Worksheet) -> None:
    """The rows in another order, with a blank row between them."""
    rows = [
        [(cell.value, cell.number_format) for cell in row]
        for row in ws.iter_rows(min_row=2)
        if row[0].value is not None
    ]
    random.Random(7).shuffle(rows)  # noqa: S311 (no secret)
    ws.delete_rows(2, ws.max_row)
    for place, row in enumerate(rows):
        for column, (shown, number_format) in enumerate(row, 1):
            cell = ws.cell(3 + 2 * place, column)
            cell.value, cell.number_format = shown, number_format


def differences(before: Book, after: Book) -> dict[Where, object]:
    """Every cell that has changed, with what stands there now. That the protocol grows goes without saying."""
    return {
        (sheet, str(new["Nr"] if "Nr" in new else next(iter(new.values()))), header): new[header]
        for sheet in before
        if sheet != "Insamling"
        for old, new in zip(before[sheet], after[sheet], strict=True)
        for header in new
        if old[header] != new[header]
    }


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_what_was_filled_in_stands_in_the_plan(sent: Sent) -> None:
    """Every value as it was typed, and no other cell changed but whose answers they are; the old plan is kept beside it."""
    before = runxl.read(sent.master).to_dict()
    put(sent.of("Enhet 1"), FILLED)
    done = gathered(sent.folder, sent.master)
    assert (done.rows, done.cells) == (4, 7)
    assert done.backup is not None
    assert differences(before, runxl.read(sent.master).to_dict()) == {
        **{where: STORED.get(said, said) for where, said in FILLED.items()},
        ("Inställningar", "Svaren avser", "Värde"): "Årsrapport 2024",
    }


def test_shuffled_rows_and_blank_rows_make_no_difference(sent: Sent) -> None:
    """Rows are known by their Nr, wherever they stand."""
    answer = sent.of("Enhet 1")
    put(answer, {("Indikatorer", "1.1.1", "Utfall"): 12, ("Indikatorer", "1.1.2", "Utfall"): 0.4})
    changed(answer, lambda book: shuffle(book["Indikatorer"]))
    done = gathered(sent.folder, sent.master)
    assert codes(done) == []
    assert value(sent.master, ("Indikatorer", "1.1.1", "Utfall")) == 12
    assert value(sent.master, ("Indikatorer", "1.1.2", "Utfall")) == pytest.approx(0.4)


def test_only_the_parts_that_change_are_changed(sent: Sent) -> None:
    """An outcome changes its sheet, Svaren avser and the protocol; every other part of the plan's file is the same, byte for byte."""
    put(sent.of("Enhet 1"), {("Indikatorer", "1.1.1", "Utfall"): 12})
    before = parts(sent.master)
    gathered(sent.folder, sent.master)
    after = parts(sent.master)
    changed_parts = {name for name in before if before[name] != after[name]}
    assert changed_parts - {"xl/workbook.xml"} == {
        sheet_part(sent.master, "Indikatorer"),
        sheet_part(sent.master, "Inställningar"),  # Svaren avser
        sheet_part(sent.master, "Insamling"),
    }


def test_collecting_twice_is_collecting_once(sent: Sent) -> None:
    """The second time the plan is not touched, and no copy is made."""
    put(sent.of("Enhet 1"), {("Indikatorer", "1.1.1", "Utfall"): 12, ("Indikatorer", "1.1.2", "Utfall"): "84,7 %"})
    gathered(sent.folder, sent.master)
    whole, files = sent.master.read_bytes(), sorted(sent.master.parent.iterdir())
    done = gathered(sent.folder, sent.master)
    assert (done.rows, done.cells, done.written) == (0, 0, None)
    assert codes(done) == []
    assert sent.master.read_bytes() == whole
    assert sorted(sent.master.parent.iterdir()) == files


def test_a_corrected_answer_brings_only_what_is_new(sent: Sent) -> None:
    """One cell, and it says what stood there before."""
    answer = sent.of("Enhet 1")
    put(answer, {("Indikatorer", "1.1.1", "Utfall"): 12, ("Indikatorer", "1.1.2", "Utfall"): 70})
    gathered(sent.folder, sent.master)
    put(answer, {("Indikatorer", "1.1.1", "Utfall"): 13})
    done = gathered(sent.folder, sent.master)
    assert (done.rows, done.cells) == (1, 1)
    (replaced,) = [one for one in done.every_finding() if one.code == "RX517"]
    assert replaced.message == "Utfall för 1.1.1 var 12 och blir 13."


@pytest.mark.parametrize("said", [40, 0.4, 39.5])
def test_a_number_means_the_same_in_a_cell_that_shows_percentages(sent: Sent, said: float) -> None:
    """The plan's empty cell is formatted as a percentage: 40 does not become 4000 %, nor 0,4 40 %."""

    def percent(book: openpyxl.Workbook) -> None:
        for row in range(2, 30):
            book["Indikatorer"].cell(row, 9).number_format = "0 %"

    changed(sent.master, percent)
    put(sent.of("Enhet 1"), {("Indikatorer", "1.1.2", "Utfall"): said})
    gathered(sent.folder, sent.master)
    got = value(sent.master, ("Indikatorer", "1.1.2", "Utfall"))
    assert got == ("0,4" if said == 0.4 else Percent(said / 100))  # 0,4 or 40? The finding asks, and nobody guesses
    assert gathered(sent.folder, sent.master).cells == 0


def test_a_percentage_keeps_its_scale_in_a_plain_cell(sent: Sent) -> None:
    """40 % typed in the answer is 40 % in the plan, whose cell shows plain numbers."""

    def percent(book: openpyxl.Workbook) -> None:
        cell = book["Indikatorer"]["I3"]
        cell.value, cell.number_format = 0.4, "0 %"

    changed(sent.of("Enhet 1"), percent)
    assert isinstance(value(sent.of("Enhet 1"), ("Indikatorer", "1.1.2", "Utfall")), Percent)
    gathered(sent.folder, sent.master)
    assert value(sent.master, ("Indikatorer", "1.1.2", "Utfall")) == 40
    assert gathered(sent.folder, sent.master).cells == 0


def test_showing_writes_nothing(sent: Sent, capsys: pytest.CaptureFixture[str]) -> None:
    """--bara-visa tells every cell that would be filled in."""
    put(sent.of("Enhet 1"), {("Indikatorer", "1.1.1", "Utfall"): 12})
    whole = sent.master.read_bytes()
    assert main(["samla", str(sent.folder), "--till", str(sent.master), "--bara-visa"]) == 0
    said = capsys.readouterr().out
    assert "1.1.1 Utfall: tom → 12" in said
    assert "1 cell på 1 rad skulle föras in. Ingenting är skrivet." in said
    assert sent.master.read_bytes() == whole


def test_a_person_is_told_what_was_done(sent: Sent, capsys: pytest.CaptureFixture[str]) -> None:
    """File by file, then what was written, where the copy is and what to do next; the second time, that nothing was."""
    put(sent.of("Enhet 1"), {("Indikatorer", "1.1.1", "Utfall"): 12, ("Indikatorer", "1.1.1", "Målvärde"): 5})
    command = ["samla", str(sent.folder), "--till", str(sent.master)]
    assert main(command) == 0
    said = capsys.readouterr().out
    assert "Enhet 1: läst, 50 % ifyllt" in said
    assert "RX510  Indikatorer!G2  Målvärde för 1.1.1 var 10 och är 5 i svaret. Planens uppgift är kvar." in said
    assert "1 förslag står på bladet Förslag" in said
    assert f"Infört i {sent.master}: 1 cell på 1 rad. Säkerhetskopia: plan.xlsx.bak-" in said
    assert main(command) == 0
    assert f"Det finns inget nytt att föra in. {sent.master} är orörd." in capsys.readouterr().out


def test_the_merge_may_be_written_elsewhere(sent: Sent, tmp_path: Path) -> None:
    """The plan stays as it was; an existing file is refused."""
    put(sent.of("Enhet 1"), {("Indikatorer", "1.1.1", "Utfall"): 12})
    whole, out = sent.master.read_bytes(), tmp_path / "ut.xlsx"
    gathered(sent.folder, sent.master, out=out)
    assert value(out, ("Indikatorer", "1.1.1", "Utfall")) == 12
    assert sent.master.read_bytes() == whole
    with pytest.raises(RunxlError, match="finns redan"):
        gathered(sent.folder, sent.master, out=out)


def test_the_json_says_file_by_file_what_came_in(sent: Sent, capsys: pytest.CaptureFixture[str]) -> None:
    """With the share of what is due that is filled in: two outcomes, a status and an analysis for each unit."""
    put(sent.of("Enhet 1"), {("Indikatorer", "1.1.1", "Utfall"): 12, ("Indikatorer", "1.1.2", "Utfall"): 70})
    put(sent.of("Enhet 1"), {("Delmål", "1.1", "Analys"): "Som planerat."})
    sent.of("Enhet 2").unlink()
    assert main(["samla", str(sent.folder), "--till", str(sent.master), "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    files = {Path(one["fil"]).name: one for one in said["filer"]}
    assert set(said) == {"version", "filer", "fynd", "sammanslaget", "forslag", "konflikter"}
    assert {key: files["Svar Enhet 1 – Årsrapport 2024.xlsx"][key] for key in ("enhet", "status", "ifyllt")} == {
        "enhet": "Enhet 1", "status": "läst", "ifyllt": 1.0,
    }  # fmt: skip
    assert files["Svar Enhet 4 – Årsrapport 2024.xlsx"]["ifyllt"] == pytest.approx(1 / 4)
    assert said["sammanslaget"] == {"rader": 3, "celler": 3}
    assert [one["kod"] for one in said["fynd"]] == ["RX508"]


def test_a_folder_without_answers_cannot_be_collected(
    sent: Sent, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit 2 with the same JSON, and one line to a person."""
    (tmp_path / "tom").mkdir()
    assert main(["samla", str(tmp_path / "tom"), "--till", str(sent.master), "--json"]) == 2
    out, err = capsys.readouterr()
    assert json.loads(out)["filer"][0]["fynd"][0]["kod"] == "RX009"
    assert len(err.splitlines()) == 1


def test_a_plan_that_cannot_be_read_is_told_in_the_json(sent: Sent, capsys: pytest.CaptureFixture[str]) -> None:
    """No file was read, and the finding says which file the plan was to be."""
    assert main(["samla", str(sent.folder), "--till", "finns-inte.xlsx", "--json"]) == 2
    out, err = capsys.readouterr()
    said = json.loads(out)
    assert (said["filer"], said["sammanslaget"]) == ([], {"rader": 0, "celler": 0})
    assert [one["kod"] for one in said["fynd"]] == ["RX001"]
    assert err.startswith("runxl: ")
    assert "finns-inte.xlsx" in err


def test_folders_in_the_folder_are_left_alone(sent: Sent) -> None:
    """That is where an answer goes that no longer counts."""
    put(sent.of("Enhet 1"), {("Indikatorer", "1.1.1", "Utfall"): 12})
    (sent.folder / "gamla").mkdir()
    shutil.copy2(sent.of("Enhet 1"), sent.folder / "gamla")
    put(sent.of("Enhet 1"), {("Indikatorer", "1.1.1", "Utfall"): 13})
    assert codes(gathered(sent.folder, sent.master)) == []
    assert value(sent.master, ("Indikatorer", "1.1.1", "Utfall")) == 13


def test_a_bad_file_costs_one_row(sent: Sent) -> None:
    put(sent.of("Enhet 1"), {("Indikatorer", "1.1.1", "Utfall"): 12})
    sent.of("Enhet 2").write_bytes(b"PK\x03\x04 trasig")
    done = gathered(sent.folder, sent.master)
    assert [Path(file.file).name for file in done.files if file.status == "avvisad"] == [
        "Svar Enhet 2 – Årsrapport 2024.xlsx"
    ]
    assert done.cells == 1


def test_twelve_units_are_heard(tmp_path: Path) -> None:
    """Each fills in its own rows in an order of its own, with blank rows: the plan says what each has said."""
    master = plan(tmp_path / "plan.xlsx", units=12)
    facts: dict[Where, object] = {}
    for number, part in enumerate(send(master, tmp_path / "svar").parts):
        nr = next(row["Nr"] for row in runxl.read(part.file).to_dict()["Delmål"])
        own: dict[Where, object] = {
            ("Indikatorer", f"{nr}.1", "Utfall"): 100 + number,
            ("Indikatorer", f"{nr}.2", "Utfall"): number + 0.5,
            ("Indikatorer", f"{nr}.2", "Källa"): f"Källa {number}",
            ("Aktiviteter", f"{nr}-A1", "Status"): "Försenad",
        }
        changed(put(part.file, own), lambda book: shuffle(book["Indikatorer"]))
        facts |= own
    facts["Inställningar", "Svaren avser", "Värde"] = "Årsrapport 2024"
    before = runxl.read(master).to_dict()
    done = gathered(tmp_path / "svar", master)
    assert codes(done) == ["RX517"] * 12  # each aktivitet had a status
    assert done.cells == len(facts) - 1  # nobody's answer: whose period it is
    assert differences(before, runxl.read(master).to_dict()) == facts


def test_the_example_goes_out_and_comes_back(tmp_path: Path) -> None:
    """The facts of 2024: sent out with the outcomes removed, filled in anew, collected: the plan that it was."""
    full = runxl.new(tmp_path / "hel.xlsx", example=True)
    master = tmp_path / "plan.xlsx"
    shutil.copy2(full, master)
    facts = {
        (sheet, row["Nr"], header): row[header]
        for sheet, header in (("Indikatorer", "Utfall"), ("Aktiviteter", "Status"), ("Uppdrag", "Analys"))
        for row in runxl.read(full).to_dict()[sheet]
        if row[header] is not None
    }
    put(master, dict.fromkeys(facts))
    for part in send(master, tmp_path / "svar").parts:
        held = {
            (sheet, row["Nr"]) for sheet, rows in runxl.read(part.file).to_dict().items() for row in rows if "Nr" in row
        }
        put(part.file, {where: fact for where, fact in facts.items() if where[:2] in held})
    done = gathered(tmp_path / "svar", master)
    assert done.cells == len(facts)
    assert differences(runxl.read(full).to_dict(), runxl.read(master).to_dict()) == {
        ("Inställningar", "Svaren avser", "Värde"): "Årsrapport 2024"
    }
    assert {header for file in done.files for _, _, header in file.missing} == {"Analys"}  # of delmål: no fact of 2024


@pytest.mark.libreoffice
def test_an_answer_saved_by_libreoffice_is_as_good(sent: Sent, tmp_path: Path) -> None:
    """Its file is another, its answers are the same, nothing of the plan seems altered, and what was sent is still there."""
    answer = put(sent.of("Enhet 3"), {("Indikatorer", "1.3.1", "Utfall"): 12, ("Indikatorer", "1.3.2", "Utfall"): 84.7})
    convert("xlsx:Calc MS Excel 2007 XML", tmp_path, answer)
    shutil.move(tmp_path / answer.name, answer)
    put(sent.master, {("Indikatorer", "1.3.1", "Målvärde"): 20})
    done = gathered(sent.folder, sent.master)
    assert codes(done) == ["RX519"]
    assert value(sent.master, ("Indikatorer", "1.3.1", "Utfall")) == 12
    assert value(sent.master, ("Indikatorer", "1.3.2", "Utfall")) == pytest.approx(84.7)


def test_a_round_in_which_nothing_can_be_read_leaves_the_plan_alone(sent: Sent, tmp_path: Path) -> None:
    """Also where the protocol would be written otherwise than somebody has left it."""
    master, folder = tmp_path / "plan.xlsx", tmp_path / "tom"
    folder.mkdir()
    shutil.copy2(sent.master, master)
    patch(master, Edits((Edit("Insamling", "F2", 1e300),)))
    before = master.read_bytes()
    done = collect(folder, master)
    assert done.nothing_readable
    assert done.written is None
    assert master.read_bytes() == before
