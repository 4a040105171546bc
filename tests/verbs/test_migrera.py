"""`migrera`: a workbook of an older template in the current one, tried with a real second version of the contract."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.comments import Comment

import runxl
from runxl.cli import main
from runxl.errors import RunxlError
from runxl.verbs.migrera import migrate
from tests.program_copy import copied, run
from tests.verbs.returns import changed

MOVED = """
import json, sys
import runxl
from runxl.contract.load import contract
from runxl.verbs.migrera import migrate

old, new = sys.argv[1:]
done = migrate(old, new)
report = runxl.validate(old).files[0]
print(json.dumps({
    "versions": [done.version, contract().version],
    "own columns": done.own_columns,
    "rows": [runxl.read(path).to_dict() for path in (old, new)],
    "verdicts": [runxl.assess(path).to_dict() for path in (old, new)],
    "found in old": [(one.code, one.is_fault) for one in report.findings],
    "read in new": [one.code for one in runxl.read(new).findings],
    "found in new": [one.code for one in runxl.validate(new).files[0].findings],
}, default=str))
"""


@pytest.fixture(scope="module")
def moved(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """A workbook of 2.0 moved by the product as it may be one day: version 2.1.

    A header is renamed there, a column gone and another new.
    """
    copy = copied(tmp_path_factory.mktemp("program"))
    tables = copy / "validation" / "tables"
    _replace(copy / "validation" / "contract.yaml", 'version: "2.0"', 'version: "2.1"')
    _replace(tables / "uppdrag.yaml", "title: Riktas till,", "title: Mottagare, formerly: [Riktas till],")
    added = '  - {name: datum, title: Datum, type: date, role: in, width: 12, since: "2.1", help: När.}\n'
    events = tables / "handelser.yaml"
    told = re.sub(r"  - \{name: ansvarig.*\n", added, events.read_text(encoding="utf-8"))
    events.write_text(told, encoding="utf-8")
    old, new = with_additions(copy / "Gammal.xlsx"), copy / "Ny.xlsx"
    done = run(copy, "-c", MOVED, str(old), str(new))
    assert done.returncode == 0, done.stderr
    said: dict[str, Any] = json.loads(done.stdout)
    return {**said, "file": new}


def _replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture
def old(tmp_path: Path) -> Path:
    return with_additions(tmp_path / "Gammal.xlsx")


def with_additions(path: Path) -> Path:
    """A computed workbook of version 2.0, with what people add: an own column, a sheet, a formula, a comment."""
    runxl.new(path, example=True)
    runxl.write_back(path, runxl.assess(path))

    def add(book: openpyxl.Workbook) -> None:
        sheet = book["Delmål"]
        column = sheet.max_column + 1
        sheet.cell(1, column, "Vår kod")
        sheet.cell(2, column, "=1+1")
        sheet.cell(3, column, 17)
        sheet.cell(4, column, "text")
        book["Mål"]["B2"].comment = Comment("Se protokollet", "Anna")
        book.create_sheet("Egna anteckningar")["A1"] = "mitt"

    return changed(path, add)


def test_every_value_comes_along(moved: dict[str, Any]) -> None:
    """Also under a header that has been renamed, and in a column that the new template no longer has."""
    before, after = moved["rows"]
    assert moved["versions"] == ["2.0", "2.1"]
    for sheet in ("Mål", "Delmål", "Indikatorer", "Aktiviteter", "Uppdrag", "Tidigare perioder", "Texter", "Personal"):
        assert after[sheet] == before[sheet], sheet
    assert {row["Mottagare"] for row in after["Uppdrag"]} == {row["Mottagare"] for row in before["Uppdrag"]} != {None}
    assert ["Händelser", "Ansvarig"] in moved["own columns"]
    events = openpyxl.load_workbook(moved["file"])["Händelser"]
    assert [cell.value for cell in events[1]] == ["Nr", "Rubrik", "Beskrivning", "Mål", "Datum", "Ansvarig"]
    assert events["F2"].value == "Kollektivtrafik"


def test_the_new_workbook_is_of_the_new_version_and_the_same_plan(moved: dict[str, Any]) -> None:
    """Returns to the old workbook still find their way."""
    was, now = ({row["Inställning"]: row["Värde"] for row in rows["Inställningar"]} for rows in moved["rows"])
    assert now == {**was, "Mallversion": "2.1"}
    assert moved["read in new"] == ["RX019"] * 2
    assert "RX016" not in moved["found in new"]


def test_the_verdicts_are_the_same(moved: dict[str, Any]) -> None:
    """Moving a workbook changes no assessment."""
    first, second = moved["verdicts"]
    for part in ("sammanfattning", "mal", "delmal", "indikatorer", "forandringar"):
        assert first[part] == second[part]


def test_what_does_not_come_along_is_said(old: Path, tmp_path: Path) -> None:
    """Sheets, formulas and comments of the person's own; and the old workbook is as it was."""
    content = old.read_bytes()
    done = migrate(old, tmp_path / "Ny.xlsx")
    assert old.read_bytes() == content
    said = "\n".join(done.left)
    assert "Bladet Egna anteckningar" in said
    assert "Formler: 1. Värdena följer med." in said
    assert "Kommentarer: 1." in said
    assert ("Delmål", "Vår kod") in done.own_columns


def test_nothing_is_left_of_a_workbook_of_ours(tmp_path: Path) -> None:
    path = runxl.new(tmp_path / "Ren.xlsx", example=True)
    assert migrate(path, tmp_path / "Ny.xlsx").left == ()


def test_an_older_workbook_is_read_and_computed_as_it_is(moved: dict[str, Any]) -> None:
    """With an info that says what to do, and no fault."""
    assert ["RX016", False] in moved["found in old"]
    assert not any(is_fault for _, is_fault in moved["found in old"])


def test_a_newer_workbook_is_refused_with_the_remedy(old: Path, tmp_path: Path) -> None:
    """It may hold what this version would lose."""
    changed(old, lambda book: book["Inställningar"].__setitem__("B19", "9.0"))
    with pytest.raises(RunxlError, match="pip install --upgrade runxl"):
        migrate(old, tmp_path / "Ny.xlsx")
    assert not (tmp_path / "Ny.xlsx").exists()


def test_an_existing_file_is_replaced_on_demand_only(
    old: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A copy of it is then kept; the old workbook itself is never the target."""
    target = tmp_path / "Ny.xlsx"
    target.write_bytes(b"annat")
    assert main(["migrera", str(old), "-o", str(target)]) == 2
    assert "--ersatt" in capsys.readouterr().err
    assert main(["migrera", str(old), "-o", str(old), "--ersatt"]) == 2
    assert "kan inte skrivas i den gamla" in capsys.readouterr().err
    assert main(["migrera", str(old), "-o", str(target), "--ersatt"]) == 0
    assert "är orörd" in capsys.readouterr().out
    (copy,) = tmp_path.glob("Ny.xlsx.bak-*")
    assert copy.read_bytes() == b"annat"


def test_a_workbook_that_has_lost_its_settings_keeps_the_rest(tmp_path: Path) -> None:
    """What cannot be read is said, and the plan comes along."""
    path = runxl.new(tmp_path / "Gammal.xlsx", example=True)
    book = openpyxl.load_workbook(path)
    for cell in book["Inställningar"][1]:
        cell.value = "?"
    book.save(path)
    done = migrate(path, tmp_path / "Ny.xlsx")
    assert any("Inställningar" in one for one in done.left)
    assert len(runxl.read(done.file).tables["delmal"]) == len(runxl.read(path).tables["delmal"])
