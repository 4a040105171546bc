"""Who has answered, and whom to remind."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import openpyxl
import pytest

import runxl
from runxl.cli import main
from tests.conftest import MakeWorkbook
from tests.verbs.conftest import Sent
from tests.verbs.returns import changed, plan, put, send, setting


@pytest.fixture
def half(sent: Sent) -> Sent:
    """One has answered all, one with a fault, one for another year, one nothing of it, one not at all."""
    for nr in ("1.1", "1.2"):
        put(sent.of(f"Enhet {nr[-1]}"), {("Indikatorer", f"{nr}.{n}", "Utfall"): 70 for n in (1, 2)})
        put(sent.of(f"Enhet {nr[-1]}"), {("Delmål", nr, "Analys"): "Som planerat."})
    put(sent.of("Enhet 2"), {("Indikatorer", "1.2.1", "Utfall"): "många"})
    setting(sent.of("Enhet 3"), "År", 2023)
    sent.of("Enhet 5").unlink()
    return sent


def test_every_unit_has_its_line(half: Sent, capsys: pytest.CaptureFixture[str]) -> None:
    """And those who are to be reminded stand in a list to paste, with the day that was asked for."""
    whole = half.master.read_bytes()
    assert main(["status", str(half.folder), "--till", str(half.master)]) == 1
    said = capsys.readouterr().out
    assert "2 av 5 enheter har svarat." in said
    assert "○ orörd    Enhet 4" in said
    assert said[said.index("Att klistra in") :].split("\n")[1:-1] == [
        "  Vi väntar på svar från er som står här. Sista svarsdag är 2025-01-15.",
        "  - Enhet 2: 1 fel att rätta",
        "  - Enhet 3: svaret gick inte att ta in. Arbetsboken gäller år 2023, men planen gäller 2024.",
        "  - Enhet 4: arbetsboken är orörd, 25 % är ifyllt",
        "  - Enhet 5: svaret saknas",
    ]
    assert "Arbetsboken gäller år 2023, men planen gäller 2024." in said
    assert half.master.read_bytes() == whole


def test_what_is_left_stands_below_the_unit(half: Sent, capsys: pytest.CaptureFixture[str]) -> None:
    """Column by column, and the cell with a fault; of who has answered all, nothing."""
    main(["status", str(half.folder), "--till", str(half.master)])
    said = capsys.readouterr().out.splitlines()
    below = {said[place - 1].split()[3]: text.strip() for place, text in enumerate(said) if text.startswith(" " * 13)}
    assert below == {
        "2": "Rätta: Indikatorer!I2",
        "4": "Kvar: Analys för 1.4; Utfall för 1.4.1 och 1.4.2",
    }


def test_of_very_much_that_is_left_some_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    master = plan(tmp_path / "plan.xlsx", units=9)
    put(master, {("Delmål", f"1.{n}", "Ansvarig"): "Enhet 1" for n in range(1, 10)})
    send(master, tmp_path / "svar")
    main(["status", str(tmp_path / "svar"), "--till", str(master)])
    assert "Analys för 1.1, 1.2, 1.3, 1.4, 1.5, 1.6 och 3 till; Utfall för 1.1.1," in capsys.readouterr().out


def test_the_same_as_json(half: Sent, capsys: pytest.CaptureFixture[str]) -> None:
    """For a program: a row per unit, and the reminder as text."""
    assert main(["status", str(half.folder), "--till", str(half.master), "--json"]) == 1
    said = json.loads(capsys.readouterr().out)
    units = {one["enhet"]: one for one in said["enheter"]}
    assert [units[f"Enhet {n}"]["status"] for n in range(1, 6)] == ["läst", "läst", "avvisad", "läst", "saknas"]
    assert units["Enhet 1"]["paminn"] is None
    assert units["Enhet 5"]["fil"] is None
    assert said["paminnelse"].count("\n- ") == 4


def test_before_anybody_has_answered_nothing_is_wrong(
    sent: Sent, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """An empty folder: everybody is missing, exit 0. A folder that is not there stops."""
    (tmp_path / "tom").mkdir()
    assert main(["status", str(tmp_path / "tom"), "--till", str(sent.master)]) == 0
    assert "0 av 5 enheter har svarat." in capsys.readouterr().out
    assert main(["status", str(tmp_path / "ingen"), "--till", str(sent.master)]) == 2


def standings(sent: Sent) -> dict[str, tuple[bool, float]]:
    """Of each unit, whether its workbook is as it was sent, and how much is filled in."""
    return {one.unit: (one.as_sent, one.share) for one in runxl.status(sent.folder, sent.master).units}


def test_what_is_as_it_was_sent_is_no_answer(sent: Sent, capsys: pytest.CaptureFixture[str]) -> None:
    """Not when somebody has opened and saved it, nor when the plan has changed since; anything of the unit's makes it one."""
    put(sent.master, {("Indikatorer", "1.1.1", "Målvärde"): 12, ("Indikatorer", "1.1.1", "Utfall"): 3})
    openpyxl.load_workbook(sent.of("Enhet 2")).save(sent.of("Enhet 2"))
    put(sent.of("Enhet 3"), {("Aktiviteter", "1.3-A1", "Kommentar"): "Ställdes in."})
    put(sent.of("Enhet 4"), {("Indikatorer", "1.4.1", "Målvärde"): 11})
    changed(sent.of("Enhet 5"), lambda book: book["Händelser"].append(["Ny lag", "Den gäller från juli."]))
    touched = {unit for unit, (as_sent, _) in standings(sent).items() if not as_sent}
    assert touched == {"Enhet 3", "Enhet 4", "Enhet 5"}
    main(["status", str(sent.folder), "--till", str(sent.master)])
    assert "3 av 5 enheter har svarat." in capsys.readouterr().out


def test_what_was_filled_in_when_it_was_sent_is_no_answer(sent: Sent, tmp_path: Path) -> None:
    """And what has been taken in is one, also when the plan then says the same."""
    put(sent.master, {("Indikatorer", f"1.{n}.1", "Utfall"): 9 for n in range(1, 6)})
    again = Sent(sent.master, tmp_path / "igen")
    send(sent.master, again.folder)
    put(again.of("Enhet 2"), {("Indikatorer", "1.2.2", "Utfall"): 0.9})
    runxl.collect(again.folder, again.master)
    found = standings(again)
    assert [unit for unit, (as_sent, _) in found.items() if not as_sent] == ["Enhet 2"]
    assert min(share for _, share in found.values()) == 0.5


@pytest.mark.parametrize("name", ["A.xlsx", "Ö.xlsx"])
def test_an_answer_beside_the_workbook_that_was_sent_is_the_answer(sent: Sent, name: str) -> None:
    """Whichever comes first: answers are often saved where the workbooks that were sent still lie."""
    answer = sent.folder / name
    shutil.copy(sent.of("Enhet 3"), answer)
    put(answer, {("Indikatorer", "1.3.1", "Utfall"): 11})
    assert standings(sent)["Enhet 3"] == (False, 0.6)
    done = runxl.collect(sent.folder, sent.master)
    assert done.cells == 1
    said = {Path(file.file): (file.as_sent, file.status, len(file.findings)) for file in done.files}
    assert said[sent.of("Enhet 3")] == (True, "läst", 0)
    assert said[answer][:2] == (False, "läst")
    assert not done.conflicts
    put(sent.of("Enhet 3"), {("Indikatorer", "1.3.1", "Utfall"): 12})
    assert [one.code for one in runxl.status(sent.folder, sent.master).collected.conflicts] == ["RX507"]


def test_what_is_not_measured_is_not_asked_for(sent: Sent, capsys: pytest.CaptureFixture[str]) -> None:
    """An indikator that is not due, one no longer followed, one without a new measurement: all is filled in."""
    put(sent.master, {("Indikatorer", "1.4.1", "Periodicitet"): "apr"})
    put(sent.of("Enhet 4"), {("Indikatorer", "1.4.2", "Läge"): "Ingen ny mätning"})
    put(sent.of("Enhet 4"), {("Delmål", "1.4", "Analys"): "Som planerat."})
    main(["status", str(sent.folder), "--till", str(sent.master), "--json"])
    units = {one["enhet"]: one for one in json.loads(capsys.readouterr().out)["enheter"]}
    assert units["Enhet 4"]["ifyllt"] == 1.0


def test_files_of_other_kinds_have_come_and_cannot_be_read(
    sent: Sent, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whose they are, their names tell if they can; a folder in the folder is not looked into, which is said."""
    svar = tmp_path / "kom"
    (svar / "gamla").mkdir(parents=True)
    shutil.copy2(sent.of("Enhet 1"), svar / "gamla")
    for name in ("enhet_2 (1).pdf", "Svar Enhet 3.ods", "Svar.docx", "Enhet 1 och Enhet 4.txt", "utskick.csv"):
        (svar / name).write_bytes(b"?")
    (svar / "Svar Enhet 5.eml").write_bytes(b"X-Unsent: 1\r\nSubject: x\r\n\r\n")
    main(["status", str(svar), "--till", str(sent.master), "--json"])
    said = json.loads(capsys.readouterr().out)
    units = {one["enhet"]: one for one in said["enheter"]}
    assert [units[f"Enhet {n}"]["status"] for n in range(1, 6)] == ["saknas", "oläsbar", "oläsbar", "saknas", "saknas"]
    assert {Path(one["fil"]).name: one["enhet"] for one in said["olasbara"]} == {
        "enhet_2 (1).pdf": "Enhet 2", "Svar Enhet 3.ods": "Enhet 3", "Svar.docx": None, "Enhet 1 och Enhet 4.txt": None,
    }  # fmt: skip
    assert [Path(one).name for one in said["undermappar_ej_lasta"]] == ["gamla"]
    assert {one["nyckel"] for one in said["fynd"] if one["kod"] == "RX508"} == {"Enhet 1", "Enhet 4", "Enhet 5"}
    main(["status", str(svar), "--till", str(sent.master)])
    told = capsys.readouterr().out
    assert "Undermappar läses inte: gamla." in told
    assert "- Enhet 2: svaret kom som enhet_2 (1).pdf, som inte går att läsa" in told


def test_of_files_that_contradict_each_other_that_is_said_first(sent: Sent, capsys: pytest.CaptureFixture[str]) -> None:
    """And not what else may be wrong in them."""
    other = sent.folder / "Svar Enhet 3 igen.xlsx"
    shutil.copy2(sent.of("Enhet 3"), other)
    for book, utfall in ((sent.of("Enhet 3"), 10), (other, 20)):
        put(book, {("Indikatorer", "1.3.1", "Utfall"): utfall, ("Aktiviteter", "1.3-A1", "Status"): None})
    main(["status", str(sent.folder), "--till", str(sent.master)])
    told = capsys.readouterr().out
    assert "Status är tom" not in told
    reminder = next(line for line in told.splitlines() if line.startswith("  - Enhet 3"))
    assert "svaret gick inte att ta in" in reminder
    assert "Svar Enhet 3 igen.xlsx" in reminder


@pytest.mark.parametrize(
    ("start", "months", "faults"), [("2024-09-01", "aug, dec", 0), ("2024-02-01", "apr", 2), ("", "", 2)]
)
def test_a_status_that_is_not_to_be_told_yet_is_no_fault(
    make_workbook: MakeWorkbook, start: str, months: str, faults: int
) -> None:
    """In April: an aktivitet that begins in September, an uppdrag that is followed in August and December."""
    path = make_workbook(
        "## Inställningar\n| Inställning | Värde |\n| Period | DÅ 1 |\n## Mål\n| Nr | Mål |\n| 1 | Ett mål |\n"
        "## Delmål\n| Nr | Mål | Delmål |\n| 1.1 | 1 | Ett delmål |\n"
        f"## Aktiviteter\n| Nr | Delmål | Aktivitet | Status | Startdatum |\n| A1 | 1.1 | Bygga | | {start} |\n"
        f"## Uppdrag\n| Nr | Uppdrag | Status | Periodicitet |\n| U1 | Utreda | | {months} |\n"
    )
    (file,) = runxl.validate(path).files
    assert [one.code for one in file.findings].count("RX101") == faults


def test_findings_are_marked_in_the_return_and_go_when_it_is_mended(
    sent: Sent, capsys: pytest.CaptureFixture[str]
) -> None:
    """Validera --markera: Fynd names the cell; when the value is right the row is gone; nothing else is told twice."""
    answer = put(sent.of("Enhet 2"), {("Indikatorer", "1.2.1", "Utfall"): "många"})
    assert main(["validera", str(answer), "--markera"]) == 1
    assert "Fynden är skrivna i 1 arbetsbok" in capsys.readouterr().err
    assert ("RX102", "I2") in marks(answer)
    whole = answer.read_bytes()
    main(["validera", str(answer), "--markera"])
    assert answer.read_bytes() == whole
    put(answer, {("Indikatorer", "1.2.1", "Utfall"): 12})
    assert main(["validera", str(answer), "--markera"]) == 0
    assert {code for code, _ in marks(answer)} == {"RX204"}


def test_a_workbook_that_cannot_be_marked_costs_a_line(sent: Sent, capsys: pytest.CaptureFixture[str]) -> None:
    """One that is open elsewhere is left alone, and the others are marked."""
    shutil.copy2(sent.of("Enhet 1"), sent.folder / "~$Svar Enhet 1 – Årsrapport 2024.xlsx")
    assert main(["validera", str(sent.folder), "--markera"]) == 2
    said = capsys.readouterr().err
    assert "Svar Enhet 1 – Årsrapport 2024.xlsx är inte märkt" in said
    assert "Fynden är skrivna i 4 arbetsböcker" in said


def marks(path: Path) -> set[tuple[str, str]]:
    """Code and cell of each row of Fynd."""
    import openpyxl

    rows = openpyxl.load_workbook(path)["Fynd"].iter_rows(min_row=2, values_only=True)
    return {(str(row[1]), str(row[3])) for row in rows if row[1]}
