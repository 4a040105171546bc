"""The ribbon's VBA as it is built, run in LibreOffice: what a button gives, how questions are put, what is refused."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import runxl
from runxl import resources
from runxl.addin import questions
from runxl.addin.install.xlam import build
from runxl.opc.markup import elements
from tests.addin.office import Office, require_uno
from tests.addin.vba_variant import FILTER, call, variant

pytestmark = pytest.mark.libreoffice

EXCEL = resources.macros() / "excel"
STUB = r"""
Public Said As String
Public Function RunxlPress(ByVal action As String, ByVal book As Object, ByVal answers As String) As Variant
    If action = "trasig" Then Err.Raise 1000, , "Traceback" & vbLf & "ImportError: borta" & vbLf
    Said = Said & action & "|" & book.Name & "|" & answers & ";"
    If action = "skicka_ut" And InStr(answers, "Mapp?") = 0 Then
        RunxlPress = Array("folder", "Mapp?", "C:\plan\")
    ElseIf action = "hamta_in" And InStr(answers, "Fil?") = 0 Then
        RunxlPress = Array("file", "Fil?", "C:\plan\")
    ElseIf action = "skicka_ut" And InStr(answers, "Ska de?") = 0 Then
        RunxlPress = Array("ask", "Ska de?", "")
    Else
        RunxlPress = Array("say", "97,4 % - Delvis", "")
    End If
End Function
"""
BOX = """
Public Told As String
Public Sub RunxlTell(ByVal text As String)
    Told = Told & text
End Sub
Public Function RunxlYes(ByVal text As String) As String
    RunxlYes = "ja"
End Function
Public Function RunxlFolder(ByVal title As String, ByVal start As String) As String
    RunxlFolder = start & "svar"
End Function
Public Function RunxlFile(ByVal title As String, ByVal start As String) As String
    RunxlFile = start & "plan.docx"
End Function
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

Public Function Folder(ByVal bookName As String) As String
    Folder = Workbooks(bookName).Path
End Function

Public Function SaveCopy(ByVal bookName As String, ByVal target As String) As String
    On Error GoTo failed
    RunxlSaveCopy bookName, target
    SaveCopy = "OK"
    Exit Function
failed:
    SaveCopy = "FEL " & Err.Number & " " & Err.Description
End Function

"""


def buttons() -> list[str]:
    return [data["tag"] for _, data in elements((EXCEL / "customUI14.xml").read_bytes(), "button")]


@pytest.fixture(scope="module")
def addin(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """The add-in loaded beside an open workbook; what goes to Python and to the person is only said."""
    require_uno()
    folder = tmp_path_factory.mktemp("addin")
    built = build(folder / "runxl.xlam")
    source = (EXCEL / "RunxlEngine.bas").read_text(encoding="utf-8")
    guard = re.search(r"^Private Function RunxlForbidden.*?^End Function", source, re.MULTILINE | re.DOTALL)
    assert guard is not None
    modules = {
        "RunxlEngine": STUB, "RunxlBox": BOX, "Harness": HARNESS, "Guard": guard[0].replace("Private ", "Public "),
    }  # fmt: skip
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


@pytest.mark.parametrize("action", sorted(set(buttons()) - {"skicka_ut", "hamta_in"}))
def test_a_button_gives_its_word_and_the_active_workbook(addin: Any, action: str) -> None:
    """Once. What Python has to say is shown afterwards."""
    assert call(addin, "Harness.Click", action) == f"{action}|Plan åäö 2026.xlsx|;97,4 % - Delvis"


def test_questions_are_put_between_the_calls(addin: Any) -> None:
    """Each press has all the answers so far, as `questions.read` understands them."""
    presses = call(addin, "Harness.Click", "skicka_ut").split(";")
    answers = [questions.read(one.split("|")[2]) for one in presses[:-1]]
    assert answers == [{}, {"Mapp?": "C:\\plan\\svar"}, {"Mapp?": "C:\\plan\\svar", "Ska de?": questions.YES}]
    assert presses[-1] == "97,4 % - Delvis"
    presses = call(addin, "Harness.Click", "hamta_in").split(";")
    assert [questions.read(one.split("|")[2]) for one in presses[:-1]] == [{}, {"Fil?": "C:\\plan\\plan.docx"}]


@pytest.mark.parametrize("action", ["om'); import os; os.system('x", "Om", "om;import os", "x y", "calc.exe", ""])
def test_what_is_no_button_reaches_nobody(addin: Any, action: str) -> None:
    """Whoever calls: another workbook's code with something of its own in the ribbon's place."""
    assert call(addin, "Harness.Click", action) == ""


def test_a_copy_is_saved_beside_the_workbook_that_is_named(addin: Any, tmp_path: Path) -> None:
    """What Excel for Mac keeps a period with. LibreOffice writes it in a format of its own."""
    folder = Path(call(addin, "Harness.Folder", "Plan åäö 2026.xlsx"))
    target = folder / "Plan åäö 2026 (DÅ 1 2026).xlsx"
    assert call(addin, "Harness.SaveCopy", "Plan åäö 2026.xlsx", str(target)) == "OK"
    saved = target.read_bytes()
    assert saved
    (folder / "plan").mkdir()
    target.write_bytes(b"annat")
    for elsewhere in (
        tmp_path / "a.xlsx",
        folder / "plan" / "a.xlsx",
        folder / "a.bat",
        folder / "plan.xlsx" / "..",
        target,
    ):
        assert call(addin, "Harness.SaveCopy", "Plan åäö 2026.xlsx", str(elsewhere)) == "OK"
    assert target.read_bytes() == b"annat"
    assert [*tmp_path.iterdir(), *(folder / "plan").iterdir(), *folder.glob("*.bat")] == []


@pytest.mark.parametrize(
    "name", ["Plan 2026.xlsx", "Anna's plan & budget (2).xlsx", "Måldata_åäö–1,5.xlsx", "a+b!.xlsx"]
)
def test_usual_names_are_let_through(addin: Any, name: str) -> None:
    """Also those with signs that mean nothing on a command line."""
    assert call(addin, "Guard.RunxlForbidden", name) == ""


@pytest.mark.parametrize("sign", ["=", '"', "$", "`", "|", "%", ";", "\\", "\n"])
def test_a_name_that_would_mean_something_on_a_command_line_is_refused(addin: Any, sign: str) -> None:
    """On a Mac, where it becomes part of one. The sign is named, so that the person knows what to change."""
    assert call(addin, "Guard.RunxlForbidden", f"plan{sign}(x).xlsx").startswith(f"Tecknet {sign} i arbetsbokens namn")
