"""xlwings' VBA made safe: a received workbook chooses neither interpreter nor code.

As it comes, xlwings reads the interpreter from a sheet of the active workbook or a file beside it, runs Python from
sheets named *.py, puts the workbook's folder first among Python's, and offers its functions to every formula in every
open workbook (`=ExecuteWindows(TRUE;"calc.exe";"")`). That is right for a programmer's own files and wrong for files in
mail. So nothing comes along that is not known and needed. Where the VBA has changed since, the build stops.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from runxl.errors import RunxlError

PROJECT = "runxl"
"""The project's name, and so that of the sheet with settings: runxl.conf."""

KEPT = frozenset(
    (
        "ExecuteWindows", "CleanUp", "XLPyCommand", "XLPyLoadDLL", "XLPy", "GetConfigFromSheet", "WScript",
        "FileExists", "FileExistsOnWindows", "FileOrFolderExistsOnMac", "ParentFolder", "KillFileOnMac",
        "ToMacPath", "ToPosixPath", "ReadFile", "CreateGUID", "CheckConda", "GetMacDir", "ExpandEnvironmentStrings",
    )
)  # fmt: skip
REPLACED = frozenset(("RunPython", "ExecuteMac", "GetConfig", "ShowError"))
"""Those that macros/excel/xlwings_runxl.bas has in their place."""

DROPPED = frozenset(
    (
        "RunFrozenPython", "GetUdfModules", "NDims", "KillPy", "ImportPythonUDFsBase", "ImportPythonUDFs",
        "ImportPythonUDFsToAddin", "ImportXlwingsUdfsModule", "GetDLLVersion", "GetDirectoryPath",
        "GetConfigFilePath", "GetDirectoryConfigFilePath", "SaveConfigToFile", "GetConfigFromFile", "IsFullName",
        "GetDirectory", "SheetExists", "GetBaseName", "has_dynamic_array", "GetFullName",
    )
)  # fmt: skip
_PUBLIC = "RunPython"
"""What the ribbon calls. All else is private: no formula can reach it."""


@dataclass(frozen=True, slots=True)
class Change:
    """Old text, found exactly once, and new."""

    old: str
    new: str


CHANGES = (
    Change('PROJECT_NAME As String = "myaddin"', f'PROJECT_NAME As String = "{PROJECT}"'),
    # Only runxl's command, and only with the pinned interpreter, whoever calls.
    Change(
        "Optional PYTHONPATH As String, Optional FrozenArgs As String) As Integer\n",
        "Optional PYTHONPATH As String, Optional FrozenArgs As String) As String\n"
        "    If IsFrozen Or Not IsRunxlCommand(PythonCommand) Then Exit Function\n"
        '    PYTHON_WIN = GetConfig("INTERPRETER_WIN")\n',
    ),
    Change('MsgBox "Could not find Interpreter!", vbCritical', 'RunxlFailed "Python finns inte: " & PYTHON_WIN'),
    # What Python has to say comes back in a file of its own, and is shown by our own procedure.
    Change('" 2> """ & LOG_FILE & """ ", _', '" > """ & LOG_FILE & ".txt"" 2> """ & LOG_FILE & """ ", _'),
    Change("        ExecuteWindows = -1\n", ""),
    Change(
        "    'If ExitCode <> 0 then", '    ExecuteWindows = RunxlAnswer(LOG_FILE & ".txt")\n    \'If ExitCode <> 0 then'
    ),
    Change(
        '"Could not load " + XLPyDLLName + " from either of the following folders: "',
        'XLPyDLLName + " finns inte i någon av mapparna:"',
    ),
    # -P, -E and no path of ours: Python looks for modules neither beside the workbook, nor in Excel's current folder,
    # nor where the environment says.
    Change(
        '" -B -c ""import xlwings.utils;xlwings.utils.prepare_sys_path(\\""" & PYTHONPATH & "\\""); " & PythonCommand',
        '" -B -E -P -c """ & PythonCommand',
    ),
    Change(
        '" -B -c ""import sys, os;" & LicenseKeyEnvString & "import xlwings.utils;'
        'xlwings.utils.prepare_sys_path(\\""" & PYTHONPATH & "\\"");import xlwings;',
        '" -B -E -P -c ""import xlwings;',
    ),
    Change(
        'PYTHONPATH = AddExcelDir & ";" & ActiveWorkbook.FullName & ";" & ThisWorkbook.FullName & ";" & '
        'GetConfig("ONEDRIVE_CONSUMER_WIN") & ";" & GetConfig("ONEDRIVE_COMMERCIAL_WIN") & ";" & '
        'GetConfig("SHAREPOINT_WIN") & ";" & GetConfig("PYTHONPATH")',
        'PYTHONPATH = ""',
    ),
    # Windows' own command interpreter, not one that lies in the current folder.
    Change('WScript.Run("cmd.exe /C "', 'WScript.Run(Environ("SystemRoot") & "\\System32\\cmd.exe /C "'),
    Change(
        'PYTHON_WIN = "cmd.exe " & ConsoleSwitch & " /K " & Chr(34)',
        'PYTHON_WIN = Environ("SystemRoot") & "\\System32\\cmd.exe " & ConsoleSwitch & " /K " & Chr(34)',
    ),
    Change(
        'PYTHON_WIN = "cmd.exe " & ConsoleSwitch & " /K " & CondaCmd',
        'PYTHON_WIN = Environ("SystemRoot") & "\\System32\\cmd.exe " & ConsoleSwitch & " /K " & CondaCmd',
    ),
)
EXPECTED = (
    'XLPy.SetAttr XLPy.Module("xlwings._xlwindows"), "BOOK_CALLER", ActiveWorkbook',
    'XLPy.Exec "" & PythonCommand & ""',
    'Set sht = wb.Sheets(PROJECT_NAME & ".conf")',
)
"""How xlwings itself does what our own procedures do in its place."""

ABOUT_THE_WORKBOOK = frozenset(
    (
        'XLPy.SetAttr XLPy.Module("xlwings._xlwindows"), "BOOK_CALLER", ActiveWorkbook',
        'If RunxlForbiddenSign(ActiveWorkbook.Name) <> "" Then Exit Function',
        'ActiveWorkbook.Name & "|" & Left$(Application.Path, Len(Application.Path) - 4) & "|" & logFile)',
        '" --wb=" & """" & ActiveWorkbook.Name & """ --from_xl=1" & " --app=" & Chr(34) & _',
    )
)
"""Every line that is left where the active workbook has a say: which one it is, and nothing more."""

_TWO_HEADS = re.compile(
    r'^#If App = "Microsoft Excel" Then\n((?:Function|Sub) .*\n)#Else\n(?:Function|Sub) .*\n#End If\n', re.MULTILINE
)
_PROCEDURE = re.compile(
    r"^(?:Public |Private )?(?P<kind>Function|Sub) (?P<name>\w+).*?^End (?P=kind)$\n?", re.MULTILINE | re.DOTALL
)


def harden(donor: str, ours: str) -> str:
    """Xlwings' module with our procedures in it, and without what is not needed."""
    _expect(donor)
    source = _TWO_HEADS.sub(r"\1", donor)
    source = _PROCEDURE.sub(lambda found: found[0] if found["name"] in KEPT else "", source)
    for change in CHANGES:
        if source.count(change.old) != 1:
            raise _changed(change.old)
        source = source.replace(change.old, change.new)
    whole = _private(f"{source.rstrip()}\n\n{_body(ours)}")
    unknown = set(_lines_about_the_workbook(whole)) - ABOUT_THE_WORKBOOK
    if unknown:
        raise _changed(min(unknown))
    return whole


def procedures(source: str) -> list[str]:
    """The names of all functions and subs."""
    return [found["name"] for found in _PROCEDURE.finditer(_TWO_HEADS.sub(r"\1", source))]


def _expect(donor: str) -> None:
    """Stop where xlwings has other procedures than those known, or does a thing otherwise."""
    names = procedures(donor)
    differing = set(names) ^ (KEPT | REPLACED | DROPPED)
    if differing or len(names) != len(set(names)):
        raise _changed(min(differing, default="en procedur som finns två gånger"))
    lines = {line.strip() for line in donor.splitlines()}
    for line in EXPECTED:
        if line not in lines:
            raise _changed(line)


def _body(ours: str) -> str:
    return "\n".join(line for line in ours.splitlines() if not line.startswith("Attribute ")).strip() + "\n"


def _private(source: str) -> str:
    source = re.sub(r"^(?:Public |Private )?((?:Function|Sub) )", r"Private \1", source, flags=re.MULTILINE)
    source = source.replace(f"Private Function {_PUBLIC}(", f"Public Function {_PUBLIC}(")
    return re.sub(r"^( *)(?:Public |Private )?(Declare )", r"\1Private \2", source, flags=re.MULTILINE)


def _lines_about_the_workbook(source: str) -> Iterator[str]:
    for line in source.splitlines():
        if "ActiveWorkbook" in line and not line.lstrip().startswith("'"):
            yield line.strip()


def _changed(what: str) -> RunxlError:
    return RunxlError(
        "Det installerade xlwings har annan VBA-kod än den som runxl har granskat, och därför byggs inget tillägg. "
        f"Det som skiljer: {what.strip()[:80]}. Uppdatera runxl, eller installera en granskad xlwings: "
        f'pip install "xlwings=={REVIEWED}"'
    )


REVIEWED = "0.37.8"
"""The version of xlwings that this was written for and is tested with."""
