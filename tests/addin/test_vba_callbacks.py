"""The ribbon's VBA as it is built, run in LibreOffice: which command a button gives, and which names are refused."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import runxl
from runxl import resources
from runxl.addin.install.xlam import Target, build
from runxl.opc.markup import elements
from tests.addin.office import Office, require_uno
from tests.addin.vba_variant import FILTER, call, variant

pytestmark = pytest.mark.libreoffice

EXCEL = resources.macros() / "excel"
COMMAND = "import runxl.addin.main; runxl.addin.main.started('{}')"
STUB = """
Public Said As String
Public Function RunPython(PythonCommand As String)
    If InStr(PythonCommand, "trasig") > 0 Then Err.Raise 1000, , "Traceback" & vbLf & "ImportError: borta" & vbLf
    Said = PythonCommand & "|" & ActiveWorkbook.Name
    If InStr(PythonCommand, "forklara") > 0 Then RunPython = "97,4 % " & ChrW(8594) & " Delvis"
End Function
"""
BOX = """
Public Told As String
Public Sub RunxlTell(ByVal text As String)
    Told = Told & text
End Sub
"""
HARNESS = """
Public Function Click(ByVal action As String) As String
    Dim control As Object
    On Error GoTo failed
    Said = ""
    Told = ""
    Set control = CreateUnoService("com.sun.star.form.component.CommandButton")
    control.Tag = action
    OnRunxl control
    Click = Said & Told
    Exit Function
failed:
    Click = "FEL " & Err.Number & " " & Err.Description
End Function

Public Function SaveCopy(ByVal bookName As String, ByVal target As String) As String
    On Error GoTo failed
    RunxlSaveCopy bookName, target
    SaveCopy = "OK"
    Exit Function
failed:
    SaveCopy = "FEL " & Err.Number & " " & Err.Description
End Function

Public Function Sign(ByVal bookName As String) As String
    Sign = RunxlForbiddenSign(bookName)
End Function
"""


def buttons() -> list[str]:
    return [data["tag"] for _, data in elements((EXCEL / "customUI14.xml").read_bytes(), "button")]


@pytest.fixture(scope="module")
def addin(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """The add-in loaded beside an open workbook; RunPython only says what it was asked."""
    require_uno()
    folder = tmp_path_factory.mktemp("addin")
    built = build(folder / "runxl.xlam", Target(sys.executable))
    source = (EXCEL / "xlwings_runxl.bas").read_text(encoding="utf-8")
    guard = re.search(r"^Private Function IsRunxlCommand.*?(?=^' Svaret)", source, re.MULTILINE | re.DOTALL)
    assert guard is not None
    modules = {"xlwings": STUB, "RunxlBox": BOX, "Harness": HARNESS, "Guard": guard[0].replace("Private ", "Public ")}
    with Office() as office:
        document = office.load(variant(built, folder / "say.xlam", modules), FilterName=FILTER, Hidden=True)
        workbook = office.load(runxl.new(folder / "Plan åäö 2026.xlsx"))
        yield document
        workbook.close(True)
        document.close(True)


def test_a_python_that_does_not_start_is_told_in_swedish(addin: Any) -> None:
    """What VBA itself raised becomes a message that says what to do, with the last line as the reason."""
    text = call(addin, "Harness.Click", "trasig")
    assert text.startswith("runxl kunde inte köras.")
    assert "runxl addin status" in text
    assert text.endswith("Orsak: ImportError: borta")


@pytest.mark.parametrize("action", buttons())
def test_a_button_gives_its_command_for_the_active_workbook(addin: Any, action: str) -> None:
    """Exactly this text reaches Python. What Python has to say is shown afterwards, every sign of it."""
    shown = "97,4 % → Delvis" if action == "forklara" else ""
    assert call(addin, "Harness.Click", action) == f"{COMMAND.format(action)}|Plan åäö 2026.xlsx{shown}"


def test_a_copy_is_saved_of_the_workbook_that_is_named(addin: Any, tmp_path: Path) -> None:
    """What Excel for Mac keeps a period with. LibreOffice writes it in a format of its own."""
    target = tmp_path / "Plan åäö 2026 (DÅ 1 2026).xlsx"
    assert call(addin, "Harness.SaveCopy", "Plan åäö 2026.xlsx", str(target)) == "OK"
    assert target.stat().st_size


@pytest.mark.parametrize(
    "name", ["Plan 2026.xlsx", "Anna's plan & budget (2).xlsx", "Måldata_åäö–1,5.xlsx", "a+b!.xlsx"]
)
def test_usual_names_are_let_through(addin: Any, name: str) -> None:
    """Also those with signs that mean nothing on a command line."""
    assert call(addin, "Harness.Sign", name) == ""


@pytest.mark.parametrize("sign", ["=", '"', "$", "`", "|", "%", ";", "\\", "\n"])
def test_a_name_that_would_mean_something_on_a_command_line_is_refused(addin: Any, sign: str) -> None:
    """The sign is named, so that the person knows what to change."""
    assert call(addin, "Harness.Sign", f"plan{sign}(x).xlsx") == sign


@pytest.mark.parametrize("action", buttons())
def test_our_own_commands_may_run(addin: Any, action: str) -> None:
    """The guard before Python knows every button's command."""
    assert call(addin, "Guard.IsRunxlCommand", COMMAND.format(action)) is True


@pytest.mark.parametrize(
    "command",
    [
        "import os; os.system('x')",
        COMMAND.format(""),
        COMMAND.format("om'); import os; os.system('x"),
        COMMAND.format("Om"),
        COMMAND.format("om") + ";import os",
        "x" + COMMAND.format("om"),
        "calc.exe",
        "",
    ],
)
def test_no_other_command_may_run(addin: Any, command: str) -> None:
    """Whoever calls RunPython: a formula, a picture with a macro, another workbook's code."""
    assert call(addin, "Guard.IsRunxlCommand", command) is False
