"""The Python faces: import runxl, and its verbs."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

import runxl
from runxl import process
from runxl.assessment.assessed import Assessment
from runxl.batch.executors import Here
from runxl.contract.load import contract
from runxl.errors import RunxlError
from tests.conftest import MakeWorkbook

PLAN = """
## Mål
| Nr | Mål |
| 1 | Ett mål |
## Delmål
| Nr | Mål | Delmål | Ansvarig |
| 1.1 | 1 | Ett delmål | HR |
## Indikatorer
| Nr | Delmål | Indikator | Typ | Målvärde | Utfall | Periodicitet |
| 1.1.1 | 1.1 | Besök | Minst | 10 | {utfall} | År |
"""

STEP = PLAN.format(utfall="8").replace("| År |", "| Tertial |")


def test_all_verbs_and_types_are_there_and_documented() -> None:
    for name in runxl.__all__:
        assert callable(getattr(runxl, name))
        assert getattr(runxl, name).__doc__, name


def test_every_type_that_a_verb_returns_can_be_imported_from_runxl() -> None:
    verbs = [getattr(runxl, name) for name in runxl.__all__ if name.islower()]
    returned = {word for verb in verbs for word in re.findall(r"\w+", verb.__annotations__["return"])}
    assert returned - {"Path", "list", "pa", "DataFrameSchema"} <= set(runxl.__all__)


def test_a_type_that_is_asked_for_loads_nothing_else_before() -> None:
    """`import runxl` alone is quick; a misspelt name is still an AttributeError."""
    script = (
        "import runxl, sys; assert not hasattr(runxl, 'Workbok'); print(len([m for m in sys.modules if 'runxl' in m]))"
    )
    done = subprocess.run(process.python(script), capture_output=True, encoding="utf-8", check=True)
    assert int(done.stdout) == 3


def test_folders_are_validated_as_the_command_does_it(make_workbook: MakeWorkbook) -> None:
    """Every workbook below it, each once; a folder with none, and one that is not there, have their findings."""
    path = make_workbook(PLAN.format(utfall="8"))
    (empty := path.parent / "tom").mkdir()
    report = runxl.validate(path.parent, path, empty, path.parent / "borta")
    assert [(file.file, file.readable) for file in report.files] == [
        (str(empty), False), (str(path.parent / "borta"), False), (str(path), True),
    ]  # fmt: skip


def test_an_interruption_says_what_was_never_checked(make_workbook: MakeWorkbook) -> None:
    """As an error of ours, which a service sees, with the findings that there are."""

    def interrupted(_path: Path) -> runxl.Workbook:
        raise KeyboardInterrupt

    paths = (make_workbook(PLAN.format(utfall="8")), make_workbook("", "borta.xlsx").with_name("mapp"))
    with pytest.raises(runxl.StoppedError, match="1 av 1 filer är inte kontrollerade") as stopped:
        runxl.validate(*paths, executor=Here(read=interrupted))
    assert [one.code for one in stopped.value.report] == ["RX001"]


def test_a_refusal_names_no_flags_to_a_program(tmp_path: Path) -> None:
    """The bare fact, and what would help as a value."""
    path = runxl.new(tmp_path / "ny.xlsx")
    with pytest.raises(runxl.RunxlError, match=r"ny\.xlsx finns redan\.$") as refused:
        runxl.new(path)
    assert refused.value.hint is runxl.Hint.REPLACE


def test_a_report_is_written_of_a_workbook_that_was_read(make_workbook: MakeWorkbook, tmp_path: Path) -> None:
    workbook = runxl.read(make_workbook(PLAN.format(utfall="8")))
    assert runxl.report(workbook, tmp_path / "ut.docx").file.is_file()


def test_a_workbook_goes_from_file_to_verdict(make_workbook: MakeWorkbook) -> None:
    """Read, validated, assessed; a path does as well as a workbook."""
    path = make_workbook(PLAN.format(utfall="8"))
    workbook = runxl.read(path)
    report = runxl.validate(workbook, path)
    assert [file.file for file in report.files] == [str(path), str(path)]
    assert not report.has_faults
    assert runxl.assess(workbook).delmal[0].status == "Delvis"
    assert runxl.assess(str(path)).to_dict() == runxl.assess(workbook).to_dict()


def test_the_verb_assess_survives_an_import_from_its_room(make_workbook: MakeWorkbook) -> None:
    """`from runxl.assessment.assessed import Assessment`, as a typed script would have it."""
    path = make_workbook(PLAN.format(utfall="12"))
    assert isinstance(runxl.assess(path), Assessment)
    assert isinstance(runxl.assess(path, period="Årsrapport"), Assessment)


def test_a_workbook_that_cannot_be_read_is_not_assessed(tmp_path: Path) -> None:
    """Validating it gives a finding; assessing it stops, for an empty verdict would be a false one."""
    path = tmp_path / "text.xlsx"
    path.write_text("hej", encoding="utf-8")
    assert runxl.validate(path).nothing_readable
    with pytest.raises(RunxlError, match="inte en Excel-arbetsbok"):
        runxl.assess(path)


def test_findings_become_a_frame(make_workbook: MakeWorkbook) -> None:
    """One row per finding under the names of the JSON face."""
    frame = runxl.validate(make_workbook(PLAN.format(utfall="abc"))).to_frame()
    assert frame.loc[frame["kod"] == "RX102", ["blad", "cell"]].to_numpy().tolist() == [["Indikatorer", "I2"]]


def test_a_step_is_taken_and_what_was_is_kept(make_workbook: MakeWorkbook, tmp_path: Path) -> None:
    """A dry run writes nothing; the step keeps the workbook as it was, with the answer that is emptied."""
    path = make_workbook("## Inställningar\n| Inställning | Värde |\n| Period | DÅ 1 |\n" + STEP)
    with pytest.raises(RunxlError, match="Beräkna arbetsboken först"):
        runxl.advance(path, "DÅ 2")
    runxl.write_back(path, runxl.assess(path))
    computed = path.read_bytes()
    shown = runxl.advance(path, "DÅ 2", dry_run=True)
    assert (shown.archive, path.read_bytes()) == (None, computed)
    taken = runxl.advance(path, "DÅ 2")
    assert (taken.before, taken.after, taken.emptied) == ("DÅ 1 2024", "DÅ 2 2024", shown.emptied)
    assert taken.archive is not None
    assert taken.archive.read_bytes() == computed
    (row,) = runxl.read(path).to_dict()["Indikatorer"]
    assert (row["Målvärde"], row["Utfall"]) == (10, None)
    assert "8" in row["Förra utfallet"]
    with pytest.raises(RunxlError, match="ligger före DÅ 2 2024"):
        runxl.advance(path, "DÅ 1")


def test_a_new_workbook_has_what_was_asked_for(tmp_path: Path) -> None:
    path = runxl.new(tmp_path / "ny.xlsx", year=2031, namnd="Kulturnämnden", styrmodell="norrbotten")
    settings = {row["Inställning"]: row["Värde"] for row in runxl.read(path).to_dict()["Inställningar"]}
    assert (settings["År"], settings["Nämnd"], settings["Styrmodell"]) == (2031, "Kulturnämnden", "Region Norrbotten")
    with pytest.raises(RunxlError, match="finns redan"):
        runxl.new(path)


@pytest.mark.parametrize("styrmodell", contract().styrmodeller)
def test_a_plain_new_workbook_has_no_faults(styrmodell: str, tmp_path: Path) -> None:
    """Nobody is blamed for what nobody has filled in yet."""
    report = runxl.validate(runxl.new(tmp_path / "ny.xlsx", styrmodell=styrmodell))
    assert not report.has_faults


def test_the_example_has_no_faults(tmp_path: Path) -> None:
    """The facts of 2024 pass the control."""
    assert not runxl.validate(runxl.new(tmp_path / "ny.xlsx", example=True)).has_faults
