"""A styrmodell's file is a stranger's text: every fault of it is told with its line, all at once, and none stops runxl."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

import runxl
from runxl.cli import main
from runxl.contract.load import contract
from runxl.contract.styrmodell_text import MOST_CHARACTERS, read_styrmodell
from tests.styrmodell.sjoland import FILE

TEXT = FILE.read_text(encoding="utf-8")

BROKEN = [
    pytest.param(lambda t: t.replace("title: Region Sjöland", "titel: Region Sjöland"), ["nyckeln title saknas", "'titel'"], id="a misspelt key"),
    pytest.param(lambda t: t.replace("months: [4, 5, 6]", "months: [4, 5]"), ["slutar 06-30", "juni hör inte till någon period"], id="a month of no period"),
    pytest.param(lambda t: t.replace("name: Kvartal 3", "name: KVARTAL 1"), ["går inte att skilja från Kvartal 1"], id="periods alike"),
    pytest.param(lambda t: t.replace("name: Halvår", "name: Halvår/vår"), ["blir en del av filnamn"], id="a name that is no file name"),
    pytest.param(lambda t: t.replace(", year_end: true", ""), ["ska ha year_end: true"], id="no end of the year"),
    pytest.param(lambda t: t.replace("plan: true", "plan: false"), ["har inga månader", "minst en period ska vara en plan"], id="no plan"),
    pytest.param(lambda t: t.replace("threshold: 90", "threshold: .nan"), ["threshold ska vara ett tal"], id="no number"),
    pytest.param(lambda t: t.replace("threshold: 98", "threshold: 5000"), ["över 0 och högst 200"], id="out of reach"),
    pytest.param(lambda t: t.replace("one: etapp,", "one: '=etapp',"), ["börjar som en formel"], id="a formula"),
    pytest.param(lambda t: t.replace("one: etapp,", 'one: "etapp\\u202E",'), ["tecken som inte syns"], id="a sign that turns text round"),
    pytest.param(lambda t: t.replace("one: etapp,", f"one: {'e' * 99},"), ["99 tecken lång"], id="a long word"),
    pytest.param(lambda t: t.replace("one: etapp,", 'one: etapp, heading: "Etapp {namn}",'), ["{nr} saknas i 'Etapp {namn}'"], id="a heading without its number"),
    pytest.param(lambda t: t.replace("mixed: I någon mån", "mixed: Ibland"), ["Ibland är ingen nivå"], id="no level"),
    pytest.param(lambda t: t + "name: igen\n", ["nyckeln name finns två gånger"], id="a key twice"),
    pytest.param(lambda t: t.replace("name: sjoland", "name: &n sjoland"), ["används inte här"], id="an anchor"),
    pytest.param(lambda _: "a: &a [x]\nb: &b [*a, *a]\nc: [*b, *b]\n", ["används inte här"], id="a bomb of aliases"),
    pytest.param(lambda _: "name: !!python/object/apply:os.getcwd []\n", ["används inte här"], id="a tag"),
    pytest.param(lambda _: "[" * 90_000, ["för många avdelningar"], id="lists without end"),
    pytest.param(lambda _: "x" * (MOST_CHARACTERS + 1), ["för stor"], id="too much text"),
    pytest.param(lambda t: t.replace("rounding_limit: 0", f"rounding_limit: {'9' * 5000}"), ["går inte att läsa"], id="a number without end"),
    pytest.param(lambda t: t.replace("rounding_limit: 0", "rounding_limit: 2024-13-45"), ["går inte att läsa"], id="a day that is none"),
    pytest.param(lambda t: t.replace("neutrum: nått", "1: nått"), ["neutrum saknas i words", "1 hör inte hemma"], id="a key that is no word"),
    pytest.param(lambda _: "\x00", ["går inte att läsa som YAML"], id="no text"),
    pytest.param(lambda _: "- 1\n", ["avdelning med nycklar"], id="a list"),
    pytest.param(lambda _: "", ["avdelning med nycklar"], id="nothing"),
]  # fmt: skip


SLIPS = {
    "a: b: c\n": "ett kolon för mycket", "a: 'x\n": "avslutas inte", "a:\n\t- b\n": "en tabb", "- a\nb: c\n": "indraget i listan",
    "a: [1,2\n": "saknas", "? [a]\n: b\n": "en nyckel är en lista", "a: b\n---\nc: d\n": "mer än en avdelning med ---",
    'a: "\\q"\n': "omvänt snedstreck", "a: \x00\n": "inte syns", "%YAML 9.9\n---\na: b": "inte skriven som YAML ska vara",
    "a: 2024-13-45\n": "sätt det inom citattecken",
}  # fmt: skip


@pytest.mark.parametrize("text", SLIPS)
def test_what_is_no_yaml_is_told_in_swedish(text: str) -> None:
    (fault,) = read_styrmodell(text, FILE).faults
    assert SLIPS[text] in fault.reason
    assert not re.search(r"\b(found|expected|not|month|allowed)\b", fault.reason)


HOSTILE = {
    "a bomb of aliases": "a: &a [x]\nb: &b [*a, *a]\nc: [*b, *b]",
    "a tag": "name: !!python/object/apply:os.getcwd []",
    "depth": "x: " + "[" * 30_000,
    "a binary": "\x01\x02",
    "very much": "x\n" * 3_000,
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_what_a_workbook_carries_is_as_little_believed(plan: Path, kind: str) -> None:
    """A stranger's text on the sheet Styrmodell is a finding, for every verb the same, and builds nothing."""
    book = openpyxl.load_workbook(plan)
    sheet = book["Styrmodell"]
    sheet.delete_rows(1, sheet.max_row)
    for row, line in enumerate(HOSTILE[kind].splitlines(), 1):
        sheet.cell(row, 1, "".join(sign if sign >= " " else f"_x{ord(sign):04x}_" for sign in line))
    book.save(plan)
    assert "RX028" in [code for code, _, _ in found(plan)]
    assert "RX028" in [one.code for one in runxl.assess(plan).findings]


@pytest.mark.parametrize(("spoil", "reasons"), BROKEN)
def test_each_fault_is_told_with_its_line(spoil: Callable[[str], str], reasons: list[str]) -> None:
    broken = spoil(TEXT)
    assert broken != TEXT
    reading = read_styrmodell(broken, FILE)
    assert reading.model is None
    told = [fault.reason for fault in reading.faults]
    assert all(any(reason in one for one in told) for reason in reasons), told
    assert all(1 <= fault.line <= broken.count("\n") + 1 for fault in reading.faults)


def test_faults_of_form_and_of_sense_are_told_at_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One does not hide another, and JSON says the same."""
    path = tmp_path / "var.yaml"
    spoilt = TEXT.replace("one: etapp,", "oen: etapp,").replace("threshold: 90", "threshold: 99")
    path.write_text(spoilt.replace("rounding: aldrig", "rounding: ibland"), encoding="utf-8")
    assert main(["styrmodell", "kontrollera", str(path)]) == 1
    said = capsys.readouterr().out
    for text, reason in (
        ("oen: etapp", "nyckeln one saknas"),
        ("threshold: 99", "ska vara lägre"),
        ("ibland", "rounding"),
    ):
        row = next(row for row, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1) if text in line)
        assert any(f"{path}:{at}: " in said for at in range(row - 1, row + 2)), (row, said)
        assert reason in said
    assert main(["styrmodell", "kontrollera", str(path), "--json"]) == 1
    assert len(json.loads(capsys.readouterr().out)["fel"]) == said.count(f"{path}:")


def test_a_copy_needs_a_name_of_its_own(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """As long as it says the same it may have it; changed, nobody could tell the two apart."""
    path = tmp_path / "var.yaml"
    assert main(["styrmodell", "kopiera", "norrbotten", "-o", str(path)]) == 0
    assert path.read_text(encoding="utf-8") == contract().styrmodeller["norrbotten"].text
    assert main(["styrmodell", "kontrollera", str(path)]) == 0
    path.write_text(path.read_text(encoding="utf-8").replace("threshold: 80", "threshold: 70"), encoding="utf-8")
    assert main(["styrmodell", "kontrollera", str(path)]) == 1
    assert "följer med runxl; ge er egen ett annat namn" in capsys.readouterr().out
    assert main(["ny", str(tmp_path / "plan.xlsx"), "--styrmodell", str(path)]) == 2
    assert not (tmp_path / "plan.xlsx").exists()


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    return runxl.new(tmp_path / "plan.xlsx", styrmodell=FILE, year=2026, namnd="Hamnnämnden")


def found(path: Path) -> list[tuple[str, str, str]]:
    (file,) = runxl.validate(path).files
    return [(one.code, one.sheet, one.cell) for one in file.findings]


def test_a_fault_in_the_workbooks_own_is_a_finding_on_its_row(plan: Path) -> None:
    """The line is the row; without it the workbook's styrmodell is none that is installed."""
    book = openpyxl.load_workbook(plan)
    lines = (cell for (cell,) in book["Styrmodell"].iter_rows(max_col=1, values_only=True))
    row = next(row for row, line in enumerate(lines, 1) if "threshold: 90" in str(line))
    book["Styrmodell"].cell(row, 1, "      threshold: nittio")
    book.save(plan)
    assert ("RX028", "Styrmodell", f"A{row}") in found(plan)
    assert ("RX103", "Inställningar", "B3") in found(plan)


def test_a_workbook_without_the_sheet_is_judged_by_the_installed(tmp_path: Path) -> None:
    path = runxl.new(tmp_path / "plan.xlsx", styrmodell="norrbotten", year=2026)
    book = openpyxl.load_workbook(path)
    del book["Styrmodell"]
    book.save(path)
    assert runxl.assess(runxl.read(path)).styrmodell == "norrbotten"


def test_one_that_differs_from_the_installed_holds_and_says_so(tmp_path: Path) -> None:
    """Until the workbook is moved to the installed one."""
    path = runxl.new(tmp_path / "plan.xlsx", year=2026, namnd="Nämnd")
    book = openpyxl.load_workbook(path)
    for (cell,) in book["Styrmodell"].iter_rows(max_col=1):
        cell.value = str(cell.value or "").replace("threshold: 80", "threshold: 75") or None
    book.save(path)
    assert "RX029" in [code for code, _, _ in found(path)]
    levels = runxl.assess(runxl.read(path)).scale.levels
    assert [str(level.threshold) for level in levels] == ["100", "75", "None"]
    moved = tmp_path / "flyttad.xlsx"
    assert main(["migrera", str(path), "-o", str(moved)]) == 0
    assert "RX029" not in [code for code, _, _ in found(moved)]


def test_a_plan_can_be_moved_to_another_file(plan: Path, tmp_path: Path) -> None:
    changed, moved = tmp_path / "var.yaml", tmp_path / "flyttad.xlsx"
    changed.write_text(TEXT.replace("threshold: 98", "threshold: 97"), encoding="utf-8")
    assert main(["migrera", str(plan), "-o", str(moved), "--styrmodell", str(changed)]) == 0
    assert str(runxl.assess(runxl.read(moved)).scale.best.threshold) == "97"
