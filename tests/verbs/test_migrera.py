"""`migrera`: a workbook of an older template in the current one, tried with a real second version of the contract."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment

import runxl
from runxl import resources
from runxl.cli import main
from runxl.contract.load import contract
from runxl.errors import RunxlError
from runxl.verbs.migrera import migrate
from tests.verbs.returns import changed

Rows = dict[str, list[dict[str, object]]]


@pytest.fixture
def newer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The product as it may be one day: version 2.1, a header renamed, a column gone and another new.

    Whatever the rooms remember of the contract is forgotten before and after.
    """
    folder = tmp_path / "validation"
    shutil.copytree(resources.validation(), folder)
    _replace(folder / "contract.yaml", 'version: "2.0"', 'version: "2.1"')
    table = folder / "tables" / "uppdrag.yaml"
    _replace(table, "title: Riktas till,", "title: Mottagare, formerly: [Riktas till],")
    table = folder / "tables" / "handelser.yaml"
    text = table.read_text(encoding="utf-8")
    table.write_text(
        re.sub(
            r"  - \{name: ansvarig.*\n",
            '  - {name: datum, title: Datum, type: date, role: in, width: 12, since: "2.1", help: När.}\n',
            text,
        ),
        encoding="utf-8",
    )
    monkeypatch.setattr(resources, "validation", lambda: folder)
    _forget()
    yield
    monkeypatch.undo()
    _forget()


def _replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def _forget() -> None:
    """Everything that is remembered once per process."""
    import gc
    from functools import _lru_cache_wrapper

    for one in gc.get_objects():
        if isinstance(one, _lru_cache_wrapper) and getattr(one, "__module__", "").startswith("runxl."):
            one.cache_clear()


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A computed workbook of version 2.0, with what people add: an own column, a sheet, a formula, a comment."""
    path = runxl.new(tmp_path / "Gammal.xlsx", example=True)
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


def rows(path: Path) -> Rows:
    return runxl.read(path).to_dict()


def test_every_value_comes_along(old: Path, tmp_path: Path, newer: None) -> None:
    """Also under a header that has been renamed, and in a column that the new template no longer has."""
    before = rows(old)
    done = migrate(old, tmp_path / "Ny.xlsx")
    after = rows(done.file)
    assert (done.version, contract().version) == ("2.0", "2.1")
    for sheet in ("Mål", "Delmål", "Indikatorer", "Aktiviteter", "Uppdrag", "Tidigare perioder", "Texter", "Personal"):
        assert after[sheet] == before[sheet], sheet
    assert {row["Mottagare"] for row in after["Uppdrag"]} == {row["Mottagare"] for row in before["Uppdrag"]} != {None}
    assert ("Händelser", "Ansvarig") in done.own_columns
    events = openpyxl.load_workbook(done.file)["Händelser"]
    assert [cell.value for cell in events[1]] == ["Nr", "Rubrik", "Beskrivning", "Mål", "Datum", "Ansvarig"]
    assert events["F2"].value == "Kollektivtrafik"


def test_the_new_workbook_is_of_the_new_version_and_the_same_plan(old: Path, tmp_path: Path, newer: None) -> None:
    """Returns to the old workbook still find their way."""
    done = migrate(old, tmp_path / "Ny.xlsx")
    was, now = ({row["Inställning"]: row["Värde"] for row in rows(path)["Inställningar"]} for path in (old, done.file))
    assert now == {**was, "Mallversion": "2.1"}
    assert [one.code for one in runxl.read(done.file).findings] == ["RX019"] * 2
    assert not any(one.code == "RX016" for one in runxl.validate(done.file).files[0].findings)


def test_the_verdicts_are_the_same(old: Path, tmp_path: Path, newer: None) -> None:
    """Moving a workbook changes no assessment."""
    done = migrate(old, tmp_path / "Ny.xlsx")
    first, second = (runxl.assess(path).to_dict() for path in (old, done.file))
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


def test_an_older_workbook_is_read_and_computed_as_it_is(old: Path, newer: None) -> None:
    """With an info that says what to do, and no fault."""
    findings = runxl.validate(old).files[0].findings
    assert "RX016" in {one.code for one in findings}
    assert not any(one.is_fault for one in findings)


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
