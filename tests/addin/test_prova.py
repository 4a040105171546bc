"""`runxl addin prova`: the list tried in an Excel that answers as Excel does, and the protocol of what was seen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from runxl.addin import compute
from runxl.addin.install.health import Check
from runxl.addin.prova import bench as bench_module
from runxl.addin.prova import run as running
from runxl.addin.prova.bench import Bench
from runxl.addin.prova.checklist import MAC, OFFICE, WINDOWS, Row
from runxl.addin.prova.run import HowItWent, Seen, copied, protocol, run
from runxl.addin.prova.tries import TRIES
from runxl.addin.server import Engine
from runxl.cli import main
from runxl.errors import RunxlError
from tests.addin.fake_excel import Excel, Sheet, open_in_excel
from tests.output.workbooks import NOW

ROWS = {row.tried: row for row in WINDOWS if row.tried}


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RUNXL_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(compute, "now", lambda: NOW)


def opened(path: Path) -> Any:
    return open_in_excel(path).workbook


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    folder = tmp_path / "prov"
    folder.mkdir()
    return Bench(copied(None, folder), opened, Engine)


def tried(bench: Bench, name: str) -> Seen:
    (seen,) = run(bench, None, lambda _: None, [ROWS[name]])
    return seen


def test_every_row_that_needs_no_eyes_is_tried(bench: Bench) -> None:
    """All of them in the one copy, one after the other, and each says what it saw."""
    told: list[str] = []
    seen = run(bench, None, told.append)
    assert {one.row.tried: (one.tried, one.told) for one in seen if one.tried is HowItWent.OTHER} == {}
    assert [one.row for one in seen] == [*WINDOWS]
    assert {one.row.tried for one in seen if one.tried is HowItWent.EXPECTED} == TRIES.keys() == ROWS.keys()
    assert len(told) == len(TRIES)
    assert all(text.endswith(": som väntat") for text in told)


def no_addin(excel: Excel) -> None:
    excel.addins = {}


def does_not_compile(excel: Excel) -> None:
    excel.addins = {"runxl.xlam": ""}


def writes_nothing(excel: Excel) -> None:
    excel.workbook.ReadOnly = True


@pytest.mark.parametrize(
    ("name", "change"),
    [("loaded", no_addin), ("compiled", does_not_compile), ("computed", writes_nothing)],
)
def test_what_is_not_as_expected_is_told(bench: Bench, name: str, change: Callable[[Excel], None]) -> None:
    change(bench.application)
    seen = tried(bench, name)
    assert seen.tried is HowItWent.OTHER
    assert seen.told


def test_a_result_that_differs_from_the_files_names_the_sheet(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """As if Excel had taken a text for something else on its way in."""
    document = type(bench.document)
    save = document.save_copy

    def spoilt(self: Any, path: Path) -> None:
        bench.application.book["Delmål"]["C2"] = "annat"
        save(self, path)

    monkeypatch.setattr(document, "save_copy", spoilt)
    assert "ger olika på bladen: delmal" in tried(bench, "computed").told


def test_findings_that_differ_with_the_format_are_told(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    said = iter(("Inga fynd", "3 fel"))
    monkeypatch.setattr(bench, "press", lambda _: next(said))
    assert tried(bench, "in_kronor").told == "Före: Inga fynd Efter: 3 fel"


def test_a_protection_that_does_not_come_back_is_told(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(type(bench.document), "lock", lambda *_: None)
    assert "inte skyddat igen" in tried(bench, "protected").told
    assert not Sheet(bench.workbook, "Delmål").ProtectContents, "nothing is left locked"


def test_a_server_that_was_let_go_of_is_started_anew(tmp_path: Path) -> None:
    made = []

    def engine() -> Engine:
        made.append(Engine())
        return made[-1]

    bench = Bench(copied(None, tmp_path), opened, engine)
    bench.press("om")
    bench.press("om")
    assert len(made) == 1
    assert tried(bench, "restarted").tried is HowItWent.EXPECTED
    assert len(made) == 2


def answering(answers: Iterator[str], asked: list[str]) -> Callable[[str], str]:
    def ask(question: str) -> str:
        asked.append(question)
        return next(answers)

    return ask


def test_what_only_eyes_can_see_is_asked(bench: Bench) -> None:
    """Yes, no with what was seen, or not tried; what runxl has seen to the end is not asked about."""
    rows = [Row("Titta", 1, "Rätt"), Row("Skriv ut", 1, "Liggande"), Row("Öppna", 1, "Går"), ROWS["compiled"]]
    asked: list[str] = []
    seen = run(bench, answering(iter(("j", "n", "Stående", "")), asked), lambda _: None, rows)
    assert [one.looked for one in seen] == [HowItWent.EXPECTED, HowItWent.OTHER, HowItWent.UNTRIED, HowItWent.UNTRIED]
    assert seen[1].remark == "Stående"
    assert [HowItWent.OTHER in one.outcomes for one in seen] == [False, True, False, False]
    assert len(asked) == 4
    assert "Titta.\n    Väntat: Rätt." in asked[0]


def test_the_protocol_can_be_read_by_somebody_else(bench: Bench) -> None:
    rows = [Row("Titta", 1, "Rätt"), ROWS["compiled"]]
    seen = run(bench, answering(iter(("n", "Fel färg")), []), lambda _: None, rows)
    text = protocol(seen, bench.application, "exemplet", [Check("Python startar"), Check("Fel", "Laga")])
    assert text.startswith("Prov av knapparna i runxl ")
    assert "Excel 16.0, build 12345, Windows (64-bit) NT 10.00" in text
    assert "Rader: 1 som väntat, 1 INTE som väntat, 0 inte provat" in text
    assert " 1. Titta\n    Väntat: Rätt\n    Ögat: INTE som väntat. Fel färg\n" in text
    assert "    runxl: som väntat. VBA går att köra och når Python\n" in text
    assert text.endswith("runxl addin status\n    ✔ Python startar\n    ✖ Fel\n")


def test_the_persons_own_workbook_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "plan.xlsx").write_bytes(b"min egen")
    path = copied(tmp_path / "plan.xlsx", tmp_path / "")
    assert path.name.startswith("Prov av runxl ")
    assert path.read_bytes() == b"min egen"


def test_the_command_writes_the_protocol(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """0 where all is as expected, 1 where not, 2 where there is no Excel or the protocol is there already."""
    monkeypatch.setattr(bench_module, "open_as_a_person", opened)
    monkeypatch.setattr(bench_module, "new_engine", Engine)
    monkeypatch.setattr("runxl.addin.install.health.status", lambda: [Check("Python startar")])
    monkeypatch.setattr(running, "WINDOWS", (ROWS["compiled"],))
    out = tmp_path / "Protokoll.txt"
    assert main(["addin", "prova", "-o", str(out), "--utan-fragor"]) == 0
    assert "Rader: 1 som väntat" in out.read_text(encoding="utf-8-sig")
    assert "är skrivet." in capsys.readouterr().out
    assert main(["addin", "prova", "-o", str(out), "--utan-fragor"]) == 2
    monkeypatch.setattr(Excel, "Run", lambda *_: 1 / 0)
    assert main(["addin", "prova", "-o", str(out), "--utan-fragor", "--ersatt"]) == 1
    monkeypatch.undo()
    assert main(["addin", "prova", "-o", str(tmp_path / "annan.txt")]) == 2
    assert not (tmp_path / "annan.txt").exists()


def test_elsewhere_than_in_windows_it_says_so(tmp_path: Path) -> None:
    with pytest.raises(RunxlError, match="bara provas i Excel för Windows"):
        bench_module.open_as_a_person(tmp_path / "x.xlsx")


def test_every_row_says_what_to_do_and_what_to_see() -> None:
    rows = (*WINDOWS, *MAC, *OFFICE)
    assert all(len({row.what for row in program}) == len(program) for program in (WINDOWS, MAC, OFFICE))
    assert all(row.what and row.expected and row.minutes for row in rows)
    assert all(row.looks == "" or row.tried for row in rows)
