"""The server that Excel for Windows calls: what it may be asked, and that nothing is asked within a call."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

import runxl
from runxl.addin import answers, questions, server
from runxl.addin.open_document import Document
from runxl.addin.server import Engine
from tests.addin.fake_excel import open_in_excel
from tests.conftest import MakeWorkbook
from tests.output.workbooks import PLAN


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RUNXL_CACHE", str(tmp_path / "cache"))


@pytest.mark.parametrize("button", ["calc.exe", "__import__", "", "Berakna", 7])
def test_only_buttons_are_pressed(make_workbook: MakeWorkbook, button: str) -> None:
    """Whoever calls. Excel is not even asked for its name."""
    excel = open_in_excel(make_workbook(PLAN))
    what, text, _ = Engine().Press(button, excel.workbook)
    assert (what, text) == (questions.SAY, f"Det finns ingen knapp som heter {button}. Ingenting är gjort.")
    assert excel.statuses == []


def test_what_is_no_workbook_is_told_in_swedish() -> None:
    """As when Excel has died meanwhile."""
    what, text, _ = Engine().Press("om", None)
    assert what == questions.SAY
    assert "inte var berett på" in text


def test_an_answer_is_that_of_its_own_question(make_workbook: MakeWorkbook, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each press has the answers so far; what was answered about something else is asked anew."""

    def asks(document: Document) -> str:
        if not document.ask("Ska 3 → 4?", "x"):
            return "nej"
        folder = document.choose("folder", "Välj mapp", Path("/plan"))
        return f"mapp {folder}"

    monkeypatch.setattr(answers, "about", asks)
    book = open_in_excel(make_workbook(PLAN)).workbook
    yes = "Ska 3 -> 4?\x1fja\x1e"
    assert Engine().Press("om", book) == [questions.ASK, "Ska 3 -> 4?", ""]
    assert Engine().Press("om", book, "Ska 2 -> 4?\x1fja\x1e") == [questions.ASK, "Ska 3 -> 4?", ""]
    assert Engine().Press("om", book, "Ska 3 -> 4?\x1f\x1e") == [questions.SAY, "nej", ""]
    assert Engine().Press("om", book, yes) == [questions.FOLDER, "Välj mapp", "/plan\\"]
    assert Engine().Press("om", book, f"{yes}Välj mapp\x1f/svar\x1e") == [questions.SAY, "mapp /svar", ""]
    assert Engine().Press("om", book, f"{yes}Välj mapp\x1f\x1e") == [questions.SAY, "mapp None", ""]


def test_a_closed_workbook_is_computed_without_excel(tmp_path: Path) -> None:
    """As through Skicka till: written, with a copy beside it, and told; the second time there is nothing to write."""
    path = runxl.new(tmp_path / "Plan 2024.xlsx", example=True)
    engine = Engine()
    said = engine.Compute(str(path))
    assert "53 indikatorer: 31 helt" in said
    assert "Säkerhetskopia: Plan 2024.xlsx.bak-" in said
    assert engine.Compute(str(path)).endswith("Arbetsboken visade redan resultatet.")


@pytest.mark.parametrize(
    ("path", "said"), [("plan.xlsx", "Skriv hela sökvägen"), ("/finns/inte.xlsx", "ingen fil eller mapp")]
)
def test_a_closed_workbook_that_cannot_be_computed_says_why(path: str, said: str) -> None:
    assert said in Engine().Compute(path)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("97,4 % → Delvis", "97,4 % -> Delvis"),
        ("↑ ≥ 80 och −15", "upp >= 80 och –15"),
        ("Árjepluovve, Čohkiras, Ájtte – ”mål”\n", "Árjepluovve, Cohkiras, Ájtte – ”mål”\n"),
        ("ŋ 🟢 \ud800", "? ? ?"),
    ],
)
def test_what_vbas_box_cannot_show_is_shown_as_near_as_can_be(text: str, shown: str) -> None:
    assert questions.within_the_box(text) == shown


def test_a_server_that_nobody_calls_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows gave it up while it was starting; one that has been called lives until it is let go of."""
    ended: list[str] = []
    monkeypatch.setattr(server, "_called", threading.Event())
    server.end_uncalled(lambda: ended.append("aldrig kallad"), seconds=0)
    Engine()
    server.end_uncalled(lambda: ended.append("kallad"), seconds=0)
    assert ended == ["aldrig kallad"]
